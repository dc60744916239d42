"""Tabler's outline icons in the colour asked for. Knows nothing of files: the SVG text is given by an `IconSource`."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

IconSource = Callable[[str], bytes]
"""Gives the SVG text of an icon's name (without `.svg`); raises OSError for a name that there is none of."""

# Sides in device pixels: 16, 20 and 24 px at 100, 125, 150 and 200 % scaling. Qt takes the nearest larger one.
_SIDES_PX = (16, 20, 24, 30, 32, 36, 40, 48)

_source: IconSource | None = None
_made: dict[tuple[str, int], QIcon] = {}


def install_icons(source: IconSource) -> None:
    """Say where the SVG text comes from. Called once at start, before the first widget; a second call replaces it."""
    global _source
    _source = source
    _made.clear()


def icon(name: str, colour: QColor) -> QIcon:
    """Return the icon drawn in `colour`, sharp at 100 to 200 % scaling; kept, so asking again costs nothing.

    Without an installed source (tests of single widgets) the icon is empty.
    """
    if _source is None:
        return QIcon()
    key = (name, colour.rgba())
    if key not in _made:
        _made[key] = _drawn(_source(name), colour)
    return _made[key]


def icon_pixmap(name: str, colour: QColor, side_px: int, device_pixel_ratio: float) -> QPixmap:
    """Return one icon for painting: `side_px` in logical pixels."""
    return icon(name, colour).pixmap(QRectF(0, 0, side_px, side_px).size().toSize(), device_pixel_ratio)


def _drawn(svg: bytes, colour: QColor) -> QIcon:
    renderer = QSvgRenderer(QByteArray(svg.replace(b"currentColor", colour.name().encode())))
    drawn = QIcon()
    for side in _SIDES_PX:
        image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter, QRectF(0, 0, side, side))
        painter.end()
        drawn.addPixmap(QPixmap.fromImage(image))
    return drawn
