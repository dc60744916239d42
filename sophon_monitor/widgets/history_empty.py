"""What the History page says while its table is empty: why, and what to do next."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from sophon_monitor.widgets.style import set_look

translate = QCoreApplication.translate
TEXT_WIDTH_PX = 440


class Emptiness(StrEnum):
    """Why there are no rows."""

    SEARCHING = "searching"
    NOTHING_YET = "nothing_yet"
    NOT_THEN = "not_then"
    FILTERED = "filtered"
    UNREADABLE = "unreadable"


class HistoryEmpty(QFrame):
    """A heading, a sentence, and the button that helps.

    Signals:
        clear_asked: Remove the filters. all_times_asked: Look at all times. again_asked: Try once more.
    """

    clear_asked = Signal()
    all_times_asked = Signal()
    again_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "card")
        self._why = Emptiness.SEARCHING
        self._detail = ""
        self.heading, self.sentence = QLabel(self), QLabel(self)
        set_look(self.heading, "title")
        set_look(self.sentence, "soft")
        self.sentence.setFixedWidth(TEXT_WIDTH_PX)
        for label in (self.heading, self.sentence):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton(self)
        set_look(self.button, "primary")
        self.button.clicked.connect(self._on_button)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(self.heading)
        middle = QHBoxLayout()
        middle.addWidget(self.sentence)
        column.addLayout(middle)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self._retranslate()

    @property
    def why(self) -> Emptiness:
        """What it says."""
        return self._why

    def show_why(self, why: Emptiness, detail: str = "") -> None:
        """Say why there is nothing; `detail` is the reason of UNREADABLE."""
        self._why, self._detail = why, detail
        self._retranslate()

    def _on_button(self) -> None:
        match self._why:
            case Emptiness.FILTERED:
                self.clear_asked.emit()
            case Emptiness.NOT_THEN:
                self.all_times_asked.emit()
            case _:
                self.again_asked.emit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        heading, sentence, button = self._words()
        self.heading.setText(heading)
        self.sentence.setText(sentence)
        self.button.setText(button)
        self.button.setVisible(bool(button))

    def _words(self) -> tuple[str, str, str]:
        match self._why:
            case Emptiness.SEARCHING:
                return translate("History", "Searching…"), "", ""
            case Emptiness.NOTHING_YET:
                text = translate(
                    "History", "Every recognition that comes is kept here. Stand in front of a camera and look at it."
                )
                return translate("History", "No events yet"), text, ""
            case Emptiness.NOT_THEN:
                text = translate("History", "Nothing was recognised at that time.")
                return translate("History", "No events then"), text, translate("History", "Show all times")
            case Emptiness.FILTERED:
                text = translate("History", "There are events at that time, but none that fits all filters.")
                return translate("History", "Nothing found"), text, translate("History", "Remove all filters")
            case Emptiness.UNREADABLE:
                text = translate("History", "The archive cannot be read: {reason}.").format(reason=self._detail)
                return translate("History", "No history"), text, translate("History", "Try again")
