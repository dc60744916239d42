"""Which scale of scores is shown and how: its ends, its marks, the steps of a line that asks "what if"."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sophon_monitor.domain.records import ScoreScale
from sophon_monitor.domain.score_statistics import SCALE_END, Histogram, Outcome, ScoreSet, ScoreStatistics

USUAL_THRESHOLD = 82.0  # per cent; as boxes come from the factory
MOST_COUNT_MARKS = 4
MOST_MARKS = 6
BURIED = 0.125  # judged bars lower than this share of the highest bar are buried under what is not judged


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleView:
    """A scale as drawn.

    Attributes:
        low, high: Its ends. marks: Where numbers stand.
        step, large_step: What one key moves a line by; 0 where there is no line. decimals: Of a score on this scale.
        start: Where a line begins where the box's threshold is not known.
    """

    low: float
    high: float
    marks: tuple[float, ...]
    step: float = 0.0
    large_step: float = 0.0
    decimals: int = 1
    start: float = 0.0

    @property
    def has_line(self) -> bool:
        """Whether a threshold means anything here."""
        return self.step > 0.0

    def put(self, value: float) -> float:
        """The nearest value that a line may stand at."""
        return min(max(round(value, self.decimals), self.low), self.high)

    def number(self, value: float) -> str:
        """A score on this scale, without zeros that say nothing."""
        return f"{round(value, self.decimals) + 0.0:g}"


PERCENT = ScaleView(
    low=0.0,
    high=SCALE_END[ScoreScale.PERCENT],
    marks=(0, 20, 40, 60, 80, 100),
    step=1.0,
    large_step=5.0,
    decimals=1,
    start=USUAL_THRESHOLD,
)
RATIO = ScaleView(
    low=0.0,
    high=SCALE_END[ScoreScale.RATIO],
    marks=(0, 0.2, 0.4, 0.6, 0.8, 1),
    step=0.01,
    large_step=0.05,
    decimals=2,
    start=0.5,
)


def scale_view(scale: ScoreScale, drawn: Histogram) -> ScaleView:
    """How to draw a scale; one that is not known by the range of its own scores."""
    match scale:
        case ScoreScale.PERCENT:
            return PERCENT
        case ScoreScale.RATIO:
            return RATIO
        case ScoreScale.UNKNOWN:
            return _own_range(drawn)


def _own_range(drawn: Histogram) -> ScaleView:
    low, high = float(drawn.edges[0]), float(drawn.edges[-1])
    step = float(drawn.edges[1] - drawn.edges[0])
    every = max(math.ceil((drawn.edges.size - 1) / MOST_MARKS), 1)
    marks = tuple(float(edge) for edge in drawn.edges[::every])
    return ScaleView(low=low, high=high, marks=marks, decimals=min(max(-math.floor(math.log10(step)), 0), 9))


def count_marks(most: int) -> tuple[int, ...]:
    """Round whole numbers from 0 to the first one that is not below `most`, at most five."""
    step = 1
    while step * MOST_COUNT_MARKS < max(most, 1):
        # 1, 2, 5, 10, 20, 50 ...
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return tuple(range(0, step * math.ceil(max(most, 1) / step) + 1, step))


def chosen_set(statistics: ScoreStatistics, wanted: ScoreScale | None) -> ScoreSet | None:
    """The set to show: the one that a person chose, else the one with most verdicts on matches, else the largest."""
    chosen = statistics.set_of(wanted) if wanted is not None else None
    return chosen if chosen is not None else max(statistics.sets, key=_weight, default=None)


def _weight(scores: ScoreSet) -> tuple[int, int]:
    return scores.decided_matches, len(scores)


def buries_judged(scores: ScoreSet, drawn: Histogram) -> bool:
    """Whether what was judged could hardly be seen beside all that was not."""
    judged = drawn.counts[[outcome for outcome in Outcome if outcome is not Outcome.NOT_JUDGED]].sum(axis=0)
    return scores.decided_matches > 0 and bool(judged.max() < BURIED * drawn.counts.sum(axis=0).max())
