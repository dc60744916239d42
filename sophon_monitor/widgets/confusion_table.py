"""The table beside the scores: who was taken for whom, and the way to those events."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from sophon_monitor.qtmodels.score_confusions_model import ConfusionColumn, ScoreConfusionsModel
from sophon_monitor.widgets.style import SMALL, sized

translate = QCoreApplication.translate

ROW_PADDING_PX = 6
NAMES = (ConfusionColumn.SEEN, ConfusionColumn.REALLY, ConfusionColumn.CAMERA)


class ConfusionTable(QTableView):
    """Shows a `ScoreConfusionsModel`. Lives on the Qt thread.

    Signals:
        event_asked: Id of an event of the row that was clicked, or entered by Return: the newest one first, then, as
            often as the same row is asked again, the one before.
    """

    event_asked = Signal(int)

    def __init__(self, model: ScoreConfusionsModel, parent: QWidget | None = None) -> None:
        """Show `model`."""
        super().__init__(parent)
        self._confusions = model
        self._asked: tuple[tuple[int, ...], int] = ((), 0)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFont(sized(self.font(), SMALL))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + ROW_PADDING_PX)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        for column in NAMES:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(ConfusionColumn.COUNT, QHeaderView.ResizeMode.ResizeToContents)
        self.clicked.connect(self._ask)
        self._retranslate()

    def show_cameras(self, *, shown: bool) -> None:
        """Say at which camera, where there are several."""
        self.setColumnHidden(ConfusionColumn.CAMERA, not shown)

    def _ask(self, index: QModelIndex) -> None:
        row = self._confusions.row_at(index.row())
        if row is None or not row.events:
            return
        events, place = self._asked
        place = (place + 1) % len(row.events) if events == row.events else 0
        self._asked = (row.events, place)
        self.event_asked.emit(row.events[place])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Return asks for an event of the row; letters are the page's keys, no search in the table."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._ask(self.currentIndex())
            case Qt.Key.Key_Up | Qt.Key.Key_Down | Qt.Key.Key_PageUp | Qt.Key.Key_PageDown:
                super().keyPressEvent(event)
            case _:
                event.ignore()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._confusions.retranslate()
            self._retranslate()

    def _retranslate(self) -> None:
        self.setAccessibleName(translate("Scores", "Who is confused with whom"))
