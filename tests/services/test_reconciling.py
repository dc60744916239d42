"""Reconciling against real simulated boxes that drop, delay and double known events: exactly those lists."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from sophon_monitor.domain.reconcile_outcome import HistoryNote, ReconcileStage
from sophon_monitor.domain.records import EventSource
from sophon_monitor.domain.site import BoxAddress
from sophon_monitor.protocol.messages import PictureState
from sophon_monitor.services import reconciling
from sophon_monitor.services.archive_reader import ArchiveReader
from sophon_monitor.services.box_calls import BoxCalls, CallFailed
from sophon_monitor.services.fetching_lost import add_lost
from sophon_monitor.services.reconciling import compare_again, reconcile_box
from sophon_monitor.simulator import faults
from tests.services.reconcile_site import reconcile_site, soon, two_colours
from tests.services.test_borrowing import free_host

__all__ = ["free_host"]
MISHAPS = ("drop-events", "delay-events", "double-events")


@pytest.fixture(autouse=True)
def settled(monkeypatch):
    """The tests wait until the archive has what it is to have."""
    monkeypatch.setattr(reconciling, "SETTLE_S", 0.0)


def ids(found):
    return [one.on_box.history.event_id for one in found]


@pytest.mark.parametrize("generation", ["v5", "v57", "v6"])
async def test_that_what_a_box_drops_delays_and_doubles_is_found_exactly(tmp_path, monkeypatch, generation, free_host):
    monkeypatch.setattr(faults, "DELAY_S", 3.0)
    wrong = MISHAPS if generation == "v5" else (*MISHAPS, "history-below-threshold")
    async with reconcile_site(tmp_path, generation, free_host, *wrong) as site:
        await site.pass_by(30)
        mishaps = site.box.mishaps
        assert [len(noted) for noted in (mishaps.dropped, mishaps.delayed, mishaps.doubled)] == [5, 5, 5]
        await soon(lambda: site.kept() == 30)  # 30 less 5 dropped, 5 of them twice
        outcome = await site.reconcile(late_after_ms=2000)
        assert outcome.problem == ""
        found = outcome.found
        everything = [event.event_id for event in site.box.recent]
        below = list(mishaps.below)
        assert ids(found.lost) == list(mishaps.dropped)
        assert ids(found.late) == list(mishaps.delayed)
        assert ids(found.double) == list(mishaps.doubled)
        assert ids(found.below) == below
        assert sorted(ids(found.both)) == sorted(set(everything) - set(mishaps.dropped) - set(below))
        assert found.only_here == ()
        assert found.events_on_box == len(everything) == 30 + len(below)
        assert [one.times_here for one in found.double] == [2] * 5
        assert all(2000 < one.delay_ms < 10_000 for one in found.late)
        assert outcome.notes == ({HistoryNote.THRESHOLD_UNKNOWN} if generation == "v5" else set())
        assert [told.stage for told in site.told][:2] == [ReconcileStage.ASKING, ReconcileStage.READING]


# -- what stands in the way ------------------------------------------------------------------------------------------


async def test_that_an_se3_keeps_no_history_and_is_not_even_asked(tmp_path, free_host):
    async with reconcile_site(tmp_path, "se3", free_host) as site:
        outcome = await site.reconcile()
        assert (outcome.problem, outcome.found) == ("not_supported", None)
        assert outcome.span == outcome.covered


@pytest.mark.parametrize(("software", "problem"), [("V5R2C01_1", "not_supported"), ("V5R4C01", "not_supported")])
async def test_that_software_before_v55_is_not_asked(tmp_path, free_host, software, problem):
    async with reconcile_site(tmp_path, "v5", free_host) as site:
        known = site.intake.registry._boxes[site.key]
        known.box = replace(known.box, software_version=software)
        assert (await site.reconcile()).problem == problem


async def test_that_a_box_that_was_removed_is_said(tmp_path, free_host):
    async with reconcile_site(tmp_path, "v57", free_host) as site:
        await site.intake.remove_box(site.key)
        assert (await site.reconcile()).problem == "not_a_box"


@pytest.mark.parametrize("generation", ["v57", "v6"])
async def test_that_a_box_that_wants_a_login_is_said(tmp_path, free_host, generation):
    async with reconcile_site(tmp_path, generation, free_host, "history-refused") as site:
        outcome = await site.reconcile()
        assert (outcome.problem, outcome.detail, outcome.found) == ("access_refused", "HTTP 401", None)


async def test_that_a_box_that_is_away_is_said(tmp_path, free_host):
    async with reconcile_site(tmp_path, "v6", free_host) as site:
        known = site.intake.registry._boxes[site.key]
        known.box = replace(known.box, address=BoxAddress("127.0.0.1", 1, 1, 1))
        assert (await site.reconcile()).problem == "refused"


async def test_that_an_archive_that_cannot_be_read_is_said(tmp_path, free_host):
    async with reconcile_site(tmp_path / "site", "v6", free_host) as site:
        outcome = await reconcile_box(site.intake, tmp_path / "elsewhere", site.key, site.span(), tell=lambda _: None)
        assert (outcome.problem, outcome.found) == ("archive_unreadable", None)


@pytest.mark.parametrize("whim", ["history-in-seconds", "history-in-ms", "history-small-pages", "history-ignores-span"])
@pytest.mark.parametrize("generation", ["v57", "v6"])
async def test_that_whims_of_a_history_change_no_list(tmp_path, free_host, generation, whim):
    async with reconcile_site(tmp_path, generation, free_host, "drop-events", whim) as site:
        await site.pass_by(14)
        await soon(lambda: site.kept() == 11)
        outcome = await site.reconcile()
        assert outcome.problem == ""
        assert ids(outcome.found.lost) == list(site.box.mishaps.dropped)
        assert outcome.found.events_on_box == 14
        assert outcome.notes == set()


async def test_that_a_wrong_clock_is_asked_for_and_taken_into_account(tmp_path, free_host):
    async with reconcile_site(tmp_path, "v6", free_host, "drop-events", "wrong-clock") as site:
        await site.pass_by(8)
        await soon(lambda: site.kept() == 6)
        known = site.intake.registry._boxes[site.key]
        known.box = replace(known.box, clock_skew_ms=None)  # as right after a start
        outcome = await site.reconcile()
        assert outcome.clock_skew_ms == pytest.approx(8 * 3_600_000, abs=2_000)
        assert ids(outcome.found.lost) == list(site.box.mishaps.dropped)
        assert all(one.delay_ms < 5_000 for one in outcome.found.both)
        assert HistoryNote.CLOCK_UNKNOWN not in outcome.notes


async def test_that_a_clock_that_cannot_be_read_is_said(tmp_path, free_host):
    async with reconcile_site(tmp_path, "v6", free_host, "port-8888-closed", has_clock=False) as site:
        await site.pass_by(3)
        await soon(lambda: site.kept() == 3)
        outcome = await site.reconcile()
        assert outcome.clock_skew_ms is None
        assert HistoryNote.CLOCK_UNKNOWN in outcome.notes
        assert len(outcome.found.both) == 3
        assert [one.delay_ms for one in outcome.found.both] == [None] * 3


async def test_that_strangers_count_as_below_where_the_box_sends_none(tmp_path, free_host):
    async with reconcile_site(tmp_path, "v6", free_host, "events-lost") as site:
        await site.pass_by(5)
        found = (await site.reconcile()).found
        assert (len(found.lost), len(found.below)) == (4, 1)
        assert HistoryNote.NO_STRANGERS_SENT in (await site.reconcile()).notes


async def test_that_what_a_box_keeps_twice_is_double(tmp_path, free_host):
    async with reconcile_site(tmp_path, "v57", free_host, "history-doubles") as site:
        await site.pass_by(12)
        await soon(lambda: site.kept() == 12)
        found = (await site.reconcile()).found
        assert ids(found.double) == list(site.box.mishaps.twice)
        assert (len(found.double), found.events_on_box, len(found.both)) == (2, 14, 12)


class NeverAnswering(BoxCalls):
    """A box that is busy for ever."""

    async def call(self, request):
        return await asyncio.Event().wait()


async def test_that_a_reconciliation_can_be_ended_while_the_box_is_silent(tmp_path, free_host):
    async with reconcile_site(tmp_path, "v6", free_host) as site:
        task = asyncio.create_task(site.reconcile(new_calls=NeverAnswering))
        await asyncio.sleep(0.1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


# -- fetching what was lost ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("generation", ["v57", "v6"])
async def test_that_what_was_lost_is_fetched_with_its_pictures(tmp_path, free_host, generation):
    async with reconcile_site(tmp_path, generation, free_host, "drop-events") as site:
        await site.pass_by(26)
        await soon(lambda: site.kept() == 21)
        outcome = await site.reconcile()
        lost = outcome.found.lost
        assert len(lost) == 5
        told = []
        added = await add_lost(site.intake, tmp_path, outcome, tell=told.append)
        assert (added.wanted, added.added, added.without_face, added.problem) == (5, 5, 0, "")
        assert [one.done for one in told if one.stage is ReconcileStage.ADDING] == [0, 1, 2, 3, 4, 5]
        after = added.after.found
        assert (len(after.lost), len(after.both), after.only_here) == (0, 26, ())
        assert sorted(ids(after.late)) == sorted(ids(lost))
        reader = ArchiveReader(tmp_path)
        try:
            for one in after.late:
                row = one.here
                assert (row.source, row.latency_ms) == (EventSource.HISTORY, None)
                assert (row.person_id, row.camera_id) == (one.on_box.record.person_id, one.on_box.record.camera_id)
                assert row.camera_key is not None
                event = next(e for e in site.box.recent if e.event_id == one.on_box.history.event_id)
                seen = event.sighting.announced
                assert reader.picture(row.id, "live").data == two_colours(f"{event.sighting.seen.key} live", (30, 36))
                assert reader.picture(row.id, "scene").state is PictureState.PRESENT
                registered = reader.picture(row.id, "registered")
                if seen.is_registered:
                    assert registered.data == two_colours(seen.key, (48, 60))
                else:
                    assert registered.state is PictureState.ABSENT
        finally:
            reader.close()
        assert (await site.reconcile()).found.lost == ()
        assert site.box.forbidden_calls == []


async def test_that_a_blank_or_missing_picture_is_absent(tmp_path, free_host):
    """V6 answers an empty surface for a registered picture that it does not have."""
    async with reconcile_site(tmp_path, "v6", free_host, "drop-events") as site:
        await site.pass_by(3)
        await soon(lambda: site.kept() == 2)
        outcome = await site.reconcile()
        picture = site.box.picture

        async def none_left(name):
            return await picture(name) if name.endswith("-spot") else None

        site.box.picture = none_left
        added = await add_lost(site.intake, tmp_path, outcome, tell=site.told.append)
        assert (added.added, added.without_face) == (1, 1)
        [one] = added.after.found.late
        states = (one.here.live.state, one.here.registered.state, one.here.scene.state)
        assert states == (PictureState.ABSENT, PictureState.ABSENT, PictureState.PRESENT)


async def test_that_the_registered_picture_of_a_person_is_fetched_once(tmp_path, free_host):
    async with reconcile_site(tmp_path, "v57", free_host, "events-lost") as site:
        for _ in range(3):
            await site.pass_by(1)
        outcome = await site.reconcile()
        asked = []
        picture = site.box.picture

        async def counted(name):
            asked.append(name.rpartition("-")[2])
            return await picture(name)

        site.box.picture = counted
        added = await add_lost(site.intake, tmp_path, outcome, tell=site.told.append)
        assert added.added == 3
        assert sorted(asked) == ["face"] * 3 + ["reg"] + ["spot"] * 3


async def test_that_fetching_stops_when_the_box_goes_away_and_keeps_what_it_has(tmp_path, free_host):
    async with reconcile_site(tmp_path, "v57", free_host, "events-lost") as site:
        await site.pass_by(4)
        outcome = await site.reconcile()
        asked = []

        class AwayLater(BoxCalls):
            async def call(self, request):
                asked.append(request)
                if len(asked) > 3:
                    raise CallFailed("timeout", "no answer to the connection request")
                return await super().call(request)

        added = await add_lost(site.intake, tmp_path, outcome, tell=site.told.append, new_calls=AwayLater)
        assert (added.wanted, added.added, added.problem) == (4, 1, "timeout")
        assert len(added.after.found.lost) == 3


async def test_that_fetching_can_be_ended_at_any_moment(tmp_path, free_host):
    async with reconcile_site(tmp_path, "v57", free_host, "events-lost") as site:
        await site.pass_by(12)
        outcome = await site.reconcile()
        task = None

        def third(progress):
            if progress.done == 3:
                task.cancel()

        task = asyncio.create_task(add_lost(site.intake, tmp_path, outcome, tell=third))
        with pytest.raises(asyncio.CancelledError):
            await task
        await soon(lambda: site.kept() == 3)
        again = await compare_again(site.intake, tmp_path, outcome, tell=site.told.append)
        assert (len(again.found.lost), len(again.found.late)) == (7, 3)


async def test_that_nothing_of_a_box_that_was_removed_meanwhile_comes_back(tmp_path, free_host):
    async with reconcile_site(tmp_path, "v57", free_host, "events-lost") as site:
        await site.pass_by(4)
        outcome = await site.reconcile()
        picture = site.box.picture

        async def removed_meanwhile(name):
            await site.intake.forget_box(site.key)
            return await picture(name)

        site.box.picture = removed_meanwhile
        added = await add_lost(site.intake, tmp_path, outcome, tell=site.told.append)
        assert (added.added, added.problem) == (0, "not_a_box")
        assert site.kept() == 0


async def test_that_an_archive_that_takes_nothing_is_said(tmp_path, free_host):
    async with reconcile_site(tmp_path, "v57", free_host, "events-lost") as site:
        await site.pass_by(3)
        outcome = await site.reconcile()

        class Full:
            registry = site.intake.registry

            async def ask_what_it_is(self, key):
                """It is known."""

            async def keep(self, changes):
                """The disk is full."""

        added = await add_lost(Full(), tmp_path, outcome, tell=site.told.append, kept_within_s=0.1)
        assert (added.wanted, added.added, added.problem) == (3, 0, "not_kept")
