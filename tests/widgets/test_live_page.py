"""The Live page with a model filled by hand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QApplication

from sophon_monitor.app.resources import palette_tables
from sophon_monitor.domain.changes import BoxChanged, CameraChanged, RecognitionFilled, RecognitionSeen
from sophon_monitor.domain.records import EventSource, ScoreScale
from sophon_monitor.domain.site import Link, LinkState
from sophon_monitor.protocol.messages import PersonType, Picture, PictureState
from sophon_monitor.qtmodels.feed_filter import FeedWish
from sophon_monitor.qtmodels.feed_model import FeedModel
from sophon_monitor.qtmodels.picture_decoder import PictureDecoder
from sophon_monitor.widgets.feed_delegate import thumbnail_brush
from sophon_monitor.widgets.live_page import LivePage
from sophon_monitor.widgets.live_words import missing_picture, missing_thumbnail
from sophon_monitor.widgets.theme import Theme, palette_from
from tests.qtmodels.feed_material import BOX, LOBBY, OTHER_BOX, START_MS, box, camera, event, present

# The offscreen platform says so of every window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


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
def model(decoder):
    return FeedModel(decoder, clock=lambda: START_MS / 1000)


@pytest.fixture
def page(qtbot, theme, model, decoder):
    page = LivePage(theme, model, decoder)
    qtbot.addWidget(page)
    page.resize(1100, 720)
    page.show()
    qtbot.waitExposed(page)
    return page


def see(model, *records, last_byte_mono_s=1.0):
    model.apply(tuple(RecognitionSeen(record, last_byte_mono_s=last_byte_mono_s) for record in records))


def shown_id(page):
    """The event whose faces are on the screen."""
    row = page.compare._row
    return row.event_id if row is not None else None


# -- following and choosing -------------------------------------------------------------------------------------------


def test_that_the_newest_event_is_compared_by_itself(page, model, qtbot):
    see(model, event(1))
    assert page.current_event_id == 1
    qtbot.waitUntil(lambda: shown_id(page) == 1)
    see(model, event(2), event(3))
    assert page.current_event_id == 3
    qtbot.waitUntil(lambda: shown_id(page) == 3)


def test_that_a_busy_feed_changes_the_faces_four_times_a_second_at_most(page, model, qtbot):
    changes = []
    page.compare.show_row, show_row = lambda row: (changes.append(row), show_row(row)), page.compare.show_row
    for number in range(1, 31):
        see(model, event(number))
        qtbot.wait(15)
    assert 1 <= len(changes) <= 5
    qtbot.waitUntil(lambda: shown_id(page) == 30)


def test_that_a_choice_stays_until_the_newest_is_asked_for(page, model, qtbot):
    see(model, event(1), event(2), event(3))
    page.focus_feed()
    qtbot.keyClick(page.feed.list, Qt.Key.Key_Down)
    assert page.current_event_id == 2
    assert page.feed.follow_button.isVisible()
    see(model, event(4), event(5))
    assert page.current_event_id == 2
    assert page.feed.chosen_row().event_id == 2
    qtbot.mouseClick(page.feed.follow_button, Qt.MouseButton.LeftButton)
    assert page.current_event_id == 5
    assert not page.feed.follow_button.isVisible()


def test_that_a_click_on_the_newest_row_holds_it(page, model, qtbot):
    see(model, event(1))
    place = page.feed.list.visualRect(page.feed.filter.index(0, 0)).center()
    qtbot.mouseClick(page.feed.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    see(model, event(2))
    assert page.current_event_id == 1


def test_that_a_chosen_row_keeps_its_mark_and_its_pictures_when_a_repeat_moves_it(page, model, qtbot):
    see(model, event(1, 0, person_id="a"), event(2), event(3))
    page.feed.walk(2)
    assert page.current_event_id == 1
    see(model, event(4, 2, person_id="a"))
    assert page.current_event_id == 1
    assert page.feed.chosen_row().event_id == 4
    assert page.feed.chosen_row().count == 2


def test_that_a_feed_scrolled_down_stays_where_it_is(page, model, qtbot):
    see(model, *(event(n) for n in range(1, 60)))
    page.feed.walk(30)
    chosen = page.feed.list.currentIndex()
    before = page.feed.list.visualRect(chosen).top()
    see(model, event(100), event(101))
    assert page.feed.list.visualRect(page.feed.list.currentIndex()).top() == before
    assert page.feed.chosen_row().event_id == page.current_event_id == 29


def test_that_arrow_keys_walk_the_feed_from_everywhere(page, model, qtbot):
    see(model, *(event(n) for n in range(1, 30)))
    page.compare.live.setFocus()
    qtbot.keyClick(page.compare.live, Qt.Key.Key_Down)
    assert page.current_event_id == 28
    qtbot.waitUntil(lambda: shown_id(page) == 28)
    qtbot.mouseClick(page.compare.details.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    assert page.compare.details.currentIndex().isValid()
    qtbot.keyClick(page.compare.details, Qt.Key.Key_Down)
    assert page.current_event_id == 27
    qtbot.keyClick(page.feed.strangers_chip, Qt.Key.Key_Up)
    assert page.current_event_id == 28
    qtbot.keyClick(page.feed.list, Qt.Key.Key_PageDown)
    assert page.current_event_id == 20
    qtbot.keyClick(page.feed.list, Qt.Key.Key_End)
    assert page.current_event_id == 1
    qtbot.keyClick(page.compare.scene, Qt.Key.Key_Home)
    assert page.current_event_id == 29
    assert page.feed.is_following


# -- hold and filters -------------------------------------------------------------------------------------------------


def test_that_space_holds_the_feed_and_says_how_many_wait(page, model, qtbot):
    see(model, event(1))
    qtbot.keyClick(page.feed.list, Qt.Key.Key_Space)
    see(model, event(2), event(3))
    assert page.current_event_id == 1
    assert page.feed.hold_button.text() == "2 wait"
    assert "2" in page.feed.hold_button.accessibleName()
    width = page.feed.hold_button.width()
    qtbot.keyClick(page.compare.live, Qt.Key.Key_Space)
    assert page.current_event_id == 3
    assert (page.feed.hold_button.text(), page.feed.hold_button.width()) == ("Hold", width)


def test_that_chips_filter_and_a_second_press_shows_all(page, model, qtbot):
    see(model, event(1, person_type=PersonType.STRANGER), event(2))
    qtbot.mouseClick(page.feed.strangers_chip, Qt.MouseButton.LeftButton)
    assert page.feed.filter.rowCount() == 1
    assert page.current_event_id == 1
    assert page.feed.strangers_chip.isChecked()
    qtbot.keyClick(page.feed.strangers_chip, Qt.Key.Key_Space)
    assert page.feed.filter.rowCount() == 2
    assert page.feed.all_chip.isChecked()


def test_that_the_filter_popup_says_and_sets_what_is_filtered(page, model, qtbot):
    model.apply((BoxChanged(box()), CameraChanged(camera()), CameraChanged(camera(LOBBY, "Lobby"))))
    see(model, event(1, camera_key=LOBBY), event(2, score=70.0), event(3, person_type=PersonType.VIP))
    qtbot.mouseClick(page.feed.all_chip, Qt.MouseButton.LeftButton)
    popup = page.feed.popup
    assert popup.isVisible()
    popup.percent.setValue(80.0)
    assert page.feed.filter.rowCount() == 2
    popup.camera.setCurrentIndex(popup.camera.findData(LOBBY))
    assert page.feed.filter.rowCount() == 1
    popup.types[PersonType.EMPLOYEE].setChecked(True)
    expected = FeedWish(person_types=frozenset({PersonType.EMPLOYEE}), camera_key=LOBBY, least_percent=80.0)
    assert page.feed.filter.wish == expected
    assert page.feed.all_chip.text() == "filter 3 ▾"
    qtbot.mouseClick(popup.reset, Qt.MouseButton.LeftButton)
    assert page.feed.filter.wish == FeedWish()
    assert not popup.types[PersonType.EMPLOYEE].isChecked()
    popup.close()


def test_that_the_tree_s_selection_filters_the_feed(page, model):
    see(model, event(1), event(2, box_key=OTHER_BOX, camera_key=None))
    page.set_selection(BOX, None)
    assert page.current_event_id == 1
    page.set_selection(None, None)
    assert page.current_event_id == 2


def test_that_a_filter_that_hides_everything_offers_the_way_back(page, model, qtbot):
    see(model, event(1))
    page.feed.set_wish(FeedWish(person_types=frozenset({PersonType.VIP})))
    assert page.current_event_id is None
    assert page.empty.isVisible()
    assert page.empty.heading.text() == "No event matches"
    qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert page.current_event_id == 1
    assert page.compare.isVisible()


# -- the empty page ---------------------------------------------------------------------------------------------------


def test_that_the_empty_page_says_what_to_do_next(page, model):
    assert "Add a box" in page.empty.sentence.text()
    model.apply((BoxChanged(box()),))
    assert "Add a camera" in page.empty.sentence.text()
    model.apply((CameraChanged(camera()),))
    assert "Stand in front of a camera" in page.empty.sentence.text()
    down = Link(LinkState.DOWN, "refused")
    model.apply((BoxChanged(box(stream=down)),))
    assert "refused the connection" in page.empty.sentence.text()
    page.set_stream_note("The receiver is not listening.")
    assert page.empty.sentence.text() == "The receiver is not listening."


# -- pictures ---------------------------------------------------------------------------------------------------------

MISSING = [state for state in PictureState if state is not PictureState.PRESENT]


def test_that_six_reasons_are_six_texts():
    assert len(MISSING) == 6
    assert len({missing_picture(state) for state in MISSING}) == 6
    assert len({missing_thumbnail(state) for state in MISSING}) == 6
    assert "" not in {missing_picture(state) for state in MISSING}


@pytest.mark.parametrize("state", MISSING)
def test_that_each_pane_says_why_its_picture_is_missing(page, model, qtbot, state):
    see(model, event(1, live=Picture(state), registered=Picture(state), scene=Picture(state)))
    qtbot.waitUntil(lambda: shown_id(page) == 1)
    texts = {pane.text for pane in page.compare.panes.values()}
    assert texts == {missing_picture(state)}


def test_that_a_stranger_has_no_registered_picture_rather_than_a_missing_one(page, model, qtbot):
    stranger = {"person_type": PersonType.STRANGER, "registered": Picture(PictureState.EMPTY)}
    see(model, event(1, **stranger))
    qtbot.waitUntil(lambda: shown_id(page) == 1)
    assert page.compare.registered.text == "Not registered"


def test_that_bytes_that_are_no_picture_are_said_to_be_damaged(page, model, qtbot):
    see(model, event(1, live=Picture(PictureState.PRESENT, b"\xff\xd8 nonsense")))
    qtbot.waitUntil(lambda: page.compare.live.text == missing_picture(PictureState.UNDECODABLE))


def test_that_both_faces_are_drawn_at_one_height(page, model, qtbot):
    see(model, event(1, live=present(60, 80), registered=present(300, 200)))
    qtbot.waitUntil(lambda: page.compare.live.aspect is not None and page.compare.registered.aspect is not None)
    live, registered = page.compare.live, page.compare.registered
    assert live.size() == registered.size()
    assert live.picture_rect().height() == pytest.approx(registered.picture_rect().height())


def test_that_a_picture_that_comes_later_fills_its_pane(page, model, qtbot):
    see(model, event(1, registered=Picture(PictureState.ABSENT)))
    qtbot.waitUntil(lambda: shown_id(page) == 1)
    assert page.compare.registered.text == missing_picture(PictureState.ABSENT)
    model.apply((RecognitionFilled(event(1)),))
    qtbot.waitUntil(lambda: page.compare.registered.aspect is not None)


def test_that_pictures_of_old_events_are_asked_for_one_event_at_a_time(page, model, qtbot):
    wanted = []
    page.pictures_wanted.connect(wanted.append)
    known = Picture(PictureState.PRESENT)
    model.load_older(tuple(event(n, -n, live=known, registered=known, scene=known) for n in (3, 2, 1)))
    qtbot.waitUntil(lambda: wanted == [3])
    page.show_pictures(3, present(), present(), Picture(PictureState.EXPIRED))
    qtbot.waitUntil(lambda: shown_id(page) == 3 and page.compare.live.aspect is not None)
    assert page.compare.scene.text == missing_picture(PictureState.EXPIRED)
    qtbot.waitUntil(lambda: wanted == [3, 2])  # the thumbnails of the next row in view
    page.show_pictures(2, present(), present(), present())
    qtbot.waitUntil(lambda: wanted == [3, 2, 1])
    page.show_pictures(1, Picture(PictureState.EXPIRED), Picture(PictureState.EXPIRED), Picture(PictureState.EXPIRED))
    qtbot.wait(30)
    assert wanted == [3, 2, 1]


def test_that_the_scene_opens_over_the_page_and_esc_leads_back(page, model, qtbot):
    see(model, event(1, face_box=(100.0, 50.0, 140.0, 90.0)))
    qtbot.waitUntil(lambda: page.compare.scene.aspect is not None)
    page.compare.scene.setFocus()
    qtbot.mouseClick(page.compare.scene, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert page.overlay.isVisible()
    qtbot.waitUntil(lambda: page.overlay.pane.mark_rect() is not None)
    qtbot.keyClick(page.overlay, Qt.Key.Key_Plus)
    assert page.overlay.link.zoom > 1
    assert page.compare.zoom.zoom == 1
    qtbot.keyClick(page.overlay, Qt.Key.Key_Escape)
    assert not page.overlay.isVisible()
    qtbot.keyClick(page.compare.scene, Qt.Key.Key_Return)
    assert page.overlay.isVisible()


def test_that_plus_minus_and_0_zoom_both_faces(page, model, qtbot):
    see(model, event(1))
    qtbot.waitUntil(lambda: page.compare.live.aspect is not None)
    whole = page.compare.live.picture_rect().height()
    qtbot.keyClick(page.feed.list, Qt.Key.Key_Plus)
    qtbot.keyClick(page.feed.list, Qt.Key.Key_Plus)
    assert page.compare.live.picture_rect().height() == pytest.approx(whole * 1.25**2)
    qtbot.keyClick(page.compare.registered, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert page.compare.zoom.offset.x() > 0
    qtbot.keyClick(page.feed.list, Qt.Key.Key_Minus)
    assert page.compare.live.picture_rect().height() == pytest.approx(whole * 1.25)
    qtbot.keyClick(page.feed.list, Qt.Key.Key_0)
    assert page.compare.live.picture_rect().height() == pytest.approx(whole)


def test_that_the_zoom_starts_anew_with_another_event(page, model, qtbot):
    see(model, event(1), event(2))
    qtbot.waitUntil(lambda: shown_id(page) == 2)
    page.compare.zoom_in()
    page.feed.walk(1)
    qtbot.waitUntil(lambda: shown_id(page) == 1)
    assert page.compare.zoom.zoom == 1.0


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_that_a_thumbnail_lies_in_its_place_at_any_scaling(qapp, ratio):
    thumbnail = QImage(round(52 * ratio), round(60 * ratio), QImage.Format.Format_RGB32)
    thumbnail.fill(Qt.GlobalColor.red)
    half = QPainter(thumbnail)
    half.fillRect(thumbnail.width() // 2, 0, thumbnail.width(), thumbnail.height(), Qt.GlobalColor.blue)
    half.end()
    thumbnail.setDevicePixelRatio(ratio)
    row = QImage(round(200 * ratio), round(80 * ratio), QImage.Format.Format_RGB32)
    row.setDevicePixelRatio(ratio)
    row.fill(Qt.GlobalColor.white)
    painter = QPainter(row)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(thumbnail_brush(thumbnail, QRectF(70, 10, 52, 60)))
    painter.drawRect(QRectF(70, 10, 52, 60))
    painter.end()
    colours = [row.pixelColor(round(x * ratio), round(40 * ratio)).name() for x in (72, 94, 98, 120, 124)]
    assert colours == ["#ff0000", "#ff0000", "#0000ff", "#0000ff", "#ffffff"]


# -- words ------------------------------------------------------------------------------------------------------------


def test_that_the_head_says_who_where_when_and_how_fast(page, model, qtbot):
    see(model, event(1, latency_ms=300.0, person_id="100234"))
    qtbot.waitUntil(lambda: shown_id(page) == 1)
    assert page.compare.name.text() == "张明"
    assert page.compare.person_id.text() == "ID 100234"
    assert page.compare.place.text().startswith("Gate 1 · ")
    assert page.compare.place.text().endswith("0.3 s after capture")


def test_that_without_a_clock_measurement_no_latency_is_claimed(page, model, qtbot):
    see(model, event(1, latency_ms=None))
    qtbot.waitUntil(lambda: shown_id(page) == 1)
    assert "after capture" not in page.compare.place.text()
    assert "box clock not measured" in page.compare.place.toolTip()


@pytest.mark.parametrize(
    ("off_s", "source", "text"),
    [
        (-200, EventSource.HTTP, ""),
        (-3 * 3600, EventSource.HTTP, "3 h 0 min behind"),
        (2 * 86400, EventSource.WEBSOCKET, "2 d 0 h ahead"),
        (-3 * 3600, EventSource.HISTORY, ""),
    ],
)
def test_that_a_box_clock_that_is_off_is_a_warning(page, model, qtbot, off_s, source, text):
    see(model, event(1, occurred_at_ms=START_MS + off_s * 1000, source=source))
    qtbot.waitUntil(lambda: shown_id(page) == 1)
    assert text in page.compare.warning.text()
    assert page.compare.warning.isVisible() == bool(text)


def test_that_all_details_can_be_copied(page, model, qtbot):
    see(model, event(1, extra={"event_id": "04f9", "gender": "male", "mask": "1"}, face_box=(10.0, 20.0, 194.0, 232.0)))
    qtbot.waitUntil(lambda: shown_id(page) == 1)
    qtbot.mouseClick(page.compare.copy_button, Qt.MouseButton.LeftButton)
    lines = dict(line.split("\t") for line in QGuiApplication.clipboard().text().splitlines())
    assert lines["Face size"] == "184 × 212 px"
    assert (lines["Event ID"], lines["Gender"], lines["Mask"]) == ("04f9", "male", "1")
    assert lines["Came by"] == "WebSocket :5679"
    assert lines["Threshold"] == "82"
    assert lines["Scene"].startswith("320 × 180 px")
    page.compare.details.selectAll()
    qtbot.keyClick(page.compare.details, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "Camera IP\t192.0.2.7" in QGuiApplication.clipboard().text()


def test_that_an_event_is_reported_once_after_it_was_painted(page, model, qtbot):
    painted = []
    page.event_painted.connect(painted.append)
    see(model, event(1), last_byte_mono_s=5.0)
    qtbot.waitUntil(lambda: bool(painted))
    see(model, event(2), last_byte_mono_s=6.0)
    qtbot.waitUntil(lambda: len(painted) == 2)
    page.feed.list.viewport().repaint()
    qtbot.wait(30)
    assert [(p.event_id, p.last_byte_mono_s) for p in painted] == [(1, 5.0), (2, 6.0)]


def test_that_events_of_the_archive_are_not_reported_as_painted(page, model, qtbot):
    painted = []
    page.event_painted.connect(painted.append)
    model.load_older((event(1),))
    qtbot.wait(60)
    assert painted == []


def test_that_a_new_row_fades_in_and_the_fading_ends(page, model, qtbot):
    see(model, event(1))
    assert page.feed.delegate.fading
    qtbot.waitUntil(lambda: not page.feed.delegate.fading)
    assert not page.feed._fade.isActive()
    see(model, *(event(n) for n in range(2, 9)))
    assert not page.feed.delegate.fading


def test_that_words_follow_the_language_while_running(page, model, qtbot, monkeypatch):
    see(model, event(1, score=0.5, score_scale=ScoreScale.UNKNOWN))
    qtbot.waitUntil(lambda: shown_id(page) == 1)
    for module in ("live_feed", "compare_view"):
        monkeypatch.setattr(f"sophon_monitor.widgets.{module}.translate", lambda context, text: f"<{text}>")
    monkeypatch.setattr("sophon_monitor.qtmodels.feed_words.translate", lambda context, text: f"<{text}>")
    for widget in (page, *page.findChildren(type(page.feed)), *page.findChildren(type(page.compare))):
        QApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))
    assert page.feed.title.text() == "<Live events>"
    assert page.feed.chosen_row().person_word == "<employee>"
    assert page.compare.captions["live"].text() == "<SEEN NOW>"


def test_that_every_control_has_a_name_and_a_place_in_the_focus_order(page, model, qtbot):
    see(model, event(1))
    page.feed.walk(0)
    feed, compare = page.feed, page.compare
    controls = [
        feed.all_chip,
        feed.strangers_chip,
        feed.blacklist_chip,
        feed.hold_button,
        feed.follow_button,
        feed.list,
        compare.live,
        compare.registered,
        compare.scene,
        compare.details,
        compare.copy_button,
        feed.popup.camera,
        feed.popup.percent,
        feed.popup.ratio,
        feed.popup.reset,
        page.empty.button,
        page.overlay.back,
        *feed.popup.types.values(),
    ]
    for control in controls:
        assert control.accessibleName()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_that_the_theme_can_change_while_running(page, model, theme, qtbot):
    see(model, event(1, person_type=PersonType.STRANGER))
    qtbot.waitUntil(lambda: shown_id(page) == 1)
    qtbot.waitUntil(lambda: not page.feed.delegate.fading)
    qtbot.waitUntil(lambda: _ground(page) == theme.palette.selected)
    light = theme.palette
    theme.set_dark(True)
    assert _ground(page) == theme.palette.selected != light.selected


def _ground(page):
    """The colour behind the chosen row's words."""
    return page.feed.list.grab().toImage().pixelColor(200, 3)
