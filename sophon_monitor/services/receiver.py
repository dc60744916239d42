"""The receiver: takes what boxes POST, answers at once, hands on what was understood (interfaces.md section 2).

It knows HTTP and the answers that boxes expect; what a body means is `protocol`'s, whose it is the registry's.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import json
import re
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qs

from aiohttp import web

from sophon_monitor.domain.site import BoxKey
from sophon_monitor.protocol.decode import Decoded, decode_body
from sophon_monitor.protocol.errors import ProtocolError, ProtocolErrorCode
from sophon_monitor.protocol.messages import PlatformLogin
from sophon_monitor.protocol.platform_login import platform_login
from sophon_monitor.protocol.wording import sentence
from sophon_monitor.services.message_log import MessageLog, kind_of
from sophon_monitor.services.receiver_connection import Connection, ConnectionServer, Loss, Patience, bind
from sophon_monitor.services.receiver_pages import health_answer, listening_page, nothing_here
from sophon_monitor.services.tasks import TaskOwner

MAX_BODY_BYTES = 32 * 1024 * 1024
ANSWER_WITHIN_S = 0.4  # a box gives up after 0.5 s
SHUTDOWN_S = 0.7  # aiohttp waits for it twice
_TOKEN = re.compile(r"[A-Za-z0-9_-]{16}")
_NOT_HTTP = {Loss.NOT_HTTP: "not HTTP", Loss.TLS: "TLS, the address in the box begins with https"}


@dataclass(frozen=True, slots=True)
class Push:
    """One decoded POST.

    Attributes:
        peer: The sender's address, never `::ffff:`.
        path: As asked for, without query.
        token: The part of the path that may be a box's token; the registry knows whether it is one.
        size_bytes: Of the body as read.
        received_at_s: UTC epoch seconds. last_byte_mono_s: monotonic, when the last byte had arrived.
    """

    decoded: Decoded
    peer: str
    path: str
    token: str | None
    size_bytes: int
    received_at_s: float
    last_byte_mono_s: float


_Delivery = asyncio.Task[tuple[BoxKey | None, ...]]
Deliver = Callable[[Push], Coroutine[None, None, tuple[BoxKey | None, ...]]]


class Receiver:
    """Listens on the addresses it is given. Lives on the intake loop.

    Attributes:
        received: Messages understood, duplicates and unknown senders included.
        rejected: Bodies or array items that were not.
    """

    def __init__(
        self,
        *,
        deliver: Deliver,
        log: MessageLog,
        version: str,
        wall_clock: Callable[[], float] = time.time,
        mono_clock: Callable[[], float] = time.monotonic,
        max_body_bytes: int = MAX_BODY_BYTES,
        patience: Patience = Patience(),  # noqa: B008 - frozen
    ) -> None:
        """Keep what it works with; nothing listens before `open`.

        `deliver` takes one push and returns whose each message was. It may wait while the archive is full; the answer
        then waits too, but never longer than 0.4 s.
        """
        self._deliver, self._log, self._version = deliver, log, version
        self._wall_clock, self._mono_clock = wall_clock, mono_clock
        self._max_body_bytes, self._patience = max_body_bytes, patience
        self._since = datetime.fromtimestamp(wall_clock(), UTC)
        self._server: ConnectionServer | None = None
        self._runner: web.ServerRunner | None = None
        self._sites: dict[tuple[str, int], web.SockSite] = {}
        self._deliveries = TaskOwner(_complain)
        self._undelivered: set[_Delivery] = set()
        self._pushes = 0
        self.received = 0
        self.rejected = 0

    @property
    def listening(self) -> tuple[tuple[str, int], ...]:
        """Host and port of each address that is open."""
        return tuple(self._sites)

    async def open(self, host: str, port: int) -> int:
        """Listen on one address too and return the port, which matters where `port` was 0.

        Raises:
            OSError: Taken, not an address of this computer, or forbidden; the window says so.
        """
        bound = bind(host, port)
        real_port = int(bound.getsockname()[1])
        try:
            site = web.SockSite(await self._running(), bound, backlog=256)
            await site.start()
        except BaseException:
            bound.close()
            raise
        self._sites[host, real_port] = site
        return real_port

    async def close_address(self, host: str, port: int) -> None:
        """Stop listening on one address; connections that are open stay until they end."""
        if (site := self._sites.pop((host, port), None)) is not None:
            await site.stop()

    async def run(self) -> None:
        """Serve until cancelled, then close all addresses and connections within 2 s."""
        try:
            await self._running()
            await asyncio.Event().wait()
        finally:
            if self._server is not None and self._runner is not None:
                self._server.leave()
                await self._runner.cleanup()
            self._server = self._runner = None
            self._sites.clear()
            if self._undelivered:  # answered already, so nobody would send them again
                await asyncio.wait(self._undelivered, timeout=SHUTDOWN_S)
            await self._deliveries.aclose(0.1)

    async def _running(self) -> web.ServerRunner:
        if self._runner is None:
            self._server = ConnectionServer(self._handle, self._patience, self._lost)
            self._runner = web.ServerRunner(self._server, shutdown_timeout=SHUTDOWN_S)
            await self._runner.setup()
        return self._runner

    # -- one request ------------------------------------------------------------------------------------------------

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        connection = request.protocol
        assert isinstance(connection, Connection)
        connection.request_begun()
        try:
            match request.method:
                case "POST":
                    return await self._take(request, connection)
                case "GET" | "HEAD":
                    connection.request_complete()
                    return self._show(request, connection.peer)
                case _:
                    connection.request_complete()
                    self._note(connection.peer, request.path, kind="browser", answer="405")
                    return web.Response(status=405, headers={"Allow": "GET, HEAD, POST"})
        finally:
            connection.request_answered(request.content)

    async def _take(self, request: web.BaseRequest, connection: Connection) -> web.Response:
        try:
            body = await self._read(request)
        except web.RequestPayloadError as cause:
            connection.request_complete()
            error = ProtocolError(ProtocolErrorCode.BAD_FORM, problem=str(cause))
            return self._refuse(connection.peer, request.path, error, b"", close=True)
        except OSError:
            connection.request_cut_off()
            raise  # aiohttp closes
        last_byte_mono_s, received_at_s = self._mono_clock(), self._wall_clock()
        connection.request_complete()
        if body is None:
            return self._refuse_size(request, connection.peer)
        try:
            decoded = decode_body(body, request.headers.get("Content-Type", ""))
        except ProtocolError as error:
            if (login := _login_in(request, body)) is not None:
                return self._turn_away(login, connection.peer, request.path)
            return self._refuse(connection.peer, request.path, error, body)
        push = Push(
            decoded,
            connection.peer,
            request.path,
            _token_in(request.path),
            len(body),
            received_at_s,
            last_byte_mono_s,
        )
        return await self._accept(push, body)

    async def _read(self, request: web.BaseRequest) -> bytes | None:
        """Read the body, None if it is over the limit.

        Raises:
            RequestPayloadError: Chunks or compression that cannot be read.
            OSError: The sender went away, or took too long.
        """
        if (request.content_length or 0) > self._max_body_bytes:
            return None
        if request.headers.get("Expect", "").lower() == "100-continue" and request.version >= (1, 1):
            await request.writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            request.writer.output_size = 0  # else aiohttp believes that the answer has begun
        parts: list[bytes] = []
        size = 0
        async for part in request.content.iter_any():
            size += len(part)  # of what compression unfolds to
            if size > self._max_body_bytes:
                return None
            parts.append(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    async def _accept(self, push: Push, body: bytes) -> web.Response:
        messages, rejected = push.decoded.messages, push.decoded.rejected
        self.received, self.rejected = self.received + len(messages), self.rejected + len(rejected)
        self._pushes += 1
        if messages:
            delivery = self._deliveries.start(self._deliver(push), name=f"push {self._pushes}")
            self._undelivered.add(delivery)
            delivery.add_done_callback(self._undelivered.discard)
            await asyncio.wait({delivery}, timeout=ANSWER_WITHIN_S)
            # Called back on the loop's next turn, when the answer is on its way.
            delivery.add_done_callback(functools.partial(self._note_push, push, body))
        else:
            asyncio.get_running_loop().call_soon(self._note_push, push, body)
        if not rejected:
            return _answer(0, "ok")
        total = len(messages) + len(rejected)
        if not messages:
            return _answer(400, f"none of {total} items was understood; the first: {sentence(rejected[0])}")
        return _answer(0, f"{len(rejected)} of {total} items were not understood; the first: {sentence(rejected[0])}")

    def _note_push(self, push: Push, body: bytes, delivery: _Delivery | None = None) -> None:
        decoded = push.decoded
        delivered = delivery is not None and not delivery.cancelled() and delivery.exception() is None
        keys = delivery.result() if delivery is not None and delivered else ()
        error = decoded.rejected[0] if decoded.rejected else None
        kind = kind_of(decoded.messages, is_array=decoded.is_array) if decoded.messages else "rejected"
        own = {key for key in keys if key is not None}
        self._log.add(
            at_s=push.received_at_s,
            sender=push.peer,
            way="http",
            kind="new_box" if keys and not own else kind,
            size_bytes=push.size_bytes,
            answer="200" if decoded.messages else "200/400",
            box_key=own.pop() if len(own) == 1 else None,
            path=push.path,
            error=error,
            body=body,
        )

    # -- answers that are no "ok" -----------------------------------------------------------------------------------

    def _refuse(self, peer: str, path: str, error: ProtocolError, body: bytes, *, close: bool = False) -> web.Response:
        # A box takes any other HTTP status as failure and repeats the message for ever.
        self.rejected += 1
        note = functools.partial(self._note, peer, path, kind="rejected", answer="200/400", error=error, body=body)
        asyncio.get_running_loop().call_soon(note)  # the answer goes first
        response = _answer(400, sentence(error))
        if close:
            response.force_close()
        return response

    def _refuse_size(self, request: web.BaseRequest, peer: str) -> web.Response:
        self.rejected += 1
        declared = request.content_length or self._max_body_bytes
        self._note(peer, request.path, kind="too_large", answer="413", size_bytes=declared)
        response = web.Response(status=413, text=f"More than {self._max_body_bytes} bytes.\n")
        response.force_close()
        return response

    def _turn_away(self, login: PlatformLogin, peer: str, path: str) -> web.Response:
        code = (login.license or "")[-4:]
        self._note(peer, path, kind="login", answer="404", values=(("code", code),))
        return nothing_here()

    def _lost(self, peer: str, cause: Loss, size_bytes: int) -> None:
        self.rejected += 1
        if (problem := _NOT_HTTP.get(cause)) is None:
            self._note(peer, "", kind="timed_out", answer="", size_bytes=size_bytes)
        else:
            error = ProtocolError(ProtocolErrorCode.NOT_TEXT, problem=problem)
            self._note(peer, "", kind="rejected", answer="400", size_bytes=size_bytes, error=error)

    def _show(self, request: web.BaseRequest, peer: str) -> web.Response:
        if (login := platform_login(request.query)) is not None:
            return self._turn_away(login, peer, request.path)
        if request.path == "/health":
            return health_answer(self._version, self._since, self.received, self.rejected)
        found = request.path == "/"
        self._note(peer, request.path, kind="browser", answer="200" if found else "404")
        return listening_page(self._version) if found else nothing_here()

    def _note(
        self,
        peer: str,
        path: str,
        *,
        kind: str,
        answer: str,
        size_bytes: int | None = None,
        error: ProtocolError | None = None,
        values: tuple[tuple[str, str], ...] = (),
        body: bytes = b"",
    ) -> None:
        self._log.add(
            at_s=self._wall_clock(),
            sender=peer,
            way="http",
            kind=kind,
            size_bytes=len(body) if size_bytes is None else size_bytes,
            answer=answer,
            path=path,
            error=error,
            values=values,
            body=body,
        )


def _answer(status: int, message: str) -> web.Response:
    return web.json_response({"status": status, "message": message, "data": None})


def _token_in(path: str) -> str | None:
    # `/RealTimeEvent/<token>` and `/<token>/DeviceStatus` are both a person's way to write it.
    parts = [part for part in path.split("/") if part]
    return next((part for part in reversed(parts) if _TOKEN.fullmatch(part)), parts[-1] if parts else None)


def _login_in(request: web.BaseRequest, body: bytes) -> PlatformLogin | None:
    if (login := platform_login(request.query)) is not None or not body or len(body) > 4096:
        return login
    text = body.decode("utf-8", "replace")
    with contextlib.suppress(ValueError, RecursionError):
        if isinstance(fields := json.loads(text), dict):
            return platform_login({name: str(value) for name, value in fields.items()})
    return platform_login({name: values[0] for name, values in parse_qs(text).items()})


def _complain(name: str, error: BaseException) -> None:
    asyncio.get_running_loop().call_exception_handler({"message": f"{name} failed", "exception": error})
