"""Who hears whom: read this first. Models, pages and window are made here, and every connection between them.

Widgets emit what happened; what is done about it stands here. Nothing here waits: what takes time is a task of the
`TaskOwner`, and what touches the network runs on the intake loop through `submit`.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QThreadPool, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from sophon_monitor.app.archive_reads import ArchiveReads
from sophon_monitor.app.languages import Languages
from sophon_monitor.app.look_wiring import LookWiring
from sophon_monitor.app.screen_feed import ScreenFeed
from sophon_monitor.app.screen_figures import ScreenFigures
from sophon_monitor.domain.changes import BoxRemoved, Change
from sophon_monitor.domain.site import BoxAddress, BoxKey
from sophon_monitor.qtmodels.site_model import SiteModel, SiteSelection
from sophon_monitor.services.tasks import TaskOwner
from sophon_monitor.widgets.main_window import MainWindow

if TYPE_CHECKING:
    from sophon_monitor.app.errand_wiring import ErrandWiring
    from sophon_monitor.app.window_command import Start
    from sophon_monitor.app.window_session import IntakeVoice
    from sophon_monitor.services.intake import Intake
    from sophon_monitor.services.listening import Listening
    from sophon_monitor.services.resume import Pause

log = logging.getLogger(__name__)
translate = QCoreApplication.translate
Submit = Callable[[Callable[["Intake"], Coroutine[Any, Any, Any]]], "asyncio.Future[Any]"]

FIRST_EVENTS = 200
FIRST_EVENTS_WITH_FACES = 60


class Wiring(QObject):
    """Makes the window and connects it. Owned by the window session; lives on the Qt thread.

    Signals:
        left: The person has left in order: NextSite to open then, or None.
        support_bundle_asked: Diagnostics are to be written to a file.
    """

    left = Signal(object)
    support_bundle_asked = Signal()

    def __init__(
        self,
        app: QApplication,
        start: Start,
        feed: ScreenFeed,
        voice: IntakeVoice,
        languages: Languages,
        submit: Submit,
        report: Callable[[str, BaseException], None],
    ) -> None:
        """Make everything visible; nothing is shown yet."""
        super().__init__()
        self._app, self._start, self._feed, self._languages, self._submit = app, start, feed, languages, submit
        self._settings = start.settings
        self._tasks = TaskOwner(report)
        self._began_at_s = time.time()
        self._reads = ArchiveReads(start.profile.site_folder(start.site))
        self.demo_asked: Callable[[], None] | None = None
        self._looks = LookWiring(app, start, languages)
        self._theme = self._looks.theme
        self._make_window()
        self.figures = ScreenFigures(self.window.status_bar, self._site)
        self._voice = voice
        self._connect(voice)

    def _make_window(self) -> None:
        self._site = SiteModel()
        self.window = MainWindow(self._theme, self._site)
        self.window.set_site_name(self._start.site)
        self._site.setParent(self.window)
        self.window.status_bar.set_retention(self._settings.pictures_days, self._settings.strangers_hours)
        self._looks.attach(self.window)
        self._ticker = QTimer(self)
        self._ticker.setInterval(1000)

    def _connect(self, voice: IntakeVoice) -> None:
        queued = Qt.ConnectionType.QueuedConnection
        voice.figures_taken.connect(self.figures.take, queued)
        voice.failed.connect(self._tell_crash, queued)
        voice.paused.connect(self._note_pause, queued)
        self._ticker.timeout.connect(self._tick)
        window = self.window
        window.top_bar.page_asked.connect(self.show_page)
        window.start_page.box_asked.connect(self.add_box)
        window.start_page.demo_asked.connect(self._show_demo)
        window.start_page.adapter_chosen.connect(self._listen_on)
        panel = window.site_panel
        for listing in (panel, window.start_page):
            listing.new_box_accepted.connect(self._accept_new_box)
            listing.new_box_dismissed.connect(self._dismiss_new_box)
        panel.rename_asked.connect(self._rename_box)
        panel.remove_asked.connect(self._remove_box)

    def complete(self) -> None:
        """Make the pages, which the first paint did not need. Before the intake starts: no change is missed."""
        from sophon_monitor.app.message_log_wiring import MessageLogWiring
        from sophon_monitor.app.pages import Pages

        pages = self._pages = Pages(self._theme)
        pages.live.pictures_wanted.connect(self._load_pictures)
        pages.live.event_painted.connect(self.figures.event_painted)
        pages.health.history_wanted.connect(self._load_health)
        self._message_log = MessageLogWiring(self.window, pages, tasks=self._tasks, submit=self._submit)
        self._wire_errands()
        self.window.site_panel.selection_changed.connect(self._select)
        self.window.set_pages({**pages.named(), "history": self._acceptance.history.page}, pages.log)
        pages.live.focus_feed()
        self._feed.changes_ready.connect(self._show_changes)
        self._ticker.start()

    def _wire_errands(self) -> None:
        """Find, add, borrow, diagnose, try: what a person does with boxes beyond watching them."""
        from sophon_monitor.app.errand_wiring import ErrandWiring

        errands = self._errands = ErrandWiring(
            self.window,
            self._theme,
            self._site,
            self._pages,
            self._start,
            self._voice,
            tasks=self._tasks,
            submit=self._submit,
        )
        errands.left.connect(self.left)
        errands.message_log_asked.connect(self._message_log.show)
        errands.listen_asked.connect(self._listen_on)
        self._pages.health.add_box_asked.connect(errands.find.add)
        self._wire_acceptance(errands)
        self._wire_help()

    def _wire_acceptance(self, errands: ErrandWiring) -> None:
        from sophon_monitor.app.acceptance_wiring import AcceptanceWiring

        self._acceptance = AcceptanceWiring(
            self.window,
            self._theme,
            self._site,
            self._pages,
            self._start,
            self._reads,
            errands,
            self._voice,
            tasks=self._tasks,
            submit=self._submit,
        )

    def _wire_help(self) -> None:
        """Guide, keys, camera siting, About; settings; notifications."""
        from sophon_monitor.app.help_wiring import HelpWiring
        from sophon_monitor.app.notice_wiring import NoticeWiring
        from sophon_monitor.app.settings_wiring import SettingsWiring

        window, start = self.window, self._start
        self._help = HelpWiring(window, self._theme, self._pages.guide, self._languages, start, tasks=self._tasks)
        self._help.demo_asked.connect(self._show_demo)
        self._help.support_bundle_asked.connect(self.support_bundle_asked)
        settings = SettingsWiring(window, self._pages.settings, start, tasks=self._tasks, submit=self._submit)
        settings.language_chosen.connect(self._looks.speak)
        settings.theme_chosen.connect(self._looks.choose_theme)
        settings.adapters_chosen.connect(self._listen_on_chosen)
        settings.keeping_changed.connect(self._acceptance.privacy.take_profile)
        self._notices = NoticeWiring(window, self._theme, self._site, self._settings)
        queued = Qt.ConnectionType.QueuedConnection
        self._voice.figures_taken.connect(self._notices.show_figures, queued)

    # -- what intake tells ----------------------------------------------------------------------------------------

    @Slot(object)
    def _show_changes(self, changes: tuple[Change, ...]) -> None:
        self._site.apply(changes)
        self._pages.feed_model.apply(changes)
        self._pages.health_store.apply(changes)
        self._errands.trial.apply(changes)
        self._acceptance.apply(changes)
        self._notices.apply(changes)
        for change in changes:
            if isinstance(change, BoxRemoved) and change.forgotten:
                self._pages.live.forget_box(change.key)

    @Slot(object)
    def _note_pause(self, pause: Pause) -> None:
        self._pages.health_store.note_pause(pause.began_at_s, pause.ended_at_s)

    @Slot()
    def _tick(self) -> None:
        now_at_s = time.time()
        self._site.tick(now_at_s, time.monotonic())
        self._pages.health.tick(now_at_s)
        self._message_log.tick()

    def keep(self, changes: tuple[Change, ...]) -> None:
        """Let the intake keep what did not come over the network."""
        self._command(lambda intake: intake.keep(changes), "keep")

    def watch_from(self, started_at_s: float) -> None:
        """Say that boxes were watched since then: earlier silence is not theirs."""
        self._pages.health_store.watch_from(started_at_s)

    def show_listening(self, listening: Listening) -> None:
        """Show where the receiver listens, and start filling the pages from the archive."""
        urls = tuple(_url(host, port) for host, port in listening.addresses)
        self.window.top_bar.set_listening(urls)
        self._tasks.start(self._fill_from_archive(), name="fill")
        self._tasks.start(self._offer_adapters(), name="adapters")

    async def _fill_from_archive(self) -> None:
        await self._acceptance.begin()
        if not self._start.demo:  # the demo has a past that nobody watched
            earlier = [(began, last) for began, last in await self._reads.runs() if last < self._began_at_s]
            self._pages.health_store.set_watching((*earlier, (self._began_at_s, float("inf"))))
        if self._pages.feed_model.rowCount() == 0:
            self._pages.feed_model.load_older(await self._reads.newest_events(FIRST_EVENTS, FIRST_EVENTS_WITH_FACES))

    async def _offer_adapters(self) -> None:
        from sophon_monitor.services.local_addresses import adapters
        from sophon_monitor.widgets.start_page import AdapterChoice

        found = await asyncio.get_running_loop().run_in_executor(None, adapters)
        self.window.start_page.set_adapters(tuple(AdapterChoice(a.name, a.address, a.kind) for a in found if a.up))

    # -- what the person asks -------------------------------------------------------------------------------------

    @Slot(str)
    def show_page(self, name: str) -> None:
        """Show Live or Health."""
        self.window.show_page(name)

    @Slot(object)
    def _select(self, selection: SiteSelection) -> None:
        self._pages.live.set_selection(selection.box_key, selection.camera_key)
        self._pages.health.set_selection(selection.box_key, selection.camera_key)
        self._acceptance.set_selection(selection.box_key, selection.camera_key)

    @Slot(object, object)
    def add_box(self, address: BoxAddress, name: str | None) -> None:
        """Add a box by address."""
        self._command(lambda intake: intake.add_box(address, name), "add box")

    @Slot(str)
    def _accept_new_box(self, new_id: str) -> None:
        self._command(lambda intake: intake.accept_new_box(new_id), "accept box")

    @Slot(str)
    def _dismiss_new_box(self, new_id: str) -> None:
        self._command(lambda intake: intake.dismiss_new_box(new_id), "dismiss box")

    @Slot(object, str)
    def _rename_box(self, key: BoxKey, name: str) -> None:
        self._command(lambda intake: intake.rename_box(key, name), "rename box")

    @Slot(object)
    def _remove_box(self, key: BoxKey) -> None:
        self._command(lambda intake: intake.remove_box(key), "remove box")

    @Slot(str)
    def _listen_on(self, address: str) -> None:
        if address not in self._settings.adapters:
            self._settings.adapters.append(address)
        self._listen_on_chosen(tuple(self._settings.adapters))

    @Slot(object)
    def _listen_on_chosen(self, chosen: tuple[str, ...]) -> None:
        self._command(lambda intake: intake.listen_on(chosen), "listen")

    @Slot()
    def _show_demo(self) -> None:
        if self.demo_asked is not None:
            self.demo_asked()

    def _command(self, command: Callable[[Intake], Coroutine[Any, Any, Any]], name: str) -> None:
        """Run a command on the intake loop; a failure of it is reported."""
        self._tasks.start(self._run_command(command), name=f"{name} {time.monotonic_ns()}")

    async def _run_command(self, command: Callable[[Intake], Coroutine[Any, Any, Any]]) -> None:
        await self._submit(command)

    # -- what the pages want --------------------------------------------------------------------------------------

    @Slot(int)
    def _load_pictures(self, event_id: int) -> None:
        self._tasks.start(self._show_pictures(event_id), name="pictures")

    async def _show_pictures(self, event_id: int) -> None:
        live, registered, scene = await self._reads.pictures(event_id)
        self._pages.live.show_pictures(event_id, live, registered, scene)

    @Slot(object)
    def _load_health(self, wanted: Any) -> None:
        self._tasks.start(self._show_health(wanted.box_key, wanted.since_s), name=f"health {wanted.box_key}")

    async def _show_health(self, box_key: BoxKey, since_s: float) -> None:
        self._pages.health_store.load_history(box_key, await self._reads.health(box_key, since_s))

    # -- troubles -------------------------------------------------------------------------------------------------

    @Slot(object)
    def _tell_crash(self, file: Path) -> None:
        sentence = translate("App", "Something went wrong in the monitor; the report is in {file}.").format(file=file)
        self.window.show_trouble("crash", sentence, translate("Trouble", "Make a support bundle…"))

    @Slot()
    def tell_broken_intake(self) -> None:
        """Say that nothing is received any more, where the receiver's address stands too."""
        sentence = translate("App", "Nothing is received any more: the receiver has stopped. Close and start again.")
        self.window.show_trouble("intake", sentence)
        self.window.top_bar.set_listening_problem(sentence)

    def tell_missing_font(self) -> None:
        """Say that Chinese letters cannot be drawn here."""
        sentence = translate(
            "App",
            "No font with Chinese letters is installed: Chinese names cannot be shown. Install one and start again.",
        )
        self.window.show_trouble("font", sentence)

    def tell_damaged_settings(self, kept: Path) -> None:
        """Say that the settings file could not be read."""
        sentence = translate(
            "App", "The settings could not be read and were set to their defaults; the old file is {file}."
        )
        self.window.show_trouble("settings", sentence.format(file=kept))

    # -- leaving --------------------------------------------------------------------------------------------------

    @Slot()
    def ask_to_leave(self) -> None:
        """The person closes the window; where settings are borrowed that nobody wants to keep so, asks once."""
        self._errands.ask_to_leave()

    @property
    def has_borrowed(self) -> bool:
        """Whether settings of boxes are borrowed that shall go back when the program ends."""
        return any(not entry.keep for entry in self._errands.borrow.entries)

    @property
    def borrows_anything(self) -> bool:
        """Whether boxes report to an address of ours because this program has set them so."""
        return bool(self._errands.borrow.entries)

    # -- end ------------------------------------------------------------------------------------------------------

    async def settle(self) -> None:
        """Let pictures that are being decoded and the layout come to rest, for a screenshot."""
        for _ in range(20):
            await asyncio.sleep(0.02)

    async def close(self) -> None:
        """End tasks, threads and timers of the screen. What intake still tells is heard by nobody."""
        self._ticker.stop()
        self._feed.blockSignals(True)
        self._voice.blockSignals(True)
        await self._tasks.aclose(1.0)
        await self._acceptance.close()
        self._notices.close()
        await self._reads.close()
        QThreadPool.globalInstance().waitForDone(1000)
        self._pages.decoder.close()
        for listener in (self, self.figures):  # what was on its way already would find no widgets
            QCoreApplication.removePostedEvents(listener, QEvent.Type.MetaCall)
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _url(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
