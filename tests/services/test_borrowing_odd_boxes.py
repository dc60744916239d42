"""Borrowing from boxes that do not do what manuals say: no whim of theirs may leave them changed."""

from __future__ import annotations

import asyncio
import sqlite3

import pytest

from sophon_monitor.domain.borrowing import Decision, EntryState, ReportKind, ReturnOutcome, StepName, Way
from sophon_monitor.domain.site import BoxKey
from sophon_monitor.services import borrowing as borrowing_module
from sophon_monitor.services import giving_back as giving_back_module
from sophon_monitor.services.archive import Archive
from sophon_monitor.services.archive_schema import DATABASE
from sophon_monitor.services.borrowing import Borrowing
from sophon_monitor.services.giving_back import GivingBack
from sophon_monitor.services.journal import Journal
from tests.services.odd_box import OURS, TOKEN, OddBox
from tests.services.test_borrowing import Told, at_once, borrow

A, B, C = (f"http://127.88.1.{n}:9/status" for n in (1, 2, 3))
OUR_STATUS = f"http://127.0.0.1:9528/DeviceStatus/{TOKEN}"


@pytest.fixture
def journal(tmp_path):
    Archive(tmp_path, on_kept=lambda _: None).close()
    journal = Journal(tmp_path)
    yield journal
    journal.close()


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch):
    monkeypatch.setattr(borrowing_module, "READ_AGAIN_AFTER_S", (0.05, 0.1, 0.2))
    monkeypatch.setattr(giving_back_module, "READ_AGAIN_AFTER_S", (0.05, 0.1, 0.2))


def v57(urls: object = (A,), *, heart: object = B, period: object = 20) -> OddBox:
    return OddBox(
        monitor={"monitor_address_list": urls, "report_period": 20, "dev_sno": ""},
        configs={"WEB_HEART_URL": heart, "WEB_HEART_TIME": period, "MQ_PASSWORD": "invented"},
    )


def v6(urls: object = A, *, camera: object = B, period: object = 60, heart: bool = False) -> OddBox:
    url_key, period_key = "MEDIA_DEVICE_MONITOR_URL", "MEDIA_DEVICE_MONITOR_REPORT_PEROID"
    if heart:
        url_key, period_key = "WEB_HEART_URL", "WEB_HEART_TIME"
    return OddBox(
        monitor={"device_monitor_url": urls, "device_monitor_report_period": 20, "reporter_id": "r-1"},
        configs={url_key: camera, period_key: period, "LOGIN_TOKEN": "invented"},
    )


def se3(status: object = A, events: object = (B,)) -> OddBox:
    return OddBox(
        MonitorServerUrl={"monitor_server_url": status, "reported_peroid": 20},
        EventServerUrl={"event_server_url": events, "real_need_reg_pic": False, "content-type": "form-data"},
    )


async def give_back(journal: Journal):
    return await GivingBack(journal).give_back(journal.open_entries())


@pytest.mark.parametrize(
    ("generation", "odd"),
    [
        ("se3", se3(status="", events=[])),
        ("se3", se3(status=f"{A}/", events=f" {B} ,{C},")),
        ("v57", v57(urls=[], heart="")),
        ("v57", v57(urls=[A, f" {C}", ""], heart=f"{B}, {C},", period="20")),
        ("v6", v6(urls="", camera="", period=60.0)),
        ("v6", v6(urls=f"{A} , {C},", camera=f"{B},", period="60")),
        ("v6", v6(urls=",", camera=" ", period=True)),
        ("v6", v6(heart=True)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_that_every_spelling_of_the_customers_values_comes_back_to_the_letter(generation, odd, journal):
    async with odd.running():
        before = odd.state()
        plan, entries = await borrow(journal, odd.box(generation), new_period_s=7)
        assert len(entries) == len(plan.reports) == 2
        assert odd.state() != before
        assert {r.outcome for r in await give_back(journal)} == {ReturnOutcome.RETURNED}
        assert repr(odd.state()) == repr(before)  # types too: 60 is not 60.0
        assert journal.open_entries() == ()


async def test_that_a_single_value_that_holds_two_addresses_gets_ours_behind_them(journal):
    odd = v57(heart=f"{B},{C}")
    async with odd.running():
        plan, _ = await borrow(journal, odd.box("v57"), agreed=())
        assert {r.kind: r.way for r in plan.reports} == {ReportKind.STATUS: Way.ADDED, ReportKind.CAMERAS: Way.ADDED}
        assert odd.pages["configs"]["WEB_HEART_URL"] == f"{B},{C},{OUR_STATUS}"


async def test_that_what_must_be_sent_along_stays_as_it_is(journal):
    odd = se3()
    async with odd.running():
        plan, _ = await borrow(journal, odd.box("se3"))
        status, events = odd.writes
        assert {r.kind: r.cannot_read for r in plan.reports} == {
            ReportKind.STATUS: ("content-type",),
            ReportKind.EVENTS: (),
        }
        assert status == {"monitor_server_url": OUR_STATUS, "reported_peroid": 20, "content-type": "json"}
        assert (events["real_need_reg_pic"], events["content-type"]) == (False, "form-data")


async def test_that_neighbours_are_given_back_as_they_are_on_the_box_now(journal):
    odd = v57()
    async with odd.running():
        await borrow(journal, odd.box("v57"), kinds={ReportKind.STATUS})
        odd.pages["monitor"] |= {"dev_sno": "C0DE", "report_period": 30}  # not ours: we changed the addresses only
        assert [r.outcome for r in await give_back(journal)] == [ReturnOutcome.RETURNED]
        assert odd.pages["monitor"] == {"monitor_address_list": [A], "report_period": 30, "dev_sno": "C0DE"}


async def test_that_no_other_key_of_a_dump_comes_near_the_disk(journal, tmp_path, caplog):
    caplog.set_level("DEBUG")
    odd = v57()
    del odd.pages["configs"]["WEB_HEART_TIME"]
    odd.pages["configs"]["web_heart_url"] = "unknown"
    async with odd.running():
        await borrow(journal, odd.box("v57"))
        await give_back(journal)
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob(f"{DATABASE}*"))
    assert b"WEB_HEART_URL" in kept
    assert b"invented" not in kept
    assert "invented" not in caplog.text


async def test_that_a_box_that_knows_no_single_names_is_read_out_of_its_dump(journal):
    odd = v6(heart=True)
    async with odd.running():
        plan, entries = await borrow(journal, odd.box("v6"), kinds={ReportKind.CAMERAS})
        assert [e.setting for e in entries] == ["v6.WEB_HEART"]
        assert plan.reports[0].period_s == 60
        assert odd.writes == [{"WEB_HEART_URL": OUR_STATUS}]


async def test_that_a_period_that_cannot_be_read_is_not_changed(journal):
    odd = v57()
    del odd.pages["configs"]["WEB_HEART_TIME"]
    async with odd.running():
        plan, _ = await borrow(journal, odd.box("v57"), kinds={ReportKind.CAMERAS}, new_period_s=2)
        assert (plan.reports[0].period_s, plan.reports[0].new_period_s) == (None, None)
        assert odd.writes == [{"WEB_HEART_URL": OUR_STATUS}]


@pytest.mark.parametrize("generation", ["v57", "v6"])
async def test_that_a_box_that_adds_commas_is_borrowed_and_put_back(generation, journal):
    odd = v57(heart=f"{B},") if generation == "v57" else v6(urls=f"{A},", camera=f"{B},")
    odd.respell = lambda text: text.strip(",") + "," if text.startswith("http") else text
    async with odd.running():
        before, told = odd.state(), Told()
        await borrow(journal, odd.box(generation), told)
        assert told.failed() == []
        assert {r.outcome for r in await give_back(journal)} == {ReturnOutcome.RETURNED}
        assert odd.state() == before


async def test_that_a_lost_answer_is_settled_by_reading_back(journal):
    odd = v57()
    odd.lose = "after"
    async with odd.running():
        before, told = odd.state(), Told()
        _, entries = await borrow(journal, odd.box("v57"), told)
        assert (told.failed(), len(entries)) == ([], 2)
        assert {r.outcome for r in await give_back(journal)} == {ReturnOutcome.RETURNED}
        assert odd.state() == before


async def test_that_a_write_that_was_lost_stays_open_because_it_may_yet_be_applied(journal):
    odd = v57()
    odd.lose = "before"
    async with odd.running():
        before, told = odd.state(), Told()
        _, entries = await borrow(journal, odd.box("v57"), told, kinds={ReportKind.STATUS})
        assert (entries, told.failed()) == ((), [(StepName.READ_BACK, "read_back_differs")])
        assert [(e.state, e.problem) for e in journal.open_entries()] == [(EntryState.PLANNED, "read_back_differs")]
        assert [r.outcome for r in await give_back(journal)] == [ReturnOutcome.WAS_ORIGINAL]
        assert (odd.state(), journal.open_entries()) == (before, ())


async def test_that_a_box_that_applies_after_its_answer_is_borrowed_and_put_back(journal):
    odd = v6()
    odd.late_s = 0.1
    async with odd.running():
        before, told = odd.state(), Told()
        await borrow(journal, odd.box("v6"), told)
        assert told.failed() == []
        assert {r.outcome for r in await give_back(journal)} == {ReturnOutcome.RETURNED}
        assert odd.state() == before


async def test_that_a_box_that_applies_very_late_is_put_back_all_the_same(journal):
    odd = v57()
    odd.late_s = 0.6
    async with odd.running():
        before = odd.state()
        _, entries = await borrow(journal, odd.box("v57"), kinds={ReportKind.STATUS})
        assert entries == ()
        [left] = journal.open_entries()
        assert left.state is EntryState.PLANNED
        odd.pages["monitor"].update(odd.writes[0])
        odd.late_s = 0.0
        assert [r.outcome for r in await give_back(journal)] == [ReturnOutcome.RETURNED]
        assert odd.state() == before


@pytest.mark.parametrize("generation", ["v57", "v6"])
async def test_that_a_box_that_says_no_and_keeps_its_own_has_nothing_to_give_back(generation, journal):
    odd = v57() if generation == "v57" else v6()
    odd.refuse = ("*",)
    async with odd.running():
        before, told = odd.state(), Told()
        _, entries = await borrow(journal, odd.box(generation), told, kinds={ReportKind.CAMERAS})
        assert (entries, told.failed()) == ((), [(StepName.READ_BACK, "refused_by_box")])
        assert (odd.state(), journal.open_entries()) == (before, ())


@pytest.mark.parametrize(
    ("generation", "refused"),
    [("v57", "WEB_HEART_TIME"), ("v6", "MEDIA_DEVICE_MONITOR_REPORT_PEROID"), ("v6", "MEDIA_DEVICE_MONITOR_URL")],
)
async def test_that_a_box_that_takes_only_half_is_put_back_whole(generation, refused, journal):
    odd = v57() if generation == "v57" else v6()
    odd.refuse = (refused,)
    async with odd.running():
        before, told = odd.state(), Told()
        _, entries = await borrow(journal, odd.box(generation), told, kinds={ReportKind.CAMERAS}, new_period_s=7)
        assert told.failed()[0] == (StepName.READ_BACK, "refused_by_box")
        assert len(entries) == (0 if refused.endswith("URL") else 1)
        assert odd.state() != before
        assert len(journal.open_entries()) == 1
        assert [r.outcome for r in await give_back(journal)] == [ReturnOutcome.RETURNED]
        assert odd.state() == before


async def test_that_a_box_that_does_not_take_its_own_value_back_stays_on_the_list(journal):
    odd = v57()
    async with odd.running():
        await borrow(journal, odd.box("v57"))
        odd.refuse = ("WEB_HEART_URL",)
        told = Told()
        done = await GivingBack(journal).give_back(journal.open_entries(), tell=told)
        assert [r.outcome for r in done] == [ReturnOutcome.RETURNED, ReturnOutcome.REFUSED]
        assert [(e.state, e.problem) for e in journal.open_entries()] == [(EntryState.RETURNING, "refused_by_box")]
        assert told.failed() == [(StepName.READ_BACK, "refused_by_box")]
        odd.refuse = ()
        assert [r.outcome for r in await give_back(journal)] == [ReturnOutcome.RETURNED]


async def test_that_a_value_that_comes_back_in_another_spelling_waits_for_a_person(journal):
    odd = v6(camera=f"{B},")
    async with odd.running():
        await borrow(journal, odd.box("v6"), kinds={ReportKind.CAMERAS})
        odd.respell = lambda text: text.rstrip(",")
        [done] = await give_back(journal)
        assert (done.outcome, done.entry.state, done.now) == (ReturnOutcome.DIFFERS, EntryState.CHANGED, (B,))
        [entry] = journal.open_entries()
        left = await GivingBack(journal).decide(entry.id, Decision.LEAVE)
        assert (left.outcome, left.entry.state, journal.open_entries()) == (ReturnOutcome.LEFT, EntryState.LEFT, ())


async def test_that_a_receiver_that_the_customer_added_meanwhile_survives_a_second_borrowing(journal):
    odd = v57(urls=[A])
    async with odd.running():
        await borrow(journal, odd.box("v57"), kinds={ReportKind.STATUS})
        odd.pages["monitor"]["monitor_address_list"] = [A, C, OUR_STATUS]
        plan = await Borrowing(journal).plan(odd.box("v57"), OURS, kinds={ReportKind.STATUS})
        assert plan.reports[0].afterwards == (A, C)
        await Borrowing(journal).borrow(odd.box("v57"), plan, agreed=(), tell=Told(), first_message=at_once)
        assert [r.outcome for r in await give_back(journal)] == [ReturnOutcome.RETURNED]
        assert odd.pages["monitor"]["monitor_address_list"] == [A, C]


async def test_that_a_value_set_over_ours_is_the_customers_at_a_second_borrowing(journal):
    odd = v57()
    async with odd.running():
        await borrow(journal, odd.box("v57"), kinds={ReportKind.CAMERAS})
        odd.pages["configs"]["WEB_HEART_URL"] = C
        plan, _ = await borrow(journal, odd.box("v57"), kinds={ReportKind.CAMERAS})
        assert (plan.reports[0].way, plan.reports[0].afterwards) == (Way.REPLACED, (C,))
        await give_back(journal)
        assert odd.pages["configs"]["WEB_HEART_URL"] == C


async def test_that_a_period_that_somebody_changed_is_left_too(journal):
    odd = v57()
    async with odd.running():
        await borrow(journal, odd.box("v57"), kinds={ReportKind.CAMERAS})
        await borrow(journal, odd.box("v57"), kinds={ReportKind.CAMERAS}, new_period_s=7)
        odd.pages["configs"]["WEB_HEART_TIME"] = 33
        assert [r.outcome for r in await give_back(journal)] == [ReturnOutcome.CHANGED]
        assert odd.pages["configs"]["WEB_HEART_TIME"] == 33


async def test_that_taking_ours_out_leaves_the_change_and_takes_our_period_along(journal):
    odd = v6(urls=f"{A},")
    async with odd.running():
        await borrow(journal, odd.box("v6"), kinds={ReportKind.STATUS}, new_period_s=7)
        odd.pages["monitor"]["device_monitor_url"] = f"{C}, {OUR_STATUS}"
        [entry] = [r.entry for r in await give_back(journal)]
        done = await GivingBack(journal).decide(entry.id, Decision.TAKE_OURS_OUT)
        assert (done.outcome, journal.open_entries()) == (ReturnOutcome.RETURNED, ())
        assert odd.pages["monitor"] == {
            "device_monitor_url": C,
            "device_monitor_report_period": 20,
            "reporter_id": "r-1",
        }


async def test_that_a_list_without_ours_is_not_touched_by_taking_ours_out(journal):
    odd = v6(urls=f"{A},")
    async with odd.running():
        await borrow(journal, odd.box("v6"), kinds={ReportKind.STATUS})
        odd.pages["monitor"]["device_monitor_url"] = f" {C} ,,"
        [entry] = [r.entry for r in await give_back(journal)]
        writes = len(odd.writes)
        await GivingBack(journal).decide(entry.id, Decision.TAKE_OURS_OUT)
        assert (len(odd.writes), odd.pages["monitor"]["device_monitor_url"]) == (writes, f" {C} ,,")
        assert journal.open_entries() == ()


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 500, "text": "Internal Server Error"},
        {"status": 200, "text": "<html>welcome</html>"},
        {"status": 200, "text": '{"data": {"monitor_address_list": null}}'},
        {"status": 200, "text": '{"data": {"monitor_address_list": [1, 2]}}'},
        {"status": 302, "headers": {"Location": "http://127.88.1.9:9/"}},
        {"status": 401, "text": ""},
    ],
)
@pytest.mark.parametrize("generation", ["se3", "v57", "v6"])
async def test_that_nothing_is_written_where_nothing_can_be_read(generation, answer, journal):
    odd = {"se3": se3, "v57": v57, "v6": v6}[generation]()
    async with odd.running():
        odd.answer = answer
        plan = await Borrowing(journal).plan(odd.box(generation), OURS)
        assert [p.problem for p in plan.problems] == ["not_readable"] * 2
        assert (plan.reports, odd.writes, journal.entries()) == ((), [], ())


@pytest.mark.parametrize("kind", list(ReportKind))
async def test_that_an_answer_that_cannot_be_read_leaves_the_entry_open(kind, journal):
    odd = se3() if kind is ReportKind.EVENTS else v57()
    async with odd.running():
        await borrow(journal, odd.box("se3" if kind is ReportKind.EVENTS else "v57"), kinds={kind})
        odd.answer = {"status": 500}
        [done] = await give_back(journal)
        assert (done.outcome, done.entry.state) == (ReturnOutcome.REFUSED, EntryState.BORROWED)
        assert [e.problem for e in journal.open_entries()] == ["not_readable"]


async def test_that_nothing_is_written_to_the_box_before_it_is_in_the_journal(journal, tmp_path):
    with sqlite3.connect(tmp_path / DATABASE) as other:
        other.execute("CREATE TRIGGER full BEFORE INSERT ON borrowed BEGIN SELECT RAISE(ABORT, 'disk full'); END")
    other.close()
    odd = v57()
    async with odd.running():
        told = Told()
        _, entries = await borrow(journal, odd.box("v57"), told)
        assert told.failed() == [(StepName.JOURNAL, "journal_not_written")]
        assert (entries, odd.writes) == ((), [])


async def test_that_nothing_is_given_back_that_the_journal_cannot_follow(journal, tmp_path):
    odd = v57()
    async with odd.running():
        await borrow(journal, odd.box("v57"), kinds={ReportKind.STATUS})
        with sqlite3.connect(tmp_path / DATABASE) as other:
            other.execute("CREATE TRIGGER full BEFORE UPDATE ON borrowed BEGIN SELECT RAISE(ABORT, 'disk full'); END")
        other.close()
        during = odd.state()
        [done] = await give_back(journal)
        assert (done.outcome, done.detail) == (ReturnOutcome.REFUSED, "journal_not_written")
        assert odd.state() == during


async def test_that_a_box_that_goes_away_half_way_through_is_put_right(journal, monkeypatch):
    odd = v57()
    async with odd.running():
        before, told = odd.state(), Told()
        write = borrowing_module.write_values

        async def gone_after_the_first(calls, name, changed, present):
            if odd.writes:
                raise borrowing_module.CallFailed("unreachable", "the cable is out")
            return await write(calls, name, changed, present)

        monkeypatch.setattr(borrowing_module, "write_values", gone_after_the_first)
        _, entries = await borrow(journal, odd.box("v57"), told)
        assert [e.kind for e in entries] == [ReportKind.STATUS]
        assert [e.state for e in journal.entries()] == [EntryState.BORROWED, EntryState.RETURNED]
        assert [r.outcome for r in await give_back(journal)] == [ReturnOutcome.RETURNED]
        assert odd.state() == before


async def test_that_two_programs_at_once_put_a_box_back_once(journal, tmp_path):
    odd = v57()
    other = Journal(tmp_path)
    async with odd.running():
        before = odd.state()
        await borrow(journal, odd.box("v57"), kinds={ReportKind.STATUS})
        entries = journal.open_entries()
        [[one], [two]] = await asyncio.gather(
            GivingBack(journal).give_back(entries), GivingBack(other).give_back(entries)
        )
        assert {one.outcome, two.outcome} == {ReturnOutcome.RETURNED, ReturnOutcome.WAS_ORIGINAL}
        assert (odd.state(), len(odd.writes)) == (before, 2)
    other.close()


async def test_that_a_program_that_waits_in_vain_says_so(journal, tmp_path, monkeypatch):
    monkeypatch.setattr("sophon_monitor.services.journal.LOCK_PATIENCE_S", 0.1)
    odd, other = v57(), Journal(tmp_path)
    async with odd.running():
        await borrow(journal, odd.box("v57"))
        during = odd.state()
        async with other.held(BoxKey("b-1")):
            done = await give_back(journal)
            told = Told()
            _, entries = await borrow(journal, odd.box("v57"), told)
        assert {(r.outcome, r.detail) for r in done} == {(ReturnOutcome.REFUSED, "journal_busy")}
        assert (entries, told.failed(), odd.state()) == ((), [(StepName.REACH, "journal_busy")], during)
    other.close()


async def test_that_an_entry_that_is_closed_meanwhile_is_not_given_back_again(journal):
    odd = v57()
    async with odd.running():
        await borrow(journal, odd.box("v57"), kinds={ReportKind.STATUS})
        entries = journal.open_entries()
        await GivingBack(journal).decide(entries[0].id, Decision.LEAVE)
        during = odd.state()
        [done] = await GivingBack(journal).give_back(entries)
        assert (done.entry.state, odd.state()) == (EntryState.LEFT, during)
