"""The intake thread: one plain asyncio loop beside the Qt loop (docs/decisions/0001-two-loops.md)."""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import threading
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from sophon_monitor.services.name_lookup import PatientLoop

Result = TypeVar("Result")
FailureReport = Callable[[str, BaseException], None]


class IntakeThread:
    """Runs one root coroutine on its own loop in its own thread. Owned by the Qt thread."""

    def __init__(
        self,
        root: Callable[[], Coroutine[Any, Any, None]],
        report: FailureReport,
        prepare: Callable[[], None] = lambda: None,
    ) -> None:
        """Keep `root`, started by `start`; `report` hears of its failure, on the intake thread.

        `prepare` runs on the thread before its loop does: slow imports belong there.
        """
        self._root = root
        self._prepare = prepare
        self._report = report
        self._loop = PatientLoop()
        self._task: asyncio.Task[None] | None = None
        self._stop_asked = False
        self._thread = threading.Thread(target=self._run, name="intake", daemon=True)

    def start(self) -> None:
        """Start the thread. Once."""
        self._thread.start()

    def submit(self, work: Coroutine[Any, Any, Result]) -> concurrent.futures.Future[Result]:
        """Run a command on the intake loop. Any thread. `asyncio.wrap_future` awaits it on the Qt loop.

        Raises:
            RuntimeError: The intake has ended.
        """
        try:
            return asyncio.run_coroutine_threadsafe(work, self._loop)
        except RuntimeError:
            work.close()
            raise

    def stop(self, patience_s: float = 4.0) -> bool:
        """Cancel the root and wait for the thread. False if it did not end in time; it dies with the process."""
        self._stop_asked = True
        if self._thread.is_alive():
            with contextlib.suppress(RuntimeError):  # it has just ended by itself
                self._loop.call_soon_threadsafe(self._cancel)
            self._thread.join(patience_s)
        elif not self._loop.is_closed():  # it never began
            self._loop.close()
        return not self._thread.is_alive()

    @property
    def running(self) -> bool:
        """True while the thread lives."""
        return self._thread.is_alive()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._prepare()
            with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
                runner.run(self._rooted())
        except asyncio.CancelledError:
            return
        except BaseException as error:  # noqa: BLE001 - the thread's edge: nobody above would see it
            self._report("intake", error)

    async def _rooted(self) -> None:
        self._task = asyncio.current_task()
        if not self._stop_asked:  # asked while `prepare` was at work, before there was anything to cancel
            await self._root()
