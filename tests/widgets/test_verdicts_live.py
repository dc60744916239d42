"""Judging on the Live page: one key each, the next one comes up, and what was wrong can be taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from sophon_monitor.app.resources import palette_tables
from sophon_monitor.domain.changes import EventJudged, RecognitionFilled, RecognitionSeen
from sophon_monitor.domain.records import Verdict
from sophon_monitor.protocol.messages import PersonType, Picture, PictureState
from sophon_monitor.qtmodels.feed_model import FeedModel
from sophon_monitor.qtmodels.picture_decoder import PictureDecoder
from sophon_monitor.qtmodels.picture_store import PicturePart
from sophon_monitor.qtmodels.verdict_words import VerdictAsked, verdict_word
from sophon_monitor.widgets.live_page import LivePage
from sophon_monitor.widgets.theme import Theme, palette_from
from tests.qtmodels.feed_material import START_MS, event

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Y, N, U, BACK = Qt.Key.Key_Y, Qt.Key.Key_N, Qt.Key.Key_U, Qt.Key.Key_Backspace


@pytest.fixture
def model(qapp):
    decoder = PictureDecoder()
    yield FeedModel(decoder, clock=lambda: START_MS / 1000)
    decoder.close()


@pytest.fixture
def page(qtbot, qapp, model):
    tables = palette_tables()
    theme = Theme(palette_from(tables["light"]), palette_from(tables["dark"]), is_dark=False)
    page = LivePage(theme, model, model._decoder)
    qtbot.addWidget(page)
    page.resize(1100, 720)
    page.show()
    qtbot.waitExposed(page)
    page.asked = []
    page.verdict_asked.connect(page.asked.append)
    return page


def see(model, *numbers, **values):
    model.apply(tuple(RecognitionSeen(event(n, person_id=str(n), **values)) for n in numbers))


def keep(page, model):
    """Let what was asked come back as kept, as the archive does."""
    model.apply(tuple(EventJudged(a.event_id, a.verdict, START_MS, "Li") for a in page.asked))
    page.asked.clear()


def press(qtbot, page, *keys):
    for key in keys:
        qtbot.waitUntil(lambda: (r := page.compare.verdicts.record) is not None and r.id == page.current_event_id)
        qtbot.keyClick(page, key)


def test_that_each_key_judges_what_is_shown_and_the_next_comes_up(page, model, qtbot):
    see(model, 1, 2, 3, 4)
    press(qtbot, page, Y, N, U)
    assert page.asked == [
        VerdictAsked(4, Verdict.RIGHT),
        VerdictAsked(3, Verdict.WRONG),
        VerdictAsked(2, Verdict.UNSURE),
    ]
    assert page.current_event_id == 1


def test_that_a_judged_event_is_skipped_and_newer_ones_come_after_the_oldest(page, model, qtbot):
    see(model, 1, 2, 3)
    press(qtbot, page, Y)
    keep(page, model)
    see(model, 4)
    press(qtbot, page, Y, Y)
    keep(page, model)
    assert page.current_event_id == 4


def test_that_backspace_takes_back_what_is_shown(page, model, qtbot):
    see(model, 1)
    press(qtbot, page, Y)
    keep(page, model)
    assert page.compare.verdicts.buttons[Verdict.RIGHT].isChecked()
    press(qtbot, page, BACK)
    assert page.asked == [VerdictAsked(1, None)]
    keep(page, model)
    assert not page.compare.verdicts.buttons[Verdict.RIGHT].isChecked()


def test_that_backspace_right_after_a_verdict_goes_back_to_that_event(page, model, qtbot):
    see(model, 1, 2)
    press(qtbot, page, N, BACK)
    assert page.asked == [VerdictAsked(2, Verdict.WRONG), VerdictAsked(2, None)]
    assert page.current_event_id == 2


def test_that_backspace_without_a_verdict_asks_nothing(page, model, qtbot):
    see(model, 1)
    press(qtbot, page, BACK)
    assert page.asked == []


def test_that_a_hundred_events_take_a_hundred_keys(page, model, qtbot):
    see(model, *range(1, 101))
    for _ in range(100):
        page.compare.show_row(page._target)
        page.compare._switch()
        qtbot.keyClick(page, Y)
        keep(page, model)
    assert sum(model.row_at(place).record.verdict is Verdict.RIGHT for place in range(100)) == 100
    assert not page.feed.walk_to_unjudged()


def test_that_the_words_of_a_stranger_say_what_is_judged(page, model, qtbot):
    page.resize(1500, 720)
    see(model, 1, person_type=PersonType.STRANGER)
    qtbot.waitUntil(lambda: page.compare.verdicts.record is not None)
    buttons = page.compare.verdicts.buttons
    assert "Rightly not recognised" in buttons[Verdict.RIGHT].text()
    assert "Should have been recognised" in buttons[Verdict.WRONG].text()
    page.resize(800, 720)
    qtbot.waitUntil(lambda: buttons[Verdict.RIGHT].text().split() == ["✓", "Y"])
    assert "Should have been recognised" in page.compare.verdicts.audit.text()


@pytest.mark.parametrize("wide", [700, 900, 1100, 1500])
@pytest.mark.parametrize("kind", [PersonType.EMPLOYEE, PersonType.STRANGER])
def test_that_no_button_is_cut_at_any_width(page, model, qtbot, wide, kind):
    page.resize(wide, 720)
    see(model, 1, person_type=kind)
    qtbot.waitUntil(lambda: page.compare.verdicts.record is not None)
    buttons = page.compare.verdicts.buttons.values()
    qtbot.waitUntil(lambda: all(b.width() >= b.sizeHint().width() for b in buttons))
    for button in buttons:
        right = button.mapTo(page.compare, button.rect().topRight()).x()
        assert right <= page.compare.width()
    assert page.compare.score.geometry().intersected(page.compare.verdicts.geometry()).isEmpty()


def test_that_the_audit_line_says_who_judged_and_the_row_speaks_of_it(page, model, qtbot):
    see(model, 1)
    assert "Not judged yet" in page.compare.verdicts.audit.text() or page.compare.verdicts.record is None
    model.apply((EventJudged(1, Verdict.WRONG, START_MS, "Li"),))
    qtbot.waitUntil(lambda: page.compare.verdicts.audit.text().endswith("· Li"))
    assert page.compare.verdicts.audit.text().startswith("✗ Wrong · ")
    assert verdict_word(Verdict.WRONG, stranger=False) in model.row_at(0).accessible


def test_that_pictures_that_a_person_does_not_want_kept_leave_the_memory(page, model, qtbot):
    see(model, 1)
    row = model.row_at(0)
    assert model.store.get(row.serial, PicturePart.LIVE) is not None
    gone = Picture(PictureState.EXPIRED)
    kept = replace(row.record, live=gone, registered=gone, scene=gone, verdict=Verdict.RIGHT)
    model.apply((RecognitionFilled(kept),))
    assert all(model.store.get(row.serial, part) is None for part in PicturePart)
    assert model.thumbnail(model.row_at(0), PicturePart.LIVE) is None


def test_that_a_repeat_folded_in_is_a_new_event_to_judge(page, model, qtbot):
    see(model, 1)
    model.apply((EventJudged(1, Verdict.RIGHT, START_MS, ""),))
    model.apply((RecognitionSeen(event(2, person_id="1")),))
    assert model.rowCount() == 1
    assert model.row_at(0).record.verdict is None
