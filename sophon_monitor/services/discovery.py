"""Searches addresses for boxes: knocks on two ports, and looks closer where one opens (protocol.md 6.1)."""

from __future__ import annotations

import asyncio
import ipaddress
import time
from collections.abc import Callable, Iterator, Sequence
from enum import Enum, auto

from sophon_monitor.domain.found_boxes import FoundBox, PortState, ScanProgress
from sophon_monitor.domain.site import API_PORT, STREAM_PORT, SYSTEM_PORT, BoxAddress
from sophon_monitor.services.box_calls import connect_problem
from sophon_monitor.services.box_probe import probe
from sophon_monitor.services.port_knock import connected

MOST_CONNECTIONS = 64
PROGRESS_EVERY_S = 0.1
# A /24 of silence is 254 addresses in four waves per port: 4 x (0.5 + 0.4) s. On a LAN an answer takes milliseconds;
# who misses the first knock, because nobody knew its MAC yet, has a second one on the other port.
FIRST_KNOCK_S = 0.5
SECOND_KNOCK_S = 0.4


class Door(Enum):
    """What a knock on a port found."""

    OPEN = auto()
    CLOSED = auto()  # somebody is there and refuses
    SILENT = auto()
    NOWHERE = auto()  # no way there, on any port


class Discovery:
    """Finds boxes. Lives on the intake loop; one search at a time per object."""

    def __init__(self, *, mono_clock: Callable[[], float] = time.monotonic) -> None:
        """Search nothing yet."""
        self._mono_clock = mono_clock

    async def run(
        self,
        addresses: Sequence[str],
        *,
        on_found: Callable[[FoundBox], None],
        on_progress: Callable[[ScanProgress], None],
        ports: tuple[int, int, int] = (API_PORT, STREAM_PORT, SYSTEM_PORT),
    ) -> None:
        """Search these IPv4 addresses and no others, with at most 64 connections open or opening.

        `on_found` is called for each box as soon as it has said who it is, `on_progress` at most every 100 ms and
        once more at the end with `done`. Cancelled, it leaves neither a task nor a socket, and says nothing more.

        Raises:
            ValueError: One of them is no IPv4 address; nothing was asked then.
        """
        hosts = tuple(dict.fromkeys(str(ipaddress.IPv4Address(address)) for address in addresses))
        await _Search(hosts, ports, on_found, on_progress, self._mono_clock).run()


class _Search:
    """One search. Each address takes two steps: the knock on 5555, and the one on 8888 or the closer look."""

    def __init__(
        self,
        hosts: Sequence[str],
        ports: tuple[int, int, int],
        on_found: Callable[[FoundBox], None],
        on_progress: Callable[[ScanProgress], None],
        mono_clock: Callable[[], float],
    ) -> None:
        self._hosts, self._ports = hosts, ports
        self._on_found, self._on_progress, self._mono_clock = on_found, on_progress, mono_clock
        self._places = asyncio.Semaphore(MOST_CONNECTIONS)
        self._began_s = mono_clock()
        self._steps = self._others = 0

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            teller = group.create_task(self._tell_progress(), name="progress of the search")
            try:
                await self._search()
            finally:
                teller.cancel()
        self._tell(done=True)

    async def _tell_progress(self) -> None:
        while True:
            await asyncio.sleep(PROGRESS_EVERY_S)
            self._tell()

    def _tell(self, *, done: bool = False) -> None:
        total = len(self._hosts)
        tried = total if done else min(self._steps // 2, total)
        self._on_progress(ScanProgress(tried, total, self._mono_clock() - self._began_s, self._others, done))

    async def _search(self) -> None:
        """Knock everywhere on 5555, then where it stayed shut on 8888; looks go on meanwhile.

        Silent addresses, the most by far, so do not delay what answers behind them.
        """
        api, _, system = self._ports
        async with asyncio.TaskGroup() as looks_group:
            shut = await self._knock_on_all(self._hosts, api, FIRST_KNOCK_S, looks_group)
            again = [host for host, door in shut.items() if door is not Door.NOWHERE]
            self._steps += len(shut) - len(again)
            still_shut = await self._knock_on_all(again, system, SECOND_KNOCK_S, looks_group)
            # Somebody is there after all, so it was the first knock that got lost.
            missed = [h for h, door in still_shut.items() if door is Door.CLOSED and shut[h] is Door.SILENT]
            await self._knock_on_all(missed, api, FIRST_KNOCK_S, looks_group)

    async def _knock_on_all(
        self, hosts: Sequence[str], port: int, timeout_s: float, looks_group: asyncio.TaskGroup
    ) -> dict[str, Door]:
        """Knock on one port of each; look closer where it opens, return the others."""
        shut: dict[str, Door] = {}
        waiting = iter(hosts)
        async with asyncio.TaskGroup() as group:
            for number in range(min(MOST_CONNECTIONS, len(hosts))):
                group.create_task(
                    self._knock_on_each(waiting, port, timeout_s, shut, looks_group), name=f"knock {number}"
                )
        return shut

    async def _knock_on_each(
        self, waiting: Iterator[str], port: int, timeout_s: float, shut: dict[str, Door], looks_group: asyncio.TaskGroup
    ) -> None:
        for host in waiting:
            async with self._places:
                door = await knock(host, port, timeout_s)
            self._steps += 1
            if door is Door.OPEN:
                looks_group.create_task(self._look_at(host, first=port == self._ports[0]), name=f"look at {host}")
            else:
                shut[host] = door

    async def _look_at(self, host: str, *, first: bool) -> None:
        found = await probe(
            BoxAddress(host, *self._ports), quick=True, connections=self._places, mono_clock=self._mono_clock
        )
        if first:
            self._steps += 1
        if found.is_box:
            self._on_found(found)
        elif found.api in (PortState.OTHER, PortState.SILENT):
            self._others += 1


async def knock(host: str, port: int, timeout_s: float) -> Door:
    """Connect and hang up at once."""
    try:
        one = await connected(host, port, timeout_s)
    except OSError as cause:
        match connect_problem(cause):
            case "refused" | "closed":
                return Door.CLOSED
            case "timeout":
                return Door.SILENT
            case _:
                return Door.NOWHERE
    one.close()
    return Door.OPEN
