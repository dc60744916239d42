"""Words of the History page: how an event came, spans of time, counts. Codes in, translated text out."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from sophon_monitor.domain.history_query import HistoryQuery, MissingPicture, Span, StripUnit, local
from sophon_monitor.domain.records import EventRecord, EventSource, Verdict
from sophon_monitor.qtmodels.feed_words import person_word

translate = QCoreApplication.translate

LATE_MS = 10_000  # after the capture, by the box's measured clock; before that an event is live


def time_text(at_ms: int, now_ms: float) -> str:
    """Local time of day; before it the day where that is not today, and the year where that is another one."""
    at, now = local(at_ms), local(int(now_ms))
    if at.date() == now.date():
        return at.strftime("%H:%M:%S")
    return at.strftime("%m-%d %H:%M:%S" if at.year == now.year else "%Y-%m-%d %H:%M:%S")


def came_text(record: EventRecord) -> str:
    """How an event came here, in two words: "live", "live, 2×", "late 41 s", "from the box", "replay"."""
    match record.source:
        case EventSource.HISTORY:
            word = translate("History", "from the box")
        case EventSource.REPLAY:
            word = translate("History", "replay")
        case EventSource.WEBSOCKET | EventSource.HTTP:
            if is_late(record):
                word = translate("History", "late {span}").format(span=span_text(record.latency_ms or 0.0))
            else:
                word = translate("History", "live")
    return f"{word}, {record.repeats + 1}×" if record.repeats else word


def came_sentence(record: EventRecord) -> str:
    """The same in a sentence, for the tooltip; "" where the two words say it all."""
    lines: list[str] = []
    if record.source is EventSource.HISTORY:
        lines.append(translate("History", "Fetched from the box's own history, or reported by it later"))
    elif is_late(record):
        text = translate("History", "It came {span} after the capture")
        lines.append(text.format(span=span_text(record.latency_ms or 0.0)))
    if record.repeats:
        text = translate("History", "The box sent it {count} times")
        lines.append(text.format(count=record.repeats + 1))
    return "\n".join(lines)


def is_late(record: EventRecord) -> bool:
    """Whether an event came long after the capture, where that is known."""
    if record.source not in (EventSource.WEBSOCKET, EventSource.HTTP) or record.latency_ms is None:
        return False
    return record.latency_ms >= LATE_MS


def span_text(ms: float) -> str:
    """A time span in its largest unit, two where that says more."""
    seconds = round(ms / 1000)
    if seconds < 120:
        return translate("History", "{seconds} s").format(seconds=seconds)
    minutes = seconds // 60
    if minutes < 120:
        return translate("History", "{minutes} min").format(minutes=minutes)
    hours = minutes // 60
    if hours < 48:
        return translate("History", "{hours} h").format(hours=hours)
    return translate("History", "{days} d").format(days=hours // 24)


def span_word(span: Span) -> str:
    """A stretch of time by its name."""
    match span:
        case Span.HOUR:
            return translate("History", "Last hour")
        case Span.TODAY:
            return translate("History", "Today")
        case Span.YESTERDAY:
            return translate("History", "Yesterday")
        case Span.WEEK:
            return translate("History", "Last 7 days")
        case Span.MONTH:
            return translate("History", "Last 30 days")
        case Span.ALL:
            return translate("History", "All times")
        case Span.DATES:
            return translate("History", "Dates…")


def missing_word(missing: MissingPicture) -> str:
    """Which picture is missing."""
    match missing:
        case MissingPicture.LIVE:
            return translate("History", "Live picture missing")
        case MissingPicture.REGISTERED:
            return translate("History", "Registered picture missing")
        case MissingPicture.SCENE:
            return translate("History", "Scene missing")
        case MissingPicture.ANY:
            return translate("History", "Any picture missing")


def verdict_wish_word(verdicts: frozenset[Verdict | None]) -> str:
    """Which verdicts are looked for."""
    if not verdicts:
        return translate("History", "any")
    if len(verdicts) > 1:
        return translate("History", "judged")
    match next(iter(verdicts)):
        case None:
            return translate("History", "not judged")
        case Verdict.RIGHT:
            return translate("History", "✓ right")
        case Verdict.WRONG:
            return translate("History", "✗ wrong")
        case Verdict.UNSURE:
            return translate("History", "? unsure")


def types_word(query: HistoryQuery) -> str:
    """Which person types are looked for."""
    if not query.person_types:
        return translate("History", "any")
    first, *others = sorted(query.person_types)
    return f"{person_word(first)} +{len(others)}" if others else person_word(first)


def score_word(least: float | None, most: float | None) -> str:
    """Which scores are looked for, as on the button."""
    if least is not None and most is not None:
        return translate("History", "Score {least}–{most}").format(least=f"{least:g}", most=f"{most:g}")
    if most is not None:
        return translate("History", "Score ≤ {most}").format(most=f"{most:g}")
    return translate("History", "Score ≥ {least}").format(least=f"{least:g}" if least is not None else "—")


def events_text(count: int, *, is_complete: bool = True) -> str:
    """How many events: "1,284 events", "more than 120,000 events"."""
    if not is_complete:
        return translate("History", "More than {count} events").format(count=f"{count:,}")
    if count == 1:
        return translate("History", "1 event")
    return translate("History", "{count} events").format(count=f"{count:,}")


def counts_text(judged: int, wrong: int, repeated: int) -> tuple[str, ...]:
    """What is worth saying beside the number of events."""
    parts: list[str] = []
    if judged:
        parts.append(translate("History", "{count} judged").format(count=f"{judged:,}"))
    if wrong:
        parts.append(translate("History", "{count} wrong").format(count=f"{wrong:,}"))
    if repeated:
        parts.append(translate("History", "{count} double").format(count=f"{repeated:,}"))
    return tuple(parts)


def news_text(count: int) -> str:
    """What came since the list was made."""
    if count == 1:
        return translate("History", "1 new event")
    return translate("History", "{count} new events").format(count=f"{count:,}")


def bar_time(unit: StripUnit, begin_ms: int, end_ms: int) -> str:
    """Which time a bar, or several, stand for."""
    begin, end = local(begin_ms), local(end_ms)
    if unit is StripUnit.DAY:
        last = local(end_ms - 1)
        first = f"{begin:%Y-%m-%d}"
        return first if last.date() == begin.date() else f"{first} – {last:%Y-%m-%d}"
    day = f"{begin:%m-%d} " if unit is StripUnit.HOUR or begin.date() != local(end_ms - 1).date() else ""
    return f"{day}{begin:%H:%M}–{end:%H:%M}"
