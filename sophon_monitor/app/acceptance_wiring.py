"""What turns looking into evidence: verdicts, the Sign-off page, history, report.

Each of these has a wiring of its own; here they hear of each other.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Slot

from sophon_monitor.app.archive_reads import ArchiveReads
from sophon_monitor.app.history_wiring import HistoryWiring
from sophon_monitor.app.privacy_wiring import PrivacyWiring
from sophon_monitor.app.report_wiring import ReportWiring
from sophon_monitor.app.score_wiring import ScoreWiring
from sophon_monitor.app.sign_off_wiring import SignOffWiring
from sophon_monitor.app.walk_wiring import WalkWiring
from sophon_monitor.domain.changes import Change
from sophon_monitor.domain.site import BoxKey, CameraKey
from sophon_monitor.qtmodels.site_model import SiteModel, SiteSelection
from sophon_monitor.services.tasks import TaskOwner
from sophon_monitor.widgets.main_window import MainWindow
from sophon_monitor.widgets.theme import Theme

if TYPE_CHECKING:
    from sophon_monitor.app.errand_wiring import ErrandWiring
    from sophon_monitor.app.pages import Pages
    from sophon_monitor.app.window_command import Start
    from sophon_monitor.app.window_session import IntakeVoice
    from sophon_monitor.services.intake import Intake

Submit = Callable[[Callable[["Intake"], Coroutine[Any, Any, Any]]], "asyncio.Future[Any]"]


class AcceptanceWiring(QObject):
    """Makes the wirings of the acceptance. Owned by the wiring; lives on the Qt thread."""

    def __init__(
        self,
        window: MainWindow,
        theme: Theme,
        site: SiteModel,
        pages: Pages,
        start: Start,
        reads: ArchiveReads,
        errands: ErrandWiring,
        voice: IntakeVoice,
        *,
        tasks: TaskOwner,
        submit: Submit,
    ) -> None:
        """Make and connect them, after the first paint."""
        super().__init__(window)
        self._window, self._site, self._live = window, site, pages.live
        self._reads, self._tasks = reads, tasks
        self.sign_off = SignOffWiring(
            window, pages.sign_off, pages.sign_off_model, site, reads, site_name=start.site, tasks=tasks, submit=submit
        )
        self.scores = ScoreWiring(pages.live.scores, site, reads, tasks=tasks)
        self.sign_off_scores = ScoreWiring(pages.sign_off.scores, site, reads, tasks=tasks)
        self.history = HistoryWiring(
            theme,
            pages.decoder,
            start.profile.site_folder(start.site),
            site_name=start.site,
            tasks=tasks,
            parent=self,
        )
        self.history.verdict_asked.connect(self.sign_off.judge)
        self.history.reconcile_asked.connect(errands.reconcile.open_selected)
        pages.live.event_asked.connect(self._show_in_history)
        pages.sign_off.camera.pairs.pair_asked.connect(self._show_in_history)
        pages.sign_off.scores.event_asked.connect(self._show_in_history)
        self.privacy = PrivacyWiring(
            window, theme, site, pages, start, tasks=tasks, submit=submit, inspector=self._inspector
        )
        self._connect_privacy(voice, errands)
        self.report = ReportWiring(window, start, tasks=tasks, submit=submit)
        self.sign_off.report_asked.connect(self._open_report)
        self.report.made.connect(self.sign_off.refresh)
        window.top_bar.more_menu.verify_asked.connect(self.report.ask_for_report)
        self.walk = WalkWiring(window, theme, pages.feed_model, pages.decoder, reads, start.settings, tasks=tasks)
        window.walk_asked.connect(self._release_feed)  # the walk test follows what comes
        self.walk.verdict_asked.connect(self.sign_off.judge)
        self.sign_off.judged.connect(self.walk.judged)
        voice.borrowed_changed.connect(self.walk.borrowed_changed, Qt.ConnectionType.QueuedConnection)
        pages.live.verdict_asked.connect(self.sign_off.judge)
        self.sign_off.trial_asked.connect(errands.trial.open)
        self.sign_off.live_asked.connect(self._judge_on_live)

    def _connect_privacy(self, voice: IntakeVoice, errands: ErrandWiring) -> None:
        privacy, menu = self.privacy, self._window.top_bar.more_menu
        menu.privacy_asked.connect(privacy.open_privacy)
        menu.purge_asked.connect(privacy.open_purge)
        privacy.left.connect(errands.left)
        privacy.forgotten.connect(self._forget_people)
        privacy.purged.connect(self._look_anew)
        voice.figures_taken.connect(privacy.show_figures, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _forget_people(self, _order: object) -> None:
        self.walk.look_anew()

    @Slot()
    def _look_anew(self) -> None:
        self.sign_off.refresh()
        self.scores.begin()
        self.sign_off_scores.begin()

    def _inspector(self) -> str:
        return self.sign_off.sign_off.inspector

    def apply(self, changes: tuple[Change, ...]) -> None:
        """Take in what intake tells."""
        self.sign_off.apply(changes)
        self.history.apply(changes)
        self.privacy.apply(changes)
        self.scores.apply(changes)
        self.sign_off_scores.apply(changes)

    def set_selection(self, box_key: BoxKey | None, camera_key: CameraKey | None) -> None:
        """The site tree's selection filters every page."""
        self.sign_off.page.set_selection(box_key, camera_key)
        self.history.set_selection(box_key, camera_key)
        self.walk.set_selection(box_key, camera_key)

    async def close(self) -> None:
        """Let go of what the system lent us, and of the archive. The tasks have ended before."""
        await self.history.close()
        self.walk.close()
        self.report.close()

    async def begin(self) -> None:
        """Read what is kept of the site."""
        await self.sign_off.begin()
        await self.privacy.begin()
        self.scores.begin()
        self.sign_off_scores.begin()
        self.history.page.search()

    @Slot(int)
    def _show_in_history(self, event_id: int) -> None:
        self._window.show_page("history")
        self._tasks.start(self._show_event(event_id), name="event in history")

    async def _show_event(self, event_id: int) -> None:
        record = await self._reads.ask(lambda reader: reader.event(event_id))
        if record is not None:
            self.history.page.show_event(record)

    @Slot()
    def _open_report(self) -> None:
        self.report.open(self.sign_off.checks, self.sign_off.sign_off.inspector)

    @Slot()
    def _release_feed(self) -> None:
        if self._live.feed.hold_button.isChecked():
            self._live.feed.toggle_hold()

    @Slot(object)
    def _judge_on_live(self, key: CameraKey) -> None:
        camera = next((one for one in self._site.cameras() if one.key == key), None)
        if camera is not None:
            self._window.site_panel.select(SiteSelection(camera.box_key, key))
        self._window.show_page("live")
