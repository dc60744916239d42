"""Cameras against the rules of their site: exact counts for every rule, and what never happens."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sophon_monitor.domain.checks import CameraChecks, Check, CheckState, Reason, Rule, camera_checks, site_checks
from sophon_monitor.domain.records import EventRecord, ScoreScale, Verdict
from sophon_monitor.domain.sign_off import Condition, Rules, SignOff, Tick
from sophon_monitor.domain.site import BoxKey, Camera, CameraKey
from sophon_monitor.protocol.messages import PersonType

BOX, GATE = BoxKey("SN-A"), CameraKey("C1")
CAMERA = Camera(key=GATE, box_key=BOX, camera_id="cam-1", name="Gate 1")
PASSED, FAILED, OPEN, NOT_TESTED = CheckState
RIGHT, WRONG, UNSURE = Verdict


def judged(number: int, verdict: Verdict | None = RIGHT, person: str | None = "1", **values: Any) -> EventRecord:
    start = EventRecord(
        id=number,
        received_at_ms=1_000_000 + number,
        box_key=BOX,
        camera_key=GATE,
        person_id=person,
        person_type=PersonType.EMPLOYEE,
        score=91.0,
        score_scale=ScoreScale.PERCENT,
        threshold=82.0,
        face_box=(100.0, 100.0, 220.0, 260.0),
        latency_ms=400.0,
        verdict=verdict,
        verdict_at_ms=2_000_000,
    )
    return replace(start, **values)


def stranger(number: int, verdict: Verdict = RIGHT, **values: Any) -> EventRecord:
    return judged(number, verdict, None, person_type=PersonType.STRANGER, score=41.0, **values)


GOOD = [judged(1, person="1"), judged(2, person="2"), judged(3, person="1"), stranger(4)]


def checks(events: list[EventRecord], rules: Rules | None = None, ticks: tuple[Tick, ...] = ()) -> CameraChecks:
    return camera_checks(CAMERA, events, len(events), SignOff(rules=rules or Rules(), ticks=ticks))


def check(events: list[EventRecord], rule: Rule | Condition, rules: Rules | None = None) -> Check:
    return next(check for check in checks(events, rules).checks if check.rule == rule)


def test_that_a_camera_that_shows_all_that_is_needed_has_passed() -> None:
    done = checks(GOOD)
    assert done.state is PASSED
    assert {c.rule: (c.needed, c.done, c.state) for c in done.required} == {
        Rule.CORRECT: (3, 3, PASSED),
        Rule.PEOPLE: (2, 2, PASSED),
        Rule.WRONG: (0, 0, PASSED),
        Rule.STRANGER: (1, 1, PASSED),
        Rule.FACE: (80, 120.0, PASSED),
        Rule.LATENCY: (2.0, 0.4, PASSED),
        Rule.SCORE: (82.0, 91.0, PASSED),
    }
    assert (done.right, done.wrong, done.unsure, done.people, done.wrong_rate) == (4, 0, 0, 2, 0.0)
    assert done.passed_share == 1.0


def test_that_two_of_three_is_open_with_one_missing() -> None:
    done = checks([judged(1, person="1"), judged(2, person="2"), stranger(3)])
    correct = done.required[0]
    assert (done.state, correct.state, correct.done, correct.missing) == (OPEN, OPEN, 2, 1)


def test_that_one_wrong_match_fails_the_camera_and_is_named() -> None:
    done = checks([*GOOD, judged(9, WRONG, person="3")])
    assert done.state is FAILED
    (failure,) = done.failures
    assert (failure.rule, failure.needed, failure.done, failure.events) == (Rule.WRONG, 0, 1, (9,))
    assert done.wrong_rate == pytest.approx(1 / 4)


def test_that_a_wrong_match_that_the_rules_allow_does_not_fail() -> None:
    assert checks([*GOOD, judged(9, WRONG, person="3")], Rules(wrong_allowed=1)).state is PASSED


def test_that_only_strangers_test_nothing_but_strangers() -> None:
    done = checks([stranger(1), stranger(2)])
    states = {c.rule: c.state for c in done.required}
    assert states[Rule.STRANGER] is PASSED
    assert states[Rule.CORRECT] is states[Rule.PEOPLE] is states[Rule.WRONG] is states[Rule.SCORE] is NOT_TESTED
    assert done.state is OPEN


def test_that_a_camera_without_verdicts_is_not_tested_whatever_it_has_seen() -> None:
    done = camera_checks(CAMERA, [], 118, SignOff())
    assert done.state is NOT_TESTED
    assert done.events == 118
    assert {c.state for c in done.checks} == {NOT_TESTED}
    assert done.wrong_rate is None


def test_that_unsure_alone_proves_nothing() -> None:
    done = checks([judged(n, UNSURE) for n in range(5)])
    assert done.state is OPEN
    assert PASSED not in {c.state for c in done.checks}


def test_that_a_stranger_who_is_registered_is_a_miss_and_no_wrong_match() -> None:
    done = checks([*GOOD, stranger(9, WRONG)])
    assert (done.missed, done.wrong_matches, done.state) == (1, 0, PASSED)


def test_that_a_small_face_fails_with_its_size() -> None:
    small = check([*GOOD, judged(9, face_box=(10.0, 10.0, 71.0, 80.0))], Rule.FACE)
    assert (small.state, small.done, small.reason, small.events) == (FAILED, 61.0, Reason.SMALL_FACE, (9,))


def test_that_faces_of_unknown_size_leave_the_check_open_with_the_reason() -> None:
    for live_px in (None, 1920):
        unknown = check([replace(event, face_box=None, live_px=live_px) for event in GOOD], Rule.FACE)
        assert (unknown.state, unknown.done, unknown.reason) == (OPEN, None, Reason.FACE_UNKNOWN)


def test_that_a_cut_out_face_counts_where_the_box_names_none_and_the_check_says_so() -> None:
    by_picture = check([replace(event, face_box=None, live_px=235) for event in GOOD], Rule.FACE)
    assert (by_picture.state, by_picture.done, by_picture.reason) == (PASSED, 235, Reason.BY_PICTURE)


def test_that_a_live_picture_narrower_than_needed_cannot_hold_a_larger_face() -> None:
    small = check([replace(GOOD[0], face_box=None, live_px=64)], Rule.FACE)
    assert (small.state, small.done) == (FAILED, 64)


def test_that_a_face_box_in_parts_of_the_picture_says_no_size() -> None:
    assert check([replace(event, face_box=(0.1, 0.1, 0.4, 0.5)) for event in GOOD], Rule.FACE).state is OPEN


def test_that_a_slow_event_fails_and_an_unmeasured_clock_leaves_it_open() -> None:
    slow = check([*GOOD, judged(9, latency_ms=2100.0)], Rule.LATENCY)
    assert (slow.state, slow.events) == (FAILED, (9,))
    assert slow.done == pytest.approx(2.1)
    unknown = check([replace(event, latency_ms=None) for event in GOOD], Rule.LATENCY)
    assert (unknown.state, unknown.done, unknown.reason) == (OPEN, None, Reason.CLOCK_UNKNOWN)


def test_that_the_score_counts_only_where_scale_and_threshold_are_certain() -> None:
    low = check([*GOOD, judged(9, score=79.5)], Rule.SCORE)
    assert (low.state, low.done, low.events) == (FAILED, 79.5, (9,))
    ratio = check([replace(e, score=0.91, score_scale=ScoreScale.RATIO) for e in GOOD], Rule.SCORE)
    assert (ratio.state, ratio.needed, ratio.reason) == (NOT_TESTED, None, Reason.SCALE_UNKNOWN)
    assert ratio.optional
    unread = checks([replace(e, threshold=None) for e in GOOD])
    assert unread.state is PASSED
    (score,) = [c for c in unread.checks if c.rule is Rule.SCORE]
    assert (score.state, score.reason) == (NOT_TESTED, Reason.THRESHOLD_UNKNOWN)
    some = checks([*(replace(e, threshold=None) for e in GOOD), judged(9)])
    assert some.state is OPEN


def test_that_a_rule_that_is_switched_off_is_not_there() -> None:
    off = Rules(correct=0, people=0, strangers=0, face_px=0, latency_s=0, score=False)
    assert [c.rule for c in checks(GOOD, off).required] == [Rule.WRONG]


def test_that_conditions_are_ticked_by_hand_and_hold_nothing_back() -> None:
    done = checks(GOOD, ticks=(Tick(GATE, Condition.MASK, 5, "Li"), Tick(CameraKey("C2"), Condition.NIGHT, 5)))
    states = {c.rule: c.state for c in done.checks if isinstance(c.rule, Condition)}
    assert states == {c: PASSED if c is Condition.MASK else NOT_TESTED for c in Condition}
    assert done.state is PASSED


def test_that_a_site_is_accepted_only_with_every_camera_and_never_without_one() -> None:
    other = replace(CAMERA, key=CameraKey("C2"), camera_id="cam-2")
    both = site_checks((CAMERA, other), GOOD, {GATE: 4}, SignOff())
    assert (both.count(PASSED), both.count(NOT_TESTED), both.is_accepted) == (1, 1, False)
    assert site_checks((CAMERA,), GOOD, {}, SignOff()).is_accepted
    assert not site_checks((), GOOD, {}, SignOff()).is_accepted


def test_that_verdicts_whose_camera_is_unknown_count_for_no_camera() -> None:
    found = site_checks((CAMERA,), [replace(GOOD[0], camera_key=None)], {}, SignOff())
    assert (found.unplaced, found.cameras[0].judged) == (1, 0)


events = st.builds(
    judged,
    st.integers(1, 10_000),
    st.sampled_from([None, *Verdict]),
    st.sampled_from([None, "1", "2", "3"]),
    person_type=st.sampled_from(list(PersonType)),
    score=st.none() | st.floats(0, 100),
    score_scale=st.sampled_from(list(ScoreScale)),
    threshold=st.none() | st.floats(0, 100),
    face_box=st.none() | st.tuples(*[st.floats(0, 2000)] * 4),
    latency_ms=st.none() | st.floats(-1e4, 1e5),
    live_px=st.none() | st.integers(1, 500),
    camera_key=st.sampled_from([GATE, CameraKey("C2"), None]),
)
rules = st.builds(
    Rules,
    correct=st.integers(0, 4),
    people=st.integers(0, 3),
    wrong_allowed=st.integers(0, 2),
    strangers=st.integers(0, 2),
    face_px=st.sampled_from([0, 80]),
    latency_s=st.sampled_from([0.0, 2.0]),
    score=st.booleans(),
)


@given(st.lists(events, max_size=30), rules)
def test_that_what_was_not_tested_never_becomes_passed(seen: list[EventRecord], asked: Rules) -> None:
    (gate,) = site_checks((CAMERA,), seen, {}, SignOff(rules=asked)).cameras
    here = [e for e in seen if e.camera_key == GATE and e.verdict is not None]
    sure = [e for e in here if e.verdict in (RIGHT, WRONG)]
    for one in gate.required:
        if one.state is PASSED:
            assert sure
            assert one.done is not None
        if one.rule in (Rule.CORRECT, Rule.PEOPLE, Rule.STRANGER) and one.state is PASSED:
            assert one.needed is not None
            assert one.done is not None
            assert one.done >= one.needed
    if not here:
        assert gate.state is NOT_TESTED
    if gate.state is PASSED:
        assert all(one.state is PASSED for one in gate.required)
        assert gate.wrong_matches <= asked.wrong_allowed


@given(st.lists(events, max_size=20), rules, st.randoms(use_true_random=False))
def test_that_the_order_of_events_changes_nothing(seen: list[EventRecord], asked: Rules, dice: Any) -> None:
    unique = list({event.id: event for event in seen}.values())
    mixed = list(unique)
    dice.shuffle(mixed)
    sign_off = SignOff(rules=asked)
    assert site_checks((CAMERA,), unique, {}, sign_off) == site_checks((CAMERA,), mixed, {}, sign_off)
