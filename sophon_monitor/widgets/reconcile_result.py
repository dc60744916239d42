"""What a reconciliation found: a chip with a count for each list, and the list that is chosen."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from sophon_monitor.domain.reconcile_outcome import ReconcileOutcome
from sophon_monitor.domain.reconciliation import Listed
from sophon_monitor.domain.site import CameraKey
from sophon_monitor.qtmodels.reconciliation_model import ReconciliationColumn, ReconciliationModel
from sophon_monitor.qtmodels.reconciliation_words import (
    count_text,
    headline,
    list_sentence,
    list_word,
    note_sentences,
)
from sophon_monitor.widgets.style import set_look, sized
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate

CHIP_PADDING_PX = 30
CELL_PADDING_PX, ROW_PADDING_PX = 24, 12
# The list that is shown first is the one that somebody has to do something about.
FIRST = Listed.LOST
_ROOM_FOR = {
    ReconciliationColumn.TIME: "12-31 23:59:59.9",
    ReconciliationColumn.PERSON: "Maximilian Mustermann",
    ReconciliationColumn.CAMERA: "车库入口 Garage (2)",
    ReconciliationColumn.SCORE: "100.0",
}


class ReconcileResult(QWidget):
    """Headline, remarks, chips and the chosen list. Lives on the Qt thread."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Nothing to show yet."""
        super().__init__(parent)
        self._outcome: ReconcileOutcome | None = None
        self.headline, self.notes, self.sentence, self.hint = (QLabel(self) for _ in range(4))
        self.chips = {listed: QPushButton(self) for listed in Listed}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        for chip in self.chips.values():
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            set_look(chip, "choice")
            self._group.addButton(chip)
        self.chips[FIRST].setChecked(True)
        self.model = ReconciliationModel(self)
        self.table = ReconciliationTable(theme, self.model, self)
        self._chip_row = QWidget(self)
        self._lay_out()
        self._group.buttonToggled.connect(self._choose)
        self._retranslate()

    @property
    def listed(self) -> Listed:
        """Which list is shown."""
        return next(listed for listed, chip in self.chips.items() if chip.isChecked())

    @property
    def outcome(self) -> ReconcileOutcome | None:
        """What is shown."""
        return self._outcome

    def show_outcome(self, outcome: ReconcileOutcome | None) -> None:
        """Show what was found; None for nothing yet. The chosen list stays, or the first that has something in it."""
        is_first = self._outcome is None
        self._outcome = outcome
        found = outcome.found if outcome is not None else None
        if is_first and found is not None:
            listed = next((one for one in (FIRST, Listed.LATE, Listed.DOUBLE) if found.listed(one)), FIRST)
            self.chips[listed].setChecked(True)
        self.model.show_list(outcome, self.listed)
        self._refresh()

    def set_cameras(self, names: Mapping[CameraKey, str]) -> None:
        """What cameras are called."""
        self.model.set_cameras(names)

    def set_hint(self, hint: str) -> None:
        """What stands here while there is nothing to show."""
        self.hint.setText(hint)

    def as_text(self, heading: str) -> str:
        """What is shown, as text: heading, counts, the chosen list."""
        counts = "\n".join(f"{list_word(one)}: {self._count(one)}" for one in Listed)
        parts = [heading, self.headline.text(), *self.notes.text().splitlines(), counts, list_word(self.listed)]
        return "\n".join(part for part in parts if part) + "\n" + self.model.as_text() + "\n"

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language and the size of text."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._refresh()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        set_look(self.headline, "strong")
        set_look(self.notes, "warn")
        for label in (self.sentence, self.hint):
            set_look(label, "soft")
        for label in (self.headline, self.notes, self.sentence, self.hint):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self._chip_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for chip in self.chips.values():
            row.addWidget(chip)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.headline)
        layout.addWidget(self.notes)
        layout.addWidget(self._chip_row)
        layout.addWidget(self.sentence)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.hint, 1)

    def _choose(self, _chip: object, checked: bool) -> None:
        if checked:
            self.model.show_list(self._outcome, self.listed)
            self._refresh()

    def _count(self, listed: Listed) -> str:
        found = self._outcome.found if self._outcome is not None else None
        return count_text(len(found.listed(listed))) if found is not None else "–"

    def _retranslate(self) -> None:
        self.table.setAccessibleName(translate("Reconcile", "Events of the chosen list"))
        self.model.retranslate()
        self._refresh()

    def _refresh(self) -> None:
        outcome = self._outcome
        self.headline.setText(headline(outcome) if outcome is not None else "")
        self.notes.setText("\n".join(note_sentences(outcome)) if outcome is not None else "")
        self.sentence.setText(list_sentence(self.listed, outcome) if outcome is not None else "")
        for label in (self.headline, self.notes):
            label.setVisible(bool(label.text()))
        is_found = outcome is not None and outcome.found is not None
        for part in (self._chip_row, self.sentence, self.table):
            part.setVisible(is_found)
        self.hint.setVisible(not is_found)
        for listed, chip in self.chips.items():
            chip.setText(f"{list_word(listed)}  {self._count(listed)}")
            bold = QFontMetrics(sized(chip.font(), 1.0, bold=True))
            chip.setMinimumWidth(bold.horizontalAdvance(chip.text()) + CHIP_PADDING_PX)


class ReconciliationTable(QTableView):
    """Shows a `ReconciliationModel`: only the rows in view are ever prepared or painted."""

    def __init__(self, theme: Theme, model: ReconciliationModel, parent: QWidget | None = None) -> None:
        """Show `model`."""
        super().__init__(parent)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._size_cells()
        theme.changed.connect(self.viewport().update)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the size of text."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._size_cells()
        super().changeEvent(event)

    def _size_cells(self) -> None:
        vertical, header, metrics = self.verticalHeader(), self.horizontalHeader(), self.fontMetrics()
        vertical.hide()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setDefaultSectionSize(metrics.height() + ROW_PADDING_PX)
        header.setHighlightSections(False)
        header.setSectionResizeMode(ReconciliationColumn.WHAT, QHeaderView.ResizeMode.Stretch)
        for column, text in _ROOM_FOR.items():
            wide = metrics.horizontalAdvance(text) + CELL_PADDING_PX
            header.resizeSection(column, max(wide, header.sectionSizeHint(column)))
