"""What goes into the bundle and what stays out: read by the spec, checked by tests. Standard library only."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

EXCLUDED_MODULES = (
    "tkinter", "_tkinter", "curses", "_curses", "readline", "idlelib", "lib2to3", "pydoc_data", "turtle", "test",
    "distutils", "setuptools", "pkg_resources", "pip", "ensurepip", "venv",
    "numpy.f2py", "numpy.distutils", "numpy.testing", "numpy._core.tests", "numpy.ctypeslib",
    "pyqtgraph.examples", "pyqtgraph.opengl", "pyqtgraph.console", "pyqtgraph.jupyter", "pyqtgraph.flowchart",
    "matplotlib", "scipy", "cupy", "numba", "h5py", "IPython", "OpenGL", "PyQt5", "PyQt6", "PySide2",
    "lxml",  # pyhanko reads XMP with it, and goes without where it is absent
    "PIL.ImageTk", "PIL._imagingtk", "PIL._avif", "PIL.AvifImagePlugin",
    "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtTest",
    "PySide6.QtSql", "PySide6.QtXml", "PySide6.QtDesigner", "PySide6.QtHelp", "PySide6.QtUiTools",
)  # fmt: skip

# Qt's plugins by folder; "" stands for all of a folder. Other folders (qml, sql, tls with OpenSSL, 3D, ...) stay out.
KEPT_PLUGINS = {
    "platforms": ("qxcb", "qwayland", "qoffscreen", "qminimal", "qwindows", "qcocoa"),
    "platformthemes": ("",),
    "platforminputcontexts": ("compose", "ibus"),
    "imageformats": ("qjpeg", "qsvg", "qico", "qgif", "qwebp", "qtiff", "qtga", "qwbmp", "qicns"),  # as from source
    "iconengines": ("",),
    "styles": ("",),
    "xcbglintegrations": ("",),
    "wayland-shell-integration": ("",),
    "wayland-decoration-client": ("",),
    "wayland-graphics-integration-client": ("",),
    "networkinformation": ("",),
    "accessible": ("",),
    "accessiblebridge": ("",),
}
UNUSED_PLUGINS = ("qminimalegl.so",)
KEPT_QT_TRANSLATIONS = ("qtbase_zh_CN.qm",)
UNUSED_QT = re.compile(
    r"(lib)?Qt6?(Qml|Quick|Pdf|VirtualKeyboard|Designer|Sql|Test|Help|UiTools|EglF[sS]|Eglfs|Labs|3D|Concurrent|PrintSupport)"
)
# Of the system's libraries only those go along that Python's own modules want in one certain version. All others come
# from the packages that the .deb depends on, so that the system keeps them safe and its fonts and input methods fit.
KEPT_SYSTEM_LIBRARIES = re.compile(r"lib(python3|ssl|crypto|sqlite3|ffi|mpdec|b2)[.\-\d]")
_SYSTEM_FOLDERS = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")
_PLUGIN = re.compile(r"(?:^|/)plugins/([^/]+)/(?:lib)?([^/]+)$")


def wanted(target: str, source: str) -> bool:
    """Whether a file that PyInstaller found goes into the bundle; `target` is its place there."""
    place = target.replace("\\", "/")
    name = place.rsplit("/", 1)[-1]
    if (plugin := _PLUGIN.search(place)) is not None and "PySide6" in place:
        kept = KEPT_PLUGINS.get(plugin[1], ())
        return any(plugin[2].startswith(start) for start in kept) and plugin[2] not in UNUSED_PLUGINS
    if "PySide6" in place and "/translations/" in place:
        return name in KEPT_QT_TRANSLATIONS
    if place.startswith(("pyqtgraph/colors/", "pyqtgraph/icons/peegee/")):  # maps and a logo that nothing here draws
        return False
    if "/qml/" in place or "/examples/" in place or "/tests/" in place:
        return False
    if UNUSED_QT.match(name):
        return False
    if sys.platform.startswith("linux") and source.startswith(_SYSTEM_FOLDERS) and ".so" in name:
        return KEPT_SYSTEM_LIBRARIES.match(name) is not None or "lib-dynload" in place or "cpython-3" in name
    return True


def data_files(root: Path, *, platform: str = sys.platform) -> Iterator[tuple[Path, str]]:
    """Each file of the resources, the guide and the licences, with its folder in the bundle."""
    for base, place in ((root / "resources", "resources"), (root / "docs" / "guide", "resources/guide")):
        for file in sorted(base.rglob("*")):
            if file.is_file() and file.suffix not in (".ts", ".py"):
                yield file, str(Path(place) / file.parent.relative_to(base))
    for file in sorted((root / "build" / "bundle" / "licences").rglob("*")):
        if file.is_file():
            yield file, "licences"
    yield root / "LICENSE", "licences/Sophon Monitor"
    if platform == "darwin":  # the question for the local network, in Chinese
        yield root / "packaging" / "macos" / "zh-Hans.lproj" / "InfoPlist.strings", "zh-Hans.lproj"
    if (text := python_licence()) is not None:
        yield text, "."


def python_licence() -> Path | None:
    """The licence of the Python that is bundled; the About box reads it beside the program."""
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    base = Path(sys.base_prefix)
    for file in (base / "LICENSE.txt", base / "lib" / version / "LICENSE.txt"):
        if file.is_file():
            return file
    return None


def locked_names(root: Path) -> list[str]:
    """The packages that the program needs and that are installed here: their metadata tells version and licence."""
    from importlib import metadata

    here = {_key(package.metadata["Name"] or "") for package in metadata.distributions()}
    lines = (root / "packaging" / "run.lock").read_text("utf-8").splitlines()
    names = dict.fromkeys(_key(line.split("==")[0]) for line in lines if re.match(r"[A-Za-z0-9._-]+==", line))
    return [name for name in names if name in here and name not in EXCLUDED_MODULES]


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


class MacParts(NamedTuple):
    """What an application of macOS says of itself."""

    identifier: str
    version: str
    info: dict[str, object]


def mac_parts(root: Path) -> MacParts:
    """Read `packaging/macos/Info.plist`, and add the version."""
    import plistlib

    info = plistlib.loads((root / "packaging" / "macos" / "Info.plist").read_bytes())
    identifier = str(info.pop("CFBundleIdentifier"))
    return MacParts(identifier, version(root), info)


def version(root: Path) -> str:
    """The program's version, out of `pyproject.toml`."""
    import tomllib

    return str(tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"])
