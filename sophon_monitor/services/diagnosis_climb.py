"""What the rungs of the ladder share: what is known beforehand, what was found on the way, how a rung is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from sophon_monitor.domain.ladder import Rung, RungAction, RungId, RungState
from sophon_monitor.domain.site import Box, BoxAddress, Camera
from sophon_monitor.protocol.answers import DeviceList
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.services.box_calls import BoxCalls
from sophon_monitor.services.firewall import FirewallState
from sophon_monitor.services.local_addresses import Adapter


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardMessage:
    """One message of the box, or from its address.

    Attributes:
        at_s: UTC epoch seconds. way: "http" or "websocket".
        reason: Why it was not accepted, "" if it was. size_bytes: of its body.
    """

    at_s: float
    way: str
    reason: str = ""
    size_bytes: int = 0
    too_large: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the caller knows before the first step.

    Attributes:
        box: As the site has it, None where the address is no box of it.
        cameras: Of that box, with what its last message said of them.
        window_open: Whether a receiver of ours is there to hear the box.
        listening: Where it listens.
        port: Where it would listen.
        own_addresses: Hosts at which this computer's receiver has listened at any time.
        heard: The last messages from the box or its address, newest last.
        received: Messages that the receiver has understood, of whomever; None where nobody counted.
        other_sn: A serial number that speaks from the box's address and is not the box's.
        newest_event_at_s: When the last recognition of the box was received.
        connected_since_s: When its event stream came up.
    """

    box: Box | None = None
    cameras: tuple[Camera, ...] = ()
    window_open: bool = False
    listening: tuple[tuple[str, int], ...] = ()
    port: int = 9528
    own_addresses: tuple[str, ...] = ()
    heard: tuple[HeardMessage, ...] = ()
    received: int | None = None
    other_sn: str | None = None
    newest_event_at_s: float | None = None
    connected_since_s: float | None = None


class Surroundings(Protocol):
    """This computer, as far as the ladder looks at it."""

    def adapters(self) -> tuple[Adapter, ...]:
        """Its network cards."""

    def source_for(self, ip: str) -> str | None:
        """Its address on the route to `ip`, None without one."""

    async def addresses_of(self, host: str) -> list[str]:
        """Look up a host name. Raises OSError."""

    async def macs_of(self, ip: str) -> tuple[str, ...]:
        """MAC addresses that the neighbour table has for `ip`."""

    async def firewall(self, port: int) -> FirewallState:
        """Whether connections to `port` are let in, as far as it can be read."""

    async def monitor_at(self, host: str, port: int) -> bool:
        """Whether a Sophon Monitor answers there."""


@dataclass(slots=True)
class Climb:
    """What was found so far. Lives for one ladder.

    Attributes:
        ip: The box's address once its name is looked up.
        source: This computer's address on the route to it.
        generation: What it speaks, once it has spoken.
        devices: Its cameras, None where the list could not be read.
        stopped: Set by a rung that makes asking the box any further pointless.
        keeps_events: The box has an event query, which came with V5.5.
        streamed: Messages that came over the stream while the ladder listened.
        listened_s: From when to when that was, UTC epoch seconds.
    """

    address: BoxAddress
    known: Known
    around: Surroundings
    calls: BoxCalls
    now_s: float
    listen_s: float
    ip: str | None = None
    source: str | None = None
    generation: Generation | None = None
    sn: str | None = None
    devices: DeviceList | None = None
    list_problem: str = ""
    stopped: bool = False
    system_up: bool = False
    stream_up: bool = False
    keeps_events: bool = False
    report_urls: tuple[str, ...] | None = None
    streamed: list[HeardMessage] = field(default_factory=list)
    listened_s: tuple[float, float] = (0.0, 0.0)

    @property
    def heard(self) -> tuple[HeardMessage, ...]:
        """Everything heard of the box, newest last."""
        return tuple(sorted((*self.known.heard, *self.streamed), key=lambda message: message.at_s))


def ok(rung: RungId, result: str, **values: str) -> Rung:
    """It holds."""
    return Rung(rung, RungState.OK, result, _short(values))


def failed(rung: RungId, result: str, action: RungAction = RungAction.NONE, **values: str) -> Rung:
    """It is a cause."""
    return Rung(rung, RungState.FAILED, result, _short(values), action=action)


def unknown(rung: RungId, result: str, action: RungAction = RungAction.NONE, **values: str) -> Rung:
    """It was tried and cannot be told; no reason for alarm."""
    return Rung(rung, RungState.UNKNOWN, result, _short(values), action=action)


def skipped(rung: RungId, result: str = "waits", **values: str) -> Rung:
    """It does not apply, or a rung above makes it meaningless."""
    return Rung(rung, RungState.SKIPPED, result, _short(values))


def _short(values: Mapping[str, str]) -> dict[str, str]:
    return {name: text[:200] for name, text in values.items()}


def seconds_text(seconds: float) -> str:
    """A span for the words, which say it in the language of the screen."""
    return f"{seconds:.0f}"
