"""What the archive's writer thread does: changes into rows and picture files, one transaction at a time.

Knows nothing of threads or waiting; every method is called on the writer thread.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypedDict

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
from sophon_monitor.domain.site import Box, BoxKey, Camera, CameraKey
from sophon_monitor.services import archive_rows as rows
from sophon_monitor.services.archive_duplicates import KnownEvents
from sophon_monitor.services.archive_events import EventRows, looked_at, sizes_on_disk
from sophon_monitor.services.archive_housekeeping import Housekeeping
from sophon_monitor.services.archive_pictures import PictureFiles
from sophon_monitor.services.archive_purge import Calm
from sophon_monitor.services.archive_rescue import DAMAGED_MARK, read_small_tables
from sophon_monitor.services.archive_schema import (
    DATABASE,
    PICTURES,
    ArchiveDamaged,
    errors_as_ours,
    open_for_writing,
    transaction,
)
from sophon_monitor.services.archive_sweep import remove_beyond
from sophon_monitor.services.archive_verdicts import Verdicts
from sophon_monitor.services.retention import Retention

PAUSE_MS = 20_000  # between two words that it is running, which come every five seconds

_SAVE_BOX = rows.upsert_sql("boxes", rows.BOX_COLUMNS)
_SAVE_CAMERA = rows.upsert_sql("cameras", rows.CAMERA_COLUMNS)
_SAVE_HEARTBEAT = rows.insert_sql("heartbeats", rows.HEARTBEAT_COLUMNS)


@dataclass(frozen=True, slots=True)
class Written:
    """What one transaction did: the changes to hand on, in order, and counts."""

    changes: tuple[Change, ...]
    kept: int = 0
    duplicates: int = 0
    late: int = 0


class ClockKnown(TypedDict):
    """What an earlier run knew of the time, as `ClockDoubt` wants it."""

    known_s: float
    doubted: bool


Word = EventJudged | SignOffChanged | ReportMade | RetentionChosen | PurgeAsked


class ArchiveWriter:
    """Owns the writing connection and the picture files of a site."""

    def __init__(self, folder: Path, retention: Retention) -> None:
        """Open the archive.

        Raises:
            ArchiveDamaged, ArchiveTooNew, OSError: As archive_schema.open_for_writing says.
        """
        self._database = folder / DATABASE
        if (folder / DAMAGED_MARK).exists():
            raise ArchiveDamaged("as the run before has found")
        self._connection = open_for_writing(folder)
        self._connection.row_factory = sqlite3.Row
        try:
            with errors_as_ours():
                self._prepare(folder, retention)
        except BaseException:
            self._connection.close()
            raise

    def mark_damaged(self) -> None:
        """Let the next start put this archive aside: looking through all of it at every start would take too long."""
        self._database.with_name(DAMAGED_MARK).touch(mode=0o600)

    def _prepare(self, folder: Path, retention: Retention) -> None:
        read_small_tables(self._connection)
        self._files = PictureFiles(folder / PICTURES)
        self._house = Housekeeping(self._connection, self._files, folder, retention)
        self._events = EventRows(self._connection, self._files, self._house.keeper)
        self._verdicts = Verdicts(self._connection, self._files)
        self._began_at_ms: int | None = None
        self._noted_at_ms = 0
        self._boxes: dict[BoxKey, Box | None] = {}
        self._cameras: dict[CameraKey, Camera | None] = {}
        if self._noted("clean") == 0:  # the run before was killed
            self._house.to_sweep = self._files.buckets()
        self._note("clean", 0)

    @property
    def is_forgetting(self) -> bool:
        """Whether something is still to be removed that a person asked for: records of a box, or of people."""
        return self._house.has_errands

    @property
    def picture_bytes(self) -> int:
        """What all kept pictures take on the disk. Any thread."""
        return self._house.keeper.picture_bytes

    @property
    def picture_limit_bytes(self) -> int:
        """What they may take now. Any thread."""
        return self._house.picture_limit_bytes

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
        changes = [_looked_at(change) for change in changes]
        coming = sizes_on_disk([change.record for change in changes if isinstance(change, RecognitionSeen)])
        if coming:
            self._house.keeper.make_room(coming, self.picture_limit_bytes)
        before, sign_off = self._house.before(), self._verdicts.sign_off
        self._events.begin(self.picture_limit_bytes)
        try:
            with transaction(self._connection):
                written = self._write_all(changes)
                self._events.note_size()
        except BaseException:
            self._house.undo(before)
            self._verdicts.sign_off = sign_off
            self._events.undo()
            raise
        finally:
            self._boxes.clear()
            self._cameras.clear()
        self._events.settle()
        return written

    def _write_all(self, changes: Sequence[Change]) -> Written:
        known = KnownEvents(self._connection, [c.record for c in changes if isinstance(c, RecognitionSeen)])
        told: list[Change] = []
        kept = duplicates = late = 0
        for change in changes:
            match change:
                case RecognitionSeen(record=record):
                    if (row := known.row_of(record)) is not None and not self._house.is_going(row):
                        duplicates += 1
                        self._events.count_repeat(row, record)
                        if (filled := self._events.fill(row, record)) is not None:
                            told.append(RecognitionFilled(filled))
                        continue
                    told.append(replace(change, record=self._events.add(record)))
                    known.add(record)
                    kept += 1
                    late += change.late
                case EventJudged() | SignOffChanged() | ReportMade() | RetentionChosen() | PurgeAsked():
                    self._take_word(change, told)
                case _:
                    self._take_site(change)
                    told.append(change)
        self._save_snapshots()
        return Written(tuple(told), kept, duplicates, late)

    def _take_site(self, change: Change) -> None:
        """What boxes and cameras are, and how they do."""
        match change:
            case HeartbeatSeen(record=heartbeat):
                self._connection.execute(_SAVE_HEARTBEAT, rows.heartbeat_row(heartbeat))
            case BoxChanged(box=box):
                self._boxes[box.key] = box
            case BoxRemoved(key=box_key, forgotten=forgotten):
                self._boxes[box_key] = None
                if forgotten:
                    self._house.forget(box_key, self._events.last_id)
            case CameraChanged(camera=camera):
                self._cameras[camera.key] = camera
            case CameraRemoved(key=camera_key):
                self._cameras[camera_key] = None
            case NewBoxSeen() | NewBoxGone() | RecognitionFilled() | PurgeProgressed() | PurgeDone():
                pass  # of this run only: what knocks at the door is not kept

    def _take_word(self, change: Word, told: list[Change]) -> None:
        """What a person says; what follows from it is told too."""
        match change:
            case EventJudged():
                if not self._judge(change, told):
                    return
            case SignOffChanged(sign_off=sign_off):
                self._verdicts.save(sign_off)
                self._let_go(self._verdicts.unwanted(judged_only=True), told)
            case ReportMade(report=report):
                self._verdicts.note_report(report)
                self._let_go(self._verdicts.unwanted(judged_only=False), told)
            case RetentionChosen(retention=chosen):
                if not self._house.choose(chosen):
                    return
            case PurgeAsked():
                self._ask_purge(change, told)
        told.append(change)

    def _judge(self, change: EventJudged, told: list[Change]) -> bool:
        """Note a verdict. False if the event is gone meanwhile."""
        row = self._verdicts.event(change.event_id)
        if row is None or self._house.is_going(row):
            return False
        self._verdicts.judge(row, change)
        if change.verdict is not None and not self._verdicts.sign_off.keeps_pictures_of(rows.event_of(row)):
            self._let_go([row], told)
        return True

    def _let_go(self, unwanted: Sequence[sqlite3.Row], told: list[Change]) -> None:
        """Pictures that a person does not want kept: their rows say so now, their files go after the commit."""
        for row in unwanted:
            self._events.let_go(self._verdicts.drop_pictures(row))
            told.append(RecognitionFilled(rows.event_of(self._verdicts.event(row["id"]) or row)))

    def _ask_purge(self, change: PurgeAsked, told: list[Change]) -> None:
        """Note who is to go. What a person has written of them goes at once, before it is saved again."""
        order = change.order
        self._house.purges.note(order, self._events.last_id)
        sign_off = order.cleaned_sign_off(self._verdicts.sign_off)
        if sign_off != self._verdicts.sign_off:
            self._verdicts.save(sign_off)
            told.append(SignOffChanged(sign_off))
        if self._house.keep_unnamed(order):
            told.append(RetentionChosen(self._house.chosen))

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

    # -- housekeeping ---------------------------------------------------------------------------------------------

    def set_retention(self, retention: Retention) -> None:
        """Let other limits of the profile hold from the next write or purge on."""
        self._house.set_default(retention)

    def set_calm(self, calm: Calm) -> None:
        """Ask `calm` before the database is made anew."""
        self._house.purges.calm = calm

    def measure(self) -> None:
        """Look at the free disk again, where the limit depends on it; and try again what could not be removed."""
        self._house.measure()

    def sweep_newest(self) -> None:
        """Remove files beyond the last row, left by a kill: their numbers are about to be given out again."""
        remove_beyond(self._files, self._events.last_id)

    def tidy_slice(self, now_ms: int, *, by_age: bool = True) -> bool:
        """Do one slice of housekeeping, at most a few tens of milliseconds. False once there is nothing left.

        Without `by_age` nothing goes because it is old: the clock is not to be believed.
        """
        return self._house.slice(now_ms, by_age=by_age)

    def clock_known(self) -> ClockKnown:
        """The last time that an earlier run believed, and whether it ended in doubt."""
        noted = self._noted("clock_s") or 0
        return {"known_s": float(abs(noted)), "doubted": noted < 0}

    def note_clock(self, known_s: float, *, doubted: bool) -> None:
        """Leave word which time was last believed: the next start may begin with a clock that is years away."""
        self._note("clock_s", -int(known_s) if doubted else int(known_s))

    def take_news(self) -> tuple[Change, ...]:
        """What may be told of housekeeping, once."""
        return self._house.take_news()

    def note_running(self, now_ms: int) -> None:
        """Leave word that a window is running: for exports beside it, and so that later gaps can be told apart."""
        self._note("running_at_ms", now_ms)
        if self._began_at_ms is None or abs(now_ms - self._noted_at_ms) > PAUSE_MS:
            self._began_at_ms = now_ms  # the computer has slept in between, or its clock was set: nobody watched
        self._noted_at_ms = now_ms
        sql = "INSERT INTO runs VALUES (?, ?) ON CONFLICT (began_at_ms) DO UPDATE SET last_at_ms = excluded.last_at_ms"
        self._connection.execute(sql, (self._began_at_ms, now_ms))

    def close(self) -> None:
        """Leave one tidy file: all of the log in the database, no log beside it."""
        try:
            self._note("clean", 0 if self._files.unswept or self._house.to_sweep else 1)
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


def _looked_at(change: Change) -> Change:
    if not isinstance(change, RecognitionSeen):
        return change
    record = looked_at(change.record)
    return change if record is change.record else replace(change, record=record)
