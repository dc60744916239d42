"""What is odd about boxes that were found, beside each other and beside the boxes of the site."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from sophon_monitor.domain.found_boxes import FoundBox, Oddity, OddityKind
from sophon_monitor.domain.site import API_PORT, Box, BoxAddress, BoxKey

_NO_IPS: Mapping[BoxKey, Collection[str]] = {}


def oddities_of(
    found: Sequence[FoundBox],
    boxes: Sequence[Box],
    camera_ids: Mapping[BoxKey, frozenset[str]],
    ips: Mapping[BoxKey, Collection[str]] = _NO_IPS,
) -> dict[BoxAddress, tuple[Oddity, ...]]:
    """Return per address that was found what is odd there, what weighs most first; nothing odd is ().

    Args:
        found: What a search has found so far; of two looks at one address the later counts.
        boxes: The boxes of the site.
        camera_ids: Per box of the site all ids of its cameras, aliases too.
        ips: Addresses to which the host names of the site's boxes resolve.
    """
    latest = {one.address: one for one in found}
    at_address = {address: _boxes_at(address, boxes, ips) for address in latest}
    return {
        one.address: (
            *_other_serial(one, at_address[one.address]),
            *_same_serial(one, latest),
            *_moved(one, boxes, latest, at_address),
            *_equal_cameras(one, latest, boxes, at_address[one.address], camera_ids),
            *((Oddity(OddityKind.ALREADY_ADDED),) if at_address[one.address] else ()),
        )
        for one in latest.values()
    }


def _boxes_at(address: BoxAddress, boxes: Sequence[Box], ips: Mapping[BoxKey, Collection[str]]) -> tuple[Box, ...]:
    """The boxes of the site with this host and these ports."""
    ports = (address.api, address.stream, address.system)
    host = address.host.casefold()
    return tuple(
        box
        for box in boxes
        if (box.address.api, box.address.stream, box.address.system) == ports
        and (box.address.host.casefold() == host or address.host in ips.get(box.key, ()))
    )


def _other_serial(one: FoundBox, here: Sequence[Box]) -> Iterator[Oddity]:
    known = [box for box in here if box.sn is not None]
    if one.sn is not None and known and all(box.sn != one.sn for box in known):
        yield Oddity(OddityKind.NEW_SN, known[0].name)


def _same_serial(one: FoundBox, found: Mapping[BoxAddress, FoundBox]) -> Iterator[Oddity]:
    for other in found.values():
        if one.sn is not None and other.sn == one.sn and other.address != one.address:
            yield Oddity(OddityKind.SAME_SN, shown(other.address))


def _moved(
    one: FoundBox,
    boxes: Sequence[Box],
    found: Mapping[BoxAddress, FoundBox],
    at_address: Mapping[BoxAddress, Sequence[Box]],
) -> Iterator[Oddity]:
    """A box that also answers where the site knows it has not moved: it is one serial number at two addresses."""
    for box in boxes:
        if one.sn is None or box.sn != one.sn or box in at_address[one.address]:
            continue
        if not any(other.sn == one.sn and box in at_address[other.address] for other in found.values()):
            yield Oddity(OddityKind.MOVED, box.name)


def _equal_cameras(
    one: FoundBox,
    found: Mapping[BoxAddress, FoundBox],
    boxes: Sequence[Box],
    here: Sequence[Box],
    camera_ids: Mapping[BoxKey, frozenset[str]],
) -> Iterator[Oddity]:
    ids = frozenset(one.camera_ids or ())
    if not ids:
        return
    told = set[str]()
    for box in boxes:
        is_it = box in here or (one.sn is not None and box.sn == one.sn)
        if not is_it and ids <= camera_ids.get(box.key, frozenset()):
            told.add(box.address.host)
            yield Oddity(OddityKind.EQUAL_CAMERAS, box.name)
    for other in found.values():
        is_it = other.address == one.address or (one.sn is not None and other.sn == one.sn)
        if not is_it and frozenset(other.camera_ids or ()) == ids and other.address.host not in told:
            yield Oddity(OddityKind.EQUAL_CAMERAS, shown(other.address))


def shown(address: BoxAddress) -> str:
    """An address as it is shown: its port only where it is not the usual one."""
    return address.host if address.api == API_PORT else f"{address.host}:{address.api}"
