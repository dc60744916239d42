"""What a report rests on, out of a site's archive: the same archive gives the same evidence, whoever makes the report.

Every part is read on its own: one that cannot be read is named, and the site is then not called accepted. Names and
ids are shortened here already unless the report is full; nothing further down can show more.
"""

from __future__ import annotations

import hashlib
import math
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from sophon_monitor.domain.borrowing import OPEN_STATES, BorrowedSetting
from sophon_monitor.domain.checks import CameraChecks, CheckState, SiteChecks, face_px
from sophon_monitor.domain.health_curves import Span
from sophon_monitor.domain.records import EventRecord
from sophon_monitor.domain.sign_off import SignOff
from sophon_monitor.domain.site import Box, Camera
from sophon_monitor.protocol.messages import PictureState
from sophon_monitor.report.export_rows import iso_time
from sophon_monitor.report.health_found import BoxHealth, read_health, span_of
from sophon_monitor.report.masking import first_character, last_four, without_credentials
from sophon_monitor.services.archive_reader import ArchiveReader
from sophon_monitor.services.archive_rows import PICTURE_KINDS, PictureKind, picture_of
from sophon_monitor.services.archive_schema import ArchiveDamaged
from sophon_monitor.services.pictures import checked

Part = TypeVar("Part")
ACCEPTED, NOT_ACCEPTED, UNFINISHED = "accepted", "not_accepted", "unfinished"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything that a report says, still as values.

    Attributes:
        site: Its name. full: whether names and faces are whole.
        since_ms, until_ms: From the first judged event to the last verdict; None where nothing was judged.
        judged: Events with a verdict, oldest first, names as they may be shown.
        cameras: As last stored. health: of the boxes that were heard.
        unfinished: Parts that could not be read: "boxes" | "checks" | "verdicts" | "pictures" | "borrowed" | "health".
        unkept: Events of people who do not want their pictures kept.
        hashes: SHA-256 of each picture that is there, by event id and kind.
    """

    site: str
    full: bool
    sign_off: SignOff = field(default_factory=SignOff)
    boxes: tuple[Box, ...] = ()
    checks: SiteChecks = field(default_factory=SiteChecks)
    judged: tuple[EventRecord, ...] = ()
    cameras: tuple[Camera, ...] = ()
    health: tuple[BoxHealth, ...] = ()
    borrowed: tuple[BorrowedSetting, ...] = ()
    unfinished: tuple[str, ...] = ()
    hashes: dict[tuple[int, str], str] = field(default_factory=dict)
    unkept: frozenset[int] = frozenset()
    since_ms: int | None = None
    until_ms: int | None = None

    @property
    def result(self) -> str:
        """ACCEPTED only if every part was read and every camera has passed."""
        if self.unfinished:
            return UNFINISHED
        return ACCEPTED if self.checks.is_accepted else NOT_ACCEPTED


def gather(
    reader: ArchiveReader,
    site: str,
    *,
    full: bool,
    borrowed: Callable[[], Sequence[BorrowedSetting]],
) -> Evidence:
    """Read all of it; what cannot be read is named in `unfinished`.

    Args:
        reader: The site's archive.
        site: Its name.
        full: Whole names and ids.
        borrowed: Gives all entries of the restore journal, those that are closed too.
    """
    failed: list[str] = []
    sign_off = _part("checks", reader.sign_off, SignOff(), failed)
    checks = _part("checks", reader.site_checks, SiteChecks(), failed)
    nothing: tuple[tuple[Box, ...], tuple[Camera, ...]] = ((), ())
    boxes, cameras = _part("boxes", reader.load_site, nothing, failed)
    no_events: tuple[EventRecord, ...] = ()
    no_entries: Sequence[BorrowedSetting] = ()
    judged = _part("verdicts", reader.judged_events, no_events, failed)
    unkept = frozenset(record.id for record in judged if not sign_off.keeps_pictures_of(record))
    times = [record.received_at_ms for record in judged] + [record.verdict_at_ms or 0 for record in judged]
    since_ms = min((record.received_at_ms for record in judged), default=None)
    until_ms = max(times, default=None)
    health = _health(reader, boxes, span_of(since_ms, until_ms), failed)
    changed = tuple(_part("borrowed", borrowed, no_entries, failed))
    hashes = _hashes(reader, [record for record in judged if record.id not in unkept], failed)
    return Evidence(
        site=site,
        full=full,
        sign_off=sign_off,
        boxes=boxes,
        cameras=cameras,
        checks=checks,
        judged=tuple(shown(record, full=full) for record in judged),
        health=health,
        borrowed=changed,
        hashes=hashes,
        unfinished=tuple(dict.fromkeys(failed)),
        unkept=unkept,
        since_ms=since_ms,
        until_ms=until_ms,
    )


def _health(
    reader: ArchiveReader, boxes: tuple[Box, ...], span: Span | None, failed: list[str]
) -> tuple[BoxHealth, ...]:
    nothing: tuple[BoxHealth, ...] = ()
    return _part("health", lambda: read_health(reader, boxes, span), nothing, failed) if span is not None else nothing


def _part(name: str, read: Callable[[], Part], otherwise: Part, failed: list[str]) -> Part:
    try:
        return read()
    except (OSError, sqlite3.Error, ValueError, ArchiveDamaged):
        failed.append(name)
        return otherwise


def shown(record: EventRecord, *, full: bool) -> EventRecord:
    """The event with its names as the report may show them."""
    if full:
        return record
    return replace(
        record,
        person_name=first_character(record.person_name),
        person_id=first_character(record.person_id),
        really=first_character(record.really),
        extra={},
    )


def _hashes(reader: ArchiveReader, judged: Sequence[EventRecord], failed: list[str]) -> dict[tuple[int, str], str]:
    """SHA-256 of every picture that can be shown; "pictures" has failed where one is lost, damaged or unreadable."""
    found: dict[tuple[int, str], str] = {}
    for record in judged:
        for kind in PICTURE_KINDS:
            if picture_of(record, kind).state is not PictureState.PRESENT:
                continue
            digest = _part("pictures", partial(_hash, reader, record.id, kind), None, failed)
            if digest is not None:
                found[(record.id, kind)] = digest
    return found


class PictureLost(OSError):  # noqa: N818 - what it says
    """A row says that there is a picture, and there is none any more, or none that can be shown."""


def _hash(reader: ArchiveReader, event_id: int, kind: PictureKind) -> str | None:
    """None where the picture has expired since its row was read."""
    picture = reader.picture(event_id, kind)
    if picture.state is PictureState.PRESENT:
        if checked(picture).state is not PictureState.PRESENT:
            raise PictureLost(f"picture of event {event_id} is damaged")
        return hashlib.sha256(picture.data).hexdigest()
    fresh = reader.event(event_id)
    if fresh is not None and picture_of(fresh, kind).state is PictureState.PRESENT:
        raise PictureLost(f"picture of event {event_id} is lost")
    return None


def as_json(evidence: Evidence) -> dict[str, object]:
    """The machine-readable evidence: JSON values only, nothing of when or where the report was made."""
    rules = evidence.sign_off.rules
    said = {
        "site": evidence.site,
        "result": evidence.result,
        "unfinished": list(evidence.unfinished),
        "full": evidence.full,
        "since": iso_time(evidence.since_ms),
        "until": iso_time(evidence.until_ms),
        "inspector": evidence.sign_off.inspector or None,
        "rules": {
            "correct": rules.correct,
            "people": rules.people,
            "wrong_allowed": rules.wrong_allowed,
            "strangers": rules.strangers,
            "face_px": rules.face_px,
            "latency_s": rules.latency_s,
            "score": rules.score,
        },
        "people": [
            {
                "name": person.name if evidence.full else first_character(person.name),
                "person_id": person.person_id if evidence.full else first_character(person.person_id),
                "keep_pictures": person.keep_pictures,
            }
            for person in evidence.sign_off.people
        ],
        "boxes": [_box(box) for box in evidence.boxes],
        "cameras": [_camera(camera, evidence) for camera in evidence.checks.cameras],
        "judged": [_event(record, evidence) for record in evidence.judged],
        "judged_without_camera": evidence.checks.unplaced,
        "borrowed": [_borrowed(entry) for entry in evidence.borrowed],
        "health": [health.as_json() for health in evidence.health],
        "not_tested": not_tested(evidence),
    }
    return {name: _sayable(without_credentials(value)) for name, value in said.items()}


def _sayable(value: object) -> object:
    """What JSON can say: no infinity."""
    match value:
        case float():
            return value if math.isfinite(value) else None
        case dict():
            return {key: _sayable(inner) for key, inner in value.items()}
        case list():
            return [_sayable(inner) for inner in value]
        case _:
            return value


def not_tested(evidence: Evidence) -> list[dict[str, object]]:
    """What nobody has tested, rule by rule; conditions too."""
    return [
        {"camera_key": camera.camera_key, "rule": check.rule}
        for camera in evidence.checks.cameras
        for check in camera.checks
        if check.state is CheckState.NOT_TESTED
    ]


def _box(box: Box) -> dict[str, object]:
    return {
        "box_key": box.key,
        "name": box.name,
        "address": box.address.host,
        "sn": box.sn,
        "mac": box.mac,
        "license": last_four(box.license),
        "generation": box.generation,
        "software_version": box.software_version,
        "clock_skew_ms": round(box.clock_skew_ms) if box.clock_skew_ms is not None else None,
        "threshold": box.threshold,
    }


def _camera(camera: CameraChecks, evidence: Evidence) -> dict[str, object]:
    stored = next((known for known in evidence.cameras if known.key == camera.camera_key), None)
    return {
        "box_key": camera.box_key,
        "camera_key": camera.camera_key,
        "camera_id": stored.camera_id if stored is not None else None,
        "address": stored.ip if stored is not None else None,
        "type": stored.type if stored is not None else None,
        "name": camera.camera_name,
        "state": camera.state,
        "events": camera.events,
        "right": camera.right,
        "wrong": camera.wrong,
        "unsure": camera.unsure,
        "missed": camera.missed,
        "people": camera.people,
        "checks": [
            {
                "rule": check.rule,
                "needed": check.needed,
                "done": check.done,
                "state": check.state,
                "reason": check.reason or None,
                "events": list(check.events),
                "optional": check.optional,
            }
            for check in camera.checks
        ],
        "conditions": [
            {"condition": tick.condition, "at": iso_time(tick.at_ms), "inspector": tick.inspector or None}
            for tick in evidence.sign_off.ticked(camera.camera_key)
        ],
    }


def _event(record: EventRecord, evidence: Evidence) -> dict[str, object]:
    return {
        "id": record.id,
        "received_at": iso_time(record.received_at_ms),
        "occurred_at": iso_time(record.occurred_at_ms),
        "box_key": record.box_key,
        "camera_key": record.camera_key,
        "person_id": record.person_id,
        "person_name": record.person_name,
        "person_type": record.person_type,
        "score": record.score,
        "score_scale": record.score_scale,
        "threshold": record.threshold,
        "face_px": face_px(record),
        "picture_px": record.live_px,
        "latency_ms": record.latency_ms,
        "verdict": record.verdict,
        "verdict_at": iso_time(record.verdict_at_ms),
        "inspector": record.verdict_by or None,
        "really": record.really,
        "repeats": record.repeats,
        "pictures": {kind: _picture(record, kind, evidence) for kind in PICTURE_KINDS},
    }


def _picture(record: EventRecord, kind: PictureKind, evidence: Evidence) -> str:
    """The digest of a picture, else why there is none; "unreadable" where it could not be read."""
    if (digest := evidence.hashes.get((record.id, kind))) is not None:
        return digest
    state = picture_of(record, kind).state
    if state is not PictureState.PRESENT:
        return state
    if record.id in evidence.unkept:
        return PictureState.EXPIRED  # as it will be in a moment
    return "unreadable" if "pictures" in evidence.unfinished else PictureState.EXPIRED


def _borrowed(entry: BorrowedSetting) -> dict[str, object]:
    return {
        "box_key": entry.box_key,
        "box_name": entry.box_name,
        "report": entry.kind,
        "setting": entry.setting,
        "state": entry.state,
        "put_back": entry.state not in OPEN_STATES,
        "began_at": iso_time(round(entry.began_at_s * 1000)),
        "changed_at": iso_time(round(entry.changed_at_s * 1000)),
    }
