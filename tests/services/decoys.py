"""Things on a network that are no boxes: they answer something else, too much, too slowly or not at all."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator

HTML = b"<html><body>Welcome</body></html>"
JSON_API = b'{"error": {"code": 404, "message": "no such thing", "status": "NOT_FOUND"}}'


def http(body: bytes, status: str = "200 OK", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def redirect(port: int, host: str = "127.77.66.55") -> bytes:
    return http(b"", "302 Found", f"Location: http://{host}:{port}/elsewhere")


class Decoy(asyncio.Protocol):
    """A port that takes connections; `heard` counts them.

    Attributes:
        port: Where it listens.
        requests: What it was sent.
        open: Connections that are not closed.

    `kind`: "answers" sends `reply` to each request, "silent" nothing, "resets" hangs up at once, "endless" never stops
    sending, "dribbles" sends its answer byte by byte.
    """

    def __init__(self, kind: str, reply: bytes = b"") -> None:
        self.kind, self.reply = kind, reply
        self.port = self.heard = 0
        self.requests: list[bytes] = []
        self.open: set[asyncio.Transport] = set()

    def connection(self) -> asyncio.Protocol:
        return _Connection(self)


class _Connection(asyncio.Protocol):
    def __init__(self, decoy: Decoy) -> None:
        self.decoy = decoy
        self.paused = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.decoy.heard += 1
        self.decoy.open.add(transport)
        if self.decoy.kind == "resets":
            one = transport.get_extra_info("socket")
            one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        self.decoy.open.discard(self.transport)

    def pause_writing(self) -> None:
        self.paused = True

    def resume_writing(self) -> None:
        self.paused = False
        self._pour()

    def data_received(self, data: bytes) -> None:
        self.decoy.requests.append(data)
        match self.decoy.kind:
            case "answers":
                self.transport.write(self.decoy.reply)
            case "endless":
                self.transport.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
                self._pour()
            case "dribbles":
                self._dribble(iter(http(b" " * 5000)))

    def _pour(self) -> None:
        while not self.paused and not self.transport.is_closing():
            self.transport.write(b"10000\r\n" + b" " * 65536 + b"\r\n")

    def _dribble(self, rest: Iterator[int]) -> None:
        if not self.transport.is_closing():
            self.transport.write(bytes([next(rest)]))
            asyncio.get_running_loop().call_later(0.05, self._dribble, rest)


@contextlib.asynccontextmanager
async def decoy(host: str, port: int, kind: str, reply: bytes = b"") -> AsyncIterator[Decoy]:
    """Listen there for the block; port 0 is any."""
    one = Decoy(kind, reply)
    server = await asyncio.get_running_loop().create_server(one.connection, host, port)
    one.port = server.sockets[0].getsockname()[1]
    try:
        yield one
    finally:
        server.close()
        for transport in list(one.open):
            transport.abort()
        while one.open:
            await asyncio.sleep(0)


def free_ports_everywhere(hosts: tuple[str, ...]) -> tuple[int, int, int]:
    """Three ports that are free on all of these addresses, so that searches by others on this machine stay apart."""
    for begin in range(21_000, 30_000, 7):
        with contextlib.ExitStack() as held, contextlib.suppress(OSError):
            for host in hosts:
                for port in (begin, begin + 1, begin + 2):
                    held.enter_context(socket.socket()).bind((host, port))
            return begin, begin + 1, begin + 2
    raise OSError("no ports are free")
