"""Troubles in the window: each says what happened and what to do, its button does it, and it goes when it is over."""

from __future__ import annotations

import asyncio
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from sophon_monitor.app.last_end import LastEnd
from sophon_monitor.app.trouble_wiring import TroubleWiring
from sophon_monitor.domain.changes import IntakeFigures
from sophon_monitor.services.archive_rescue import Rescue
from sophon_monitor.services.clock_doubt import ClockJump
from sophon_monitor.services.listening import Listening, Unheard
from sophon_monitor.services.receiver_connection import bind
from sophon_monitor.services.tasks import TaskOwner
from tests.app.test_wiring import Bench, soon

CABLE = "192.168.77.5"


class Troubles:
    """The troubles of a wired window."""

    def __init__(self, bench: Bench) -> None:
        self.bench, self.borrows = bench, False
        self.tasks = TaskOwner(lambda *what: bench.failed.append(what))
        self.wiring = self.of(bench.start)

    def of(self, start) -> TroubleWiring:
        return TroubleWiring(
            self.bench.window, start, tasks=self.tasks, submit=self.bench.submit, borrows=lambda: self.borrows
        )

    @property
    def keys(self) -> list[str]:
        return [one.key for one in self.bench.window.trouble_bar.troubles]

    def sentence(self, key: str) -> str:
        return next(one.sentence for one in self.bench.window.trouble_bar.troubles if one.key == key)

    def button(self, key: str) -> str | None:
        return next(one.action_text for one in self.bench.window.trouble_bar.troubles if one.key == key)


@pytest.fixture
async def troubles(qapp, tmp_path):
    bench = Bench(qapp, tmp_path)
    bench.window.show()
    made = Troubles(bench)
    yield made
    await made.tasks.aclose(1.0)
    await bench.wiring.close()
    bench.languages.speak("en")
    assert bench.failed == []


async def test_that_a_taken_port_is_offered_the_next_free_one_and_the_button_moves_there(troubles):
    with bind("127.0.0.1", 0) as held:
        port = held.getsockname()[1]
        troubles.wiring.show_listening(Listening((), (Unheard("127.0.0.1", port, "taken"),)))
        await soon(lambda: "port" in troubles.keys)
        assert f"127.0.0.1:{port} is used by " in troubles.sentence("port")
        assert "(process " in troubles.sentence("port")
        free = int((troubles.button("port") or "").removeprefix("Listen on "))
        assert free > port
        assert "is used by" in troubles.bench.window.top_bar.pill.toolTip()
        troubles.borrows = True
        troubles.bench.window.trouble_bar.trouble_action_asked.emit("port")
        await soon(lambda: ("listen_at", free) in troubles.bench.intake.asked)
        await soon(lambda: troubles.keys == ["moved"])
        assert troubles.bench.start.settings.port == free
        assert str(free) in troubles.sentence("moved")


async def test_that_a_taken_port_is_over_once_it_is_free(troubles):
    troubles.wiring.show_listening(Listening((), (Unheard("127.0.0.1", 9, "taken"),)))
    await soon(lambda: "port" in troubles.keys)
    assert "another program" in troubles.sentence("port")
    troubles.wiring.show_listening(Listening((("127.0.0.1", 9),)))
    assert troubles.keys == []


async def test_that_a_cable_is_said_once_and_taken_back(troubles):
    gone = Listening((), (Unheard(CABLE, 9528, "gone"),))
    troubles.wiring.show_listening(gone)
    assert f"no address {CABLE} any more" in troubles.sentence(f"listen {CABLE}")
    troubles.bench.window.trouble_bar.clear_trouble(f"listen {CABLE}")  # a person has put it away
    troubles.wiring.show_listening(gone)
    assert troubles.keys == []
    troubles.wiring.show_listening(Listening((), (Unheard(CABLE, 9528, "unplugged"),)))
    assert "is down" in troubles.sentence(f"listen {CABLE}")
    troubles.wiring.show_listening(Listening(((CABLE, 9528),)))
    assert troubles.keys == []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("disk_full", "is full"),
        ("read_only", "permissions"),
        ("damaged", "put aside"),
        ("failing", "Close and start again"),
    ],
)
async def test_that_what_keeps_events_from_being_kept_is_said_with_what_to_do(troubles, code, words):
    troubles.wiring.show_figures(IntakeFigures(archive_problem=code))
    assert words in troubles.sentence("archive")
    assert str(troubles.bench.start.profile.folder) in troubles.sentence("archive")
    troubles.wiring.show_figures(IntakeFigures())
    assert troubles.keys == []


async def test_that_a_clock_that_jumped_is_said_with_what_follows(troubles):
    troubles.wiring.show_clock(ClockJump(1_718_352_045.0, 2_033_711_000.0, holds_removal=True))
    assert "Nothing is removed for its age" in troubles.sentence("clock")
    troubles.wiring.show_clock(ClockJump(1_718_352_045.0, 1_718_300_000.0))
    assert "do not fit together" in troubles.sentence("clock")


async def test_that_a_damaged_archive_says_where_it_is_and_an_unread_journal_is_loud(troubles, tmp_path):
    troubles.wiring.show_rescue(Rescue(tmp_path / "kept", boxes=3, borrowed=1))
    assert troubles.keys == ["damaged archive"]
    assert str(tmp_path / "kept") in troubles.sentence("damaged archive")
    assert "Boxes taken over: 3" in troubles.sentence("damaged archive")
    assert "export events --profile" in troubles.sentence("damaged archive")
    troubles.wiring.show_rescue(Rescue(tmp_path / "kept", boxes_read=False, journal_read=False))
    assert "add the missing ones again" in troubles.sentence("damaged archive")
    assert "Look at every box" in troubles.sentence("damaged journal")


@pytest.mark.parametrize(("how", "words"), [("crashed", "crashed last time"), ("cut off", "did not end in order")])
async def test_that_the_end_of_the_run_before_is_said_with_a_bundle_to_make(troubles, tmp_path, how, words):
    start = replace(troubles.bench.start, last_end=LastEnd(how), newer_settings=tmp_path / "settings.newer.toml")
    wiring = troubles.of(start)
    wiring.show_start()
    assert words in troubles.sentence("ended")
    assert "newer Sophon Monitor" in troubles.sentence("settings")
    assert troubles.button("ended") == "Make a support bundle…"


async def test_that_the_button_asks_for_a_file_and_the_bundle_is_made_beside_the_loop(troubles, tmp_path):
    start = replace(troubles.bench.start, last_end=LastEnd("crashed"))
    troubles.bench.window.trouble_bar.trouble_action_asked.disconnect(troubles.wiring._act)
    wiring = troubles.of(start)
    wiring.show_start()
    troubles.bench.window.trouble_bar.trouble_action_asked.emit("ended")
    [dialog] = troubles.bench.window.findChildren(QFileDialog)
    assert dialog.isVisible()
    file = tmp_path / "bundle.zip"
    dialog.fileSelected.emit(str(file))
    dialog.done(0)
    slowest, before = 0.0, asyncio.get_running_loop().time()
    while not file.exists():
        await asyncio.sleep(0.01)
        now = asyncio.get_running_loop().time()
        slowest, before = max(slowest, now - before), now
        assert now < before + 20
    await soon(lambda: "bundle" in troubles.keys)
    assert str(file) in troubles.sentence("bundle")
    assert "ended" not in troubles.keys
    with zipfile.ZipFile(file) as bundle:
        assert "http rejected" in bundle.read("messages.json").decode()
        assert b"offscreen" in bundle.read("about.json")
    assert slowest < 0.5, "the window stood still"


async def test_that_a_bundle_that_cannot_be_written_is_said(troubles):
    await troubles.wiring.bundle.make(Path("/nowhere/bundle.zip"))
    assert "could not be written to /nowhere/bundle.zip" in troubles.sentence("bundle")
