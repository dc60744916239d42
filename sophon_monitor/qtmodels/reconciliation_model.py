"""The events of one list of a reconciliation, for a table that shows a few of fifty thousand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from sophon_monitor.domain.reconcile_outcome import ReconcileOutcome
from sophon_monitor.domain.reconciliation import Compared, Listed
from sophon_monitor.domain.records import EventRecord
from sophon_monitor.domain.site import CameraKey
from sophon_monitor.protocol.messages import PersonType
from sophon_monitor.qtmodels.feed_words import full_time_text, local_time, person_name, score_text
from sophon_monitor.qtmodels.reconciliation_words import what_text

translate = QCoreApplication.translate
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
MOST_PREPARED = 2_000
MOST_COPIED = 400
UNKNOWN = "–"
HIDDEN = "•••"
# Characters that turn the direction of what follows them: in a name they would turn the rest of the line.
_NO_TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C))


class ReconciliationColumn(IntEnum):
    """Columns from left to right."""

    TIME = 0
    PERSON = 1
    CAMERA = 2
    SCORE = 3
    WHAT = 4


@dataclass(frozen=True, slots=True)
class ReconciliationRow:
    """One row, prepared: a text for each `ReconciliationColumn`, and the tooltip of the time."""

    texts: tuple[str, ...]
    time_tip: str


class ReconciliationModel(QAbstractTableModel):
    """One list of an outcome, oldest first; lives on the Qt thread.

    A row is prepared when it is first looked at: preparing fifty thousand at once would hold up the window. Another
    list is another set of rows, so that is a reset; there are no changes to single rows.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._outcome: ReconcileOutcome | None = None
        self._listed = Listed.LOST
        self._rows: tuple[Compared, ...] = ()
        self._cameras: Mapping[CameraKey, str] = {}
        self._shows_names = True
        self._prepared: dict[int, ReconciliationRow] = {}

    # -- what the dialog says ----------------------------------------------------------------------------------------

    def show_list(self, outcome: ReconcileOutcome | None, listed: Listed) -> None:
        """Show one list of an outcome; None empties it."""
        self.beginResetModel()
        self._outcome, self._listed = outcome, listed
        found = outcome.found if outcome is not None else None
        self._rows = found.listed(listed) if found is not None else ()
        self._prepared.clear()
        self.endResetModel()

    def set_cameras(self, names: Mapping[CameraKey, str]) -> None:
        """What cameras are called."""
        if names != self._cameras:
            self._cameras = dict(names)
            self._tell_all()

    def set_names_shown(self, shown: bool) -> None:
        """Whether names and ids of persons stand there whole, or with their first character."""
        if shown != self._shows_names:
            self._shows_names = shown
            self._tell_all()

    def retranslate(self) -> None:
        """Follow the language."""
        self._tell_all()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(ReconciliationColumn) - 1)

    def _tell_all(self) -> None:
        self._prepared.clear()
        if self._rows:
            last = self.index(len(self._rows) - 1, len(ReconciliationColumn) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def as_text(self) -> str:
        """The list as it is shown, with tabs between columns; of a long one its first rows."""
        columns = tuple(ReconciliationColumn)
        lines = ["\t".join(_column_word(column) for column in columns)]
        lines += ["\t".join(_plain(text) for text in self._row(place).texts) for place in self._shown_places()]
        if (more := len(self._rows) - MOST_COPIED) > 0:
            lines.append(translate("Reconcile", "… and {n} more").format(n=more))
        return "\n".join(lines)

    def _shown_places(self) -> range:
        return range(min(len(self._rows), MOST_COPIED))

    # -- Qt's questions ----------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Events in the list."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Columns."""
        return 0 if parent.isValid() else len(ReconciliationColumn)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """What a column is called."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(ReconciliationColumn):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _column_word(ReconciliationColumn(section))
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text of a cell; times tell date and zone in the tooltip."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._row(index.row()).texts[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                row = self._row(index.row())
                is_time = index.column() == ReconciliationColumn.TIME
                return row.time_tip if is_time else row.texts[index.column()]
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(index.column())
            case _:
                return None

    # -- preparing ---------------------------------------------------------------------------------------------------

    def _row(self, place: int) -> ReconciliationRow:
        row = self._prepared.get(place)
        if row is None:
            if len(self._prepared) >= MOST_PREPARED:
                self._prepared.clear()
            row = self._prepared[place] = self._prepare(self._rows[place])
        return row

    def _prepare(self, one: Compared) -> ReconciliationRow:
        record, outcome = one.record, self._outcome
        threshold = outcome.threshold if outcome is not None else None
        skew_ms = outcome.clock_skew_ms if outcome is not None else None
        at_ms = None if record.occurred_at_ms is None else round(record.occurred_at_ms - (skew_ms or 0.0))
        texts = (
            _time_text(at_ms),
            self._person(record),
            self._camera(record),
            score_text(record.score, record.score_scale),
            what_text(self._listed, one, threshold),
        )
        return ReconciliationRow(texts, full_time_text(at_ms))

    def _person(self, record: EventRecord) -> str:
        name = person_name(record)
        if (
            self._shows_names
            or record.person_type is PersonType.STRANGER
            or not (record.person_name or record.person_id)
        ):
            return name
        return f"{name[:1]}{HIDDEN}"

    def _camera(self, record: EventRecord) -> str:
        name = self._cameras.get(record.camera_key) if record.camera_key is not None else None
        return name or record.camera_name or record.camera_ip or record.camera_id or UNKNOWN


def _time_text(at_ms: int | None) -> str:
    """Local date and time of day with tenths, by our clock."""
    at = local_time(at_ms) if at_ms is not None else None
    return UNKNOWN if at is None else f"{at:%m-%d %H:%M:%S}.{at.microsecond // 100_000}"


def _plain(text: str) -> str:
    """Without what would begin another cell or line, or be a formula where it is pasted."""
    words = " ".join(text.translate(_NO_TURNING).split())
    return f"'{words}" if words[:1] in ("=", "+", "-", "@") and len(words) > 1 else words


def _column_word(column: ReconciliationColumn) -> str:
    match column:
        case ReconciliationColumn.TIME:
            return translate("Reconcile", "Time")
        case ReconciliationColumn.PERSON:
            return translate("Reconcile", "Person")
        case ReconciliationColumn.CAMERA:
            return translate("Reconcile", "Camera")
        case ReconciliationColumn.SCORE:
            return translate("Reconcile", "Score")
        case ReconciliationColumn.WHAT:
            return translate("Reconcile", "What")


def _alignment(column: int) -> int:
    side = Qt.AlignmentFlag.AlignRight if column == ReconciliationColumn.SCORE else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)
