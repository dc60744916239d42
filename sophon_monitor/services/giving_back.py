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
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.protocol.report_settings import Values
from sophon_monitor.services.borrow_steps import Tell
from sophon_monitor.services.borrowing import READ_AGAIN_AFTER_S, NewCalls
from sophon_monitor.services.box_calls import BoxCalls, CallFailed
from sophon_monitor.services.journal import Journal, JournalBusy
from sophon_monitor.services.our_urls import ownership
from sophon_monitor.services.report_values import (
    NotReadable,
    is_other_box,
    read_values,
    serial_number,
    write_values,
)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Wish:
    """What a setting shall be; `if_untouched` where nothing is written once somebody else has changed it."""

    values: Values
    if_untouched: bool


class GivingBack:
    """Gives settings back. Lives on the intake loop of a window, or on the loop of `restore`."""

    def __init__(
        self, journal: Journal, *, new_calls: NewCalls = BoxCalls, wall_clock: Callable[[], float] = time.time
    ) -> None:
        """Keep the journal; `new_calls` opens a box's APIs."""
        self._journal, self._new_calls, self._clock = journal, new_calls, wall_clock

    async def give_back(self, entries: Sequence[BorrowedSetting], *, tell: Tell | None = None) -> tuple[Returned, ...]:
        """Give back these entries, boxes side by side, the settings of one box one after the other.

        Whatever goes wrong stands in the result; an entry that is not back stays open. Calls go to the address that the
        entry given here carries, so a box that has moved may be looked for elsewhere: its serial number is compared.
        """
        boxes: dict[BoxAddress, list[BorrowedSetting]] = {}
        for entry in entries:
            boxes.setdefault(entry.address, []).append(entry)
        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(self._box(of_box, tell or _nobody), name=f"give back {address.host}")
                for address, of_box in boxes.items()
            ]
        return tuple(one for task in tasks for one in task.result())

    async def decide(self, entry_id: int, decision: Decision) -> Returned:
        """Do what a person decided about a setting that somebody changed meanwhile.

        Raises:
            KeyError: There is no such entry.
            OSError: The journal cannot be used.
        """
        entry = await asyncio.to_thread(self._journal.entry, entry_id)
        if entry is None:
            raise KeyError(entry_id)
        if decision is Decision.LEAVE:
            left = await self._state(entry, EntryState.LEFT)
            log.info("%s of %s is left as it is, by a person's decision", entry.setting, entry.box_key)
            return Returned(left, ReturnOutcome.LEFT)
        return await self._guarded(entry, _nobody, decision)

    async def _box(self, entries: Sequence[BorrowedSetting], tell: Tell) -> list[Returned]:
        return [await self._guarded(entry, tell, None) for entry in entries]

    async def _guarded(self, entry: BorrowedSetting, tell: Tell, decision: Decision | None) -> Returned:
        """One entry; the lock is held for it alone, and not while a box that is away is looked for."""
        try:
            done = await self._reach(entry, tell, decision)
        except JournalBusy:
            done = Returned(entry, ReturnOutcome.REFUSED, "journal_busy")
        except OSError as cause:
            log.warning("the journal of %s cannot be used: %s", entry.box_key, cause)
            done = Returned(entry, ReturnOutcome.REFUSED, "journal_not_written")
        log.info("%s of %s: %s", entry.setting, entry.box_key, done.outcome)
        return done

    async def _reach(self, entry: BorrowedSetting, tell: Tell, decision: Decision | None) -> Returned:
        telling = _Telling(tell, self._clock)
        try:
            async with self._new_calls(entry.address) as calls:
                telling.begin(StepName.REACH)
                await self._look(calls, entry)
                async with self._journal.held(entry.box_key):
                    return await self._one(calls, entry, decision, telling)
        except _Away as cause:
            telling.end(cause.problem)
            return await self._still_open(entry, cause)
        except JournalBusy:
            telling.end("journal_busy")
            raise

    async def _look(self, calls: BoxCalls, entry: BorrowedSetting) -> None:
        """Whether the box is there and is the same one. Raises _Away; writes nothing."""
        await _read(calls, entry)
        generation = Generation(entry.setting.partition(".")[0])
        sn = await serial_number(calls, generation) if entry.box_sn else None
        if is_other_box(entry.box_sn, sn):
            raise _Away(ReturnOutcome.OTHER_BOX, "other_box", sn or "")

    async def _one(
        self, calls: BoxCalls, entry: BorrowedSetting, decision: Decision | None, telling: _Telling
    ) -> Returned:
        fresh = await asyncio.to_thread(self._journal.entry, entry.id)
        if fresh is None or not fresh.is_open:
            telling.end()
            return Returned(fresh or entry, ReturnOutcome.WAS_ORIGINAL)  # another program has done it meanwhile
        telling.begin(StepName.READ)
        present = await _read(calls, fresh)
        telling.end()
        wish = _wish(fresh, decision, present)
        if _is_there(wish, present):
            return Returned(await self._state(fresh, EntryState.RETURNED), ReturnOutcome.WAS_ORIGINAL)
        if wish.if_untouched and not _untouched(fresh, present):
            now = settings.urls_of(fresh.setting, present)
            changed = await self._state(fresh, EntryState.CHANGED, "changed_meanwhile")
            return Returned(changed, ReturnOutcome.CHANGED, now=now)
        returning = await self._state(fresh, EntryState.RETURNING)
        telling.begin(StepName.WRITE)
        try:
            answer = await write_values(calls, fresh.setting, wish.values, present)
        except CallFailed as cause:
            raise _Away(ReturnOutcome.UNREACHABLE, cause.problem, cause.detail) from cause
        telling.begin(StepName.READ_BACK)
        after = await self._settled(calls, returning, wish, wait=not answer.refused)
        if not _is_there(wish, after):
            return await self._differs(returning, after, bool(answer.refused), telling)
        telling.end()
        return Returned(await self._state(returning, EntryState.RETURNED), ReturnOutcome.RETURNED)

    async def _settled(self, calls: BoxCalls, entry: BorrowedSetting, wish: _Wish, *, wait: bool) -> dict[str, object]:
        """What the box holds after the write; some firmware applies it a moment after the answer."""
        after = await _read(calls, entry)
        for pause_s in READ_AGAIN_AFTER_S if wait else ():
            if _is_there(wish, after):
                break
            await asyncio.sleep(pause_s)
            after = await _read(calls, entry)
        return after

    async def _differs(self, entry: BorrowedSetting, after: Values, refused: bool, telling: _Telling) -> Returned:
        """The entry stays open: to be tried again while something of ours is there, else for a person to decide."""
        problem = "refused_by_box" if refused else "read_back_differs"
        telling.end(problem)
        ours = any(url == entry.our_url for url in settings.urls_of(entry.setting, after))
        still = await self._state(entry, EntryState.RETURNING if ours else EntryState.CHANGED, problem)
        outcome = ReturnOutcome.REFUSED if refused else ReturnOutcome.DIFFERS
        return Returned(still, outcome, now=settings.urls_of(entry.setting, after))

    async def _still_open(self, entry: BorrowedSetting, cause: _Away) -> Returned:
        fresh = await asyncio.to_thread(self._journal.entry, entry.id)
        if fresh is not None and fresh.is_open:
            fresh = await self._state(fresh, fresh.state, cause.problem)
        return Returned(fresh or entry, cause.outcome, cause.detail)

    async def _state(self, entry: BorrowedSetting, state: EntryState, problem: str = "") -> BorrowedSetting:
        return await asyncio.to_thread(self._journal.set_state, entry.id, state, problem)


class _Away(Exception):  # noqa: N818 - what happened
    """The box cannot be put right now."""

    def __init__(self, outcome: ReturnOutcome, problem: str, detail: str) -> None:
        super().__init__(problem)
        self.outcome, self.problem, self.detail = outcome, problem, detail


class _Telling:
    """Tells one step after the other; beginning the next one ends the one before."""

    def __init__(self, tell: Tell, clock: Callable[[], float]) -> None:
        self._tell, self._clock = tell, clock
        self._running: StepName | None = None
        self._begun = 0.0

    def begin(self, name: StepName) -> None:
        """Tell that a step runs."""
        self.end()
        self._running, self._begun = name, time.monotonic()
        self._tell(Step(name, StepState.RUNNING, at_s=self._clock()))

    def end(self, problem: str = "") -> None:
        """Tell that it is done, or why it failed."""
        if self._running is None:
            return
        state = StepState.FAILED if problem else StepState.DONE
        elapsed_ms = (time.monotonic() - self._begun) * 1000
        self._tell(Step(self._running, state, problem=problem, elapsed_ms=elapsed_ms, at_s=self._clock()))
        self._running = None


def _nobody(_step: Step) -> None:
    """Where nobody watches."""


async def _read(calls: BoxCalls, entry: BorrowedSetting) -> dict[str, object]:
    """The present values, all that have to be put back among them. Raises _Away."""
    try:
        present = await read_values(calls, entry.setting)
    except NotReadable as cause:
        raise _Away(_outcome_of(cause.problem), cause.problem, cause.detail) from cause
    if not entry.original.keys() <= present.keys():
        raise _Away(ReturnOutcome.REFUSED, "not_readable", ", ".join(entry.original.keys() - present.keys()))
    return present


def _outcome_of(problem: str) -> ReturnOutcome:
    return ReturnOutcome.REFUSED if problem in ("not_readable", "refused_by_box") else ReturnOutcome.UNREACHABLE


def _wish(entry: BorrowedSetting, decision: Decision | None, present: Values) -> _Wish:
    if decision is Decision.TAKE_OURS_OUT:
        token = entry.our_url.rstrip("/").rpartition("/")[2]
        addresses = settings.without(entry.setting, present, ownership(token, entry))
        # A period of ours goes too, one that somebody set stays.
        rest = {key: value for key, value in entry.original.items() if key not in addresses}
        ours = settings.is_untouched(entry.setting, present, rest, entry.written)
        return _Wish(addresses | (rest if ours else {}), if_untouched=False)
    return _Wish(entry.original, if_untouched=decision is not Decision.PUT_BACK)


def _is_there(wish: _Wish, present: Values) -> bool:
    return settings.equal_values(settings.values_at(wish.values, present), wish.values)


def _untouched(entry: BorrowedSetting, present: Values) -> bool:
    return settings.is_untouched(entry.setting, present, entry.original, entry.written)
