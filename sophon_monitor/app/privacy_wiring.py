"""Privacy: how long a site keeps what, and removing people or the whole site for good."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from sophon_monitor.app import logs
from sophon_monitor.app.site_wiring import NextSite
from sophon_monitor.domain.changes import (
    Change,
    IntakeFigures,
    PurgeAsked,
    PurgeDone,
    PurgeProgressed,
    RetentionChosen,
)
from sophon_monitor.domain.purge import PurgeOrder, PurgeResult
from sophon_monitor.domain.site_file import site_text
from sophon_monitor.domain.site_retention import SiteRetention
from sophon_monitor.qtmodels import privacy_words as words
from sophon_monitor.services import site_removal
from sophon_monitor.services.archive_people import purge_choice
from sophon_monitor.services.archive_retention import read_site_retention
from sophon_monitor.services.archive_schema import ArchiveDamaged, ArchiveTooNew
from sophon_monitor.services.retention import Retention, default_choice
from sophon_monitor.services.tasks import TaskOwner
from sophon_monitor.widgets.main_window import MainWindow
from sophon_monitor.widgets.picture_pane import PicturePane
from sophon_monitor.widgets.privacy_dialog import PrivacyDialog
from sophon_monitor.widgets.purge_dialog import PurgeDialog
from sophon_monitor.widgets.theme import Theme

if TYPE_CHECKING:
    from sophon_monitor.app.pages import Pages
    from sophon_monitor.app.window_command import Start
    from sophon_monitor.qtmodels.site_model import SiteModel
    from sophon_monitor.services.intake import Intake

Submit = Callable[[Callable[["Intake"], Coroutine[Any, Any, Any]]], "asyncio.Future[Any]"]


def profile_retention(start: Start) -> Retention:
    """What the profile says, as the archive takes it."""
    settings = start.settings
    return Retention(
        pictures_s=settings.pictures_days * 86_400,
        stranger_pictures_s=settings.strangers_hours * 3_600,
        records_s=settings.records_days * 86_400,
        picture_limit_bytes=int(settings.picture_limit_mb * 1_000_000) or None,
    )


class PrivacyWiring(QObject):
    """Connects the two dialogs. Owned by the wiring; lives on the Qt thread.

    Attributes:
        retention: As a person chose for this site; None: as the profile says.

    Signals:
        forgotten: PurgeOrder: whatever shows or remembers these people lets go of them now.
        purged: It is done; views of the archive may look again.
        left: NextSite, after the site was ordered to be removed.
    """

    forgotten = Signal(object)
    purged = Signal()
    left = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        theme: Theme,
        site: SiteModel,
        pages: Pages,
        start: Start,
        *,
        tasks: TaskOwner,
        submit: Submit,
        inspector: Callable[[], str],
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`inspector` tells who is at work; `clock` gives UTC epoch seconds."""
        super().__init__(window)
        self._window, self._theme, self._site, self._pages, self._start = window, theme, site, pages, start
        self._tasks, self._submit, self._inspector, self._clock = tasks, submit, inspector, clock
        self._folder = start.profile.site_folder(start.site)
        self._default = default_choice(profile_retention(start))
        self.retention: SiteRetention | None = None
        self._privacy: PrivacyDialog | None = None
        self._purge: PurgeDialog | None = None

    async def begin(self) -> None:
        """Read what a person chose, and remove what a purge of a site has left to remove."""
        loop = asyncio.get_running_loop()
        self.retention = await loop.run_in_executor(None, read_site_retention, self._folder)
        self._show_status()
        profile = self._start.profile.folder
        if await loop.run_in_executor(None, (profile / site_removal.FOLDER).is_dir):
            is_empty = await loop.run_in_executor(None, site_removal.empty, profile)
            sentence = words.site_gone_sentence() if is_empty else words.site_left_sentence()
            self._window.show_trouble("purge", sentence)

    @Slot()
    def take_profile(self) -> None:
        """The profile's times are others now; where the site has none of its own they hold here."""
        self._default = default_choice(profile_retention(self._start))
        self._show_status()

    # -- what intake tells -------------------------------------------------------------------------------------------

    def apply(self, changes: tuple[Change, ...]) -> None:
        """Take in what intake tells."""
        for change in changes:
            match change:
                case RetentionChosen(retention=chosen):
                    self.retention = chosen
                    self._show_status()
                case PurgeAsked(order=order):
                    self._forget(order)
                case PurgeProgressed():
                    if self._purge is not None:
                        self._purge.show_progress(change)
                case PurgeDone(result=result):
                    self._show_result(result)
                case _:
                    continue

    @Slot(object)
    def show_figures(self, figures: IntakeFigures) -> None:
        """Say in the dialog why a purge does not go on."""
        if self._purge is not None:
            problem = figures.archive_problem
            self._purge.show_trouble(words.not_now_sentence(problem) if problem else "")

    def _show_status(self) -> None:
        now = self.retention or self._default
        self._window.status_bar.set_retention(now.pictures_days, min(now.strangers_hours, now.pictures_days * 24))

    # -- retention ---------------------------------------------------------------------------------------------------

    @Slot()
    def open_privacy(self) -> None:
        """Open "Privacy and retention"."""
        if self._privacy is None:
            self._privacy = PrivacyDialog(self._window)
            self._privacy.chosen.connect(self._choose)
            self._privacy.purge_asked.connect(self.open_purge)
        self._privacy.show_retention(self.retention, self._default, self._inspector())
        self._privacy.open()

    @Slot(object)
    def _choose(self, chosen: SiteRetention | None) -> None:
        if chosen is not None:
            chosen = replace(chosen, at_ms=int(self._clock() * 1000))
        self._keep((RetentionChosen(chosen),))

    # -- people ------------------------------------------------------------------------------------------------------

    @Slot()
    def open_purge(self) -> None:
        """Open "Purge"."""
        if self._purge is None:
            self._purge = PurgeDialog(self._theme, self._window)
            self._purge.purge_asked.connect(self._ask_purge)
            self._purge.site_purge_asked.connect(self._ask_site_purge)
        self._purge.begin("" if self._start.demo else self._start.site)  # a demo goes with its window
        self._purge.open()
        self._tasks.start(self._show_choice(), name="purge choice")

    async def _show_choice(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            choice = await loop.run_in_executor(None, purge_choice, self._folder)
        except (ArchiveDamaged, ArchiveTooNew, OSError):
            choice = None
        if self._purge is not None and choice is not None:
            self._purge.show_choice(choice)

    @Slot(object)
    def _ask_purge(self, order: PurgeOrder) -> None:
        for box in self._site.boxes():
            if (note := order.without_names(box.note)) != box.note:
                self._command(_set_note(box.key, note), f"note of {box.key}")
        self._keep((PurgeAsked(order),))
        if order.people:
            self._tasks.start(self._clean_logs(order), name=f"clean logs {time.monotonic_ns()}")

    async def _clean_logs(self, order: PurgeOrder) -> None:
        await self._submit(_clear_log)
        folders = (self._start.profile.logs, self._start.profile.crash)
        await asyncio.get_running_loop().run_in_executor(None, logs.clean, folders, order.without_names)

    def _forget(self, order: PurgeOrder) -> None:
        """Let go of them on the screen: rows, faces, and what is decoded, wherever it is shown."""
        pages = self._pages
        pages.feed_model.forget_people(order)
        pages.decoder.forget(_everything)
        if order.people:
            pages.log_model.clear()
            pages.log.forget()
        shown = pages.live.compare.row
        if shown is not None and (order.is_of(shown.record) or order.loses_pictures(shown.record)):
            pages.live.forget_box(shown.box_key)
            pages.live.overlay.hide()
            for pane in self._window.findChildren(PicturePane):
                pane.show_text("")
        self.forgotten.emit(order)

    def _show_result(self, result: PurgeResult) -> None:
        if self._purge is not None and self._purge.isVisible():
            self._purge.show_result(result)
        else:
            self._window.show_trouble("purge", words.result_sentence(result))
        self.purged.emit()

    # -- the site ----------------------------------------------------------------------------------------------------

    @Slot(bool)
    def _ask_site_purge(self, keep_boxes: bool) -> None:
        self._tasks.start(self._purge_site(keep_boxes), name="purge site")

    async def _purge_site(self, keep_boxes: bool) -> None:
        returned = await self._submit(_give_all_back)
        left = dict.fromkeys(one.entry.box_name for one in returned if one.entry.is_open)
        if left:
            self._refuse(words.borrowed_sentence(", ".join(left)))
            return
        name = self._start.site
        kept = site_text(name, self._site.boxes(), self._site.cameras()) if keep_boxes else ""
        loop = asyncio.get_running_loop()
        try:
            await loop.run_in_executor(None, site_removal.order_removal, self._start.profile.folder, name, kept)
        except OSError as cause:
            self._refuse(words.not_ordered_sentence(cause.strerror or str(cause)))
            return
        self.left.emit(NextSite(name))

    def _refuse(self, sentence: str) -> None:
        if self._purge is not None:
            self._purge.refuse(sentence)

    # -- intake ------------------------------------------------------------------------------------------------------

    def _keep(self, changes: tuple[Change, ...]) -> None:
        self._command(lambda intake: intake.keep(changes), f"keep {time.monotonic_ns()}")

    def _command(self, command: Callable[[Intake], Coroutine[Any, Any, Any]], name: str) -> None:
        self._tasks.start(self._run(command), name=name)

    async def _run(self, command: Callable[[Intake], Coroutine[Any, Any, Any]]) -> None:
        await self._submit(command)


def _set_note(key: Any, note: str) -> Callable[[Intake], Coroutine[Any, Any, Any]]:
    return lambda intake: intake.set_note(key, note)


async def _clear_log(intake: Intake) -> None:
    intake.log.clear()


async def _give_all_back(intake: Intake) -> Any:
    return await intake.borrowing.give_back()


def _everything(_key: object) -> bool:
    return True
