"""What an address set on a box means: ours, an old one of ours, the box itself, malformed, somebody else's."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import SplitResult, urlsplit

# As this program sets them: /DeviceStatus/<token> and /RealTimeEvent/<token>.
_OUR_SHAPE = re.compile(r"/(?:DeviceStatus|RealTimeEvent)/[A-Za-z0-9_-]{16}/?")

# Blanks, and the full-width colon, slash, dot and comma of a Chinese keyboard.
_NOT_IN_A_URL = re.compile("[\\s\uff1a\uff0f\uff0e\uff0c\u3002]")


class UrlMeaning(StrEnum):
    """Where a report goes."""

    OURS = "ours"
    OURS_OTHER_PORT = "ours_other_port"
    OURS_OTHER_TOKEN = "ours_other_token"  # noqa: S105 - a name
    OLD_ADDRESS = "old_address"
    ANOTHER_MONITOR = "another_monitor"
    MALFORMED = "malformed"
    BOX_ITSELF = "box_itself"  # loopback too: the vendor's example, copied
    SOMEBODY_ELSE = "somebody_else"


@dataclass(frozen=True, slots=True, kw_only=True)
class OurPlace:
    """Who we are, to a box.

    Attributes:
        hosts: This computer's addresses, the one on the route to the box first.
        ports: Where its receiver listens, or would.
        former_hosts: Addresses that it had once and has not now.
        token: Of the box; None where the address is no box of the site.
        box_hosts: Addresses of the box.
    """

    hosts: tuple[str, ...]
    ports: Collection[int]
    former_hosts: Collection[str] = ()
    token: str | None = None
    box_hosts: Collection[str] = ()


def meaning_of(url: str, place: OurPlace) -> UrlMeaning:
    """Say what one address means. Never raises."""
    parts = _parts(url)
    if parts is None or parts.hostname is None:
        return UrlMeaning.MALFORMED
    host, port = parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)
    if host in place.box_hosts and not (host in place.hosts and port in place.ports):
        return UrlMeaning.BOX_ITSELF
    if host in place.hosts:
        if port not in place.ports:
            return UrlMeaning.OURS_OTHER_PORT
        strange = _OUR_SHAPE.fullmatch(parts.path) and place.token is not None and not _has(parts.path, place.token)
        return UrlMeaning.OURS_OTHER_TOKEN if strange else UrlMeaning.OURS
    if _is_loopback(host) and not any(_is_loopback(there) for there in place.box_hosts):
        return UrlMeaning.BOX_ITSELF
    if host in place.former_hosts or (place.token is not None and _has(parts.path, place.token)):
        return UrlMeaning.OLD_ADDRESS
    if _OUR_SHAPE.fullmatch(parts.path):
        return UrlMeaning.ANOTHER_MONITOR
    return UrlMeaning.SOMEBODY_ELSE


def host_of(url: str) -> str:
    """The host of an address, "" where there is none."""
    parts = _parts(url)
    return (parts.hostname or "") if parts is not None else ""


def port_of(url: str) -> int:
    """The port of an address, 80 where it names none."""
    parts = _parts(url)
    return (parts.port if parts is not None else None) or 80


def _parts(url: str) -> SplitResult | None:
    """The parts of what a box can send to, None for what it cannot."""
    if _NOT_IN_A_URL.search(url):
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or port == 0:
        return None
    try:
        if ipaddress.ip_address(parts.hostname).is_unspecified:
            return None
    except ValueError:
        if re.fullmatch(r"[0-9.]+", parts.hostname):
            return None
    return parts


def _has(path: str, token: str) -> bool:
    return token in path.split("/")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
