"""Steps of borrowing as they happen: mark, words, time; a countdown while the first message is waited for."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QDateTime, QEvent, QLocale, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from sophon_monitor.domain.borrowing import Step, StepName, StepState
from sophon_monitor.qtmodels.borrowing_words import step_sentence, step_word
from sophon_monitor.widgets.rung_mark import Mark, paint_mark
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate

MARK_PX = 14
_MARKS = {
    StepState.WAITING: Mark.WAITING,
    StepState.RUNNING: Mark.RUNNING,
    StepState.DONE: Mark.OK,
    StepState.FAILED: Mark.FAILED,
}


class StepMark(QWidget):
    """The mark before a step; the words beside it say the same."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Start as waiting."""
        super().__init__(parent)
        self._theme, self._mark = theme, Mark.WAITING
        self.setFixedSize(QSize(MARK_PX + 4, MARK_PX + 4))
        theme.changed.connect(self.update)

    def show_state(self, state: StepState) -> None:
        """Show how far the step is."""
        self._mark = _MARKS[state]
        self.setAccessibleName(_state_word(state))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Paint the mark."""
        painter = QPainter(self)
        paint_mark(painter, QRectF(2, 2, MARK_PX, MARK_PX), self._mark, self._theme.palette)
        painter.end()


@dataclass(slots=True)
class _Line:
    mark: StepMark
    words: QLabel
    time: QLabel
    step: Step


class StepList(QWidget):
    """The ladder of borrowing. Lives on the Qt thread; its clock runs only while something is waited for."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, wall_clock: Callable[[], float] = time.time
    ) -> None:
        """Show all steps as waiting; `wall_clock` gives UTC epoch seconds."""
        super().__init__(parent)
        self._wall_clock = wall_clock
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self._lines: dict[StepName, _Line] = {}
        for row, name in enumerate(StepName):
            line = _Line(StepMark(theme, self), QLabel(self), QLabel(self), Step(name, StepState.WAITING))
            line.words.setWordWrap(True)
            line.words.setTextFormat(Qt.TextFormat.PlainText)
            set_look(line.time, "soft")
            grid.addWidget(line.mark, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(line.words, row, 1)
            grid.addWidget(line.time, row, 2, Qt.AlignmentFlag.AlignRight)
            self._lines[name] = line
        self._clock = QTimer(self)
        self._clock.setInterval(250)
        self._clock.timeout.connect(self._count_down)
        self.reset()

    def reset(self) -> None:
        """Show all steps as waiting again."""
        self._clock.stop()
        for name, line in self._lines.items():
            line.step = Step(name, StepState.WAITING)
        self._retranslate()

    def show_step(self, step: Step) -> None:
        """Show one step as it happened."""
        self._lines[step.name].step = step
        if step.state is StepState.RUNNING and step.due_s is not None:
            self._clock.start()
        elif step.name is StepName.FIRST_MESSAGE or step.state is StepState.FAILED:
            self._clock.stop()
        self._show(self._lines[step.name])

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        for line in self._lines.values():
            self._show(line)

    def _count_down(self) -> None:
        line = self._lines[StepName.FIRST_MESSAGE]
        self._show(line)
        if self._left_s(line.step) == 0:
            self._clock.stop()

    def _left_s(self, step: Step) -> int | None:
        """Seconds that the box still has for its first message, None where nothing is waited for."""
        if step.state is not StepState.RUNNING or step.due_s is None or step.at_s is None:
            return None
        return max(0, round(step.at_s + step.due_s - self._wall_clock()))

    def _show(self, line: _Line) -> None:
        step = line.step
        line.mark.show_state(step.state)
        words = step_word(step.name)
        if step.state is StepState.FAILED:
            words = f"{words}: {step_sentence(step)}"
        elif (left := self._left_s(step)) is not None:
            words = translate("Borrowing", "Waiting for the first message… {n} s").format(n=left)
        line.words.setText(words)
        set_look(line.words, _look(step.state))
        line.words.setAccessibleName(f"{words}, {_state_word(step.state)}")
        line.time.setText(_time_text(step))
        line.time.setToolTip(QLocale().toString(_local(step.at_s)) if step.at_s is not None else "")


def _look(state: StepState) -> str:
    match state:
        case StepState.WAITING:
            return "soft"
        case StepState.RUNNING:
            return "strong"
        case StepState.FAILED:
            return "bad"
        case StepState.DONE:
            return ""


def _state_word(state: StepState) -> str:
    match state:
        case StepState.WAITING:
            return translate("Borrowing", "not yet")
        case StepState.RUNNING:
            return translate("Borrowing", "running")
        case StepState.DONE:
            return translate("Borrowing", "done")
        case StepState.FAILED:
            return translate("Borrowing", "failed")


def _time_text(step: Step) -> str:
    if step.state is StepState.RUNNING and step.due_s is not None:
        return translate("Borrowing", "up to {n} s").format(n=round(step.due_s))
    if step.name is StepName.JOURNAL and step.state is StepState.DONE and step.at_s is not None:
        return _local(step.at_s).time().toString("HH:mm:ss")  # since when the old values are safe
    if step.state in (StepState.DONE, StepState.FAILED) and step.elapsed_ms is not None:
        return translate("Borrowing", "{n} ms").format(n=QLocale().toString(round(step.elapsed_ms)))
    return ""


def _local(at_s: float) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(int(at_s))
