"""Borrowing a box's reports: read, journal, write, read back, wait for the first message (protocol.md 3.2).

Giving back is `giving_back`. Both run on the intake loop and hold the journal's lock while they read and write.
"""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import time
from collections.abc import Awaitable, Callable, Collection, Iterator, Sequence
from contextlib import contextmanager

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
from sophon_monitor.services.box_calls import BoxCalls, CallFailed
from sophon_monitor.services.journal import Journal, JournalBusy
from sophon_monitor.services.report_values import NotReadable, read_values

log = logging.getLogger(__name__)

FIRST_MESSAGE_AT_LEAST_S = 15.0
FIRST_MESSAGE_AT_MOST_S = 90.0
USUAL_PERIOD_S = 20.0

# What a call fails with before the box has heard of it.
_NEVER_ARRIVED = frozenset({"refused", "timeout", "no_route", "unreachable"})

NewCalls = Callable[[BoxAddress], BoxCalls]
Tell = Callable[[Step], None]


class StepFailed(Exception):  # noqa: N818 - what happened
    """A step did not come to its end; its `Step` was told."""


class Steps:
    """Tells each step as it begins and ends."""

    def __init__(self, tell: Tell, clock: Callable[[], float]) -> None:
        """Keep whom to tell."""
        self._tell, self._clock = tell, clock

    @contextmanager
    def step(self, name: StepName, due_s: float | None = None) -> Iterator[None]:
        """Tell that a step runs, and afterwards that it is done or why it failed.

        Raises:
            StepFailed: For everything that boxes, disks and other programs do.
        """
        begun = time.monotonic()
        self._tell(Step(name, StepState.RUNNING, at_s=self._clock(), due_s=due_s))
        try:
            yield
        except NotReadable as cause:
            self._failed(name, begun, cause.problem, cause.detail)
        except CallFailed as cause:
            self._failed(name, begun, cause.problem, cause.detail)
        except JournalBusy:
            self._failed(name, begun, "journal_busy", "")
        except OSError as cause:
            self._failed(name, begun, "journal_not_written", str(cause))
        elapsed_ms = (time.monotonic() - begun) * 1000
        self._tell(Step(name, StepState.DONE, elapsed_ms=elapsed_ms, at_s=self._clock()))

    def _failed(self, name: StepName, begun: float, problem: str, detail: str) -> None:
        elapsed_ms = (time.monotonic() - begun) * 1000
        step = Step(name, StepState.FAILED, problem=problem, detail=detail, elapsed_ms=elapsed_ms, at_s=self._clock())
        self._tell(step)
        raise StepFailed(f"{name}: {problem}")


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
        steps = Steps(tell, self._clock)
        heard = asyncio.ensure_future(first_message())  # from now on: the box may be quick
        try:
            try:
                async with self._journal.held(), self._new_calls(box.address) as calls:
                    borrowed = await self._borrow(box, calls, wanted, steps)
            except StepFailed as cause:
                log.warning("borrowing from %s ended: %s", box.key, cause)
                return ()
            except JournalBusy:
                tell(Step(StepName.REACH, StepState.FAILED, problem="journal_busy"))
                return ()
            if borrowed:
                await _await_message(heard, wanted, steps)
        finally:
            heard.cancel()
        return borrowed

    async def _borrow(
        self, box: Box, calls: BoxCalls, reports: Sequence[ReportPlan], steps: Steps
    ) -> tuple[BorrowedSetting, ...]:
        with steps.step(StepName.REACH):
            for report in reports[:1]:
                await read_values(calls, report.setting)
        with steps.step(StepName.READ):
            present = {report.setting: await read_values(calls, report.setting) for report in reports}
            for report in reports:
                if settings.urls_of(report.setting, present[report.setting]) != report.now:
                    raise NotReadable("changed_meanwhile", report.setting)
        with steps.step(StepName.JOURNAL):
            entries = [await self._note(box, report, present[report.setting]) for report in reports]
        with steps.step(StepName.WRITE):
            for entry in entries:
                await write_values(calls, entry.setting, entry.written[-1], present[entry.setting])
        done: list[BorrowedSetting] = []
        failures: list[str] = []
        try:
            with steps.step(StepName.READ_BACK):
                for entry in entries:
                    if await self._proved(calls, entry):
                        done.append(await self._state(entry, EntryState.BORROWED))
                        log.info("borrowed %s of %s", entry.setting, box.key)
                    else:
                        failures.append(entry.setting)
                if failures:
                    raise NotReadable("read_back_differs", ", ".join(failures))
        except StepFailed as cause:
            log.warning("not all of %s could be borrowed: %s", box.key, cause)
        return tuple(done)

    async def _note(self, box: Box, report: ReportPlan, present: settings.Values) -> BorrowedSetting:
        entries = await asyncio.to_thread(self._journal.open_entries, box.key)
        is_ours = ownership(box.token, next((e for e in entries if e.setting == report.setting), None))
        changed = settings.changed_values(
            report.setting, present, report.our_url, is_ours=is_ours, new_period_s=report.new_period_s
        )
        return await asyncio.to_thread(
            self._journal.plan,
            box,
            kind=report.kind,
            setting=report.setting,
            original=settings.customers_values(report.setting, changed, present, is_ours),
            written=changed,
            our_url=report.our_url,
        )

    async def _proved(self, calls: BoxCalls, entry: BorrowedSetting) -> bool:
        now = await read_values(calls, entry.setting)
        there = settings.values_at(entry.written[-1], now)
        if settings.equal_values(there, entry.written[-1]):
            return True
        if settings.equal_values(settings.values_at(entry.original, now), entry.original):
            await self._state(entry, EntryState.RETURNED)  # the box took nothing: there is nothing to put back
        return False

    async def _state(self, entry: BorrowedSetting, state: EntryState) -> BorrowedSetting:
        return await asyncio.to_thread(self._journal.set_state, entry.id, state)


async def write_values(calls: BoxCalls, name: SettingName, changed: settings.Values, present: settings.Values) -> None:
    """Write the changed keys with the neighbours as they are now. What came of it only reading back can tell.

    Raises:
        CallFailed: The box could not be reached at all; nothing was written.
    """
    request = settings.write_request(name, settings.body_values(name, changed, present))
    try:
        await calls.write(request)
    except CallFailed as cause:
        if cause.problem in _NEVER_ARRIVED:
            raise
        log.warning("writing %s: %s", name, cause.problem)


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
        afterwards=settings.urls_of(name, known.original) if known is not None else theirs,
        way=way,
        our_url=ours,
        period_s=settings.period_s(name, values),
        new_period_s=new_period_s,
        cannot_read=settings.cannot_read(name, values),
        original=settings.customers_values(name, changed, values, is_ours),
        write=settings.body_values(name, changed, values),
        entry_id=known.id if known is not None else None,
    )


async def _await_message(heard: asyncio.Future[None], reports: Sequence[ReportPlan], steps: Steps) -> None:
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


def our_url(address: tuple[str, int], kind: ReportKind, token: str) -> str:
    """Return this computer's address for a report; the token keeps strangers from injecting (interfaces.md 2)."""
    host, port = address
    shown = f"[{host}]" if ":" in host else host
    page = "RealTimeEvent" if kind is ReportKind.EVENTS else "DeviceStatus"
    return f"http://{shown}:{port}/{page}/{token}"


def ownership(token: str, known: BorrowedSetting | None) -> Callable[[str], bool]:
    """Return what tells whether an address is one that we set: by the box's token, or by the journal."""
    ours = set() if known is None else {known.our_url}
    if known is not None:
        ours |= {url for values in known.written for url in settings.urls_of(known.setting, values)}
        ours -= set(settings.urls_of(known.setting, known.original))

    def is_ours(url: str) -> bool:
        return url in ours or url.rstrip("/").rpartition("/")[2] == token

    return is_ours


def may_be_ours(host: str, box_host: str) -> bool:
    """Whether a box can send to `host`: never "all addresses", and loopback only to a box that is there itself."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    if address.is_unspecified or address.is_multicast:
        return False
    return not address.is_loopback or _is_loopback(box_host)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
