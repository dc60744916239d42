"""Trying a recognition from here: in whose name a photo can be sent, the call, the answer (protocol.md 3.8).

A pass at a device with a relay opens a door, so what is known of relays is read here too.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass

from sophon_monitor.protocol.answers import answer_of
from sophon_monitor.protocol.errors import ProtocolError, ProtocolErrorCode
from sophon_monitor.protocol.messages import Generation, Picture
from sophon_monitor.protocol.pictures import first_picture
from sophon_monitor.protocol.requests import Request, Service
from sophon_monitor.protocol.values import Fields, fields_of, first, items_of, number, text

MAX_DEVICES = 512


@dataclass(frozen=True, slots=True)
class ListedDevice:
    """One entry of a device list, as far as a trial needs it.

    Attributes:
        relay: True where it has one, None where the entry does not say.
        is_photo: Whether it delivers pictures; None where the entry does not say.
    """

    device_id: str
    name: str
    ip: str
    relay: bool | None
    is_photo: bool | None


@dataclass(frozen=True, slots=True)
class TrialAnswer:
    """What a box said about a photo.

    Attributes:
        score: As sent; 0-100 on V6, of an uncertain scale before.
    """

    passed: bool
    person_id: str | None
    person_name: str | None
    score: float | None
    registered: Picture


def decode_devices(body: bytes) -> tuple[ListedDevice, ...]:
    """Decode a device list for a trial.

    Raises:
        ProtocolError: Unreadable, BOX_ERROR, or UNKNOWN_SHAPE where it is no device list.
    """
    fields = fields_of(answer_of(body))
    for name in ("devices_list", "devices", "media_devices"):
        if name in fields:
            items = (items_of(fields[name]) or [])[:MAX_DEVICES]
            return tuple(_device(fields_of(item)) for item in items if fields_of(item))
    raise ProtocolError(ProtocolErrorCode.UNKNOWN_SHAPE, keys=", ".join(str(key)[:40] for key in list(fields)[:20]))


def _device(item: Fields) -> ListedDevice:
    source = (item,)
    kind = text(first(source, "device_type", "media_device_type"))
    ip = text(first(source, "device_ip", "media_device_ip"))
    address = text(first(source, "device_key", "media_device_url"))
    return ListedDevice(
        device_id=text(first(source, "device_id", "media_device_id")) or "",
        name=text(first(source, "device_name", "media_device_name")) or "",
        ip=ip or (address if address is not None and "://" not in address else "") or "",
        relay=_relay(item),
        is_photo=None if kind is None else kind.lower() in ("photo", "0", "1", "4"),
    )


def _relay(item: Fields) -> bool | None:
    """Whether the entry names a relay. An empty block is none; no block, or one without an address, says nothing."""
    block = first((item,), "netRelay", "net_relay") if "netRelay" in item or "net_relay" in item else None
    if not isinstance(block, dict):
        return None
    if not block:
        return False
    addresses = [value for key, value in block.items() if str(key).lower() in ("ip", "address", "host", "action_ip")]
    return any(text(value) is not None for value in addresses) if addresses else None


def trial_request(generation: Generation, picture: bytes, device_ip: str | None) -> Request:
    """Return the call that has a photo recognised; it leaves a record in the box's history.

    Args:
        generation: V6, or one before.
        picture: JPEG or PNG.
        device_ip: In whose name; V6 takes None.
    """
    encoded = base64.b64encode(picture).decode()
    if generation is Generation.V6:
        said: dict[str, object] = {"rgb_image_base64": encoded, "with_register_photo": True}
        if device_ip is not None:
            said["media_device_ip"] = device_ip
        return Request("POST", Service.FACE, "/sophon/v2/face/search", json.dumps(said).encode())
    said = {"rgb_image_base64": encoded, "device_ip": device_ip or "", "need_register_photo": True}
    return Request("POST", Service.FACE, "/SophonMatch/api/PictureMatch", json.dumps(said).encode())


def decode_trial(body: bytes) -> TrialAnswer:
    """Decode the answer of either generation.

    Raises:
        ProtocolError: Unreadable, BOX_ERROR with the box's own code, or UNKNOWN_SHAPE.
    """
    fields = fields_of(answer_of(body))
    passed = first((fields,), "result", "retcode")
    if passed is None:
        raise ProtocolError(ProtocolErrorCode.UNKNOWN_SHAPE, keys=", ".join(str(key)[:40] for key in list(fields)[:20]))
    info = fields_of(fields.get("identity_info"))
    return TrialAnswer(
        passed=str(passed).strip().lower() in ("1", "true", "1.0"),
        person_id=text(first((fields, info), "identity_id")),
        person_name=text(first((fields, info), "name", "identity_name")),
        score=number(fields.get("score")),
        registered=first_picture((fields, info), "reg_pic", "register_image", "reg_image"),
    )


def error_code(error: ProtocolError) -> str:
    """Return the box's own error code in lower case, or "unreadable"."""
    if error.code is not ProtocolErrorCode.BOX_ERROR:
        return "unreadable"
    return (error.values.get("status") or error.values.get("error", "")).strip().lower() or "unreadable"
