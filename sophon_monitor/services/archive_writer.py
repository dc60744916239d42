"""What the archive's writer thread does: changes into rows and picture files, one transaction at a time.

Knows nothing of threads or waiting; every method is called on the writer thread.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

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
    RecognitionFilled,
    RecognitionSeen,
    ReportMade,
    SignOffChanged,
)
from sophon_monitor.domain.records import EventRecord
from sophon_monitor.domain.site import Box, BoxKey, Camera, CameraKey
from sophon_monitor.protocol.messages import Picture, PictureState
from sophon_monitor.services import archive_rows as rows
from sophon_monitor.services.archive_duplicates import KnownEvents
from sophon_monitor.services.archive_expiry import FileChange, file_of, segments_of, size_of
from sophon_monitor.services.archive_forget import Mark, forget_slice, mark, marks_of
from sophon_monitor.services.archive_pictures import PictureFile, PictureFiles, bytes_on_disk
from sophon_monitor.services.archive_rows import PICTURE_KINDS, PictureKind, picture_of
from sophon_monitor.services.archive_schema import (
    DATABASE,
    PICTURES,
    errors_as_ours,
    open_for_writing,
    transaction,
)
from sophon_monitor.services.archive_sweep import remove_beyond, sweep
from sophon_monitor.services.archive_verdicts import Verdicts
from sophon_monitor.services.pictures import checked, suffix
from sophon_monitor.services.retention import Keeper, Retention, picture_limit

PAUSE_MS = 20_000  # between two words that it is running, which come every five seconds

_SAVE_BOX = rows.upsert_sql("boxes", rows.BOX_COLUMNS)
_SAVE_CAMERA = rows.upsert_sql("cameras", rows.CAMERA_COLUMNS)
_SAVE_HEARTBEAT = rows.insert_sql("heartbeats", rows.HEARTBEAT_COLUMNS)
_SAVE_EVENT = rows.insert_sql("events", rows.EVENT_COLUMNS)


@dataclass(frozen=True, slots=True)
class Written:
    """What one transaction did: the changes to hand on, in order, and counts."""

    changes: tuple[Change, ...]
    kept: int = 0
    duplicates: int = 0
    late: int = 0


class ArchiveWriter:
    """Owns the writing connection and the picture files of a site."""

    def __init__(self, folder: Path, retention: Retention) -> None:
        """Open the archive.

        Raises:
            ArchiveDamaged, ArchiveTooNew, OSError: As archive_schema.open_for_writing says.
        """
        self._database = folder / DATABASE
        self._pictures_folder = folder / PICTURES
        self._connection = open_for_writing(folder)
        self._connection.row_factory = sqlite3.Row
        try:
            with errors_as_ours():
                self._prepare(retention)
        except BaseException:
            self._connection.close()
            raise

    def _prepare(self, retention: Retention) -> None:
        self._files = PictureFiles(self._pictures_folder)
        self._keeper = Keeper(self._connection, self._files)
        self._retention = retention
        self.picture_limit_bytes = picture_limit(retention, self._pictures_folder, self._keeper.picture_bytes)
        self._last_id = self._highest_id()
        self._began_at_ms: int | None = None
        self._noted_at_ms = 0
        self._verdicts = Verdicts(self._connection, self._files)
        self._fresh: list[tuple[PictureFile, int]] = []  # files of the open transaction, and their sizes before it
        self._picture_bytes = 0  # what pictures will take once the open transaction is committed
        self._boxes: dict[BoxKey, Box | None] = {}
        self._cameras: dict[CameraKey, Camera | None] = {}
        self._to_sweep: list[int] = []
        self._to_forget: dict[BoxKey, Mark] = marks_of(self._connection)
        if self._noted("clean") == 0:  # the run before was killed
            self._to_sweep = self._files.buckets()
        self._note("clean", 0)

    @property
    def is_forgetting(self) -> bool:
        """Whether records of a box that was forgotten are still to go."""
        return bool(self._to_forget)

    @property
    def picture_bytes(self) -> int:
        """What all kept pictures take on the disk. Any thread."""
        return self._keeper.picture_bytes

    @property
    def database_bytes(self) -> int:
        """Size of the database and its log. Any thread."""
        size = 0
        for path in (self._database, self._database.with_name(f"{DATABASE}-wal")):
            with contextlib.suppress(OSError):
                size += path.stat().st_size
        return size

    # -- writing --------------------------------------------------------------------------------------------------

    def write(self, changes: Sequence[Change]) -> Written:
        """Keep these changes, all or none, and say what may be shown now.

        Raises:
            OSError, sqlite3.Error: Nothing of them was kept; they may be tried again.
        """
        looked_at = [self._checked(change) for change in changes]
        coming = sum(_size(change.record) for change in looked_at if isinstance(change, RecognitionSeen))
        if coming:
            self._keeper.make_room(coming, self.picture_limit_bytes)
        first_id, to_forget, sign_off = self._last_id, dict(self._to_forget), self._verdicts.sign_off
        self._gone: list[FileChange] = []  # pictures that the open transaction lets go
        self._picture_bytes = self._keeper.picture_bytes
        try:
            with transaction(self._connection):
                written = self._write_all(looked_at)
                if self._picture_bytes != self._keeper.picture_bytes:
                    self._keeper.note_size(self._picture_bytes)
        except BaseException:
            self._last_id, self._to_forget, self._verdicts.sign_off = first_id, to_forget, sign_off
            for file, size in reversed(self._fresh):
                self._files.shorten(file, size)
            raise
        finally:
            self._fresh.clear()
            self._boxes.clear()
            self._cameras.clear()
        self._keeper.picture_bytes = self._picture_bytes
        for change in self._gone:
            self._files.shorten(change.file, change.keep_bytes)
        return written

    def _checked(self, change: Change) -> Change:
        if not isinstance(change, RecognitionSeen):
            return change
        record = change.record
        pictures = {kind: checked(picture_of(record, kind)) for kind in PICTURE_KINDS}
        if all(pictures[kind] is picture_of(record, kind) for kind in PICTURE_KINDS):
            return change
        return replace(change, record=_with_pictures(record, pictures))

    def _write_all(self, changes: Sequence[Change]) -> Written:
        events = KnownEvents(self._connection, [c.record for c in changes if isinstance(c, RecognitionSeen)])
        told: list[Change] = []
        kept = duplicates = late = 0
        for change in changes:
            match change:
                case RecognitionSeen(record=record):
                    if (known := events.row_of(record)) is not None and not self._is_going(known):
                        duplicates += 1
                        self._count_repeat(known, record)
                        if (filled := self._fill(known, record)) is not None:
                            told.append(RecognitionFilled(filled))
                        continue
                    told.append(replace(change, record=self._add(record)))
                    events.add(record)
                    kept += 1
                    late += change.late
                    continue
                case HeartbeatSeen(record=heartbeat):
                    self._connection.execute(_SAVE_HEARTBEAT, rows.heartbeat_row(heartbeat))
                case BoxChanged(box=box):
                    self._boxes[box.key] = box
                case BoxRemoved(key=box_key, forgotten=forgotten):
                    self._boxes[box_key] = None
                    if forgotten:
                        self._to_forget[box_key] = mark(self._connection, box_key, self._last_id)
                case CameraChanged(camera=camera):
                    self._cameras[camera.key] = camera
                case CameraRemoved(key=camera_key):
                    self._cameras[camera_key] = None
                case EventJudged():
                    if not self._judge(change, told):
                        continue
                case SignOffChanged(sign_off=sign_off):
                    self._verdicts.save(sign_off)
                    self._let_go(self._verdicts.unwanted(judged_only=True), told)
                case ReportMade(report=report):
                    self._verdicts.note_report(report)
                    self._let_go(self._verdicts.unwanted(judged_only=False), told)
                case NewBoxSeen() | NewBoxGone() | RecognitionFilled():
                    pass  # of this run only: what knocks at the door is not kept
            told.append(change)
        self._save_snapshots()
        return Written(tuple(told), kept, duplicates, late)

    def _judge(self, change: EventJudged, told: list[Change]) -> bool:
        """Note a verdict. False if the event is gone meanwhile."""
        row = self._verdicts.event(change.event_id)
        if row is None or self._is_going(row):
            return False
        self._verdicts.judge(row, change)
        if change.verdict is not None and not self._verdicts.sign_off.keeps_pictures_of(rows.event_of(row)):
            self._let_go([row], told)
        return True

    def _let_go(self, unwanted: Sequence[sqlite3.Row], told: list[Change]) -> None:
        """Pictures that a person does not want kept: their rows say so now, their files go after the commit."""
        for row in unwanted:
            gone = self._verdicts.drop_pictures(row)
            self._gone.append(gone)
            self._picture_bytes = max(self._picture_bytes - gone.freed_bytes, 0)
            told.append(RecognitionFilled(rows.event_of(self._verdicts.event(row["id"]) or row)))

    def _count_repeat(self, row: sqlite3.Row, record: EventRecord) -> None:
        """The same event by the same way: the box sent it twice. By another way it is only the other report."""
        if row["source"] == record.source:
            self._connection.execute("UPDATE events SET repeats = repeats + 1 WHERE id = ?", (row["id"],))

    def _save_snapshots(self) -> None:
        """The last snapshot of each box and camera: what came before it in the same batch is not worth a row."""
        for box_key, box in self._boxes.items():
            if box is None:
                self._connection.execute("UPDATE boxes SET removed = 1 WHERE box_key = ?", (box_key,))
            else:
                self._connection.execute(_SAVE_BOX, rows.box_row(box))
        for camera_key, camera in self._cameras.items():
            if camera is None:
                self._connection.execute("UPDATE cameras SET removed = 1 WHERE camera_key = ?", (camera_key,))
            else:
                self._connection.execute(_SAVE_CAMERA, rows.camera_row(camera))

    def _is_going(self, row: sqlite3.Row) -> bool:
        """Whether an event is of those that are being forgotten: one that comes again is a new one."""
        until = self._to_forget.get(BoxKey(row["box_key"]))
        return until is not None and row["id"] <= until.event_id

    # -- events ---------------------------------------------------------------------------------------------------

    def _add(self, record: EventRecord) -> EventRecord:
        event_id = self._last_id + 1
        wanted = [kind for kind in PICTURE_KINDS if picture_of(record, kind).state is PictureState.PRESENT]
        kept = self._keep_pictures(PictureFile(event_id), 0, {kind: picture_of(record, kind).data for kind in wanted})
        if len(kept) < len(wanted):
            expired = Picture(PictureState.EXPIRED)
            record = _with_pictures(record, {kind: expired for kind in wanted if kind not in kept})
        record = replace(record, id=event_id)
        suffixes = {kind: suffix(data) for kind, data in kept.items()}
        # As one of many: `execute` would ask for the row's number and give Python's lock away for it.
        self._connection.executemany(_SAVE_EVENT, (rows.event_row(record, suffixes),))
        self._last_id = event_id
        return record

    def _keep_pictures(
        self, file: PictureFile, at: int, pictures: dict[PictureKind, bytes]
    ) -> dict[PictureKind, bytes]:
        """Write pictures behind the first `at` bytes of the file; those for which there is room under the limit."""
        fit: dict[PictureKind, bytes] = {}
        size, room = at, self.picture_limit_bytes - self._picture_bytes + bytes_on_disk(at)
        for kind, data in pictures.items():
            if bytes_on_disk(size + len(data)) <= room:
                fit[kind] = data
                size += len(data)
        if fit:
            self._files.write(file, list(fit.values()), at)
            self._fresh.append((file, at))
            self._picture_bytes += bytes_on_disk(size) - bytes_on_disk(at)
        return fit

    def _fill(self, row: sqlite3.Row, record: EventRecord) -> EventRecord | None:
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
        return _with_pictures(known, pictures) if changed else None

    def _read_pictures(self, row: sqlite3.Row) -> dict[PictureKind, Picture]:
        """The pictures that the row has; without bytes what cannot be read any more."""
        segments = segments_of(row)
        data = self._files.read(file_of(row), list(segments.values())) if segments else []
        return {kind: Picture(PictureState.PRESENT, read or b"") for kind, read in zip(segments, data, strict=True)}

    # -- housekeeping ---------------------------------------------------------------------------------------------

    def set_retention(self, retention: Retention) -> None:
        """Let other limits hold from the next write or purge on."""
        self._retention = retention
        self.measure()

    def measure(self) -> None:
        """Look at the free disk again, where the limit depends on it; and try again what could not be removed."""
        self.picture_limit_bytes = picture_limit(self._retention, self._pictures_folder, self._keeper.picture_bytes)
        self._to_sweep += self._files.unswept
        self._files.unswept.clear()

    def sweep_newest(self) -> None:
        """Remove files beyond the last row, left by a kill: their numbers are about to be given out again."""
        remove_beyond(self._files, self._last_id)

    def tidy_slice(self, now_ms: int) -> bool:
        """Do one slice of housekeeping, at most a few tens of milliseconds. False once there is nothing left."""
        if self._to_forget:
            box_key, until = next(iter(self._to_forget.items()))
            if not forget_slice(self._connection, self._files, self._keeper, box_key, until):
                del self._to_forget[box_key]
            return True
        if self._to_sweep:
            sweep(self._connection, self._files, self._keeper, self._to_sweep.pop())
            return True
        if self._keeper.picture_bytes > self.picture_limit_bytes:
            return self._keeper.make_room(0, self.picture_limit_bytes)
        return self._keeper.purge_slice(self._retention, now_ms)

    def note_running(self, now_ms: int) -> None:
        """Leave word that a window is running: for exports beside it, and so that later gaps can be told apart."""
        self._note("running_at_ms", now_ms)
        if self._began_at_ms is None or now_ms - self._noted_at_ms > PAUSE_MS:
            self._began_at_ms = now_ms  # the computer has slept in between: nobody watched
        self._noted_at_ms = now_ms
        sql = "INSERT INTO runs VALUES (?, ?) ON CONFLICT (began_at_ms) DO UPDATE SET last_at_ms = excluded.last_at_ms"
        self._connection.execute(sql, (self._began_at_ms, now_ms))

    def close(self) -> None:
        """Leave one tidy file: all of the log in the database, no log beside it."""
        try:
            self._note("clean", 0 if self._files.unswept or self._to_sweep else 1)
            self._note("running_at_ms", 0)
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self._connection.close()

    def _note(self, name: str, value: int) -> None:
        sql = "INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
        self._connection.execute(sql, (name, value))

    def _noted(self, name: str) -> int | None:
        row = self._connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return int(row[0]) if row else None

    def _highest_id(self) -> int:
        row = self._connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'events'").fetchone()
        return int(row[0]) if row else 0


def _with_pictures(record: EventRecord, pictures: dict[PictureKind, Picture]) -> EventRecord:
    return replace(
        record,
        live=pictures.get("live", record.live),
        registered=pictures.get("registered", record.registered),
        scene=pictures.get("scene", record.scene),
    )


def _size(record: EventRecord) -> int:
    return bytes_on_disk(sum(len(picture_of(record, kind).data) for kind in PICTURE_KINDS))
