"""Leaving while settings are borrowed: asks once, shows what is being put back, names what could not be."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from sophon_monitor.domain.borrowing import BorrowedSetting, Returned
from sophon_monitor.qtmodels.borrowing_words import entry_state_sentence, kind_word, outcome_sentence
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate

LIST_HEIGHT_PX = 320


class LeaveDialog(QDialog):
    """Opened with `open()`; lives on the Qt thread.

    Signals:
        put_back_asked: Put everything back, then leave.
        keep_asked: Leave, and go on borrowing.
        stay_asked: Do not leave.
        close_anyway_asked: Leave although not everything is back; it stays on the list.
    """

    put_back_asked = Signal()
    keep_asked = Signal()
    stay_asked = Signal()
    close_anyway_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the dialog; `set_entries` says what is borrowed."""
        super().__init__(parent)
        del theme  # its looks come from the style sheet
        self._entries: tuple[BorrowedSetting, ...] = ()
        self._returned: dict[int, Returned] = {}
        self._back: set[int] = set()
        self._busy = self._tried = False
        self.question, self.list = QLabel(self), QLabel(self)
        self.put_back_button, self.keep_button, self.stay_button = (QPushButton(self) for _ in range(3))
        set_look(self.question, "heading")
        set_look(self.put_back_button, "primary")
        for label in (self.question, self.list):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.list.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidget(self.list)
        buttons = QHBoxLayout()
        buttons.addWidget(self.stay_button)
        buttons.addStretch(1)
        buttons.addWidget(self.keep_button)
        buttons.addWidget(self.put_back_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 18)
        layout.setSpacing(14)
        layout.addWidget(self.question)
        layout.addWidget(self._scroll, 1)
        layout.addLayout(buttons)
        self.setMinimumWidth(640)
        self.put_back_button.setDefault(True)
        for button in (self.keep_button, self.stay_button):
            button.setAutoDefault(False)
        self.put_back_button.clicked.connect(self._ask_back)
        self.keep_button.clicked.connect(self._leave)
        self.stay_button.clicked.connect(self.reject)
        self.rejected.connect(self.stay_asked)
        self._retranslate()

    def set_entries(self, entries: tuple[BorrowedSetting, ...]) -> None:
        """Say what is borrowed. While settings are put back, one that is no longer open stays: it is back."""
        now = {entry.id: entry for entry in entries}
        if self._busy:
            gone = {entry.id for entry in self._entries if not (entry.id in now and now[entry.id].is_open)}
            self._back |= gone - self._returned.keys()
            self._entries = tuple(now.get(entry.id, entry) for entry in self._entries)
        else:
            self._back = set()
            self._entries = tuple(entry for entry in entries if entry.is_open)
        self._retranslate()

    def set_busy(self, busy: bool) -> None:
        """Settings are being put back now."""
        self._busy = busy
        self._retranslate()

    def show_returned(self, returned: tuple[Returned, ...]) -> None:
        """Show what could not be put back; the wiring leaves by itself when all of it is."""
        self._returned |= {one.entry.id: one for one in returned}
        self._busy, self._tried = False, True
        self._retranslate()

    @property
    def left_open(self) -> tuple[Returned, ...]:
        """What could not be put back."""
        return tuple(one for one in self._returned.values() if one.entry.is_open)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _ask_back(self) -> None:
        self._returned = {key: one for key, one in self._returned.items() if not one.entry.is_open}
        self.set_busy(True)
        self.put_back_asked.emit()

    def _leave(self) -> None:
        (self.close_anyway_asked if self._tried else self.keep_asked).emit()

    def _retranslate(self) -> None:
        self.setWindowTitle(translate("Borrowing", "Leave the site"))
        if self._busy:
            question = translate("Borrowing", "Putting the boxes' own settings back…")
        elif self._tried and self.left_open:
            question = translate("Borrowing", "Not everything could be put back.")
        else:
            question = translate("Borrowing", "Some boxes still report to this computer. Put their own settings back?")
        self.question.setText(question)
        self.list.setText("\n".join(self._line(entry) for entry in self._entries))
        again = self._tried and bool(self.left_open)
        self.put_back_button.setText(
            translate("Borrowing", "Try again") if again else translate("Borrowing", "Put back and close")
        )
        self.keep_button.setText(
            translate("Borrowing", "Close all the same: it stays on the list")
            if again
            else translate("Borrowing", "Keep borrowing and close")
        )
        self.stay_button.setText(translate("Borrowing", "Stay"))
        for button in (self.put_back_button, self.keep_button):
            button.setEnabled(not self._busy)
        width = max(self.width(), self.minimumWidth()) - 60
        self._scroll.setMinimumHeight(min(max(self.list.heightForWidth(width), 0), LIST_HEIGHT_PX))

    def _line(self, entry: BorrowedSetting) -> str:
        return f"• {entry.box_name} ({entry.address.host}) · {kind_word(entry.kind)}: {self._state(entry)}"

    def _state(self, entry: BorrowedSetting) -> str:
        returned = self._returned.get(entry.id)
        if returned is not None:
            return outcome_sentence(returned)
        if entry.id in self._back:
            return translate("Borrowing", "Put back.")
        return translate("Borrowing", "Being put back.") if self._busy else entry_state_sentence(entry)
