"""Borrowing and giving back on the screen: the dialog of one box, the list in the window, the question at the end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

from sophon_monitor.domain.borrowing import (
    BorrowedSetting,
    BorrowPlan,
    Decision,
    Returned,
    Step,
    StepName,
    StepState,
)
from sophon_monitor.domain.site import BoxKey
from sophon_monitor.qtmodels.borrowing_words import kind_word
from sophon_monitor.services.tasks import TaskOwner
from sophon_monitor.widgets.borrowed_panel import BorrowedPanel
from sophon_monitor.widgets.leave_dialog import LeaveDialog
from sophon_monitor.widgets.main_window import MainWindow
from sophon_monitor.widgets.reporting_dialog import BorrowRequest, ReportingDialog
from sophon_monitor.widgets.theme import Theme

if TYPE_CHECKING:
    from sophon_monitor.app.site_wiring import NextSite
    from sophon_monitor.qtmodels.site_model import SiteModel
    from sophon_monitor.services.intake import Intake

log = logging.getLogger(__name__)
translate = QCoreApplication.translate
Submit = Callable[[Callable[["Intake"], Coroutine[Any, Any, Any]]], "asyncio.Future[Any]"]


class BorrowWiring(QObject):
    """Connects everything about borrowing. Owned by the wiring; lives on the Qt thread.

    Signals:
        stepped: Step and the BoxKey that it is about, from the intake thread.
        left: NextSite or None: nothing keeps the person here any more.
        diagnose_asked, details_asked: BoxKey.
    """

    stepped = Signal(object, object)
    left = Signal(object)
    diagnose_asked = Signal(object)
    details_asked = Signal(object)

    def __init__(self, window: MainWindow, theme: Theme, site: SiteModel, *, tasks: TaskOwner, submit: Submit) -> None:
        """Put the list into the window."""
        super().__init__(window)
        self._window, self._theme, self._site = window, theme, site
        self._tasks, self._submit = tasks, submit
        self.entries: tuple[BorrowedSetting, ...] = ()
        self._plan: BorrowPlan | None = None
        self._shown: BoxKey | None = None  # whose dialog it is
        self._dialog: ReportingDialog | None = None
        self._leave: LeaveDialog | None = None
        self._next: NextSite | None = None
        self.panel = BorrowedPanel(theme, window)
        window.set_borrowed_panel(self.panel)
        self.panel.put_back_asked.connect(self._put_back)
        self.panel.decide_asked.connect(self._decide)
        self.panel.keep_asked.connect(self._keep)
        self.panel.diagnose_asked.connect(self._diagnose)

    # -- what intake tells -------------------------------------------------------------------------------------------

    @Slot(object)
    def show_entries(self, entries: tuple[BorrowedSetting, ...]) -> None:
        """Show what is borrowed."""
        self.entries = entries
        self.panel.set_entries(entries)
        if self._dialog is not None:
            self._dialog.show_borrowed(entries)
        if self._leave is not None:
            self._leave.set_entries(entries)

    @Slot(object)
    def show_returned(self, returned: tuple[Returned, ...]) -> None:
        """Tell what was given back without being asked for: an earlier run had not done it."""
        self.panel.show_returned(returned)
        back = [one for one in returned if not one.entry.is_open]
        if back:
            names = ", ".join(dict.fromkeys(one.entry.box_name for one in back))
            sentence = translate(
                "Borrowing", "Put back on {boxes}, as the program had ended before it could: {reports}."
            )
            kinds = ", ".join(dict.fromkeys(kind_word(one.entry.kind) for one in back))
            self._window.show_trouble("returned", sentence.format(boxes=names, reports=kinds))

    # -- the dialog of one box ----------------------------------------------------------------------------------------

    @Slot(object)
    def open(self, key: BoxKey) -> None:
        """Open the dialog of a box."""
        box = next((one for one in self._site.boxes() if one.key == key), None)
        if box is None:
            return
        if self._dialog is None:
            dialog = self._dialog = ReportingDialog(self._theme, self._window)
            dialog.plan_asked.connect(self._ask_plan)
            dialog.borrow_asked.connect(self._borrow)
            dialog.put_back_asked.connect(self._put_box_back)
            dialog.diagnose_asked.connect(self._diagnose)
            dialog.by_hand_asked.connect(self._show_details)
            self.stepped.connect(dialog.show_step, Qt.ConnectionType.QueuedConnection)
        self._shown = key
        self._dialog.set_box(key, box.name)
        self._dialog.show_borrowed(self.entries)
        self._tasks.start(self._offer(key), name="addresses to report to")
        self._ask_plan(key, None)
        self._dialog.open()

    async def _offer(self, key: BoxKey) -> None:
        found = await self._submit(lambda intake: _addresses(intake, key))
        if self._dialog is not None and self._shown == key:
            self._dialog.set_addresses(found)

    @Slot(object, object)
    def _ask_plan(self, key: BoxKey, host: str | None) -> None:
        self._tasks.start(self._show_plan(key, host), name="plan")

    async def _show_plan(self, key: BoxKey, host: str | None) -> None:
        self._plan = await self._submit(lambda intake: intake.borrowing.plan(key, host=host))
        if self._dialog is not None and self._plan is not None:
            self._dialog.show_plan(self._plan)

    @Slot(object)
    def _borrow(self, request: BorrowRequest) -> None:
        self._tasks.start(self._run_borrow(request), name=f"borrow {request.box_key}")

    async def _run_borrow(self, request: BorrowRequest) -> None:
        shown = self._plan

        def tell(step: Step) -> None:
            self.stepped.emit(step, request.box_key)

        if shown is None or shown.box_key != request.box_key:
            tell(Step(StepName.READ, StepState.FAILED, problem="changed_meanwhile"))
            return
        await self._submit(
            lambda intake: intake.borrowing.borrow(
                shown, kinds=request.kinds, agreed=request.agreed, new_period_s=request.new_period_s, tell=tell
            )
        )

    # -- giving back --------------------------------------------------------------------------------------------------

    @Slot(object)
    def _put_box_back(self, key: BoxKey) -> None:
        self._put_back(tuple(entry.id for entry in self.entries if entry.box_key == key))

    @Slot(object)
    def _put_back(self, ids: tuple[int, ...]) -> None:
        self.panel.set_busy(frozenset(ids))
        self._tasks.start(self._run_put_back(ids), name=f"put back {ids}")

    async def _run_put_back(self, ids: tuple[int, ...]) -> None:
        returned = await self._submit(lambda intake: intake.borrowing.give_back(ids))
        self._show_done(returned)

    def _show_done(self, returned: tuple[Returned, ...]) -> None:
        self.panel.show_returned(returned)
        if self._dialog is not None:
            self._dialog.show_returned(returned)
        self._window.clear_trouble("returned")

    @Slot(int, object)
    def _decide(self, entry_id: int, decision: Decision) -> None:
        self.panel.set_busy(frozenset({entry_id}))
        self._tasks.start(self._run_decision(entry_id, decision), name=f"decide {entry_id}")

    async def _run_decision(self, entry_id: int, decision: Decision) -> None:
        self._show_done((await self._submit(lambda intake: intake.borrowing.decide(entry_id, decision)),))

    @Slot(int, bool)
    def _keep(self, entry_id: int, keep: bool) -> None:
        self._tasks.start(self._run_keep((entry_id,), keep), name=f"keep {entry_id}")

    async def _run_keep(self, ids: tuple[int, ...], keep: bool) -> None:
        await self._submit(lambda intake: intake.borrowing.keep(ids, keep))

    @Slot(object)
    def _diagnose(self, key: BoxKey) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self.diagnose_asked.emit(key)

    @Slot(object)
    def _show_details(self, key: BoxKey) -> None:
        if self._dialog is not None:
            self._dialog.reject()
        self.details_asked.emit(key)

    # -- leaving ------------------------------------------------------------------------------------------------------

    def ask_to_leave(self, next_site: NextSite | None = None) -> None:
        """Leave, after asking once where settings are borrowed that nobody wants to keep so."""
        self._next = next_site
        if not any(not entry.keep for entry in self.entries):
            self.left.emit(next_site)
            return
        if self._leave is not None and self._leave.isVisible():
            self._leave.raise_()
            return
        dialog = self._leave = LeaveDialog(self._theme, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.set_entries(self.entries)
        dialog.put_back_asked.connect(self._put_back_and_leave)
        dialog.keep_asked.connect(self._keep_and_leave)
        dialog.close_anyway_asked.connect(self._leave_now)
        dialog.destroyed.connect(self._forget_dialog)
        dialog.open()

    @Slot()
    def _forget_dialog(self) -> None:
        self._leave = None

    @Slot()
    def _put_back_and_leave(self) -> None:
        self._tasks.start(self._run_leave(), name="leave")

    async def _run_leave(self) -> None:
        returned = await self._submit(lambda intake: intake.borrowing.give_back())
        self._show_done(returned)
        if self._leave is None:
            return  # the person stays after all
        if all(not one.entry.is_open for one in returned):
            self._leave_now()
        else:
            self._leave.show_returned(returned)
            log.info("not everything could be put back: %s", [one.outcome for one in returned])

    @Slot()
    def _keep_and_leave(self) -> None:
        self._tasks.start(self._run_keep_and_leave(), name="leave")

    async def _run_keep_and_leave(self) -> None:
        await self._run_keep(tuple(entry.id for entry in self.entries), True)
        self._leave_now()

    @Slot()
    def _leave_now(self) -> None:
        if self._leave is not None:
            self._leave.accept()
        self.left.emit(self._next)


async def _addresses(intake: Intake, key: BoxKey) -> tuple[tuple[str, str, bool], ...]:
    """Addresses of this computer at which the receiver listens: the one that faces the box first."""
    from sophon_monitor.services.local_addresses import adapters

    box = intake.registry.box(key)
    if box is None:
        return ()
    facing = [found[0] for ip in intake.ips_of(box) if (found := intake.listening.facing(ip)) is not None]
    cards = {card.address: card for card in await asyncio.to_thread(adapters)}
    hosts = dict.fromkeys([*facing, *(host for host, _ in intake.listening.now.addresses)])
    return tuple((host, cards[host].name if host in cards else "", host in facing) for host in hosts)
