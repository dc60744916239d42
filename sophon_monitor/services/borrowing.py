"""Borrowing a box's reports: read, journal, write, read back, wait for the first message (protocol.md 3.2).

Giving back is `giving_back`. Both run on the intake loop and hold the journal's lock while they read and write.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, replace

from sophon_monitor.domain.borrowing import (
    BorrowedSetting,
    BorrowPlan,
    EntryState,
    ReportKind,
    ReportPlan,
    ReportProblem,
    SettingName,
    Step,
    StepName,
    StepState,
    Way,
)
from sophon_monitor.domain.site import Box, BoxAddress
from sophon_monitor.protocol import report_settings as settings
from sophon_monitor.services.borrow_steps import StepFailed, Steps, Tell
from sophon_monitor.services.box_calls import BoxCalls, CallFailed
from sophon_monitor.services.journal import Journal, JournalBusy
from sophon_monitor.services.our_urls import may_be_ours, our_url, ownership
from sophon_monitor.services.report_values import (
    NotReadable,
    WriteAnswer,
    is_other_box,
    read_values,
    serial_number,
    write_values,
)

log = logging.getLogger(__name__)

FIRST_MESSAGE_AT_LEAST_S = 15.0
FIRST_MESSAGE_AT_MOST_S = 90.0
USUAL_PERIOD_S = 20.0

READ_AGAIN_AFTER_S = (0.3, 0.7, 1.5)

NewCalls = Callable[[BoxAddress], BoxCalls]


class Borrowing:
    """Borrows reports of boxes. Lives on the intake loop; nothing is written but by `borrow`."""

    def __init__(
        self, journal: Journal, *, new_calls: NewCalls = BoxCalls, wall_clock: Callable[[], float] = time.time
    ) -> None:
        """Keep the journal; `new_calls` opens a box's APIs."""
        self._journal, self._new_calls, self._clock = journal, new_calls, wall_clock

    # -- planning -----------------------------------------------------------------------------------------------------

    async def plan(
        self,
        box: Box,
        our_address: tuple[str, int] | None,
        *,
        kinds: Collection[ReportKind] | None = None,
        new_period_s: float | None = None,
    ) -> BorrowPlan:
        """Read what is set on the box and say what would be written. Nothing is.

        Args:
            box: Whose reports; its generation says where they are set.
            our_address: This computer's address on the route to the box and the receiver's port.
            kinds: Only these reports; None for all.
            new_period_s: Seconds between reports as a person wants them, None to leave them.
        """
        if our_address is None or not may_be_ours(our_address[0], box.address.host):
            return BorrowPlan(box_key=box.key, generation=box.generation, problem="no_route")
        if box.generation is None:
            return BorrowPlan(box_key=box.key, generation=None, our_address=our_address, problem="generation_unknown")
        entries = await asyncio.to_thread(self._journal.open_entries, box.key)
        reports: list[ReportPlan] = []
        problems: list[ReportProblem] = []
        async with self._new_calls(box.address) as calls:
            for names in settings.candidates(box.generation):
                kind = settings.kind_of_setting(names[0])
                if kinds is not None and kind not in kinds:
                    continue
                try:
                    name, values = await _first_readable(calls, names)
                except NotReadable as cause:
                    problems.append(ReportProblem(kind, cause.problem, cause.detail))
                else:
                    known = next((e for e in entries if e.setting == name), None)
                    reports.append(_report_plan(box, our_address, name, values, known, new_period_s))
        return BorrowPlan(
            box_key=box.key,
            generation=box.generation,
            reports=tuple(reports),
            problems=tuple(problems),
            our_address=our_address,
        )

    # -- borrowing ----------------------------------------------------------------------------------------------------

    async def borrow(
        self,
        box: Box,
        plan: BorrowPlan,
        *,
        agreed: Collection[ReportKind],
        tell: Tell,
        first_message: Callable[[], Awaitable[None]],
    ) -> tuple[BorrowedSetting, ...]:
        """Do what the plan says, report by report, then wait for the box's own first message.

        Args:
            box: As it was planned for.
            plan: From `plan`; where the box says something else by now, nothing is written.
            agreed: Reports whose single value a person allowed to be replaced; the others of that kind are left out.
            tell: Hears each step as it begins and ends.
            first_message: Waits for the next message that comes to the address with the box's token.

        Returns:
            The entries that are borrowed now; fewer than planned where a step failed, which `tell` has heard.
        """
        wanted = [r for r in plan.reports if not r.needs_yes or r.kind in agreed]
        if not wanted:
            return ()
        steps = Steps(tell, self._clock)
        borrowed: tuple[BorrowedSetting, ...] = ()
        async with asyncio.TaskGroup() as group:
            # From now on: the box may be quick.
            heard = group.create_task(_wait_for(first_message), name=f"first message of {box.key}")
            try:
                async with self._journal.held(box.key), self._new_calls(box.address) as calls:
                    borrowed = await self._borrow(box, calls, wanted, steps)
                if borrowed:
                    await _await_message(heard, wanted, steps)
            except StepFailed as cause:
                log.warning("borrowing from %s ended: %s", box.key, cause)
            except JournalBusy:
                tell(Step(StepName.REACH, StepState.FAILED, problem="journal_busy", at_s=self._clock()))
            except OSError as cause:
                log.warning("borrowing from %s: %s", box.key, cause)
                tell(Step(StepName.REACH, StepState.FAILED, problem="journal_not_written", at_s=self._clock()))
            finally:
                heard.cancel()
        return borrowed

    async def _borrow(
        self, box: Box, calls: BoxCalls, reports: Sequence[ReportPlan], steps: Steps
    ) -> tuple[BorrowedSetting, ...]:
        with steps.step(StepName.REACH):
            await read_values(calls, reports[0].setting)
            sn = await serial_number(calls, box.generation)
            if is_other_box(box.sn, sn):  # what is borrowed of a stranger could not be given back
                raise NotReadable("other_box", sn or "")
        with steps.step(StepName.READ):
            present = {report.setting: await read_values(calls, report.setting) for report in reports}
            for report in reports:
                if settings.urls_of(report.setting, present[report.setting]) != report.now:
                    raise NotReadable("changed_meanwhile", report.setting)
        with steps.step(StepName.JOURNAL):
            known = replace(box, sn=box.sn or sn)
            drafts = [await self._note(known, report, present[report.setting]) for report in reports]
        with steps.step(StepName.WRITE):
            sent = await self._write(calls, drafts, present)
        done: list[BorrowedSetting] = []
        try:
            with steps.step(StepName.READ_BACK):
                await self._read_back(calls, sent, done)
        except StepFailed as cause:
            log.warning("not all of %s could be borrowed: %s", box.key, cause)
        return tuple(done)

    async def _note(self, box: Box, report: ReportPlan, present: settings.Values) -> _Draft:
        """Put the present values of the keys that change into the journal: on the disk when it returns."""
        entries = await asyncio.to_thread(self._journal.open_entries, box.key)
        known = next((e for e in entries if e.setting == report.setting), None)
        is_ours = ownership(box.token, known)
        changed = settings.changed_values(
            report.setting, present, report.our_url, is_ours=is_ours, new_period_s=report.new_period_s
        )
        entry = await asyncio.to_thread(
            self._journal.plan,
            box,
            kind=report.kind,
            setting=report.setting,
            original=settings.customers_values(report.setting, changed, present, is_ours),
            written=changed,
            our_url=report.our_url,
            afresh=known is not None and not _stands(known, present),
        )
        return _Draft(entry, is_new=known is None)

    async def _write(
        self, calls: BoxCalls, drafts: Sequence[_Draft], present: dict[SettingName, dict[str, object]]
    ) -> list[tuple[_Draft, WriteAnswer]]:
        """Write what is in the journal. Where the box is gone half way, what was sent is still read back."""
        sent: list[tuple[_Draft, WriteAnswer]] = []
        for draft in drafts:
            entry = draft.entry
            try:
                answer = await write_values(calls, entry.setting, entry.written[-1], present[entry.setting])
            except CallFailed:
                for unsent in drafts[len(sent) :]:
                    if unsent.is_new:  # nothing was sent: there is nothing to put back
                        await self._state(unsent.entry, EntryState.RETURNED)
                if not sent:
                    raise
                break
            sent.append((draft, answer))
        return sent

    async def _read_back(
        self, calls: BoxCalls, sent: Sequence[tuple[_Draft, WriteAnswer]], done: list[BorrowedSetting]
    ) -> None:
        """Judge each setting by what the box holds now; `done` gets those that are borrowed.

        Raises:
            NotReadable: For all that are not as written, once all have been judged.
        """
        refused: list[str] = []
        differing: list[str] = []
        for draft, answer in sent:
            entry, wanted = draft.entry, draft.entry.written[-1]
            now = await self._settled(calls, entry, wait=not answer.refused)
            if settings.means(entry.setting, wanted, now):
                done.append(await self._state(entry, EntryState.BORROWED))
                log.info("borrowed %s of %s", entry.setting, entry.box_key)
                continue
            (refused if answer.refused else differing).append(entry.setting)
            if entry.our_url in settings.urls_of(entry.setting, now):  # all but the period
                done.append(await self._state(entry, EntryState.BORROWED, "read_back_differs"))
            elif draft.is_new and answer.refused and settings.equal_values(entry.original, _at(entry, now)):
                await self._state(entry, EntryState.RETURNED)  # the box said no and kept its own
            else:
                # Perhaps it takes it later: the entry stays open, and giving back looks again.
                await self._state(entry, EntryState.PLANNED, "read_back_differs")
        if refused or differing:
            raise NotReadable("read_back_differs" if differing else "refused_by_box", ", ".join(refused + differing))

    async def _settled(self, calls: BoxCalls, entry: BorrowedSetting, *, wait: bool) -> dict[str, object]:
        """What the box holds after a write; some firmware applies it a moment after the answer."""
        now = await read_values(calls, entry.setting)
        for pause_s in READ_AGAIN_AFTER_S if wait else ():
            if settings.means(entry.setting, entry.written[-1], now):
                break
            await asyncio.sleep(pause_s)
            now = await read_values(calls, entry.setting)
        return now

    async def _state(self, entry: BorrowedSetting, state: EntryState, problem: str = "") -> BorrowedSetting:
        return await asyncio.to_thread(self._journal.set_state, entry.id, state, problem)


@dataclass(frozen=True, slots=True)
class _Draft:
    """An entry that is in the journal and not yet on the box; `is_new` where nothing was borrowed before."""

    entry: BorrowedSetting
    is_new: bool


def _stands(known: BorrowedSetting, present: settings.Values) -> bool:
    """Whether nobody but us has changed the setting since it was journaled."""
    return settings.is_untouched(known.setting, present, known.original, known.written)


def _at(entry: BorrowedSetting, present: settings.Values) -> dict[str, object]:
    return settings.values_at(entry.original, present)


async def _wait_for(first_message: Callable[[], Awaitable[None]]) -> None:
    await first_message()


async def _first_readable(calls: BoxCalls, names: Sequence[SettingName]) -> tuple[SettingName, dict[str, object]]:
    """The first of these settings that the box gives back. Raises NotReadable with why the likeliest one is not."""
    reason: NotReadable | None = None
    for name in names:
        try:
            return name, await read_values(calls, name)
        except NotReadable as cause:
            reason = reason or cause
    assert reason is not None
    raise reason


def _report_plan(
    box: Box,
    our_address: tuple[str, int],
    name: SettingName,
    values: settings.Values,
    known: BorrowedSetting | None,
    new_period_s: float | None,
) -> ReportPlan:
    kind = settings.kind_of_setting(name)
    ours = our_url(our_address, kind, box.token)
    is_ours = ownership(box.token, known)
    changed = settings.changed_values(name, values, ours, is_ours=is_ours, new_period_s=new_period_s)
    now = settings.urls_of(name, values)
    theirs = tuple(url for url in now if not is_ours(url))
    back = settings.customers_values(name, changed, values, is_ours)
    if known is not None and _stands(known, values):
        back |= known.original
    if settings.equal_values(settings.values_at(changed, values), changed):
        way = Way.OURS_ALREADY
    elif not theirs:
        way = Way.SET
    else:
        way = Way.ADDED if settings.takes_several(name, values) else Way.REPLACED
    return ReportPlan(
        kind=kind,
        setting=name,
        now=now,
        meanwhile=settings.urls_of(name, changed),
        afterwards=settings.urls_of(name, back),
        way=way,
        our_url=ours,
        period_s=settings.period_s(name, values),
        new_period_s=new_period_s if len(changed) > 1 else None,  # one that cannot be read is left
        cannot_read=settings.cannot_read(name, values),
        original=back,
        write=settings.body_values(name, changed, values),
        entry_id=known.id if known is not None else None,
    )


async def _await_message(heard: asyncio.Task[None], reports: Sequence[ReportPlan], steps: Steps) -> None:
    periods = [r.new_period_s or r.period_s or USUAL_PERIOD_S for r in reports]
    due_s = min(max(1.5 * min(periods) + 5.0, FIRST_MESSAGE_AT_LEAST_S), FIRST_MESSAGE_AT_MOST_S)
    try:
        with steps.step(StepName.FIRST_MESSAGE, due_s):
            try:
                async with asyncio.timeout(due_s):
                    await heard
            except TimeoutError:
                raise NotReadable("no_message", f"{due_s:g} s") from None
    except StepFailed:
        log.info("no message within %g s", due_s)
