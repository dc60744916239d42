"""The History page, filled by hand: what it asks for, what it shows, and what a key does."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel

from sophon_monitor.app.resources import palette_tables
from sophon_monitor.domain.changes import BoxChanged, CameraChanged, EventJudged, RecognitionSeen
from sophon_monitor.domain.history_query import (
    DAY_MS,
    HistoryQuery,
    MissingPicture,
    Position,
    Span,
    span_ms,
    strip_scale,
)
from sophon_monitor.domain.records import ScoreScale, Verdict, VerdictNote
from sophon_monitor.protocol.messages import PersonType, Picture, PictureState
from sophon_monitor.qtmodels.history_faces import HistoryFaces, HistoryPictureKey
from sophon_monitor.qtmodels.history_model import HistoryColumn, HistoryModel
from sophon_monitor.qtmodels.history_wishes import ExportWanted, Tally, TallyWanted
from sophon_monitor.qtmodels.picture_decoder import PictureDecoder
from sophon_monitor.qtmodels.picture_store import PicturePart, PictureUse
from sophon_monitor.qtmodels.verdict_words import VerdictAsked
from sophon_monitor.widgets.history_empty import Emptiness
from sophon_monitor.widgets.history_filters import TYPING_REST_MS
from sophon_monitor.widgets.history_page import HistoryPage
from sophon_monitor.widgets.history_table import LEAST_NAME_PX, PAD, ROW_PX, plain_tip
from sophon_monitor.widgets.live_words import missing_picture, missing_thumbnail
from sophon_monitor.widgets.style import sized
from sophon_monitor.widgets.theme import Theme, palette_from
from tests.qtmodels.feed_material import BOX, GATE, LOBBY, OTHER_BOX, START_MS, box, camera, event, present

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
TODAY = span_ms(Span.TODAY, START_MS)


@pytest.fixture
def theme(qapp):
    tables = palette_tables()
    return Theme(palette_from(tables["light"]), palette_from(tables["dark"]), is_dark=False)


@pytest.fixture
def decoder(qapp):
    decoder = PictureDecoder()
    yield decoder
    decoder.close()


@pytest.fixture
def now():
    return [START_MS / 1000]


@pytest.fixture
def page(qtbot, theme, decoder, now):
    model = HistoryModel(clock=lambda: now[0])
    faces = HistoryFaces(decoder)
    asked = []
    model.more_wanted.connect(asked.append)
    page = HistoryPage(theme, model, faces, decoder, clock=lambda: now[0])
    for signal in ("tally_wanted", "pictures_wanted", "notes_wanted", "verdict_asked", "export_asked"):
        heard = []
        setattr(page, f"heard_{signal}", heard)
        getattr(page, signal).connect(heard.append)
    page.asked, page.model, page.faces = asked, model, faces
    qtbot.addWidget(page)
    page.resize(1160, 760)
    page.show()
    qtbot.waitExposed(page)
    yield page
    faces.stop()


def answer(page, *records, after=None):
    page.model.append(page.asked.pop(), records, after)


def filled(page, count=20, **values):
    answer(page, *(event(n, at_s=n, **values) for n in range(count, 0, -1)))
    return page


# -- asking -----------------------------------------------------------------------------------------------------------


def test_that_the_page_looks_for_today_when_it_is_first_seen(page):
    (asked,) = page.asked
    assert (asked.query, asked.after) == (HistoryQuery(since_ms=TODAY[0], until_ms=TODAY[1]), None)
    assert page.heard_tally_wanted == [TallyWanted(asked.query, with_strip=True)]
    assert page.empty.why is Emptiness.SEARCHING


def test_that_a_page_that_is_not_seen_asks_nothing_until_it_is(page, qtbot):
    page.hide()
    page.asked.clear()
    page.set_selection(BOX, None)
    assert page.asked == []
    page.show()
    assert [asked.query.box_key for asked in page.asked] == [BOX]


def test_that_another_day_is_looked_for_when_the_page_is_seen_again(page, now):
    page.hide()
    page.asked.clear()
    page.show()
    assert page.asked == []
    page.hide()
    now[0] += DAY_MS / 1000
    page.show()
    assert page.asked[-1].query.since_ms == TODAY[1]


def test_that_each_filter_asks_for_what_it_says(page, qtbot):
    filters = page.filters
    filters._type_action = None
    by_data = {a.data(): a for a in filters._types.actions()}
    by_data[PersonType.STRANGER].trigger()
    assert page.asked[-1].query.person_types == {PersonType.STRANGER}
    filters._verdict_group.actions()[2].trigger()
    assert page.asked[-1].query.verdicts == {Verdict.WRONG}
    filters._verdict_group.actions()[5].trigger()
    assert page.asked[-1].query.verdicts == {None}
    filters._missing_group.actions()[1].trigger()
    assert page.asked[-1].query.missing is MissingPicture.LIVE
    filters.score_popup.least.setValue(90.0)
    assert page.asked[-1].query.least_score == 90.0
    filters.score_popup.most.setValue(95.5)
    assert (page.asked[-1].query.least_score, page.asked[-1].query.most_score) == (90.0, 95.5)
    qtbot.keyClicks(filters.person, "Li%")
    count = len(page.asked)
    qtbot.waitUntil(lambda: len(page.asked) > count, timeout=TYPING_REST_MS * 8)
    assert page.asked[-1].query.person == "Li%"
    assert len(page.asked) == count + 1  # one search for all letters
    assert filters.filters == 5
    assert filters.clear_button.isVisible()
    filters.clear_button.click()
    assert page.asked[-1].query == HistoryQuery(since_ms=TODAY[0], until_ms=TODAY[1])
    assert filters.person.text() == ""
    assert not filters.clear_button.isVisible()


def test_that_the_buttons_say_what_is_looked_for(page):
    filters = page.filters
    for person_type in (PersonType.STRANGER, PersonType.VIP):
        next(a for a in filters._types.actions() if a.data() == person_type).trigger()
    filters._verdict_group.actions()[1].trigger()
    filters.score_popup.least.setValue(90.0)
    words = [b.text() for b in (filters.type_button, filters.verdict_button, filters.score_button)]
    assert words == ["Type: stranger +1 ▾", "Verdict: ✓ right ▾", "Score ≥ 90"]
    assert filters.type_button.isChecked()
    assert not filters.missing_button.isChecked()


def test_that_spans_and_dates_can_be_chosen(page):
    filters = page.filters
    for number, span in enumerate(Span):
        if span is not Span.DATES:
            filters._span_group.actions()[number].trigger()
            query = page.asked[-1].query
            assert (query.since_ms, query.until_ms) == span_ms(span, START_MS)
    filters._span_group.actions()[-1].trigger()
    popup = filters.dates_popup
    assert popup.isVisible()
    popup.first.setDate(popup.first.date().fromString("2024-06-20", "yyyy-MM-dd"))
    popup.last.setDate(popup.last.date().fromString("2024-06-14", "yyyy-MM-dd"))
    popup.apply.click()
    query = page.asked[-1].query
    assert filters.span_button.text() == "2024-06-14 – 2024-06-20 ▾"
    days = datetime.fromtimestamp(query.since_ms / 1000, UTC).astimezone().date()
    assert (days.isoformat(), query.until_ms - query.since_ms) == ("2024-06-14", 7 * DAY_MS)


def test_that_the_trees_selection_filters_and_a_camera_of_another_box_is_let_go(page):
    changes = (BoxChanged(box()), BoxChanged(box(OTHER_BOX, "West")), CameraChanged(camera()))
    page.set_site(tuple(c.box for c in changes[:2]), (camera(), camera(LOBBY, "Lobby & <b>", OTHER_BOX)))
    menu = page.filters.camera_menu
    menu.fill()
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert texts == ["any", "前门闸机", "Lobby && <b>"]
    next(a for a in menu.actions() if a.data() == LOBBY).trigger()
    assert page.asked[-1].query.camera_key == LOBBY
    page.set_selection(OTHER_BOX, None)
    assert (page.asked[-1].query.box_key, page.asked[-1].query.camera_key) == (OTHER_BOX, LOBBY)
    page.set_selection(BOX, None)
    assert (page.asked[-1].query.box_key, page.asked[-1].query.camera_key) == (BOX, None)
    page.set_selection(BOX, GATE)
    assert page.asked[-1].query.camera_key == GATE
    assert page.filters.camera_button.text() == "Camera: 前门闸机 ▾"
    assert not page.filters.camera_button.isEnabled()


# -- counts, strip, news ----------------------------------------------------------------------------------------------


def test_that_counts_are_a_sentence(page):
    filled(page)
    query = page.model.query
    page.show_tally(query, None, Tally(events=1284, judged=61, wrong=3, repeated=1))
    line = page.line
    assert (line.sentence.text(), line.counts.text()) == ("1,284 events", "· 61 judged · 3 wrong · 1 double")
    page.show_tally(query, None, Tally(events=120_000, is_complete=False))
    assert (line.sentence.text(), line.counts.text()) == ("More than 120,000 events", "")
    page.show_tally(HistoryQuery(person="former"), None, Tally(events=5))
    assert line.sentence.text() == "More than 120,000 events"


def test_that_a_stretch_of_the_strip_narrows_the_table_and_filters_keep_it(page):
    filled(page)
    base = page.model.query
    scale = strip_scale(*TODAY)
    page.show_tally(base, scale, Tally(events=144, bars=(1,) * scale.bars))
    assert page.strip.counts == (1,) * scale.bars
    page.strip._choose((10, 12))
    chosen = scale.edges[10], scale.edges[13]
    narrow = page.asked[-1].query
    assert (narrow.since_ms, narrow.until_ms) == chosen
    assert page.heard_tally_wanted[-1] == TallyWanted(narrow, with_strip=False)
    page.filters._verdict_group.actions()[1].trigger()
    assert (page.asked[-1].query.since_ms, page.asked[-1].query.until_ms) == chosen
    assert [wanted.with_strip for wanted in page.heard_tally_wanted[-2:]] == [True, False]
    page.strip._choose(None)
    assert page.asked[-1].query.since_ms == TODAY[0]
    assert page.heard_tally_wanted[-1].with_strip
    page.strip._choose((1, 1))
    page.filters.choose_span(Span.YESTERDAY)
    assert page.strip.span is None


def test_that_new_events_are_a_line_and_move_nothing(page):
    filled(page)
    assert not page.line.news.isVisible()
    page.model.apply((RecognitionSeen(event(99)), RecognitionSeen(event(100))))
    assert page.line.news.text() == "2 new events · show"
    assert page.model.id_at(0) == 20
    page.line.news.click()
    assert page.asked[-1].after is None
    assert not page.line.news.isVisible()


def test_that_the_first_events_of_an_empty_list_are_shown_at_once(page):
    answer(page)
    page.model.apply((RecognitionSeen(event(1)),))
    assert len(page.asked) == 1
    page.model.apply((RecognitionSeen(event(2)),))  # while it is being looked for
    assert len(page.asked) == 1
    assert page.line.news.text() == "1 new event · show"


def test_that_verdicts_are_counted_again_after_a_moment(page, qtbot):
    filled(page)
    page.heard_tally_wanted.clear()
    for _ in range(5):
        page.verdicts_changed()
    qtbot.waitUntil(lambda: len(page.heard_tally_wanted) == 1)


def test_that_a_long_search_says_how_far_it_is_and_can_be_stopped(page):
    stopped = []
    page.stop_asked.connect(lambda: stopped.append(1))
    answer(page, event(5), after=Position(START_MS - 3_600_000, 0))
    assert page.line.progress.isVisible()
    assert page.line.progress.text().startswith("Searching, back to ")
    page.line.stop.click()
    assert stopped == [1]
    page.model.stop()
    assert not page.line.stop.isVisible()


# -- nothing there ----------------------------------------------------------------------------------------------------


def test_that_an_empty_table_says_why_and_what_to_do(page):
    answer(page)
    assert (page.empty.why, page.empty.button.text()) == (Emptiness.NOT_THEN, "Show all times")
    page.empty.button.click()
    assert page.filters.span is Span.ALL
    answer(page)
    assert (page.empty.why, page.empty.button.isVisible()) == (Emptiness.NOTHING_YET, False)
    page.filters._verdict_group.actions()[1].trigger()
    page.show_has_any(has_any=True)
    answer(page)
    assert page.empty.why is Emptiness.FILTERED
    page.empty.button.click()
    assert page.filters.filters == 0


def test_that_an_archive_that_cannot_be_read_is_said_and_tried_again(page):
    page.show_problem("Input/output error")
    assert page.empty.sentence.text() == "The archive cannot be read: Input/output error."
    assert not page.export_button.isEnabled()
    count = len(page.asked)
    page.empty.button.click()
    assert len(page.asked) == count + 1
    assert page.empty.why is Emptiness.SEARCHING


# -- rows -------------------------------------------------------------------------------------------------------------


def test_that_rows_are_as_high_as_drawn_and_only_those_in_view_ask_for_faces(page, qtbot):
    heard = []
    page.faces.wanted.connect(heard.append)
    filled(page, 100)
    assert page.table.rowHeight(0) == ROW_PX
    qtbot.waitUntil(lambda: bool(heard))
    seen = set()
    for _ in range(30):
        if heard:
            seen.update(heard.pop())
            page.faces.answered()
        qtbot.wait(20)
    visible = {page.model.id_at(place) for place in page.table.visible_places()}
    assert seen
    assert seen <= visible
    assert len(visible) < 15


@pytest.mark.parametrize("state", [state for state in PictureState if state is not PictureState.PRESENT])
def test_that_each_missing_picture_has_words_of_its_own(page, state, qtbot):
    gone = Picture(state)
    filled(page, 1, live=gone, registered=gone, scene=gone)
    page.table.choose(0)
    texts = {pane.text for pane in page.details.panes.values()}
    assert texts == {missing_picture(state)}
    assert missing_thumbnail(state)
    page.table.grab()


def test_that_hostile_names_are_only_text(page, qtbot):
    name = "<img src=x>&\u202e" + "x" * 5000
    filled(page, 3, person_name=name, camera_name="<b>c</b>")
    page.table.choose(0)
    for label in page.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText or "<img" not in label.text()
    assert page.details.width() < 500
    assert page.details.name.whole.startswith("<img src=x>& xxx")
    assert plain_tip("<b>&\nx") == "<qt>&lt;b&gt;&amp;<br>x</qt>"
    page.grab()


def test_that_hidden_faces_are_not_in_the_table(page, theme, decoder, qtbot):
    filled(page, 1)
    asked = []
    page.faces.wanted.connect(asked.append)
    page.table.viewport().update()
    qtbot.waitUntil(lambda: bool(asked))
    page.faces.take(1, present(shade=250), present(shade=250))
    key = HistoryPictureKey(1, PicturePart.LIVE, PictureUse.THUMBNAIL)
    qtbot.waitUntil(lambda: decoder.image(key) is not None)

    def bright():
        index = page.model.index(0, 1)
        spot = page.table.visualRect(index).topLeft() + QPoint(15, 10)
        return page.table.viewport().grab().toImage().pixelColor(spot).lightness()

    qtbot.waitUntil(lambda: bright() > 240)
    decoder.set_hides(True)
    theme.set_hides_faces(True)
    qtbot.waitUntil(lambda: bright() < 235)
    theme.set_hides_faces(False)
    decoder.set_hides(False)
    qtbot.waitUntil(lambda: bright() > 240)


# -- one event --------------------------------------------------------------------------------------------------------


def test_that_a_chosen_row_is_shown_large_with_its_audit(page, qtbot):
    filled(page)
    assert not page.details.isVisible()
    page.table.choose(2)
    assert page.details.isVisible()
    assert page.heard_pictures_wanted == page.heard_notes_wanted == [18]
    notes = (
        VerdictNote(18, Verdict.WRONG, START_MS, "Li"),
        VerdictNote(18, None, START_MS, "Li"),
        VerdictNote(18, Verdict.RIGHT, START_MS, "Wang"),
    )
    page.details.show_notes(17, notes[:1])
    assert page.details.audit.text() == ""
    page.details.show_notes(18, notes)
    lines = page.details.audit.text().splitlines()
    assert [line.split(" · ")[0] for line in lines] == ["✓ Same person", "Taken back", "✗ Wrong"]
    assert lines[0].endswith("Wang")
    page.details.show_pictures(18, present(), present(shade=200), present(320, 180))
    qtbot.waitUntil(lambda: all(pane.aspect is not None for pane in page.details.panes.values()))
    page.details.show_pictures(17, present(), present(), present())  # too late
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert not page.details.isVisible()


def test_that_keys_judge_and_the_next_one_without_verdict_comes_up(page, qtbot):
    filled(page, 5)
    page.model.apply((EventJudged(4, Verdict.RIGHT, START_MS),))
    page.table.choose(0)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Y)
    assert page.heard_verdict_asked == [VerdictAsked(5, Verdict.RIGHT)]
    assert page.details.row.event_id == 3
    qtbot.keyClick(page.table, Qt.Key.Key_N)
    qtbot.keyClick(page.table, Qt.Key.Key_U)
    assert [asked.event_id for asked in page.heard_verdict_asked] == [5, 3, 2]


def test_that_a_verdict_can_be_changed_and_taken_back_where_it_is(page, qtbot):
    filled(page, 5)
    page.model.apply((EventJudged(5, Verdict.RIGHT, START_MS),))
    page.table.choose(0)
    assert page.details.verdicts.buttons[Verdict.RIGHT].isChecked()
    qtbot.keyClick(page.table, Qt.Key.Key_N)
    assert page.details.row.event_id == 5
    page.model.apply((EventJudged(5, Verdict.WRONG, START_MS),))
    assert page.details.verdicts.buttons[Verdict.WRONG].isChecked()
    qtbot.keyClick(page.table, Qt.Key.Key_Backspace)
    assert page.heard_verdict_asked == [VerdictAsked(5, Verdict.WRONG), VerdictAsked(5, None)]
    page.model.apply((EventJudged(5, None, START_MS),))
    assert page.details.row.record.verdict is None


def test_that_keys_judge_nothing_while_nothing_is_shown_large(page, qtbot):
    filled(page)
    page.table.setFocus()
    for key in (Qt.Key.Key_Y, Qt.Key.Key_Backspace):
        qtbot.keyClick(page.table, key)
    assert page.heard_verdict_asked == []


def test_that_letters_in_the_field_for_names_are_no_verdicts(page, qtbot):
    filled(page)
    page.table.choose(0)
    qtbot.keyClicks(page.filters.person, "yn")
    assert page.filters.person.text() == "yn"
    assert page.heard_verdict_asked == []


def test_that_the_words_of_a_stranger_say_what_is_judged(page):
    filled(page, 1, person_type=PersonType.STRANGER)
    page.table.choose(0)
    names = [page.details.verdicts.buttons[v].accessibleName() for v in (Verdict.RIGHT, Verdict.WRONG)]
    assert names == ["Rightly not recognised", "Should have been recognised"]


def test_that_arrows_walk_the_rows(page, qtbot):
    filled(page)
    page.table.choose(0)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    assert page.details.row.event_id == 19


def test_that_records_that_went_are_shown_nowhere_and_looked_for_anew(page):
    filled(page)
    page.table.choose(0)
    count = len(page.asked)
    page.forget()
    assert not page.details.isVisible()
    assert page.details.row is None
    assert page.model.rowCount() == 0
    assert len(page.asked) == count + 1


# -- buttons, sizes, language -----------------------------------------------------------------------------------------


def test_that_export_and_reconcile_say_what_of(page):
    filled(page)
    page.show_tally(page.model.query, None, Tally(events=20))
    page.export_button.click()
    assert page.heard_export_asked == [ExportWanted(page.model.query, 20, is_exact=True)]
    keys = []
    page.reconcile_asked.connect(keys.append)
    page.reconcile_button.click()
    page.set_selection(BOX, None)
    page.reconcile_button.click()
    assert keys == [None, BOX]


@pytest.mark.parametrize("wide", [860, 910, 1160, 1700])
def test_that_nothing_is_cut_at_any_width(page, wide, qtbot):
    page.resize(wide, 640)
    filled(page)
    page.table.choose(0)
    qtbot.wait(20)
    for button in (page.filters.span_button, page.filters.missing_button, page.reconcile_button, page.export_button):
        right = button.mapTo(page, button.rect().topRight()).x()
        assert right <= page.width()
        assert button.width() >= button.sizeHint().width()
    assert page.table.width() > 300
    header = page.table.horizontalHeader()
    assert header.length() <= page.table.viewport().width()
    assert header.sectionSize(HistoryColumn.PERSON) >= min(LEAST_NAME_PX, page.table.viewport().width() // 6)
    assert not any(header.isSectionHidden(c) for c in (HistoryColumn.TIME, HistoryColumn.PERSON, HistoryColumn.SCORE))
    assert page.minimumSizeHint().width() <= 860


@pytest.mark.parametrize("wide", [640, 1160])
def test_that_a_ratio_is_shown_with_all_its_places(page, wide, qtbot):
    page.resize(wide, 760)
    filled(page, 1, score=0.02731, score_scale=ScoreScale.UNKNOWN)
    table = page.table
    index = page.model.index(0, HistoryColumn.SCORE)
    shown = page.model.row_at(0).score
    room = table.columnWidth(HistoryColumn.SCORE) - 2 * PAD
    assert shown == "0.02731"
    assert QFontMetricsF(sized(table.font(), 1.0, bold=True)).horizontalAdvance(shown) <= room
    assert table.visualRect(index).isValid()


def test_that_another_language_is_spoken_at_once(page):
    filled(page)
    page.table.choose(0)
    QApplication.sendEvent(page, QEvent(QEvent.Type.LanguageChange))
    assert page.details.row is not None
    assert page.line.sentence.text() == ""
