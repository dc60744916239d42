"""Notifications: which are wanted, when, by which way, and with which sound."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from sophon_monitor.app.notice_wiring import NoticeWiring
from sophon_monitor.app.settings import Settings
from sophon_monitor.domain.changes import BoxChanged, IntakeFigures
from sophon_monitor.domain.site import Box, BoxAddress, BoxKey, Liveness
from sophon_monitor.qtmodels.site_model import SiteModel
from sophon_monitor.widgets.icons import install_icons
from sophon_monitor.widgets.main_window import MainWindow
from tests.widgets.frame_site import icon_bytes, theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

NOON = datetime(2026, 6, 14, 12, 0).astimezone().timestamp()
NIGHT = datetime(2026, 6, 14, 23, 0).astimezone().timestamp()
GATE = Box(key=BoxKey("a"), address=BoxAddress("10.0.0.1"), token="t", name="East Gate", liveness=Liveness.ONLINE)


class Desk:
    """Everything around it made by hand: clocks, and a desktop that writes down."""

    def __init__(self, qtbot, **changed):
        install_icons(icon_bytes)
        self.shown, self.played = [], []
        self.at_s, self.mono_s = NOON, 0.0
        window = MainWindow(theme(), SiteModel())
        qtbot.addWidget(window, before_close_func=lambda w: w.hide())
        self.wiring = NoticeWiring(
            window,
            theme(),
            SiteModel(),
            Settings(**changed),
            show=lambda title, text, _notice: self.shown.append((title, text)),
            clock=lambda: self.at_s,
            monotonic=lambda: self.mono_s,
            has_tray=False,
        )
        self.wiring._player = self
        self.wiring.apply((BoxChanged(GATE),))

    def play(self, kind):
        self.played.append(kind)

    def close(self):
        pass

    def lose_the_box(self, after_s: float = 5.0):
        self.wiring.apply((BoxChanged(replace(GATE, liveness=Liveness.OFFLINE)),))
        self.mono_s += after_s
        self.wiring.look()


def test_that_a_lost_box_is_told_without_a_sound(qtbot):
    desk = Desk(qtbot)
    desk.lose_the_box()
    assert [text for _, text in desk.shown] == ["East Gate"]
    assert desk.played == []


def test_that_a_sound_comes_where_a_person_wants_it(qtbot):
    desk = Desk(qtbot, notify_sound=True)
    desk.lose_the_box()
    assert len(desk.played) == 1


def test_that_what_is_not_wanted_is_not_told(qtbot):
    desk = Desk(qtbot, notify_boxes=False)
    desk.lose_the_box()
    desk.wiring.show_figures(IntakeFigures(archive_problem="disk_full"))
    desk.mono_s += 10
    desk.wiring.look()
    assert len(desk.shown) == 1
    assert "disk" in desk.shown[0][1]


def test_that_the_night_is_quiet_and_the_morning_tells_of_it(qtbot):
    desk = Desk(qtbot, notify_sound=True)
    desk.at_s = NIGHT
    desk.lose_the_box()
    assert (desk.shown, desk.played) == ([], [])
    desk.at_s = NOON + 86_400
    desk.wiring.look()
    assert len(desk.shown) == 1
    assert desk.shown[0][1].startswith("East Gate")
    assert "quiet hours" in desk.shown[0][1]


@pytest.mark.qt_log_ignore("systemTrayWindowChanged", extend=True)  # this platform has no trays
def test_that_the_tray_shows_it_and_its_menu_closes_the_window(qtbot, monkeypatch):
    install_icons(icon_bytes)
    window = MainWindow(theme(), SiteModel())
    qtbot.addWidget(window, before_close_func=lambda w: w.hide())
    wiring = NoticeWiring(window, theme(), SiteModel(), Settings(), has_tray=True, monotonic=lambda: 0.0)
    assert wiring.tray is not None
    assert not wiring.tray.icon().isNull()
    asked: list[str] = []
    window.quit_asked.connect(lambda: asked.append("quit"))
    wiring._menu.quit_asked.emit()
    assert asked == ["quit"]
    wiring.close()
    assert not wiring.tray.isVisible()
