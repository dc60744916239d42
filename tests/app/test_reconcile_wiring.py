"""Reconciling from the window: the errand goes to the intake loop, what comes of it to the dialog."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication

from sophon_monitor.app.reconcile_wiring import ReconcileWiring
from sophon_monitor.domain.changes import BoxChanged, CameraChanged
from sophon_monitor.domain.reconcile_outcome import AddOutcome, ReconcileProgress, ReconcileStage
from sophon_monitor.domain.reconciliation import Listed
from sophon_monitor.domain.site import Camera, CameraKey
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.services import fetching_lost, reconciling
from tests.app.test_wiring import BOX, Bench, soon
from tests.qtmodels.reconciliation_material import FOUND, outcome

CAMERA = Camera(key=CameraKey("c1"), box_key=BOX.key, camera_id="uuid-1", name="前门闸机 Gate 1")
OUTCOME = outcome(box_key=BOX.key)


class FakeErrands:
    """Stands for the services: writes down what is asked, and answers when it is let."""

    def __init__(self, monkeypatch) -> None:
        self.asked: list[tuple] = []
        self.answer: object = OUTCOME
        self.may_end = asyncio.Event()
        self.may_end.set()
        self.cancelled = 0
        monkeypatch.setattr(reconciling, "reconcile_box", self._reconcile)
        monkeypatch.setattr(reconciling, "compare_again", self._compare)
        monkeypatch.setattr(fetching_lost, "add_lost", self._add)

    async def _reconcile(self, _site, folder, key, span, *, tell):
        self.asked.append(("reconcile", folder.name, key, span))
        tell(ReconcileProgress(ReconcileStage.READING, 3, 9))
        return await self._answered()

    async def _add(self, _site, folder, lost_in, *, tell):
        self.asked.append(("add", folder.name, lost_in))
        tell(ReconcileProgress(ReconcileStage.ADDING, 1, 2))
        return await self._answered()

    async def _compare(self, _site, folder, former, *, tell):
        self.asked.append(("compare", folder.name, former))
        return replace(former, found=replace(FOUND, lost=FOUND.lost[:1]))

    async def _answered(self):
        try:
            await self.may_end.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        return self.answer


@pytest.fixture
async def bench(qapp, tmp_path, monkeypatch):
    bench = Bench(qapp, tmp_path)
    bench.window.show()
    bench.errands = FakeErrands(monkeypatch)
    bench.reconcile = ReconcileWiring(
        bench.window,
        bench.wiring._theme,
        bench.wiring._site,
        bench.start.profile.site_folder("Riverside"),
        tasks=bench.wiring._tasks,
        submit=bench.submit,
    )
    bench.show(BoxChanged(replace(BOX, generation=Generation.V6)), CameraChanged(CAMERA))
    bench.reconcile.open(BOX.key)
    bench.dialog = bench.reconcile._dialog
    yield bench
    bench.dialog.done(0)
    await bench.wiring.close()
    bench.feed.flush()
    bench.languages.speak("en")
    assert bench.failed == []


async def test_that_the_errand_gets_box_span_and_archive_and_its_outcome_is_shown(bench):
    bench.dialog.start_button.click()
    await soon(lambda: bench.dialog.lists.outcome is OUTCOME)
    [(what, folder, key, span)] = bench.errands.asked
    assert (what, folder, key) == ("reconcile", "Riverside", BOX.key)
    assert span.until_ms - span.since_ms == 3_600_000
    assert bench.dialog.lists.model.index(0, 2).data() == "前门闸机 Gate 1"


async def test_that_progress_comes_from_the_intake_thread(bench):
    bench.errands.may_end.clear()
    bench.dialog.start_button.click()
    await soon(lambda: bench.dialog.bar.maximum() == 9)
    bench.errands.may_end.set()
    await soon(lambda: not bench.dialog.is_busy)


async def test_that_cancelling_ends_the_errand(bench):
    bench.errands.may_end.clear()
    bench.dialog.start_button.click()
    await soon(lambda: bool(bench.errands.asked))
    bench.dialog.cancel_button.click()
    await soon(lambda: bench.errands.cancelled == 1)
    assert not bench.dialog.is_busy
    assert [what for what, *_ in bench.errands.asked] == ["reconcile"]


async def test_that_closing_ends_the_errand_and_what_was_found_stays(bench):
    bench.dialog.start_button.click()
    await soon(lambda: bench.dialog.lists.outcome is OUTCOME)
    bench.errands.may_end.clear()
    bench.dialog.add_button.click()
    await soon(lambda: len(bench.errands.asked) == 2)
    bench.dialog.reject()
    await soon(lambda: bench.errands.cancelled == 1)
    bench.reconcile.open_selected()
    assert bench.dialog.isVisible()
    assert bench.dialog.lists.outcome is not None


async def test_that_what_was_lost_is_fetched_and_compared_again_when_it_is_ended(bench):
    bench.dialog.start_button.click()
    await soon(lambda: bench.dialog.lists.outcome is OUTCOME)
    bench.errands.may_end.clear()
    bench.dialog.add_button.click()
    await soon(lambda: len(bench.errands.asked) == 2)
    assert bench.errands.asked[1] == ("add", "Riverside", OUTCOME)
    bench.dialog.cancel_button.click()
    await soon(lambda: bench.dialog.lists.chips[Listed.LOST].text() == "Lost on the way  1")
    assert bench.errands.asked[2] == ("compare", "Riverside", OUTCOME)


async def test_that_what_was_added_is_shown(bench):
    bench.dialog.start_button.click()
    await soon(lambda: bench.dialog.lists.outcome is OUTCOME)
    bench.errands.answer = AddOutcome(wanted=2, added=2, after=replace(OUTCOME, found=replace(FOUND, lost=())))
    bench.dialog.add_button.click()
    await soon(lambda: bench.dialog.added.text() == "Added to the archive: 2 of 2.")
    bench.dialog.copy_button.click()
    assert "Lost on the way: 0" in QGuiApplication.clipboard().text()


async def test_that_a_second_start_replaces_the_first(bench):
    bench.errands.may_end.clear()
    bench.dialog.start_button.click()
    await soon(lambda: len(bench.errands.asked) == 1)
    bench.dialog.cancel_button.click()
    bench.errands.may_end.set()
    bench.dialog.start_button.click()
    await soon(lambda: bench.dialog.lists.outcome is OUTCOME)
    assert bench.errands.cancelled == 1
