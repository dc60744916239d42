"""What a box's reports say now, while somebody works here, and afterwards; with the yes that replacing needs."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from sophon_monitor.domain.borrowing import BorrowPlan, ReportKind, ReportPlan, Way
from sophon_monitor.qtmodels.borrowing_words import kind_word, report_problem_sentence, shown_url, unread_sentence
from sophon_monitor.widgets.style import set_look

translate = QCoreApplication.translate

_PART = re.compile(r"(?<=[^:/])[/?&=@]")

YES_URL_PX = 240
KIND_PX = 110


class ReportingTable(QFrame):
    """One plan as a table. Lives on the Qt thread.

    Signals:
        agreement_changed: A yes was given or taken back.
    """

    agreement_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        set_look(self, "card")
        self._plan: BorrowPlan | None = None
        self._boxes: dict[ReportKind, QCheckBox] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._body: QWidget | None = None

    def reset(self) -> None:
        """Forget everything, a yes that was given too."""
        self._plan = None
        self._rebuild()

    def show_plan(self, plan: BorrowPlan) -> None:
        """Show another plan; a yes that was given stays given where the same address would be replaced."""
        given = {(kind, self._now_of(kind)) for kind in self.agreed}
        self._plan = plan
        self._rebuild()
        for kind, box in self._boxes.items():
            box.setChecked((kind, self._now_of(kind)) in given)

    def retranslate(self) -> None:
        """Follow the language."""
        agreed = self.agreed
        self._rebuild()
        for kind in agreed:
            if kind in self._boxes:
                self._boxes[kind].setChecked(True)

    def set_enabled(self, can: bool) -> None:
        """Let a person say yes, or not while it is being done."""
        for box in self._boxes.values():
            box.setEnabled(can)

    @property
    def agreed(self) -> frozenset[ReportKind]:
        """Reports whose single address may be replaced."""
        return frozenset(kind for kind, box in self._boxes.items() if box.isChecked())

    @property
    def wanted(self) -> frozenset[ReportKind]:
        """Reports that would be borrowed now: all but those that wait for a yes."""
        reports = self._plan.reports if self._plan is not None else ()
        return frozenset(r.kind for r in reports if not r.needs_yes or r.kind in self.agreed)

    def _now_of(self, kind: ReportKind) -> tuple[str, ...]:
        reports = self._plan.reports if self._plan is not None else ()
        return next((r.now for r in reports if r.kind is kind), ())

    def _rebuild(self) -> None:
        if self._body is not None:
            self._layout.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        body = self._body = QWidget(self)
        self._boxes = {}
        grid = QGridLayout(body)
        grid.setContentsMargins(14, 10, 14, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for column, stretch in enumerate((0, 3, 4, 3)):
            grid.setColumnStretch(column, stretch)
        grid.setColumnMinimumWidth(0, KIND_PX)
        if self._plan is not None:
            self._fill(grid, self._plan)
        self._layout.addWidget(body)
        body.show()

    def _fill(self, grid: QGridLayout, plan: BorrowPlan) -> None:
        heads = (
            translate("Borrowing", "Now on the box"),
            translate("Borrowing", "While you work here"),
            translate("Borrowing", "Afterwards"),
        )
        if plan.reports:
            for column, text in enumerate(heads, 1):
                _put(grid, 0, column, text, "section")
        row = 1
        for report in plan.reports:
            row = self._add_report(grid, row, report)
        for problem in plan.problems:
            label = _put(grid, row, 0, report_problem_sentence(problem), "warn", span=4)
            label.setAccessibleName(label.text())
            row += 1

    def _add_report(self, grid: QGridLayout, row: int, report: ReportPlan) -> int:
        _put(grid, row, 0, kind_word(report.kind), "strong")
        _put(grid, row, 1, _urls(report.now), "")
        _put(grid, row, 2, _urls(report.meanwhile), "strong")
        _put(grid, row, 3, _urls(report.afterwards), "")
        row += 1
        if report.way is Way.OURS_ALREADY:
            _put(grid, row, 1, translate("Borrowing", "It comes here already."), "good", span=3)
            row += 1
        if report.needs_yes:
            sentence = translate("Borrowing", "Yes, replace it: {url} gets nothing while you work here")
            box = QCheckBox(grid.parentWidget())  # it breaks no lines, so a long address is cut; whole above
            whole = ", ".join(shown_url(url) for url in report.now)
            short = box.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideMiddle, YES_URL_PX)
            box.setText(sentence.format(url=short).replace("&", "&&"))
            box.setAccessibleName(f"{kind_word(report.kind)}: {sentence.format(url=whole)}")
            box.toggled.connect(self.agreement_changed)
            grid.addWidget(box, row, 1, 1, 3)
            self._boxes[report.kind] = box
            row += 1
        for field in report.cannot_read:
            _put(grid, row, 1, unread_sentence(field), "soft", span=3)
            row += 1
        return row


def _put(grid: QGridLayout, row: int, column: int, text: str, look: str, span: int = 1) -> QLabel:
    label = QLabel(text, grid.parentWidget())
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if look:
        set_look(label, look)
    grid.addWidget(label, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
    return label


def _urls(urls: tuple[str, ...]) -> str:
    """One address a line; a zero-width blank lets a long one break between its parts."""
    if not urls:
        return translate("Borrowing", "none")
    return "\n".join(_PART.sub("\\g<0>\u200b", shown_url(url)) for url in urls)
