"""A box's history against the archive: every event in exactly one list, whatever the order, whatever is rounded."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sophon_monitor.domain.reconciliation import Listed, OnBox, Span, reconcile
from sophon_monitor.domain.records import EventRecord, EventSource, ScoreScale
from sophon_monitor.domain.site import BoxKey, Camera, CameraKey
from sophon_monitor.protocol.history_reads import HistoryEvent
from sophon_monitor.protocol.messages import PersonType, Recognition

KEY = BoxKey("b-1")
T = 1_718_352_000_000
SPAN = Span(T, T + 3_600_000)
GATE = Camera(key=CameraKey("b-1/1"), box_key=KEY, camera_id="uuid-1", aliases=("0xe0__10.0.0.1",), ip="10.0.0.1")
YARD = Camera(key=CameraKey("b-1/2"), box_key=KEY, camera_id="uuid-2", ip="10.0.0.2")
CAMERAS = (GATE, YARD)


def record(at_ms, person="p1", camera=GATE, **words):
    start = EventRecord(
        received_at_ms=at_ms + 200,
        occurred_at_ms=at_ms,
        box_key=KEY,
        camera_key=camera.key if camera is not None else None,
        camera_id=camera.camera_id if camera is not None else None,
        person_id=person,
        person_name="张明",
        person_type=PersonType.EMPLOYEE,
        score=91.0,
        score_scale=ScoreScale.PERCENT,
    )
    return replace(start, **words)


numbers = iter(range(1, 10_000_000))


def on_box(at_ms, person="p1", camera=GATE, event_id=None, **words):
    history = HistoryEvent(event_id=event_id or str(next(numbers)), recognition=Recognition())
    return OnBox(record=record(at_ms, person, camera, source=EventSource.HISTORY, **words), history=history)


def here(at_ms, person="p1", camera=GATE, **words):
    return record(at_ms, person, camera, **({"id": next(numbers)} | words))


def stranger(at_ms, person="stranger"):
    return {"person": person, "person_type": PersonType.STRANGER, "person_name": "stranger", "score": 30.0}


def compare(boxed, ours, **words):
    start = {
        "span": SPAN,
        "cameras": CAMERAS,
        "threshold": 82.0,
        "clock_skew_ms": 0.0,
        "sends_strangers": True,
    }
    return reconcile(boxed, ours, **(start | words))


def sizes(found):
    return {listed.value: len(found.listed(listed)) for listed in Listed if found.listed(listed)}


# -- pairs -----------------------------------------------------------------------------------------------------------


def test_that_what_is_on_both_sides_is_seen_by_both():
    found = compare([on_box(T + 1)], [here(T + 1)])
    assert sizes(found) == {"both": 1}
    [one] = found.both
    assert (one.delay_ms, one.is_late, one.is_double, one.times_here, one.times_on_box) == (200.0, False, False, 1, 1)


@pytest.mark.parametrize(
    ("ours", "expected"),
    [
        (here(T + 5_000, "p2"), {"lost": 1, "only_here": 1}),
        (here(T + 5_000, camera=YARD), {"lost": 1, "only_here": 1}),
        (here(T + 6_001), {"lost": 1, "only_here": 1}),
        (here(T + 6_000), {"both": 1}),
        (here(T + 4_000), {"both": 1}),
        (here(T + 5_000, camera_key=None, camera_id="0xe0__10.0.0.1"), {"both": 1}),
        (here(T + 5_000, camera_key=None, camera_id=None), {"both": 1}),
        (here(T + 5_000, camera_key=None, camera_id=None, camera_ip="10.0.0.2"), {"lost": 1, "only_here": 1}),
        (here(T + 5_000, camera_key=CameraKey("b-1/9")), {"both": 1}),  # merged since; its id tells
    ],
)
def test_that_a_pair_is_of_one_person_at_one_camera_within_a_second(ours, expected):
    assert sizes(compare([on_box(T + 5_000)], [ours])) == expected


def test_that_cameras_that_nobody_knows_differ_only_if_both_say_so():
    one = on_box(T + 1, camera=None, camera_id="x", camera_ip="10.9.9.9")
    assert sizes(compare([one], [here(T + 1, camera=None, camera_id="x")])) == {"both": 1}
    assert sizes(compare([one], [here(T + 1, camera=None, camera_id="y")])) == {"lost": 1, "only_here": 1}
    assert sizes(compare([one], [here(T + 1, camera=None)])) == {"both": 1}


def test_that_equal_times_go_before_near_ones():
    """The older one was lost; nearness alone would give it the younger one's row."""
    lost, kept = on_box(T + 1_000), on_box(T + 1_400)
    found = compare([lost, kept], [here(T + 1_400)])
    assert [one.on_box for one in found.lost] == [lost]
    assert [one.on_box for one in found.both] == [kept]


def test_that_hundredths_go_before_seconds():
    lost, kept = on_box(T + 1_000), on_box(T + 1_380)
    found = compare([lost, kept], [here(T + 1_387)])
    assert [one.on_box for one in found.lost] == [lost]


def test_that_rounded_times_are_paired_oldest_first_and_one_to_one():
    boxed = [on_box(T + 1_000), on_box(T + 2_000), on_box(T + 3_000)]
    ours = [here(T + 1_700), here(T + 2_300), here(T + 2_900)]
    found = compare(boxed, ours)
    assert sizes(found) == {"both": 3}
    assert [(one.on_box, one.here) for one in found.both] == list(zip(boxed, ours, strict=True))


def test_that_a_known_camera_goes_before_one_that_is_not_told():
    boxed = [on_box(T + 1, camera=GATE), on_box(T + 1, camera=YARD)]
    ours = [here(T + 1, camera=None), here(T + 1, camera=GATE)]
    found = compare(boxed, ours)
    assert sizes(found) == {"both": 2}
    assert {(one.on_box.record.camera_id, one.here.camera_id) for one in found.both} == {
        ("uuid-1", "uuid-1"),
        ("uuid-2", None),
    }


def test_that_people_without_an_id_are_told_by_name():
    boxed = on_box(T + 1, None)
    assert sizes(compare([boxed], [here(T + 1, None)])) == {"both": 1}
    assert sizes(compare([boxed], [here(T + 1, None, person_name="李娜")])) == {"lost": 1, "only_here": 1}


@pytest.mark.parametrize(
    ("on_the_box", "came", "same"),
    [
        ("1718352001.137", "1718352001.137", True),
        ("1718352001.137", "1718352001.14", True),
        ("1718352001.137", "1718352001.437", False),
        ("1718352001.137", "stranger", True),
        ("stranger", None, True),
        ("stranger", "", True),
        ("unknow", "stranger", True),
        ("1718352001.137", "S-77", False),  # the stranger library's id
        ("S-77", "S-77", True),
    ],
)
def test_that_strangers_have_no_id_that_all_ways_share(on_the_box, came, same):
    words = stranger(0)
    boxed = on_box(T + 1_400, **(words | {"person": on_the_box}))
    ours = here(T + 1_400, **(words | {"person": came}))
    assert sizes(compare([boxed], [ours])) == ({"both": 1} if same else {"lost": 1, "only_here": 1})


def test_that_an_employee_whose_id_looks_like_a_clock_is_no_stranger():
    found = compare([on_box(T + 1, "13800138000")], [here(T + 1, "13900139000")])
    assert sizes(found) == {"lost": 1, "only_here": 1}


# -- lists -----------------------------------------------------------------------------------------------------------


def test_that_what_is_not_here_is_lost_unless_it_is_below_the_threshold():
    boxed = [on_box(T + 1, score=81.9), on_box(T + 2, "p2", score=82.0), on_box(T + 3, "p3", score=None)]
    assert sizes(compare(boxed, [])) == {"below": 1, "lost": 2}
    assert sizes(compare(boxed, [], threshold=None)) == {"lost": 3}


def test_that_what_came_is_not_below_whatever_its_score():
    assert sizes(compare([on_box(T + 1, score=10.0)], [here(T + 1, score=10.0)])) == {"both": 1}


def test_that_a_stranger_is_lost_where_the_box_sends_strangers():
    boxed = [on_box(T + 1, **stranger(0))]
    assert sizes(compare(boxed, [])) == {"lost": 1}
    assert sizes(compare(boxed, [], sends_strangers=False)) == {"below": 1}
    assert sizes(compare(boxed, [], sends_strangers=False, threshold=None)) == {"below": 1}


@pytest.mark.parametrize(
    ("words", "is_late", "delay_ms"),
    [
        ({"received_at_ms": T + 5_001}, False, 5_000),
        ({"received_at_ms": T + 5_002}, True, 5_001),
        ({"received_at_ms": T + 90_000, "latency_ms": 300.0}, False, 300),  # measured when it came: its clock was off
        ({"received_at_ms": T + 300, "latency_ms": 9_000.0}, True, 9_000),
        ({"received_at_ms": T + 300, "source": EventSource.HISTORY}, True, 299),
    ],
)
def test_that_late_is_what_took_longer_or_came_by_history_only(words, is_late, delay_ms):
    found = compare([on_box(T + 1)], [here(T + 1, **words)])
    assert sizes(found) == ({"both": 1, "late": 1} if is_late else {"both": 1})
    assert found.both[0].delay_ms == delay_ms


def test_that_the_clock_of_the_box_is_taken_into_account():
    ahead = here(T + 28_800_001, received_at_ms=T + 10_001)
    span = SPAN.shifted(28_800_000)
    found = compare([on_box(T + 28_800_001)], [ahead], span=span, clock_skew_ms=28_800_000.0)
    assert found.both[0].delay_ms == 10_000
    assert sizes(found) == {"both": 1, "late": 1}


def test_that_lateness_is_not_guessed_without_a_clock():
    late, by_history = here(T + 1, received_at_ms=T + 60_000), here(T + 9, "p2", source=EventSource.HISTORY)
    found = compare([on_box(T + 1), on_box(T + 9, "p2")], [late, by_history], clock_skew_ms=None)
    assert [one.delay_ms for one in found.both] == [None, None]
    assert [one.here for one in found.late] == [by_history]


def test_that_double_is_what_came_again_or_is_stored_again():
    boxed = [on_box(T + 1), on_box(T + 2_000, "p2"), on_box(T + 2_000, "p2"), on_box(T + 4_000, "p3")]
    ours = [here(T + 1, repeats=2), here(T + 2_000, "p2"), here(T + 4_000, "p3"), here(T + 4_600, "p3")]
    found = compare(boxed, ours)
    assert sizes(found) == {"both": 3, "double": 3}
    assert [(one.times_here, one.times_on_box) for one in found.double] == [(3, 1), (1, 2), (2, 1)]
    assert [row.occurred_at_ms for row in found.double[2].copies] == [T + 4_600]
    assert found.events_on_box == 4


def test_that_a_copy_goes_to_the_nearest_of_its_events():
    boxed = [on_box(T + 1_000), on_box(T + 1_900)]
    ours = [here(T + 1_000), here(T + 1_900), here(T + 2_000)]
    found = compare(boxed, ours)
    assert [len(one.copies) for one in found.both] == [0, 1]


def test_that_what_was_sent_twice_and_is_not_on_the_box_is_double_too():
    found = compare([], [here(T + 1, repeats=1)])
    assert sizes(found) == {"only_here": 1, "double": 1}


def test_that_the_edges_of_the_span_count_but_lend_partners():
    edge = SPAN.until_ms
    inside = compare([on_box(edge - 1)], [here(edge + 300)])
    assert sizes(inside) == {"both": 1}
    inside = compare([on_box(edge + 300)], [here(edge - 1)])
    assert sizes(inside) == {"both": 1}
    assert sizes(compare([on_box(edge)], [here(edge)])) == {}
    assert sizes(compare([on_box(edge), on_box(T - 1)], [])) == {}
    assert sizes(compare([], [here(edge), here(T - 1)])) == {}
    assert sizes(compare([on_box(T)], [])) == {"lost": 1}


def test_that_events_without_a_time_are_counted_and_never_paired():
    timeless = [on_box(T, occurred_at_ms=None), on_box(T, occurred_at_ms=None)]
    found = compare(timeless, [here(T, occurred_at_ms=None)])
    assert sizes(found) == {"lost": 2, "only_here": 1}


def test_that_thousands_of_events_within_milliseconds_do_not_take_for_ever():
    """A box whose clock stands still: no list of pairs may be searched from its beginning each time."""
    boxed = [on_box(T + n % 7, f"{n}") for n in range(3_000)] + [on_box(T + n % 7, **stranger(0)) for n in range(3_000)]
    ours = [replace(one.record, id=n + 1) for n, one in enumerate(boxed)]
    found = compare(boxed, ours)
    assert sum(one.times_on_box for one in found.both) == 6_000
    assert found.lost == ()


# -- any script ------------------------------------------------------------------------------------------------------

moments = st.integers(0, 6).map(lambda n: T + 700 * n)
cameras = st.sampled_from([GATE, YARD, None])
people = st.sampled_from(["p1", "p2", None])
scores = st.sampled_from([20.0, 90.0, None])


@st.composite
def sighted(draw):
    at_ms, camera = draw(moments), draw(cameras)
    if draw(st.booleans()):
        clock = draw(st.sampled_from(["stranger", "1718352001.137", "1718352002.2"]))
        return at_ms, camera, stranger(0) | {"person": clock}
    return at_ms, camera, {"person": draw(people), "score": draw(scores)}


@given(
    st.lists(sighted(), max_size=9),
    st.lists(st.tuples(sighted(), st.integers(0, 2), st.sampled_from([100, 9_000])), max_size=9),
    st.booleans(),
    st.sampled_from([None, 82.0]),
    st.randoms(use_true_random=False),
)
def test_that_counts_add_up_and_the_order_does_not_matter(boxed, ours, sends_strangers, threshold, dice: random.Random):
    history = [on_box(at_ms, camera=camera, event_id=str(n), **words) for n, (at_ms, camera, words) in enumerate(boxed)]
    rows = [
        here(at_ms, camera=camera, id=n + 1, repeats=repeats, received_at_ms=at_ms + delay, **words)
        for n, ((at_ms, camera, words), repeats, delay) in enumerate(ours)
    ]
    words = {"sends_strangers": sends_strangers, "threshold": threshold}
    found = compare(history, rows, **words)
    # every event of the box in exactly one list, its copies beside it
    listed = [*found.both, *found.lost, *found.below]
    assert sum(one.times_on_box for one in listed) == len(history) == found.events_on_box
    assert len({one.on_box.history.event_id for one in listed}) == len(listed)
    # every row of ours once, as partner, copy, or alone
    used = [one.here.id for one in (*found.both, *found.only_here)] + [row.id for one in listed for row in one.copies]
    assert sorted(used) == [row.id for row in rows]
    assert all(one.here is None for one in (*found.lost, *found.below))
    assert all(one.on_box is None for one in found.only_here)
    assert set(map(id, found.late)) <= set(map(id, found.both))
    assert {one.here.id for one in found.late} == {one.here.id for one in found.both if one.delay_ms > 5_000}
    expected_double = [one for one in (*listed, *found.only_here) if one.times_here > 1 or one.times_on_box > 1]
    assert len(found.double) == len(expected_double)
    # pairs are what they are said to be
    for one in found.both:
        assert abs(one.on_box.record.occurred_at_ms - one.here.occurred_at_ms) <= 1_000
    dice.shuffle(history)
    dice.shuffle(rows)
    assert compare(history, rows, **words) == found


@given(st.lists(sighted(), max_size=12), st.sets(st.integers(0, 11)))
def test_that_exactly_what_was_dropped_is_lost(boxed, dropped):
    """With exact times, one camera each and one person per moment there is nothing to guess."""
    distinct = {(at_ms, words["person"]): (at_ms, words) for at_ms, _, words in boxed}
    history = [on_box(at_ms, event_id=str(n), **words) for n, (at_ms, words) in enumerate(distinct.values())]
    near = {(one.record.occurred_at_ms, one.record.person_id) for one in history}
    rows = [replace(one.record, id=n + 1) for n, one in enumerate(history) if n not in dropped]
    found = compare(history, rows, threshold=None)
    assert len(near) == len(history)
    missing = {str(n) for n in dropped if n < len(history)}
    assert {one.on_box.history.event_id for one in (*found.lost, *found.below)} == missing
