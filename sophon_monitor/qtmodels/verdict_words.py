"""Words of verdicts: on a person, on a stranger, and who judged when."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from sophon_monitor.domain.records import EventRecord, Verdict, VerdictNote
from sophon_monitor.protocol.messages import PersonType
from sophon_monitor.qtmodels.feed_words import clock_text

translate = QCoreApplication.translate

MARKS = {Verdict.RIGHT: "✓", Verdict.WRONG: "✗", Verdict.UNSURE: "?"}


@dataclass(frozen=True, slots=True)
class VerdictAsked:
    """A person judges an event, or takes the verdict back (None)."""

    event_id: int
    verdict: Verdict | None
    really: str | None = None


def is_stranger(record: EventRecord) -> bool:
    """Whether the box saw somebody whom it does not know."""
    return record.person_type is PersonType.STRANGER


def verdict_word(verdict: Verdict, *, stranger: bool) -> str:
    """What the verdict says, as on its button."""
    match verdict:
        case Verdict.RIGHT:
            return translate("Verdict", "Rightly not recognised") if stranger else translate("Verdict", "Same person")
        case Verdict.WRONG:
            return translate("Verdict", "Should have been recognised") if stranger else translate("Verdict", "Wrong")
        case Verdict.UNSURE:
            return translate("Verdict", "Unsure")


def verdict_tip(verdict: Verdict, *, stranger: bool) -> str:
    """What the verdict means, in a sentence."""
    match verdict:
        case Verdict.RIGHT:
            return (
                translate("Verdict", "This person is not registered: the box was right (Y)")
                if stranger
                else translate("Verdict", "Both pictures show the same person (Y)")
            )
        case Verdict.WRONG:
            return (
                translate("Verdict", "This person is registered: the box missed them (N)")
                if stranger
                else translate("Verdict", "The pictures show two people (N)")
            )
        case Verdict.UNSURE:
            return translate("Verdict", "It cannot be told from these pictures (U)")


def audit_line(record: EventRecord, now_ms: float) -> str:
    """Who judged what, and when; that nobody did."""
    if record.verdict is None:
        return translate("Verdict", "Not judged yet")
    word = verdict_word(record.verdict, stranger=is_stranger(record))
    return _said(record.verdict, word, record.verdict_at_ms, record.verdict_by, now_ms)


def note_line(note: VerdictNote, now_ms: float, *, stranger: bool) -> str:
    """One line of the audit of an event."""
    if note.verdict is None:
        text = translate("Verdict", "Taken back · {time}").format(time=clock_text(note.at_ms, now_ms))
        return f"{text} · {note.inspector}" if note.inspector else text
    word = verdict_word(note.verdict, stranger=stranger)
    return _said(note.verdict, word, note.at_ms, note.inspector, now_ms)


def _said(verdict: Verdict, word: str, at_ms: int | None, who: str | None, now_ms: float) -> str:
    parts = [f"{MARKS[verdict]} {word}"]
    if at_ms is not None:
        parts.append(clock_text(at_ms, now_ms))
    if who:
        parts.append(who)
    return " · ".join(parts)
