"""The Settings page: what a person changes there is applied, and kept in `settings.toml` at once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

from sophon_monitor.app import settings as settings_file
from sophon_monitor.app.privacy_wiring import profile_retention
from sophon_monitor.app.settings import Settings
from sophon_monitor.qtmodels.setting_rows import ROWS, SettingValue, setting_rows
from sophon_monitor.services.tasks import TaskOwner
from sophon_monitor.widgets.main_window import MainWindow
from sophon_monitor.widgets.settings_page import SettingsPage

if TYPE_CHECKING:
    from sophon_monitor.app.window_command import Start
    from sophon_monitor.services.intake import Intake

log = logging.getLogger(__name__)
translate = QCoreApplication.translate
Submit = Callable[[Callable[["Intake"], Coroutine[Any, Any, Any]]], "asyncio.Future[Any]"]

SAVE_AFTER_S = 0.3
_KEEPING = ("pictures_days", "strangers_hours", "records_days", "picture_limit_mb")


class SettingsWiring(QObject):
    """Owned by the wiring; lives on the Qt thread.

    Signals:
        language_chosen, theme_chosen: As in the settings.
        adapters_chosen: Addresses to listen on.
        keeping_changed: How long what is kept by default is another.
    """

    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    adapters_chosen = Signal(object)
    keeping_changed = Signal()

    def __init__(
        self, window: MainWindow, page: SettingsPage, start: Start, *, tasks: TaskOwner, submit: Submit
    ) -> None:
        """Connect the page."""
        super().__init__(window)
        self._window, self._page, self._start = window, page, start
        self._settings, self._tasks, self._submit = start.settings, tasks, submit
        page.setting_changed.connect(self._change)
        page.all_reset.connect(self._reset_all)
        page.file_asked.connect(self._open_folder)
        window.settings_asked.connect(self.open)
        window.page_shown.connect(self._refresh_page)
        self._refresh()

    @Slot()
    def open(self) -> None:
        """Show the page."""
        self._window.show_page("settings")

    @Slot(str)
    def _refresh_page(self, name: str) -> None:
        if name == "settings":
            self._refresh()
            self._tasks.start(self._offer(), name="addresses for the settings")
            self._page.search.setFocus()

    def _refresh(self) -> None:
        self._page.show_rows(setting_rows(_values(self._settings), _values(Settings())))

    async def _offer(self) -> None:
        from sophon_monitor.services.local_addresses import adapters

        found = await asyncio.get_running_loop().run_in_executor(None, adapters)
        self._page.offer_addresses({one.address: one.name for one in found if one.up})

    # -- what was changed --------------------------------------------------------------------------------------------

    @Slot(str, object)
    def _change(self, name: str, value: SettingValue) -> None:
        setattr(self._settings, name, list(value) if isinstance(value, tuple) else value)
        self._apply(name)
        self._keep()

    @Slot()
    def _reset_all(self) -> None:
        defaults = Settings()
        names = [row.name for row in ROWS if getattr(self._settings, row.name) != getattr(defaults, row.name)]
        for name in names:
            setattr(self._settings, name, getattr(defaults, name))
        for name in names:
            self._apply(name)
        self._keep()

    def _apply(self, name: str) -> None:
        match name:
            case "language":
                self.language_chosen.emit(self._settings.language)
            case "theme":
                self.theme_chosen.emit(self._settings.theme)
            case "adapters":
                self.adapters_chosen.emit(tuple(self._settings.adapters))
            case _ if name in _KEEPING:
                retention = profile_retention(self._start)
                self._tasks.start(self._set_retention(retention), name=f"retention {name}")
                self.keeping_changed.emit()

    async def _set_retention(self, retention: Any) -> None:
        await self._submit(lambda intake: intake.set_retention(retention))

    def _keep(self) -> None:
        self._refresh()
        if not self._start.demo:
            self._tasks.start(self._save(replace(self._settings)), name="settings")

    async def _save(self, settings: Settings) -> None:
        await asyncio.sleep(SAVE_AFTER_S)  # the next change takes this one's place; two must never write at once
        file = self._start.profile.settings_file
        try:
            await asyncio.get_running_loop().run_in_executor(None, settings_file.save, file, settings)
        except OSError as cause:
            log.warning("settings could not be saved: %s", cause.strerror)
            sentence = translate(
                "App", "The settings could not be written ({reason}): they hold until the program is closed."
            )
            self._window.show_trouble("settings unsaved", sentence.format(reason=cause.strerror or cause))
        else:
            self._window.clear_trouble("settings unsaved")

    @Slot()
    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._start.profile.folder)))


def _values(settings: Settings) -> dict[str, SettingValue]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in asdict(settings).items()}
