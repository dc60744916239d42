"""Which bar is which verdict, with how many; those not judged can be hidden, because there are so many of them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from sophon_monitor.domain.score_statistics import Outcome, ScoreSet
from sophon_monitor.qtmodels.score_words import outcome_text, parts_text
from sophon_monitor.widgets.score_layers import STACK, paint_outcome
from sophon_monitor.widgets.style import SMALL, set_look, sized
from sophon_monitor.widgets.theme import Theme

MARK_PX = 11
_JUDGED = tuple(outcome for outcome in STACK if outcome is not Outcome.NOT_JUDGED)


class ScoreLegend(QWidget):
    """A mark, a word and a number for each verdict that there is.

    Attributes:
        not_judged: Check box; checked shows those bars.

    Signals:
        not_judged_shown: Whether a person wants to see the bars of what is not judged.
    """

    not_judged_shown = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scores: ScoreSet | None = None
        self._marks = {outcome: QLabel(self) for outcome in _JUDGED}
        self._words = {outcome: QLabel(self) for outcome in _JUDGED}
        self.not_judged = QCheckBox(self)
        self.not_judged.setChecked(True)
        self.not_judged.setIconSize(QSize(MARK_PX, MARK_PX))
        self.not_judged.toggled.connect(self.not_judged_shown)
        self.not_judged.setFont(sized(self.font(), SMALL))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for outcome in _JUDGED:
            set_look(self._words[outcome], "small")
            row.addWidget(self._marks[outcome])
            row.addWidget(self._words[outcome])
            row.addSpacing(6)
        row.addWidget(self.not_judged)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.paint_theme()
        theme.changed.connect(self.paint_theme)

    @property
    def text(self) -> str:
        """Words and numbers in order, plain."""
        words = [label.text() for label in self._words.values() if not label.isHidden()]
        return ", ".join([*words, *([] if self.not_judged.isHidden() else [self.not_judged.text()])])

    def show_scores(self, scores: ScoreSet, *, with_not_judged: bool, extent: str) -> None:
        """Count these scores.

        Args:
            scores: Of one scale.
            with_not_judged: Whether those bars are drawn.
            extent: Which events those are, for the tooltip.
        """
        self._scores = scores
        self.not_judged.blockSignals(True)  # what is drawn decides here, no person
        self.not_judged.setChecked(with_not_judged)
        self.not_judged.blockSignals(False)
        self.not_judged.setToolTip(extent)
        self.retranslate()

    def retranslate(self) -> None:
        """Follow the language."""
        if self._scores is None:
            return
        for outcome in STACK:
            count = self._scores.count(outcome)
            text = f"{outcome_text(outcome)} {count:,}"
            if outcome is Outcome.NOT_JUDGED:
                self.not_judged.setText(text)
                self.not_judged.setVisible(count > 0)
                continue
            is_there = count > 0 or outcome is not Outcome.UNSURE
            self._words[outcome].setText(text)
            for part in (self._marks[outcome], self._words[outcome]):
                part.setVisible(is_there)
                part.setToolTip(parts_text(self._scores, outcome))

    def paint_theme(self) -> None:
        """Take over the colours in force."""
        for outcome in _JUDGED:
            self._marks[outcome].setPixmap(self._mark(outcome))
        self.not_judged.setIcon(QIcon(self._mark(Outcome.NOT_JUDGED)))

    def _mark(self, outcome: Outcome) -> QPixmap:
        ratio = self.devicePixelRatioF()
        mark = QPixmap(round(MARK_PX * ratio), round(MARK_PX * ratio))
        mark.setDevicePixelRatio(ratio)
        mark.fill(Qt.GlobalColor.transparent)
        painter = QPainter(mark)
        paint_outcome(painter, QRectF(0, 0, MARK_PX, MARK_PX), outcome, self._theme.palette)
        painter.end()
        return mark
