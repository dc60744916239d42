"""The Live page: the compare view and the feed, and the keys that work wherever the focus is."""

from __future__ import annotations

from collections import OrderedDict, deque

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from sophon_monitor.domain.site import BoxKey, CameraKey
from sophon_monitor.protocol.messages import Picture
from sophon_monitor.qtmodels.feed_filter import FeedWish
from sophon_monitor.qtmodels.feed_model import FeedModel
from sophon_monitor.qtmodels.feed_row import FeedRow
from sophon_monitor.qtmodels.picture_decoder import PictureDecoder
from sophon_monitor.qtmodels.picture_store import PictureKey, PicturePart, PictureUse
from sophon_monitor.qtmodels.verdict_words import VerdictAsked
from sophon_monitor.widgets.compare_view import CompareView
from sophon_monitor.widgets.live_empty import LiveEmpty
from sophon_monitor.widgets.live_feed import ROWS_OF_A_PAGE, LiveFeed
from sophon_monitor.widgets.scene_overlay import SceneOverlay
from sophon_monitor.widgets.score_card import ScoreCard
from sophon_monitor.widgets.theme import Theme
from sophon_monitor.widgets.verdict_bar import KEYS

translate = QCoreApplication.translate

FOLLOW_EVERY_MS = 250
ANSWER_PATIENCE_MS = 2000
MARGIN, GAP = 12, 10
LEAST_COMPARE_PX = 470  # below that the compare view squeezes its faces and verdict buttons
FEED_SHARE = 0.32
FEED_LEAST_PX, FEED_MOST_PX = 320, 420
PAN = 0.1
MOST_REMEMBERED = 2000


class LivePage(QWidget):
    """Recognitions as they come.

    Signals:
        pictures_wanted: Id of an event whose pictures are only in the archive; answered by `show_pictures`.
            One at a time; an answer that does not come within 2 s is not waited for.
        event_painted: `EventPainted`, after an event has been painted for the first time.
        event_asked: Id of an event that is not in the feed any more.
        verdict_asked: `VerdictAsked`; what is kept comes back through the model.
    """

    pictures_wanted = Signal(int)
    event_painted = Signal(object)
    verdict_asked = Signal(object)
    event_asked = Signal(int)

    def __init__(
        self, theme: Theme, feed_model: FeedModel, decoder: PictureDecoder, parent: QWidget | None = None
    ) -> None:
        """Show what the model has; the model and the decoder belong to the caller."""
        super().__init__(parent)
        self._model, self._decoder = feed_model, decoder
        self.compare = CompareView(theme, feed_model, decoder, self)
        self.feed = LiveFeed(theme, feed_model, self)
        self.empty = LiveEmpty(self)
        self.overlay = SceneOverlay(theme, self)
        self._target: FeedRow | None = None
        self._stream_note = ""
        self._sized_by_hand = False
        self._asked: OrderedDict[int, None] = OrderedDict()
        self._judged: deque[int] = deque(maxlen=MOST_REMEMBERED)
        self._errand = 0
        self._follow = self._timer(FOLLOW_EVERY_MS)
        self._patience = self._timer(ANSWER_PATIENCE_MS)
        self.scores = ScoreCard(theme, self)
        self._lay_out()
        self._connect()
        self._retranslate()

    def _timer(self, interval_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        return timer

    def _lay_out(self) -> None:
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.compare)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GAP)
        column.addWidget(self._stack)
        column.addWidget(self.scores)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(left)
        self._splitter.addWidget(self.feed)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._splitter)

    def _connect(self) -> None:
        self.feed.row_chosen.connect(self._choose)
        self.feed.event_painted.connect(self.event_painted)
        self.feed.thumbnails_wanted.connect(self._run_errand)
        self.compare.pictures_wanted.connect(self._on_wanted)
        self.compare.scene_opened.connect(self.open_scene)
        self.compare.copy_asked.connect(self._copy)
        self.compare.verdicts.asked.connect(self._judge)
        self.scores.event_asked.connect(self._show_event)
        self.empty.show_all_asked.connect(self.feed.show_all)
        self._model.row_changed.connect(self._on_row_changed)
        self._model.site_changed.connect(self._show_state)
        self._decoder.decoded.connect(self._on_decoded)
        self._follow.timeout.connect(self._show_target)
        self._patience.timeout.connect(self._end_errand)
        self._splitter.splitterMoved.connect(self._on_splitter)

    # -- what wiring calls -------------------------------------------------------------------------------------------

    def set_selection(self, box_key: BoxKey | None, camera_key: CameraKey | None) -> None:
        """Show the events of one box or camera only; both None for the whole site."""
        self.feed.set_selection(box_key, camera_key)
        self.scores.set_scope(box_key, camera_key)
        self._show_state()

    def set_stream_note(self, note: str) -> None:
        """Say why no events come, in a sentence; "" when the streams are up."""
        if note != self._stream_note:
            self._stream_note = note
            self._show_state()

    def forget_box(self, key: BoxKey) -> None:
        """Show nothing any more of a box whose records go, not even the event that a person has chosen."""
        if self._target is not None and self._target.box_key == key:
            self._choose(None)

    @property
    def current_event_id(self) -> int | None:
        """The event that is compared."""
        return self._target.event_id if self._target is not None else None

    def focus_feed(self) -> None:
        """Give the keyboard to the feed."""
        self.feed.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_pictures(self, event_id: int, live: Picture, registered: Picture, scene: Picture) -> None:
        """Take the answer to `pictures_wanted`."""
        self._model.take_pictures(event_id, live, registered, scene)
        target = self._target
        if target is not None and target.event_id == event_id and self._model.row_of_event(event_id) is None:
            self._target = None  # its row is gone from the feed; there is nothing to show the pictures on
        if event_id == self._errand:
            self._end_errand()

    # -- which event -------------------------------------------------------------------------------------------------

    def _choose(self, row: object) -> None:
        if not isinstance(row, FeedRow):
            self._target = None
            self._follow.stop()
            self.compare.show_row(None)
            self._show_state()
            return
        is_first = self._target is None
        self._target = row
        self._show_state()
        if not self.feed.is_following or is_first or not self._follow.isActive():
            self._show_target()

    def _show_target(self) -> None:
        if self._target is None or not self.isVisible():
            return
        shown = self.compare.row
        if shown is None or shown.serial != self._target.serial:
            self.compare.show_row(self._target)
            if self.feed.is_following:
                self._follow.start()  # what comes before it fires is shown when it does: four a second at most

    def _on_row_changed(self, serial: int) -> None:
        for row in (self._target, self.compare.row):
            if row is None or serial not in (0, row.serial):
                continue
            place = self._model.place_of(row.row_id)
            fresh = self._model.row_at(place) if place is not None else None
            if fresh is not None and fresh.serial == row.serial:
                if row is self._target:
                    self._target = fresh
                self.compare.refresh(fresh)

    @Slot(int)
    def _show_event(self, event_id: int) -> None:
        """Go to an event of the plot; one that has left the feed is History's."""
        row = self._model.row_of_event(event_id)
        if row is None or not self.feed.choose_row(row.row_id):
            self.event_asked.emit(event_id)

    @Slot(object)
    def _judge(self, asked: VerdictAsked) -> None:
        """Hand a verdict on; the next event that nobody has judged comes up."""
        self.verdict_asked.emit(asked)
        if asked.verdict is not None:
            self._judged.append(asked.event_id)
            self.feed.walk_to_unjudged()

    # -- pictures from the archive, one event at a time --------------------------------------------------------------

    def _on_wanted(self, event_id: int) -> None:
        if self._errand != event_id:
            self._start_errand(event_id)  # what a person looks at goes before thumbnails

    def _run_errand(self) -> None:
        if self._errand:
            return
        for row in self.feed.visible_rows():
            if row.event_id not in self._asked and self._model.lacks_bytes(row):
                self._start_errand(row.event_id)
                return

    def _start_errand(self, event_id: int) -> None:
        self._errand = event_id
        self._asked[event_id] = None
        while len(self._asked) > MOST_REMEMBERED:
            self._asked.popitem(last=False)
        self._patience.start()
        self.pictures_wanted.emit(event_id)

    def _end_errand(self) -> None:
        self._patience.stop()
        self._errand = 0
        self._run_errand()

    # -- the scene, large --------------------------------------------------------------------------------------------

    def open_scene(self) -> None:
        """Show the scene over the page."""
        row = self.compare.row
        pane = self.compare.scene
        if row is None or pane.text:
            return
        self.overlay.open_scene(f"{row.name} · {row.camera} · {row.time}", pane)
        self._show_scene()

    def _show_scene(self) -> None:
        if (scene := self.compare.full_scene()) is not None:
            self.overlay.show_scene(*scene)
        else:
            self.overlay.pane.show_text(translate("Picture", "Loading…"))

    def _on_decoded(self, key: object, _image: QImage) -> None:
        if (
            self.overlay.isVisible()
            and isinstance(key, PictureKey)
            and (key.part, key.use) == (PicturePart.SCENE, PictureUse.FULL)
        ):
            self._show_scene()

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)

    # -- looks and keys ----------------------------------------------------------------------------------------------

    def _show_state(self) -> None:
        if self._target is not None:
            self._stack.setCurrentWidget(self.compare)
            return
        self._stack.setCurrentWidget(self.empty)
        chosen = self.feed.filter.box_key
        self.empty.show_state(
            boxes=tuple(box for box in self._model.boxes() if chosen in (None, box.key)),
            has_cameras=any(chosen in (None, camera.box_key) for camera in self._model.cameras()),
            hidden=self._model.rowCount() if self.feed.filter.wish != FeedWish() else 0,
            note=self._stream_note,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys of the page; they come here from every part of it that does not need them itself."""
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match key:
            case Qt.Key.Key_Up | Qt.Key.Key_Down if shift:
                self.compare.pan(0, PAN if key == Qt.Key.Key_Up else -PAN)
            case Qt.Key.Key_Left | Qt.Key.Key_Right if shift:
                self.compare.pan(PAN if key == Qt.Key.Key_Left else -PAN, 0)
            case Qt.Key.Key_Up:
                self.feed.walk(-1)
            case Qt.Key.Key_Down:
                self.feed.walk(1)
            case Qt.Key.Key_PageUp:
                self.feed.walk(-ROWS_OF_A_PAGE)
            case Qt.Key.Key_PageDown:
                self.feed.walk(ROWS_OF_A_PAGE)
            case Qt.Key.Key_Home:
                self.feed.follow_newest()
            case Qt.Key.Key_End:
                self.feed.walk_to_end()
            case Qt.Key.Key_Space:
                self.feed.toggle_hold()
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.compare.zoom_in()
            case Qt.Key.Key_Minus:
                self.compare.zoom_out()
            case Qt.Key.Key_0:
                self.compare.zoom.reset()
            case Qt.Key.Key_Y | Qt.Key.Key_N | Qt.Key.Key_U if not event.modifiers():
                self.compare.verdicts.ask(KEYS[Qt.Key(key)])
            case Qt.Key.Key_Backspace:
                self._take_back()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.open_scene()
            case _:
                super().keyPressEvent(event)

    def _take_back(self) -> None:
        """Take a verdict back: this event's, else the last one that was given, which then comes up again."""
        if self.compare.verdicts.ask(None):
            return
        while self._judged:
            row = self._model.row_of_event(self._judged.pop())
            if row is not None and self.feed.choose_row(row.row_id):
                self.verdict_asked.emit(VerdictAsked(row.event_id, None))
                return

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Catch up with what came while another page was open."""
        super().showEvent(event)
        self._show_target()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the width, until a person has moved the border."""
        super().resizeEvent(event)
        self.scores.fit(self.height() - 2 * MARGIN - GAP - LEAST_COMPARE_PX)
        if self.overlay.isVisible():
            self.overlay.setGeometry(self.rect())
        if not self._sized_by_hand:
            least = max(FEED_LEAST_PX, self.feed.minimumSizeHint().width())
            feed = max(min(round(self.width() * FEED_SHARE), FEED_MOST_PX), least)
            self._splitter.setSizes([self.width() - feed - 1, feed])

    def _on_splitter(self, _position: int, _index: int) -> None:
        self._sized_by_hand = True

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setAccessibleName(translate("Live", "Live"))
        self._show_state()
