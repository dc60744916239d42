"""What is looked for in the history, and which stretches of time it is drawn in. Pure; local time where days matter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import NamedTuple

from sophon_monitor.domain.records import EventRecord, ScoreScale, Verdict
from sophon_monitor.domain.site import BoxKey, CameraKey
from sophon_monitor.protocol.messages import PersonType, PictureState

MINUTE_MS, HOUR_MS, DAY_MS = 60_000, 3_600_000, 86_400_000
MOST_PERSON_TEXT = 200  # characters of a name that is looked for
LATEST_MS = 253_370_764_800_000  # 9999-01-01: a clock may be wrong, a calendar ends soon after
MOST_DAYS = 400  # bars of days in a strip: a wrong clock must not make a strip of ten thousand
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Span(StrEnum):
    """Stretches of time that a person chooses by name."""

    HOUR = "hour"
    TODAY = "today"
    YESTERDAY = "yesterday"
    WEEK = "week"
    MONTH = "month"
    ALL = "all"
    DATES = "dates"


class MissingPicture(StrEnum):
    """Which picture is not there, for whatever reason. A stranger has no registered picture to miss."""

    LIVE = "live"
    REGISTERED = "registered"
    SCENE = "scene"
    ANY = "any"


class Position(NamedTuple):
    """A place in the list, newest first: what comes after it is older."""

    received_at_ms: int
    id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryQuery:
    """What events have to be like. Empty is everything.

    Attributes:
        since_ms, until_ms: Of `received_at`, UTC epoch ms; from inclusive, to exclusive.
        person: Part of a name, or a whole person id.
        person_types: Empty for all.
        least_score, most_score: Of 100, inclusive. A score from 0 to 1 counts a hundredfold; with a limit, events
            without a score, or with one on an unknown scale, are not found.
        verdicts: None among them for events that nobody judged; empty for all.
        missing: Only events that lack this picture.
    """

    since_ms: int | None = None
    until_ms: int | None = None
    box_key: BoxKey | None = None
    camera_key: CameraKey | None = None
    person: str = ""
    person_types: frozenset[PersonType] = frozenset()
    least_score: float | None = None
    most_score: float | None = None
    verdicts: frozenset[Verdict | None] = frozenset()
    missing: MissingPicture | None = None

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the time is asked for."""
        return self.without_time != HistoryQuery()

    @property
    def without_time(self) -> HistoryQuery:
        """The same at any time."""
        return replace(self, since_ms=None, until_ms=None)

    def within(self, since_ms: int | None, until_ms: int | None) -> HistoryQuery:
        """The same at another time."""
        return replace(self, since_ms=since_ms, until_ms=until_ms)

    def matches(self, record: EventRecord) -> bool:
        """Whether an event is looked for."""
        at_ms = record.received_at_ms
        return (
            (self.since_ms is None or at_ms >= self.since_ms)
            and (self.until_ms is None or at_ms < self.until_ms)
            and self.box_key in (None, record.box_key)
            and self.camera_key in (None, record.camera_key)
            and (not self.person or is_person(record, self.person))
            and (not self.person_types or record.person_type in self.person_types)
            and self._has_score(record)
            and (not self.verdicts or record.verdict in self.verdicts)
            and (self.missing is None or is_missing(record, self.missing))
        )

    def _has_score(self, record: EventRecord) -> bool:
        if self.least_score is None and self.most_score is None:
            return True
        found = points(record)
        if found is None or (self.least_score is not None and found < self.least_score):
            return False
        return self.most_score is None or found <= self.most_score


def points(record: EventRecord) -> float | None:
    """The score of 100; None where there is none or its scale is not known."""
    if record.score is None:
        return None
    match record.score_scale:
        case ScoreScale.PERCENT:
            return record.score
        case ScoreScale.RATIO:
            return round(record.score * 100, 9)
        case ScoreScale.UNKNOWN:
            return None


def is_missing(record: EventRecord, what: MissingPicture) -> bool:
    """Whether an event lacks a picture that it could have."""
    live = record.live.state is not PictureState.PRESENT
    registered = record.registered.state is not PictureState.PRESENT and record.person_type is not PersonType.STRANGER
    scene = record.scene.state is not PictureState.PRESENT
    match what:
        case MissingPicture.LIVE:
            return live
        case MissingPicture.REGISTERED:
            return registered
        case MissingPicture.SCENE:
            return scene
        case MissingPicture.ANY:
            return live or registered or scene


def is_person(record: EventRecord, text: str) -> bool:
    """Whether `text` is a part of the person's name, or the person's id."""
    return record.person_id == text or (record.person_name is not None and has_name(record.person_name, text))


def has_name(name: str, text: str) -> bool:
    """Whether a name contains a text, whatever the case of its letters.

    A text of plain letters meets plain letters only, as the database compares them ("ss" is no "ß").
    """
    if text.isascii():
        return _plain_lower(text) in _plain_lower(name)
    return text.casefold() in name.casefold()


def person_text(typed: str) -> str:
    """What a person typed into the field for names: without ends, bounded, without letters that no name has."""
    return "".join(c for c in typed if c.isprintable()).strip()[:MOST_PERSON_TEXT]


def _plain_lower(text: str) -> str:
    return text.translate(_PLAIN_LOWER)


_PLAIN_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


# -- stretches of time ---------------------------------------------------------------------------------------------


def span_ms(span: Span, now_ms: int, zone: tzinfo | None = None) -> tuple[int | None, int | None]:
    """From (inclusive) and to (exclusive) of a span by name; a day is the calendar's. DATES is as ALL.

    Args:
        span: Which.
        now_ms: UTC epoch ms.
        zone: Whose days; None for this computer's.
    """
    today = local(now_ms, zone).date()
    match span:
        case Span.HOUR:
            return now_ms // MINUTE_MS * MINUTE_MS - HOUR_MS, None
        case Span.TODAY:
            return midnight_ms(today, zone), midnight_ms(today + timedelta(days=1), zone)
        case Span.YESTERDAY:
            return midnight_ms(today - timedelta(days=1), zone), midnight_ms(today, zone)
        case Span.WEEK:
            return midnight_ms(today - timedelta(days=6), zone), midnight_ms(today + timedelta(days=1), zone)
        case Span.MONTH:
            return midnight_ms(today - timedelta(days=29), zone), midnight_ms(today + timedelta(days=1), zone)
        case Span.ALL | Span.DATES:
            return None, None


def dates_ms(first: date, last: date, zone: tzinfo | None = None) -> tuple[int, int]:
    """From the first moment of `first` to the last of `last`; the other way round if they are."""
    first, last = min(first, last), max(first, last)
    return midnight_ms(first, zone), midnight_ms(last + timedelta(days=1), zone)


def midnight_ms(day: date, zone: tzinfo | None = None) -> int:
    """When a day begins, UTC epoch ms."""
    at = datetime(day.year, day.month, day.day, tzinfo=zone)
    return (at.astimezone(UTC) - _EPOCH) // timedelta(milliseconds=1)


def local(at_ms: int, zone: tzinfo | None = None) -> datetime:
    """Local time of a moment, bounded to what a calendar has."""
    return datetime.fromtimestamp(min(max(at_ms, 0), LATEST_MS) / 1000, tz=UTC).astimezone(zone)


class StripUnit(StrEnum):
    """What one bar of the strip stands for."""

    MINUTE = "minute"
    TEN_MINUTES = "ten_minutes"
    HOUR = "hour"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class StripScale:
    """The bars of a strip: bar n is from `edges[n]` to `edges[n + 1]`, UTC epoch ms, ascending."""

    unit: StripUnit
    edges: tuple[int, ...]

    @property
    def bars(self) -> int:
        """How many."""
        return max(len(self.edges) - 1, 0)


_STEPS = {StripUnit.MINUTE: MINUTE_MS, StripUnit.TEN_MINUTES: 10 * MINUTE_MS, StripUnit.HOUR: HOUR_MS}


def strip_scale(since_ms: int, until_ms: int, zone: tzinfo | None = None) -> StripScale:
    """Bars of a minute up to two hours, of ten minutes up to a day and a half, of an hour up to eight days, else days.

    The last bar ends at `until_ms` or later; a day that summer time makes longer or shorter is still one bar.
    """
    length = until_ms - since_ms
    if length <= 2 * HOUR_MS:
        unit = StripUnit.MINUTE
    elif length <= 36 * HOUR_MS:
        unit = StripUnit.TEN_MINUTES
    else:
        unit = StripUnit.HOUR if length <= 8 * DAY_MS + HOUR_MS else StripUnit.DAY
    if unit is StripUnit.DAY:
        return StripScale(unit, _day_edges(since_ms, until_ms, zone))
    step = _STEPS[unit]
    first = since_ms // MINUTE_MS * MINUTE_MS
    return StripScale(unit, tuple(range(first, until_ms + step, step)) if length > 0 else ())


def _day_edges(since_ms: int, until_ms: int, zone: tzinfo | None) -> tuple[int, ...]:
    day, last = local(since_ms, zone).date(), local(until_ms - 1, zone).date()
    day = max(day, last - timedelta(days=MOST_DAYS))
    edges = [midnight_ms(day, zone)]
    while day <= last:
        day += timedelta(days=1)
        edges.append(midnight_ms(day, zone))
    return tuple(edges)
