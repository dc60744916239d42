"""The rows of a search: grows as a person scrolls down, forgets what is far from where they are. On the Qt thread.

Of every row its number is kept; the rest of it only in blocks near the last ones that were looked at. A block that
was forgotten is asked for again when it comes into view.
"""

from __future__ import annotations

import time
from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from sophon_monitor.domain.changes import Change, EventJudged, RecognitionFilled, RecognitionSeen
from sophon_monitor.domain.history_query import HistoryQuery, Position
from sophon_monitor.domain.records import EventRecord
from sophon_monitor.protocol.messages import Picture, PictureState
from sophon_monitor.qtmodels.feed_row import with_verdict, without_bytes
from sophon_monitor.qtmodels.feed_site import FeedSite
from sophon_monitor.qtmodels.history_row import HistoryRow, history_row

translate = QCoreApplication.translate
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

BLOCK = 100
KEPT_BLOCKS = 2  # where all rows have to be prepared anew: 12 ms
MOST_BLOCKS = 24  # 2,400 rows: some seconds of scrolling


class HistoryColumn(IntEnum):
    """Columns as drawn."""

    TIME = 0
    FACES = 1
    PERSON = 2
    CAMERA = 3
    SCORE = 4
    VERDICT = 5
    CAME = 6


class HistoryRole(IntEnum):
    """What `data()` gives beside Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole + 1  # the frozen HistoryRow; None while it is being fetched again
    SORT = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class MoreWanted:
    """A page of a search is wanted; `after` None: the first."""

    query: HistoryQuery
    after: Position | None


class HistoryModel(QAbstractTableModel):
    """What was found.

    Signals:
        more_wanted: MoreWanted; answered by `append`.
        rows_wanted: Tuple of event ids whose rows were forgotten; answered by `refill`.
        row_changed: Id of an event whose row is another one now.
        news_changed: How many events came since that the search would find too.
        searching_changed: A page is under way, or has come.
        site_changed: Boxes or cameras came, went, or changed in name.
    """

    more_wanted = Signal(object)
    rows_wanted = Signal(object)
    row_changed = Signal(int)
    news_changed = Signal(int)
    searching_changed = Signal()
    site_changed = Signal()

    def __init__(self, parent: QObject | None = None, *, clock: Callable[[], float] = time.time) -> None:
        """Start empty; `clock` (UTC epoch seconds) only tells today's events from older ones."""
        super().__init__(parent)
        self._clock = clock
        self._site = FeedSite()
        self._query = HistoryQuery()
        self._ids = array("q")
        self._blocks: OrderedDict[int, list[HistoryRow | None]] = OrderedDict()
        self._asked: set[int] = set()
        self._after: Position | None = None
        self._wanted = 0  # rows that the page under way still lacks
        self._has_more = self._is_searching = False
        self._news = 0

    # -- Qt's questions ----------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """How many rows have been fetched."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """As drawn."""
        return 0 if parent.isValid() else len(HistoryColumn)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Prepared values only."""
        if not index.isValid() or not 0 <= index.row() < len(self._ids):
            return None
        if role not in (
            HistoryRole.ROW,
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        row = self._row(index.row())
        if role == HistoryRole.ROW or row is None:
            return row
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _texts(row)[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                return row.tooltip
            case _:
                return row.accessible if index.column() == HistoryColumn.PERSON else _texts(row)[index.column()]

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Names of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = HistoryColumn(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft
            if column is HistoryColumn.SCORE:
                side = Qt.AlignmentFlag.AlignRight
            elif column is HistoryColumn.VERDICT:
                side = Qt.AlignmentFlag.AlignHCenter
            return side | Qt.AlignmentFlag.AlignVCenter
        return _headings()[column] if role == Qt.ItemDataRole.DisplayRole else None

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802 - Qt's name
        """Whether there is another page, and none is under way."""
        return not parent.isValid() and self._has_more and not self._is_searching

    def fetchMore(self, parent: Index) -> None:  # noqa: N802 - Qt's name
        """Ask for another page."""
        if self.canFetchMore(parent):
            self._wanted = BLOCK
            self._ask()

    # -- what others ask ---------------------------------------------------------------------------------------------

    @property
    def query(self) -> HistoryQuery:
        """What is looked for."""
        return self._query

    @property
    def is_searching(self) -> bool:
        """While a page is under way."""
        return self._is_searching

    @property
    def has_more(self) -> bool:
        """Whether the search has not come to its end."""
        return self._has_more

    @property
    def reached_ms(self) -> int | None:
        """Down to where the search has come, UTC epoch ms; None before, and at the end."""
        return self._after.received_at_ms if self._after is not None else None

    @property
    def news(self) -> int:
        """Events that came since and would be found too."""
        return self._news

    @property
    def site(self) -> FeedSite:
        """Boxes and cameras as they are called."""
        return self._site

    def row_at(self, place: int) -> HistoryRow | None:
        """The row at a place from the top; None where there is none, or it is being fetched again."""
        return self._row(place) if 0 <= place < len(self._ids) else None

    def id_at(self, place: int) -> int | None:
        """The event at a place from the top."""
        return self._ids[place] if 0 <= place < len(self._ids) else None

    def place_of(self, event_id: int) -> int | None:
        """Where an event stands, of those near the last ones looked at."""
        for block, rows in self._blocks.items():
            for number, row in enumerate(rows):
                if row is not None and row.event_id == event_id:
                    return block * BLOCK + number
        return None

    # -- what happens ------------------------------------------------------------------------------------------------

    def search(self, query: HistoryQuery) -> None:
        """Look for something else, or for the same anew: everything goes, the first page is asked for."""
        self.beginResetModel()
        self._query = query
        self._ids = array("q")
        self._blocks.clear()
        self._asked.clear()
        self._after, self._wanted = None, BLOCK
        self.endResetModel()
        self._set_news(0)
        self._ask()

    def stop(self) -> None:
        """A person does not want to wait for the rest; it can be asked for again."""
        self._is_searching, self._has_more = False, True
        self.searching_changed.emit()

    def fail(self) -> None:
        """The archive could not be read: there is no more, until something else is looked for."""
        self._is_searching = self._has_more = False
        self.searching_changed.emit()

    def append(self, asked: MoreWanted, records: Sequence[EventRecord], after: Position | None) -> None:
        """Take a page; that of another search is passed over. A page that is not full is gone on with at once."""
        if not self._is_searching or (asked.query, asked.after) != (self._query, self._after):
            return
        if records:
            first = len(self._ids)
            self.beginInsertRows(_NOWHERE, first, first + len(records) - 1)
            for number, record in enumerate(records, first):
                self._ids.append(record.id)
                block = self._blocks.setdefault(number // BLOCK, [])
                block.append(self.prepared(record))
            self._drop_far(len(self._ids) // BLOCK)
            self.endInsertRows()
        self._after, self._has_more = after, after is not None
        self._wanted -= len(records)
        if self._has_more and self._wanted > 0:
            self.more_wanted.emit(MoreWanted(self._query, self._after))
        else:
            self._is_searching = False
        self.searching_changed.emit()

    def refill(self, ids: Sequence[int], records: Sequence[EventRecord]) -> None:
        """Take rows that had been forgotten; those of events that are gone stay empty."""
        found = {record.id: record for record in records}
        for block in list(self._asked):
            begin = block * BLOCK
            here = self._ids[begin : begin + BLOCK]
            if not here or here[0] not in ids:
                continue
            self._asked.discard(block)
            rows = [self.prepared(found[event_id]) if event_id in found else None for event_id in here]
            self._blocks[block] = rows
            self._drop_far(block)
            self._tell(begin, begin + len(rows) - 1)

    def apply(self, changes: tuple[Change, ...]) -> None:
        """Take in what intake tells; no row moves."""
        news = 0
        names_touched = site_touched = False
        for change in changes:
            match change:
                case RecognitionSeen(record):
                    news += self._query.matches(record)
                case RecognitionFilled(record):
                    self._replace(record)
                case EventJudged():
                    place = self.place_of(change.event_id)
                    row = self._row(place) if place is not None else None
                    if row is not None:
                        self._replace(with_verdict(row.record, change))
                case _:
                    touched = self._site.take(change)
                    names_touched |= touched.names
                    site_touched |= touched.site
        if names_touched:
            self.retranslate()
        if news:
            self._set_news(self._news + news)
        if site_touched:
            self.site_changed.emit()

    def take_states(self, event_id: int, live: PictureState, registered: PictureState) -> None:
        """Faces of an event were read: they may be gone since its row was (expired)."""
        place = self.place_of(event_id)
        row = self._row(place) if place is not None else None
        if row is not None and (row.record.live.state, row.record.registered.state) != (live, registered):
            self._replace(replace(row.record, live=Picture(live), registered=Picture(registered)))

    def retranslate(self) -> None:
        """Prepare the rows near those in view anew, and forget the others: language, names or the day changed."""
        self._drop_far((len(self._ids) - 1) // BLOCK, KEPT_BLOCKS)
        for rows in self._blocks.values():
            rows[:] = [self.prepared(row.record) if row is not None else None for row in rows]
        if self._ids:
            self._tell(0, len(self._ids) - 1)
            self.row_changed.emit(0)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(HistoryColumn) - 1)

    # -- rows --------------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        self._is_searching, self._has_more = True, False
        self.more_wanted.emit(MoreWanted(self._query, self._after))
        self.searching_changed.emit()

    def _set_news(self, count: int) -> None:
        if count != self._news:
            self._news = count
            self.news_changed.emit(count)

    def prepared(self, record: EventRecord) -> HistoryRow:
        """An event as the table shows it."""
        return history_row(
            without_bytes(record),
            box=self._site.box_name(record),
            camera=self._site.camera_name(record),
            now_ms=self._clock() * 1000,
        )

    def _row(self, place: int) -> HistoryRow | None:
        block = place // BLOCK
        rows = self._blocks.get(block)
        if rows is None:
            if block not in self._asked:
                self._asked.add(block)
                self.rows_wanted.emit(tuple(self._ids[block * BLOCK : (block + 1) * BLOCK]))
            return None
        self._blocks.move_to_end(block)
        number = place % BLOCK
        return rows[number] if number < len(rows) else None

    def _drop_far(self, near: int, most: int | None = None) -> None:
        """Let the blocks go that were not looked at for longest; never the last one, which still grows."""
        last = (len(self._ids) - 1) // BLOCK
        for block in list(self._blocks):
            if len(self._blocks) <= (most or MOST_BLOCKS):
                return
            if block not in (near, last):
                del self._blocks[block]

    def _replace(self, record: EventRecord) -> None:
        place = self.place_of(record.id)
        if place is not None:
            self._blocks[place // BLOCK][place % BLOCK] = self.prepared(record)
            self._tell(place, place)
            self.row_changed.emit(record.id)

    def _tell(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(HistoryColumn) - 1))


def _texts(row: HistoryRow) -> tuple[str, ...]:
    return (row.time, "", f"{row.name} · {row.person_word}", row.camera, row.score, row.mark, row.came)


def _headings() -> tuple[str, ...]:
    return (
        translate("History", "Time"),
        translate("History", "Seen · registered"),
        translate("History", "Person"),
        translate("History", "Camera"),
        translate("History", "Score"),
        translate("History", "Verdict"),
        translate("History", "Came"),
    )
