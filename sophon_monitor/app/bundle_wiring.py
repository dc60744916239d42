"""The support bundle out of the window: asks where it goes, makes it beside the loop, says where it is."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QDir, QObject, QStandardPaths, Slot
from PySide6.QtWidgets import QFileDialog

if TYPE_CHECKING:
    from sophon_monitor.app.window_command import Start
    from sophon_monitor.services.intake import Intake
    from sophon_monitor.services.tasks import TaskOwner
    from sophon_monitor.widgets.main_window import MainWindow

translate = QCoreApplication.translate
Submit = Callable[[Callable[["Intake"], Coroutine[Any, Any, Any]]], "asyncio.Future[Any]"]
COUNTED_WITHIN_S = 2.0


class BundleWiring(QObject):
    """Owned by the wiring of troubles; lives on the Qt thread."""

    def __init__(self, window: MainWindow, start: Start, *, tasks: TaskOwner, submit: Submit) -> None:
        """Make nothing yet."""
        super().__init__(window)
        self._window, self._start, self._tasks, self._submit = window, start, tasks, submit

    @Slot()
    def ask_file(self) -> None:
        """Ask where the bundle goes."""
        places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.DesktopLocation)
        name = f"sophon-support-{time.strftime('%Y%m%d-%H%M')}.zip"
        file = QDir(places[0] if places else QDir.homePath()).filePath(name)
        dialog = QFileDialog(self._window, translate("Trouble", "Where the support bundle goes"), file, "ZIP (*.zip)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("zip")
        dialog.fileSelected.connect(self._take_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _take_file(self, file: str) -> None:
        self._tasks.start(self.make(Path(file)), name="support bundle")

    async def make(self, file: Path) -> None:
        """Make the bundle and say where it is, or why it could not be made."""
        from sophon_monitor.app.support_bundle import make_support_bundle
        from sophon_monitor.app.support_facts import screen_facts

        counts = await self._counts()
        try:
            await make_support_bundle(self._start.profile, file, screen=screen_facts(), messages=counts)
        except OSError as cause:
            sentence = translate("Trouble", "The support bundle could not be written to {file}: {reason}.")
            self._window.show_trouble("bundle", sentence.format(file=file, reason=cause.strerror or cause))
            return
        self._window.clear_trouble("ended")
        sentence = translate(
            "Trouble",
            "The support bundle is in {file}. It holds versions, settings, logs and counts, "
            "and no face, name, password or message.",
        )
        self._window.show_trouble("bundle", sentence.format(file=file))

    async def _counts(self) -> dict[str, int]:
        """What came in this run, by kind; empty where the intake does not answer."""
        try:
            async with asyncio.timeout(COUNTED_WITHIN_S):
                return dict(await self._submit(_message_counts))
        except (TimeoutError, RuntimeError):  # the intake has ended; the bundle is wanted all the more
            return {}


async def _message_counts(intake: Intake) -> dict[str, int]:
    from sophon_monitor.app.support_facts import counted_messages

    return counted_messages(intake.log.entries_after(0))
