"""An ear for the time of one diagnosis, where no window is open: hears what a box sends, and takes nothing away.

It answers 503 to everything, so that a box keeps what it has and sends it again to whoever listens later.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from aiohttp import web

from sophon_monitor.protocol.decode import decode_body
from sophon_monitor.protocol.errors import ProtocolError
from sophon_monitor.protocol.messages import CameraStatus, Heartbeat
from sophon_monitor.services.diagnosis_climb import HeardMessage
from sophon_monitor.services.receiver import MAX_BODY_BYTES

KEPT = 100
ENOUGH = 2


class DiagnosisEar:
    """What came from one address. Lives on the loop of `diagnose`.

    Attributes:
        heard: Its messages, newest last, at most 100.
        cameras: What the last heartbeat with cameras said of each.
        enough: Set once two messages came: box and cameras may speak separately.
    """

    def __init__(self, peer: str) -> None:
        """Listen to one box only."""
        self._peer = peer
        self.heard: list[HeardMessage] = []
        self.cameras: dict[str, CameraStatus] = {}
        self.enough = asyncio.Event()

    async def take(self, request: web.BaseRequest) -> web.Response:
        """One request; a person's browser sees that somebody listens."""
        if request.method != "POST" or request.remote != self._peer:
            return web.Response(status=503, text="Sophon Monitor looks for the cause; its window is not open.\n")
        body = await _read(request)
        if body is None:
            self._note("too_large", max(request.content_length or 0, MAX_BODY_BYTES), too_large=True)
            refused = web.Response(status=413)
            refused.force_close()
            return refused
        try:
            decoded = decode_body(body, request.headers.get("Content-Type", ""))
        except ProtocolError as error:
            self._note(error.code.value, len(body))
        else:
            reason = "" if decoded.messages else decoded.rejected[0].code.value
            self._note(reason, len(body))
            for message in decoded.messages:
                if isinstance(message, Heartbeat) and message.cameras:
                    self.cameras = {c.name or c.ip or c.device_id or c.ep_id or "": c.status for c in message.cameras}
        return web.Response(status=503)

    def _note(self, reason: str, size_bytes: int, *, too_large: bool = False) -> None:
        self.heard = self.heard[-KEPT + 1 :]
        self.heard.append(
            HeardMessage(at_s=time.time(), way="http", reason=reason, size_bytes=size_bytes, too_large=too_large)
        )
        if len(self.heard) >= ENOUGH:
            self.enough.set()


async def _read(request: web.BaseRequest) -> bytes | None:
    """The body, None where it is over the limit, whatever length was announced."""
    if (request.content_length or 0) > MAX_BODY_BYTES:
        return None
    parts: list[bytes] = []
    size = 0
    async for part in request.content.iter_any():
        size += len(part)
        if size > MAX_BODY_BYTES:
            return None
        parts.append(part)
    return b"".join(parts)


@asynccontextmanager
async def listening(ear: DiagnosisEar, host: str, port: int) -> AsyncIterator[bool]:
    """Let the ear listen on one address; gives False, and listens to nothing, where the port is taken."""
    runner = web.ServerRunner(web.Server(ear.take, lingering_time=0), shutdown_timeout=0.2)
    await runner.setup()
    opened = False
    try:
        with suppress(OSError):
            await web.TCPSite(runner, host, port).start()
            opened = True
        yield opened
    finally:
        await runner.cleanup()
