"""Recognitions of the box itself: P7, P8, P9 in all shapes (protocol.md 2.6-2.8)."""

from __future__ import annotations

from dataclasses import dataclass

from sophon_monitor.protocol.cameras import camera_type
from sophon_monitor.protocol.extras import small_values
from sophon_monitor.protocol.identity import LICENSE_NAMES, event_identity
from sophon_monitor.protocol.messages import CameraEntry, EventPath, Generation, Recognition
from sophon_monitor.protocol.people import person_type
from sophon_monitor.protocol.pictures import first_picture
from sophon_monitor.protocol.values import Fields, epoch_ms, fields_of, first, items_of, number, text

_LIVE = ("recognize_face", "recognize_face_image")
_REGISTERED = ("reg_pic", "register_image", "reg_image")
_SCENE = ("spot_pic", "spot_image")
_INFRARED = ("ir_pic", "ir_image")
PICTURE_NAMES = frozenset({*_LIVE, *_REGISTERED, *_SCENE, *_INFRARED})
# Names that nothing but a recognition has, and names that make one surer.
_OWN = frozenset(
    {*_LIVE, *_REGISTERED, "identity_id", "identity_name", "identity_info", "recognize_face_attr"},
)
_SURER = frozenset(
    {
        *_SCENE, *_INFRARED, "timestamp", "score", "person_type", "user_type", "group_name", "device_id", "device_ip",
        "device_type", "media_device_id", "media_device_ip", "media_device_type", "media_device_info", "ep_id",
        "ep_info", "ext_data", "event_id", "want_action", "post_action", "in_timestamp", "out_timestamp", "api_version",
    }
)  # fmt: skip
_V6_ONLY = frozenset(
    {
        "media_device_id", "media_device_info", "media_device_ip", "media_device_type", "user_type",
        "recognize_face_image", "register_image", "reg_image", "spot_image", "ir_image", "mq_license_key",
        "post_action",
    }
)  # fmt: skip
_V6_HISTORY = frozenset(
    {
        "api_version", "media_device_info", "post_action", "reg_image", "spot_image", "ir_image", "mq_license_key",
        "in_timestamp", "out_timestamp",
    }
)  # fmt: skip
_FLAT_HISTORY = frozenset({"api_version", "ep_info", "out_timestamp"})
_OLD_HISTORY = frozenset({"dev_sno", "info", "ir_pic"})
_SHOWN_ELSEWHERE = frozenset(
    {
        *PICTURE_NAMES, *LICENSE_NAMES, "identity_id", "identity_name", "group_name", "timestamp", "score",
        "person_type", "user_type", "device_id", "device_ip", "device_type", "media_device_id", "media_device_ip",
        "media_device_type", "media_device_name", "media_device_url", "ep_id", "ep_ip", "ep_name", "ep_type", "ep_info",
        "media_device_info", "ext_data", "info", "box", "recognize_face_attr", "event_id", "video_id",
        "gateway_sn", "gateway_ip", "gateway_mac", "gateway_name",
    }
)  # fmt: skip
_LEFT_OUT_NESTED = frozenset({"box", *PICTURE_NAMES})


@dataclass(frozen=True, slots=True)
class EventParts:
    """An event taken apart once: its object and the objects inside it, empty where there is none."""

    top: Fields
    ext: Fields
    info: Fields
    attributes: Fields
    camera: Fields
    person: Fields

    @property
    def flat(self) -> tuple[Fields, Fields]:
        """Where plain members stand: at the top or in ext_data."""
        return self.top, self.ext


def event_parts(fields: Fields) -> EventParts:
    """Take an object apart; ext_data may be text in a form."""
    ext = fields_of(fields.get("ext_data"))
    flat = (fields, ext)
    return EventParts(
        top=fields,
        ext=ext,
        info=fields_of(first(flat, "info")),
        attributes=fields_of(first(flat, "recognize_face_attr")),
        camera=fields_of(first(flat, "ep_info", "media_device_info")),
        person=fields_of(first(flat, "identity_info")),
    )


def is_event(parts: EventParts) -> bool:
    """Whether enough of a recognition is named that it can be nothing else."""
    names = parts.top.keys() | parts.ext.keys()
    own, surer = len(names & _OWN), len(names & _SURER)
    return (own > 0 and own + surer >= 2) or (surer >= 3 and {"score", "timestamp"} <= names)


def recognition(parts: EventParts) -> Recognition:
    """Return the recognition; nothing in it is required."""
    path, generation = _dialect(parts)
    ep_id = text(first((parts.ext, parts.camera, parts.top), "ep_id"))
    # What the top level says counts; identity_info was seen to contradict it (protocol.md 2.7).
    name = text(first(parts.flat, "identity_name")) or text(first((parts.person,), "identity_name", "name"))
    person_id = text(first(parts.flat, "identity_id")) or text(first((parts.person,), "identity_id", "user_id"))
    pictures = (*parts.flat, parts.attributes)
    return Recognition(
        identity=event_identity(parts.flat, ep_id),
        generation=generation,
        path=path,
        person_id=person_id,
        person_name=name,
        person_type=person_type(_sent_type(parts), name, person_id),
        group=text(first(parts.flat, "group_name")),
        score=number(first(parts.flat, "score")),
        occurred_at_ms=epoch_ms(first(parts.flat, "timestamp")),
        camera=_camera(parts, ep_id),
        live=first_picture(pictures, *_LIVE),
        registered=first_picture(pictures, *_REGISTERED),
        scene=first_picture(pictures, *_SCENE),
        infrared=first_picture(pictures, *_INFRARED),
        face_box=_face_box(parts),
        extra=_extra(parts),
    )


def _dialect(parts: EventParts) -> tuple[EventPath, Generation]:
    top, ext = parts.top.keys(), parts.ext.keys()
    if top & _V6_ONLY:
        return (EventPath.HISTORY if top & _V6_HISTORY else EventPath.REALTIME), Generation.V6
    if top & _FLAT_HISTORY or ("recognize_face_attr" in top and not top & {"device_id", "ext_data"}):
        return EventPath.HISTORY, Generation.V57 if "api_version" in top else Generation.V5
    if "want_action" in top or ext & _OLD_HISTORY:
        return EventPath.HISTORY_OLD, Generation.V5 if ext & {"info", "ir_pic"} else Generation.SE3
    is_stream = bool(top & {"device_id", "identity_info", "event_id", "video_id"})
    return EventPath.REALTIME, Generation.V5 if is_stream else Generation.SE3


def _sent_type(parts: EventParts) -> object:
    sent = first(parts.flat, "person_type", "user_type")
    return first((parts.person,), "type", "user_type") if sent is None else sent


def _camera(parts: EventParts, ep_id: str | None) -> CameraEntry:
    places = (parts.camera, parts.top, parts.ext)
    return CameraEntry(
        device_id=text(first((parts.top, parts.ext, parts.camera), "device_id", "media_device_id")),
        ep_id=ep_id,
        name=text(first(places, "ep_name", "media_device_name", "device_name")),
        ip=text(first(places, "ep_ip", "media_device_ip", "device_ip")),
        url=text(first(places, "ep_url", "media_device_url")),
        type=camera_type(first(places, "ep_type", "media_device_type", "device_type")),
        permission_id=text(first((parts.camera,), "permission_id")),
    )


def _face_box(parts: EventParts) -> tuple[float, float, float, float] | None:
    places = (parts.attributes, parts.info, *parts.flat)
    for value in (first(places, "box"), first(places, "in_box"), _grab_rect(parts)):
        corners = [number(corner) for corner in (items_of(value) or [])[:5]]
        if len(corners) == 4:
            x1, y1, x2, y2 = corners
            if x1 is not None and y1 is not None and x2 is not None and y2 is not None:
                return x1, y1, x2, y2
    return None


def _grab_rect(parts: EventParts) -> list[object]:
    rect = fields_of(fields_of(first(parts.flat, "grab_fiqa_info", "grap_fiqa_info")).get("rect"))
    return [rect.get(side) for side in ("left", "top", "right", "bottom")]


def _extra(parts: EventParts) -> dict[str, object]:
    kept = small_values(
        (
            (parts.top, _SHOWN_ELSEWHERE),
            (parts.ext, _SHOWN_ELSEWHERE),
            (parts.attributes, _LEFT_OUT_NESTED),
            (parts.info, _LEFT_OUT_NESTED),
        )
    )
    for name in ("event_id", "video_id"):
        if (words := text(first(parts.flat, name))) is not None:
            kept[name] = words
    return kept
