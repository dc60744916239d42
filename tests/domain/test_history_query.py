"""What is looked for in the history, and the stretches of time it is drawn in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from sophon_monitor.domain.history_query import (
    DAY_MS,
    HOUR_MS,
    MINUTE_MS,
    MOST_DAYS,
    HistoryQuery,
    MissingPicture,
    Span,
    StripUnit,
    dates_ms,
    has_name,
    is_missing,
    midnight_ms,
    person_text,
    points,
    span_ms,
    strip_scale,
)
from sophon_monitor.domain.records import EventRecord, ScoreScale, Verdict
from sophon_monitor.domain.site import BoxKey, CameraKey
from sophon_monitor.protocol.messages import PersonType, Picture, PictureState

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
PRESENT = Picture(PictureState.PRESENT)


def event(**values: object) -> EventRecord:
    fields: dict[str, object] = {"id": 1, "received_at_ms": 1_000, "box_key": BoxKey("A")} | values
    return EventRecord(**fields)  # type: ignore[arg-type]


def at(text: str, zone: ZoneInfo) -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=zone).timestamp() * 1000)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (HistoryQuery(), True),
        (HistoryQuery(since_ms=1_000), True),
        (HistoryQuery(since_ms=1_001), False),
        (HistoryQuery(until_ms=1_000), False),
        (HistoryQuery(until_ms=1_001), True),
        (HistoryQuery(box_key=BoxKey("A"), camera_key=CameraKey("A/1")), True),
        (HistoryQuery(box_key=BoxKey("B")), False),
        (HistoryQuery(camera_key=CameraKey("A/2")), False),
        (HistoryQuery(person="zhang"), True),
        (HistoryQuery(person="7"), False),
        (HistoryQuery(person="0077"), True),
        (HistoryQuery(person_types=frozenset({PersonType.VIP})), True),
        (HistoryQuery(person_types=frozenset({PersonType.STRANGER})), False),
        (HistoryQuery(least_score=93.0, most_score=93.0), True),
        (HistoryQuery(least_score=93.01), False),
        (HistoryQuery(most_score=92.99), False),
        (HistoryQuery(verdicts=frozenset({None, Verdict.WRONG})), True),
        (HistoryQuery(verdicts=frozenset({Verdict.RIGHT})), False),
        (HistoryQuery(missing=MissingPicture.LIVE), False),
        (HistoryQuery(missing=MissingPicture.ANY), True),
    ],
)
def test_that_an_event_is_found_by_what_it_is(query: HistoryQuery, found: bool) -> None:
    record = event(
        camera_key=CameraKey("A/1"),
        person_id="0077",
        person_name="张明 Zhang Ming",
        person_type=PersonType.VIP,
        score=0.93,
        score_scale=ScoreScale.RATIO,
        live=PRESENT,
        registered=PRESENT,
        scene=Picture(PictureState.EXPIRED),
    )
    assert query.matches(record) is found


def test_that_a_score_on_an_unknown_scale_meets_no_limit() -> None:
    for record in (event(score=95.0), event(score=None, score_scale=ScoreScale.PERCENT)):
        assert points(record) is None
        assert not HistoryQuery(least_score=0.0).matches(record)
        assert not HistoryQuery(most_score=100.0).matches(record)
        assert HistoryQuery().matches(record)


def test_that_a_ratio_is_a_hundredth_without_a_rest() -> None:
    for number in range(1001):
        ratio = event(score=number / 1000, score_scale=ScoreScale.RATIO)
        assert points(ratio) == number / 10


def test_that_a_stranger_misses_no_registered_picture() -> None:
    stranger = event(person_type=PersonType.STRANGER, live=PRESENT, scene=PRESENT)
    assert not is_missing(stranger, MissingPicture.REGISTERED)
    assert not is_missing(stranger, MissingPicture.ANY)
    assert is_missing(event(live=PRESENT, scene=PRESENT), MissingPicture.ANY)


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Zhang Ming", "ANG m", True),
        ("100% sure", "%", True),
        ("100 sure", "%", False),
        ("a_b", "_", True),
        ("ab", "_", False),
        ("ÉMILE", "é", True),
        ("emile", "é", False),
        ("Straße", "ss", False),
        ("张明", "明", True),
    ],
)
def test_that_a_part_of_a_name_is_only_text(name: str, text: str, found: bool) -> None:
    assert has_name(name, text) is found


def test_that_what_is_typed_is_bounded_and_has_no_hidden_letters() -> None:
    assert person_text("  Li\u202e Na\n\x00 ") == "Li Na"
    assert len(person_text("x" * 5000)) == 200


def test_that_only_the_time_is_no_filter() -> None:
    assert not HistoryQuery(since_ms=1, until_ms=2).is_filtered
    assert HistoryQuery(person="a").is_filtered
    assert HistoryQuery(person="a", since_ms=1).within(None, 5) == HistoryQuery(person="a", until_ms=5)


NOW = at("2024-06-14T08:00:45.137", SHANGHAI)


@pytest.mark.parametrize(
    ("span", "since", "until"),
    [
        (Span.TODAY, "2024-06-14", "2024-06-15"),
        (Span.YESTERDAY, "2024-06-13", "2024-06-14"),
        (Span.WEEK, "2024-06-08", "2024-06-15"),
        (Span.MONTH, "2024-05-16", "2024-06-15"),
    ],
)
def test_that_days_are_those_of_the_place(span: Span, since: str, until: str) -> None:
    assert span_ms(span, NOW, SHANGHAI) == (at(since, SHANGHAI), at(until, SHANGHAI))


def test_that_the_last_hour_begins_at_a_minute_and_all_has_no_end() -> None:
    assert span_ms(Span.HOUR, NOW, SHANGHAI) == (at("2024-06-14T07:00:00", SHANGHAI), None)
    assert span_ms(Span.ALL, NOW, SHANGHAI) == (None, None)


def test_that_dates_include_their_last_day_whichever_comes_first() -> None:
    first, last = date(2024, 6, 1), date(2024, 6, 3)
    wanted = (at("2024-06-01", SHANGHAI), at("2024-06-04", SHANGHAI))
    assert dates_ms(first, last, SHANGHAI) == dates_ms(last, first, SHANGHAI) == wanted


@pytest.mark.parametrize(("day", "hours"), [("2024-03-31", 23), ("2024-10-27", 25), ("2024-06-14", 24)])
def test_that_a_day_of_changing_clocks_is_as_long_as_it_is(day: str, hours: int) -> None:
    now = at(f"{day}T12:00:00", BERLIN)
    since, until = span_ms(Span.TODAY, now, BERLIN)
    assert since is not None
    assert until is not None
    assert until - since == hours * HOUR_MS
    scale = strip_scale(since, until, BERLIN)
    assert (scale.unit, scale.bars) == (StripUnit.TEN_MINUTES, hours * 6)


@pytest.mark.parametrize(
    ("length", "unit", "bars"),
    [
        (HOUR_MS, StripUnit.MINUTE, 60),
        (2 * HOUR_MS, StripUnit.MINUTE, 120),
        (DAY_MS, StripUnit.TEN_MINUTES, 144),
        (7 * DAY_MS, StripUnit.HOUR, 168),
        (30 * DAY_MS, StripUnit.DAY, 30),
        (1, StripUnit.MINUTE, 1),
    ],
)
def test_that_a_strip_has_bars_that_can_be_seen(length: int, unit: StripUnit, bars: int) -> None:
    since = at("2024-06-14", SHANGHAI)
    scale = strip_scale(since, since + length, SHANGHAI)
    assert (scale.unit, scale.bars) == (unit, bars)
    assert scale.edges[0] == since
    assert scale.edges[-1] >= since + length
    assert list(scale.edges) == sorted(set(scale.edges))


def test_that_a_strip_of_days_begins_at_midnights_of_the_place() -> None:
    since = at("2024-03-20T15:00:00", BERLIN)
    scale = strip_scale(since, since + 30 * DAY_MS, BERLIN)
    assert all(datetime.fromtimestamp(e / 1000, BERLIN).time().isoformat() == "00:00:00" for e in scale.edges)
    assert scale.edges[0] <= since
    assert scale.bars == 31


def test_that_a_wrong_clock_makes_no_endless_strip() -> None:
    scale = strip_scale(0, at("2100-01-01", SHANGHAI), SHANGHAI)
    assert scale.bars == MOST_DAYS + 1
    assert scale.edges[-1] == at("2100-01-01", SHANGHAI)
    assert strip_scale(10**18, 10**18 + 40 * DAY_MS, SHANGHAI).bars <= MOST_DAYS + 1


def test_that_an_empty_span_has_no_bars() -> None:
    assert strip_scale(5 * MINUTE_MS, 5 * MINUTE_MS).bars == 0


def test_that_midnight_without_a_zone_is_this_computers() -> None:
    day = date(2024, 6, 14)
    there = datetime.fromtimestamp(midnight_ms(day) / 1000, UTC).astimezone()
    assert (there.date(), there.time().isoformat()) == (day, "00:00:00")
