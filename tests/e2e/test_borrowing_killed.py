"""kill -9 at every step of borrowing and giving back: afterwards the box has its own values, or the entry is listed."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from pathlib import Path

import pytest

from sophon_monitor.domain.borrowing import ReportKind
from sophon_monitor.services.archive import Archive
from sophon_monitor.services.borrowing import Borrowing
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


async def restored(site: Path, there, before: dict) -> None:
    """After `restore`, run by hand once the program is dead, the box is as it was."""
    status, said, errors = await run("-m", "sophon_monitor", "restore", "--profile", str(site.parent.parent))
    assert (status, errors) == (0, ""), said
    assert settings_on(there) == before
    journal = Journal(site)
    assert journal.open_entries() == ()
    journal.close()


@pytest.mark.parametrize("generation", BORROWABLE)
@pytest.mark.parametrize("step", BORROW_STEPS)
async def test_that_a_box_is_put_right_after_a_kill_while_borrowing(generation, step, site, free_host):
    async with simulated(generation, free_host) as there:
        before = settings_on(there)
        await killed(site, there, "borrow", step)
        if step in ("before-journal", "after-journal", "before-write"):
            assert settings_on(there) == before, "written before it was in the journal"
        await restored(site, there, before)


@pytest.mark.parametrize("generation", BORROWABLE)
@pytest.mark.parametrize("step", RETURN_STEPS)
async def test_that_a_box_is_put_right_after_a_kill_while_giving_back(generation, step, site, free_host):
    async with simulated(generation, free_host) as there:
        before = settings_on(there)
        journal = Journal(site)
        borrowing = Borrowing(journal)
        plan = await borrowing.plan(box_of(there), ("127.0.0.1", 9528))
        await borrowing.borrow(
            box_of(there), plan, agreed=tuple(ReportKind), tell=lambda _: None, first_message=at_once
        )
        journal.close()
        assert settings_on(there) != before
        await killed(site, there, "give_back", step)
        await restored(site, there, before)


async def test_that_a_box_that_is_away_after_the_kill_stays_on_the_list_and_is_named(site, free_host):
    async with simulated("v57", free_host) as there:
        await killed(site, there, "borrow", "after-write")
    status, said, errors = await run("-m", "sophon_monitor", "restore", "--profile", str(site.parent.parent))
    assert status == 3
    assert "it stays on the list" in said
    assert free_host in errors
    journal = Journal(site)
    assert journal.open_entries() != ()
    journal.close()


async def test_that_the_window_gives_back_by_itself_what_a_killed_one_left(site, free_host):
    async with simulated("v6", free_host) as there:
        before = settings_on(there)
        await killed(site, there, "borrow", "waiting")
        assert settings_on(there) != before
        status, _, errors = await run(
            *("-m", "sophon_monitor", "--profile", str(site.parent.parent), "--site", site.name),
            *("--listen", "127.0.0.1:0", "--exit-after", "3"),
        )
        assert (status, errors) == (0, "")
        assert settings_on(there) == before
