"""The Sign-off page with checks filled in by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from sophon_monitor.app.resources import palette_tables
from sophon_monitor.domain.checks import CheckState, site_checks
from sophon_monitor.domain.records import EventRecord, ScoreScale, Verdict
from sophon_monitor.domain.sign_off import Condition, Rules, SignOff, TestPerson, Tick
from sophon_monitor.domain.site import Box, BoxAddress, BoxKey, Camera, CameraKey
from sophon_monitor.protocol.messages import CameraType, PersonType, Picture, PictureState
from sophon_monitor.qtmodels.picture_decoder import PictureDecoder
from sophon_monitor.qtmodels.sign_off_model import Column, SignOffModel
from sophon_monitor.qtmodels.sign_off_words import camera_sentences, missing_sentence, result_word, site_sentence
from sophon_monitor.qtmodels.verdict_words import VerdictAsked
from sophon_monitor.widgets.rules_dialog import RulesDialog
from sophon_monitor.widgets.sign_off_page import SignOffPage
from sophon_monitor.widgets.theme import Theme, palette_from
from tests.services.archive_samples import jpeg

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

BOX = Box(key=BoxKey("SN-A"), address=BoxAddress("10.20.30.61"), token="t", name="East Gate SE5")
KEYS = [CameraKey(f"C{n}") for n in range(5)]
NAMES = ["Gate 1", "Lobby cam", "Side door", "Stair B", "Snap-01"]
CAMERAS = tuple(
    Camera(key=key, box_key=BOX.key, camera_id=key, name=name, type=CameraType.RTSP)
    for key, name in zip(KEYS, NAMES, strict=True)
)


def judged(number: int, camera: CameraKey, verdict: Verdict = Verdict.RIGHT, **values: object) -> EventRecord:
    start = EventRecord(
        id=number,
        received_at_ms=number,
        box_key=BOX.key,
        camera_key=camera,
        person_id=str(number % 2),
        person_name="Chen Jie",
        person_type=PersonType.EMPLOYEE,
        score=91.0,
        score_scale=ScoreScale.PERCENT,
        threshold=82.0,
        live=Picture(PictureState.PRESENT),
        registered=Picture(PictureState.PRESENT),
        face_box=(0.0, 0.0, 90.0, 90.0),
        latency_ms=300.0,
        verdict=verdict,
        verdict_at_ms=1,
    )
    return replace(start, **values)  # type: ignore[arg-type]


def stranger(number: int, camera: CameraKey) -> EventRecord:
    return judged(number, camera, person_type=PersonType.STRANGER, person_id=None)


GATE, LOBBY, SIDE, STAIR, SNAP = KEYS
EVENTS = (
    *(judged(n, GATE) for n in (1, 2, 3)),
    stranger(4, GATE),
    judged(11, SIDE),
    judged(12, SIDE),
    stranger(13, SIDE),
    judged(21, SNAP),
    judged(22, SNAP, Verdict.WRONG, face_box=(0.0, 0.0, 61.0, 70.0), score=84.6),
)
COUNTS = {GATE: 42, LOBBY: 118, SIDE: 7, SNAP: 31}


@pytest.fixture
def page(qtbot, qapp):
    tables = palette_tables()
    theme = Theme(palette_from(tables["light"]), palette_from(tables["dark"]), is_dark=False)
    decoder = PictureDecoder()
    model = SignOffModel()
    page = SignOffPage(theme, model, decoder)
    page.set_site_name("Riverside Campus")
    qtbot.addWidget(page)
    page.resize(1100, 800)
    show(page, SignOff())
    yield page
    decoder.close()


def show(page, sign_off, events=EVENTS):
    checks = site_checks(CAMERAS, events, COUNTS, sign_off)
    page._model.show(checks, {BOX.key: BOX}, {camera.key: camera for camera in CAMERAS})
    failing = {
        c.camera_key: tuple(e for e in events if any(e.id in check.events for check in c.failures))
        for c in checks.cameras
    }
    page.show_checks(sign_off, failing)


def cell(page, key, column):
    return page._model.rows[page._model.place_of(key)].cells[column]


def test_that_the_head_counts_passed_failed_open_and_untested_apart(page):
    assert page.title.text() == "Acceptance of Riverside Campus"
    assert page.summary.text() == "1 of 5 cameras passed · 1 failed · 1 open · 2 not tested"


def test_that_each_row_says_its_result_in_words(page):
    assert [cell(page, key, Column.RESULT) for key in KEYS] == [
        "✓ Passed",
        "Not judged yet",
        "1 more to go",
        "Not seen yet",
        "✗ Failed",
    ]
    assert cell(page, GATE, Column.VERDICTS) == "4 / 0 / 0"
    assert cell(page, SNAP, Column.WRONG_RATE) == "50 %"
    assert cell(page, LOBBY, Column.PEOPLE) == "—"


def test_that_the_failed_camera_is_explained_first_with_its_pair(page):
    assert page.chosen.camera_key == SNAP
    text = page.camera.sentences.text()
    assert "1 of 2 judged matches show another person" in text
    assert "61 px wide, 80 px are needed" in text
    assert [event.id for event in page.camera.pairs.events] == [22]
    assert not page.camera.really_button.isHidden()


def test_that_what_is_missing_is_said_of_the_chosen_camera(page, qtbot):
    with qtbot.waitSignal(page.camera_chosen):
        page.table.selectRow(2)
    assert page.camera.title.text() == "Side door is open"
    assert "Correct recognitions still needed: 1." in page.camera.sentences.text()
    assert page.camera.pairs.events == ()


def test_that_the_tree_filters_the_cameras(page):
    page.set_selection(BOX.key, SIDE)
    assert [row.camera_key for row in page._model.rows] == [SIDE]
    page.set_selection(BoxKey("other"), None)
    assert page._model.rowCount() == 0
    assert page.camera.isHidden()
    page.set_selection(None, None)
    assert page._model.rowCount() == 5


def test_that_a_tick_and_who_it_was_are_asked_for(page, qtbot):
    show(page, SignOff(people=(TestPerson(name="Liu & Yang"),), ticks=(Tick(SNAP, Condition.MASK, 1),)))
    assert page.camera.ticks[Condition.MASK].isChecked()
    with qtbot.waitSignal(page.camera.condition_ticked) as asked:
        page.camera.ticks[Condition.NIGHT].click()
    assert asked.args == [SNAP, Condition.NIGHT, True]
    page.camera._fill_menu()
    with qtbot.waitSignal(page.camera.verdict_asked) as said:
        page.camera._menu.actions()[0].trigger()
    assert said.args == [VerdictAsked(22, Verdict.WRONG, "Liu & Yang")]


def test_that_faces_are_asked_for_once_and_shown(page, qtbot):
    page.show()
    asked = []
    page.camera.pairs.pictures_wanted.connect(asked.append)
    show(page, SignOff(inspector="Li"))
    assert asked == []  # they were asked for when the page was filled first
    page.camera.pairs.show_pictures(22, jpeg(), jpeg(seed=1))
    qtbot.waitUntil(lambda: page.camera.pairs._decoder.used_bytes > 0)


def test_that_a_site_without_cameras_offers_no_report(page):
    page._model.show(site_checks((), (), {}, SignOff()), {}, {})
    page.show_checks(SignOff(), {})
    assert page.summary.text() == "No camera is known yet"
    assert not page.report_button.isEnabled()


def test_that_hostile_names_stay_plain_text(page):
    name = "<img src=x>‮" + "A" * 5000
    camera = replace(CAMERAS[0], name=name)
    checks = site_checks((camera,), (), {}, SignOff())
    page._model.show(checks, {BOX.key: BOX}, {camera.key: camera})
    page.show_checks(SignOff(), {})
    page.show()
    assert page.camera.title.textFormat() is Qt.TextFormat.PlainText
    assert page.grab().width() == page.width()
    assert page.minimumSizeHint().width() < 1180


def test_that_every_state_of_every_rule_has_a_sentence(page):
    for rules in (Rules(), Rules(correct=0, people=0, strangers=0, face_px=0, latency_s=0, score=False)):
        for changes in ({"latency_ms": None}, {"face_box": None}, {"threshold": None}, {"score_scale": "unknown"}):
            events = tuple(
                replace(e, **{k: ScoreScale(v) if k == "score_scale" else v for k, v in changes.items()})
                for e in EVENTS
            )
            for camera in site_checks(CAMERAS, events, COUNTS, SignOff(rules=rules)).cameras:
                assert all(camera_sentences(camera))
                assert result_word(camera)
                assert all(missing_sentence(c) for c in camera.unfinished)


def test_that_not_tested_is_never_worded_as_passed():
    checks = site_checks(CAMERAS, (), {}, SignOff())
    assert all("Passed" not in result_word(camera) for camera in checks.cameras)
    assert site_sentence(checks) == "0 of 5 cameras passed · 5 not tested"
    assert checks.count(CheckState.PASSED) == 0


def test_that_rules_and_people_come_back_as_filled_in(qtbot, qapp):
    dialog = RulesDialog()
    qtbot.addWidget(dialog)
    before = SignOff(
        rules=Rules(correct=5, wrong_allowed=1, latency_s=3.5, score=False),
        people=(TestPerson(name="张明", person_id="1"), TestPerson(name="Li", keep_pictures=False)),
        ticks=(Tick(GATE, Condition.MASK, 1),),
        inspector="Zhao",
    )
    dialog.show_sign_off(before)
    with qtbot.waitSignal(dialog.saved) as saved:
        dialog.save_button.click()
    assert saved.args == [before]
    dialog.defaults_button.click()
    assert dialog.rules == Rules()
    dialog.test_people._add()
    assert dialog.test_people.people() == before.people
