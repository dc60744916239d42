"""Is this the same person? The two faces side by side, the score below, scene and details beside or below."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from sophon_monitor.domain.site import BoxAddress
from sophon_monitor.protocol.messages import PictureState
from sophon_monitor.qtmodels.feed_model import FeedModel
from sophon_monitor.qtmodels.feed_row import FeedRow
from sophon_monitor.qtmodels.feed_words import full_time_text
from sophon_monitor.qtmodels.picture_decoder import PictureDecoder
from sophon_monitor.qtmodels.picture_store import PictureKey, PicturePart, PictureUse, picture_of
from sophon_monitor.widgets.compare_layout import face_mark, places
from sophon_monitor.widgets.event_details import EventDetails, EventFacts, PictureFact
from sophon_monitor.widgets.icons import icon
from sophon_monitor.widgets.live_words import clock_warning, latency_text, missing_picture, not_registered
from sophon_monitor.widgets.person_badge import PersonBadge
from sophon_monitor.widgets.picture_pane import PicturePane, ZoomLink
from sophon_monitor.widgets.score_bar import ScoreBar
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.theme import Theme
from sophon_monitor.widgets.verdict_bar import VerdictBar

translate = QCoreApplication.translate

MARGIN, GAP = 16, 10
PATIENCE_MS = 80
RESIZE_REST_MS = 120
FULL_PX = QSize(2400, 2400)
SEPARATOR = " · "
LEAST_SCORE_SHARE = 0.3  # of the row that score and verdicts share


class CompareView(QFrame):
    """One event, whole. A new one is shown when its pictures are decoded, so that name and faces never mix.

    Signals:
        pictures_wanted: The event's pictures are only in the archive; the event's id.
        scene_opened: The scene is wanted large.
        copy_asked: The details as text, for the clipboard.
    """

    pictures_wanted = Signal(int)
    scene_opened = Signal()
    copy_asked = Signal(str)

    def __init__(self, theme: Theme, model: FeedModel, decoder: PictureDecoder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "card")
        self._theme, self._model, self._decoder = theme, model, decoder
        self._row: FeedRow | None = None
        self._next: FeedRow | None = None
        self.zoom = ZoomLink(self)
        self._make_parts()
        self._patience = self._timer(PATIENCE_MS)
        self._patience.timeout.connect(self._switch)
        self._rest = self._timer(RESIZE_REST_MS)
        self._rest.timeout.connect(self._redecode)
        decoder.decoded.connect(self._on_decoded)
        self.zoom.changed.connect(self._on_zoom)
        self.scene.clicked.connect(self.scene_opened)
        self.copy_button.clicked.connect(self._on_copy)
        theme.changed.connect(self._restyle)
        self._retranslate()
        self._restyle()

    def _make_parts(self) -> None:
        self.name = QLabel(self)
        set_look(self.name, "title")
        self.badge = PersonBadge(self._theme, self)
        self.person_id = QLabel(self)
        self.place = QLabel(self)
        for label in (self.person_id, self.place):
            set_look(label, "soft")
        for label in (self.name, self.person_id, self.place):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.warning = QLabel(self)
        set_look(self.warning, "warn")
        self.warning.setWordWrap(True)
        self.captions = {part: QLabel(self) for part in PicturePart}
        self.details_caption = QLabel(self)
        for caption in (*self.captions.values(), self.details_caption):
            set_look(caption, "section")
        self.live = PicturePane(self._theme, self.zoom, self)
        self.registered = PicturePane(self._theme, self.zoom, self)
        self.scene = PicturePane(self._theme, ZoomLink(self), self)
        self.scene.setCursor(Qt.CursorShape.PointingHandCursor)
        self.panes = {
            PicturePart.LIVE: self.live,
            PicturePart.REGISTERED: self.registered,
            PicturePart.SCENE: self.scene,
        }
        self.score = ScoreBar(self._theme, self)
        self.verdicts = VerdictBar(self)
        self.details = EventDetails(self._theme, self)
        self.copy_button = QPushButton(self)
        set_look(self.copy_button, "quiet")

    def _timer(self, interval_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        return timer

    # -- which event -------------------------------------------------------------------------------------------------

    @property
    def row(self) -> FeedRow | None:
        """The event that is shown, or about to be."""
        return self._next or self._row

    def show_row(self, row: FeedRow | None) -> None:
        """Show an event as soon as its pictures are decoded, after 80 ms at the latest."""
        if row is None:
            self._patience.stop()
            self._next = self._row = None
            self._blank()
            return
        if row.serial == (self._row.serial if self._row is not None else 0):
            self._patience.stop()
            self._next, self._row = None, row
            self._fill()
            return
        self._next = row
        self._request(row)
        if self._is_decoded(row):
            self._switch()
        elif not self._patience.isActive():
            self._patience.start()

    def _blank(self) -> None:
        """Nothing of the event before stays, not even where nobody sees it."""
        for pane in self.panes.values():
            pane.show_text("")
        for label in (self.name, self.person_id, self.place, self.warning):
            label.clear()
            label.setToolTip("")
        self.details.show_facts(None)
        self.setAccessibleName("")

    def refresh(self, row: FeedRow) -> None:
        """The same event with other pictures, names or words."""
        if self._next is not None and self._next.serial == row.serial:
            self._next = row
            self._request(row)
        elif self._row is not None and self._row.serial == row.serial:
            self._row = row
            self._request(row)
            self._fill()

    def full_scene(self) -> tuple[QImage, QSize, QRectF | None] | None:
        """The scene in its own size: asked for here, there when `decoded` has come; None until then."""
        if self._row is None:
            return None
        key = PictureKey(self._row.serial, PicturePart.SCENE, PictureUse.FULL)
        image = self._decoder.image(key)
        if image is None or image.isNull():
            self._ask(self._row, PicturePart.SCENE, PictureUse.FULL)
            return None
        return image, self._decoder.natural_size(key) or image.size(), face_mark(self._row.record)

    def _switch(self) -> None:
        self._patience.stop()
        if self._next is None:
            return
        self._row, self._next = self._next, None
        self.zoom.reset()
        self._fill()

    # -- pictures ----------------------------------------------------------------------------------------------------

    def _request(self, row: FeedRow) -> None:
        missing = False
        for part in PicturePart:
            if picture_of(row.record, part).state is not PictureState.PRESENT:
                continue
            if self._image(row, part) is None:
                missing |= not self._ask(row, part, PictureUse.PANE)
        if missing and row.event_id:
            self.pictures_wanted.emit(row.event_id)

    def _ask(self, row: FeedRow, part: PicturePart, use: PictureUse) -> bool:
        data = self._model.store.get(row.serial, part)
        if data is None:
            return False
        size = FULL_PX if use is PictureUse.FULL else self.panes[part].size()
        ratio = 1.0 if use is PictureUse.FULL else self.devicePixelRatioF()
        self._decoder.request(PictureKey(row.serial, part, use), data, size, ratio)
        return True

    def _image(self, row: FeedRow, part: PicturePart) -> QImage | None:
        return self._decoder.image(PictureKey(row.serial, part, PictureUse.PANE))

    def _is_decoded(self, row: FeedRow) -> bool:
        return all(
            picture_of(row.record, part).state is not PictureState.PRESENT or self._image(row, part) is not None
            for part in PicturePart
        )

    def _on_decoded(self, key: object, _image: QImage) -> None:
        if not isinstance(key, PictureKey) or key.use is PictureUse.THUMBNAIL:
            return
        if self._next is not None and key.serial == self._next.serial:
            if self._is_decoded(self._next):
                self._switch()
        elif self._row is not None and key.serial == self._row.serial:
            self._show_part(self._row, key.part)
            self._show_details()

    def _show_part(self, row: FeedRow, part: PicturePart) -> None:
        pane, picture = self.panes[part], picture_of(row.record, part)
        if part is PicturePart.REGISTERED and row.is_not_registered:
            pane.show_text(not_registered())
        elif picture.state is not PictureState.PRESENT:
            pane.show_text(missing_picture(picture.state))
        else:
            self._show_image(row, part, pane)
        heights = [h for h in (self.live.height_that_fits(), self.registered.height_that_fits()) if h is not None]
        for face in (self.live, self.registered):
            face.set_fit_height(min(heights) if heights else None)

    def _show_image(self, row: FeedRow, part: PicturePart, pane: PicturePane) -> None:
        full = PictureKey(row.serial, part, PictureUse.FULL)
        key = PictureKey(row.serial, part, PictureUse.PANE)
        image = self._decoder.image(full) if self.zoom.zoom > 1.0 and part is not PicturePart.SCENE else None
        image = image if image is not None else self._decoder.image(key)
        if image is None:
            pane.show_text(translate("Picture", "Loading…"))
        elif image.isNull():
            pane.show_text(missing_picture(PictureState.UNDECODABLE))
        else:
            natural = self._decoder.natural_size(key) or image.size()
            pane.show_picture(image, natural, face_mark(row.record) if part is PicturePart.SCENE else None)

    def _on_zoom(self) -> None:
        if self._row is None or self.zoom.zoom <= 1.0:
            return
        for part in (PicturePart.LIVE, PicturePart.REGISTERED):
            if self._decoder.image(PictureKey(self._row.serial, part, PictureUse.FULL)) is None:
                self._ask(self._row, part, PictureUse.FULL)

    def _redecode(self) -> None:
        if self._row is not None:
            for part in PicturePart:
                if picture_of(self._row.record, part).state is PictureState.PRESENT:
                    self._ask(self._row, part, PictureUse.PANE)

    # -- words -------------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        row = self._row
        if row is None:
            return
        record = row.record
        self.badge.show_type(record.person_type)
        person_id = record.person_id or ""
        self.person_id.setText(translate("Compare", "ID {id}").format(id=person_id) if person_id else "")
        latency = latency_text(record.latency_ms)
        self.place.setText(SEPARATOR.join(part for part in (row.camera, row.time, latency) if part))
        self.place.setToolTip(self._place_tip(row, latency))
        self.warning.setText(clock_warning(record))
        self.score.show_record(record)
        self.verdicts.show_record(record)
        for part in PicturePart:
            self._show_part(row, part)
        self._show_details()
        self.setAccessibleName(row.accessible)
        self._arrange()

    def _place_tip(self, row: FeedRow, latency: str) -> str:
        lines = [translate("Compare", "Received {time}").format(time=full_time_text(row.record.received_at_ms))]
        if row.record.occurred_at_ms is not None:
            text = translate("Compare", "Box clock {time}")
            lines.append(text.format(time=full_time_text(row.record.occurred_at_ms)))
        if not latency:
            lines.append(translate("Compare", "Time since capture unknown: box clock not measured"))
        return "\n".join(lines)

    def _show_details(self) -> None:
        if self._row is None:
            return
        self.details.show_facts(
            EventFacts(
                self._row,
                self._address(self._row),
                self._fact(self._row, PicturePart.LIVE),
                self._fact(self._row, PicturePart.REGISTERED),
                self._fact(self._row, PicturePart.SCENE),
            )
        )

    def _address(self, row: FeedRow) -> BoxAddress | None:
        return next((box.address for box in self._model.boxes() if box.key == row.box_key), None)

    def _fact(self, row: FeedRow, part: PicturePart) -> PictureFact:
        data = self._model.store.get(row.serial, part)
        natural = self._decoder.natural_size(PictureKey(row.serial, part, PictureUse.PANE))
        return PictureFact(natural, len(data) if data is not None else None)

    def _on_copy(self) -> None:
        self.copy_asked.emit(self.details.plain_text())

    # -- keys that the page passes on --------------------------------------------------------------------------------

    def zoom_in(self) -> None:
        """Zoom both faces in."""
        self.zoom.zoom_by(1.25)

    def zoom_out(self) -> None:
        """Zoom both faces out."""
        self.zoom.zoom_by(0.8)

    def pan(self, x: float, y: float) -> None:
        """Move both faces by a part of the pane."""
        self.zoom.pan_by(QPointF(x, y))

    # -- layout ------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lay out anew; pictures are decoded again when the size has come to rest."""
        super().resizeEvent(event)
        self._arrange()
        self._rest.start()

    def _arrange(self) -> None:
        inner = self.rect().adjusted(MARGIN, MARGIN - 4, -MARGIN, -MARGIN)
        bottom = self._arrange_head(inner)
        self.warning.setVisible(bool(self.warning.text()))
        if self.warning.text():
            tall = self.warning.heightForWidth(inner.width())
            self.warning.setGeometry(inner.left(), bottom + 4, inner.width(), tall)
            bottom += tall + 4
        room = QRect(inner.left(), bottom + GAP, inner.width(), inner.bottom() + 1 - bottom - GAP)
        caption_px = self.captions[PicturePart.LIVE].sizeHint().height()
        score_px, verdicts_px = self.score.sizeHint().height(), self.verdicts.sizeHint().height()
        laid = places(room, caption_px, max(score_px, verdicts_px))
        if not self._fit_beside(laid.score.width()):
            laid = places(room, caption_px, score_px + verdicts_px)
        self.live.setGeometry(laid.live)
        self.registered.setGeometry(laid.registered)
        self.scene.setGeometry(laid.scene)
        self._arrange_score(laid.score)
        for part, pane in self.panes.items():
            self.captions[part].setGeometry(laid.caption_of(pane.geometry(), caption_px))
        self.details.setGeometry(laid.details)
        caption = laid.caption_of(laid.details, caption_px)
        self.details_caption.setGeometry(caption)
        size = self.copy_button.sizeHint()
        corner = QPoint(caption.right() + 1 - size.width(), caption.center().y() - size.height() // 2)
        self.copy_button.setGeometry(QRect(corner, size))
        heights = [h for h in (self.live.height_that_fits(), self.registered.height_that_fits()) if h is not None]
        for face in (self.live, self.registered):
            face.set_fit_height(min(heights) if heights else None)

    def _fit_beside(self, wide: int) -> bool:
        """Whether score and verdicts have room in one row."""
        return wide * LEAST_SCORE_SHARE + self.verdicts.full_width + GAP <= wide

    def _arrange_score(self, room: QRect) -> None:
        wide, tall = self.verdicts.full_width, self.verdicts.sizeHint().height()
        score = self.score.sizeHint().height()
        self.verdicts.set_compact(wide > room.width())
        if self._fit_beside(room.width()):
            left = room.right() + 1 - wide
            self.verdicts.setGeometry(left, room.top(), wide, tall)
            self.score.setGeometry(room.left(), room.top(), left - GAP - room.left(), score)
            return
        self.score.setGeometry(room.left(), room.top(), room.width(), score)
        self.verdicts.setGeometry(room.left(), room.top() + score, min(wide, room.width()), tall)

    def _arrange_head(self, inner: QRect) -> int:
        place = self.place.sizeHint()
        badge, id_size = self.badge.sizeHint(), self.person_id.sizeHint()
        rest = badge.width() + 10 + (id_size.width() + 12 if self.person_id.text() else 0)
        whole = self._row.name if self._row is not None else ""
        self.name.setToolTip(whole)
        self.name.setText(whole)
        name_wide, line = self.name.sizeHint().width(), self.name.sizeHint().height()
        beside = name_wide + rest + 24 + place.width() <= inner.width()
        name_wide = min(name_wide, inner.width() - rest)
        cut = self.name.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, name_wide)
        self.name.setText(cut)
        self.name.setGeometry(inner.left(), inner.top(), name_wide, line)
        middle = inner.top() + line // 2 + 1
        left = inner.left() + name_wide + 10
        self.badge.setGeometry(left, middle - badge.height() // 2, badge.width(), badge.height())
        left += badge.width() + 12
        self.person_id.setGeometry(left, middle - id_size.height() // 2, id_size.width(), id_size.height())
        if beside:
            self.place.setGeometry(
                inner.right() + 1 - place.width(), middle - place.height() // 2, place.width(), place.height()
            )
            return inner.top() + line
        self.place.setGeometry(inner.left(), inner.top() + line + 2, inner.width(), place.height())
        return inner.top() + line + 2 + place.height()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _restyle(self) -> None:
        self.copy_button.setIcon(icon("copy", self._theme.palette.text_soft))

    def _retranslate(self) -> None:
        texts = {
            PicturePart.LIVE: translate("Compare", "SEEN NOW"),
            PicturePart.REGISTERED: translate("Compare", "REGISTERED"),
            PicturePart.SCENE: translate("Compare", "SCENE"),
        }
        for part, text in texts.items():
            self.captions[part].setText(text)
        self.details_caption.setText(translate("Compare", "DETAILS"))
        self.live.set_name(translate("Compare", "Face seen now"))
        self.registered.set_name(translate("Compare", "Registered picture"))
        self.scene.set_name(translate("Compare", "Scene; Enter shows it large"))
        self.scene.setToolTip(translate("Compare", "Show the scene large (Enter)"))
        tip = translate("Compare", "Wheel or + and - to zoom, 0 or double click for the whole face, drag to move")
        self.live.setToolTip(tip)
        self.registered.setToolTip(tip)
        self.copy_button.setAccessibleName(translate("Compare", "Copy all details"))
        self.copy_button.setToolTip(translate("Compare", "Copy all details"))
        self._fill()
