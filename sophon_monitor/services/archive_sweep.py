"""After a kill: picture files and rows are brought together again. Runs on the archive's writer thread."""

from __future__ import annotations

import sqlite3

from sophon_monitor.services.archive_pictures import BUCKET, PictureFiles, bytes_on_disk
from sophon_monitor.services.archive_rows import PICTURE_KINDS
from sophon_monitor.services.archive_schema import transaction
from sophon_monitor.services.retention import Keeper, expire_in_row, present_pictures


def remove_beyond(files: PictureFiles, last_id: int) -> None:
    """Remove files of events that have no row yet."""
    for bucket in files.buckets():
        if bucket >= (last_id + 1) // BUCKET:
            files.remove([file for file in files.in_bucket(bucket) if file.event_id > last_id])


def sweep(connection: sqlite3.Connection, files: PictureFiles, keeper: Keeper, bucket: int) -> None:
    """Of one thousand of events: remove files without a row; say "expired" where a row has lost its file."""
    span = (bucket * BUCKET, bucket * BUCKET + BUCKET - 1)
    found = connection.execute("SELECT * FROM events WHERE id BETWEEN ? AND ?", span)
    wanted = {file: size for row in found for file, size in present_pictures(row, PICTURE_KINDS)}
    there = set(files.in_bucket(bucket))
    files.remove(there - wanted.keys())
    if lost := wanted.keys() - there:
        left = max(keeper.picture_bytes - sum(bytes_on_disk(wanted[file]) for file in lost), 0)
        with transaction(connection):
            for file in lost:
                expire_in_row(connection, file)
            keeper.note_size(left)
        keeper.picture_bytes = left
