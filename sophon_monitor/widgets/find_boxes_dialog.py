"""Searching the network for boxes: which card, which addresses, what was found, add with one click."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from sophon_monitor.domain.found_boxes import FoundBox, ScanProgress
from sophon_monitor.domain.scan_ranges import FIXED_ADDRESSES, RangeError, parse_ranges, subnet_range
from sophon_monitor.domain.site import Box, BoxKey, NewBox
from sophon_monitor.qtmodels.found_box_words import range_sentence
from sophon_monitor.qtmodels.found_boxes_model import Column, FoundBoxesModel
from sophon_monitor.widgets.adapter_cards import AdapterCard, AdapterCards
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate

CELL_PADDING_PX = 26
# How much of each column is seen at once; the last one takes what is left.
_LETTERS = {
    Column.MARK: 1,
    Column.ADDRESS: 14,
    Column.NAME: 17,
    Column.MODEL: 13,
    Column.SN: 20,
    Column.SOFTWARE: 17,
    Column.CAMERAS: 8,
}


class FindBoxesDialog(QDialog):
    """Opened with `show()`; lives on the Qt thread. Closing it stops the search; what was found stays.

    Signals:
        scan_asked: Tuple of addresses.
        stop_asked: Stop the search.
        boxes_asked: Tuple of (BoxAddress, name or None).
        new_box_accepted: Id of a sender that is no box of the site yet.
        add_by_address_asked: "Add by address…".
    """

    scan_asked = Signal(object)
    stop_asked = Signal()
    boxes_asked = Signal(object)
    new_box_accepted = Signal(str)
    add_by_address_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the dialog."""
        super().__init__(parent)
        self._theme = theme
        self._running = False
        self._progress: ScanProgress | None = None
        self._typed = False
        self.title, self.problem, self.remarks = QLabel(self), QLabel(self), QLabel(self)
        self._ranges_label, self._count = QLabel(self), QLabel(self)
        self.cards = AdapterCards(self)
        self.ranges = QLineEdit(self)
        self.fixed_buttons = tuple(QPushButton(address, self) for address in FIXED_ADDRESSES)
        self.bar = QProgressBar(self)
        self.scan_button, self.add_button = QPushButton(self), QPushButton(self)
        self.address_button, self.close_button = QPushButton(self), QPushButton(self)
        self.add_one_button = QPushButton(self)
        self.model = FoundBoxesModel(self)
        self.table = QTableView(self)
        self._lay_out()
        self._connect()
        self._retranslate()

    # -- what the wiring says ----------------------------------------------------------------------------------------

    def set_adapters(self, cards: tuple[AdapterCard, ...]) -> None:
        """Offer these network cards."""
        self.cards.set_cards(cards)

    def set_site(self, boxes: tuple[Box, ...], camera_ids: Mapping[BoxKey, frozenset[str]]) -> None:
        """Compare what is found with these boxes."""
        self.model.set_site(boxes, camera_ids)
        self._refresh()

    def set_new_boxes(self, new_boxes: tuple[NewBox, ...]) -> None:
        """List senders that are no box of the site yet."""
        self.model.set_new_boxes(new_boxes)
        self._refresh()

    def show_found(self, found: FoundBox) -> None:
        """One more box was found."""
        self.model.add(found)
        self._refresh()

    def show_progress(self, progress: ScanProgress) -> None:
        """How far the search is."""
        self._progress = progress
        self._running = not progress.done
        self._refresh()

    # -- making ------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        set_look(self.title, "heading")
        set_look(self.problem, "bad")
        set_look(self.remarks, "soft")
        set_look(self.add_button, "primary")
        for button in self.fixed_buttons:
            button.setCheckable(True)
            set_look(button, "choice")
        for label in (self.problem, self.remarks):
            label.setWordWrap(True)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self._set_up_table()
        row = QHBoxLayout()
        row.setSpacing(10)
        for part, stretch in ((self._ranges_label, 0), (self.ranges, 3), (self.bar, 2), (self._count, 0)):
            row.addWidget(part, stretch)
        row.addWidget(self.scan_button)
        fixed = QHBoxLayout()
        fixed.setSpacing(8)
        self._fixed_label = QLabel(self)
        set_look(self._fixed_label, "soft")
        fixed.addWidget(self._fixed_label)
        for button in self.fixed_buttons:
            fixed.addWidget(button)
        fixed.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add_one_button)
        buttons.addStretch(1)
        for button in (self.address_button, self.close_button, self.add_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 18)
        layout.setSpacing(12)
        layout.addWidget(self.title)
        layout.addWidget(self.cards)
        layout.addLayout(row)
        layout.addLayout(fixed)
        layout.addWidget(self.problem)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.remarks)
        layout.addLayout(buttons)
        self.resize(980, 560)

    def _set_up_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setSectionResizeMode(Column.STATE, QHeaderView.ResizeMode.Stretch)
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in _LETTERS.items():
            header.resizeSection(column, letter * letters + CELL_PADDING_PX)
        header.setHighlightSections(False)

    def _connect(self) -> None:
        self.cards.chosen.connect(self._take_card)
        self.ranges.textEdited.connect(self._note_typing)
        self.ranges.returnPressed.connect(self._toggle_scan)
        self.scan_button.clicked.connect(self._toggle_scan)
        for button in self.fixed_buttons:
            button.toggled.connect(self._compose)
        self.add_button.clicked.connect(self._add_all)
        self.add_one_button.clicked.connect(self._add_selected)
        self.table.doubleClicked.connect(self._add_selected)
        self.table.selectionModel().selectionChanged.connect(self._refresh)
        self.address_button.clicked.connect(self.add_by_address_asked)
        self.close_button.clicked.connect(self.close)
        for button in (self.scan_button, self.address_button, self.close_button, self.add_one_button):
            button.setAutoDefault(False)

    # -- searching ---------------------------------------------------------------------------------------------------

    def _take_card(self, _card: AdapterCard) -> None:
        self._typed = False
        self._compose()

    def _compose(self) -> None:
        """Fill the field from card and fixed addresses, unless somebody has typed something else."""
        if self._typed:
            return
        card = self.cards.current
        parts = [subnet_range(card.address, card.prefix) if card is not None and card.kind != "virtual" else ""]
        parts += [button.text() for button in self.fixed_buttons if button.isChecked()]
        self.ranges.setText(", ".join(part for part in parts if part))
        self._show_problem("")

    def _note_typing(self, text: str) -> None:
        self._typed = bool(text.strip())
        self._show_problem("")

    def _toggle_scan(self) -> None:
        if self._running:
            self._stop()
            return
        try:
            ranges = parse_ranges(self.ranges.text())
        except RangeError as error:
            self._show_problem(range_sentence(error))
            return
        self._show_problem("")
        self.model.clear()
        self._running = True
        self._progress = ScanProgress(0, len(ranges.addresses), 0.0)
        self._refresh()
        self.scan_asked.emit(ranges.addresses)

    def _stop(self) -> None:
        if self._running:
            self._running = False
            self.stop_asked.emit()
            self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Nobody watches any more: stop."""
        self._stop()
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Stop the search; what was found stays for the next time."""
        self._stop()
        super().closeEvent(event)

    # -- adding ------------------------------------------------------------------------------------------------------

    def _add_all(self) -> None:
        self._add([row for row in range(self.model.rowCount()) if self._is_new(row)])

    def _add_selected(self) -> None:
        self._add([index.row() for index in self.table.selectionModel().selectedRows()])

    def _add(self, places: list[int]) -> None:
        rows = [row for place in places if (row := self.model.row_at(place)) is not None and row.can_add]
        for row in rows:
            if row.new_id:
                self.new_box_accepted.emit(row.new_id)
        wanted = tuple((row.address, None) for row in rows if not row.new_id)
        if wanted:
            self.boxes_asked.emit(wanted)

    def _is_new(self, place: int) -> bool:
        """What "Add N new boxes" means: found, not added, and nothing odd that a person should look at first."""
        row = self.model.row_at(place)
        return row is not None and row.can_add and not row.is_odd and not row.new_id

    # -- words -------------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.model.retranslate()
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        title = translate("FindBoxes", "Find boxes")
        self.setWindowTitle(title)
        self.title.setText(title)
        self._ranges_label.setText(translate("FindBoxes", "Addresses"))
        self.ranges.setAccessibleName(translate("FindBoxes", "Addresses to search"))
        self.ranges.setPlaceholderText("192.168.1.1-254, 192.168.150.1")
        self._fixed_label.setText(translate("FindBoxes", "Also look at the fixed addresses"))
        tips = (
            translate("FindBoxes", "LAN socket of every SE5, for a direct cable"),
            translate("FindBoxes", "SE3 as it leaves the factory"),
        )
        for button, tip in zip(self.fixed_buttons, tips, strict=True):
            button.setToolTip(tip)
            button.setAccessibleName(f"{button.text()}: {tip}")
        self.address_button.setText(translate("FindBoxes", "Add by address…"))
        self.close_button.setText(translate("FindBoxes", "Close"))
        self.add_one_button.setText(translate("FindBoxes", "Add the selected"))
        self.table.setAccessibleName(translate("FindBoxes", "Boxes that were found"))
        self.bar.setAccessibleName(translate("FindBoxes", "Progress of the search"))
        self._refresh()

    def _show_problem(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _refresh(self) -> None:
        self.problem.setVisible(bool(self.problem.text()))
        progress = self._progress
        self.scan_button.setText(translate("FindBoxes", "Stop") if self._running else translate("FindBoxes", "Search"))
        self.bar.setVisible(progress is not None)
        if progress is not None:
            self.bar.setRange(0, max(progress.total, 1))
            self.bar.setValue(progress.tried)
            seconds = QLocale().toString(progress.elapsed_s, "f", 1)
            self._count.setText(
                translate("FindBoxes", "{tried} of {total} · {seconds} s").format(
                    tried=progress.tried, total=progress.total, seconds=seconds
                )
            )
        new = sum(self._is_new(place) for place in range(self.model.rowCount()))
        self.add_button.setText(translate("FindBoxes", "Add %n new boxes", "", new))
        self.add_button.setEnabled(new > 0)
        chosen = [self.model.row_at(index.row()) for index in self.table.selectionModel().selectedRows()]
        self.add_one_button.setEnabled(any(row is not None and row.can_add for row in chosen))
        self.remarks.setText(" ".join(self._remarks()))

    def _remarks(self) -> list[str]:
        remarks = []
        others = self._progress.others if self._progress is not None else 0
        if others:
            remarks.append(
                translate("FindBoxes", "%n other devices answered on port 5555 but are no boxes (Android).", "", others)
            )
        senders = [row for row in self.model.rows if row.new_id]
        if senders:
            count = len(senders)
            remarks.append(
                translate("FindBoxes", "%n unknown boxes are sending heartbeats to this computer.", "", count)
            )
        if self._progress is not None and self._progress.done and not self.model.rows:
            remarks.append(
                translate(
                    "FindBoxes",
                    "No box was found. Check the cable and the network card, or look at the HDMI monitor of the box "
                    "for its address.",
                )
            )
        return remarks
