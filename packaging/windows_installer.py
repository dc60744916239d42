"""The installer for Windows, by `makensis`; it exists for Windows, Linux and macOS. Standard library only.

On Windows it packs the built bundle. Elsewhere there is none: it packs a stand-in, which shows that the script is
sound, and is thrown away.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import bundle_contents
import bundling

SCRIPT = bundling.ROOT / "packaging" / "windows" / "sophon-monitor.nsi"
SIGN = "SOPHON_SIGN_COMMAND"
_PROGRAM = "sophon-monitor.exe"


def build(say: bundling.Say) -> Path:
    """Make `sophon-monitor-VERSION-setup.exe`: in `dist` out of the bundle, or in `build` out of a stand-in.

    Raises:
        BundleError: There is no makensis, or what came out is no program for Windows.
        subprocess.CalledProcessError: makensis found a mistake or had a warning; it has said which.
    """
    makensis = shutil.which("makensis") or shutil.which("makensis", path=r"C:\Program Files (x86)\NSIS")
    if makensis is None:
        raise bundling.BundleError("The installer needs makensis: the package `nsis`, or https://nsis.sourceforge.io.")
    real = (bundling.FOLDER / _PROGRAM).is_file()
    source = bundling.FOLDER if real else _stand_in(bundling.BUILD / "windows-stand-in")
    if not real:
        say("No bundle for Windows here: the installer is tried with a stand-in, which holds no program.")
    version = bundle_contents.version(bundling.ROOT)
    output = (bundling.DIST if real else bundling.BUILD) / f"sophon-monitor-{version}-setup.exe"
    icon = bundling.BUILD / "icons" / "sophon-monitor.ico"
    if not icon.is_file():
        bundling.draw_icons(say)
    given = {
        "VERSION": version,
        "SOURCE": str(source),
        "OUTPUT": str(output),
        "ICON": str(icon),
        "LICENCE": str(bundling.ROOT / "LICENSE"),
        "SIZE_KB": str(round(bundling.folder_size_mb(source) * 1000)),
    }
    if sign := os.environ.get(SIGN):
        given["SIGN"] = sign
    output.unlink(missing_ok=True)
    mark = "/" if os.name == "nt" else "-"
    words = [makensis, f"{mark}V2", f"{mark}WX", *(f"{mark}D{name}={value}" for name, value in given.items())]
    subprocess.run([*words, str(SCRIPT)], check=True, stdout=sys.stderr)
    if output.read_bytes()[:2] != b"MZ":
        raise bundling.BundleError(f"{output.name} is no program for Windows.")
    say(f"Installer {output.relative_to(bundling.ROOT)}: {output.stat().st_size / 1_000_000:.1f} MB.")
    return output


def _stand_in(folder: Path) -> Path:
    """A folder of the bundle's shape."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "_internal" / "resources").mkdir(parents=True)
    (folder / _PROGRAM).write_bytes(b"no program\n")
    (folder / "_internal" / "resources" / "palette.toml").write_text("", encoding="utf-8")
    return folder
