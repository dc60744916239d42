"""What opens below a filter button: two dates, or two limits of the score."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QDateEdit,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from sophon_monitor.widgets.style import set_look

translate = QCoreApplication.translate

NONE_BELOW, NONE_ABOVE = 0.0, 100.0
EARLIEST = QDate(2010, 1, 1)


class _Popup(QFrame):
    """A card below a button, gone with a click beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        set_look(self, "card")
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(14, 12, 14, 12)
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(8)

    def open_at(self, spot: QPoint, beside: QWidget) -> None:
        """Open with the upper left corner there, or as far left as the screen asks."""
        self.adjustSize()
        room = beside.screen().availableGeometry()
        self.move(max(room.left(), min(spot.x(), room.right() - self.width())), spot.y())
        self.show()


class DatesPopup(_Popup):
    """From a day to a day.

    Signals:
        chosen: First and last day, `datetime.date`, in that order.
    """

    chosen = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Both days are today."""
        super().__init__(parent)
        self.first, self.last = QDateEdit(self), QDateEdit(self)
        self._captions = QLabel(self), QLabel(self)
        self.apply = QPushButton(self)
        set_look(self.apply, "primary")
        for row, (caption, field) in enumerate(zip(self._captions, (self.first, self.last), strict=True)):
            field.setCalendarPopup(True)
            field.setDisplayFormat("yyyy-MM-dd")
            field.setMinimumDate(EARLIEST)
            field.setDate(QDate.currentDate())
            set_look(caption, "soft")
            caption.setBuddy(field)
            self.grid.addWidget(caption, row, 0)
            self.grid.addWidget(field, row, 1)
        self.grid.addWidget(self.apply, 2, 0, 1, 2)
        self.apply.clicked.connect(self._tell)
        self._retranslate()

    def open_at(self, spot: QPoint, beside: QWidget) -> None:
        """Open, with the focus on the first day."""
        super().open_at(spot, beside)
        self.first.setFocus(Qt.FocusReason.PopupFocusReason)

    def _tell(self) -> None:
        first, last = sorted((_day(self.first), _day(self.last)))
        self.hide()
        self.chosen.emit(first, last)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._captions[0].setText(translate("History", "From"))
        self._captions[1].setText(translate("History", "To"))
        self.first.setAccessibleName(translate("History", "First day"))
        self.last.setAccessibleName(translate("History", "Last day"))
        self.apply.setText(translate("History", "Show these days"))


class ScorePopup(_Popup):
    """At least and at most.

    Signals:
        chosen: Both limits, `float` or None, with each change.
    """

    chosen = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """No limits."""
        super().__init__(parent)
        self.least, self.most = QDoubleSpinBox(self), QDoubleSpinBox(self)
        self._captions = QLabel(self), QLabel(self)
        self._note = QLabel(self)
        set_look(self._note, "small")
        self._note.setWordWrap(True)
        self.reset = QPushButton(self)
        for row, (caption, field) in enumerate(zip(self._captions, (self.least, self.most), strict=True)):
            field.setRange(NONE_BELOW, NONE_ABOVE)
            field.setDecimals(1)
            field.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
            field.setKeyboardTracking(False)
            field.lineEdit().setTextMargins(8, 0, 0, 0)
            set_look(caption, "soft")
            caption.setBuddy(field)
            self.grid.addWidget(caption, row, 0)
            self.grid.addWidget(field, row, 1)
            field.valueChanged.connect(self._tell)
        self.most.setValue(NONE_ABOVE)
        self.grid.addWidget(self._note, 2, 0, 1, 2)
        self.grid.addWidget(self.reset, 3, 0, 1, 2)
        self.reset.clicked.connect(self._on_reset)
        self._retranslate()

    def open_at(self, spot: QPoint, beside: QWidget) -> None:
        """Open, with the focus on the lower limit."""
        super().open_at(spot, beside)
        self.least.setFocus(Qt.FocusReason.PopupFocusReason)
        self.least.selectAll()

    def show_limits(self, least: float | None, most: float | None) -> None:
        """Show limits without telling of them."""
        for field, value in ((self.least, least), (self.most, most)):
            field.blockSignals(True)
            field.setValue(value if value is not None else (NONE_BELOW if field is self.least else NONE_ABOVE))
            field.blockSignals(False)

    def _tell(self) -> None:
        least, most = self.least.value(), self.most.value()
        self.chosen.emit(least if least > NONE_BELOW else None, most if most < NONE_ABOVE else None)

    def _on_reset(self) -> None:
        self.show_limits(None, None)
        self._tell()
        self.hide()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._captions[0].setText(translate("History", "At least"))
        self._captions[1].setText(translate("History", "At most"))
        self.least.setAccessibleName(translate("History", "Lowest score, of 100"))
        self.most.setAccessibleName(translate("History", "Highest score, of 100"))
        self._note.setText(
            translate(
                "History",
                "Of 100. Scores from 0 to 1 count a hundredfold; those on an unknown scale are left out.",
            )
        )
        self.reset.setText(translate("History", "Any score"))


def _day(field: QDateEdit) -> date:
    shown = field.date()
    return date(shown.year(), shown.month(), shown.day())
