"""How long what is kept: by age, counted from the receiving time, and by the size of all pictures.

Everything here runs on the archive's writer thread, in slices of a few milliseconds, so that no event ever waits
long for housekeeping. A row says "expired" before its file goes.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sophon_monitor.domain.site_retention import MOST_JUDGED_DAYS, SiteRetention
from sophon_monitor.services.archive_expiry import FileChange, expire, file_of, size_of
from sophon_monitor.services.archive_pictures import PictureFiles, bytes_on_disk
from sophon_monitor.services.archive_rows import PICTURE_KINDS, PictureKind
from sophon_monitor.services.archive_schema import transaction

PICTURE_LIMIT_BYTES = 10_000_000_000
FREE_SHARE = 0.1
PURGE_EVERY_S = 3600.0
HOUR_S, DAY_S = 3_600.0, 86_400.0

_SLICE_EVENTS = 64
_SLICE_HEARTBEATS = 1000
_MARGIN = 0.01  # evicted beyond need, so that not every event has to; and left for the folders themselves


@dataclass(frozen=True, slots=True)
class Retention:
    """What a person chose; all ages count from `received_at`.

    Attributes:
        judged_s: How long a judged event keeps its pictures while no report covers it, where that is longer than the
            others. Never more than 30 days, whatever was chosen.
        picture_limit_bytes: Of all pictures together. None: 10 GB or 10 % of the free disk, the smaller.
    """

    pictures_s: float = 7 * DAY_S
    stranger_pictures_s: float = 8 * HOUR_S
    records_s: float = 90 * DAY_S
    picture_limit_bytes: int | None = None
    judged_s: float = MOST_JUDGED_DAYS * DAY_S


def retention_of(chosen: SiteRetention | None, default: Retention) -> Retention:
    """What holds on a site: as a person chose for it, else as the profile says."""
    if chosen is None:
        return default
    return replace(
        default,
        pictures_s=chosen.pictures_days * DAY_S,
        stranger_pictures_s=chosen.strangers_hours * HOUR_S,
        records_s=chosen.records_days * DAY_S,
        judged_s=min(chosen.judged_days, MOST_JUDGED_DAYS) * DAY_S,
    )


def default_choice(default: Retention) -> SiteRetention:
    """The profile's default as a choice that a person may change."""
    return SiteRetention(
        pictures_days=default.pictures_s / DAY_S,
        strangers_hours=default.stranger_pictures_s / HOUR_S,
        records_days=default.records_s / DAY_S,
        judged_days=min(default.judged_s / DAY_S, MOST_JUDGED_DAYS),
    )


def picture_limit(retention: Retention, folder: Path, picture_bytes: int) -> int:
    """The limit in bytes that holds now. What our own pictures take counts as free: it is ours to give."""
    if retention.picture_limit_bytes is not None:
        return retention.picture_limit_bytes
    free = shutil.disk_usage(folder).free + picture_bytes
    return min(PICTURE_LIMIT_BYTES, int(free * FREE_SHARE))


_PICTURES = ", ".join(f"{kind}_{what}" for kind in PICTURE_KINDS for what in ("state", "at", "bytes"))
_ALL_PICTURES = f"{_PICTURES}, pictures_rewritten"
_HAS_SCENE = "scene_state = 'present'"
_HAS_FACE = "(live_state = 'present' OR registered_state = 'present')"
_HAS_ANY = "(live_state = 'present' OR registered_state = 'present' OR scene_state = 'present')"
_JUDGED = "verdict IN ('right', 'wrong', 'unsure')"  # said so, and not IS NOT NULL, the indexes of retention serve

# In the order in which the size limit takes pictures: scenes, then faces, then what a person has judged.
EVICTIONS: tuple[tuple[str, tuple[PictureKind, ...]], ...] = (
    (f"{_HAS_SCENE} AND verdict IS NULL", ("scene",)),
    (f"{_HAS_FACE} AND verdict IS NULL", ("live", "registered")),
    (f"{_HAS_SCENE} AND {_JUDGED}", ("scene",)),
    (f"{_HAS_FACE} AND {_JUDGED}", ("live", "registered")),
)
_STRANGER = f"person_type = 'stranger' AND {_HAS_ANY}"
_UNJUDGED = "verdict IS NULL AND received_at_ms < ?"
# A report covers what was judged before it. A verdict without a time comes from elsewhere: any report covers it.
_REPORTED = f"{_JUDGED} AND received_at_ms < ? AND ifnull(verdict_at_ms, 0) < ?"
_HELD = f"{_JUDGED} AND received_at_ms < ?"
# Of strangers, and of what is ahead of its time, the time finds what is looked for: + keeps the verdict out of it.
_NO_VERDICT = "+verdict IS NULL"
# The report that counts is the last one that is not of the future: a clock may have been put back since.
LAST_REPORT_SQL = "SELECT ifnull(max(at_ms), 0) FROM reports WHERE at_ms <= ?"
EXPIRIES: tuple[str, ...] = (
    *(f"{what} AND {which}" for what in (_HAS_SCENE, _HAS_FACE) for which in (_UNJUDGED, _REPORTED, _HELD)),
    *(f"{_STRANGER} AND +{which}" for which in (_UNJUDGED, _REPORTED, _HELD)),
)
# Received while this computer's clock was ahead: older than an event with a higher number, which is too old itself.
_AHEAD = "received_at_ms > ? AND +id < ?"
AHEAD: tuple[str, ...] = (
    f"{_HAS_ANY} AND {_NO_VERDICT} AND {_AHEAD}",
    f"{_STRANGER} AND {_NO_VERDICT} AND {_AHEAD}",
    f"{_HAS_ANY} AND {_AHEAD}",
)
OLDER_SQL = "SELECT id FROM events WHERE received_at_ms < ? ORDER BY received_at_ms DESC LIMIT 1"


def expiries(retention: Retention, now_ms: int, last_report_ms: int) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Which pictures are too old now: conditions, each with its parameters, in the order of EXPIRIES.

    What was judged waits for its report, and no longer than `judged_s`; then the usual ages hold for it too.
    """
    known, strangers, held = _too_old(retention, now_ms)
    parameters = [
        values
        for before in (known, known, strangers)
        for values in ((before,), (before, last_report_ms), (min(before, held),))
    ]
    return tuple(zip(EXPIRIES, parameters, strict=True))


def _too_old(retention: Retention, now_ms: int) -> tuple[int, int, int]:
    """Pictures received before these times go: of anybody, of strangers, of judged events without a report."""
    known = now_ms - int(retention.pictures_s * 1000)
    strangers = now_ms - int(retention.stranger_pictures_s * 1000)
    return known, strangers, now_ms - int(min(retention.judged_s, MOST_JUDGED_DAYS * DAY_S) * 1000)


def slice_sql(condition: str) -> str:
    """Query for the oldest events under a condition, with their pictures; the last parameter is how many."""
    order = "ORDER BY received_at_ms LIMIT ?"
    return f"SELECT id, {_ALL_PICTURES} FROM events WHERE {condition} {order}"  # noqa: S608 - our own conditions


class Keeper:
    """Removes what is too old or too much. Owned by the archive's writer, on its thread.

    Attributes:
        picture_bytes: What all kept pictures take on the disk.
    """

    def __init__(self, connection: sqlite3.Connection, files: PictureFiles) -> None:
        """Read how much there is; no transaction may be open when a method is called."""
        self._connection = connection
        self._files = files
        row = connection.execute("SELECT value FROM meta WHERE name = 'picture_bytes'").fetchone()
        self.picture_bytes = int(row[0]) if row else 0

    def note_size(self, picture_bytes: int) -> None:
        """Write the size into the open transaction, so that it is true whenever rows are."""
        sql = "INSERT INTO meta VALUES ('picture_bytes', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
        self._connection.execute(sql, (picture_bytes,))

    def make_room(self, wanted_bytes: int, limit_bytes: int) -> bool:
        """Evict until `wanted_bytes` more fit under the limit. False if that cannot be."""
        margin = int(limit_bytes * _MARGIN)
        ceiling = limit_bytes - margin
        while (over := self.picture_bytes + wanted_bytes - ceiling) > 0:
            if not self._evict_slice(over + margin):
                return False
        return True

    def _evict_slice(self, wanted_bytes: int) -> bool:
        for condition, kinds in EVICTIONS:
            rows = self._connection.execute(slice_sql(condition), (_SLICE_EVENTS,)).fetchall()
            if rows:
                self._expire(rows, kinds, wanted_bytes)
                return True
        return False

    def purge_slice(self, retention: Retention, now_ms: int) -> bool:
        """Remove a little of what is too old. False once nothing is."""
        return self._purge_pictures(retention, now_ms) or self._purge_records(retention, now_ms)

    def _purge_pictures(self, retention: Retention, now_ms: int) -> bool:
        last_report_ms = int(self._connection.execute(LAST_REPORT_SQL, (now_ms,)).fetchone()[0])
        for condition, parameters in expiries(retention, now_ms, last_report_ms):
            if self._expire_slice(condition, parameters):
                return True
        known, strangers, held = _too_old(retention, now_ms)
        for condition, before in zip(AHEAD, (known, strangers, min(known, held)), strict=True):
            if (older := self._older(before)) and self._expire_slice(condition, (now_ms, older)):
                return True
        return False

    def _older(self, before_ms: int) -> int:
        """Number of the last event that was received before then; 0 if there is none."""
        row = self._connection.execute(OLDER_SQL, (before_ms,)).fetchone()
        return int(row[0]) if row else 0

    def _expire_slice(self, condition: str, parameters: Sequence[int]) -> bool:
        rows = self._connection.execute(slice_sql(condition), (*parameters, _SLICE_EVENTS)).fetchall()
        if rows:
            self._expire(rows, PICTURE_KINDS, None)
        return bool(rows)

    def _purge_records(self, retention: Retention, now_ms: int) -> bool:
        before_ms = now_ms - int(retention.records_s * 1000)
        parameters: tuple[int, ...] = (now_ms, self._older(before_ms), _SLICE_EVENTS)
        rows = self._connection.execute(slice_sql(_AHEAD), parameters).fetchall()
        if not rows:  # first those, because the others are what tells how old they are
            rows = self._connection.execute(slice_sql("received_at_ms < ?"), (before_ms, _SLICE_EVENTS)).fetchall()
        gone = [file_of(row) for row in rows if size_of(row)]
        size = sum(bytes_on_disk(size_of(row)) for row in rows)
        old = "SELECT id FROM heartbeats WHERE received_at_ms < ? ORDER BY received_at_ms LIMIT ?"
        sql = f"DELETE FROM heartbeats WHERE id IN ({old})"  # noqa: S608 - two literals
        left = max(self.picture_bytes - size, 0)
        with transaction(self._connection):
            self._connection.executemany("DELETE FROM events WHERE id = ?", [(row["id"],) for row in rows])
            heartbeats = self._connection.execute(sql, (before_ms, _SLICE_HEARTBEATS)).rowcount
            self._connection.execute("DELETE FROM runs WHERE last_at_ms < ?", (before_ms,))
            self.note_size(left)
        self.picture_bytes = left
        self._files.remove(gone)
        return bool(rows) or heartbeats > 0

    def _expire(self, rows: Sequence[sqlite3.Row], kinds: Sequence[PictureKind], wanted_bytes: int | None) -> None:
        """Let pictures of these events go, no more than wanted (None: all)."""
        changes: list[FileChange] = []
        left = self.picture_bytes
        try:
            with transaction(self._connection):
                for row in rows:
                    if wanted_bytes is not None and self.picture_bytes - left >= wanted_bytes:
                        break
                    changes.append(expire(self._connection, self._files, row, kinds))
                    left -= changes[-1].freed_bytes
                    if changes[-1].written is not None:
                        break  # old and new file are both there until the row is: the limit bears one such event
                left = max(left, 0)
                self.note_size(left)
        except BaseException:
            self._files.remove([change.written for change in changes if change.written is not None])
            raise
        self.picture_bytes = left
        for change in changes:
            self._files.shorten(change.file, change.keep_bytes)
