"""A screen nobody sees, with a window manager, for trying the built program: windows by class, colours, pictures.

Xvfb keeps the screen in a file; reading that file needs no program and costs nothing. Standard library only.
"""

from __future__ import annotations

import mmap
import os
import struct
import subprocess
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WIDTH_PX, HEIGHT_PX = 1600, 1000
_HEADER = struct.Struct(">13I")  # the beginning of an XWD file
_NUMBER_OF_COLOURS_AT = 19 * 4
_BYTES_A_COLOUR = 12


@dataclass(frozen=True, slots=True)
class Window:
    """A window as the window manager knows it."""

    number: str
    wm_class: str
    title: str


class Screen:
    """An X server of its own. Made by `screen()`."""

    def __init__(self, display: str, pixels: mmap.mmap) -> None:
        """`pixels` is the server's own memory."""
        self.display = display
        self._pixels = pixels
        size = _HEADER.unpack_from(pixels)[0]
        (colours,) = struct.unpack_from(">I", pixels, _NUMBER_OF_COLOURS_AT)
        self._start = size + colours * _BYTES_A_COLOUR
        self._line_bytes = _HEADER.unpack_from(pixels)[12]

    def windows(self) -> list[Window]:
        """What the window manager shows now; none before it is up."""
        words = ["wmctrl", "-lx"]
        done = subprocess.run(words, check=False, capture_output=True, env={**os.environ, "DISPLAY": self.display})
        found = []
        for line in done.stdout.decode(errors="replace").splitlines():
            number, _desktop, rest = line.split(maxsplit=2)
            wm_class, _, title = rest.partition("  ")
            found.append(Window(number, wm_class, title.strip()))
        return found

    def close(self, window: Window) -> None:
        """What the window's close button does."""
        environment = {**os.environ, "DISPLAY": self.display}
        subprocess.run(["wmctrl", "-i", "-c", window.number], check=True, env=environment)

    def rows(self) -> list[bytes]:
        """The screen now, each row as 4 bytes a pixel: blue, green, red, nothing."""
        starts = range(self._start, self._start + HEIGHT_PX * self._line_bytes, self._line_bytes)
        return [self._pixels[start : start + WIDTH_PX * 4] for start in starts]

    def colours(self) -> int:
        """How many different colours are on the screen: a page of text has hundreds, a face thousands."""
        seen: set[int] = set()
        for row in self.rows():
            seen.update(memoryview(row).cast("I"))
        return len(seen)

    def pixel(self, x_px: int, y_px: int) -> bytes:
        """One pixel, for those who wait for it to change."""
        at = self._start + y_px * self._line_bytes + x_px * 4
        return self._pixels[at : at + 3]

    def save(self, file: Path) -> None:
        """Write the screen as PNG."""
        lines = bytearray()
        for row in self.rows():
            line = bytearray(WIDTH_PX * 3)
            line[0::3], line[1::3], line[2::3] = row[2::4], row[1::4], row[0::4]
            lines += b"\0" + line
        head = struct.pack(">2I5B", WIDTH_PX, HEIGHT_PX, 8, 2, 0, 0, 0)
        parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(lines), 6)), (b"IEND", b""))
        with file.open("wb") as out:
            out.write(b"\x89PNG\r\n\x1a\n")
            for name, data in parts:
                out.write(struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)))


@contextmanager
def screen(*, with_manager: bool = True) -> Iterator[Screen]:
    """An X server, and on it a window manager; both end with the block."""
    with tempfile.TemporaryDirectory(prefix="smoke-screen-") as folder:
        reading, writing = os.pipe()
        words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{WIDTH_PX}x{HEIGHT_PX}x24", "-fbdir", folder]
        server = subprocess.Popen(
            [*words, "-ac", "-nolisten", "tcp"],
            pass_fds=[writing],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        manager = None
        try:
            os.close(writing)
            with os.fdopen(reading) as told:
                display = f":{told.readline().strip()}"
            environment = {**os.environ, "DISPLAY": display, "HOME": folder}
            with (Path(folder) / "Xvfb_screen0").open("rb") as memory:
                pixels = mmap.mmap(memory.fileno(), 0, access=mmap.ACCESS_READ)
            shown = Screen(display, pixels)
            if with_manager:
                manager = subprocess.Popen(
                    ["openbox", "--sm-disable"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
                )
                _wait_for_manager(environment)
            yield shown
        finally:
            for process in (manager, server):
                if process is not None:
                    process.terminate()
                    process.wait(10)


def _wait_for_manager(environment: dict[str, str]) -> None:
    until = time.monotonic() + 20
    while subprocess.run(["wmctrl", "-m"], check=False, capture_output=True, env=environment).returncode != 0:
        if time.monotonic() > until:
            raise TimeoutError("the window manager does not come up")
        time.sleep(0.1)
