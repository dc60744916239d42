"""Reading one report setting of a box: its calls one after the other, only the keys that matter kept."""

from __future__ import annotations

from sophon_monitor.protocol import report_settings as settings
from sophon_monitor.protocol.errors import ProtocolError, ProtocolErrorCode
from sophon_monitor.protocol.report_settings import SettingName
from sophon_monitor.protocol.requests import Request
from sophon_monitor.services.box_calls import BoxCalls, CallFailed


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
            bodies.append((await calls.call(request)).body)
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
