"""What a reconciliation with a box gave, how far it has come, and what was fetched afterwards. Values only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sophon_monitor.domain.reconciliation import LATE_AFTER_MS, OnBox, Reconciliation, Span
from sophon_monitor.domain.site import BoxKey
from sophon_monitor.protocol.messages import Generation

HOUR_MS = 3_600_000


class SpanChoice(StrEnum):
    """A span that a person chooses by one click."""

    LAST_HOUR = "last_hour"
    TODAY = "today"
    YESTERDAY = "yesterday"
    CUSTOM = "custom"


class HistoryNote(StrEnum):
    """What a person must know to read the figures."""

    SPAN_IGNORED = "span_ignored"  # the box gave all it has; only the span of it was taken
    UNIT_UNSURE = "unit_unsure"  # no events, whether asked in seconds or in milliseconds
    PAGES_REPEAT = "pages_repeat"  # the box gave the same page again; there may be more
    CUT = "cut"  # only the newest events of the span were read
    TIMELESS = "timeless"  # events without a time were left out
    CLOCK_UNKNOWN = "clock_unknown"  # the span is meant by the box's own clock, what was late cannot be told
    THRESHOLD_UNKNOWN = "threshold_unknown"  # what is below it cannot be told from what was lost
    NO_STRANGERS_SENT = "no_strangers_sent"  # so strangers on the box count as below its threshold


class ReconcileStage(StrEnum):
    """What a reconciliation is at."""

    ASKING = "asking"
    READING = "reading"
    COMPARING = "comparing"
    ADDING = "adding"


@dataclass(frozen=True, slots=True)
class ReconcileProgress:
    """How far it has come: `done` of `total` events, `total` None where the box does not say how many there are."""

    stage: ReconcileStage
    done: int = 0
    total: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconcileOutcome:
    """One reconciliation.

    Attributes:
        span: As asked, by our clock. covered: the part of it that was read; shorter where the box has too much.
        problem: Why there is none, "" where there is: not_a_box, software_unknown, not_supported, no_history,
            access_refused, box_error (`detail` is its code), http_status, unreadable, archive_unreadable, too_many,
            or a code of `domain.site.Link`.
        threshold: Of the box, None where it does not tell. clock_skew_ms: box clock minus ours, None where unknown.
        on_box: All that was read of the box's history, to compare with once more.
    """

    box_key: BoxKey
    span: Span
    covered: Span
    problem: str = ""
    detail: str = ""
    found: Reconciliation | None = None
    generation: Generation | None = None
    threshold: float | None = None
    clock_skew_ms: float | None = None
    late_after_ms: float = LATE_AFTER_MS
    notes: frozenset[HistoryNote] = frozenset()
    on_box: tuple[OnBox, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOutcome:
    """What came of fetching lost events.

    Attributes:
        wanted, added: Events that were lost, and those of them that are in the archive now.
        without_face: Of the added ones, those whose live picture the box did not give.
        problem, detail: Why it stopped early, as in `ReconcileOutcome`; also not_kept: the archive did not take all.
        after: The comparison as it is now; None where the archive could not be read.
    """

    wanted: int
    added: int
    without_face: int = 0
    problem: str = ""
    detail: str = ""
    after: ReconcileOutcome | None = None


def span_of(choice: SpanChoice, now: datetime) -> Span:
    """The span of a choice other than CUSTOM; days begin at midnight where `now` is, also where clocks were changed.

    Args:
        choice: What was chosen.
        now: With its zone, that of the computer.
    """
    until_ms = round(now.timestamp() * 1000)
    match choice:
        case SpanChoice.TODAY:
            return Span(_midnight_ms(now.date()), until_ms)
        case SpanChoice.YESTERDAY:
            return Span(_midnight_ms(now.date() - timedelta(days=1)), _midnight_ms(now.date()))
        case SpanChoice.LAST_HOUR | SpanChoice.CUSTOM:
            return Span(until_ms - HOUR_MS, until_ms)


def _midnight_ms(day: date) -> int:
    # Of a local time without a zone Python asks the system which offset held on that day.
    return round(datetime.combine(day, time()).timestamp() * 1000)
