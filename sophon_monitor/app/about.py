"""Versions and licences of everything the program carries, out of the packages' own metadata."""

from __future__ import annotations

import platform
import re
import sys
import tomllib
from collections.abc import Iterable
from email.message import Message
from importlib import metadata
from pathlib import Path

from PySide6.QtCore import qVersion

from sophon_monitor import __version__
from sophon_monitor.app.resources import resources_folder
from sophon_monitor.qtmodels.program_parts import AboutFacts, ProgramPart

OWN = "sophon-monitor"
LONGEST_TEXT = 200_000
_LICENCE_FILES = ("LICENSE", "LICENCE", "COPYING", "NOTICE", "AUTHORS")
_QT_FILES = ("Qt.txt", "LGPL-3.0.txt", "GPL-3.0.txt")
_PYTHON_TEXT = "Python is used under the Python Software Foundation License, version 2."
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def about_facts(profile: Path, site: Path, parts: tuple[ProgramPart, ...] = ()) -> AboutFacts:
    """Versions and places, quickly; the parts are read by `program_parts`."""
    return AboutFacts(
        version=__version__,
        system=f"{platform.system()} {platform.release()} {platform.machine()}",
        python=platform.python_version(),
        qt=qVersion(),
        profile=profile,
        site=site,
        parts=parts,
    )


def program_parts() -> tuple[ProgramPart, ...]:
    """Everything the program carries, by name. Reads files: not on the Qt thread."""
    found = {part.name.casefold(): part for part in _packages()}
    found["python"] = ProgramPart("Python", platform.python_version(), "PSF-2.0", _python_text())
    found["tabler"] = ProgramPart("Tabler Icons", "", "MIT", _read(resources_folder() / "icons" / "LICENSE"))
    return tuple(part for _, part in sorted(found.items()))


def _packages() -> Iterable[ProgramPart]:
    installed = {_key(package.metadata["Name"] or ""): package for package in metadata.distributions()}
    for key in sorted(_needed(installed)):
        package = installed[key]
        name = package.metadata["Name"]
        if key.startswith(("pyside6", "shiboken6")):
            yield ProgramPart(name, package.version, "LGPL-3.0-only", _qt_text())
        else:
            yield ProgramPart(name, package.version, _licence_name(package), _licence_text(package))


def _needed(installed: dict[str, metadata.Distribution]) -> set[str]:
    """What the program needs, and what that needs. A bundle holds nothing else; beside the source lie tools, too."""
    project = resources_folder().parent / "pyproject.toml"
    if not project.is_file():
        return set(installed) - {_key(OWN)}
    found: set[str] = set()
    waiting = [str(entry) for entry in tomllib.loads(project.read_text("utf-8"))["project"]["dependencies"]]
    while waiting:
        entry = waiting.pop()
        name = _NAME.match(entry)
        key = _key(name[0]) if name else ""
        if "extra ==" in entry or key in found or key not in installed:
            continue
        found.add(key)
        waiting += installed[key].requires or ()
    return found


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).casefold()


def _licence_name(package: metadata.Distribution) -> str:
    said = _said(package)
    if short := said.get("License-Expression"):
        return str(short)
    for classifier in said.get_all("Classifier") or ():
        if classifier.startswith("License ::"):
            return str(classifier.rsplit("::", 1)[1].strip())
    first = (said.get("License") or "").strip().splitlines()
    return first[0][:60] if first else ""


def _licence_text(package: metadata.Distribution) -> str:
    texts = []
    for file in package.files or ():
        if file.name.upper().startswith(_LICENCE_FILES) and "dist-info" in str(file):
            text = _read(Path(str(package.locate_file(file))))
            texts += [text] if text else []
    if texts:
        return "\n\n".join(texts)
    said = _said(package)
    return str(said.get("License") or said.get("Home-page") or next(iter(said.get_all("Project-URL") or ()), ""))


def _said(package: metadata.Distribution) -> Message:
    """What it says of itself; the protocol that the library promises lacks `get`."""
    said: object = package.metadata
    assert isinstance(said, Message)
    return said


def _qt_text() -> str:
    """Qt's notice and its licences: beside the resources of a bundle, in packaging/ beside the source."""
    here = resources_folder().parent
    for folder in (here / "licences", here / "packaging" / "licences"):
        if (folder / _QT_FILES[0]).is_file():
            return "\n\n".join(_read(folder / name) for name in _QT_FILES)
    return "GNU Lesser General Public License, version 3."


def _python_text() -> str:
    for folder in (Path(sys.base_prefix), Path(sys.base_prefix) / "lib" / f"python{sys.version_info[0]}"):
        if text := _read(folder / "LICENSE.txt"):
            return text
    return _PYTHON_TEXT


def _read(file: Path) -> str:
    try:
        return file.read_bytes()[:LONGEST_TEXT].decode("utf-8", "replace")
    except OSError:
        return ""
