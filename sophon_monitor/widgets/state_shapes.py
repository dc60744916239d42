"""The shapes of states: they differ in outline as well as in colour, so that nobody needs to see colours.

Online: filled disc. Late: disc half filled. Offline: disc with a cross in it. Never heard, unknown: hollow ring.
"""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from sophon_monitor.domain.site import Liveness
from sophon_monitor.protocol.messages import CameraStatus
from sophon_monitor.widgets.theme import Palette

State = Liveness | CameraStatus


def state_colour(state: State, palette: Palette) -> QColor:
    """The colour of a state's shape."""
    match state:
        case Liveness.ONLINE | CameraStatus.ONLINE:
            return palette.good
        case Liveness.LATE:
            return palette.warn
        case Liveness.OFFLINE | CameraStatus.OFFLINE:
            return palette.bad
        case Liveness.NEVER | CameraStatus.UNKNOWN:
            return palette.idle


def paint_state(painter: QPainter, centre: QPointF, radius: float, state: State, palette: Palette) -> None:
    """Paint the shape of a state; `radius` in logical pixels, 4 to 8 reads well."""
    colour = state_colour(state, palette)
    disc = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    line = max(1.4, radius * 0.34)
    inner = disc.adjusted(line / 2, line / 2, -line / 2, -line / 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    match state:
        case Liveness.ONLINE | CameraStatus.ONLINE:
            painter.setBrush(colour)
            painter.drawEllipse(disc)
        case Liveness.LATE:
            painter.setBrush(colour)
            painter.drawPie(disc, -90 * 16, 180 * 16)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour, line))
            painter.drawEllipse(inner)
        case Liveness.OFFLINE | CameraStatus.OFFLINE:
            painter.setBrush(colour)
            painter.drawEllipse(disc)
            arm = radius * 0.42
            painter.setPen(QPen(palette.surface, line, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            for slope in (1, -1):
                start = QPointF(centre.x() - arm, centre.y() - slope * arm)
                painter.drawLine(QLineF(start, QPointF(centre.x() + arm, centre.y() + slope * arm)))
        case Liveness.NEVER | CameraStatus.UNKNOWN:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour, line))
            painter.drawEllipse(inner)
    painter.restore()
