"""Whether a port takes a connection, and whether an event stream answers there. Nothing is asked of a box here."""

from __future__ import annotations

import asyncio
import ipaddress
import socket

from websockets.exceptions import WebSocketException

from sophon_monitor.domain.site import BoxAddress
from sophon_monitor.services.stream_connection import ConnectOnce

CLOSE_S = 1.0


async def connected(host: str, port: int, timeout_s: float) -> socket.socket:
    """Connect; whoever asked closes the socket.

    Raises:
        OSError: Refused, unreachable, unknown name, or a TimeoutError.
        ValueError: It is no host name.
    """
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(timeout_s):
        family: int = socket.AF_INET
        target: tuple[object, ...] = (host, port)
        if not _is_ipv4(host):  # a name costs a thread of the resolver, which hundreds of addresses must not
            family, _, _, _, target = (await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM))[0]
        one = socket.socket(family, socket.SOCK_STREAM)
        try:
            one.setblocking(False)
            await loop.sock_connect(one, target)
        except BaseException:
            one.close()
            raise
        return one


def _is_ipv4(host: str) -> bool:
    try:
        ipaddress.IPv4Address(host)
    except ValueError:
        return False
    return True


async def shake_hands(one: socket.socket, address: BoxAddress, timeout_s: float) -> None:
    """Open a WebSocket on a socket of `connected`, which is closed afterwards, and take leave at once.

    Raises:
        TimeoutError: No whole answer in time.
        OSError: What answers there is no WebSocket; the text says what it did. A redirect is not followed.
    """
    host = f"[{address.host}]" if ":" in address.host else address.host
    try:
        async with asyncio.timeout(timeout_s):
            events = await ConnectOnce(
                f"ws://{host}:{address.stream}",
                sock=one,
                proxy=None,
                compression=None,
                ping_interval=None,
                open_timeout=None,
                close_timeout=CLOSE_S,
            )
        try:
            await events.close(1001, "only looking")
        finally:
            events.transport.abort()
    except TimeoutError:
        raise
    except (EOFError, ValueError, WebSocketException) as cause:
        raise ConnectionError(str(cause)) from cause
    finally:
        one.close()
