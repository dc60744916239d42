"""Events of the archive by when they happened, not by when they came: for comparing with a box's own history.

Blocks on the disk: for a worker thread, one reader per call.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from sophon_monitor.domain.reconciliation import Span
from sophon_monitor.domain.records import EventRecord
from sophon_monitor.domain.site import BoxKey
from sophon_monitor.services import archive_rows as rows
from sophon_monitor.services.archive_duplicates import SAME_MOMENT_SQL
from sophon_monitor.services.archive_schema import open_for_reading

PAGE = 1000
MOST_EVENTS = 100_000
# Answered from the index events_by_moment, a page at a time, so that the writer's log can be emptied meanwhile.
MOMENTS_SQL = (
    "SELECT * FROM events WHERE box_key = ? AND occurred_at_ms >= ? AND occurred_at_ms < ?"
    " AND (occurred_at_ms, id) > (?, ?) ORDER BY occurred_at_ms, id LIMIT ?"
)
LATEST = 20_000  # events looked at to learn what a box sends at all
# Only what it sent by itself says anything about that.
STRANGER_SQL = (
    "SELECT 1 FROM (SELECT person_type, source FROM events WHERE box_key = ? ORDER BY id DESC LIMIT ?)"
    " WHERE person_type = 'stranger' AND source IN ('websocket', 'http') LIMIT 1"
)


class TooManyEvents(RuntimeError):  # noqa: N818 - what it is
    """The archive has more events in the span than can be compared at once."""


@dataclass(frozen=True, slots=True)
class Moments:
    """What the archive has of a box.

    Attributes:
        events: Oldest first, without the bytes of their pictures.
        sends_strangers: Whether the box has sent somebody whom it did not recognise, of late.
    """

    events: tuple[EventRecord, ...]
    sends_strangers: bool


def read_moments(folder: Path, box_key: BoxKey, span: Span) -> Moments:
    """Read the events of a box that happened in a span of its own clock.

    Raises:
        ArchiveDamaged, ArchiveTooNew, OSError: The archive cannot be read.
        TooManyEvents: There are more than MOST_EVENTS.
    """
    connection = open_for_reading(folder)
    try:
        connection.row_factory = sqlite3.Row
        return Moments(_events(connection, box_key, span), _sends_strangers(connection, box_key))
    except sqlite3.Error as cause:
        raise OSError(str(cause)) from cause
    finally:
        connection.close()


def _events(connection: sqlite3.Connection, box_key: BoxKey, span: Span) -> tuple[EventRecord, ...]:
    found: list[EventRecord] = []
    after = (span.since_ms, -1)
    while True:
        asked = (box_key, after[0], span.until_ms, *after, PAGE)
        page = connection.execute(MOMENTS_SQL, asked).fetchall()
        found += (rows.event_of(row) for row in page)
        if len(page) < PAGE:
            return tuple(found)
        if len(found) >= MOST_EVENTS:
            raise TooManyEvents
        after = (page[-1]["occurred_at_ms"], page[-1]["id"])


def _sends_strangers(connection: sqlite3.Connection, box_key: BoxKey) -> bool:
    return connection.execute(STRANGER_SQL, (box_key, LATEST)).fetchone() is not None


def is_kept(folder: Path, record: EventRecord) -> bool:
    """Whether the archive has an event of this box, person and millisecond.

    Raises:
        ArchiveDamaged, ArchiveTooNew, OSError: The archive cannot be read.
    """
    connection = open_for_reading(folder)
    try:
        asked = (record.box_key, record.occurred_at_ms, rows.text(record.person_id))
        connection.row_factory = sqlite3.Row
        return connection.execute(SAME_MOMENT_SQL, asked).fetchone() is not None
    except sqlite3.Error as cause:
        raise OSError(str(cause)) from cause
    finally:
        connection.close()
