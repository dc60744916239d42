"""F11, Ctrl+B, quiet hours, and the reasons to stay awake."""

from __future__ import annotations

from datetime import datetime

import pytest

from sophon_monitor.app import walk_wiring
from sophon_monitor.app.settings import Settings
from sophon_monitor.app.walk_wiring import WalkWiring
from sophon_monitor.domain.changes import RecognitionSeen
from sophon_monitor.qtmodels.feed_model import FeedModel
from sophon_monitor.qtmodels.picture_decoder import PictureDecoder
from sophon_monitor.qtmodels.site_model import SiteModel
from sophon_monitor.services.tasks import TaskOwner
from sophon_monitor.widgets.icons import install_icons
from sophon_monitor.widgets.main_window import MainWindow
from tests.qtmodels.feed_material import event
from tests.widgets.frame_site import icon_bytes, theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

NOON = datetime(2026, 6, 14, 12, 0).astimezone().timestamp()
NIGHT = datetime(2026, 6, 14, 23, 0).astimezone().timestamp()


class Fake:
    def __init__(self):
        self.holds = False

    def start(self, lost):
        self.lost = lost
        self.holds = True
        return True

    def stop(self):
        self.holds = False


class Walk:
    def __init__(self, qtbot, at_s=NOON, **settings):
        install_icons(icon_bytes)
        self.theme, self.decoder, self.inhibitor = theme(), PictureDecoder(), Fake()
        self.window = MainWindow(self.theme, SiteModel())
        qtbot.addWidget(self.window, before_close_func=lambda w: w.hide())
        self.feed = FeedModel(self.decoder)
        self.played = []
        self.wiring = WalkWiring(
            self.window,
            self.theme,
            self.feed,
            self.decoder,
            None,
            Settings(**settings),
            tasks=TaskOwner(lambda *_: None),
            inhibitor=self.inhibitor,
            clock=lambda: at_s,
        )
        walk = self

        class Player:
            way = "aplay"

            def find(self):
                return

            def play(self, kind):
                walk.played.append(kind)

            def close(self):
                return

        self.wiring._player = Player()
        self.window.show()

    def see(self, number):
        self.feed.apply((RecognitionSeen(event(number, person_id=str(number))),))

    def close(self):
        self.wiring.close()
        self.decoder.close()


@pytest.fixture
def walk_at(qtbot, qapp):
    made = []

    def make(at_s=NOON, **settings):
        made.append(Walk(qtbot, at_s, **settings))
        return made[-1]

    yield make
    for walk in made:
        walk.close()


def test_that_f11_opens_and_closes_the_walk_test_and_keeps_the_computer_awake(walk_at):
    walk = walk_at()
    walk.window.walk_asked.emit()
    assert walk.wiring._view.isVisible()
    assert walk.inhibitor.holds
    walk.see(1)
    assert len(walk.played) == 1
    walk.window.walk_asked.emit()
    assert not walk.wiring._view.isVisible()
    assert not walk.inhibitor.holds
    walk.see(2)
    assert len(walk.played) == 1


def test_that_quiet_hours_are_silent_until_a_person_wants_sound(walk_at):
    walk = walk_at(NIGHT)
    walk.window.walk_asked.emit()
    walk.see(1)
    assert walk.played == []
    walk.wiring._view.sound_asked.emit()
    walk.see(2)
    assert len(walk.played) == 1
    assert "Sound on" in walk.wiring._view._sound


def test_that_sound_can_be_off_by_settings(walk_at):
    walk = walk_at(walk_sound=False)
    walk.window.walk_asked.emit()
    walk.see(1)
    assert walk.played == []


def test_that_it_is_said_where_nothing_keeps_the_computer_awake(walk_at):
    walk = walk_at()
    walk.window.walk_asked.emit()
    assert "may sleep" not in walk.wiring._view._sound
    walk.inhibitor.lost()
    walk.see(1)
    assert "may sleep" in walk.wiring._view._sound


def test_that_ctrl_b_hides_until_it_is_pressed_again(walk_at):
    walk = walk_at()
    walk.window.hide_faces_asked.emit()
    assert walk.theme.hides_faces
    walk.window.hide_faces_asked.emit()
    assert not walk.theme.hides_faces


def test_that_borrowing_and_judging_keep_it_awake(walk_at, qtbot, monkeypatch):
    monkeypatch.setattr(walk_wiring, "JUDGING_S", 0.05)
    walk = walk_at()
    walk.wiring.borrowed_changed(("entry",))
    assert walk.inhibitor.holds
    walk.wiring.judged()
    walk.wiring.borrowed_changed(())
    assert walk.inhibitor.holds
    qtbot.waitUntil(lambda: not walk.inhibitor.holds)
