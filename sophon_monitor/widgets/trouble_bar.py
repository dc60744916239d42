"""Sentences about what went wrong, below the top bar: never a dialog, each can be put away."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from sophon_monitor.widgets.icons import icon
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate

VISIBLE_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Trouble:
    """One sentence. `key` says what it is about: the same key replaces it."""

    key: str
    sentence: str
    action_text: str | None = None


class _TroubleLine(QFrame):
    """One trouble with its button and its cross.

    Signals:
        action_asked, dismissed: The trouble's key.
    """

    action_asked = Signal(str)
    dismissed = Signal(str)

    def __init__(self, theme: Theme, trouble: Trouble, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._trouble = theme, trouble
        set_look(self, "trouble")
        self._sign, sentence = QLabel(self), QLabel(trouble.sentence, self)
        sentence.setWordWrap(True)
        sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._action = QPushButton(trouble.action_text or "", self)
        self._action.setVisible(trouble.action_text is not None)
        self._action.clicked.connect(self._ask)
        self._cross = QToolButton(self)
        set_look(self._cross, "quiet")
        self._cross.clicked.connect(self._dismiss)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 5, 8, 5)
        layout.setSpacing(10)
        layout.addWidget(self._sign)
        layout.addWidget(sentence, 1)
        layout.addWidget(self._action)
        layout.addWidget(self._cross)
        self.setAccessibleName(trouble.sentence)
        theme.changed.connect(self._dress)
        self._dress()
        self._retranslate()

    def _dress(self) -> None:
        palette = self._theme.palette
        self._sign.setPixmap(icon("alert-triangle", palette.bad_text).pixmap(QSize(16, 16), self.devicePixelRatioF()))
        self._cross.setIcon(icon("x", palette.text))

    def _retranslate(self) -> None:
        self._cross.setAccessibleName(translate("TroubleBar", "Put this message away"))
        self._cross.setToolTip(translate("TroubleBar", "Put this message away"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _ask(self) -> None:
        self.action_asked.emit(self._trouble.key)

    def _dismiss(self) -> None:
        self.dismissed.emit(self._trouble.key)


class TroubleBar(QFrame):
    """The troubles that stand, newest on top, at most three lines. Lives on the Qt thread.

    Signals:
        trouble_action_asked: Key of the trouble whose button was pressed; it stays until it is cleared.
        trouble_dismissed: Key of a trouble that the person put away.
    """

    trouble_action_asked = Signal(str)
    trouble_dismissed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty and hidden."""
        super().__init__(parent)
        self._theme = theme
        self._troubles: dict[str, Trouble] = {}
        self._lines: list[_TroubleLine] = []
        self._more = QLabel(self)
        self._more.setContentsMargins(12, 3, 12, 3)
        set_look(self._more, "small")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self._more)
        self.hide()
        self._retranslate()

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """What stands, newest first."""
        return tuple(reversed(self._troubles.values()))

    def show_trouble(self, key: str, sentence: str, action_text: str | None = None) -> None:
        """Show a sentence; another one of the same key is replaced, an equal one stays as it is."""
        trouble = Trouble(key, sentence, action_text)
        if self._troubles.get(key) != trouble:
            self._troubles.pop(key, None)
            self._troubles[key] = trouble
            self._rebuild()

    def clear_trouble(self, key: str) -> None:
        """Take a sentence away: what it told of is over."""
        if self._troubles.pop(key, None) is not None:
            self._rebuild()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language; the sentences themselves were made in the former one."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        hidden = max(0, len(self._troubles) - VISIBLE_AT_MOST)
        self._more.setVisible(hidden > 0)
        self._more.setText(translate("TroubleBar", "and %n more", "", hidden))

    def _rebuild(self) -> None:
        for line in self._lines:
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [_TroubleLine(self._theme, trouble, self) for trouble in self.troubles[:VISIBLE_AT_MOST]]
        for place, line in enumerate(self._lines):
            line.action_asked.connect(self.trouble_action_asked)
            line.dismissed.connect(self._dismiss)
            self._layout.insertWidget(place, line)
        self._retranslate()
        self.setVisible(bool(self._troubles))

    def _dismiss(self, key: str) -> None:
        self.clear_trouble(key)
        self.trouble_dismissed.emit(key)
