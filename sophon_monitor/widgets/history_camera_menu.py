"""The cameras of the site to choose one of, by box."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from sophon_monitor.domain.site import Box, BoxKey, Camera, CameraKey
from sophon_monitor.qtmodels.history_row import short

translate = QCoreApplication.translate

MOST_CHARACTERS = 60


class CameraMenu(QMenu):
    """Filled each time it opens. Lives on the Qt thread.

    Signals:
        chosen: CameraKey, or None for any.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Know no camera."""
        super().__init__(parent)
        self._boxes: tuple[Box, ...] = ()
        self._cameras: tuple[Camera, ...] = ()
        self._box_key: BoxKey | None = None
        self._key: CameraKey | None = None
        self._group = QActionGroup(self)
        self.aboutToShow.connect(self.fill)
        self.triggered.connect(self._tell)

    def set_site(self, boxes: tuple[Box, ...], cameras: tuple[Camera, ...]) -> None:
        """What can be chosen."""
        self._boxes, self._cameras = boxes, cameras

    def set_choice(self, box_key: BoxKey | None, key: CameraKey | None) -> None:
        """Which is chosen, None for any; and of which box cameras are offered, None for all."""
        self._box_key, self._key = box_key, key

    def camera(self, key: CameraKey | None) -> Camera | None:
        """A camera of the site; None where it is not known."""
        return next((camera for camera in self._cameras if camera.key == key), None) if key is not None else None

    def fill(self) -> None:
        """List what can be chosen now."""
        self.clear()
        self._group = QActionGroup(self)
        self._add(translate("History", "any"), None)
        for box in self._boxes:
            cameras = [camera for camera in self._cameras if camera.box_key == box.key]
            if cameras and self._box_key in (None, box.key):
                self.addSection(_text(box.name))
                for camera in cameras:
                    self._add(_text(camera.title), camera.key)

    def _add(self, text: str, key: CameraKey | None) -> None:
        action = self.addAction(text)
        action.setCheckable(True)
        action.setData(key)
        action.setChecked(key == self._key)
        self._group.addAction(action)

    def _tell(self, action: QAction) -> None:
        key = action.data()
        self.chosen.emit(CameraKey(key) if isinstance(key, str) and key else None)


def cut(text: str, most: int) -> str:
    """A text of at most so many characters."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _text(name: str) -> str:
    return cut(short(name), MOST_CHARACTERS).replace("&", "&&")
