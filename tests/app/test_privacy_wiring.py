"""Purging and retention through the window: dialogs, archive, screen, logs; and a site that goes whole."""

from __future__ import annotations

import asyncio
import logging
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QPlainTextEdit, QWidget

from sophon_monitor.app import logs
from sophon_monitor.app.profile import Profile
from sophon_monitor.app.site_wiring import NextSite
from sophon_monitor.domain.borrowing import Returned, ReturnOutcome
from sophon_monitor.domain.changes import (
    BoxChanged,
    CameraChanged,
    EventJudged,
    IntakeFigures,
    PurgeAsked,
    RecognitionSeen,
    RetentionChosen,
    SignOffChanged,
)
from sophon_monitor.domain.purge import PurgedPerson, PurgeOrder
from sophon_monitor.domain.records import Verdict
from sophon_monitor.domain.sign_off import SignOff, TestPerson
from sophon_monitor.domain.site_retention import SiteRetention
from sophon_monitor.protocol.errors import ProtocolError, ProtocolErrorCode
from sophon_monitor.services import site_removal
from sophon_monitor.services.archive import Archive
from sophon_monitor.services.archive_reader import ArchiveReader
from sophon_monitor.services.archive_retention import read_site_retention
from sophon_monitor.services.message_log import MessageLog
from tests.app.test_errand_wiring import ENTRY
from tests.app.test_wiring import Bench, soon
from tests.services.archive_samples import NOW_MS, box, camera, event, jpeg, present
from tests.services.markers import CHINESE, NAME, PERSON_ID, marked_jpeg, where

WORDS = (NAME, PERSON_ID, CHINESE)
ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class KeepingIntake:
    """Keeps in a real archive what it is told to; borrows nothing."""

    def __init__(self, bench: Bench) -> None:
        self.archive = Archive(bench.start.profile.site_folder("Riverside"), on_kept=bench.feed.post)
        self.log = MessageLog()
        self.notes: list[tuple[str, str]] = []
        self.returned: tuple[Returned, ...] = ()
        self.borrowing = SimpleNamespace(give_back=self._give_back)

    async def keep(self, changes) -> None:
        self.archive.post(changes)

    async def set_note(self, key, note) -> None:
        self.notes.append((key, note))
        self.archive.post((BoxChanged(box(note=note)),))

    async def _give_back(self):
        return self.returned

    def plant(self) -> None:
        people = (TestPerson(name=NAME), TestPerson(name="Wang"))
        self.archive.post((BoxChanged(box(note=f"{NAME} has the key")), CameraChanged(camera())))
        for n in range(6):
            pictures = {"live": present(marked_jpeg(NAME, n)), "registered": present(jpeg(seed=9))}
            of_marker = {"person_id": PERSON_ID, "person_name": NAME, "group": "Gate", **pictures}
            other = {"person_id": f"9{n}", "person_name": f"Wang {n}", "live": present(jpeg(seed=n))}
            record = event(occurred_at_ms=NOW_MS + n, **(of_marker if n != 3 else other))
            self.archive.post((RecognitionSeen(record),))
        self.archive.post((EventJudged(4, Verdict.WRONG, NOW_MS, "Li", really=CHINESE),))
        self.archive.post((SignOffChanged(SignOff(people=people)),))
        assert self.archive.flush(10.0)
        body = f'{{"name": "{NAME}", "x": 1'.encode()
        error = ProtocolError(ProtocolErrorCode.NOT_JSON, line="1", problem=f"near {NAME}")
        self.log.add(at_s=1.0, sender="a", way="http", kind="rejected", size_bytes=9, error=error, body=body)


@pytest.fixture
async def bench(qapp, tmp_path):
    bench = Bench(qapp, tmp_path)
    bench.window.show()
    bench.intake = KeepingIntake(bench)
    bench.privacy = bench.wiring._acceptance.privacy
    bench.privacy._inspector, bench.privacy._clock = (lambda: "Li"), (lambda: 1000.0)
    bench.left = []
    bench.wiring.left.connect(bench.left.append)
    root = logging.getLogger()
    before = list(root.handlers), root.level
    logs.to_file(bench.start.profile.logs)
    yield bench
    for handler in [one for one in root.handlers if one not in before[0]]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(before[1])
    await asyncio.to_thread(bench.intake.archive.close)
    await bench.wiring.close()
    bench.feed.flush()
    bench.languages.speak("en")
    assert bench.failed == []


def said(window: QWidget) -> str:
    """Everything that any widget of the window says, seen or not."""
    found = []
    for widget in (window, *window.findChildren(QWidget)):
        found += [widget.windowTitle(), widget.toolTip(), widget.accessibleName()]
        if isinstance(widget, QLabel):
            found.append(widget.text())
        if isinstance(widget, QPlainTextEdit):
            found.append(widget.toPlainText())
        if isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
            for row in range(model.rowCount(QModelIndex())):
                for column in range(model.columnCount(QModelIndex())):
                    index = model.index(row, column)
                    found += [
                        str(index.data(role)) for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
                    ]
    return "\n".join(found)


async def open_purge(bench):
    bench.privacy.open_purge()
    dialog = bench.privacy._purge
    await soon(lambda: dialog._choice is not None)
    return dialog


def choose(dialog, *names: str) -> None:
    for row in range(dialog.people.model.rowCount()):
        text = dialog.people.model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        if any(name in text for name in names):
            dialog.people.model.turn(row)


async def test_that_a_purged_person_is_nowhere_in_window_memory_and_profile(bench):
    intake, pages, profile = bench.intake, bench.wiring._pages, bench.start.profile
    intake.plant()
    logging.getLogger("sophon_monitor.app").info("full export of events, reason: %s asked for %s", NAME, CHINESE)
    (profile.crash / "20240101-000000-x.txt").write_text(f"ValueError: {NAME}", "utf-8")
    await soon(lambda: pages.feed_model.rowCount() > 1)
    pages.live.feed.follow_newest()
    await soon(lambda: NAME in pages.live.compare.name.text())
    bench.window.show_page("log")
    pages.log_model.append(intake.log.entries_after(0))
    pages.log.table.setCurrentIndex(pages.log.table.model().index(0, 0))
    pages.log.show_body(1, intake.log.body(1))
    assert all(word in said(bench.window) for word in (NAME, PERSON_ID))
    assert set(where(profile.folder, WORDS).values()) >= {NAME}

    dialog = await open_purge(bench)
    choose(dialog, NAME)
    dialog.purge_button.click()
    await soon(lambda: dialog._done, 15.0)
    await soon(lambda: not where(profile.folder, (NAME, PERSON_ID)), 5.0)
    assert "are gone" in dialog.state.text()
    bench.feed.flush()
    said_by = {type(w).__name__ for w in bench.window.findChildren(QWidget) if NAME in said(w)}
    assert said_by == set()
    text = said(bench.window)
    assert not [word for word in (NAME, PERSON_ID) if word in text]
    assert pages.log_model.rowCount() == 0
    assert pages.feed_model.rowCount() == 1
    assert intake.log.body(1) is None
    assert intake.notes == [("SN-A", "… has the key")]
    assert pages.live.current_event_id in (None, 4)
    assert pages.feed_model.store.used_bytes < 100_000
    assert [person.name for person in bench.wiring._acceptance.sign_off.sign_off.people] == ["Wang"]
    assert not [button for button in (dialog.purge_button,) if button.isVisible()]
    assert "full export of events" in (profile.logs / "sophon-monitor.log").read_text("utf-8")


async def test_that_the_dialog_shows_what_goes_and_cancel_is_what_enter_does(bench, qtbot):
    bench.intake.plant()
    dialog = await open_purge(bench)
    assert not dialog.purge_button.isEnabled()
    assert dialog.cancel_button.isDefault()
    choose(dialog, NAME)
    assert "5 events" in dialog.goes.text()
    assert "10 pictures" in dialog.goes.text()
    assert dialog.purge_button.isEnabled()
    qtbot.keyClick(dialog.people.search, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert len(list(ArchiveReader(bench.start.profile.site_folder("Riverside")).events())) == 6


async def test_that_a_purge_that_cannot_begin_says_why(bench, monkeypatch):
    bench.intake.plant()
    dialog = await open_purge(bench)
    choose(dialog, NAME)
    monkeypatch.setattr(bench.intake.archive, "post", lambda _changes: None)
    dialog.purge_button.click()
    bench.privacy.show_figures(IntakeFigures(archive_problem="disk_full"))
    assert "The disk is full: the purge waits" in dialog.state.text()
    bench.privacy.show_figures(IntakeFigures())
    assert dialog.state.text() == ""
    bench.privacy.show_figures(IntakeFigures(archive_problem="read_only"))
    assert "cannot be written" in dialog.state.text()
    bench.show(PurgeAsked(PurgeOrder(people=(PurgedPerson("1", "x"),))))
    bench.privacy.show_figures(IntakeFigures())
    assert dialog.cancel_button.text() == "Close"
    await soon(lambda: bench.intake.log.body(1) is None)
    await asyncio.sleep(0.2)


async def test_that_a_result_after_the_dialog_was_closed_is_said_in_the_window(bench):
    bench.intake.plant()
    dialog = await open_purge(bench)
    choose(dialog, NAME)
    dialog.purge_button.click()
    dialog.close()
    await soon(lambda: bench.window.trouble_bar.isVisible(), 15.0)
    assert "are gone" in said(bench.window.trouble_bar)


async def test_that_pictures_of_strangers_go_from_the_screen_too(bench):
    bench.intake.plant()
    forgotten = []
    bench.privacy.forgotten.connect(forgotten.append)
    bench.intake.archive.post((PurgeAsked(PurgeOrder(stranger_pictures=True)),))
    await soon(lambda: forgotten == [PurgeOrder(stranger_pictures=True)])
    assert bench.wiring._pages.feed_model.rowCount() > 1


# -- retention --------------------------------------------------------------------------------------------------------


async def test_that_a_choice_is_kept_with_time_and_shown_at_the_bottom(bench):
    folder = bench.start.profile.site_folder("Riverside")
    bench.privacy.open_privacy()
    dialog = bench.privacy._privacy
    dialog.pictures.setValue(14.0)
    assert not dialog.save_button.isEnabled()
    assert "say why" in dialog.problem.text()
    dialog.reason.setText("complaint of 3 May")
    dialog.save_button.click()
    wanted = SiteRetention(pictures_days=14.0, reason="complaint of 3 May", by="Li", at_ms=1_000_000)
    await soon(lambda: read_site_retention(folder) == wanted)
    await soon(lambda: bench.privacy.retention == wanted)
    assert "14 days" in said(bench.window.status_bar)
    bench.privacy.open_privacy()
    assert dialog.reason.text() == "complaint of 3 May"
    dialog.defaults_button.click()
    dialog.save_button.click()
    await soon(lambda: read_site_retention(folder) is None)
    await soon(lambda: "7 days" in said(bench.window.status_bar))


async def test_that_what_was_chosen_before_is_shown_at_the_start(bench):
    bench.intake.archive.post((RetentionChosen(SiteRetention(pictures_days=2.0, strangers_hours=1.0)),))
    assert bench.intake.archive.flush(5.0)
    bench.privacy.retention = None
    await bench.privacy.begin()
    assert "2 days" in said(bench.window.status_bar)
    bench.privacy.open_privacy()
    assert bench.privacy._privacy.strangers.value() == 1.0
    bench.privacy._privacy.reject()


# -- the whole site ---------------------------------------------------------------------------------------------------


async def test_that_a_site_is_ordered_away_only_under_its_name_and_the_window_then_leaves(bench):
    bench.intake.plant()
    await soon(lambda: bench.wiring._site.boxes())
    dialog = await open_purge(bench)
    dialog.site_radio.setChecked(True)
    assert not dialog.purge_button.isEnabled()
    dialog.confirm.setText("riverside")
    assert not dialog.purge_button.isEnabled()
    dialog.confirm.setText(" Riverside ")
    dialog.keep_boxes.setChecked(True)
    dialog.purge_button.click()
    await soon(lambda: bench.left == [NextSite("Riverside")])
    profile: Profile = bench.start.profile
    await asyncio.to_thread(bench.intake.archive.close)
    assert site_removal.begin_removals(profile.folder) == ("Riverside",)
    assert site_removal.empty(profile.folder)
    found = where(profile.folder, WORDS)
    assert set(found) == {"sites/Riverside/archive.sqlite3"}, "the note of a box that was to be kept"
    reader = ArchiveReader(profile.site_folder("Riverside"))
    assert [known.address for known in reader.boxes()] == [box().address]
    assert list(reader.events()) == []
    reader.close()


async def test_that_a_site_with_borrowed_settings_is_refused_with_the_boxes_named(bench):
    bench.intake.returned = (Returned(ENTRY, ReturnOutcome.UNREACHABLE),)
    dialog = await open_purge(bench)
    dialog.site_radio.setChecked(True)
    dialog.confirm.setText("Riverside")
    dialog.purge_button.click()
    await soon(lambda: "East Gate" in dialog.state.text())
    assert "Nothing was removed" in dialog.state.text()
    assert bench.left == []
    assert dialog.purge_button.isEnabled()
    assert not (bench.start.profile.folder / site_removal.FOLDER).exists()


async def test_that_a_profile_that_cannot_be_written_is_named(bench, monkeypatch):
    def refuse(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(site_removal, "order_removal", refuse)
    dialog = await open_purge(bench)
    dialog.site_radio.setChecked(True)
    dialog.confirm.setText("Riverside")
    dialog.purge_button.click()
    await soon(lambda: "Read-only file system" in dialog.state.text())
    assert bench.left == []


async def test_that_what_was_taken_out_goes_at_the_next_start_and_is_said(bench):
    old = bench.start.profile.folder / site_removal.FOLDER / "old-1" / "pictures"
    old.mkdir(parents=True)
    (old / "1.jpg").write_bytes(marked_jpeg(NAME))
    await bench.privacy.begin()
    assert not (bench.start.profile.folder / site_removal.FOLDER).exists()
    assert "Everything of the purged site is gone" in said(bench.window.trouble_bar)
