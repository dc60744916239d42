"""Finding boxes and adding them: the search, the dialog for addresses and lists, one box's details."""

from __future__ import annotations

import asyncio
import functools
import logging
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from sophon_monitor.domain.borrowing import ReportKind
from sophon_monitor.domain.site import Box, BoxAddress, BoxKey, Camera
from sophon_monitor.qtmodels.report_places import web_page_of
from sophon_monitor.services.our_urls import our_url
from sophon_monitor.services.tasks import TaskOwner
from sophon_monitor.widgets.adapter_cards import AdapterCard
from sophon_monitor.widgets.add_boxes_dialog import AddBoxesDialog
from sophon_monitor.widgets.box_details_dialog import BoxDetailsDialog
from sophon_monitor.widgets.find_boxes_dialog import FindBoxesDialog
from sophon_monitor.widgets.main_window import MainWindow
from sophon_monitor.widgets.theme import Theme

if TYPE_CHECKING:
    from sophon_monitor.qtmodels.site_model import SiteModel
    from sophon_monitor.services.intake import Intake

log = logging.getLogger(__name__)
translate = QCoreApplication.translate
Submit = Callable[[Callable[["Intake"], Coroutine[Any, Any, Any]]], "asyncio.Future[Any]"]

LARGEST_LIST_BYTES = 1_000_000
# Asked for a route, not sent to: the adapter on the way to any far address is the one with the internet.
FAR_AWAY = "203.0.113.1"


class FindWiring(QObject):
    """Connects the dialogs that find and add boxes. Owned by the wiring; lives on the Qt thread.

    Signals:
        box_found: FoundBox of the search. progressed: ScanProgress. box_probed: FoundBox of "Look first". All three
            are sent from the intake thread.
        borrow_asked, diagnose_asked, trial_asked: BoxKey, from the details of a box.
    """

    box_found = Signal(object)
    progressed = Signal(object)
    box_probed = Signal(object)
    borrow_asked = Signal(object)
    diagnose_asked = Signal(object)
    trial_asked = Signal(object)

    def __init__(self, window: MainWindow, theme: Theme, site: SiteModel, *, tasks: TaskOwner, submit: Submit) -> None:
        """Connect the buttons; dialogs are made when they are asked for."""
        super().__init__(window)
        self._window, self._theme, self._site = window, theme, site
        self._tasks, self._submit = tasks, submit
        self._find: FindBoxesDialog | None = None
        self._add: AddBoxesDialog | None = None
        self._details: BoxDetailsDialog | None = None
        for asking in (window.top_bar, window.start_page):
            asking.find_asked.connect(self.find)
            asking.add_box_asked.connect(self.add)
        site.boxes_changed.connect(self._show_site)
        site.new_boxes_changed.connect(self._show_site)

    # -- searching ----------------------------------------------------------------------------------------------------

    @Slot()
    def find(self) -> None:
        """Open the search."""
        if self._find is None:
            dialog = self._find = FindBoxesDialog(self._theme, self._window)
            queued = Qt.ConnectionType.QueuedConnection
            self.box_found.connect(dialog.show_found, queued)
            self.progressed.connect(dialog.show_progress, queued)
            dialog.scan_asked.connect(self._scan)
            dialog.stop_asked.connect(self._stop)
            dialog.boxes_asked.connect(self._add_found)
            dialog.new_box_accepted.connect(self._accept)
            dialog.add_by_address_asked.connect(self.add)
            self._show_site()
        self._tasks.start(self._offer_adapters(self._find), name="adapters to search")
        self._find.show()
        self._find.raise_()

    async def _offer_adapters(self, dialog: FindBoxesDialog) -> None:
        addresses = [box.address.host for box in self._site.boxes()]
        cards = await asyncio.get_running_loop().run_in_executor(None, adapter_cards, addresses)
        dialog.set_adapters(cards)

    @Slot(object)
    def _scan(self, addresses: tuple[str, ...]) -> None:
        self._tasks.start(self._run_scan(addresses), name="search")

    async def _run_scan(self, addresses: tuple[str, ...]) -> None:
        found, told = self.box_found.emit, self.progressed.emit
        await self._submit(lambda intake: intake.errands.find(addresses, on_found=found, on_progress=told))

    @Slot()
    def _stop(self) -> None:
        self._tasks.cancel("search")

    @Slot(object)
    def _add_found(self, wanted: tuple[tuple[BoxAddress, str | None], ...]) -> None:
        self.add_boxes(tuple((address, name, None) for address, name in wanted))

    @Slot(str)
    def _accept(self, new_id: str) -> None:
        self._window.site_panel.new_box_accepted.emit(new_id)

    def _show_site(self) -> None:
        boxes = self._site.boxes()
        if self._find is not None:
            self._find.set_site(boxes, _camera_ids(self._site.cameras()))
            self._find.set_new_boxes(self._site.new_boxes())
        if self._add is not None:
            self._add.set_known({box.address: box.name for box in boxes})
        self._refresh_details()

    # -- by address ---------------------------------------------------------------------------------------------------

    @Slot()
    def add(self) -> None:
        """Open the dialog for addresses and lists."""
        if self._add is None:
            dialog = self._add = AddBoxesDialog(self._theme, self._window)
            self.box_probed.connect(dialog.show_probed, Qt.ConnectionType.QueuedConnection)
            dialog.boxes_asked.connect(self.add_boxes)
            dialog.probe_asked.connect(self._probe)
            dialog.file_asked.connect(self._ask_for_list)
            self._show_site()
        self._add.show()
        self._add.raise_()

    @Slot(object)
    def add_boxes(self, wanted: tuple[tuple[BoxAddress, str | None, str | None], ...]) -> None:
        """Add boxes by address, with names and notes where given."""
        self._tasks.start(self._add_all(wanted), name=f"add {len(wanted)} boxes")

    async def _add_all(self, wanted: tuple[tuple[BoxAddress, str | None, str | None], ...]) -> None:
        await self._submit(lambda intake: _add_boxes(intake, wanted))

    @Slot(object)
    def _probe(self, addresses: tuple[BoxAddress, ...]) -> None:
        self._tasks.start(self._run_probe(addresses), name="look first")

    async def _run_probe(self, addresses: tuple[BoxAddress, ...]) -> None:
        found = self.box_probed.emit
        await self._submit(lambda intake: intake.errands.look_at(addresses, on_found=found))

    @Slot()
    def _ask_for_list(self) -> None:
        dialog = QFileDialog(self._add or self._window, translate("FindBoxes", "List of boxes"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(translate("FindBoxes", "Lists (*.csv *.txt)"))
        dialog.fileSelected.connect(self._read_list)
        dialog.open()

    @Slot(str)
    def _read_list(self, file: str) -> None:
        self._tasks.start(self._take_list(Path(file)), name="list of boxes")

    async def _take_list(self, file: Path) -> None:
        try:
            data = await asyncio.get_running_loop().run_in_executor(None, functools.partial(_read, file))
        except OSError as cause:
            sentence = translate("FindBoxes", "{file} could not be read: {reason}.")
            self._window.show_trouble("list", sentence.format(file=file, reason=cause.strerror or cause))
            return
        if self._add is not None:
            self._add.take_list(data, file.name)

    # -- the details of one box ---------------------------------------------------------------------------------------

    @Slot(object)
    def show_details(self, key: BoxKey) -> None:
        """Open the details of a box."""
        box = self._box(key)
        if box is None:
            return
        if self._details is None:
            dialog = self._details = BoxDetailsDialog(self._theme, self._window)
            dialog.rename_asked.connect(self._window.site_panel.rename_asked)
            dialog.remove_asked.connect(self._window.site_panel.remove_asked)
            dialog.note_asked.connect(self._note)
            dialog.forget_asked.connect(self._forget)
            dialog.web_page_asked.connect(self.open_web_page)
            dialog.borrow_asked.connect(self.borrow_asked)
            dialog.diagnose_asked.connect(self.diagnose_asked)
            dialog.trial_asked.connect(self.trial_asked)
        self._details.set_our_urls(())
        self._details.set_box(box, self._cameras(key))
        self._tasks.start(self._show_urls(key), name="our addresses")
        self._details.show()
        self._details.raise_()

    async def _show_urls(self, key: BoxKey) -> None:
        urls = await self._submit(lambda intake: _our_urls(intake, key))
        if self._details is not None and self._details.key == key:
            self._details.set_our_urls(urls)

    def _refresh_details(self) -> None:
        dialog = self._details
        if dialog is None or not dialog.isVisible() or dialog.key is None:
            return
        if (box := self._box(dialog.key)) is None:
            dialog.close()
        else:
            dialog.set_box(box, self._cameras(box.key))

    @Slot(object, str)
    def _note(self, key: BoxKey, note: str) -> None:
        self._tasks.start(self._run_note(key, note), name=f"note {key}")

    async def _run_note(self, key: BoxKey, note: str) -> None:
        await self._submit(lambda intake: intake.set_note(key, note))

    @Slot(object)
    def _forget(self, key: BoxKey) -> None:
        self._tasks.start(self._run_forget(key), name=f"forget {key}")

    async def _run_forget(self, key: BoxKey) -> None:
        box = self._box(key)
        if not await self._submit(lambda intake: intake.forget_box(key)):
            sentence = translate(
                "BoxDetails", "{name} was not forgotten: its own settings could not be put back yet. They are listed."
            )
            self._window.show_trouble("forget", sentence.format(name=box.name if box is not None else key))

    def _box(self, key: BoxKey) -> Box | None:
        return next((one for one in self._site.boxes() if one.key == key), None)

    def _cameras(self, key: BoxKey) -> tuple[Camera, ...]:
        return tuple(camera for camera in self._site.cameras() if camera.box_key == key)

    # -- web page -----------------------------------------------------------------------------------------------------

    @Slot(str)
    def open_web_page(self, url: str) -> None:
        """Open a box's own page in the browser."""
        if not QDesktopServices.openUrl(QUrl(url)):
            sentence = translate("FindBoxes", "No browser could be opened for {url}.")
            self._window.show_trouble("browser", sentence.format(url=url))

    @Slot(object)
    def open_page_of(self, key: BoxKey) -> None:
        """Open the page of a box."""
        if (box := self._box(key)) is not None:
            self.open_web_page(web_page_of(box))


async def _add_boxes(intake: Intake, wanted: tuple[tuple[BoxAddress, str | None, str | None], ...]) -> None:
    for address, name, note in wanted:
        key = await intake.add_box(address, name)
        if note:
            await intake.set_note(key, note)


async def _our_urls(intake: Intake, key: BoxKey) -> tuple[tuple[ReportKind, str], ...]:
    box = intake.registry.box(key)
    for ip in intake.ips_of(box) if box is not None else ():
        if box is not None and (facing := intake.listening.facing(ip)) is not None:
            return tuple((kind, our_url(facing, kind, box.token)) for kind in ReportKind)
    return ()


def _camera_ids(cameras: tuple[Camera, ...]) -> dict[BoxKey, frozenset[str]]:
    ids: dict[BoxKey, frozenset[str]] = {}
    for camera in cameras:
        ids[camera.box_key] = ids.get(camera.box_key, frozenset()) | {camera.camera_id, *camera.aliases}
    return ids


def _read(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(LARGEST_LIST_BYTES + 1)


def adapter_cards(box_hosts: list[str]) -> tuple[AdapterCard, ...]:
    """The network cards that are up, with what faces each of them. Takes a few milliseconds; any thread."""
    from sophon_monitor.services.local_addresses import adapters, source_address_for

    facing = [source_address_for(host) for host in box_hosts]
    internet = source_address_for(FAR_AWAY)
    cards = [
        AdapterCard(
            name=a.name,
            address=a.address,
            prefix=a.prefix,
            kind=a.kind,
            faces=facing.count(a.address),
            has_internet=a.address == internet,
        )
        for a in adapters()
        if a.up
    ]
    return tuple(sorted(cards, key=lambda card: -card.faces))
