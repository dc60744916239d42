"""What the registry is given and what it gives back: where a message came from, what a poll read."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from ipaddress import IPv6Address, ip_address

from sophon_monitor.domain.changes import Change
from sophon_monitor.domain.site import BoxKey
from sophon_monitor.protocol.messages import Generation, Health

TEXT_LIMIT = 256
URL_LIMIT = 1024


@dataclass(frozen=True, slots=True)
class Origin:
    """How a message came.

    Attributes:
        way: "http" | "websocket" | "poll" | "replay".
        peer: Address of the sender, also as `::ffff:1.2.3.4`.
        token: Last segment of the path of a push, whatever it was.
        box_key: Set where we asked, so that we know whose answer it is (event stream, poll).
        received_at_s: UTC epoch seconds. now_mono_s: the same moment on the monotonic clock.
        last_byte_mono_s: When the last byte arrived, for the event-to-screen figure.
    """

    way: str
    peer: str | None
    token: str | None
    box_key: BoxKey | None
    received_at_s: float
    now_mono_s: float
    last_byte_mono_s: float | None = None

    @property
    def received_at_ms(self) -> int:
        """UTC epoch milliseconds, as archived."""
        return round(self.received_at_s * 1000)


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of a message.

    Attributes:
        box_key: Whose it was; None: it went to "New boxes", or nowhere.
        changes: In the order in which they must be kept and shown.
    """

    box_key: BoxKey | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxReading:
    """What polling a box told; every part may be missing.

    Attributes:
        clock_skew_ms: Box clock minus ours.
        threshold: Match threshold, 0-100.
    """

    health: Health = field(default_factory=Health)
    generation: Generation | None = None
    software_version: str | None = None
    sn: str | None = None
    mac: str | None = None
    host_name: str | None = None
    uptime: str | None = None
    clock_skew_ms: float | None = None
    threshold: float | None = None


@lru_cache(maxsize=1024)  # the same few addresses with every message
def plain_address(text: str | None) -> str | None:
    """An address or host name in the one form in which they are compared; None where there is none."""
    if text is None:
        return None
    host = text.strip().strip("[]").lower()[:TEXT_LIMIT]
    try:
        address = ip_address(host)
    except ValueError:
        return host or None
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(address)


def is_ip(text: str | None) -> bool:
    """True for an IPv4 or IPv6 address, False for names, URLs and nothing."""
    if not text:
        return False
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def clipped(text: str | None, limit: int = TEXT_LIMIT) -> str | None:
    """Trimmed, of sane length; None where nothing is left, so that nothing never equals nothing."""
    return ((text or "").strip()[:limit].rstrip()) or None
