"""The three verdicts, one key each, and who judged when."""

from __future__ import annotations

import time
from collections.abc import Callable
from html import escape

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from sophon_monitor.domain.records import EventRecord, Verdict
from sophon_monitor.qtmodels.verdict_words import (
    MARKS,
    VerdictAsked,
    audit_line,
    is_stranger,
    verdict_tip,
    verdict_word,
)
from sophon_monitor.widgets.elided_label import ElidedLabel
from sophon_monitor.widgets.style import set_look

translate = QCoreApplication.translate

KEYS = {Qt.Key.Key_Y: Verdict.RIGHT, Qt.Key.Key_N: Verdict.WRONG, Qt.Key.Key_U: Verdict.UNSURE}
_LETTERS = {Verdict.RIGHT: "Y", Verdict.WRONG: "N", Verdict.UNSURE: "U"}
_LOOKS = {Verdict.RIGHT: "good", Verdict.WRONG: "bad", Verdict.UNSURE: "choice"}


class VerdictBar(QWidget):
    """Buttons "Same person", "Wrong" and "Unsure" of one event.

    Signals:
        asked: VerdictAsked. The bar itself changes nothing: what is kept comes back with the record.
    """

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, clock: Callable[[], float] = time.time) -> None:
        """Show nothing yet; `clock` (UTC epoch seconds) only tells today's verdicts from older ones."""
        super().__init__(parent)
        self._clock = clock
        self._record: EventRecord | None = None
        self._compact = False
        self._full = QSize()
        self.buttons = {verdict: QPushButton(self) for verdict in Verdict}
        row = self._buttons_row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for verdict, button in self.buttons.items():
            set_look(button, _LOOKS[verdict])
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        self.buttons[Verdict.RIGHT].clicked.connect(self._ask_right)
        self.buttons[Verdict.WRONG].clicked.connect(self._ask_wrong)
        self.buttons[Verdict.UNSURE].clicked.connect(self._ask_unsure)
        self.audit = ElidedLabel(self)
        set_look(self.audit, "small")
        self.audit.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.audit)
        self._retranslate()

    @property
    def record(self) -> EventRecord | None:
        """The event that would be judged."""
        return self._record

    def show_record(self, record: EventRecord | None) -> None:
        """Show the verdict on an event, if there is one."""
        self._record = record
        self._retranslate()

    def ask(self, verdict: Verdict | None) -> bool:
        """Judge the event that is shown; None takes its verdict back. False where there is nothing to judge."""
        record = self._record
        if record is None or record.id == 0 or (verdict is None and record.verdict is None):
            self._check()
            return False
        self.asked.emit(VerdictAsked(record.id, verdict))
        self._check()
        return True

    @property
    def full_width(self) -> int:
        """The room that the buttons take with their words, pixels."""
        return self._full.width()

    def set_compact(self, is_compact: bool) -> None:
        """Show marks and keys only, where there is no room for words; the line below says what they mean."""
        if is_compact != self._compact:
            self._compact = is_compact
            self._retranslate()

    # The record comes back with what was kept: until then a click leaves the buttons as they were.
    def _check(self) -> None:
        for verdict, button in self.buttons.items():
            button.setChecked(self._record is not None and self._record.verdict is verdict)

    def _ask_right(self) -> None:
        self.ask(Verdict.RIGHT)

    def _ask_wrong(self) -> None:
        self.ask(Verdict.WRONG)

    def _ask_unsure(self) -> None:
        self.ask(Verdict.UNSURE)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._retranslate()

    def _retranslate(self) -> None:
        stranger = self._record is not None and is_stranger(self._record)
        for verdict, button in self.buttons.items():
            word = verdict_word(verdict, stranger=stranger)
            button.setText(f"{MARKS[verdict]} {word}   {_LETTERS[verdict]}")
            button.setAccessibleName(word)
            button.setToolTip(verdict_tip(verdict, stranger=stranger))
            button.setEnabled(self._record is not None and self._record.id > 0)
        self._buttons_row.invalidate()  # the words have changed, and nobody has told the layouts yet
        self._column.invalidate()
        self._full = self._column.sizeHint()
        if self._compact:
            for verdict, button in self.buttons.items():
                button.setText(f"{MARKS[verdict]}   {_LETTERS[verdict]}")
        self._buttons_row.invalidate()
        self._column.invalidate()
        self.updateGeometry()
        self._check()
        if self._record is None:
            self.audit.set_text("")
            return
        if self._compact and self._record.verdict is None:
            words = (f"{MARKS[v]} {verdict_word(v, stranger=stranger)}" for v in (Verdict.RIGHT, Verdict.WRONG))
            self.audit.set_text(" · ".join(words))
        else:
            self.audit.set_text(audit_line(self._record, self._clock() * 1000))
        tip = translate("Verdict", "Backspace takes the verdict back") if self._record.verdict is not None else ""
        self.audit.setToolTip(f"<qt>{escape(self.audit.whole)}<br>{tip}</qt>" if tip else "")
