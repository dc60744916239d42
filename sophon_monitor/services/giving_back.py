"""Giving borrowed settings back: only what is still ours, proved by reading back (docs/decisions/0011)."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sophon_monitor.domain.borrowing import (
    BorrowedSetting,
    Decision,
    EntryState,
    Returned,
    ReturnOutcome,
    Step,
    StepName,
    StepState,
)
from sophon_monitor.domain.site import BoxAddress
from sophon_monitor.protocol import report_settings as settings
from sophon_monitor.protocol.answers import decode_system
from sophon_monitor.protocol.errors import ProtocolError
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.protocol.report_settings import Values
from sophon_monitor.protocol.requests import SystemCall, system_request
from sophon_monitor.services.borrowing import NewCalls, Tell, ownership, write_values
from sophon_monitor.services.box_calls import BoxCalls, CallFailed
from sophon_monitor.services.journal import Journal, JournalBusy
from sophon_monitor.services.report_values import NotReadable, read_values

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Wish:
    """What a setting shall be, and what it may be now for us to write at all (None: whatever it is)."""

    values: Values
    only_if: tuple[Values, ...] | None


class GivingBack:
    """Gives settings back. Lives on the intake loop of a window, or on the loop of `restore`."""

    def __init__(
        self, journal: Journal, *, new_calls: NewCalls = BoxCalls, wall_clock: Callable[[], float] = time.time
    ) -> None:
        """Keep the journal; `new_calls` opens a box's APIs."""
        self._journal, self._new_calls, self._clock = journal, new_calls, wall_clock

    async def give_back(self, entries: Sequence[BorrowedSetting], *, tell: Tell | None = None) -> tuple[Returned, ...]:
        """Give back these entries, boxes side by side, the settings of one box one after the other.

        Whatever goes wrong stands in the result; an entry that is not back stays open.
        """
        boxes: dict[BoxAddress, list[BorrowedSetting]] = {}
        for entry in entries:
            boxes.setdefault(entry.address, []).append(entry)
        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(self._box(address, of_box, tell), name=f"give back {address.host}")
                for address, of_box in boxes.items()
            ]
        return tuple(one for task in tasks for one in task.result())

    async def decide(self, entry_id: int, decision: Decision) -> Returned:
        """Do what a person decided about a setting that somebody changed meanwhile.

        Raises:
            KeyError: There is no such entry.
        """
        entry = await asyncio.to_thread(self._journal.entry, entry_id)
        if entry is None:
            raise KeyError(entry_id)
        if decision is Decision.LEAVE:
            left = await self._state(entry, EntryState.LEFT)
            log.info("%s of %s is left as it is, by a person's decision", entry.setting, entry.box_key)
            return Returned(left, ReturnOutcome.LEFT)
        return await self._guarded(entry, None, decision)

    async def _box(self, address: BoxAddress, entries: Sequence[BorrowedSetting], tell: Tell | None) -> list[Returned]:
        del address
        return [await self._guarded(entry, tell, None) for entry in entries]

    async def _guarded(self, entry: BorrowedSetting, tell: Tell | None, decision: Decision | None) -> Returned:
        """One entry; the lock is held for it alone, so that other boxes do not wait for one that is away."""
        try:
            async with self._new_calls(entry.address) as calls:
                await self._look(calls, entry)
                async with self._journal.held():
                    done = await self._one(calls, entry, decision, tell or _nobody)
        except _Away as cause:
            done = await self._still_open(entry, cause.outcome, cause.problem, cause.detail)
        except JournalBusy:
            done = Returned(entry, ReturnOutcome.REFUSED, "journal_busy")
        log.info("%s of %s: %s", entry.setting, entry.box_key, done.outcome)
        return done

    async def _look(self, calls: BoxCalls, entry: BorrowedSetting) -> None:
        """Whether the box is there and is the same one. Raises _Away; writes nothing."""
        try:
            await read_values(calls, entry.setting)
        except NotReadable as cause:
            raise _Away(_outcome_of(cause.problem), cause.problem, cause.detail) from cause
        sn = await _sn_of(calls, entry)
        if sn is not None and entry.box_sn is not None and sn != entry.box_sn:
            raise _Away(ReturnOutcome.OTHER_BOX, "other_box", sn)

    async def _one(self, calls: BoxCalls, entry: BorrowedSetting, decision: Decision | None, tell: Tell) -> Returned:
        fresh = await asyncio.to_thread(self._journal.entry, entry.id)
        if fresh is None or not fresh.is_open:
            return Returned(fresh or entry, ReturnOutcome.WAS_ORIGINAL)  # another program has done it meanwhile
        present = await self._read(calls, fresh, tell)
        wish = _wish(fresh, decision, present)
        if settings.equal_values(settings.values_at(wish.values, present), wish.values):
            return Returned(await self._state(fresh, EntryState.RETURNED), ReturnOutcome.WAS_ORIGINAL)
        if wish.only_if is not None and not any(_holds(present, ours) for ours in wish.only_if):
            now = settings.urls_of(fresh.setting, present)
            changed = await self._state(fresh, EntryState.CHANGED, "changed_meanwhile")
            return Returned(changed, ReturnOutcome.CHANGED, now=now)
        returning = await self._state(fresh, EntryState.RETURNING)
        tell(Step(StepName.WRITE, StepState.RUNNING, at_s=self._clock()))
        try:
            await write_values(calls, fresh.setting, wish.values, present)
        except CallFailed as cause:
            raise _Away(ReturnOutcome.UNREACHABLE, cause.problem, cause.detail) from cause
        tell(Step(StepName.WRITE, StepState.DONE, at_s=self._clock()))
        return await self._prove(calls, returning, wish, tell)

    async def _prove(self, calls: BoxCalls, entry: BorrowedSetting, wish: _Wish, tell: Tell) -> Returned:
        tell(Step(StepName.READ_BACK, StepState.RUNNING, at_s=self._clock()))
        after = await self._read(calls, entry, tell)
        if settings.equal_values(settings.values_at(wish.values, after), wish.values):
            tell(Step(StepName.READ_BACK, StepState.DONE, at_s=self._clock()))
            return Returned(await self._state(entry, EntryState.RETURNED), ReturnOutcome.RETURNED)
        tell(Step(StepName.READ_BACK, StepState.FAILED, problem="read_back_differs", at_s=self._clock()))
        now = settings.urls_of(entry.setting, after)
        still = await self._state(entry, entry.state, "read_back_differs")
        return Returned(still, ReturnOutcome.DIFFERS, now=now)

    async def _read(self, calls: BoxCalls, entry: BorrowedSetting, tell: Tell) -> dict[str, object]:
        try:
            return await read_values(calls, entry.setting)
        except NotReadable as cause:
            tell(Step(StepName.READ, StepState.FAILED, problem=cause.problem, at_s=self._clock()))
            raise _Away(_outcome_of(cause.problem), cause.problem, cause.detail) from cause

    async def _still_open(self, entry: BorrowedSetting, outcome: ReturnOutcome, problem: str, detail: str) -> Returned:
        fresh = await asyncio.to_thread(self._journal.entry, entry.id)
        state = fresh.state if fresh is not None else entry.state
        return Returned(await self._state(entry, state, problem), outcome, detail)

    async def _state(self, entry: BorrowedSetting, state: EntryState, problem: str = "") -> BorrowedSetting:
        return await asyncio.to_thread(self._journal.set_state, entry.id, state, problem)


class _Away(Exception):  # noqa: N818 - what happened
    """The box cannot be put right now."""

    def __init__(self, outcome: ReturnOutcome, problem: str, detail: str) -> None:
        super().__init__(problem)
        self.outcome, self.problem, self.detail = outcome, problem, detail


def _nobody(_step: Step) -> None:
    """Where nobody watches."""


def _outcome_of(problem: str) -> ReturnOutcome:
    return ReturnOutcome.REFUSED if problem in ("not_readable", "refused_by_box") else ReturnOutcome.UNREACHABLE


def _wish(entry: BorrowedSetting, decision: Decision | None, present: Values) -> _Wish:
    match decision:
        case Decision.PUT_BACK:
            return _Wish(entry.original, None)
        case Decision.TAKE_OURS_OUT:
            token = entry.our_url.rstrip("/").rpartition("/")[2]
            return _Wish(settings.without(entry.setting, present, ownership(token, entry)), None)
        case _:
            return _Wish(entry.original, entry.written)


def _holds(present: Values, ours: Values) -> bool:
    return settings.equal_values(settings.values_at(ours, present), ours)


async def _sn_of(calls: BoxCalls, entry: BorrowedSetting) -> str | None:
    """The serial number that answers at the address, None where it cannot be read (SE3 has no system API)."""
    generation = Generation(entry.setting.partition(".")[0])
    if entry.box_sn is None or generation is Generation.SE3:
        return None
    try:
        answer = await calls.call(system_request(SystemCall.SN, generation))
        return decode_system(SystemCall.SN, answer.body).sn
    except (CallFailed, ProtocolError):
        return None
