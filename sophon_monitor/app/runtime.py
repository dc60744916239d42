"""The only file that knows the Qt loop is qasync's (docs/decisions/0001-two-loops.md)."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable
from typing import Any

import qasync
from PySide6.QtWidgets import QApplication

from sophon_monitor.app import early_quit

Main = Callable[[asyncio.Event], Awaitable[None]]


class QtLoop(qasync.QEventLoop):  # type: ignore[misc]  # qasync has no types
    """qasync's loop without the extra pass it makes after it has stopped.

    qasync 0.28 drains Qt's queue once more outside the loop; Python 3.14 refuses to step a task there
    ("is not the running loop"). Drop this when qasync fixes its issue 176.
    """

    def run_until_complete(self, future: Any) -> Any:
        """Run until `future` is done and return its result."""
        task = asyncio.ensure_future(future, loop=self)
        task.add_done_callback(self._leave)
        try:
            self.run_forever()
        finally:
            task.remove_done_callback(self._leave)
        if not task.done():
            raise RuntimeError("Qt left the event loop before the program had ended")
        return task.result()

    def _leave(self, _task: asyncio.Future[Any]) -> None:
        self.stop()


def run(app: QApplication, main: Main) -> None:
    """Run `main` to its end on one thread shared by Qt and asyncio.

    Args:
        app: Created by the caller, before any widget.
        main: Gets an event that is set when the user or the system asks us to quit; it must return soon after.
            Closing the last window does not end the loop.
    """
    app.setQuitOnLastWindowClosed(False)
    with asyncio.Runner(loop_factory=lambda: QtLoop(app)) as runner:
        runner.run(_with_signals(main))


async def _with_signals(main: Main) -> None:
    quit_asked = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, quit_asked.set)
        except NotImplementedError:  # Windows: seen when Python runs next, at the one-second tick at the latest
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(quit_asked.set))
    if early_quit.asked():
        quit_asked.set()
    await main(quit_asked)
