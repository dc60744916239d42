"""Whether a window can be opened here at all. Qt aborts the process where it cannot, so look before."""

from __future__ import annotations

import os
import re
import socket
import sys
from pathlib import Path

_DISPLAY = re.compile(r"^(.*):(\d+)(?:\.\d+)?$")
_FIRST_TCP_PORT = 6000


def display_problem() -> str | None:
    """A sentence that says why no window can be opened; None if one can."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in (
        "offscreen",
        "minimal",
        "vnc",
        "eglfs",
        "linuxfb",
    ):
        return None
    if os.environ.get("WAYLAND_DISPLAY"):
        return None
    display = os.environ.get("DISPLAY", "")
    if not display:
        return "There is no display to open a window on. Start it from a desktop, or set DISPLAY."
    parts = _DISPLAY.match(display)
    if parts is None or not (_answers(int(parts[2])) if parts[1] in ("", "unix") else _answers_far(parts[1], parts[2])):
        return f"The display {display} does not answer, so no window can be opened."
    return None


def _answers_far(host: str, number: str) -> bool:
    try:
        with socket.create_connection((host, _FIRST_TCP_PORT + int(number)), 3.0):
            return True
    except OSError:
        return False


def _answers(number: int) -> bool:
    path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X servers listen
    for address in (path, f"\0{path}"):
        if address == path and not Path(path).exists():
            continue
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
            probe.settimeout(2.0)
            try:
                probe.connect(address)
            except OSError:
                continue
            return True
    return False
