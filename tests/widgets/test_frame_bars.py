from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from sophon_monitor.domain.changes import IntakeFigures
from sophon_monitor.widgets.status_bar import StatusBar
from sophon_monitor.widgets.style import apply_style
from sophon_monitor.widgets.top_bar import TopBar
from sophon_monitor.widgets.trouble_bar import TroubleBar
from tests.widgets.frame_site import theme

# The offscreen platform has no window manager to tell sizes to, and says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

LOCAL, LAN = "http://127.0.0.1:9528", "http://192.168.1.63:9528"


@pytest.fixture
def top_bar(qtbot: QtBot) -> TopBar:
    bar = TopBar(theme())
    qtbot.addWidget(bar)
    bar.resize(1180, 48)
    bar.show()
    return bar


@pytest.fixture
def status_bar(qtbot: QtBot) -> StatusBar:
    bar = StatusBar(theme())
    qtbot.addWidget(bar)
    bar.resize(1180, 28)
    bar.show()
    return bar


@pytest.fixture
def trouble_bar(qtbot: QtBot) -> TroubleBar:
    bar = TroubleBar(theme())
    qtbot.addWidget(bar)
    return bar


# -- top bar ---------------------------------------------------------------------------------------------------------


def test_that_one_address_is_copied_by_a_click_and_says_so(top_bar: TopBar, qtbot: QtBot):
    top_bar.set_listening((LAN,))
    assert top_bar.pill.accessibleName() == f"Receiving on {LAN}"
    qtbot.mouseClick(top_bar.pill, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == LAN
    assert top_bar.pill.accessibleName() == "Copied"
    top_bar.pill._copied_until.setInterval(0)
    qtbot.waitUntil(lambda: top_bar.pill.accessibleName() != "Copied", timeout=4000)


def test_that_of_several_addresses_the_reachable_one_stands_first_and_a_menu_offers_all(top_bar: TopBar, qtbot: QtBot):
    top_bar.set_listening((LOCAL, LAN))
    assert top_bar.pill.accessibleName() == f"Receiving on {LAN}  +1"
    top_bar.pill._choose_address()
    menu = top_bar.pill._menu
    assert menu is not None
    assert [action.data() for action in menu.actions()] == [LAN, LOCAL]
    menu.actions()[1].trigger()
    assert QGuiApplication.clipboard().text() == LOCAL
    menu.close()


def test_that_a_problem_is_red_and_told_until_the_receiver_listens(top_bar: TopBar):
    top_bar.set_listening_problem("Port 9528 is used by another program")
    image = top_bar.pill.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(40) for y in range(image.height())}
    assert theme().palette.bad.name() in colours
    assert top_bar.pill.accessibleName() == "Port 9528 is used by another program"
    top_bar.set_listening((LAN,))
    assert top_bar.pill.accessibleName() == f"Receiving on {LAN}"


def test_that_a_long_reason_leaves_the_pages_their_room(qapp: QApplication, top_bar: TopBar):
    apply_style(qapp, theme())  # the real paddings
    try:
        top_bar.set_listening_problem("word " * 100)
        for widget in (top_bar, *top_bar.findChildren(QWidget)):
            widget.ensurePolished()
        assert top_bar.minimumSizeHint().width() < 960
    finally:
        qapp.setStyleSheet("")
    assert top_bar.page_buttons["health"].geometry().right() < top_bar.pill.geometry().left()


def test_that_buttons_and_keys_ask_for_pages_and_boxes(top_bar: TopBar, qtbot: QtBot):
    pages: list[str] = []
    boxes: list[bool] = []
    top_bar.page_asked.connect(pages.append)
    top_bar.add_box_asked.connect(lambda: boxes.append(True))
    with qtbot.waitActive(top_bar):
        top_bar.activateWindow()
    control = Qt.KeyboardModifier.ControlModifier
    for key in (Qt.Key.Key_2, Qt.Key.Key_1, Qt.Key.Key_N):
        qtbot.keyClick(top_bar, key, control)
    qtbot.mouseClick(top_bar.page_buttons["health"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(top_bar.add_button, Qt.MouseButton.LeftButton)
    assert (pages, len(boxes)) == (["health", "live", "health"], 2)


def test_that_the_open_page_is_marked_and_none_for_the_log(top_bar: TopBar):
    for name, marked in (("health", ["health"]), ("live", ["live"]), ("log", [])):
        top_bar.set_page(name)
        top_bar.page_buttons["live"].click()  # asks, marks nothing by itself
        assert [page for page, button in top_bar.page_buttons.items() if button.isChecked()] == marked


@pytest.mark.parametrize(("speaks", "text", "asked"), [("en", "中文", "zh_CN"), ("zh_CN", "English", "en")])
def test_that_the_language_button_speaks_the_other_language(qtbot: QtBot, speaks: str, text: str, asked: str):
    before = QLocale()
    QLocale.setDefault(QLocale(speaks))
    try:
        bar = TopBar(theme())
        qtbot.addWidget(bar)
        seen: list[str] = []
        bar.language_asked.connect(seen.append)
        assert bar.language_button.text() == text
        qtbot.mouseClick(bar.language_button, Qt.MouseButton.LeftButton)
        assert seen == [asked]
    finally:
        QLocale.setDefault(before)


def test_that_the_menu_asks_for_colours_and_the_log(top_bar: TopBar):
    seen: list[str] = []
    top_bar.theme_asked.connect(seen.append)
    top_bar.message_log_asked.connect(lambda: seen.append("log"))
    for action in (*top_bar.more_menu._themes.actions(), top_bar.more_menu._log):
        action.trigger()
    assert seen == ["system", "light", "dark", "log"]
    top_bar.set_theme_choice("light")
    assert [action.isChecked() for action in top_bar.more_menu._themes.actions()] == [False, True, False]


# -- status bar ------------------------------------------------------------------------------------------------------


def texts(bar: StatusBar) -> list[str]:
    labels = (bar._boxes, bar._rate, bar._speed, bar.rejected_button, bar._dropped, bar._problem, bar._archive)
    return [label.text() for label in labels if label.isVisible()]


def test_that_the_figures_stand_as_drawn(status_bar: StatusBar):
    figures = IntakeFigures(rejected=2, events_per_s=1.83, archive_bytes=412_000_000)
    status_bar.show_figures(figures, 2, 3, 20.6)
    assert texts(status_bar) == [
        "2 of 3 boxes online",
        "1.8 events/s",
        "Event → screen 21 ms",
        "2 rejected messages",
        "Archive 412 MB · pictures kept 7 days, strangers 8 hours",
    ]


def test_that_a_figure_nobody_has_measured_is_absent(status_bar: StatusBar):
    status_bar.show_figures(IntakeFigures(), 0, 0, None)
    assert not status_bar._speed.isVisible()
    assert not status_bar._dropped.isVisible()
    assert not status_bar._problem.isVisible()


@pytest.mark.parametrize("problem", ["disk_full", "read_only", "failing"])
def test_that_a_failing_archive_is_told_in_red(status_bar: StatusBar, problem: str):
    status_bar.show_figures(IntakeFigures(archive_problem=problem, dropped=4), 1, 1, None)
    assert status_bar._problem.property("look") == "small-bad"
    assert "not kept" in status_bar._problem.text()
    assert "4 events kept but not shown" in texts(status_bar)


def test_that_retention_follows_the_settings(status_bar: StatusBar):
    status_bar.set_retention(1.5, 24)
    assert "kept 1.5 days, strangers 24 hours" in status_bar._archive.text()


def test_that_rejected_messages_lead_to_the_log(status_bar: StatusBar, qtbot: QtBot):
    with qtbot.waitSignal(status_bar.message_log_asked):
        qtbot.mouseClick(status_bar.rejected_button, Qt.MouseButton.LeftButton)


# -- trouble bar -----------------------------------------------------------------------------------------------------


def test_that_a_trouble_replaces_the_one_of_its_key(trouble_bar: TroubleBar):
    trouble_bar.show_trouble("port", "Port 9528 is used.", "Try again")
    trouble_bar.show_trouble("disk", "The disk is full.")
    trouble_bar.show_trouble("port", "Port 9529 is used.")
    assert [(t.key, t.sentence) for t in trouble_bar.troubles] == [
        ("port", "Port 9529 is used."),
        ("disk", "The disk is full."),
    ]
    assert not trouble_bar.isHidden()
    trouble_bar.clear_trouble("port")
    trouble_bar.clear_trouble("disk")
    trouble_bar.clear_trouble("never there")
    assert trouble_bar.isHidden()


def test_that_a_trouble_can_be_put_away_and_acted_on(trouble_bar: TroubleBar, qtbot: QtBot):
    said: list[tuple[str, str]] = []
    trouble_bar.trouble_action_asked.connect(lambda key: said.append(("act", key)))
    trouble_bar.trouble_dismissed.connect(lambda key: said.append(("dismiss", key)))
    trouble_bar.show_trouble("port", "Port 9528 is used.", "Try again")
    line = trouble_bar._lines[0]
    qtbot.mouseClick(line.findChild(QPushButton), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(line.findChild(QToolButton), Qt.MouseButton.LeftButton)
    assert said == [("act", "port"), ("dismiss", "port")]
    assert trouble_bar.troubles == ()


def test_that_many_troubles_take_three_lines_and_a_count(trouble_bar: TroubleBar):
    for number in range(5):
        trouble_bar.show_trouble(str(number), f"Trouble {number}")
    assert [line.accessibleName() for line in trouble_bar._lines] == ["Trouble 4", "Trouble 3", "Trouble 2"]
    assert trouble_bar._more.text() == "and 2 more"
