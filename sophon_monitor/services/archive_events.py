"""Events into rows and picture files, inside the writer's open transaction. On the archive's writer thread.

Bytes are on the disk before the row that names them; what a transaction that fails has written is removed again, and
what one lets go of goes after its commit.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from sophon_monitor.domain.records import EventRecord
from sophon_monitor.protocol.messages import Picture, PictureState
from sophon_monitor.services import archive_rows as rows
from sophon_monitor.services.archive_expiry import FileChange, file_of, segments_of, size_of
from sophon_monitor.services.archive_pictures import PictureFile, PictureFiles, bytes_on_disk
from sophon_monitor.services.archive_rows import PICTURE_KINDS, PictureKind, picture_of
from sophon_monitor.services.pictures import checked, suffix
from sophon_monitor.services.retention import Keeper

_SAVE_EVENT = rows.insert_sql("events", rows.EVENT_COLUMNS)


class EventRows:
    """Adds and fills events. Owned by the archive's writer.

    Attributes:
        last_id: Number of the last event, those of the open transaction included.
    """

    def __init__(self, connection: sqlite3.Connection, files: PictureFiles, keeper: Keeper) -> None:
        """Read which number comes next; numbers of events that are gone are not given again."""
        self._connection, self._files, self._keeper = connection, files, keeper
        row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'events'").fetchone()
        self.last_id = self._id_before = int(row[0]) if row else 0
        self._limit_bytes = self._picture_bytes = 0  # what pictures will take once it is committed
        self._fresh: list[tuple[PictureFile, int]] = []  # files of the transaction, and their sizes before it
        self._gone: list[FileChange] = []  # what it lets go

    # -- the transaction ----------------------------------------------------------------------------------------------

    def begin(self, limit_bytes: int) -> None:
        """A transaction begins, in which pictures may take no more than that."""
        self._id_before, self._limit_bytes = self.last_id, limit_bytes
        self._picture_bytes = self._keeper.picture_bytes
        self._fresh, self._gone = [], []

    def note_size(self) -> None:
        """Write into the open transaction what pictures take after it."""
        if self._picture_bytes != self._keeper.picture_bytes:
            self._keeper.note_size(self._picture_bytes)

    def undo(self) -> None:
        """It has failed: its files go, its numbers are free."""
        self.last_id = self._id_before
        for file, size in reversed(self._fresh):
            self._files.shorten(file, size)

    def settle(self) -> None:
        """It is committed: what it let go of goes."""
        self._keeper.picture_bytes = self._picture_bytes
        for change in self._gone:
            self._files.shorten(change.file, change.keep_bytes)

    # -- within it ----------------------------------------------------------------------------------------------------

    def add(self, record: EventRecord) -> EventRecord:
        """Write a new event and return it with its number; EXPIRED is what there was no room for."""
        event_id = self.last_id + 1
        wanted = [kind for kind in PICTURE_KINDS if picture_of(record, kind).state is PictureState.PRESENT]
        kept = self._keep_pictures(PictureFile(event_id), 0, {kind: picture_of(record, kind).data for kind in wanted})
        if len(kept) < len(wanted):
            expired = Picture(PictureState.EXPIRED)
            record = with_pictures(record, {kind: expired for kind in wanted if kind not in kept})
        record = replace(record, id=event_id)
        suffixes = {kind: suffix(data) for kind, data in kept.items()}
        # As one of many: `execute` would ask for the row's number and give Python's lock away for it.
        self._connection.executemany(_SAVE_EVENT, (rows.event_row(record, suffixes),))
        self.last_id = event_id
        return record

    def count_repeat(self, row: sqlite3.Row, record: EventRecord) -> None:
        """The same event by the same way: the box sent it twice. By another way it is only the other report."""
        if row["source"] == record.source:
            self._connection.execute("UPDATE events SET repeats = repeats + 1 WHERE id = ?", (row["id"],))

    def fill(self, row: sqlite3.Row, record: EventRecord) -> EventRecord | None:
        """Give a known event what it lacks: pictures, and which camera it was. None if it lacks nothing."""
        known = rows.event_of(row)
        pictures = self._read_pictures(row)
        changed = False
        lost = any(not picture.data for picture in pictures.values())  # nothing can go behind what is not there
        # An expired picture stays gone: a box that repeats old events must not outlive retention.
        missing = {
            kind: picture_of(record, kind).data
            for kind in PICTURE_KINDS
            if picture_of(record, kind).state is PictureState.PRESENT
            and picture_of(known, kind).state not in (PictureState.PRESENT, PictureState.EXPIRED)
        }
        if missing and not lost:
            at = size_of(row)
            for kind, data in self._keep_pictures(file_of(row), at, missing).items():
                pictures[kind] = Picture(PictureState.PRESENT, data)
                change = f"{kind}_state = 'present', {kind}_at = ?, {kind}_bytes = ?, {kind}_suffix = ?"
                sql = f"UPDATE events SET {change} WHERE id = ?"  # noqa: S608 - three known kinds
                self._connection.execute(sql, (at, len(data), suffix(data), known.id))
                at += len(data)
                changed = True
        if known.camera_key is None and record.camera_key is not None:
            sql = "UPDATE events SET camera_key = ? WHERE id = ?"
            self._connection.execute(sql, (record.camera_key, known.id))
            known = replace(known, camera_key=record.camera_key)
            changed = True
        return with_pictures(known, pictures) if changed else None

    def let_go(self, change: FileChange) -> None:
        """Pictures that a row says are gone: their bytes go after the commit."""
        self._gone.append(change)
        self._picture_bytes = max(self._picture_bytes - change.freed_bytes, 0)

    def _keep_pictures(
        self, file: PictureFile, at: int, pictures: dict[PictureKind, bytes]
    ) -> dict[PictureKind, bytes]:
        """Write pictures behind the first `at` bytes of the file; those for which there is room under the limit."""
        fit: dict[PictureKind, bytes] = {}
        size, room = at, self._limit_bytes - self._picture_bytes + bytes_on_disk(at)
        for kind, data in pictures.items():
            if bytes_on_disk(size + len(data)) <= room:
                fit[kind] = data
                size += len(data)
        if fit:
            self._files.write(file, list(fit.values()), at)
            self._fresh.append((file, at))
            self._picture_bytes += bytes_on_disk(size) - bytes_on_disk(at)
        return fit

    def _read_pictures(self, row: sqlite3.Row) -> dict[PictureKind, Picture]:
        """The pictures that the row has; without bytes what cannot be read any more."""
        segments = segments_of(row)
        data = self._files.read(file_of(row), list(segments.values())) if segments else []
        return {kind: Picture(PictureState.PRESENT, read or b"") for kind, read in zip(segments, data, strict=True)}


def looked_at(record: EventRecord) -> EventRecord:
    """The record with those pictures only that the decoder accepts."""
    pictures = {kind: checked(picture_of(record, kind)) for kind in PICTURE_KINDS}
    if all(pictures[kind] is picture_of(record, kind) for kind in PICTURE_KINDS):
        return record
    return with_pictures(record, pictures)


def with_pictures(record: EventRecord, pictures: dict[PictureKind, Picture]) -> EventRecord:
    """The record with these pictures in the place of its own."""
    return replace(
        record,
        live=pictures.get("live", record.live),
        registered=pictures.get("registered", record.registered),
        scene=pictures.get("scene", record.scene),
    )


def sizes_on_disk(records: Sequence[EventRecord]) -> int:
    """What the pictures of these events will take, bytes."""
    return sum(bytes_on_disk(sum(len(picture_of(record, kind).data) for kind in PICTURE_KINDS)) for record in records)
