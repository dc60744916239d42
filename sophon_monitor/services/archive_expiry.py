"""How a picture goes out of its event: first the row says so, then the bytes go. On the archive's writer thread.

The scene is last in its file as a rule, and the file is cut off before it. Where it is not, because a face came
later, what stays is written to a new file that the row then points to; the old one goes whole.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from sophon_monitor.services.archive_pictures import PictureFile, PictureFiles, Segment, bytes_on_disk
from sophon_monitor.services.archive_rows import PICTURE_KINDS, PictureKind


@dataclass(frozen=True, slots=True)
class FileChange:
    """What is to be done once the transaction is committed, and what was done before.

    Attributes:
        file, keep_bytes: The file that the row named, and how much of its beginning stays; 0: it goes.
        written: The new file that the row names now; to be removed if the transaction fails.
        freed_bytes: What less the event takes on the disk.
    """

    file: PictureFile
    keep_bytes: int
    freed_bytes: int
    written: PictureFile | None = None


def segments_of(row: sqlite3.Row) -> dict[PictureKind, Segment]:
    """Where the pictures are that a row has, in the order of the file."""
    found = [
        (Segment(row[f"{kind}_at"], row[f"{kind}_bytes"]), kind)
        for kind in PICTURE_KINDS
        if row[f"{kind}_state"] == "present"
    ]
    return {kind: segment for segment, kind in sorted(found)}


def size_of(row: sqlite3.Row) -> int:
    """Size in bytes of the event's picture file: pictures follow each other without gaps. 0: there is none."""
    return sum(row[f"{kind}_bytes"] for kind in PICTURE_KINDS if row[f"{kind}_state"] == "present")


def file_of(row: sqlite3.Row) -> PictureFile:
    """The event's picture file."""
    return PictureFile(row["id"], row["pictures_rewritten"])


def expire(
    connection: sqlite3.Connection, files: PictureFiles, row: sqlite3.Row, kinds: Sequence[PictureKind]
) -> FileChange:
    """Say in the row, in the open transaction, that pictures of these kinds are gone.

    Raises:
        OSError: What stays could not be written anew.
    """
    file, before = file_of(row), segments_of(row)
    stay = {kind: segment for kind, segment in before.items() if kind not in kinds}
    size = sum(segment.size for segment in stay.values())
    keep_bytes, written = size, None
    if stay and max(segment.at + segment.size for segment in stay.values()) > size:
        data = files.read(file, list(stay.values()))
        found = {kind: picture for kind, picture in zip(stay, data, strict=True) if picture is not None}
        stay, size = _one_after_the_other(found)
        if found:
            written = file._replace(rewritten=file.rewritten + 1)
            files.write(written, list(found.values()))
        keep_bytes = 0
    _save(connection, written or file, stay, before.keys() - stay.keys())
    freed_bytes = bytes_on_disk(size_of(row)) - bytes_on_disk(size)
    return FileChange(file, keep_bytes, freed_bytes, written)


def _one_after_the_other(pictures: dict[PictureKind, bytes]) -> tuple[dict[PictureKind, Segment], int]:
    at = 0
    segments = {}
    for kind, data in pictures.items():
        segments[kind] = Segment(at, len(data))
        at += len(data)
    return segments, at


def _save(
    connection: sqlite3.Connection, file: PictureFile, stay: dict[PictureKind, Segment], gone: set[PictureKind]
) -> None:
    changes = [
        f"{kind}_state = 'expired', {kind}_at = NULL, {kind}_bytes = NULL, {kind}_suffix = NULL" for kind in gone
    ]
    changes += [f"{kind}_at = {segment.at}" for kind, segment in stay.items()]
    sql = f"UPDATE events SET {', '.join(changes)}, pictures_rewritten = ? WHERE id = ?"  # noqa: S608 - known kinds
    connection.execute(sql, (file.rewritten, file.event_id))
