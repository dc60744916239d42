"""Damaged archives that were put aside go by the ages that a person chose, and with any purge."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from sophon_monitor.domain.changes import Change, PurgeAsked

if TYPE_CHECKING:
    from sophon_monitor.app.window_command import Start
    from sophon_monitor.services.intake import Intake
    from sophon_monitor.services.tasks import TaskOwner

log = logging.getLogger(__name__)
Submit = Callable[[Callable[["Intake"], Coroutine[Any, Any, Any]]], "asyncio.Future[Any]"]
EVERY_S = 6 * 3600.0


class ArchivesAside(QObject):
    """Owned by the window's session; lives on the Qt thread."""

    def __init__(self, start: Start, *, tasks: TaskOwner, submit: Submit, purged: Callable[[], None]) -> None:
        """Begin to look; `purged` hears when a purge has taken some."""
        super().__init__()
        self._start, self._tasks, self._submit, self._purged = start, tasks, submit, purged
        tasks.start(self._forget_old(), name="archives put aside")

    @Slot(object)
    def apply(self, changes: tuple[Change, ...]) -> None:
        """Who is to be gone for good is also in a damaged archive, where nobody can be taken out alone."""
        if any(isinstance(change, PurgeAsked) for change in changes):
            self._tasks.start(self._purge(), name="purge archives put aside")

    async def _purge(self) -> None:
        from sophon_monitor.services.archive_rescue import forget_put_aside

        try:
            gone = await asyncio.to_thread(forget_put_aside, self._start.profile.folder, self._start.site)
        except OSError as cause:
            log.error("an archive that was put aside could not be purged: %s", cause.strerror)
            return
        if gone:
            self._purged()

    async def _forget_old(self) -> None:
        """Damaged archives that were put aside go by the age that the person chose, too."""
        from sophon_monitor.services.archive_rescue import forget_old

        settings = self._start.settings
        limits = {"pictures_s": settings.pictures_days * 86_400, "records_s": settings.records_days * 86_400}
        while True:
            if not await self._submit(lambda intake: intake.doubts_clock()):
                try:
                    await asyncio.to_thread(forget_old, self._start.profile.folder, now_s=time.time(), **limits)
                except OSError as cause:
                    log.warning("an archive that was put aside could not be removed: %s", cause.strerror)
            await asyncio.sleep(EVERY_S)
