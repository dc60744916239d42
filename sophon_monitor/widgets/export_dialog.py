"""Export of what the history shows: as what, how much of people, and how far it is. Blocks nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from sophon_monitor.qtmodels.history_words import events_text
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.text_room import text_factor, widen_with_text

translate = QCoreApplication.translate

WIDTH_PX = 460
MOST_REASON = 500


class ExportChoice(StrEnum):
    """What can be written; as `report.export_history.ExportKind`."""

    XLSX = "xlsx"
    CSV = "csv"
    JSONL = "jsonl"
    PICTURES = "pictures"


@dataclass(frozen=True, slots=True)
class ExportAsked:
    """What a person chose. `reason` is why whole names and faces are needed; "" without `full`."""

    choice: ExportChoice
    full: bool = False
    reason: str = ""


class ExportState(StrEnum):
    """How far it is."""

    CHOOSING = "choosing"
    RUNNING = "running"
    STOPPING = "stopping"
    DONE = "done"
    FAILED = "failed"


class ExportDialog(QDialog):
    """Shown beside the window; lives on the Qt thread. Closing it while it writes lets the writing go on.

    Signals:
        export_asked: ExportAsked: choose where to, and begin.
        cancel_asked: Stop; nothing half stays.
    """

    export_asked = Signal(object)
    cancel_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the dialog; `begin` says what of."""
        super().__init__(parent)
        self.setModal(False)
        self._state = ExportState.CHOOSING
        self._events: int | None = None
        self._is_exact = True
        self._done = 0
        self._sentence = ""
        self.title, self.note, self.progress, self.outcome = (QLabel(self) for _ in range(4))
        self.choices = {choice: QRadioButton(self) for choice in ExportChoice}
        self._group = QButtonGroup(self)
        self.whole = QCheckBox(self)
        self.reason = QLineEdit(self)
        self.reason.setMaxLength(MOST_REASON)
        self.bar = QProgressBar(self)
        self.start_button, self.cancel_button, self.close_button = (QPushButton(self) for _ in range(3))
        self._lay_out()
        self._connect()
        self._retranslate()

    def _lay_out(self) -> None:
        set_look(self.title, "heading")
        set_look(self.note, "soft")
        set_look(self.progress, "soft")
        set_look(self.start_button, "primary")
        for label in (self.note, self.outcome):
            label.setWordWrap(True)
        for label in (self.title, self.note, self.progress, self.outcome):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.outcome.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(9)
        column.addWidget(self.title)
        for choice in self.choices.values():
            self._group.addButton(choice)
            column.addWidget(choice)
        self.choices[ExportChoice.XLSX].setChecked(True)
        column.addSpacing(4)
        for widget in (self.whole, self.reason, self.note, self.bar, self.progress, self.outcome):
            column.addWidget(widget)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.cancel_button, self.close_button, self.start_button):
            buttons.addWidget(button)
        column.addLayout(buttons)
        widen_with_text(self, WIDTH_PX)

    def _connect(self) -> None:
        self.whole.toggled.connect(self._show)
        self.reason.textChanged.connect(self._show)
        self._group.buttonToggled.connect(self._show)
        self.start_button.clicked.connect(self._ask)
        self.reason.returnPressed.connect(self._ask)
        self.cancel_button.clicked.connect(self._on_cancel)
        self.close_button.clicked.connect(self.close)

    # -- what the wiring says ----------------------------------------------------------------------------------------

    @property
    def state(self) -> ExportState:
        """How far it is."""
        return self._state

    @property
    def asked(self) -> ExportAsked:
        """What is chosen."""
        choice = next(choice for choice, button in self.choices.items() if button.isChecked())
        full = self.whole.isChecked()
        return ExportAsked(choice, full, self.reason.text().strip() if full else "")

    def begin(self, events: int | None, *, is_exact: bool = True) -> None:
        """Let a person choose; of how many events, None while that is not known. While it writes, nothing changes."""
        if self._state in (ExportState.RUNNING, ExportState.STOPPING):
            return
        self._events, self._is_exact = events, is_exact
        self._state, self._sentence = ExportState.CHOOSING, ""
        self.whole.setChecked(False)
        self.reason.clear()
        self._show()

    def show_running(self) -> None:
        """It has begun."""
        self._state, self._done = ExportState.RUNNING, 0
        self._show()

    def show_progress(self, done: int) -> None:
        """So many events are written."""
        self._done = done
        if self._state is ExportState.RUNNING:
            self._show()

    def show_end(self, sentence: str, *, is_good: bool) -> None:
        """It has ended, well or not; the sentence says how. After a cancel there is nothing to say."""
        self._state = ExportState.DONE if is_good else ExportState.FAILED
        self._sentence = sentence
        self._show()
        self.show()

    def show_cancelled(self) -> None:
        """It has stopped, and left nothing behind."""
        self._state, self._sentence = ExportState.CHOOSING, ""
        self._show()

    # -- what a person does ------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        if self.start_button.isEnabled() and self._state not in (ExportState.RUNNING, ExportState.STOPPING):
            self.export_asked.emit(self.asked)

    def _on_cancel(self) -> None:
        if self._state is ExportState.RUNNING:
            self._state = ExportState.STOPPING
            self._show()
            self.cancel_asked.emit()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Only the dialog goes; what is being written goes on, and the dialog comes back with how it ended."""
        event.accept()
        if self._state in (ExportState.DONE, ExportState.FAILED):
            self._state = ExportState.CHOOSING

    # -- looks -------------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        is_busy = self._state in (ExportState.RUNNING, ExportState.STOPPING)
        asked = self.asked
        for widget in (*self.choices.values(), self.whole):
            widget.setEnabled(not is_busy)
        self.reason.setVisible(asked.full)
        self.reason.setEnabled(not is_busy)
        self.start_button.setEnabled(not is_busy and (not asked.full or bool(asked.reason)))
        self.start_button.setVisible(not is_busy)
        self.cancel_button.setVisible(is_busy)
        self.cancel_button.setEnabled(self._state is ExportState.RUNNING)
        self.bar.setVisible(is_busy)
        self.progress.setVisible(is_busy)
        # How many there are may not be known: then the bar only says that something happens.
        self.bar.setRange(0, self._events if self._events and self._is_exact else 0)
        self.bar.setValue(min(self._done, self.bar.maximum()))
        self.progress.setText(self._progress())
        self.outcome.setVisible(bool(self._sentence) and not is_busy)
        self.outcome.setText(self._sentence)
        set_look(self.outcome, "bad" if self._state is ExportState.FAILED else "good")
        self.note.setText(_note(asked))
        self._fit()

    def _fit(self) -> None:
        """As high as the sentences need at this width; a layout by itself cuts them off."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            least = round(WIDTH_PX * text_factor())
            width = max(self.width(), least) if self.isVisible() else least
            self.setMinimumHeight(layout.totalHeightForWidth(width))
            if not self.isVisible():
                self.resize(width, self.minimumHeight())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Fit, now that fonts and styles are those of the screen."""
        super().showEvent(event)
        self._fit()

    def _progress(self) -> str:
        if self._state is ExportState.STOPPING:
            return translate("Export", "Stopping…")
        if self._events and self._is_exact:
            text = translate("Export", "{done} of {events}")
            return text.format(done=f"{self._done:,}", events=events_text(self._events))
        return translate("Export", "{events} so far").format(events=events_text(self._done))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        title = translate("Export", "Export what is shown")
        self.setWindowTitle(title)
        self.title.setText(title)
        self.choices[ExportChoice.XLSX].setText(translate("Export", "Excel table with the faces in its cells (.xlsx)"))
        self.choices[ExportChoice.CSV].setText(translate("Export", "Table without pictures (.csv)"))
        self.choices[ExportChoice.JSONL].setText(translate("Export", "One JSON object a line, for programs (.jsonl)"))
        self.choices[ExportChoice.PICTURES].setText(translate("Export", "Folder with all pictures and a list"))
        self.whole.setText(translate("Export", "Whole names and faces"))
        self.reason.setPlaceholderText(translate("Export", "Why this is needed; the reason is logged"))
        self.reason.setAccessibleName(self.reason.placeholderText())
        self.bar.setAccessibleName(translate("Export", "How far the export is"))
        self.start_button.setText(translate("Export", "Choose where to…"))
        self.cancel_button.setText(translate("Export", "Cancel"))
        self.close_button.setText(translate("Export", "Close"))
        self._show()


def _note(asked: ExportAsked) -> str:
    if asked.full:
        return translate("Export", "Faces are biometric data: keep the file where only those see it who must.")
    return translate("Export", "Faces are pixelated; of names and ids only the first character is written.")
