"""Where the receiver listens: loopback, what a person chose, and the addresses that face the boxes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sophon_monitor.services.local_addresses import source_address_for
from sophon_monitor.services.receiver import Receiver


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
class Listening:
    """Where the receiver listens now, and where it could not: (host, port, reason) each."""

    addresses: tuple[tuple[str, int], ...] = ()
    failed: tuple[tuple[str, int, str], ...] = ()


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
    ) -> None:
        """Open nothing yet; `box_ips` gives the addresses of all boxes, `tell` hears of every attempt."""
        self._receiver, self._plan, self._box_ips, self._tell = receiver, plan, box_ips, tell
        self._changes = asyncio.Lock()
        self._port = plan.port  # all addresses share the first one's
        self.now = Listening()

    async def choose(self, chosen: Sequence[str]) -> None:
        """Listen on these addresses of this computer too, as chosen by a person."""
        self._plan = ListenPlan(self._plan.host, self._plan.port, tuple(chosen))
        await self.open()

    async def open(self, *, anew: bool = False) -> None:
        """Open the wanted addresses that are not open yet, or all of them `anew`, at the port they had."""
        async with self._changes:  # two at once would take each other's port for a stranger's
            addresses = [] if anew else list(self.now.addresses)
            failed: list[tuple[str, int, str]] = []
            for host in self._wanted_hosts():
                if any(host == there for there, _ in addresses):
                    continue
                try:
                    self._port = await self._receiver.open(host, self._port)
                except OSError as cause:
                    failed.append((host, self._port, cause.strerror or str(cause)))
                else:
                    addresses.append((host, self._port))
            self.now = Listening(tuple(addresses), tuple(failed))
            self._tell(self.now)

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
