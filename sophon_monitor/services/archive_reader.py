"""Reading the archive of a site: beside a window that writes, or with no window at all.

One reader per thread. Rows come in small reads, none of which keeps the writer's log from being emptied.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sophon_monitor.domain.checks import SiteChecks, site_checks
from sophon_monitor.domain.records import EventRecord, HeartbeatRecord, HeartbeatSource, MadeReport, VerdictNote
from sophon_monitor.domain.score_statistics import ScoreScope, ScoreStatistics
from sophon_monitor.domain.sign_off import SignOff
from sophon_monitor.domain.site import Box, BoxKey, Camera, CameraKey
from sophon_monitor.protocol.messages import Picture, PictureState
from sophon_monitor.services import archive_rows as rows
from sophon_monitor.services import archive_scores, archive_sign_off
from sophon_monitor.services.archive_pictures import PictureFile, PictureFiles, Segment
from sophon_monitor.services.archive_rows import PictureKind
from sophon_monitor.services.archive_schema import PICTURES, ArchiveDamaged, ArchiveTooNew, open_for_reading

__all__ = ["HEALTH_SOURCES", "ArchiveDamaged", "ArchiveReader", "ArchiveTooNew"]

PAGE = 1000
_FOREVER_MS = 2**62

# The number that stands for a source in `health_columns`.
HEALTH_SOURCES = {HeartbeatSource.HTTP: 0.0, HeartbeatSource.POLL: 1.0, HeartbeatSource.REPLAY: 2.0}
_HEALTH_COLUMNS = {
    "cpu": "cpu_percent",
    "tpu": "tpu_percent",
    "memory": "memory_percent",
    "disk": "disk_percent",
    "disk_free": "disk_free_gb",
    "disk_total": "disk_total_gb",
    "temperature": "temperature_c",
}
_HEALTH_NAMES = ("received_at", *_HEALTH_COLUMNS, "source")
# What was not measured comes as infinity: numpy takes numbers much faster than a mixture with None.
_HEALTH_SQL = (
    f"SELECT received_at_ms / 1000.0, {', '.join(f'ifnull({name}, 9e999)' for name in _HEALTH_COLUMNS.values())},"  # noqa: S608
    " CASE source WHEN 'http' THEN 0.0 WHEN 'poll' THEN 1.0 ELSE 2.0 END"
    " FROM heartbeats WHERE box_key = ? AND received_at_ms >= ? ORDER BY received_at_ms"
)


class ArchiveReader:
    """A read-only view of the archive in a site's folder. Used on the thread that made it."""

    def __init__(self, folder: Path) -> None:
        """Open the archive.

        Raises:
            ArchiveDamaged, ArchiveTooNew: It cannot be read by this program.
            OSError: There is none, or it may not be read.
        """
        self._connection = open_for_reading(folder)
        self._connection.row_factory = sqlite3.Row
        self._files = PictureFiles(folder / PICTURES)

    def close(self) -> None:
        """Let go of the files."""
        self._connection.close()

    # -- boxes and cameras ----------------------------------------------------------------------------------------

    def boxes(self) -> tuple[Box, ...]:
        """Boxes of the site as last stored, in the order they were added; without those that were removed."""
        found = self._connection.execute("SELECT * FROM boxes WHERE removed = 0 ORDER BY added_at_s, box_key")
        return tuple(rows.box_of(row) for row in found)

    def cameras(self, box_key: BoxKey | None = None) -> tuple[Camera, ...]:
        """Cameras of the site, or of one box, as last stored; without those that were removed."""
        where, values = ("AND box_key = ?", (box_key,)) if box_key is not None else ("", ())
        sql = f"SELECT * FROM cameras WHERE removed = 0 {where} ORDER BY box_key, camera_key"  # noqa: S608 - ours
        return tuple(rows.camera_of(row) for row in self._connection.execute(sql, values))

    def load_site(self) -> tuple[tuple[Box, ...], tuple[Camera, ...]]:
        """What `Registry.restore` wants: boxes, and the cameras of those boxes."""
        boxes = self.boxes()
        keys = {box.key for box in boxes}
        return boxes, tuple(camera for camera in self.cameras() if camera.box_key in keys)

    def event_counts(self) -> dict[BoxKey, int]:
        """Events in the archive by box."""
        found = self._connection.execute("SELECT box_key, COUNT(*) FROM events GROUP BY box_key")
        return {BoxKey(row[0]): row[1] for row in found}

    def running_at_ms(self) -> int:
        """When the window that writes here last left word that it is running; 0 if it was closed."""
        row = self._connection.execute("SELECT value FROM meta WHERE name = 'running_at_ms'").fetchone()
        return int(row[0]) if row else 0

    def own_addresses(self) -> tuple[str, ...]:
        """Hosts at which this computer's receiver has listened, the latest first."""
        try:
            found = self._connection.execute("SELECT address FROM own_addresses ORDER BY last_at_s DESC LIMIT 200")
        except sqlite3.OperationalError:  # an archive of the version before that
            return ()
        return tuple(dict.fromkeys(str(row[0]).rpartition(":")[0] for row in found))

    def runs(self) -> tuple[tuple[float, float], ...]:
        """When this program was running, oldest first: from and to, UTC epoch seconds, to within 5 s."""
        found = self._connection.execute("SELECT began_at_ms, last_at_ms FROM runs ORDER BY began_at_ms")
        return tuple((row[0] / 1000, row[1] / 1000) for row in found)

    # -- sign-off -------------------------------------------------------------------------------------------------

    def sign_off(self) -> SignOff:
        """Rules, test people, conditions and inspector."""
        return archive_sign_off.sign_off(self._connection)

    def judged_events(self, camera_key: CameraKey | None = None) -> tuple[EventRecord, ...]:
        """Events with a verdict, of the site or of one camera, oldest first, without bytes."""
        return archive_sign_off.judged_events(self._connection, camera_key)

    def site_checks(self) -> SiteChecks:
        """Every camera of the site against its rules."""
        boxes, cameras = self.load_site()
        order = {box.key: place for place, box in enumerate(boxes)}
        cameras = tuple(sorted(cameras, key=lambda camera: order[camera.box_key]))
        counts = archive_sign_off.event_counts(self._connection)
        return site_checks(cameras, self.judged_events(), counts, self.sign_off())

    def scores(self, scope: ScoreScope) -> ScoreStatistics:
        """Scores of a camera, a box or the site, and who is confused with whom."""
        return archive_scores.score_statistics(self._connection, scope)

    def verdict_notes(self, event_id: int) -> tuple[VerdictNote, ...]:
        """Every verdict that an event was ever given, oldest first."""
        return archive_sign_off.verdict_notes(self._connection, event_id)

    def made_reports(self) -> tuple[MadeReport, ...]:
        """Acceptance reports that were made, oldest first."""
        return archive_sign_off.made_reports(self._connection)

    # -- heartbeats -----------------------------------------------------------------------------------------------

    def heartbeats(
        self, since_ms: int | None = None, until_ms: int | None = None, box_key: BoxKey | None = None
    ) -> Iterator[HeartbeatRecord]:
        """Heartbeats received from `since_ms` (inclusive) to `until_ms` (exclusive), oldest first."""
        where, values = ("box_key = ? AND ", (box_key,)) if box_key is not None else ("", ())
        for row in self._pages("heartbeats", where, values, since_ms, until_ms):
            yield rows.heartbeat_of(row)

    def health_columns(self, box_key: BoxKey, since_ms: int) -> dict[str, NDArray[np.float64]]:
        """Measurements of one box since then, oldest first, each of shape (n,); NaN where not measured.

        Keys: received_at (epoch seconds), cpu, tpu, memory, disk (percent), disk_free, disk_total (G),
        temperature (degrees C), source (HEALTH_SOURCES).
        """
        found = self._connection.cursor()
        found.row_factory = None
        found.execute(_HEALTH_SQL, (box_key, since_ms))
        table = np.fromiter(chain.from_iterable(found), np.float64).reshape(-1, len(_HEALTH_NAMES))
        table[np.isinf(table)] = np.nan
        return {name: np.ascontiguousarray(table[:, column]) for column, name in enumerate(_HEALTH_NAMES)}

    # -- events ---------------------------------------------------------------------------------------------------

    def events(
        self,
        since_ms: int | None = None,
        until_ms: int | None = None,
        *,
        box_key: BoxKey | None = None,
        camera_key: CameraKey | None = None,
    ) -> Iterator[EventRecord]:
        """Events received from `since_ms` (inclusive) to `until_ms` (exclusive), oldest first, without bytes."""
        where = ""
        values: tuple[str, ...] = ()
        if box_key is not None:
            where, values = "box_key = ? AND ", (box_key,)
        if camera_key is not None:
            where, values = f"{where}camera_key = ? AND ", (*values, camera_key)
        for row in self._pages("events", where, values, since_ms, until_ms):
            yield rows.event_of(row)

    def newest_events(
        self,
        limit: int,
        *,
        box_key: BoxKey | None = None,
        camera_key: CameraKey | None = None,
        before_id: int | None = None,
    ) -> tuple[EventRecord, ...]:
        """The last events written, newest first; `before_id` continues where a first answer ended."""
        sql, values = newest_sql(box_key, camera_key, before_id)
        return tuple(rows.event_of(row) for row in self._connection.execute(sql, (*values, limit)))

    def event(self, event_id: int) -> EventRecord | None:
        """One event without its bytes; None if there is none, or not any more."""
        row = self._connection.execute("SELECT * FROM events WHERE id = ?", (event_id,)).fetchone()
        return rows.event_of(row) if row is not None else None

    def picture(self, event_id: int, kind: PictureKind) -> Picture:
        """One picture of an event. EXPIRED once it, or its whole event, is gone."""
        return self.picture_file(event_id, kind)[0]

    def picture_file(self, event_id: int, kind: PictureKind) -> tuple[Picture, str]:
        """As `picture`, with the ending for a file of its own ("" without a picture)."""
        row = self._picture_row(event_id, kind)
        while row is not None:
            state, suffix, rewritten, at, size = row
            if state != PictureState.PRESENT:
                return Picture(PictureState(state)), ""
            (data,) = self._files.read(PictureFile(event_id, rewritten), [Segment(at, size)])
            before, row = row, self._picture_row(event_id, kind)
            if row != before:
                continue  # the writer was at the file meanwhile: those may be the bytes of another picture
            if data is None:
                break
            return Picture(PictureState.PRESENT, data), suffix
        return Picture(PictureState.EXPIRED), ""

    def _picture_row(self, event_id: int, kind: PictureKind) -> tuple[Any, ...] | None:
        """State, ending, times rewritten, place and size."""
        columns = f"{kind}_state, {kind}_suffix, pictures_rewritten, {kind}_at, {kind}_bytes"
        sql = f"SELECT {columns} FROM events WHERE id = ?"  # noqa: S608 - three known kinds
        row = self._connection.execute(sql, (event_id,)).fetchone()
        return tuple(row) if row is not None else None

    def _pages(
        self, table: str, where: str, values: tuple[str, ...], since_ms: int | None, until_ms: int | None
    ) -> Iterator[sqlite3.Row]:
        """Rows by time, a page at a time: an export that takes minutes must not hold the log of the writer."""
        sql = pages_sql(table, where)
        after = ((since_ms if since_ms is not None else -_FOREVER_MS) - 1, _FOREVER_MS)
        until = until_ms if until_ms is not None else _FOREVER_MS
        while True:
            try:
                page: list[Any] = self._connection.execute(sql, (*values, *after, until, PAGE)).fetchall()
            except sqlite3.DatabaseError as cause:
                if getattr(cause, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_CORRUPT:
                    raise
                yield from self._readable(table, where, values, (*after, until))
                raise ArchiveDamaged("rows are missing") from cause
            yield from page
            if len(page) < PAGE:
                return
            after = (page[-1]["received_at_ms"], page[-1]["id"])

    def _readable(
        self, table: str, where: str, values: tuple[str, ...], span: tuple[int, int, int]
    ) -> Iterator[sqlite3.Row]:
        """Of a damaged archive every row that can be read: the index by time mostly can, and knows their numbers."""
        sql = pages_sql(table, where).replace("SELECT *", "SELECT id", 1)
        numbers = iter(self._connection.execute(sql, (*values, *span, -1)))
        with suppress(sqlite3.DatabaseError):
            for (number,) in numbers:
                with suppress(sqlite3.DatabaseError):
                    yield self._connection.execute(f"SELECT * FROM {table} WHERE id = ?", (number,)).fetchone()  # noqa: S608


def pages_sql(table: str, where: str = "") -> str:
    """Query for one page. Parameters: those of `where`, time and id to start after, time to end before, how many."""
    span = "(received_at_ms, id) > (?, ?) AND received_at_ms < ?"
    return f"SELECT * FROM {table} WHERE {where}{span} ORDER BY received_at_ms, id LIMIT ?"  # noqa: S608 - ours


def newest_sql(
    box_key: BoxKey | None, camera_key: CameraKey | None, before_id: int | None
) -> tuple[str, tuple[str | int, ...]]:
    """Query for the newest events and its parameters; one more says how many."""
    terms: list[str] = []
    values: list[str | int] = []
    # The camera says which box it is on: asking for both would only mislead the planner.
    for term, value in (
        ("camera_key = ?", camera_key),
        ("box_key = ?" if camera_key is None else "+box_key = ?", box_key),
        ("id < ?", before_id),
    ):
        if value is not None:
            terms.append(term)
            values.append(value)
    where = f"WHERE {' AND '.join(terms)}" if terms else ""
    return f"SELECT * FROM events {where} ORDER BY id DESC LIMIT ?", tuple(values)  # noqa: S608 - ours
