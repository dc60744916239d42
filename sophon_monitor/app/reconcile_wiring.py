"""Reconciling with a box: the dialog, the errand on the intake loop, the clipboard."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication

from sophon_monitor.domain.reconcile_outcome import ReconcileOutcome, ReconcileProgress
from sophon_monitor.domain.site import BoxKey
from sophon_monitor.services.tasks import TaskOwner
from sophon_monitor.widgets.main_window import MainWindow
from sophon_monitor.widgets.reconcile_dialog import ReconcileDialog, ReconcileRequest
from sophon_monitor.widgets.theme import Theme

if TYPE_CHECKING:
    from sophon_monitor.qtmodels.site_model import SiteModel
    from sophon_monitor.services.intake import Intake

Submit = Callable[[Callable[["Intake"], Coroutine[Any, Any, Any]]], "asyncio.Future[Any]"]
TASK = "reconcile"


class ReconcileWiring(QObject):
    """Connects the dialog. Owned by the wiring; lives on the Qt thread.

    Signals:
        came_so_far: ReconcileProgress, from the intake thread.
    """

    came_so_far = Signal(object)

    def __init__(
        self, window: MainWindow, theme: Theme, site: SiteModel, folder: Path, *, tasks: TaskOwner, submit: Submit
    ) -> None:
        """Make nothing yet.

        Args:
            window: Parent of the dialog.
            theme: Colours.
            site: Boxes and cameras by name.
            folder: Of the site, with the archive.
            tasks: Owner of what runs here.
            submit: Runs a command on the intake loop.
        """
        super().__init__(window)
        self._window, self._theme, self._site, self._folder = window, theme, site, folder
        self._tasks, self._submit = tasks, submit
        self._dialog: ReconcileDialog | None = None
        self._fetched_from: ReconcileOutcome | None = None  # whose lost events are being fetched
        self.came_so_far.connect(self._show_progress, Qt.ConnectionType.QueuedConnection)
        site.boxes_changed.connect(self._offer_boxes)

    @Slot()
    def open_selected(self) -> None:
        """Open the dialog for the box that is selected in the tree, or for the first."""
        self.open(self._window.site_panel.selection.box_key)

    @Slot(object)
    def open(self, key: BoxKey | None = None) -> None:
        """Open the dialog, with this box chosen."""
        if self._dialog is None:
            dialog = self._dialog = ReconcileDialog(self._theme, self._window)
            dialog.reconcile_asked.connect(self._start)
            dialog.add_asked.connect(self._add)
            dialog.cancel_asked.connect(self._cancel)
            dialog.copy_asked.connect(self._copy)
        self._offer_boxes()
        self._dialog.choose_box(key)
        self._dialog.open()

    @Slot()
    def _offer_boxes(self) -> None:
        if self._dialog is not None:
            self._dialog.set_boxes(self._site.boxes())
            self._dialog.set_cameras({camera.key: camera.title for camera in self._site.cameras()})

    @Slot(object)
    def _show_progress(self, progress: ReconcileProgress) -> None:
        if self._dialog is not None:
            self._dialog.show_progress(progress)

    @Slot(object)
    def _start(self, request: ReconcileRequest) -> None:
        self._fetched_from = None
        self._tasks.start(self._reconcile(request), name=TASK)

    async def _reconcile(self, request: ReconcileRequest) -> None:
        from sophon_monitor.services.reconciling import reconcile_box

        folder, tell = self._folder, self.came_so_far.emit
        outcome = await self._submit(
            lambda intake: reconcile_box(intake, folder, request.box_key, request.span, tell=tell)
        )
        if self._dialog is not None:
            self._offer_boxes()
            self._dialog.show_outcome(outcome)

    @Slot(object)
    def _add(self, outcome: ReconcileOutcome) -> None:
        self._fetched_from = outcome
        self._tasks.start(self._fetch(outcome), name=TASK)

    async def _fetch(self, outcome: ReconcileOutcome) -> None:
        from sophon_monitor.services.fetching_lost import add_lost

        folder, tell = self._folder, self.came_so_far.emit
        added = await self._submit(lambda intake: add_lost(intake, folder, outcome, tell=tell))
        self._fetched_from = None
        if self._dialog is not None:
            self._dialog.show_added(added)

    @Slot()
    def _cancel(self) -> None:
        """End it; what was fetched until now is in the archive, so that is compared once more."""
        self._tasks.cancel(TASK)
        former, self._fetched_from = self._fetched_from, None
        if self._dialog is None:
            return
        self._dialog.show_cancelled(None)
        if former is not None:
            self._tasks.start(self._compare_again(former), name=TASK)

    async def _compare_again(self, former: ReconcileOutcome) -> None:
        from sophon_monitor.services.reconciling import compare_again

        folder = self._folder
        outcome = await self._submit(lambda intake: compare_again(intake, folder, former, tell=_to_nobody))
        if self._dialog is not None:
            self._dialog.show_cancelled(outcome)

    @Slot(str)
    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)


def _to_nobody(_progress: ReconcileProgress) -> None:
    """Where nobody waits for it."""
