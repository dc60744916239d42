"""The dialog of one box's reports: what it says before anything is written, and what it asks for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QComboBox, QLabel

from sophon_monitor.domain.borrowing import (
    EntryState,
    ReportKind,
    ReportProblem,
    Returned,
    ReturnOutcome,
    Step,
    StepName,
    StepState,
    Way,
)
from sophon_monitor.widgets.reporting_dialog import BorrowRequest, ReportingDialog
from sophon_monitor.widgets.step_list import StepList
from tests.widgets.borrowing_material import KEY, OTHER_KEY, THEIRS, TOKEN, entry, plan, report
from tests.widgets.frame_site import theme

# The offscreen platform says so of every window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

STATUS, CAMERAS, EVENTS = ReportKind.STATUS, ReportKind.CAMERAS, ReportKind.EVENTS
ADDRESSES = (("192.168.1.63", "Ethernet", True), ("10.0.0.4", "Wi-Fi", False))


@pytest.fixture
def dialog(qtbot):
    made = ReportingDialog(theme())
    qtbot.addWidget(made)
    made.set_box(KEY, "East Gate SE5")
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def asked(dialog):
    """Every request that left the dialog, by name."""
    heard: dict[str, list] = {"borrow": [], "plan": [], "back": [], "diagnose": [], "hand": [], "background": []}
    dialog.borrow_asked.connect(heard["borrow"].append)
    dialog.plan_asked.connect(lambda key, host: heard["plan"].append((key, host)))
    dialog.put_back_asked.connect(heard["back"].append)
    dialog.diagnose_asked.connect(heard["diagnose"].append)
    dialog.by_hand_asked.connect(heard["hand"].append)
    dialog.background_asked.connect(lambda: heard["background"].append(None))
    return heard


def shown(dialog) -> str:
    """All that can be read, without the places where a line may break."""
    parts = [
        one.text() for one in dialog.findChildren(QLabel) + dialog.findChildren(QAbstractButton) if one.isVisible()
    ]
    return "\n".join(parts).replace("\u200b", "")


def yes_box(dialog) -> QCheckBox:
    return next(box for box in dialog.table.findChildren(QCheckBox) if box.isVisible())


def done(name, **more):
    return Step(name, StepState.DONE, elapsed_ms=14.0, at_s=1_790_000_000.0, **more)


def failed(name, problem, detail=""):
    return Step(name, StepState.FAILED, problem, detail, elapsed_ms=2000.0, at_s=1_790_000_000.0)


def test_that_before_the_plan_nothing_can_be_borrowed(dialog):
    assert "East Gate SE5" in dialog.windowTitle()
    assert "Nothing is written" in shown(dialog)
    assert not dialog.borrow_button.isVisible()
    assert dialog.cancel_button.isVisible()


def test_that_the_plan_says_now_meanwhile_and_afterwards(dialog, asked):
    dialog.show_plan(plan(report()))
    text = shown(dialog)
    assert text.count(THEIRS) == 3
    assert "/DeviceStatus/k3f9…" in text
    assert TOKEN not in text
    assert "adds itself" in text
    assert dialog.borrow_button.isEnabled()
    assert asked["borrow"] == []


def test_that_a_password_in_an_address_is_never_shown(dialog):
    url = "http://admin:secret@10.0.0.8/cameras"
    dialog.show_plan(plan(report(way=Way.REPLACED, now=(url,), afterwards=(url,))))
    names = "\n".join(one.accessibleName() + one.toolTip() for one in dialog.findChildren(QAbstractButton))
    assert "admin:***@10.0.0.8" in shown(dialog)
    assert "secret" not in shown(dialog) + names


def test_that_borrow_asks_for_all_reports_and_leaves_the_period(dialog, asked):
    dialog.set_addresses(ADDRESSES)
    dialog.show_plan(plan(report(), report(EVENTS, Way.SET)))
    dialog.borrow_button.click()
    assert asked["borrow"] == [BorrowRequest(KEY, frozenset({STATUS, EVENTS}), frozenset(), None, "192.168.1.63")]


def test_that_a_value_is_replaced_only_after_a_clear_yes(dialog, asked):
    dialog.show_plan(plan(report(), report(CAMERAS, Way.REPLACED)))
    assert f"{THEIRS} gets nothing while you work here" in shown(dialog)
    assert not yes_box(dialog).isChecked()
    dialog.borrow_button.click()
    assert asked["borrow"][0].kinds == {STATUS}
    assert asked["borrow"][0].agreed == frozenset()


def test_that_a_yes_takes_the_report_in(dialog, asked):
    dialog.show_plan(plan(report(CAMERAS, Way.REPLACED)))
    assert not dialog.borrow_button.isEnabled()
    yes_box(dialog).click()
    assert dialog.borrow_button.isEnabled()
    dialog.borrow_button.click()
    assert (asked["borrow"][0].kinds, asked["borrow"][0].agreed) == ({CAMERAS}, {CAMERAS})


def test_that_a_yes_stays_for_the_same_address_and_goes_with_another(dialog):
    dialog.show_plan(plan(report(CAMERAS, Way.REPLACED)))
    yes_box(dialog).click()
    dialog.show_plan(plan(report(CAMERAS, Way.REPLACED)))
    assert yes_box(dialog).isChecked()
    dialog.show_plan(plan(report(CAMERAS, Way.REPLACED, now=("http://10.0.0.9/new",))))
    assert not yes_box(dialog).isChecked()


def test_that_a_yes_for_one_box_is_none_for_the_next(dialog):
    dialog.show_plan(plan(report(CAMERAS, Way.REPLACED)))
    yes_box(dialog).click()
    dialog.set_box(OTHER_KEY, "Block C")
    dialog.show_plan(plan(report(CAMERAS, Way.REPLACED), box_key=OTHER_KEY))
    assert not yes_box(dialog).isChecked()


def test_that_the_plan_of_another_box_is_not_shown(dialog):
    dialog.show_plan(plan(report(), box_key=OTHER_KEY))
    assert THEIRS not in shown(dialog)


def test_that_what_cannot_be_read_back_is_named_before_writing(dialog):
    dialog.show_plan(plan(report(cannot_read=("content-type", "reporter_id"))))
    assert "The box does not tell its content type; json will be sent." in shown(dialog)
    assert "reporter_id" in shown(dialog)


def test_that_a_report_that_cannot_be_read_is_said_and_not_asked_for(dialog, asked):
    dialog.show_plan(plan(report(), problems=(ReportProblem(EVENTS, "not_readable"),)))
    assert "nothing is changed" in shown(dialog)
    dialog.borrow_button.click()
    assert asked["borrow"][0].kinds == {STATUS}


def test_that_where_nothing_can_be_borrowed_one_can_look_again_or_find_out_why(dialog, asked):
    dialog.show_plan(plan(problem="no_route", our_address=None))
    assert "no way to the box" in shown(dialog)
    assert "to nobody today" not in shown(dialog)
    assert not dialog.borrow_button.isVisible()
    dialog.again_button.click()
    dialog.diagnose_button.click()
    assert (asked["plan"], asked["diagnose"]) == ([(KEY, None)], [KEY])


def test_that_another_address_is_planned_anew_before_it_can_be_borrowed(dialog, asked):
    dialog.show_plan(plan(report()))
    dialog.set_addresses(ADDRESSES)
    assert dialog.choices.address.currentText() == "Ethernet 192.168.1.63 (same network as the box)"
    dialog.choices.address.setCurrentIndex(1)
    dialog.choices.address.activated.emit(1)
    assert asked["plan"] == [(KEY, "10.0.0.4")]
    assert not dialog.borrow_button.isEnabled()
    dialog.show_plan(plan(report(), our_address=("10.0.0.4", 9528)))
    assert dialog.borrow_button.isEnabled()
    assert dialog.choices.host == "10.0.0.4"


def test_that_the_chosen_address_is_the_one_of_the_plan(dialog):
    dialog.set_addresses(ADDRESSES)
    dialog.show_plan(plan(report(), our_address=("10.0.0.4", 9528)))
    assert dialog.choices.host == "10.0.0.4"


def test_that_a_new_period_is_sent_along_and_outlives_a_new_plan(dialog, asked):
    dialog.show_plan(plan(report()))
    assert dialog.choices.period.currentText() == "leave it as it is (20 s)"
    dialog.choices.period.setCurrentIndex(dialog.choices.period.findData(5.0))
    dialog.show_plan(plan(report()))
    dialog.borrow_button.click()
    assert asked["borrow"][0].new_period_s == 5.0


def test_that_a_period_that_cannot_be_read_cannot_be_changed(dialog):
    dialog.show_plan(plan(report(period_s=None)))
    assert not dialog.choices.period.isEnabled()
    assert dialog.choices.address.isEnabled()


def test_that_steps_are_shown_as_they_happen(dialog, asked):
    dialog.show_plan(plan(report()))
    dialog.borrow_button.click()
    assert dialog.steps.isVisible()
    assert not dialog.borrow_button.isEnabled()
    dialog.show_step(done(StepName.REACH))
    assert "14 ms" in shown(dialog)
    dialog.show_borrowed((entry(),))
    assert dialog.put_back_button.isVisible()
    assert dialog.background_button.isVisible()
    assert not dialog.borrow_button.isVisible()
    assert not dialog.cancel_button.isVisible()


def test_that_a_step_that_failed_stays_in_sight_and_the_box_is_read_anew(dialog, asked):
    dialog.show_plan(plan(report()))
    dialog.borrow_button.click()
    dialog.show_step(failed(StepName.REACH, "timeout"))
    assert "The box does not answer" in shown(dialog)
    assert asked["plan"] == [(KEY, None)]
    assert not dialog.borrow_button.isEnabled()
    dialog.show_plan(plan(report()))
    assert "The box does not answer" in shown(dialog)
    assert dialog.borrow_button.isEnabled()
    dialog.diagnose_button.click()
    assert asked["diagnose"] == [KEY]


def test_that_after_half_a_success_the_first_message_is_still_waited_for(dialog):
    dialog.show_plan(plan(report(), report(EVENTS)))
    dialog.borrow_button.click()
    dialog.show_step(failed(StepName.READ_BACK, "read_back_differs", "monitor"))
    dialog.show_step(done(StepName.FIRST_MESSAGE))
    assert not dialog.diagnose_button.isVisible()


def test_that_without_a_first_message_the_ladder_is_offered(dialog, asked):
    dialog.show_plan(plan(report()))
    dialog.borrow_button.click()
    dialog.show_borrowed((entry(),))
    dialog.show_step(Step(StepName.FIRST_MESSAGE, StepState.RUNNING, at_s=0.0, due_s=15.0))
    assert "If none comes: check firewall, network card, address" in shown(dialog)
    dialog.show_step(failed(StepName.FIRST_MESSAGE, "no_message", "15 s"))
    assert "No message came within 15 s" in shown(dialog)
    assert dialog.put_back_button.isVisible()
    dialog.diagnose_button.click()
    assert asked["diagnose"] == [KEY]
    assert asked["plan"] == []


def test_that_steps_of_another_box_are_not_shown(dialog):
    dialog.show_plan(plan(report()))
    dialog.show_step(done(StepName.FIRST_MESSAGE))
    dialog.show_step(done(StepName.FIRST_MESSAGE), OTHER_KEY)
    assert not dialog.steps.isVisible()
    dialog.show_step(done(StepName.FIRST_MESSAGE), KEY)
    assert dialog.steps.isVisible()


def test_that_a_borrowed_box_is_shown_as_such_with_a_way_back(dialog, asked):
    dialog.show_borrowed((entry(), replace(entry(2), box_key=OTHER_KEY)))
    dialog.show_plan(plan(report(way=Way.OURS_ALREADY, entry_id=1)))
    assert "reports to this computer" in shown(dialog)
    assert not dialog.borrow_button.isVisible()
    dialog.put_back_button.click()
    assert asked["back"] == [KEY]
    assert not dialog.put_back_button.isEnabled()


def test_that_the_rest_of_a_borrowed_box_can_still_be_borrowed(dialog, asked):
    dialog.show_borrowed((entry(),))
    dialog.show_plan(plan(report(way=Way.OURS_ALREADY, entry_id=1), report(CAMERAS, Way.REPLACED)))
    assert not dialog.borrow_button.isEnabled()
    yes_box(dialog).click()
    dialog.borrow_button.click()
    assert CAMERAS in asked["borrow"][0].kinds


def test_that_it_closes_when_all_is_back_and_stays_when_not(dialog, asked):
    dialog.show_borrowed((entry(),))
    dialog.show_plan(plan(report(way=Way.OURS_ALREADY, entry_id=1)))
    dialog.put_back_button.click()
    dialog.show_returned((Returned(entry(), ReturnOutcome.UNREACHABLE),))
    assert dialog.isVisible()
    assert "stays on the list" in shown(dialog)
    dialog.put_back_button.click()
    dialog.show_returned((Returned(entry(state=EntryState.RETURNED), ReturnOutcome.RETURNED),))
    assert not dialog.isVisible()
    assert asked["background"] == []


def test_that_what_is_given_back_elsewhere_does_not_close_it(dialog, asked):
    dialog.show_plan(plan(report()))
    dialog.show_returned((Returned(entry(state=EntryState.RETURNED), ReturnOutcome.RETURNED),))
    assert dialog.isVisible()
    assert asked["plan"] == [(KEY, None)]


def test_that_keeping_it_in_the_background_writes_nothing(dialog, asked):
    dialog.show_borrowed((entry(),))
    dialog.background_button.click()
    assert not dialog.isVisible()
    assert (asked["background"], asked["back"], asked["borrow"]) == ([None], [], [])


def test_that_escape_and_by_hand_write_nothing(dialog, asked, qtbot):
    dialog.show_plan(plan(report()))
    dialog.by_hand_button.click()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert (asked["hand"], asked["borrow"], asked["back"]) == ([KEY], [], [])


def test_that_a_problem_of_the_wiring_is_said(dialog):
    dialog.show_problem("journal_busy")
    assert "Another program" in shown(dialog)


def test_that_everything_is_reached_by_keyboard_and_has_a_name(dialog, qtbot):
    dialog.set_addresses(ADDRESSES)
    dialog.show_plan(plan(report(), report(CAMERAS, Way.REPLACED)))
    controls = [one for kind in (QAbstractButton, QComboBox) for one in dialog.findChildren(kind) if one.isVisible()]
    assert len(controls) >= 6
    assert [one for one in controls if not (one.accessibleName() or one.text())] == []
    reached = set()
    dialog.activateWindow()
    for _ in range(2 * len(controls)):
        qtbot.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    assert {one for one in controls if one.isEnabled()} <= reached


def test_that_it_fits_the_smallest_window(dialog):
    dialog.show_plan(plan(*(report(kind, Way.REPLACED) for kind in ReportKind)))
    dialog.borrow_button.click()
    assert dialog.minimumSizeHint().width() <= 1180
    assert dialog.minimumSizeHint().height() <= 720
    assert dialog.height() <= 720


def test_that_the_language_changes_while_a_yes_stands(dialog):
    dialog.show_plan(plan(report(CAMERAS, Way.REPLACED)))
    yes_box(dialog).click()
    QGuiApplication.sendEvent(dialog, QEvent(QEvent.Type.LanguageChange))
    assert yes_box(dialog).isChecked()
    assert dialog.borrow_button.isEnabled()


def test_that_the_countdown_ends_at_nothing_and_stops(qtbot):
    now = [1_000.0]
    steps = StepList(theme(), wall_clock=lambda: now[0])
    qtbot.addWidget(steps)
    steps.show_step(Step(StepName.FIRST_MESSAGE, StepState.RUNNING, at_s=1_000.0, due_s=15.0))
    line = steps._lines[StepName.FIRST_MESSAGE]
    assert line.words.text() == "Waiting for the first message… 15 s"
    assert line.time.text() == "up to 15 s"
    now[0] = 1_008.0
    steps._count_down()
    assert line.words.text().endswith("… 7 s")
    assert steps._clock.isActive()
    now[0] = 1_030.0
    steps._count_down()
    assert line.words.text().endswith("… 0 s")
    assert not steps._clock.isActive()
