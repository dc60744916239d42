"""Whose a message is (interfaces.md section 2, protocol.md 2.9). Pure: looks at boxes, changes none.

A message is a box's if we asked that box for it, if it carries the box's token, or if it comes from the box's address.
SN, authorisation code, MAC and camera ids only tell apart boxes that share an address. They are no proof against a
single box: V6 names itself differently in its two heartbeats, and a camera message names no box at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sophon_monitor.domain.arrivals import Origin, clipped, plain_address
from sophon_monitor.domain.camera_matching import split_ep_id
from sophon_monitor.domain.known_box import KnownBox
from sophon_monitor.domain.site import BoxKey
from sophon_monitor.protocol.messages import (
    BoxIdentity,
    CameraEntry,
    CameraListSync,
    CameraNotice,
    Heartbeat,
    Message,
    Recognition,
)

MAC_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Stray:
    """A message that is no box's of this site.

    Attributes:
        hint, known_key: As in `NewBox`.
    """

    hint: str = ""
    known_key: BoxKey | None = None


def identity_of(message: Message) -> BoxIdentity:
    """What a message says about its sender; a notice says nothing."""
    return BoxIdentity() if isinstance(message, CameraNotice) else message.identity


def cameras_of(message: Message) -> tuple[CameraEntry, ...]:
    """The cameras that a message names."""
    match message:
        case Heartbeat():
            return message.cameras or ()
        case CameraListSync():
            return message.cameras
        case CameraNotice() | Recognition():
            return (message.camera,) if message.camera is not None else ()


def find_box(message: Message, origin: Origin, boxes: Sequence[KnownBox]) -> KnownBox | Stray | None:
    """Find the box that a message belongs to.

    Args:
        message: As decoded.
        origin: How it came.
        boxes: All boxes of the site, in the order added.

    Returns:
        The box; a `Stray` for the list "New boxes"; None for an answer of a box that was removed meanwhile.
    """
    if origin.box_key is not None:
        return next((b for b in boxes if b.box.key == origin.box_key), None)
    sn = clipped(identity_of(message).sn)
    peer = plain_address(origin.peer)
    here = [b for b in boxes if peer is not None and b.lives_at(peer)]
    holders = [b for b in boxes if sn is not None and b.box.sn == sn]
    if origin.token and (trusted := next((b for b in boxes if b.box.token == origin.token), None)) is not None:
        return _by_token(trusted, holders, here)
    if not here:
        return Stray("moved", holders[0].box.key) if holders else Stray()
    if sn is not None:
        return _by_sn(message, holders, here)
    return here[0] if len(here) == 1 else _told_apart(message, here) or Stray("ambiguous")


def _by_token(trusted: KnownBox, holders: Sequence[KnownBox], here: Sequence[KnownBox]) -> KnownBox | Stray:
    """Trust a token, unless the SN is another box's: then a push URL was copied from box to box."""
    if not holders or trusted in holders:
        return trusted
    return next((b for b in holders if b in here), Stray("moved", holders[0].box.key))


def _by_sn(message: Message, holders: Sequence[KnownBox], here: Sequence[KnownBox]) -> KnownBox | Stray:
    own = [b for b in holders if b in here]
    if own:
        return own[0] if len(own) == 1 else _told_apart(message, own) or own[0]
    if holders:
        return Stray("moved", holders[0].box.key)
    nameless = [b for b in here if b.box.sn is None]
    if not nameless:
        # What comes from the address of one box is that box's (interfaces.md section 2): nothing is lost when its
        # hardware was replaced. An SN decides only between boxes that share the address.
        return here[0] if len(here) == 1 else Stray("other_sn")
    return nameless[0] if len(nameless) == 1 else _told_apart(message, nameless) or nameless[0]


def _told_apart(message: Message, boxes: Sequence[KnownBox]) -> KnownBox | None:
    """Tell boxes apart by what a message says besides the SN. The first sign that leaves one box decides."""
    licenses, macs = _licenses(message), _macs(message)
    cameras = cameras_of(message)
    signs: tuple[Callable[[KnownBox], bool], ...] = (
        lambda b: bool(licenses & b.licenses),
        lambda b: mac_digits(b.box.mac) in macs,
        lambda b: any(b.cameras.knows_id(c) for c in cameras),
        lambda b: any(b.cameras.find(c) is not None for c in cameras),
    )
    left = list(boxes)
    for sign in signs:
        fitting = [b for b in left if sign(b)]
        if len(fitting) == 1:
            return fitting[0]
        left = fitting or left
    return None


def _licenses(message: Message) -> frozenset[str]:
    """Authorisation codes in a message, also as prefix of an `ep_id`."""
    codes = {clipped(identity_of(message).license), *(clipped(p) for p in _prefixes(message))}
    return frozenset(c for c in codes if c is not None)


def _macs(message: Message) -> frozenset[str]:
    digits = {mac_digits(identity_of(message).mac)}
    digits |= {mac_digits(p) for p in _prefixes(message) if p[:2] in ("0x", "0X")}
    return frozenset(d for d in digits if d is not None)


def _prefixes(message: Message) -> Iterable[str]:
    return (split_ep_id(c.ep_id)[0] for c in cameras_of(message) if c.ep_id)


def mac_digits(mac: str | None) -> str | None:
    """The twelve hex digits of a MAC however it is written, None where it is none."""
    digits = (mac or "").lower().removeprefix("0x").replace(":", "").replace("-", "")
    return digits if len(digits) == MAC_DIGITS and all(d in "0123456789abcdef" for d in digits) else None
