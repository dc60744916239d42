"""A whole site borrows from a simulated box and gives back: receiver, registry, journal and box together."""

from __future__ import annotations

import asyncio
import itertools
import time
from contextlib import asynccontextmanager

import pytest

from sophon_monitor.domain.borrowing import EntryState, ReportKind, ReturnOutcome, StepName, StepState
from sophon_monitor.domain.site import BoxAddress
from sophon_monitor.services import borrow_errands
from sophon_monitor.services.intake import Intake, IntakeEars
from sophon_monitor.services.journal import Journal
from sophon_monitor.services.listening import ListenPlan
from sophon_monitor.services.retention import Retention
from tests.services.test_borrowing import free_host, settings_on, simulated

__all__ = ["free_host"]

_numbers = itertools.count()


class Ears:
    """What the screen would hear."""

    def __init__(self) -> None:
        self.entries: list[tuple] = []
        self.returned: list = []
        self.failed: list = []

    def of_intake(self) -> IntakeEars:
        return IntakeEars(
            changes=lambda _: None,
            figures=lambda _: None,
            listening=lambda _: None,
            failed=lambda *what: self.failed.append(what),
            borrowed=self.entries.append,
            returned=self.returned.extend,
        )


@asynccontextmanager
async def site(folder, ears: Ears):
    intake = Intake(
        folder=folder,
        plan=ListenPlan("127.0.0.1", 0),
        ears=ears.of_intake(),
        new_token=lambda: "AbCdEfGhIjKlMnOp",
        new_key=lambda: f"b-{next(_numbers):08x}",
        retention=Retention(),
        version="0",
    )
    running = asyncio.get_running_loop().create_task(intake.run())
    await intake.ready.wait()
    try:
        yield intake
    finally:
        running.cancel()
        await asyncio.wait([running])
        assert ears.failed == []


async def until(what, patience_s: float = 10.0) -> None:
    end = time.monotonic() + patience_s
    while not what():
        assert time.monotonic() < end, "it did not come"
        await asyncio.sleep(0.02)


async def added(intake: Intake, there):
    at = there.address
    return await intake.add_box(BoxAddress(at.host, at.api, at.ws, at.sys))


async def known(intake: Intake, key) -> None:
    await until(lambda: (box := intake.registry.box(key)) is not None and box.generation is not None and box.sn)


@pytest.mark.parametrize("generation", ["v57", "v6"])
async def test_that_the_boxs_own_first_message_ends_the_borrowing(generation, tmp_path, free_host):
    ears, steps = Ears(), []
    async with simulated(generation, free_host) as there, site(tmp_path, ears) as intake:
        before = settings_on(there)
        key = await added(intake, there)
        await known(intake, key)
        plan = await intake.borrowing.plan(key)
        kinds = {report.kind for report in plan.reports}
        assert kinds == {ReportKind.STATUS, ReportKind.CAMERAS}
        await intake.borrowing.borrow(plan, kinds=kinds, agreed=kinds, new_period_s=1.0, tell=steps.append)
        assert [(s.name, s.problem) for s in steps if s.state is StepState.FAILED] == []
        assert steps[-1].name is StepName.FIRST_MESSAGE
        assert {e.state for e in ears.entries[-1]} == {EntryState.BORROWED}
        returned = await intake.borrowing.give_back()
        assert {one.outcome for one in returned} == {ReturnOutcome.RETURNED}
        assert settings_on(there) == before
        assert ears.entries[-1] == ()


async def test_that_an_se3_that_has_said_nothing_yet_can_be_borrowed_from(tmp_path, free_host):
    async with simulated("se3", free_host) as there, site(tmp_path, Ears()) as intake:
        key = await added(intake, there)
        assert intake.registry.box(key).generation is None
        plan = await intake.borrowing.plan(key)
        assert {report.kind for report in plan.reports} == {ReportKind.STATUS, ReportKind.EVENTS}
        assert intake.registry.box(key).generation == "se3"


async def test_that_only_what_was_shown_is_written(tmp_path, free_host):
    ears, steps = Ears(), []
    async with simulated("v57", free_host) as there, site(tmp_path, ears) as intake:
        key = await added(intake, there)
        await known(intake, key)
        shown = await intake.borrowing.plan(key)
        there.reporting.status.point("http://127.88.1.9:9/changed/while/the/person/read")
        before = settings_on(there)
        kinds = {report.kind for report in shown.reports}
        got = await intake.borrowing.borrow(shown, kinds=kinds, agreed=kinds, new_period_s=None, tell=steps.append)
        assert got == ()
        assert [(s.name, s.problem) for s in steps] == [(StepName.READ, "changed_meanwhile")]
        assert settings_on(there) == before


async def borrowed_by_a_program_that_died(tmp_path, there) -> None:
    async with site(tmp_path, Ears()) as intake:
        key = await added(intake, there)
        await known(intake, key)
        plan = await intake.borrowing.plan(key)
        kinds = {report.kind for report in plan.reports}
        await intake.borrowing.borrow(plan, kinds=kinds, agreed=kinds, new_period_s=1.0, tell=lambda _: None)


async def test_that_what_was_left_is_given_back_at_the_next_start(tmp_path, free_host):
    ears = Ears()
    async with simulated("v6", free_host) as there:
        before = settings_on(there)
        await borrowed_by_a_program_that_died(tmp_path, there)
        assert settings_on(there) != before
        async with site(tmp_path, ears):
            await until(lambda: len(ears.returned) == 2)
        assert {one.outcome for one in ears.returned} == {ReturnOutcome.RETURNED}
        assert settings_on(there) == before


async def test_that_what_a_person_keeps_is_not_given_back_at_the_next_start(tmp_path, free_host):
    ears = Ears()
    async with simulated("v6", free_host) as there:
        await borrowed_by_a_program_that_died(tmp_path, there)
        during = settings_on(there)
        journal = Journal(tmp_path)
        for entry in journal.open_entries():
            journal.set_keep(entry.id, True)
        journal.close()
        async with site(tmp_path, ears) as intake:
            await until(lambda: bool(ears.entries))
            await asyncio.sleep(0.3)
            assert ears.returned == []
            assert await intake.borrowing.give_back_unkept() == ()
        assert settings_on(there) == during


async def test_that_a_box_that_is_away_is_put_right_when_it_comes_back(tmp_path, free_host, monkeypatch):
    monkeypatch.setattr(borrow_errands, "LOOK_EVERY_S", 0.1)
    monkeypatch.setitem(borrow_errands.BorrowErrands.__init__.__kwdefaults__, "again_every_s", 0.3)
    ears = Ears()
    async with simulated("v57", free_host) as there:
        before = settings_on(there)
        await borrowed_by_a_program_that_died(tmp_path, there)
        during = settings_on(there)
    async with site(tmp_path, ears) as intake:
        await until(lambda: bool(ears.entries) and all(e.problem for e in ears.entries[-1]))
        assert len(await intake.borrowing.entries()) == 2
        async with simulated("v57", free_host) as back:
            for name, (urls, text, period_s) in during.items():
                target = getattr(back.reporting, name)
                target.urls, target.text = urls, text
                target.period_s = period_s
            await until(lambda: settings_on(back) == before, 20)
            await until(lambda: ears.entries[-1] == ())


async def test_that_forgetting_a_box_waits_for_its_settings(tmp_path, free_host):
    async with site(tmp_path, Ears()) as intake:
        async with simulated("v57", free_host) as there:
            key = await added(intake, there)
            await known(intake, key)
            plan = await intake.borrowing.plan(key)
            kinds = {report.kind for report in plan.reports}
            await intake.borrowing.borrow(plan, kinds=kinds, agreed=kinds, new_period_s=1.0, tell=lambda _: None)
        assert await intake.forget_box(key) is False  # it is away, and its settings are ours
        assert intake.registry.box(key) is not None
