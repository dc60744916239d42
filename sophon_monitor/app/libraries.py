"""Whether Qt can be loaded here at all. It aborts the process where its plugin lacks a library, so look before."""

from __future__ import annotations

import ctypes
import importlib
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

# What Qt's plugin for X needs, and how Debian, Ubuntu and their relatives call the package.
PACKAGES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
_LIBRARY = re.compile(r"(lib[\w.+-]*\.so(?:\.[0-9]+)*)")
Load = Callable[[str], object]


def library_problem(load: Load = ctypes.CDLL) -> str | None:
    """A sentence that names the system libraries which Qt misses; None if a window can be opened.

    Loads what the window needs anyway, so that it costs the start nothing.
    """
    if not sys.platform.startswith("linux"):
        return None
    try:
        for module in ("QtCore", "QtGui", "QtWidgets"):
            importlib.import_module(f"PySide6.{module}")
        if (plugin := _window_plugin()) is not None:
            load(str(plugin))
    except (ImportError, OSError) as cause:
        return _sentence(str(cause), load)
    return None


def _window_plugin() -> Path | None:
    """The file of Qt's plugin for X, where X is what it will use."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0]
    if chosen not in ("", "xcb") or (not chosen and os.environ.get("WAYLAND_DISPLAY")):
        return None
    package = sys.modules["PySide6"].__file__
    found = Path(package).parent / "Qt/plugins/platforms/libqxcb.so" if package else None
    return found if found is not None and found.is_file() else None


def _sentence(problem: str, load: Load) -> str:
    first = _LIBRARY.search(problem)
    if first is None:
        return f"The window cannot be opened, a part of Qt cannot be loaded: {problem}."
    # A loader names the first one only; a person wants to install all of them at once.
    missing = list(dict.fromkeys([first[1], *(name for name in PACKAGES if not _is_there(name, load))]))
    packages = [PACKAGES[name] for name in missing if name in PACKAGES]
    names = ", ".join(missing)
    how = (
        f" Install it: sudo apt install {' '.join(packages)}" if packages else " Install it with the system's packages."
    )
    kind = "libraries are" if len(missing) > 1 else "library is"
    return f"The window cannot be opened: the system {kind} missing or damaged: {names}.{how}"


def _is_there(name: str, load: Load) -> bool:
    try:
        load(name)
    except OSError:
        return False
    return True
