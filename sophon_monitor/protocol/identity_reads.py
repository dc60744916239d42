"""Harmless reads that prove a box and say which one it is: requests and their answers (protocol.md 3.1, 3.4, 6.1)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sophon_monitor.protocol.answers import answer_of
from sophon_monitor.protocol.body import value_of_json
from sophon_monitor.protocol.errors import ProtocolError, ProtocolErrorCode
from sophon_monitor.protocol.identity import mac_text
from sophon_monitor.protocol.measurements import version_text
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.protocol.requests import (
    Request,
    Service,
    SystemCall,
    device_list_request,
    system_request,
    threshold_request,
)
from sophon_monitor.protocol.status import generation_of_version
from sophon_monitor.protocol.values import Fields, epoch_ms, fields_of, first, items_of, text
from sophon_monitor.protocol.wire_text import text_of


class IdentityCall(StrEnum):
    """What 8888 is asked about who it is."""

    HARDWARE = "hardware"  # proves a box
    SN = "sn"
    VERSION = "version"
    TIME = "time"
    HOST_NAME = "host_name"
    ADDRESSES = "addresses"


_V5_NAMES = {
    IdentityCall.HARDWARE: "hardwareInfo",
    IdentityCall.SN: "deviceSN",
    IdentityCall.HOST_NAME: "hostname",
    IdentityCall.ADDRESSES: "ip",
}
_V6_NAMES = {
    IdentityCall.HARDWARE: "gethardwareinfo",
    IdentityCall.SN: "getdevicesn",
    IdentityCall.HOST_NAME: "gethostname",
    IdentityCall.ADDRESSES: "getip",
}
_POLLED = {IdentityCall.VERSION: SystemCall.VERSION, IdentityCall.TIME: SystemCall.TIME}

# What a box says while it starts; nothing else says it.
_STARTING = frozenset({"DEVICE_INIT_ERROR", "GROUP_NOT_LOAD"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What one answer says of the box; all may be missing.

    Attributes:
        model: With the hardware version behind it where the box says it: "SE5 · SE50210".
        time_ms: The box's own clock, UTC epoch ms.
    """

    model: str | None = None
    sn: str | None = None
    mac: str | None = None
    software_version: str | None = None
    host_name: str | None = None
    time_ms: int | None = None


# -- port 5555 ---------------------------------------------------------------------------------------------------------

# In this order; each is refused by the boxes of the other generations.
FACE_PROOFS: tuple[tuple[Generation, Request], ...] = (
    (Generation.V6, device_list_request(Generation.V6)),
    (Generation.V5, device_list_request(Generation.V5)),
    (Generation.SE3, Request("GET", Service.FACE, "/SophonFogSys/api/groups")),
)
# Both exist since V5.7 only.
V57_CONFIG = threshold_request(Generation.V57)
V57_MONITOR = Request("GET", Service.SYSTEM, "/SophonSystem/api/monitor")
_V57_NAMES = frozenset({"THRESHOLD", "monitor_address_list", "report_period"})


def decode_groups(body: bytes) -> None:
    """Accept the list of groups of a box before V6.

    Raises:
        ProtocolError: It is none.
    """
    answer = answer_of(body)
    items = [fields_of(item) for item in (items_of(answer) or [])]
    if not any(str(key).startswith("group") for fields in items for key in fields):
        raise ProtocolError(ProtocolErrorCode.UNKNOWN_SHAPE, keys="no groups")


def speaks_v57(body: bytes) -> bool:
    """Whether this is an answer to V57_CONFIG or V57_MONITOR. Nothing of it is kept: a dump holds passwords."""
    try:
        return not _V57_NAMES.isdisjoint(fields_of(answer_of(body)))
    except ProtocolError:
        return False


def says_it_starts(body: bytes) -> bool:
    """Whether a box says that its cameras or its people are still being loaded."""
    try:
        said = value_of_json(text_of(body))
    except ProtocolError:
        return False
    error = fields_of(fields_of(said).get("error"))
    return any(text(error.get(name)) in _STARTING for name in ("code", "status", "message"))


# -- port 8888 ---------------------------------------------------------------------------------------------------------


def identity_request(call: IdentityCall, generation: Generation) -> Request:
    """Return the call for V6, or the one of V5.5-V5.7 for every other dialect."""
    if call in _POLLED:
        return system_request(_POLLED[call], generation)
    if generation is Generation.V6:
        return Request("POST", Service.SYSTEM, f"/sophon/v2/system/{_V6_NAMES[call]}", b"{}")
    return Request("GET", Service.SYSTEM, f"/SophonSystem/api/{_V5_NAMES[call]}")


def decode_identity(call: IdentityCall, body: bytes, host: str) -> Identity:
    """Decode the answer to `identity_request`; of several network sockets, that of `host` counts.

    Raises:
        ProtocolError: Unreadable, BOX_ERROR, or UNKNOWN_SHAPE where it is the answer to something else.
    """
    answer = answer_of(body)
    if call is IdentityCall.ADDRESSES:
        found = Identity(mac=_mac_of(answer, host))
    else:
        fields = fields_of((items_of(answer) or [{}])[0])
        found = _DECODERS[call](fields)
    if found == Identity():
        raise ProtocolError(ProtocolErrorCode.UNKNOWN_SHAPE, keys=call.value)
    return found


def _hardware(fields: Fields) -> Identity:
    """A model alone proves nothing: printers and cameras have one, too."""
    model, version = text(fields.get("model")), text(first((fields,), "hardwareVersion", "hardware_version"))
    sn = text(fields.get("device_sn"))
    is_box = sn is not None or (model is not None and (version or text(fields.get("product_version"))) is not None)
    if not is_box:
        return Identity()
    return Identity(model=" · ".join(part for part in (model, version) if part) or None, sn=sn)


def _serial(fields: Fields) -> Identity:
    return Identity(sn=text(fields.get("device_sn")))


def _version(fields: Fields) -> Identity:
    return Identity(software_version=version_text(first((fields,), "version", "app_gate_version", "sw_version")))


def _time(fields: Fields) -> Identity:
    return Identity(time_ms=epoch_ms(first((fields,), "time", "timestamp")))


def _host_name(fields: Fields) -> Identity:
    return Identity(host_name=text(fields.get("hostname")))


_DECODERS = {
    IdentityCall.HARDWARE: _hardware,
    IdentityCall.SN: _serial,
    IdentityCall.VERSION: _version,
    IdentityCall.TIME: _time,
    IdentityCall.HOST_NAME: _host_name,
}


def _mac_of(answer: object, host: str) -> str | None:
    """MAC of the socket with this address, else of the one with a gateway (WAN), else of the first."""
    listed = fields_of(answer).get("address_list", answer)
    sockets = [fields for item in (items_of(listed) or []) if (fields := fields_of(item)).get("mac")]
    sockets.sort(key=lambda fields: (text(fields.get("ip")) != host, text(fields.get("gateway")) is None))
    return mac_text(sockets[0]["mac"]) if sockets else None


# -- both --------------------------------------------------------------------------------------------------------------


def generation_found(
    face: Generation | None, system: Generation | None, version: str | None, *, has_v57_calls: bool
) -> Generation | None:
    """Return the generation of a box.

    Args:
        face: Whose call 5555 answered: V6, V5 (with a device list) or SE3 (groups alone); None for no answer.
        system: Whose call 8888 answered: V6 or V5.
        version: Of the software.
        has_v57_calls: Whether a call was answered that exists since V5.7 only.
    """
    if Generation.V6 in (face, system):
        return Generation.V6
    if Generation.V5 not in (face, system):
        return face
    told = generation_of_version(version)
    if told in (Generation.V5, Generation.V57):
        return told
    return Generation.V57 if has_v57_calls else Generation.V5
