"""How long this site keeps pictures and records, and why where that is longer than by default."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sophon_monitor.domain.sign_off import LONGEST_NAME
from sophon_monitor.domain.site_retention import (
    LONGEST_REASON,
    MOST_DAYS,
    MOST_HOURS,
    MOST_JUDGED_DAYS,
    SiteRetention,
    longer_than,
    problem_of,
)
from sophon_monitor.qtmodels.privacy_words import retention_problem
from sophon_monitor.widgets.style import give_room, level_labels, set_look
from sophon_monitor.widgets.text_room import resize_with_text, widen_with_text

translate = QCoreApplication.translate

FIELD_PX = 130


class PrivacyDialog(QDialog):
    """Opened with `open()`; lives on the Qt thread.

    Signals:
        chosen: SiteRetention, without its time; None for the profile's default.
        purge_asked: "Purge…".
    """

    chosen = Signal(object)
    purge_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the dialog; `show_retention` fills it."""
        super().__init__(parent)
        self._default = SiteRetention()
        self.intro, self.problem, self.masked = QLabel(self), QLabel(self), QLabel(self)
        self.pictures, self.strangers, self.judged, self.records = (QDoubleSpinBox(self) for _ in range(4))
        self.reason, self.by = QLineEdit(self), QLineEdit(self)
        self.reason.setMaxLength(LONGEST_REASON)
        self.by.setMaxLength(LONGEST_NAME)
        most = {
            self.pictures: MOST_DAYS,
            self.strangers: MOST_HOURS,
            self.judged: MOST_JUDGED_DAYS,
            self.records: MOST_DAYS,
        }
        for field, value in most.items():
            field.setRange(0.0, value)
            field.setDecimals(1)
            give_room(field)
            widen_with_text(field, FIELD_PX, FIELD_PX)
        self._labels = {field: QLabel(self) for field in (*most, self.reason, self.by)}
        self.defaults_button, self.purge_button, self.cancel_button, self.save_button = (
            QPushButton(self) for _ in range(4)
        )
        self._lay_out()
        self._connect()
        self._retranslate()

    def _lay_out(self) -> None:
        for label in (self.intro, self.problem, self.masked):
            label.setWordWrap(True)
        set_look(self.intro, "soft")
        set_look(self.masked, "soft")
        set_look(self.problem, "bad")
        set_look(self.save_button, "primary")
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        for field, label in self._labels.items():
            label.setBuddy(field)
            form.addRow(label, field)
        level_labels(form)
        bottom = QHBoxLayout()
        bottom.addWidget(self.defaults_button)
        bottom.addWidget(self.purge_button)
        bottom.addStretch(1)
        bottom.addWidget(self.cancel_button)
        bottom.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(13)
        column.addWidget(self.intro)
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addWidget(self.masked)
        column.addStretch(1)
        column.addLayout(bottom)
        resize_with_text(self, 620, 470)
        for button in (self.defaults_button, self.purge_button, self.save_button):
            button.setAutoDefault(False)
        self.cancel_button.setDefault(True)

    def _connect(self) -> None:
        for field in (self.pictures, self.strangers, self.judged, self.records):
            field.valueChanged.connect(self._check)
        self.reason.textChanged.connect(self._check)
        self.defaults_button.clicked.connect(self._set_defaults)
        self.purge_button.clicked.connect(self._ask_purge)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self._save)

    # -- what the wiring says ----------------------------------------------------------------------------------------

    def show_retention(self, chosen: SiteRetention | None, default: SiteRetention, inspector: str) -> None:
        """Fill in what holds now; `default` is the profile's, `inspector` who is at work."""
        self._default = default
        now = chosen or default
        self._show_times(now)
        self.reason.setText(now.reason)
        self.by.setText(now.by or inspector)
        self._retranslate()

    @property
    def retention(self) -> SiteRetention:
        """As filled in."""
        return SiteRetention(
            pictures_days=round(self.pictures.value(), 1),
            strangers_hours=round(self.strangers.value(), 1),
            judged_days=round(self.judged.value(), 1),
            records_days=round(self.records.value(), 1),
            reason=self.reason.text().strip(),
            by=self.by.text().strip(),
        )

    # -- what a person does ------------------------------------------------------------------------------------------

    def _show_times(self, now: SiteRetention) -> None:
        self.pictures.setValue(now.pictures_days)
        self.strangers.setValue(now.strangers_hours)
        self.judged.setValue(now.judged_days)
        self.records.setValue(now.records_days)

    def _set_defaults(self) -> None:
        self._show_times(self._default)
        self.reason.clear()

    def _ask_purge(self) -> None:
        self.reject()
        self.purge_asked.emit()

    def _save(self) -> None:
        chosen = self.retention
        if problem_of(chosen, self._default) is not None:
            self._check()
            return
        same = replace(chosen, reason="", by="") == replace(self._default, reason="", by="", at_ms=0)
        self.chosen.emit(None if same else chosen)
        self.accept()

    def _check(self) -> None:
        problem = problem_of(self.retention, self._default)
        self.problem.setText(retention_problem(problem) if problem is not None else "")
        self.save_button.setEnabled(problem is None)
        needed = bool(longer_than(self.retention, self._default))
        for field in (self.reason, self.by):
            field.setEnabled(needed)
            self._labels[field].setEnabled(needed)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Begin with the first time."""
        super().showEvent(event)
        self.pictures.setFocus()
        self.pictures.selectAll()

    # -- words -------------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setWindowTitle(translate("Privacy", "Privacy and retention"))
        self.intro.setText(
            translate(
                "Privacy",
                "Faces are biometric data: keep them no longer than the work needs. All times count from when an event "
                "came in. What is too old is removed for good.",
            )
        )
        self.masked.setText(
            translate(
                "Privacy", "Exports and reports pixelate faces and shorten names, unless you choose otherwise there."
            )
        )
        texts = {
            self.pictures: translate("Privacy", "Pictures"),
            self.strangers: translate("Privacy", "Pictures of strangers"),
            self.judged: translate("Privacy", "Judged, until the report is made"),
            self.records: translate("Privacy", "Events and heartbeats"),
            self.reason: translate("Privacy", "Reason for longer times"),
            self.by: translate("Privacy", "Decided by"),
        }
        for field, text in texts.items():
            self._labels[field].setText(text)
            field.setAccessibleName(text)
        days, hours = translate("Privacy", "days"), translate("Privacy", "hours")
        for field in (self.pictures, self.judged, self.records):
            field.setSuffix(f" {days}")
        self.strangers.setSuffix(f" {hours}")
        self.judged.setToolTip(
            translate("Privacy", "A judged event keeps its pictures until its report is made: 30 days at most.")
        )
        self.reason.setPlaceholderText(translate("Privacy", "For example: the customer asked for it on 3 May"))
        self.defaults_button.setText(translate("Privacy", "Defaults"))
        self.purge_button.setText(translate("Privacy", "Purge…"))
        self.purge_button.setToolTip(translate("Privacy", "Remove a person, strangers' pictures or the site for good"))
        self.cancel_button.setText(translate("Privacy", "Cancel"))
        self.save_button.setText(translate("Privacy", "Save"))
        self._check()
