"""Moves the database's log into the database, beside the writer: waiting for the disk must not cost an event.

A checkpoint waits until the disk has everything, on an old laptop for a good part of a second. In WAL mode another
connection may do that while the writer goes on.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from pathlib import Path

from sophon_monitor.services.archive_schema import BUSY_TIMEOUT_S, DATABASE

EVERY_S = 1.0
WORTH_BYTES = 4 * 2**20


class Checkpoints:
    """A thread with a connection of its own. Owned by the archive, whose writer thread starts and ends it."""

    def __init__(self, folder: Path) -> None:
        """Nothing is opened before `start`."""
        self._path = folder / DATABASE
        self._log = self._path.with_name(f"{DATABASE}-wal")
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="archive log", daemon=True)

    def start(self) -> None:
        """Start the thread. Once."""
        self._thread.start()

    def end(self) -> None:
        """End the thread and wait for it: a checkpoint under way is finished first."""
        self._ending.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ending.wait(EVERY_S):
            # What fails here is done by the writer itself once the log is large, or at the end.
            with contextlib.suppress(sqlite3.Error, OSError):
                if self._log.stat().st_size > WORTH_BYTES:
                    self._move()

    def _move(self) -> None:
        with contextlib.closing(sqlite3.connect(self._path, timeout=BUSY_TIMEOUT_S)) as connection:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
