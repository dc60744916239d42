"""Thumbnails of the rows in view: asked for as they are painted, read a few at a time, dropped when scrolled away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QImage

from sophon_monitor.protocol.messages import Picture, PictureState
from sophon_monitor.qtmodels.history_row import HistoryRow
from sophon_monitor.qtmodels.picture_decoder import PictureDecoder
from sophon_monitor.qtmodels.picture_store import PicturePart, PictureUse, picture_of

THUMBNAIL_PX = QSize(48, 50)
AT_ONCE = 6  # events a question: what was scrolled away meanwhile is not read any more
REST_MS = 15  # one paint asks for all its rows


@dataclass(frozen=True, slots=True)
class HistoryPictureKey:
    """One image of a History row in the decoder's cache."""

    event_id: int
    part: PicturePart
    use: PictureUse


class HistoryFaces(QObject):
    """Knows which faces are wanted. Lives on the Qt thread; the decoder and its cache belong to the caller.

    Signals:
        wanted: Tuple of event ids whose faces are to be read; answered by `take`. One question at a time.
        ready: Id of an event; one of its thumbnails can be painted.
    """

    wanted = Signal(object)
    ready = Signal(int)

    def __init__(self, decoder: PictureDecoder, parent: QObject | None = None) -> None:
        """Want nothing yet."""
        super().__init__(parent)
        self._decoder = decoder
        self._ratio = 1.0
        self._lacking: dict[int, None] = {}
        self._underway: tuple[int, ...] = ()
        self._decoding: set[HistoryPictureKey] = set()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._ask)
        decoder.decoded.connect(self._on_decoded)

    def set_ratio(self, ratio: float) -> None:
        """Device pixels per logical pixel of the screen that the table is on."""
        self._ratio = ratio

    def thumbnail(self, row: HistoryRow, part: PicturePart) -> QImage | None:
        """The thumbnail: None while it is on its way, null when the bytes are no picture; asking starts the reading."""
        if picture_of(row.record, part).state is not PictureState.PRESENT:
            return None
        key = HistoryPictureKey(row.event_id, part, PictureUse.THUMBNAIL)
        image = self._decoder.image(key)
        is_usable = image is not None and (image.isNull() or image.devicePixelRatio() == self._ratio)
        if not is_usable and key not in self._decoding:
            self._want(row.event_id)
        return image

    def only(self, event_ids: Iterable[int]) -> None:
        """Only these are in view: what else is waiting need not be read or decoded any more."""
        seen = set(event_ids)
        for event_id in [one for one in self._lacking if one not in seen]:
            del self._lacking[event_id]
        self._decoding = {key for key in self._decoding if key.event_id in seen}
        self._decoder.cancel(lambda key: _is_wanted(key, seen))

    def take(self, event_id: int, live: Picture, registered: Picture) -> None:
        """Have the faces decoded that were read."""
        for part, picture in ((PicturePart.LIVE, live), (PicturePart.REGISTERED, registered)):
            if picture.state is PictureState.PRESENT and picture.data:
                key = HistoryPictureKey(event_id, part, PictureUse.THUMBNAIL)
                self._decoding.add(key)
                self._decoder.request(key, picture.data, THUMBNAIL_PX, self._ratio, cover=True)

    def answered(self) -> None:
        """The question that was under way is answered, or will not be: ask the next one."""
        self._underway = ()
        if self._lacking and not self._rest.isActive():
            self._rest.start()

    def forget(self) -> None:
        """Drop all thumbnails: what they show may be gone."""
        self._lacking.clear()
        self._decoding.clear()
        self._decoder.forget(lambda key: isinstance(key, HistoryPictureKey))

    def stop(self) -> None:
        """Ask nothing more."""
        self._rest.stop()
        self._lacking.clear()

    def _want(self, event_id: int) -> None:
        if event_id in self._underway:
            return
        self._lacking[event_id] = None
        if not self._rest.isActive() and not self._underway:
            self._rest.start()

    def _ask(self) -> None:
        if self._underway or not self._lacking:
            return
        self._underway = tuple(self._lacking)[:AT_ONCE]
        for event_id in self._underway:
            del self._lacking[event_id]
        self.wanted.emit(self._underway)

    def _on_decoded(self, key: object, _image: QImage) -> None:
        if isinstance(key, HistoryPictureKey) and key.use is PictureUse.THUMBNAIL:
            self._decoding.discard(key)
            self.ready.emit(key.event_id)


def _is_wanted(key: object, seen: set[int]) -> bool:
    is_thumbnail = isinstance(key, HistoryPictureKey) and key.use is PictureUse.THUMBNAIL
    return not is_thumbnail or (isinstance(key, HistoryPictureKey) and key.event_id in seen)
