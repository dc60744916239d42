"""Contrast of text as it comes out on the screen, in both themes, with whatever stands behind it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.app.filled_window import FilledWindow, settle

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
    pytest.mark.timeout(240),
]

LEAST = 4.5
# Strokes are thinner than a pixel at the size on the screen, and come out paler than they are; at this size not.
ENLARGED = 3


def painted(window: QWidget) -> np.ndarray:
    """The window as it is drawn, `ENLARGED` times as large: height x width x red, green, blue."""
    image = QImage(window.size() * ENLARGED, QImage.Format.Format_RGBX8888)
    image.setDevicePixelRatio(ENLARGED)
    window.render(image)
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return flat[:, : image.width(), :3].copy()  # the picture goes with this function


def luminance(colours: np.ndarray) -> np.ndarray:
    parts = colours / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def contrast(pixels: np.ndarray) -> float:
    """Of what differs most from the colour that covers most of the place."""
    packed = pixels.reshape(-1, 3).astype(np.uint32) @ np.array([65536, 256, 1], np.uint32)
    colours, counts = np.unique(packed, return_counts=True)
    kept = counts >= 4  # a lone pixel is a rounding
    lights = luminance(np.stack([colours >> 16, colours >> 8 & 255, colours & 255], axis=1))
    ground = lights[np.argmax(counts)]
    lights = lights[kept] if kept.any() else lights
    high, low = np.maximum(lights, ground), np.minimum(lights, ground)
    return float(((high + 0.05) / (low + 0.05)).max())


def texts(window: QWidget) -> Iterator[tuple[str, QRect]]:
    """Each text that is seen and can be used, and where; what is switched off may be pale (WCAG 1.4.3)."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisibleTo(window) or not widget.isEnabledTo(window):
            continue
        match widget:
            case QLabel() | QAbstractButton():
                if widget.text() and not widget.visibleRegion().isEmpty():
                    yield widget.text(), on(window, widget, widget.visibleRegion().boundingRect())
            case QAbstractItemView():
                for text, place in _cells(widget):
                    yield text, on(window, widget.viewport(), place & widget.viewport().rect())


def on(window: QWidget, widget: QWidget, place: QRect) -> QRect:
    return QRect(widget.mapTo(window, place.topLeft()), place.size())


def _cells(view: QAbstractItemView) -> Iterator[tuple[str, QRect]]:
    model = view.model()
    for row in range(min(model.rowCount(), 30) if model is not None else 0):
        index = view.indexAt(QPoint(20, view.visualRect(model.index(row, 0)).center().y()))
        text = index.data(Qt.ItemDataRole.DisplayRole) or index.data(Qt.ItemDataRole.AccessibleTextRole)
        if index.isValid() and isinstance(text, str) and text:
            yield text, view.visualRect(index)


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
def test_that_every_text_that_is_seen_stands_out(qtbot: QtBot, is_dark: bool) -> None:
    filled = FilledWindow(is_dark=is_dark)
    qtbot.addWidget(filled.window, before_close_func=lambda w: w.hide())
    filled.fill()
    pale, seen = set(), 0
    for name, window in filled.shown():
        settle()
        QApplication.processEvents()
        pixels = painted(window)
        for text, place in texts(window):
            cut = pixels[
                place.top() * ENLARGED : (place.bottom() + 1) * ENLARGED,
                place.left() * ENLARGED : (place.right() + 1) * ENLARGED,
            ]
            if not any(letter.isalnum() for letter in text) or cut.size == 0 or place.height() < 8:
                continue
            seen += 1
            if (reached := contrast(cut)) < LEAST:
                pale.add((name, text, round(reached, 2)))
    filled.close()
    assert seen > 350
    assert sorted(pale) == []


def test_that_pale_text_is_found() -> None:
    white = np.full((20, 20, 3), 255, np.uint8)
    for grey, is_fine in ((0x76, True), (0x77, False)):
        text = white.copy()
        text[5:15, 9:11] = grey
        assert (contrast(text) >= LEAST) is is_fine
