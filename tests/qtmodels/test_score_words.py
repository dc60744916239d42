"""The sentences of the scores: numbers, intervals, silence, strangers, empty cards."""

from __future__ import annotations

import numpy as np
import pytest

from sophon_monitor.domain.records import ScoreScale
from sophon_monitor.domain.score_statistics import (
    Outcome,
    ScoreScope,
    ScoreStatistics,
    Share,
    ThresholdEffect,
    histogram,
    threshold_effect,
)
from sophon_monitor.domain.site import BoxKey, CameraKey
from sophon_monitor.qtmodels import score_words as words
from sophon_monitor.qtmodels.score_scales import (
    PERCENT,
    RATIO,
    buries_judged,
    chosen_set,
    count_marks,
    scale_view,
)
from tests.qtmodels.feed_material import BOX as FEED_BOX
from tests.qtmodels.feed_material import OTHER_BOX, box
from tests.widgets import score_material as material
from tests.widgets.score_material import issue_set, score_set

pytestmark = pytest.mark.usefixtures("qapp")
NOTHING = Share(0, 0)


def effect(**shares: Share) -> ThresholdEffect:
    given = {"lost": NOTHING, "let_in": NOTHING, "missed": NOTHING, "unknown": NOTHING} | shares
    return ThresholdEffect(at=84.0, **given)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_that_the_sentence_is_the_one_of_the_issue_with_its_intervals():
    found = threshold_effect(issue_set(), 84.0)
    assert found is not None
    sentence = words.effect_sentence(found, "84")
    assert plain(sentence) == "At 84: 5 of 118 right matches lost (2–10 %), 0 of 2 wrong ones let in (0–66 %)"
    assert "2–10\N{NO-BREAK SPACE}%" in sentence


def test_that_nothing_is_said_of_what_nobody_judged():
    assert plain(words.effect_sentence(effect(lost=Share(0, 40)), "84")) == (
        "At 84: 0 of 40 right matches lost (0–9 %); no wrong match was judged"
    )
    assert plain(words.effect_sentence(effect(let_in=Share(20, 20)), "84")) == (
        "At 84: 20 of 20 wrong matches let in (84–100 %); no right match was judged"
    )


@pytest.mark.parametrize(
    ("missed", "unknown", "sentence"),
    [
        (NOTHING, NOTHING, ""),
        (Share(2, 3), NOTHING, "2 of 3 strangers who should have been recognised lie below the line"),
        (NOTHING, Share(1, 4), "1 of 4 rightly unrecognised strangers reach the line"),
        (
            Share(2, 3),
            Share(1, 4),
            "2 of 3 strangers who should have been recognised lie below the line, "
            "1 of 4 rightly unrecognised strangers reach it",
        ),
    ],
)
def test_that_strangers_have_words_of_their_own(missed: Share, unknown: Share, sentence: str):
    assert words.strangers_sentence(effect(missed=missed, unknown=unknown)) == sentence


def test_that_below_twenty_verdicts_it_says_how_many_there_are():
    few = score_set({(90.0, Outcome.RIGHT, False): 12, (40.0, Outcome.RIGHT, True): 30})
    assert words.silence_sentence(few) == "12 of 20 verdicts on matches needed to say what a threshold would do"


def test_that_an_unknown_scale_is_named_as_the_reason():
    assert words.silence_sentence(material.UNKNOWN).startswith("The box does not say on which scale")
    assert words.axis_text(ScoreScale.UNKNOWN) == "Score as sent, scale unknown"


def test_that_an_empty_card_says_why():
    nothing = ScoreStatistics()
    assert words.empty_sentence(nothing) == "No scores yet: they come with the first recognition."
    at_camera = ScoreStatistics(scope=material.AT_LOBBY)
    assert words.empty_sentence(at_camera) == "No scores yet: they come with the first recognition at this camera."
    unscored = ScoreStatistics(unscored=1234)
    assert words.empty_sentence(unscored) == "No scores yet: the box sent none with its events here (1,234)."
    assert words.empty_sentence(material.statistics(issue_set())) == ""


def test_that_a_scale_says_how_many_scores_it_has():
    texts = [words.choice_text(one) for one in (issue_set(1000), material.RATIO, material.UNKNOWN)]
    assert texts == ["percent (1,120)", "0 to 1 (12)", "scale unknown (4)"]


def test_that_the_legend_tells_strangers_from_matches():
    mixed = score_set({(90.0, Outcome.RIGHT, False): 3, (40.0, Outcome.RIGHT, True): 2})
    assert words.parts_text(mixed, Outcome.RIGHT) == "Matches: 3, strangers: 2"
    assert words.parts_text(mixed, Outcome.WRONG) == ""


def test_that_a_scope_has_the_name_and_the_threshold_of_its_box():
    boxes = (box(FEED_BOX, "East Gate", threshold=82.0), box(OTHER_BOX, "Warehouse", threshold=75.0))
    east, whole = ScoreScope(FEED_BOX), ScoreScope()
    assert words.scope_name(east, boxes, ()) == "East Gate"
    assert words.scope_threshold(east, boxes, ()) == 82.0
    assert words.scope_name(whole, boxes, ()) == "all cameras"
    assert words.scope_threshold(whole, boxes, ()) is None
    assert words.scope_threshold(whole, boxes[:1], ()) == 82.0
    assert words.scope_threshold(ScoreScope(BoxKey("gone"), CameraKey("gone")), boxes, ()) is None


# -- scales -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("most", "last"), [(0, 1), (1, 1), (4, 4), (5, 6), (9, 10), (21, 30), (118, 150), (9999, 10_000)]
)
def test_that_counts_have_few_round_whole_marks(most: int, last: int):
    marks = count_marks(most)
    assert marks[-1] == last
    assert marks[0] == 0
    assert 2 <= len(marks) <= 6
    assert len(set(np.diff(marks))) == 1


def test_that_numbers_are_short():
    assert [PERCENT.number(value) for value in (0.0, 84.0, 84.5, 100.0)] == ["0", "84", "84.5", "100"]
    assert [RATIO.number(value) for value in (0.0, 0.84, 1.0)] == ["0", "0.84", "1"]


def test_that_a_line_stays_on_its_scale():
    assert (PERCENT.put(-3.0), PERCENT.put(120.0), PERCENT.put(84.04)) == (0.0, 100.0, 84.0)
    assert RATIO.put(0.30000000000000004) == 0.3


def test_that_an_unknown_scale_has_no_line_and_its_own_range():
    view = scale_view(ScoreScale.UNKNOWN, histogram(material.UNKNOWN))
    assert not view.has_line
    assert view.low <= 0.62 < 0.9 <= view.high
    assert 2 <= len(view.marks) <= 7
    assert len({view.number(mark) for mark in view.marks}) == len(view.marks)


def test_that_the_scale_with_most_verdicts_is_shown_until_a_person_chooses():
    all_scales = material.statistics(issue_set(), material.RATIO, material.UNKNOWN)
    assert chosen_set(all_scales, None) is all_scales.sets[0]
    assert chosen_set(all_scales, ScoreScale.RATIO) is material.RATIO
    assert chosen_set(material.statistics(material.UNKNOWN), ScoreScale.RATIO) is material.UNKNOWN
    assert chosen_set(material.statistics(), None) is None


def test_that_judged_bars_are_buried_by_very_many_others_only():
    for not_judged, buried in ((0, False), (500, False), (5000, True)):
        scores = issue_set(not_judged)
        assert buries_judged(scores, histogram(scores)) == buried
    nothing_judged = score_set({(90.0, Outcome.NOT_JUDGED, False): 5000})
    assert not buries_judged(nothing_judged, histogram(nothing_judged))
