"""Borrowing for one site while its window is open: plans, borrows, gives back, and tries again what could not be.

Runs on the intake loop. What a setting is and how it is written: `borrowing`; what is on disk about it: `journal`.
"""

from __future__ import annotations

import asyncio
import functools
import logging
import time
from collections.abc import Awaitable, Callable, Collection, Sequence
from pathlib import Path
from typing import Protocol

from sophon_monitor.domain.borrowing import (
    BorrowedSetting,
    BorrowPlan,
    Decision,
    EntryState,
    ReportKind,
    Returned,
    ReturnOutcome,
    Step,
    StepName,
    StepState,
)
from sophon_monitor.domain.registry import Registry
from sophon_monitor.domain.site import Box, BoxKey
from sophon_monitor.services.borrowing import Borrowing
from sophon_monitor.services.giving_back import GivingBack
from sophon_monitor.services.journal import Journal
from sophon_monitor.services.listening import ListeningAddresses

log = logging.getLogger(__name__)

LOOK_EVERY_S = 5.0  # `restore` may run beside the window
AGAIN_EVERY_S = 20.0
NOTE_EVERY_S = 600.0


class BorrowSite(Protocol):
    """What borrowing needs of the intake."""

    registry: Registry
    listening: ListeningAddresses

    def ips_of(self, box: Box) -> tuple[str, ...]:
        """Addresses of a box."""

    async def ask_what_it_is(self, key: BoxKey) -> None:
        """Find out the generation of a box that has not told it."""

    def next_push(self, key: BoxKey) -> Awaitable[None]:
        """Wait for the box's next message that came by its token."""


class BorrowErrands:
    """Borrowed settings of one site. `run` is its life; the other coroutines are commands of the screen."""

    def __init__(
        self,
        site: BorrowSite,
        folder: Path,
        *,
        tell_entries: Callable[[tuple[BorrowedSetting, ...]], None],
        tell_returned: Callable[[tuple[Returned, ...]], None],
        again_every_s: float = AGAIN_EVERY_S,
    ) -> None:
        """Open the journal in the site's folder; the archive must be open already.

        Args:
            site: The intake.
            folder: Of the site.
            tell_entries: Called on the intake loop with all open entries whenever they changed.
            tell_returned: Called with what was given back without being asked for: after a crash, or at last.
            again_every_s: Between attempts at a box that did not answer.
        """
        self._site, self._journal = site, Journal(folder)
        self._borrowing, self._giving_back = Borrowing(self._journal), GivingBack(self._journal)
        self._tell_entries, self._tell_returned = tell_entries, tell_returned
        self._again_every_s = again_every_s
        self._wanted_back: set[int] = set()
        self._told: tuple[BorrowedSetting, ...] | None = None
        self._noted: tuple[tuple[str, int], ...] = ()
        self._note_again_at = 0.0

    async def run(self) -> None:
        """Give back what an earlier run left, then keep the list up to date. Ends only by cancellation."""
        left = [entry for entry in await self.entries() if not entry.keep and entry.state is not EntryState.CHANGED]
        self._wanted_back |= {entry.id for entry in left}
        next_try = time.monotonic()
        while True:
            await self._note_addresses()
            if self._wanted_back and time.monotonic() >= next_try:
                next_try = time.monotonic() + self._again_every_s
                await self._try_again()
            await self._look()
            await asyncio.sleep(min(LOOK_EVERY_S, self._again_every_s))

    def close(self) -> None:
        """Let go of the journal, after `run` has ended."""
        self._journal.close()

    # -- commands -----------------------------------------------------------------------------------------------------

    async def plan(
        self,
        key: BoxKey,
        *,
        host: str | None = None,
        kinds: Collection[ReportKind] | None = None,
        new_period_s: float | None = None,
    ) -> BorrowPlan:
        """Read the box's settings and say what would be written. Nothing is.

        Args:
            key: A box of the site.
            host: Another address of this computer than the one on the route, chosen by a person.
            kinds: Only these reports.
            new_period_s: Another period, as a person wants it.
        """
        box = await self._known(key)
        if box is None:
            return BorrowPlan(box_key=key, generation=None, problem="not_a_box")
        return await self._borrowing.plan(box, self._our_address(box, host), kinds=kinds, new_period_s=new_period_s)

    async def borrow(
        self,
        shown: BorrowPlan,
        *,
        kinds: Collection[ReportKind],
        agreed: Collection[ReportKind],
        new_period_s: float | None,
        tell: Callable[[Step], None],
    ) -> tuple[BorrowedSetting, ...]:
        """Borrow what a person has seen and agreed to; where the box says something else by now, nothing is written."""
        box = await self._known(shown.box_key)
        if box is None:
            tell(Step(StepName.REACH, StepState.FAILED, problem="not_a_box"))
            return ()
        host = shown.our_address[0] if shown.our_address is not None else None
        plan = await self.plan(box.key, host=host, kinds=kinds, new_period_s=new_period_s)
        seen = {report.setting: report.now for report in shown.reports}
        if any(seen.get(report.setting) != report.now for report in plan.reports):
            tell(Step(StepName.READ, StepState.FAILED, problem="changed_meanwhile"))
            return ()
        # What was to go back shall stay now: not even a retry that is due may take it away again.
        self._wanted_back -= {entry.id for entry in await self.entries() if entry.box_key == box.key}
        try:
            borrowed = await self._borrowing.borrow(
                box,
                plan,
                agreed=agreed,
                tell=tell,
                first_message=functools.partial(self._site.next_push, box.key),
            )
        finally:
            await self._look()
        return borrowed

    async def give_back(
        self, ids: Collection[int] | None = None, *, tell: Callable[[Step], None] | None = None
    ) -> tuple[Returned, ...]:
        """Give back these entries, or all that are open; what a box is away for is tried again until it is back."""
        entries = [entry for entry in await self.entries() if ids is None or entry.id in ids]
        self._wanted_back |= {entry.id for entry in entries}
        try:
            done = await self._return(entries, tell)
        finally:
            await self._look()
        return done

    async def give_back_unkept(self) -> tuple[Returned, ...]:
        """Give back, at the end of the program, what nobody wanted to keep and nobody has changed meanwhile."""
        left = [e.id for e in await self.entries() if not e.keep and e.state is not EntryState.CHANGED]
        return await self.give_back(left)

    async def give_back_box(self, key: BoxKey) -> tuple[Returned, ...]:
        """Give back all that was borrowed of one box."""
        return await self.give_back([entry.id for entry in await self.entries() if entry.box_key == key])

    async def decide(self, entry_id: int, decision: Decision) -> Returned:
        """Do what a person decided about a setting that somebody changed meanwhile."""
        try:
            return await self._giving_back.decide(entry_id, decision)
        finally:
            await self._look()

    async def keep(self, ids: Collection[int], keep: bool) -> None:
        """Go on borrowing these when the program ends, or do not."""
        for entry_id in ids:
            await asyncio.to_thread(self._journal.set_keep, entry_id, keep)
        if keep:
            self._wanted_back -= set(ids)
        await self._look()

    async def entries(self) -> tuple[BorrowedSetting, ...]:
        """All open entries, oldest first."""
        return await asyncio.to_thread(self._journal.open_entries)

    async def own_addresses(self) -> tuple[tuple[str, float, float], ...]:
        """Addresses where the receiver has listened: address, first and last time."""
        return await asyncio.to_thread(self._journal.own_addresses)

    # -- what goes on by itself ---------------------------------------------------------------------------------------

    async def _try_again(self) -> None:
        entries = [entry for entry in await self.entries() if entry.id in self._wanted_back]
        self._wanted_back &= {entry.id for entry in entries}  # the others are closed
        if entries:
            done = [one for one in await self._return(entries, None) if not _is_worth_another(one)]
            if done:
                self._tell_returned(tuple(done))

    async def _return(
        self, entries: Sequence[BorrowedSetting], tell: Callable[[Step], None] | None
    ) -> tuple[Returned, ...]:
        done = await self._giving_back.give_back(entries, tell=tell) if entries else ()
        self._wanted_back -= {one.entry.id for one in done if not _is_worth_another(one)}
        return done

    async def _look(self) -> None:
        entries = await self.entries()
        if entries != self._told:
            self._told = entries
            self._tell_entries(entries)

    async def _note_addresses(self) -> None:
        """Remember where the receiver listens: at once when that changes, else now and then."""
        now = self._site.listening.now.addresses
        if now == self._noted and time.monotonic() < self._note_again_at:
            return
        self._noted, self._note_again_at = now, time.monotonic() + NOTE_EVERY_S
        for host, port in now:
            await asyncio.to_thread(self._journal.note_own_address, f"{host}:{port}", time.time())

    async def _known(self, key: BoxKey) -> Box | None:
        """The box with its generation, which says where its reports are set; an SE3 tells it only when it is asked."""
        box = self._site.registry.box(key)
        if box is not None and box.generation is None:
            await self._site.ask_what_it_is(key)
            box = self._site.registry.box(key)
        return box

    def _our_address(self, box: Box, host: str | None) -> tuple[str, int] | None:
        for ip in self._site.ips_of(box):
            facing = self._site.listening.facing(ip)
            if facing is not None:
                return (host or facing[0], facing[1])
        return None


def _is_worth_another(one: Returned) -> bool:
    """Whether an attempt failed for what passes by itself: the box is away, or another program is at it."""
    return one.outcome is ReturnOutcome.UNREACHABLE or one.detail == "journal_busy"
