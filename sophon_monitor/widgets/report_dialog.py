"""Making the acceptance report: who signs, in which language, where to, and whole names only with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sophon_monitor.domain.checks import CheckState, SiteChecks
from sophon_monitor.domain.sign_off import LONGEST_NAME
from sophon_monitor.qtmodels.sign_off_words import site_sentence
from sophon_monitor.widgets.style import level_labels, set_look
from sophon_monitor.widgets.text_room import resize_with_text

translate = QCoreApplication.translate

LANGUAGES = (("en", "English"), ("zh_CN", "简体中文"))  # each in its own words, for whoever reads it
LONGEST_REASON = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRequest:
    """What a person wants the report to be. `reason`: why whole names and faces; "" where they are shortened."""

    file: Path
    language: str
    inspector: str
    full: bool
    reason: str


class ReportDialog(QDialog):
    """Opened with `open()`; lives on the Qt thread.

    Signals:
        make_asked: ReportRequest.
        cancel_asked: Stop making it.
        file_asked: Another place for the file is wanted; answered by `set_file`.
        open_asked, folder_asked: Path of the report that was made.
    """

    make_asked = Signal(object)
    cancel_asked = Signal()
    file_asked = Signal(object)
    open_asked = Signal(object)
    folder_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the dialog; `begin` fills it."""
        super().__init__(parent)
        self._file = Path()
        self._checks = SiteChecks()
        self._running = self._made = False
        self.summary, self.outcome = QLabel(self), QLabel(self)
        for label in (self.summary, self.outcome):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.outcome.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.inspector, self.reason = QLineEdit(self), QLineEdit(self)
        self.inspector.setMaxLength(LONGEST_NAME)
        self.reason.setMaxLength(LONGEST_REASON)
        self.language = QComboBox(self)
        for code, name in LANGUAGES:
            self.language.addItem(name, code)
        self.file, self.file_button = QLabel(self), QPushButton(self)
        self.file.setTextFormat(Qt.TextFormat.PlainText)
        self.full = QCheckBox(self)
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(8)
        self.open_button, self.folder_button, self.make_button, self.close_button = (
            QPushButton(self) for _ in range(4)
        )
        set_look(self.make_button, "primary")
        self.make_button.setDefault(True)
        self._labels = {name: QLabel(self) for name in ("inspector", "language", "file", "reason")}
        self._lay_out()
        self._connect()
        self._dress()

    def _lay_out(self) -> None:
        form = self._form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        where = QHBoxLayout()
        where.addWidget(self.file, 1)
        where.addWidget(self.file_button)
        form.addRow(self._labels["inspector"], self.inspector)
        form.addRow(self._labels["language"], self.language)
        form.addRow(self._labels["file"], where)
        form.addRow("", self.full)
        form.addRow(self._labels["reason"], self.reason)
        level_labels(form)
        self._labels["inspector"].setBuddy(self.inspector)
        self._labels["language"].setBuddy(self.language)
        self._labels["reason"].setBuddy(self.reason)
        bottom = QHBoxLayout()
        bottom.addWidget(self.open_button)
        bottom.addWidget(self.folder_button)
        bottom.addStretch(1)
        bottom.addWidget(self.close_button)
        bottom.addWidget(self.make_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(12)
        column.addWidget(self.summary)
        column.addLayout(form)
        column.addWidget(self.progress)
        column.addWidget(self.outcome)
        column.addStretch(1)
        column.addLayout(bottom)
        resize_with_text(self, 620, 380)

    def _connect(self) -> None:
        self.full.toggled.connect(self._dress)
        self.reason.textChanged.connect(self._dress)
        self.make_button.clicked.connect(self._make)
        self.close_button.clicked.connect(self._close)
        self.file_button.clicked.connect(self._ask_file)
        self.open_button.clicked.connect(self._ask_open)
        self.folder_button.clicked.connect(self._ask_folder)

    # -- what the wiring says ----------------------------------------------------------------------------------------

    def begin(self, checks: SiteChecks, inspector: str, language: str, file: Path) -> None:
        """Start anew with what holds now."""
        self._checks, self._running, self._made = checks, False, False
        self.inspector.setText(inspector)
        self.language.setCurrentIndex(max(self.language.findData(language), 0))
        self.full.setChecked(False)
        self.reason.clear()
        self.outcome.clear()
        self.set_file(file)

    def set_file(self, file: Path) -> None:
        """Where the report goes."""
        self._file = file
        self._dress()

    def show_progress(self, done: float) -> None:
        """How far it is, 0.0 to 1.0."""
        self.progress.setRange(0, 1000)
        self.progress.setValue(round(done * 1000))

    def show_made(self, sentence: str) -> None:
        """The report is there."""
        self._running, self._made = False, True
        self._say(sentence, "good")

    def show_failure(self, sentence: str) -> None:
        """It could not be made, or was cancelled."""
        self._running = False
        self._say(sentence, "bad")

    @property
    def is_making(self) -> bool:
        """Whether a report is being made."""
        return self._running

    # -- inside ------------------------------------------------------------------------------------------------------

    def _say(self, sentence: str, look: str) -> None:
        set_look(self.outcome, look)
        self.outcome.setText(sentence)
        self._dress()

    def _make(self) -> None:
        self._running, self._made = True, False
        self.outcome.clear()
        self.progress.setRange(0, 0)
        self._dress()
        self.make_asked.emit(
            ReportRequest(
                file=self._file,
                language=str(self.language.currentData()),
                inspector=self.inspector.text().strip(),
                full=self.full.isChecked(),
                reason=self.reason.text().strip() if self.full.isChecked() else "",
            )
        )

    def _close(self) -> None:
        if self._running:
            self.cancel_asked.emit()
        else:
            self.reject()

    def reject(self) -> None:
        """Escape: what is being made is given up."""
        if self._running:
            self.cancel_asked.emit()
        super().reject()

    def _ask_file(self) -> None:
        self.file_asked.emit(self._file)

    def _ask_open(self) -> None:
        self.open_asked.emit(self._file)

    def _ask_folder(self) -> None:
        self.folder_asked.emit(self._file)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._dress()

    def _dress(self) -> None:
        self.setWindowTitle(translate("ReportDialog", "Acceptance report"))
        self.summary.setText(summary_sentence(self._checks))
        for name, text in {
            "inspector": translate("ReportDialog", "Inspector"),
            "language": translate("ReportDialog", "Language"),
            "file": translate("ReportDialog", "File"),
            "reason": translate("ReportDialog", "Reason"),
        }.items():
            self._labels[name].setText(text)
        self.inspector.setAccessibleName(translate("ReportDialog", "Inspector"))
        self.language.setAccessibleName(translate("ReportDialog", "Language"))
        self.reason.setAccessibleName(translate("ReportDialog", "Reason"))
        self.reason.setPlaceholderText(translate("ReportDialog", "Why whole names and faces are needed; it is logged"))
        self.full.setText(translate("ReportDialog", "Whole names and faces (otherwise shortened and pixelated)"))
        self.file_button.setText(translate("ReportDialog", "Other place…"))
        self.file.setText(self._file.name)
        self.file.setToolTip(str(self._file))
        self.make_button.setText(translate("ReportDialog", "Make report"))
        self.open_button.setText(translate("ReportDialog", "Open"))
        self.folder_button.setText(translate("ReportDialog", "Show folder"))
        self.close_button.setText(
            translate("ReportDialog", "Cancel") if self._running else translate("ReportDialog", "Close")
        )
        self._form.setRowVisible(self.reason, self.full.isChecked())
        lacks_reason = self.full.isChecked() and not self.reason.text().strip()
        self.make_button.setEnabled(not self._running and not lacks_reason)
        self.progress.setVisible(self._running)
        for button in (self.open_button, self.folder_button):
            button.setVisible(self._made)
        for field in (self.inspector, self.language, self.full, self.reason, self.file_button):
            field.setEnabled(not self._running)


def summary_sentence(checks: SiteChecks) -> str:
    """What the report will say of the site."""
    if checks.is_accepted:
        said = translate("ReportDialog", "The report will say: accepted.")
    elif checks.count(CheckState.FAILED):
        said = translate("ReportDialog", "The report will say: not accepted, because cameras failed.")
    else:
        said = translate(
            "ReportDialog", "The report will say: not accepted yet, because checks are open or not tested."
        )
    return f"{said} {site_sentence(checks)}."
