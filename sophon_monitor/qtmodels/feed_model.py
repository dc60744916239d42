"""The feed of recognitions: newest on top, repeats folded, bounded. Lives on the Qt thread.

Takes the registry's changes as they come; the pictures' bytes go to a bounded store, thumbnails to the decoder.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QImage

from sophon_monitor.domain.changes import BoxRemoved, Change, EventJudged, RecognitionFilled, RecognitionSeen
from sophon_monitor.domain.purge import PurgeOrder
from sophon_monitor.domain.records import EventRecord
from sophon_monitor.domain.site import Box, BoxKey, Camera
from sophon_monitor.protocol.messages import Picture, PictureState
from sophon_monitor.qtmodels.feed_row import (
    FOLD_WITHIN_MS,
    FeedRow,
    FoldKey,
    feed_row,
    with_verdict,
    without_bytes,
    without_pictures,
)
from sophon_monitor.qtmodels.feed_site import FeedSite
from sophon_monitor.qtmodels.picture_decoder import PictureDecoder
from sophon_monitor.qtmodels.picture_store import PictureKey, PicturePart, PictureStore, PictureUse, picture_of

MOST_ROWS = 1000
DECODE_AT_ONCE = 12  # of one flush, before anything is painted: what a window shows at most
THUMBNAIL_PX = QSize(52, 60)

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class FeedRole(IntEnum):
    """What `data()` gives beside Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole + 1  # the frozen FeedRow


@dataclass(frozen=True, slots=True)
class _Arrival:
    """One event on its way into the rows."""

    serial: int
    record: EventRecord
    last_byte_mono_s: float | None


class FeedModel(QAbstractListModel):
    """Rows of recognitions.

    Signals:
        waiting_changed: How many events wait while held (`MOST_ROWS` at most).
        flush_started, flush_ended: Around each change of rows; views keep their place in between.
        row_changed: The serial of an event whose pictures or names changed.
        site_changed: Boxes or cameras came, went, or changed in name or event stream.
    """

    waiting_changed = Signal(int)
    flush_started = Signal()
    flush_ended = Signal()
    row_changed = Signal(int)
    site_changed = Signal()

    def __init__(
        self, decoder: PictureDecoder, parent: QObject | None = None, *, clock: Callable[[], float] = time.time
    ) -> None:
        """Start empty.

        Args:
            decoder: Decodes the thumbnails.
            parent: Qt's owner.
            clock: UTC epoch seconds; only tells today's events from older ones.
        """
        super().__init__(parent)
        self._decoder, self._clock = decoder, clock
        self._store = PictureStore()
        self._rows: list[FeedRow] = []
        self._folds: dict[FoldKey, int] = {}
        self._by_event: dict[int, int] = {}
        self._site = FeedSite()
        self._waiting: deque[_Arrival] = deque()
        self._held = False
        self._last_id = 0
        self._ratio = 1.0
        decoder.decoded.connect(self._show_thumbnail)

    # -- Qt's questions ----------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Prepared values only."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        match role:
            case FeedRole.ROW:
                return row
            case Qt.ItemDataRole.DisplayRole:
                return row.name
            case Qt.ItemDataRole.ToolTipRole:
                return row.tooltip
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.accessible
        return None

    # -- what others ask ---------------------------------------------------------------------------------------------

    @property
    def is_held(self) -> bool:
        """True while new rows wait."""
        return self._held

    @property
    def waiting(self) -> int:
        """Events that wait."""
        return len(self._waiting)

    @property
    def store(self) -> PictureStore:
        """The encoded pictures of recent events."""
        return self._store

    def row_at(self, place: int) -> FeedRow | None:
        """The row at a place from the top."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def row_of_event(self, event_id: int) -> FeedRow | None:
        """The row that shows an event."""
        place = self._place(self._by_event.get(event_id, -1))
        return self._rows[place] if place is not None else None

    def place_of(self, row_id: int) -> int | None:
        """Where a row stands now."""
        return self._place(row_id)

    def boxes(self) -> tuple[Box, ...]:
        """Boxes of the site."""
        return self._site.boxes()

    def cameras(self) -> tuple[Camera, ...]:
        """Cameras of the site."""
        return self._site.cameras()

    def now_ms(self) -> float:
        """UTC epoch milliseconds, by the feed's clock."""
        return self._clock() * 1000

    def set_ratio(self, ratio: float) -> None:
        """Device pixels per logical pixel of the screen that the feed is on."""
        self._ratio = ratio

    def thumbnail(self, row: FeedRow, part: PicturePart) -> QImage | None:
        """The thumbnail, None while it is being decoded or its bytes are not here; asking starts the decoding."""
        key = PictureKey(row.serial, part, PictureUse.THUMBNAIL)
        image = self._decoder.image(key)
        if image is None or (not image.isNull() and image.devicePixelRatio() != self._ratio):
            self._decode(key)
        return image

    def lacks_bytes(self, row: FeedRow) -> bool:
        """True when a thumbnail of the row can only come from the archive."""
        return row.event_id > 0 and any(
            picture_of(row.record, part).state is PictureState.PRESENT
            and self._store.get(row.serial, part) is None
            and self._decoder.image(PictureKey(row.serial, part, PictureUse.THUMBNAIL)) is None
            for part in (PicturePart.LIVE, PicturePart.REGISTERED)
        )

    # -- what happens ------------------------------------------------------------------------------------------------

    def apply(self, changes: tuple[Change, ...]) -> None:
        """Take one flush in: at most one insertion of rows, whatever came."""
        arrivals: list[_Arrival] = []
        forgotten: set[BoxKey] = set()
        filled: list[EventRecord] = []
        judged: list[EventJudged] = []
        site_touched = names_touched = False
        for change in changes:
            match change:
                case RecognitionSeen(record, late, last_byte_mono_s):
                    if not late:
                        arrivals.append(self._arrival(record, last_byte_mono_s))
                case RecognitionFilled(record):
                    filled.append(record)
                case EventJudged():
                    judged.append(change)
                case BoxRemoved(key, forgotten=True):
                    forgotten.add(key)
                    site_touched |= self._site.take(change).site
                case _:
                    touched = self._site.take(change)
                    site_touched |= touched.site
                    names_touched |= touched.names
        if forgotten:
            self._forget(lambda record: record.box_key in forgotten)
            arrivals = [arrival for arrival in arrivals if arrival.record.box_key not in forgotten]
        if names_touched:
            self.retranslate()
        if arrivals:
            self._let_in(arrivals)
        for record in filled:
            self._fill(record)
        for verdict in judged:
            self._judge(verdict)
        if site_touched:
            self.site_changed.emit()

    def load_older(self, records: tuple[EventRecord, ...]) -> None:
        """Put events from the archive below what there is.

        Args:
            records: Newest first, older than every row; the first ones may bring their pictures' bytes.
        """
        room = MOST_ROWS - len(self._rows)
        known = self._by_event.keys() | {arrival.record.id for arrival in self._waiting}
        fresh = [record for record in records if record.id not in known or record.id == 0]
        arrivals = [self._arrival(record, None) for record in reversed(fresh)]
        rows = self._folded(arrivals, {})[:room]
        if not rows:
            return
        self.flush_started.emit()
        first = len(self._rows)
        self.beginInsertRows(_NOWHERE, first, first + len(rows) - 1)
        self._rows.extend(rows)
        for row in rows:
            self._note(row, newest=False)
        self.endInsertRows()
        self.flush_ended.emit()

    def set_held(self, is_held: bool) -> None:
        """Let new rows wait, or let those that waited in."""
        if is_held == self._held:
            return
        self._held = is_held
        if not is_held and self._waiting:
            arrivals = list(self._waiting)
            self._waiting.clear()
            self._insert(arrivals)
            self.waiting_changed.emit(0)

    def take_pictures(self, event_id: int, live: Picture, registered: Picture, scene: Picture) -> None:
        """Take the pictures of an event from the archive; their states may have changed (expired)."""
        row = self.row_of_event(event_id)
        if row is not None:
            self._fill(replace(row.record, live=_kept(live), registered=_kept(registered), scene=_kept(scene)))

    def retranslate(self) -> None:
        """Prepare all rows anew: language, names or the day changed."""
        if not self._rows:
            return
        self._rows = [
            self._row(row.record, row.row_id, row.serial, row.count, row.last_byte_mono_s) for row in self._rows
        ]
        self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
        self.row_changed.emit(0)

    # -- rows --------------------------------------------------------------------------------------------------------

    def _arrival(self, record: EventRecord, last_byte_mono_s: float | None) -> _Arrival:
        self._last_id += 1
        self._keep_bytes(self._last_id, record)
        return _Arrival(self._last_id, without_bytes(record), last_byte_mono_s)

    def _keep_bytes(self, serial: int, record: EventRecord) -> None:
        if not any(picture_of(record, part).state is PictureState.PRESENT for part in PicturePart):
            self._drop_pictures({serial})  # they have expired, or their person does not want them kept
            return
        for part in PicturePart:
            picture = picture_of(record, part)
            if picture.state is PictureState.PRESENT and picture.data:
                self._store.put(serial, part, picture.data)

    def _let_in(self, arrivals: list[_Arrival]) -> None:
        if not self._held:
            self._insert(arrivals)
            return
        self._waiting.extend(arrivals)
        while len(self._waiting) > MOST_ROWS:
            self._store.drop(self._waiting.popleft().serial)
        self.waiting_changed.emit(len(self._waiting))

    def _insert(self, arrivals: list[_Arrival]) -> None:
        self.flush_started.emit()
        fresh = self._folded(arrivals, self._folds)[:MOST_ROWS]
        ids = {row.row_id for row in fresh}
        for place in range(len(self._rows) - 1, -1, -1):
            if self._rows[place].row_id in ids:  # folded into a fresh row
                self._remove(place, place)
        if (over := len(self._rows) + len(fresh) - MOST_ROWS) > 0:
            self._remove(len(self._rows) - over, len(self._rows) - 1)
        self.beginInsertRows(_NOWHERE, 0, len(fresh) - 1)
        self._rows[:0] = fresh
        for row in reversed(fresh):
            self._note(row, newest=True)
        self.endInsertRows()
        self._decode_newest(fresh)
        self.flush_ended.emit()

    def _folded(self, arrivals: Iterable[_Arrival], folds: dict[FoldKey, int]) -> list[FeedRow]:
        """Rows for events that arrived in this order, newest first, repeats within them and in `folds` folded."""
        fresh: dict[int, FeedRow] = {}
        own: dict[FoldKey, int] = {}
        for arrival in arrivals:
            row = self._row(arrival.record, arrival.serial, arrival.serial, 1, arrival.last_byte_mono_s)
            if (key := row.fold_key) is not None:
                former = fresh.get(own.get(key, 0))
                if former is None and (place := self._place(folds.get(key, -1))) is not None:
                    former = self._rows[place]
                if former is not None and _is_repeat(former.record, arrival.record):
                    fresh.pop(former.row_id, None)
                    row = self._row(
                        arrival.record, former.row_id, arrival.serial, former.count + 1, arrival.last_byte_mono_s
                    )
                own[key] = row.row_id
            fresh[row.row_id] = row
        return list(reversed(fresh.values()))

    def _row(
        self, record: EventRecord, row_id: int, serial: int, count: int, last_byte_mono_s: float | None
    ) -> FeedRow:
        return feed_row(
            record,
            row_id=row_id,
            serial=serial,
            count=count,
            box=self._site.box_name(record),
            camera=self._site.camera_name(record),
            now_ms=self._clock() * 1000,
            last_byte_mono_s=last_byte_mono_s,
        )

    def _note(self, row: FeedRow, *, newest: bool) -> None:
        if row.fold_key is not None and (newest or row.fold_key not in self._folds):
            self._folds[row.fold_key] = row.row_id
        if row.event_id:
            self._by_event[row.event_id] = row.row_id

    def _remove(self, first: int, last: int) -> None:
        self.beginRemoveRows(_NOWHERE, first, last)
        gone = self._rows[first : last + 1]
        del self._rows[first : last + 1]
        for row in gone:
            if row.fold_key is not None and self._folds.get(row.fold_key) == row.row_id:
                del self._folds[row.fold_key]
            if self._by_event.get(row.event_id) == row.row_id:
                del self._by_event[row.event_id]
            self._store.drop(row.serial)
        self.endRemoveRows()

    def forget_people(self, order: PurgeOrder) -> None:
        """Drop what is shown of people whose records go, and pictures of those who lose theirs."""
        self._forget(order.is_of)
        for place, row in enumerate(self._rows):
            if order.loses_pictures(row.record):
                self._drop_pictures({row.serial})
                self._show_anew(place, without_pictures(row.record))
        for number, arrival in enumerate(self._waiting):
            if order.loses_pictures(arrival.record):
                self._drop_pictures({arrival.serial})
                self._waiting[number] = replace(arrival, record=without_pictures(arrival.record))

    def _forget(self, gone: Callable[[EventRecord], bool]) -> None:
        """Drop what is shown of events whose records go."""
        stay = deque(arrival for arrival in self._waiting if not gone(arrival.record))
        if len(stay) < len(self._waiting):
            self._drop_pictures({arrival.serial for arrival in self._waiting if gone(arrival.record)})
            self._waiting = stay
            self.waiting_changed.emit(len(stay))
        self._drop_pictures({row.serial for row in self._rows if gone(row.record)})
        self.flush_started.emit()
        last = len(self._rows) - 1
        while last >= 0:
            first = last
            if gone(self._rows[last].record):
                while first > 0 and gone(self._rows[first - 1].record):
                    first -= 1
                self._remove(first, last)
            last = first - 1
        self.flush_ended.emit()

    def _drop_pictures(self, serials: set[int]) -> None:
        for serial in serials:
            self._store.drop(serial)
        self._decoder.forget(lambda key: isinstance(key, PictureKey) and key.serial in serials)

    def _place(self, row_id: int) -> int | None:
        if row_id < 0:
            return None
        return next((place for place, row in enumerate(self._rows) if row.row_id == row_id), None)

    def _fill(self, record: EventRecord) -> None:
        for number, arrival in enumerate(self._waiting):
            if record.id and arrival.record.id == record.id:
                self._keep_bytes(arrival.serial, record)
                self._waiting[number] = replace(arrival, record=without_bytes(record))
                return
        place = self._place(self._by_event.get(record.id, -1))
        if place is None:
            return  # a row that is gone, or folded into a newer one
        self._keep_bytes(self._rows[place].serial, record)
        self._show_anew(place, without_bytes(record))

    def _judge(self, change: EventJudged) -> None:
        for number, arrival in enumerate(self._waiting):
            if arrival.record.id == change.event_id:
                self._waiting[number] = replace(arrival, record=with_verdict(arrival.record, change))
                return
        place = self._place(self._by_event.get(change.event_id, -1))
        if place is not None and self._rows[place].event_id == change.event_id:
            row = self._rows[place]
            self._show_anew(place, with_verdict(row.record, change))

    def _show_anew(self, place: int, record: EventRecord) -> None:
        row = self._rows[place]
        self._rows[place] = self._row(record, row.row_id, row.serial, row.count, row.last_byte_mono_s)
        index = self.index(place)
        self.dataChanged.emit(index, index)
        self.row_changed.emit(row.serial)

    # -- thumbnails --------------------------------------------------------------------------------------------------

    def _decode_newest(self, fresh: list[FeedRow]) -> None:
        serials = {row.serial for row in self._rows[:50]}
        # Those of rows further down that are visible are asked for again when they are painted.
        self._decoder.cancel(lambda key: _is_wanted(key, serials))
        for row in reversed(fresh[:DECODE_AT_ONCE]):
            self._decode(PictureKey(row.serial, PicturePart.REGISTERED, PictureUse.THUMBNAIL))
            self._decode(PictureKey(row.serial, PicturePart.LIVE, PictureUse.THUMBNAIL))

    def _decode(self, key: PictureKey) -> None:
        data = self._store.get(key.serial, key.part)
        if data is not None:
            self._decoder.request(key, data, THUMBNAIL_PX, self._ratio, cover=True)

    def _show_thumbnail(self, key: object, _image: QImage) -> None:
        if not isinstance(key, PictureKey) or key.use is not PictureUse.THUMBNAIL:
            return
        for place, row in enumerate(self._rows):
            if row.serial == key.serial:
                index = self.index(place)
                self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])
                return


def _is_repeat(former: EventRecord, record: EventRecord) -> bool:
    return abs(record.received_at_ms - former.received_at_ms) <= FOLD_WITHIN_MS


def _is_wanted(key: object, serials: set[int]) -> bool:
    return not isinstance(key, PictureKey) or key.use is not PictureUse.THUMBNAIL or key.serial in serials


def _kept(picture: Picture) -> Picture:
    # The archive says "present" and has no bytes: the file is gone, asking again would not bring it back.
    if picture.state is PictureState.PRESENT and not picture.data:
        return Picture(PictureState.EXPIRED)
    return picture
