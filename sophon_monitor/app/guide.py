"""The guide's files: one text for each language and its pictures, scaled as wide as they are shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QImageReader

from sophon_monitor.app.resources import guide_folder

_PICTURE = re.compile(r"!\[[^\]]*\]\(([^)]+)\)")


@dataclass(frozen=True, slots=True)
class Guide:
    """Text as Markdown, and its pictures by the names that the text has for them."""

    markdown: str
    images: dict[str, QImage] = field(default_factory=dict)


def read_guide(language: str, width_px: int, ratio: float) -> Guide:
    """Read and scale: tens of milliseconds, so not on the Qt thread.

    Args:
        language: "en" or "zh_CN".
        width_px: How wide a picture may be, in logical px.
        ratio: Device pixels of a logical one.

    Raises:
        OSError: The installation is damaged.
    """
    folder = guide_folder()
    markdown = (folder / f"guide.{language}.md").read_text("utf-8")
    images = {}
    for name in dict.fromkeys(_PICTURE.findall(markdown)):
        image = _scaled(folder / name, width_px, ratio)
        if image is not None:
            images[name] = image
    return Guide(markdown, images)


def _scaled(file: Path, width_px: int, ratio: float) -> QImage | None:
    reader = QImageReader(str(file))
    size = reader.size()
    if not size.isValid():
        return None
    width = min(size.width(), round(width_px * ratio))
    reader.setScaledSize(QSize(width, round(size.height() * width / size.width())))
    image = reader.read()
    if image.isNull():
        return None
    image.setDevicePixelRatio(max(1.0, width / width_px))  # a small file is not blown up
    return image
