"""The table of a search: boxes as they are found, and senders that are no box of the site yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from sophon_monitor.domain.found_boxes import FoundBox, Oddity, OddityKind
from sophon_monitor.domain.oddities import oddities_of
from sophon_monitor.domain.site import Box, BoxAddress, BoxKey, NewBox
from sophon_monitor.qtmodels.found_box_words import model_text, oddity_sentence
from sophon_monitor.qtmodels.site_words import hint_sentence

translate = QCoreApplication.translate
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Column(IntEnum):
    """Columns from left to right."""

    MARK = 0
    ADDRESS = 1
    NAME = 2
    MODEL = 3
    SN = 4
    SOFTWARE = 5
    CAMERAS = 6
    STATE = 7


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One row, prepared.

    Attributes:
        found: What the search found, None for a sender of heartbeats; `new_id` then says which.
        is_odd: Something but "already added" is odd about it.
        can_add: It is no box of the site yet.
    """

    texts: tuple[str, ...]
    address: BoxAddress
    found: FoundBox | None = None
    new_id: str = ""
    name: str | None = None
    is_odd: bool = False
    can_add: bool = True


class FoundBoxesModel(QAbstractTableModel):
    """Rows in the order found; lives on the Qt thread. Bounded by the search: 4096 addresses."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._found: dict[BoxAddress, FoundBox] = {}
        self._new: tuple[NewBox, ...] = ()
        self._boxes: tuple[Box, ...] = ()
        self._camera_ids: Mapping[BoxKey, frozenset[str]] = {}
        self._rows: list[FoundRow] = []

    def clear(self) -> None:
        """Forget the search before."""
        self._found = {}
        self._refresh()

    def set_site(self, boxes: tuple[Box, ...], camera_ids: Mapping[BoxKey, frozenset[str]]) -> None:
        """Compare with these boxes."""
        self._boxes, self._camera_ids = boxes, camera_ids
        self._refresh()

    def set_new_boxes(self, new_boxes: tuple[NewBox, ...]) -> None:
        """List these senders too."""
        self._new = new_boxes
        self._refresh()

    def add(self, found: FoundBox) -> None:
        """One more box."""
        self._found[found.address] = found
        self._refresh()

    def retranslate(self) -> None:
        """Follow the language."""
        self._refresh()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    @property
    def rows(self) -> tuple[FoundRow, ...]:
        """All rows."""
        return tuple(self._rows)

    def row_at(self, place: int) -> FoundRow | None:
        """One row."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    # -- Qt's questions ----------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Columns."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Prepared values only."""
        row = self.row_at(index.row())
        if row is None or not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.texts[index.column()]
            case Qt.ItemDataRole.TextAlignmentRole if index.column() == Column.CAMERAS:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.ToolTipRole:
                return row.texts[Column.STATE] or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(text for text in row.texts if text)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: N802
        """Names of the columns."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = {
            Column.MARK: "",
            Column.ADDRESS: translate("FindBoxes", "Address"),
            Column.NAME: translate("FindBoxes", "Name"),
            Column.MODEL: translate("FindBoxes", "Model"),
            Column.SN: translate("FindBoxes", "Serial number"),
            Column.SOFTWARE: translate("FindBoxes", "Software"),
            Column.CAMERAS: translate("FindBoxes", "Cameras"),
            Column.STATE: "",
        }
        return names[Column(section)]

    # -- rows --------------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        """Bring the rows up to date without a reset: selection and place of the view stay."""
        oddities = oddities_of(tuple(self._found.values()), self._boxes, self._camera_ids)
        known_names = {box.key: box.name for box in self._boxes}
        rows = [_found_row(one, oddities.get(one.address, ())) for one in self._found.values()]
        there = {one.address.host for one in self._found.values()}
        rows += [_new_row(one, known_names) for one in self._new if one.peer not in there]
        while len(self._rows) > len(rows):
            self.beginRemoveRows(_NOWHERE, len(self._rows) - 1, len(self._rows) - 1)
            self._rows.pop()
            self.endRemoveRows()
        changed = [place for place, row in enumerate(self._rows) if row != rows[place]]
        for place in changed:
            self._rows[place] = rows[place]
        if changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], len(Column) - 1))
        if len(rows) > len(self._rows):
            self.beginInsertRows(_NOWHERE, len(self._rows), len(rows) - 1)
            self._rows += rows[len(self._rows) :]
            self.endInsertRows()


def _found_row(found: FoundBox, oddities: tuple[Oddity, ...]) -> FoundRow:
    added = any(one.kind is OddityKind.ALREADY_ADDED for one in oddities)
    odd = [one for one in oddities if one.kind is not OddityKind.ALREADY_ADDED]
    cameras = "" if found.cameras is None else str(found.cameras)
    name = found.host_name or (translate("FindBoxes", "(direct cable)") if _is_direct(found) else "")
    state = " · ".join(oddity_sentence(one) for one in oddities)
    mark = "!" if odd else "✓"
    texts = (
        *(mark, found.address.host, name, model_text(found)),
        *(found.sn or "–", found.software_version or "–", cameras, state),
    )
    return FoundRow(texts, found.address, found=found, is_odd=bool(odd), can_add=not added)


def _new_row(new: NewBox, names: Mapping[BoxKey, str]) -> FoundRow:
    known = names.get(new.known_key, "") if new.known_key is not None else ""
    hint = hint_sentence(new.hint, known) if new.hint else ""
    state = hint or translate("FindBoxes", "sends heartbeats to this computer")
    texts = ("!" if new.hint else "✓", new.peer, new.name or "", "", new.sn or "–", "", "", state)
    return FoundRow(
        texts,
        BoxAddress(new.peer),
        new_id=new.id,
        name=new.name,
        is_odd=bool(new.hint),
        can_add=new.hint != "ambiguous",
    )


def _is_direct(found: FoundBox) -> bool:
    return found.address.host == "192.168.150.1"
