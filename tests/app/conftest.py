"""What several tests of the program as a whole need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

from sophon_monitor.app.resources import resources_folder


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Resources whose translations are built from the .ts files of now."""
    folder = tmp_path_factory.mktemp("resources")
    (folder / "translations").mkdir()
    inside = Path(PySide6.__file__).parent
    name = "lrelease.exe" if sys.platform == "win32" else "lrelease"
    tool = next(file for file in (inside / name, inside / "Qt/libexec" / name) if file.exists())
    for source in (resources_folder() / "translations").glob("*.ts"):
        target = folder / "translations" / f"{source.stem}.qm"
        subprocess.run([str(tool), "-silent", str(source), "-qm", str(target)], check=True)
    return folder
