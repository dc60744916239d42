"""The program's icon in the forms that systems want, drawn from one SVG: `program_icons.py FOLDER`.

Runs in an environment with PySide6 (draws the SVG) and Pillow (writes .ico and .icns); needs no display.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCE = Path(__file__).resolve().parent.parent / "resources" / "program" / "sophon-monitor.svg"
SIZES_PX = (16, 22, 24, 32, 48, 64, 128, 256, 512)
WINDOWS_SIZES_PX = (16, 24, 32, 48, 64, 256)


def draw(size_px: int) -> Image.Image:
    """The icon as a square of `size_px`, with transparent corners."""
    renderer = QSvgRenderer(str(SOURCE))
    if not renderer.isValid():
        raise ValueError(f"{SOURCE} is no drawing that Qt understands")
    image = QImage(size_px, size_px, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(0, 0, 0, 0))
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGBA")


def write_all(folder: Path) -> None:
    """Write `N.png` for each size, `sophon-monitor.ico` and `sophon-monitor.icns`."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = {size_px: draw(size_px) for size_px in SIZES_PX}
    for size_px, image in drawn.items():
        image.save(folder / f"{size_px}.png", optimize=True)
    # Each size drawn for itself: a small one shrunk from the large one is mud.
    windows = [drawn[size_px] for size_px in WINDOWS_SIZES_PX]
    windows[-1].save(
        folder / "sophon-monitor.ico", sizes=[(s, s) for s in WINDOWS_SIZES_PX], append_images=windows[:-1]
    )
    drawn[512].save(folder / "sophon-monitor.icns", append_images=[drawn[s] for s in (16, 32, 64, 128, 256)])


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
