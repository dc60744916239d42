"""Who sent it: serial number, authorisation code, MAC and addresses, as far as a message says (protocol.md 2.9)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sophon_monitor.protocol.messages import BoxIdentity
from sophon_monitor.protocol.values import Fields, first, text

LICENSE_NAMES = ("dev_sno", "mq_license_key", "reporter_id", "devSno")
MAX_IPS = 16
_MAC_PREFIX = re.compile(r"0[xX][0-9a-fA-F]{12}")
_CODE_PREFIX = re.compile(r"(?!0[xX])[A-Za-z0-9-]{6,64}")
_PLAIN_NUMBER = re.compile(r"[-+]?[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?")
_BETWEEN_IPS = re.compile(r"[\s,;，；]+")


def mac_text(value: object) -> str | None:
    """Return a MAC in lower case with colons (`0xe0a5..`, `E0-A5-..` too); what is no MAC as sent, trimmed."""
    sent = text(value)
    if sent is None:
        return None
    digits = re.sub(r"[\s:.-]", "", sent.lower()).removeprefix("0x")
    if re.fullmatch(r"[0-9a-f]{12}", digits) is None:
        return sent
    return ":".join(digits[i : i + 2] for i in range(0, 12, 2))


def ip_texts(value: object) -> tuple[str, ...]:
    """Return the addresses of one field, in their order; they come separated by blanks or commas."""
    parts = value[:MAX_IPS] if isinstance(value, list) else [value]
    found = (ip for part in parts for ip in _BETWEEN_IPS.split(text(part) or ""))
    return tuple(ip for ip in found if ip and _PLAIN_NUMBER.fullmatch(ip) is None)[:MAX_IPS]


def box_identity(sources: Iterable[Fields]) -> BoxIdentity:
    """Return the identity in the box's own dialects (P1-P6)."""
    places = tuple(sources)
    return BoxIdentity(
        sn=text(first(places, "gateway_sn")),
        license=text(first(places, *LICENSE_NAMES)),
        mac=mac_text(first(places, "gateway_mac")),
        ips=ip_texts(first(places, "gateway_ip")),
        name=text(first(places, "gateway_name")),
    )


def event_identity(sources: Iterable[Fields], ep_id: str | None) -> BoxIdentity:
    """Return the identity of an event; what it does not say outright may stand before the `__` of its ep_id."""
    places = tuple(sources)
    stated = box_identity(places)
    prefix = ep_id.partition("__")[0] if ep_id is not None and "__" in ep_id else ""
    mac, code = stated.mac, stated.license
    if mac is None and _MAC_PREFIX.fullmatch(prefix):
        mac = mac_text(prefix)
    if code is None and _CODE_PREFIX.fullmatch(prefix):
        code = prefix
    return BoxIdentity(sn=stated.sn, license=code, mac=mac, ips=stated.ips, name=stated.name)
