from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QSpinBox

from sophon_monitor.app.settings import Settings
from sophon_monitor.app.settings_wiring import _values
from sophon_monitor.qtmodels.setting_rows import ROWS, SettingGroup, setting_rows
from sophon_monitor.widgets.settings_page import SettingsPage


@pytest.fixture
def page(qtbot):
    page = SettingsPage()
    qtbot.addWidget(page)
    page.resize(1000, 800)
    page.show_rows(rows())
    page.show()
    return page


def rows(**changed):
    return setting_rows(_values(Settings(**changed)), _values(Settings()))


def shown(page) -> set[str]:
    return {name for name, line in page.lines.items() if not line.isHidden()}


def test_that_every_setting_says_what_it_does_and_its_default(page):
    assert set(page.lines) == {row.name for row in ROWS}
    for line in page.lines.values():
        assert line.title.text()
        assert len(line.effect.text()) > 20
        assert line.default.text().startswith("Default: ")
        assert line.reset_button.isHidden()
    assert page.lines["port"].default.text() == "Default: 9528"
    assert page.lines["picture_limit_mb"].default.text() == "Default: Automatic"
    assert page.lines["notify_sound"].default.text() == "Default: no"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("quiet", {"quiet_from", "quiet_until"}),
        ("STRANGERS", {"strangers_hours"}),
        ("port 9528", {"port"}),
        ("walk_sound", {"walk_sound"}),
        ("zebra", set()),
    ],
)
def test_that_a_search_leaves_what_has_the_words(page, typed, found):
    page.search.setText(typed)
    assert found <= shown(page)
    assert len(shown(page)) < len(ROWS)
    if not found:
        assert shown(page) == set()
        assert not page.nothing.isHidden()
    visible = {group for group, card in page._cards.items() if not card.isHidden()}
    assert visible == {page.lines[name].row.group for name in shown(page)}
    page.search.clear()
    assert shown(page) == {row.name for row in ROWS}
    assert {g for g, card in page._cards.items() if not card.isHidden()} == set(SettingGroup)


def test_that_each_control_tells_what_a_person_chose_and_nothing_of_what_is_shown(page):
    told: list[tuple] = []
    page.setting_changed.connect(lambda name, value: told.append((name, value)))
    page.show_rows(rows(theme="dark", port=9000, pictures_days=2.0, walk_sound=False, quiet_from="21:30"))
    assert told == []
    line = page.lines
    line["theme"].control.findChild(QComboBox).setCurrentIndex(1)
    line["port"].control.findChild(QSpinBox).setValue(9100)
    line["records_days"].control.findChild(QDoubleSpinBox).setValue(30.5)
    line["notify_sound"].control.findChild(QCheckBox).click()
    assert told == [("theme", "light"), ("port", 9100), ("records_days", 30.5), ("notify_sound", True)]
    assert line["quiet_from"].control.value == "21:30"


def test_that_reset_asks_for_the_default_of_one(page, qtbot):
    told: list[tuple] = []
    page.setting_changed.connect(lambda name, value: told.append((name, value)))
    page.show_rows(rows(port=9000))
    button = page.lines["port"].reset_button
    assert not button.isHidden()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told == [("port", 9528)]
    page.show_rows(rows())
    assert button.isHidden()


def test_that_addresses_can_be_ticked_and_one_that_is_gone_stays_listed(page):
    told: list[tuple] = []
    page.setting_changed.connect(lambda name, value: told.append(value))
    page.show_rows(rows(adapters=["10.9.9.9"]))
    page.offer_addresses({"10.0.0.1": "eth0", "10.0.0.2": "wlan0"})
    boxes = page.lines["adapters"].control.findChildren(QCheckBox)
    ticked = {box.text(): box.isChecked() for box in boxes}
    assert ticked == {"10.0.0.1  eth0": False, "10.0.0.2  wlan0": False, "10.9.9.9": True}
    next(box for box in boxes if "eth0" in box.text()).click()
    assert told == [("10.0.0.1", "10.9.9.9")]
