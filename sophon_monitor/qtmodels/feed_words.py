"""Words and numbers of the feed: person types, scores on their scale, local times. Codes in, translated text out."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication

from sophon_monitor.domain.records import EventRecord, EventSource, ScoreScale
from sophon_monitor.protocol.messages import PersonType

translate = QCoreApplication.translate

UNKNOWN = "–"


def person_word(person_type: PersonType) -> str:
    """The person type in one word, as on the badge."""
    match person_type:
        case PersonType.EMPLOYEE:
            return translate("Person", "employee")
        case PersonType.VISITOR:
            return translate("Person", "visitor")
        case PersonType.BLACKLIST:
            return translate("Person", "blacklist")
        case PersonType.STRANGER:
            return translate("Person", "stranger")
        case PersonType.VIP:
            return translate("Person", "VIP")
        case PersonType.UNKNOWN:
            return translate("Person", "unknown")


def person_name(record: EventRecord) -> str:
    """The name to show: a stranger's is translated, whatever the box writes there."""
    if record.person_type is PersonType.STRANGER and (record.person_name or "stranger").lower() == "stranger":
        return translate("Person", "Stranger")
    return record.person_name or record.person_id or translate("Person", "No name sent")


def score_text(score: float | None, scale: ScoreScale) -> str:
    """The score as shown: one decimal on the percent scale, as sent otherwise."""
    if score is None:
        return UNKNOWN
    match scale:
        case ScoreScale.PERCENT:
            return f"{score:.1f}"
        case ScoreScale.RATIO:
            return f"{score:.2f}"
        case ScoreScale.UNKNOWN:
            return f"{score:.4g}"


def score_sentence(record: EventRecord) -> str:
    """What the number means, in a sentence."""
    if record.score is None:
        return translate("Score", "The box sent no score")
    match record.score_scale:
        case ScoreScale.UNKNOWN:
            text = translate("Score", "The box does not say on which scale; sent was {score}")
            return text.format(score=f"{record.score:.10g}")
        case ScoreScale.RATIO:
            return translate("Score", "{score} on a scale from 0 to 1").format(score=f"{record.score:.10g}")
        case ScoreScale.PERCENT:
            if record.threshold is None:
                return translate("Score", "{score} of 100; the box's threshold is not known").format(
                    score=f"{record.score:.1f}"
                )
            below = record.score < record.threshold
            text = (
                translate("Score", "{score} of 100, {distance} below the box's threshold {threshold}")
                if below
                else translate("Score", "{score} of 100, {distance} above the box's threshold {threshold}")
            )
            return text.format(
                score=f"{record.score:.1f}",
                distance=f"{abs(record.score - record.threshold):.1f}",
                threshold=f"{record.threshold:g}",
            )


def is_below_threshold(record: EventRecord) -> bool:
    """True only where score and threshold are certain to be on one scale."""
    return (
        record.score_scale is ScoreScale.PERCENT
        and record.score is not None
        and record.threshold is not None
        and record.score < record.threshold
    )


def local_time(at_ms: int) -> datetime | None:
    """Local time of UTC epoch milliseconds; None for numbers that are no time (a box's clock may say anything)."""
    try:
        return datetime.fromtimestamp(at_ms / 1000, tz=UTC).astimezone()
    except (OverflowError, OSError, ValueError):
        return None


def clock_text(at_ms: int, now_ms: float) -> str:
    """Local time of day; with the date when that is not today's."""
    at, now = local_time(at_ms), local_time(int(now_ms))
    if at is None:
        return UNKNOWN
    today = now is not None and at.date() == now.date()
    return at.strftime("%H:%M:%S") if today else at.strftime("%Y-%m-%d %H:%M:%S")


def full_time_text(at_ms: int | None) -> str:
    """Local date and time with milliseconds and zone."""
    at = local_time(at_ms) if at_ms is not None else None
    if at is None:
        return UNKNOWN
    return f"{at:%Y-%m-%d %H:%M:%S}.{at.microsecond // 1000:03d} {zone_text(at)}"


def zone_text(at: datetime) -> str:
    """The zone of a local time: "UTC+08:00"."""
    offset = at.strftime("%z")
    return f"UTC{offset[:3]}:{offset[3:5]}"


def shown_at_ms(record: EventRecord) -> int:
    """The moment to show: our clock's, as boxes' clocks may be wrong; for reports from long ago the box's."""
    if record.source in (EventSource.HISTORY, EventSource.REPLAY) and record.occurred_at_ms is not None:
        return record.occurred_at_ms
    return record.received_at_ms
