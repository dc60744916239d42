"""Trying a recognition: the dialog, the photo's file, the event that comes back."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Slot
from PySide6.QtWidgets import QFileDialog

from sophon_monitor.domain.changes import Change, RecognitionSeen
from sophon_monitor.domain.records import EventRecord
from sophon_monitor.domain.site import BoxKey
from sophon_monitor.domain.trial import TrialResult
from sophon_monitor.qtmodels.picture_decoder import PictureDecoder
from sophon_monitor.services.tasks import TaskOwner
from sophon_monitor.widgets.main_window import MainWindow
from sophon_monitor.widgets.theme import Theme
from sophon_monitor.widgets.trial_dialog import TrialDialog, TrialRequest

if TYPE_CHECKING:
    from sophon_monitor.qtmodels.site_model import SiteModel
    from sophon_monitor.services.intake import Intake

translate = QCoreApplication.translate
Submit = Callable[[Callable[["Intake"], Coroutine[Any, Any, Any]]], "asyncio.Future[Any]"]

MOST_EARLY = 50  # events that came while the box was still at its answer
LARGEST_PHOTO_BYTES = 5 * 1024 * 1024


class TrialWiring(QObject):
    """Connects the dialog. Owned by the wiring; lives on the Qt thread."""

    def __init__(
        self,
        window: MainWindow,
        theme: Theme,
        site: SiteModel,
        decoder: PictureDecoder,
        *,
        tasks: TaskOwner,
        submit: Submit,
    ) -> None:
        """Make nothing yet."""
        super().__init__(window)
        self._window, self._theme, self._site, self._decoder = window, theme, site, decoder
        self._tasks, self._submit = tasks, submit
        self._dialog: TrialDialog | None = None
        self._awaited: tuple[BoxKey, TrialResult] | None = None
        self._early: deque[EventRecord] = deque(maxlen=MOST_EARLY)

    @Slot(object)
    def open(self, key: BoxKey) -> None:
        """Open the dialog for a box."""
        box = next((one for one in self._site.boxes() if one.key == key), None)
        if box is None:
            return
        if self._dialog is None:
            dialog = self._dialog = TrialDialog(self._theme, self._decoder, self._window)
            dialog.file_asked.connect(self._ask_for_photo)
            dialog.file_dropped.connect(self._read_photo)
            dialog.trial_asked.connect(self._try)
            dialog.offer_asked.connect(self._ask_offer)
            dialog.finished.connect(self._forget)
        self._dialog.set_box(key, box.name, box.threshold)
        self._dialog.open()

    @Slot(object)
    def _ask_offer(self, key: BoxKey) -> None:
        self._tasks.start(self._offer(key), name="trial")

    async def _offer(self, key: BoxKey) -> None:
        offer = await self._submit(lambda intake: intake.errands.offer_trial(key))
        if self._dialog is not None and self._dialog.box_key == key:
            self._dialog.show_offer(offer)

    @Slot()
    def _ask_for_photo(self) -> None:
        dialog = QFileDialog(self._dialog or self._window, translate("Trial", "Choose a photo"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(translate("Trial", "Photos (*.jpg *.jpeg *.png)"))
        dialog.fileSelected.connect(self._read_photo)
        dialog.open()

    @Slot(str)
    def _read_photo(self, file: str) -> None:
        self._tasks.start(self._take_photo(Path(file)), name="photo")

    async def _take_photo(self, file: Path) -> None:
        try:
            data = await asyncio.get_running_loop().run_in_executor(None, _read, file)
        except OSError as cause:
            sentence = translate("Trial", "{file} could not be read: {reason}.")
            self._window.show_trouble("photo", sentence.format(file=file.name, reason=cause.strerror or cause))
            return
        if self._dialog is not None:
            self._dialog.set_picture(data, file.name)

    @Slot(object)
    def _try(self, request: TrialRequest) -> None:
        self._tasks.start(self._run(request), name="trial")

    async def _run(self, request: TrialRequest) -> None:
        self._awaited = (request.box_key, TrialResult(sent_at_s=time.time()))
        self._early.clear()
        result = await self._submit(
            lambda intake: intake.errands.try_recognition(request.box_key, request.picture, request.camera_id)
        )
        if self._dialog is not None:
            self._awaited = None if result.problem else (request.box_key, result)
            self._dialog.show_result(result)
            self._look_for_event(tuple(self._early))

    def apply(self, changes: tuple[Change, ...]) -> None:
        """Look for the event of the trial among what happened; it may come before the box's answer does."""
        if self._awaited is None:
            return
        key, result = self._awaited
        records = tuple(c.record for c in changes if isinstance(c, RecognitionSeen) and c.record.box_key == key)
        if result.passed is None:  # no answer yet
            self._early.extend(records)
        else:
            self._look_for_event(records)

    def _look_for_event(self, records: tuple[EventRecord, ...]) -> None:
        if self._awaited is None or self._dialog is None:
            return
        result = self._awaited[1]
        for record in records:
            same_person = result.person_id is None or record.person_id == result.person_id
            after_s = record.received_at_ms / 1000 - result.sent_at_s
            if same_person and after_s >= 0:
                self._dialog.show_event_back(after_s, record.camera_name or record.camera_ip or "")
                self._awaited = None
                return

    @Slot()
    def _forget(self) -> None:
        self._awaited = None


def _read(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(LARGEST_PHOTO_BYTES + 1)
