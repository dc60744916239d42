"""Borrowing and giving back, against simulated boxes of each generation."""

from __future__ import annotations

import asyncio
import copy
import itertools
import os
import time
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from sophon_monitor.domain.borrowing import Decision, EntryState, ReportKind, ReturnOutcome, StepName, StepState, Way
from sophon_monitor.domain.site import Box, BoxAddress, BoxKey
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.services.archive import Archive
from sophon_monitor.services.borrowing import Borrowing
from sophon_monitor.services.box_calls import BoxCalls
from sophon_monitor.services.giving_back import GivingBack
from sophon_monitor.services.journal import Journal
from sophon_monitor.services.our_urls import may_be_ours
from sophon_monitor.simulator.simulation import Simulation, SimulationPlan
from tests.simulator.conftest import PlainGallery

TOKEN = "AbCdEfGhIjKlMnOp"
OURS = ("127.0.0.1", 9528)
THEIRS = "http://127.88.1.8:9/box/status"  # nobody listens there
BORROWABLE = ("se3", "v57", "v6")


@asynccontextmanager
async def simulated(generation: str, bind: str, *faults: str, push: str | None = THEIRS):
    plan = SimulationPlan(
        boxes=1, cameras=2, events_per_second=0, generation=generation, bind=bind, push=push, faults=frozenset(faults)
    )
    async with Simulation(plan, PlainGallery()) as simulation:
        yield simulation.boxes[0]


def box_of(simulated_box, key: str = "b-1") -> Box:
    at = simulated_box.address
    return Box(
        key=BoxKey(key),
        address=BoxAddress(at.host, at.api, at.ws, at.sys),
        token=TOKEN,
        name="East Gate",
        sn=simulated_box.facts.sn,
        generation=Generation(simulated_box.facts.generation),
    )


def settings_on(simulated_box) -> dict:
    """Everything that may be borrowed, as the simulated box holds it."""
    reporting = simulated_box.reporting
    return copy.deepcopy(
        {
            name: (list(target.urls), target.text, target.period_s)
            for name, target in (
                ("status", reporting.status),
                ("cameras", reporting.cameras),
                ("events", reporting.events),
                ("history", reporting.history),
            )
        }
    )


@pytest.fixture
def journal(tmp_path):
    Archive(tmp_path, on_kept=lambda _: None).close()
    journal = Journal(tmp_path)
    yield journal
    journal.close()


_hosts = itertools.count()


@pytest.fixture
def free_host() -> str:
    """An address that no other test of this run uses."""
    number = next(_hosts)
    return f"127.{100 + os.getpid() % 100}.{number // 250}.{number % 250 + 1}"


class Told:
    """The steps that were told."""

    def __init__(self) -> None:
        self.steps = []

    def __call__(self, step) -> None:
        self.steps.append(step)

    def failed(self) -> list:
        return [(s.name, s.problem) for s in self.steps if s.state is StepState.FAILED]

    def done(self) -> list:
        return [s.name for s in self.steps if s.state is StepState.DONE]


async def at_once() -> None:
    """The first message is there already."""


async def borrow(
    journal, box, told=None, *, agreed=tuple(ReportKind), first_message=at_once, new_calls=BoxCalls, **words
):
    borrowing = Borrowing(journal, new_calls=new_calls)
    plan = await borrowing.plan(box, OURS, **words)
    return plan, await borrowing.borrow(box, plan, agreed=agreed, tell=told or Told(), first_message=first_message)


@pytest.mark.parametrize("generation", BORROWABLE)
async def test_that_a_box_has_its_own_values_back_to_the_letter(generation, journal, free_host):
    async with simulated(generation, free_host) as there:
        before, box, told = settings_on(there), box_of(there), Told()
        plan, entries = await borrow(journal, box, told)
        assert told.failed() == []
        assert told.done() == [
            *(StepName.REACH, StepName.READ, StepName.JOURNAL, StepName.WRITE, StepName.READ_BACK),
            StepName.FIRST_MESSAGE,
        ]
        assert [e.state for e in entries] == [EntryState.BORROWED] * len(plan.reports)
        during = settings_on(there)
        assert during["history"] == before["history"]
        assert all(any(TOKEN in url for url in during[r.kind.value][0]) for r in plan.reports)
        assert all(e.original != {} and TOKEN not in str(e.original) for e in entries)

        returned = await GivingBack(journal).give_back(journal.open_entries())
        assert {r.outcome for r in returned} == {ReturnOutcome.RETURNED}
        assert settings_on(there) == before
        assert journal.open_entries() == ()


@pytest.mark.parametrize(
    ("generation", "ways"),
    [
        ("se3", {ReportKind.STATUS: Way.REPLACED, ReportKind.EVENTS: Way.ADDED}),
        ("v57", {ReportKind.STATUS: Way.ADDED, ReportKind.CAMERAS: Way.REPLACED}),
        ("v6", {ReportKind.STATUS: Way.ADDED, ReportKind.CAMERAS: Way.REPLACED}),
    ],
)
async def test_that_lists_get_ours_behind_and_single_values_wait_for_a_yes(generation, ways, journal, free_host):
    async with simulated(generation, free_host) as there:
        before, box = settings_on(there), box_of(there)
        plan, entries = await borrow(journal, box, agreed=())
        assert {r.kind: r.way for r in plan.reports} == ways
        for report in plan.reports:
            if report.way is Way.ADDED:
                assert report.meanwhile == (THEIRS, report.our_url)
                assert settings_on(there)[report.kind.value][0] == [THEIRS, report.our_url]
            else:
                assert settings_on(there)[report.kind.value] == before[report.kind.value]
        assert {e.kind for e in entries} == {kind for kind, way in ways.items() if way is Way.ADDED}


def impatient(address: BoxAddress) -> BoxCalls:
    """Calls that do not wait eight seconds for an answer that never comes."""
    return BoxCalls(address, read_timeout_s=0.4)


FAULTS = [
    *((fault, g) for fault in ("setting-refused", "setting-ignored", "setting-lost-answer") for g in BORROWABLE),
    *((fault, g) for fault in ("setting-partial", "configs-by-dump") for g in ("v57", "v6")),
    ("web-heart", "v6"),
]


@pytest.mark.parametrize(("fault", "generation"), FAULTS)
async def test_that_no_fault_of_writing_leaves_a_box_changed(fault, generation, journal, free_host, monkeypatch):
    monkeypatch.setattr("sophon_monitor.services.borrowing.READ_AGAIN_AFTER_S", (0.05,))
    async with simulated(generation, free_host, fault) as there:
        before, told = settings_on(there), Told()
        _, entries = await borrow(journal, box_of(there), told, new_period_s=7, new_calls=impatient)
        if settings_on(there) != before:
            assert journal.open_entries() != ()
        never_taken = {"setting-refused": "refused_by_box", "setting-ignored": "read_back_differs"}
        if fault in never_taken:
            assert (told.failed(), entries) == ([(StepName.READ_BACK, never_taken[fault])], ())
        returned = await GivingBack(journal, new_calls=impatient).give_back(journal.open_entries())
        assert {r.outcome for r in returned} <= {ReturnOutcome.RETURNED, ReturnOutcome.WAS_ORIGINAL}
        assert settings_on(there) == before
        assert journal.open_entries() == ()


@pytest.mark.parametrize("generation", BORROWABLE)
async def test_that_settings_that_became_unreadable_stay_on_the_list(generation, journal, free_host):
    async with simulated(generation, free_host) as there:
        await borrow(journal, box_of(there))
        count = len(journal.open_entries())
    async with simulated(generation, free_host, "settings-unreadable", push=None) as there:
        returned = await GivingBack(journal).give_back(journal.open_entries())
        assert {r.outcome for r in returned} == {ReturnOutcome.REFUSED}
        assert len(journal.open_entries()) == count


async def test_that_what_cannot_be_read_is_not_written(journal, free_host):
    async with simulated("v5", free_host) as there:
        before = settings_on(there)
        plan, entries = await borrow(journal, box_of(there))
        assert (plan.reports, [p.problem for p in plan.problems], entries) == ((), ["not_readable"], ())
        assert settings_on(there) == before


async def test_that_somebody_elses_change_is_left_and_stays_on_the_list(journal, free_host):
    async with simulated("se3", free_host) as there:
        box = box_of(there)
        await borrow(journal, box)
        there.reporting.status.point("http://127.88.1.9:9/other")
        returned = await GivingBack(journal).give_back(journal.open_entries())
        assert {r.entry.kind: r.outcome for r in returned} == {
            ReportKind.STATUS: ReturnOutcome.CHANGED,
            ReportKind.EVENTS: ReturnOutcome.RETURNED,
        }
        [left] = journal.open_entries()
        assert (left.state, there.reporting.status.text) == (EntryState.CHANGED, "http://127.88.1.9:9/other")

        decided = await GivingBack(journal).decide(left.id, Decision.PUT_BACK)
        assert (decided.outcome, there.reporting.status.text) == (ReturnOutcome.RETURNED, THEIRS)
        assert journal.open_entries() == ()


async def test_that_only_our_address_is_taken_out_of_a_changed_list(journal, free_host):
    async with simulated("v57", free_host) as there:
        await borrow(journal, box_of(there), kinds={ReportKind.STATUS})
        ours = there.reporting.status.urls[-1]
        there.reporting.status.point(["http://127.88.1.9:9/other", ours])
        [changed] = await GivingBack(journal).give_back(journal.open_entries())
        assert (changed.outcome, changed.now) == (ReturnOutcome.CHANGED, ("http://127.88.1.9:9/other", ours))
        await GivingBack(journal).decide(changed.entry.id, Decision.TAKE_OURS_OUT)
        assert there.reporting.status.urls == ["http://127.88.1.9:9/other"]
        assert journal.open_entries() == ()


async def test_that_a_box_that_is_away_stays_on_the_list_until_it_is_back(journal, free_host):
    async with simulated("v57", free_host) as there:
        before, box = settings_on(there), box_of(there)
        await borrow(journal, box)
        during = settings_on(there)
    away = await GivingBack(journal).give_back(journal.open_entries())
    assert {r.outcome for r in away} == {ReturnOutcome.UNREACHABLE}
    assert {e.problem for e in journal.open_entries()} == {"refused"}
    async with simulated("v57", free_host) as back:
        for name, (urls, text, _) in during.items():
            target = getattr(back.reporting, name)
            target.urls, target.text = urls, text
        await GivingBack(journal).give_back(journal.open_entries())
        assert settings_on(back) == before
    assert journal.open_entries() == ()


@pytest.mark.parametrize("generation", ["v57", "v6"])
async def test_that_nothing_is_borrowed_of_another_box_at_the_address(generation, journal, free_host):
    async with simulated(generation, free_host) as there:
        before, told = settings_on(there), Told()
        _, entries = await borrow(journal, replace(box_of(there), sn="ANOTHERSN"), told)
        assert told.failed() == [(StepName.REACH, "other_box")]
        assert (entries, journal.entries(), settings_on(there)) == ((), (), before)


@pytest.mark.parametrize("generation", ["v57", "v6"])
async def test_that_another_box_at_the_address_is_not_written_to(generation, journal, free_host):
    async with simulated(generation, free_host) as there:
        await borrow(journal, replace(box_of(there), sn=None))
        during = settings_on(there)
        assert {e.box_sn for e in journal.entries()} == {there.facts.sn}, "read when it was borrowed"
        others = [replace(entry, box_sn="ANOTHERSN") for entry in journal.open_entries()]
        returned = await GivingBack(journal).give_back(others)
        assert {(r.outcome, r.detail) for r in returned} == {(ReturnOutcome.OTHER_BOX, there.facts.sn)}
        assert settings_on(there) == during
        assert {(e.state, e.problem) for e in journal.open_entries()} == {(EntryState.BORROWED, "other_box")}


async def test_that_borrowing_twice_keeps_the_customers_values(journal, free_host):
    async with simulated("v57", free_host) as there:
        before, box = settings_on(there), box_of(there)
        await borrow(journal, box)
        borrowing = Borrowing(journal)
        plan = await borrowing.plan(box, ("127.0.0.1", 9600))  # this computer listens elsewhere now
        assert all(r.afterwards == (THEIRS,) and r.entry_id is not None for r in plan.reports)
        await borrowing.borrow(box, plan, agreed=tuple(ReportKind), tell=Told(), first_message=at_once)
        assert all(":9600/" in str(e.written[-1]) for e in journal.open_entries())
        await GivingBack(journal).give_back(journal.open_entries())
        assert settings_on(there) == before


async def test_that_an_address_of_ours_without_a_journal_is_never_taken_for_the_customers(journal, free_host):
    async with simulated("v57", free_host) as there:
        there.reporting.status.point([THEIRS, f"http://192.168.1.36:9528/DeviceStatus/{TOKEN}"])
        await borrow(journal, box_of(there), kinds={ReportKind.STATUS})
        assert there.reporting.status.urls == [THEIRS, f"http://127.0.0.1:9528/DeviceStatus/{TOKEN}"]
        await GivingBack(journal).give_back(journal.open_entries())
        assert there.reporting.status.urls == [THEIRS]


async def test_that_the_period_stays_unless_a_person_changes_it(journal, free_host):
    async with simulated("v6", free_host) as there:
        before, box = settings_on(there), box_of(there)
        await borrow(journal, box)
        assert there.reporting.status.period_s == before["status"][2]
        await borrow(journal, box, new_period_s=2)
        assert (there.reporting.status.period_s, there.reporting.cameras.period_s) == (2, 2)
        await GivingBack(journal).give_back(journal.open_entries())
        assert settings_on(there) == before


async def test_that_nothing_is_written_when_the_box_says_something_else_by_now(journal, free_host):
    async with simulated("se3", free_host) as there:
        box, told, borrowing = box_of(there), Told(), Borrowing(journal)
        plan = await borrowing.plan(box, OURS)
        there.reporting.status.point("http://127.88.1.9:9/other")
        before = settings_on(there)
        assert await borrowing.borrow(box, plan, agreed=tuple(ReportKind), tell=told, first_message=at_once) == ()
        assert told.failed() == [(StepName.READ, "changed_meanwhile")]
        assert (settings_on(there), journal.entries()) == (before, ())


async def test_that_no_message_is_told_and_the_settings_stay_borrowed(journal, free_host, monkeypatch):
    monkeypatch.setattr("sophon_monitor.services.borrowing.FIRST_MESSAGE_AT_MOST_S", 0.1)
    async with simulated("se3", free_host) as there:
        told = Told()
        _, entries = await borrow(journal, box_of(there), told, first_message=asyncio.Event().wait)
        assert told.failed() == [(StepName.FIRST_MESSAGE, "no_message")]
        assert {e.state for e in entries} == {EntryState.BORROWED}


async def test_that_a_second_program_waits_for_the_first(journal, tmp_path):
    other = Journal(tmp_path)
    order: list[str] = []

    async def second() -> None:
        async with other.held(BoxKey("b-1")):
            order.append("second")

    async with journal.held(BoxKey("b-1")):
        waiting = asyncio.get_running_loop().create_task(second())
        await asyncio.sleep(0.2)
        order.append("first")
    await waiting
    other.close()
    assert order == ["first", "second"]


async def test_that_own_addresses_are_remembered(journal):
    now = time.time()
    journal.note_own_address("192.168.1.36:9528", now - 100)
    journal.note_own_address("192.168.1.63:9528", now)
    journal.note_own_address("192.168.1.36:9528", now - 50)
    assert [(a, first) for a, first, _ in journal.own_addresses()] == [
        ("192.168.1.63:9528", now),
        ("192.168.1.36:9528", now - 100),
    ]


@pytest.mark.parametrize(
    ("host", "box", "may"),
    [
        ("0.0.0.0", "192.168.1.5", False),
        ("::", "192.168.1.5", False),
        ("127.0.0.1", "192.168.1.5", False),
        ("127.0.0.1", "127.0.0.9", True),
        ("192.168.1.63", "192.168.1.5", True),
        ("nonsense", "192.168.1.5", False),
    ],
)
def test_that_no_box_is_pointed_at_loopback_or_at_all_addresses(host, box, may):
    assert may_be_ours(host, box) is may
