"""The Health page with a store filled by hand: plots, gaps, ranges, crosshair, comparison, themes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sophon_monitor.app.resources import palette_tables
from sophon_monitor.domain.changes import BoxChanged, BoxRemoved, HeartbeatSeen
from sophon_monitor.domain.health_history import Measurement
from sophon_monitor.domain.records import HeartbeatRecord
from sophon_monitor.domain.site import Box, BoxAddress, BoxKey, CameraKey
from sophon_monitor.protocol.messages import Health
from sophon_monitor.qtmodels.health_store import HealthStore
from sophon_monitor.widgets.health_card import HealthCard
from sophon_monitor.widgets.health_page import HealthPage
from sophon_monitor.widgets.history_wishes import HistoryWanted
from sophon_monitor.widgets.theme import Theme, palette_from

# The offscreen platform says so of every window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

NOW = 1_795_262_520.0
EAST, WEST = BoxKey("b-east"), BoxKey("b-west")
HEALTH = Health(
    cpu_percent=37.0,
    memory_percent=15.0,
    memory_total_gb=12.0,
    disk_percent=56.0,
    disk_free_gb=13.3,
    disk_total_gb=30.5,
)


def box(key: BoxKey, name: str) -> Box:
    return Box(
        key=key, address=BoxAddress("127.0.0.2"), token="t", name=name, sn="SN1", period_s=5.0, health=HEALTH,
        clock_skew_ms=400.0,
    )  # fmt: skip


def day(hours: float = 24.0, *, gap: tuple[float, float] | None = (1500.0, 1260.0)) -> dict[str, np.ndarray]:
    """Rows every 5 s until now, silent from gap[0] to gap[1] seconds ago."""
    at = NOW - np.arange(hours * 720)[::-1] * 5.0
    if gap is not None:
        at = at[(at <= NOW - gap[0]) | (at >= NOW - gap[1])]
    n = at.size
    return {
        "received_at_s": at, "source": np.zeros(n), "cpu": np.full(n, 37.0), "memory": np.full(n, 15.0),
        "disk": np.full(n, 56.0), "disk_free": 13.3 + (NOW - at) / 86_400 * 0.7, "disk_total": np.full(n, 30.5),
    }  # fmt: skip


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    tables = palette_tables()
    return Theme(palette_from(tables["light"]), palette_from(tables["dark"]), is_dark=False)


@pytest.fixture
def store(qapp: QApplication) -> HealthStore:
    store = HealthStore()
    store.apply((BoxChanged(box(EAST, "East Gate")), BoxChanged(box(WEST, "Warehouse"))))
    store.load_history(EAST, day())
    columns = day()
    store.load_history(WEST, {**columns, "cpu": columns["cpu"] + 30, "temperature": columns["cpu"] + 20})
    store.set_watching([(NOW - 10 * 86_400, float("inf"))])
    return store


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, store: HealthStore) -> HealthPage:
    page = HealthPage(theme, store)
    qtbot.addWidget(page)
    page.resize(1100, 780)
    page.show()
    page.tick(NOW)
    settle(qtbot, page)
    return page


def settle(qtbot: QtBot, page: HealthPage) -> None:
    """Wait until the worker has answered and all plots are drawn."""
    qtbot.waitUntil(lambda: page.curve_worker is not None and page.is_settled, timeout=10_000)
    qtbot.wait(20)  # layouts and paints that follow


def card_of(page: HealthPage, measurement: Measurement) -> HealthCard:
    return next(card for card in page.cards if card.measurement is measurement)


def pixel(card: HealthCard, at_s: float, share_of_height: float) -> str:
    image = card.plot.grab().toImage()
    ratio = image.devicePixelRatio()
    x, y = card.plot.x_px_of(at_s) * ratio, image.height() * share_of_height
    return image.pixelColor(round(x), round(y)).name()


def test_that_the_numbers_stand_beside_the_titles(page: HealthPage):
    words = {card.measurement: card.summary_text for card in page.cards}
    assert words[Measurement.CPU] == "37 % now · 37 % peak"
    assert words[Measurement.MEMORY] == "15 % of 12.0 GB · 1.8 GB used"
    assert words[Measurement.DISK] == "56 % used · 13.3 GB free of 30.5 GB · full in ~19 days at this rate"
    assert words[Measurement.INTERVAL] == "5 s expected · 5.00 s median · 1 gap · box clock 0.4 s ahead"


def test_that_what_no_box_sends_is_one_line(page: HealthPage):
    tpu, cpu = card_of(page, Measurement.TPU), card_of(page, Measurement.CPU)
    assert tpu.is_folded
    assert tpu.title_text == "TPU: not sent by this box"
    assert tpu.height() < cpu.height() / 2
    assert not tpu.plot.isVisible()


def test_that_a_folded_plot_unfolds_when_the_box_begins_to_send_it(page: HealthPage, store: HealthStore, qtbot: QtBot):
    record = HeartbeatRecord(
        received_at_ms=round((NOW + 5) * 1000), box_key=EAST, health=replace(HEALTH, tpu_percent=50.0)
    )
    store.apply((HeartbeatSeen(record),))
    page.tick(NOW + 12)
    settle(qtbot, page)
    assert not card_of(page, Measurement.TPU).is_folded
    assert card_of(page, Measurement.TPU).summary_text == "50 % now · 50 % peak"


def test_that_a_gap_is_a_band_with_its_length_and_the_curve_breaks(page: HealthPage, theme: Theme):
    cpu = card_of(page, Measurement.CPU)
    (band,) = cpu.plot.bands
    assert (band.start_s, band.end_s) == (NOW - 1500, NOW - 1260)
    assert band.text == "no heartbeat 4 min"
    assert pixel(cpu, NOW - 1380, 0.8) == theme.palette.plot_gap.name()
    assert pixel(cpu, NOW - 1150, 0.8) == theme.palette.surface.name()
    assert "no heartbeat 4 min" in cpu.accessibleDescription()


def test_that_the_time_before_the_program_ran_is_not_an_outage(
    page: HealthPage, store: HealthStore, qtbot: QtBot, theme: Theme
):
    store.set_watching([(NOW - 1000, float("inf"))])
    page.choose_range(600.0)
    page.choose_range(3600.0)
    settle(qtbot, page)
    page.choose_range(8 * 3600.0)
    settle(qtbot, page)
    cpu = card_of(page, Measurement.CPU)
    assert [band.text for band in cpu.plot.bands] == ["not watching 4 min"]
    assert not cpu.plot.bands[0].watched
    assert card_of(page, Measurement.INTERVAL).summary_text.split(" · ")[2] == "no gaps"


def test_that_all_plots_share_one_time_axis_that_slides_with_now(page: HealthPage, qtbot: QtBot):
    assert page.window_s == (NOW - 3600, NOW)
    page.tick(NOW + 30)
    settle(qtbot, page)
    assert page.window_s == (NOW - 3570, NOW + 30)
    assert {card.plot.window for card in page.cards} == {page.window_s}


@pytest.mark.parametrize(
    ("key", "span_s"),
    [(Qt.Key.Key_1, 600), (Qt.Key.Key_2, 3600), (Qt.Key.Key_3, 28_800), (Qt.Key.Key_4, 86_400), (Qt.Key.Key_5, 86_395)],
)
def test_that_each_range_has_a_key(page: HealthPage, qtbot: QtBot, key: Qt.Key, span_s: float):
    qtbot.keyClick(page.plots, key)
    assert page.window_s == (pytest.approx(NOW - span_s), NOW)


def test_that_the_keys_of_the_window_are_left_alone(page: HealthPage, qtbot: QtBot):
    qtbot.keyClick(page.plots, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert page.window_s == (NOW - 3600, NOW)


def test_that_a_zoomed_window_stays_until_home(page: HealthPage, qtbot: QtBot):
    qtbot.keyClick(page.plots, Qt.Key.Key_Left)
    qtbot.keyClick(page.plots, Qt.Key.Key_Plus)
    first_s, last_s = page.window_s
    assert last_s - first_s == pytest.approx(2880)
    assert (first_s + last_s) / 2 == pytest.approx(NOW - 2160)
    page.tick(NOW + 10)
    assert page.window_s == (first_s, last_s)
    assert page.header.back_button.isVisible()
    qtbot.keyClick(page.plots, Qt.Key.Key_Home)
    assert page.window_s == (NOW - 3590, NOW + 10)
    assert not page.header.back_button.isVisible()


def test_that_the_wheel_zooms_at_the_mouse(page: HealthPage, qtbot: QtBot):
    plot = card_of(page, Measurement.CPU).plot
    place = QPointF(plot.x_px_of(NOW - 1800), 40)
    event = QWheelEvent(
        place, plot.mapToGlobal(place), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(plot.viewport(), event)
    first_s, last_s = page.window_s
    assert last_s - first_s == pytest.approx(2880)
    assert (NOW - 1800 - first_s) / (last_s - first_s) == pytest.approx(0.5, abs=0.01)


def test_that_dragging_zooms_into_the_span(page: HealthPage, qtbot: QtBot):
    plot = card_of(page, Measurement.MEMORY).plot
    begin, end = (QPoint(round(plot.x_px_of(NOW - ago)), 30) for ago in (3000, 2400))
    qtbot.mousePress(plot.viewport(), Qt.MouseButton.LeftButton, pos=begin)
    qtbot.mouseMove(plot.viewport(), end)
    qtbot.mouseRelease(plot.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert page.window_s == (pytest.approx(NOW - 3000, abs=5), pytest.approx(NOW - 2400, abs=5))


def test_that_the_crosshair_shows_the_values_of_all_plots(page: HealthPage, qtbot: QtBot):
    plot = card_of(page, Measurement.CPU).plot
    qtbot.mouseMove(plot.viewport(), QPoint(round(plot.x_px_of(NOW - 600)), 30))
    assert card_of(page, Measurement.CPU).cursor_text.endswith("  37 %")
    assert card_of(page, Measurement.MEMORY).cursor_text.endswith("  15 %")
    assert card_of(page, Measurement.INTERVAL).cursor_text.endswith("  5.00 s")
    qtbot.mouseMove(plot.viewport(), QPoint(round(plot.x_px_of(NOW - 1380)), 30))
    assert card_of(page, Measurement.CPU).cursor_text.endswith("  no value")


def test_that_a_crosshair_before_the_first_curves_waits_for_them(qtbot: QtBot, theme: Theme, store: HealthStore):
    page = HealthPage(theme, store)
    qtbot.addWidget(page)
    page.show()
    page.tick(NOW)
    qtbot.keyClick(page.plots, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    page.compare(frozenset({WEST}))
    qtbot.keyClick(page.plots, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    settle(qtbot, page)
    assert card_of(page, Measurement.CPU).cursor_text.endswith("  1 37 %  2 67 %")


def test_that_the_crosshair_is_reached_by_keyboard_and_told(page: HealthPage, qtbot: QtBot):
    for _ in range(20):
        qtbot.keyClick(page.plots, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    cpu = card_of(page, Measurement.CPU)
    assert cpu.cursor_text.endswith("  37 %")
    assert cpu.cursor_text in cpu.accessibleDescription()
    qtbot.keyClick(page.plots, Qt.Key.Key_Escape)
    assert cpu.cursor_text == ""


def test_that_several_boxes_share_the_axis_with_colour_and_number(page: HealthPage, qtbot: QtBot, theme: Theme):
    page.compare(frozenset({WEST}))
    settle(qtbot, page)
    cpu, temperature = card_of(page, Measurement.CPU), card_of(page, Measurement.TEMPERATURE)
    assert cpu.summary_text == "37 % to 67 % now · 67 % peak"
    assert not temperature.is_folded
    assert [line.badge for line in cpu.plot.lines] == ["1", "2"]
    assert [line.colour for line in cpu.plot.lines] == list(theme.palette.series[:2])
    assert page.legend_text == "1 East Gate, 2 Warehouse"
    # The same silence of both is one band.
    assert [band.text for band in cpu.plot.bands] == ["1, 2 no heartbeat 4 min"]
    page.compare(frozenset())
    settle(qtbot, page)
    assert [line.badge for line in cpu.plot.lines] == [""]
    assert temperature.is_folded


def test_that_a_change_of_theme_repaints_the_plots(page: HealthPage, qtbot: QtBot, theme: Theme):
    cpu = card_of(page, Measurement.CPU)
    light = pixel(cpu, NOW - 1150, 0.8), pixel(cpu, NOW - 1380, 0.8)
    theme.set_dark(True)
    qtbot.wait(20)
    dark = pixel(cpu, NOW - 1150, 0.8), pixel(cpu, NOW - 1380, 0.8)
    assert dark == (theme.palette.surface.name(), theme.palette.plot_gap.name())
    assert light != dark
    assert cpu.plot.lines[0].colour == theme.palette.series[0]


def test_that_history_is_asked_for_once_and_again_when_more_is_needed(qtbot: QtBot, theme: Theme, store: HealthStore):
    page, wanted = HealthPage(theme, store), []
    qtbot.addWidget(page)
    page.history_wanted.connect(wanted.append)
    page.tick(NOW)
    assert wanted == []  # nobody sees it yet
    page.show()
    page.tick(NOW)
    page.tick(NOW + 1)
    assert wanted == [HistoryWanted(EAST, NOW - 86_400)]
    page.choose_range(None)
    page.tick(NOW + 2)
    assert wanted[1:] == [HistoryWanted(EAST, 0.0)]
    page.compare(frozenset({WEST}))
    qtbot.waitUntil(lambda: len(wanted) == 3)
    assert wanted[2] == HistoryWanted(WEST, 0.0)
    settle(qtbot, page)


def test_that_a_camera_shows_its_box_and_a_lost_box_the_next_one(page: HealthPage, store: HealthStore, qtbot: QtBot):
    page.set_selection(WEST, CameraKey("c-1"))
    settle(qtbot, page)
    assert card_of(page, Measurement.CPU).summary_text == "67 % now · 67 % peak"
    store.apply((BoxRemoved(WEST),))
    settle(qtbot, page)
    assert [b.key for b in page.shown_boxes()] == [EAST]
    assert card_of(page, Measurement.CPU).summary_text == "37 % now · 37 % peak"


def test_that_an_empty_site_says_what_to_do(qtbot: QtBot, theme: Theme):
    page = HealthPage(theme, HealthStore())
    qtbot.addWidget(page)
    page.show()
    page.tick(NOW)
    assert page.empty.isVisible()
    assert not page.header.isVisible()
    with qtbot.waitSignal(page.add_box_asked):
        page.empty.button.click()


def test_that_a_box_that_never_spoke_says_what_is_missing(page: HealthPage, store: HealthStore, qtbot: QtBot):
    silent = BoxKey("b-silent")
    store.apply((BoxChanged(box(silent, "Silent")),))
    page.set_selection(silent)
    settle(qtbot, page)
    assert page.plots.hint.isVisible()
    assert not any(card.isVisible() for card in page.cards)
    page.set_selection(EAST)
    settle(qtbot, page)
    assert not page.plots.hint.isVisible()
    assert card_of(page, Measurement.CPU).isVisible()


def test_that_an_abnormal_box_says_so(page: HealthPage, store: HealthStore, qtbot: QtBot):
    store.apply((BoxChanged(replace(box(EAST, "East Gate"), state_code="-1", state_text="TPU fault")),))
    settle(qtbot, page)
    assert page.header.abnormal_text == "Abnormal: TPU fault"
    store.apply((BoxChanged(box(EAST, "East Gate")),))
    settle(qtbot, page)
    assert page.header.abnormal_text == ""


def test_that_every_control_has_an_accessible_name(page: HealthPage):
    from PySide6.QtWidgets import QAbstractButton

    assert [b.text() for b in page.findChildren(QAbstractButton) if not b.accessibleName()] == []
    assert all(card.accessibleName() for card in page.cards)
    assert page.plots.accessibleName()


def test_that_curves_are_one_pixel_wide_reused_and_not_smoothed(page: HealthPage, qtbot: QtBot):
    cpu = card_of(page, Measurement.CPU).plot
    before = list(cpu.curves)
    page.compare(frozenset({WEST}))
    settle(qtbot, page)
    page.compare(frozenset())
    settle(qtbot, page)
    assert [curve.opts["pen"].widthF() for curve in cpu.curves] == [1.0, 1.0]
    assert list(cpu.curves[: len(before)]) == before
    assert not any(curve.opts["antialias"] for curve in cpu.curves)
    assert cpu.getViewBox().autoRangeEnabled() == [False, False]
