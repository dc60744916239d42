from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from sophon_monitor.domain.borrowing import ReportKind
from sophon_monitor.domain.site import Box, BoxAddress, BoxKey, Link, LinkState
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.qtmodels.report_places import place_sentence, reports_of, web_page_of
from sophon_monitor.widgets.box_details_dialog import BoxDetailsDialog
from sophon_monitor.widgets.icons import install_icons
from sophon_monitor.widgets.style import apply_style
from tests.widgets.frame_site import NOW_AT_S, box, camera, icon_bytes, theme

# The offscreen platform has no window manager to tell sizes to, and says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

BASE = "http://192.168.1.63:9528"
URLS = tuple((kind, f"{BASE}/{kind.value}/abcdefghijklmnop") for kind in ReportKind)


def gate(**more: object) -> Box:
    values: dict[str, object] = {
        "sn": "HQDZKE5BJJFJH0042",
        "mac": "e0:a5:09:00:12:34",
        "generation": Generation.V57,
        "software_version": "V5R7C01",
        "host_name": "east-gate",
        "clock_skew_ms": -8 * 3600e3,
        "note": "Key at the lodge",
        "stream": Link(LinkState.UP),
        "system": Link(LinkState.DOWN, "refused", "", 8.0, NOW_AT_S),
    }
    return box("A", "East Gate SE5", "192.168.1.180", **{**values, **more})


def heard(signal: object) -> list[tuple[object, ...]]:
    got: list[tuple[object, ...]] = []
    signal.connect(lambda *values: got.append(values))  # type: ignore[attr-defined]
    return got


@pytest.fixture
def dialog(qtbot: QtBot) -> BoxDetailsDialog:
    dialog = BoxDetailsDialog(theme(), wall_clock=lambda: NOW_AT_S)
    qtbot.addWidget(dialog)
    dialog.set_box(gate(), (camera("a1", "A", "Gate 1"), camera("a2", "A", "Lobby")))
    dialog.set_our_urls(URLS)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    return dialog


def hand_texts(dialog: BoxDetailsDialog) -> str:
    QApplication.processEvents()  # what a layout has got is shown then
    return "\n".join(label.text() for label in dialog.hand.findChildren(QLabel) if not label.isHidden())


def test_that_everything_that_is_known_of_the_box_is_told(dialog: BoxDetailsDialog):
    assert dialog.windowTitle() == "East Gate SE5"
    assert dialog.facts.text().split("\n") == [
        "Online · 192.168.1.180 · 5555 / 5679 / 8888",
        "V5.7 software · V5R7C01 · east-gate",
        "SN HQDZKE5BJJFJH0042 · MAC e0:a5:09:00:12:34",
        "2 cameras · its clock is 8 h behind",
    ]
    assert dialog.links.text().split("\n") == [
        "Event stream: connected",
        "System figures: the box refused the connection (port 8888); next attempt in 8 s",
    ]


def test_that_what_is_not_known_is_a_dash(dialog: BoxDetailsDialog):
    dialog.set_box(gate(sn=None, mac=None, generation=None, software_version=None, host_name=None), ())
    assert "SN – · MAC –" in dialog.facts.text()


# -- name and note ---------------------------------------------------------------------------------------------------


def test_that_a_new_name_is_asked_for_once_when_the_field_is_left(dialog: BoxDetailsDialog, qtbot: QtBot):
    renamed = heard(dialog.rename_asked)
    dialog.name.selectAll()
    qtbot.keyClicks(dialog.name, " North Gate ")
    assert renamed == []
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    qtbot.keyClick(dialog.name, Qt.Key.Key_Tab)
    dialog.close()
    assert renamed == [(BoxKey("A"), "North Gate")]


def test_that_a_note_is_kept_when_the_field_is_left_and_not_at_each_key(dialog: BoxDetailsDialog, qtbot: QtBot):
    noted = heard(dialog.note_asked)
    dialog.note.setFocus()
    dialog.note.selectAll()
    qtbot.keyClicks(dialog.note, "Ring twice")
    assert noted == []
    qtbot.keyClick(dialog.note, Qt.Key.Key_Tab)
    dialog.close()
    assert noted == [(BoxKey("A"), "Ring twice")]


def test_that_escape_loses_neither_name_nor_note(dialog: BoxDetailsDialog, qtbot: QtBot):
    renamed, noted = heard(dialog.rename_asked), heard(dialog.note_asked)
    dialog.name.setText("North Gate")
    dialog.note.setFocus()
    qtbot.keyClicks(dialog.note, "!")
    qtbot.keyClick(dialog.note, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert renamed == [(BoxKey("A"), "North Gate")]
    assert len(noted) == 1


def test_that_news_of_the_box_do_not_overwrite_what_is_being_typed(dialog: BoxDetailsDialog, qtbot: QtBot):
    dialog.name.setFocus()
    qtbot.keyClicks(dialog.name, "x")
    dialog.set_box(gate(events=5), ())
    assert dialog.name.text().endswith("x")
    dialog.note.setFocus()
    qtbot.keyClicks(dialog.note, "x")
    dialog.set_box(gate(events=6), ())
    assert "x" in dialog.note.toPlainText()


def test_that_another_box_gets_none_of_what_was_typed_for_the_first(dialog: BoxDetailsDialog, qtbot: QtBot):
    noted = heard(dialog.note_asked)
    dialog.note.setFocus()
    dialog.note.setPlainText("for A")
    dialog.set_box(box("B", "Warehouse SE3", "192.168.1.19", note="its own"), ())
    assert noted == [(BoxKey("A"), "for A")]
    assert (dialog.name.text(), dialog.note.toPlainText()) == ("Warehouse SE3", "its own")
    assert dialog.key == BoxKey("B")


def test_that_nothing_typed_asks_for_nothing(dialog: BoxDetailsDialog):
    asked = heard(dialog.rename_asked), heard(dialog.note_asked)
    dialog.set_box(gate(events=5), ())
    dialog.close()
    assert asked == ([], [])


# -- addresses to paste ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("generation", "kinds"),
    [
        (Generation.SE3, {ReportKind.STATUS, ReportKind.EVENTS}),
        (Generation.V5, {ReportKind.STATUS}),
        (Generation.V57, {ReportKind.STATUS, ReportKind.CAMERAS}),
        (Generation.V6, {ReportKind.STATUS, ReportKind.CAMERAS}),
        (None, {ReportKind.STATUS}),
    ],
)
def test_that_each_report_of_the_generation_has_an_address_to_copy(
    dialog: BoxDetailsDialog, generation: Generation | None, kinds: set[ReportKind]
):
    dialog.set_box(gate(generation=generation), ())
    assert set(dialog.hand.copy_buttons) == kinds
    for kind in kinds:
        dialog.hand.copy_buttons[kind].click()
        assert QGuiApplication.clipboard().text() == dict(URLS)[kind]
        assert dialog.hand.copy_buttons[kind].text() == "Copied"
    assert [button.text() for button in dialog.hand.copy_buttons.values()].count("Copied") == 1


def test_that_an_se3_is_told_the_tab_of_its_page_and_which_one_never(dialog: BoxDetailsDialog):
    dialog.set_box(gate(generation=Generation.SE3), ())
    assert "tab “Realtime Event Server URL”, content type json" in hand_texts(dialog)
    assert "Not the tab “History Event Server URL”" in hand_texts(dialog)


def test_that_a_place_that_no_manual_names_is_not_made_up():
    for generation in (*Generation, None):
        for kind in reports_of(generation):
            named = "Realtime Event Server URL" in place_sentence(kind, generation)
            assert named == (kind is ReportKind.EVENTS)
            assert named != ("The manuals name no place" in place_sentence(kind, generation))


def test_that_history_upload_is_warned_of_wherever_addresses_are_offered(dialog: BoxDetailsDialog):
    assert dialog._history.isVisible()
    assert "Never set the history upload (历史事件上传) to this computer" in dialog._history.text()
    assert all("history" not in url.lower() for url in hand_texts(dialog).split("\n") if url.startswith("http"))


def test_that_without_an_address_of_this_computer_none_is_offered(dialog: BoxDetailsDialog):
    dialog.set_our_urls(())
    assert dialog.hand.copy_buttons == {}
    assert not dialog.hand.isVisible()


@pytest.mark.parametrize(
    ("host", "generation", "url"),
    [
        ("192.168.1.180", Generation.V57, "http://192.168.1.180/"),
        ("192.168.1.19", Generation.SE3, "https://192.168.1.19:8886/"),
        ("fe80::1", None, "http://[fe80::1]/"),
    ],
)
def test_that_the_web_page_of_a_box_is_where_its_generation_has_it(
    dialog: BoxDetailsDialog, host: str, generation: Generation | None, url: str
):
    pages = heard(dialog.web_page_asked)
    shown = gate(address=BoxAddress(host, 15555), generation=generation)
    dialog.set_box(shown, ())
    dialog.page_button.click()
    assert pages == [(url,)]
    assert web_page_of(shown) == url


# -- what can be done with it ----------------------------------------------------------------------------------------


def test_that_each_button_names_its_box(dialog: BoxDetailsDialog):
    names = ("borrow", "trial", "diagnose", "remove")
    asked = [heard(getattr(dialog, f"{name}_asked")) for name in names]
    for name in names:
        dialog.show()
        getattr(dialog, f"{name}_button", dialog.remove_button).click()
    assert asked == [[(BoxKey("A"),)]] * 4


def test_that_forgetting_needs_the_name_typed_in_this_dialog(dialog: BoxDetailsDialog, qtbot: QtBot):
    forgotten = heard(dialog.forget_asked)
    dialog.forget_button.click()
    assert (dialog.confirm.isVisible(), dialog.confirm_field.hasFocus()) == (True, True)
    assert "East Gate SE5" in dialog.confirm_text.text()
    qtbot.keyClicks(dialog.confirm_field, "East Gate")
    assert not dialog.confirm_button.isEnabled()
    qtbot.keyClick(dialog.confirm_field, Qt.Key.Key_Return)
    assert (forgotten, dialog.isVisible()) == ([], True)
    qtbot.keyClicks(dialog.confirm_field, " SE5")
    dialog.confirm_button.click()
    assert forgotten == [(BoxKey("A"),)]
    assert not dialog.isVisible()


def test_that_a_confirmation_for_one_box_does_not_serve_for_another(dialog: BoxDetailsDialog, qtbot: QtBot):
    dialog.forget_button.click()
    qtbot.keyClicks(dialog.confirm_field, "East Gate SE5")
    dialog.set_box(box("B", "Warehouse SE3", "192.168.1.19"), ())
    assert not dialog.confirm.isVisible()
    assert not dialog.confirm_button.isEnabled()


def test_that_closing_takes_a_begun_confirmation_back(dialog: BoxDetailsDialog, qtbot: QtBot):
    dialog.forget_button.click()
    qtbot.keyClicks(dialog.confirm_field, "East Gate SE5")
    dialog.close()
    dialog.show()
    assert not dialog.confirm.isVisible()


def test_that_nothing_is_asked_for_without_a_box(qtbot: QtBot):
    dialog = BoxDetailsDialog(theme())
    qtbot.addWidget(dialog)
    asked = heard(dialog.remove_asked), heard(dialog.web_page_asked), heard(dialog.forget_asked)
    for button in dialog.findChildren(QPushButton):
        button.click()
    assert (asked, dialog.key) == (([], [], []), None)


@pytest.mark.parametrize("is_dark", [False, True])
def test_that_nothing_is_cut_off_in_either_theme(qtbot: QtBot, qapp: QApplication, is_dark: bool):
    colours = theme(is_dark=is_dark)
    install_icons(icon_bytes)
    before = qapp.styleSheet(), qapp.palette(), qapp.font()
    apply_style(qapp, colours)
    dialog = BoxDetailsDialog(colours)
    qtbot.addWidget(dialog)
    dialog.set_our_urls(URLS)
    dialog.set_box(gate(generation=Generation.SE3), ())
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.forget_button.click()
    QApplication.processEvents()
    picture = dialog.grab().toImage()
    buttons = [one for one in dialog.findChildren(QPushButton) if one.isVisible()]
    cut = [one.text() for one in buttons if one.width() < one.sizeHint().width()]
    cut += [
        one.text()
        for one in dialog.findChildren(QLabel)
        if one.isVisible() and one.wordWrap() and one.height() < one.heightForWidth(one.width())
    ]
    qapp.setStyleSheet(before[0])
    qapp.setPalette(before[1])
    qapp.setFont(before[2])
    assert cut == []
    assert picture.width() <= 1180
    assert picture.height() <= 720
