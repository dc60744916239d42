"""Adding boxes by address: one or many, typed, pasted or out of a CSV file; what answers there can be seen first."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from sophon_monitor.domain.box_list_file import BoxList, read_box_list
from sophon_monitor.domain.found_boxes import FoundBox
from sophon_monitor.domain.site import BoxAddress
from sophon_monitor.qtmodels.found_box_words import found_sentence, row_sentence
from sophon_monitor.widgets.icons import icon
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate

MOST_SHOWN = 40


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
        self._asked: tuple[BoxAddress, ...] = ()
        self._list = BoxList((), ())
        self.title, self.hint, self.problems, self.findings = (QLabel(self) for _ in range(4))
        self.text = QPlainTextEdit(self)
        self.text.setTabChangesFocus(True)
        self.look_button, self.file_button = QPushButton(self), QPushButton(self)
        self.add_button, self.cancel_button = QPushButton(self), QPushButton(self)
        self._lay_out()
        self._connect()
        self._dress()
        self._retranslate()

    def set_known(self, known: Mapping[BoxAddress, str]) -> None:
        """Say which addresses the site has already, with the names of their boxes."""
        self._known = dict(known)
        self._refresh()

    def take_list(self, data: bytes, file_name: str) -> None:
        """Take the rows of a file; rows that cannot be read are named, the others are kept."""
        read = read_box_list(data)
        lines = [_line(address, name, note) for address, name, note in read.entries]
        self.text.setPlainText("\n".join(lines))
        self._list = BoxList(read.entries, read.problems)
        self._show_problems([f"{file_name}:", *(row_sentence(p) for p in read.problems)] if read.problems else [])
        self._refresh()

    def show_probed(self, found: FoundBox) -> None:
        """Show what one address answered."""
        if found.address in self._asked:
            self._found[found.address] = found
            self._refresh()

    # -- making ------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        set_look(self.title, "heading")
        set_look(self.hint, "soft")
        set_look(self.problems, "bad")
        set_look(self.add_button, "primary")
        for label in (self.hint, self.problems, self.findings):
            label.setWordWrap(True)
        self.text.setMinimumHeight(96)
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
        for part in (self.title, self.hint, self.text):
            layout.addWidget(part)
        layout.addLayout(tools)
        layout.addWidget(self.problems)
        layout.addWidget(self.findings)
        layout.addStretch(1)
        layout.addLayout(buttons)
        self.resize(640, 420)

    def _connect(self) -> None:
        self.text.textChanged.connect(self._read)
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
        self._list = read_box_list(text.encode()) if text.strip() else BoxList((), ())
        self._show_problems([row_sentence(problem) for problem in self._list.problems])
        self._refresh()

    def _look(self) -> None:
        self._asked = tuple(address for address, _, _ in self._list.entries)
        self._found = {}
        if self._asked:
            self.probe_asked.emit(self._asked)
        self._refresh()

    def _add(self) -> None:
        wanted = tuple(entry for entry in self._list.entries if entry[0] not in self._known)
        if not wanted:
            return
        self.accept()
        self.text.clear()
        self._found, self._asked = {}, ()
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
        self.look_button.setText(translate("AddBox", "Look first"))
        self.look_button.setToolTip(translate("AddBox", "Say which ports answer and what box it is; adds nothing"))
        self.file_button.setText(translate("AddBox", "From CSV file…"))
        self.cancel_button.setText(translate("AddBox", "Cancel"))
        self._refresh()

    def _show_problems(self, sentences: list[str]) -> None:
        shown = sentences[:MOST_SHOWN]
        if len(sentences) > len(shown):
            more = len(sentences) - len(shown)
            shown.append(translate("AddBox", "and %n more", "", more))
        self.problems.setText("\n".join(shown))
        self.problems.setVisible(bool(shown))

    def _refresh(self) -> None:
        self.problems.setVisible(bool(self.problems.text()))
        new = sum(address not in self._known for address, _, _ in self._list.entries)
        self.add_button.setText(translate("AddBox", "Add") if new < 2 else translate("AddBox", "Add %n boxes", "", new))
        self.add_button.setEnabled(new > 0)
        self.look_button.setEnabled(bool(self._list.entries))
        lines = [
            translate("AddBox", "{address} is already on the site as {name}.").format(
                address=address.host, name=self._known[address]
            )
            for address, _, _ in self._list.entries
            if address in self._known
        ]
        for address in self._asked[:MOST_SHOWN]:
            found = self._found.get(address)
            words = found_sentence(found) if found is not None else translate("AddBox", "looking…")
            lines.append(f"{address.host}: {words}")
        self.findings.setText("\n".join(lines[:MOST_SHOWN]))
        self.findings.setVisible(bool(lines))


def _line(address: BoxAddress, name: str | None, note: str | None) -> str:
    usual = BoxAddress(address.host)
    host = address.host if address == usual else f"{address.host}:{address.api}:{address.stream}:{address.system}"
    parts = [host, name or "", note or ""]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return ", ".join(_quoted(part) for part in parts)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',;"\t') else text
