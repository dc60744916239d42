"""What a person starts on boxes, apart from borrowing: searching, looking, diagnosing, trying a photo.

Runs on the intake loop (docs/decisions/0010). Nothing here changes a setting of a box; a trial leaves a record in its
history.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Protocol

from sophon_monitor.domain.found_boxes import FoundBox, ScanProgress
from sophon_monitor.domain.ladder import Diagnosis
from sophon_monitor.domain.registry import Registry
from sophon_monitor.domain.site import Box, BoxAddress, BoxKey
from sophon_monitor.domain.trial import TrialOffer, TrialResult
from sophon_monitor.services import recognition_trial
from sophon_monitor.services.borrow_errands import BorrowErrands
from sophon_monitor.services.box_calls import BoxCalls
from sophon_monitor.services.box_probe import probe
from sophon_monitor.services.diagnosis import Ladder
from sophon_monitor.services.diagnosis_known import known_by_window
from sophon_monitor.services.discovery import Discovery
from sophon_monitor.services.listening import ListeningAddresses
from sophon_monitor.services.message_log import MessageLog
from sophon_monitor.services.surroundings import ThisComputer

LOOKS_AT_ONCE = 8


class ErrandSite(Protocol):
    """What the errands need of the intake."""

    registry: Registry
    listening: ListeningAddresses
    log: MessageLog
    borrowing: BorrowErrands

    async def ask_what_it_is(self, key: BoxKey) -> None:
        """Find out the generation of a box that has not told it."""

    @property
    def received(self) -> int:
        """Messages understood so far."""

    def ips_of(self, box: Box) -> tuple[str, ...]:
        """Addresses of a box."""


class BoxErrands:
    """The commands of one site's window. Cancelling one leaves neither a task nor a connection."""

    def __init__(self, site: ErrandSite) -> None:
        """Keep the intake."""
        self._site = site

    async def find(
        self,
        addresses: Sequence[str],
        *,
        on_found: Callable[[FoundBox], None],
        on_progress: Callable[[ScanProgress], None],
    ) -> None:
        """Search these addresses and no others."""
        await Discovery().run(addresses, on_found=on_found, on_progress=on_progress)

    async def look_at(self, addresses: Sequence[BoxAddress], *, on_found: Callable[[FoundBox], None]) -> None:
        """Say of each address which ports answer and as what; some at a time, as they come."""
        places = asyncio.Semaphore(LOOKS_AT_ONCE)

        async def look(address: BoxAddress) -> None:
            async with places:
                on_found(await probe(address))

        async with asyncio.TaskGroup() as group:
            for address in addresses:
                group.create_task(look(address), name=f"look at {address.host}")

    async def offer_trial(self, key: BoxKey) -> TrialOffer:
        """Say whether and in which camera's name a photo can be tried."""
        if (box := await self._known(key)) is None:
            return TrialOffer(problem="not_a_box")
        async with BoxCalls(box.address) as calls:
            return await recognition_trial.offer(calls, box.generation, self._site.registry.cameras_of(key))

    async def try_recognition(self, key: BoxKey, picture: bytes, camera_id: str | None) -> TrialResult:
        """Send a photo as a test; it leaves a record in the box's history."""
        if (box := await self._known(key)) is None:
            return TrialResult(problem="not_a_box")
        cameras = self._site.registry.cameras_of(key)
        async with BoxCalls(box.address) as calls:
            return await recognition_trial.try_recognition(calls, box.generation, cameras, picture, camera_id)

    async def _known(self, key: BoxKey) -> Box | None:
        """The box with its generation; one that has not told it is asked."""
        box = self._site.registry.box(key)
        if box is not None and box.generation is None:
            await self._site.ask_what_it_is(key)
            box = self._site.registry.box(key)
        return box

    async def diagnose(self, address: BoxAddress, *, on_rung: Callable[[Diagnosis], None]) -> Diagnosis:
        """Climb the ladder for one address with all that the window knows."""
        site = self._site
        box = next((one for one in site.registry.boxes if one.address == address), None)
        known = known_by_window(
            address,
            site.ips_of(box) if box is not None else (),
            registry=site.registry,
            log=site.log,
            listening=site.listening.now.addresses,
            port=next((port for _, port in site.listening.now.addresses), 0),
            received=site.received,
            own_addresses=tuple(
                dict.fromkeys(where.rpartition(":")[0] for where, _, _ in await site.borrowing.own_addresses())
            ),
        )
        return await Ladder(ThisComputer()).climb(address, known, on_rung=on_rung)
