"""What a person does with boxes goes to the intake, and what comes of it to the right screen."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from sophon_monitor.app.site_wiring import NextSite
from sophon_monitor.domain.borrowing import (
    BorrowedSetting,
    BorrowPlan,
    EntryState,
    ReportKind,
    Returned,
    ReturnOutcome,
    SettingName,
)
from sophon_monitor.domain.changes import BoxChanged
from sophon_monitor.domain.ladder import Diagnosis, RungAction
from sophon_monitor.domain.site import BoxAddress
from sophon_monitor.protocol.messages import Generation
from tests.app.test_wiring import BOX, Bench, soon

ENTRY = BorrowedSetting(
    id=7,
    box_key=BOX.key,
    box_name=BOX.name,
    box_sn=None,
    address=BOX.address,
    kind=ReportKind.STATUS,
    setting=SettingName.V57_STATUS,
    original={"monitor_address_list": []},
    written=({"monitor_address_list": ["http://127.0.0.1:1/DeviceStatus/x"]},),
    our_url="http://127.0.0.1:1/DeviceStatus/x",
    state=EntryState.BORROWED,
)
BACK = Returned(replace(ENTRY, state=EntryState.RETURNED), ReturnOutcome.RETURNED)
AWAY = Returned(replace(ENTRY, problem="refused"), ReturnOutcome.UNREACHABLE)


class FakePart:
    """`intake.borrowing` or `intake.errands`: writes down what it is asked, answers what it was given."""

    def __init__(self) -> None:
        self.asked: list[tuple] = []
        self.answers: dict[str, object] = {}

    def __getattr__(self, name: str):
        async def ask(*words, **named):
            self.asked.append((name, *words))
            return self.answers.get(name)

        return ask


@pytest.fixture
async def bench(qapp, tmp_path):
    bench = Bench(qapp, tmp_path)
    bench.borrowing = bench.intake.borrowing = FakePart()
    bench.errands = bench.intake.errands = FakePart()
    bench.intake.registry = SimpleNamespace(boxes=(), box=lambda _key: None)
    bench.left = []
    bench.wiring.left.connect(bench.left.append)
    bench.window.show()
    bench.show(BoxChanged(replace(BOX, generation=Generation.V57)))
    yield bench
    await bench.wiring.close()
    bench.feed.flush()
    bench.languages.speak("en")
    assert bench.failed == []


async def test_that_nothing_is_asked_when_nothing_is_borrowed(bench):
    bench.wiring.ask_to_leave()
    assert bench.left == [None]


async def test_that_leaving_asks_once_and_keeps_if_a_person_wants_so(bench):
    bench.voice.borrowed_changed.emit((ENTRY,))
    await soon(lambda: bench.wiring.has_borrowed)
    bench.wiring.ask_to_leave()
    bench.wiring.ask_to_leave()
    dialog = bench.wiring._errands.borrow._leave
    assert dialog.isVisible()
    assert bench.left == []
    dialog.keep_button.click()
    await soon(lambda: bench.left == [None])
    assert ("keep", (7,), True) in bench.borrowing.asked


async def test_that_leaving_waits_until_all_is_put_back_or_a_person_goes_all_the_same(bench):
    bench.voice.borrowed_changed.emit((ENTRY,))
    await soon(lambda: bench.wiring.has_borrowed)
    bench.borrowing.answers["give_back"] = (AWAY,)
    bench.wiring.ask_to_leave()
    dialog = bench.wiring._errands.borrow._leave
    dialog.put_back_button.click()
    await soon(lambda: bool(dialog.left_open))
    assert bench.left == []
    bench.borrowing.answers["give_back"] = (BACK,)
    dialog.put_back_button.click()
    await soon(lambda: bench.left == [None])


async def test_that_another_site_is_opened_after_leaving_in_order(bench):
    bench.voice.borrowed_changed.emit((ENTRY,))
    await soon(lambda: bench.wiring.has_borrowed)
    bench.borrowing.answers["give_back"] = (BACK,)
    bench.wiring._errands.site._open_site("Harbour")
    assert bench.left == []
    bench.wiring._errands.borrow._leave.put_back_button.click()
    await soon(lambda: bench.left == [NextSite("Harbour")])


async def test_that_what_is_kept_on_purpose_does_not_ask(bench):
    bench.voice.borrowed_changed.emit((replace(ENTRY, keep=True),))
    await soon(lambda: bool(bench.wiring._errands.borrow.entries))
    bench.wiring.ask_to_leave()
    assert bench.left == [None]


async def test_that_what_is_borrowed_is_always_in_sight(bench):
    panel = bench.wiring._errands.borrow.panel
    assert not panel.isVisible()
    bench.voice.borrowed_changed.emit((ENTRY,))
    await soon(panel.isVisible)
    bench.borrowing.answers["give_back"] = (BACK,)
    panel.put_back_button.click()
    await soon(lambda: ("give_back", (7,)) in bench.borrowing.asked)
    bench.voice.borrowed_changed.emit(())
    await soon(lambda: not panel.isVisible())


async def test_that_the_dialog_of_a_box_is_filled_before_anything_is_written(bench):
    bench.borrowing.answers["plan"] = BorrowPlan(box_key=BOX.key, generation=Generation.V57, problem="no_route")
    bench.window.site_panel.box_action_asked.emit("borrow", BOX.key)
    await soon(lambda: ("plan", BOX.key) in bench.borrowing.asked)
    assert [name for name, *_ in bench.borrowing.asked] == ["plan"]
    bench.wiring._errands.borrow._dialog.reject()


async def test_that_a_search_asks_the_addresses_that_were_typed(bench):
    bench.window.top_bar.find_button.click()
    dialog = bench.wiring._errands.find._find
    dialog.ranges.setText("127.0.0.8-9")
    dialog.ranges.textEdited.emit("127.0.0.8-9")
    dialog.scan_button.click()
    await soon(lambda: ("find", ("127.0.0.8", "127.0.0.9")) in bench.errands.asked)
    dialog.close()


async def test_that_the_ladder_begins_for_the_selected_box(bench):
    bench.window.top_bar.diagnose_button.click()
    await soon(lambda: ("diagnose", BOX.address) in bench.errands.asked)
    assert bench.window.page == "diagnose"
    bench.borrowing.answers["plan"] = BorrowPlan(box_key=BOX.key, generation=Generation.V57)
    diagnosis = Diagnosis(address=BOX.address, box_key=BOX.key, box_name=BOX.name)
    bench.wiring._pages.diagnosis.action_asked.emit(RungAction.BORROW, diagnosis)
    await soon(lambda: ("plan", BOX.key) in bench.borrowing.asked)
    bench.wiring._errands.borrow._dialog.reject()


async def test_that_a_boxs_own_page_opens_in_the_browser(bench, monkeypatch):
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    bench.window.site_panel.box_action_asked.emit("web_page", BOX.key)
    bench.show(BoxChanged(replace(BOX, generation=Generation.SE3)))
    bench.window.site_panel.box_action_asked.emit("web_page", BOX.key)
    assert [url.toString() for url in opened] == ["http://127.0.0.2/", "https://127.0.0.2:8886/"]


async def test_that_a_site_is_saved_and_made_anew_from_its_file(bench, tmp_path):
    file = tmp_path / "harbour.sophonsite"
    bench.wiring._errands.site.save_to(str(file))
    await soon(lambda: file.exists() and file.stat().st_size > 0)
    assert "127.0.0.2" in file.read_text("utf-8")
    bench.wiring._errands.site.open_from(str(file))
    await soon(lambda: bool(bench.left))
    [following] = bench.left
    assert following == NextSite("Riverside (2)")
    assert (bench.start.profile.site_folder("Riverside (2)") / "archive.sqlite3").is_file()


async def test_that_a_file_that_is_no_site_is_said_in_a_sentence(bench, tmp_path):
    file = tmp_path / "letter.txt"
    file.write_text("Dear Sirs", "utf-8")
    bench.wiring._errands.site.open_from(str(file))
    await soon(lambda: bool(bench.window.trouble_bar.troubles))
    assert "letter.txt is not a site file" in bench.window.trouble_bar.troubles[0].sentence
    assert bench.left == []


async def test_that_adding_several_boxes_keeps_names_and_notes(bench):
    wanted = ((BoxAddress("10.0.0.5"), "East", None), (BoxAddress("10.0.0.6"), None, "behind the door"))
    bench.wiring._errands.find.add_boxes(wanted)
    until = time.monotonic() + 3
    while len([a for a in bench.intake.asked if a[0] in ("add_box", "set_note")]) < 3:
        assert time.monotonic() < until
        await asyncio.sleep(0.01)
    assert ("add_box", BoxAddress("10.0.0.5"), "East") in bench.intake.asked
    assert ("set_note", None, "behind the door") in bench.intake.asked
