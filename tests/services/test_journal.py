"""The restore journal: on the disk before anything else happens, beside others who write to the same database."""

from __future__ import annotations

import asyncio
import multiprocessing
import sqlite3
import stat

import pytest

from sophon_monitor.domain.borrowing import EntryState, ReportKind, SettingName
from sophon_monitor.domain.site import Box, BoxAddress, BoxKey
from sophon_monitor.services import archive_schema
from sophon_monitor.services.archive import Archive
from sophon_monitor.services.journal import LOCK_FILE, Journal, JournalBusy

BOX = Box(key=BoxKey("b-1"), address=BoxAddress("10.0.0.5", 1, 2, 3), token="AbCd", name="东门", sn="SN1")
THEIRS = {"WEB_HEART_URL": "http://10.0.0.8/", "WEB_HEART_TIME": 20.0}


@pytest.fixture
def folder(tmp_path):
    Archive(tmp_path, on_kept=lambda _: None).close()
    return tmp_path


@pytest.fixture
def journal(folder):
    times = iter(range(100, 10_000))
    journal = Journal(folder, clock=lambda: float(next(times)))
    yield journal
    journal.close()


def planned(journal: Journal, *, box: Box = BOX, url: str = "http://me/1", original=THEIRS, **words):
    return journal.plan(
        box,
        kind=ReportKind.CAMERAS,
        setting=SettingName.V57_CAMERAS,
        original=original,
        written={"WEB_HEART_URL": url},
        our_url=url,
        **words,
    )


def test_that_a_plan_is_in_the_file_when_it_returns_and_every_commit_waits_for_the_disk(journal, folder):
    entry = planned(journal)
    other = sqlite3.connect(folder / archive_schema.DATABASE)
    assert other.execute("SELECT id, state FROM borrowed").fetchall() == [(entry.id, "planned")]
    other.close()
    assert journal._connection.execute("PRAGMA synchronous").fetchone()[0] == 2


def test_that_an_entry_says_all_that_giving_back_needs(journal):
    entry = planned(journal, original={**THEIRS, "x": "\ud800"})
    assert (entry.box_key, entry.box_name, entry.box_sn, entry.address) == ("b-1", "东门", "SN1", BOX.address)
    assert repr(dict(entry.original)) == repr({**THEIRS, "x": "\ud800"})
    assert (entry.written, entry.our_url) == (({"WEB_HEART_URL": "http://me/1"},), "http://me/1")
    assert (entry.state, entry.keep, entry.problem, entry.began_at_s) == (EntryState.PLANNED, False, "", 100.0)


def test_that_a_second_plan_keeps_the_customers_values_and_every_address_of_ours(journal):
    first = planned(journal, original={"WEB_HEART_URL": "http://10.0.0.8/"})
    journal.set_state(first.id, EntryState.BORROWED)
    again = planned(journal, url="http://me/2", original={"WEB_HEART_URL": "http://me/1", "WEB_HEART_TIME": 5})
    assert (again.id, again.state, again.began_at_s) == (first.id, EntryState.PLANNED, first.began_at_s)
    assert again.original == {"WEB_HEART_URL": "http://10.0.0.8/", "WEB_HEART_TIME": 5}
    assert [w["WEB_HEART_URL"] for w in again.written] == ["http://me/1", "http://me/2"]
    assert [w["WEB_HEART_URL"] for w in planned(journal, url="http://me/1").written] == ["http://me/2", "http://me/1"]


def test_that_what_somebody_else_has_set_begins_an_entry_anew(journal):
    first = planned(journal)
    again = planned(journal, url="http://me/2", original={"WEB_HEART_URL": "http://10.0.0.9/"}, afresh=True)
    assert again.id == first.id
    assert (again.original, len(again.written)) == ({"WEB_HEART_URL": "http://10.0.0.9/"}, 1)


def test_that_a_closed_entry_stays_closed_and_the_next_plan_is_another(journal):
    first = planned(journal)
    journal.set_state(first.id, EntryState.RETURNED)
    second = planned(journal)
    assert second.id != first.id
    assert [e.id for e in journal.open_entries()] == [second.id]
    assert [e.state for e in journal.entries()] == [EntryState.RETURNED, EntryState.PLANNED]


@pytest.mark.parametrize("state", list(EntryState))
def test_that_all_but_returned_and_left_are_open(state, journal):
    entry = journal.set_state(planned(journal).id, state, "why")
    assert (entry.state, entry.problem) == (state, "why")
    is_open = state not in (EntryState.RETURNED, EntryState.LEFT)
    assert (entry.is_open, bool(journal.open_entries())) == (is_open, is_open)


def test_that_entries_are_told_by_box_and_wishes_are_kept(journal):
    mine = planned(journal)
    other = planned(journal, box=Box(key=BoxKey("b-2"), address=BoxAddress("10.0.0.6"), token="T", name="West"))
    assert [e.id for e in journal.open_entries(BoxKey("b-2"))] == [other.id]
    journal.set_keep(mine.id, True)
    assert [e.keep for e in journal.open_entries()] == [True, False]
    assert journal.entry(999) is None


def test_that_an_archive_of_the_first_version_gets_its_journal(tmp_path, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(archive_schema, "MIGRATIONS", archive_schema.MIGRATIONS[:1])
        patched.setattr(archive_schema, "VERSION", 1)
        Archive(tmp_path, on_kept=lambda _: None).close()
    journal = Journal(tmp_path)
    assert planned(journal).id == 1
    journal.close()


def test_that_the_journal_works_beside_an_archive_that_writes(folder):
    archive = Archive(folder, on_kept=lambda _: None)
    journal = Journal(folder)
    assert planned(journal).state is EntryState.PLANNED
    journal.close()
    archive.close()


def test_that_a_disk_that_takes_nothing_is_told_as_such(journal):
    journal._connection.execute("CREATE TRIGGER full BEFORE INSERT ON borrowed BEGIN SELECT RAISE(ABORT, 'full'); END")
    with pytest.raises(OSError, match="full"):
        planned(journal)
    assert journal.entries() == ()


def _hold(folder, held, let_go) -> None:
    async def hold() -> None:
        journal = Journal(folder)
        async with journal.held(BOX.key):
            held.set()
            await asyncio.to_thread(let_go.wait, 20)
        journal.close()

    asyncio.run(hold())


async def test_that_another_process_is_kept_out_until_it_lets_go(journal, folder, monkeypatch):
    context = multiprocessing.get_context("spawn")
    held, let_go = context.Event(), context.Event()
    process = context.Process(target=_hold, args=(folder, held, let_go))
    process.start()
    try:
        assert await asyncio.to_thread(held.wait, 20)
        monkeypatch.setattr("sophon_monitor.services.journal.LOCK_PATIENCE_S", 0.1)
        with pytest.raises(JournalBusy):
            async with journal.held(BOX.key):
                pass
        monkeypatch.setattr("sophon_monitor.services.journal.LOCK_PATIENCE_S", 10.0)
        let_go.set()
        async with journal.held(BOX.key):
            assert stat.S_IMODE((folder / LOCK_FILE).stat().st_mode) == 0o600
    finally:
        let_go.set()
        await asyncio.to_thread(process.join)


async def test_that_the_loop_goes_on_while_the_lock_is_waited_for(journal, folder):
    other = Journal(folder)
    turns = 0
    async with asyncio.TaskGroup() as group, other.held(BOX.key):

        async def wait() -> None:
            async with journal.held(BOX.key):
                pass

        waiting = group.create_task(wait())
        for _ in range(20):
            await asyncio.sleep(0.01)
            turns += 1
        assert not waiting.done()
    other.close()
    assert turns == 20


async def test_that_the_lock_is_free_again_after_a_failure_and_after_a_cancellation(journal):
    with pytest.raises(ZeroDivisionError):
        async with journal.held(BOX.key):
            raise ZeroDivisionError
    async with asyncio.TaskGroup() as group:

        async def stay() -> None:
            async with journal.held(BOX.key):
                await asyncio.sleep(60)

        staying = group.create_task(stay())
        await asyncio.sleep(0.01)
        staying.cancel()
    async with asyncio.timeout(1), journal.held(BOX.key):
        pass


def test_that_own_addresses_keep_their_first_and_last_time(journal):
    for address, at_s in (("10.0.0.1:9528", 5.0), ("10.0.0.2:9528", 9.0), ("10.0.0.1:9528", 7.0)):
        journal.note_own_address(address, at_s)
    assert journal.own_addresses() == (("10.0.0.2:9528", 9.0, 9.0), ("10.0.0.1:9528", 5.0, 7.0))


async def test_that_boxes_do_not_wait_for_each_other_and_others_wait_for_the_last(journal, folder):
    other, order = Journal(folder), []

    async def hold(box: str, seconds: float) -> None:
        async with journal.held(BoxKey(box)):
            await asyncio.sleep(seconds)
            order.append(box)

    async def elsewhere() -> None:
        await asyncio.sleep(0.02)
        async with other.held(BoxKey("b-3")):
            order.append("elsewhere")

    await asyncio.gather(hold("b-1", 0.15), hold("b-2", 0.05), hold("b-1", 0.01), elsewhere())
    other.close()
    assert order == ["b-2", "b-1", "b-1", "elsewhere"]
