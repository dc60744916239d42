"""The table of a search: boxes as they are found, and senders that are no box of the site yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from sophon_monitor.domain.found_boxes import FoundBox, Oddity, OddityKind
from sophon_monitor.domain.oddities import oddities_of, shown
from sophon_monitor.domain.site import Box, BoxAddress, BoxKey, NewBox
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.qtmodels.found_box_words import model_text, oddity_sentence
from sophon_monitor.qtmodels.site_words import hint_sentence

translate = QCoreApplication.translate
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The `FoundRow` of any cell."""


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
        texts: One for each `Column`; that of STATE says what is odd, or that it is added already.
        found: What the search found, None for a sender of heartbeats; `new_id` then says which.
        is_odd: Something that a person should look at before adding it.
        can_add: It is no box of the site yet.
    """

    texts: tuple[str, ...]
    address: BoxAddress
    found: FoundBox | None = None
    new_id: str = ""
    name: str | None = None
    is_odd: bool = False
    can_add: bool = True

    @property
    def key(self) -> BoxAddress | str:
        """What stays the same while the row's texts change."""
        return self.new_id or self.address


class FoundBoxesModel(QAbstractTableModel):
    """Rows in the order in which they turned up; lives on the Qt thread. Bounded by the search: 4096 addresses.

    No row comes in between others, so that none moves away under the pointer.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._found: dict[BoxAddress, FoundBox] = {}
        self._new: tuple[NewBox, ...] = ()
        self._boxes: tuple[Box, ...] = ()
        self._camera_ids: Mapping[BoxKey, frozenset[str]] = {}
        self._site: tuple[tuple[BoxKey, str, str | None, BoxAddress], ...] = ()
        self._rows: list[FoundRow] = []

    def clear(self) -> None:
        """Forget the search before."""
        self._found = {}
        self._refresh()

    def set_site(self, boxes: tuple[Box, ...], camera_ids: Mapping[BoxKey, frozenset[str]]) -> None:
        """Compare with these boxes. Costs nothing where only figures of them have changed."""
        site = tuple((box.key, box.name, box.sn, box.address) for box in boxes)
        if site == self._site and camera_ids == self._camera_ids:
            return
        self._site, self._boxes, self._camera_ids = site, boxes, dict(camera_ids)
        self._refresh()

    def set_new_boxes(self, new_boxes: tuple[NewBox, ...]) -> None:
        """List these senders too."""
        if new_boxes == self._new:
            return
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
                return row.texts[index.column()] or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return _spoken(row)
            case _ if role == ROW_ROLE:
                return row
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: N802
        """Names of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == Column.CAMERAS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
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
        found = tuple(self._found.values())
        oddities = oddities_of(found, self._boxes, self._camera_ids)
        known_names = {box.key: box.name for box in self._boxes}
        names = {box.address: box.name for box in self._boxes}
        there = {one.address.host for one in found}
        rows: dict[BoxAddress | str, FoundRow] = {}
        for one in found:
            odd = oddities.get(one.address, ())
            row = _found_row(one, odd, names.get(one.address), is_main=_is_main(one, found, oddities))
            rows[row.key] = row
        for new in self._new:
            if new.peer not in there:
                row = _new_row(new, known_names)
                rows[row.key] = row
        self._drop_all_but(rows)
        self._take(rows)

    def _drop_all_but(self, rows: Mapping[BoxAddress | str, FoundRow]) -> None:
        for place in range(len(self._rows) - 1, -1, -1):
            if self._rows[place].key not in rows:
                self.beginRemoveRows(_NOWHERE, place, place)
                self._rows.pop(place)
                self.endRemoveRows()

    def _take(self, rows: Mapping[BoxAddress | str, FoundRow]) -> None:
        for place, row in enumerate(self._rows):
            if row != rows[row.key]:
                self._rows[place] = rows[row.key]
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(Column) - 1))
        listed = {row.key for row in self._rows}
        added = [row for key, row in rows.items() if key not in listed]
        if added:
            self.beginInsertRows(_NOWHERE, len(self._rows), len(self._rows) + len(added) - 1)
            self._rows += added
            self.endInsertRows()


def _is_main(one: FoundBox, found: tuple[FoundBox, ...], oddities: Mapping[BoxAddress, tuple[Oddity, ...]]) -> bool:
    """Of one serial number at several addresses one is the box, the others are odd: the one added, else the first."""
    same = [other for other in found if one.sn is not None and other.sn == one.sn]
    added = [other for other in same if _is_added(oddities.get(other.address, ()))]
    return one in added if added else not same or one is same[0]


def _is_added(oddities: tuple[Oddity, ...]) -> bool:
    return any(one.kind is OddityKind.ALREADY_ADDED for one in oddities)


def _found_row(found: FoundBox, oddities: tuple[Oddity, ...], added_as: str | None, *, is_main: bool) -> FoundRow:
    harmless = {OddityKind.ALREADY_ADDED, OddityKind.SAME_SN} if is_main else {OddityKind.ALREADY_ADDED}
    is_odd = any(one.kind not in harmless for one in oddities)
    cameras = "" if found.cameras is None else str(found.cameras)
    name = added_as or found.host_name or (translate("FindBoxes", "(direct cable)") if _is_direct(found) else "")
    state = " · ".join(oddity_sentence(one) for one in oddities)
    texts = (
        *("!" if is_odd else "✓", shown(found.address), name, model_text(found)),
        *(found.sn or "–", (found.software_version or "–").partition("_")[0], cameras, state),
    )
    return FoundRow(texts, found.address, found=found, is_odd=is_odd, can_add=not _is_added(oddities))


def _new_row(new: NewBox, names: Mapping[BoxKey, str]) -> FoundRow:
    known = names.get(new.known_key, "") if new.known_key is not None else ""
    hint = hint_sentence(new.hint, known) if new.hint else ""
    state = hint or translate("FindBoxes", "sends heartbeats to this computer")
    model = "" if new.generation is None else "SE3" if new.generation is Generation.SE3 else "SE5"
    texts = ("!" if new.hint else "✓", new.peer, new.name or "", model, new.sn or "–", "", "", state)
    return FoundRow(
        texts,
        BoxAddress(new.peer),
        new_id=new.id,
        name=new.name,
        is_odd=bool(new.hint),
        can_add=new.hint != "ambiguous",
    )


def _spoken(row: FoundRow) -> str:
    """The whole row for a screen reader."""
    parts = [text for text in row.texts[Column.ADDRESS :] if text not in ("", "–")]
    if row.can_add:
        parts.append(translate("FindBoxes", "Enter adds it"))
    return ", ".join(parts)


def _is_direct(found: FoundBox) -> bool:
    return found.address.host == "192.168.150.1"
