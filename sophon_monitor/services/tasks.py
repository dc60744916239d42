"""Who owns a task: started here, seen to fail here, ended here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Report = Callable[[str, BaseException], None]


class TaskOwner:
    """Holds the tasks that one part of the program started. Lives on one loop.

    A task started anywhere else is a bug: nobody would see it fail, and nothing would end it at shutdown.
    """

    def __init__(self, report: Report) -> None:
        """Keep `report`: called on the loop with a failed task's name and error."""
        self._report = report
        self._tasks: dict[str, asyncio.Task[Any]] = {}
        self._unnamed = 0

    def start(self, work: Coroutine[Any, Any, Any], *, name: str) -> asyncio.Task[Any]:
        """Start `work`. A job of the same name that still runs is cancelled first."""
        if (former := self._tasks.pop(name, None)) is not None:
            former.cancel()
            self._unnamed += 1
            self._tasks[f"{name} (ending {self._unnamed})"] = former
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._tasks[name] = task
        task.add_done_callback(self._ended)
        return task

    def keep_running(
        self, make: Callable[[], Coroutine[Any, Any, Any]], *, name: str, pause_s: float
    ) -> asyncio.Task[Any]:
        """Start `make()`, and start it anew `pause_s` after it failed by a mistake of ours; each failure is reported.

        For what the program cannot do without: one bad message must not end a box's connection for the day.
        """
        return self.start(self._again_and_again(make, name, pause_s), name=name)

    async def _again_and_again(self, make: Callable[[], Coroutine[Any, Any, Any]], name: str, pause_s: float) -> None:
        while True:
            try:
                await make()
                return
            except Exception as error:  # noqa: BLE001 - the edge of our tasks; reported, not swallowed
                self._report(name, error)
            await asyncio.sleep(pause_s)

    def cancel(self, name: str) -> None:
        """Cancel the job of that name, if it runs."""
        if (task := self._tasks.get(name)) is not None:
            task.cancel()

    async def aclose(self, patience_s: float = 3.0) -> None:
        """Cancel what still runs and wait at most `patience_s` for it to tidy up."""
        running = list(self._tasks.values())
        for task in running:
            task.cancel()
        if running:
            await asyncio.wait(running, timeout=patience_s)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        for name, held in list(self._tasks.items()):
            if held is task:
                del self._tasks[name]
        if not task.cancelled() and (error := task.exception()) is not None:
            self._report(task.get_name(), error)
