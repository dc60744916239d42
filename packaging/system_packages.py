"""What the program needs of the system besides Python packages, and how to get it. Standard library only."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

Say = Callable[[str], None]

# Library file to look for, and the Debian package that brings it. `libglib2.0-0` and the like are also
# provided by the renamed packages of newer releases.
WINDOW_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
CHINESE_FONT = "fonts-wqy-microhei"
CHINESE_FONT_FILES = ("wqy-*", "NotoSansCJK*", "NotoSansSC*", "SourceHanSans*", "DroidSansFallback*", "uming*")
TEST_PROGRAMS = {
    "Xvfb": "xvfb",
    "pdftoppm": "poppler-utils",
    "dbus-daemon": "dbus",
    "gdbus": "libglib2.0-bin",
    "openbox": "openbox",  # a window manager and hands, for second starts and messages at the start
    "xdotool": "xdotool",
    "ip": "iproute2",  # a cable that is pulled
}
# The bus of screen readers; its launcher is on no path.
SCREEN_READER_BUS = "at-spi2-core"
SCREEN_READER_BUS_FILES = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
_LIBRARY_FOLDERS = ("/usr/lib", "/lib", "/usr/lib64", "/lib64", "/usr/local/lib")
_FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path("~/.local/share/fonts"))


def missing_packages(*, for_tests: bool) -> list[str]:
    """Debian packages that are not there yet. Looks at files only, so it takes milliseconds."""
    missing = [package for library, package in WINDOW_LIBRARIES.items() if not _has_library(library)]
    if not _has_chinese_font():
        missing.append(CHINESE_FONT)
    if for_tests:
        missing += [package for program, package in TEST_PROGRAMS.items() if shutil.which(program) is None]
        if not any(Path(file).exists() for file in SCREEN_READER_BUS_FILES):
            missing.append(SCREEN_READER_BUS)
    return missing


def install(packages: Iterable[str], say: Say) -> None:
    """Install Debian packages, or say which command does it when that is not allowed here."""
    wanted = list(packages)
    if not wanted:
        return
    apt = shutil.which("apt-get")
    if apt is None:
        say(f"This system lacks what these Debian packages hold: {' '.join(wanted)}. Please install them; going on.")
        return
    rights = [] if os.geteuid() == 0 else [shutil.which("sudo") or ""]
    if rights == [""]:
        say(f"Missing system packages. Run as root: apt-get install {' '.join(wanted)}   (going on without)")
        return
    say(f"Installing system packages: {' '.join(wanted)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *wanted]):
        done = subprocess.run(
            [*rights, apt, *words], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        if done.returncode != 0:
            say(done.stdout.decode(errors="replace")[-2000:])
            say(f"apt-get {words[0]} failed; going on, the program says what it misses.")
            return


def missing_for_bundle(version: str) -> list[str]:
    """Debian packages that PyInstaller needs: that Python as a library, and what writes into a program's file."""
    missing = [] if shutil.which("objcopy") else ["binutils"]
    name = f"libpython{version}.so.1.0"
    if not _has_library(name) and not (Path(sys.base_prefix) / "lib" / name).exists():
        missing.append(f"libpython{version}")
    return missing


def can_make_environments() -> bool:
    """True if this Python can make a virtual environment with pip in it; Debian splits that off."""
    try:
        import ensurepip  # noqa: F401  - Debian's Python lacks it without python3-venv
        import venv  # noqa: F401
    except ImportError:
        return False
    return True


def environment_package() -> str:
    """The Debian package that lets this Python make environments."""
    return f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


def _has_library(name: str) -> bool:
    for folder in _LIBRARY_FOLDERS:
        if any(Path(folder).glob(name)) or any(Path(folder).glob(f"*-linux-gnu*/{name}")):
            return True
    return False


def _has_chinese_font() -> bool:
    for folder in _FONT_FOLDERS:
        for pattern in CHINESE_FONT_FILES:
            if next(folder.expanduser().rglob(pattern), None) is not None:
                return True
    return False
