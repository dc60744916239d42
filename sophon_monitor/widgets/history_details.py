"""One event of the history, large: both faces, score, verdict and its audit, the scene."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sophon_monitor.domain.records import VerdictNote
from sophon_monitor.protocol.messages import Picture, PictureState
from sophon_monitor.qtmodels.history_faces import HistoryPictureKey
from sophon_monitor.qtmodels.history_row import HistoryRow
from sophon_monitor.qtmodels.picture_decoder import PictureDecoder
from sophon_monitor.qtmodels.picture_store import PicturePart, PictureUse, picture_of
from sophon_monitor.qtmodels.verdict_words import is_stranger, note_line
from sophon_monitor.widgets.compare_layout import face_mark
from sophon_monitor.widgets.elided_label import ElidedLabel
from sophon_monitor.widgets.history_table import plain_tip
from sophon_monitor.widgets.icons import icon
from sophon_monitor.widgets.live_words import clock_warning, latency_text, missing_picture, not_registered
from sophon_monitor.widgets.person_badge import PersonBadge
from sophon_monitor.widgets.picture_pane import PicturePane, ZoomLink
from sophon_monitor.widgets.score_bar import ScoreBar
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.theme import Theme
from sophon_monitor.widgets.verdict_bar import VerdictBar

translate = QCoreApplication.translate

MARGIN, GAP = 14, 8
LEAST_WIDTH_PX, FACE_HEIGHT_PX, SCENE_HEIGHT_PX = 330, 190, 150
RESIZE_REST_MS = 120
MOST_NOTES = 20


class HistoryDetails(QFrame):
    """The pane beside the table. Lives on the Qt thread.

    Signals:
        pictures_wanted, notes_wanted: Id of the event; answered by `show_pictures` and `show_notes`.
        closed: The person does not want to see it.
    """

    pictures_wanted = Signal(int)
    notes_wanted = Signal(int)
    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        decoder: PictureDecoder,
        parent: QWidget | None = None,
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Show nothing yet. `clock` (UTC epoch seconds) only tells today's verdicts from older ones."""
        super().__init__(parent)
        set_look(self, "card")
        self._theme, self._decoder, self._clock = theme, decoder, clock
        self._row: HistoryRow | None = None
        self._bytes: dict[PicturePart, bytes] = {}
        self._notes: tuple[VerdictNote, ...] = ()
        self.zoom = ZoomLink(self)
        self._make_parts()
        self._lay_out()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(RESIZE_REST_MS)
        self._rest.timeout.connect(self._request)
        decoder.decoded.connect(self._on_decoded)
        self.close_button.clicked.connect(self.closed)
        theme.changed.connect(self._restyle)
        self._retranslate()
        self._restyle()

    def _make_parts(self) -> None:
        self.name = ElidedLabel(self)
        set_look(self.name, "heading")
        self.badge = PersonBadge(self._theme, self)
        self.close_button = QPushButton(self)
        set_look(self.close_button, "quiet")
        self.place, self.way, self.person_id = ElidedLabel(self), ElidedLabel(self), ElidedLabel(self)
        for line in (self.place, self.way, self.person_id):
            set_look(line, "soft")
        self.warning = QLabel(self)
        set_look(self.warning, "small-warn")
        self.warning.setWordWrap(True)
        self.captions = {part: QLabel(self) for part in PicturePart}
        self.audit_caption = QLabel(self)
        for caption in (*self.captions.values(), self.audit_caption):
            set_look(caption, "section")
        self.panes = {
            part: PicturePane(self._theme, self.zoom, self) for part in (PicturePart.LIVE, PicturePart.REGISTERED)
        }
        self.panes[PicturePart.SCENE] = PicturePane(self._theme, ZoomLink(self), self)
        for part, pane in self.panes.items():
            pane.setFixedHeight(SCENE_HEIGHT_PX if part is PicturePart.SCENE else FACE_HEIGHT_PX)
            pane.setMinimumWidth(60)
        self.score = ScoreBar(self._theme, self)
        self.verdicts = VerdictBar(self, clock=self._clock)
        self.audit = QLabel(self)
        self.audit.setWordWrap(True)
        for label in (self.warning, self.audit):
            label.setTextFormat(Qt.TextFormat.PlainText)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self.name)
        head.addWidget(self.badge)
        head.addStretch(1)
        head.addWidget(self.close_button)
        faces = QGridLayout()
        faces.setHorizontalSpacing(GAP)
        faces.setVerticalSpacing(4)
        for column, part in enumerate((PicturePart.LIVE, PicturePart.REGISTERED)):
            faces.addWidget(self.captions[part], 0, column)
            faces.addWidget(self.panes[part], 1, column)
            faces.setColumnStretch(column, 1)
        inner = QWidget(self)
        column_box = QVBoxLayout(inner)
        column_box.setContentsMargins(MARGIN, MARGIN - 4, MARGIN, MARGIN)
        column_box.setSpacing(GAP)
        column_box.addLayout(head)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        for widget in (self.place, self.way, self.person_id, self.warning):
            lines.addWidget(widget)
        column_box.addLayout(lines)
        column_box.addLayout(faces)
        column_box.addWidget(self.score)
        column_box.addWidget(self.verdicts)
        column_box.addWidget(self.audit_caption)
        column_box.addWidget(self.audit)
        column_box.addWidget(self.captions[PicturePart.SCENE])
        column_box.addWidget(self.panes[PicturePart.SCENE])
        column_box.addStretch(1)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inner)
        for ground in (inner, self.area.viewport()):
            ground.setAutoFillBackground(False)  # the card shows through
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(self.area)
        self.setMinimumWidth(LEAST_WIDTH_PX)

    # -- which event -------------------------------------------------------------------------------------------------

    @property
    def row(self) -> HistoryRow | None:
        """The event that is shown."""
        return self._row

    def show_row(self, row: HistoryRow | None) -> None:
        """Show another event; its pictures and its audit are asked for."""
        is_same = row is not None and self._row is not None and row.event_id == self._row.event_id
        self._row = row
        if row is None:
            self._bytes.clear()
            self._notes = ()
            self.verdicts.show_record(None)
            return
        if not is_same:
            self._bytes.clear()
            self._notes = ()
            self.zoom.reset()
            self.area.verticalScrollBar().setValue(0)
            self.pictures_wanted.emit(row.event_id)
        self.notes_wanted.emit(row.event_id)
        self._fill()

    def show_pictures(self, event_id: int, live: Picture, registered: Picture, scene: Picture) -> None:
        """Show the pictures of the event, if it is still the one."""
        if self._row is None or self._row.event_id != event_id:
            return
        pictures = {PicturePart.LIVE: live, PicturePart.REGISTERED: registered, PicturePart.SCENE: scene}
        self._bytes = {part: picture.data for part, picture in pictures.items() if picture.data}
        self._request()
        for part in PicturePart:
            self._show_part(part)

    def show_notes(self, event_id: int, notes: tuple[VerdictNote, ...]) -> None:
        """Show every verdict that the event was given, if it is still the one."""
        if self._row is not None and self._row.event_id == event_id:
            self._notes = notes
            self._show_audit()

    def forget(self) -> None:
        """Show nothing any more, not even what is in memory."""
        self.show_row(None)
        for pane in self.panes.values():
            pane.show_text("")

    # -- pictures ----------------------------------------------------------------------------------------------------

    def _request(self) -> None:
        if self._row is None:
            return
        for part, data in self._bytes.items():
            key = HistoryPictureKey(self._row.event_id, part, PictureUse.PANE)
            self._decoder.request(key, data, self.panes[part].size(), self.devicePixelRatioF())

    def _on_decoded(self, key: object, _image: QImage) -> None:
        if (
            isinstance(key, HistoryPictureKey)
            and key.use is PictureUse.PANE
            and self._row is not None
            and key.event_id == self._row.event_id
        ):
            self._show_part(key.part)

    def _show_part(self, part: PicturePart) -> None:
        row, pane = self._row, self.panes[part]
        if row is None:
            return
        state = picture_of(row.record, part).state
        if part is PicturePart.REGISTERED and row.is_not_registered:
            pane.show_text(not_registered())
        elif state is not PictureState.PRESENT:
            pane.show_text(missing_picture(state))
        else:
            self._show_image(row, part, pane)
        faces = self.panes[PicturePart.LIVE], self.panes[PicturePart.REGISTERED]
        heights = [height for face in faces if (height := face.height_that_fits()) is not None]
        for face in faces:
            face.set_fit_height(min(heights) if heights else None)

    def _show_image(self, row: HistoryRow, part: PicturePart, pane: PicturePane) -> None:
        key = HistoryPictureKey(row.event_id, part, PictureUse.PANE)
        image = self._decoder.image(key)
        if image is None:
            pane.show_text(translate("Picture", "Loading…"))
        elif image.isNull():
            pane.show_text(missing_picture(PictureState.UNDECODABLE))
        else:
            mark: QRectF | None = face_mark(row.record) if part is PicturePart.SCENE else None
            pane.show_picture(image, self._decoder.natural_size(key) or image.size(), mark)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Decode anew when the size has come to rest; verdicts without words where there is no room for them."""
        super().resizeEvent(event)
        self._fit_verdicts()
        self._rest.start()

    def _fit_verdicts(self) -> None:
        self.verdicts.set_compact(self.verdicts.full_width > self.width() - 2 * MARGIN - 4)

    # -- words -------------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        row = self._row
        if row is None:
            return
        record = row.record
        self.name.set_text(row.name)
        self.badge.show_type(record.person_type)
        latency = latency_text(record.latency_ms)
        self.place.set_text(" · ".join(part for part in (row.time, row.camera, row.box) if part))
        self.place.setToolTip(plain_tip(row.tooltip))
        self.way.set_text(" · ".join(part for part in (row.came, latency) if part))
        self.person_id.set_text(translate("Compare", "ID {id}").format(id=record.person_id) if record.person_id else "")
        self.person_id.setVisible(bool(record.person_id))
        self.warning.setText(clock_warning(record))
        self.warning.setVisible(bool(self.warning.text()))
        self.score.show_record(record)
        self.verdicts.show_record(record)
        self._fit_verdicts()
        for part in PicturePart:
            self._show_part(part)
        self._show_audit()
        self.setAccessibleName(row.accessible)

    def _show_audit(self) -> None:
        stranger = self._row is not None and is_stranger(self._row.record)
        now_ms = self._clock() * 1000
        lines = [note_line(note, now_ms, stranger=stranger) for note in reversed(self._notes[-MOST_NOTES:])]
        if (more := len(self._notes) - MOST_NOTES) > 0:
            lines.append(translate("History", "{count} earlier ones").format(count=more))
        self.audit.setText("\n".join(lines))
        # One verdict stands below its buttons already; a list of one would only repeat it.
        for widget in (self.audit_caption, self.audit):
            widget.setVisible(len(self._notes) > 1)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _restyle(self) -> None:
        self.close_button.setIcon(icon("x", self._theme.palette.text_soft))

    def _retranslate(self) -> None:
        self.captions[PicturePart.LIVE].setText(translate("History", "SEEN"))
        self.captions[PicturePart.REGISTERED].setText(translate("Compare", "REGISTERED"))
        self.captions[PicturePart.SCENE].setText(translate("Compare", "SCENE"))
        self.audit_caption.setText(translate("History", "VERDICTS SO FAR"))
        self.close_button.setAccessibleName(translate("History", "Close"))
        self.close_button.setToolTip(translate("History", "Close (Esc)"))
        for part, pane in self.panes.items():
            pane.set_name(self.captions[part].text())
        self._fill()
