"""Searching the network for boxes: which card, which addresses, what was found, add with one click."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHideEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sophon_monitor.domain.found_boxes import FoundBox, ScanProgress
from sophon_monitor.domain.scan_ranges import FIXED_ADDRESSES, RangeError, parse_ranges, subnet_range
from sophon_monitor.domain.site import Box, BoxKey, NewBox
from sophon_monitor.qtmodels.found_box_words import range_sentence
from sophon_monitor.qtmodels.found_boxes_model import FoundBoxesModel, FoundRow
from sophon_monitor.widgets.adapter_cards import FIXED_LAN, AdapterCard, AdapterCards
from sophon_monitor.widgets.found_boxes_table import FoundBoxesTable
from sophon_monitor.widgets.style import set_look, sized
from sophon_monitor.widgets.text_room import resize_with_text
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate

MOST_SENDERS_NAMED = 3
CHOICE_PADDING_PX = 30


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
        self._asked: frozenset[str] = frozenset()
        self._typed = False
        self.title, self.problem, self.remarks, self.senders = (QLabel(self) for _ in range(4))
        self.sender_button = QPushButton(self)
        self._ranges_label, self._count = QLabel(self), QLabel(self)
        self.cards = AdapterCards(theme, self)
        self.ranges = QLineEdit(self)
        self.fixed_buttons = tuple(QPushButton(address, self) for address in FIXED_ADDRESSES)
        self.bar = QProgressBar(self)
        self.scan_button, self.add_button = QPushButton(self), QPushButton(self)
        self.address_button, self.close_button = QPushButton(self), QPushButton(self)
        self.model = FoundBoxesModel(self)
        self.table = FoundBoxesTable(theme, self.model, self)
        self._lay_out()
        self._connect()
        self._retranslate()

    # -- what the wiring says ----------------------------------------------------------------------------------------

    def set_adapters(self, cards: tuple[AdapterCard, ...]) -> None:
        """Offer these network cards. Where one of them faces the LAN socket of an SE5, that address is offered too."""
        if not self._typed:
            facing = any(card.address.startswith(FIXED_LAN) for card in cards)
            self.fixed_buttons[0].setChecked(facing or self.fixed_buttons[0].isChecked())
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
        """One more box was found; what is late from a search before is left out."""
        if found.address.host in self._asked:
            self.model.add(found)
            self._refresh()

    def show_progress(self, progress: ScanProgress) -> None:
        """How far the search is. What is late after "Stop" changes nothing."""
        if self._running:
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
            bold = QFontMetrics(sized(button.font(), 1.0, bold=True))  # as the style sheet has it while chosen
            button.setMinimumWidth(bold.horizontalAdvance(button.text()) + CHOICE_PADDING_PX)
        for label in (self.problem, self.remarks):
            label.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        set_look(self.senders, "soft")
        set_look(self.sender_button, "link")
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
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
        senders = QHBoxLayout()
        senders.setSpacing(6)
        senders.addWidget(self.senders)
        senders.addWidget(self.sender_button)
        senders.addStretch(1)
        layout.addLayout(senders)
        layout.addLayout(buttons)
        resize_with_text(self, 1130, 620)

    def _connect(self) -> None:
        self.cards.chosen.connect(self._take_card)
        self.ranges.textEdited.connect(self._note_typing)
        self.ranges.returnPressed.connect(self._toggle_scan)
        self.scan_button.clicked.connect(self._toggle_scan)
        for button in self.fixed_buttons:
            button.toggled.connect(self._take_fixed)
        self.add_button.clicked.connect(self._add_all)
        self.table.add_asked.connect(self._add)
        self.sender_button.clicked.connect(self.table.choose_sender)
        self.address_button.clicked.connect(self.add_by_address_asked)
        self.close_button.clicked.connect(self.close)
        for button in self.findChildren(QPushButton):  # or Enter in the field would search and add at once
            button.setAutoDefault(False)

    # -- searching ---------------------------------------------------------------------------------------------------

    def _take_card(self, _card: AdapterCard) -> None:
        self._typed = False
        self._compose()

    def _take_fixed(self) -> None:
        """A fixed address was switched on or off: what somebody has typed stays beside it."""
        if not self._typed:
            self._compose()
            return
        fixed = [button.text() for button in self.fixed_buttons]
        parts = [part.strip() for part in self.ranges.text().split(",")]
        parts = [part for part in parts if part and part not in fixed]
        parts += [button.text() for button in self.fixed_buttons if button.isChecked()]
        self.ranges.setText(", ".join(parts))
        self._show_problem("")

    def _compose(self) -> None:
        """Fill the field from the card and the fixed addresses that do not lie in its subnet anyway."""
        card = self.cards.current
        subnet = subnet_range(card.address, card.prefix) if card is not None and card.kind != "virtual" else ""
        inside = parse_ranges(subnet).addresses if subnet else ()
        parts = [subnet]
        parts += [one.text() for one in self.fixed_buttons if one.isChecked() and one.text() not in inside]
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
        self._asked = frozenset(ranges.addresses)
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
        """Closed: stop the search; what was found stays for the next time. A minimised window searches on."""
        if not event.spontaneous():
            self._stop()
        super().hideEvent(event)

    # -- adding ------------------------------------------------------------------------------------------------------

    def _add_all(self) -> None:
        self._add(tuple(row for row in self.model.rows if _is_new(row)))

    def _add(self, rows: tuple[FoundRow, ...]) -> None:
        for row in rows:
            if row.new_id:
                self.new_box_accepted.emit(row.new_id)
        wanted = tuple((row.address, None) for row in rows if not row.new_id)
        if wanted:
            self.boxes_asked.emit(wanted)

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
        self.table.setAccessibleName(translate("FindBoxes", "Boxes that were found"))
        self.table.setAccessibleDescription(translate("FindBoxes", "Enter adds the selected boxes."))
        self.bar.setAccessibleName(translate("FindBoxes", "Progress of the search"))
        self._refresh()

    def _show_problem(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.ranges.setAccessibleDescription(sentence)
        self.ranges.setProperty("invalid", bool(sentence))
        self.ranges.style().unpolish(self.ranges)
        self.ranges.style().polish(self.ranges)

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
        new = sum(_is_new(row) for row in self.model.rows)
        self.add_button.setText(translate("FindBoxes", "Add %n new boxes", "", new))
        self.add_button.setEnabled(new > 0)
        self.table.set_hint(self._hint())
        self._show_remarks()

    def _show_remarks(self) -> None:
        """What answered and is no box, and who is sending without having been found."""
        others = self._progress.others if self._progress is not None else 0
        self.remarks.setText(
            translate("FindBoxes", "%n other devices answered on port 5555 but are no boxes (Android).", "", others)
        )
        self.remarks.setVisible(others > 0)
        senders = [row.address.host for row in self.model.rows if row.new_id]
        count = len(senders)
        self.senders.setText(
            translate("FindBoxes", "%n unknown boxes are sending heartbeats to this computer.", "", count)
        )
        named = ", ".join(senders[:MOST_SENDERS_NAMED])
        self.sender_button.setText(translate("FindBoxes", "{addresses} — look").format(addresses=named))
        self.senders.setVisible(count > 0)
        self.sender_button.setVisible(count > 0)

    def _hint(self) -> str:
        """What stands in the empty table."""
        if self._running:
            return ""
        if self._progress is None:
            return translate("FindBoxes", "Choose the network card that faces the boxes, then search.")
        if not self._progress.done:
            return translate("FindBoxes", "The search was stopped.")
        return translate(
            "FindBoxes",
            "No box was found. Check the cable and the network card, or look at the HDMI monitor of the box "
            "for its address.",
        )


def _is_new(row: FoundRow) -> bool:
    """What "Add N new boxes" means: found, not added, and nothing odd that a person should look at first."""
    return row.can_add and not row.is_odd and not row.new_id
