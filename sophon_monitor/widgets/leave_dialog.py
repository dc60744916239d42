"""Leaving while settings are borrowed: asks once, shows what is being put back, names what could not be."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from sophon_monitor.domain.borrowing import BorrowedSetting, Returned
from sophon_monitor.qtmodels.borrowing_words import kind_word, outcome_sentence
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate


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
        self._busy = self._tried = False
        self.question, self.list = QLabel(self), QLabel(self)
        self.put_back_button, self.keep_button, self.stay_button = (QPushButton(self) for _ in range(3))
        set_look(self.question, "heading")
        set_look(self.put_back_button, "primary")
        for label in (self.question, self.list):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        buttons = QHBoxLayout()
        buttons.addWidget(self.stay_button)
        buttons.addStretch(1)
        buttons.addWidget(self.keep_button)
        buttons.addWidget(self.put_back_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 18)
        layout.setSpacing(14)
        layout.addWidget(self.question)
        layout.addWidget(self.list)
        layout.addStretch(1)
        layout.addLayout(buttons)
        self.setMinimumWidth(560)
        self.put_back_button.setDefault(True)
        for button in (self.keep_button, self.stay_button):
            button.setAutoDefault(False)
        self.put_back_button.clicked.connect(self._ask_back)
        self.keep_button.clicked.connect(self._leave)
        self.stay_button.clicked.connect(self.reject)
        self.rejected.connect(self.stay_asked)
        self._retranslate()

    def set_entries(self, entries: tuple[BorrowedSetting, ...]) -> None:
        """Say what is borrowed."""
        self._entries = tuple(entry for entry in entries if entry.is_open)
        self._retranslate()

    def set_busy(self, busy: bool) -> None:
        """Settings are being put back now."""
        self._busy = busy
        self._retranslate()

    def show_returned(self, returned: tuple[Returned, ...]) -> None:
        """Show what could not be put back; the wiring leaves by itself when all of it is."""
        self._returned = {one.entry.id: one for one in returned}
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

    def _line(self, entry: BorrowedSetting) -> str:
        line = f"• {entry.box_name} ({entry.address.host}) · {kind_word(entry.kind)}"
        returned = self._returned.get(entry.id)
        return f"{line}: {outcome_sentence(returned)}" if returned is not None else line
