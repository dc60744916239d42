"""The card of the scores: whose, on which scale, what another threshold would do, the plot, who is taken for whom.

Knows no archive: it says whose scores it wants and is given them. The plot's library is imported on a pool thread when
there is first something to draw.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from sophon_monitor.domain.records import ScoreScale
from sophon_monitor.domain.score_statistics import (
    Histogram,
    Outcome,
    ScoreScope,
    ScoreSet,
    ScoreStatistics,
    histogram,
    threshold_effect,
)
from sophon_monitor.domain.site import BoxKey, CameraKey
from sophon_monitor.qtmodels import score_words as words
from sophon_monitor.qtmodels.curve_worker import PoolWork
from sophon_monitor.qtmodels.score_confusions_model import ScoreConfusionsModel
from sophon_monitor.qtmodels.score_scales import ScaleView, buries_judged, chosen_set, scale_view
from sophon_monitor.widgets.confusion_table import ConfusionTable
from sophon_monitor.widgets.health_header import ElidedLabel
from sophon_monitor.widgets.scale_choice import ScaleChoice
from sophon_monitor.widgets.score_legend import ScoreLegend
from sophon_monitor.widgets.score_question import ScoreQuestion
from sophon_monitor.widgets.score_wishes import ScoreWishes
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.theme import Theme

if TYPE_CHECKING:
    from sophon_monitor.widgets.score_plot import ScorePlot

translate = QCoreApplication.translate

USUAL_HEIGHT_PX, LEAST_HEIGHT_PX, LEAST_WIDTH_PX = 280, 180, 360
TABLE_SHARE, TABLE_SHARE_WITH_CAMERAS, TABLE_LEAST_PX, TABLE_MOST_PX = 0.39, 0.46, 220, 420
ROOM_FOR_TABLE_PX = 500
ROOM_FOR_STRANGERS_PX = 230
NO_CAMERAS: Mapping[CameraKey, str] = MappingProxyType({})


class ScoreCard(QFrame):
    """Scores of a camera, a box or the site. Lives on the Qt thread.

    Signals:
        scores_wanted: A `ScoreScope`; answered by `show_scores`. Only while the card is visible; for events and
            verdicts that come, at most once a second.
        event_asked: Id of an event that a person wants to see.
    """

    scores_wanted = Signal(object)
    event_asked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._statistics: ScoreStatistics | None = None
        self._name = ""
        self._threshold: float | None = None
        self._scale: ScoreScale | None = None
        self._drawn: tuple[ScoreSet, Histogram, ScaleView] | None = None
        self._line_of: dict[ScoreScale, float] = {}
        self._not_judged_wanted: bool | None = None
        self.plot: ScorePlot | None = None
        self._import = PoolWork(self)
        self._import.done.connect(self._build_plot, Qt.ConnectionType.QueuedConnection)
        self._is_importing = False
        set_look(self, "card")
        self._make_parts()
        self._lay_out()
        self._wishes = ScoreWishes(self)
        self._wishes.wanted.connect(self.scores_wanted)
        self._retranslate()

    def _make_parts(self) -> None:
        self._title = ElidedLabel(self)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        set_look(self._title, "section")
        self.scales = ScaleChoice(self)
        self.scales.chosen.connect(self._choose_scale)
        self.question = ScoreQuestion(self)
        self.question.asked.connect(self._on_asked)
        self.strangers = ElidedLabel(self)
        set_look(self.strangers, "small")
        self._empty = QLabel(self)
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        set_look(self._empty, "soft")
        self._confusions = ScoreConfusionsModel(self)
        self.table = ConfusionTable(self._confusions, self)
        self.table.event_asked.connect(self.event_asked)
        self._axis = QLabel(self)
        set_look(self._axis, "small")
        self.legend = ScoreLegend(self._theme, self)
        self.legend.not_judged_shown.connect(self._on_not_judged)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self._title, 1)
        top.addWidget(self.scales)
        self._body = QHBoxLayout()
        self._body.setSpacing(10)
        self._place = QVBoxLayout()  # of the plot, once there is one
        self._body.addLayout(self._place, 1)
        self._body.addWidget(self.table)
        bottom = QHBoxLayout()
        bottom.addWidget(self._axis)
        bottom.addStretch(1)
        bottom.addWidget(self.legend)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 8)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.question)
        column.addWidget(self.strangers)
        column.addWidget(self._empty, 1)
        column.addLayout(self._body, 1)
        column.addLayout(bottom)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    # -- what wiring calls -------------------------------------------------------------------------------------------

    @property
    def scope(self) -> ScoreScope:
        """Whose scores are wanted."""
        return self._wishes.scope

    @property
    def empty_text(self) -> str:
        """Why there is nothing to draw; "" where there is something."""
        return self._empty.text()

    def set_scope(self, box_key: BoxKey | None, camera_key: CameraKey | None) -> None:
        """Show the scores of one camera, of one box, or of the whole site."""
        if self._wishes.choose(ScoreScope(box_key, camera_key)):
            self._line_of.clear()
            self._not_judged_wanted = None

    def note_changed(self) -> None:
        """Events or verdicts came: the scores shown are not the last any more."""
        self._wishes.note_changed()

    def show_scores(
        self,
        statistics: ScoreStatistics,
        name: str,
        threshold: float | None,
        cameras: Mapping[CameraKey, str] = NO_CAMERAS,
    ) -> None:
        """Take the answer to `scores_wanted`; one that is about another scope by now is left out.

        Args:
            statistics: What the archive has.
            name: Of the camera or box.
            threshold: Of its box, per cent; None where it is not known, or not one.
            cameras: Names of cameras, for whom is confused where.
        """
        if not self._wishes.take_answer(statistics.scope):
            return
        self._statistics, self._name, self._threshold = statistics, name, threshold
        self._confusions.show_confusions(statistics.confusions, cameras)
        self.table.show_cameras(shown=statistics.scope.camera_key is None)
        self._draw()

    # -- drawing -----------------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        """Show the chosen scale, all words and lines."""
        statistics = self._statistics
        shown = chosen_set(statistics, self._scale) if statistics is not None else None
        if shown is None:
            self._drawn = None
        elif self._drawn is None or self._drawn[0] is not shown:
            drawn = histogram(shown)
            self._drawn = (shown, drawn, scale_view(shown.scale, drawn))
        self._show_parts()
        self._retranslate()
        self._draw_plot()
        if self._drawn is not None and self.plot is None and not self._is_importing:
            self._is_importing = True
            self._import.start(_import_plot)

    def _draw_plot(self) -> None:
        if self._drawn is None:
            return
        if self.plot is not None:
            scores, drawn, view = self._drawn
            hidden = frozenset[Outcome]() if self._shows_not_judged(scores, drawn) else {Outcome.NOT_JUDGED}
            self.plot.show_counts(drawn, view, frozenset(Outcome) - hidden)
        self._draw_lines()

    def _draw_lines(self) -> None:
        """Threshold and line where they belong, and the sentence that goes with them."""
        if self._drawn is None:
            return
        scores, _, view = self._drawn
        threshold = self._threshold if scores.scale is ScoreScale.PERCENT else None
        line = self._line_of.get(scores.scale, threshold if threshold is not None else view.start)
        at = view.put(line) if view.has_line else None
        effect = threshold_effect(scores, at) if at is not None else None
        if effect is not None and at is not None:
            sentence, strangers = words.effect_sentence(effect, view.number(at)), words.strangers_sentence(effect)
        else:
            sentence, strangers = words.silence_sentence(scores), ""
        self.question.show_sentence(sentence, view, at)
        self.strangers.show_text(strangers)
        self._show_strangers()
        if self.plot is not None:
            self.plot.show_lines(threshold, at)
            spoken = "; ".join(part for part in (sentence, strangers, *self.plot.labels[:1], self.legend.text) if part)
            self.plot.describe(spoken)
            self.setAccessibleDescription(sentence)

    def _shows_not_judged(self, scores: ScoreSet, drawn: Histogram) -> bool:
        wanted = self._not_judged_wanted
        return not buries_judged(scores, drawn) if wanted is None else wanted

    # -- the plot, built once ----------------------------------------------------------------------------------------

    def _build_plot(self, _module: object) -> None:
        from sophon_monitor.widgets.score_plot import ScorePlot

        self.plot = ScorePlot(self._theme, self)
        self.plot.line_moved.connect(self._on_asked)
        self._place.addWidget(self.plot)
        self._show_parts()
        self._draw_plot()

    # -- what a person does ------------------------------------------------------------------------------------------

    def _choose_scale(self, scale: ScoreScale) -> None:
        self._scale = scale
        self._not_judged_wanted = None
        self._draw()

    def _on_asked(self, at: float) -> None:
        if self._drawn is not None:
            self._line_of[self._drawn[0].scale] = at
            self._draw_lines()

    def _on_not_judged(self, is_shown: bool) -> None:
        self._not_judged_wanted = is_shown
        self._draw_plot()

    # -- looks -------------------------------------------------------------------------------------------------------

    def _show_parts(self) -> None:
        """Only what there is room and reason for."""
        statistics = self._statistics
        has_scores = self._drawn is not None
        for part in (self.question, self._axis, self.legend):
            part.setVisible(has_scores)
        self._empty.setVisible(not has_scores)
        if self.plot is not None:
            self.plot.setVisible(has_scores)
        has_table = statistics is not None and bool(statistics.confusions) and self.width() >= ROOM_FOR_TABLE_PX
        self.table.setVisible(has_table)
        share = TABLE_SHARE if self.scope.camera_key is not None else TABLE_SHARE_WITH_CAMERAS
        self.table.setFixedWidth(min(max(round(self.width() * share), TABLE_LEAST_PX), TABLE_MOST_PX))
        self._show_strangers()

    def _show_strangers(self) -> None:
        is_there = self._drawn is not None and bool(self.strangers.whole_text())
        self.strangers.setVisible(is_there and self.height() >= ROOM_FOR_STRANGERS_PX)
        self.question.set_tip(self.strangers.whole_text() if self._drawn is not None else "")

    def fit(self, left_px: int) -> None:
        """Take what a page has left below its other parts, up to the usual height; hide where that is too little."""
        self.setVisible(left_px >= LEAST_HEIGHT_PX)
        self.setFixedHeight(min(max(left_px, LEAST_HEIGHT_PX), USUAL_HEIGHT_PX))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As in the drawing."""
        return QSize(super().sizeHint().width(), USUAL_HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Below that the plot says nothing."""
        return QSize(LEAST_WIDTH_PX, LEAST_HEIGHT_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Less room, fewer parts."""
        super().resizeEvent(event)
        self._show_parts()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for what came while nobody looked."""
        super().showEvent(event)
        self._wishes.set_seen(is_seen=True)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """A card that nobody sees asks for nothing."""
        super().hideEvent(event)
        self._wishes.set_seen(is_seen=False)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._draw_lines()

    def _retranslate(self) -> None:
        statistics = self._statistics
        title = words.title_text(self._name) if self._name else translate("Scores", "SCORES")
        self._title.show_text(title)
        self.setAccessibleName(title)
        self._empty.setText(words.empty_sentence(statistics) if statistics is not None else "")
        self.scales.show_sets(
            statistics.sets if statistics is not None else (), self._drawn[0] if self._drawn is not None else None
        )
        if statistics is None or self._drawn is None:
            return
        scores, drawn, _ = self._drawn
        self._axis.setText(words.axis_text(scores.scale))
        self.legend.show_scores(
            scores, with_not_judged=self._shows_not_judged(scores, drawn), extent=words.extent_sentence(statistics)
        )
        if self.plot is not None:
            self.plot.retranslate()


def _import_plot() -> object:
    """On a pool thread: 0.3 s that the loop need not wait for."""
    from sophon_monitor.widgets import score_plot

    return score_plot
