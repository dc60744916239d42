"""The restore journal: what was on a box before we changed it, on the disk before we do (docs/decisions/0011).

A connection of its own to the site's database, beside the archive's writer and beside other processes. Used from worker
threads, one call at a time. Every method that touches the disk raises OSError where it cannot.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import json
import sqlite3
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from pathlib import Path

import filelock

from sophon_monitor.domain.borrowing import (
    OPEN_STATES,
    BorrowedSetting,
    EntryState,
    ReportKind,
    SettingName,
)
from sophon_monitor.domain.site import Box, BoxAddress, BoxKey
from sophon_monitor.services.archive_schema import ArchiveDamaged, errors_as_ours, open_for_writing, transaction

LOCK_FILE = "journal.lock"
LOCK_PATIENCE_S = 10.0
_LOOK_EVERY_S = 0.05


class JournalBusy(Exception):  # noqa: N818 - what it says
    """Another program is at work on the borrowed settings of this site, for longer than we wait."""


class Journal:
    """Entries of one site. Made once its archive is open; any thread, one call at a time."""

    def __init__(self, folder: Path, *, clock: Callable[[], float] = time.time) -> None:
        """Open the site's database.

        Raises:
            ArchiveDamaged, ArchiveTooNew, OSError: It cannot be opened.
        """
        self._clock = clock
        self._one_at_a_time = threading.Lock()
        self._connection = open_for_writing(folder)
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA synchronous = FULL")  # a commit is on the disk when it returns
        self._box_locks: dict[BoxKey, asyncio.Lock] = {}
        self._file_lock = filelock.FileLock(folder / LOCK_FILE, mode=0o600, thread_local=False)
        self._holders = 0  # of the file's lock, which this program takes once

    def close(self) -> None:
        """Let go of the file."""
        with self._one_at_a_time:
            self._connection.close()

    @contextlib.asynccontextmanager
    async def held(self, box_key: BoxKey) -> AsyncIterator[None]:
        """Keep other tasks from this box, and other programs from all boxes of this site meanwhile.

        Boxes do not wait for each other here: one that answers slowly would use up the patience of the next.

        Raises:
            JournalBusy: Not free within 10 s.
            OSError: The lock file cannot be written.
        """
        until = time.monotonic() + LOCK_PATIENCE_S
        box_lock = self._box_locks.setdefault(box_key, asyncio.Lock())
        try:
            async with asyncio.timeout(LOCK_PATIENCE_S):
                await box_lock.acquire()
        except TimeoutError:
            raise JournalBusy from None
        try:
            await self._keep_others_out(until)
            try:
                yield
            finally:
                self._holders -= 1
                if self._holders == 0:
                    self._file_lock.release()
        finally:
            box_lock.release()

    async def _keep_others_out(self, until: float) -> None:
        while self._holders == 0:
            try:
                self._file_lock.acquire(blocking=False)
                break
            except filelock.Timeout:
                if time.monotonic() > until:
                    raise JournalBusy from None
            await asyncio.sleep(_LOOK_EVERY_S)
        self._holders += 1

    # -- entries ------------------------------------------------------------------------------------------------------

    def plan(
        self,
        box: Box,
        *,
        kind: ReportKind,
        setting: SettingName,
        original: Mapping[str, object],
        written: Mapping[str, object],
        our_url: str,
        afresh: bool = False,
    ) -> BorrowedSetting:
        """Keep the present values and what is about to be written. On the disk when it returns.

        An open entry of the same box and setting keeps its original (and gets those of keys that it did not have), and
        one more set of values that are ours; with `afresh`, because somebody else has changed the box meanwhile, it
        begins anew with the values of now.

        Raises:
            OSError: It could not be written; nothing may be changed on the box.
        """
        known = next((e for e in self.open_entries(box.key) if e.setting == setting), None)
        if known is None:
            return self._entry(self._insert(box, kind, setting, (original, written), our_url))
        first = dict(original) if afresh else {**original, **known.original}
        earlier = [] if afresh else [values for values in known.written if values != written]
        self._run(
            "UPDATE borrowed SET original = ?, written = ?, our_url = ?, state = ?, changed_at_s = ?, problem = ''"
            " WHERE id = ?",
            (_text(first), _text([*earlier, written]), our_url, EntryState.PLANNED, self._clock(), known.id),
        )
        return self._entry(known.id)

    def _insert(
        self,
        box: Box,
        kind: ReportKind,
        setting: SettingName,
        values: tuple[Mapping[str, object], Mapping[str, object]],
        our_url: str,
    ) -> int:
        address, now_s = box.address, self._clock()
        original, written = values
        return self._run(
            "INSERT INTO borrowed (box_key, box_name, box_sn, host, api_port, stream_port, system_port, kind, setting,"
            " original, written, our_url, state, began_at_s, changed_at_s)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(box.key, box.name, box.sn, address.host, address.api, address.stream, address.system),
                *(kind, setting, _text(original), _text([written]), our_url, EntryState.PLANNED, now_s, now_s),
            ),
        )

    def set_state(self, entry_id: int, state: EntryState, problem: str = "") -> BorrowedSetting:
        """Keep how far an entry is."""
        self._run(
            "UPDATE borrowed SET state = ?, problem = ?, changed_at_s = ? WHERE id = ?",
            (state, problem, self._clock(), entry_id),
        )
        return self._entry(entry_id)

    def set_keep(self, entry_id: int, keep: bool) -> None:
        """Keep whether a person wants to go on borrowing when the program ends."""
        self._run("UPDATE borrowed SET keep = ? WHERE id = ?", (int(keep), entry_id))

    def entry(self, entry_id: int) -> BorrowedSetting | None:
        """One entry."""
        found = self._entries("WHERE id = ?", (entry_id,))
        return found[0] if found else None

    def open_entries(self, box_key: BoxKey | None = None) -> tuple[BorrowedSetting, ...]:
        """Entries whose values the box does not have back, oldest first."""
        found = self._entries(f"WHERE state IN ({', '.join('?' * len(OPEN_STATES))})", tuple(OPEN_STATES))
        return tuple(e for e in found if box_key in (None, e.box_key))

    def entries(self) -> tuple[BorrowedSetting, ...]:
        """All entries, oldest first: what the program changed on the boxes and put back."""
        return self._entries("", ())

    # -- own addresses ------------------------------------------------------------------------------------------------

    def note_own_address(self, address: str, at_s: float) -> None:
        """Remember that the receiver listens there (`host:port`)."""
        self._run(
            "INSERT INTO own_addresses VALUES (?, ?, ?)"
            " ON CONFLICT (address) DO UPDATE SET last_at_s = max(last_at_s, excluded.last_at_s)",
            (address, at_s, at_s),
        )

    def own_addresses(self) -> tuple[tuple[str, float, float], ...]:
        """Where the receiver has listened: `host:port`, first and last time in UTC epoch seconds."""
        with self._one_at_a_time, _os_errors():
            found = self._connection.execute("SELECT * FROM own_addresses ORDER BY last_at_s DESC LIMIT 200").fetchall()
        return tuple((str(row[0]), float(row[1]), float(row[2])) for row in found)

    # -- SQL ----------------------------------------------------------------------------------------------------------

    def _entry(self, entry_id: int) -> BorrowedSetting:
        entry = self.entry(entry_id)
        assert entry is not None
        return entry

    def _entries(self, where: str, values: Iterable[object]) -> tuple[BorrowedSetting, ...]:
        with self._one_at_a_time, _os_errors():
            sql = f"SELECT * FROM borrowed {where} ORDER BY id"  # noqa: S608 - ours
            found = self._connection.execute(sql, tuple(values)).fetchall()
        return tuple(entry_of(row) for row in found)

    def _run(self, sql: str, values: tuple[object, ...]) -> int:
        with self._one_at_a_time, _os_errors(), transaction(self._connection):
            return int(self._connection.execute(sql, values).lastrowid or 0)


@contextlib.contextmanager
def _os_errors() -> Iterator[None]:
    """Whatever SQLite says comes out as OSError: a full or broken disk is the site's trouble, no mistake of ours."""
    try:
        with errors_as_ours():
            yield
    except ArchiveDamaged as cause:
        raise OSError(errno.EIO, str(cause)) from cause


def _text(value: object) -> str:
    return json.dumps(value, default=dict)  # a mapping that is no dict; ASCII, because boxes send lone surrogates too


def entry_of(row: sqlite3.Row) -> BorrowedSetting:
    """One row of the journal; ValueError where it makes no sense."""
    return BorrowedSetting(
        id=row["id"],
        box_key=BoxKey(row["box_key"]),
        box_name=row["box_name"],
        box_sn=row["box_sn"],
        address=BoxAddress(row["host"], row["api_port"], row["stream_port"], row["system_port"]),
        kind=ReportKind(row["kind"]),
        setting=SettingName(row["setting"]),
        original=json.loads(row["original"]),
        written=tuple(json.loads(row["written"])),
        our_url=row["our_url"],
        state=EntryState(row["state"]),
        keep=bool(row["keep"]),
        problem=row["problem"],
        began_at_s=row["began_at_s"],
        changed_at_s=row["changed_at_s"],
    )
