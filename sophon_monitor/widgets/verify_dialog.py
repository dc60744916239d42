"""Whether a report is as it was made: the answer to a PDF that was dropped on the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.text_room import resize_with_text

translate = QCoreApplication.translate


class VerifyDialog(QDialog):
    """Opened with `open()`; lives on the Qt thread.

    Signals:
        another_asked: Another file is to be checked.
    """

    another_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.file, self.verdict, self.details = QLabel(self), QLabel(self), QLabel(self)
        for label in (self.file, self.verdict, self.details):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        set_look(self.file, "soft")
        self.another_button, self.close_button = QPushButton(self), QPushButton(self)
        set_look(self.close_button, "primary")
        self.close_button.setDefault(True)
        bottom = QHBoxLayout()
        bottom.addWidget(self.another_button)
        bottom.addStretch(1)
        bottom.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(10)
        for label in (self.file, self.verdict, self.details):
            column.addWidget(label)
        column.addStretch(1)
        column.addLayout(bottom)
        self.close_button.clicked.connect(self.reject)
        self.another_button.clicked.connect(self.another_asked)
        resize_with_text(self, 560, 260)
        self._retranslate()

    def show_answer(self, file: str, verdict: str, details: str, *, good: bool) -> None:
        """Say what was found, in one sentence and with what stands behind it."""
        self.file.setText(file)
        self.verdict.setText(("✓ " if good else "✗ ") + verdict)
        set_look(self.verdict, "good" if good else "bad")
        self.details.setText(details)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setWindowTitle(translate("Verify", "Is this report unaltered?"))
        self.another_button.setText(translate("Verify", "Another file…"))
        self.close_button.setText(translate("Verify", "Close"))
