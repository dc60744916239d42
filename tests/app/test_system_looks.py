"""What somebody changes in the system's settings while the program runs is followed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QFontInfo, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sophon_monitor.app import look_wiring
from sophon_monitor.widgets import system_font as system_font_file
from sophon_monitor.widgets.system_font import SystemFont
from tests.app import test_wiring

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
bench = test_wiring.bench


def of_size(points: int) -> QFont:
    font = QFont(QApplication.font())
    font.setPointSize(points)
    return font


@pytest.mark.parametrize("moment", [QEvent.Type.ThemeChange, QEvent.Type.WindowActivate])
def test_that_a_new_font_of_the_system_is_told_once(qtbot: QtBot, moment: QEvent.Type) -> None:
    window, fonts, told = QWidget(), [of_size(9)], []
    qtbot.addWidget(window)
    SystemFont(window, lambda: fonts[-1]).changed.connect(told.append)
    QApplication.sendEvent(window, QEvent(moment))
    assert told == []
    fonts.append(of_size(13))
    for _ in range(3):
        QApplication.sendEvent(window, QEvent(moment))
    assert [font.pointSize() for font in told] == [13]


async def test_that_the_whole_window_follows_the_systems_font(bench, monkeypatch: pytest.MonkeyPatch) -> None:
    window = bench.window
    bench.wiring.show_page("signoff")
    window.show()
    before = window.top_bar.sizeHint().height(), QFontInfo(QApplication.font()).pixelSize()
    watching = window.findChild(SystemFont)
    monkeypatch.setattr(watching, "_read", lambda: of_size(18))
    QApplication.sendEvent(window, QEvent(QEvent.Type.ThemeChange))
    QApplication.processEvents()
    assert QApplication.font().pointSize() == 18
    assert QFontInfo(QApplication.font()).pixelSize() > before[1]
    assert QFontInfo(window.site_panel.headline.font()).pixelSize() > before[1]  # its size stands in the style sheet
    assert window.top_bar.sizeHint().height() > before[0]
    families = QApplication.font().families()
    bench.wiring._looks._restyle()  # another theme keeps the size
    assert (QApplication.font().pointSize(), QApplication.font().families()) == (18, families)


async def test_that_the_systems_colours_are_followed_unless_a_theme_was_chosen(
    bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(look_wiring, "is_dark", lambda theme: asked.append(theme) or theme == "system")
    bench.wiring._looks.choose_theme("light")
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert (asked[-1], bench.wiring._theme.is_dark) == ("light", False)
    bench.wiring._looks.choose_theme("system")
    bench.wiring._theme.set_dark(False)
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert (asked[-1], bench.wiring._theme.is_dark) == ("system", True)
    window_colour = QApplication.palette().window().color()
    assert window_colour == bench.wiring._theme.palette.window


def test_that_the_systems_font_is_asked_for(qapp: QApplication) -> None:
    assert system_font_file.system_font().family()
