"""What a report rests on, out of a site's archive: the same archive gives the same evidence, whoever makes the report.

Every part is read on its own: one that cannot be read is named, and the site is then not called accepted. Names and
ids are shortened here already unless the report is full; nothing further down can show more.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from sophon_monitor.domain.borrowing import OPEN_STATES, BorrowedSetting
from sophon_monitor.domain.checks import CameraChecks, CheckState, SiteChecks, face_px
from sophon_monitor.domain.records import EventRecord
from sophon_monitor.domain.sign_off import SignOff
from sophon_monitor.domain.site import Box
from sophon_monitor.protocol.messages import PictureState
from sophon_monitor.protocol.redaction import masked_credentials
from sophon_monitor.report.export_rows import iso_time
from sophon_monitor.report.masking import first_character, last_four
from sophon_monitor.services.archive_reader import ArchiveReader
from sophon_monitor.services.archive_rows import PICTURE_KINDS, picture_of

Part = TypeVar("Part")
ACCEPTED, NOT_ACCEPTED, UNFINISHED = "accepted", "not_accepted", "unfinished"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything that a report says, still as values.

    Attributes:
        site: Its name. full: whether names and faces are whole.
        since_ms, until_ms: From the first judged event to the last verdict; None where nothing was judged.
        judged: Events with a verdict, oldest first, names as they may be shown.
        unfinished: Parts that could not be read: "boxes" | "checks" | "verdicts" | "pictures" | "borrowed".
        unkept: Events of people who do not want their pictures kept.
        hashes: SHA-256 of each picture that is there, by event id and kind.
    """

    site: str
    full: bool
    sign_off: SignOff = field(default_factory=SignOff)
    boxes: tuple[Box, ...] = ()
    checks: SiteChecks = field(default_factory=SiteChecks)
    judged: tuple[EventRecord, ...] = ()
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
    no_events: tuple[EventRecord, ...] = ()
    no_boxes: tuple[Box, ...] = ()
    nothing: Sequence[BorrowedSetting] = ()
    judged = _part("verdicts", reader.judged_events, no_events, failed)
    times = [record.received_at_ms for record in judged] + [record.verdict_at_ms or 0 for record in judged]
    return Evidence(
        site=site,
        full=full,
        sign_off=sign_off,
        boxes=_part("boxes", reader.boxes, no_boxes, failed),
        checks=checks,
        judged=tuple(shown(record, full=full) for record in judged),
        borrowed=tuple(_part("borrowed", borrowed, nothing, failed)),
        hashes=_part("pictures", lambda: _hashes(reader, judged), {}, failed),
        unfinished=tuple(dict.fromkeys(failed)),
        unkept=frozenset(record.id for record in judged if not sign_off.keeps_pictures_of(record)),
        since_ms=min((record.received_at_ms for record in judged), default=None),
        until_ms=max(times, default=None),
    )


def _part(name: str, read: Callable[[], Part], otherwise: Part, failed: list[str]) -> Part:
    try:
        return read()
    except (OSError, sqlite3.Error, ValueError):
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


class PictureLost(OSError):  # noqa: N818 - what it says
    """A row says that there is a picture, and there is none any more."""


def _hashes(reader: ArchiveReader, judged: Sequence[EventRecord]) -> dict[tuple[int, str], str]:
    found: dict[tuple[int, str], str] = {}
    for record in judged:
        for kind in PICTURE_KINDS:
            if picture_of(record, kind).state is not PictureState.PRESENT:
                continue
            picture = reader.picture(record.id, kind)
            if picture.state is not PictureState.PRESENT:
                fresh = reader.event(record.id)
                if fresh is not None and picture_of(fresh, kind).state is PictureState.PRESENT:
                    raise PictureLost(f"picture of event {record.id}")
                continue  # it has expired since its row was read
            found[(record.id, kind)] = hashlib.sha256(picture.data).hexdigest()
    return found


def as_json(evidence: Evidence) -> dict[str, object]:
    """The machine-readable evidence: JSON values only, nothing of when or where the report was made."""
    rules = evidence.sign_off.rules
    return {
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
        "cameras": [_camera(camera) for camera in evidence.checks.cameras],
        "judged": [_event(record, evidence) for record in evidence.judged],
        "judged_without_camera": evidence.checks.unplaced,
        "borrowed": [_borrowed(entry) for entry in evidence.borrowed],
        "not_tested": not_tested(evidence),
    }


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


def _camera(camera: CameraChecks) -> dict[str, object]:
    return {
        "box_key": camera.box_key,
        "camera_key": camera.camera_key,
        "name": masked_credentials(camera.camera_name),
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
        "pictures": {
            kind: evidence.hashes.get((record.id, kind)) or picture_of(record, kind).state for kind in PICTURE_KINDS
        },
    }


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
