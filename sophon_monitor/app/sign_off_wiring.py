"""Judging and the Sign-off page: verdicts to the archive, checks back, rules and conditions."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from sophon_monitor.app.archive_reads import ArchiveReads
from sophon_monitor.domain.changes import (
    BoxChanged,
    BoxRemoved,
    CameraChanged,
    CameraRemoved,
    Change,
    EventJudged,
    RecognitionSeen,
    ReportMade,
    SignOffChanged,
)
from sophon_monitor.domain.checks import SiteChecks
from sophon_monitor.domain.records import EventRecord
from sophon_monitor.domain.sign_off import Condition, SignOff, Tick
from sophon_monitor.domain.site import CameraKey
from sophon_monitor.qtmodels.sign_off_model import SignOffModel
from sophon_monitor.qtmodels.verdict_words import VerdictAsked
from sophon_monitor.services.tasks import TaskOwner
from sophon_monitor.widgets.main_window import MainWindow
from sophon_monitor.widgets.rules_dialog import RulesDialog
from sophon_monitor.widgets.sign_off_page import SignOffPage

if TYPE_CHECKING:
    from sophon_monitor.qtmodels.site_model import SiteModel
    from sophon_monitor.services.archive_reader import ArchiveReader
    from sophon_monitor.services.intake import Intake

Submit = Callable[[Callable[["Intake"], Coroutine[Any, Any, Any]]], "asyncio.Future[Any]"]

REFRESH_AFTER_MS = 300  # a burst of verdicts or events is one look at the archive
AGAIN_AFTER_MS = 2000  # while events keep coming
_TOUCHING = (EventJudged, SignOffChanged, BoxChanged, BoxRemoved, CameraChanged, CameraRemoved, ReportMade)


class SignOffWiring(QObject):
    """Serves the page. Owned by the wiring; lives on the Qt thread.

    Attributes:
        page: The Sign-off page. sign_off: Rules, people, conditions and inspector as last kept.

    Signals:
        judged: A verdict was given: the computer shall stay awake.
        report_asked: "Make report…".
        trial_asked: BoxKey.
        live_asked: CameraKey whose events are to be judged.
    """

    judged = Signal()
    report_asked = Signal()
    trial_asked = Signal(object)
    live_asked = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        page: SignOffPage,
        model: SignOffModel,
        site: SiteModel,
        reads: ArchiveReads,
        *,
        site_name: str,
        tasks: TaskOwner,
        submit: Submit,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Connect the page; `begin` reads what is kept. `clock` gives UTC epoch seconds."""
        super().__init__(window)
        self._window, self._site, self._reads = window, site, reads
        self._tasks, self._submit, self._clock = tasks, submit, clock
        self.sign_off = SignOff()
        self.page, self._model = page, model
        self.page.set_site_name(site_name)
        self._dialog: RulesDialog | None = None
        self._has_begun = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._start_refresh)
        self._connect()

    def _connect(self) -> None:
        page = self.page
        page.shown.connect(self._refresh_now)
        page.rules_asked.connect(self.edit_rules)
        page.report_asked.connect(self.report_asked)
        page.trial_asked.connect(self.trial_asked)
        page.rules.inspector_named.connect(self._name_inspector)
        page.camera.condition_ticked.connect(self._tick)
        page.camera.verdict_asked.connect(self.judge)
        page.camera.live_asked.connect(self._ask_live)
        page.camera.pairs.pictures_wanted.connect(self._load_pair)

    # -- verdicts ----------------------------------------------------------------------------------------------------

    @Slot(object)
    def judge(self, asked: VerdictAsked) -> None:
        """Keep a verdict, or that it was taken back."""
        at_ms = int(self._clock() * 1000)
        self._keep(EventJudged(asked.event_id, asked.verdict, at_ms, self.sign_off.inspector, asked.really))
        self.judged.emit()

    def _keep(self, change: Change) -> None:
        self._tasks.start(self._hand_on(change), name=f"keep {time.monotonic_ns()}")

    async def _hand_on(self, change: Change) -> None:
        await self._submit(lambda intake: intake.keep((change,)))

    # -- what comes --------------------------------------------------------------------------------------------------

    def apply(self, changes: tuple[Change, ...]) -> None:
        """Take in what intake tells; the checks follow within a moment while the page is open."""
        touched = seen = False
        for change in changes:
            if isinstance(change, SignOffChanged):
                self.sign_off = change.sign_off
            touched |= isinstance(change, _TOUCHING)
            seen |= isinstance(change, RecognitionSeen)
        if (touched or seen) and self._has_begun and self.page.isVisible() and not self._soon.isActive():
            self._soon.start(REFRESH_AFTER_MS if touched else AGAIN_AFTER_MS)

    @property
    def checks(self) -> SiteChecks:
        """The whole site, as last looked at."""
        return self._model.checks

    @Slot()
    def refresh(self) -> None:
        """Look at the archive again, where the page is open."""
        if self.page.isVisible():
            self._refresh_now()

    async def begin(self) -> None:
        """Read what is kept."""
        self.sign_off = await self._reads.ask(_read_sign_off)
        self._has_begun = True
        if self.page.isVisible():
            self._refresh_now()

    @Slot()
    def _refresh_now(self) -> None:
        if self._has_begun:  # before, there may be no archive yet
            self._soon.start(0)

    @Slot()
    def _start_refresh(self) -> None:
        self._tasks.start(self._refresh(), name="checks")

    async def _refresh(self) -> None:
        checks, sign_off, judged = await self._reads.ask(_read_checks)
        self.sign_off = sign_off
        boxes = {box.key: box for box in self._site.boxes()}
        cameras = {camera.key: camera for camera in self._site.cameras()}
        self._model.show(checks, boxes, cameras)
        self.page.show_checks(sign_off, failing_events(checks, judged))

    @Slot(int)
    def _load_pair(self, event_id: int) -> None:
        self._tasks.start(self._show_pair(event_id), name=f"pair {event_id}")

    async def _show_pair(self, event_id: int) -> None:
        live, registered, _ = await self._reads.pictures(event_id)
        self.page.camera.pairs.show_pictures(event_id, live.data, registered.data)

    # -- rules -------------------------------------------------------------------------------------------------------

    @Slot()
    def edit_rules(self) -> None:
        """Open the rules."""
        if self._dialog is None:
            self._dialog = RulesDialog(self._window)
            self._dialog.saved.connect(self._save)
        self._dialog.show_sign_off(self.sign_off)
        self._dialog.open()

    @Slot(object)
    def _save(self, sign_off: SignOff) -> None:
        # Conditions may have been ticked while the dialog was open.
        self.sign_off = replace(self.sign_off, rules=sign_off.rules, people=sign_off.people)
        self._keep(SignOffChanged(self.sign_off))

    @Slot(str)
    def _name_inspector(self, name: str) -> None:
        self.sign_off = replace(self.sign_off, inspector=name)
        self._keep(SignOffChanged(self.sign_off))

    @Slot(object, object, bool)
    def _tick(self, key: CameraKey, condition: Condition, ticked: bool) -> None:
        tick = Tick(key, condition, int(self._clock() * 1000), self.sign_off.inspector)
        self.sign_off = self.sign_off.with_tick(tick, ticked=ticked)
        self._keep(SignOffChanged(self.sign_off))

    @Slot()
    def _ask_live(self) -> None:
        self.live_asked.emit(self.page.camera.camera_key)


def failing_events(checks: SiteChecks, judged: tuple[EventRecord, ...]) -> dict[CameraKey, tuple[EventRecord, ...]]:
    """By camera, the events that made it fail, each once, in the order of the rules."""
    by_id = {record.id: record for record in judged}
    found: dict[CameraKey, tuple[EventRecord, ...]] = {}
    for camera in checks.cameras:
        ids = dict.fromkeys(event_id for check in camera.failures for event_id in check.events)
        found[camera.camera_key] = tuple(by_id[event_id] for event_id in ids if event_id in by_id)
    return found


def _read_sign_off(reader: ArchiveReader) -> SignOff:
    return reader.sign_off()


def _read_checks(reader: ArchiveReader) -> tuple[SiteChecks, SignOff, tuple[EventRecord, ...]]:
    return reader.site_checks(), reader.sign_off(), reader.judged_events()
