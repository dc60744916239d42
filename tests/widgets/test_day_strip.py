"""The strip of bars: what it counts, and what a person chooses of it by mouse and by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from sophon_monitor.app.resources import palette_tables
from sophon_monitor.domain.history_query import DAY_MS, HOUR_MS, StripScale, StripUnit, strip_scale
from sophon_monitor.widgets.day_strip import DayStrip
from sophon_monitor.widgets.theme import Theme, palette_from

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

BEGIN = 1_790_035_200_000 // HOUR_MS * HOUR_MS
SCALE = strip_scale(BEGIN, BEGIN + DAY_MS)
LEFT, RIGHT, HOME, END, ESCAPE = (
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_Escape,
)


@pytest.fixture
def theme(qapp):
    tables = palette_tables()
    return Theme(palette_from(tables["light"]), palette_from(tables["dark"]), is_dark=False)


@pytest.fixture
def strip(qtbot, theme):
    strip = DayStrip(theme)
    qtbot.addWidget(strip)
    strip.resize(1464, strip.sizeHint().height())
    strip.show()
    qtbot.waitExposed(strip)
    strip.set_scale(SCALE)
    strip.set_counts(SCALE, tuple(range(144)))
    strip.chosen = []
    strip.span_chosen.connect(strip.chosen.append)
    return strip


def span(first, last):
    return SCALE.edges[first], SCALE.edges[last + 1]


def middle(strip, bar):
    return strip.bar_rect(bar).center().toPoint()


def test_that_dragging_chooses_whole_bars_in_either_direction(strip, qtbot):
    for begin, end in ((30, 36), (36, 30)):
        qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=middle(strip, begin))
        qtbot.mouseMove(strip, middle(strip, 33))
        qtbot.mouseMove(strip, middle(strip, end))
        assert strip.chosen == []
        qtbot.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=middle(strip, end))
        assert strip.chosen == [span(30, 36)]
        strip.chosen.clear()
    assert strip.span == span(30, 36)


def test_that_a_drag_beyond_the_ends_chooses_up_to_them(strip, qtbot):
    qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=middle(strip, 140))
    qtbot.mouseMove(strip, QPoint(5000, 10))
    qtbot.mouseRelease(strip, Qt.MouseButton.LeftButton)
    assert strip.chosen == [span(140, 143)]


def test_that_a_double_click_chooses_all_again(strip, qtbot):
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=middle(strip, 5))
    qtbot.mouseDClick(strip, Qt.MouseButton.LeftButton, pos=middle(strip, 5))
    assert strip.chosen[-1] is None
    assert strip.span is None


def test_that_arrows_walk_and_widen_and_escape_chooses_all(strip, qtbot):
    for key, shift, bars in (
        (END, False, (143, 143)),
        (LEFT, False, (142, 142)),
        (LEFT, True, (141, 142)),
        (RIGHT, True, (141, 143)),
        (RIGHT, False, (143, 143)),
        (HOME, False, (0, 0)),
        (RIGHT, True, (0, 1)),
    ):
        qtbot.keyClick(strip, key, Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier)
        assert strip.chosen[-1] == span(*bars)
    qtbot.keyClick(strip, ESCAPE)
    assert strip.chosen[-1] is None
    count = len(strip.chosen)
    qtbot.keyClick(strip, ESCAPE)
    assert len(strip.chosen) == count


def test_that_what_is_chosen_is_said_to_screen_readers(strip, qtbot):
    assert strip.accessibleDescription().endswith("10,296 events")
    qtbot.keyClick(strip, HOME)
    qtbot.keyClick(strip, RIGHT)
    assert strip.accessibleDescription().endswith(": 1 event")


def test_that_bars_of_another_time_are_passed_over(strip):
    other = strip_scale(BEGIN + DAY_MS, BEGIN + 2 * DAY_MS)
    strip.set_counts(other, (7,) * 144)
    assert strip.counts == tuple(range(144))
    strip.set_scale(other)
    assert strip.counts == (0,) * 144
    assert strip.span is None


def test_that_chosen_bars_stand_out_and_empty_ones_are_not_drawn(strip, theme):
    strip.set_counts(SCALE, (0, 9, 9) + (0,) * 141)
    strip._choose((1, 1))
    image = strip.grab().toImage()

    def colour(bar):
        rect = strip.bar_rect(bar)
        return image.pixelColor(round(rect.center().x()), round(rect.bottom()) - 3)

    assert colour(1) == QColor(theme.palette.accent)
    assert colour(2) not in (QColor(theme.palette.accent), QColor(theme.palette.surface))
    assert colour(5) == QColor(theme.palette.surface)


def test_that_without_bars_nothing_can_be_chosen(strip, qtbot):
    strip.set_scale(StripScale(StripUnit.TEN_MINUTES, ()))
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(100, 20))
    qtbot.keyClick(strip, RIGHT)
    assert strip.chosen == []
    strip.grab()


@pytest.mark.parametrize("days", [1, 7, 30, 400])
def test_that_any_length_of_time_is_drawn(strip, days):
    scale = strip_scale(BEGIN, BEGIN + days * DAY_MS)
    strip.set_scale(scale)
    strip.set_counts(scale, (3,) * scale.bars)
    for width in (170, 900):
        strip.resize(width, strip.height())
        strip.grab()
        assert strip.bar_rect(scale.bars - 1).right() <= width
