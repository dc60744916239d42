"""The plots one below the other, and the keys that work on them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate

PAN_SHARE = 0.1  # of the window, for one press of an arrow key
ZOOM_STEP = 0.8
RING_PX = 3


class PlotStack(QWidget):
    """Holds the cards; takes the focus for all of them, since they share one axis and one crosshair.

    Signals:
        pan_asked: Share of the window to move by, negative to the past. zoom_asked: Factor of its length.
        range_asked: Number of the range, from 0. now_asked: Back to now.
        cursor_step_asked: Steps of the crosshair. cursor_hidden: Take it away.
    """

    pan_asked = Signal(float)
    zoom_asked = Signal(float)
    range_asked = Signal(int)
    now_asked = Signal()
    cursor_step_asked = Signal(int)
    cursor_hidden = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("health_plots")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.cards = QVBoxLayout(self)
        self.cards.setContentsMargins(RING_PX, RING_PX, RING_PX, RING_PX)
        self.cards.setSpacing(6)
        theme.changed.connect(self.update)
        self._retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows move, + and - zoom, 1 to 5 choose a range, Shift and arrows move the crosshair."""
        keypad = Qt.KeyboardModifier.KeypadModifier
        modifiers = event.modifiers() & ~keypad
        shifted = modifiers == Qt.KeyboardModifier.ShiftModifier
        if modifiers and not shifted:
            super().keyPressEvent(event)  # Ctrl+1 and the like are the window's
            return
        key = event.key()
        side = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key), 0)
        if side and shifted:
            self.cursor_step_asked.emit(side)
        elif side:
            self.pan_asked.emit(side * PAN_SHARE)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_asked.emit(ZOOM_STEP)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.zoom_asked.emit(1 / ZOOM_STEP)
        elif key == Qt.Key.Key_Home:
            self.now_asked.emit()
        elif key == Qt.Key.Key_Escape:
            self.cursor_hidden.emit()
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_5:
            self.range_asked.emit(key - Qt.Key.Key_1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Hide the ring."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """A ring around all plots while they have the focus."""
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.palette.focus, 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 9, 9)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setAccessibleName(translate("Health", "Health plots"))
        self.setAccessibleDescription(
            translate(
                "Health",
                "Left and right move, plus and minus zoom, 1 to 5 choose a range, Home goes back to now, "
                "Shift with left and right moves the crosshair, Escape takes it away.",
            )
        )
