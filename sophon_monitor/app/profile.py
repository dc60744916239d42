"""The folder of one profile: what is in it, who may read it, who uses it (interfaces.md section 4)."""

from __future__ import annotations

import errno
import re
from dataclasses import dataclass
from pathlib import Path

from sophon_monitor.app.start_problem import QT_TRANSLATE_NOOP, StartProblem

FIRST_SITE = "Site 1"
_BAD_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


class ProfileError(StartProblem):
    """The profile cannot be used. The text is a plain sentence for a person; exit status 3."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Folders and files of a profile."""

    folder: Path

    @property
    def settings_file(self) -> Path:
        """`settings.toml`, which people may edit."""
        return self.folder / "settings.toml"

    @property
    def logs(self) -> Path:
        """Folder of the log files."""
        return self.folder / "logs"

    @property
    def crash(self) -> Path:
        """Folder of crash reports."""
        return self.folder / "crash"

    def site_folder(self, name: str) -> Path:
        """Folder of the site of that name."""
        return self.folder / "sites" / name

    def sites(self) -> tuple[str, ...]:
        """Names of the sites that exist, the one used last first."""
        folder = self.folder / "sites"
        if not folder.is_dir():
            return ()
        found = [p for p in folder.iterdir() if p.is_dir()]
        return tuple(p.name for p in sorted(found, key=lambda p: p.stat().st_mtime, reverse=True))


def default_folder() -> Path:
    """The platform's per-user data folder."""
    import platformdirs

    return Path(platformdirs.user_data_dir("Sophon Monitor", appauthor=False))


def open_profile(folder: Path | None) -> Profile:
    """Make the profile's folders, readable by the user alone.

    Raises:
        ProfileError: The folder cannot be written.
    """
    profile = Profile((folder or default_folder()).expanduser().resolve())
    try:
        for part in (profile.folder, profile.logs, profile.crash, profile.folder / "sites", profile.folder / "key"):
            part.mkdir(parents=True, exist_ok=True)
            part.chmod(0o700)
        probe = profile.folder / ".writable"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as cause:
        raise profile_problem(profile.folder, cause) from cause
    return profile


def profile_problem(folder: Path, cause: OSError) -> ProfileError:
    """Why something in the profile cannot be written, and what to do."""
    if is_disk_full(cause):
        text = QT_TRANSLATE_NOOP(
            "Start", "The disk of the profile folder {folder} is full. Free some space on it, then start again."
        )
        return ProfileError(text, folder=folder)
    text = QT_TRANSLATE_NOOP(
        "Start",
        "The profile folder {folder} cannot be written ({reason}). "
        "Choose another one with --profile, or mend its permissions.",
    )
    return ProfileError(text, folder=folder, reason=cause.strerror or str(cause))


def is_disk_full(cause: OSError) -> bool:
    """Whether there is no room, or this user may take no more."""
    return cause.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


def checked_site_name(name: str) -> str:
    """The name, if it can be a folder's.

    Raises:
        ProfileError: It cannot; says why.
    """
    if not name.strip() or name.strip(".") == "" or _BAD_NAME.search(name) or len(name.encode()) > 120:
        text = "{name!r} cannot be a site's name: no slashes, colons or control characters, not empty."
        raise ProfileError(text, name=name)
    return name.strip()
