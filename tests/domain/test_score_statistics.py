"""Scores by scale and verdict, what a threshold would do, and who is confused with whom."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sophon_monitor.domain.records import ScoreScale
from sophon_monitor.domain.score_statistics import (
    ENOUGH_VERDICTS,
    MOST_BINS,
    MOST_CONFUSIONS,
    MOST_EVENTS,
    SCALES,
    Outcome,
    ScoreSet,
    ScoreStatistics,
    Share,
    WrongMatch,
    confusions,
    histogram,
    score_sets,
    threshold_effect,
)
from sophon_monitor.domain.site import CameraKey

Row = tuple[float, Outcome, bool]
GATE, LOBBY = CameraKey("gate"), CameraKey("lobby")
outcomes = st.sampled_from(list(Outcome))
numbers = st.floats(allow_nan=False, allow_infinity=False)
percents = st.floats(0, 100)


def scores_of(rows: list[Row], scale: ScoreScale = ScoreScale.PERCENT) -> ScoreSet:
    return ScoreSet(
        scale,
        np.array([row[0] for row in rows], dtype=np.float64),
        np.array([row[1] for row in rows], dtype=np.int8),
        np.array([row[2] for row in rows], dtype=np.bool_),
    )


def matches(right: list[float], wrong: list[float]) -> list[Row]:
    return [*((s, Outcome.RIGHT, False) for s in right), *((s, Outcome.WRONG, False) for s in wrong)]


# -- scales -----------------------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.floats(), st.integers(0, 2), outcomes, st.booleans())))
@example([(math.nan, 0, Outcome.RIGHT, False), (math.inf, 0, Outcome.RIGHT, False), (1.0, 0, Outcome.WRONG, True)])
def test_that_scales_never_mix_and_nothing_finite_is_lost(rows: list[tuple[float, int, Outcome, bool]]):
    sets = score_sets(
        np.array([row[0] for row in rows], dtype=np.float64),
        np.array([row[1] for row in rows], dtype=np.int8),
        np.array([row[2] for row in rows], dtype=np.int8),
        np.array([row[3] for row in rows], dtype=np.bool_),
    )
    assert [one.scale for one in sets] == [scale for scale in SCALES if scale in {one.scale for one in sets}]
    for place, scale in enumerate(SCALES):
        expected = sorted(row[0] for row in rows if row[1] == place and math.isfinite(row[0]))
        found = ScoreStatistics(sets=sets).set_of(scale)
        assert sorted(found.scores if found is not None else ()) == expected


# -- distribution -----------------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(numbers, outcomes, st.booleans())), st.sampled_from(SCALES))
def test_that_the_counts_of_a_histogram_add_up(rows: list[Row], scale: ScoreScale):
    drawn = histogram(scores_of(rows, scale))
    assert drawn.counts.shape == (4, drawn.edges.size - 1)
    assert 1 <= drawn.edges.size - 1 <= MOST_BINS
    assert (np.diff(drawn.edges) > 0).all()
    for outcome in Outcome:
        assert drawn.counts[outcome].sum() == sum(row[1] is outcome for row in rows)


@given(st.lists(st.tuples(percents, outcomes, st.booleans()), min_size=1))
def test_that_a_score_counts_in_the_bin_that_holds_it(rows: list[Row]):
    # Whether 81.9999999999 belongs left or right of an edge nobody can tell.
    clear = [row for row in rows if abs(row[0] / 2 - round(row[0] / 2)) > 1e-6]
    drawn = histogram(scores_of(clear))
    expected, _ = np.histogram([row[0] for row in clear], bins=drawn.edges)
    assert (drawn.counts.sum(axis=0) == expected).all()


@pytest.mark.parametrize(
    ("scale", "width", "edges"),
    [(ScoreScale.PERCENT, 2.0, (0, 2, 82, 98)), (ScoreScale.RATIO, 0.02, (0, 0.02, 0.58, 0.82, 0.98))],
)
def test_that_bins_are_fixed_and_hold_their_left_edge(scale: ScoreScale, width: float, edges: tuple[float, ...]):
    drawn = histogram(scores_of([(edge, Outcome.RIGHT, False) for edge in edges], scale))
    assert drawn.edges.size == 51
    assert drawn.edges[-1] == pytest.approx(50 * width)
    assert [drawn.edges[place] for place in np.flatnonzero(drawn.counts[Outcome.RIGHT])] == pytest.approx(edges)


def test_that_scores_off_the_scale_count_in_the_outermost_bins():
    drawn = histogram(
        scores_of([(-5.0, Outcome.WRONG, False), (100.0, Outcome.RIGHT, False), (140.0, Outcome.RIGHT, True)])
    )
    assert (drawn.counts[Outcome.WRONG][0], drawn.counts[Outcome.RIGHT][-1]) == (1, 2)


@pytest.mark.parametrize(
    ("scores", "first", "last"),
    [
        ((0.1, 0.9), 0.1, 0.9),
        ((0.62,), 0.62, 0.62),
        ((0.0,), 0.0, 0.0),
        ((-3.0, 40.0), -3.0, 40.0),
        ((5e-324,), 0.0, 0.0),
        ((-1e300, 1e300), -1e9, 1e9),
    ],
)
def test_that_an_unknown_scale_has_bins_of_its_own_range(scores: tuple[float, ...], first: float, last: float):
    drawn = histogram(scores_of([(score, Outcome.NOT_JUDGED, False) for score in scores], ScoreScale.UNKNOWN))
    step = drawn.edges[1] - drawn.edges[0]
    assert drawn.edges[0] <= first + step * 1e-6
    assert drawn.edges[-1] >= last - step * 1e-6
    assert drawn.edges[-1] - drawn.edges[0] <= max(last - first, 0.0) + 2.001 * step
    assert f"{step:.0e}"[0] in "125"


# -- a threshold ------------------------------------------------------------------------------------------------------


def test_that_the_sentence_of_the_issue_comes_out_of_its_numbers():
    rows = matches([80.0] * 5 + [90.0] * 113, [70.0, 83.9])
    effect = threshold_effect(scores_of(rows), 84.0)
    assert effect is not None
    assert (effect.lost, effect.let_in) == (Share(5, 118), Share(0, 2))
    assert effect.lost.interval == pytest.approx((0.0182, 0.0954), abs=1e-4)
    assert effect.let_in.interval == pytest.approx((0.0, 0.6576), abs=1e-4)


def test_that_a_score_at_the_threshold_matches():
    effect = threshold_effect(scores_of(matches([84.0] * 19, [84.0])), 84.0)
    assert effect is not None
    assert (effect.lost, effect.let_in) == (Share(0, 19), Share(1, 1))


def test_that_strangers_are_counted_apart():
    rows = matches([90.0] * 20, [])
    rows += [
        (70.0, Outcome.WRONG, True),
        (86.0, Outcome.WRONG, True),
        (60.0, Outcome.RIGHT, True),
        (85.0, Outcome.RIGHT, True),
    ]
    effect = threshold_effect(scores_of(rows), 84.0)
    assert effect is not None
    assert (effect.lost, effect.let_in) == (Share(0, 20), Share(0, 0))
    assert (effect.missed, effect.unknown) == (Share(1, 2), Share(1, 2))


@given(st.lists(st.tuples(percents, outcomes, st.booleans())), percents)
def test_that_nothing_is_said_below_twenty_verdicts_on_matches(rows: list[Row], at: float):
    decided = sum(row[1] in (Outcome.RIGHT, Outcome.WRONG) and not row[2] for row in rows)
    scores = scores_of(rows)
    assert scores.decided_matches == decided
    assert (threshold_effect(scores, at) is None) == (decided < ENOUGH_VERDICTS)


@pytest.mark.parametrize(("verdicts", "speaks"), [(19, False), (20, True)])
def test_that_twenty_verdicts_are_enough_and_unsure_ones_are_none(verdicts: int, speaks: bool):
    rows = [*matches([90.0] * verdicts, []), *[(90.0, Outcome.UNSURE, False)] * 50, *[(9.0, Outcome.RIGHT, True)] * 50]
    assert (threshold_effect(scores_of(rows), 82.0) is not None) == speaks


def test_that_a_threshold_means_nothing_on_an_unknown_scale():
    assert threshold_effect(scores_of(matches([0.9] * 30, []), ScoreScale.UNKNOWN), 0.5) is None


@given(st.lists(st.tuples(percents, outcomes, st.booleans()), min_size=25), percents, percents)
def test_that_a_line_further_right_never_loses_less_and_never_lets_in_more(rows: list[Row], one: float, other: float):
    rows += matches([50.0] * ENOUGH_VERDICTS, [])
    left, right = (threshold_effect(scores_of(rows), at) for at in sorted((one, other)))
    assert left is not None
    assert right is not None
    assert left.lost.hits <= right.lost.hits
    assert left.missed.hits <= right.missed.hits
    assert left.let_in.hits >= right.let_in.hits
    assert left.unknown.hits >= right.unknown.hits
    for share in (left.lost, left.let_in, left.missed, left.unknown):
        assert 0 <= share.hits <= share.of
    assert left.lost.of + left.let_in.of == scores_of(rows).decided_matches


@given(st.integers(1, 100_000), st.data())
def test_that_an_interval_holds_its_share_and_stays_within_0_and_1(of: int, data: st.DataObject):
    share = Share(data.draw(st.integers(0, of)), of)
    assert share.interval is not None
    low, high = share.interval
    assert 0.0 <= low <= share.hits / of <= high <= 1.0
    assert low < high


@pytest.mark.parametrize("of", range(1, 120))
def test_that_none_and_all_have_exact_ends(of: int):
    none, whole = Share(0, of).interval, Share(of, of).interval
    assert none is not None
    assert whole is not None
    assert none[0] == 0.0
    assert whole[1] == 1.0
    assert 0 < none[1] < 1
    assert whole[0] == pytest.approx(1 - none[1])


def test_that_of_nothing_there_is_no_interval():
    assert Share(0, 0).interval is None


# -- confusions -------------------------------------------------------------------------------------------------------


def wrong(event_id: int, **given: object) -> WrongMatch:
    fields: dict[str, object] = {"camera_key": GATE, "person_id": "17", "person_name": "Li Na"}
    return WrongMatch(event_id, **(fields | given))  # type: ignore[arg-type]


def test_that_confusions_are_told_by_camera_person_and_truth_the_most_frequent_first():
    found = confusions(
        [
            *(wrong(n, really="Sun Yue") for n in (1, 5)),
            wrong(9, really="sun  yue "),
            wrong(2),
            wrong(3, camera_key=LOBBY, really="Sun Yue"),
            wrong(4, person_id=None, really="Sun Yue"),
        ]
    )
    assert [(c.camera_key, c.person_id, c.person_name, c.really, c.count, c.events) for c in found] == [
        (GATE, "17", "Li Na", "sun yue", 3, (9, 5, 1)),
        (GATE, None, "Li Na", "Sun Yue", 1, (4,)),
        (LOBBY, "17", "Li Na", "Sun Yue", 1, (3,)),
        (GATE, "17", "Li Na", None, 1, (2,)),
    ]


def test_that_a_person_is_told_by_the_id_whatever_name_was_sent_with_it():
    (one,) = confusions([wrong(1, person_name="Li Na"), wrong(2, person_name=None), wrong(3, person_name=" ")])
    assert (one.person_name, one.count) == ("Li Na", 3)


def test_that_a_name_is_never_taken_for_an_id():
    assert (
        len(confusions([wrong(1, person_id="17", person_name=None), wrong(2, person_id=None, person_name="17")])) == 2
    )


@given(st.lists(st.tuples(st.sampled_from(["1", "2", None]), st.sampled_from(["Li", "Wu", "", None]))))
def test_that_every_wrong_match_counts_once(rows: list[tuple[str | None, str | None]]):
    found = confusions(wrong(n, person_id=row[0], really=row[1]) for n, row in enumerate(rows))
    assert sum(c.count for c in found) == len(rows)
    assert sorted(event for c in found for event in c.events) == list(range(len(rows))) or len(rows) > MOST_EVENTS
    assert [c.count for c in found] == sorted((c.count for c in found), reverse=True)


def test_that_what_is_kept_is_bounded():
    found = confusions([wrong(n, really=f"P{n % 70}") for n in range(70 * 30)])
    assert len(found) == MOST_CONFUSIONS
    assert {(c.count, len(c.events)) for c in found} == {(30, MOST_EVENTS)}
