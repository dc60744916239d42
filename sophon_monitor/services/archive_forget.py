"""Forgetting a box: its records and pictures go, a little at a time. On the archive's writer thread."""

from __future__ import annotations

import sqlite3

from sophon_monitor.domain.borrowing import OPEN_STATES
from sophon_monitor.domain.site import BoxKey
from sophon_monitor.services.archive_expiry import file_of, size_of
from sophon_monitor.services.archive_pictures import PictureFiles, bytes_on_disk
from sophon_monitor.services.archive_rows import PICTURE_KINDS
from sophon_monitor.services.archive_schema import transaction
from sophon_monitor.services.retention import Keeper

# The row of a box says so until the last of its records is gone: a kill in between leaves nothing behind for ever.
FORGOTTEN = 2
_SLICE_EVENTS = 100
_SLICE_HEARTBEATS = 2000

_PICTURES = ", ".join(f"{kind}_{what}" for kind in PICTURE_KINDS for what in ("state", "at", "bytes"))
_EVENTS = f"SELECT id, {_PICTURES}, pictures_rewritten FROM events WHERE box_key = ? LIMIT ?"  # noqa: S608 - ours
_HEARTBEATS = "DELETE FROM heartbeats WHERE id IN (SELECT id FROM heartbeats WHERE box_key = ? LIMIT ?)"


def forgotten_boxes(connection: sqlite3.Connection) -> set[BoxKey]:
    """The boxes whose records are still to go."""
    found = connection.execute("SELECT box_key FROM boxes WHERE removed = ?", (FORGOTTEN,))
    return {BoxKey(row[0]) for row in found}


def forget_slice(connection: sqlite3.Connection, files: PictureFiles, keeper: Keeper, box_key: BoxKey) -> bool:
    """Remove some of a box's records, a few tens of milliseconds' worth. False once nothing of it is left.

    Open entries of the restore journal stay: the box does not have its own settings back.
    """
    rows = connection.execute(_EVENTS, (box_key, _SLICE_EVENTS)).fetchall()
    gone = [file_of(row) for row in rows if size_of(row)]
    left = max(keeper.picture_bytes - sum(bytes_on_disk(size_of(row)) for row in rows), 0)
    with transaction(connection):
        connection.executemany("DELETE FROM events WHERE id = ?", [(row["id"],) for row in rows])
        heartbeats = connection.execute(_HEARTBEATS, (box_key, _SLICE_HEARTBEATS)).rowcount
        if not rows and heartbeats == 0:
            _forget_box(connection, box_key)
        keeper.note_size(left)
    keeper.picture_bytes = left
    files.remove(gone)
    return bool(rows) or heartbeats > 0


def _forget_box(connection: sqlite3.Connection, box_key: BoxKey) -> None:
    connection.execute("DELETE FROM cameras WHERE box_key = ?", (box_key,))
    connection.execute("DELETE FROM boxes WHERE box_key = ?", (box_key,))
    marks = ", ".join("?" * len(OPEN_STATES))
    sql = f"DELETE FROM borrowed WHERE box_key = ? AND state NOT IN ({marks})"  # noqa: S608 - question marks
    connection.execute(sql, (box_key, *OPEN_STATES))
