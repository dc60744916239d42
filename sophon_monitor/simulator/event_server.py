"""Ports 5679 and 54547 of a simulated box: realtime events to those who subscribe, notices about cameras."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections import deque
from collections.abc import Callable

from aiohttp import WSMsgType, web

from sophon_monitor.simulator.dialects.moments import Json, Wants

MAX_WAITING = 64
MAX_SUBSCRIPTION_BYTES = 1024 * 1024


class Client:
    """One connection to the event stream. A slow one loses its oldest events and delays nobody.

    Attributes:
        wants: What it has asked for; None until its first message.
        lost: Events that it was too slow for.
    """

    def __init__(self) -> None:
        """Nothing asked for yet."""
        self.wants: Wants | None = None
        self.lost = 0
        self._waiting: deque[tuple[str, Callable[[], None]]] = deque()
        self._some = asyncio.Event()

    def put(self, text: str, sent: Callable[[], None]) -> None:
        """Queue a frame; `sent` is called when it has been written."""
        if len(self._waiting) >= MAX_WAITING:
            self._waiting.popleft()
            self.lost += 1
        self._waiting.append((text, sent))
        self._some.set()

    async def take(self) -> tuple[str, Callable[[], None]]:
        """The next frame."""
        while not self._waiting:
            self._some.clear()
            await self._some.wait()
        return self._waiting.popleft()


class EventServer:
    """The event stream of one box.

    Attributes:
        clients: Those connected now.
    """

    def __init__(self, *, binary: bool = False, refuses: bool = False, drops: bool = False) -> None:
        """`binary`: send binary frames, which the vendor's description leaves open. The others are faults."""
        self.clients: list[Client] = []
        self._binary, self._refuses, self._drops = binary, refuses, drops

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Hold one connection: silent until the subscription, events after it."""
        if self._refuses:
            return web.Response(status=403)
        socket = web.WebSocketResponse(compress=False, max_msg_size=MAX_SUBSCRIPTION_BYTES, timeout=1.0)
        await socket.prepare(request)
        client = Client()
        self.clients.append(client)
        try:
            async with asyncio.TaskGroup() as group:
                sender = group.create_task(self._send(socket, client), name="events to a client")
                async for message in socket:
                    if message.type in (WSMsgType.TEXT, WSMsgType.BINARY):
                        client.wants = _subscription(message.data) or client.wants
                        if self._drops:
                            await socket.close(code=1011)
                sender.cancel()
        finally:
            self.clients.remove(client)
            await socket.close()
        return socket

    async def _send(self, socket: web.WebSocketResponse, client: Client) -> None:
        while True:
            text, sent = await client.take()
            with contextlib.suppress(ConnectionError):  # the reading side sees it too and ends this
                if self._binary:
                    await socket.send_bytes(text.encode())
                else:
                    await socket.send_str(text)
                sent()


def _subscription(data: str | bytes) -> Wants | None:
    """Read a subscription of either dialect; None where it is none."""
    try:
        asked = json.loads(data)
    except ValueError:
        return None
    if not isinstance(asked, dict):
        return None
    ids: set[str] = set()
    for key in ("event_list", "media_device_ids"):
        listed = asked.get(key)
        if isinstance(listed, list):
            ids.update(str(part) for part in listed)
    return Wants(
        live=bool(asked.get("need_face") or asked.get("with_face_image")),
        registered=bool(asked.get("need_register") or asked.get("with_register_image")),
        camera_ids=frozenset(ids),
    )


class NoticeServer:
    """Port 54547 of V6: whoever connects is told when cameras change."""

    def __init__(self) -> None:
        """Nobody is connected."""
        self._sockets: list[web.WebSocketResponse] = []

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Hold one connection."""
        socket = web.WebSocketResponse(compress=False, timeout=1.0)
        await socket.prepare(request)
        self._sockets.append(socket)
        try:
            async for _ in socket:  # nothing that a client says here means anything
                continue
        finally:
            self._sockets.remove(socket)
        return socket

    async def tell(self, notice: Json) -> None:
        """Tell all."""
        for socket in tuple(self._sockets):
            with contextlib.suppress(ConnectionError):
                await socket.send_str(json.dumps(notice, ensure_ascii=False))
