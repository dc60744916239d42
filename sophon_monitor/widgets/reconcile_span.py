"""Choosing the span of a reconciliation: four buttons, and two times for the last of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QDateTime, QEvent, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QDateTimeEdit, QHBoxLayout, QLabel, QPushButton, QWidget

from sophon_monitor.domain.reconcile_outcome import SpanChoice, span_of
from sophon_monitor.domain.reconciliation import Span
from sophon_monitor.qtmodels.reconciliation_words import span_word
from sophon_monitor.widgets.style import set_look, sized

translate = QCoreApplication.translate

CHOICE_PADDING_PX = 30
FIELD_MARGIN_PX = 8
SHOWN_FORMAT = "yyyy-MM-dd HH:mm:ss"


def local_now() -> datetime:
    """The time now, with the zone of this computer."""
    return datetime.now(tz=UTC).astimezone()


class ReconcileSpan(QWidget):
    """Which span is meant. Lives on the Qt thread.

    Attributes:
        times: The two times, for a place of its own; shown only while they count.

    Signals:
        changed: Another span was chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, now: Callable[[], datetime] = local_now) -> None:
        """The last hour is chosen."""
        super().__init__(parent)
        self._now = now
        self.buttons = {choice: QPushButton(self) for choice in SpanChoice}
        self.times = QWidget(self)
        self.since, self.until = QDateTimeEdit(self.times), QDateTimeEdit(self.times)
        self._since_label, self._until_label = QLabel(self.times), QLabel(self.times)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        for button in self.buttons.values():
            button.setCheckable(True)
            button.setAutoDefault(False)
            set_look(button, "choice")
            self._group.addButton(button)
        for field, label in ((self.since, self._since_label), (self.until, self._until_label)):
            field.setDisplayFormat(SHOWN_FORMAT)
            field.lineEdit().setTextMargins(FIELD_MARGIN_PX, 0, FIELD_MARGIN_PX, 0)  # padding does not reach it
            label.setBuddy(field)
        self.buttons[SpanChoice.LAST_HOUR].setChecked(True)
        self._lay_out()
        self._group.buttonToggled.connect(self._choose)
        self.since.dateTimeChanged.connect(self.changed)
        self.until.dateTimeChanged.connect(self.changed)
        self._retranslate()
        self._fill(SpanChoice.TODAY)
        self._refresh()

    @property
    def choice(self) -> SpanChoice:
        """Which button is down."""
        return next(choice for choice, button in self.buttons.items() if button.isChecked())

    def span(self) -> Span | None:
        """The span as it is now; None where it ends before it begins."""
        if self.choice is not SpanChoice.CUSTOM:
            return span_of(self.choice, self._now())
        since_ms, until_ms = self.since.dateTime().toMSecsSinceEpoch(), self.until.dateTime().toMSecsSinceEpoch()
        return Span(since_ms, until_ms) if since_ms < until_ms else None

    def set_span(self, span: Span) -> None:
        """Choose a span of its own."""
        self._set_times(span)
        self.buttons[SpanChoice.CUSTOM].setChecked(True)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language and the size of text."""
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        row, times = QHBoxLayout(self), QHBoxLayout(self.times)
        for layout in (row, times):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(6)
        for button in self.buttons.values():
            row.addWidget(button)
        for part in (self._since_label, self.since, self._until_label, self.until):
            times.addWidget(part)
        times.addStretch(1)

    def _choose(self, button: object, checked: bool) -> None:
        if checked and button is not self.buttons[SpanChoice.CUSTOM]:
            self._fill(self.choice)
        if checked:
            self._refresh()
            self.changed.emit()

    def _fill(self, choice: SpanChoice) -> None:
        """What was chosen by a button is where one's own times begin from."""
        self._set_times(span_of(choice, self._now()))

    def _set_times(self, span: Span) -> None:
        for field, at_ms in ((self.since, span.since_ms), (self.until, span.until_ms)):
            field.blockSignals(True)
            field.setDateTime(QDateTime.fromMSecsSinceEpoch(at_ms // 1000 * 1000))
            field.blockSignals(False)

    def _refresh(self) -> None:
        self.times.setVisible(self.choice is SpanChoice.CUSTOM)

    def _retranslate(self) -> None:
        for choice, button in self.buttons.items():
            button.setText(span_word(choice))
            bold = QFontMetrics(sized(button.font(), 1.0, bold=True))  # as the style sheet has it while chosen
            button.setMinimumWidth(bold.horizontalAdvance(button.text()) + CHOICE_PADDING_PX)
        self._since_label.setText(translate("Reconcile", "from"))
        self._until_label.setText(translate("Reconcile", "until"))
        self.since.setAccessibleName(translate("Reconcile", "Begin of the span"))
        self.until.setAccessibleName(translate("Reconcile", "End of the span"))
