"""The plot of scores: bars by verdict, the box's threshold, the line that asks, by mouse and by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sophon_monitor.app.resources import palette_tables
from sophon_monitor.domain.records import ScoreScale
from sophon_monitor.domain.score_statistics import Outcome, histogram
from sophon_monitor.qtmodels.score_scales import PERCENT, RATIO, scale_view
from sophon_monitor.widgets.score_layers import STACK
from sophon_monitor.widgets.score_plot import ScorePlot
from sophon_monitor.widgets.theme import Theme, palette_from
from tests.widgets import score_material as material
from tests.widgets.score_material import issue_set, score_set

ALL = frozenset(Outcome)
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class Page(QWidget):
    """Notes the keys that the plot leaves to it."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[int] = []

    def keyPressEvent(self, event: object) -> None:  # noqa: N802
        self.keys.append(event.key())  # type: ignore[attr-defined]


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    tables = palette_tables()
    return Theme(palette_from(tables["light"]), palette_from(tables["dark"]), is_dark=False)


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    page = Page()
    qtbot.addWidget(page)
    QVBoxLayout(page)
    page.resize(700, 200)
    return page


@pytest.fixture
def plot(qtbot: QtBot, theme: Theme, page: Page) -> ScorePlot:
    plot = ScorePlot(theme)
    page.layout().addWidget(plot)
    plot.show_counts(histogram(issue_set(60)), PERCENT, ALL)
    plot.show_lines(82.0, 82.0)
    page.show()
    qtbot.waitExposed(page)
    plot.setFocus()
    return plot


def colour_at(plot: ScorePlot, score: float, count: float) -> str:
    image = plot.grab().toImage()
    ratio = image.devicePixelRatio()
    return image.pixelColor(round(plot.x_px_of(score) * ratio), round(plot.y_px_of(count) * ratio)).name()


def colours_of_bar(plot: ScorePlot, score: float) -> set[str]:
    image = plot.grab().toImage()
    left, right = round(plot.x_px_of(score - 1)), round(plot.x_px_of(score + 1))
    top, bottom = round(plot.y_px_of(plot.count_levels[-1])), round(plot.y_px_of(0))
    return {image.pixelColor(x, y).name() for x in range(left, right) for y in range(top, bottom - 1)}


def mouse(
    plot: ScorePlot, kind: QEvent.Type, score: float, buttons: Qt.MouseButton = Qt.MouseButton.LeftButton
) -> None:
    place = QPointF(plot.x_px_of(score), plot.y_px_of(1))
    button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    event = QMouseEvent(
        kind, place, plot.viewport().mapToGlobal(place), button, buttons, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(plot.viewport(), event)


def test_that_every_verdict_has_its_colour_and_its_place_in_the_stack(plot: ScorePlot, theme: Theme):
    palette = theme.palette
    rows = {(51.0, outcome, False): 10 for outcome in Outcome}
    plot.show_counts(histogram(score_set(rows)), PERCENT, ALL)
    assert colour_at(plot, 51.0, 5.5) == palette.good.name()
    found = colours_of_bar(plot, 51.0)
    assert {palette.good.name(), palette.bad.name(), palette.warn.name(), palette.meter_track.name()} <= found
    assert colour_at(plot, 51.0, 36.0) == palette.meter_track.name()
    assert colour_at(plot, 61.0, 5.0) == palette.surface.name()


def test_that_verdicts_are_told_by_a_pattern_too(plot: ScorePlot, theme: Theme):
    """Where all colours are the same grey, full, hatched, dotted and hollow bars still differ."""
    shares = []
    for outcome in STACK:
        plot.show_counts(histogram(score_set({(51.0, outcome, False): 10})), PERCENT, ALL)
        image = plot.grab().toImage()
        left, right = round(plot.x_px_of(50)) + 3, round(plot.x_px_of(52)) - 2
        top, bottom = round(plot.y_px_of(9)), round(plot.y_px_of(1))
        inside = [image.pixelColor(x, y).name() for x in range(left, right) for y in range(top, bottom)]
        shares.append(max(inside.count(colour) for colour in set(inside)) / len(inside))
    assert shares[0] == shares[3] == 1.0  # full; hollow, with a frame around it
    assert shares[1] < 0.99
    assert shares[2] < 0.8


def test_that_one_wrong_match_among_thousands_is_seen(plot: ScorePlot, theme: Theme):
    rows = {(90.5, Outcome.RIGHT, False): 5000, (70.5, Outcome.WRONG, False): 1}
    plot.show_counts(histogram(score_set(rows)), PERCENT, ALL)
    assert theme.palette.bad.name() in colours_of_bar(plot, 71.0)


def test_that_hidden_verdicts_leave_the_counts_to_the_others(plot: ScorePlot, theme: Theme):
    drawn = histogram(issue_set(5000))
    plot.show_counts(drawn, PERCENT, ALL)
    assert plot.count_levels[-1] >= 5000
    plot.show_counts(drawn, PERCENT, ALL - {Outcome.NOT_JUDGED})
    assert plot.count_levels[-1] == 150
    assert "not judged" not in plot.text_at(QPointF(plot.x_px_of(91), plot.y_px_of(1)))


def test_that_the_line_moves_by_keys_and_comes_home(plot: ScorePlot, qtbot: QtBot):
    moved: list[float] = []
    plot.line_moved.connect(moved.append)
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    qtbot.keyClick(plot, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    qtbot.keyClick(plot, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(plot, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(plot, Qt.Key.Key_Home)
    assert moved == [83.0, 88.0, 87.0, 82.0, 77.0, 82.0]
    assert plot.threshold == 82.0


def test_that_the_line_stops_at_the_ends_of_the_scale(plot: ScorePlot, qtbot: QtBot):
    plot.show_lines(82.0, 97.0)
    for _ in range(3):
        qtbot.keyClick(plot, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert plot.line == 100.0


def test_that_home_without_a_threshold_goes_to_the_usual_one(plot: ScorePlot, qtbot: QtBot):
    plot.show_lines(None, 50.0)
    qtbot.keyClick(plot, Qt.Key.Key_Home)
    assert plot.line == 82.0
    assert plot.labels[0] == ""


def test_that_keys_of_the_page_reach_it(plot: ScorePlot, page: Page, qtbot: QtBot):
    for key in (Qt.Key.Key_Y, Qt.Key.Key_N, Qt.Key.Key_U, Qt.Key.Key_Backspace, Qt.Key.Key_Down, Qt.Key.Key_Space):
        qtbot.keyClick(plot, key)
    assert page.keys == [
        Qt.Key.Key_Y,
        Qt.Key.Key_N,
        Qt.Key.Key_U,
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Down,
        Qt.Key.Key_Space,
    ]
    qtbot.keyClick(plot, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert plot.line == 82.0


def test_that_the_line_is_dragged_by_the_mouse(plot: ScorePlot):
    moved: list[float] = []
    plot.line_moved.connect(moved.append)
    mouse(plot, QEvent.Type.MouseButtonPress, 82.0)
    assert moved == []
    for score in (83.0, 84.2, 90.0):
        mouse(plot, QEvent.Type.MouseMove, score)
    mouse(plot, QEvent.Type.MouseButtonRelease, 90.0)
    mouse(plot, QEvent.Type.MouseMove, 60.0, Qt.MouseButton.NoButton)
    assert moved == [83.0, 84.0, 90.0]
    mouse(plot, QEvent.Type.MouseButtonPress, 61.0)
    assert plot.line == 61.0
    mouse(plot, QEvent.Type.MouseButtonRelease, 61.0)
    mouse(plot, QEvent.Type.MouseButtonDblClick, 40.0)
    assert plot.line == 82.0


def test_that_the_mouse_shows_where_the_line_can_be_taken(plot: ScorePlot):
    mouse(plot, QEvent.Type.MouseMove, 82.0, Qt.MouseButton.NoButton)
    assert plot.viewport().cursor().shape() is Qt.CursorShape.SizeHorCursor
    mouse(plot, QEvent.Type.MouseMove, 30.0, Qt.MouseButton.NoButton)
    assert plot.viewport().cursor().shape() is Qt.CursorShape.ArrowCursor


def test_that_steps_on_the_ratio_scale_are_a_hundredth(plot: ScorePlot, qtbot: QtBot):
    plot.show_counts(histogram(material.RATIO), RATIO, ALL)
    plot.show_lines(None, 0.5)
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert plot.line == 0.51
    qtbot.keyClick(plot, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert plot.line == 0.56
    mouse(plot, QEvent.Type.MouseButtonPress, 0.8)
    assert plot.line == 0.8


def test_that_without_a_line_there_is_nothing_to_take_or_to_focus(
    plot: ScorePlot, page: Page, qtbot: QtBot, theme: Theme
):
    drawn = histogram(material.UNKNOWN)
    plot.show_counts(drawn, scale_view(ScoreScale.UNKNOWN, drawn), ALL)
    plot.show_lines(None, None)
    mouse(plot, QEvent.Type.MouseButtonPress, 0.7)
    mouse(plot, QEvent.Type.MouseButtonDblClick, 0.7)
    assert plot.line is None
    assert plot.labels == ("", "")
    assert plot.focusPolicy() is Qt.FocusPolicy.NoFocus
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    assert page.keys == [Qt.Key.Key_Left]
    image = plot.grab().toImage()
    accent = theme.palette.accent.name()
    assert not any(
        image.pixelColor(x, y).name() == accent for x in range(0, image.width(), 2) for y in range(0, image.height(), 5)
    )


def test_that_the_threshold_is_dashed_and_labelled(plot: ScorePlot, theme: Theme):
    plot.show_lines(82.0, 30.0)
    assert plot.labels == ("threshold 82 (box)", "30")
    image = plot.grab().toImage()
    x = round(plot.x_px_of(82.0))
    column = [
        theme.palette.text.name() in {image.pixelColor(x + dx, y).name() for dx in (-1, 0, 1)}
        for y in range(round(plot.y_px_of(plot.count_levels[-1])), round(plot.y_px_of(0)))
    ]
    assert 0.3 < sum(column) / len(column) < 0.95
    line = [image.pixelColor(round(plot.x_px_of(30.0)), y).name() for y in range(40, image.height() - 30)]
    assert line.count(theme.palette.accent.name()) > len(line) / 2


def test_that_a_bar_says_what_it_holds(plot: ScorePlot):
    assert plot.text_at(QPointF(plot.x_px_of(83.0), plot.y_px_of(1))) == "82 to below 84: 1 wrong"
    assert plot.text_at(QPointF(plot.x_px_of(91.0), plot.y_px_of(1))) == "90 to below 92: 113 right, 60 not judged"
    assert plot.text_at(QPointF(plot.x_px_of(20.0), plot.y_px_of(1))) == ""
    assert plot.text_at(QPointF(1.0, 1.0)) == ""


def test_that_the_wheel_is_left_to_the_page(plot: ScorePlot):
    place = QPointF(200, 60)
    event = QWheelEvent(
        place, plot.mapToGlobal(place), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    before = plot.grab().toImage()
    QApplication.sendEvent(plot.viewport(), event)
    assert not event.isAccepted()
    assert plot.grab().toImage() == before


def test_that_new_counts_build_nothing_new(plot: ScorePlot):
    before = len(plot.scene().items())
    for number in range(5):
        plot.show_counts(histogram(issue_set(number * 100)), PERCENT, ALL)
        plot.grab()
    assert len(plot.scene().items()) == before


def test_that_the_dark_theme_reaches_the_bars(plot: ScorePlot, theme: Theme):
    theme.set_dark(True)
    assert colour_at(plot, 10.0, 15.0) == theme.palette.surface.name()
    assert theme.palette.good.name() in colours_of_bar(plot, 91.0)
