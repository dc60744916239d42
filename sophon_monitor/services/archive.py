"""The archive of one site: everything that happened goes through here before anyone sees it.

`post` takes changes from any thread; one writer thread keeps them and then hands them on. See archive_writer for
what is written and retention for what goes again.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sophon_monitor.domain.changes import Change, PurgeAsked, RecognitionSeen, ReportMade, RetentionChosen
from sophon_monitor.services.archive_backlog import WORDS, Waiting, problem_of, without_old_snapshots
from sophon_monitor.services.archive_checkpoint import Checkpoints
from sophon_monitor.services.archive_entrance import Entrance, is_record
from sophon_monitor.services.archive_schema import ArchiveDamaged, ArchiveTooNew
from sophon_monitor.services.archive_writer import ArchiveWriter, Written
from sophon_monitor.services.clock_doubt import ClockDoubt
from sophon_monitor.services.retention import PURGE_EVERY_S, Retention

__all__ = ["Archive", "ArchiveDamaged", "ArchiveFigures", "ArchiveTooNew"]

log = logging.getLogger(__name__)

CHUNK_BYTES = 4 * 2**20  # one transaction; keeps the first event of a burst from waiting for the last
CHUNK_CHANGES = 200
RETRY_S = 1.0
FORGET_AGAIN_S = 60.0  # after the disk refused to let go what a person wanted gone
CALM_AGAIN_S = 2.0  # where that waits for a calmer moment
CLOSE_PATIENCE_S = 3.0
_RUNNING_EVERY_S = 5.0
_IDLE_S = 0.5
_SLICE_PAUSE_S = 0.05  # between slices of housekeeping while events keep coming

# After these something may be too old that was not before.
_SHORTENING = (ReportMade, RetentionChosen, PurgeAsked)

# A record that cannot be kept for what it holds: the others must not suffer for it.
_POISON = (
    sqlite3.ProgrammingError,
    sqlite3.InterfaceError,
    sqlite3.DataError,
    sqlite3.IntegrityError,
    ValueError,
    OverflowError,
    RecursionError,
    TypeError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveFigures:
    """Numbers of the archive since the start of the program, sizes as they are now.

    Attributes:
        kept: Events written. duplicates: events recognised again. late: of the kept ones, not shown as live.
        lost: Events and heartbeats refused because too much was waiting, or left when the archive was closed.
        archive_bytes: Database and pictures. picture_bytes: pictures alone, as they take disk.
        picture_limit_bytes: What pictures may take now.
        problem: "" | "disk_full" | "read_only" | "damaged" | "failing".
    """

    kept: int = 0
    duplicates: int = 0
    late: int = 0
    lost: int = 0
    archive_bytes: int = 0
    picture_bytes: int = 0
    picture_limit_bytes: int = 0
    problem: str = ""


def _nobody(_problem: str) -> None:
    """Where nobody wants to hear of problems."""


class Archive:
    """SQLite (WAL) and picture files of one site. Made anywhere; `post` from any thread; one writer thread."""

    def __init__(
        self,
        folder: Path,
        *,
        on_kept: Callable[[tuple[Change, ...]], None],
        clock: Callable[[], float] = time.time,
        retention: Retention = Retention(),  # noqa: B008 - frozen
        on_problem: Callable[[str], None] = _nobody,
        steady: Callable[[], float] | None = None,
    ) -> None:
        """Open the archive in `folder` (`sites/NAME/`) and start its thread.

        `on_kept` is called on the writer thread, in order, with what is kept; it must not block. `clock` tells UTC
        epoch seconds, for retention. `on_problem` is called on the writer thread when `figures.problem` changes.
        `steady` counts seconds whatever is done to the clock: where it is given, a clock that jumps removes nothing.

        Raises:
            ArchiveDamaged, ArchiveTooNew, OSError: It cannot be opened.
        """
        self._on_kept, self._on_problem, self._clock = on_kept, on_problem, clock
        self._retention = retention
        self._writer = ArchiveWriter(folder, retention)
        self._doubt = ClockDoubt(steady, **self._writer.clock_known()) if steady is not None else None
        self._entrance = Entrance()
        self._writer.set_calm(self._entrance)
        # Of the writer thread; others only read:
        self._pending: deque[Waiting] = deque()
        self._kept = self._duplicates = self._late = 0
        self._problem = ""
        self._purging = True
        self._next_purge_s = 0.0
        self._next_slice_mono_s = self._retry_at_mono_s = 0.0
        self._next_mark_mono_s = self._next_forget_mono_s = 0.0
        self._checkpoints = Checkpoints(folder)
        self._thread = threading.Thread(target=self._run, name="archive", daemon=True)
        self._thread.start()

    # -- any thread -----------------------------------------------------------------------------------------------

    def post(self, changes: tuple[Change, ...]) -> None:
        """Take changes to keep. Never blocks."""
        self._entrance.post(changes)

    @property
    def backlog(self) -> tuple[int, int]:
        """Changes and bytes that wait to be kept."""
        return self._entrance.waiting

    def has_room(self) -> bool:
        """False while so much waits that whoever receives should wait before answering."""
        return self._entrance.has_room()

    def set_retention(self, retention: Retention) -> None:
        """Let other limits of the profile hold, from now on; what is beyond them goes at once."""
        self._entrance.set_retention(retention)

    @property
    def figures(self) -> ArchiveFigures:
        """Numbers as they are now."""
        pictures = self._writer.picture_bytes
        return ArchiveFigures(
            kept=self._kept,
            duplicates=self._duplicates,
            late=self._late,
            lost=self._entrance.lost,
            archive_bytes=self._writer.database_bytes + pictures,
            picture_bytes=pictures,
            picture_limit_bytes=self._writer.picture_limit_bytes,
            problem=self._problem,
        )

    @property
    def doubts_clock(self) -> bool:
        """Whether the clock has jumped so that nothing is removed for its age."""
        return self._doubt is not None and self._doubt.is_doubted

    def flush(self, timeout_s: float) -> bool:
        """Wait until nothing waits any more. False if it took longer."""
        return self._entrance.wait_until_empty(timeout_s)

    def close(self) -> None:
        """Keep what waits, leave a tidy file, end the thread. Blocks up to a few seconds; twice is once."""
        self._entrance.shut()
        self._thread.join()

    # -- writer thread --------------------------------------------------------------------------------------------

    def _run(self) -> None:
        ended = False
        try:
            self._checkpoints.start()
            self._guarded(self._writer.sweep_newest)
            while self._take():
                self._keep_pending()
                self._keep_house()
            self._drain()
            ended = True
        finally:
            if not ended:
                self._problem = "failing"  # a mistake of ours ended the thread; its hook reports it
            self._entrance.lose(sum(is_record(item.change) for item in self._pending))
            if words := sum(isinstance(item.change, WORDS) for item in self._pending):
                log.error("%d verdicts or choices of a person could not be kept (%s)", words, self._problem)
            self._entrance.shut()
            self._checkpoints.end()
            self._guarded(self._writer.close)

    def _take(self) -> bool:
        """Wait for work and take all of it. False once the archive is closing."""
        taken, retention = self._entrance.take(self._patience_s())
        self._pending.extend(taken)
        if retention is not None:
            self._retention = retention
            self._writer.set_retention(retention)
            self._purging = True
        return not self._entrance.is_shut

    def _patience_s(self) -> float:
        if self._problem and self._pending:
            return RETRY_S
        return 0.0 if self._purging else _IDLE_S

    def _keep_pending(self) -> None:
        if self._problem and time.monotonic() < self._retry_at_mono_s:
            self._tell_news()
            return
        while self._pending:
            chunk = self._next_chunk()
            try:
                written = self._writer.write([w.change for w in chunk])
            except _POISON:
                if not self._keep_one_by_one(chunk):
                    return
            except (OSError, sqlite3.Error) as cause:
                self._fail(cause)
                return
            else:
                self._done(chunk, written)

    def _next_chunk(self) -> list[Waiting]:
        limit = min(CHUNK_BYTES, max(self._writer.picture_limit_bytes // 4, 1))
        chunk: list[Waiting] = []
        size = 0
        for item in self._pending:
            if chunk and (size + item.size > limit or len(chunk) >= CHUNK_CHANGES):
                break
            chunk.append(item)
            size += item.size
        return chunk

    def _keep_one_by_one(self, chunk: list[Waiting]) -> bool:
        for item in chunk:
            try:
                written = self._writer.write([item.change])
            except _POISON as cause:
                where = traceback.extract_tb(cause.__traceback__)[-1]
                # Not what it says: it may quote the record.
                log.error(
                    "a %s could not be archived: %s in %s", type(item.change).__name__, type(cause).__name__, where.name
                )
                self._entrance.lose(1)
                written = Written(())
            except (OSError, sqlite3.Error) as cause:
                self._fail(cause)
                return False
            self._done([item], written)
        return True

    def _done(self, chunk: list[Waiting], written: Written) -> None:
        """The chunk is kept: count it, hand it on, and let go of it."""
        self._set_problem("")
        self._kept += written.kept
        self._duplicates += written.duplicates
        self._late += written.late
        told = {id(w.change) for w in chunk if w.told}
        changes = tuple(c for c in written.changes if id(c) not in told) if told else written.changes
        if changes:
            self._on_kept(changes)
        for _ in chunk:
            self._pending.popleft()
        self._entrance.leave(len(chunk), sum(w.size for w in chunk))
        if any(isinstance(w.change, _SHORTENING) for w in chunk):
            self._guarded(self._writer.measure)
            self._purging = True

    def _fail(self, cause: OSError | sqlite3.Error) -> None:
        """Nothing can be kept now; what waits is tried again in a second."""
        self._retry_at_mono_s = time.monotonic() + RETRY_S
        problem = problem_of(cause)
        if problem == "damaged":
            self._guarded(self._writer.mark_damaged)
        if problem != self._problem:
            log.warning("the archive cannot be written (%s): %s", problem, cause)
        self._set_problem(problem)
        self._tell_news()

    def _tell_news(self) -> None:
        """All else is shown at once, so that the site stays alive on the screen; events wait until they are kept."""
        news = [w for w in self._pending if not w.told and not isinstance(w.change, RecognitionSeen | PurgeAsked)]
        if news:
            self._on_kept(tuple(w.change for w in news))
        for item in news:
            item.told = True
        self._compact()

    def _compact(self) -> None:
        """Of what was shown already only the last snapshot of each box and camera is still worth keeping."""
        left = without_old_snapshots(self._pending)
        gone = len(self._pending) - len(left)
        gone_bytes = sum(w.size for w in self._pending) - sum(w.size for w in left)
        self._pending = deque(left)
        self._entrance.leave(gone, gone_bytes)

    def _keep_house(self) -> None:
        """One slice of housekeeping at most, and only when events do not wait for it."""
        now_mono_s, now_s = time.monotonic(), self._clock()
        if now_mono_s >= self._next_mark_mono_s and not self._problem:
            self._next_mark_mono_s = now_mono_s + _RUNNING_EVERY_S
            self._guarded(lambda: self._writer.note_running(int(now_s * 1000)))
            if self._doubt is not None:
                self._doubt.believes(now_s)
                self._guarded(self._note_clock)
        # A clock that was put back must not stop the purge until it has caught up.
        if now_s >= self._next_purge_s or now_s < self._next_purge_s - 2 * PURGE_EVERY_S:
            self._next_purge_s = now_s + PURGE_EVERY_S
            self._purging = True
            self._guarded(self._writer.measure)
        if self._writer.is_forgetting and now_mono_s >= self._next_forget_mono_s:
            self._purging = True
        if not self._purging or now_mono_s < self._next_slice_mono_s:
            return
        busy = self._entrance.is_knocked_at
        self._next_slice_mono_s = now_mono_s + (_SLICE_PAUSE_S if busy else 0.0)
        if not self._guarded(lambda: self._tidy(now_s)):
            self._purging = False  # tried again in an hour, what is to be forgotten sooner
            self._next_forget_mono_s = now_mono_s + FORGET_AGAIN_S
        if news := self._writer.take_news():
            self._on_kept(news)

    def _note_clock(self) -> None:
        assert self._doubt is not None
        self._writer.note_clock(self._doubt.known_s, doubted=self._doubt.is_doubted)

    def _tidy(self, now_s: float) -> None:
        by_age = self._doubt is None or self._doubt.believes(now_s)
        self._purging = self._writer.tidy_slice(int(now_s * 1000), by_age=by_age)
        if not self._purging:
            self._next_forget_mono_s = time.monotonic() + CALM_AGAIN_S

    def _guarded(self, work: Callable[[], None]) -> bool:
        """Housekeeping that the disk may refuse. Events tell of the problem, if it lasts."""
        try:
            work()
        except (OSError, sqlite3.Error) as cause:
            log.warning("archive housekeeping: %s", cause)
            return False
        return True

    def _drain(self) -> None:
        until = time.monotonic() + CLOSE_PATIENCE_S
        self._keep_pending()
        while self._pending and time.monotonic() < until:
            time.sleep(0.2)
            self._keep_pending()

    def _set_problem(self, problem: str) -> None:
        if problem != self._problem:
            self._problem = problem
            self._on_problem(problem)
