"""Which rows of the feed are shown: the tree's selection, person types, a camera, a least score."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

from sophon_monitor.domain.records import ScoreScale
from sophon_monitor.domain.site import BoxKey, CameraKey
from sophon_monitor.protocol.messages import PersonType
from sophon_monitor.qtmodels.feed_model import FeedModel, FeedRole
from sophon_monitor.qtmodels.feed_row import FeedRow

translate = QCoreApplication.translate
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedWish:
    """What a person wants to see.

    Attributes:
        person_types: Empty for all.
        camera_key: A camera chosen in the filter, beside the tree's selection.
        least_percent: Least score, 0-100. least_ratio: the same for scores from 0 to 1. None for any.
    """

    person_types: frozenset[PersonType] = frozenset()
    camera_key: CameraKey | None = None
    least_percent: float | None = None
    least_ratio: float | None = None


class FeedFilter(QSortFilterProxyModel):
    """Filters without sorting: the order is the model's."""

    def __init__(self, model: FeedModel, parent: QObject | None = None) -> None:
        """Show everything."""
        super().__init__(parent)
        self._wish = FeedWish()
        self._box_key: BoxKey | None = None
        self._camera_key: CameraKey | None = None
        self.setSourceModel(model)

    @property
    def wish(self) -> FeedWish:
        """What is filtered for."""
        return self._wish

    @property
    def box_key(self) -> BoxKey | None:
        """The box that is selected in the tree, None for the whole site."""
        return self._box_key

    def set_wish(self, wish: FeedWish) -> None:
        """Filter for something else."""
        if wish != self._wish:
            self.beginFilterChange()
            self._wish = wish
            self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def set_selection(self, box_key: BoxKey | None, camera_key: CameraKey | None) -> None:
        """Follow the tree; both None for the whole site."""
        if (box_key, camera_key) != (self._box_key, self._camera_key):
            self.beginFilterChange()
            self._box_key, self._camera_key = box_key, camera_key
            self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:  # noqa: N802, ARG002 - Qt's name
        """Whether a row of the feed is shown."""
        model = self.sourceModel()
        row = model.row_at(source_row) if isinstance(model, FeedModel) else None
        return row is not None and self.accepts(row)

    def accepts(self, row: FeedRow) -> bool:
        """Whether a row is shown."""
        wish = self._wish
        if self._box_key is not None and row.box_key != self._box_key:
            return False
        if self._camera_key is not None and row.camera_key != self._camera_key:
            return False
        if wish.camera_key is not None and row.camera_key != wish.camera_key:
            return False
        if wish.person_types and row.person_type not in wish.person_types:
            return False
        record = row.record
        if record.score is None:
            return True
        match record.score_scale:
            case ScoreScale.PERCENT:
                return wish.least_percent is None or record.score >= wish.least_percent
            case ScoreScale.RATIO:
                return wish.least_ratio is None or record.score >= wish.least_ratio
            case ScoreScale.UNKNOWN:
                return True

    def kept_note(self, row: FeedRow) -> str:
        """Why a row is shown although a least score is set; "" where the score itself says so."""
        wish, record = self._wish, row.record
        if wish.least_percent is None and wish.least_ratio is None:
            return ""
        if record.score is None:
            return translate("Feed", "kept: no score")
        if record.score_scale is not ScoreScale.UNKNOWN:
            return ""
        limits = [limit for limit in (wish.least_percent, wish.least_ratio) if limit is not None]
        return translate("Feed", "kept: scale unknown") if record.score < max(limits) else ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The model's values; a row kept for want of a scale says so to screen readers and in the tooltip."""
        value = super().data(index, role)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole) and isinstance(value, str):
            row = super().data(index, FeedRole.ROW)
            if isinstance(row, FeedRow) and (note := self.kept_note(row)):
                return f"{value}, {note}" if role == Qt.ItemDataRole.AccessibleTextRole else f"{value}\n{note}"
        return value
