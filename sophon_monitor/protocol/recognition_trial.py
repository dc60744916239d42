"""Trying a recognition from here: in whose name a photo can be sent, the call, the answer (protocol.md 3.8).

A pass at a device with a relay opens a door, so what is known of relays is read here too.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from sophon_monitor.protocol.answers import answer_of
from sophon_monitor.protocol.errors import ProtocolError, ProtocolErrorCode
from sophon_monitor.protocol.messages import Generation, Picture
from sophon_monitor.protocol.pictures import first_picture
from sophon_monitor.protocol.requests import Request, Service
from sophon_monitor.protocol.values import Fields, fields_of, first, is_absent, items_of, number, text

MAX_DEVICES = 512
_DOORS = frozenset({"gate", "door", "0", "4"})  # protocol.md 2.14: 0 gate, 4 door access
_PHOTO = frozenset({"photo", "1", "snapshot"}) | _DOORS
_RELAY_ADDRESS = frozenset({"ip", "address", "host", "url", "action_ip"})


@dataclass(frozen=True, slots=True)
class ListedDevice:
    """One entry of a device list, as far as a trial needs it.

    Attributes:
        ip: As the box knows it, "" where the entry does not say.
        hosts: All addresses of it: its ip, and what its URL names.
        relay: True where it has one, None where the entry does not say.
        is_door: It is a turnstile or a door by its own type.
        is_photo: Whether it delivers pictures; None where the entry does not say.
    """

    device_id: str
    name: str
    ip: str
    hosts: frozenset[str]
    relay: bool | None
    is_door: bool
    is_photo: bool | None


@dataclass(frozen=True, slots=True)
class TrialAnswer:
    """What a box said about a photo.

    Attributes:
        score: As sent; 0-100 on V6, of an uncertain scale before.
    """

    passed: bool
    person_id: str | None = field(repr=False)
    person_name: str | None = field(repr=False)
    score: float | None
    registered: Picture = field(repr=False)


def decode_devices(body: bytes) -> tuple[ListedDevice, ...]:
    """Decode a device list for a trial.

    Raises:
        ProtocolError: Unreadable, BOX_ERROR, or UNKNOWN_SHAPE where it is no device list.
    """
    fields = fields_of(answer_of(body))
    for name in ("devices_list", "devices", "media_devices"):
        if name in fields:
            items = items_of(fields[name])
            if items is None or len(items) > MAX_DEVICES or not all(fields_of(item) for item in items):
                break  # what is not read could have a relay
            return tuple(_device(fields_of(item)) for item in items)
    raise _unknown(fields)


def _device(item: Fields) -> ListedDevice:
    source = (item,)
    kind = text(first(source, "device_type", "media_device_type"))
    ip = text(first(source, "device_ip", "media_device_ip"))
    address = text(first(source, "device_key", "media_device_url")) or ""
    ip = ip or ("" if "://" in address else address)
    return ListedDevice(
        device_id=text(first(source, "device_id", "media_device_id")) or "",
        name=text(first(source, "device_name", "media_device_name")) or "",
        ip=ip,
        hosts=frozenset({ip, _host_of(address)} - {""}),
        relay=_relay(item),
        is_door=kind is not None and kind.lower() in _DOORS,
        is_photo=None if kind is None else kind.lower() in _PHOTO,
    )


def _host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # a bracket that is not closed
        return ""


def _relay(item: Fields) -> bool | None:
    """Whether the entry names a relay. An empty block is none; no block, or one without an address, says nothing."""
    found = [_relay_in(item[name]) for name in ("netRelay", "net_relay") if name in item]
    if not found or (None in found and True not in found):
        return None
    return True in found


def _relay_in(block: object) -> bool | None:
    if not isinstance(block, dict):
        return None
    if not block:
        return False
    addresses = [value for key, value in block.items() if str(key).lower() in _RELAY_ADDRESS]
    return any(not is_absent(value) for value in addresses) if addresses else None


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
    passed = _PASSED.get(str(first((fields,), "result", "retcode")).strip().lower())
    if passed is None:
        raise _unknown(fields)
    info = fields_of(fields.get("identity_info"))
    return TrialAnswer(
        passed=passed,
        person_id=text(first((fields, info), "identity_id")),
        person_name=text(first((fields, info), "name", "identity_name")),
        score=number(fields.get("score")),
        registered=first_picture((fields, info), "reg_pic", "register_image", "reg_image"),
    )


_PASSED = {"1": True, "true": True, "1.0": True, "0": False, "false": False, "0.0": False}


def _unknown(fields: Fields) -> ProtocolError:
    keys = ", ".join(str(key)[:40] for key in list(fields)[:20])
    return ProtocolError(ProtocolErrorCode.UNKNOWN_SHAPE, keys=keys.encode("utf-8", "replace").decode())


def error_code(error: ProtocolError) -> str:
    """Return the box's own error code in lower case, a number by its name (protocol.md 5.2), or "unreadable"."""
    if error.code is not ProtocolErrorCode.BOX_ERROR:
        return "unreadable"
    code, words = error.values["error"].strip().lower(), error.values["message"].strip()
    if status := error.values.get("status", "").strip().lower():
        return status
    if code.isdigit() and code not in _NAMES_OF_NUMBERS and words.isupper() and " " not in words:
        return words.lower()  # boxes up to V5.7 may say there what V6 says in its code
    return _NAMES_OF_NUMBERS.get(code, code) or "unreadable"


_NAMES_OF_NUMBERS = {
    "40003": "image_error",
    "40004": "no_face",
    "40006": "low_quality_error",
    "40007": "image_size_too_large_error",
    "40008": "empty_group_error",
    "40013": "group_not_load",
    "40401": "id_not_found",
    "40491": "id_not_found",
}
