"""The card of the scores on the Live page: whose it shows, and the archive's answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from sophon_monitor.app.archive_reads import ArchiveReads
from sophon_monitor.domain.changes import BoxChanged, Change, EventJudged, RecognitionSeen
from sophon_monitor.domain.score_statistics import ScoreScope
from sophon_monitor.qtmodels.score_words import scope_name, scope_threshold
from sophon_monitor.services.tasks import TaskOwner
from sophon_monitor.widgets.score_card import ScoreCard

if TYPE_CHECKING:
    from sophon_monitor.qtmodels.site_model import SiteModel

_TOUCHING = (EventJudged, RecognitionSeen)


class ScoreWiring(QObject):
    """Serves one card. Owned by the wiring; lives on the Qt thread."""

    def __init__(self, card: ScoreCard, site: SiteModel, reads: ArchiveReads, *, tasks: TaskOwner) -> None:
        """Connect the card; nothing is read before `begin`, for there may be no archive yet."""
        super().__init__(card)
        self._card, self._site, self._reads, self._tasks = card, site, reads, tasks
        self._has_begun = False
        self._threshold: float | None = None
        card.scores_wanted.connect(self._load)

    def begin(self) -> None:
        """The archive can be read."""
        self._has_begun = True
        self._card.note_changed()

    def apply(self, changes: tuple[Change, ...]) -> None:
        """Take in what intake tells; the card asks at most once a second."""
        is_touched = any(isinstance(change, _TOUCHING) for change in changes)
        # A box is changed by every heartbeat; only its threshold stands here.
        has_boxes = any(isinstance(change, BoxChanged) for change in changes)
        if is_touched or (has_boxes and self._threshold_now() != self._threshold):
            self._card.note_changed()

    def _threshold_now(self) -> float | None:
        return scope_threshold(self._card.scope, self._site.boxes(), self._site.cameras())

    @Slot(object)
    def _load(self, scope: ScoreScope) -> None:
        if self._has_begun:
            self._tasks.start(self._show(scope), name=f"scores {id(self._card)}")

    async def _show(self, scope: ScoreScope) -> None:
        statistics = await self._reads.ask(lambda reader: reader.scores(scope))
        boxes, cameras = self._site.boxes(), self._site.cameras()
        self._threshold = scope_threshold(scope, boxes, cameras)
        names = {camera.key: camera.title for camera in cameras}
        self._card.show_scores(statistics, scope_name(scope, boxes, cameras), self._threshold, names)
