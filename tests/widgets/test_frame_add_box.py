from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sophon_monitor.domain.site import BoxAddress
from sophon_monitor.widgets.add_box_dialog import AddBoxDialog
from sophon_monitor.widgets.address_text import AddressError, parse_address
from tests.widgets.frame_site import theme

# The offscreen platform has no window manager to tell sizes to, and says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def dialog(qtbot: QtBot) -> AddBoxDialog:
    dialog = AddBoxDialog(theme())
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.open()
        dialog.activateWindow()
    return dialog


def asked_of(dialog: AddBoxDialog) -> list[tuple[BoxAddress, str | None]]:
    asked: list[tuple[BoxAddress, str | None]] = []
    dialog.box_asked.connect(lambda address, name: asked.append((address, name)))
    return asked


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


def test_that_enter_adds_and_closes(dialog: AddBoxDialog, qtbot: QtBot):
    asked = asked_of(dialog)
    assert dialog.host_field.hasFocus()
    qtbot.keyClicks(dialog.host_field, "192.168.1.180")
    qtbot.keyClick(dialog.host_field, Qt.Key.Key_Return)
    assert asked == [(BoxAddress("192.168.1.180"), None)]
    assert not dialog.isVisible()


def test_that_escape_closes_without_adding(dialog: AddBoxDialog, qtbot: QtBot):
    asked = asked_of(dialog)
    qtbot.keyClicks(dialog.host_field, "192.168.1.180")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert (asked, dialog.isVisible()) == ([], False)


def test_that_name_and_ports_are_handed_on(dialog: AddBoxDialog, qtbot: QtBot):
    asked = asked_of(dialog)
    dialog.host_field.setText("192.168.1.180")
    dialog.name_field.setText(" East Gate ")
    qtbot.mouseClick(dialog._advanced_button, Qt.MouseButton.LeftButton)
    assert dialog.port_fields[0].isVisible()
    for field, port in zip(dialog.port_fields, ("15555", "", "18888"), strict=True):
        field.setText(port)
    dialog.accept()
    assert asked == [(BoxAddress("192.168.1.180", 15555, 5679, 18888), "East Gate")]


def test_that_a_wrong_address_keeps_the_dialog_and_says_why_until_it_is_mended(dialog: AddBoxDialog, qtbot: QtBot):
    asked = asked_of(dialog)
    dialog.host_field.setText("192.168.1.300")
    dialog.accept()
    assert dialog.isVisible()
    assert dialog._problem.isVisible()
    assert dialog.host_field.accessibleDescription() == dialog._problem.text()
    QApplication.sendPostedEvents()
    metrics = dialog._problem.fontMetrics()
    needed = metrics.boundingRect(dialog._problem.rect(), Qt.TextFlag.TextWordWrap, dialog._problem.text()).height()
    assert dialog._problem.height() >= needed
    qtbot.keyClicks(dialog.host_field, "1")
    assert (dialog._problem.isVisible(), asked) == (False, [])


def test_that_an_address_of_the_site_is_not_added_twice(dialog: AddBoxDialog):
    asked = asked_of(dialog)
    dialog.set_known({BoxAddress("192.168.1.180"): "East Gate SE5"})
    dialog.host_field.setText("192.168.1.180")
    dialog.accept()
    assert (asked, dialog._problem.text()) == ([], "East Gate SE5 has this address already.")
    dialog.host_field.setText("192.168.1.180:15555")  # another port is another box
    dialog.accept()
    assert len(asked) == 1


def test_that_a_wrong_port_is_answered_by_a_sentence(dialog: AddBoxDialog):
    dialog.host_field.setText("192.168.1.180")
    dialog.port_fields[1].setText("99999")
    dialog.accept()
    assert dialog._problem.text() == "99999 is no port: it must be 1 to 65535."
