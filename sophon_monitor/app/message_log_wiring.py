"""The message log: read while it is looked at, with the body of the message that is chosen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from sophon_monitor.services.tasks import TaskOwner
from sophon_monitor.widgets.main_window import MainWindow

if TYPE_CHECKING:
    from sophon_monitor.app.pages import Pages
    from sophon_monitor.services.intake import Intake

Submit = Callable[[Callable[["Intake"], Coroutine[Any, Any, Any]]], "asyncio.Future[Any]"]


class MessageLogWiring(QObject):
    """Owned by the wiring; lives on the Qt thread."""

    def __init__(self, window: MainWindow, pages: Pages, *, tasks: TaskOwner, submit: Submit) -> None:
        """Connect menu, link and page."""
        super().__init__(window)
        self._window, self._page, self._model = window, pages.log, pages.log_model
        self._tasks, self._submit = tasks, submit
        self._page.body_wanted.connect(self._load_body)
        window.top_bar.message_log_asked.connect(self.show)
        window.status_bar.message_log_asked.connect(self._show_rejected)

    @Slot()
    def show(self) -> None:
        """Open the page."""
        self._window.show_page("log")
        self._tasks.start(self._refresh(), name="message log")

    @Slot()
    def _show_rejected(self) -> None:
        self._page.show_rejected_only()
        self.show()

    def tick(self) -> None:
        """Read what has come, while somebody looks."""
        if self._page.isVisible():
            self._tasks.start(self._refresh(), name="message log")

    async def _refresh(self) -> None:
        last = self._model.last_number
        self._model.append(await self._submit(lambda intake: _entries(intake, last)))

    @Slot(int)
    def _load_body(self, number: int) -> None:
        self._tasks.start(self._show_body(number), name="body")

    async def _show_body(self, number: int) -> None:
        text = await self._submit(lambda intake: _body(intake, number))
        self._page.show_body(number, text or "")


async def _entries(intake: Intake, last: int) -> Any:
    return intake.log.entries_after(last)


async def _body(intake: Intake, number: int) -> str | None:
    return intake.log.body(number)
