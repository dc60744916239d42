"""What a simulated box POSTs on its own: heartbeats, realtime events (SE3), history (protocol.md 2.0)."""

from __future__ import annotations

import asyncio
import io
import ipaddress
import json
from collections import deque
from collections.abc import Callable
from urllib.parse import urlsplit

import aiohttp

from sophon_monitor.simulator.dialects.moments import Json
from sophon_monitor.simulator.faults import spoiled
from sophon_monitor.simulator.reporting import Target

REALTIME_TIMEOUT_S = 0.5  # the only one that is documented
HEARTBEAT_TIMEOUT_S = 5.0
HISTORY_TIMEOUT_S = 10.0
MOST_HISTORY = 1000
MOST_AT_ONCE = 100


class Poster:
    """Sends JSON from the box's own address. Use it in `async with`.

    Attributes:
        broken: Pushes that were made invalid on purpose.
    """

    def __init__(self, host: str, *, spoil_every: int = 0, escape: bool) -> None:
        """`spoil_every`: one push of so many is no JSON, 0 for none. `escape`: write Chinese in ASCII escapes."""
        self._host, self._spoil_every, self._escape = host, spoil_every, escape
        self._sessions: dict[bool, aiohttp.ClientSession] = {}
        self._pushes = 0
        self.broken = 0

    async def __aenter__(self) -> Poster:
        """Give itself."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the connections."""
        for session in self._sessions.values():
            await session.close()
        self._sessions.clear()

    def text(self, said: Json) -> tuple[str, bool]:
        """The JSON of one push, and whether it is one."""
        text = json.dumps(said, ensure_ascii=self._escape)
        self._pushes += 1
        if self._spoil_every and self._pushes % self._spoil_every == 0:
            self.broken += 1
            return spoiled(text), False
        return text, True

    async def post(self, url: str, text: str, timeout_s: float) -> bool:
        """POST one body.

        Returns:
            Whether the receiver answered 200 in time; anything else is a failure to a box.
        """
        timeout = aiohttp.ClientTimeout(total=timeout_s)
        headers = {"Content-Type": "application/json"}
        body = io.BytesIO(text.encode())  # in pieces: a large one at once would hold up the loop
        try:
            async with self._session(url).post(url, data=body, headers=headers, timeout=timeout) as answer:
                await answer.read()
                return answer.status == 200
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
            return False

    def _session(self, url: str) -> aiohttp.ClientSession:
        """One session bound to the box's address, one unbound for targets that cannot be reached from it."""
        bound = _reaches(self._host, urlsplit(url).hostname or "")
        if bound not in self._sessions:
            local = (self._host, 0) if bound else None
            connector = aiohttp.TCPConnector(local_addr=local, force_close=True, limit=8)
            self._sessions[bound] = aiohttp.ClientSession(connector=connector)
        return self._sessions[bound]


def _reaches(source: str, target: str) -> bool:
    """Whether packets from `source` get to `target`: loopback only reaches loopback."""
    try:
        here = ipaddress.ip_address(source)
    except ValueError:
        return False
    if here.is_unspecified:
        return False
    if target == "localhost":
        return here.is_loopback and here.version == 4
    try:
        there = ipaddress.ip_address(target)
    except ValueError:
        return not here.is_loopback
    return here.version == there.version and (not here.is_loopback or there.is_loopback)


async def report_for_ever(
    poster: Poster, target: Target, say: Callable[[], Json | None], sent: Callable[[], None]
) -> None:
    """Send a heartbeat each period to each URL; `sent` is called for each that was accepted.

    A changed URL is used from the next second on.
    """
    loop = asyncio.get_running_loop()
    due, urls = loop.time(), list(target.urls)
    while True:
        if loop.time() >= due or urls != target.urls:
            due, urls = loop.time() + target.period_s, list(target.urls)
            for url in urls:
                said = say()
                if said is None:
                    continue
                text, valid = poster.text(said)
                if await poster.post(url, text, HEARTBEAT_TIMEOUT_S) and valid:
                    sent()
        await asyncio.sleep(max(0.02, min(1.0, due - loop.time(), target.period_s)))


class HistoryQueue:
    """Events that still have to be uploaded, oldest first; what a receiver refuses is sent again."""

    def __init__(self, target: Target) -> None:
        """Nothing to upload."""
        self._target = target
        self._waiting: deque[tuple[str, Json]] = deque(maxlen=MOST_HISTORY)

    def put(self, event_id: str, said: Json) -> None:
        """Upload this one too, if history has a target."""
        if self._target.urls:
            self._waiting.append((event_id, said))

    async def run(self, poster: Poster, sent: Callable[[str], None]) -> None:
        """Upload each period; ends only by cancellation."""
        while True:
            await asyncio.sleep(min(self._target.period_s, 5.0))
            for _ in range(min(MOST_AT_ONCE, len(self._waiting))):
                event_id, said = self._waiting[0]
                if not await self._upload(poster, said):
                    break
                self._waiting.popleft()
                sent(event_id)

    async def _upload(self, poster: Poster, said: Json) -> bool:
        accepted = False
        for url in tuple(self._target.urls):
            text, valid = poster.text(said)
            accepted |= await poster.post(url, text, HISTORY_TIMEOUT_S) and valid
        return accepted
