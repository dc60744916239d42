"""Adding boxes by address: one or many, typed, pasted or out of a CSV file; what answers there can be seen first."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from sophon_monitor.domain.box_list_file import BoxList, RowProblem, read_box_list
from sophon_monitor.domain.found_boxes import FoundBox
from sophon_monitor.domain.oddities import shown
from sophon_monitor.domain.site import BoxAddress
from sophon_monitor.qtmodels.found_box_words import (
    clock_is_off,
    clock_sentence,
    identity_text,
    ports_text,
    row_sentence,
)
from sophon_monitor.widgets.address_text import AddressError
from sophon_monitor.widgets.icons import icon
from sophon_monitor.widgets.look_list import Look, LookLine, LookList
from sophon_monitor.widgets.single_box_fields import SingleBoxFields
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.text_room import resize_with_text
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate
Entry = tuple[BoxAddress, str | None, str | None]

MOST_SHOWN = 40
TEXT_LINES = 5


class AddBoxesDialog(QDialog):
    """Opened with `show()`; lives on the Qt thread. Looking and adding block nothing.

    Signals:
        boxes_asked: Tuple of (BoxAddress, name or None, note or None). The dialog has closed by then.
        probe_asked: Tuple of BoxAddress to look at.
        file_asked: A CSV file is to be chosen; `take_list` gets its bytes.
    """

    boxes_asked = Signal(object)
    probe_asked = Signal(object)
    file_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the dialog."""
        super().__init__(parent)
        self._theme = theme
        self._known: dict[BoxAddress, str] = {}
        self._found: dict[BoxAddress, FoundBox] = {}
        self._asked: frozenset[BoxAddress] = frozenset()
        self._list = BoxList()
        self._file_name = ""
        self._file_problems: tuple[RowProblem, ...] = ()
        self._port_problem = ""
        self.title, self.hint = QLabel(self), QLabel(self)
        self.text = QPlainTextEdit(self)
        self.single = SingleBoxFields(self)
        self.looks = LookList(self)
        self.look_button, self.file_button = QPushButton(self), QPushButton(self)
        self.add_button, self.cancel_button = QPushButton(self), QPushButton(self)
        self._lay_out()
        self._connect()
        self._dress()
        self._retranslate()

    def set_known(self, known: Mapping[BoxAddress, str]) -> None:
        """Say which addresses the site has already, with the names of their boxes."""
        if self._known != known:
            self._known = dict(known)
            self._refresh()

    def take_list(self, data: bytes, file_name: str) -> None:
        """Take the rows of a file behind what was typed; rows that cannot be read are named, the others are kept."""
        read = read_box_list(data)
        self._file_name, self._file_problems = file_name, read.problems
        typed = self.text.toPlainText().rstrip()
        lines = [_line(address, name, note) for address, name, note in read.entries]
        self.text.setPlainText("\n".join([typed, *lines] if typed else lines))
        self._refresh()

    def show_probed(self, found: FoundBox) -> None:
        """Show what one address answered."""
        self._found[found.address] = found
        self._refresh()

    # -- making ------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        set_look(self.title, "heading")
        set_look(self.hint, "soft")
        set_look(self.add_button, "primary")
        self.hint.setWordWrap(True)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * TEXT_LINES + 24)
        tools = QHBoxLayout()
        tools.addWidget(self.look_button)
        tools.addWidget(self.file_button)
        tools.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.add_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 18)
        layout.setSpacing(12)
        for part in (self.title, self.hint, self.text, self.single):
            layout.addWidget(part)
        layout.addLayout(tools)
        layout.addWidget(self.looks, 1)
        layout.addLayout(buttons)
        resize_with_text(self, 700, 560)

    def _connect(self) -> None:
        self.text.textChanged.connect(self._read)
        self.single.changed.connect(self._refresh)
        self.look_button.clicked.connect(self._look)
        self.file_button.clicked.connect(self.file_asked)
        self.add_button.clicked.connect(self._add)
        self.cancel_button.clicked.connect(self.reject)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self._add)
        self.add_button.setDefault(True)
        for button in (self.look_button, self.file_button, self.cancel_button):
            button.setAutoDefault(False)
        self._theme.changed.connect(self._dress)

    def _dress(self) -> None:
        palette = self._theme.palette
        self.look_button.setIcon(icon("eye", palette.text_soft))
        self.file_button.setIcon(icon("file-text", palette.text_soft))

    # -- what was typed ----------------------------------------------------------------------------------------------

    def _read(self) -> None:
        text = self.text.toPlainText()
        self._list = read_box_list(text.encode(errors="replace")) if text.strip() else BoxList()
        if not text.strip():
            self._file_name, self._file_problems = "", ()
        self._refresh()

    def _entries(self) -> tuple[Entry, ...]:
        """What is listed; of a single one with the fields for its name and ports."""
        if len(self._list.entries) != 1:
            return self._list.entries
        address, name, note = self._list.entries[0]
        return ((*self.single.applied(address, name), note),)

    def _wanted(self) -> tuple[Entry, ...]:
        """What is listed and not on the site yet; nothing while a port is wrong."""
        if self._port_problem:
            return ()
        return tuple(entry for entry in self._entries() if entry[0] not in self._known)

    def _look(self) -> None:
        addresses = tuple(address for address, _, _ in self._wanted())
        self._asked, self._found = frozenset(addresses), {}
        self._refresh()
        self.probe_asked.emit(addresses)

    def _add(self) -> None:
        wanted = self._wanted()
        if not wanted:
            return
        self.accept()
        self._found, self._asked = {}, frozenset()
        self.single.clear()
        self.text.clear()
        self.boxes_asked.emit(wanted)

    # -- words -------------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        title = translate("AddBox", "Add boxes by address")
        self.setWindowTitle(title)
        self.title.setText(title)
        self.hint.setText(
            translate(
                "AddBox",
                "One box a line: address, and if you like its name and a note, separated by commas. Ports other than "
                "5555, 5679 and 8888 follow the address after colons. Nothing is changed on a box by adding it.",
            )
        )
        self.text.setPlaceholderText("192.168.1.180\n192.168.1.19, SE3\n192.168.1.44:5555:5679:8888")
        self.text.setAccessibleName(translate("AddBox", "Addresses of the boxes"))
        self.looks.setAccessibleName(translate("AddBox", "What answers at these addresses"))
        self.look_button.setText(translate("AddBox", "Look first"))
        self.look_button.setToolTip(translate("AddBox", "Say which ports answer and what box it is; adds nothing"))
        self.file_button.setText(translate("AddBox", "From CSV file…"))
        self.cancel_button.setText(translate("AddBox", "Cancel"))
        self._refresh()

    def _refresh(self) -> None:
        entries = self._list.entries
        self.single.setVisible(len(entries) < 2)
        if len(entries) == 1:
            self.single.show_line(*entries[0][:2])
        elif not entries:
            self.single.show_line(BoxAddress(""), None)
        try:
            self._entries()
            self._port_problem = ""
        except AddressError as problem:
            self._port_problem = str(problem)
        new = len(self._wanted())
        self.add_button.setText(translate("AddBox", "Add") if new < 2 else translate("AddBox", "Add %n boxes", "", new))
        self.add_button.setEnabled(new > 0)
        self.look_button.setEnabled(new > 0)
        self.looks.set_looks((*self._problem_looks(), *self._address_looks()))

    def _problem_looks(self) -> tuple[Look, ...]:
        looks = []
        if self._file_problems:
            looks.append(Look(self._file_name, _problem_lines(self._file_problems)))
        lines = list(_problem_lines(self._list.problems))
        if self._port_problem:
            lines.append(LookLine(self._port_problem, "bad"))
        if lines:
            looks.append(Look("", tuple(lines)))
        return tuple(looks)

    def _address_looks(self) -> tuple[Look, ...]:
        if self._port_problem:
            return ()
        told = [
            _look_of(address, name, self._known.get(address), self._found.get(address))
            for address, name, _ in self._entries()
            if address in self._known or address in self._asked
        ]
        if len(told) > MOST_SHOWN:
            hidden = len(told) - MOST_SHOWN
            more = translate("AddBox", "and %n more", "", hidden)
            told = [*told[:MOST_SHOWN], Look("", (LookLine(more, "soft"),))]
        return tuple(told)


def _problem_lines(problems: tuple[RowProblem, ...]) -> tuple[LookLine, ...]:
    lines = [LookLine(row_sentence(problem), "bad") for problem in problems[:MOST_SHOWN]]
    if len(problems) > MOST_SHOWN:
        hidden = len(problems) - MOST_SHOWN
        lines.append(LookLine(translate("AddBox", "and %n more", "", hidden), "bad"))
    return tuple(lines)


def _look_of(address: BoxAddress, name: str | None, known_as: str | None, found: FoundBox | None) -> Look:
    """What is told of one address that is of the site or was asked."""
    title = " · ".join(part for part in (shown(address), name) if part)
    if known_as is not None:
        sentence = translate("AddBox", "{address} is already on the site as {name}.")
        return Look(title, (LookLine(sentence.format(address=address.host, name=known_as), "soft"),))
    if found is None:
        return Look(title, (LookLine(translate("AddBox", "looking…"), "soft"),))
    if not found.is_box:
        no_box = translate("AddBox", "No box answers here now. It can be added all the same.")
        return Look(title, (LookLine(no_box, "warn"), LookLine(ports_text(found), "soft")))
    clock = LookLine(clock_sentence(found.clock_skew_ms), "warn" if clock_is_off(found.clock_skew_ms) else "soft")
    return Look(title, (LookLine(identity_text(found)), LookLine(ports_text(found), "soft"), clock))


def _line(address: BoxAddress, name: str | None, note: str | None) -> str:
    usual = BoxAddress(address.host)
    ports = f"{address.api}:{address.stream}:{address.system}"
    bare = f"[{address.host}]" if ":" in address.host else address.host
    parts = [address.host if address == usual else f"{bare}:{ports}", name or "", note or ""]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return ", ".join(_quoted(part) for part in parts)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',;"\t\n') else text
