"""One row of the History page, prepared: frozen, replaced when anything about it changes, never edited."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from sophon_monitor.domain.records import EventRecord, ScoreScale
from sophon_monitor.protocol.messages import PersonType, PictureState
from sophon_monitor.qtmodels import feed_words as words
from sophon_monitor.qtmodels.history_words import came_sentence, came_text, time_text
from sophon_monitor.qtmodels.verdict_words import MARKS, audit_line

translate = QCoreApplication.translate

MOST_NAME_CHARACTERS = 300  # of a row; a tooltip of 5,000 would cover the screen


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """What is known and shown of one event.

    Attributes:
        score_level: "" | "low" (certainly below the box's threshold) | "unknown" (scale not known).
        mark: Of the verdict, "" without one.
        tooltip: Plain text with line ends; a view has to show it as such.
    """

    record: EventRecord
    time: str
    name: str
    person_word: str
    box: str
    camera: str
    score: str
    score_level: str
    mark: str
    came: str
    tooltip: str
    accessible: str

    @property
    def event_id(self) -> int:
        """The archive's number."""
        return self.record.id

    @property
    def is_not_registered(self) -> bool:
        """True for a stranger without registered picture: there is none, rather than one missing."""
        record = self.record
        return record.person_type is PersonType.STRANGER and record.registered.state is not PictureState.PRESENT


def history_row(record: EventRecord, *, box: str, camera: str, now_ms: float) -> HistoryRow:
    """Prepare a row of a record without bytes; `now_ms` (UTC epoch) tells today's events from older ones."""
    name = short(words.person_name(record))
    box, camera = short(box), short(camera)
    kind = words.person_word(record.person_type)
    time = time_text(record.received_at_ms, now_ms)
    sentence = words.score_sentence(record)
    level = "low" if words.is_below_threshold(record) and record.person_type is not PersonType.STRANGER else ""
    if record.score is not None and record.score_scale is ScoreScale.UNKNOWN:
        level = "unknown"
    verdict = audit_line(record, now_ms) if record.verdict is not None else ""
    came = came_text(record)
    lines = [f"{name} · {kind}", f"{box} · {camera}"]
    received = translate("Feed", "Received {time}").format(time=words.full_time_text(record.received_at_ms))
    lines.append(received)
    if record.occurred_at_ms is not None:
        text = translate("Feed", "Box clock {time}").format(time=words.full_time_text(record.occurred_at_ms))
        lines.append(text)
    lines += [line for line in (sentence, came_sentence(record), verdict) if line]
    return HistoryRow(
        record=record,
        time=time,
        name=name,
        person_word=kind,
        box=box,
        camera=camera,
        score=words.score_text(record.score, record.score_scale),
        score_level=level,
        mark=MARKS[record.verdict] if record.verdict is not None else "",
        came=came,
        tooltip="\n".join(lines),
        accessible=", ".join(part for part in (name, kind, camera, time, sentence, verdict, came) if part),
    )


def short(text: str) -> str:
    """On one line, and not endless. Marks that turn the direction of writing go: they would turn what follows."""
    shown = "".join(c if c.isprintable() else " " for c in text[: MOST_NAME_CHARACTERS * 2])
    return shown if len(shown) <= MOST_NAME_CHARACTERS else f"{shown[:MOST_NAME_CHARACTERS]}…"
