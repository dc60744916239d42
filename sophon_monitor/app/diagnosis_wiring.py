"""The page "No events? Find out why": runs the ladder, and does what its buttons offer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from sophon_monitor.domain.ladder import Diagnosis, RungAction
from sophon_monitor.domain.site import BoxAddress, BoxKey
from sophon_monitor.services.local_addresses import source_address_for
from sophon_monitor.services.tasks import TaskOwner
from sophon_monitor.widgets.diagnosis_page import DiagnosisPage
from sophon_monitor.widgets.main_window import MainWindow

if TYPE_CHECKING:
    from sophon_monitor.qtmodels.site_model import SiteModel
    from sophon_monitor.services.intake import Intake

Submit = Callable[[Callable[["Intake"], Coroutine[Any, Any, Any]]], "asyncio.Future[Any]"]

BEGIN_AFTER_MS = 12_000


class DiagnosisWiring(QObject):
    """Connects the page. Owned by the wiring; lives on the Qt thread.

    Signals:
        climbed: Diagnosis as far as it has come, from the intake thread.
        borrow_asked, web_page_asked: BoxKey. find_asked, message_log_asked: no payload.
        listen_asked: An address of this computer.
    """

    climbed = Signal(object)
    borrow_asked = Signal(object)
    web_page_asked = Signal(object)
    find_asked = Signal()
    message_log_asked = Signal()
    listen_asked = Signal(str)

    def __init__(
        self, window: MainWindow, page: DiagnosisPage, site: SiteModel, *, tasks: TaskOwner, submit: Submit
    ) -> None:
        """Connect the page and the buttons that lead to it."""
        super().__init__(window)
        self._window, self._page, self._site = window, page, site
        self._tasks, self._submit = tasks, submit
        self.climbed.connect(page.show_diagnosis, Qt.ConnectionType.QueuedConnection)
        page.run_asked.connect(self._run)
        page.stop_asked.connect(self._stop)
        page.action_asked.connect(self._act)
        site.boxes_changed.connect(self._offer_boxes)
        window.top_bar.diagnose_asked.connect(self.open_selected)
        self._offer_boxes()
        if window.page == "diagnose":  # as `--page` asked; the boxes need a moment to say something
            QTimer.singleShot(BEGIN_AFTER_MS, self, self.open_first)

    @Slot()
    def open_first(self) -> None:
        """Begin with the first box of the site."""
        if boxes := self._site.boxes():
            self.open(boxes[0].key)

    @Slot()
    def open_selected(self) -> None:
        """Open the page for the box that is selected, or the only one, and begin; else let the person choose."""
        boxes = self._site.boxes()
        key = self._window.site_panel.selection.box_key
        if key is None and len(boxes) == 1:
            key = boxes[0].key
        if key is not None:
            self.open(key)
        else:
            self._window.show_page("diagnose")

    @Slot(object)
    def open(self, key: BoxKey) -> None:
        """Open the page for a box and begin."""
        box = next((one for one in self._site.boxes() if one.key == key), None)
        self._window.show_page("diagnose")
        if box is not None:
            self._stop()
            self._page.set_box(box.address, box.name)
            self._page.run()

    def _offer_boxes(self) -> None:
        self._page.set_boxes(tuple((box.key, box.name, box.address) for box in self._site.boxes()))

    @Slot(object)
    def _run(self, address: BoxAddress) -> None:
        self._tasks.start(self._climb(address), name="diagnose")

    async def _climb(self, address: BoxAddress) -> None:
        tell = self.climbed.emit
        self._page.set_our_url(await self._submit(lambda intake: _our_url(intake, address)))
        await self._submit(lambda intake: intake.errands.diagnose(address, on_rung=tell))

    @Slot()
    def _stop(self) -> None:
        self._tasks.cancel("diagnose")

    @Slot(object, object)
    def _act(self, action: RungAction, diagnosis: Diagnosis) -> None:
        match action:
            case RungAction.BORROW if diagnosis.box_key is not None:
                self.borrow_asked.emit(diagnosis.box_key)
            case RungAction.BORROW:
                self._window.start_page.box_asked.emit(diagnosis.address, None)
            case RungAction.LISTEN:
                if (facing := source_address_for(diagnosis.address.host)) is not None:
                    self.listen_asked.emit(facing)
            case RungAction.OPEN_WEB_PAGE if diagnosis.box_key is not None:
                self.web_page_asked.emit(diagnosis.box_key)
            case RungAction.OPEN_WEB_PAGE | RungAction.FIND:
                self.find_asked.emit()
            case RungAction.MESSAGE_LOG:
                self.message_log_asked.emit()
            case RungAction.NONE:
                return


async def _our_url(intake: Intake, address: BoxAddress) -> str | None:
    box = next((one for one in intake.registry.boxes if one.address == address), None)
    for ip in intake.ips_of(box) if box is not None else ():
        if (found := intake.listening.facing(ip)) is not None:
            host, port = found
            return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    return None
