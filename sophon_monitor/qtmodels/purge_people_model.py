"""The people of an archive to choose from: a table with check marks, looked through by name or number."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)

from sophon_monitor.domain.purge import KnownPerson, PurgedPerson
from sophon_monitor.qtmodels.privacy_words import person_counts, person_text, person_tip

translate = QCoreApplication.translate
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
SEARCH_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""Case-folded text that is looked through."""


class Column(IntEnum):
    """Columns from left to right."""

    NAME = 0
    ID = 1
    EVENTS = 2
    PICTURES = 3


class PurgePeopleModel(QAbstractTableModel):
    """Lives on the Qt thread. Who is chosen stays chosen, whatever is looked for.

    Signals:
        chosen_changed: Somebody was chosen, or is not any more.
    """

    chosen_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._people: tuple[KnownPerson, ...] = ()
        self._chosen: set[PurgedPerson] = set()

    def show_people(self, people: tuple[KnownPerson, ...]) -> None:
        """Offer these people, nobody chosen."""
        if self._people:
            self.beginRemoveRows(_NOWHERE, 0, len(self._people) - 1)
            self._people = ()
            self.endRemoveRows()
        if people:
            self.beginInsertRows(_NOWHERE, 0, len(people) - 1)
            self._people = people
            self.endInsertRows()
        self._chosen.clear()
        self.chosen_changed.emit()

    @property
    def chosen(self) -> tuple[KnownPerson, ...]:
        """Who is chosen, in the order of the list."""
        return tuple(known for known in self._people if known.who in self._chosen)

    def turn(self, row: int) -> None:
        """Choose somebody, or do not any more. The view turns whole rows: the mark alone would be hard to hit."""
        who = self._people[row].who
        (self._chosen.discard if who in self._chosen else self._chosen.add)(who)
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))
        self.chosen_changed.emit()

    def _is_chosen(self, known: KnownPerson) -> bool:
        return known.who in self._chosen

    def retranslate(self) -> None:
        """Follow the language."""
        if self._people:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._people) - 1, len(Column) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    # -- Qt's questions -----------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Everybody."""
        return 0 if parent.isValid() else len(self._people)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """The columns of `Column`."""
        return 0 if parent.isValid() else len(Column)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Titles of the columns."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(Column(section))
        return _title(Column(section)) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name, number, how much there is; the check mark."""
        if not index.isValid() or not 0 <= index.row() < len(self._people):
            return None
        known = self._people[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(known, Column(index.column()))
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(Column(index.column()))
            case Qt.ItemDataRole.ToolTipRole:
                return person_tip(known) or None
            case Qt.ItemDataRole.AccessibleTextRole:
                spoken = f"{person_text(known)}, {person_counts(known)}"
                return (
                    translate("Purge", "chosen: {person}").format(person=spoken) if self._is_chosen(known) else spoken
                )
            case Qt.ItemDataRole.CheckStateRole if index.column() == Column.NAME:
                return Qt.CheckState.Checked if self._is_chosen(known) else Qt.CheckState.Unchecked
            case _ if role == SEARCH_ROLE:
                return f"{known.who.name or ''}\n{known.who.person_id or ''}".casefold()
        return None


class PurgePeopleFilter(QSortFilterProxyModel):
    """Those only whose name or number has all the words in it."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Let everybody through."""
        super().__init__(parent)
        self._words: tuple[str, ...] = ()

    def look_for(self, text: str) -> None:
        """Let others through."""
        words = tuple(text.casefold().split())
        if words != self._words:
            self.beginFilterChange()
            self._words = words
            self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:  # noqa: N802 - Qt's name
        """Whether somebody is let through."""
        text = self.sourceModel().index(source_row, 0, source_parent).data(SEARCH_ROLE) if self._words else ""
        return all(word in text for word in self._words)


def _text(known: KnownPerson, column: Column) -> str:
    match column:
        case Column.NAME:
            return known.who.name or translate("Purge", "(no name)")
        case Column.ID:
            return known.who.person_id or "–"
        case Column.EVENTS:
            return QLocale().toString(known.events)
        case Column.PICTURES:
            return QLocale().toString(known.pictures)


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in (Column.EVENTS, Column.PICTURES) else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _title(column: Column) -> str:
    match column:
        case Column.NAME:
            return translate("Purge", "Name")
        case Column.ID:
            return translate("Purge", "ID")
        case Column.EVENTS:
            return translate("Purge", "Events")
        case Column.PICTURES:
            return translate("Purge", "Pictures")
