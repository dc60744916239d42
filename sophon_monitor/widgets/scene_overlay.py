"""The scene over the whole page. Esc, Enter or the button leads back."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from sophon_monitor.widgets.picture_pane import STEP, PicturePane, ZoomLink
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate
MARGIN = 16
_BACK = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PAN = {
    Qt.Key.Key_Left: QPointF(0.1, 0),
    Qt.Key.Key_Right: QPointF(-0.1, 0),
    Qt.Key.Key_Up: QPointF(0, 0.1),
    Qt.Key.Key_Down: QPointF(0, -0.1),
}


class SceneOverlay(QFrame):
    """Covers its parent while it is open."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        set_look(self, "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.link = ZoomLink(self)
        self.pane = PicturePane(theme, self.link, self)
        self.pane.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Enter leads back here, it opens nothing
        self.title = QLabel(self)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        set_look(self.title, "heading")
        self.back = QPushButton(self)
        self.back.clicked.connect(self.close_scene)
        self._came_from: QWidget | None = None
        self.hide()
        self._retranslate()

    def open_scene(self, title: str, came_from: QWidget | None) -> None:
        """Cover the page. `came_from` gets the focus back."""
        self._came_from = came_from
        self.title.setText(title)
        self.link.reset()
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_scene(self, image: QImage, natural: QSize, mark: QRectF | None) -> None:
        """Show the picture."""
        self.pane.show_picture(image, natural, mark)

    def close_scene(self) -> None:
        """Back to the page."""
        self.hide()
        if self._came_from is not None:
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Zoom, move, or go back."""
        key = Qt.Key(event.key())
        if key in _BACK:
            self.close_scene()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.link.zoom_by(STEP)
        elif key == Qt.Key.Key_Minus:
            self.link.zoom_by(1 / STEP)
        elif key == Qt.Key.Key_0:
            self.link.reset()
        elif key in _PAN:
            self.link.pan_by(_PAN[key])
        event.accept()  # nothing of this reaches the page below

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lay out."""
        super().resizeEvent(event)
        back = self.back.sizeHint()
        self.back.setGeometry(self.width() - MARGIN - back.width(), MARGIN, back.width(), back.height())
        self.title.setGeometry(MARGIN, MARGIN, self.back.x() - 2 * MARGIN, back.height())
        top = MARGIN + back.height() + 10
        self.pane.setGeometry(MARGIN, top, self.width() - 2 * MARGIN, self.height() - top - MARGIN)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.back.setText(translate("Compare", "Back (Esc)"))
        self.back.setAccessibleName(translate("Compare", "Back to the faces"))
        self.pane.set_name(translate("Compare", "Scene"))
