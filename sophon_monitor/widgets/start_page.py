"""What stands in place of Live while the site has no box: name the first one, or look at a demo."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sophon_monitor.qtmodels.site_rows import NewBoxRow
from sophon_monitor.widgets.address_text import AddressError, parse_address
from sophon_monitor.widgets.icons import icon
from sophon_monitor.widgets.new_box_list import NewBoxList
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate

WIDTH_PX = 640
COPIED_FOR_MS = 1500


@dataclass(frozen=True, slots=True)
class AdapterChoice:
    """A network card of this computer. `kind`: "cable" (or "wired") | "wireless" | "virtual"."""

    name: str
    address: str
    kind: str


class StartPage(QScrollArea):
    """The first thing a new site shows. Lives on the Qt thread.

    Signals:
        box_asked: BoxAddress, and None for the name.
        add_box_asked: More than an address is to be given: the dialog is wanted.
        find_asked: "Find boxes…".
        demo_asked: "Show me a demo".
        adapter_chosen: Address of the network card to listen on.
        new_box_accepted, new_box_dismissed: Id of a box that has reported already.
    """

    box_asked = Signal(object, object)
    add_box_asked = Signal()
    find_asked = Signal()
    demo_asked = Signal()
    adapter_chosen = Signal(str)
    new_box_accepted = Signal(str)
    new_box_dismissed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the page."""
        super().__init__(parent)
        self._theme = theme
        self._adapters: tuple[AdapterChoice, ...] = ()
        self._urls: tuple[str, ...] = ()
        self._title, self._lead, self._problem = QLabel(self), QLabel(self), QLabel(self)
        self.host_field = QLineEdit(self)
        self.add_button, self.demo_button = QPushButton(self), QPushButton(self)
        self.more_button = QPushButton(self)
        self.find_button = QPushButton(self)
        self._demo_text = QLabel(self)
        self._receive_title, self._receive_text, self._address = QLabel(self), QLabel(self), QLabel(self)
        self.copy_button = QPushButton(self)
        self._adapter_title = QLabel(self)
        self._adapter_group = QButtonGroup(self)
        self._adapter_rows = QVBoxLayout()
        self.new_boxes = NewBoxList(theme, self)
        self._copied = QTimer(self)
        self._copied.setSingleShot(True)
        self._copied.setInterval(COPIED_FOR_MS)
        self._lay_out()
        self._connect()
        self._dress()
        self._retranslate()

    # -- what the wiring says ----------------------------------------------------------------------------------------

    def set_adapters(self, adapters: tuple[AdapterChoice, ...]) -> None:
        """Offer the network cards; the first wired one is preselected, nothing is chosen by that."""
        self._adapters = adapters
        for button in self._adapter_group.buttons():
            self._adapter_group.removeButton(button)
            self._adapter_rows.removeWidget(button)
            button.deleteLater()
        wired = next((a for a in adapters if a.kind in ("cable", "wired")), adapters[0] if adapters else None)
        for number, adapter in enumerate(adapters):
            button = QRadioButton(self._page)
            button.setChecked(adapter == wired)
            self._adapter_group.addButton(button, number)
            self._adapter_rows.addWidget(button)
        self._retranslate()

    def set_listening(self, urls: tuple[str, ...]) -> None:
        """Show where boxes can send to; the first one is offered for copying."""
        self._urls = urls
        self._retranslate()

    def set_new_boxes(self, rows: tuple[NewBoxRow, ...]) -> None:
        """Show the senders that have reported already."""
        self.new_boxes.set_rows(rows)

    # -- making ------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        page = self._page = QWidget(self)
        set_look(page, "window")
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addSpacing(28)
        column.addWidget(self._title)
        column.addWidget(self._lead)
        column.addWidget(self._made_first_box())
        column.addWidget(self.new_boxes)
        column.addWidget(self._made_receiver())
        column.addWidget(self._made_demo())
        column.addStretch(1)
        holder = QWidget(page)
        holder.setLayout(column)
        holder.setMaximumWidth(WIDTH_PX)
        outer = QHBoxLayout(page)
        outer.setContentsMargins(24, 0, 24, 24)
        outer.addStretch(1)
        outer.addWidget(holder, 20)
        outer.addStretch(1)
        self.setWidget(page)
        for label in (self._lead, self._receive_text, self._demo_text):
            set_look(label, "soft")
        for label in (self._title, self._lead, self._problem, self._receive_text, self._demo_text):
            label.setWordWrap(True)
        set_look(self._problem, "bad")
        set_look(self._title, "display")
        for label in (self._receive_title, self._adapter_title):
            set_look(label, "strong")

    def _made_first_box(self) -> QFrame:
        card, layout = _card(self)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.host_field, 1)
        row.addWidget(self.add_button)
        row.addWidget(self.find_button)
        layout.addLayout(row)
        layout.addWidget(self._problem)
        layout.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._problem.hide()
        set_look(self.add_button, "primary")
        set_look(self.more_button, "link")
        return card

    def _made_receiver(self) -> QFrame:
        card, layout = _card(self)
        layout.addWidget(self._receive_title)
        layout.addWidget(self._receive_text)
        row = QHBoxLayout()
        row.addWidget(self._address, 1)
        row.addWidget(self.copy_button)
        layout.addLayout(row)
        layout.addWidget(self._adapter_title)
        layout.addLayout(self._adapter_rows)
        set_look(self._address, "heading")
        self._address.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return card

    def _made_demo(self) -> QFrame:
        card, layout = _card(self)
        row = QHBoxLayout()
        row.addWidget(self._demo_text, 1)
        row.addWidget(self.demo_button)
        layout.addLayout(row)
        return card

    def _connect(self) -> None:
        self.add_button.clicked.connect(self._add)
        self.host_field.returnPressed.connect(self._add)
        self.host_field.textEdited.connect(self._forget_problem)
        self.more_button.clicked.connect(self._ask_dialog)
        self.find_button.clicked.connect(self._ask_to_find)
        self.demo_button.clicked.connect(self._ask_demo)
        self.copy_button.clicked.connect(self._copy)
        self._copied.timeout.connect(self._retranslate)
        self._adapter_group.idClicked.connect(self._choose_adapter)
        self.new_boxes.accepted.connect(self.new_box_accepted)
        self.new_boxes.dismissed.connect(self.new_box_dismissed)
        self._theme.changed.connect(self._dress)

    def _dress(self) -> None:
        palette = self._theme.palette
        self.copy_button.setIcon(icon("copy", palette.text_soft))
        self.demo_button.setIcon(icon("player-play", palette.text_soft))
        self.add_button.setIcon(icon("plus", palette.on_accent))
        self.find_button.setIcon(icon("search", palette.text_soft))

    # -- words -------------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._title.setText(translate("StartPage", "Name your first box"))
        self._lead.setText(
            translate(
                "StartPage",
                "Type the address of a Sophon box in this network. Its cameras, its health and each recognition "
                "appear here. Nothing is changed on the box.",
            )
        )
        self.host_field.setPlaceholderText(translate("StartPage", "Address of the box, such as 192.168.1.180"))
        self.host_field.setAccessibleName(translate("StartPage", "Address of the box"))
        self.add_button.setText(translate("StartPage", "Add"))
        self.add_button.setAccessibleName(translate("StartPage", "Add this box"))
        self.more_button.setText(translate("StartPage", "Several at once, from a list, with names or other ports"))
        self.find_button.setText(translate("StartPage", "Find boxes…"))
        self.demo_button.setText(translate("StartPage", "Show me a demo"))
        self._demo_text.setText(
            translate(
                "StartPage", "No box at hand? See a simulated site, in a window of its own and without the network."
            )
        )
        self._retranslate_receiver()

    def _retranslate_receiver(self) -> None:
        self._receive_title.setText(translate("StartPage", "Or let a box report to this computer"))
        self._receive_text.setText(
            translate(
                "StartPage",
                "In the box's own page, under System, paste this address into the server URL of the status report "
                "or of the event upload. The box then appears here by itself.",
            )
        )
        self._address.setText(self._urls[0] if self._urls else translate("StartPage", "The receiver is starting…"))
        self._address.setAccessibleName(translate("StartPage", "Address of the receiver"))
        copied = self._copied.isActive()
        self.copy_button.setText(translate("StartPage", "Copied") if copied else translate("StartPage", "Copy"))
        self.copy_button.setAccessibleName(translate("StartPage", "Copy the receiver's address"))
        self.copy_button.setEnabled(bool(self._urls))
        self._adapter_title.setVisible(bool(self._adapters))
        self._adapter_title.setText(translate("StartPage", "Which network card faces the boxes?"))
        for number, adapter in enumerate(self._adapters):
            if (button := self._adapter_group.button(number)) is not None:
                button.setText(" · ".join(p for p in (adapter.name, adapter.address, _kind_word(adapter.kind)) if p))

    # -- what was pressed --------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Start in the address field."""
        super().showEvent(event)
        self.host_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self) -> None:
        try:
            address = parse_address(self.host_field.text())
        except AddressError as problem:
            self._problem.setText(str(problem))
            self._problem.show()
            self.host_field.setAccessibleDescription(str(problem))
            self.host_field.selectAll()
            return
        self.host_field.clear()
        self.box_asked.emit(address, None)

    def _forget_problem(self, _text: str) -> None:
        self._problem.hide()
        self.host_field.setAccessibleDescription("")

    def _ask_dialog(self) -> None:
        self.add_box_asked.emit()

    def _ask_to_find(self) -> None:
        self.find_asked.emit()

    def _ask_demo(self) -> None:
        self.demo_asked.emit()

    def _copy(self) -> None:
        if self._urls:
            QGuiApplication.clipboard().setText(self._urls[0])
            self._copied.start()
            self._retranslate()

    def _choose_adapter(self, number: int) -> None:
        self.adapter_chosen.emit(self._adapters[number].address)


def _card(parent: QWidget) -> tuple[QFrame, QVBoxLayout]:
    card = QFrame(parent)
    set_look(card, "card")
    layout = QVBoxLayout(card)
    layout.setContentsMargins(18, 16, 18, 16)
    layout.setSpacing(9)
    return card, layout


def _kind_word(kind: str) -> str:
    match kind:
        case "wired" | "cable":
            return translate("StartPage", "cable")
        case "wireless" | "wifi":
            return translate("StartPage", "wireless")
        case "virtual" | "vpn":
            return translate("StartPage", "virtual")
        case _:
            return ""
