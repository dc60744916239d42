"""What the program remembers: `settings.toml` in the profile. People may edit it; their comments stay."""

from __future__ import annotations

import contextlib
import tomllib
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

FORMAT = 1  # of the file; a file without the word is of this one


@dataclass(slots=True)
class Settings:
    """All settings with their defaults.

    Attributes:
        language: "system", "en" or "zh_CN".
        theme: "system", "light" or "dark".
        port: Where the receiver listens.
        adapters: Addresses of this computer that the person chose to listen on.
        last_site: The site opened last.
        pictures_days, strangers_hours, records_days: Retention, counted from the receiving time.
        picture_limit_mb: 0 means 10 GB or 10 % of the free disk, the smaller.
        walk_sound: Whether the walk test makes tones.
        notify_boxes, notify_blacklist, notify_storage: What the desktop's notifications tell of.
        notify_sound: Whether a notification makes a tone.
        quiet_from, quiet_until: Local hours without tones and notifications.
        window: State of window and splitters, base64.
    """

    language: str = "system"
    theme: str = "system"
    port: int = 9528
    adapters: list[str] = field(default_factory=list)
    last_site: str = ""
    pictures_days: float = 7.0
    strangers_hours: float = 8.0
    records_days: float = 90.0
    picture_limit_mb: float = 0.0
    walk_sound: bool = True
    notify_boxes: bool = True
    notify_blacklist: bool = True
    notify_storage: bool = True
    notify_sound: bool = False
    quiet_from: str = "22:00"
    quiet_until: str = "06:00"
    window: str = ""


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """Settings and what was wrong with the file.

    Attributes:
        damaged: Where the unreadable one was kept; the file itself where even that was not possible.
        newer: Where the one of a newer version was kept, of which this one used what it knows.
    """

    settings: Settings
    damaged: Path | None = None
    newer: Path | None = None


def load(file: Path) -> LoadedSettings:
    """Read the file; a missing one gives the defaults, a damaged one is kept aside, odd values are left out."""
    try:
        text = file.read_text("utf-8")
    except FileNotFoundError:
        return LoadedSettings(Settings())
    except (OSError, UnicodeDecodeError):
        return LoadedSettings(Settings(), _keep_aside(file))
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return LoadedSettings(Settings(), _keep_aside(file))
    return LoadedSettings(_of(table), newer=_kept_for_newer(file, text) if _is_newer(table) else None)


def read(file: Path) -> Settings:
    """Read the file and leave it as it is. Raises OSError, or ValueError where it is damaged."""
    return _of(tomllib.loads(file.read_text("utf-8")))


def _of(table: dict[str, Any]) -> Settings:
    settings = Settings()
    for entry in fields(Settings):
        value = table.get(entry.name)
        if _fits(value, getattr(settings, entry.name)):
            setattr(settings, entry.name, value)
    return settings


def save(file: Path, settings: Settings) -> None:
    """Write what changed, keeping comments and order; the file is replaced whole. Raises OSError."""
    import tomlkit  # only to write: reading with it costs the first paint 7 ms
    from tomlkit.exceptions import TOMLKitError

    document = tomlkit.document()
    with contextlib.suppress(OSError, UnicodeDecodeError, TOMLKitError):
        document = tomlkit.parse(file.read_text("utf-8"))
    for name, value in asdict(settings).items():
        if name not in document or document[name] != value:
            document[name] = value
    fresh = file.with_suffix(".new")
    fresh.write_text(tomlkit.dumps(document), "utf-8")
    fresh.chmod(0o600)
    fresh.replace(file)


def _fits(value: Any, default: Any) -> bool:
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(value, bool) and isinstance(default, bool)
    if isinstance(default, int | float):
        return isinstance(value, int | float) and value >= 0 and not (isinstance(default, int) and value != int(value))
    if isinstance(default, list):
        return isinstance(value, list) and all(isinstance(v, str) for v in value)
    return isinstance(value, type(default))


def _is_newer(table: dict[str, Any]) -> bool:
    """A version that changes what a setting means writes another format; unknown settings alone are no reason."""
    written = table.get("format", FORMAT)
    return not isinstance(written, int) or written > FORMAT


def _kept_for_newer(file: Path, text: str) -> Path | None:
    """This version writes its own values over those that it does not understand, so the whole file is kept."""
    aside = file.with_suffix(".newer.toml")
    try:
        if not aside.exists():  # the first is the one that no older version has written to
            aside.write_text(text, "utf-8")
            aside.chmod(0o600)
    except OSError:
        return file
    return aside


def _keep_aside(file: Path) -> Path | None:
    aside = file.with_suffix(".damaged.toml")
    number = 1
    while aside.exists():  # an earlier one may hold what this one lacks
        number += 1
        aside = file.with_suffix(f".damaged-{number}.toml")
    try:
        file.replace(aside)
    except OSError:
        return file
    return aside
