"""The walk test: the last recognition on the whole screen, to be read from five metres by whoever walks past."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from sophon_monitor.domain.records import Verdict
from sophon_monitor.domain.site import BoxKey, CameraKey
from sophon_monitor.protocol.messages import PictureState
from sophon_monitor.qtmodels.feed_model import FeedModel
from sophon_monitor.qtmodels.feed_row import FeedRow
from sophon_monitor.qtmodels.picture_decoder import PictureDecoder
from sophon_monitor.qtmodels.picture_store import PicturePart, picture_of
from sophon_monitor.qtmodels.verdict_words import VerdictAsked, audit_line, is_stranger, verdict_word
from sophon_monitor.qtmodels.walk_words import MARKS, WalkKind, walk_kind, walk_word
from sophon_monitor.widgets.live_words import missing_picture, not_registered
from sophon_monitor.widgets.picture_pane import PicturePane, ZoomLink
from sophon_monitor.widgets.theme import Palette, Theme
from sophon_monitor.widgets.verdict_bar import KEYS
from sophon_monitor.widgets.walk_look import (
    MARGIN_SHARE,
    NAME_SHARE,
    PANE_SHARE,
    SMALL_SHARE,
    WORD_SHARE,
    frame_edges,
    walk_colours,
)

translate = QCoreApplication.translate

LONGEST_NAME = 80
ISOLATED, END_OF_ISOLATED = "\u2068", "\u2069"  # a camera's name turns the direction of nothing but itself
ROWS_LOOKED_AT = 200
REST_MS = 150


@dataclass(frozen=True, slots=True)
class WalkKey:
    """Under which the decoder keeps a face of the walk test."""

    serial: int
    part: PicturePart


class WalkView(QWidget):
    """A window of its own. Lives on the Qt thread; follows the newest event of the feed.

    Signals:
        arrived: WalkKind of an event that has just come: a tone.
        verdict_asked: VerdictAsked for the event that is shown.
        pictures_wanted: Id of an event whose pictures are only in the archive.
        sound_asked: The key for sound was pressed.
        left: It was closed.
    """

    arrived = Signal(object)
    verdict_asked = Signal(object)
    pictures_wanted = Signal(int)
    sound_asked = Signal()
    left = Signal()

    def __init__(self, theme: Theme, model: FeedModel, decoder: PictureDecoder, parent: QWidget | None = None) -> None:
        """Show nothing yet; model and decoder belong to the caller."""
        super().__init__(parent, Qt.WindowType.Window)
        self._theme, self._model, self._decoder = theme, model, decoder
        self._row: FeedRow | None = None
        self._selection: tuple[BoxKey | None, CameraKey | None] = (None, None)
        self._sound = ""
        link = ZoomLink(self)
        self.live, self.registered = PicturePane(theme, link, self), PicturePane(theme, link, self)
        for pane in (self.live, self.registered):
            pane.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._decode)
        model.flush_ended.connect(self._follow)
        model.row_changed.connect(self._on_row_changed)
        decoder.decoded.connect(self._on_decoded)
        theme.changed.connect(self.update)
        self._retranslate()

    # -- what the wiring says ----------------------------------------------------------------------------------------

    def set_selection(self, box_key: BoxKey | None, camera_key: CameraKey | None) -> None:
        """Only events of this box or camera."""
        self._selection = (box_key, camera_key)
        self._row = None
        self._show(self._newest())

    def set_sound(self, sentence: str) -> None:
        """Whether there are tones."""
        self._sound = sentence
        self.update()

    @property
    def row(self) -> FeedRow | None:
        """The event that is shown."""
        return self._row

    def begin(self) -> None:
        """Open on the newest event, without a tone."""
        self._row = None
        self._show(self._newest())

    # -- following ---------------------------------------------------------------------------------------------------

    def _newest(self) -> FeedRow | None:
        box_key, camera_key = self._selection
        for place in range(min(self._model.rowCount(), ROWS_LOOKED_AT)):
            row = self._model.row_at(place)
            if row is None:
                break
            if camera_key is not None and row.camera_key != camera_key:
                continue
            if box_key in (None, row.box_key):
                return row
        return None

    def _follow(self) -> None:
        if not self.isVisible():
            return
        row = self._newest()
        if self._row is not None and self._model.place_of(self._row.row_id) is None:
            self._show(row)  # its box was forgotten, its person removed: no tone for what comes up instead
        elif row is not None and (self._row is None or row.serial > self._row.serial):
            self._show(row)
            self.arrived.emit(walk_kind(row.record))

    def _on_row_changed(self, serial: int) -> None:
        if self._row is None or serial not in (0, self._row.serial):
            return
        place = self._model.place_of(self._row.row_id)
        fresh = self._model.row_at(place) if place is not None else None
        if fresh is None or fresh.serial == self._row.serial:
            self._show(fresh)

    def _show(self, row: FeedRow | None) -> None:
        if self._row is not None and (row is None or row.serial != self._row.serial):
            gone = self._row.serial
            self._decoder.forget(lambda key: isinstance(key, WalkKey) and key.serial == gone)
        self._row = row
        self._decode()
        self._arrange()
        self._retranslate()
        self.update()

    # -- pictures ----------------------------------------------------------------------------------------------------

    def _decode(self) -> None:
        row = self._row
        if row is None or not self.isVisible():
            return
        missing = False
        for part, pane in ((PicturePart.LIVE, self.live), (PicturePart.REGISTERED, self.registered)):
            if picture_of(row.record, part).state is PictureState.PRESENT:
                data = self._model.store.get(row.serial, part)
                missing |= data is None
                if data is not None:
                    self._decoder.request(WalkKey(row.serial, part), data, pane.size(), self.devicePixelRatioF())
            self._show_part(row, part, pane)
        if missing and row.event_id:
            self.pictures_wanted.emit(row.event_id)

    def _show_part(self, row: FeedRow, part: PicturePart, pane: PicturePane) -> None:
        state = picture_of(row.record, part).state
        key = WalkKey(row.serial, part)
        image = self._decoder.image(key)
        if part is PicturePart.REGISTERED and row.is_not_registered:
            pane.show_text(not_registered())
        elif state is not PictureState.PRESENT:
            pane.show_text(missing_picture(state))
        elif image is None:
            pane.show_text(translate("Picture", "Loading…"))
        elif image.isNull():
            pane.show_text(missing_picture(PictureState.UNDECODABLE))
        else:
            pane.show_picture(image, self._decoder.natural_size(key) or image.size())
        heights = [h for p in (self.live, self.registered) if (h := p.height_that_fits()) is not None]
        for face in (self.live, self.registered):
            face.set_fit_height(min(heights) if heights else None)

    def _on_decoded(self, key: object, _image: QImage) -> None:
        if isinstance(key, WalkKey) and self._row is not None and key.serial == self._row.serial:
            self._show_part(self._row, key.part, self.live if key.part is PicturePart.LIVE else self.registered)

    # -- painting ----------------------------------------------------------------------------------------------------

    def _font(self, share: float, *, bold: bool) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(round(self.height() * share), 9))
        font.setBold(bold)
        return font

    def _margin(self) -> int:
        return round(self.height() * MARGIN_SHARE)

    def _arrange(self) -> None:
        margin, tall = self._margin(), self.height()
        words = self._font(PANE_SHARE, bold=True)
        top = margin + round(tall * WORD_SHARE * 1.6)
        bottom = tall - margin - round(tall * (NAME_SHARE * 1.35 + SMALL_SHARE * 1.7 * 2))
        wide = (self.width() - 3 * margin) // 2
        self.live.setGeometry(QRect(margin, top, wide, max(bottom - top, 1)))
        self.registered.setGeometry(QRect(2 * margin + wide, top, wide, max(bottom - top, 1)))
        for pane in (self.live, self.registered):
            pane.setFont(words)
            pane.setVisible(self._row is not None)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Frame, head, name and line; the faces paint themselves."""
        painter = QPainter(self)
        palette = self._theme.palette
        painter.fillRect(self.rect(), palette.surface)
        margin = self._margin()
        inner = self.rect().adjusted(margin, margin // 2, -margin, -margin // 2)
        if self._row is None:
            painter.setPen(palette.text_soft)
            painter.setFont(self._font(WORD_SHARE, bold=True))
            text = translate("Walk", "Walk past a camera")
            painter.drawText(inner, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)
            self._paint_foot(painter, inner, palette)
            return
        kind = walk_kind(self._row.record)
        strong, soft, ink = walk_colours(kind, palette)
        painter.fillRect(QRect(0, 0, self.width(), round(self.height() * WORD_SHARE * 1.6) + margin // 2), soft)
        for edge in frame_edges(self.rect()):
            painter.fillRect(edge, strong)
        self._paint_head(painter, inner, kind, ink)
        self._paint_name(painter, inner, palette)
        self._paint_foot(painter, inner, palette)

    def _paint_head(self, painter: QPainter, inner: QRect, kind: WalkKind, ink: QColor) -> None:
        painter.setPen(ink)
        painter.setFont(self._font(WORD_SHARE, bold=True))
        line = QRect(inner.left(), inner.top(), inner.width(), round(self.height() * WORD_SHARE * 1.4))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, f"{MARKS[kind]}  {walk_word(kind)}")
        row = self._row
        assert row is not None
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.score)

    def _paint_name(self, painter: QPainter, inner: QRect, palette: Palette) -> None:
        row = self._row
        assert row is not None
        font = self._font(NAME_SHARE, bold=True)
        name = row.name[:LONGEST_NAME]
        least = self._font(NAME_SHARE / 2, bold=True).pixelSize()
        while QFontMetricsF(font).horizontalAdvance(name) > inner.width() and font.pixelSize() > least:
            font.setPixelSize(round(font.pixelSize() * 0.9))
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(palette.text)
        top = self.live.geometry().bottom() + 1
        room = QRect(inner.left(), top, inner.width(), round(self.height() * NAME_SHARE * 1.35))
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        small = self._font(SMALL_SHARE, bold=False)
        painter.setFont(small)
        painter.setPen(palette.text_soft)
        line = QRect(inner.left(), room.bottom(), inner.width(), round(self.height() * SMALL_SHARE * 1.7))
        text = " · ".join((row.person_word, f"{ISOLATED}{row.camera}{END_OF_ISOLATED}", row.time))
        if row.count > 1:
            text = " · ".join((text, translate("Feed", "seen {count} times").format(count=row.count)))
        text = QFontMetricsF(small).elidedText(text, Qt.TextElideMode.ElideRight, inner.width() * 0.62)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
        audit = audit_line(row.record, self._model.now_ms())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, audit)

    def _paint_foot(self, painter: QPainter, inner: QRect, palette: Palette) -> None:
        font = self._font(SMALL_SHARE * 0.8, bold=False)
        painter.setFont(font)
        painter.setPen(palette.text_soft)
        tall = round(self.height() * SMALL_SHARE * 1.5)
        line = QRect(inner.left(), inner.bottom() - tall, inner.width(), tall)
        metrics, keys = QFontMetricsF(font), self._keys_sentence()
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, keys)
        left = inner.width() - metrics.horizontalAdvance(keys) - tall
        sound = metrics.elidedText(self._sound, Qt.TextElideMode.ElideLeft, max(left, 0.0))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, sound)

    def _keys_sentence(self) -> str:
        leave = translate("Walk", "Esc: back")
        if self._row is None:
            return leave
        stranger = is_stranger(self._row.record)
        words = [
            f"{letter}: {verdict_word(verdict, stranger=stranger)}"
            for letter, verdict in (("Y", Verdict.RIGHT), ("N", Verdict.WRONG), ("U", Verdict.UNSURE))
        ]
        return "   ".join((*words, leave))

    # -- keys and events ---------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Verdicts, sound, and the way back."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Escape, Qt.Key.Key_F11):
            self.close()
        elif key == Qt.Key.Key_M:
            self.sound_asked.emit()
        elif key in KEYS and self._row is not None and self._row.event_id:
            self.verdict_asked.emit(VerdictAsked(self._row.event_id, KEYS[key]))
        elif key == Qt.Key.Key_Backspace and self._row is not None and self._row.record.verdict is not None:
            self.verdict_asked.emit(VerdictAsked(self._row.event_id, None))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lay out; pictures are decoded anew when the size has come to rest."""
        super().resizeEvent(event)
        self._arrange()
        self._rest.start()

    def hideEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Let go of the faces."""
        super().hideEvent(event)  # type: ignore[arg-type]
        self._decoder.forget(lambda key: isinstance(key, WalkKey))
        for pane in (self.live, self.registered):
            pane.show_text("")
        self.left.emit()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Where it is not on the whole screen."""
        return QSize(1280, 720)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setWindowTitle(translate("Walk", "Walk test"))
        self.setAccessibleName(translate("Walk", "Walk test"))
        self.live.set_name(translate("Compare", "Face seen now"))
        self.registered.set_name(translate("Compare", "Registered picture"))
        row = self._row
        said = "" if row is None else f"{walk_word(walk_kind(row.record))}: {row.accessible}"
        self.setAccessibleDescription(said)
        self.update()
