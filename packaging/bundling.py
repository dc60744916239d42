"""Building the bundle: an environment of its own from `bundle.lock`, then PyInstaller. Standard library only.

The environment holds what the program needs and PyInstaller, nothing else, so that no tool of the tests can slip in.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import bundle_contents

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "bundle"
DIST = ROOT / "dist"
FOLDER = DIST / "sophon-monitor"
LOCK = ROOT / "packaging" / "bundle.lock"
SPEC = ROOT / "packaging" / "pyinstaller" / "sophon_monitor.spec"
LIMIT_MB = 220
_ENVIRONMENT = BUILD / "environment"
_PYTHON = _ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


Say = Callable[[str], None]


class BundleError(Exception):
    """The bundle cannot be made, or is not what it shall be; the text says why, in a sentence."""


def build(say: Say) -> Path:
    """Make `dist/sophon-monitor` anew and return that folder.

    Raises:
        BundleError: It became larger than allowed.
        subprocess.CalledProcessError: A step failed; it has said why.
    """
    started = time.monotonic()
    BUILD.mkdir(parents=True, exist_ok=True)
    draw_icons(say)
    _gather_licences(BUILD / "licences")
    if os.name == "nt":
        _write_version_file(BUILD / "version.txt")
    shutil.rmtree(FOLDER, ignore_errors=True)
    say("PyInstaller collects the program ...")
    words = ["--noconfirm", "--log-level", "WARN", "--distpath", DIST, "--workpath", BUILD / "work", SPEC]
    _run(_PYTHON, "-m", "PyInstaller", *words)
    size_mb = folder_size_mb(FOLDER)
    say(f"Bundle {FOLDER.relative_to(ROOT)}: {size_mb:.0f} MB after {time.monotonic() - started:.0f} s.")
    if size_mb > LIMIT_MB:
        raise BundleError(f"The bundle has {size_mb:.0f} MB, {LIMIT_MB} are allowed.")
    return FOLDER


@cache
def interpreter() -> tuple[str, str]:
    """The Python that goes into the bundle, and its version such as "3.11".

    On Linux the system's own where that will do: one that somebody has built carries 25 MB for debuggers.
    """
    for candidate in ("/usr/bin/python3",) if sys.platform.startswith("linux") else ():
        question = "import ensurepip, sys, venv; print('%d.%d' % sys.version_info[:2])"
        done = subprocess.run([candidate, "-c", question], check=False, capture_output=True, text=True)
        version = done.stdout.strip()
        if done.returncode == 0 and (3, 11) <= tuple(map(int, version.split("."))) <= (3, 14):
            return candidate, version
    return sys.executable, f"{sys.version_info[0]}.{sys.version_info[1]}"


def draw_icons(say: Say) -> None:
    """Make the program's icon in all its forms, in `build/bundle/icons`."""
    make_environment(say)
    _run(_PYTHON, ROOT / "packaging" / "program_icons.py", BUILD / "icons")


def folder_size_mb(folder: Path) -> float:
    """What the files take on disk, in units of 1,000,000 bytes; links count as nothing."""
    files = (file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
    return sum((file.stat().st_size + 4095) // 4096 * 4096 for file in files) / 1_000_000


def make_environment(say: Say) -> Path:
    """The environment of the bundle, made where it is missing or old; return its folder of programs."""
    stamp = _ENVIRONMENT / "made-from"
    wanted = f"{interpreter()} {hashlib.sha256(LOCK.read_bytes()).hexdigest()}"
    if stamp.exists() and stamp.read_text() == wanted:
        return _PYTHON.parent
    say("Making the environment of the bundle from packaging/bundle.lock ...")
    shutil.rmtree(_ENVIRONMENT, ignore_errors=True)
    _run(interpreter()[0], "-m", "venv", _ENVIRONMENT)
    words = ["--quiet", "--disable-pip-version-check", "--no-input", "--require-hashes", "--only-binary", ":all:"]
    _run(_PYTHON, "-m", "pip", "install", *words, "-r", LOCK)
    stamp.write_text(wanted)
    return _PYTHON.parent


def _gather_licences(folder: Path) -> None:
    """Texts that no package's metadata carries: Qt's licences and that of the icons."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "resources" / "icons" / "LICENSE", folder / "Tabler Icons.txt")
    shutil.copytree(ROOT / "packaging" / "licences", folder, dirs_exist_ok=True)


def _write_version_file(file: Path) -> None:
    """What Windows shows in the properties of the program."""
    version = bundle_contents.version(ROOT)
    numbers = tuple(int(part) for part in version.split(".")[:3])
    texts = {
        "CompanyName": "Sophon Monitor",
        "FileDescription": "Sophon Monitor",
        "FileVersion": version,
        "ProductName": "Sophon Monitor",
        "ProductVersion": version,
        "OriginalFilename": "sophon-monitor.exe",
    }
    rows = ", ".join(f"StringStruct({name!r}, {text!r})" for name, text in texts.items())
    file.write_text(
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={(*numbers, 0)}, prodvers={(*numbers, 0)}),\n"
        f"  kids=[StringFileInfo([StringTable('040904B0', [{rows}])]),\n"
        "        VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n",
        encoding="utf-8",
    )


def _run(*words: str | Path) -> None:
    # Standard output belongs to whoever called; what tools say goes to standard error.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    subprocess.run([str(word) for word in words], check=True, cwd=ROOT, stdout=sys.stderr, env=environment)
