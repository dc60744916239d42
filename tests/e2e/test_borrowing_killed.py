"""kill -9 at every step of borrowing and giving back: afterwards the box has its own values, or the entry is listed."""

from __future__ import annotations

import asyncio
import json
import signal
import sqlite3
import sys
from pathlib import Path

import pytest

from sophon_monitor.domain.borrowing import BorrowedSetting, EntryState, ReportKind
from sophon_monitor.protocol import report_settings
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.services.archive import Archive
from sophon_monitor.services.archive_schema import DATABASE
from sophon_monitor.services.borrowing import Borrowing
from sophon_monitor.services.box_calls import BoxCalls
from sophon_monitor.services.journal import Journal
from tests.e2e.borrowing_driver import BORROW_STEPS, RETURN_STEPS
from tests.services.test_borrowing import BORROWABLE, TOKEN, at_once, box_of, free_host, settings_on, simulated

__all__ = ["free_host"]

ROOT = Path(__file__).resolve().parents[2]
DRIVER = Path(__file__).with_name("borrowing_driver.py")


async def run(*words: str) -> tuple[int, str, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, *words, cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    out, errors = await process.communicate()
    assert process.returncode is not None
    return process.returncode, out.decode(), errors.decode()


async def killed(folder: Path, there, action: str, step: str) -> None:
    at = there.address
    place = json.dumps([at.host, at.api, at.ws, at.sys, there.facts.sn])
    status, _, errors = await run(str(DRIVER), str(folder), place, there.facts.generation, TOKEN, action, step)
    assert status == -signal.SIGKILL, f"step {step} was never reached: {status} {errors}"


@pytest.fixture
def site(tmp_path) -> Path:
    folder = tmp_path / "sites" / "Riverside"
    Archive(folder, on_kept=lambda _: None).close()
    return folder


async def answers(there) -> tuple[dict, list[bytes]]:
    """All report settings as the box holds them, and as it tells them: every byte of every answer."""
    bodies = []
    async with BoxCalls(box_of(there).address) as calls:
        for names in report_settings.candidates(Generation(there.facts.generation)):
            for name in names[:1]:
                bodies += [(await calls.call(request)).body for request in report_settings.read_requests(name)]
    return settings_on(there), bodies


async def restore(site: Path, *more: str) -> tuple[int, str, str]:
    """Run it as a person does once the program is dead."""
    return await run("-m", "sophon_monitor", "restore", "--profile", str(site.parent.parent), *more)


def open_entries(site: Path) -> tuple[BorrowedSetting, ...]:
    journal = Journal(site)
    found = journal.open_entries()
    journal.close()
    return found


async def restored(site: Path, there, before: tuple[dict, list[bytes]]) -> None:
    status, said, errors = await restore(site)
    assert (status, errors) == (0, ""), said
    assert await answers(there) == before
    assert open_entries(site) == ()


@pytest.mark.parametrize("generation", BORROWABLE)
@pytest.mark.parametrize("step", BORROW_STEPS)
async def test_that_a_box_is_put_right_after_a_kill_while_borrowing(generation, step, site, free_host):
    async with simulated(generation, free_host) as there:
        before = await answers(there)
        await killed(site, there, "borrow", step)
        if step in ("before-journal", "after-journal", "before-write"):
            assert await answers(there) == before, "written before it was in the journal"
        await restored(site, there, before)


@pytest.mark.parametrize("generation", BORROWABLE)
@pytest.mark.parametrize("step", RETURN_STEPS)
async def test_that_a_box_is_put_right_after_a_kill_while_giving_back(generation, step, site, free_host):
    async with simulated(generation, free_host) as there:
        before = await answers(there)
        journal = Journal(site)
        borrowing = Borrowing(journal)
        plan = await borrowing.plan(box_of(there), ("127.0.0.1", 9528))
        await borrowing.borrow(
            box_of(there), plan, agreed=tuple(ReportKind), tell=lambda _: None, first_message=at_once
        )
        journal.close()
        assert await answers(there) != before
        await killed(site, there, "give_back", step)
        await restored(site, there, before)


async def test_that_a_box_that_is_away_after_the_kill_stays_on_the_list_until_it_is_back(site, free_host):
    async with simulated("v57", free_host) as there:
        before = await answers(there)
        await killed(site, there, "borrow", "after-write")
        during = there.reporting
    status, said, errors = await restore(site)
    assert status == 3
    assert "it stays on the list" in said
    assert free_host in errors
    assert [e.problem for e in open_entries(site)] == ["refused"] * 2
    async with simulated("v57", free_host) as back:
        for name in ("status", "cameras"):
            target, held = getattr(back.reporting, name), getattr(during, name)
            target.urls, target.text = held.urls, held.text
        assert await answers(back) != before
        await restored(site, back, before)


@pytest.mark.parametrize(("action", "step"), [("borrow", "after-write"), ("give_back", "before-write")])
async def test_that_what_somebody_set_after_the_kill_is_left_and_named(action, step, site, free_host):
    async with simulated("se3", free_host) as there:
        if action == "give_back":
            await killed(site, there, "borrow", "waiting")
        await killed(site, there, action, step)
        there.reporting.status.point("http://127.88.1.9:9/theirs")
        after = await answers(there)
        status, said, errors = await restore(site)
        assert (status, free_host in errors) == (3, True)
        assert "somebody has changed it meanwhile" in said
        assert (await answers(there))[0]["status"] == after[0]["status"]
        assert [e.state for e in open_entries(site)] == [EntryState.CHANGED]


async def test_that_restore_puts_back_only_the_box_that_is_asked_for(site, free_host):
    async with simulated("v6", free_host) as there:
        before = await answers(there)
        await killed(site, there, "borrow", "waiting")
        assert await restore(site, "--box", "127.88.1.7") == (0, "", "")
        assert await answers(there) != before
        status, said, errors = await restore(site, "--box", free_host, "--site", site.name)
        assert (status, errors, len(said.splitlines())) == (0, "", 2)
        assert await answers(there) == before


async def test_that_two_restores_at_once_put_everything_back_once(site, free_host):
    async with simulated("v57", free_host) as there:
        before = await answers(there)
        await killed(site, there, "borrow", "waiting")
        done = await asyncio.gather(restore(site), restore(site))
        assert [status for status, _, _ in done] == [0, 0], done
        assert await answers(there) == before
        assert open_entries(site) == ()


async def test_that_another_box_at_the_address_is_left_alone(site, free_host):
    async with simulated("v57", free_host) as there:
        await killed(site, there, "borrow", "waiting")
        during = await answers(there)
        archive = sqlite3.connect(site / DATABASE)
        archive.execute("UPDATE borrowed SET box_sn = 'ANOTHERSN'")
        archive.commit()
        archive.close()
        status, said, _ = await restore(site)
        assert (status, said.count("another box answers")) == (3, 2)
        assert await answers(there) == during
