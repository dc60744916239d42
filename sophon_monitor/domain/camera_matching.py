"""Which camera of a box a message means. Pure functions over snapshots; `box_cameras.py` keeps the cameras.

Two ids are one camera if one message names both, else if the address inside an `ep_id` equals exactly one camera's
`device_key` or URL; an IP alone only when it is unique (interfaces.md section 3). Two cameras that both have a
`device_id` are never joined by an address: two channels of one recorder share theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from sophon_monitor.domain.arrivals import URL_LIMIT, clipped, is_ip
from sophon_monitor.domain.site import Camera, CameraKey
from sophon_monitor.protocol.messages import CameraEntry

SEPARATOR = "__"


def split_ep_id(ep_id: str) -> tuple[str, str | None]:
    """Prefix and address of an `ep_id`, split at the first `__`; the address may be an IP or a URL.

    Returns:
        The prefix (authorisation code or `0x` and MAC, may be empty) and the address, None where there is none.
    """
    prefix, separator, address = ep_id.partition(SEPARATOR)
    return (prefix, address.strip() or None) if separator else (prefix, None)


@dataclass(frozen=True, slots=True)
class Traits:
    """What a camera can be recognised by besides its ids.

    Attributes:
        addresses: `device_key` and URL as sent.
        ep_addresses: Addresses inside its `ep_id`s.
        ips: Every IP found in any of these, and its own.
        has_device_id: It has an id that is no `ep_id`.
    """

    addresses: frozenset[str]
    ep_addresses: frozenset[str]
    ips: frozenset[str]
    has_device_id: bool


def traits_of(camera: Camera) -> Traits:
    """What this camera can be recognised by."""
    ids = (camera.camera_id, *camera.aliases)
    ep_addresses = frozenset(a for a in (split_ep_id(i)[1] for i in ids if SEPARATOR in i) if a)
    return _traits(
        camera.device_key, camera.url, camera.ip, ep_addresses, has_device_id=any(SEPARATOR not in i for i in ids)
    )


def traits_of_entry(entry: CameraEntry) -> Traits:
    """What the camera that this entry names can be recognised by."""
    ep_id = clipped(entry.ep_id, URL_LIMIT)
    address = split_ep_id(ep_id)[1] if ep_id else None
    return _traits(
        clipped(entry.device_key, URL_LIMIT),
        clipped(entry.url, URL_LIMIT),
        clipped(entry.ip),
        frozenset((address,) if address else ()),
        has_device_id=bool(entry.device_id),
    )


def _traits(
    device_key: str | None, url: str | None, ip: str | None, ep_addresses: frozenset[str], *, has_device_id: bool
) -> Traits:
    addresses = frozenset(a for a in (device_key, url) if a)
    ips = frozenset(h for h in map(_host, (*addresses, *ep_addresses, *((ip,) if ip else ()))) if h is not None)
    return Traits(addresses, ep_addresses, ips, has_device_id)


@lru_cache(maxsize=4096)
def _host(address: str) -> str | None:
    """The IP in an address or URL, None where there is none."""
    if "://" not in address:
        return address if is_ip(address) else None
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return None
    return host if is_ip(host) else None


def shared_ips(entries: Iterable[CameraEntry]) -> frozenset[str]:
    """IPs that several cameras of one list have, so that none of them can be told by it."""
    counts = Counter(ip for entry in entries for ip in traits_of_entry(entry).ips)
    return frozenset(ip for ip, count in counts.items() if count > 1)


def match_by_address(
    entry: CameraEntry,
    known: dict[CameraKey, Traits],
    *,
    taken: Collection[CameraKey] = (),
    crowded: Collection[str] = (),
) -> CameraKey | None:
    """The one camera that an entry with unknown ids, or none, means; None where it cannot be told.

    Args:
        entry: As sent.
        known: The cameras of the box.
        taken: Cameras that other entries of the same message mean; it would not list one camera twice.
        crowded: IPs that several entries of the same message have.
    """
    said = traits_of_entry(entry)
    exact = [key for key, camera in known.items() if _meets(said, camera)]
    if exact:
        return _only(exact, said, known, taken)
    lone = said.ips if not (entry.ep_id or entry.device_id) else _lone_ips(said)
    alike = [
        key
        for key, camera in known.items()
        if camera.ips & lone or (not said.ep_addresses and said.ips & _lone_ips(camera))
    ]
    if not alike:
        return None
    ips = said.ips & known[alike[0]].ips
    if any(ip in crowded for ip in ips):
        return None
    # Unique means among all cameras, also those that could not be meant.
    if sum(1 for camera in known.values() if camera.ips & ips) > 1:
        return None
    return _only(alike, said, known, taken)


def _meets(said: Traits, camera: Traits) -> bool:
    """Whether an address inside an `ep_id` of one equals an address of the other."""
    if said.ep_addresses:
        return bool(said.ep_addresses & (camera.addresses | camera.ep_addresses))
    if said.has_device_id:
        return bool(said.addresses & camera.ep_addresses)
    return bool(said.addresses & (camera.addresses | camera.ep_addresses))


def _lone_ips(traits: Traits) -> frozenset[str]:
    """Addresses inside `ep_id`s that are an IP alone."""
    return traits.ep_addresses & traits.ips


def _only(
    keys: list[CameraKey], said: Traits, known: dict[CameraKey, Traits], taken: Collection[CameraKey]
) -> CameraKey | None:
    if len(keys) != 1 or keys[0] in taken:
        return None
    return None if said.has_device_id and known[keys[0]].has_device_id else keys[0]


def twin_by_address(key: CameraKey, known: dict[CameraKey, Traits]) -> CameraKey | None:
    """Another camera whose `ep_id` has an address that turned out to be this one's; None where there is none."""
    camera = known[key]
    twins = [
        other
        for other, traits in known.items()
        if other != key
        and not (traits.has_device_id and camera.has_device_id)
        and traits.ep_addresses & camera.addresses
    ]
    if len(twins) != 1:
        return None
    address = known[twins[0]].ep_addresses & camera.addresses
    owners = [other for other, traits in known.items() if traits.addresses & address and other != twins[0]]
    return twins[0] if owners == [key] else None
