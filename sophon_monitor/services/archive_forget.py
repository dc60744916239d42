"""Forgetting a box: its records and pictures go, a little at a time. On the archive's writer thread."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from sophon_monitor.domain.borrowing import OPEN_STATES
from sophon_monitor.domain.site import BoxKey
from sophon_monitor.services.archive_expiry import file_of, size_of
from sophon_monitor.services.archive_pictures import PictureFiles, bytes_on_disk
from sophon_monitor.services.archive_rows import PICTURE_KINDS
from sophon_monitor.services.archive_schema import transaction
from sophon_monitor.services.retention import Keeper

_SLICE_EVENTS = 100
_SLICE_HEARTBEATS = 1000

_NOTE = "forget "  # and the box's key; stays in `meta` until the last record is gone, through kills and restarts
_PICTURES = ", ".join(f"{kind}_{what}" for kind in PICTURE_KINDS for what in ("state", "at", "bytes"))
_COLUMNS = f"id, {_PICTURES}, pictures_rewritten"
_EVENTS = f"SELECT {_COLUMNS} FROM events WHERE box_key = ? AND id <= ? LIMIT ?"  # noqa: S608 - ours
_OLD = "SELECT id FROM heartbeats WHERE box_key = ? AND received_at_ms <= ? LIMIT ?"
_HEARTBEATS = f"DELETE FROM heartbeats WHERE id IN ({_OLD})"  # noqa: S608 - ours


@dataclass(frozen=True, slots=True)
class Mark:
    """Up to where the records of a box go: what comes later, after it was added again, stays.

    Attributes:
        event_id: The last event of the archive when the box was forgotten.
        heartbeat_ms: When its last heartbeat was received, UTC epoch ms.
    """

    event_id: int
    heartbeat_ms: int


def marks_of(connection: sqlite3.Connection) -> dict[BoxKey, Mark]:
    """The boxes whose records are still to go."""
    found = connection.execute("SELECT name, value FROM meta WHERE substr(name, 1, ?) = ?", (len(_NOTE), _NOTE))
    return {BoxKey(row[0].removeprefix(_NOTE)): Mark(*json.loads(row[1])) for row in found}


def mark(connection: sqlite3.Connection, box_key: BoxKey, last_event_id: int) -> Mark:
    """Say in the open transaction that all records which the box has by now are to go."""
    row = connection.execute("SELECT max(received_at_ms) FROM heartbeats WHERE box_key = ?", (box_key,)).fetchone()
    made = Mark(last_event_id, row[0] or 0)
    sql = "INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
    connection.execute(sql, (_NOTE + box_key, json.dumps([made.event_id, made.heartbeat_ms])))
    return made


def forget_slice(
    connection: sqlite3.Connection, files: PictureFiles, keeper: Keeper, box_key: BoxKey, until: Mark
) -> bool:
    """Remove some of a box's records, a few tens of milliseconds' worth. False once nothing of it is left.

    Open entries of the restore journal stay: the box does not have its own settings back.
    """
    rows = connection.execute(_EVENTS, (box_key, until.event_id, _SLICE_EVENTS)).fetchall()
    gone = [file_of(row) for row in rows if size_of(row)]
    left = max(keeper.picture_bytes - sum(bytes_on_disk(size_of(row)) for row in rows), 0)
    with transaction(connection):
        connection.executemany("DELETE FROM events WHERE id = ?", [(row["id"],) for row in rows])
        heartbeats = connection.execute(_HEARTBEATS, (box_key, until.heartbeat_ms, _SLICE_HEARTBEATS)).rowcount
        if not rows and heartbeats == 0:
            _forget_box(connection, box_key)
        keeper.note_size(left)
    keeper.picture_bytes = left
    files.remove(gone)
    return bool(rows) or heartbeats > 0


def _forget_box(connection: sqlite3.Connection, box_key: BoxKey) -> None:
    """The rest of it, unless it was added again; that is what `removed` tells."""
    connection.execute("DELETE FROM cameras WHERE box_key = ? AND removed = 1", (box_key,))
    connection.execute("DELETE FROM boxes WHERE box_key = ? AND removed = 1", (box_key,))
    marks = ", ".join("?" * len(OPEN_STATES))
    sql = f"DELETE FROM borrowed WHERE box_key = ? AND state NOT IN ({marks})"  # noqa: S608 - question marks
    connection.execute(sql, (box_key, *OPEN_STATES))
    connection.execute("DELETE FROM meta WHERE name = ?", (_NOTE + box_key,))
