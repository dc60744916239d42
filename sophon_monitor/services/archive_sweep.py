"""After a kill: picture files and rows are brought together again. Runs on the archive's writer thread."""

from __future__ import annotations

import sqlite3

from sophon_monitor.services.archive_expiry import expire, file_of, segments_of, size_of
from sophon_monitor.services.archive_pictures import BUCKET, PictureFile, PictureFiles
from sophon_monitor.services.archive_schema import transaction
from sophon_monitor.services.retention import Keeper


def remove_beyond(files: PictureFiles, last_id: int) -> None:
    """Remove files of events that have no row yet."""
    for bucket in files.buckets():
        if bucket >= (last_id + 1) // BUCKET:
            files.remove([file for file, _ in files.in_bucket(bucket) if file.event_id > last_id])


def sweep(connection: sqlite3.Connection, files: PictureFiles, keeper: Keeper, bucket: int) -> None:
    """Of one thousand of events: let go of files without a row and of bytes that the row does not know.

    Where a row has lost its file, or the end of it, the row then says "expired".
    """
    span = (bucket * BUCKET, bucket * BUCKET + BUCKET - 1)
    rows = connection.execute("SELECT * FROM events WHERE id BETWEEN ? AND ?", span).fetchall()
    there = dict(files.in_bucket(bucket))
    wanted = {file_of(row): size_of(row) for row in rows if size_of(row)}
    files.remove(there.keys() - wanted.keys())
    for file, size in wanted.items():
        if there.get(file, 0) > size:
            files.shorten(file, size)
    damaged = [row for row in rows if there.get(file_of(row), 0) < size_of(row)]
    if damaged:
        _expire_lost(connection, files, keeper, damaged, there)


def _expire_lost(
    connection: sqlite3.Connection,
    files: PictureFiles,
    keeper: Keeper,
    rows: list[sqlite3.Row],
    there: dict[PictureFile, int],
) -> None:
    changes = []
    with transaction(connection):
        for row in rows:
            size = there.get(file_of(row), 0)
            lost = [kind for kind, at in segments_of(row).items() if at.at + at.size > size]  # the last ones, always
            changes.append(expire(connection, files, row, lost))
        left = max(keeper.picture_bytes - sum(change.freed_bytes for change in changes), 0)
        keeper.note_size(left)
    keeper.picture_bytes = left
    for change in changes:
        files.shorten(change.file, change.keep_bytes)
