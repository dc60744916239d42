"""How long a site keeps what: longer needs a reason, 30 days is the most for judged events, Cancel changes nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit

from sophon_monitor.domain.site_retention import SiteRetention
from sophon_monitor.widgets.privacy_dialog import PrivacyDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
DEFAULT = SiteRetention()


@pytest.fixture
def dialog(qtbot):
    made = PrivacyDialog()
    qtbot.addWidget(made)
    made.show_retention(None, DEFAULT, "Li")
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def chosen(dialog):
    heard: list[SiteRetention | None] = []
    dialog.chosen.connect(heard.append)
    return heard


def test_that_the_defaults_are_shown_and_saving_them_is_no_choice(dialog, chosen):
    values = [field.value() for field in (dialog.pictures, dialog.strangers, dialog.judged, dialog.records)]
    assert values == [7.0, 8.0, 30.0, 90.0]
    assert not dialog.reason.isEnabled()
    dialog.save_button.click()
    assert chosen == [None]


def test_that_shorter_needs_no_reason(dialog, chosen):
    dialog.pictures.setValue(1.0)
    dialog.strangers.setValue(0.5)
    dialog.save_button.click()
    assert chosen == [SiteRetention(pictures_days=1.0, strangers_hours=0.5, by="Li")]


@pytest.mark.parametrize("name", ["pictures", "strangers", "records"])
def test_that_longer_needs_one(dialog, chosen, name):
    field = getattr(dialog, name)
    field.setValue(field.value() + 0.1)
    assert not dialog.save_button.isEnabled()
    assert "say why" in dialog.problem.text()
    assert dialog.reason.isEnabled()
    dialog.reason.setText("   ")
    assert not dialog.save_button.isEnabled()
    dialog.reason.setText(" complaint ")
    assert dialog.problem.text() == ""
    dialog.save_button.click()
    assert [choice.reason for choice in chosen] == ["complaint"]


def test_that_judged_events_have_30_days_at_most(dialog):
    dialog.judged.setValue(500.0)
    assert dialog.judged.value() == 30.0


def test_that_enter_and_escape_change_nothing(dialog, chosen, qtbot):
    dialog.pictures.setValue(1.0)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    dialog.show()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert chosen == []


def test_that_what_was_chosen_comes_back_with_its_reason(dialog):
    choice = SiteRetention(pictures_days=14.0, reason="complaint", by="Wang", at_ms=5)
    dialog.show_retention(choice, DEFAULT, "Li")
    assert (dialog.pictures.value(), dialog.reason.text(), dialog.by.text()) == (14.0, "complaint", "Wang")
    dialog.defaults_button.click()
    assert dialog.pictures.value() == 7.0
    assert dialog.reason.text() == ""


def test_that_the_profiles_default_is_the_default(dialog, chosen):
    profile = SiteRetention(pictures_days=30.0)
    dialog.show_retention(None, profile, "")
    assert dialog.pictures.value() == 30.0
    assert dialog.save_button.isEnabled()
    dialog.save_button.click()
    assert chosen == [None]


def test_that_purge_leads_on(dialog, qtbot):
    with qtbot.waitSignal(dialog.purge_asked):
        dialog.purge_button.click()
    assert not dialog.isVisible()


def test_that_every_field_has_a_name_and_a_unit(dialog):
    for field in dialog.findChildren(QAbstractSpinBox):
        assert field.accessibleName()
        assert field.suffix().strip() in ("days", "hours")
    assert all(field.accessibleName() for field in (dialog.reason, dialog.by))
    assert dialog.findChildren(QLineEdit)
