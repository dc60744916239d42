"""One box's health over the time of a report, as a picture: CPU, memory, disk, and where nothing was heard."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QPolygonF

from sophon_monitor.domain.curve_reduction import Curve
from sophon_monitor.domain.health_curves import Gap, Span, curve_of, series_of
from sophon_monitor.domain.health_history import Measurement
from sophon_monitor.report import report_words as words
from sophon_monitor.report.health_found import BoxHealth

translate = QCoreApplication.translate

WIDE, TALL = 1344, 330  # pixels, twice what they take on the page
LETTERS_PX = 19
_LEFT, _RIGHT, _TOP, _BOTTOM = 76.0, 14.0, 34.0, 44.0
_COLOURS = {Measurement.CPU: "#0b67c8", Measurement.MEMORY: "#7b3fb5", Measurement.DISK: "#b06a00"}
_PENS = {
    Measurement.CPU: Qt.PenStyle.SolidLine,
    Measurement.MEMORY: Qt.PenStyle.DashLine,
    Measurement.DISK: Qt.PenStyle.DotLine,
}


def health_plot(found: BoxHealth, families: list[str]) -> QImage:
    """Draw one box; `families` are the fonts of the report."""
    image = QImage(WIDE, TALL, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont()
    font.setFamilies(families)
    font.setPixelSize(LETTERS_PX)
    painter.setFont(font)
    area = QRectF(_LEFT, _TOP, WIDE - _LEFT - _RIGHT, TALL - _TOP - _BOTTOM)
    for gap in found.gaps:
        _paint_gap(painter, area, gap, found.span)
    _paint_frame(painter, area, found.span)
    painter.setClipRect(area.adjusted(0, -2, 0, 2))
    for measurement in _COLOURS:
        series = series_of(found.table, measurement, found.period_s)
        curve = curve_of(series, *found.span, columns=int(area.width()))
        painter.setPen(QPen(QColor(_COLOURS[measurement]), 3, _PENS[measurement]))
        _paint_curve(painter, area, curve, found.span)
    painter.setClipping(False)
    _paint_legend(painter)
    painter.end()
    return image


def _x(area: QRectF, at_s: float, span: Span) -> float:
    return area.left() + (at_s - span[0]) / max(span[1] - span[0], 1e-9) * area.width()


def _paint_gap(painter: QPainter, area: QRectF, gap: Gap, span: Span) -> None:
    """Red where the box was silent, hatched where nobody listened; its length where there is room for it."""
    left, right = _x(area, gap.start_s, span), _x(area, gap.end_s, span)
    box = QRectF(left, area.top(), max(right - left, 2.0), area.height())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#f7d3d0") if gap.watched else QBrush(QColor("#b4bcc5"), Qt.BrushStyle.BDiagPattern))
    painter.drawRect(box)
    text = words.length(gap.end_s - gap.start_s)
    room = QFontMetricsF(painter.font()).boundingRect(text).adjusted(-8, -4, 8, 4)
    if room.width() > box.width():
        return
    room.moveCenter(box.center())
    if not gap.watched:
        painter.setBrush(QColor("white"))
        painter.drawRect(room)
    painter.setPen(QColor("#9b1c16" if gap.watched else "#3d4853"))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)


def _paint_frame(painter: QPainter, area: QRectF, span: Span) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for percent in (0, 50, 100):
        y = area.bottom() - area.height() * percent / 100
        painter.setPen(QPen(QColor("#d5dae0"), 1))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(QColor("#5a6672"))
        label = QRectF(0, y - 14, area.left() - 8, 28)
        painter.drawText(label, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{percent} %")
    for share, align in (
        (0.0, Qt.AlignmentFlag.AlignLeft),
        (0.5, Qt.AlignmentFlag.AlignHCenter),
        (1.0, Qt.AlignmentFlag.AlignRight),
    ):
        at = datetime.fromtimestamp(span[0] + share * (span[1] - span[0]), tz=UTC).astimezone()
        line = QRectF(area.left(), area.bottom() + 6, area.width(), 30)
        painter.drawText(line, align | Qt.AlignmentFlag.AlignTop, f"{at:%m-%d %H:%M}")


def _paint_curve(painter: QPainter, area: QRectF, curve: Curve, span: Span) -> None:
    """Lines between neighbours that were measured; one that stands alone is a dot."""
    breaks = np.flatnonzero(~np.isfinite(curve.y))
    for part in np.split(np.arange(curve.x.size), breaks):
        part = part[np.isfinite(curve.y[part])]
        if not part.size:
            continue
        line = QPolygonF()
        for at_s, percent in zip(curve.x[part], curve.y[part], strict=True):
            y = area.bottom() - area.height() * min(max(float(percent), 0.0), 100.0) / 100
            line.append(QPointF(_x(area, float(at_s), span), y))
        if part.size == 1:
            painter.drawPoints(line)
        else:
            painter.drawPolyline(line)


def _paint_legend(painter: QPainter) -> None:
    left = _LEFT
    for measurement, text in (
        (Measurement.CPU, translate("Report", "CPU")),
        (Measurement.MEMORY, translate("Report", "Memory")),
        (Measurement.DISK, translate("Report", "Disk")),
    ):
        painter.setPen(QPen(QColor(_COLOURS[measurement]), 4, _PENS[measurement]))
        painter.drawLine(QPointF(left, 16), QPointF(left + 44, 16))
        painter.setPen(QColor("#2a333c"))
        painter.drawText(QPointF(left + 52, 23), text)
        left += 60 + QFontMetricsF(painter.font()).horizontalAdvance(text) + 40
