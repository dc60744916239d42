"""What decides whether a face is recognised: threshold, smallest face, arming periods, people (protocol.md 3.2, 3.6).

Single values are asked for by name where the box can; of a dump nothing but these keys is kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from sophon_monitor.protocol.answers import answer_of
from sophon_monitor.protocol.errors import ProtocolError
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.protocol.requests import Request, Service
from sophon_monitor.protocol.values import epoch_ms, fields_of, first, items_of, number, text

_NAMES: Mapping[Generation, Mapping[str, tuple[str, ...]]] = {
    Generation.V57: {
        "threshold": ("THRESHOLD",),
        "face": ("REG_MIN_FACE",),
        "deduplication": ("DUPLICATE_REMOVAL_TIMEOUT",),
        "mode": ("APPLY_MODE",),
        "arming": ("REGN_TIME_PART1", "REGN_TIME_PART1_SWITCH", "REGN_TIME_PART2", "REGN_TIME_PART2_SWITCH"),
    },
    Generation.V6: {
        "threshold": ("MATCH_THRESHOLD",),
        "face": ("REGN_MIN_FACE",),
        "deduplication": ("GATE_DUPLICATE_REMOVAL_TIMEOUT",),
        "mode": ("GATE_APPLY_MODE",),
        "arming": ("REGN_TIME_PART1", "REGN_TIME_PART1_SWITCH", "REGN_TIME_PART2", "REGN_TIME_PART2_SWITCH"),
    },
}
_OFF = frozenset({"0", "false", "off", "no", "close", "closed"})
_TIME = re.compile(r"(?<!\d)([01]?\d|2[0-4])[::]([0-5]\d)(?:[::][0-5]\d)?(?!\d)")


@dataclass(frozen=True, slots=True)
class ArmingPeriod:
    """From and to, minutes of the day; `to` before `since` goes over midnight."""

    since: int
    to: int

    def holds(self, minute: int) -> bool:
        """Whether a minute of the day lies in it."""
        if self.since <= self.to:
            return self.since <= minute < self.to
        return minute >= self.since or minute < self.to


def setting_names(generation: Generation, what: str) -> tuple[str, ...]:
    """Return the config names for "threshold", "face", "deduplication", "mode" or "arming"; () where there are none."""
    return _NAMES.get(generation, {}).get(what, ())


def config_request(generation: Generation, name: str) -> Request:
    """Return the call for one config value alone: a full dump would hold passwords."""
    if generation is Generation.V6:
        body = json.dumps({"config_name": name}).encode()
        return Request("POST", Service.FACE, "/sophon/v2/face/getconfigs", body)
    return Request("GET", Service.FACE, f"/SophonConfig/api/Configs/{name}")


def decode_config(body: bytes, name: str) -> object | None:
    """Return one value out of a configs answer, None where it is not there.

    Raises:
        ProtocolError: Unreadable, or BOX_ERROR.
    """
    return fields_of(answer_of(body)).get(name)


def arming_periods(values: Mapping[str, object]) -> tuple[ArmingPeriod, ...] | None:
    """Return the periods that are switched on, () where none is (always armed), None where they cannot be read.

    Their form is not documented: any text, list or object with two times is taken.
    """
    periods: list[ArmingPeriod] = []
    readable = False
    for part in ("1", "2"):
        value, switch = values.get(f"REGN_TIME_PART{part}"), values.get(f"REGN_TIME_PART{part}_SWITCH")
        if switch is None:
            continue
        if str(switch).strip().lower() in _OFF:
            readable = True
            continue
        times = [int(hour) * 60 + int(minute) for hour, minute in _TIME.findall(json.dumps(value))]
        if len(times) < 2:
            return None
        readable = True
        periods.append(ArmingPeriod(times[0], times[1]))
    return tuple(periods) if readable else None


def people_request(generation: Generation) -> Request:
    """Return the call that tells how many people are registered, with as few of them as it can be asked for."""
    if generation is Generation.V6:
        return Request("POST", Service.FACE, "/sophon/v2/face/getidentities", b'{"page_limit": 1, "page_index": 0}')
    return Request("GET", Service.FACE, "/SophonFogSys/api/groups")


def legacy_people_request() -> Request:
    """Return the call for one registered person, for boxes whose groups have no size."""
    return Request("GET", Service.FACE, "/SophonFogSys/api/users?group_name=default_group&skip_num=0&limit=1")


def decode_people(body: bytes) -> int | None:
    """Return how many people are registered, None where the answer does not say. Nothing of a person is kept.

    Raises:
        ProtocolError: Unreadable, or BOX_ERROR.
    """
    fields = fields_of(answer_of(body))
    pages = fields_of(fields.get("pagination"))
    total = number(first((pages, fields), "total_count"))
    if total is not None:
        return int(total)
    groups = items_of(first((fields,), "groups_list", "groups"))
    if groups is not None:
        sizes = [number(first((fields_of(group),), "size", "count", "group_size")) for group in groups]
        return int(sum(size for size in sizes if size is not None)) if any(s is not None for s in sizes) else None
    people = items_of(first((fields,), "identities_list", "identities"))
    return None if people is None else len(people)


def newest_events_request(generation: Generation, since_s: float) -> Request:
    """Return the call for the newest events since then (UTC epoch seconds); V6 is asked without a filter.

    Whether V6 takes its times in ms or s is not certain (protocol.md 10, question 16).
    """
    if generation is Generation.V6:
        return Request("POST", Service.FACE, "/sophon/v2/face/getevents", b'{"page_limit": 30, "page_index": 0}')
    query = f"per_page=30&page=0&datetime_gte={int(since_s)}"
    return Request("GET", Service.FACE, f"/SophonFace/api/events?{query}")


def decode_event_times(body: bytes) -> tuple[float, ...]:
    """Return when the events were (UTC epoch seconds by the box's clock), oldest first. Nothing else is kept.

    Raises:
        ProtocolError: Unreadable, or BOX_ERROR.
    """
    answer = answer_of(body)
    items = items_of(answer) if isinstance(answer, list) else items_of(first((fields_of(answer),), "events", "data"))
    times = [epoch_ms(first((fields_of(item),), "timestamp")) for item in items or []]
    return tuple(sorted(ms / 1000 for ms in times if ms is not None))


def system_mode_request(generation: Generation) -> Request:
    """Return the call for the system mode ("0": bare, without the face service)."""
    if generation is Generation.V6:
        return Request("POST", Service.SYSTEM, "/sophon/v2/system/getsystemmode", b"{}")
    return Request("GET", Service.SYSTEM, "/SophonSystem/api/systemMode")


def decode_system_mode(body: bytes) -> str | None:
    """Return the system mode as text.

    Raises:
        ProtocolError: Unreadable, or BOX_ERROR.
    """
    answer = answer_of(body)
    return text(first((fields_of(answer),), "system_mode", "systemMode", "mode")) or text(answer)


def is_legacy_answer(body: bytes) -> bool:
    """Whether a body is what boxes up to V5.7 answer: `data`, or an error object of theirs."""
    try:
        value = json.loads(body)
    except (ValueError, UnicodeDecodeError, RecursionError):
        return False
    if not isinstance(value, dict):
        return False
    try:
        answer_of(body)
    except ProtocolError:
        return isinstance(value.get("error"), dict) and "code" in value["error"]
    return "data" in value
