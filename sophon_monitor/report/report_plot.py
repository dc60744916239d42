"""One box's health over the time of a report, as a picture: CPU, memory, disk, and where nothing was heard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QImage, QPainter, QPen, QPolygonF

translate = QCoreApplication.translate

WIDE, TALL, SCALE = 1040, 300, 2  # pixels, twice what they take on the page
_LEFT, _RIGHT, _TOP, _BOTTOM = 76.0, 14.0, 34.0, 44.0
_COLOURS = {"cpu": "#0b67c8", "memory": "#7b3fb5", "disk": "#b06a00"}
_PENS = {"cpu": Qt.PenStyle.SolidLine, "memory": Qt.PenStyle.DashLine, "disk": Qt.PenStyle.DotLine}
MOST_POINTS = 2000
Span = tuple[float, float]


def health_plot(
    columns: dict[str, NDArray[np.float64]], since_s: float, until_s: float, *, gap_s: float, watching: Sequence[Span]
) -> QImage:
    """Draw.

    Args:
        columns: As `ArchiveReader.health_columns`; `received_at` rises.
        since_s: UTC epoch seconds of the left edge.
        until_s: Of the right one.
        gap_s: A longer silence is a gap.
        watching: When this program was running: silence outside is nobody's.
    """
    image = QImage(WIDE, TALL, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont()
    font.setPixelSize(20)
    painter.setFont(font)
    area = QRectF(_LEFT, _TOP, WIDE - _LEFT - _RIGHT, TALL - _TOP - _BOTTOM)
    at = columns["received_at"]
    inside = (at >= since_s) & (at <= until_s)
    at = at[inside]
    _paint_silence(painter, area, at, (since_s, until_s), gap_s, watching)
    _paint_frame(painter, area, since_s, until_s)
    for name in _COLOURS:
        _paint_curve(painter, area, at, columns[name][inside], (since_s, until_s), gap_s, name)
    _paint_legend(painter)
    painter.end()
    return image


def _x(area: QRectF, at_s: float, span: Span) -> float:
    return area.left() + (at_s - span[0]) / max(span[1] - span[0], 1e-9) * area.width()


def silences(at: NDArray[np.float64], span: Span, gap_s: float) -> list[Span]:
    """Stretches without a heartbeat that are longer than `gap_s`."""
    edges = np.concatenate(([span[0]], at, [span[1]]))
    steps = np.diff(edges)
    return [(float(edges[place]), float(edges[place + 1])) for place in np.flatnonzero(steps > gap_s)]


def watched(silence: Span, watching: Sequence[Span]) -> list[Span]:
    """The parts of a silence during which this program was running."""
    found = []
    for began, ended in watching:
        start, end = max(silence[0], began), min(silence[1], ended)
        if end > start:
            found.append((start, end))
    return found


def _paint_silence(
    painter: QPainter, area: QRectF, at: NDArray[np.float64], span: Span, gap_s: float, watching: Sequence[Span]
) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    for silence in silences(at, span, gap_s):
        left, right = _x(area, silence[0], span), _x(area, silence[1], span)
        painter.setBrush(QBrush(QColor("#9aa3ad"), Qt.BrushStyle.BDiagPattern))
        painter.drawRect(QRectF(left, area.top(), right - left, area.height()))
        for start, end in watched(silence, watching):
            if end - start <= gap_s:
                continue
            left, right = _x(area, start, span), _x(area, end, span)
            box = QRectF(left, area.top(), right - left, area.height())
            painter.setBrush(QColor("#f7d3d0"))
            painter.drawRect(box)
            if right - left > 90:
                painter.setPen(QColor("#9b1c16"))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _length(end - start))
                painter.setPen(Qt.PenStyle.NoPen)


def _paint_frame(painter: QPainter, area: QRectF, since_s: float, until_s: float) -> None:
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
        at = datetime.fromtimestamp(since_s + share * (until_s - since_s), tz=UTC).astimezone()
        line = QRectF(area.left(), area.bottom() + 6, area.width(), 30)
        painter.drawText(line, align | Qt.AlignmentFlag.AlignTop, f"{at:%m-%d %H:%M}")


def _paint_curve(
    painter: QPainter,
    area: QRectF,
    at: NDArray[np.float64],
    values: NDArray[np.float64],
    span: Span,
    gap_s: float,
    name: str,
) -> None:
    painter.setPen(QPen(QColor(_COLOURS[name]), 3, _PENS[name]))
    step = max(len(at) // MOST_POINTS, 1)
    line = QPolygonF()
    last: float | None = None
    for moment, value in zip(at[::step], values[::step], strict=True):
        if np.isnan(value) or (last is not None and moment - last > gap_s * step):
            painter.drawPolyline(line)
            line = QPolygonF()
        if not np.isnan(value):
            line.append(QPointF(_x(area, float(moment), span), area.bottom() - area.height() * float(value) / 100))
            last = float(moment)
    painter.drawPolyline(line)


def _paint_legend(painter: QPainter) -> None:
    left = _LEFT
    for name, text in (
        ("cpu", translate("Report", "CPU")),
        ("memory", translate("Report", "Memory")),
        ("disk", translate("Report", "Disk")),
    ):
        painter.setPen(QPen(QColor(_COLOURS[name]), 4, _PENS[name]))
        painter.drawLine(QPointF(left, 16), QPointF(left + 44, 16))
        painter.setPen(QColor("#2a333c"))
        painter.drawText(QPointF(left + 52, 23), text)
        left += 180


def _length(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 1:
        return translate("Report", "{count} s").format(count=round(seconds))
    if minutes < 120:
        return translate("Report", "{count} min").format(count=minutes)
    return translate("Report", "{count} h").format(count=round(minutes / 60))
