"""What all HTTP services of a simulated box share: envelopes, errors, the faults `silent` and `slow`."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress

from aiohttp import web

from sophon_monitor.simulator.dialects.moments import Json
from sophon_monitor.simulator.faults import SLOW_S
from sophon_monitor.simulator.planted import REDIRECT_TARGET

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
ENDLESS_PAUSE_S = 0.05
MAX_BODY_BYTES = 8 * 1024 * 1024
# Parts of paths that wipe, reboot, open doors or change the network, whatever the method.
_DANGEROUS = (
    *("wipe", "eventaction", "clear_all", "gatecontrollermode", "downloadpackage", "frpcontrol"),
    *("setip", "deletemediadevice", "deleteidentit"),
)


class Refused(Exception):  # noqa: N818 - what happened
    """A call that the box answers with its error object.

    Attributes:
        status: Of HTTP.
    """

    def __init__(self, error: Json, status: int) -> None:
        """Keep the error object."""
        super().__init__(str(error))
        self.error = error
        self.status = status


def legacy_error(code: int, name: str, message: str = "") -> Refused:
    """V2-V5.7: a number, whose first three digits are the HTTP status."""
    words = message or name.replace("_", " ").lower()
    return Refused({"code": code, "message": words, "status": name}, int(str(code)[:3]))


def v6_error(code: str, message: str = "", status: int = 400) -> Refused:
    """V6: a word."""
    return Refused({"code": code, "message": message}, status)


def data(said: object) -> web.Response:
    """V2-V5.7: the answer in `data`."""
    return web.json_response({"data": said})


def data_and(said: object, **beside: object) -> web.Response:
    """V2-V5.7: the answer in `data`, with something beside it."""
    return web.json_response({"data": said, **beside})


def bare(said: Json) -> web.Response:
    """V6: the answer as it is."""
    return web.json_response(said, dumps=lambda value: json.dumps(value, ensure_ascii=False))


async def legacy_body(request: web.Request) -> Json:
    """The JSON object of a legacy call.

    Raises:
        Refused: Wrong content type, nothing there, or no object.
    """
    if request.content_type != "application/json":
        raise legacy_error(40001, "UNSUPPORT_CONTENT_TYPE", request.content_type)
    body = await request.read()
    if not body.strip():
        raise legacy_error(40002, "EMPTY_REQUEST_JSON")
    try:
        said = json.loads(body)
    except ValueError:
        raise legacy_error(40000, "BAD_REQUEST", "not JSON") from None
    if not isinstance(said, dict):
        raise legacy_error(40091, "PARAM_ERROR")
    return said


async def v6_body(request: web.Request) -> Json:
    """The JSON object of a V6 call.

    Raises:
        Refused: Wrong content type, nothing there, or no object.
    """
    if request.content_type != "application/json":
        raise v6_error("UNSUPPORT_CONTENT_TYPE")
    body = await request.read()
    if not body.strip():
        raise v6_error("EMPTY_REQUEST_JSON")
    try:
        said = json.loads(body)
    except ValueError:
        raise v6_error("INVALID_REQUEST_JSON") from None
    if not isinstance(said, dict):
        raise v6_error("INVALID_REQUEST_JSON")
    return said


def is_forbidden(method: str, path: str) -> bool:
    """Whether a call that no page serves should never have been made (protocol.md 3.9).

    Reads in the words of another generation are how a box is found out about, and do no harm.
    """
    small = path.lower()
    if any(word in small for word in _DANGEROUS):
        return True
    if method in ("GET", "HEAD"):
        return False
    name = small.rpartition("/")[2]
    return not (method == "POST" and small.startswith("/sophon/v2/") and name.startswith("get"))


def new_application(
    faults: Collection[str], is_v6: bool, dice: random.Random, forbidden: list[str] | None = None
) -> web.Application:
    """An application whose refusals are this generation's error objects.

    Args:
        faults: What is wrong with the box.
        is_v6: Whether its errors are V6's.
        dice: For the time that a slow box takes.
        forbidden: Gets the calls that nobody should make, as "METHOD PATH".
    """
    calls = [] if forbidden is None else forbidden

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        if "silent" in faults:
            await asyncio.Event().wait()
        if "slow" in faults:
            await asyncio.sleep(dice.uniform(*SLOW_S))
        if (strange := await _strange_answer(request, faults)) is not None:
            return strange
        try:
            return await handler(request)
        except Refused as refused:
            return web.json_response({"error": refused.error}, status=refused.status)
        except web.HTTPException as error:
            if error.status < 400:
                raise
            if error.status in (404, 405) and is_forbidden(request.method, request.path):
                calls.append(f"{request.method} {request.path}")
            return web.json_response({"error": _http_error(error, is_v6)}, status=error.status)

    return web.Application(middlewares=[middleware], client_max_size=MAX_BODY_BYTES)


async def _strange_answer(request: web.Request, faults: Collection[str]) -> web.StreamResponse | None:
    """What something answers that is no box, or one that is broken."""
    if "not-a-box" in faults:
        return web.Response(text="<!DOCTYPE html><title>Camera</title><h1>Log in</h1>", content_type="text/html")
    if "error-500" in faults:
        return web.Response(status=500, text="Internal Server Error")
    if "redirect" in faults:
        return web.Response(status=302, headers={"Location": REDIRECT_TARGET})
    if "endless-body" in faults:
        answer = web.StreamResponse(headers={"Content-Type": "application/json"})
        await answer.prepare(request)
        with suppress(ConnectionError):
            await answer.write(b'{"data": "')
            while True:
                await answer.write(b"a" * 4096)
                await asyncio.sleep(ENDLESS_PAUSE_S)
        return answer
    return None


def _http_error(error: web.HTTPException, is_v6: bool) -> Json:
    if is_v6:
        return {"code": "INVALID_ARGUMENTS", "message": error.reason}
    if error.status == 404:
        return {"code": 40400, "message": "no such resource", "status": "NOT_FOUND"}
    return {"code": 40000, "message": error.reason, "status": "BAD_REQUEST"}
