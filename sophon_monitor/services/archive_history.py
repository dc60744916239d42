"""Searching the archive, newest first, a page at a time, whatever is asked for; counting what there is.

How a search goes is decided by `archive_search_plan`; here it is walked, backwards in time and in steps that can be
stopped in between and within. A search that takes long gives what it has found so far, and where it goes on.
"""

from __future__ import annotations

import errno
import sqlite3
import time
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sophon_monitor.domain.history_query import HistoryQuery, Position, StripScale, StripUnit
from sophon_monitor.domain.records import EventRecord
from sophon_monitor.services import archive_rows as rows
from sophon_monitor.services.archive_schema import open_for_reading
from sophon_monitor.services.archive_search_plan import NAME_FUNCTION, bounds, name_has, plan

PAGE = 100
PAGE_BUDGET_S = 0.25  # then what was found is shown, and the search goes on from there
TALLY_BUDGET_S = 1.5  # then "more than N"
_STEPS_BETWEEN_LOOKS = 20_000  # of the database's machine: about a millisecond

# The disk's fault, or somebody else's, and not a mistake in a question of ours.
_BROKEN = (
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_BUSY,
)

# Minutes that are counted as one row; days of any zone begin at a quarter of an hour.
_GRAIN = {StripUnit.MINUTE: 1, StripUnit.TEN_MINUTES: 1, StripUnit.HOUR: 1, StripUnit.DAY: 15}


class SearchStopped(Exception):  # noqa: N818 - what it says, not what it is
    """Somebody does not want the answer any more."""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Some events, newest first, without bytes.

    Attributes:
        after: Where to go on; None at the end. With fewer than a page's events the search was long and goes on.
    """

    records: tuple[EventRecord, ...]
    after: Position | None = None


@dataclass(frozen=True, slots=True)
class HistoryTally:
    """How many events a search has.

    Attributes:
        is_complete: False when there was no time to count all: there are at least that many.
        bars: Events by bar of the strip that was asked for.
        reached_ms: Down to where was counted, UTC epoch ms.
    """

    events: int = 0
    judged: int = 0
    wrong: int = 0
    repeated: int = 0
    is_complete: bool = True
    bars: tuple[int, ...] = ()
    reached_ms: int | None = None


def _never() -> bool:
    return False


class HistoryReader:
    """A read-only connection for searches. Used on the thread that made it."""

    def __init__(self, folder: Path) -> None:
        """Open the archive.

        Raises:
            ArchiveDamaged, ArchiveTooNew: It cannot be read by this program.
            OSError: There is none, or it may not be read.
        """
        self._connection = open_for_reading(folder)
        self._connection.create_function(NAME_FUNCTION, 2, name_has, deterministic=True)
        self._is_stopped: Callable[[], bool] = _never
        self._connection.set_progress_handler(self._look, _STEPS_BETWEEN_LOOKS)

    def close(self) -> None:
        """Let go of the archive."""
        self._connection.close()

    def page(
        self,
        query: HistoryQuery,
        after: Position | None = None,
        *,
        limit: int = PAGE,
        budget_s: float = PAGE_BUDGET_S,
        is_stopped: Callable[[], bool] = _never,
    ) -> HistoryPage:
        """The newest events that are looked for, or those after a place in the list.

        Raises:
            SearchStopped: `is_stopped` said so; it is asked every millisecond or so.
            OSError: The archive cannot be read.
        """
        until = time.monotonic() + budget_s
        found: list[Position] = []
        with _Stoppable(self, is_stopped):
            search = plan(self._connection, query)
            for window in search.windows(after):
                sql, values = search.page_sql(window, after, limit + 1 - len(found))
                found += (Position(*row) for row in self._connection.execute(sql, values))
                if len(found) > limit:
                    return HistoryPage(self.events(tuple(p.id for p in found[:limit])), found[limit - 1])
                if time.monotonic() > until and not window.is_last:
                    return HistoryPage(self.events(tuple(p.id for p in found)), Position(window.low_ms, 0))
            return HistoryPage(self.events(tuple(p.id for p in found)))

    def events(self, ids: Sequence[int]) -> tuple[EventRecord, ...]:
        """These events, in this order; without those that are gone meanwhile."""
        marks = ", ".join("?" * len(ids))
        cursor = self._connection.cursor()
        cursor.row_factory = sqlite3.Row
        cursor.execute(f"SELECT * FROM events WHERE id IN ({marks})", tuple(ids))  # noqa: S608 - question marks
        found = {row["id"]: rows.event_of(row) for row in cursor}
        return tuple(found[event_id] for event_id in ids if event_id in found)

    def bounds(self, query: HistoryQuery) -> tuple[int, int] | None:
        """The oldest and the newest received time within the query's span, UTC epoch ms, whatever else it asks."""
        with _Stoppable(self, _never):
            return bounds(self._connection, query)

    def tally(
        self,
        query: HistoryQuery,
        scale: StripScale | None = None,
        *,
        budget_s: float = TALLY_BUDGET_S,
        is_stopped: Callable[[], bool] = _never,
    ) -> HistoryTally:
        """Count what is looked for, and how it lies in time.

        Raises:
            SearchStopped: As for `page`.
        """
        counter = _Counter(scale)
        until = time.monotonic() + budget_s
        with _Stoppable(self, is_stopped):
            search = plan(self._connection, query, is_tally=True)
            for window in search.tally_windows():
                for sql, values in search.tally_sql(window, counter.grain):
                    for row in self._connection.execute(sql, values):
                        counter.add(*row)
                if time.monotonic() > until and not window.is_last:
                    return counter.tally(reached_ms=window.low_ms)
        return counter.tally()

    def _look(self) -> bool:
        return self._is_stopped()

    def set_stop(self, is_stopped: Callable[[], bool]) -> None:
        """What to ask whether to go on."""
        self._is_stopped = is_stopped


class _Stoppable:
    """While a question is answered: a stop becomes SearchStopped, a file that cannot be read OSError."""

    def __init__(self, reader: HistoryReader, is_stopped: Callable[[], bool]) -> None:
        self._reader, self._is_stopped = reader, is_stopped

    def __enter__(self) -> None:
        self._reader.set_stop(self._is_stopped)

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        self._reader.set_stop(_never)
        if not isinstance(error, sqlite3.DatabaseError):
            return
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_INTERRUPT:
            raise SearchStopped from None
        if code in _BROKEN:
            raise OSError(errno.EIO, str(error)) from error


class _Counter:
    """Adds up counts by minute."""

    def __init__(self, scale: StripScale | None) -> None:
        self._edges = scale.edges if scale is not None else ()
        self.grain = _GRAIN[scale.unit] if scale is not None else 1
        self._bars = [0] * max(len(self._edges) - 1, 0)
        self._events = self._judged = self._wrong = self._repeated = 0

    def add(self, at_ms: int, events: int, judged: int, wrong: int, repeated: int) -> None:
        self._events += events
        self._judged += judged
        self._wrong += wrong
        self._repeated += repeated
        place = bisect_right(self._edges, at_ms) - 1
        if 0 <= place < len(self._bars):
            self._bars[place] += events

    def tally(self, reached_ms: int | None = None) -> HistoryTally:
        return HistoryTally(
            events=self._events,
            judged=self._judged,
            wrong=self._wrong,
            repeated=self._repeated,
            is_complete=reached_ms is None,
            bars=tuple(self._bars),
            reached_ms=reached_ms,
        )
