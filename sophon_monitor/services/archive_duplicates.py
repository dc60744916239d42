"""Whether an event is in the archive already. On the archive's writer thread, inside its transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from itertools import chain

from sophon_monitor.domain.records import EventRecord
from sophon_monitor.domain.site import BoxKey
from sophon_monitor.services.archive_rows import text

SAME_MOMENT_SQL = "SELECT * FROM events WHERE box_key = ? AND occurred_at_ms = ? AND person_id IS ? ORDER BY id"


def moments_sql(count: int) -> str:
    """Which of that many moments (box, millisecond) have an event."""
    asked = f"(VALUES {', '.join(['(?, ?)'] * count)}) AS asked"
    same = "box_key = asked.column1 AND occurred_at_ms = asked.column2"
    return f"SELECT box_key, occurred_at_ms FROM {asked} CROSS JOIN events ON {same}"  # noqa: S608 - question marks


class KnownEvents:
    """Answers for the events of one batch: most are new, and one question finds that out for all of them.

    A question for each would give Python's lock away twice for each.
    """

    def __init__(self, connection: sqlite3.Connection, records: Iterable[EventRecord]) -> None:
        """Ask about the moments of these events."""
        self._connection = connection
        self._moments: set[tuple[BoxKey, int]] = set()
        asked = {moment for record in records if (moment := _moment(record)) is not None}
        if asked:
            found = connection.execute(moments_sql(len(asked)), tuple(chain.from_iterable(asked)))
            self._moments.update((BoxKey(row[0]), row[1]) for row in found)

    def add(self, record: EventRecord) -> None:
        """The batch has added this event."""
        if (moment := _moment(record)) is not None:
            self._moments.add(moment)

    def row_of(self, record: EventRecord) -> sqlite3.Row | None:
        """The row of the same event, if it came before: same box, person, millisecond and camera.

        A message that names no camera of ours is the same event as one that does.
        """
        moment = _moment(record)
        if moment is None or moment not in self._moments:
            return None
        likely = None
        for row in self._connection.execute(SAME_MOMENT_SQL, (*moment, text(record.person_id))):
            if record.camera_key is not None and row["camera_key"] is not None:
                if record.camera_key == row["camera_key"]:
                    return row  # type: ignore[no-any-return]
            elif record.camera_key is None and row["camera_key"] is None:
                if _same_unknown_camera(record, row):
                    return row  # type: ignore[no-any-return]
            elif likely is None:
                likely = row
        return likely


def _moment(record: EventRecord) -> tuple[BoxKey, int] | None:
    """None if the box told no time that a row can hold."""
    if record.occurred_at_ms is None or not -(2**63) <= record.occurred_at_ms < 2**63:
        return None
    return record.box_key, record.occurred_at_ms


def _same_unknown_camera(record: EventRecord, row: sqlite3.Row) -> bool:
    """Neither is a camera of ours: they differ only if both say so."""
    for name in ("camera_id", "camera_ip"):
        here, there = getattr(record, name), row[name]
        if here is not None and there is not None:
            return bool(here == there)
    return True
