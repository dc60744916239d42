"""The walk test: the newest event on the whole screen, words beside colours, keys and tones."""

from __future__ import annotations

import io
import os
import wave

import pytest
from PySide6.QtCore import Qt

from sophon_monitor.app.resources import palette_tables
from sophon_monitor.domain.changes import BoxRemoved, EventJudged, RecognitionSeen
from sophon_monitor.domain.records import Verdict
from sophon_monitor.protocol.messages import PersonType, Picture, PictureState
from sophon_monitor.qtmodels.feed_model import FeedModel
from sophon_monitor.qtmodels.picture_decoder import PictureDecoder
from sophon_monitor.qtmodels.verdict_words import VerdictAsked
from sophon_monitor.qtmodels.walk_words import WalkKind, sound_sentence, walk_kind
from sophon_monitor.widgets import tones
from sophon_monitor.widgets.theme import Theme, palette_from
from sophon_monitor.widgets.tones import TonePlayer, tone
from sophon_monitor.widgets.walk_view import WalkView
from tests.qtmodels.feed_material import BOX, LOBBY, OTHER_BOX, START_MS, event

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def model(qapp):
    decoder = PictureDecoder()
    yield FeedModel(decoder, clock=lambda: START_MS / 1000)
    decoder.close()


@pytest.fixture
def view(qtbot, model):
    tables = palette_tables()
    theme = Theme(palette_from(tables["light"]), palette_from(tables["dark"]), is_dark=False)
    view = WalkView(theme, model, model._decoder)
    qtbot.addWidget(view)
    view.resize(1280, 720)
    view.heard = []
    view.arrived.connect(view.heard.append)
    see(model, event(1))
    view.show()
    view.begin()
    return view


def see(model, *records):
    model.apply(tuple(RecognitionSeen(record) for record in records))


def test_that_it_opens_on_the_newest_event_without_a_tone(view):
    assert (view.row.event_id, view.heard) == (1, [])


def test_that_each_new_event_is_shown_with_its_own_tone_repeats_too(view, model):
    see(model, event(2, person_id="2"))
    see(model, event(3, person_id="2"))
    see(model, event(4, person_id=None, person_name=None, person_type=PersonType.STRANGER))
    see(model, event(5, person_id="5", person_type=PersonType.BLACKLIST))
    assert view.heard == [WalkKind.MATCH, WalkKind.MATCH, WalkKind.STRANGER, WalkKind.BLACKLIST]
    assert view.row.event_id == 5


def test_that_a_filled_row_is_no_new_event(view, model):
    model.apply((EventJudged(1, Verdict.RIGHT, START_MS, "Li"),))
    assert view.heard == []
    assert view.row.record.verdict is Verdict.RIGHT


def test_that_the_trees_selection_filters_it(view, model):
    view.set_selection(OTHER_BOX, None)
    assert view.row is None
    see(model, event(2, person_id="2"))
    assert view.heard == []
    view.set_selection(BOX, LOBBY)
    assert view.row is None or view.row.camera_key == LOBBY


def test_that_the_keys_judge_take_back_switch_sound_and_leave(view, model, qtbot):
    asked = []
    view.verdict_asked.connect(asked.append)
    qtbot.keyClick(view, Qt.Key.Key_Backspace)
    for key in (Qt.Key.Key_Y, Qt.Key.Key_N, Qt.Key.Key_U):
        qtbot.keyClick(view, key)
    model.apply((EventJudged(1, Verdict.WRONG, START_MS),))
    qtbot.keyClick(view, Qt.Key.Key_Backspace)
    assert asked == [*(VerdictAsked(1, verdict) for verdict in Verdict), VerdictAsked(1, None)]
    with qtbot.waitSignal(view.sound_asked):
        qtbot.keyClick(view, Qt.Key.Key_M)
    with qtbot.waitSignal(view.left):
        qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not view.isVisible()


def test_that_the_name_can_be_read_from_five_metres_and_never_breaks_the_window(view, model):
    assert view._font(0.10, bold=True).pixelSize() >= 0.09 * view.height()
    see(model, event(2, person_id="2", person_name="‮" + "<img src=x>" * 500))
    assert view.grab().size().width() >= 1280
    assert view.width() == 1280


def test_that_a_missing_picture_says_why(view, model):
    absent = Picture(PictureState.ABSENT)
    see(model, event(2, person_id="2", live=absent, registered=Picture(PictureState.EXPIRED)))
    assert view.live.text == "Picture not sent by the box"
    assert view.registered.text == "Picture expired: it is no longer kept"
    see(model, event(3, person_id=None, person_type=PersonType.STRANGER, registered=absent))
    assert view.registered.text == "Not registered"


def test_that_why_there_is_no_picture_can_be_read_from_afar_and_grows_with_the_window(view, model):
    see(model, event(2, person_id=None, person_type=PersonType.STRANGER, registered=Picture(PictureState.ABSENT)))
    for height in (720, 1080):
        view.resize(height * 16 // 9, height)
        assert view.registered.font().pixelSize() >= 0.04 * height


def test_that_nothing_of_a_forgotten_box_stays_and_what_comes_up_instead_makes_no_tone(view, model):
    see(model, event(2, person_id="2", box_key=OTHER_BOX))
    view.heard.clear()
    model.apply((BoxRemoved(OTHER_BOX, forgotten=True),))
    assert view.row.event_id == 1
    model.apply((BoxRemoved(BOX, forgotten=True),))
    assert view.row is None
    assert view.live.isHidden()
    assert view.heard == []


def test_that_no_face_is_kept_behind_a_closed_view(view, qtbot):
    qtbot.waitUntil(lambda: view.live.aspect is not None)
    view.close()
    assert view.live.aspect is None
    assert view.registered.aspect is None


def test_that_a_face_comes_back_when_it_is_opened_again(view, qtbot):
    view.close()
    view.show()
    view.begin()
    qtbot.waitUntil(lambda: view.live.aspect is not None)


def test_that_who_is_nobody_is_a_stranger():
    assert walk_kind(event(1, person_type=PersonType.UNKNOWN)) is WalkKind.MATCH
    nobody = event(1, person_type=PersonType.UNKNOWN, person_id=None, person_name=None)
    assert walk_kind(nobody) is WalkKind.STRANGER


def test_that_the_tones_are_three_different_sounds():
    made = {kind: tone(kind) for kind in WalkKind}
    assert len(set(made.values())) == 3
    for data in made.values():
        with wave.open(io.BytesIO(data)) as file:
            assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 22_050)
            assert 0.1 < file.getnframes() / file.getframerate() < 0.6


def test_that_a_player_of_the_system_plays_one_tone_at_a_time_and_is_ended(qapp, qtbot):
    now = [0.0]
    player = TonePlayer(platform="linux", which=lambda name: name if name == "aplay" else None, clock=lambda: now[0])
    assert player.way == "aplay"
    player._commands = [("tail", "-f")]  # stands for a player that hangs
    assert player.play(WalkKind.MATCH)
    assert not player.play(WalkKind.MATCH)
    now[0] = 1.0
    assert not player.play(WalkKind.STRANGER)
    process = player._process
    qtbot.waitUntil(lambda: process.processId() > 0)
    pid = process.processId()
    player.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_that_the_next_player_takes_over_where_one_fails(qapp, qtbot, monkeypatch):
    monkeypatch.setitem(tones._PLAYERS, "linux", (("false",), ("no-such-player",), ("true",)))
    player = TonePlayer(platform="linux", which=lambda name: name)
    changed = []
    player.way_changed.connect(lambda: changed.append(player.way))
    assert player.play(WalkKind.MATCH)
    qtbot.waitUntil(lambda: len(changed) == 2 and player._process is None)
    assert changed == ["no-such-player", "true"]
    player.find()
    assert player.way == "false"
    player.close()


def test_that_after_the_last_player_has_failed_it_says_so_and_beeps(qapp, qtbot, monkeypatch):
    beeps = []
    monkeypatch.setattr(tones.QApplication, "beep", lambda: beeps.append(1))
    monkeypatch.setitem(tones._PLAYERS, "linux", (("false",),))
    player = TonePlayer(platform="linux", which=lambda name: name)
    assert player.play(WalkKind.MATCH)
    qtbot.waitUntil(lambda: beeps == [1])
    assert player.way == ""
    player.close()


def test_that_a_player_that_hangs_does_not_silence_the_walk_test(qapp, qtbot, monkeypatch):
    monkeypatch.setitem(tones._PLAYERS, "linux", (("tail",), ("true",)))
    now = [0.0]
    player = TonePlayer(platform="linux", which=lambda name: name, clock=lambda: now[0])
    player._commands[0] = ("tail", "-f")
    assert player.play(WalkKind.MATCH)
    now[0] = tones.LONGEST_S + 0.1
    assert player.play(WalkKind.MATCH)
    assert player.way == "true"
    player.close()


def test_that_windows_plays_by_itself_and_is_stopped(qapp, monkeypatch):
    played = []
    monkeypatch.setattr(tones, "_play_on_windows", played.append)
    player = TonePlayer(platform="win32", which=lambda _: None)
    assert player.way == "winsound"
    assert player.play(WalkKind.BLACKLIST)
    assert played[0].endswith("blacklist.wav")
    player.close()
    assert played[1:] == [None]


def test_that_no_player_is_said_and_no_failure(qapp):
    player = TonePlayer(platform="linux", which=lambda _: None)
    assert player.way == ""
    assert player.play(WalkKind.MATCH)
    assert "No sound here" in sound_sentence(is_on=True, is_quiet=False, way="")
    assert "quiet hours" in sound_sentence(is_on=False, is_quiet=True, way="aplay")
    player.close()
