"""Who was taken for whom, as rows of a table: prepared texts, the most frequent first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from html import escape

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from sophon_monitor.domain.score_statistics import Confusion
from sophon_monitor.domain.site import CameraKey
from sophon_monitor.qtmodels.feed_words import UNKNOWN
from sophon_monitor.qtmodels.score_words import really_text

translate = QCoreApplication.translate
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
LONGEST_NAME = 80


class ConfusionColumn(IntEnum):
    """Columns from left to right."""

    SEEN = 0
    REALLY = 1
    CAMERA = 2
    COUNT = 3


@dataclass(frozen=True, slots=True)
class ConfusionRow:
    """One row, prepared.

    Attributes:
        texts: One for each column. events: Newest first. tip: All of it in one sentence, as rich text.
    """

    texts: tuple[str, ...]
    events: tuple[int, ...]
    tip: str


class ScoreConfusionsModel(QAbstractTableModel):
    """At most `MOST_CONFUSIONS` rows; lives on the Qt thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._rows: list[ConfusionRow] = []
        self._confusions: tuple[Confusion, ...] = ()
        self._cameras: Mapping[CameraKey, str] = {}

    def show_confusions(self, confusions: tuple[Confusion, ...], cameras: Mapping[CameraKey, str]) -> None:
        """Replace the rows, without a reset: the row that a person is on stays.

        Args:
            confusions: In the order to show.
            cameras: Names of the site's cameras.
        """
        self._confusions, self._cameras = confusions, dict(cameras)
        self._take([_row(confusion, cameras) for confusion in confusions])

    def retranslate(self) -> None:
        """Follow the language."""
        self.show_confusions(self._confusions, self._cameras)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(ConfusionColumn) - 1)

    def row_at(self, place: int) -> ConfusionRow | None:
        """One row."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def _take(self, rows: list[ConfusionRow]) -> None:
        for place, (old, new) in enumerate(zip(self._rows, rows, strict=False)):
            if old != new:
                self._rows[place] = new
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(ConfusionColumn) - 1))
        has, wanted = len(self._rows), len(rows)
        if wanted > has:
            self.beginInsertRows(_NOWHERE, has, wanted - 1)
            self._rows += rows[has:]
            self.endInsertRows()
        elif wanted < has:
            self.beginRemoveRows(_NOWHERE, wanted, has - 1)
            del self._rows[wanted:]
            self.endRemoveRows()

    # -- Qt's questions ----------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Columns."""
        return 0 if parent.isValid() else len(ConfusionColumn)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Prepared values only."""
        row = self.row_at(index.row())
        if row is None or not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.texts[index.column()]
            case Qt.ItemDataRole.TextAlignmentRole if index.column() == ConfusionColumn.COUNT:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.ToolTipRole:
                return row.tip
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(text for text in row.texts if text)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: N802
        """Names of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == ConfusionColumn.COUNT else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if (
            role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
            and section == ConfusionColumn.COUNT
        ):
            return translate("Scores", "How often")
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        names = {
            ConfusionColumn.SEEN: translate("Scores", "Taken for"),
            ConfusionColumn.REALLY: translate("Scores", "Really"),
            ConfusionColumn.CAMERA: translate("Scores", "Camera"),
            ConfusionColumn.COUNT: "×",
        }
        return names[ConfusionColumn(section)]


def _row(confusion: Confusion, cameras: Mapping[CameraKey, str]) -> ConfusionRow:
    seen = confusion.person_name or confusion.person_id or translate("Person", "No name sent")
    camera = UNKNOWN
    if confusion.camera_key is not None:
        camera = cameras.get(confusion.camera_key, str(confusion.camera_key))
    seen, really, camera = (_short(text) for text in (seen, really_text(confusion.really), camera))
    # Qt takes what looks like markup in a tooltip for markup: names are escaped, and it is markup always.
    tip = translate(
        "Scores", "{really} taken for {seen}: {n}×. Click to see the newest event, again for the one before."
    )
    words = tip.format(really=escape(really), seen=escape(seen), n=confusion.count)
    return ConfusionRow((seen, really, camera, f"{confusion.count:,}"), confusion.events, f"<qt>{words}</qt>")


def _short(text: str) -> str:
    """One line, not endless: a name may be anything that a box or a person wrote."""
    line = "".join(letter if letter.isprintable() else " " for letter in text[: LONGEST_NAME + 1])
    return line if len(line) <= LONGEST_NAME else f"{line[: LONGEST_NAME - 1]}…"
