from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QByteArray, QCoreApplication, Qt, QTranslator
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sophon_monitor.domain.borrowing import BorrowedSetting, EntryState, ReportKind, SettingName
from sophon_monitor.domain.changes import BoxRemoved, MessageLogEntry, NewBoxGone
from sophon_monitor.domain.site import BoxAddress, BoxKey
from sophon_monitor.qtmodels.message_log_model import Column, MessageLogModel
from sophon_monitor.qtmodels.picture_decoder import PictureDecoder
from sophon_monitor.qtmodels.site_model import SiteModel
from sophon_monitor.widgets.adapter_cards import AdapterCard as CardOfFind
from sophon_monitor.widgets.add_boxes_dialog import AddBoxesDialog
from sophon_monitor.widgets.borrowed_panel import BorrowedPanel
from sophon_monitor.widgets.box_details_dialog import BoxDetailsDialog
from sophon_monitor.widgets.find_boxes_dialog import FindBoxesDialog
from sophon_monitor.widgets.icons import install_icons
from sophon_monitor.widgets.leave_dialog import LeaveDialog
from sophon_monitor.widgets.main_window import PAGES, MainWindow
from sophon_monitor.widgets.message_log_page import MessageLogPage
from sophon_monitor.widgets.reporting_dialog import ReportingDialog
from sophon_monitor.widgets.start_page import AdapterChoice
from sophon_monitor.widgets.style import apply_style
from sophon_monitor.widgets.trial_dialog import TrialDialog
from tests.widgets.frame_site import NOW_AT_S, NOW_MONO_S, drawn_site, icon_bytes, new_box, theme

# The offscreen platform has no window manager to tell sizes to, and says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def made_window(model: SiteModel) -> MainWindow:
    colours = theme()
    log_page = MessageLogPage(colours, MessageLogModel())
    window = MainWindow(colours, model)
    window.set_pages({name: QLabel() for name in PAGES if name != "log"}, log_page)
    window.set_site_name("Riverside Campus")
    return window


@pytest.fixture
def model(qapp: QApplication) -> SiteModel:
    model = SiteModel()
    model.tick(NOW_AT_S, NOW_MONO_S)
    return model


@pytest.fixture
def window(qtbot: QtBot, model: SiteModel) -> MainWindow:
    model.apply(drawn_site())
    window = made_window(model)
    qtbot.addWidget(window, before_close_func=lambda w: w.hide())
    return window


@pytest.fixture
def empty_window(qtbot: QtBot, model: SiteModel) -> MainWindow:
    window = made_window(model)
    window._waiting_for_boxes.setInterval(0)
    qtbot.addWidget(window, before_close_func=lambda w: w.hide())
    window.show()
    qtbot.waitUntil(lambda: window._stack.currentWidget() is window.start_page)
    return window


def test_that_the_title_names_the_site(window: MainWindow):
    assert window.windowTitle() == "Riverside Campus — Sophon Monitor"


def test_that_closing_asks_to_quit_and_leaves_the_window(window: MainWindow, qtbot: QtBot):
    window.show()
    event = QCloseEvent()
    with qtbot.waitSignal(window.quit_asked):
        window.closeEvent(event)
    assert not event.isAccepted()
    assert window.isVisible()


def test_that_pages_are_shown_and_marked(window: MainWindow):
    shown: list[str] = []
    window.page_shown.connect(shown.append)
    for name in ("health", "log", "live", "live"):
        window.show_page(name)
        assert window._stack.currentWidget() is window._pages[name]
    assert shown == ["health", "log", "live"]
    with pytest.raises(KeyError):
        window.show_page("nowhere")
    assert window.page == "live"


def test_that_ctrl_l_asks_for_the_message_log(window: MainWindow, qtbot: QtBot):
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    with qtbot.waitSignal(window.status_bar.message_log_asked):
        qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def test_that_the_start_page_gives_way_to_live_when_a_box_comes_and_returns(empty_window: MainWindow, model: SiteModel):
    model.apply(drawn_site())
    assert empty_window._stack.currentWidget() is empty_window._pages["live"]
    model.apply(tuple(BoxRemoved(BoxKey(key)) for key in "ABC"))
    assert empty_window._stack.currentWidget() is empty_window.start_page
    empty_window.show_page("health")
    assert empty_window._stack.currentWidget() is empty_window._pages["health"]


def test_that_the_start_page_does_not_flash_by_before_the_boxes_have_come(qtbot: QtBot, model: SiteModel):
    window = made_window(model)
    qtbot.addWidget(window, before_close_func=lambda w: w.hide())
    window.show()
    assert window._stack.currentWidget() is window._pages["live"]
    window._waiting_for_boxes.stop()


def test_that_the_start_page_adds_a_box_by_enter_and_says_what_is_wrong(empty_window: MainWindow, qtbot: QtBot):
    start = empty_window.start_page
    asked: list[tuple[BoxAddress, object]] = []
    start.box_asked.connect(lambda address, name: asked.append((address, name)))
    start.host_field.setText("192.168.1.300")
    qtbot.keyClick(start.host_field, Qt.Key.Key_Return)
    assert (asked, start._problem.isVisible()) == ([], True)
    start.host_field.setText("192.168.1.30")
    qtbot.mouseClick(start.add_button, Qt.MouseButton.LeftButton)
    assert asked == [(BoxAddress("192.168.1.30"), None)]


def test_that_the_start_page_offers_demo_dialog_and_address(empty_window: MainWindow, qtbot: QtBot):
    start, said = empty_window.start_page, []
    start.demo_asked.connect(lambda: said.append("demo"))
    start.add_box_asked.connect(lambda: said.append("dialog"))
    assert not start.copy_button.isEnabled()
    empty_window.top_bar.set_listening(("http://127.0.0.1:9528", "http://192.168.1.63:9528"))
    for button in (start.demo_button, start.more_button, start.copy_button):
        button.click()
    assert said == ["demo", "dialog"]
    assert QGuiApplication.clipboard().text() == "http://192.168.1.63:9528"
    assert start.copy_button.text() == "Copied"


def test_that_the_first_cable_is_preselected_and_a_click_chooses(empty_window: MainWindow):
    start, chosen = empty_window.start_page, []
    start.adapter_chosen.connect(chosen.append)
    choices = (AdapterChoice("wlan0", "10.8.4.17", "wireless"), AdapterChoice("eth0", "192.168.1.63", "cable"))
    start.set_adapters(choices)
    buttons = start._adapter_group.buttons()
    assert [button.text() for button in buttons] == ["wlan0 · 10.8.4.17 · wireless", "eth0 · 192.168.1.63 · cable"]
    assert [button.isChecked() for button in buttons] == [False, True]
    assert chosen == []
    buttons[1].click()
    assert chosen == ["192.168.1.63"]


def test_that_boxes_that_report_already_can_be_accepted(empty_window: MainWindow, model: SiteModel):
    said: list[tuple[str, str]] = []
    start = empty_window.start_page
    start.new_box_accepted.connect(lambda identity: said.append(("accept", identity)))
    start.new_box_dismissed.connect(lambda identity: said.append(("dismiss", identity)))
    model.apply((new_box(), new_box("n2", sn="S2", hint="ambiguous")))
    cards = start.new_boxes.cards
    model.apply((new_box("n2", sn="S2", messages=13),))
    assert list(cards) == ["n1", "n2"]
    assert "13 messages" in cards["n2"]._detail.text()
    cards["n1"].accept_button.click()
    cards["n2"].dismiss_button.click()
    assert said == [("accept", "n1"), ("dismiss", "n2")]
    model.apply((NewBoxGone("n1"), NewBoxGone("n2")))
    assert start.new_boxes.isHidden()


def test_that_size_and_splitter_come_back(window: MainWindow, qtbot: QtBot, model: SiteModel):
    # The screen of the offscreen platform is 800 px wide: a window comes back no larger than its smallest size.
    window.resize(960, 640)
    window.show()
    window._splitter.setSizes([301, 658])
    state = window.state_bytes()
    other = made_window(model)
    qtbot.addWidget(other, before_close_func=lambda w: w.hide())
    assert other.restore(state)
    other.show()
    assert (other.size(), other._splitter.sizes()[0]) == (window.size(), window._splitter.sizes()[0])
    assert window._splitter.sizes()[0] == pytest.approx(301, abs=2)


@pytest.mark.parametrize("state", [b"", b"nonsense", b"\0\0\0\1", b"\0\0\0\1\0\0\0\4abcd\0\0\0\4efgh"])
def test_that_a_damaged_state_changes_nothing(window: MainWindow, state: bytes):
    assert not window.restore(QByteArray(state))
    assert window.width() == 1440


def test_that_the_log_names_boxes_as_the_site_does(window: MainWindow):
    log = window._log_page._model
    entry = MessageLogEntry(
        number=1,
        at_s=NOW_AT_S,
        sender="192.168.1.180",
        way="http",
        kind="heartbeat",
        size_bytes=9,
        box_key=BoxKey("A"),
    )
    log.append((entry,))
    assert log.index(0, Column.BOX).data() == "East Gate SE5"


@pytest.mark.parametrize("size", [(1180, 720), (1440, 900)])
def test_that_nothing_is_cut_off_at_the_smallest_size(window: MainWindow, size: tuple[int, int], qapp: QApplication):
    apply_style(qapp, theme())
    window.resize(*size)
    window.top_bar.set_listening(("http://192.168.100.163:9528", "http://127.0.0.1:9528"))
    window.show()
    for bar in (window.top_bar, window.status_bar):
        for label in (*bar.findChildren(QLabel), *bar.findChildren(QAbstractButton)):
            if label.isVisible():
                assert label.width() >= label.minimumSizeHint().width()
                assert label.geometry().right() <= bar.width()
    assert window.size().toTuple() == size
    assert window.site_panel.width() == 280
    qapp.setStyleSheet("")


# -- words and keys --------------------------------------------------------------------------------------------------


class Marking(QTranslator):
    """Translates by marking, so that what was forgotten stands out."""

    def translate(self, _context: str, text: str, _note: str | None = None, _n: int = -1) -> str:
        return f"«{text}"

    def isEmpty(self) -> bool:  # noqa: N802
        return False


@pytest.fixture
def marking(qapp: QApplication) -> Iterator[QTranslator]:
    translator = Marking()
    yield translator
    QCoreApplication.removeTranslator(translator)


def visible_texts(root: QWidget) -> Iterator[tuple[str, str]]:
    for widget in (root, *root.findChildren(QWidget)):
        name = type(widget).__name__
        yield name, widget.accessibleName()
        yield name, widget.toolTip()
        if isinstance(widget, QLabel | QAbstractButton):
            yield name, widget.text()
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            yield name, widget.placeholderText()


def every_dialog(window: MainWindow) -> list[QWidget]:
    """All that opens beside the frame, filled with something."""
    theme = window._theme
    entry = BorrowedSetting(
        id=1,
        box_key=BoxKey("b-1"),
        box_name="HQDZKE6BKXXAG0127",
        box_sn=None,
        address=BoxAddress("5555"),
        kind=ReportKind.STATUS,
        setting=SettingName.V57_STATUS,
        original={"monitor_address_list": []},
        written=({"monitor_address_list": ["http://192.168.1.63:9528"]},),
        our_url="http://192.168.1.63:9528",
        state=EntryState.CHANGED,
    )
    find, add, details = FindBoxesDialog(theme, window), AddBoxesDialog(theme, window), BoxDetailsDialog(theme, window)
    find.set_adapters((CardOfFind("eth0", "10.0.0.1", 24, "cable", 1),))
    reporting, leave = ReportingDialog(theme, window), LeaveDialog(theme, window)
    panel = BorrowedPanel(theme, window)
    trial = TrialDialog(theme, PictureDecoder(window), window)
    leave.set_entries((entry,))
    panel.set_entries((entry,))
    return [find, add, details, reporting, leave, panel, trial]


def test_that_every_text_changes_its_language_while_running(
    window: MainWindow, model: SiteModel, qtbot: QtBot, marking: QTranslator, qapp: QApplication
):
    dialogs = every_dialog(window)
    model.apply((new_box(),))
    window.top_bar.set_listening(("http://192.168.1.63:9528",))
    window.start_page.set_adapters((AdapterChoice("eth0", "10.0.0.1", "cable"),))
    window.show()
    QCoreApplication.installTranslator(marking)
    qapp.sendPostedEvents()
    own_words = ("中文", "切换到中文", "http://192.168.1.63:9528", "HQDZKE6BKXXAG0127", "5555", "5679", "8888")
    forgotten = [
        (name, text)
        for name, text in (*visible_texts(window), *(text for dialog in dialogs for text in visible_texts(dialog)))
        if re.search("[A-Za-z一-鿿]{3}", text) and "«" not in text and text not in own_words
    ]
    assert forgotten == []
    assert window.windowTitle() == "Riverside Campus — «Sophon Monitor"
    assert model.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole).startswith("Block C, «Offline")
    assert all(
        action.text().startswith("«") for action in window.top_bar.more_menu.actions() if not action.isSeparator()
    )


def test_that_every_control_has_an_accessible_name(window: MainWindow, model: SiteModel):
    dialogs = every_dialog(window)
    model.apply((new_box(),))
    window.start_page.set_adapters((AdapterChoice("eth0", "10.0.0.1", "cable"),))
    nameless = []
    for root in (window, *dialogs):
        for widget in root.findChildren(QWidget):
            named = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
            inner = widget.objectName().startswith("qt_") or type(widget).__name__ == "QLineEditIconButton"
            corner = type(widget).__name__ == "QTableCornerButton" or type(widget) is QAbstractButton
            controls = QAbstractButton | QLineEdit | QPlainTextEdit | QTextEdit | QAbstractItemView
            is_header = "Header" in type(widget).__name__
            is_popup = type(widget).__name__ == "QListView"  # of a combo box, which has the name
            if isinstance(widget, controls) and not (named or inner or corner or is_header or is_popup):
                nameless.append((type(widget.parent()).__name__, type(widget).__name__))
    assert nameless == []


def test_that_tab_reaches_every_control_of_the_frame(window: MainWindow, qtbot: QtBot):
    install_icons(icon_bytes)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.site_panel.filter_field.setFocus()
    reached = set()
    for _ in range(60):
        focus = window.focusWidget()
        assert focus is not None
        reached.add(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    top, panel = window.top_bar, window.site_panel
    wanted = {top.add_button, *top.page_buttons.values(), top.pill, top.language_button, top.more_button}
    wanted |= {panel.filter_field, panel.headline, panel.tree, window.status_bar.rejected_button}
    assert wanted - reached == set()
