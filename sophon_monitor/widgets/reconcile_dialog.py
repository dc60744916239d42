"""Reconcile with a box: choose box and span, see what was lost, late or double, fetch what was lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sophon_monitor.domain.reconcile_outcome import AddOutcome, ReconcileOutcome, ReconcileProgress, ReconcileStage
from sophon_monitor.domain.reconciliation import Span
from sophon_monitor.domain.site import Box, BoxKey, CameraKey
from sophon_monitor.qtmodels.feed_words import full_time_text
from sophon_monitor.qtmodels.reconciliation_words import added_sentence, problem_sentence, progress_text
from sophon_monitor.widgets.reconcile_result import ReconcileResult
from sophon_monitor.widgets.reconcile_span import ReconcileSpan, local_now
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.text_room import resize_with_text
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate

BOX_NAME_CHARACTERS = 22


@dataclass(frozen=True, slots=True)
class ReconcileRequest:
    """What a person asked for: a box and a span by our clock."""

    box_key: BoxKey
    span: Span


class ReconcileDialog(QDialog):
    """Opened with `open()`; lives on the Qt thread. Closing it ends what is under way; what was found stays.

    Signals:
        reconcile_asked: ReconcileRequest.
        add_asked: ReconcileOutcome whose lost events are to be fetched.
        cancel_asked: End what is under way.
        copy_asked: Text for the clipboard.
    """

    reconcile_asked = Signal(object)
    add_asked = Signal(object)
    cancel_asked = Signal()
    copy_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, now: Callable[[], datetime] = local_now) -> None:
        """Make the dialog; `set_boxes` and `choose_box` say whose."""
        super().__init__(parent)
        self._boxes: tuple[Box, ...] = ()
        self._progress: ReconcileProgress | None = None
        self._added: AddOutcome | None = None
        self.title, self.lead, self.problem, self.added, self.progress = (QLabel(self) for _ in range(5))
        self._box_label = QLabel(self)
        self.box = QComboBox(self)
        self.span = ReconcileSpan(self, now=now)
        self.bar = QProgressBar(self)
        self.lists = ReconcileResult(theme, self)
        self.names = QCheckBox(self)
        self.names.setChecked(True)
        self.start_button, self.cancel_button, self.add_button = (QPushButton(self) for _ in range(3))
        self.copy_button, self.close_button = QPushButton(self), QPushButton(self)
        self._lay_out()
        self._connect()
        self._retranslate()

    # -- what the wiring says ----------------------------------------------------------------------------------------

    def set_boxes(self, boxes: tuple[Box, ...]) -> None:
        """Offer these boxes; the chosen one stays chosen."""
        offered = [(box.key, box.name) for box in boxes]
        former = [(box.key, box.name) for box in self._boxes]
        self._boxes = boxes
        if offered == former:
            return  # figures of a box change several times a second
        chosen = self.box.currentData()
        self.box.blockSignals(True)
        self.box.clear()
        for key, name in offered:
            self.box.addItem(name, key)
        self.box.setCurrentIndex(max(self.box.findData(chosen), 0) if offered else -1)
        self.box.blockSignals(False)
        outcome = self.lists.outcome
        if outcome is not None and outcome.box_key not in {key for key, _ in offered}:
            self.clear()
        self._refresh()

    def choose_box(self, key: BoxKey | None) -> None:
        """Choose a box, unless something is under way."""
        if key is not None and not self.is_busy and (place := self.box.findData(key)) >= 0:
            self.box.setCurrentIndex(place)

    def set_cameras(self, names: Mapping[CameraKey, str]) -> None:
        """What cameras are called."""
        self.lists.set_cameras(names)

    def show_progress(self, progress: ReconcileProgress) -> None:
        """How far it is. What is late after the end changes nothing."""
        if self.is_busy:
            self._progress = progress
            self._refresh_progress()

    def show_outcome(self, outcome: ReconcileOutcome) -> None:
        """It is done, or could not be."""
        self._progress, self._added = None, None
        self._take(outcome)
        self._refresh()

    def show_added(self, added: AddOutcome) -> None:
        """Fetching is done, or has stopped."""
        self._progress, self._added = None, added
        if added.after is not None:
            self._take(added.after)
        self._refresh()

    def show_cancelled(self, outcome: ReconcileOutcome | None) -> None:
        """It was ended; `outcome`: the comparison as it is now where events were being fetched."""
        self._progress = None
        if outcome is not None:
            self._take(outcome)
        self._refresh()

    def _take(self, outcome: ReconcileOutcome) -> None:
        """Show an outcome; of a box that was removed meanwhile nobody's name is shown any more."""
        if outcome.found is not None and outcome.box_key not in {box.key for box in self._boxes}:
            outcome = replace(outcome, found=None, on_box=(), problem="not_a_box")
        self.lists.show_outcome(outcome)

    def clear(self) -> None:
        """Forget what was found: its box is gone."""
        self._added = None
        self.lists.show_outcome(None)
        self._refresh()

    @property
    def is_busy(self) -> bool:
        """Whether something is under way."""
        return self._progress is not None

    # -- making ------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        for label, look in (
            (self.title, "heading"),
            (self.lead, "soft"),
            (self.problem, "bad"),
            (self.added, "strong"),
            (self.progress, "soft"),
        ):
            set_look(label, look)
            label.setWordWrap(label is not self.progress)
            label.setTextFormat(Qt.TextFormat.PlainText)
        set_look(self.start_button, "primary")
        self._box_label.setBuddy(self.box)
        self.box.setMinimumContentsLength(BOX_NAME_CHARACTERS)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        choice = _row(self._box_label, self.box, self.span, self.start_button)
        choice.insertStretch(3, 1)
        progress = _row(self.bar, self.progress, self.cancel_button, wide=self.bar)
        buttons = _row(self.names, self.copy_button, self.add_button, self.close_button)
        buttons.insertStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 18)
        layout.setSpacing(10)
        layout.addWidget(self.title)
        layout.addWidget(self.lead)
        layout.addLayout(choice)
        layout.addWidget(self.span.times)
        layout.addLayout(progress)
        layout.addWidget(self.problem)
        layout.addWidget(self.added)
        layout.addWidget(self.lists, 1)
        layout.addLayout(buttons)
        resize_with_text(self, 980, 680)

    def _connect(self) -> None:
        self.start_button.clicked.connect(self._start)
        self.cancel_button.clicked.connect(self._cancel)
        self.add_button.clicked.connect(self._add)
        self.copy_button.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.accept)
        self.names.toggled.connect(self.lists.model.set_names_shown)
        self.box.currentIndexChanged.connect(self._refresh)
        self.span.changed.connect(self._refresh)
        for button in (self.cancel_button, self.add_button, self.copy_button, self.close_button):
            button.setAutoDefault(False)
        self.start_button.setDefault(True)

    # -- what a person does ------------------------------------------------------------------------------------------

    def _start(self) -> None:
        span, key = self.span.span(), self.box.currentData()
        if self.is_busy or span is None or key is None:
            return
        self._begin()
        self.lists.show_outcome(None)
        self._refresh()
        self.reconcile_asked.emit(ReconcileRequest(key, span))

    def _add(self) -> None:
        outcome = self.lists.outcome
        if self.is_busy or outcome is None or outcome.found is None or not outcome.found.lost:
            return
        self._begin()
        self._refresh()
        self.add_asked.emit(outcome)

    def _begin(self) -> None:
        self._progress, self._added = ReconcileProgress(ReconcileStage.ASKING), None

    def _cancel(self) -> None:
        if self.is_busy:
            self.cancel_asked.emit()

    def _copy(self) -> None:
        outcome = self.lists.outcome
        if outcome is not None and outcome.found is not None:
            self.copy_asked.emit(self.lists.as_text(self._heading(outcome)))

    def _heading(self, outcome: ReconcileOutcome) -> str:
        name = next((box.name for box in self._boxes if box.key == outcome.box_key), str(outcome.box_key))
        since, until = full_time_text(outcome.covered.since_ms), full_time_text(outcome.covered.until_ms)
        return f"{name} · {since} – {until}"

    def done(self, result: int) -> None:
        """End what is under way when the dialog closes."""
        self._cancel()
        super().done(result)

    # -- words -------------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        title = translate("Reconcile", "Reconcile with a box")
        self.setWindowTitle(title)
        self.title.setText(title)
        self.lead.setText(
            translate(
                "Reconcile",
                "Compares what a box has in its own history with what came here. The box is only asked; nothing on it "
                "is changed.",
            )
        )
        self._box_label.setText(translate("Reconcile", "Box"))
        self.box.setAccessibleName(translate("Reconcile", "Box to reconcile with"))
        self.bar.setAccessibleName(translate("Reconcile", "Progress"))
        self.names.setText(translate("Reconcile", "Show names"))
        self.start_button.setText(translate("Reconcile", "Start"))
        self.cancel_button.setText(translate("Reconcile", "Cancel"))
        self.add_button.setText(translate("Reconcile", "Add what was lost to the archive"))
        self.copy_button.setText(translate("Reconcile", "Copy as text"))
        self.close_button.setText(translate("Reconcile", "Close"))
        self._refresh()

    def _refresh(self) -> None:
        outcome, span = self.lists.outcome, self.span.span()
        found = outcome.found if outcome is not None else None
        self._refresh_progress()
        self.problem.setText(self._problem_text(span))
        self.problem.setVisible(bool(self.problem.text()))
        self.added.setText(
            added_sentence(self._added, self._port(self._added.after)) if self._added is not None else ""
        )
        self.added.setVisible(bool(self.added.text()))
        self.start_button.setEnabled(not self.is_busy and span is not None and self.box.count() > 0)
        self.add_button.setEnabled(not self.is_busy and found is not None and bool(found.lost))
        self.copy_button.setEnabled(found is not None)
        self.names.setVisible(found is not None)
        self.box.setEnabled(not self.is_busy)
        self.span.setEnabled(not self.is_busy)
        self.span.times.setEnabled(not self.is_busy)
        self.lists.set_hint(self._hint())

    def _refresh_progress(self) -> None:
        progress = self._progress
        shown: tuple[QWidget, ...] = (self.bar, self.progress, self.cancel_button)
        for part in shown:
            part.setVisible(progress is not None)
        if progress is None:
            return
        self.progress.setText(progress_text(progress))
        # A bar without an end runs to and fro: the box does not say how much there is.
        self.bar.setRange(0, progress.total or 0)
        self.bar.setValue(min(progress.done, progress.total or 0))

    def _problem_text(self, span: Span | None) -> str:
        outcome = self.lists.outcome
        if span is None:
            return translate("Reconcile", "The span ends before it begins.")
        if not self.box.count():
            return translate("Reconcile", "There is no box to reconcile with yet.")
        if self.is_busy or outcome is None:
            return ""
        return problem_sentence(outcome.problem, outcome.detail, self._port(outcome))

    def _hint(self) -> str:
        if self.is_busy or self.lists.outcome is not None:
            return ""
        return translate("Reconcile", "Choose a box and a span, then start.")

    def _port(self, outcome: ReconcileOutcome | None) -> int:
        key = outcome.box_key if outcome is not None else self.box.currentData()
        return next((box.address.api for box in self._boxes if box.key == key), 0)


def _row(*parts: QWidget, wide: QWidget | None = None) -> QHBoxLayout:
    row = QHBoxLayout()
    for part in parts:
        row.addWidget(part, int(part is wide))
    return row
