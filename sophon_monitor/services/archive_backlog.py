"""What waits to be archived, what of it is still worth keeping, and what a failure to keep it means. Pure."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterable

from sophon_monitor.domain.changes import (
    BoxChanged,
    BoxRemoved,
    CameraChanged,
    CameraRemoved,
    Change,
    EventJudged,
    HeartbeatSeen,
    NewBoxGone,
    NewBoxSeen,
    PurgeAsked,
    PurgeDone,
    PurgeProgressed,
    RecognitionFilled,
    RecognitionSeen,
    ReportMade,
    RetentionChosen,
    SignOffChanged,
)
from sophon_monitor.services.archive_rows import PICTURE_KINDS, picture_of

_CHANGE_BYTES = 600  # of a change without pictures, roughly
# What a person said: nothing later makes it needless, and nobody says it again.
WORDS = (EventJudged, SignOffChanged, ReportMade, RetentionChosen, PurgeAsked)
_ALWAYS_WORTH = (HeartbeatSeen, RecognitionSeen, *WORDS)


class Waiting:
    """One change on its way into the archive.

    Attributes:
        size: Bytes of memory it holds, roughly.
        told: Already handed on, because the archive could not be written for a while.
    """

    __slots__ = ("change", "size", "told")

    def __init__(self, change: Change) -> None:
        """Measure it."""
        self.change = change
        self.size = _CHANGE_BYTES
        self.told = False
        if isinstance(change, RecognitionSeen | RecognitionFilled):
            self.size += sum(len(picture_of(change.record, kind).data) for kind in PICTURE_KINDS)


def without_old_snapshots(waiting: Iterable[Waiting]) -> list[Waiting]:
    """What is still worth keeping: of what was told, only records and each box's and camera's last snapshot."""
    items = list(waiting)
    newest = {subject: item for item in items if (subject := _subject(item.change)) is not None}
    return [item for item in items if not item.told or _is_worth(item, newest)]


def _is_worth(item: Waiting, newest: dict[tuple[str, str], Waiting]) -> bool:
    if isinstance(item.change, _ALWAYS_WORTH):
        return True
    subject = _subject(item.change)
    return subject is not None and newest[subject] is item


def _subject(change: Change) -> tuple[str, str] | None:
    """Which box or camera a snapshot is of; None for anything else."""
    match change:
        case BoxChanged(box=box):
            return "box", box.key
        case BoxRemoved(forgotten=True):
            return None  # the box may be added again at once; its records shall go all the same
        case BoxRemoved(key=box_key):
            return "box", box_key
        case CameraChanged(camera=camera):
            return "camera", camera.key
        case CameraRemoved(key=camera_key):
            return "camera", camera_key
        case HeartbeatSeen() | RecognitionSeen() | RecognitionFilled() | NewBoxSeen() | NewBoxGone():
            return None
        case EventJudged() | SignOffChanged() | ReportMade() | RetentionChosen():
            return None
        case PurgeAsked() | PurgeProgressed() | PurgeDone():
            return None


def problem_of(cause: OSError | sqlite3.Error) -> str:
    """`ArchiveFigures.problem` for what went wrong."""
    if isinstance(cause, sqlite3.Error):
        return {
            sqlite3.SQLITE_FULL: "disk_full",
            sqlite3.SQLITE_READONLY: "read_only",
            sqlite3.SQLITE_CANTOPEN: "read_only",
            sqlite3.SQLITE_PERM: "read_only",
            sqlite3.SQLITE_CORRUPT: "damaged",
            sqlite3.SQLITE_NOTADB: "damaged",
        }.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF, "failing")
    if cause.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return "disk_full"
    return "read_only" if cause.errno in (errno.EACCES, errno.EPERM, errno.EROFS) else "failing"
