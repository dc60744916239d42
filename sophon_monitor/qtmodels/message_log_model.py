"""The message log as a table, newest on top. Holds the last 2,000 entries; bodies stay with intake."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from sophon_monitor.domain.changes import MessageLogEntry
from sophon_monitor.domain.site import BoxKey
from sophon_monitor.qtmodels.message_words import is_rejected, kind_word, reason_sentence, way_word
from sophon_monitor.qtmodels.site_rows import local_time_text

translate = QCoreApplication.translate
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

LIMIT = 2000


class Column(IntEnum):
    """Columns from left to right."""

    TIME = 0
    SENDER = 1
    BOX = 2
    KIND = 3
    SIZE = 4
    ANSWER = 5
    REASON = 6


class MessageRole(IntEnum):
    """What `data()` gives beside Qt's own roles, the same in every column."""

    ENTRY = Qt.ItemDataRole.UserRole + 1  # MessageLogEntry
    SEARCH = Qt.ItemDataRole.UserRole + 2  # case-folded text that the filter looks in
    REJECTED = Qt.ItemDataRole.UserRole + 3  # bool


@dataclass(slots=True)
class _Row:
    entry: MessageLogEntry
    texts: list[str]
    search: str
    rejected: bool


def size_text(size_bytes: int) -> str:
    """A size for people: "812 B", "12.4 kB", "3.1 MB" (1 kB = 1000 B)."""
    if size_bytes < 1000:
        return f"{size_bytes} B"
    if size_bytes < 999_500:
        return f"{size_bytes / 1000:.1f} kB" if size_bytes < 99_950 else f"{size_bytes / 1000:.0f} kB"
    if size_bytes < 999_500_000:
        return f"{size_bytes / 1e6:.1f} MB" if size_bytes < 99_950_000 else f"{size_bytes / 1e6:.0f} MB"
    return f"{size_bytes / 1e9:.1f} GB"


class MessageLogModel(QAbstractTableModel):
    """The last 2,000 messages; row 0 is the newest. Lives on the Qt thread; never reset."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start with an empty log."""
        super().__init__(parent)
        self._rows: list[_Row] = []  # oldest first: appending is cheap, the view sees it the other way round
        self._names: dict[BoxKey, str] = {}

    @property
    def last_number(self) -> int:
        """Number of the newest entry held; 0 when there is none."""
        return self._rows[-1].entry.number if self._rows else 0

    def append(self, entries: tuple[MessageLogEntry, ...]) -> None:
        """Add messages, oldest first; the oldest ones of the log make room."""
        fresh = [self._row(entry) for entry in entries[-LIMIT:]]
        if not fresh:
            return
        surplus = len(self._rows) + len(fresh) - LIMIT
        if surplus > 0:
            self.beginRemoveRows(_NOWHERE, len(self._rows) - surplus, len(self._rows) - 1)
            del self._rows[:surplus]
            self.endRemoveRows()
        self.beginInsertRows(_NOWHERE, 0, len(fresh) - 1)
        self._rows.extend(fresh)
        self.endInsertRows()

    def clear(self) -> None:
        """Show nothing of what came until now."""
        if self._rows:
            self.beginRemoveRows(_NOWHERE, 0, len(self._rows) - 1)
            self._rows.clear()
            self.endRemoveRows()

    def set_box_names(self, names: Mapping[BoxKey, str]) -> None:
        """Say how the boxes are called; the log names boxes by key only."""
        if dict(names) == self._names:
            return
        self._names = dict(names)
        self._reword()

    def retranslate(self) -> None:
        """Make all words anew, after the language changed."""
        self._reword()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    def _reword(self) -> None:
        self._rows = [self._row(row.entry) for row in self._rows]
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(Column) - 1))

    def _row(self, entry: MessageLogEntry) -> _Row:
        box = "" if entry.box_key is None else self._names.get(entry.box_key, str(entry.box_key))
        time = QDateTime.fromMSecsSinceEpoch(int(entry.at_s * 1000)).time().toString("HH:mm:ss.zzz")
        texts = [
            time,
            entry.sender,
            box,
            kind_word(entry.kind),
            size_text(entry.size_bytes),
            entry.answer,
            reason_sentence(entry),
        ]
        search = "\n".join([*texts, entry.path, way_word(entry.way)]).casefold()
        return _Row(entry, texts, search, is_rejected(entry))

    # -- Qt's questions ----------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Messages held, at most 2,000."""
        return 0 if parent.isValid() else len(self._rows)

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
        """Prepared values."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[len(self._rows) - 1 - index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.texts[index.column()]
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(Column(index.column()))
            case Qt.ItemDataRole.ToolTipRole:
                return _tooltip(row, Column(index.column()))
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{_title(Column(index.column()))}: {row.texts[index.column()]}"
            case MessageRole.ENTRY:
                return row.entry
            case MessageRole.SEARCH:
                return row.search
            case MessageRole.REJECTED:
                return row.rejected
        return None


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in (Column.SIZE, Column.ANSWER) else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _title(column: Column) -> str:
    match column:
        case Column.TIME:
            return translate("MessageLog", "Time")
        case Column.SENDER:
            return translate("MessageLog", "Sender")
        case Column.BOX:
            return translate("MessageLog", "Box")
        case Column.KIND:
            return translate("MessageLog", "Kind")
        case Column.SIZE:
            return translate("MessageLog", "Size")
        case Column.ANSWER:
            return translate("MessageLog", "Answer")
        case Column.REASON:
            return translate("MessageLog", "Reason")


def _tooltip(row: _Row, column: Column) -> str:
    match column:
        case Column.TIME:
            return local_time_text(row.entry.at_s)
        case Column.SENDER:
            way = way_word(row.entry.way)
            return f"{row.entry.sender} · {way}" + (f"\n{row.entry.path}" if row.entry.path else "")
        case Column.SIZE:
            return translate("MessageLog", "{size} bytes").format(size=QLocale().toString(row.entry.size_bytes))
        case _:
            return row.texts[column]
