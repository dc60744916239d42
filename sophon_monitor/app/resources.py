"""The only reader of `resources/`: beside the source, inside a wheel or inside a bundle."""

from __future__ import annotations

import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def resources_folder() -> Path:
    """Folder that holds the resources.

    Raises:
        FileNotFoundError: The installation is damaged; the command line says so.
    """
    here = Path(__file__).resolve()
    candidates = [
        Path(getattr(sys, "_MEIPASS", here.parents[2])) / "resources",
        here.parents[1] / "_resources",
        here.parents[2] / "resources",
    ]
    for folder in candidates:
        if (folder / "palette.toml").is_file():
            return folder
    raise FileNotFoundError("resources/palette.toml")


def guide_folder() -> Path:
    """Folder of the guide: among the resources where the program is installed, in docs/ beside the source.

    Raises:
        FileNotFoundError: The installation is damaged.
    """
    resources = resources_folder()
    for folder in (resources / "guide", resources.parent / "docs" / "guide"):
        if (folder / "guide.en.md").is_file():
            return folder
    raise FileNotFoundError("guide/guide.en.md")


def palette_tables() -> dict[str, dict[str, Any]]:
    """The tables `light` and `dark` of palette.toml."""
    return tomllib.loads((resources_folder() / "palette.toml").read_text("utf-8"))
