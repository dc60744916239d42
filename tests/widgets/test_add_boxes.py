from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from sophon_monitor.domain.found_boxes import FoundBox, PortState
from sophon_monitor.domain.site import BoxAddress
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.widgets.add_boxes_dialog import MOST_SHOWN, AddBoxesDialog
from sophon_monitor.widgets.address_text import AddressError, parse_address
from sophon_monitor.widgets.icons import install_icons
from sophon_monitor.widgets.style import apply_style
from tests.widgets.frame_site import icon_bytes, theme

# The offscreen platform has no window manager to tell sizes to, and says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

EAST, BLOCK_C = BoxAddress("192.168.1.180"), BoxAddress("192.168.1.44")


def answering(address: BoxAddress, **more: object) -> FoundBox:
    values: dict[str, object] = {
        "address": address,
        "api": PortState.ANSWERS,
        "stream": PortState.ANSWERS,
        "system": PortState.REFUSED,
        "generation": Generation.V57,
        "model": "SE50221",
        "sn": "HQDZKE5BJJFJH0042",
        "software_version": "V5R7C01",
        "camera_ids": ("1", "2"),
        "clock_skew_ms": 8 * 3600e3,
    }
    return FoundBox(**{**values, **more})  # type: ignore[arg-type]


def heard(signal: object) -> list[object]:
    got: list[object] = []
    signal.connect(lambda *values: got.append(values[0] if values else ()))  # type: ignore[attr-defined]
    return got


@pytest.fixture
def dialog(qtbot: QtBot) -> AddBoxesDialog:
    dialog = AddBoxesDialog(theme())
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    return dialog


def shown(dialog: AddBoxesDialog) -> str:
    return "\n".join(dialog.looks.texts())


# -- typing --------------------------------------------------------------------------------------------------------


def test_that_one_address_is_typed_and_added_by_keyboard_alone(dialog: AddBoxesDialog, qtbot: QtBot):
    added = heard(dialog.boxes_asked)
    assert dialog.text.hasFocus()
    qtbot.keyClicks(dialog.text, "192.168.1.180")
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert added == [((EAST, None, None),)]
    assert (dialog.isVisible(), dialog.text.toPlainText()) == (False, "")


def test_that_escape_adds_nothing_and_keeps_what_was_typed(dialog: AddBoxesDialog, qtbot: QtBot):
    added = heard(dialog.boxes_asked)
    qtbot.keyClicks(dialog.text, "192.168.1.180")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert (added, dialog.isVisible()) == ([], False)
    dialog.show()
    assert dialog.text.toPlainText() == "192.168.1.180"


def test_that_many_lines_are_added_with_names_and_notes_and_ports(dialog: AddBoxesDialog):
    added = heard(dialog.boxes_asked)
    dialog.text.setPlainText("192.168.1.180\n192.168.1.44, Block C, behind the lift\n127.0.0.2:15555:15679:18888")
    assert dialog.add_button.text() == "Add 3 boxes"
    dialog.add_button.click()
    assert added == [
        (
            (EAST, None, None),
            (BLOCK_C, "Block C", "behind the lift"),
            (BoxAddress("127.0.0.2", 15555, 15679, 18888), None, None),
        )
    ]


def test_that_broken_lines_are_named_and_the_others_kept(dialog: AddBoxesDialog):
    added = heard(dialog.boxes_asked)
    dialog.text.setPlainText("192.168.1.180\nmy box\n10.0.0.1:99999\n192.168.1.180\n224.0.0.1")
    assert "Line 2: “my box” is no address." in shown(dialog)
    assert "Line 3: “99999” is no port: it must be 1 to 65535." in shown(dialog)
    assert "Line 4: 192.168.1.180 stands in line 1 already." in shown(dialog)
    assert "Line 5: no box can have the address “224.0.0.1”." in shown(dialog)
    dialog.add_button.click()
    assert added == [((EAST, None, None),)]


def test_that_with_nothing_to_add_nothing_can_be_pressed(dialog: AddBoxesDialog, qtbot: QtBot):
    added, asked = heard(dialog.boxes_asked), heard(dialog.probe_asked)
    for typed in ("", "   \n", "my box"):
        dialog.text.setPlainText(typed)
        assert not dialog.add_button.isEnabled()
        assert not dialog.look_button.isEnabled()
        qtbot.keyClick(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (added, asked) == ([], [])
    assert dialog.isVisible()


def test_that_half_a_sign_from_the_clipboard_does_no_harm(dialog: AddBoxesDialog):
    dialog.text.setPlainText("192.168.1.180\n\ud83d")
    assert dialog.add_button.text() == "Add"
    assert dialog.add_button.isEnabled()


def test_that_a_box_of_the_site_is_named_and_not_added_again(dialog: AddBoxesDialog):
    added = heard(dialog.boxes_asked)
    dialog.set_known({EAST: "East Gate SE5"})
    dialog.text.setPlainText("192.168.1.180")
    assert not dialog.add_button.isEnabled()
    assert "192.168.1.180 is already on the site as East Gate SE5." in shown(dialog)
    dialog.text.setPlainText("192.168.1.180\n192.168.1.180:15555")  # another port is another box
    dialog.add_button.click()
    assert added == [((BoxAddress("192.168.1.180", 15555), None, None),)]


# -- one box ---------------------------------------------------------------------------------------------------------


def test_that_a_single_box_has_fields_for_name_and_ports(dialog: AddBoxesDialog):
    added = heard(dialog.boxes_asked)
    dialog.text.setPlainText("192.168.1.180:15555")
    assert dialog.single.isVisible()
    assert [field.placeholderText() for field in dialog.single.ports] == ["15555", "5679", "8888"]
    dialog.single.name.setText(" East Gate ")
    dialog.single.ports[2].setText("18888")
    dialog.add_button.click()
    assert added == [((BoxAddress("192.168.1.180", 15555, 5679, 18888), "East Gate", None),)]
    assert dialog.single.name.text() == ""


def test_that_the_fields_go_where_several_boxes_are_listed(dialog: AddBoxesDialog):
    added = heard(dialog.boxes_asked)
    dialog.single.name.setText("East Gate")
    dialog.text.setPlainText("192.168.1.180\n192.168.1.44")
    assert not dialog.single.isVisible()
    dialog.add_button.click()
    assert added == [((EAST, None, None), (BLOCK_C, None, None))]


def test_that_a_wrong_port_is_answered_by_a_sentence(dialog: AddBoxesDialog):
    dialog.text.setPlainText("192.168.1.180")
    dialog.single.ports[1].setText("99999")
    assert "99999 is no port: it must be 1 to 65535." in shown(dialog)
    assert [one.isEnabled() for one in (dialog.add_button, dialog.look_button)] == [False, False]
    dialog.single.ports[1].setText("15679")
    assert dialog.add_button.isEnabled()
    assert shown(dialog) == ""


# -- looking first ---------------------------------------------------------------------------------------------------


def test_that_looking_asks_for_the_new_addresses_and_says_what_answers(dialog: AddBoxesDialog):
    asked = heard(dialog.probe_asked)
    dialog.set_known({EAST: "East Gate SE5"})
    dialog.text.setPlainText("192.168.1.180\n192.168.1.44, Block C")
    dialog.look_button.click()
    assert asked == [(BLOCK_C,)]
    assert dialog.looks.texts()[1] == "192.168.1.44 · Block C\nlooking…"
    dialog.show_probed(answering(BLOCK_C))
    assert dialog.looks.texts()[1].split("\n") == [
        "192.168.1.44 · Block C",
        "SE5 · SE50221 · SN HQDZKE5BJJFJH0042 · V5.7 software · V5R7C01 · 2 cameras",
        "5555: answers · 5679: answers · 8888: closed",
        "its clock is 8 h ahead",
    ]


def test_that_what_does_not_answer_says_so_and_can_be_added_all_the_same(dialog: AddBoxesDialog):
    added = heard(dialog.boxes_asked)
    dialog.text.setPlainText("192.168.1.44")
    dialog.look_button.click()
    silent = {"stream": PortState.UNREACHABLE, "system": PortState.UNREACHABLE}
    dialog.show_probed(FoundBox(address=BLOCK_C, api=PortState.OTHER, **silent))
    assert "No box answers here now. It can be added all the same." in shown(dialog)
    assert "5555: something else answers · 5679: not reached" in shown(dialog)
    dialog.add_button.click()
    assert added == [((BLOCK_C, None, None),)]


def test_that_typing_goes_on_while_addresses_are_looked_at(dialog: AddBoxesDialog, qtbot: QtBot):
    dialog.text.setPlainText("192.168.1.44")
    dialog.look_button.click()
    dialog.text.setFocus()
    qtbot.keyClick(dialog.text, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(dialog.text, "\r192.168.1.45")
    dialog.show_probed(answering(BLOCK_C))
    assert dialog.text.toPlainText() == "192.168.1.44\n192.168.1.45"
    assert dialog.add_button.text() == "Add 2 boxes"
    assert [text.split("\n")[0] for text in dialog.looks.texts()] == ["192.168.1.44"]


def test_that_answers_of_addresses_that_nobody_asked_for_any_more_are_left_out(dialog: AddBoxesDialog):
    dialog.text.setPlainText("192.168.1.44")
    dialog.look_button.click()
    dialog.text.setPlainText("192.168.1.45")
    dialog.look_button.click()
    dialog.show_probed(answering(BLOCK_C))
    assert dialog.looks.texts() == ("192.168.1.45\nlooking…",)


def test_that_a_long_list_is_cut_on_the_screen_and_not_in_what_is_added(dialog: AddBoxesDialog):
    added = heard(dialog.boxes_asked)
    dialog.text.setPlainText("\n".join(f"10.0.0.{number}" for number in range(1, MOST_SHOWN + 11)))
    dialog.look_button.click()
    assert len(dialog.looks.texts()) == MOST_SHOWN + 1
    assert shown(dialog).endswith("and 10 more")
    dialog.add_button.click()
    assert len(added[0]) == MOST_SHOWN + 10  # type: ignore[arg-type]


# -- files -----------------------------------------------------------------------------------------------------------


def test_that_a_file_is_asked_for_and_comes_behind_what_was_typed(dialog: AddBoxesDialog):
    files = heard(dialog.file_asked)
    dialog.text.setPlainText("192.168.1.180")
    dialog.file_button.click()
    assert files == [()]
    csv = '地址;名称;备注\n192.168.1.44;"东门; 1";"key at ""the"" lodge"\n\n10.0.0.300;broken\n'
    dialog.take_list(csv.encode("gb18030"), "boxes.csv")
    assert dialog.looks.texts()[0] == "boxes.csv\nLine 4: “10.0.0.300” is no address."
    added = heard(dialog.boxes_asked)
    dialog.add_button.click()
    assert added == [((EAST, None, None), (BLOCK_C, "东门; 1", 'key at "the" lodge'))]
    assert shown(dialog) == ""


def test_that_a_file_that_is_none_says_so_and_loses_nothing(dialog: AddBoxesDialog):
    dialog.text.setPlainText("192.168.1.180")
    dialog.take_list(b"\x00\xff\xfe\x00PK", "photo.jpg")
    assert dialog.looks.texts()[0].startswith("photo.jpg\nThis is no text")
    assert dialog.text.toPlainText() == "192.168.1.180"


# -- looks -----------------------------------------------------------------------------------------------------------


def test_that_every_control_is_reached_by_tab(dialog: AddBoxesDialog, qtbot: QtBot):
    dialog.text.setPlainText("192.168.1.180")
    QApplication.processEvents()
    reached = set()
    for _ in range(20):
        widget = QApplication.focusWidget()
        reached.add(widget)
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    wanted = (dialog.text, dialog.single.name, *dialog.single.ports, dialog.look_button, dialog.file_button)
    assert [one for one in (*wanted, dialog.add_button, dialog.cancel_button) if one not in reached] == []


@pytest.mark.parametrize("is_dark", [False, True])
def test_that_nothing_is_cut_off_in_either_theme(qtbot: QtBot, qapp: QApplication, is_dark: bool):
    colours = theme(is_dark=is_dark)
    install_icons(icon_bytes)
    before = qapp.styleSheet(), qapp.palette(), qapp.font()
    apply_style(qapp, colours)
    dialog = AddBoxesDialog(colours)
    qtbot.addWidget(dialog)
    dialog.text.setPlainText("192.168.1.44\nmy box")
    dialog.look_button.click()
    dialog.show_probed(answering(BLOCK_C))
    dialog.show()
    qtbot.waitExposed(dialog)
    picture = dialog.grab().toImage()
    cut = [one.text() for one in dialog.findChildren(QPushButton) if one.width() < one.sizeHint().width()]
    ground = picture.pixelColor(picture.width() // 2, dialog.looks.geometry().bottom() - 4)
    qapp.setStyleSheet(before[0])
    qapp.setPalette(before[1])
    qapp.setFont(before[2])
    assert cut == []
    assert picture.width() <= 1180
    assert picture.height() <= 720
    assert ground == colours.palette.surface


# -- addresses as people type them, wherever one is asked for --------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("192.168.1.180", BoxAddress("192.168.1.180")),
        ("  gate-box.lan ", BoxAddress("gate-box.lan")),
        ("127.0.0.2:15555:15679:18888", BoxAddress("127.0.0.2", 15555, 15679, 18888)),
        ("127.0.0.2::15679", BoxAddress("127.0.0.2", 5555, 15679, 8888)),
        ("box:80", BoxAddress("box", 80)),
        ("http://192.168.1.180/#/login", BoxAddress("192.168.1.180")),
        ("https://admin@192.168.1.180:8090/index.html", BoxAddress("192.168.1.180")),
        ("[fe80::1]:15555", BoxAddress("fe80::1", 15555)),
        ("fe80::1", BoxAddress("fe80::1")),
        ("http://[fe80::1]/", BoxAddress("fe80::1")),
    ],
)
def test_that_an_address_is_read_as_people_type_it(typed: str, address: BoxAddress):
    assert parse_address(typed) == address


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Type the box's address"),
        ("192.168.1.300", "four numbers from 0 to 255"),
        ("192.168.1", "four numbers"),
        ("0.0.0.0", "No box can have"),
        ("255.255.255.255", "No box can have"),
        ("224.0.0.1", "No box can have"),
        ("box:0", "0 is no port"),
        ("box:65536", "1 to 65535"),
        ("box:５", "no port"),
        ("box:1:2:3:4", "Too many colons"),
        ("my box", "neither an IP address nor a host name"),
        ("-box", "neither an IP address"),
        ("http://", "neither an IP address"),
    ],
)
def test_that_a_wrong_address_is_answered_by_a_sentence(typed: str, words: str):
    with pytest.raises(AddressError, match=words):
        parse_address(typed)
