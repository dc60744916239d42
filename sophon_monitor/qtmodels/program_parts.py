"""What the program is made of, for the About box: filled by the application, shown by the screen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ProgramPart:
    """A library, font or set of icons that the program carries.

    Attributes:
        licence: Its short name, as its makers write it; "" where they do not say.
        text: The licence itself, or where to read it.
    """

    name: str
    version: str
    licence: str
    text: str


@dataclass(frozen=True, slots=True)
class AboutFacts:
    """Versions and places.

    Attributes:
        system: Operating system and its version. python, qt: versions.
        profile: Where everything is kept. site: The open site's folder in it.
    """

    version: str
    system: str
    python: str
    qt: str
    profile: Path
    site: Path
    parts: tuple[ProgramPart, ...] = ()
