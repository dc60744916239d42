"""Searches of the archive for the screen: pages on one thread, counts on another, awaited on the Qt loop.

Whoever cancels the waiting stops the search too, so that what nobody wants any more keeps nobody waiting.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from sophon_monitor.domain.history_query import HistoryQuery, Position, StripScale
    from sophon_monitor.domain.records import EventRecord, VerdictNote
    from sophon_monitor.protocol.messages import Picture
    from sophon_monitor.services.archive_history import HistoryPage, HistoryReader, HistoryTally
    from sophon_monitor.services.archive_reader import ArchiveReader

Result = TypeVar("Result")
IsStopped = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Faces:
    """The two faces of an event, as the archive has them now."""

    event_id: int
    live: Picture
    registered: Picture


@dataclass(frozen=True, slots=True)
class Readers:
    """What a thread reads with."""

    history: HistoryReader
    archive: ArchiveReader


class HistoryReads:
    """Asks the archive without making the window wait. Used on the Qt loop."""

    def __init__(self, folder: Path) -> None:
        """Nothing is opened before the first question. `folder` is the site's."""
        self._pages = _ReadThread(folder, "history pages")
        self._counts = _ReadThread(folder, "history counts")

    async def page(self, query: HistoryQuery, after: Position | None) -> HistoryPage:
        """Events that are looked for, newest first."""
        return await self._pages.ask(lambda readers, stop: readers.history.page(query, after, is_stopped=stop))

    async def events(self, ids: Sequence[int]) -> tuple[EventRecord, ...]:
        """These events, as they are now."""
        return await self._pages.ask(lambda readers, _: readers.history.events(ids))

    async def faces(self, ids: Sequence[int]) -> tuple[Faces, ...]:
        """The faces of some events."""
        return await self._pages.ask(lambda readers, stop: _faces(readers.archive, ids, stop))

    async def pictures(self, event_id: int) -> tuple[Picture, Picture, Picture]:
        """Live, registered and scene picture of an event."""
        return await self._pages.ask(lambda readers, _: _pictures(readers.archive, event_id))

    async def notes(self, event_id: int) -> tuple[VerdictNote, ...]:
        """Every verdict that an event was ever given, oldest first."""
        return await self._pages.ask(lambda readers, _: readers.archive.verdict_notes(event_id))

    async def bounds(self, query: HistoryQuery) -> tuple[int, int] | None:
        """Received time of the oldest and the newest event within the query's time, whatever else it asks."""
        return await self._counts.ask(lambda readers, _: readers.history.bounds(query))

    async def tally(self, query: HistoryQuery, scale: StripScale | None) -> HistoryTally:
        """How many there are, and how they lie in time."""
        return await self._counts.ask(lambda readers, stop: readers.history.tally(query, scale, is_stopped=stop))

    async def close(self) -> None:
        """Close the connections and end the threads."""
        await self._pages.close()
        await self._counts.close()


class _ReadThread:
    """One thread with readers of its own."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._pool = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._readers: Readers | None = None

    async def ask(self, question: Callable[[Readers, IsStopped], Result]) -> Result:
        """Ask on the thread; cancelling stops what it is at."""
        stop = threading.Event()
        try:
            return await asyncio.wrap_future(self._pool.submit(self._answer, question, stop))
        except asyncio.CancelledError:
            stop.set()
            raise

    def _answer(self, question: Callable[[Readers, IsStopped], Result], stop: threading.Event) -> Result:
        if self._readers is None:
            from sophon_monitor.services.archive_history import HistoryReader
            from sophon_monitor.services.archive_reader import ArchiveReader

            history = HistoryReader(self._folder)
            try:
                self._readers = Readers(history, ArchiveReader(self._folder))
            except BaseException:
                history.close()
                raise
        return question(self._readers, stop.is_set)

    async def close(self) -> None:
        """Close the connections on the thread that made them, and end it."""
        await asyncio.wrap_future(self._pool.submit(self._close))
        self._pool.shutdown(wait=True)

    def _close(self) -> None:
        if self._readers is not None:
            self._readers.history.close()
            self._readers.archive.close()
            self._readers = None


def _faces(reader: ArchiveReader, ids: Sequence[int], is_stopped: IsStopped) -> tuple[Faces, ...]:
    found: list[Faces] = []
    for event_id in ids:
        if is_stopped():
            break
        found.append(Faces(event_id, reader.picture(event_id, "live"), reader.picture(event_id, "registered")))
    return tuple(found)


def _pictures(reader: ArchiveReader, event_id: int) -> tuple[Picture, Picture, Picture]:
    return reader.picture(event_id, "live"), reader.picture(event_id, "registered"), reader.picture(event_id, "scene")
