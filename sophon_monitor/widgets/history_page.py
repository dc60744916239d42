"""The History page: what is looked for, when it happened, what was found, and one of it large."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from sophon_monitor.domain.history_query import HistoryQuery, Span, StripScale, StripUnit
from sophon_monitor.domain.records import EventRecord
from sophon_monitor.domain.site import Box, BoxKey, Camera, CameraKey
from sophon_monitor.qtmodels.history_faces import HistoryFaces
from sophon_monitor.qtmodels.history_model import HistoryModel
from sophon_monitor.qtmodels.history_wishes import ExportWanted, Tally, TallyWanted
from sophon_monitor.qtmodels.history_words import time_text
from sophon_monitor.qtmodels.picture_decoder import PictureDecoder
from sophon_monitor.qtmodels.verdict_words import VerdictAsked
from sophon_monitor.widgets.day_strip import DayStrip
from sophon_monitor.widgets.history_details import HistoryDetails
from sophon_monitor.widgets.history_empty import Emptiness, HistoryEmpty
from sophon_monitor.widgets.history_filters import HistoryFilters
from sophon_monitor.widgets.history_line import HistoryLine
from sophon_monitor.widgets.history_table import HistoryTable
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.theme import Theme
from sophon_monitor.widgets.verdict_bar import KEYS

translate = QCoreApplication.translate

MARGIN, GAP = 13, 10
DETAILS_PX = 360
COUNT_AGAIN_MS = 400  # after the last verdict
LOOKS_FOR = 1000  # rows below that are looked at for the next one without a verdict


class HistoryPage(QWidget):
    """Everything that was kept. Lives on the Qt thread; filled by its wiring.

    Signals:
        tally_wanted: TallyWanted.
        pictures_wanted, notes_wanted: Id of the event that is shown large.
        verdict_asked: VerdictAsked; what is kept comes back through the model.
        stop_asked: A person does not want to wait for the search under way.
        reconcile_asked: Key of the selected box, or None.
        export_asked: ExportWanted.
    """

    tally_wanted = Signal(object)
    pictures_wanted = Signal(int)
    notes_wanted = Signal(int)
    verdict_asked = Signal(object)
    stop_asked = Signal()
    reconcile_asked = Signal(object)
    export_asked = Signal(object)

    def __init__(
        self,
        theme: Theme,
        model: HistoryModel,
        faces: HistoryFaces,
        decoder: PictureDecoder,
        parent: QWidget | None = None,
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Show what the model has; model, faces and decoder belong to the caller. `clock`: UTC epoch seconds."""
        super().__init__(parent)
        self._model, self._faces, self._clock = model, faces, clock
        self._base: HistoryQuery | None = None  # what the strip shows; the table may show a stretch of it
        self._tally: Tally | None = None
        self._has_any = True
        self._problem = ""
        self._box_key: BoxKey | None = None
        self._awaited: int | None = None  # place of the chosen row while it is being fetched again
        self.filters = HistoryFilters(theme, self, clock=clock)
        self.strip = DayStrip(theme, self)
        self.line = HistoryLine(self)
        self.reconcile_button, self.export_button = QPushButton(self), QPushButton(self)
        self.table = HistoryTable(theme, model, faces, self)
        self.empty = HistoryEmpty(self)
        self.details = HistoryDetails(theme, decoder, self, clock=clock)
        self.details.hide()
        self._count_again = QTimer(self)
        self._count_again.setSingleShot(True)
        self._count_again.setInterval(COUNT_AGAIN_MS)
        self._lay_out()
        self._connect()
        self._retranslate()

    def _lay_out(self) -> None:
        set_look(self, "window")
        set_look(self.export_button, "primary")
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.filters, 1, Qt.AlignmentFlag.AlignTop)
        for button in (self.reconcile_button, self.export_button):
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(10)
        set_look(self.splitter, "gap")
        self.splitter.addWidget(self._stack)
        self.splitter.addWidget(self.details)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, 12, MARGIN, MARGIN)
        layout.setSpacing(GAP)
        layout.addLayout(top)
        layout.addWidget(self.strip)
        layout.addWidget(self.line)
        layout.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.filters.changed.connect(self.search)
        self.filters.person.left_downwards.connect(self.table.setFocus)
        self.strip.span_chosen.connect(self._choose_span)
        self.table.chosen.connect(self._show_place)
        self.details.closed.connect(self.close_details)
        self.details.pictures_wanted.connect(self.pictures_wanted)
        self.details.notes_wanted.connect(self.notes_wanted)
        self.details.verdicts.asked.connect(self._judge)
        self.line.news_asked.connect(self.search)
        self.line.stop_asked.connect(self.stop_asked)
        self.reconcile_button.clicked.connect(self._ask_reconcile)
        self.export_button.clicked.connect(self._ask_export)
        self.empty.clear_asked.connect(self.filters.clear)
        self.empty.all_times_asked.connect(self._show_all_times)
        self.empty.again_asked.connect(self.search)
        self._model.news_changed.connect(self._show_news)
        self._model.searching_changed.connect(self._show_state)
        self._model.row_changed.connect(self._on_row_changed)
        self._model.dataChanged.connect(self._on_data)
        self._model.modelReset.connect(self.close_details)
        self._count_again.timeout.connect(self._ask_counts)

    # -- what wiring calls -------------------------------------------------------------------------------------------

    def set_selection(self, box_key: BoxKey | None, camera_key: CameraKey | None) -> None:
        """Look only at one box or camera; both None for the whole site."""
        self._box_key = box_key
        self.filters.set_selection(box_key, camera_key)

    def set_site(self, boxes: tuple[Box, ...], cameras: tuple[Camera, ...]) -> None:
        """Boxes and cameras of the site, for the choice of a camera."""
        self.filters.set_site(boxes, cameras)

    def search(self) -> None:
        """Look for what the buttons say, with all that came since. While the page is not seen, it waits."""
        if not self.isVisible():
            self._base = None
            return
        self._problem = ""
        query = self.filters.query()
        if self._base is None or self._times(self._base) != self._times(query):
            self.strip.set_scale(StripScale(StripUnit.TEN_MINUTES, ()))
        self._base = query
        self.tally_wanted.emit(TallyWanted(query, with_strip=True))
        self._search_chosen()

    def show_strip(self, query: HistoryQuery, scale: StripScale) -> None:
        """Show which time the strip stands for, before its bars are counted."""
        if query == self._base:
            self.strip.set_scale(scale)

    def show_tally(self, query: HistoryQuery, scale: StripScale | None, tally: Tally) -> None:
        """Show how many there are."""
        if query == self._base and scale is not None:
            self.strip.set_scale(scale)
            self.strip.set_counts(scale, tally.bars)
        if query == self._model.query:
            self._tally = tally
            self._show_state()

    def show_has_any(self, *, has_any: bool) -> None:
        """Whether there is any event at the chosen time, or anywhere, whatever is filtered for."""
        self._has_any = has_any
        self._show_state()

    def show_problem(self, reason: str) -> None:
        """Say that the archive cannot be read."""
        self._problem = reason
        self._model.fail()

    def verdicts_changed(self) -> None:
        """Verdicts were given: the counts are others."""
        if self.isVisible():
            self._count_again.start()

    def forget(self) -> None:
        """Records went for good: show none of them any more, and look anew."""
        self._faces.forget()
        self.details.forget()
        self.close_details()
        self.search()

    # -- searching ---------------------------------------------------------------------------------------------------

    def _times(self, query: HistoryQuery) -> tuple[int | None, int | None]:
        return query.since_ms, query.until_ms

    def _choose_span(self, span: object) -> None:
        """A stretch of the strip was chosen, or all of it again, which is counted anew."""
        if span is None and self._base is not None:
            self.tally_wanted.emit(TallyWanted(self._base, with_strip=True))
        self._search_chosen()

    def _search_chosen(self) -> None:
        """Look at what is chosen of the strip, or at all of it."""
        if self._base is None:
            return
        query = self._base
        if (span := self.strip.span) is not None:
            query = replace(query, since_ms=span[0], until_ms=span[1])
            self.tally_wanted.emit(TallyWanted(query, with_strip=False))
        self._tally = None
        self._model.search(query)
        self._show_state()

    def _ask_counts(self) -> None:
        if self._base is not None:
            query = self._model.query
            self.tally_wanted.emit(TallyWanted(query, with_strip=query == self._base))

    def _show_all_times(self) -> None:
        self.filters.choose_span(Span.ALL)

    # -- one event ---------------------------------------------------------------------------------------------------

    def _show_place(self, place: int) -> None:
        row = self._model.row_at(place)
        self._awaited = place if row is None and place >= 0 else None
        if row is None:
            return
        self.details.show_row(row)
        if self.details.isHidden():
            self.details.show()
            room = max(self.splitter.width() - DETAILS_PX, 200)
            self.splitter.setSizes([room, DETAILS_PX])
            self.table.scrollTo(self.table.currentIndex())

    def show_event(self, record: EventRecord) -> None:
        """Show one event large that a person came for from another page, whatever the table holds."""
        self._awaited = None
        place = self._model.place_of(record.id)
        row = self._model.row_at(place) if place is not None else None
        self.details.show_row(row if row is not None else self._model.prepared(record))
        if self.details.isHidden():
            self.details.show()
            self.splitter.setSizes([max(self.splitter.width() - DETAILS_PX, 200), DETAILS_PX])

    def close_details(self) -> None:
        """Show the table alone."""
        self._awaited = None
        had_focus = self.details.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self.details.hide()
        self.details.show_row(None)
        self.table.selectionModel().clear()
        if had_focus:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_row_changed(self, event_id: int) -> None:
        shown = self.details.row
        if shown is None or event_id not in (0, shown.event_id):
            return
        place = self._model.place_of(shown.event_id)
        row = self._model.row_at(place) if place is not None else None
        if row is not None:
            self.details.show_row(row)

    def _on_data(self, first: QModelIndex, last: QModelIndex) -> None:
        if self._awaited is not None and first.row() <= self._awaited <= last.row():
            self._show_place(self._awaited)

    def _judge(self, asked: VerdictAsked) -> None:
        """Hand it on; where it was the first verdict on that event, the next one without comes up."""
        shown = self.details.row
        is_first = shown is not None and shown.record.verdict is None
        self.verdict_asked.emit(asked)
        if is_first and shown is not None and shown.event_id == asked.event_id:
            self._walk_to_unjudged()

    def _walk_to_unjudged(self) -> None:
        begin = self.table.currentIndex().row() + 1
        for place in range(begin, min(begin + LOOKS_FOR, self._model.rowCount())):
            row = self._model.row_at(place)
            if row is None:
                return
            if row.record.verdict is None:
                self.table.choose(place)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Verdicts by one key, wherever the focus is."""
        match event.key():
            case Qt.Key.Key_Y | Qt.Key.Key_N | Qt.Key.Key_U if self._can_judge(event):
                self.details.verdicts.ask(KEYS[Qt.Key(event.key())])
            case Qt.Key.Key_Backspace if self._can_judge(event):
                self.details.verdicts.ask(None)
            case Qt.Key.Key_Escape if not self.details.isHidden():
                self.close_details()
            case _:
                super().keyPressEvent(event)

    def _can_judge(self, event: QKeyEvent) -> bool:
        return not event.modifiers() and not self.details.isHidden()

    def _show_news(self, count: int) -> None:
        """Say what came; where there is no row yet, nothing can move, and it is shown at once."""
        is_empty = self._model.rowCount() == 0 and not self._model.is_searching and not self._problem
        if count and is_empty and self.isVisible():
            self.search()
        else:
            self.line.show_news(count)

    # -- looks -------------------------------------------------------------------------------------------------------

    def _ask_reconcile(self) -> None:
        self.reconcile_asked.emit(self._box_key)

    def _ask_export(self) -> None:
        tally = self._tally
        events, is_exact = (tally.events, tally.is_complete) if tally is not None else (None, False)
        self.export_asked.emit(ExportWanted(self._model.query, events, is_exact))

    def _show_state(self) -> None:
        is_empty = self._model.rowCount() == 0
        if is_empty:
            self.empty.show_why(self._why_empty(), self._problem)
        self._stack.setCurrentWidget(self.empty if is_empty else self.table)
        self.line.show_counts(self._tally, is_counting=not is_empty or self._model.is_searching)
        reached_ms = self._model.reached_ms if self._model.is_searching else None
        self.line.show_progress(time_text(reached_ms, self._clock() * 1000) if reached_ms is not None else "")
        self.export_button.setEnabled(not is_empty)

    def _why_empty(self) -> Emptiness:
        if self._problem:
            return Emptiness.UNREADABLE
        if self._model.is_searching:
            return Emptiness.SEARCHING
        query = self._model.query
        if self._has_any and query.is_filtered:
            return Emptiness.FILTERED
        return Emptiness.NOT_THEN if query != HistoryQuery() else Emptiness.NOTHING_YET

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Look for the first time, or anew where the day is another one."""
        super().showEvent(event)
        if self._base is None or self._times(self._base) != self.filters.times():
            self.search()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._model.retranslate()
            self._retranslate()

    def _retranslate(self) -> None:
        self.setAccessibleName(translate("History", "History"))
        self.table.setAccessibleName(translate("History", "Events, newest first"))
        self.reconcile_button.setText(translate("History", "Reconcile with box…"))
        self.reconcile_button.setToolTip(
            translate("History", "Compare with the box's own history: what was lost on the way, late or double")
        )
        self.export_button.setText(translate("History", "Export…"))
        self.export_button.setToolTip(translate("History", "Write what is shown to a file"))
        self._show_state()
