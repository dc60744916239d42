"""Records and snapshots as rows of the archive, and back. Pure functions; column names are archive_schema's."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias, get_args

from sophon_monitor.domain.records import (
    EventRecord,
    EventSource,
    HeartbeatRecord,
    HeartbeatSource,
    ScoreScale,
    Verdict,
)
from sophon_monitor.domain.site import Box, BoxAddress, BoxKey, Camera, CameraKey, Liveness
from sophon_monitor.protocol.messages import (
    CameraStatus,
    CameraType,
    Generation,
    Health,
    PersonType,
    Picture,
    PictureState,
)

Value: TypeAlias = str | int | float | None
PictureKind: TypeAlias = Literal["live", "registered", "scene"]
PICTURE_KINDS: tuple[PictureKind, ...] = get_args(PictureKind)

HEALTH_COLUMNS = (
    "cpu_percent",
    "tpu_percent",
    "memory_percent",
    "memory_total_gb",
    "disk_percent",
    "disk_total_gb",
    "disk_free_gb",
    "temperature_c",
    "board_temperature_c",
    "fan_rpm",
)
BOX_COLUMNS = (
    *("box_key", "host", "api_port", "stream_port", "system_port", "token", "name", "given_name", "note"),
    *("added_at_s", "sn", "mac", "license", "host_name", "generation", "software_version", "sdk_version", "uptime"),
    *("liveness", "period_s", "last_heartbeat_at_s", "last_sign_at_s", *HEALTH_COLUMNS),
    *("state_code", "state_text", "clock_skew_ms", "threshold", "events", "percent_paths", "cameras_made"),
)
CAMERA_COLUMNS = (
    *("camera_key", "box_key", "camera_id", "aliases", "name", "ip", "url", "device_key", "type", "status"),
    *("reported_status", '"group"', "permission_id", "location", "software_version"),
    *("last_seen_at_s", "last_event_at_s"),
)
HEARTBEAT_COLUMNS = (
    *("received_at_ms", "box_key", "box_sn", "box_name", "box_ip", "box_mac", "license", "generation"),
    *("status", "state_code", "state_text", *HEALTH_COLUMNS, "software_version", "sdk_version", "source"),
)
EVENT_COLUMNS = (
    *("id", "received_at_ms", "occurred_at_ms", "box_key", "camera_key", "camera_id", "camera_ip", "camera_name"),
    *("person_id", "person_name", "person_type", '"group"', "score", "score_scale", "threshold"),
    *("live_state", "live_at", "live_bytes", "live_suffix"),
    *("registered_state", "registered_at", "registered_bytes", "registered_suffix"),
    *("scene_state", "scene_at", "scene_bytes", "scene_suffix"),
    *("face_box", "source", "generation", "latency_ms", "verdict", "verdict_at_ms", "extra"),
    *("verdict_by", "really", "repeats", "live_px"),
)


def insert_sql(table: str, columns: Sequence[str]) -> str:
    """`INSERT` of one row with every column."""
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608


def upsert_sql(table: str, columns: Sequence[str]) -> str:
    """`INSERT` that replaces the row of the same key (the first column) and un-removes it."""
    changed = ", ".join(f"{name} = excluded.{name}" for name in columns[1:])
    return f"{insert_sql(table, columns)} ON CONFLICT ({columns[0]}) DO UPDATE SET {changed}, removed = 0"


# -- to rows ------------------------------------------------------------------------------------------------------


def text(value: str | None) -> str | None:
    """JSON may hold halves of surrogate pairs, which neither SQLite nor a file in UTF-8 takes."""
    if value is None or value.isascii():
        return value
    return value.encode("utf-8", "replace").decode("utf-8")


def _integer(value: int | None) -> int | None:
    """A box's number may be beyond what SQLite holds; then it is no time and no count either."""
    return value if value is not None and -(2**63) <= value < 2**63 else None


def json_text(value: object) -> str:
    """A value as JSON that the database takes, whatever halves of letters are in it."""
    return json.dumps(value, ensure_ascii=False, default=str).encode("utf-8", "replace").decode("utf-8")


def _health_values(health: Health) -> tuple[Value, ...]:
    return tuple(getattr(health, name) for name in HEALTH_COLUMNS)


def box_row(box: Box) -> tuple[Value, ...]:
    """Values in the order of BOX_COLUMNS. Links and monotonic times are of this run only and stay out."""
    return (
        *(text(box.key), text(box.address.host), box.address.api, box.address.stream, box.address.system),
        *(box.token, text(box.name), text(box.given_name), text(box.note), box.added_at_s),
        *(text(box.sn), text(box.mac), text(box.license), text(box.host_name), box.generation),
        *(text(box.software_version), text(box.sdk_version), text(box.uptime)),
        *(box.liveness, box.period_s, box.last_heartbeat_at_s, box.last_sign_at_s, *_health_values(box.health)),
        *(text(box.state_code), text(box.state_text), box.clock_skew_ms, box.threshold, box.events),
        *(json_text(sorted(box.percent_paths)), box.cameras_made),
    )


def camera_row(camera: Camera) -> tuple[Value, ...]:
    """Values in the order of CAMERA_COLUMNS."""
    return (
        *(text(camera.key), text(camera.box_key), text(camera.camera_id), json_text(camera.aliases)),
        *(text(camera.name), text(camera.ip), text(camera.url), text(camera.device_key)),
        *(camera.type, camera.status, camera.reported_status, text(camera.group), text(camera.permission_id)),
        *(text(camera.location), text(camera.software_version), camera.last_seen_at_s, camera.last_event_at_s),
    )


def heartbeat_row(record: HeartbeatRecord) -> tuple[Value, ...]:
    """Values in the order of HEARTBEAT_COLUMNS."""
    return (
        *(record.received_at_ms, text(record.box_key), text(record.box_sn), text(record.box_name)),
        *(text(record.box_ip), text(record.box_mac), text(record.license), record.generation),
        *(text(record.status), text(record.state_code), text(record.state_text), *_health_values(record.health)),
        *(text(record.software_version), text(record.sdk_version), record.source),
    )


def event_row(record: EventRecord, suffixes: Mapping[PictureKind, str]) -> tuple[Value, ...]:
    """Values in the order of EVENT_COLUMNS; the present pictures, checked already, follow each other in the file."""
    pictures: list[Value] = []
    at = 0
    for kind in PICTURE_KINDS:
        picture = picture_of(record, kind)
        if picture.state is PictureState.PRESENT:
            pictures += (picture.state, at, len(picture.data), suffixes[kind])
            at += len(picture.data)
        else:
            pictures += (picture.state, None, None, None)
    return (
        *(record.id, record.received_at_ms, _integer(record.occurred_at_ms), text(record.box_key)),
        *(text(record.camera_key), text(record.camera_id), text(record.camera_ip), text(record.camera_name)),
        *(text(record.person_id), text(record.person_name), record.person_type, text(record.group)),
        *(record.score, record.score_scale, record.threshold, *pictures),
        *(json_text(record.face_box) if record.face_box else None, record.source, record.generation, record.latency_ms),
        *(record.verdict, record.verdict_at_ms, json_text(dict(record.extra)) if record.extra else None),
        *(text(record.verdict_by), text(record.really), record.repeats, record.live_px),
    )


def picture_of(record: EventRecord, kind: PictureKind) -> Picture:
    """The record's picture of that kind."""
    match kind:
        case "live":
            return record.live
        case "registered":
            return record.registered
        case "scene":
            return record.scene


# -- from rows ----------------------------------------------------------------------------------------------------

Row: TypeAlias = sqlite3.Row  # values by column name


def _generation(value: str | None) -> Generation | None:
    return Generation(value) if value is not None else None


def _health(row: Row) -> Health:
    return Health(**{name: row[name] for name in HEALTH_COLUMNS})


def box_of(row: Row) -> Box:
    """The snapshot as last stored; links idle, no monotonic time."""
    return Box(
        key=BoxKey(row["box_key"]),
        address=BoxAddress(row["host"], row["api_port"], row["stream_port"], row["system_port"]),
        token=row["token"],
        name=row["name"],
        given_name=row["given_name"],
        note=row["note"],
        added_at_s=row["added_at_s"],
        sn=row["sn"],
        mac=row["mac"],
        license=row["license"],
        host_name=row["host_name"],
        generation=_generation(row["generation"]),
        software_version=row["software_version"],
        sdk_version=row["sdk_version"],
        uptime=row["uptime"],
        liveness=Liveness(row["liveness"]),
        period_s=row["period_s"],
        last_heartbeat_at_s=row["last_heartbeat_at_s"],
        last_sign_at_s=row["last_sign_at_s"],
        health=_health(row),
        state_code=row["state_code"],
        state_text=row["state_text"],
        clock_skew_ms=row["clock_skew_ms"],
        threshold=row["threshold"],
        events=row["events"],
        percent_paths=frozenset(json.loads(row["percent_paths"])),
        cameras_made=row["cameras_made"],
    )


def camera_of(row: Row) -> Camera:
    """The snapshot as last stored."""
    return Camera(
        key=CameraKey(row["camera_key"]),
        box_key=BoxKey(row["box_key"]),
        camera_id=row["camera_id"],
        aliases=tuple(json.loads(row["aliases"])),
        name=row["name"],
        ip=row["ip"],
        url=row["url"],
        device_key=row["device_key"],
        type=CameraType(row["type"]),
        status=CameraStatus(row["status"]),
        reported_status=CameraStatus(row["reported_status"]),
        group=row["group"],
        permission_id=row["permission_id"],
        location=row["location"],
        software_version=row["software_version"],
        last_seen_at_s=row["last_seen_at_s"],
        last_event_at_s=row["last_event_at_s"],
    )


def heartbeat_of(row: Row) -> HeartbeatRecord:
    """One heartbeat."""
    return HeartbeatRecord(
        received_at_ms=row["received_at_ms"],
        box_key=BoxKey(row["box_key"]),
        box_sn=row["box_sn"],
        box_name=row["box_name"],
        box_ip=row["box_ip"],
        box_mac=row["box_mac"],
        license=row["license"],
        generation=_generation(row["generation"]),
        status=row["status"],
        state_code=row["state_code"],
        state_text=row["state_text"],
        health=_health(row),
        software_version=row["software_version"],
        sdk_version=row["sdk_version"],
        source=HeartbeatSource(row["source"]),
    )


def event_of(row: Row) -> EventRecord:
    """One event; pictures have their state, never their bytes."""
    face_box = json.loads(row["face_box"]) if row["face_box"] else None
    return EventRecord(
        id=row["id"],
        received_at_ms=row["received_at_ms"],
        occurred_at_ms=row["occurred_at_ms"],
        box_key=BoxKey(row["box_key"]),
        camera_key=CameraKey(row["camera_key"]) if row["camera_key"] is not None else None,
        camera_id=row["camera_id"],
        camera_ip=row["camera_ip"],
        camera_name=row["camera_name"],
        person_id=row["person_id"],
        person_name=row["person_name"],
        person_type=PersonType(row["person_type"]),
        group=row["group"],
        score=row["score"],
        score_scale=ScoreScale(row["score_scale"]),
        threshold=row["threshold"],
        live=Picture(PictureState(row["live_state"])),
        registered=Picture(PictureState(row["registered_state"])),
        scene=Picture(PictureState(row["scene_state"])),
        face_box=(face_box[0], face_box[1], face_box[2], face_box[3]) if face_box else None,
        source=EventSource(row["source"]),
        generation=_generation(row["generation"]),
        latency_ms=row["latency_ms"],
        verdict=Verdict(row["verdict"]) if row["verdict"] is not None else None,
        verdict_at_ms=row["verdict_at_ms"],
        verdict_by=_later(row, "verdict_by"),
        really=_later(row, "really"),
        repeats=_later(row, "repeats") or 0,
        live_px=_later(row, "live_px"),
        extra=json.loads(row["extra"]) if row["extra"] else {},
    )


def _later(row: Row, name: str) -> Any:
    """A column that archives of an earlier version, opened for reading only, do not have."""
    try:
        return row[name]
    except IndexError:
        return None


def finite(value: float | None) -> float | None:
    """None for what a row or a file cannot say: infinity and NaN."""
    return value if value is not None and math.isfinite(value) else None
