"""HTTP calls to one box. The only file that knows httpx; what may be asked or written stands in box_permissions."""

from __future__ import annotations

import asyncio
import errno
import ssl
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import httpx

from sophon_monitor.domain.site import BoxAddress
from sophon_monitor.protocol.requests import Request, Service
from sophon_monitor.services.box_permissions import refuse_unless_permitted_write, refuse_unless_read

MAX_ANSWER_BYTES = 8 * 1024 * 1024
MAX_AT_ONCE = 2  # more, and cancelled calls leak places in httpx's pool
CONNECT_TIMEOUT_S = 5.0
READ_TIMEOUT_S = 8.0


class CallFailed(OSError):  # noqa: N818 - what happened
    """A box did not answer, or not with 200.

    Attributes:
        problem: Code of `domain.site.Link`: refused, timeout, unreachable, no_route, closed, too_slow, http_status,
            unreadable.
        detail: Short technical text, English.
        status, body: Of the answer, where there was one; its error object may say more.
    """

    def __init__(self, problem: str, detail: str, status: int | None = None, body: bytes = b"") -> None:
        """Keep code, text, status and body."""
        super().__init__(f"{problem}: {detail}")
        self.problem = problem
        self.detail = detail[:200]
        self.status = status
        self.body = body


@dataclass(frozen=True, slots=True)
class Answer:
    """What a box answered.

    Attributes:
        elapsed_s: From the first byte sent to the last byte received.
        middle_at_s: UTC epoch seconds half way, which is about when the box wrote its answer.
    """

    status: int
    body: bytes
    elapsed_s: float
    middle_at_s: float


class BoxCalls:
    """Calls to one box, two at a time at most. One per box, on the intake loop; use it in `async with`."""

    def __init__(
        self,
        address: BoxAddress,
        *,
        connect_timeout_s: float = CONNECT_TIMEOUT_S,
        read_timeout_s: float = READ_TIMEOUT_S,
        wall_clock: Callable[[], float] = time.time,
        mono_clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Connect to nothing yet."""
        self._address = address
        self._timeout = httpx.Timeout(read_timeout_s, connect=connect_timeout_s)
        self._wall_clock, self._mono_clock = wall_clock, mono_clock
        self._places = asyncio.Semaphore(MAX_AT_ONCE)
        self._client: httpx.AsyncClient | None = None

    async def __aenter__(self) -> Self:
        """Give itself."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connections."""
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections; a later call opens new ones."""
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()

    async def call(self, request: Request) -> Answer:
        """Ask the box and return its answer, which is always one with status 200.

        Raises:
            CallFailed: No answer, another status, or more than 8 MiB; the link of the box shows why.
            NotAllowed: The request is not on the list of harmless reads.
        """
        refuse_unless_read(request)
        async with self._places:
            try:
                return await self._ask(request)
            except httpx.PoolTimeout:
                await self.aclose()  # its pool has leaked its places; a new client has all of them
                return await self._ask_translated(request)
            except httpx.RemoteProtocolError:
                return await self._ask_translated(request)  # the box closed an idle connection just then
            except (httpx.HTTPError, httpx.InvalidURL) as cause:
                raise _failure(cause) from cause

    async def write(self, request: Request) -> Answer:
        """Send a call that changes a report setting, or tries a recognition; once, never repeated by itself.

        Raises:
            CallFailed: As `call`; whether the box has taken it is then unknown, so read it back.
            NotAllowed: The request is not on the list of permitted writes, or carries a key that is not.
        """
        refuse_unless_permitted_write(request)
        async with self._places:
            return await self._ask_translated(request)

    async def _ask_translated(self, request: Request) -> Answer:
        try:
            return await self._ask(request)
        except (httpx.HTTPError, httpx.InvalidURL) as cause:
            raise _failure(cause) from cause

    async def _ask(self, request: Request) -> Answer:
        if self._client is None:
            self._client = _new_client(self._timeout)
        content = None if request.method == "GET" else request.body
        headers = {} if content is None else {"Content-Type": "application/json"}
        sent_at_s, begun = self._wall_clock(), self._mono_clock()
        parts: list[bytes] = []
        size = 0
        async with self._client.stream(
            request.method, self._url(request), content=content, headers=headers
        ) as response:
            async for part in response.aiter_bytes():
                size += len(part)
                if size > MAX_ANSWER_BYTES:
                    raise CallFailed("unreadable", f"the answer is over {MAX_ANSWER_BYTES} bytes", response.status_code)
                parts.append(part)
        elapsed_s = self._mono_clock() - begun
        status, body = response.status_code, b"".join(parts)
        if status != httpx.codes.OK:
            raise CallFailed("http_status", f"HTTP {status} for {request.path}", status, body)
        return Answer(status, body, elapsed_s, sent_at_s + elapsed_s / 2)

    def _url(self, request: Request) -> str:
        host = f"[{self._address.host}]" if ":" in self._address.host else self._address.host
        port = self._address.api if request.service is Service.FACE else self._address.system
        return f"http://{host}:{port}{request.path}"


_plain: ssl.SSLContext | None = None


def _new_client(timeout: httpx.Timeout) -> httpx.AsyncClient:
    global _plain  # one for all boxes: without it each client loads all certificates, 44 ms
    if _plain is None:
        _plain = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return httpx.AsyncClient(
        verify=_plain,
        trust_env=False,  # office proxies must not see the addresses of a site
        follow_redirects=False,
        timeout=timeout,
        limits=httpx.Limits(max_connections=2 * MAX_AT_ONCE, max_keepalive_connections=1, keepalive_expiry=4.0),
    )


def _failure(cause: Exception) -> CallFailed:
    """Say by code what httpx says by class."""
    detail = str(cause) or type(cause).__name__
    match cause:
        case httpx.ConnectTimeout():
            return CallFailed("timeout", "no answer to the connection request")
        case httpx.TimeoutException():
            return CallFailed("too_slow", "connected, but no answer in time")
        case httpx.ConnectError():
            return CallFailed(connect_problem(cause), detail)
        case httpx.NetworkError() | httpx.RemoteProtocolError():
            return CallFailed("closed", detail)
        case httpx.InvalidURL() | httpx.UnsupportedProtocol() | httpx.LocalProtocolError():
            return CallFailed("unreachable", detail)
        case _:
            return CallFailed("unreadable", detail)


def connect_problem(error: BaseException) -> str:
    """Return refused, unreachable, no_route or timeout for whatever a library wrapped around the system's error."""
    for cause in _causes(error):
        if isinstance(cause, ConnectionRefusedError):
            return "refused"
        if isinstance(cause, TimeoutError):
            return "timeout"
        number = getattr(cause, "winerror", None) or getattr(cause, "errno", None)
        if number in (errno.ENETUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL, 10051):
            return "no_route"
        if number in (errno.EHOSTUNREACH, errno.EHOSTDOWN, 10065):
            return "unreachable"
        if isinstance(cause, ConnectionError):
            return "closed"
    return "unreachable"


def _causes(error: BaseException) -> Iterator[BaseException]:
    waiting, seen = [error], set[int]()
    while waiting:
        one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [cause for cause in (one.__cause__, one.__context__) if cause is not None]
        if isinstance(one, BaseExceptionGroup):
            waiting += one.exceptions
