from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton
from pytestqt.qtbot import QtBot

from sophon_monitor.domain.found_boxes import FoundBox, PortState, ScanProgress
from sophon_monitor.domain.site import BoxAddress, NewBox
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.qtmodels.found_boxes_model import ROW_ROLE, Column
from sophon_monitor.widgets.adapter_cards import MOST_CARDS, AdapterCard, AdapterCards
from sophon_monitor.widgets.find_boxes_dialog import FindBoxesDialog
from sophon_monitor.widgets.found_boxes_table import FoundBoxesDelegate
from sophon_monitor.widgets.icons import install_icons
from sophon_monitor.widgets.style import apply_style
from tests.widgets.frame_site import box, icon_bytes, theme

# The offscreen platform has no window manager to tell sizes to, and says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

ETHERNET = AdapterCard("Ethernet", "192.168.1.63", 24, "cable", 3)
USB = AdapterCard("USB LAN", "192.168.150.20", 24, "cable")
WIFI = AdapterCard("Wi-Fi", "10.8.4.17", 22, "wireless", 0, True)
VPN = AdapterCard("VPN", "172.16.0.3", 32, "virtual")


def found(host: str, sn: str = "HQDZKE6BKXXAG0127", **more: object) -> FoundBox:
    values: dict[str, object] = {
        "address": BoxAddress(host),
        "api": PortState.ANSWERS,
        "generation": Generation.V6,
        "sn": sn,
        "camera_ids": (host,),
    }
    return FoundBox(**{**values, **more})  # type: ignore[arg-type]


def heard(signal: object) -> list[object]:
    got: list[object] = []
    signal.connect(lambda *values: got.append(values[0] if values else ()))  # type: ignore[attr-defined]
    return got


@pytest.fixture
def dialog(qtbot: QtBot) -> FindBoxesDialog:
    dialog = FindBoxesDialog(theme())
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    return dialog


def search(dialog: FindBoxesDialog, ranges: str = "192.168.1.1-254") -> None:
    dialog.ranges.setText(ranges)
    dialog.scan_button.click()


def card_buttons(cards: AdapterCards) -> list[QAbstractButton]:
    return cards.findChildren(QAbstractButton)


# -- network cards ---------------------------------------------------------------------------------------------------


def test_that_the_card_that_faces_boxes_is_chosen_and_fills_the_addresses(dialog: FindBoxesDialog):
    dialog.set_adapters((WIFI, VPN, ETHERNET))
    assert dialog.cards.current == ETHERNET
    assert dialog.ranges.text() == "192.168.1.1-254"


def test_that_without_boxes_the_first_real_card_is_chosen(dialog: FindBoxesDialog):
    dialog.set_adapters((VPN, WIFI, USB))
    assert dialog.cards.current == WIFI
    assert dialog.ranges.text() == "10.8.4.1-10.8.7.254, 192.168.150.1"


def test_that_cards_say_what_faces_them(dialog: FindBoxesDialog):
    dialog.set_adapters((ETHERNET, USB, WIFI, VPN))
    assert [button.accessibleName() for button in card_buttons(dialog.cards)] == [
        "Ethernet, 192.168.1.63 / 24, cable · 3 boxes of this site face it",
        "USB LAN, 192.168.150.20 / 24, cable · fixed LAN socket of an SE5",
        "Wi-Fi, 10.8.4.17 / 22, wireless · internet is here",
        "VPN, 172.16.0.3 / 32, virtual · not scanned",
    ]


def test_that_arrow_keys_move_between_cards(dialog: FindBoxesDialog, qtbot: QtBot):
    dialog.set_adapters((ETHERNET, WIFI))
    QApplication.processEvents()
    first = card_buttons(dialog.cards)[0]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert dialog.cards.current == WIFI
    assert dialog.ranges.text() == "10.8.4.1-10.8.7.254"


def test_that_a_chosen_card_stays_chosen_when_the_cards_are_read_again(dialog: FindBoxesDialog):
    dialog.set_adapters((ETHERNET, WIFI))
    card_buttons(dialog.cards)[1].click()
    dialog.set_adapters((ETHERNET, AdapterCard("Wi-Fi", "10.8.4.17", 22, "wireless", 1), USB))
    assert dialog.cards.current is not None
    assert dialog.cards.current.name == "Wi-Fi"
    dialog.set_adapters(())
    assert (dialog.cards.current, card_buttons(dialog.cards)[:0]) == (None, [])


def test_that_a_computer_with_many_virtual_cards_still_shows_the_real_ones(dialog: FindBoxesDialog):
    virtual = tuple(AdapterCard(f"veth{n}", f"172.17.{n}.1", 16, "virtual") for n in range(20))
    dialog.set_adapters((*virtual, ETHERNET))
    assert len(dialog.cards.cards) == MOST_CARDS
    assert dialog.cards.current == ETHERNET


def test_that_a_virtual_card_is_not_searched_unless_somebody_types_its_addresses(dialog: FindBoxesDialog):
    dialog.set_adapters((VPN,))
    asked = heard(dialog.scan_asked)
    assert dialog.ranges.text() == ""
    dialog.scan_button.click()
    assert asked == []
    assert dialog.problem.text().startswith("Type addresses")


# -- addresses -------------------------------------------------------------------------------------------------------


def test_that_the_fixed_address_is_offered_where_a_card_faces_it_and_not_named_twice(dialog: FindBoxesDialog):
    dialog.set_adapters((ETHERNET, USB))
    assert dialog.fixed_buttons[0].isChecked()
    assert dialog.ranges.text() == "192.168.1.1-254, 192.168.150.1"
    dialog.fixed_buttons[1].click()  # lies in the card's subnet anyway
    assert dialog.ranges.text() == "192.168.1.1-254, 192.168.150.1"
    card_buttons(dialog.cards)[1].click()
    assert dialog.ranges.text() == "192.168.150.1-254, 192.168.1.180"


def test_that_what_was_typed_stays_beside_the_fixed_addresses(dialog: FindBoxesDialog, qtbot: QtBot):
    dialog.set_adapters((ETHERNET,))
    dialog.ranges.clear()
    qtbot.keyClicks(dialog.ranges, "10.1.1.7")
    dialog.fixed_buttons[1].click()
    assert dialog.ranges.text() == "10.1.1.7, 192.168.1.180"
    dialog.fixed_buttons[1].click()
    assert dialog.ranges.text() == "10.1.1.7"
    dialog.set_adapters((ETHERNET, USB))
    assert dialog.ranges.text() == "10.1.1.7"


def test_that_a_wrong_range_says_what_is_wrong_until_it_is_mended(dialog: FindBoxesDialog, qtbot: QtBot):
    asked = heard(dialog.scan_asked)
    search(dialog, "192.168.1.300")
    assert (asked, dialog.problem.isVisible()) == ([], True)
    assert "“192.168.1.300” is no address" in dialog.problem.text()
    assert dialog.ranges.accessibleDescription() == dialog.problem.text()
    qtbot.keyClicks(dialog.ranges, "1")
    assert not dialog.problem.isVisible()


# -- searching -------------------------------------------------------------------------------------------------------


def test_that_enter_searches_and_adds_nothing(dialog: FindBoxesDialog, qtbot: QtBot):
    search(dialog)
    dialog.show_found(found("192.168.1.44"))
    dialog.show_progress(ScanProgress(254, 254, 2.2, done=True))
    assert dialog.add_button.isEnabled()
    scans, added = heard(dialog.scan_asked), heard(dialog.boxes_asked)
    dialog.ranges.setText("192.168.1.1-3")
    dialog.ranges.setFocus()
    qtbot.keyClick(dialog.ranges, Qt.Key.Key_Return)
    assert scans == [("192.168.1.1", "192.168.1.2", "192.168.1.3")]
    assert added == []
    assert (dialog.ranges.text(), dialog.isVisible()) == ("192.168.1.1-3", True)
    assert [one.text() for one in dialog.findChildren(QPushButton) if one.autoDefault()] == []


def test_that_progress_is_told_and_stop_stops(dialog: FindBoxesDialog):
    search(dialog)
    assert dialog.scan_button.text() == "Stop"
    dialog.show_progress(ScanProgress(209, 254, 2.14, others=2))
    assert (dialog.bar.value(), dialog.bar.maximum()) == (209, 254)
    assert dialog._count.text() == "209 of 254 · 2.1 s"
    assert dialog.remarks.text().startswith("2 other devices answered on port 5555 but are no boxes")
    stops = heard(dialog.stop_asked)
    dialog.scan_button.click()
    assert (stops, dialog.scan_button.text()) == ([()], "Search")


def test_that_what_is_late_after_a_stop_does_not_start_the_search_again(dialog: FindBoxesDialog):
    search(dialog)
    dialog.scan_button.click()
    dialog.show_progress(ScanProgress(100, 254, 1.0))
    assert dialog.scan_button.text() == "Search"


def test_that_what_is_late_from_a_search_before_is_left_out(dialog: FindBoxesDialog):
    search(dialog, "192.168.1.1-254")
    dialog.scan_button.click()
    search(dialog, "10.0.0.1-3")
    dialog.show_found(found("192.168.1.44"))
    dialog.show_found(found("10.0.0.2"))
    assert [row.address.host for row in dialog.model.rows] == ["10.0.0.2"]


def test_that_results_stay_until_a_new_search_begins_and_not_after_a_wrong_range(dialog: FindBoxesDialog):
    search(dialog)
    dialog.show_found(found("192.168.1.44"))
    dialog.show_progress(ScanProgress(254, 254, 2.0, done=True))
    dialog.close()
    dialog.show()
    assert dialog.model.rowCount() == 1
    search(dialog, "nonsense here")
    assert dialog.model.rowCount() == 1
    search(dialog, "10.0.0.1")
    assert dialog.model.rowCount() == 0


@pytest.mark.parametrize("way", ["button", "escape", "close"])
def test_that_closing_stops_the_search_once(dialog: FindBoxesDialog, qtbot: QtBot, way: str):
    search(dialog)
    stops = heard(dialog.stop_asked)
    match way:
        case "button":
            dialog.close_button.click()
        case "escape":
            qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        case _:
            dialog.close()
    assert (stops, dialog.isVisible()) == ([()], False)


def test_that_closing_without_a_search_stops_nothing(dialog: FindBoxesDialog):
    stops = heard(dialog.stop_asked)
    dialog.close()
    assert stops == []


def test_that_an_empty_table_says_what_to_do_and_what_came_of_it(dialog: FindBoxesDialog):
    assert dialog.table._hint.startswith("Choose the network card")
    search(dialog)
    assert dialog.table._hint == ""
    dialog.show_progress(ScanProgress(254, 254, 2.0, done=True))
    assert dialog.table._hint.startswith("No box was found. Check the cable")
    search(dialog)
    dialog.scan_button.click()
    assert dialog.table._hint == "The search was stopped."


# -- adding ----------------------------------------------------------------------------------------------------------


def filled(dialog: FindBoxesDialog) -> None:
    dialog.set_site((box("A", "East Gate SE5", "192.168.1.180", sn="A"),), {})
    search(dialog)
    for one in (
        found("192.168.1.180", "A"),
        found("192.168.1.44", "B"),
        found("192.168.1.61", "B"),
        found("192.168.1.70", "C"),
    ):
        dialog.show_found(one)


def test_that_all_new_boxes_are_added_with_one_button_and_odd_ones_are_not(dialog: FindBoxesDialog):
    filled(dialog)
    added = heard(dialog.boxes_asked)
    assert dialog.add_button.text() == "Add 2 new boxes"
    dialog.add_button.click()
    assert added == [((BoxAddress("192.168.1.44"), None), (BoxAddress("192.168.1.70"), None))]


def test_that_nothing_new_cannot_be_added(dialog: FindBoxesDialog):
    assert not dialog.add_button.isEnabled()
    dialog.set_site((box("A", "East Gate SE5", "192.168.1.180", sn="A"),), {})
    search(dialog)
    dialog.show_found(found("192.168.1.180", "A"))
    assert not dialog.add_button.isEnabled()


def click_row(dialog: FindBoxesDialog, qtbot: QtBot, place: int) -> None:
    """Press the button in the last column of a row, or where it would be."""
    index = dialog.model.index(place, Column.STATE)
    delegate = dialog.table.itemDelegate()
    assert isinstance(delegate, FoundBoxesDelegate)
    cell = dialog.table.visualRect(index)
    button = delegate.button_rect(cell, index.data(ROW_ROLE))
    where = button.center() if button.isValid() else cell.topLeft() + QPoint(20, cell.height() // 2)
    qtbot.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_that_the_button_of_a_row_adds_its_box_also_where_something_is_odd(dialog: FindBoxesDialog, qtbot: QtBot):
    filled(dialog)
    added = heard(dialog.boxes_asked)
    click_row(dialog, qtbot, 2)
    assert added == [((BoxAddress("192.168.1.61"), None),)]


def test_that_a_row_of_a_box_of_the_site_has_no_button(dialog: FindBoxesDialog, qtbot: QtBot):
    filled(dialog)
    added = heard(dialog.boxes_asked)
    click_row(dialog, qtbot, 0)
    assert added == []


def test_that_enter_adds_the_selected_rows_that_can_be_added(dialog: FindBoxesDialog, qtbot: QtBot):
    filled(dialog)
    added = heard(dialog.boxes_asked)
    dialog.table.setFocus()
    dialog.table.selectAll()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert len(added) == 1
    assert {address.host for address, _ in added[0]} == {"192.168.1.44", "192.168.1.61", "192.168.1.70"}  # type: ignore[attr-defined]
    assert dialog.isVisible()


def test_that_a_sender_is_shown_by_its_link_and_accepted_by_its_id(dialog: FindBoxesDialog, qtbot: QtBot):
    filled(dialog)
    dialog.set_new_boxes((NewBox(id="n", peer="192.168.1.77", sn="N"),))
    assert dialog.senders.text().startswith("1 unknown box")  # English plural forms are in a file of their own
    assert dialog.sender_button.text() == "192.168.1.77 — look"
    accepted, added = heard(dialog.new_box_accepted), heard(dialog.boxes_asked)
    dialog.sender_button.click()
    assert [row.new_id for row in dialog.table.chosen_rows()] == ["n"]
    qtbot.keyClick(dialog.table, Qt.Key.Key_Enter)
    assert (accepted, added) == (["n"], [])


def test_that_without_senders_and_others_nothing_is_said_of_them(dialog: FindBoxesDialog):
    filled(dialog)
    silent = (dialog.senders, dialog.sender_button, dialog.remarks)
    assert [widget for widget in silent if widget.isVisible()] == []


def test_that_every_control_is_reached_by_tab(dialog: FindBoxesDialog, qtbot: QtBot):
    dialog.set_adapters((ETHERNET, WIFI))
    filled(dialog)
    dialog.set_new_boxes((NewBox(id="n", peer="192.168.1.77"),))
    QApplication.processEvents()
    reached = set()
    for _ in range(20):
        widget = QApplication.focusWidget()
        reached.add(widget)
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    wanted = (dialog.ranges, *dialog.fixed_buttons, dialog.scan_button, dialog.table, dialog.sender_button)
    wanted += (dialog.address_button, dialog.close_button, dialog.add_button)
    assert [one for one in wanted if one not in reached] == []
    assert any(button in reached for button in card_buttons(dialog.cards))


def test_that_a_selected_row_stays_selected_while_more_are_found(dialog: FindBoxesDialog):
    search(dialog)
    dialog.set_new_boxes((NewBox(id="n", peer="192.168.1.77"),))
    dialog.table.selectRow(0)
    for number in range(1, 9):
        dialog.show_found(found(f"192.168.1.{number}", f"SN{number}"))
    assert [row.new_id for row in dialog.table.chosen_rows()] == ["n"]


def test_that_add_by_address_is_handed_on(dialog: FindBoxesDialog):
    asked = heard(dialog.add_by_address_asked)
    dialog.address_button.click()
    assert asked == [()]


@pytest.mark.parametrize("is_dark", [False, True])
def test_that_nothing_is_cut_off_in_either_theme(qtbot: QtBot, qapp: QApplication, is_dark: bool):
    colours = theme(is_dark=is_dark)
    install_icons(icon_bytes)
    before = qapp.styleSheet(), qapp.palette(), qapp.font()
    apply_style(qapp, colours)
    dialog = FindBoxesDialog(colours)
    qtbot.addWidget(dialog)
    dialog.set_adapters((ETHERNET, USB, WIFI, VPN))
    filled(dialog)
    dialog.show_progress(ScanProgress(209, 254, 2.1, others=2))
    dialog.show()
    qtbot.waitExposed(dialog)
    picture = dialog.grab().toImage()
    cut = [one.text() for one in dialog.findChildren(QPushButton) if one.width() < one.sizeHint().width()]
    qapp.setStyleSheet(before[0])
    qapp.setPalette(before[1])
    qapp.setFont(before[2])
    assert cut == []
    assert picture.width() <= 1180
    assert picture.height() <= 720
    assert picture.pixelColor(4, 4) == colours.palette.surface
