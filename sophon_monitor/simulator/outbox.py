"""Every way that a simulated box sends what it knows: heartbeats, events to subscribers and receivers, notices."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable

from sophon_monitor.simulator import faults
from sophon_monitor.simulator.dialects import dialect_of
from sophon_monitor.simulator.dialects.moments import Json, Moment, Recognised, Wants, device_list_sync
from sophon_monitor.simulator.event_server import EventServer
from sophon_monitor.simulator.facts import BoxFacts
from sophon_monitor.simulator.pushes import REALTIME_TIMEOUT_S, HistoryQueue, Poster, report_for_ever
from sophon_monitor.simulator.reporting import Reporting

MOST_RECENT = 500
LARGE_TIMEOUT_S = 10.0
ONCE_TIMEOUT_S = 5.0
ALL = Wants(live=True, registered=True)


class Outbox:
    """What one box sends, and what has reached somebody.

    Attributes:
        stream: Its event stream.
        sent_events: Recognitions that reached somebody: a subscriber's socket, or a receiver that answered 200.
            One that went two ways counts once.
        sent_heartbeats: Heartbeats that a receiver answered with 200.
        sent_ids: Ids of the last events sent, oldest first.
    """

    def __init__(
        self, facts: BoxFacts, reporting: Reporting, wrong: frozenset[str], host: str, *, binary: bool = False
    ) -> None:
        """`host`: the box's own address, from which it sends. `binary`: the stream's frames are binary."""
        self.sent_events = self.sent_heartbeats = 0
        self.sent_ids: deque[str] = deque(maxlen=MOST_RECENT)
        self.stream = EventServer(binary=binary, refuses="stream-refuses" in wrong, drops="stream-drops" in wrong)
        self._facts, self._reporting, self._wrong = facts, reporting, wrong
        self._dialect = dialect_of(facts.generation)
        spoil_every = 1 if "bad-messages" in wrong else faults.BAD_EVERY if "bad-json" in wrong else 0
        self._poster = Poster(host, spoil_every=spoil_every, escape=facts.generation in ("se3", "v57"))
        self._history = HistoryQueue(reporting.history)
        self._late: deque[tuple[float, Recognised]] = deque()  # when, on the loop's clock
        self._some_late = asyncio.Event()

    async def __aenter__(self) -> Outbox:
        """Give itself."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the connections to receivers."""
        await self._poster.__aexit__()

    async def run(self, moment: Callable[[str], Moment]) -> None:
        """Send heartbeats, history and once the list of cameras; ends only by cancellation.

        Args:
            moment: How the box is now, for a message of that name.
        """
        beats = (
            ("status", self._reporting.status, self._dialect.box_status),
            ("cameras", self._reporting.cameras, self._dialect.camera_status),
        )
        async with asyncio.TaskGroup() as group:
            for name, target, say in beats:
                saying = _saying(say, moment, name)
                group.create_task(report_for_ever(self._poster, target, saying, self._beat_sent))
            group.create_task(self._history.run(self._poster, self._event_sent))
            group.create_task(self._sync_list(moment))
            group.create_task(self._send_late())

    async def _sync_list(self, moment: Callable[[str], Moment]) -> None:
        """P10, once."""
        for url in self._reporting.device_list.urls:
            text, _ = self._poster.text(device_list_sync(moment("list")))
            await self._poster.post(url, text, ONCE_TIMEOUT_S)

    async def send(self, event: Recognised) -> None:
        """Send a recognition every way that this box has."""
        self._history.put(event.event_id, self._dialect.history(self._facts, event))
        await self._send_at_once(event)
        if "duplicate" in self._wrong:
            await self._send_again(event)

    def send_later(self, event: Recognised, delay_s: float) -> None:
        """Send a recognition in a while; in the order in which they come here."""
        self._late.append((asyncio.get_running_loop().time() + delay_s, event))
        self._some_late.set()

    async def _send_late(self) -> None:
        while True:
            while not self._late:
                self._some_late.clear()
                await self._some_late.wait()
            due, event = self._late[0]
            await asyncio.sleep(max(0.0, due - asyncio.get_running_loop().time()))
            self._late.popleft()
            await self.send(event)

    async def _send_at_once(self, event: Recognised) -> None:
        if self._facts.generation == "se3":
            await self._post(event)
        else:
            self._to_subscribers(event)

    async def _send_again(self, event: Recognised) -> None:
        """The other way: as history where there is a receiver, else the same way once more."""
        urls = self._reporting.status.urls
        if self._facts.generation == "se3" or not urls:
            await self._send_at_once(event)
        elif not self._reporting.history.urls:  # else history sends it anyway
            await self._post_history(event)

    def _to_subscribers(self, event: Recognised) -> None:
        texts: dict[tuple[bool, bool], tuple[str, bool]] = {}
        for client in self.stream.clients:
            wants = client.wants
            if wants is None or (event.camera.device_id and event.camera.device_id not in wants.camera_ids):
                continue
            key = (wants.live, wants.registered)
            if key not in texts:
                texts[key] = self._poster.text(self._dialect.realtime(self._facts, event, wants))
            text, valid = texts[key]
            client.put(text, self._sender(event.event_id, valid))

    def _sender(self, event_id: str, valid: bool) -> Callable[[], None]:
        def sent() -> None:
            if valid:
                self._event_sent(event_id)

        return sent

    async def _post(self, event: Recognised) -> None:
        said = self._dialect.realtime(self._facts, event, ALL)
        for url in tuple(self._reporting.events.urls):
            text, valid = self._poster.text(said)
            timeout_s = LARGE_TIMEOUT_S if faults.picture_bytes(self._wrong) else REALTIME_TIMEOUT_S
            if await self._poster.post(url, text, timeout_s) and valid:
                self._event_sent(event.event_id)

    async def _post_history(self, event: Recognised) -> None:
        for url in tuple(self._reporting.status.urls):
            text, valid = self._poster.text(self._dialect.history(self._facts, event))
            if await self._poster.post(url, text, ONCE_TIMEOUT_S) and valid:
                self._event_sent(event.event_id)

    def _event_sent(self, event_id: str) -> None:
        if event_id not in self.sent_ids:
            self.sent_events += 1
            self.sent_ids.append(event_id)

    def _beat_sent(self) -> None:
        self.sent_heartbeats += 1


def _saying(
    say: Callable[[Moment], Json | None], moment: Callable[[str], Moment], name: str
) -> Callable[[], Json | None]:
    return lambda: say(moment(name))
