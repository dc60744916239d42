"""The keys, all on one sheet: opened by "?"."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from sophon_monitor.qtmodels.key_words import KEY_GROUPS, KeyGroup
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.text_room import resize_with_text

translate = QCoreApplication.translate


class KeysDialog(QDialog):
    """Opened with `show()`: it may stay beside the window. Lives on the Qt thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the sheet."""
        super().__init__(parent)
        self._titles: list[tuple[QLabel, KeyGroup]] = []
        self._texts: list[tuple[QLabel, QLabel, KeyGroup, int]] = []
        self.close_button = QPushButton(self)
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.close)
        sheet = QWidget(self)
        columns = QHBoxLayout(sheet)
        columns.setContentsMargins(4, 4, 10, 4)
        columns.setSpacing(44)
        for groups in (KEY_GROUPS[:2], KEY_GROUPS[2:]):
            columns.addLayout(self._column(groups), 1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(sheet)
        sheet.setAutoFillBackground(False)  # the dialog's own ground
        area.viewport().setAutoFillBackground(False)
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(22, 18, 18, 16)
        whole.addWidget(area, 1)
        whole.addLayout(bottom)
        resize_with_text(self, 940, 640)
        self._retranslate()

    def _column(self, groups: tuple[KeyGroup, ...]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(7)
        for group in groups:
            title = QLabel(self)
            set_look(title, "heading")
            self._titles.append((title, group))
            column.addWidget(title)
            grid = QGridLayout()
            grid.setHorizontalSpacing(18)
            grid.setVerticalSpacing(5)
            grid.setColumnStretch(1, 1)
            for place, line in enumerate(group.lines):
                keys, text = QLabel(line.keys, self), QLabel(self)
                keys.setTextFormat(Qt.TextFormat.PlainText)
                set_look(keys, "strong")
                text.setWordWrap(True)
                self._texts.append((keys, text, group, place))
                grid.addWidget(keys, place, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(text, place, 1)
            column.addLayout(grid)
            column.addSpacing(10)
        column.addStretch(1)
        return column

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(translate("Keys", "Keys"))
        self.close_button.setText(translate("Keys", "Close"))
        for title, group in self._titles:
            title.setText(group.title())
        for keys, text, group, place in self._texts:
            text.setText(group.lines[place].text())
            keys.setAccessibleName(f"{keys.text()}: {text.text()}")
