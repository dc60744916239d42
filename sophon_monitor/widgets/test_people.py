"""The people who walk through the site to try it, and whether their pictures may be kept."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sophon_monitor.domain.sign_off import LONGEST_NAME, MOST_PEOPLE, TestPerson
from sophon_monitor.widgets.style import set_look

translate = QCoreApplication.translate

NAME, PERSON_ID, NO_PICTURES = range(3)


class TestPeople(QWidget):
    """A table that can be edited. Lives on the Qt thread."""

    __test__ = False  # a name of the field, no test

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.title = QLabel(self)
        set_look(self.title, "strong")
        self.table = QTableWidget(0, 3, self)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(PERSON_ID, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NO_PICTURES, QHeaderView.ResizeMode.ResizeToContents)
        self.add_button, self.remove_button = QPushButton(self), QPushButton(self)
        self.add_button.setAutoDefault(False)
        self.remove_button.setAutoDefault(False)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.add_button)
        head.addWidget(self.remove_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        self.add_button.clicked.connect(self._add)
        self.remove_button.clicked.connect(self._remove)
        self.table.itemSelectionChanged.connect(self._dress)
        self._retranslate()

    def show_people(self, people: tuple[TestPerson, ...]) -> None:
        """Show these."""
        self.table.setRowCount(0)
        for person in people:
            self._put(person)
        self._dress()

    def people(self) -> tuple[TestPerson, ...]:
        """Those with a name, as filled in."""
        found = []
        for row in range(self.table.rowCount()):
            name, person_id = (self._text(row, column) for column in (NAME, PERSON_ID))
            if not name:
                continue
            mark = self.table.item(row, NO_PICTURES)
            keep = mark is None or mark.checkState() is not Qt.CheckState.Checked
            found.append(TestPerson(name=name, person_id=person_id or None, keep_pictures=keep))
        return tuple(found[:MOST_PEOPLE])

    def _text(self, row: int, column: int) -> str:
        item = self.table.item(row, column)
        return item.text().strip()[:LONGEST_NAME] if item is not None else ""

    def _put(self, person: TestPerson) -> int:
        row = self.table.rowCount()
        self.table.insertRow(row)
        self.table.setItem(row, NAME, QTableWidgetItem(person.name))
        self.table.setItem(row, PERSON_ID, QTableWidgetItem(person.person_id or ""))
        mark = QTableWidgetItem(translate("Rules", "do not keep my pictures"))
        mark.setFlags(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        mark.setCheckState(Qt.CheckState.Unchecked if person.keep_pictures else Qt.CheckState.Checked)
        self.table.setItem(row, NO_PICTURES, mark)
        return row

    def _add(self) -> None:
        if self.table.rowCount() >= MOST_PEOPLE:
            return
        row = self._put(TestPerson(name=""))
        item = self.table.item(row, NAME)
        if item is not None:
            self.table.setCurrentItem(item)
            self.table.editItem(item)

    def _remove(self) -> None:
        self.table.removeRow(self.table.currentRow())

    def _dress(self) -> None:
        self.remove_button.setEnabled(bool(self.table.selectedItems()))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.title.setText(translate("Rules", "Test people"))
        self.add_button.setText(translate("Rules", "Add person"))
        self.remove_button.setText(translate("Rules", "Remove"))
        self.remove_button.setAccessibleName(translate("Rules", "Remove the chosen person from the list"))
        self.table.setAccessibleName(translate("Rules", "Test people"))
        self.table.setHorizontalHeaderLabels(
            [
                translate("Rules", "Name as registered"),
                translate("Rules", "Person ID"),
                translate("Rules", "Pictures"),
            ]
        )
        for row in range(self.table.rowCount()):
            if (mark := self.table.item(row, NO_PICTURES)) is not None:
                mark.setText(translate("Rules", "do not keep my pictures"))
        self._dress()
