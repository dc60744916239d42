"""The page "Settings": every setting with its effect and its default, to be searched, and to be set back."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sophon_monitor.qtmodels.setting_rows import SettingGroup, SettingRow, SettingValue
from sophon_monitor.qtmodels.setting_words import default_text, group_title, setting_effect, setting_title
from sophon_monitor.widgets.setting_control import SettingControl
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.text_room import widen_with_text

translate = QCoreApplication.translate

WIDTH_PX = 860


class SettingLine(QFrame):
    """One setting: name and effect at the left, control, default and "Reset" at the right.

    Signals:
        changed: Name and new value.
    """

    changed = Signal(str, object)

    def __init__(self, row: SettingRow, parent: QWidget | None = None) -> None:
        """Make the line."""
        super().__init__(parent)
        self.row = row
        self.title, self.effect, self.default = QLabel(self), QLabel(self), QLabel(self)
        self.control = SettingControl(row, self)
        self.title.setBuddy(self.control)
        self.reset_button = QPushButton(self)
        set_look(self.title, "strong")
        set_look(self.effect, "soft")
        set_look(self.default, "small")
        set_look(self.reset_button, "small-link")
        self.effect.setWordWrap(True)
        self.effect.setAlignment(Qt.AlignmentFlag.AlignTop)
        left, right, below = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        left.addWidget(self.title)
        left.addWidget(self.effect)
        left.addStretch(1)
        below.addWidget(self.default, 1)
        below.addWidget(self.reset_button)
        right.addWidget(self.control)
        right.addLayout(below)
        right.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 7, 0, 7)
        layout.setSpacing(28)
        layout.addLayout(left, 5)
        layout.addLayout(right, 3)
        self.control.changed.connect(self._tell)
        self.reset_button.clicked.connect(self._reset)
        self.show_row(row)

    def show_row(self, row: SettingRow) -> None:
        """Show another value."""
        self.row = row
        if self.control.value != row.value:
            self.control.show_row(row)
        self.reset_button.setVisible(not row.is_default)
        self.retranslate()

    def retranslate(self) -> None:
        """Follow the language."""
        title = setting_title(self.row.name)
        self.title.setText(title)
        self.effect.setText(setting_effect(self.row.name))
        self.default.setText(default_text(self.row))
        self.reset_button.setText(translate("Settings", "Reset"))
        self.reset_button.setToolTip(translate("Settings", "Back to the default"))
        self.reset_button.setAccessibleName(translate("Settings", "Reset: {setting}").format(setting=title))

    def contains(self, words: list[str]) -> bool:
        """Whether all these words, in small letters, stand in the line or in its group's heading."""
        said = (self.title.text(), self.effect.text(), self.default.text(), group_title(self.row.group), self.row.name)
        text = " ".join(said).casefold()
        return all(word in text for word in words)

    def _tell(self, value: SettingValue) -> None:
        self.changed.emit(self.row.name, value)

    def _reset(self) -> None:
        self.control.setFocus(Qt.FocusReason.OtherFocusReason)  # the button goes
        self.changed.emit(self.row.name, self.row.default)


class SettingsPage(QWidget):
    """The page. Lives on the Qt thread; the wiring applies and keeps what was changed, and shows it with `show_rows`.

    Signals:
        setting_changed: Name and new `SettingValue`.
        all_reset: Every setting is to have its default.
        file_asked: `settings.toml` is to be shown in its folder.
    """

    setting_changed = Signal(str, object)
    all_reset = Signal()
    file_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the page; `show_rows` gives the values."""
        super().__init__(parent)
        set_look(self, "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title, self.nothing = QLabel(self), QLabel(self)
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self.reset_button, self.file_button = QPushButton(self), QPushButton(self)
        self.lines: dict[str, SettingLine] = {}
        self._cards: dict[SettingGroup, QFrame] = {}
        self._headings: dict[SettingGroup, QLabel] = {}
        self._lay_out()
        self.search.textChanged.connect(self._filter)
        self.reset_button.clicked.connect(self._ask_reset)
        self.file_button.clicked.connect(self._ask_file)
        self._retranslate()

    def _lay_out(self) -> None:
        set_look(self.title, "title")
        set_look(self.nothing, "soft")
        set_look(self.file_button, "link")
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        self.search.setMinimumWidth(260)
        head.addWidget(self.search)
        head.addWidget(self.reset_button)
        column = QVBoxLayout()
        column.setSpacing(14)
        for group in SettingGroup:
            column.addWidget(self._card(group))
        column.addWidget(self.nothing)
        foot = QHBoxLayout()
        foot.addWidget(self.file_button)
        foot.addStretch(1)
        column.addLayout(foot)
        column.addStretch(1)
        inner = QWidget(self)
        set_look(inner, "window")
        widen_with_text(inner, most_px=WIDTH_PX)
        inner.setLayout(column)
        column.setContentsMargins(0, 0, 12, 0)
        middle = QWidget(self)
        line = QHBoxLayout(middle)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(inner, 1)
        line.addStretch(0)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(middle)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(22, 18, 10, 10)
        whole.setSpacing(14)
        top = QWidget(self)
        widen_with_text(top, most_px=WIDTH_PX - 12)
        top.setLayout(head)
        head.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(top)
        whole.addWidget(area, 1)

    def _card(self, group: SettingGroup) -> QFrame:
        card = self._cards[group] = QFrame(self)
        set_look(card, "card")
        heading = self._headings[group] = QLabel(card)
        set_look(heading, "heading")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(18, 13, 18, 9)
        layout.setSpacing(2)
        layout.addWidget(heading)
        return card

    # -- what the wiring says ----------------------------------------------------------------------------------------

    def show_rows(self, rows: tuple[SettingRow, ...]) -> None:
        """Show these values."""
        for row in rows:
            if row.name in self.lines:
                self.lines[row.name].show_row(row)
            else:
                self._add_line(row)
        self.reset_button.setEnabled(any(not row.is_default for row in rows))
        self._filter()

    def _add_line(self, row: SettingRow) -> None:
        card = self._cards[row.group]
        line = self.lines[row.name] = SettingLine(row, card)
        line.changed.connect(self.setting_changed)
        layout = card.layout()
        assert layout is not None
        layout.addWidget(line)

    def offer_addresses(self, addresses: dict[str, str]) -> None:
        """Addresses of this computer, and the name of the network card of each."""
        self.lines["adapters"].control.offer(addresses)

    # -- what a person does ------------------------------------------------------------------------------------------

    def _filter(self) -> None:
        words = self.search.text().casefold().split()
        found = {line.row.group for line in self.lines.values() if line.contains(words)}
        for line in self.lines.values():
            line.setVisible(line.contains(words))
        for group, card in self._cards.items():
            card.setVisible(group in found)
        self.nothing.setVisible(not found)

    def _ask_reset(self) -> None:
        self.all_reset.emit()

    def _ask_file(self) -> None:
        self.file_asked.emit()

    # -- words -------------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.title.setText(translate("Settings", "Settings"))
        self.search.setPlaceholderText(translate("Settings", "Search the settings"))
        self.search.setAccessibleName(translate("Settings", "Search the settings"))
        self.nothing.setText(translate("Settings", "No setting has these words. Clear the search to see all."))
        self.reset_button.setText(translate("Settings", "Reset all"))
        self.reset_button.setToolTip(translate("Settings", "Every setting back to its default; sites and boxes stay"))
        self.file_button.setText(translate("Settings", "Open the folder with settings.toml"))
        self.file_button.setToolTip(translate("Settings", "The same settings as a text file, with your comments"))
        for group, heading in self._headings.items():
            heading.setText(group_title(group))
        for line in self.lines.values():
            line.retranslate()
        self._filter()
