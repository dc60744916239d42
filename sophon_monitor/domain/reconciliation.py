"""What a box recognised and what came here, compared event by event. Pure: no sockets, no clock.

All times are by the box's clock, UTC epoch milliseconds: both the box's history and what it sends carry that one. Only
how late something came needs ours, so that is told with the skew of the box's clock or not at all.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sophon_monitor.domain.records import EventRecord, EventSource
from sophon_monitor.domain.same_event import CameraNames, Pool, Sighted, is_same_event, sighted
from sophon_monitor.domain.site import Camera
from sophon_monitor.protocol.history_reads import HistoryEvent
from sophon_monitor.protocol.messages import PersonType

LATE_AFTER_MS = 5_000
TOLERANCE_MS = 1_000
# Exact times first; a history that writes hundredths is near; some round to seconds.
_NEARNESS_MS = (0, 50, TOLERANCE_MS)


@dataclass(frozen=True, slots=True)
class Span:
    """From `since_ms` (inclusive) to `until_ms` (exclusive), UTC epoch milliseconds."""

    since_ms: int
    until_ms: int

    def shifted(self, by_ms: float) -> Span:
        """The same span on a clock that is that much ahead."""
        return Span(round(self.since_ms + by_ms), round(self.until_ms + by_ms))

    def widened(self, by_ms: int) -> Span:
        """That much longer at both ends."""
        return Span(self.since_ms - by_ms, self.until_ms + by_ms)

    def holds(self, at_ms: int | None) -> bool:
        """Whether a moment lies in it; one that is not known is not outside."""
        return at_ms is None or self.since_ms <= at_ms < self.until_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class OnBox:
    """One event of the box's own history.

    Attributes:
        record: It as it would be archived, without pictures; not a row of the archive.
        history: It as the box told it, with the ids of its pictures.
    """

    record: EventRecord
    history: HistoryEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One event on both sides, or on one. At least one of `on_box` and `here` is there.

    Attributes:
        times_on_box: How often the box has it in its history.
        copies: Further rows of the archive that are the same event.
        delay_ms: Received minus happened, by our clock; None where nothing was received or the box's clock is unknown.
        is_late: It came later than is usual, or only when somebody asked for it.
    """

    on_box: OnBox | None = None
    here: EventRecord | None = None
    times_on_box: int = 0
    copies: tuple[EventRecord, ...] = ()
    delay_ms: float | None = None
    is_late: bool = False

    @property
    def record(self) -> EventRecord:
        """What there is to show: our row where there is one."""
        if self.here is not None:
            return self.here
        assert self.on_box is not None
        return self.on_box.record

    @property
    def times_here(self) -> int:
        """How often it came: rows, and what the archive recognised as the same event by the same way."""
        rows: tuple[EventRecord, ...] = (*(() if self.here is None else (self.here,)), *self.copies)
        return len(rows) + sum(row.repeats for row in rows)

    @property
    def is_double(self) -> bool:
        """Whether it was sent, or stored, more than once."""
        return self.times_on_box > 1 or self.times_here > 1


class Listed(StrEnum):
    """One list of a reconciliation."""

    BOTH = "both"
    LOST = "lost"
    LATE = "late"
    DOUBLE = "double"
    BELOW = "below"
    ONLY_HERE = "only_here"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """What came of comparing, each list oldest first.

    Attributes:
        both: On the box and here. lost: On the box, not here.
        below: On the box below its threshold, so rightly never sent as recognised; not here.
        only_here: Here, not on the box.
        late, double: Of these, what came late and what was sent or stored more than once.
        events_on_box: Events of the box's history in the span, copies included.
    """

    both: tuple[Compared, ...] = ()
    lost: tuple[Compared, ...] = ()
    below: tuple[Compared, ...] = ()
    only_here: tuple[Compared, ...] = ()
    late: tuple[Compared, ...] = ()
    double: tuple[Compared, ...] = ()
    events_on_box: int = 0

    def listed(self, which: Listed) -> tuple[Compared, ...]:
        """One of the lists."""
        match which:
            case Listed.BOTH:
                return self.both
            case Listed.LOST:
                return self.lost
            case Listed.LATE:
                return self.late
            case Listed.DOUBLE:
                return self.double
            case Listed.BELOW:
                return self.below
            case Listed.ONLY_HERE:
                return self.only_here


def reconcile(
    on_box: Iterable[OnBox],
    here: Iterable[EventRecord],
    *,
    span: Span,
    cameras: Collection[Camera] = (),
    threshold: float | None,
    clock_skew_ms: float | None,
    sends_strangers: bool,
    late_after_ms: float = LATE_AFTER_MS,
) -> Reconciliation:
    """Compare the events of one box. The order in which they are given does not matter.

    Two are the same if person and camera are and their times differ by at most a second; equal times go first, then
    the oldest, and each event has one partner at most.

    Args:
        on_box: The box's history. May go up to a second beyond the span: such events are not counted, but may be the
            partner of one inside.
        here: Rows of the archive, likewise.
        span: By the box's clock.
        cameras: Of the box: ids that mean one camera.
        threshold: Of the box, 0-100, None where it does not tell.
        clock_skew_ms: Box clock minus ours, None where it was never measured.
        sends_strangers: Whether this box sends people whom it does not recognise. Where it does, one that is not here
            is lost; where it never did, the ones in its history are below its threshold like all it does not send.
        late_after_ms: What took longer is late.
    """
    names = CameraNames(cameras)
    told = _without_copies(on_box, names)
    pool = Pool(sighted(record, names) for record in here)
    pairs = _paired(told, pool)
    left = pool.left()
    copies = _copies_of(left, told, pairs)
    both: list[Compared] = []
    lost: list[Compared] = []
    below: list[Compared] = []
    for place, (one, event, times) in enumerate(told):
        partner = pairs[place]
        found = Compared(on_box=event, times_on_box=times)
        if partner is not None and (span.holds(one.at_ms) or span.holds(partner.at_ms)):
            found = replace(found, copies=tuple(left[row].record for row in copies.get(place, ())))
            both.append(_received(found, partner.record, clock_skew_ms, late_after_ms))
        elif partner is None and span.holds(one.at_ms):
            (below if _is_below(event.record, threshold, sends_strangers) else lost).append(found)
    used = {row for rows in copies.values() for row in rows}
    only_here = [
        Compared(here=one.record, delay_ms=delay_ms(one.record, clock_skew_ms))
        for row, one in enumerate(left)
        if row not in used and span.holds(one.at_ms)
    ]
    return Reconciliation(
        both=tuple(both),
        lost=tuple(lost),
        below=tuple(below),
        only_here=tuple(only_here),
        late=tuple(one for one in both if one.is_late),
        double=tuple(sorted((one for one in (*both, *lost, *below, *only_here) if one.is_double), key=_moment)),
        events_on_box=sum(one.times_on_box for one in (*both, *lost, *below)),
    )


def delay_ms(record: EventRecord, clock_skew_ms: float | None) -> float | None:
    """How long an event took to come, by our clock; None where the box's clock was never compared with it.

    What was measured when it came goes before the skew of now: clocks are set.
    """
    if record.latency_ms is not None:
        return record.latency_ms
    if record.occurred_at_ms is None or clock_skew_ms is None:
        return None
    return record.received_at_ms - (record.occurred_at_ms - clock_skew_ms)


def _received(found: Compared, record: EventRecord, clock_skew_ms: float | None, late_after_ms: float) -> Compared:
    delay = delay_ms(record, clock_skew_ms)
    is_late = record.source is EventSource.HISTORY or (delay is not None and delay > late_after_ms)
    return replace(found, here=record, delay_ms=delay, is_late=is_late)


def _is_below(record: EventRecord, threshold: float | None, sends_strangers: bool) -> bool:
    if record.person_type is PersonType.STRANGER:
        return not sends_strangers
    return threshold is not None and record.score is not None and record.score < threshold


_Told = tuple[Sighted, OnBox, int]


def _without_copies(on_box: Iterable[OnBox], names: CameraNames) -> list[_Told]:
    """Each event once, oldest first, and how often the box has it: same person, camera and millisecond."""
    told = sorted(((sighted(one.record, names), one) for one in on_box), key=_order)
    found: dict[object, list[tuple[Sighted, OnBox]]] = {}
    for number, (one, event) in enumerate(told):
        key = number if one.at_ms is None else one.identity
        found.setdefault(key, []).append((one, event))
    return [(*same[0], len(same)) for same in found.values()]


def _paired(told: Sequence[_Told], pool: Pool) -> list[Sighted | None]:
    """The partner of each, the most certain pairs first."""
    pairs: list[Sighted | None] = [None] * len(told)
    for within_ms in _NEARNESS_MS:
        for surely in (True, False):
            for place, (one, _, _) in enumerate(told):
                if pairs[place] is None:
                    pairs[place] = pool.take(one, within_ms, surely=surely)
    return pairs


def _copies_of(left: Sequence[Sighted], told: Sequence[_Told], pairs: Sequence[Sighted | None]) -> dict[int, list[int]]:
    """Rows without a partner that are the same event as one that has one: to the nearest such, by place."""
    lines: dict[str, tuple[list[int], list[int]]] = {}
    for place, (one, _, _) in enumerate(told):
        if pairs[place] is not None and one.at_ms is not None:
            times, places = lines.setdefault(one.kind, ([], []))
            times.append(one.at_ms)
            places.append(place)
    copies: dict[int, list[int]] = {}
    for row, one in enumerate(left):
        times, places = lines.get(one.kind, ([], []))
        if one.at_ms is None:
            continue
        begin, end = bisect_left(times, one.at_ms - TOLERANCE_MS), bisect_right(times, one.at_ms + TOLERANCE_MS)
        near = [
            (abs(times[number] - one.at_ms), places[number])
            for number in range(begin, end)
            if is_same_event(told[places[number]][0], one, TOLERANCE_MS)
        ]
        if near:
            copies.setdefault(min(near)[1], []).append(row)
    return copies


def _order(one: tuple[Sighted, OnBox]) -> tuple[object, ...]:
    return (*one[0].order, one[1].history.event_id)


def _moment(one: Compared) -> tuple[int, int, str]:
    return one.record.occurred_at_ms or 0, one.record.id, one.record.person_id or ""
