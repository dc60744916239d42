"""A side view of the entrance: the camera, what it looks at, and the numbers between."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from sophon_monitor.domain.camera_siting import EYES_M, Siting
from sophon_monitor.qtmodels.siting_words import number_text
from sophon_monitor.widgets.style import SMALL, sized
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate

_MARGIN_PX = 16
_HEAD_M = 0.13


class SitingSketch(QWidget):
    """Painted to scale. Lives on the Qt thread."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start without a place."""
        super().__init__(parent)
        self._theme = theme
        self._found: Siting | None = None
        self._distance_m = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_siting(self, distance_m: float, found: Siting) -> None:
        """Draw that place."""
        self._distance_m, self._found = distance_m, found
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide and low, as an entrance is."""
        return QSize(480, 190)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Below that the words would lie on each other."""
        return QSize(320, 190)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Floor, person, camera, line of sight, distance and height."""
        if self._found is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sized(self.font(), SMALL))
        line_px = painter.fontMetrics().height()
        floor_y = self.height() - line_px - 10.0
        scale = min(
            (self.width() - 2 * _MARGIN_PX - 150) / self._distance_m,
            (floor_y - line_px - 6) / max(self._found.height_m, 2.0),
        )
        camera = QPointF(_MARGIN_PX + 85, floor_y - self._found.height_m * scale)
        face = QPointF(camera.x() + self._distance_m * scale, floor_y - EYES_M * scale)
        self._draw_ground(painter, camera, face, floor_y)
        self._draw_sight(painter, camera, face, scale)
        self._draw_person(painter, face, floor_y, scale)
        self._draw_camera(painter, camera)
        painter.end()

    def _draw_ground(self, painter: QPainter, camera: QPointF, face: QPointF, floor_y: float) -> None:
        assert self._found is not None
        palette = self._theme.palette
        painter.setPen(QPen(palette.border, 1.5))
        painter.drawLine(QPointF(_MARGIN_PX, floor_y), QPointF(self.width() - _MARGIN_PX, floor_y))
        painter.setPen(QPen(palette.text_faint, 1, Qt.PenStyle.DashLine))
        painter.drawLine(camera, QPointF(camera.x(), floor_y))
        painter.setPen(palette.text)
        height = translate("Siting", "{length} m").format(length=number_text(self._found.height_m, 2))
        middle = (camera.y() + floor_y) / 2
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, middle - 12, camera.x() - 8, 24), right, height)
        distance = translate("Siting", "{length} m").format(length=number_text(self._distance_m))
        below = QRectF(camera.x() - 60, floor_y + 3, face.x() - camera.x() + 120, self.height() - floor_y - 3)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, distance)

    def _draw_sight(self, painter: QPainter, camera: QPointF, face: QPointF, scale: float) -> None:
        palette = self._theme.palette
        spread = 0.55 * scale
        cone = QColor(palette.accent)
        cone.setAlpha(38)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(cone)
        painter.drawPolygon(
            QPolygonF([camera, QPointF(face.x(), face.y() - spread), QPointF(face.x(), face.y() + spread)])
        )
        painter.setPen(QPen(palette.accent, 1.5))
        painter.drawLine(camera, face)
        painter.setPen(QPen(palette.text_faint, 1, Qt.PenStyle.DotLine))
        painter.drawLine(camera, QPointF(camera.x() + min(110.0, (face.x() - camera.x()) * 0.8), camera.y()))
        painter.setPen(palette.text)
        assert self._found is not None
        angle = f"{number_text(self._found.tilt_deg, 0)}°"
        painter.drawText(QPointF(camera.x() + 66, camera.y() - 5), angle)

    def _draw_person(self, painter: QPainter, face: QPointF, floor_y: float, scale: float) -> None:
        palette = self._theme.palette
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.text_soft)
        head = _HEAD_M * scale
        painter.drawEllipse(face, head * 0.85, head)
        shoulder = face.y() + head * 1.25
        body = QRectF(face.x() - head * 1.35, shoulder, head * 2.7, max(1.0, floor_y - shoulder))
        painter.drawRoundedRect(body, head, head)

    def _draw_camera(self, painter: QPainter, camera: QPointF) -> None:
        palette = self._theme.palette
        painter.save()
        painter.translate(camera)
        assert self._found is not None
        painter.rotate(self._found.tilt_deg)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.text)
        painter.drawRoundedRect(QRectF(-20, -7, 24, 14), 3, 3)
        painter.setBrush(palette.accent)
        painter.drawRect(QRectF(4, -4, 5, 8))
        painter.restore()
