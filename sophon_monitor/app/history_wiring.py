"""The History page: searches of the archive, its counts, pictures and audit, and the export of what is shown."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from sophon_monitor.app.history_reads import HistoryReads
from sophon_monitor.domain.changes import BoxRemoved, Change, EventJudged, PurgeDone
from sophon_monitor.domain.history_query import MINUTE_MS, HistoryQuery, StripScale, strip_scale
from sophon_monitor.domain.site import BoxKey, CameraKey
from sophon_monitor.qtmodels.history_faces import HistoryFaces
from sophon_monitor.qtmodels.history_model import HistoryModel, MoreWanted
from sophon_monitor.qtmodels.history_wishes import ExportWanted, Tally, TallyWanted
from sophon_monitor.qtmodels.picture_decoder import PictureDecoder
from sophon_monitor.services.archive_schema import ArchiveDamaged, ArchiveTooNew
from sophon_monitor.services.tasks import TaskOwner
from sophon_monitor.widgets.history_page import HistoryPage
from sophon_monitor.widgets.theme import Theme

if TYPE_CHECKING:
    from sophon_monitor.app.history_export import HistoryExport

log = logging.getLogger(__name__)


class HistoryWiring(QObject):
    """Owns the page, its model and what reads for it. Lives on the Qt thread.

    Attributes:
        page: The History page, without a parent until it is put into the window.

    Signals:
        verdict_asked: VerdictAsked; the archive keeps it, and it comes back by `apply`.
        reconcile_asked: BoxKey of the selected box, or None.
    """

    verdict_asked = Signal(object)
    reconcile_asked = Signal(object)

    def __init__(
        self,
        theme: Theme,
        decoder: PictureDecoder,
        folder: Path,
        *,
        site_name: str,
        tasks: TaskOwner,
        parent: QObject | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Make the page; nothing is read before it is seen.

        Args:
            theme: Colours, and whether faces may be seen.
            decoder: Decodes the pictures; belongs to the caller.
            folder: Of the site (`sites/NAME`).
            site_name: For the name of an export's file.
            tasks: Owner of what is under way.
            parent: Qt's owner.
            clock: UTC epoch seconds.
        """
        super().__init__(parent)
        self._folder, self._site_name = folder, site_name
        self._tasks, self._clock = tasks, clock
        self._reads = HistoryReads(folder)
        self._export: HistoryExport | None = None
        self.model = HistoryModel(self, clock=clock)
        self.faces = HistoryFaces(decoder, self)
        self.page = HistoryPage(theme, self.model, self.faces, decoder, clock=clock)
        self._connect()

    def _connect(self) -> None:
        page, model = self.page, self.model
        page.verdict_asked.connect(self.verdict_asked)
        page.reconcile_asked.connect(self.reconcile_asked)
        page.tally_wanted.connect(self._count)
        page.pictures_wanted.connect(self._load_pictures)
        page.notes_wanted.connect(self._load_notes)
        page.stop_asked.connect(self._stop)
        page.export_asked.connect(self._open_export)
        model.more_wanted.connect(self._load_more)
        model.rows_wanted.connect(self._load_rows)
        model.site_changed.connect(self._show_site)
        self.faces.wanted.connect(self._load_faces)

    # -- what others say ---------------------------------------------------------------------------------------------

    def apply(self, changes: tuple[Change, ...]) -> None:
        """Take in what intake tells: new events are counted, verdicts shown in their rows."""
        self.model.apply(changes)
        judged = gone = False
        for change in changes:
            match change:
                case EventJudged():
                    judged = True
                case PurgeDone() | BoxRemoved(forgotten=True):
                    gone = True
                case _:
                    continue
        if judged:
            self.page.verdicts_changed()
        if gone:
            self.page.forget()

    def set_selection(self, box_key: BoxKey | None, camera_key: CameraKey | None) -> None:
        """The site tree's selection."""
        self.page.set_selection(box_key, camera_key)

    async def close(self) -> None:
        """Stop what is under way and let go of the archive. The tasks' owner has ended its tasks before."""
        self.faces.stop()
        if self._export is not None:
            await self._export.close()
        await self._reads.close()

    @Slot()
    def _show_site(self) -> None:
        self.page.set_site(self.model.site.boxes(), self.model.site.cameras())

    # -- searching ---------------------------------------------------------------------------------------------------

    @Slot(object)
    def _load_more(self, wanted: MoreWanted) -> None:
        self._tasks.start(self._show_more(wanted), name="history page")

    async def _show_more(self, wanted: MoreWanted) -> None:
        try:
            page = await self._reads.page(wanted.query, wanted.after)
        except (OSError, ArchiveDamaged, ArchiveTooNew) as cause:
            self._tell_problem(cause)
            return
        self.model.append(wanted, page.records, page.after)

    @Slot(object)
    def _load_rows(self, ids: tuple[int, ...]) -> None:
        self._tasks.start(self._show_rows(ids), name=f"history rows {ids[0]}")

    async def _show_rows(self, ids: tuple[int, ...]) -> None:
        self.model.refill(ids, await self._reads.events(ids))

    @Slot()
    def _stop(self) -> None:
        self._tasks.cancel("history page")
        self.model.stop()

    def _tell_problem(self, cause: Exception) -> None:
        log.warning("the history cannot be read: %s", cause)
        self.page.show_problem((cause.strerror if isinstance(cause, OSError) else None) or str(cause))

    # -- counting ----------------------------------------------------------------------------------------------------

    @Slot(object)
    def _count(self, wanted: TallyWanted) -> None:
        self._tasks.start(
            self._show_counts(wanted), name="history counts" if wanted.with_strip else "history part counts"
        )

    async def _show_counts(self, wanted: TallyWanted) -> None:
        query = wanted.query
        try:
            bounds = await self._reads.bounds(query)
            self.page.show_has_any(has_any=bounds is not None)
            scale = self._scale(query, bounds) if wanted.with_strip else None
            if scale is not None:
                self.page.show_strip(query, scale)
            tally = await self._reads.tally(query, scale)
        except (OSError, ArchiveDamaged, ArchiveTooNew) as cause:
            self._tell_problem(cause)
            return
        shown = Tally(
            events=tally.events,
            judged=tally.judged,
            wrong=tally.wrong,
            repeated=tally.repeated,
            is_complete=tally.is_complete,
            bars=tally.bars,
        )
        self.page.show_tally(query, scale, shown)

    def _scale(self, query: HistoryQuery, bounds: tuple[int, int] | None) -> StripScale | None:
        """The strip's bars: of the span that was chosen, or from the oldest event to now."""
        now_ms = round(self._clock() * 1000)
        since_ms = query.since_ms if query.since_ms is not None else (bounds[0] if bounds is not None else None)
        until_ms = query.until_ms
        if until_ms is None:
            until_ms = max(now_ms, bounds[1] if bounds is not None else 0) // MINUTE_MS * MINUTE_MS + MINUTE_MS
        return strip_scale(since_ms, until_ms) if since_ms is not None else None

    # -- pictures and audit ------------------------------------------------------------------------------------------

    @Slot(object)
    def _load_faces(self, ids: tuple[int, ...]) -> None:
        self._tasks.start(self._show_faces(ids), name="history faces")

    async def _show_faces(self, ids: tuple[int, ...]) -> None:
        try:
            for faces in await self._reads.faces(ids):
                self.faces.take(faces.event_id, faces.live, faces.registered)
                self.model.take_states(faces.event_id, faces.live.state, faces.registered.state)
        except asyncio.CancelledError:  # only at the end of the program: nothing more is to be asked
            self.faces.stop()
            raise
        finally:
            self.faces.answered()

    @Slot(int)
    def _load_pictures(self, event_id: int) -> None:
        self._tasks.start(self._show_pictures(event_id), name="history pictures")

    async def _show_pictures(self, event_id: int) -> None:
        self.page.details.show_pictures(event_id, *await self._reads.pictures(event_id))

    @Slot(int)
    def _load_notes(self, event_id: int) -> None:
        self._tasks.start(self._show_notes(event_id), name="history notes")

    async def _show_notes(self, event_id: int) -> None:
        self.page.details.show_notes(event_id, await self._reads.notes(event_id))

    # -- export ------------------------------------------------------------------------------------------------------

    @Slot(object)
    def _open_export(self, wanted: ExportWanted) -> None:
        if self._export is None:
            from sophon_monitor.app.history_export import HistoryExport

            self._export = HistoryExport(self.page, self._folder, site_name=self._site_name, tasks=self._tasks)
        self._export.open(wanted.query, wanted.events, is_exact=wanted.is_exact)
