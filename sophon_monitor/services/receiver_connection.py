"""One connection to the receiver: how long a sender may take, and what becomes of bytes that are not HTTP.

aiohttp closes idle connections but lets a sender trickle a request for ever; this is its connection with a deadline.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum, auto

from aiohttp import StreamReader, web

REQUEST_TIMEOUT_S = 30.0
IDLE_TIMEOUT_S = 15.0
LINGER_S = 3.0  # a sender of a body over the limit is read so long, else it never sees the 413
HALF_CLOSED_S = 0.25
_NEVER_S = 1e6  # aiohttp's own idle timer also fires in the middle of slow headers; ours takes its place


class Loss(Enum):
    """Why no request came out of the bytes that a sender sent."""

    TIMED_OUT = auto()
    CUT_OFF = auto()  # the sender went away in the middle of a body
    NOT_HTTP = auto()
    TLS = auto()  # not HTTP, because the box was given an https:// address


OnLoss = Callable[[str, Loss, int], None]


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds that a sender may take for one whole request, and rest between two."""

    request_s: float = REQUEST_TIMEOUT_S
    idle_s: float = IDLE_TIMEOUT_S


class _Phase(Enum):
    IDLE = auto()
    RECEIVING = auto()
    ANSWERING = auto()


class Connection(web.RequestHandler):
    """One TCP connection. Lives on the intake loop; aiohttp owns it.

    Attributes:
        peer: Address of the sender, without port, brackets or `::ffff:`.
    """

    __slots__ = (
        "_first_bytes",
        "_more",
        "_on_loss",
        "_patience",
        "_phase",
        "_received_bytes",
        "_refused",
        "_timer",
        "peer",
    )

    def __init__(
        self, server: web.Server, loop: asyncio.AbstractEventLoop, patience: Patience, on_loss: OnLoss
    ) -> None:
        """Keep `on_loss`: told sender, cause and bytes, once for each request that did not come about."""
        super().__init__(
            server,
            loop=loop,
            keepalive_timeout=_NEVER_S,
            lingering_time=LINGER_S,
            access_log=None,  # type: ignore[arg-type]  # None means none, says the manual
        )
        self._patience = patience
        self._on_loss = on_loss
        self._phase = _Phase.IDLE
        self._timer: asyncio.TimerHandle | None = None
        self._more = False
        self._received_bytes = 0
        self._first_bytes = b""
        self._refused: StreamReader | None = None
        self.peer = ""

    # -- told by the receiver ---------------------------------------------------------------------------------------

    def request_begun(self) -> None:
        """Headers are here; the clock runs since their first byte."""
        self._refused = None
        if self._phase is not _Phase.RECEIVING:
            self._receive()

    def request_complete(self) -> None:
        """The last byte is here; from now on we are the slow ones."""
        self._phase = _Phase.ANSWERING
        self._more = False
        self._set_timer(None)

    def request_answered(self, content: StreamReader) -> None:
        """The answer is on its way; what is not read of the body in `content` was refused."""
        self._refused = content
        if self._more:
            self._receive()
        else:
            self._phase = _Phase.IDLE
            self._set_timer(self._patience.idle_s)

    def request_cut_off(self) -> None:
        """The body broke off; said once, and not when it was us who closed."""
        if self._phase is _Phase.RECEIVING:
            self._lose(Loss.CUT_OFF)

    def leave(self) -> None:
        """Close at once unless an answer is due: the program ends."""
        if self._phase is not _Phase.ANSWERING:
            self._phase = _Phase.ANSWERING
            self._abort()

    # -- told by asyncio and aiohttp --------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Start to wait for a first byte."""
        self.peer = plain_address(transport.get_extra_info("peername"))
        self._set_timer(self._patience.idle_s)
        super().connection_made(transport)

    def data_received(self, data: bytes) -> None:
        """Note when a request begins, then let aiohttp read it."""
        if self._phase is _Phase.IDLE:
            self._receive()
            self._first_bytes = data[:2]
        elif self._phase is _Phase.ANSWERING:
            self._more = True
        self._received_bytes += len(data)
        super().data_received(data)

    def eof_received(self) -> bool | None:  # type: ignore[override]  # asyncio lets it return a bool, aiohttp forgot
        """Answer senders that close their half right after a whole request (`nc -N`, HTTP/1.0)."""
        if self._phase is _Phase.IDLE:
            return None
        if self._phase is _Phase.RECEIVING:
            self._set_timer(HALF_CLOSED_S)
        self.close()
        return True

    def connection_lost(self, exc: BaseException | None) -> None:
        """Forget the timer, and what a refused body still owes."""
        self._set_timer(None)
        super().connection_lost(exc)
        if self._refused is not None:
            self._refused.feed_eof()  # aiohttp would linger on for bytes that cannot come any more

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """Answer bytes that are not HTTP without a traceback in the log; our own errors keep theirs."""
        if status >= 500:
            return super().handle_error(request, status, exc, message)
        self._lose(Loss.TLS if self._first_bytes == b"\x16\x03" else Loss.NOT_HTTP)
        response = web.Response(status=status, text="This is no HTTP request.\n")
        response.force_close()
        return response

    # -- inside -----------------------------------------------------------------------------------------------------

    def _receive(self) -> None:
        self._phase = _Phase.RECEIVING
        self._more = False
        self._received_bytes = 0
        self._set_timer(self._patience.request_s)

    def _lose(self, cause: Loss) -> None:
        self._phase = _Phase.ANSWERING
        self._set_timer(None)
        self._on_loss(self.peer, cause, self._received_bytes)

    def _set_timer(self, after_s: float | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None if after_s is None else self._loop.call_later(after_s, self._time_is_up)

    def _time_is_up(self) -> None:
        if self._phase is _Phase.RECEIVING:
            self._lose(Loss.TIMED_OUT)
        self._abort()

    def _abort(self) -> None:
        self._set_timer(None)
        if isinstance(self.transport, asyncio.Transport):
            self.transport.abort()


class ConnectionServer(web.Server):
    """aiohttp's low-level server, making our connections."""

    def __init__(
        self, handler: Callable[[web.BaseRequest], Awaitable[web.StreamResponse]], patience: Patience, on_loss: OnLoss
    ) -> None:
        """Keep what each connection gets. Call it on the loop that serves."""
        super().__init__(handler)
        self._patience = patience
        self._on_loss = on_loss

    def __call__(self) -> Connection:
        """Make one connection; asyncio calls this."""
        return Connection(self, self._loop, self._patience, self._on_loss)

    def leave(self) -> None:
        """Close every connection that is not owed an answer."""
        for connection in self.connections:
            if isinstance(connection, Connection):
                connection.leave()


def plain_address(peername: object) -> str:
    """Return the sender's address as people write it: no port, no zone, IPv4 where it is one."""
    if not isinstance(peername, tuple) or not peername:
        return ""
    address = str(peername[0]).partition("%")[0]
    return address.removeprefix("::ffff:") if "." in address else address


def bind(host: str, port: int) -> socket.socket:
    """Return a socket that listens on exactly this address.

    Raises:
        OSError: Taken, not an address of this computer, or forbidden.
    """
    bound = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows: SO_REUSEADDR there lets two programs share a port
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.setblocking(False)
        bound.bind((host, port))
        bound.listen(256)  # some systems find out only now that the port is taken
    except BaseException:
        bound.close()
        raise
    return bound
