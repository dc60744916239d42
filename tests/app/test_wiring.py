"""The window with everything but the intake: commands are written down instead of run."""

from __future__ import annotations

import asyncio
import time
from types import SimpleNamespace

import pytest

from sophon_monitor.app import settings
from sophon_monitor.app.command import _parser
from sophon_monitor.app.languages import Languages
from sophon_monitor.app.profile import open_profile
from sophon_monitor.app.screen_feed import ScreenFeed
from sophon_monitor.app.window_command import Start
from sophon_monitor.app.window_session import IntakeVoice
from sophon_monitor.app.wiring import Wiring
from sophon_monitor.domain.changes import BoxChanged, BoxRemoved, IntakeFigures, MessageLogEntry, RecognitionSeen
from sophon_monitor.domain.records import EventRecord
from sophon_monitor.domain.site import Box, BoxAddress, BoxKey, Liveness
from sophon_monitor.protocol.messages import PersonType
from sophon_monitor.services.archive import Archive
from sophon_monitor.services.resume import Pause

BOX = Box(key=BoxKey("b-1"), address=BoxAddress("127.0.0.2"), token="t", name="East Gate", liveness=Liveness.ONLINE)


class FakeIntake:
    """Writes down what it is asked."""

    def __init__(self) -> None:
        self.asked: list[tuple] = []
        entry = MessageLogEntry(
            number=1, at_s=time.time(), sender="127.0.0.9", way="http", kind="rejected", size_bytes=3
        )
        self.log = SimpleNamespace(
            entries_after=lambda number: (entry,) if number < 1 else (), body=lambda number: f"body {number}"
        )

    def __getattr__(self, name: str):
        async def ask(*words):
            self.asked.append((name, *words))

        return ask


class Bench:
    """A wired window and what its intake was asked."""

    def __init__(self, app, tmp_path) -> None:
        self.intake = FakeIntake()
        self.failed: list[tuple] = []
        profile = open_profile(tmp_path)
        Archive(profile.site_folder("Riverside"), on_kept=lambda _: None).close()
        arguments = _parser().parse_args(["--lang", "en", "--theme", "light"])
        self.start = Start(arguments, profile, "Riverside", settings.Settings(), None, False)
        self.feed, self.voice, self.languages = ScreenFeed(), IntakeVoice(), Languages(app)
        self.languages.speak("en")
        self.wiring = Wiring(
            app, self.start, self.feed, self.voice, self.languages, self.submit, lambda *what: self.failed.append(what)
        )
        self.wiring.complete()
        self.window = self.wiring.window

    def submit(self, command):
        return asyncio.get_running_loop().create_task(command(self.intake))

    def show(self, *changes) -> None:
        self.feed.post(changes)
        self.feed.flush()


@pytest.fixture
async def bench(qapp, tmp_path):
    bench = Bench(qapp, tmp_path)
    bench.window.show()
    yield bench
    await bench.wiring.close()
    bench.feed.flush()
    bench.languages.speak("en")
    assert bench.failed == []


async def soon(what, patience_s: float = 3.0):
    until = time.monotonic() + patience_s
    while not what():
        assert time.monotonic() < until, "it did not come"
        await asyncio.sleep(0.01)


async def test_that_what_a_person_asks_goes_to_the_intake(bench):
    window = bench.window
    window.start_page.box_asked.emit(BoxAddress("10.0.0.5"), None)
    window.site_panel.rename_asked.emit(BOX.key, "West Gate")
    window.site_panel.remove_asked.emit(BOX.key)
    window.site_panel.new_box_accepted.emit("SN1")
    window.start_page.new_box_dismissed.emit("SN2")
    window.start_page.adapter_chosen.emit("10.0.0.1")
    wanted = [
        ("add_box", BoxAddress("10.0.0.5"), None),
        ("rename_box", BOX.key, "West Gate"),
        ("remove_box", BOX.key),
        ("accept_new_box", "SN1"),
        ("dismiss_new_box", "SN2"),
        ("listen_on", ("10.0.0.1",)),
    ]
    await soon(lambda: len(bench.intake.asked) == len(wanted))
    assert sorted(map(str, bench.intake.asked)) == sorted(map(str, wanted))
    assert bench.start.settings.adapters == ["10.0.0.1"]


async def test_that_changes_reach_tree_feed_and_figures(bench):
    event = EventRecord(
        id=7,
        received_at_ms=int(time.time() * 1000),
        box_key=BOX.key,
        person_id="1",
        person_name="张明",
        person_type=PersonType.EMPLOYEE,
        score=91.0,
    )
    bench.show(BoxChanged(BOX), RecognitionSeen(event, last_byte_mono_s=time.monotonic()))
    assert [box.name for box in bench.wiring._site.boxes()] == ["East Gate"]
    assert bench.wiring._pages.feed_model.rowCount() == 1
    bench.voice.figures_taken.emit(IntakeFigures(received=3, rejected=2))
    await soon(lambda: "2" in bench.window.status_bar.rejected_button.text())


async def test_that_no_face_of_a_forgotten_box_stays_on_the_screen(bench):
    event = EventRecord(id=7, received_at_ms=int(time.time() * 1000), box_key=BOX.key, person_id="1")
    bench.show(BoxChanged(BOX), RecognitionSeen(event, last_byte_mono_s=time.monotonic()))
    live = bench.wiring._pages.live
    await soon(lambda: live.current_event_id == 7)
    bench.show(BoxRemoved(BOX.key))
    assert live.current_event_id == 7  # removed, its records stay
    bench.show(BoxChanged(BOX), BoxRemoved(BOX.key, forgotten=True))
    assert live.current_event_id is None
    assert bench.wiring._pages.feed_model.rowCount() == 0


async def test_that_the_link_at_the_bottom_opens_the_rejected_messages_with_their_bodies(bench):
    bench.window.status_bar.message_log_asked.emit()
    assert bench.window.page == "log"
    await soon(lambda: bench.wiring._pages.log_model.rowCount() == 1)
    page = bench.wiring._pages.log
    await soon(lambda: page.table.model().rowCount() == 1)
    page.table.setCurrentIndex(page.table.model().index(0, 0))
    await soon(lambda: page.body_view.toPlainText() == "body 1")


async def test_that_language_and_theme_are_switched_while_running_and_remembered(bench):
    bench.window.top_bar.theme_asked.emit("dark")
    assert bench.wiring._theme.is_dark
    bench.window.top_bar.language_asked.emit("zh_CN")
    assert (bench.start.settings.language, bench.start.settings.theme) == ("zh_CN", "dark")
    assert bench.languages.current == "zh_CN"


async def test_that_a_failure_of_ours_is_one_banner(bench, tmp_path):
    for _ in range(2):
        bench.voice.failed.emit(tmp_path / "report.txt")
    await soon(lambda: bench.window.trouble_bar.isVisible())


async def test_that_a_dead_intake_is_said_where_the_receivers_address_stands(bench):
    bench.wiring.tell_broken_intake()
    assert bench.window.trouble_bar.isVisible()
    assert "Nothing is received" in bench.window.top_bar.pill.text() + bench.window.top_bar.pill.toolTip()


async def test_that_what_intake_tells_after_the_end_is_heard_by_nobody(qapp, tmp_path, qtbot):
    bench = Bench(qapp, tmp_path)  # never shown: the last window to go would end the test's loop
    event = EventRecord(id=7, received_at_ms=int(time.time() * 1000), box_key=BOX.key, person_id="1")
    changes = (BoxChanged(BOX), RecognitionSeen(event, last_byte_mono_s=time.monotonic()), BoxRemoved(BOX.key, True))
    bench.show(*changes[:2])
    assert bench.wiring._pages.feed_model.rowCount() == 1

    def tell() -> None:
        bench.voice.figures_taken.emit(IntakeFigures(received=3))
        bench.voice.failed.emit(tmp_path / "report.txt")
        bench.voice.paused.emit(Pause(1.0, 2.0))
        bench.feed.post(changes)

    with qtbot.captureExceptions() as raised:
        tell()  # on its way when the end begins
        ending = asyncio.ensure_future(bench.wiring.close())
        await asyncio.sleep(0)
        tell()
        await ending
        tell()
        bench.feed.flush()
        await asyncio.sleep(0.1)
    assert raised == []
    assert bench.failed == []
