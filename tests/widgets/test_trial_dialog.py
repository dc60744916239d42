"""The dialog that tries a recognition: warnings, choice, answer, and the event that comes back."""

from __future__ import annotations

import io
import time

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from sophon_monitor.app.resources import palette_tables
from sophon_monitor.domain.site import BoxKey
from sophon_monitor.domain.trial import LARGEST_PHOTO_BYTES, TrialDevice, TrialOffer, TrialResult
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.qtmodels import trial_words
from sophon_monitor.qtmodels.picture_decoder import PictureDecoder
from sophon_monitor.widgets.style import apply_style
from sophon_monitor.widgets.theme import Theme, palette_from
from sophon_monitor.widgets.trial_dialog import TrialDialog, TrialRequest

KEY = BoxKey("b-1")
GATE = TrialDevice("d1", "前门闸机 Gate 1", "192.0.2.21", "gate")
RELAY = TrialDevice("d2", "Side door", "192.0.2.22", "relay")
SNAP = TrialDevice("d4", "Snap-01", "192.0.2.24")
OTHER = TrialDevice("d5", "Snap-02", "192.0.2.25")
V6 = TrialOffer(generation=Generation.V6, without_device=True, devices=(GATE, RELAY, SNAP, OTHER))
V5 = TrialOffer(generation=Generation.V5, devices=(GATE, SNAP))


def photo(shade: int, size: tuple[int, int] = (60, 80)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (shade, shade, shade)).save(out, "JPEG")
    return out.getvalue()


PASSED = TrialResult(
    passed=True,
    person_id="p7",
    person_name="张明",
    score=92.4,
    is_percent=True,
    registered_picture=photo(200, (200, 100)),
    sent_at_s=1.0,
)


@pytest.fixture
def theme(qapp):
    tables = palette_tables()
    theme = Theme(palette_from(tables["light"]), palette_from(tables["dark"]), is_dark=False)
    apply_style(qapp, theme)
    return theme


@pytest.fixture
def dialog(qtbot, theme):
    decoder = PictureDecoder()
    dialog = TrialDialog(theme, decoder)
    qtbot.addWidget(dialog)
    dialog.set_box(KEY, "East Gate", 82.0)
    dialog.open()
    yield dialog
    dialog.done(0)
    decoder.close()


def ready(dialog, qtbot, offer=V6):
    """Everything is chosen; only Send is left."""
    dialog.show_offer(offer)
    dialog.set_picture(photo(120), "face.jpg")
    dialog.agree.setChecked(True)
    qtbot.waitUntil(lambda: dialog.pictures.sent.aspect is not None)


def sent(dialog, qtbot, offer=V6):
    ready(dialog, qtbot, offer)
    dialog.send_button.click()


def labels(dialog):
    found = (dialog.problem, dialog.outcome, dialog.back)
    return tuple(label.text() if label.isVisibleTo(dialog) else "" for label in found)


# -- before sending --------------------------------------------------------------------------------------------------


def test_that_it_asks_for_the_offer_of_its_box(dialog):
    asked = []
    dialog.offer_asked.connect(asked.append)
    dialog.set_box(BoxKey("b-2"), "West Gate", None)
    assert asked == ["b-2"]
    assert dialog.box_key == "b-2"
    assert "West Gate" in dialog.windowTitle()


def test_that_the_warnings_are_there_from_the_beginning(dialog):
    words = dialog.warning.text()
    for what in ("record", "customer's server", "relay", "opens a door"):
        assert what in words
    assert not dialog.send_button.isEnabled()


def test_that_nothing_is_sent_before_photo_offer_and_consent(dialog, qtbot):
    steps = (
        lambda: dialog.show_offer(V6),
        lambda: dialog.set_picture(photo(120), "face.jpg"),
        lambda: dialog.agree.setChecked(True),
    )
    asked = []
    dialog.trial_asked.connect(asked.append)
    for step in steps:
        assert not dialog.send_button.isEnabled()
        dialog.send_button.click()
        step()
    assert asked == []
    assert dialog.send_button.isEnabled()


def test_that_refused_devices_are_listed_with_the_reason_and_not_to_be_chosen(dialog):
    dialog.show_offer(V6)
    first, second = dialog.refused.text().splitlines()
    assert first == "Not used, because they are turnstiles or doors themselves: 前门闸机 Gate 1 (192.0.2.21)"
    assert second == "Not used, because a pass would open a door there (relay): Side door (192.0.2.22)"
    chosen = [dialog.device.itemText(place) for place in range(dialog.device.count())]
    assert chosen == ["in no camera's name", "Snap-01 (192.0.2.24)", "Snap-02 (192.0.2.25)"]


@pytest.mark.parametrize(("offer", "place", "camera_id"), [(V6, 0, None), (V6, 1, "d4"), (V5, 0, "d4")])
def test_that_the_request_names_box_device_and_photo(dialog, qtbot, offer, place, camera_id):
    ready(dialog, qtbot, offer)
    dialog.device.setCurrentIndex(place)
    asked = []
    dialog.trial_asked.connect(asked.append)
    dialog.send_button.click()
    assert asked == [TrialRequest(KEY, camera_id, photo(120))]
    assert "picture" not in repr(asked[0])
    assert labels(dialog)[1] == "Sending…"


def test_that_nobody_sends_twice_or_changes_anything_while_it_is_sent(dialog, qtbot):
    sent(dialog, qtbot)
    asked = []
    dialog.trial_asked.connect(asked.append)
    dialog.send_button.click()
    dialog.set_picture(photo(30), "another.jpg")
    for control in (dialog.send_button, dialog.file_button, dialog.device, dialog.agree):
        assert not control.isEnabled()
    dialog.show_result(PASSED)
    dialog.send_button.click()
    assert [request.picture for request in asked] == [photo(120)]


def test_that_after_enter_on_send_the_focus_is_on_close(dialog, qtbot):
    ready(dialog, qtbot)
    dialog.send_button.setFocus()
    qtbot.keyClick(dialog.send_button, Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.close_button
    dialog.show_result(PASSED)
    assert dialog.focusWidget() is dialog.close_button


@pytest.mark.parametrize(
    "data",
    [b"", b"GIF89a" + bytes(50), photo(120).ljust(LARGEST_PHOTO_BYTES + 1, b"\0"), b"\xff\xd8\xff" + bytes(50)],
    ids=["empty", "GIF", "too large", "damaged"],
)
def test_that_what_is_no_photo_is_said_and_cannot_be_sent(dialog, qtbot, data):
    ready(dialog, qtbot)
    dialog.set_picture(data, "paper.pdf")
    qtbot.waitUntil(lambda: not dialog.send_button.isEnabled())
    assert dialog.pictures.sent.text == "This is no JPEG or PNG picture of at most 5 MB."
    dialog.set_picture(photo(120), "face.jpg")
    assert dialog.send_button.isEnabled()


def test_that_another_photo_is_really_another_one(dialog, qtbot):
    ready(dialog, qtbot)

    def shade():
        return dialog.pictures.sent.grab().toImage().pixelColor(dialog.pictures.sent.rect().center()).red()

    qtbot.waitUntil(lambda: abs(shade() - 120) < 8)
    dialog.set_picture(photo(30), "darker.jpg")
    qtbot.waitUntil(lambda: abs(shade() - 30) < 8)


def test_that_a_photo_that_is_still_being_decoded_gives_way_to_the_next(dialog, qtbot):
    dialog.set_picture(photo(30, (6000, 6000)), "huge.jpg")
    time.sleep(0.005)  # the pool has begun
    dialog.set_picture(photo(220), "small.jpg")

    def shade():
        return dialog.pictures.sent.grab().toImage().pixelColor(dialog.pictures.sent.rect().center()).red()

    qtbot.waitUntil(lambda: abs(shade() - 220) < 8)


def test_that_a_photo_can_be_dropped(dialog, qtbot, tmp_path):
    dropped = []
    dialog.file_dropped.connect(dropped.append)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "face.jpg")), QUrl.fromLocalFile(str(tmp_path / "other.jpg"))])
    buttons = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(20, 20), Qt.DropAction.CopyAction, mime, *buttons)
    QApplication.sendEvent(dialog, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(dialog, QDropEvent(QPointF(20, 20), Qt.DropAction.CopyAction, mime, *buttons))
    assert dropped == [str(tmp_path / "face.jpg")]


def test_that_text_and_web_addresses_are_not_taken(dialog):
    dropped = []
    dialog.file_dropped.connect(dropped.append)
    mime = QMimeData()
    mime.setText("face.jpg")
    buttons = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(20, 20), Qt.DropAction.CopyAction, mime, *buttons)
    enter.ignore()
    QApplication.sendEvent(dialog, enter)
    assert not enter.isAccepted()
    mime.setUrls([QUrl("http://192.0.2.1/face.jpg")])
    QApplication.sendEvent(dialog, QDropEvent(QPointF(20, 20), Qt.DropAction.CopyAction, mime, *buttons))
    assert dropped == []


# -- the answer ------------------------------------------------------------------------------------------------------


def test_that_the_answer_stands_in_words_on_the_bar_and_as_two_pictures_of_one_height(dialog, qtbot):
    sent(dialog, qtbot)
    dialog.show_result(PASSED)
    qtbot.waitUntil(lambda: dialog.pictures.registered.aspect is not None)
    assert labels(dialog) == ("", "Recognised: 张明, score 92.4.", "Waiting for the event to come back…")
    assert (dialog.bar.position, dialog.bar.shown_threshold) == (pytest.approx(0.924), 82.0)
    left, right = dialog.pictures.sent.picture_rect(), dialog.pictures.registered.picture_rect()
    assert left.height() == pytest.approx(right.height())
    assert left.width() < right.width()  # of different shapes they are


def test_that_no_threshold_is_drawn_where_the_scale_is_not_certain(dialog, qtbot):
    sent(dialog, qtbot, V5)
    dialog.show_result(TrialResult(passed=True, person_id="p7", score=92.4, sent_at_s=1.0))
    assert (dialog.bar.position, dialog.bar.shown_threshold) == (None, None)
    assert labels(dialog)[1] == "Recognised: p7, score 92.4."


def test_that_not_recognised_is_said_and_why_there_is_no_registered_picture(dialog, qtbot):
    sent(dialog, qtbot)
    dialog.show_result(TrialResult(passed=False, score=27.69, is_percent=True, sent_at_s=1.0))
    assert labels(dialog)[1] == "Not recognised: best score 27.7."
    assert dialog.pictures.registered.text == "The box sent no registered picture"


def test_that_a_registered_picture_that_is_none_is_said(dialog, qtbot):
    sent(dialog, qtbot)
    damaged = b"\xff\xd8\xff" + bytes(60)
    dialog.show_result(TrialResult(passed=True, person_id="p", registered_picture=damaged, sent_at_s=1.0))
    qtbot.waitUntil(lambda: dialog.pictures.registered.text == "This picture cannot be shown.")


def test_that_a_refusal_has_no_bar_and_waits_for_no_event(dialog, qtbot):
    sent(dialog, qtbot)
    dialog.show_result(TrialResult(problem="not_in_pass_time", sent_at_s=1.0))
    assert "arming period" in labels(dialog)[1]
    assert labels(dialog)[2] == ""
    assert not dialog.bar.isVisibleTo(dialog)
    assert dialog.send_button.isEnabled()


def test_that_an_answer_for_a_dialog_that_was_closed_meanwhile_is_passed_over(dialog, qtbot):
    sent(dialog, qtbot)
    dialog.done(0)
    dialog.set_box(BoxKey("b-2"), "West Gate", None)
    dialog.show_offer(V6)
    dialog.show_result(PASSED)
    assert dialog.outcome.text() == ""
    assert not dialog.bar.isVisibleTo(dialog)


# -- the event -------------------------------------------------------------------------------------------------------


def test_that_the_event_that_comes_back_is_told_once(dialog, qtbot):
    sent(dialog, qtbot)
    dialog.show_result(PASSED)
    dialog.show_event_back(1.4, "Snap-01")
    dialog.show_event_back(3.0, "Lobby")
    assert labels(dialog)[2] == "The event came back after 1.4 s, from Snap-01."


def test_that_an_event_may_come_before_the_answer(dialog, qtbot):
    sent(dialog, qtbot)
    dialog.show_event_back(0.2, "")
    dialog.show_result(PASSED)
    assert labels(dialog)[2] == "The event came back after 0.2 s."
    assert dialog.bar.isVisibleTo(dialog)


def test_that_after_ten_seconds_it_says_that_nothing_came(dialog, qtbot):
    sent(dialog, qtbot)
    dialog.show_result(PASSED)
    assert dialog._waiting.interval() == 10_000
    dialog._waiting.setInterval(1)
    qtbot.waitUntil(lambda: labels(dialog)[2] == "The event has not come back within 10 s.")
    dialog.show_event_back(11.0, "Snap-01")
    assert "10 s" in labels(dialog)[2]


def test_that_an_event_that_nobody_waits_for_is_passed_over(dialog):
    dialog.show_offer(V6)
    dialog.show_event_back(1.0, "Snap-01")
    assert labels(dialog)[2] == ""


# -- the dialog itself -----------------------------------------------------------------------------------------------


def test_that_closing_lets_go_of_the_faces(dialog, qtbot):
    sent(dialog, qtbot)
    dialog.show_result(PASSED)
    qtbot.waitUntil(lambda: dialog.pictures.registered.aspect is not None)
    dialog.close_button.click()
    assert (dialog.pictures.sent.aspect, dialog.pictures.registered.aspect) == (None, None)
    assert dialog.pictures._decoder.used_bytes == 0
    assert dialog._picture == b""
    assert not dialog._waiting.isActive()


def test_that_a_face_that_is_decoded_too_late_is_not_shown(dialog, qtbot):
    ready(dialog, qtbot)
    late = dialog.pictures._sent_key
    image = dialog.pictures._decoder.image(late)
    dialog.close_button.click()
    dialog.pictures._decoder.decoded.emit(late, image)
    assert dialog.pictures.sent.aspect is None


def test_that_another_box_begins_anew(dialog, qtbot):
    sent(dialog, qtbot)
    dialog.show_result(PASSED)
    dialog.set_box(BoxKey("b-2"), "West Gate", None)
    assert labels(dialog) == ("", "Asking the box for its devices…", "")
    assert (dialog.device.count(), dialog.agree.isChecked(), dialog.send_button.isEnabled()) == (0, False, False)


def test_that_the_choice_stays_when_the_language_changes_and_all_words_follow(dialog, qtbot, monkeypatch):
    ready(dialog, qtbot)
    dialog.device.setCurrentIndex(2)

    def other_language(context, words, *_):
        return f"«{words}»"

    for module in ("sophon_monitor.widgets.trial_dialog", "sophon_monitor.widgets.trial_pictures"):
        monkeypatch.setattr(f"{module}.translate", other_language)
    monkeypatch.setattr(trial_words, "translate", other_language)
    QCoreApplication.sendEvent(dialog, QEvent(QEvent.Type.LanguageChange))
    QCoreApplication.sendEvent(dialog.pictures, QEvent(QEvent.Type.LanguageChange))
    assert dialog.device.currentData() == "d5"
    assert dialog.device.itemText(0) == "«in no camera's name»"
    texts = [dialog.title, dialog.warning, dialog.refused, dialog.agree, dialog.send_button, dialog.close_button]
    assert all(widget.text().startswith("«") for widget in (*texts, dialog.file_button, *dialog.pictures._captions))
    assert dialog.pictures.sent.accessibleName() == "«Photo that is sent: face.jpg»"
    assert dialog.pictures.registered.text.startswith("«")


def test_that_every_control_has_a_name_and_a_place_in_the_order(dialog, qtbot):
    ready(dialog, qtbot)
    controls = [
        *(dialog.file_button, dialog.device, dialog.pictures.sent, dialog.pictures.registered),
        *(dialog.agree, dialog.close_button, dialog.send_button),
    ]
    for control in controls:
        assert control.accessibleName() or control.text()
    dialog.file_button.setFocus()
    walked = [dialog.focusWidget()]
    for _ in controls[1:]:
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        walked.append(dialog.focusWidget())
    assert walked == controls


def test_that_escape_closes(dialog, qtbot):
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_that_its_panes_follow_the_theme(dialog, theme):
    def ground():
        return dialog.pictures.sent.grab().toImage().pixelColor(20, 20)

    assert ground() == theme.palette.picture_back
    theme.set_dark(True)
    assert ground() == theme.palette.picture_back


# -- words -----------------------------------------------------------------------------------------------------------

OWN_CODES = (
    *("no_face", "no_face_error", "low_quality_error", "not_in_pass_time", "not_support_in_grab_mode"),
    *("liveness_detect_fail", "not_support_ir_liveness", "empty_group_error", "image_error", "image_decode_error"),
    *("image_not_opened", "image_size_too_large_error", "id_not_found", "device_id_not_found", "device_init_error"),
    *("another_picture_search_running_error", "group_not_load", "refused", "timeout", "unreachable", "no_route"),
    *("too_slow", "closed", "unreadable", "http_status"),
)


@pytest.mark.parametrize("problem", OWN_CODES)
def test_that_every_known_problem_after_sending_is_a_sentence_without_its_code(problem):
    sentence = trial_words.result_sentence(TrialResult(problem=problem, detail="HTTP 404 for x", sent_at_s=1.0))
    assert problem not in sentence
    assert "refused it" not in sentence
    assert sentence.endswith(".")


def test_that_a_file_that_is_no_photo_has_the_same_sentence_everywhere():
    assert trial_words.result_sentence(TrialResult(problem="bad_photo")) == trial_words.bad_photo_sentence()


def test_that_an_unknown_code_is_shown_as_it_is():
    result = TrialResult(problem="match_fail", sent_at_s=1.0)
    assert trial_words.result_sentence(result) == "The box refused it (match_fail)."


@pytest.mark.parametrize("problem", ["too_slow", "closed", "refused", "unreadable", "no_route"])
def test_that_before_sending_nobody_claims_that_a_record_was_left(problem):
    assert trial_words.offer_problem(TrialOffer(problem=problem)) == "The box does not answer, so nothing can be sent."
    assert "record" not in trial_words.result_sentence(TrialResult(problem=problem))


def test_that_what_was_sent_without_an_answer_may_have_left_a_record():
    for problem in ("too_slow", "closed", "unreadable"):
        assert "may have kept a record" in trial_words.result_sentence(TrialResult(problem=problem, sent_at_s=1.0))


@pytest.mark.parametrize(
    ("offer", "words"),
    [
        (TrialOffer(), ""),
        (TrialOffer(problem="not_supported"), "no call for a test photo"),
        (TrialOffer(problem="software_unknown"), "not known yet"),
        (TrialOffer(problem="devices_unreadable"), "which devices have a relay"),
        (TrialOffer(problem="devices_unreadable", detail="device_init_error"), "still starting"),
        (TrialOffer(problem="no_device"), "No device can be used"),
        (TrialOffer(problem="not_a_box"), "no longer part of the site"),
    ],
)
def test_that_each_reason_not_to_offer_it_has_words(offer, words):
    assert words in trial_words.offer_problem(offer)


@pytest.mark.parametrize("refused", ["relay", "gate", "relay_unknown", "no_address", "not_photo"])
def test_that_each_refusal_has_words(refused):
    device = TrialDevice("d", "Door", "", refused)
    [sentence] = trial_words.refused_sentences([device, SNAP])
    assert sentence.startswith("Not used, because ")
    assert sentence.endswith(": Door")
    assert trial_words.result_sentence(TrialResult(problem=refused)).startswith("Nothing was sent: the device ")


def test_that_devices_of_one_reason_are_one_sentence():
    devices = [TrialDevice(f"d{n}", f"Gate {n}", f"192.0.2.{n}", "gate") for n in range(3)]
    assert len(trial_words.refused_sentences(devices)) == 1
    assert trial_words.device_text(TrialDevice("d", "192.0.2.7", "192.0.2.7")) == "192.0.2.7"
