"""Senders that are no box of this site, until a person accepts or dismisses them. Memory only, no pictures."""

from __future__ import annotations

from dataclasses import replace

from sophon_monitor.domain.arrivals import Origin, clipped, plain_address
from sophon_monitor.domain.box_matching import Stray
from sophon_monitor.domain.changes import Change, NewBoxGone, NewBoxSeen
from sophon_monitor.domain.site import NewBox
from sophon_monitor.protocol.messages import BoxIdentity, Generation

NEW_BOXES_KEPT = 64


class NewBoxes:
    """The list "New boxes". Owned by the registry."""

    def __init__(self) -> None:
        """Begin with none."""
        self._entries: dict[str, NewBox] = {}  # oldest heard first

    @property
    def all(self) -> tuple[NewBox, ...]:
        """Entries, the longest silent first."""
        return tuple(self._entries.values())

    def get(self, new_id: str) -> NewBox | None:
        """One entry."""
        return self._entries.get(new_id)

    def hear(
        self, identity: BoxIdentity, generation: Generation | None, origin: Origin, stray: Stray
    ) -> tuple[Change, ...]:
        """Count a message of a sender that is no box of this site. One that says nothing of itself is lost."""
        peer = plain_address(origin.peer) or ""
        sn = clipped(identity.sn)
        if not (new_id := sn or peer):
            return ()
        old = self._entries.pop(new_id, None) or NewBox(id=new_id, peer=peer, first_at_s=origin.received_at_s)
        entry = replace(
            old,
            peer=peer or old.peer,
            sn=sn or old.sn,
            license=clipped(identity.license) or old.license,
            mac=clipped(identity.mac) or old.mac,
            name=clipped(identity.name) or old.name,
            generation=generation or old.generation,
            messages=old.messages + 1,
            last_at_s=max(origin.received_at_s, old.last_at_s),
            hint=stray.hint,
            known_key=stray.known_key,
        )
        changes: list[Change] = [NewBoxSeen(entry)]
        if len(self._entries) >= NEW_BOXES_KEPT:
            changes.insert(0, self._drop(next(iter(self._entries))))
        self._entries[new_id] = entry
        return tuple(changes)

    def dismiss(self, new_id: str) -> tuple[Change, ...]:
        """Take one entry off the list."""
        return (self._drop(new_id),) if new_id in self._entries else ()

    def settle(self, ips: frozenset[str]) -> tuple[Change, ...]:
        """Take all entries of these senders off: boxes of the site live there now, and who is none is heard again."""
        return tuple(self._drop(e.id) for e in self.all if e.peer in ips)

    def _drop(self, new_id: str) -> NewBoxGone:
        del self._entries[new_id]
        return NewBoxGone(new_id)
