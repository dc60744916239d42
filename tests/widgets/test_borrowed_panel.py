"""What is borrowed, always in sight: the line in the window and the list behind it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QVBoxLayout, QWidget

from sophon_monitor.domain.borrowing import Decision, EntryState, ReportKind, Returned, ReturnOutcome
from sophon_monitor.widgets.borrowed_panel import LIST_HEIGHT_PX, BorrowedPanel
from sophon_monitor.widgets.icons import install_icons
from tests.widgets.borrowing_material import KEY, OTHER_KEY, entry
from tests.widgets.frame_site import icon_bytes, theme

CHANGED = EntryState.CHANGED


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def panel(window, qtbot):
    install_icons(icon_bytes)
    made = BorrowedPanel(theme(), window)
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(made)
    layout.addStretch(1)
    window.resize(1180, 720)
    window.show()
    qtbot.waitExposed(window)
    return made


@pytest.fixture
def asked(panel):
    """Every request that left the panel, in order."""
    heard: list[tuple] = []
    panel.put_back_asked.connect(lambda ids: heard.append(("back", ids)))
    panel.decide_asked.connect(lambda number, decision: heard.append(("decide", number, decision)))
    panel.keep_asked.connect(lambda number, keep: heard.append(("keep", number, keep)))
    panel.diagnose_asked.connect(lambda key: heard.append(("diagnose", key)))
    return heard


def shown(panel) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def test_that_it_is_in_sight_exactly_while_something_is_borrowed(panel):
    assert not panel.isVisible()
    panel.set_entries((entry(1), entry(2), entry(3, box_key=OTHER_KEY)))
    assert panel.isVisible()
    assert panel.sentence.text().startswith("3 settings of 2 boxes borrowed")
    panel.set_entries((entry(1, EntryState.RETURNED),))
    assert not panel.isVisible()


def test_that_the_list_opens_and_folds(panel):
    panel.set_entries((entry(),))
    assert not panel.lines[0].isVisible()
    panel.show_button.click()
    assert panel.lines[0].isVisible()
    assert "East Gate SE5 (192.168.1.180) · Status of the box · since" in shown(panel)
    assert "Borrowed." in shown(panel)
    panel.show_button.click()
    assert not panel.lines[0].isVisible()


def test_that_all_go_back_but_those_that_need_a_decision_or_are_on_their_way(panel, asked):
    panel.set_entries((entry(1), entry(2, CHANGED), entry(3), entry(4, keep=True)))
    panel.set_busy(frozenset({3}))
    panel.put_back_button.click()
    assert asked == [("back", (1, 4))]
    panel.set_entries((entry(2, CHANGED),))
    assert not panel.put_back_button.isEnabled()


def test_that_one_goes_back_alone_or_is_kept(panel, asked):
    panel.set_entries((entry(1), entry(2, keep=True)))
    panel.lines[0].buttons["put_back"].click()
    panel.lines[0].buttons["keep"].click()
    panel.lines[1].buttons["keep"].click()
    assert asked == [("back", (1,)), ("keep", 1, True), ("keep", 2, False)]


def test_that_a_change_meanwhile_opens_the_list_with_its_three_decisions(panel, asked):
    panel.set_entries((entry(1),))
    panel.set_entries((entry(1, CHANGED, problem="changed_meanwhile"),))
    panel.show_returned(
        (Returned(entry(1, CHANGED), ReturnOutcome.CHANGED, now=("http://root:secret@10.0.0.99/other",)),)
    )
    assert "now it is http://root:***@10.0.0.99/other" in shown(panel)
    assert list(panel.lines[0].buttons) == [decision.value for decision in Decision]
    for decision in Decision:
        panel.lines[0].buttons[decision.value].click()
    assert asked == [("decide", 1, decision) for decision in Decision]


def test_that_a_person_may_fold_the_list_again_before_deciding(panel):
    panel.set_entries((entry(1, CHANGED),))
    panel.show_button.click()
    panel.set_entries((entry(1, CHANGED), entry(2)))
    assert not panel.show_button.isChecked()
    panel.set_entries((entry(1, CHANGED), entry(2, CHANGED)))
    assert panel.show_button.isChecked()


def test_that_a_box_that_does_not_answer_says_when_it_was_tried_and_leads_to_the_ladder(panel, asked):
    away = entry(1, EntryState.RETURNING, problem="timeout")
    panel.set_entries((away,))
    panel.show_button.click()
    assert "does not answer" in shown(panel)
    assert "Tried at" in shown(panel)
    panel.show_returned((Returned(away, ReturnOutcome.UNREACHABLE),))
    assert "Tried at" in shown(panel)
    panel.lines[0].buttons["diagnose"].click()
    assert asked == [("diagnose", KEY)]


def test_that_an_interrupted_one_is_said_to_be_perhaps_changed(panel):
    panel.set_entries((entry(1, EntryState.PLANNED),))
    panel.show_button.click()
    assert "Perhaps changed" in shown(panel)


def test_that_what_came_of_an_attempt_gives_way_to_what_happened_since(panel):
    away = entry(1, problem="timeout")
    panel.set_entries((away,))
    panel.show_returned((Returned(away, ReturnOutcome.UNREACHABLE),))
    panel.show_button.click()
    panel.set_entries((entry(1, changed_at_s=1_790_000_999.0),))
    assert "Borrowed." in shown(panel)
    assert "does not answer" not in shown(panel)


def test_that_a_busy_entry_waits(panel):
    panel.set_entries((entry(1), entry(2)))
    panel.show_button.click()
    panel.set_busy(frozenset({1}))
    assert not any(button.isEnabled() for button in panel.lines[0].buttons.values())
    assert all(button.isEnabled() for button in panel.lines[1].buttons.values())
    assert "Asking the box" in shown(panel)
    panel.show_returned((Returned(entry(1), ReturnOutcome.REFUSED),))
    assert all(button.isEnabled() for button in panel.lines[0].buttons.values())


def test_that_the_focus_stays_where_it_was_when_the_list_is_built_anew(panel, qtbot):
    panel.set_entries((entry(1), entry(2)))
    panel.show_button.click()
    panel.activateWindow()
    button = panel.lines[1].buttons["keep"]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    panel.set_entries((entry(1), entry(2, keep=True)))
    assert QApplication.focusWidget() is panel.lines[1].buttons["keep"]
    panel.set_entries((entry(1),))
    assert QApplication.focusWidget() is panel.show_button


def test_that_every_button_says_whose_setting_it_is(panel):
    panel.set_entries((entry(1), entry(2, CHANGED, kind=ReportKind.EVENTS), entry(3, problem="timeout")))
    buttons = [button for line in panel.lines for button in line.buttons.values()]
    assert all("East Gate SE5" in button.accessibleName() for button in buttons)
    assert all(one.accessibleName() or one.text() for one in panel.findChildren(QAbstractButton))


def test_that_the_list_is_as_high_as_its_lines_and_no_higher_than_it_may(panel, qtbot):
    panel.set_entries((entry(1),))
    panel.show_button.click()
    QApplication.processEvents()
    low = panel._list.height()
    assert panel.lines[0].height() <= low <= 2 * panel.lines[0].height()
    panel.set_entries(tuple(entry(number) for number in range(1, 30)))
    assert low < panel._list.height() <= LIST_HEIGHT_PX
    panel.window().resize(700, 720)
    QApplication.processEvents()
    assert panel.window().width() == 700
