"""Live and registered faces of a few events side by side, with name, score and size: what made a camera fail."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from sophon_monitor.domain.checks import face_px
from sophon_monitor.domain.records import EventRecord
from sophon_monitor.protocol.messages import PictureState
from sophon_monitor.qtmodels.feed_words import person_name, score_text
from sophon_monitor.qtmodels.picture_decoder import PictureDecoder
from sophon_monitor.qtmodels.picture_store import PicturePart, picture_of
from sophon_monitor.widgets.feed_delegate import thumbnail_brush
from sophon_monitor.widgets.live_words import missing_thumbnail
from sophon_monitor.widgets.style import SMALL, sized
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate

FACE_PX = QSize(64, 74)
GAP, PAIR_GAP, WORDS_PX = 4, 28, 130
MOST_PAIRS = 8


@dataclass(frozen=True, slots=True)
class PairKey:
    """Under which the decoder keeps a face of the strip."""

    event_id: int
    part: PicturePart


class PairStrip(QWidget):
    """Pairs of faces. Lives on the Qt thread; asks for pictures, never fetches them.

    Signals:
        pictures_wanted: Id of an event whose faces are not here; answered by `show_pictures`.
        pair_asked: Id of the event that was clicked, or chosen with Enter.
    """

    pictures_wanted = Signal(int)
    pair_asked = Signal(int)

    def __init__(self, theme: Theme, decoder: PictureDecoder, parent: QWidget | None = None) -> None:
        """Show nothing yet; the decoder belongs to the caller."""
        super().__init__(parent)
        self._theme, self._decoder = theme, decoder
        self._events: tuple[EventRecord, ...] = ()
        self._asked: set[int] = set()
        self._current = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        decoder.decoded.connect(self._on_decoded)
        theme.changed.connect(self.update)
        self._retranslate()

    @property
    def events(self) -> tuple[EventRecord, ...]:
        """What is shown."""
        return self._events

    @property
    def current_event(self) -> EventRecord | None:
        """The pair that was clicked last, or the first."""
        return self._events[self._current] if self._current < len(self._events) else None

    def show_events(self, events: tuple[EventRecord, ...]) -> None:
        """Show these, as many as there is room for."""
        events = events[:MOST_PAIRS]
        if events == self._events:
            return
        gone = {e.id for e in self._events} - {e.id for e in events}
        self._decoder.forget(lambda key: isinstance(key, PairKey) and key.event_id in gone)
        self._asked -= gone
        self._events, self._current = events, 0
        self.setVisible(bool(events))
        self._ask()
        self._retranslate()
        self.update()

    def show_pictures(self, event_id: int, live: bytes, registered: bytes) -> None:
        """The answer to `pictures_wanted`; empty where there is none any more."""
        if event_id not in {event.id for event in self._events}:
            return
        for part, data in ((PicturePart.LIVE, live), (PicturePart.REGISTERED, registered)):
            if data:
                self._decoder.request(PairKey(event_id, part), data, FACE_PX, self.devicePixelRatioF(), cover=True)
        self.update()

    def _ask(self) -> None:
        for event in self._events:
            present = any(
                picture_of(event, part).state is PictureState.PRESENT
                for part in (PicturePart.LIVE, PicturePart.REGISTERED)
            )
            if present and event.id not in self._asked:
                self._asked.add(event.id)
                self.pictures_wanted.emit(event.id)

    def _on_decoded(self, key: object, _image: QImage) -> None:
        if isinstance(key, PairKey):
            self.update()

    # -- painting ----------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One row of pairs."""
        return QSize(3 * self._pair_px(), FACE_PX.height() + 6)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One pair."""
        return QSize(self._pair_px(), FACE_PX.height() + 6)

    def _pair_px(self) -> int:
        return 2 * FACE_PX.width() + 2 * GAP + WORDS_PX + PAIR_GAP

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Draw those that fit."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, record in enumerate(self._events):
            left = place * self._pair_px()
            if place and left + self._pair_px() - PAIR_GAP > self.width():
                break
            if self.hasFocus() and place == self._current:
                painter.setPen(QPen(self._theme.palette.focus, 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(left + 1, 1, self._pair_px() - PAIR_GAP, self.height() - 2), 5, 5)
            self._paint_face(painter, QPointF(left + 3, 3), record, PicturePart.LIVE)
            self._paint_face(painter, QPointF(left + 3 + FACE_PX.width() + GAP, 3), record, PicturePart.REGISTERED)
            self._paint_words(painter, left + 3 + 2 * (FACE_PX.width() + GAP) + 4, record)

    def _paint_face(self, painter: QPainter, corner: QPointF, record: EventRecord, part: PicturePart) -> None:
        palette = self._theme.palette
        place = QRectF(corner, FACE_PX.toSizeF())
        state = picture_of(record, part).state
        image = self._decoder.image(PairKey(record.id, part))
        if state is PictureState.PRESENT and (image is None or not image.isNull()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.picture_back if image is None else thumbnail_brush(image, place))
            painter.drawRoundedRect(place, 4, 4)
            return
        painter.setPen(QPen(palette.text_faint, 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place, 4, 4)
        painter.setPen(palette.text_soft)
        painter.setFont(sized(self.font(), 0.72))
        shown = state if state is not PictureState.PRESENT else PictureState.UNDECODABLE
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(place.adjusted(2, 2, -2, -2), flags, missing_thumbnail(shown))

    def _paint_words(self, painter: QPainter, left: float, record: EventRecord) -> None:
        font = sized(self.font(), SMALL)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        lines = pair_lines(record)
        top = 3 + FACE_PX.height() - len(lines) * (metrics.height() + 1)
        for number, text in enumerate(lines):
            painter.setPen(self._theme.palette.text if number == 0 else self._theme.palette.text_soft)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, WORDS_PX)
            painter.drawText(QRectF(left, top, WORDS_PX, metrics.height()), shown)
            top += metrics.height() + 1

    # -- choosing ----------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose a pair."""
        self._choose(int(event.position().x()) // self._pair_px())
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Left and right choose, Enter opens."""
        match event.key():
            case Qt.Key.Key_Left:
                self._choose(self._current - 1)
            case Qt.Key.Key_Right:
                self._choose(self._current + 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._tell()
            case _:
                super().keyPressEvent(event)

    def _choose(self, place: int) -> None:
        if 0 <= place < len(self._events):
            self._current = place
            self._retranslate()
            self.update()

    def _tell(self) -> None:
        if (event := self.current_event) is not None:
            self.pair_asked.emit(event.id)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setAccessibleName(translate("SignOff", "Faces of the events"))
        current = self.current_event
        self.setAccessibleDescription(", ".join(pair_lines(current)) if current is not None else "")


def pair_lines(record: EventRecord) -> tuple[str, ...]:
    """Who, score, size of the face, and who it was in truth."""
    lines = [person_name(record)]
    if record.score is not None:
        shown = score_text(record.score, record.score_scale)
        lines.append(translate("SignOff", "score {score}").format(score=shown))
    if (size := face_px(record)) is not None:
        lines.append(translate("SignOff", "face {size} px").format(size=f"{size:.0f}"))
    if record.really:
        lines.append(translate("SignOff", "really {name}").format(name=record.really))
    return tuple(lines)
