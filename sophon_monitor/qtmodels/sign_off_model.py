"""The cameras of the Sign-off page as a table. Lives on the Qt thread; filled with prepared checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from sophon_monitor.domain.checks import CameraChecks, SiteChecks
from sophon_monitor.domain.site import Box, BoxKey, Camera, CameraKey
from sophon_monitor.qtmodels.sign_off_words import (
    camera_sentences,
    people_word,
    rate_word,
    result_word,
    verdicts_word,
)
from sophon_monitor.qtmodels.site_words import camera_kind_word

translate = QCoreApplication.translate
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
ROW_ROLE = Qt.ItemDataRole.UserRole + 1


class Column(IntEnum):
    """Columns from the left."""

    CAMERA = 0
    EVENTS = 1
    VERDICTS = 2
    CHECKED = 3
    PEOPLE = 4
    WRONG_RATE = 5
    RESULT = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOffRow:
    """One camera, prepared. `place`: box and kind; `cells`: text of each column but the painted bar."""

    checks: CameraChecks
    place: str
    cells: tuple[str, ...]
    accessible: str

    @property
    def camera_key(self) -> CameraKey:
        """Which camera."""
        return self.checks.camera_key


class SignOffModel(QAbstractTableModel):
    """Rows in the order of the site."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._rows: list[SignOffRow] = []
        self._checks = SiteChecks()
        self._box_key: BoxKey | None = None
        self._camera_key: CameraKey | None = None
        self._boxes: Mapping[BoxKey, Box] = {}
        self._cameras: Mapping[CameraKey, Camera] = {}

    @property
    def checks(self) -> SiteChecks:
        """The whole site, whatever is shown of it."""
        return self._checks

    @property
    def rows(self) -> tuple[SignOffRow, ...]:
        """What is shown."""
        return tuple(self._rows)

    def row_at(self, place: int) -> SignOffRow | None:
        """The row at a place from the top."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, key: CameraKey | None) -> int | None:
        """Where a camera stands."""
        return next((place for place, row in enumerate(self._rows) if row.camera_key == key), None)

    def show(self, checks: SiteChecks, boxes: Mapping[BoxKey, Box], cameras: Mapping[CameraKey, Camera]) -> None:
        """Take the checks in; rows of cameras that are still there stay where they are."""
        self._checks, self._boxes, self._cameras = checks, boxes, cameras
        self._refresh()

    def set_selection(self, box_key: BoxKey | None, camera_key: CameraKey | None) -> None:
        """Show the cameras of one box, or one camera; both None for the whole site."""
        self._box_key, self._camera_key = box_key, camera_key
        self._refresh()

    def retranslate(self) -> None:
        """Prepare all rows anew in another language."""
        self._refresh()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    def _refresh(self) -> None:
        fresh = [self._row(checks) for checks in self._checks.cameras if self._is_shown(checks)]
        if [row.camera_key for row in fresh] == [row.camera_key for row in self._rows]:
            for place, row in enumerate(fresh):
                if row != self._rows[place]:
                    self._rows[place] = row
                    self.dataChanged.emit(self.index(place, 0), self.index(place, len(Column) - 1))
            return
        if self._rows:
            self.beginRemoveRows(_NOWHERE, 0, len(self._rows) - 1)
            self._rows = []
            self.endRemoveRows()
        if fresh:
            self.beginInsertRows(_NOWHERE, 0, len(fresh) - 1)
            self._rows = fresh
            self.endInsertRows()

    def _is_shown(self, checks: CameraChecks) -> bool:
        if self._camera_key is not None:
            return checks.camera_key == self._camera_key
        return self._box_key in (None, checks.box_key)

    def _row(self, checks: CameraChecks) -> SignOffRow:
        box, camera = self._boxes.get(checks.box_key), self._cameras.get(checks.camera_key)
        kind = camera_kind_word(camera.type) if camera is not None else ""
        place = " · ".join(part for part in (box.name if box is not None else "", kind) if part)
        result = result_word(checks)
        cells = (
            checks.camera_name,
            f"{checks.events:,}",
            verdicts_word(checks),
            "",
            people_word(checks.people),
            rate_word(checks.wrong_rate),
            result,
        )
        accessible = ", ".join((checks.camera_name, place, result, *camera_sentences(checks)))
        return SignOffRow(checks=checks, place=place, cells=cells, accessible=accessible)

    # -- Qt's questions ----------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """How many cameras are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """How many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Prepared values only."""
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.cells[index.column()]
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.accessible
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(camera_sentences(row.checks))
            case Qt.ItemDataRole.TextAlignmentRole:
                right = index.column() == Column.EVENTS
                side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            case _:
                return row if role == ROW_ROLE else None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Names of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = section == Column.EVENTS
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return _column_name(Column(section)) if role == Qt.ItemDataRole.DisplayRole else None


def _column_name(column: Column) -> str:
    match column:
        case Column.CAMERA:
            return translate("SignOff", "Camera")
        case Column.EVENTS:
            return translate("SignOff", "Events")
        case Column.VERDICTS:
            return translate("SignOff", "Same / wrong / unsure")
        case Column.CHECKED:
            return translate("SignOff", "Checked")
        case Column.PEOPLE:
            return translate("SignOff", "People")
        case Column.WRONG_RATE:
            return translate("SignOff", "Wrong rate")
        case Column.RESULT:
            return translate("SignOff", "Result")
