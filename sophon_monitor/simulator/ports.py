"""The ports of simulated boxes: servers that close together, and ports that are free."""

from __future__ import annotations

import socket
from dataclasses import dataclass

from aiohttp import web

NOTICE_PORT = 54547


@dataclass(frozen=True, slots=True)
class Address:
    """Where a simulated box listens; on SE3 nothing listens on `ws` and `sys`."""

    host: str
    api: int
    ws: int
    sys: int


class AsyncPorts:
    """HTTP servers that close together."""

    def __init__(self) -> None:
        """Nothing is open."""
        self._runners: list[web.AppRunner] = []

    async def __aenter__(self) -> AsyncPorts:
        """Give itself."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close all; connections that hang are cut after a moment."""
        for runner in self._runners:
            await runner.cleanup()

    async def serve(self, application: web.Application, host: str, port: int) -> None:
        """Serve one application.

        Raises:
            OSError: The port is taken or the address is not ours.
        """
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.2, handler_cancellation=True)
        await runner.setup()
        self._runners.append(runner)
        await web.TCPSite(runner, host, port, reuse_address=True).start()


def free_ports(host: str, ports: tuple[int, int, int]) -> tuple[int, int, int]:
    """The same ports if all three are free on `host`; 0 stands for any.

    Raises:
        OSError: One is taken, or the address is not one of this computer's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sockets = [socket.socket(family, socket.SOCK_STREAM) for _ in ports]
    try:
        for one, port in zip(sockets, ports, strict=True):
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            one.bind((host, port))
            one.listen(1)
        api, stream, system = (one.getsockname()[1] for one in sockets)
        return api, stream, system
    finally:
        for one in sockets:
            one.close()
