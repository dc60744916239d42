"""Reading and writing one report setting of a box: only the keys that matter are kept, every call has an end."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

from sophon_monitor.protocol import report_settings as settings
from sophon_monitor.protocol.answers import decode_system
from sophon_monitor.protocol.errors import ProtocolError, ProtocolErrorCode
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.protocol.report_settings import SettingName
from sophon_monitor.protocol.requests import Request, SystemCall, system_request
from sophon_monitor.services.box_calls import BoxCalls, CallFailed

log = logging.getLogger(__name__)

CALL_AT_MOST_S = 15.0  # a box that drips one byte every few seconds never lets a read time out
SN_AT_MOST_S = 2.0  # SE3 has no system API; some networks drop what goes to a closed port

# What a call fails with before the box has heard of it.
_NEVER_ARRIVED = frozenset({"refused", "timeout", "no_route", "unreachable"})


class NotReadable(Exception):  # noqa: N818 - what it is
    """A setting cannot be read, so it is not changed.

    Attributes:
        problem: Code of `domain.borrowing.ReportProblem` or `Step`.
        detail: Short technical text, English.
    """

    def __init__(self, problem: str, detail: str = "") -> None:
        """Keep code and text."""
        super().__init__(f"{problem}: {detail}")
        self.problem, self.detail = problem, detail


@dataclass(frozen=True, slots=True)
class WriteAnswer:
    """What a box said to a write; the proof is reading back.

    Attributes:
        lost: No answer came: the box may have taken it, may take it yet, or never.
        refused: Keys that the box says it did not take.
    """

    lost: bool = False
    refused: tuple[str, ...] = ()


async def read_values(calls: BoxCalls, name: SettingName) -> dict[str, object]:
    """Read a setting; where single names are not known to the box, out of its dump.

    Raises:
        NotReadable: The box does not answer, or does not tell the present addresses.
    """
    try:
        return await _read(calls, name, settings.read_requests(name))
    except NotReadable as cause:
        dump = settings.dump_request(name)
        if dump is None or cause.problem not in ("not_readable", "refused_by_box"):
            raise
        return await _read(calls, name, (dump,))


async def _read(calls: BoxCalls, name: SettingName, requests: tuple[Request, ...]) -> dict[str, object]:
    bodies: list[bytes] = []
    for number, request in enumerate(requests):
        try:
            async with asyncio.timeout(CALL_AT_MOST_S):
                bodies.append((await calls.call(request)).body)
        except TimeoutError:
            raise NotReadable("too_slow", f"no whole answer within {CALL_AT_MOST_S:g} s") from None
        except CallFailed as cause:
            if number and cause.problem == "http_status":
                continue  # the period; the addresses came with the first call
            raise NotReadable(*_reason(cause)) from cause
    try:
        return settings.decode_values(name, bodies)
    except ProtocolError as error:
        problem = "refused_by_box" if error.code is ProtocolErrorCode.BOX_ERROR else "not_readable"
        raise NotReadable(problem, error.values.get("error", "")) from error


def _reason(cause: CallFailed) -> tuple[str, str]:
    if cause.problem == "http_status":
        return ("not_readable", cause.detail)
    return (cause.problem, cause.detail)


async def write_values(
    calls: BoxCalls, name: SettingName, changed: settings.Values, present: settings.Values
) -> WriteAnswer:
    """Write the changed keys with the neighbours as they are now.

    Raises:
        CallFailed: The box could not be reached at all; nothing was written.
    """
    request = settings.write_request(name, settings.body_values(name, changed, present))
    try:
        async with asyncio.timeout(CALL_AT_MOST_S):
            body = (await calls.write(request)).body
    except TimeoutError:
        log.warning("writing %s: no whole answer within %g s", name, CALL_AT_MOST_S)
        return WriteAnswer(lost=True)
    except CallFailed as cause:
        if cause.problem in _NEVER_ARRIVED:
            raise
        log.warning("writing %s: %s", name, cause.problem)
        if cause.problem != "http_status":
            return WriteAnswer(lost=True)
        return WriteAnswer(refused=settings.refused_keys(changed, cause.body) or tuple(changed))
    return WriteAnswer(refused=settings.refused_keys(changed, body))


async def serial_number(calls: BoxCalls, generation: Generation | None) -> str | None:
    """Return the serial number that answers at the address, None where it cannot be read."""
    try:
        async with asyncio.timeout(SN_AT_MOST_S):
            answer = await calls.call(system_request(SystemCall.SN, generation or Generation.V5))
        return decode_system(SystemCall.SN, answer.body).sn
    except (CallFailed, ProtocolError, TimeoutError):
        return None


def is_other_box(expected: str | None, answering: str | None) -> bool:
    """Whether two serial numbers that are both known are those of two boxes."""
    if not expected or not answering:
        return False
    return expected.strip().casefold() != answering.strip().casefold()
