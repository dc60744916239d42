"""Leaving while settings are borrowed: asked once, nothing forced, what stays is named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication

from sophon_monitor.domain.borrowing import EntryState, Returned, ReturnOutcome
from sophon_monitor.widgets.leave_dialog import LeaveDialog
from tests.widgets.borrowing_material import OTHER_KEY, entry
from tests.widgets.frame_site import theme

# The offscreen platform says so of every window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

FIRST, SECOND = entry(1), entry(2, box_key=OTHER_KEY, box_name="Block C")
BACK = Returned(replace(FIRST, state=EntryState.RETURNED), ReturnOutcome.RETURNED)
AWAY = Returned(replace(SECOND, problem="timeout"), ReturnOutcome.UNREACHABLE)


@pytest.fixture
def dialog(qtbot):
    made = LeaveDialog(theme())
    qtbot.addWidget(made)
    made.set_entries((FIRST, SECOND))
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def asked(dialog):
    """Every request that left the dialog, in order."""
    heard: list[str] = []
    for name in ("put_back", "keep", "stay", "close_anyway"):
        getattr(dialog, f"{name}_asked").connect(lambda name=name: heard.append(name))
    return heard


def test_that_it_names_what_is_borrowed_and_asks_before_anything_happens(dialog, asked):
    assert "Put their own settings back?" in dialog.question.text()
    assert "East Gate SE5" in dialog.list.text()
    assert "Block C" in dialog.list.text()
    assert asked == []


def test_that_enter_puts_back(dialog, asked, qtbot):
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert asked == ["put_back"]


def test_that_it_can_be_left_borrowed(dialog, asked):
    dialog.keep_button.click()
    assert asked == ["keep"]


@pytest.mark.parametrize("way", ["button", "escape", "cross"])
def test_that_one_can_stay(dialog, asked, qtbot, way):
    match way:
        case "button":
            dialog.stay_button.click()
        case "escape":
            qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        case "cross":
            dialog.close()
    assert asked == ["stay"]
    assert not dialog.isVisible()


def test_that_putting_back_is_shown_line_by_line(dialog):
    dialog.put_back_button.click()
    assert "Putting the boxes' own settings back" in dialog.question.text()
    assert dialog.list.text().count("Being put back.") == 2
    assert not dialog.put_back_button.isEnabled()
    assert not dialog.keep_button.isEnabled()
    dialog.set_entries((SECOND,))
    first, second = dialog.list.text().splitlines()
    assert first.endswith("Status of the box: Put back.")
    assert second.endswith("Being put back.")


def test_that_what_could_not_be_put_back_is_named_with_two_ways_on(dialog, asked):
    dialog.put_back_button.click()
    dialog.show_returned((BACK, AWAY))
    assert dialog.question.text() == "Not everything could be put back."
    assert "stays on the list" in dialog.list.text()
    assert dialog.left_open == (AWAY,)
    assert dialog.put_back_button.text() == "Try again"
    dialog.keep_button.click()
    dialog.put_back_button.click()
    assert asked == ["put_back", "close_anyway", "put_back"]


def test_that_a_second_attempt_remembers_what_is_back_and_forgets_why_the_rest_was_not(dialog):
    dialog.put_back_button.click()
    dialog.show_returned((BACK, AWAY))
    dialog.put_back_button.click()
    first, second = dialog.list.text().splitlines()
    assert "read back to prove it" in first
    assert second.endswith("Being put back.")


def test_that_many_settings_do_not_push_the_buttons_off_the_screen(dialog):
    dialog.set_entries(tuple(entry(number) for number in range(1, 100)))
    assert dialog.minimumSizeHint().height() <= 720


def test_that_every_control_has_words_in_every_state(dialog):
    for change in (lambda: dialog.set_busy(True), lambda: dialog.show_returned((BACK, AWAY))):
        change()
        QGuiApplication.sendEvent(dialog, QEvent(QEvent.Type.LanguageChange))
        assert all(one.text() for one in (dialog.put_back_button, dialog.keep_button, dialog.stay_button))
