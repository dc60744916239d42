"""Borrowing one box's reports: what is, what will be, a ladder of steps, and a way back (design/reporting.png)."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sophon_monitor.domain.borrowing import (
    BorrowedSetting,
    BorrowPlan,
    ReportKind,
    Returned,
    Step,
    StepName,
    StepState,
    Way,
)
from sophon_monitor.domain.site import BoxKey
from sophon_monitor.qtmodels.borrowing_words import kind_word, now_sentence, outcome_sentence, problem_sentence
from sophon_monitor.widgets.reporting_choices import ReportingChoices
from sophon_monitor.widgets.reporting_table import ReportingTable
from sophon_monitor.widgets.step_list import StepList
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.text_room import resize_with_text
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class BorrowRequest:
    """What a person asked for.

    Attributes:
        kinds: Reports to borrow. agreed: those whose single address may be replaced.
        new_period_s: None leaves the period as it is.
        our_host: Address of this computer that the box shall send to.
    """

    box_key: BoxKey
    kinds: frozenset[ReportKind]
    agreed: frozenset[ReportKind]
    new_period_s: float | None
    our_host: str | None


class ReportingDialog(QDialog):
    """One box's reports. Opened with `open()`; lives on the Qt thread. Nothing is written before "Borrow".

    Signals:
        borrow_asked: BorrowRequest.
        plan_asked: BoxKey and the address of this computer to plan with, None for the one on the route.
        put_back_asked, diagnose_asked, by_hand_asked: BoxKey.
        background_asked: The dialog was closed while the reports stay borrowed.
    """

    borrow_asked = Signal(object)
    plan_asked = Signal(object, object)
    put_back_asked = Signal(object)
    diagnose_asked = Signal(object)
    by_hand_asked = Signal(object)
    background_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the dialog; `set_box` says whose."""
        super().__init__(parent)
        self._key = BoxKey("")
        self._name = ""
        self._plan: BorrowPlan | None = None
        self._entries: tuple[BorrowedSetting, ...] = ()
        # A plan was asked for; steps stand below; one is under way; the box was heard; putting back was asked for.
        self._planning = self._began = self._running = self._heard = self._put_back = False
        self._returned: tuple[Returned, ...] = ()
        self._problem_code = ""
        self.title, self.lead, self.problem = QLabel(self), QLabel(self), QLabel(self)
        self.table = ReportingTable(self)
        self.steps = StepList(theme, self)
        self.choices = ReportingChoices(self)
        self.borrow_button, self.cancel_button = QPushButton(self), QPushButton(self)
        self.put_back_button, self.background_button = QPushButton(self), QPushButton(self)
        self.diagnose_button, self.by_hand_button = QPushButton(self), QPushButton(self)
        self.again_button = QPushButton(self)
        self._lay_out()
        self._connect()
        self._retranslate()

    # -- what the wiring says ----------------------------------------------------------------------------------------

    def set_box(self, key: BoxKey, name: str) -> None:
        """Say whose reports these are; everything of another box is forgotten."""
        self._key, self._name = key, name
        self._plan, self._entries, self._returned = None, (), ()
        self._began = self._running = self._heard = self._put_back = False
        self._planning = True
        self._problem_code = ""
        self.choices.reset()
        self.table.reset()
        self.steps.reset()
        self._retranslate()

    def set_addresses(self, addresses: tuple[tuple[str, str, bool], ...]) -> None:
        """Offer addresses of this computer: host, network card, whether the box is in the same network."""
        self.choices.set_addresses(addresses)

    def show_plan(self, plan: BorrowPlan) -> None:
        """Show what the box says and what would be written."""
        if plan.box_key != self._key:
            return
        self._plan, self._planning = plan, False
        self._problem_code = plan.problem
        self.choices.show_plan(plan)
        self.table.show_plan(plan)
        self._retranslate()

    def show_step(self, step: Step, key: BoxKey | None = None) -> None:
        """Show one step as it happens; none of another box, and without a key none before "Borrow" was pressed."""
        if (key is None and not self._began) or key not in (None, self._key):
            return
        self._began = True
        self._running = step.state is not StepState.FAILED and not (
            step.name is StepName.FIRST_MESSAGE and step.state is StepState.DONE
        )
        self._heard = step.name is StepName.FIRST_MESSAGE and step.state is StepState.DONE
        self.steps.show_step(step)
        if step.state is StepState.FAILED and step.name is not StepName.FIRST_MESSAGE:
            self._plan_anew()  # what the table says is no longer so
        self._refresh()

    def show_borrowed(self, entries: tuple[BorrowedSetting, ...]) -> None:
        """Show that the box's reports are borrowed now, or that none is."""
        self._entries = tuple(entry for entry in entries if entry.box_key == self._key)
        self._retranslate()

    def show_returned(self, returned: tuple[Returned, ...]) -> None:
        """Show what came of putting back; close when all of it is back."""
        mine = tuple(one for one in returned if one.entry.box_key == self._key)
        if not mine:
            return
        asked = self._put_back
        self._returned, self._put_back = mine, False
        if asked and all(not one.entry.is_open for one in mine):
            self.done(QDialog.DialogCode.Accepted)
        elif self.isVisible():
            self._plan_anew()
        self._refresh()

    def show_problem(self, code: str) -> None:
        """Show why it cannot be done; a code of `domain.borrowing`."""
        self._problem_code = code
        self._planning = self._running = self._put_back = False
        self._retranslate()

    # -- making ------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        set_look(self.title, "heading")
        set_look(self.lead, "soft")
        set_look(self.problem, "bad")
        set_look(self.borrow_button, "primary")
        set_look(self.background_button, "primary")
        set_look(self.diagnose_button, "link")
        set_look(self.by_hand_button, "link")
        for label in (self.title, self.lead, self.problem):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        buttons = QHBoxLayout()
        buttons.addWidget(self.by_hand_button)
        buttons.addStretch(1)
        for button in (
            self.again_button,
            self.cancel_button,
            self.put_back_button,
            self.borrow_button,
            self.background_button,
        ):
            buttons.addWidget(button)
        body = QWidget(self)
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 6, 0)
        inner.setSpacing(12)
        for part in (self.problem, self.table, self.choices, self.steps):
            inner.addWidget(part)
        inner.addWidget(self.diagnose_button, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addStretch(1)
        scroll = self._scroll = QScrollArea(self)  # three lists of long addresses are higher than a small screen
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.viewport().setAutoFillBackground(False)
        scroll.setWidget(body)
        body.setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 16, 18)
        layout.setSpacing(12)
        layout.addWidget(self.title)
        layout.addWidget(self.lead)
        layout.addWidget(scroll, 1)
        layout.addLayout(buttons)
        resize_with_text(self, 820, 660)

    def _connect(self) -> None:
        self.borrow_button.clicked.connect(self._borrow)
        self.cancel_button.clicked.connect(self.reject)
        self.put_back_button.clicked.connect(self._ask_back)
        self.background_button.clicked.connect(self._leave_borrowed)
        self.again_button.clicked.connect(self._plan_anew)
        self.diagnose_button.clicked.connect(self._ask_diagnosis)
        self.by_hand_button.clicked.connect(self._ask_by_hand)
        self.table.agreement_changed.connect(self._refresh)
        self.choices.address_chosen.connect(self._plan_anew)
        for button in (
            self.again_button,
            self.cancel_button,
            self.put_back_button,
            self.diagnose_button,
            self.by_hand_button,
        ):
            button.setAutoDefault(False)

    # -- what was pressed --------------------------------------------------------------------------------------------

    def _borrow(self) -> None:
        kinds = self.table.wanted
        if not kinds or self._planning or self._running:
            return
        self.steps.reset()
        self._began, self._running, self._heard, self._returned = True, True, False, ()
        self._problem_code = ""
        self._refresh()
        period, host = self.choices.new_period_s, self.choices.host
        self._scroll.ensureWidgetVisible(self.steps)
        self.borrow_asked.emit(BorrowRequest(self._key, kinds, self.table.agreed, period, host))

    def _ask_back(self) -> None:
        self._put_back = True
        self._refresh()
        self.put_back_asked.emit(self._key)

    def _ask_diagnosis(self) -> None:
        self.diagnose_asked.emit(self._key)

    def _ask_by_hand(self) -> None:
        self.by_hand_asked.emit(self._key)

    def _plan_anew(self) -> None:
        self._planning = True
        self._refresh()
        self.plan_asked.emit(self._key, self.choices.host)

    def _leave_borrowed(self) -> None:
        self.accept()
        self.background_asked.emit()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Closing changes nothing: what is borrowed stays borrowed, and visible in the window."""
        super().closeEvent(event)
        if self._entries:
            self.background_asked.emit()

    # -- words -------------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.table.retranslate()
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        title = translate("Borrowing", "Send {box}'s heartbeats to this computer").format(box=self._name)
        self.setWindowTitle(title)
        self.title.setText(title)
        self.borrow_button.setText(translate("Borrowing", "Borrow"))
        self.again_button.setText(translate("Borrowing", "Look again"))
        self.put_back_button.setText(translate("Borrowing", "Put back and close"))
        self.background_button.setText(translate("Borrowing", "Keep running in background"))
        self.by_hand_button.setText(translate("Borrowing", "Set it by hand instead…"))
        self._refresh()

    def _refresh(self) -> None:
        borrowed, plan = bool(self._entries), self._plan
        has_reports = plan is not None and bool(plan.reports)
        has_problem = plan is not None and bool(plan.problems)
        can = bool(self._to_borrow()) and not self._running and not self._put_back
        self.lead.setText(self._lead_sentence())
        problems = [problem_sentence(self._problem_code)] if self._problem_code else []
        problems += [
            f"{kind_word(one.entry.kind)}: {outcome_sentence(one)}" for one in self._returned if one.entry.is_open
        ]
        self.problem.setText("\n".join(problems))
        self.problem.setVisible(bool(problems))
        self.table.setVisible(has_reports or has_problem)
        self.steps.setVisible(self._began)
        self.diagnose_button.setText(
            translate("Borrowing", "If none comes: check firewall, network card, address")
            if self._running
            else translate("Borrowing", "Find out why")
        )
        self.diagnose_button.setVisible((self._began and not self._heard) or bool(problems) or has_problem)
        self.choices.setVisible(has_reports)
        self.choices.set_enabled(can)
        self.table.set_enabled(can)
        self.again_button.setVisible(not has_reports and (plan is not None or bool(problems)))
        self.again_button.setEnabled(not self._planning)
        self.borrow_button.setVisible(has_reports and (can or not borrowed))
        self.borrow_button.setEnabled(can and not self._planning and bool(self._to_borrow() & self.table.wanted))
        self.put_back_button.setVisible(borrowed)
        self.put_back_button.setEnabled(not self._put_back)
        self.background_button.setVisible(borrowed)
        self.cancel_button.setVisible(not borrowed)
        self.cancel_button.setText(translate("Borrowing", "Close") if self._began else translate("Borrowing", "Cancel"))
        self.by_hand_button.setVisible(not self._began)
        (self.background_button if borrowed else self.borrow_button).setDefault(True)

    def _to_borrow(self) -> frozenset[ReportKind]:
        """Reports that are not borrowed yet, or that the box sends elsewhere although they are."""
        borrowed = {entry.kind for entry in self._entries}
        reports = self._plan.reports if self._plan is not None else ()
        return frozenset(
            r.kind
            for r in reports
            if r.kind not in borrowed or (r.entry_id is not None and r.way is not Way.OURS_ALREADY)
        )

    def _lead_sentence(self) -> str:
        if self._put_back:
            return translate("Borrowing", "Putting the box's own settings back…")
        if self._entries:
            return translate(
                "Borrowing", "The box reports to this computer. Everything is put back when you leave the site."
            )
        if self._plan is None:
            return (
                translate("Borrowing", "Nothing can be borrowed of this box now. Nothing was written.")
                if self._problem_code
                else translate("Borrowing", "Reading what the box says now. Nothing is written.")
            )
        return now_sentence(self._plan)
