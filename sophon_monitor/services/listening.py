"""Where the receiver listens: loopback, what a person chose, and the addresses that face the boxes.

Addresses come and go with cables and adapters, ports become free: `look`, asked every few seconds, follows them.
"""

from __future__ import annotations

import asyncio
import errno
import ipaddress
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sophon_monitor.services.local_addresses import Adapter, adapters, source_address_for
from sophon_monitor.services.port_holder import is_taken
from sophon_monitor.services.receiver import Receiver

LOOK_EVERY_S = 3.0


@dataclass(frozen=True, slots=True)
class ListenPlan:
    """Where the receiver shall listen.

    Attributes:
        host: The one address asked for, or None for: loopback, `chosen`, and the route to each box.
        port: 0 = any free one; all addresses then share the first one's port.
        chosen: Addresses of this computer that a person chose.
    """

    host: str | None = None
    port: int = 9528
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unheard:
    """An address at which boxes cannot reach this computer now.

    Attributes:
        why: "taken": another program has the port. "gone": this computer has no such address now. "unplugged": it has,
            but its adapter is down; it goes on listening. "failed": whatever else, in `reason`.
        reason: As the system says it.
    """

    host: str
    port: int
    why: Literal["taken", "gone", "unplugged", "failed"]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Listening:
    """Where the receiver listens now, and where boxes cannot reach it."""

    addresses: tuple[tuple[str, int], ...] = ()
    failed: tuple[Unheard, ...] = ()


class ListeningAddresses:
    """Opens the receiver's addresses as boxes and choices come. Lives on the intake loop.

    Attributes:
        now: Where it listens.
    """

    def __init__(
        self,
        receiver: Receiver,
        plan: ListenPlan,
        *,
        box_ips: Callable[[], Iterable[str]],
        tell: Callable[[Listening], None],
        local: Callable[[], Sequence[Adapter]] = adapters,
    ) -> None:
        """Open nothing yet; `box_ips` gives the addresses of all boxes, `tell` hears of every attempt.

        `local` gives the addresses of this computer; it is called in a thread.
        """
        self._receiver, self._plan, self._box_ips, self._tell, self._local = receiver, plan, box_ips, tell, local
        self._changes = asyncio.Lock()
        self._port = plan.port  # all addresses share the first one's
        self._gone: list[str] = []  # listened there in this run; opened again when they come back
        self._seen_up: set[str] = set()  # a system that never says that an adapter is up says nothing
        self.now = Listening()

    async def choose(self, chosen: Sequence[str]) -> None:
        """Listen on these addresses of this computer too, as chosen by a person."""
        self._plan = ListenPlan(self._plan.host, self._plan.port, tuple(chosen))
        await self.open()

    async def open(self, *, anew: bool = False) -> None:
        """Open the wanted addresses that are not open yet, or all of them `anew`, at the port they had."""
        async with self._changes:  # two at once would take each other's port for a stranger's
            self.now = await self._opened([] if anew else list(self.now.addresses))
            self._tell(self.now)

    async def move(self, port: int) -> None:
        """Listen at another port from now on, on all addresses."""
        async with self._changes:
            for address in self.now.addresses:
                await self._receiver.close_address(*address)
            self._plan = ListenPlan(self._plan.host, port, self._plan.chosen)
            self._port = port
            self.now = await self._opened([])
            self._tell(self.now)

    async def look(self) -> None:
        """Follow what has become of this computer's addresses and of ports that were taken; tell if that is news."""
        there = {adapter.address: adapter for adapter in await asyncio.to_thread(self._local)}
        async with self._changes:
            self._seen_up |= {address for address, adapter in there.items() if adapter.up}
            kept: list[tuple[str, int]] = []
            for host, port in self.now.addresses:
                if _can_go(host) and host not in there:
                    await self._receiver.close_address(host, port)
                    self._gone.append(host)
                else:
                    kept.append((host, port))
            down = {address for address, adapter in there.items() if not adapter.up} & self._seen_up
            now = await self._opened(kept, there=there.keys(), down=down)
            if now != self.now:
                self.now = now
                self._tell(now)

    async def _opened(
        self,
        addresses: list[tuple[str, int]],
        *,
        there: Iterable[str] | None = None,
        down: Iterable[str] = (),
    ) -> Listening:
        """Open what is wanted beside `addresses`. `there`: this computer's addresses, where they are known."""
        failed: list[Unheard] = []
        for host in dict.fromkeys((*self._wanted_hosts(), *self._gone)):
            if not any(host == open_host for open_host, _ in addresses):
                problem = await self._open_one(host, there)
                if problem is None:
                    addresses.append((host, self._port))
                else:
                    failed.append(problem)
        self._gone = [host for host in self._gone if any(host == problem.host for problem in failed)]
        failed += [Unheard(host, port, "unplugged") for host, port in addresses if host in down]
        return Listening(tuple(addresses), tuple(failed))

    async def _open_one(self, host: str, there: Iterable[str] | None) -> Unheard | None:
        if there is not None and _can_go(host) and host not in there:
            return Unheard(host, self._port, "gone")
        try:
            self._port = await self._receiver.open(host, self._port)
        except OSError as cause:
            reason = cause.strerror or str(cause)
            if is_taken(cause):
                return Unheard(host, self._port, "taken", reason)
            return Unheard(host, self._port, "gone" if cause.errno == errno.EADDRNOTAVAIL else "failed", reason)
        return None

    def facing(self, ip: str) -> tuple[str, int] | None:
        """This computer's address on the route to `ip` and the receiver's port, None where nothing listens there."""
        source = source_address_for(ip)
        for host, port in self.now.addresses:
            if source is not None and host in (source, "0.0.0.0", "::"):  # noqa: S104 - compared, not bound
                return source, port
        return None

    def _wanted_hosts(self) -> tuple[str, ...]:
        if self._plan.host is not None:
            return (self._plan.host,)
        hosts = ["127.0.0.1", *self._plan.chosen]
        hosts += [source for ip in self._box_ips() if (source := source_address_for(ip)) is not None]
        return tuple(dict.fromkeys(hosts))


def _can_go(host: str) -> bool:
    """Whether it is the address of an adapter, and of a kind that `adapters` lists."""
    try:
        address = ipaddress.IPv4Address(host)
    except ValueError:
        return False
    return not address.is_loopback and not address.is_unspecified
