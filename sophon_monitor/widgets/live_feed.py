"""The feed beside the compare view: head with filters and hold, the list, the way back to the newest."""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from sophon_monitor.domain.site import BoxKey, CameraKey
from sophon_monitor.protocol.messages import PersonType
from sophon_monitor.qtmodels.feed_filter import FeedFilter, FeedWish
from sophon_monitor.qtmodels.feed_model import FeedModel, FeedRole
from sophon_monitor.qtmodels.feed_row import FeedRow
from sophon_monitor.widgets.feed_chips import FilterChip
from sophon_monitor.widgets.feed_delegate import FADE_S, FeedDelegate
from sophon_monitor.widgets.feed_filter_popup import FeedFilterPopup
from sophon_monitor.widgets.feed_list import EventPainted, FeedList
from sophon_monitor.widgets.hold_button import HoldButton
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate

FADE_TICK_MS = 30
MOST_FADING = 2
MOST_UNPAINTED = 200
ROWS_OF_A_PAGE = 8

STRANGERS = frozenset({PersonType.STRANGER})
BLACKLIST = frozenset({PersonType.BLACKLIST})


class LiveFeed(QFrame):
    """The feed with its head.

    Signals:
        row_chosen: The row to compare: picked by a person, or the newest while following. None without rows.
        event_painted: `EventPainted`, once for each event that was painted with its live face.
        thumbnails_wanted: Rows came into view whose pictures are only in the archive.
    """

    row_chosen = Signal(object)
    event_painted = Signal(object)
    thumbnails_wanted = Signal()

    def __init__(self, theme: Theme, model: FeedModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "panel")
        self._theme, self._model = theme, model
        self.filter = FeedFilter(model, self)
        self._following = True
        self._picked_row_id: int | None = None
        self._newest_serial = 0
        self._unpainted: dict[int, EventPainted] = {}
        self._offset_from_end = 0
        self._make_parts()
        self._lay_out()
        self._connect()
        self._retranslate()

    def _make_parts(self) -> None:
        self.title = QLabel(self)
        set_look(self.title, "strong")
        self.all_chip = FilterChip(self._theme, None, self)
        self.strangers_chip = FilterChip(self._theme, PersonType.STRANGER, self)
        self.blacklist_chip = FilterChip(self._theme, PersonType.BLACKLIST, self)
        self.hold_button = HoldButton(self._theme, self._model, self)
        self.list = FeedList(self)
        self.delegate = FeedDelegate(self._theme, self._model, self.list)
        self.delegate.note = self.filter.kept_note
        self.list.setItemDelegate(self.delegate)
        self.list.setModel(self.filter)
        self.follow_button = QPushButton(self.list)
        set_look(self.follow_button, "primary")
        self.follow_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.follow_button.hide()
        self.popup = FeedFilterPopup(self._model, self)
        self._fade = QTimer(self)
        self._fade.setInterval(FADE_TICK_MS)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 8, 8)
        head.setSpacing(5)
        head.addWidget(self.title)
        for chip in (self.all_chip, self.strangers_chip, self.blacklist_chip):
            head.addWidget(chip)
        head.addStretch(1)
        head.addWidget(self.hold_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)

    def _connect(self) -> None:
        self._model.flush_started.connect(self._begin_flush)
        self._model.flush_ended.connect(self._end_flush)
        self.list.picked.connect(self._on_picked)
        self.list.painted.connect(self._on_painted, Qt.ConnectionType.QueuedConnection)
        self.all_chip.clicked.connect(self._open_filter)
        self.strangers_chip.clicked.connect(self._toggle_strangers)
        self.blacklist_chip.clicked.connect(self._toggle_blacklist)
        self.follow_button.clicked.connect(self.follow_newest)
        self.popup.wish_changed.connect(self.set_wish)
        self._fade.timeout.connect(self._on_fade)
        self._theme.changed.connect(self.list.viewport().update)

    # -- what the page asks ------------------------------------------------------------------------------------------

    @property
    def is_following(self) -> bool:
        """True while the newest row is chosen by itself."""
        return self._following

    def chosen_row(self) -> FeedRow | None:
        """The row that is current."""
        row = self.list.currentIndex().data(FeedRole.ROW)
        return row if isinstance(row, FeedRow) else None

    def visible_rows(self) -> list[FeedRow]:
        """The rows in view, from the top."""
        rows: list[FeedRow] = []
        height = self.list.viewport().height()
        index = self.list.indexAt(self.list.viewport().rect().topLeft())
        while index.isValid() and self.list.visualRect(index).top() < height:
            row = index.data(FeedRole.ROW)
            if isinstance(row, FeedRow):
                rows.append(row)
            index = index.siblingAtRow(index.row() + 1)
        return rows

    def walk(self, steps: int) -> None:
        """Go down (up when negative) from the current row; a person's choice."""
        count = self.filter.rowCount()
        if count:
            here = self.list.currentIndex()
            there = min(max((here.row() if here.isValid() else -1) + steps, 0), count - 1)
            self._pick(there)

    def walk_to_unjudged(self) -> bool:
        """Go on to the next event without verdict: older ones first, then from the top. False if there is none."""
        here, count = self.list.currentIndex().row(), self.filter.rowCount()
        for place in (*range(here + 1, count), *range(max(here, 0))):
            row = self.filter.index(place, 0).data(FeedRole.ROW)
            if isinstance(row, FeedRow) and row.record.verdict is None and row.event_id:
                self._pick(place)
                return True
        return False

    def choose_row(self, row_id: int) -> bool:
        """Go to a row, as if a person had picked it. False if it is not shown."""
        place = self._model.place_of(row_id)
        index = self.filter.mapFromSource(self._model.index(place)) if place is not None else QModelIndex()
        if index.isValid():
            self._pick(index.row())
        return index.isValid()

    def walk_to_end(self) -> None:
        """Go to the oldest row."""
        self._pick(self.filter.rowCount() - 1)

    def follow_newest(self) -> None:
        """Choose the newest row, now and whenever one arrives."""
        self._following, self._picked_row_id = True, None
        self.follow_button.hide()
        self._choose_newest()

    def toggle_hold(self) -> None:
        """Hold or release."""
        self.hold_button.toggle()

    def set_wish(self, wish: FeedWish) -> None:
        """Filter the rows."""
        self._change_filter(wish=wish)

    def set_selection(self, box_key: BoxKey | None, camera_key: CameraKey | None) -> None:
        """Show the events of one box or camera only."""
        self._change_filter(selection=(box_key, camera_key))

    def show_all(self) -> None:
        """Take the person's own filter away."""
        self.set_wish(FeedWish())

    # -- rows --------------------------------------------------------------------------------------------------------

    def _pick(self, place: int) -> None:
        index = self.filter.index(place, 0)
        if index.isValid():
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)
            if self._following:  # it was the current one already
                self._on_picked()

    def _on_picked(self) -> None:
        row = self.chosen_row()
        if row is None:
            return
        self._following, self._picked_row_id = False, row.row_id
        self._place_follow_button()
        self.follow_button.show()
        self.row_chosen.emit(row)

    def _begin_flush(self) -> None:
        bar = self.list.verticalScrollBar()
        self.list.is_moving_by_itself = True
        self._offset_from_end = bar.maximum() - bar.value() if bar.value() > 0 and not self._following else 0

    def _end_flush(self) -> None:
        self._note_fresh()
        if self._following:
            self._choose_newest()
        else:
            self._keep_place()
        self.list.is_moving_by_itself = False

    def _keep_place(self) -> None:
        self._mark_current(self._place_of_picked())
        if self._offset_from_end:
            self.list.doItemsLayout()  # the scroll bar's range is brought up to date only here
            bar = self.list.verticalScrollBar()
            bar.setValue(bar.maximum() - self._offset_from_end)

    def _place_of_picked(self) -> int | None:
        if self._picked_row_id is None or (place := self._model.place_of(self._picked_row_id)) is None:
            return None
        index = self.filter.mapFromSource(self._model.index(place))
        return index.row() if index.isValid() else None

    def _choose_newest(self) -> None:
        self._mark_current(0)
        self.list.scrollToTop()
        self.row_chosen.emit(self.chosen_row())

    def _mark_current(self, place: int | None) -> None:
        was = self.list.is_moving_by_itself
        self.list.is_moving_by_itself = True
        index = self.filter.index(place, 0) if place is not None else QModelIndex()
        # Without autoScroll the list would jump to a picked row that moved to the top.
        self.list.setAutoScroll(False)
        self.list.setCurrentIndex(index)
        self.list.setAutoScroll(True)
        self.list.is_moving_by_itself = was

    def _note_fresh(self) -> None:
        fresh: list[FeedRow] = []
        place = 0
        while (row := self._model.row_at(place)) is not None and row.serial > self._newest_serial and place < 60:
            fresh.append(row)
            place += 1
        if not fresh:
            return
        self._newest_serial = max(row.serial for row in fresh)
        live = [row for row in fresh if row.last_byte_mono_s is not None]
        for row in live:
            self._unpainted[row.serial] = EventPainted(row.event_id, row.last_byte_mono_s)
        while len(self._unpainted) > MOST_UNPAINTED:
            del self._unpainted[next(iter(self._unpainted))]
        # At many events a second everything is new, and motion would only cost.
        if live and len(live) <= MOST_FADING and not self.delegate.fading and self.isVisible():
            now = time.monotonic()
            self.delegate.fading.update({row.row_id: now for row in live})
            self._fade.start()

    def _on_fade(self) -> None:
        now = time.monotonic()
        for row_id, began in list(self.delegate.fading.items()):
            if now - began > FADE_S:
                del self.delegate.fading[row_id]
        if not self.delegate.fading:
            self._fade.stop()
        top = self.list.visualRect(self.filter.index(0, 0))
        self.list.viewport().update(0, top.top(), self.list.viewport().width(), top.height() * MOST_FADING)

    def _on_painted(self) -> None:
        painted, self.delegate.painted = self.delegate.painted, []
        for serial in painted:
            if (event := self._unpainted.pop(serial, None)) is not None:
                self.event_painted.emit(event)
        if self.delegate.is_lacking:
            self.delegate.is_lacking = False
            self.thumbnails_wanted.emit()

    # -- filters -----------------------------------------------------------------------------------------------------

    def _change_filter(
        self,
        wish: FeedWish | None = None,
        selection: tuple[BoxKey | None, CameraKey | None] | None = None,
    ) -> None:
        self.list.is_moving_by_itself = True
        if wish is not None:
            self.filter.set_wish(wish)
        if selection is not None:
            self.filter.set_selection(*selection)
        self.list.is_moving_by_itself = False
        self._show_wish()
        if self._following or self._place_of_picked() is None:
            self.follow_newest()
        else:
            self._mark_current(self._place_of_picked())

    def _show_wish(self) -> None:
        wish = self.filter.wish
        self.strangers_chip.setChecked(wish.person_types == STRANGERS)
        self.blacklist_chip.setChecked(wish.person_types == BLACKLIST)
        self.all_chip.setChecked(wish == FeedWish())
        count = sum(
            (
                bool(wish.person_types),
                wish.camera_key is not None,
                wish.least_percent is not None or wish.least_ratio is not None,
            )
        )
        text = translate("Feed", "filter {count}").format(count=count) if count else translate("Feed", "all")
        self.all_chip.setText(text + " ▾")
        self.popup.show_wish(wish)

    def _toggle_strangers(self) -> None:
        self._toggle_types(STRANGERS)

    def _toggle_blacklist(self) -> None:
        self._toggle_types(BLACKLIST)

    def _toggle_types(self, types: frozenset[PersonType]) -> None:
        wish = self.filter.wish
        wanted = frozenset[PersonType]() if wish.person_types == types else types
        self.set_wish(
            FeedWish(
                person_types=wanted,
                camera_key=wish.camera_key,
                least_percent=wish.least_percent,
                least_ratio=wish.least_ratio,
            )
        )

    def _open_filter(self) -> None:
        self._show_wish()  # a click toggles the chip; what it shows is the filter's state
        self.popup.open_below(self.all_chip)

    # -- looks -------------------------------------------------------------------------------------------------------

    def _place_follow_button(self) -> None:
        self.follow_button.adjustSize()
        left = (self.list.viewport().width() - self.follow_button.width()) // 2
        self.follow_button.move(left, self.list.viewport().height() - self.follow_button.height() - 12)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the floating button in its place."""
        super().resizeEvent(event)
        self._model.set_ratio(self.devicePixelRatioF())
        self._place_follow_button()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing fades where nobody looks."""
        super().hideEvent(event)
        self._fade.stop()
        self.delegate.fading.clear()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._model.retranslate()
            self._retranslate()

    def _retranslate(self) -> None:
        self.title.setText(translate("Feed", "Live events"))
        self.list.setAccessibleName(translate("Feed", "Live events, newest first"))
        self.all_chip.setAccessibleName(translate("Feed", "Filter the events"))
        self.all_chip.setToolTip(translate("Feed", "Filter by person type, camera and score"))
        self.strangers_chip.setText(translate("Feed", "strangers"))
        self.strangers_chip.setAccessibleName(translate("Feed", "Strangers only"))
        self.strangers_chip.setToolTip(translate("Feed", "Show strangers only"))
        self.blacklist_chip.setText(translate("Feed", "blacklist"))
        self.blacklist_chip.setAccessibleName(translate("Feed", "Blacklist only"))
        self.blacklist_chip.setToolTip(translate("Feed", "Show people on the blacklist only"))
        self.follow_button.setText(translate("Feed", "Follow newest"))
        self.follow_button.setToolTip(translate("Feed", "Show each new event as it comes (Home)"))
        self.follow_button.setAccessibleName(translate("Feed", "Follow the newest event"))
        self._show_wish()
