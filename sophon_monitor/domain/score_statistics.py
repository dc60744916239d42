"""Scores of a camera, a box or the site, by verdict; and what another threshold would do to those that were judged.

Scales are never mixed: a set holds scores of one scale. Who asks chooses one and shows one at a time.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from sophon_monitor.domain.records import ScoreScale, Verdict
from sophon_monitor.domain.site import BoxKey, CameraKey

ENOUGH_VERDICTS = 20  # below that many nothing is said of a threshold
BIN_WIDTH = {ScoreScale.PERCENT: 2.0, ScoreScale.RATIO: 0.02}
SCALE_END = {ScoreScale.PERCENT: 100.0, ScoreScale.RATIO: 1.0}
LEAST_BINS, MOST_BINS = 20, 50  # of a scale that is not known: steps of 1, 2 or 5 times a power of ten
MOST_CONFUSIONS = 50
MOST_EVENTS = 20  # kept of one confusion, the newest
_FAR = 1e9  # an unknown scale is drawn no further; farther scores count in the outermost bins
_Z = 1.959963984540054  # 95 % of the normal distribution lie within so many deviations


class Outcome(IntEnum):
    """What was judged of an event, as a number in an array."""

    NOT_JUDGED = 0
    RIGHT = 1
    WRONG = 2
    UNSURE = 3


OUTCOME_OF: dict[Verdict | None, Outcome] = {
    None: Outcome.NOT_JUDGED,
    Verdict.RIGHT: Outcome.RIGHT,
    Verdict.WRONG: Outcome.WRONG,
    Verdict.UNSURE: Outcome.UNSURE,
}
SCALES = tuple(ScoreScale)


@dataclass(frozen=True, slots=True)
class ScoreScope:
    """Whose scores: of a camera, of a box (no camera), or of the whole site (neither)."""

    box_key: BoxKey | None = None
    camera_key: CameraKey | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ScoreSet:
    """Scores of one scale, in no order.

    Attributes:
        scores: Shape (n,), as sent, finite.
        outcomes: Shape (n,), `Outcome`.
        strangers: Shape (n,): the box named nobody; the score is that of the registered person who came nearest.
    """

    scale: ScoreScale
    scores: NDArray[np.float64]
    outcomes: NDArray[np.int8]
    strangers: NDArray[np.bool_]

    def __len__(self) -> int:
        return int(self.scores.size)

    def count(self, outcome: Outcome) -> int:
        """How many were judged so, or not at all; matches and strangers together."""
        return int(np.count_nonzero(self.outcomes == outcome))

    @property
    def decided_matches(self) -> int:
        """Right and wrong verdicts on people whom the box named: those that a threshold can be judged by."""
        decided = (self.outcomes == Outcome.RIGHT) | (self.outcomes == Outcome.WRONG)
        return int(np.count_nonzero(decided & ~self.strangers))

    def having(self, outcome: Outcome, *, strangers: bool) -> NDArray[np.float64]:
        """Scores of the matches, or of the strangers, that were judged so."""
        found: NDArray[np.float64] = self.scores[(self.outcomes == outcome) & (self.strangers == strangers)]
        return found


@dataclass(frozen=True, slots=True)
class WrongMatch:
    """A match that was judged wrong: whom the box named, and who it was where a person said so."""

    event_id: int
    camera_key: CameraKey | None = None
    person_id: str | None = None
    person_name: str | None = None
    really: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Confusion:
    """One person taken for another at one camera.

    Attributes:
        person_id, person_name: Whom the box named.
        really: Who it was; None: somebody else, nobody said who.
        count: How often. events: Ids of the newest `MOST_EVENTS`, newest first.
    """

    camera_key: CameraKey | None = None
    person_id: str | None = None
    person_name: str | None = None
    really: str | None = None
    count: int = 1
    events: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ScoreStatistics:
    """All that is shown of the scores of a scope.

    Attributes:
        sets: Those that have scores, in the order of `ScoreScale`.
        unscored: Events that came without a score.
        newest: How many of the newest events were looked at, where there may be more of them; None: all there are.
            Judged ones are all here, however old.
    """

    scope: ScoreScope = ScoreScope()
    sets: tuple[ScoreSet, ...] = ()
    unscored: int = 0
    confusions: tuple[Confusion, ...] = ()
    newest: int | None = None

    def set_of(self, scale: ScoreScale) -> ScoreSet | None:
        """The scores of a scale; None without any."""
        return next((one for one in self.sets if one.scale is scale), None)


def score_sets(
    scores: NDArray[np.float64],
    scales: NDArray[np.int8],
    outcomes: NDArray[np.int8],
    strangers: NDArray[np.bool_],
) -> tuple[ScoreSet, ...]:
    """Sort scores by scale, without those that are no number. All of shape (n,); `scales` are places in `SCALES`."""
    found = []
    for place, scale in enumerate(SCALES):
        here = (scales == place) & np.isfinite(scores)
        if here.any():
            found.append(ScoreSet(scale, scores[here], outcomes[here], strangers[here]))
    return tuple(found)


# -- distribution -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Histogram:
    """How many scores lie where.

    Attributes:
        edges: Shape (bins + 1,), rising; a bin holds its left edge.
        counts: Shape (4, bins): a row for each `Outcome`.
    """

    edges: NDArray[np.float64]
    counts: NDArray[np.int64]


def histogram(scores: ScoreSet) -> Histogram:
    """Scores of a set in bins: 50 of the whole scale where it is known, round steps of the set's own range if not.

    What lies outside, or on the upper end, counts in the outermost bin.
    """
    low, width, bins = _bins(scores)
    # A little more than nothing, or 0.58 / 0.02 = 28.999... counts one bin too far left.
    places = np.floor((np.clip(scores.scores, -_FAR, _FAR) - low) / width + 1e-9)
    places = np.clip(places, 0, bins - 1).astype(np.int64)
    counts = np.bincount(scores.outcomes.astype(np.int64) * bins + places, minlength=len(Outcome) * bins)
    return Histogram(low + width * np.arange(bins + 1, dtype=np.float64), counts.reshape(len(Outcome), bins))


def _bins(scores: ScoreSet) -> tuple[float, float, int]:
    """Left end, width and number of bins."""
    if (width := BIN_WIDTH.get(scores.scale)) is not None:
        return 0.0, width, round(SCALE_END[scores.scale] / width)
    if not len(scores):
        return 0.0, 1.0, 1
    low, high = (min(max(float(end), -_FAR), _FAR) for end in (scores.scores.min(), scores.scores.max()))
    width = _round_step(max(high - low, abs(high) * 1e-6, 1e-9) / LEAST_BINS)
    first = math.floor(low / width + 1e-9)
    last = math.floor(high / width + 1e-9)
    return first * width, width, min(last - first + 1, MOST_BINS)


def _round_step(about: float) -> float:
    """The largest of 1, 2, 5 times a power of ten that is not above `about`."""
    power = 10.0 ** math.floor(math.log10(about))
    return next(step * power for step in (5.0, 2.0, 1.0) if step == 1.0 or step * power <= about)


# -- what a threshold does --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    hits: int
    of: int

    @property
    def interval(self) -> tuple[float, float] | None:
        """Where the true share lies with 95 % certainty, 0 to 1 (Wilson); None where nothing was judged.

        Of 0 of n the lower end is exactly 0, of n of n the upper end exactly 1.
        """
        if self.of <= 0:
            return None
        share, spread = self.hits / self.of, _Z * _Z / self.of
        middle = (share + spread / 2) / (1 + spread)
        half = _Z * math.sqrt(share * (1 - share) / self.of + spread / (4 * self.of)) / (1 + spread)
        low = 0.0 if self.hits == 0 else max(middle - half, 0.0)
        high = 1.0 if self.hits == self.of else min(middle + half, 1.0)
        return low, high


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdEffect:
    """What would happen at a threshold, by those that were judged. Boxes match at the threshold and above.

    Attributes:
        lost: Right matches whose score is below it, of all right matches.
        let_in: Wrong matches whose score reaches it, of all wrong matches.
        missed: Strangers who should have been recognised and whose score is below it, of all of those.
        unknown: Strangers, rightly not recognised, whose score reaches it, of all of those.
    """

    at: float
    lost: Share
    let_in: Share
    missed: Share
    unknown: Share


def threshold_effect(scores: ScoreSet, at: float) -> ThresholdEffect | None:
    """What a threshold of `at` would do; None below `ENOUGH_VERDICTS` right or wrong matches, or on no known scale.

    Strangers are counted apart, never among the matches. A stranger who should have been recognised is a right person
    lost, by whatever threshold was in force; below `at` that would stay so. Above it nobody knows: the score is that of
    the registered person who came nearest, and the box does not say who that was. A stranger rightly not recognised
    would, at a threshold that the score reaches, be taken for somebody. Neither of them is a match, so neither may make
    "5 of 118 right matches" better or worse; but without them a line left of the box's threshold would look free of
    charge, because no box sends matches from there.
    """
    if scores.scale not in SCALE_END or scores.decided_matches < ENOUGH_VERDICTS:
        return None
    return ThresholdEffect(
        at=at,
        lost=_below(scores.having(Outcome.RIGHT, strangers=False), at),
        let_in=_reaching(scores.having(Outcome.WRONG, strangers=False), at),
        missed=_below(scores.having(Outcome.WRONG, strangers=True), at),
        unknown=_reaching(scores.having(Outcome.RIGHT, strangers=True), at),
    )


def _below(scores: NDArray[np.float64], at: float) -> Share:
    return Share(int(np.count_nonzero(scores < at)), int(scores.size))


def _reaching(scores: NDArray[np.float64], at: float) -> Share:
    return Share(int(np.count_nonzero(scores >= at)), int(scores.size))


# -- who is confused with whom ----------------------------------------------------------------------------------------


def confusions(wrong: Iterable[WrongMatch]) -> tuple[Confusion, ...]:
    """Wrong matches by camera, by whom the box named and by who it was; the most frequent first, then the newest.

    A person is told by the id, where one was sent, else by the name. Names that a person typed are one however they
    are capitalised. At most `MOST_CONFUSIONS`.
    """
    groups: dict[tuple[object, ...], list[WrongMatch]] = {}
    for match in sorted(wrong, key=_event_id, reverse=True):
        really = _tidy(match.really)
        seen = _tidy(match.person_id) or _tidy(match.person_name)
        has_id = bool(_tidy(match.person_id))
        key = (match.camera_key, has_id, seen, really.casefold())
        groups.setdefault(key, []).append(match)
    found = [
        Confusion(
            camera_key=group[0].camera_key,
            person_id=_tidy(group[0].person_id) or None,
            person_name=next((name for match in group if (name := _tidy(match.person_name))), None),
            really=_tidy(group[0].really) or None,
            count=len(group),
            events=tuple(match.event_id for match in group[:MOST_EVENTS]),
        )
        for group in groups.values()
    ]
    return tuple(sorted(found, key=_by_count)[:MOST_CONFUSIONS])


def _event_id(match: WrongMatch) -> int:
    return match.event_id


def _by_count(confusion: Confusion) -> tuple[int, int]:
    return -confusion.count, -confusion.events[0]


def _tidy(text: str | None) -> str:
    return " ".join((text or "").split())
