"""What is borrowed, always in sight: one line below the top bar, and the list behind it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDateTime, QEvent, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from sophon_monitor.domain.borrowing import BorrowedSetting, Decision, EntryState, Returned
from sophon_monitor.qtmodels.borrowing_words import (
    BOX_IS_AWAY,
    decision_word,
    entry_state_sentence,
    kind_word,
    outcome_sentence,
    shown_url,
    tried_sentence,
)
from sophon_monitor.widgets.icons import icon
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate

LIST_HEIGHT_PX = 300


class BorrowedLine(QFrame):
    """One entry: whose, what, since when, how it stands, and what can be done.

    Signals:
        put_back_asked: Id. decide_asked: id and Decision. keep_asked: id and whether to keep. diagnose_asked: BoxKey.
    """

    put_back_asked = Signal(int)
    decide_asked = Signal(int, object)
    keep_asked = Signal(int, bool)
    diagnose_asked = Signal(object)

    def __init__(self, entry: BorrowedSetting, returned: Returned | None, busy: bool, parent: QWidget) -> None:
        """Show the entry; `returned` is what the last attempt gave."""
        super().__init__(parent)
        self._entry = entry
        self.entry_id = entry.id
        text = QLabel(_title(entry), self)
        set_look(text, "strong")
        state = QLabel(_state_sentence(entry, returned, busy), self)
        set_look(state, "warn" if entry.state is EntryState.CHANGED or entry.problem else "soft")
        for label in (text, state):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(text)
        words.addWidget(state)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.addLayout(words, 1)
        self.buttons: dict[str, QPushButton] = {}
        if entry.state is EntryState.CHANGED:
            for decision, slot in (
                (Decision.PUT_BACK, self._decide_put_back),
                (Decision.TAKE_OURS_OUT, self._decide_take_out),
                (Decision.LEAVE, self._decide_leave),
            ):
                self._add(layout, decision.value, decision_word(decision), slot, busy)
        else:
            if entry.problem in BOX_IS_AWAY:
                self._add(layout, "diagnose", translate("Borrowing", "Find out why"), self._diagnose, busy)
            keep = translate("Borrowing", "Give back at the end") if entry.keep else translate("Borrowing", "Keep")
            self._add(layout, "keep", keep, self._keep, busy)
            self._add(layout, "put_back", translate("Borrowing", "Put back"), self._put_back, busy)
        self.setAccessibleName(f"{text.text()}. {state.text()}")

    def _add(self, layout: QHBoxLayout, name: str, text: str, slot: object, busy: bool) -> None:
        button = QPushButton(text, self)
        button.setEnabled(not busy)
        button.setAccessibleName(f"{text}: {_title(self._entry)}")
        button.clicked.connect(slot)
        layout.addWidget(button)
        self.buttons[name] = button

    def _put_back(self) -> None:
        self.put_back_asked.emit(self._entry.id)

    def _diagnose(self) -> None:
        self.diagnose_asked.emit(self._entry.box_key)

    def _keep(self) -> None:
        self.keep_asked.emit(self._entry.id, not self._entry.keep)

    def _decide_put_back(self) -> None:
        self.decide_asked.emit(self._entry.id, Decision.PUT_BACK)

    def _decide_take_out(self) -> None:
        self.decide_asked.emit(self._entry.id, Decision.TAKE_OURS_OUT)

    def _decide_leave(self) -> None:
        self.decide_asked.emit(self._entry.id, Decision.LEAVE)


class BorrowedPanel(QFrame):
    """Hidden while nothing is borrowed. Lives on the Qt thread.

    Signals:
        put_back_asked: Tuple of entry ids.
        decide_asked: Entry id and Decision.
        keep_asked: Entry id and whether to go on borrowing when the program ends.
        diagnose_asked: BoxKey of a box that does not answer.
    """

    put_back_asked = Signal(object)
    decide_asked = Signal(int, object)
    keep_asked = Signal(int, bool)
    diagnose_asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty and hidden."""
        super().__init__(parent)
        self._theme = theme
        self._entries: tuple[BorrowedSetting, ...] = ()
        self._returned: dict[int, Returned] = {}
        self._busy: frozenset[int] = frozenset()
        self._to_decide: frozenset[int] = frozenset()
        self.lines: list[BorrowedLine] = []
        set_look(self, "trouble")
        self._sign, self.sentence = QLabel(self), QLabel(self)
        self.put_back_button, self.show_button = QPushButton(self), QPushButton(self)
        self.show_button.setCheckable(True)
        self._list = QScrollArea(self)
        self._list.setWidgetResizable(True)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.hide()
        top = QHBoxLayout()
        top.setContentsMargins(12, 5, 8, 5)
        top.setSpacing(10)
        top.addWidget(self._sign)
        top.addWidget(self.sentence, 1)
        top.addWidget(self.put_back_button)
        top.addWidget(self.show_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self._list)
        self.put_back_button.clicked.connect(self._put_all_back)
        self.show_button.toggled.connect(self._unfold)
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()
        self._retranslate()

    def set_entries(self, entries: tuple[BorrowedSetting, ...]) -> None:
        """Show the open entries; hidden without any."""
        self._entries = tuple(entry for entry in entries if entry.is_open)
        changed_at = {entry.id: entry.changed_at_s for entry in self._entries}
        self._returned = {  # what happened to a setting since then says more than what came of an attempt
            key: one for key, one in self._returned.items() if changed_at.get(key) == one.entry.changed_at_s
        }
        self._busy = self._busy.intersection(changed_at)
        self.setVisible(bool(self._entries))
        to_decide = frozenset(entry.id for entry in self._entries if entry.state is EntryState.CHANGED)
        if to_decide - self._to_decide:  # once each: a person may fold the list again
            self.show_button.setChecked(True)
        self._to_decide = to_decide
        self._retranslate()

    def show_returned(self, returned: tuple[Returned, ...]) -> None:
        """Show what came of attempts to give back."""
        self._returned |= {one.entry.id: one for one in returned if one.entry.is_open}
        self._busy -= frozenset(one.entry.id for one in returned)
        self._retranslate()

    def set_busy(self, ids: frozenset[int]) -> None:
        """Something is being done with these entries now."""
        self._busy = ids
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _dress(self) -> None:
        sign = icon("activity-heartbeat", self._theme.palette.warn_text)
        self._sign.setPixmap(sign.pixmap(QSize(16, 16), self.devicePixelRatioF()))

    def _unfold(self, is_open: bool) -> None:
        self._list.setVisible(is_open)
        self._retranslate()

    def _put_all_back(self) -> None:
        self.put_back_asked.emit(self._can_go_back())

    def _can_go_back(self) -> tuple[int, ...]:
        """All that need no decision and are not being put back already."""
        return tuple(e.id for e in self._entries if e.state is not EntryState.CHANGED and e.id not in self._busy)

    def _put_one_back(self, entry_id: int) -> None:
        self.put_back_asked.emit((entry_id,))

    def _retranslate(self) -> None:
        settings, boxes = len(self._entries), len({entry.box_key for entry in self._entries})
        sentence = translate("Borrowing", "{settings} of {boxes} borrowed: they report to this computer meanwhile.")
        self.sentence.setText(
            sentence.format(
                settings=translate("Borrowing", "%n settings", "", settings),
                boxes=translate("Borrowing", "%n boxes", "", boxes),
            )
        )
        self.put_back_button.setText(translate("Borrowing", "Put all back"))
        self.put_back_button.setEnabled(bool(self._can_go_back()))
        is_open = self.show_button.isChecked()
        self.show_button.setText(translate("Borrowing", "Hide") if is_open else translate("Borrowing", "Show"))
        self.show_button.setAccessibleName(translate("Borrowing", "Show what is borrowed"))
        self.setAccessibleName(self.sentence.text())
        self._rebuild()

    def _rebuild(self) -> None:
        had_focus = self._focused()
        body = QWidget(self._list)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 6)
        layout.setSpacing(0)
        self.lines = [
            BorrowedLine(entry, self._returned.get(entry.id), entry.id in self._busy, body) for entry in self._entries
        ]
        for line in self.lines:
            line.put_back_asked.connect(self._put_one_back)
            line.decide_asked.connect(self.decide_asked)
            line.keep_asked.connect(self.keep_asked)
            line.diagnose_asked.connect(self.diagnose_asked)
            layout.addWidget(line)
        layout.addStretch(1)
        self._list.setWidget(body)
        self._fit()
        if had_focus is not None:
            self._focus(*had_focus)

    def _focused(self) -> tuple[int, str] | None:
        """Entry id and name of the button that has the keyboard's focus: the list is built anew around it."""
        for line in self.lines:
            for name, button in line.buttons.items():
                if button.hasFocus():
                    return line.entry_id, name
        return None

    def _focus(self, entry_id: int, name: str) -> None:
        line = next((one for one in self.lines if one.entry_id == entry_id), None)
        button = line.buttons.get(name) if line is not None else None
        (button if button is not None and button.isEnabled() else self.show_button).setFocus()

    def _fit(self) -> None:
        """As high as its lines, with a bar beyond that; they break into more lines where it is narrow."""
        body = self._list.widget()
        layout = body.layout() if body is not None else None
        if layout is None:
            return
        height = layout.totalSizeHint().height()
        if layout.hasHeightForWidth():
            height = layout.totalHeightForWidth(max(self.width(), 600))
        self._list.setFixedHeight(min(max(height, 1), LIST_HEIGHT_PX))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit the list to the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()


def _state_sentence(entry: BorrowedSetting, returned: Returned | None, busy: bool) -> str:
    if busy:
        return translate("Borrowing", "Asking the box…")
    if returned is None:
        return entry_state_sentence(entry)
    if entry.state is EntryState.CHANGED:
        return outcome_sentence(returned)
    return f"{outcome_sentence(returned)} {tried_sentence(entry)}"


def _title(entry: BorrowedSetting) -> str:
    since = QLocale().toString(QDateTime.fromSecsSinceEpoch(int(entry.began_at_s)), QLocale.FormatType.ShortFormat)
    sentence = translate("Borrowing", "{box} ({address}) · {report} · since {time} · {url}")
    return sentence.format(
        box=entry.box_name,
        address=entry.address.host,
        report=kind_word(entry.kind),
        time=since,
        url=shown_url(entry.our_url),
    )
