"""The plots one below the other, and the keys that work on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from sophon_monitor.domain.health_history import Measurement
from sophon_monitor.domain.site import Box, BoxKey
from sophon_monitor.qtmodels.curve_worker import BoxCurves
from sophon_monitor.widgets.theme import Theme
from sophon_monitor.widgets.time_axis import marks

if TYPE_CHECKING:
    from sophon_monitor.widgets.health_card import HealthCard

# Time and value nearest to a moment for each of some boxes, None where there is none.
ValuesAt = Callable[[tuple[BoxKey, ...], float, Measurement], list[tuple[float, float] | None]]

translate = QCoreApplication.translate

PAN_SHARE = 0.1  # of the window, for one press of an arrow key
ZOOM_STEP = 0.8
RING_PX = 3


class PlotStack(QWidget):
    """Holds the cards; takes the focus for all of them, since they share one axis and one crosshair.

    Attributes:
        hint: Stands in place of the cards while no measurement has ever come.

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

    def __init__(self, theme: Theme, values_at: ValuesAt, parent: QWidget | None = None) -> None:
        """Ask `values_at` for what stands under the crosshair."""
        super().__init__(parent)
        self._theme, self._values_at = theme, values_at
        self._cards: list[HealthCard] = []
        self._undrawn: list[HealthCard] = []
        self._boxes: tuple[BoxCurves, ...] = ()
        self._snapshots: Mapping[BoxKey, Box] = {}
        self._window_s = (0.0, 1.0)
        self._cursor_s: float | None = None
        self.setObjectName("health_plots")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(RING_PX, RING_PX, RING_PX, RING_PX)
        self._column.setSpacing(6)
        self.hint = QLabel(self)
        self.hint.setWordWrap(True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.hide()
        self._column.addWidget(self.hint, 1)
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._draw_next)
        theme.changed.connect(self.update)
        self._retranslate()

    @property
    def cards(self) -> tuple[HealthCard, ...]:
        """The cards from top to bottom."""
        return tuple(self._cards)

    def add_card(self, card: HealthCard) -> None:
        """Put one more below."""
        self._column.addWidget(card, 1)
        self._cards.append(card)

    def show_boxes(
        self, boxes: tuple[BoxCurves, ...], snapshots: Mapping[BoxKey, Box], window_s: tuple[float, float]
    ) -> None:
        """Draw new curves, one plot for each turn of the loop: sixteen boxes in one go would stop it for 25 ms."""
        self._boxes, self._snapshots, self._window_s = boxes, snapshots, window_s
        self._undrawn = list(self._cards)
        self._draw_next()

    def _draw_next(self) -> None:
        if not self._undrawn:
            return
        card = self._undrawn.pop(0)
        card.show_boxes(self._boxes, self._snapshots)
        self._place(card)
        self._point(card)
        if self._undrawn:
            self._turn.start()
        else:
            self._show_silence(is_silent=all(card.is_folded for card in self._cards))

    def _show_silence(self, *, is_silent: bool) -> None:
        """Six lines that say "not sent" help nobody: one sentence says what is missing."""
        self.hint.setVisible(is_silent)
        for card in self._cards:
            card.setVisible(not is_silent)

    def show_window(self, window_s: tuple[float, float]) -> None:
        """Show this part of time in all plots."""
        self._window_s = window_s
        for card in self._cards:
            self._place(card)

    def show_cursor(self, at_s: float | None) -> None:
        """Draw the crosshair through all plots, with the values there."""
        self._cursor_s = at_s
        for card in self._cards:
            self._point(card)

    def _place(self, card: HealthCard) -> None:
        first_s, last_s = self._window_s
        _, width_px = card.plot.view_left_and_width()
        card.plot.set_window(first_s, last_s, [at_s for at_s, _ in marks(first_s, last_s, width_px)])

    def _point(self, card: HealthCard) -> None:
        at_s, keys = self._cursor_s, card.box_keys
        if not card.is_folded and keys:
            card.show_cursor(at_s, self._values_at(keys, at_s, card.measurement) if at_s is not None else ())

    @property
    def is_drawing(self) -> bool:
        """True while some plots still have their old curves."""
        return bool(self._undrawn)

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
        self.hint.setText(
            translate(
                "Health",
                "No measurement has come from this box yet. Software 5.5 or newer is asked on port 8888; "
                "older software must report its status to the address at the top of this window.",
            )
        )
        self.setAccessibleName(translate("Health", "Health plots"))
        self.setAccessibleDescription(
            translate(
                "Health",
                "Left and right move, plus and minus zoom, 1 to 5 choose a range, Home goes back to now, "
                "Shift with left and right moves the crosshair, Escape takes it away.",
            )
        )
