"""Reading the archive for the screen: one thread, one read-only connection, results awaited on the Qt loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

    from sophon_monitor.domain.records import EventRecord
    from sophon_monitor.domain.site import BoxKey
    from sophon_monitor.protocol.messages import Picture
    from sophon_monitor.services.archive_reader import ArchiveReader

Result = TypeVar("Result")


class ArchiveReads:
    """Asks the archive without making the window wait. Used on the Qt loop."""

    def __init__(self, folder: Path) -> None:
        """Nothing is opened before the first question."""
        self._folder = folder
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="archive reads")
        self._reader: ArchiveReader | None = None

    async def pictures(self, event_id: int) -> tuple[Picture, Picture, Picture]:
        """Live, registered and scene picture of an event."""
        return await self.ask(lambda reader: _pictures(reader, event_id))

    async def newest_events(self, limit: int, with_faces: int) -> tuple[EventRecord, ...]:
        """The newest events, newest first; the first `with_faces` of them with their two faces."""
        return await self.ask(lambda reader: _newest(reader, limit, with_faces))

    async def health(self, box_key: BoxKey, since_s: float) -> dict[str, NDArray[float64]]:
        """Columns of a box's health since a time (UTC epoch seconds)."""
        return await self.ask(lambda reader: reader.health_columns(box_key, int(since_s * 1000)))

    async def runs(self) -> tuple[tuple[float, float], ...]:
        """When this program was running: from and to, UTC epoch seconds."""
        return await self.ask(lambda reader: reader.runs())

    async def close(self) -> None:
        """Close the connection and end the thread."""
        await asyncio.wrap_future(self._thread.submit(self._close))
        self._thread.shutdown(wait=True)

    async def ask(self, question: Callable[[ArchiveReader], Result]) -> Result:
        """Put a question to the reader, on its thread; the answer comes on the Qt loop."""
        return await asyncio.wrap_future(self._thread.submit(self._answer, question))

    def _answer(self, question: Callable[[ArchiveReader], Result]) -> Result:
        if self._reader is None:
            from sophon_monitor.services.archive_reader import ArchiveReader

            self._reader = ArchiveReader(self._folder)
        return question(self._reader)

    def _close(self) -> None:
        if self._reader is not None:
            self._reader.close()


def _pictures(reader: ArchiveReader, event_id: int) -> tuple[Picture, Picture, Picture]:
    return reader.picture(event_id, "live"), reader.picture(event_id, "registered"), reader.picture(event_id, "scene")


def _newest(reader: ArchiveReader, limit: int, with_faces: int) -> tuple[EventRecord, ...]:
    records = list(reader.newest_events(limit))
    for number, record in enumerate(records[:with_faces]):
        records[number] = replace(
            record, live=reader.picture(record.id, "live"), registered=reader.picture(record.id, "registered")
        )
    return tuple(records)
