"""One row of the feed, prepared: frozen, replaced when anything about it changes, never edited."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from sophon_monitor.domain.changes import EventJudged
from sophon_monitor.domain.records import EventRecord, ScoreScale
from sophon_monitor.domain.site import BoxKey, CameraKey
from sophon_monitor.protocol.messages import PersonType, Picture, PictureState
from sophon_monitor.qtmodels import feed_words as words
from sophon_monitor.qtmodels.verdict_words import audit_line

translate = QCoreApplication.translate

FOLD_WITHIN_MS = 60_000
FoldKey = tuple[BoxKey, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRow:
    """What is known and shown of one event and the repeats folded into it.

    Attributes:
        row_id: Stays when a repeat is folded in. serial: the event shown, counted by the feed; keys its pictures.
        fold_key: Box, camera and person; None when nothing may be folded into this row.
        score_level: "" | "low" (certainly below the box's threshold) | "unknown" (scale not known).
        count: Repeats folded in, this one included.
        record: Pictures without their bytes; those are in the picture store while they are recent.
        last_byte_mono_s: When the event had arrived; None for what came from the archive.
    """

    row_id: int
    serial: int
    fold_key: FoldKey | None
    name: str
    person_word: str
    box: str
    camera: str
    time: str
    score: str
    score_level: str
    tooltip: str
    accessible: str
    count: int
    record: EventRecord
    last_byte_mono_s: float | None = None

    @property
    def event_id(self) -> int:
        """The archive's number of the event shown."""
        return self.record.id

    @property
    def box_key(self) -> BoxKey:
        """The box it came from."""
        return self.record.box_key

    @property
    def camera_key(self) -> CameraKey | None:
        """Our camera, None where it cannot be told."""
        return self.record.camera_key

    @property
    def person_type(self) -> PersonType:
        """Whom the box took the face for."""
        return self.record.person_type

    @property
    def is_not_registered(self) -> bool:
        """True for a stranger without registered picture: there is none, rather than one missing."""
        record = self.record
        return record.person_type is PersonType.STRANGER and record.registered.state is not PictureState.PRESENT


def fold_key(record: EventRecord) -> FoldKey | None:
    """Who on which camera. A stranger only by an id of their own: many boxes call every stranger "stranger"."""
    person = record.person_id
    if not person or person.lower() == "stranger":
        if record.person_type is PersonType.STRANGER or not record.person_name:
            return None
        person = f"name {record.person_name}"
    camera = record.camera_key or record.camera_id or record.camera_ip or ""
    return (record.box_key, camera, person)


def without_bytes(record: EventRecord) -> EventRecord:
    """The record with its pictures' states only."""
    return replace(
        record,
        live=Picture(record.live.state),
        registered=Picture(record.registered.state),
        scene=Picture(record.scene.state),
    )


def without_pictures(record: EventRecord) -> EventRecord:
    """The record once its pictures are gone."""
    expired = Picture(PictureState.EXPIRED)
    pictures = {"live": record.live, "registered": record.registered, "scene": record.scene}
    gone = {name: expired for name, picture in pictures.items() if picture.state is PictureState.PRESENT}
    return replace(record, **gone)  # type: ignore[arg-type]  # three pictures


def with_verdict(record: EventRecord, change: EventJudged) -> EventRecord:
    """The record as it is after a verdict was given or taken back."""
    given = change.verdict is not None
    return replace(
        record,
        verdict=change.verdict,
        verdict_at_ms=change.at_ms if given else None,
        verdict_by=change.inspector if given else None,
        really=change.really,
    )


def feed_row(
    record: EventRecord,
    *,
    row_id: int,
    serial: int,
    count: int,
    box: str,
    camera: str,
    now_ms: float,
    last_byte_mono_s: float | None,
) -> FeedRow:
    """Prepare a row of a record without bytes; `now_ms` (UTC epoch) tells today's events from older ones."""
    name = words.person_name(record)
    kind = words.person_word(record.person_type)
    time = words.clock_text(words.shown_at_ms(record), now_ms)
    score = words.score_text(record.score, record.score_scale)
    sentence = words.score_sentence(record)
    level = "low" if words.is_below_threshold(record) and record.person_type is not PersonType.STRANGER else ""
    if record.score is not None and record.score_scale is ScoreScale.UNKNOWN:
        level = "unknown"
    received = translate("Feed", "Received {time}").format(time=words.full_time_text(record.received_at_ms))
    lines = [f"{name} · {kind}", f"{box} · {camera}", received, sentence]
    if record.occurred_at_ms is not None:
        text = translate("Feed", "Box clock {time}").format(time=words.full_time_text(record.occurred_at_ms))
        lines.insert(3, text)
    repeats = ""
    if count > 1:
        repeats = translate("Feed", "seen {count} times").format(count=count)
        lines.append(repeats)
    verdict = audit_line(record, now_ms) if record.verdict is not None else ""
    if verdict:
        lines.append(verdict)
    accessible = ", ".join(part for part in (name, kind, camera, time, sentence, repeats, verdict) if part)
    return FeedRow(
        row_id=row_id,
        serial=serial,
        fold_key=fold_key(record),
        name=name,
        person_word=kind,
        box=box,
        camera=camera,
        time=time,
        score=score,
        score_level=level,
        tooltip="\n".join(lines),
        accessible=accessible,
        count=count,
        record=record,
        last_byte_mono_s=last_byte_mono_s,
    )
