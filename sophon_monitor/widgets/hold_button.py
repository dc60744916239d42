"""The button that lets new rows of the feed wait, and says how many do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QPushButton, QWidget

from sophon_monitor.qtmodels.feed_model import MOST_ROWS, FeedModel
from sophon_monitor.widgets.icons import icon
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate


class HoldButton(QPushButton):
    """Holds the model while it is checked. Its width is that of its longest text, so that nothing moves."""

    def __init__(self, theme: Theme, model: FeedModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._model = theme, model
        self.setCheckable(True)
        set_look(self, "choice")
        self.toggled.connect(self._hold)
        model.waiting_changed.connect(self._show)
        theme.changed.connect(self._show)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _hold(self, is_held: bool) -> None:
        self._model.set_held(is_held)
        self._show()

    def _show(self) -> None:
        waiting = self._model.waiting
        if not self._model.is_held:
            text = translate("Feed", "Hold")
        elif waiting >= MOST_ROWS:
            text = translate("Feed", "{count} wait").format(count=f"{MOST_ROWS - 1}+")
        else:
            text = translate("Feed", "{count} wait").format(count=waiting)
        self.setText(text)
        self.setIcon(icon("player-play" if self._model.is_held else "player-pause", self._theme.palette.text))
        name = (
            translate("Feed", "Held: %n events wait. Let them in (Space)", "", waiting)
            if self._model.is_held
            else translate("Feed", "Hold the feed; events go on being received (Space)")
        )
        self.setAccessibleName(name)
        self.setToolTip(name)

    def _retranslate(self) -> None:
        self._show()
        self.setText(translate("Feed", "{count} wait").format(count=f"{MOST_ROWS - 1}+"))
        self.setFixedWidth(self.sizeHint().width())
        self._show()
