"""Removing people for good: rows, pictures, reports, mentions, and the free pages of the database.

On the archive's writer thread, in slices of some milliseconds. What is to be done stands in `meta` until it is done, so
that a kill changes nothing about it; then that note goes too, and the database is made anew without all of it
(docs/decisions/0014).
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Protocol

from sophon_monitor.domain.changes import Change, PurgeDone, PurgeProgressed
from sophon_monitor.domain.purge import PurgedPerson, PurgeOrder, PurgeResult, PurgeStage
from sophon_monitor.services.archive_expiry import FileChange, expire, file_of, size_of
from sophon_monitor.services.archive_mentions import clean_rows, remove_reports, touches_of
from sophon_monitor.services.archive_pictures import PictureFiles, bytes_on_disk
from sophon_monitor.services.archive_rows import PICTURE_KINDS, event_of, json_text
from sophon_monitor.services.archive_schema import DATABASE, transaction
from sophon_monitor.services.retention import Keeper

SLICE_ROWS = 2000  # looked at
SLICE_EVENTS = 64  # removed
VACUUM_BYTES_PER_S = 40_000_000  # measured: 130 million on a laptop's SSD; an old disk shall do, too
VACUUM_ROOM = 2.2  # of the database's size, free on the disk: its copy, and the log
_LOOK_EVERY = 20_000  # steps of SQLite's machine: under a millisecond
_BUSY_MS, _PATIENCE_MS = 100, 5_000

_ORDER = "purge "  # and a number; holds names until the last record is gone
_CLEANING = "clean up"  # holds counts only
_HAS_ANY = "(live_state = 'present' OR registered_state = 'present' OR scene_state = 'present')"
_NAMED = "touches(person_id, person_name, really, verdict_by, extra)"
_STRANGER = f"(? AND person_type = 'stranger' AND {_HAS_ANY})"
_FOUND_SQL = f"SELECT * FROM events WHERE id > ? AND id <= ? AND ({_NAMED} OR {_STRANGER}) ORDER BY id LIMIT ?"  # noqa: S608


class Calm(Protocol):
    """What the writer's thread knows of what comes in. A database that is made anew takes no events meanwhile."""

    def lasts(self, seconds: float) -> bool:
        """Whether what comes in that time, at the pace of now, can wait in memory."""

    def is_over(self) -> bool:
        """Whether too much waits already, or the program wants to end."""


class AlwaysCalm:
    """Where nothing comes in."""

    def lasts(self, seconds: float) -> bool:
        """It does."""
        return seconds >= 0

    def is_over(self) -> bool:
        """It is not."""
        return False


@dataclass(frozen=True, slots=True)
class Purge:
    """One order on its way.

    Attributes:
        number: Tells it from others. until: last event of the archive when it was given; what comes later stays.
        at: Events up to this one are done. begun: where it began.
    """

    number: int
    order: PurgeOrder
    until: int
    at: int
    begun: int
    events: int = 0
    pictures: int = 0

    @property
    def percent(self) -> int:
        """How far it is."""
        return 100 * (self.at - self.begun) // max(self.until - self.begun, 1)


class Purges:
    """All orders of a site. Owned by the archive's writer.

    Attributes:
        pending: Those whose records are still to go, oldest first.
        news: What may be told since somebody took it.
    """

    def __init__(self, connection: sqlite3.Connection, files: PictureFiles, keeper: Keeper, folder: Path) -> None:
        """Read what an earlier run has not finished."""
        self._connection, self._files, self._keeper, self._folder = connection, files, keeper, folder
        self.calm: Calm = AlwaysCalm()
        self.news: list[Change] = []
        self.pending = _pending(connection)
        self._cleaning = _cleaning(connection)
        self._is_anew = False  # the database is; its log is not yet
        self._touching: int | None = None  # the order that `touches` looks for
        self._told: Change | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether anything is still to be done."""
        return bool(self.pending) or self._cleaning is not None

    @property
    def is_cleaning(self) -> bool:
        """Whether only the database is still to be made anew."""
        return self._cleaning is not None and not self.pending

    def is_going(self, row: sqlite3.Row) -> bool:
        """Whether an event is about to go: one that comes again is a new one."""
        near = [purge for purge in self.pending if purge.at < row["id"] <= purge.until]
        return any(purge.order.is_of(event_of(row)) for purge in near)

    def note(self, order: PurgeOrder, last_id: int) -> None:
        """Write into the open transaction that these people's records of now are to go."""
        number = 1 + max((purge.number for purge in self.pending), default=0)
        first = self._connection.execute("SELECT min(id) FROM events").fetchone()[0]
        begun = min(int(first) - 1, last_id) if first is not None else last_id
        purge = Purge(number, order, last_id, begun, begun)
        self._save(purge)
        self.pending = (*self.pending, purge)

    # -- work ---------------------------------------------------------------------------------------------------------

    def remove_slice(self) -> None:
        """Do a little of the oldest order.

        Raises:
            OSError, sqlite3.Error: Nothing of it was done; it may be tried again.
        """
        purge = self.pending[0]
        if purge.at < purge.until:
            purge = self._remove(purge)
            self.pending = (purge, *self.pending[1:])
            self._tell(PurgeProgressed(PurgeStage.RECORDS, purge.percent, 100))
        else:
            self._remove_the_rest(purge)
            self.pending = self.pending[1:]

    def _remove(self, purge: Purge) -> Purge:
        if self._touching != purge.number:
            self._connection.create_function("touches", 5, touches_of(purge.order))
            self._touching = purge.number
        end = min(purge.at + SLICE_ROWS, purge.until)
        asked = (purge.at, end, purge.order.stranger_pictures, SLICE_EVENTS)
        found = self._connection.execute(_FOUND_SQL, asked).fetchall()
        if len(found) == SLICE_EVENTS:
            end = found[-1]["id"]
        gone = [row for row in found if purge.order.is_of(event_of(row))]
        ids = {row["id"] for row in gone}
        stay = [row for row in found if row["id"] not in ids]
        pictures = sum(_pictures(row) for row in gone)
        freed = sum(bytes_on_disk(size_of(row)) for row in gone)
        changes: list[FileChange] = []
        with transaction(self._connection):
            self._connection.executemany("DELETE FROM events WHERE id = ?", [(row["id"],) for row in gone])
            for row in stay:
                if _pictures(row) and purge.order.loses_pictures(event_of(row)):
                    changes.append(expire(self._connection, self._files, row, PICTURE_KINDS))
                    pictures += _pictures(row)
                self._clean_event(purge.order, row)
            left = max(self._keeper.picture_bytes - freed - sum(change.freed_bytes for change in changes), 0)
            self._keeper.note_size(left)
            purge = replace(purge, at=end, events=purge.events + len(gone), pictures=purge.pictures + pictures)
            self._save(purge)
        self._keeper.picture_bytes = left
        self._files.remove([file_of(row) for row in gone if size_of(row)])
        for change in changes:
            self._files.shorten(change.file, change.keep_bytes)
        return purge

    def _clean_event(self, order: PurgeOrder, row: sqlite3.Row) -> None:
        """Somebody else's event that names one of the people: as who judged it, or among what else the box said."""
        record = event_of(row)
        by = order.unnamed(record.verdict_by or "")
        if by != (record.verdict_by or ""):
            self._connection.execute("UPDATE events SET verdict_by = ? WHERE id = ?", (by, record.id))
        if order.is_namesake(record.person_id, record.person_name):
            return
        extra = order.cleaned(record.extra)
        if extra != record.extra:
            self._connection.execute("UPDATE events SET extra = ? WHERE id = ?", (json_text(extra), record.id))

    def _remove_the_rest(self, purge: Purge) -> None:
        """What is no event: mentions, reports; and the note with the names. Then the database is to be made anew."""
        removed, left = remove_reports(self._connection, self._folder, purge.order) if purge.order.people else (0, ())
        before = self._cleaning or PurgeResult()
        result = PurgeResult(
            people=before.people + len(purge.order.people),
            events=before.events + purge.events,
            pictures=before.pictures + purge.pictures,
            reports=before.reports + removed,
            left=(*before.left, *left),
        )
        with transaction(self._connection):
            clean_rows(self._connection, purge.order)
            self._connection.execute("DELETE FROM meta WHERE name = ?", (f"{_ORDER}{purge.number}",))
            _note(self._connection, _CLEANING, json.dumps(asdict(result)))
        self._cleaning, self._is_anew = result, False

    # -- the database -------------------------------------------------------------------------------------------------

    def clean(self) -> bool:
        """Make the database anew and empty its log. True if that went on, False if it has to wait.

        SQLite overwrites what is deleted, but not what it has moved about before: measured, names are left in pages of
        indexes. A database that is made anew holds what its rows hold, and nothing else.

        Raises:
            OSError, sqlite3.Error: It could not be done.
        """
        assert self._cleaning is not None
        if not self._is_anew:
            size = (self._folder / DATABASE).stat().st_size
            if shutil.disk_usage(self._folder).free < VACUUM_ROOM * size:
                return self._wait(PurgeStage.WAITING_FOR_DISK)
            if not self.calm.lasts(size / VACUUM_BYTES_PER_S):
                return self._wait(PurgeStage.WAITING_FOR_CALM)
            if self._tell(PurgeProgressed(PurgeStage.CLEANING)):
                return True  # said before it is done: it may take seconds
            if (stage := self._vacuum()) is not None:
                return self._wait(stage)
            self._is_anew = True
        if not self._empty_log():
            return self._wait(PurgeStage.CLEANING)
        self._connection.execute("DELETE FROM meta WHERE name = ?", (_CLEANING,))
        self._tell(PurgeDone(self._cleaning))
        self._cleaning, self._is_anew, self._told = None, False, None
        return True

    def _vacuum(self) -> PurgeStage | None:
        """None once it is done, else why it is not."""
        self._connection.set_progress_handler(self.calm.is_over, _LOOK_EVERY)
        try:
            self._connection.execute("VACUUM")
        except sqlite3.OperationalError as cause:
            match getattr(cause, "sqlite_errorcode", 0) & 0xFF:
                case sqlite3.SQLITE_INTERRUPT:
                    return PurgeStage.WAITING_FOR_CALM
                case sqlite3.SQLITE_BUSY:  # somebody else writes: the journal of borrowed settings
                    return PurgeStage.CLEANING
                case sqlite3.SQLITE_FULL:
                    return PurgeStage.WAITING_FOR_DISK
                case _:
                    raise
        finally:
            self._connection.set_progress_handler(None, 0)
        return None

    def _empty_log(self) -> bool:
        """False while somebody reads in it."""
        self._connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        try:
            busy = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
        return not busy

    def _wait(self, stage: PurgeStage) -> bool:
        self._tell(PurgeProgressed(stage))
        return False

    def _tell(self, change: Change) -> bool:
        """Tell it, unless it was the last that was told."""
        if change == self._told:
            return False
        self._told = change
        self.news.append(change)
        return True

    # -- notes --------------------------------------------------------------------------------------------------------

    def _save(self, purge: Purge) -> None:
        said = {
            "people": [[person.person_id, person.name] for person in purge.order.people],
            "stranger_pictures": purge.order.stranger_pictures,
            "until": purge.until,
            "at": purge.at,
            "begun": purge.begun,
            "events": purge.events,
            "pictures": purge.pictures,
        }
        _note(self._connection, f"{_ORDER}{purge.number}", json_text(said))


def _note(connection: sqlite3.Connection, name: str, value: str) -> None:
    sql = "INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
    connection.execute(sql, (name, value))


def _pending(connection: sqlite3.Connection) -> tuple[Purge, ...]:
    found = connection.execute("SELECT name, value FROM meta WHERE substr(name, 1, ?) = ?", (len(_ORDER), _ORDER))
    purges = []
    for name, value in found.fetchall():
        said = json.loads(value)
        people = tuple(PurgedPerson(*one) for one in said.pop("people"))
        order = PurgeOrder(people=people, stranger_pictures=said.pop("stranger_pictures"))
        purges.append(Purge(int(name.removeprefix(_ORDER)), order, **said))
    return tuple(sorted(purges, key=lambda purge: purge.number))


def _cleaning(connection: sqlite3.Connection) -> PurgeResult | None:
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (_CLEANING,)).fetchone()
    if row is None:
        return None
    said = json.loads(row[0])
    return PurgeResult(**{**said, "left": tuple(said["left"])})


def _pictures(row: sqlite3.Row) -> int:
    return sum(row[f"{kind}_state"] == "present" for kind in PICTURE_KINDS)
