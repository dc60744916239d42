"""Where a box sends its reports: reading, changing and putting back those settings (protocol.md 3.2).

Values keep the JSON type in which they were read, so that what is put back is what was there. Of a configuration dump
only the keys named here are kept: the others hold passwords.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sophon_monitor.protocol.answers import answer_of
from sophon_monitor.protocol.errors import ProtocolError, ProtocolErrorCode
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.protocol.requests import Request, Service
from sophon_monitor.protocol.values import fields_of, number

Values = Mapping[str, object]


class ReportKind(StrEnum):
    """A report that may be borrowed. History is none of them: our 200 would mark its events as delivered."""

    STATUS = "status"  # the box's heartbeat; on SE3 and V5.2-V5.6 with its cameras
    CAMERAS = "cameras"  # the cameras' heartbeat of V5.7 and V6
    EVENTS = "events"  # recognitions by HTTP POST, SE3 only


class SettingName(StrEnum):
    """One setting on one generation. The journal names them so; never rename one."""

    SE3_STATUS = "se3.MonitorServerUrl"
    SE3_EVENTS = "se3.EventServerUrl"
    V57_STATUS = "v57.monitor"
    V57_CAMERAS = "v57.WEB_HEART"
    V6_STATUS = "v6.systemmonitorconfig"
    V6_CAMERAS = "v6.MEDIA_DEVICE_MONITOR"
    V6_CAMERAS_WEB_HEART = "v6.WEB_HEART"


class _Shape(StrEnum):
    LIST = "list"  # a JSON list of addresses
    COMMAS = "commas"  # one text, addresses separated by commas
    SINGLE = "single"  # one address; whether it takes more is an open question (protocol.md 10, question 7)


@dataclass(frozen=True, slots=True)
class _Setting:
    """One row of the table in protocol.md 3.2.

    Attributes:
        url_key, period_key: What may be changed.
        neighbours: What must be sent along unchanged.
        reads: Calls that together give the values.
        dump: What to ask where a box does not know single names.
        wrapped: Whether the keys stand in `config_dict`; such a call changes only the keys that it names.
        unread: What is sent for a neighbour that a box does not give back.
    """

    kind: ReportKind
    shape: _Shape
    url_key: str
    period_key: str | None
    reads: tuple[Request, ...]
    write: tuple[str, Service, str]
    neighbours: tuple[str, ...] = ()
    dump: Request | None = None
    wrapped: bool = False
    unread: Values = field(default_factory=dict)


def _get(service: Service, path: str) -> Request:
    return Request("GET", service, path)


def _v6_config(name: str) -> Request:
    return Request("POST", Service.FACE, "/sophon/v2/face/getconfigs", json.dumps({"config_name": name}).encode())


def _v6_cameras(url_key: str, period_key: str) -> _Setting:
    return _Setting(
        ReportKind.CAMERAS,
        _Shape.SINGLE,
        url_key,
        period_key,
        (_v6_config(url_key), _v6_config(period_key)),
        ("POST", Service.FACE, "/sophon/v2/face/setconfigs"),
        dump=Request("POST", Service.FACE, "/sophon/v2/face/getconfigs", b"{}"),
        wrapped=True,
    )


_FOG = "/SophonFogSys/api"
_CONFIGS = "/SophonConfig/api/Configs"
_SETTINGS: dict[SettingName, _Setting] = {
    SettingName.SE3_STATUS: _Setting(
        ReportKind.STATUS,
        _Shape.SINGLE,
        "monitor_server_url",
        "reported_peroid",
        (_get(Service.FACE, f"{_FOG}/MonitorServerUrl"),),
        ("POST", Service.FACE, f"{_FOG}/MonitorServerUrl"),
        neighbours=("reported_peroid", "content-type"),
        unread={"content-type": "json"},  # "only json is supported for now"
    ),
    SettingName.SE3_EVENTS: _Setting(
        ReportKind.EVENTS,
        _Shape.LIST,
        "event_server_url",
        None,
        (_get(Service.FACE, f"{_FOG}/EventServerUrl"),),
        ("POST", Service.FACE, f"{_FOG}/EventServerUrl"),
        neighbours=("real_need_reg_pic", "content-type"),
        unread={"content-type": "json"},
    ),
    SettingName.V57_STATUS: _Setting(
        ReportKind.STATUS,
        _Shape.LIST,
        "monitor_address_list",
        "report_period",
        (_get(Service.SYSTEM, "/SophonSystem/api/monitor"),),
        ("POST", Service.SYSTEM, "/SophonSystem/api/monitor"),
        neighbours=("report_period", "dev_sno"),
    ),
    SettingName.V57_CAMERAS: _Setting(
        ReportKind.CAMERAS,
        _Shape.SINGLE,
        "WEB_HEART_URL",
        "WEB_HEART_TIME",
        (_get(Service.FACE, f"{_CONFIGS}/WEB_HEART_URL"), _get(Service.FACE, f"{_CONFIGS}/WEB_HEART_TIME")),
        ("PUT", Service.FACE, _CONFIGS),
        dump=_get(Service.FACE, _CONFIGS),
        wrapped=True,
    ),
    SettingName.V6_STATUS: _Setting(
        ReportKind.STATUS,
        _Shape.COMMAS,
        "device_monitor_url",
        "device_monitor_report_period",
        (Request("POST", Service.SYSTEM, "/sophon/v2/system/getsystemmonitorconfig", b"{}"),),
        ("POST", Service.SYSTEM, "/sophon/v2/system/setsystemmonitorconfig"),
        neighbours=("device_monitor_report_period", "reporter_id"),
    ),
    SettingName.V6_CAMERAS: _v6_cameras("MEDIA_DEVICE_MONITOR_URL", "MEDIA_DEVICE_MONITOR_REPORT_PEROID"),
    SettingName.V6_CAMERAS_WEB_HEART: _v6_cameras("WEB_HEART_URL", "WEB_HEART_TIME"),
}
# Per report the settings to look for, in that order; the first that the box gives back is the one.
_CANDIDATES: dict[Generation, tuple[tuple[SettingName, ...], ...]] = {
    Generation.SE3: ((SettingName.SE3_STATUS,), (SettingName.SE3_EVENTS,)),
    # V5.2-V5.6: no page of their manuals says how to read it; only what can be read is ever written.
    Generation.V5: ((SettingName.SE3_STATUS,),),
    Generation.V57: ((SettingName.V57_STATUS,), (SettingName.V57_CAMERAS,)),
    Generation.V6: ((SettingName.V6_STATUS,), (SettingName.V6_CAMERAS, SettingName.V6_CAMERAS_WEB_HEART)),
}


# -- reading -----------------------------------------------------------------------------------------------------------


def candidates(generation: Generation) -> tuple[tuple[SettingName, ...], ...]:
    """Return, per report that boxes of this generation send, the settings that may hold it, likeliest first."""
    return _CANDIDATES[generation]


def kind_of_setting(name: SettingName) -> ReportKind:
    """Return which report the setting is about."""
    return _SETTINGS[name].kind


def read_requests(name: SettingName) -> tuple[Request, ...]:
    """Return the calls whose answers together hold the values; each changes nothing."""
    return _SETTINGS[name].reads


def dump_request(name: SettingName) -> Request | None:
    """Return what to ask a box that does not know single names, None where there is no other way."""
    return _SETTINGS[name].dump


def decode_values(name: SettingName, bodies: Sequence[bytes]) -> dict[str, object]:
    """Return the values of the setting out of the answers, JSON types as they came; nothing else is kept.

    Raises:
        ProtocolError: Unreadable, BOX_ERROR, or UNKNOWN_SHAPE where the addresses are not among the answers: null and
            missing are not "", which means "no address".
    """
    setting = _SETTINGS[name]
    wanted = {setting.url_key, setting.period_key, *setting.neighbours}
    found: dict[str, object] = {}
    for place, body in enumerate(bodies):
        try:
            fields = fields_of(answer_of(body))
        except ProtocolError:
            if place == 0:
                raise
            continue  # the period; the addresses came with the first answer
        found |= {key: value for key, value in fields.items() if key in wanted and value is not None}
    url = found.get(setting.url_key)
    if not (isinstance(url, str) or (isinstance(url, list) and all(isinstance(item, str) for item in url))):
        raise ProtocolError(ProtocolErrorCode.UNKNOWN_SHAPE, keys=", ".join(sorted(found)))
    return found


def urls_of(name: SettingName, values: Values) -> tuple[str, ...]:
    """Return the addresses that are set, without blanks and empty ones."""
    value = values.get(_SETTINGS[name].url_key)
    parts = value if isinstance(value, list) else str(value or "").split(",")
    return tuple(part.strip() for part in parts if part.strip())


def takes_several(name: SettingName, values: Values) -> bool:
    """True where an address may be added: a list, a text with commas, or a single value that holds several already."""
    return _SETTINGS[name].shape is not _Shape.SINGLE or len(urls_of(name, values)) > 1


def period_s(name: SettingName, values: Values) -> float | None:
    """Return the seconds between two reports, None where the box does not say."""
    key = _SETTINGS[name].period_key
    return number(values.get(key)) if key is not None else None


def cannot_read(name: SettingName, values: Values) -> tuple[str, ...]:
    """Return the fields that must be sent along and were not given back: they are named before anything is written."""
    return tuple(key for key in _SETTINGS[name].neighbours if key not in values)


# -- writing -----------------------------------------------------------------------------------------------------------


def changed_values(
    name: SettingName, values: Values, ours: str, *, is_ours: Callable[[str], bool], new_period_s: float | None = None
) -> dict[str, object]:
    """Return the keys that change when `ours` is set, with their new values.

    Earlier addresses of ours go. Behind the customer's where several are possible, else instead of them. A period that
    the box does not tell is never changed: it could not be put back.
    """
    setting = _SETTINGS[name]
    others = [url for url in urls_of(name, values) if not is_ours(url)]
    kept = others if takes_several(name, values) else []
    changed: dict[str, object] = {setting.url_key: _spelt(values[setting.url_key], [*kept, ours])}
    if new_period_s is not None and setting.period_key is not None and setting.period_key in values:
        whole = int(new_period_s)
        period: object = whole if whole == new_period_s else new_period_s
        # A box that said its period as text gets it as text.
        changed[setting.period_key] = str(period) if isinstance(values[setting.period_key], str) else period
    return changed


def _spelt(present: object, urls: Sequence[str]) -> object:
    """Addresses in the type that the box uses."""
    return list(urls) if isinstance(present, list) else ",".join(urls)


def without(name: SettingName, values: Values, is_ours: Callable[[str], bool]) -> dict[str, object]:
    """Return the addresses' key with everything but ours; to the letter as it is where none of ours is in it."""
    url_key, urls = _SETTINGS[name].url_key, urls_of(name, values)
    others = [url for url in urls if not is_ours(url)]
    present = values[url_key]
    return {url_key: present if len(others) == len(urls) else _spelt(present, others)}


def customers_values(
    name: SettingName, changed: Values, present: Values, is_ours: Callable[[str], bool]
) -> dict[str, object]:
    """Return what the journal keeps: the present values of the keys that change, without addresses of ours in them."""
    return values_at(changed, present) | without(name, present, is_ours)


def values_at(keys: Values, present: Values) -> dict[str, object]:
    """Return the present values of exactly these keys; one that the box does not give back is left out."""
    return {key: present[key] for key in keys if key in present}


def body_values(name: SettingName, changed: Values, present: Values) -> dict[str, object]:
    """Return all that is sent: the changed keys, and the required neighbours as the box has them now."""
    setting = _SETTINGS[name]
    resent = {key: present.get(key, setting.unread.get(key)) for key in setting.neighbours}
    return {key: value for key, value in resent.items() if value is not None} | dict(changed)


def write_request(name: SettingName, body: Values) -> Request:
    """Return the call that writes these values (from `body_values`)."""
    setting = _SETTINGS[name]
    said = {"config_dict": dict(body)} if setting.wrapped else dict(body)
    method, service, path = setting.write
    return Request(method, service, path, json.dumps(said).encode())


def refused_keys(changed: Values, body: bytes) -> tuple[str, ...]:
    """Return the keys that a box says it did not take (V5.7 failed_configs, V6 CONFIG_ITEM_FAIL; others are applied).

    All keys where its error names none of them; none where the answer says nothing. Only reading back is a proof.
    """
    try:
        failed = fields_of(answer_of(body)).get("failed_configs")
    except ProtocolError as error:
        if error.code is not ProtocolErrorCode.BOX_ERROR:
            return ()
        named = tuple(key for key in changed if key in error.values["message"])
        return named or tuple(changed)
    if not isinstance(failed, list | dict | str):
        return ()
    return tuple(key for key in changed if key in failed)


# -- comparing ---------------------------------------------------------------------------------------------------------


def equal_values(one: Values, other: Values) -> bool:
    """True where both hold the same keys with the same JSON values; 1, 1.0, "1" and true are four values."""
    return json.dumps(dict(one), sort_keys=True) == json.dumps(dict(other), sort_keys=True)


def means(name: SettingName, wanted: Values, present: Values) -> bool:
    """True where the box holds what was wanted, in whatever spelling: boxes add commas, and turn 6 into 6.0 or "6"."""
    return all(_same(name, key, value, present) for key, value in wanted.items())


def is_untouched(name: SettingName, present: Values, original: Values, written: Sequence[Values]) -> bool:
    """True where each key that we changed holds what we wrote, or the original: nobody else has changed it.

    Key by key, because a box may have taken only some.
    """
    return all(
        any(_same(name, key, known[key], present) for known in (original, *written) if key in known) for key in original
    )


def _same(name: SettingName, key: str, value: object, present: Values) -> bool:
    if key not in present:
        return False
    if key == _SETTINGS[name].url_key:
        return urls_of(name, {key: value}) == urls_of(name, present)
    return present[key] == value or (number(value) is not None and number(present[key]) == number(value))
