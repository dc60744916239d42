from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from sophon_monitor.widgets.icons import icon, icon_pixmap, install_icons
from sophon_monitor.widgets.style import (
    application_font,
    apply_style,
    chinese_family,
    monospace,
    scaled_px,
    set_look,
    sized,
    style_sheet,
    tabular,
)
from tests.widgets.frame_site import RESOURCES, icon_bytes, theme

# The offscreen platform has no window manager to tell sizes to, and says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
WIDGETS = Path(__file__).parents[2] / "sophon_monitor" / "widgets"


@pytest.fixture
def styled(qapp: QApplication) -> Iterator[QApplication]:
    font, palette = qapp.font(), qapp.palette()
    yield qapp
    qapp.setStyleSheet("")
    qapp.setPalette(palette)
    qapp.setFont(font)


@pytest.mark.parametrize("is_dark", [False, True])
def test_that_the_style_sheet_has_no_name_left_in_it(qapp: QApplication, is_dark: bool):
    sheet = style_sheet(theme(is_dark=is_dark).palette, qapp.font())
    assert "@" not in sheet
    assert sheet.count("{") == sheet.count("}")


@pytest.mark.parametrize("is_dark", [False, True])
def test_that_the_theme_reaches_buttons_and_labels(styled: QApplication, qtbot: QtBot, is_dark: bool):
    colours = theme(is_dark=is_dark)
    apply_style(styled, colours)
    button = QPushButton()
    set_look(button, "primary")
    qtbot.addWidget(button)
    button.resize(60, 30)
    button.show()
    image = button.grab().toImage()
    assert image.pixelColor(30, 15) == colours.palette.accent
    assert styled.palette().window().color() == colours.palette.window


def test_that_switching_the_theme_reaches_widgets_that_exist(styled: QApplication, qtbot: QtBot):
    colours = theme()
    apply_style(styled, colours)
    label = QLabel("x")
    set_look(label, "bad")
    qtbot.addWidget(label)
    label.ensurePolished()
    colours.set_dark(True)
    apply_style(styled, colours)
    assert label.palette().windowText().color() == colours.palette.bad_text


def test_that_text_grows_with_the_font_of_the_system(styled: QApplication, qtbot: QtBot):
    large = styled.font()
    large.setPointSizeF(18.0)
    styled.setFont(large)
    apply_style(styled, theme())
    label = QLabel("x")
    set_look(label, "title")
    qtbot.addWidget(label)
    label.ensurePolished()
    assert label.font().pixelSize() == scaled_px(styled.font(), 1.45)
    assert styled.font().pointSizeF() == 18.0


def test_that_applying_the_style_twice_changes_nothing(styled: QApplication):
    apply_style(styled, theme())
    font, sheet = styled.font(), styled.styleSheet()
    apply_style(styled, theme())
    assert (styled.font(), styled.styleSheet()) == (font, sheet)


def test_that_the_system_font_comes_before_the_chinese_one(qapp: QApplication):
    families = application_font(qapp.font()).families()
    assert families[0] != chinese_family() or len(families) == 1
    assert chinese_family() in (None, *families)


def test_that_figures_have_one_width(qapp: QApplication):
    metrics = QFontMetrics(tabular(qapp.font()))
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1
    assert [tag.toString() for tag in application_font(qapp.font()).featureTags()] == ["tnum"]


def test_that_sizes_are_relative_and_never_unreadable(qapp: QApplication):
    font = QFont(qapp.font())
    font.setPixelSize(20)
    assert (sized(font, 1.5, bold=True).pixelSize(), sized(font, 1.5, bold=True).bold()) == (30, True)
    assert sized(font, 0.1).pixelSize() == 9


def test_that_raw_bodies_are_written_in_a_fixed_pitch_with_chinese_behind(qapp: QApplication):
    families = monospace(qapp.font()).families()
    assert QFontMetrics(monospace(qapp.font())).horizontalAdvance("i") == QFontMetrics(
        monospace(qapp.font())
    ).horizontalAdvance("W")
    assert chinese_family() in (None, *families)


# -- icons -----------------------------------------------------------------------------------------------------------


def test_that_every_icon_that_a_widget_asks_for_is_there():
    there = {file.stem for file in (RESOURCES / "icons").glob("*.svg")}
    asked = {
        name
        for file in WIDGETS.glob("*.py")
        for name in re.findall(r'\bicon(?:_pixmap)?\(\s*"([a-z-]+)"', file.read_text("utf-8"))
    }
    assert asked - there == set()
    assert (RESOURCES / "icons" / "LICENSE").is_file()


def test_that_an_icon_has_the_colour_asked_for_at_every_scaling(qapp: QApplication):
    install_icons(icon_bytes)
    for ratio in (1.0, 1.25, 1.5, 2.0):
        pixmap = icon_pixmap("plus", QColor("#C62F2F"), 16, ratio)
        assert pixmap.deviceIndependentSize().toSize() == QSize(16, 16)
        image = pixmap.toImage()
        centre = image.pixelColor(image.rect().center()).getRgb()[:3]
        assert centre == pytest.approx((0xC6, 0x2F, 0x2F), abs=2)
        assert image.pixelColor(0, 0).alpha() == 0


def test_that_an_icon_is_drawn_once(qapp: QApplication):
    asked: list[str] = []

    def source(name: str) -> bytes:
        asked.append(name)
        return icon_bytes(name)

    install_icons(source)
    first, second = icon("check", QColor("red")), icon("check", QColor("red"))
    assert (first.cacheKey(), asked) == (second.cacheKey(), ["check"])
    install_icons(icon_bytes)
