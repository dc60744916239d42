"""Choosing what goes for good: what is said before, how far it is, and what Enter, Escape and Cancel do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QProgressBar

from sophon_monitor.domain.changes import PurgeProgressed
from sophon_monitor.domain.purge import (
    KnownPerson,
    PurgeChoice,
    PurgedPerson,
    PurgeOrder,
    PurgeResult,
    PurgeStage,
)
from sophon_monitor.qtmodels.privacy_words import progress_sentence, result_sentence
from sophon_monitor.qtmodels.purge_people_model import PurgePeopleModel
from sophon_monitor.widgets.purge_dialog import PurgeDialog
from tests.widgets.frame_site import theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

LI = KnownPerson(who=PurgedPerson("450017", "Li Wei"), events=412, pictures=1102, last_at_ms=1_790_000_000_000)
ZHANG = KnownPerson(who=PurgedPerson(None, "张明"), events=1, pictures=2)
NAMELESS = KnownPerson(who=PurgedPerson("77", None), events=3, pictures=0)
TESTER = KnownPerson(who=PurgedPerson("9", "Tester"))
CHOICE = PurgeChoice(
    people=(LI, ZHANG, NAMELESS, TESTER),
    stranger_pictures=40,
    events=500,
    pictures=1300,
    reports=2,
    elsewhere=("/home/x/handover.pdf",),
)


@pytest.fixture
def dialog(qtbot):
    made = PurgeDialog(theme())
    qtbot.addWidget(made)
    made.begin("Harbour")
    made.show_choice(CHOICE)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def asked(dialog):
    heard: list[object] = []
    dialog.purge_asked.connect(heard.append)
    dialog.site_purge_asked.connect(heard.append)
    return heard


def rows(dialog) -> list[str]:
    shown = dialog.people.table.model()
    return [shown.index(row, 0).data() for row in range(shown.rowCount())]


def test_that_nothing_is_chosen_at_first_and_nothing_can_be_purged(dialog, asked, qtbot):
    assert not dialog.purge_button.isEnabled()
    assert dialog.cancel_button.isDefault()
    qtbot.keyClick(dialog.people.search, Qt.Key.Key_Return)
    assert asked == []
    assert dialog.isVisible()


def test_that_enter_on_the_dialog_cancels(dialog, asked, qtbot):
    dialog.people.model.turn(0)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert asked == []


def test_that_somebody_is_found_by_name_or_number_and_chosen_with_the_keyboard(dialog, asked, qtbot):
    qtbot.keyClicks(dialog.people.search, "0017")
    assert rows(dialog) == ["Li Wei"]
    qtbot.keyClick(dialog.people.search, Qt.Key.Key_Return)
    assert dialog.people.table.hasFocus()
    qtbot.keyClick(dialog.people.table, Qt.Key.Key_Space)
    dialog.people.search.setText("张")
    assert rows(dialog) == ["张明"]
    qtbot.keyClick(dialog.people.search, Qt.Key.Key_Return)
    qtbot.keyClick(dialog.people.table, Qt.Key.Key_Return)
    assert [known.who.name for known in dialog.people.model.chosen] == ["Li Wei", "张明"]
    assert dialog.isVisible()
    dialog.people.search.setText("nobody at all")
    assert rows(dialog) == []
    dialog.purge_button.click()
    assert asked == [PurgeOrder(people=(LI.who, ZHANG.who))]


def test_that_a_click_anywhere_in_a_row_turns_it(dialog, qtbot):
    table = dialog.people.table
    for column in (0, 3):
        at = table.visualRect(table.model().index(1, column)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert len(dialog.people.model.chosen) == (column == 0)


def test_that_it_says_what_goes_and_what_stays(dialog):
    dialog.people.model.turn(0)
    dialog.people.model.turn(1)
    assert "413 events and" in dialog.goes.text()
    assert "Reports that show whole faces go too" in dialog.goes.text()
    assert "Masked ones stay" in dialog.goes.text()
    for stays in ("files that you exported", "the boxes' own records", "/home/x/handover.pdf"):
        assert stays in dialog.stays.text()
    assert dialog.purge_button.text() == "Purge 2 people"


def test_that_strangers_have_no_names_and_only_their_pictures_go(dialog, asked):
    dialog.strangers_radio.setChecked(True)
    assert not dialog.people.isVisible()
    assert "40 pictures" in dialog.goes.text()
    assert dialog.purge_button.text() == "Purge strangers' pictures"
    dialog.purge_button.click()
    assert asked == [PurgeOrder(stranger_pictures=True)]


def test_that_without_pictures_of_strangers_there_is_nothing_to_purge(dialog):
    dialog.show_choice(PurgeChoice())
    dialog.strangers_radio.setChecked(True)
    assert not dialog.purge_button.isEnabled()


def test_that_the_site_goes_under_its_own_name_only(dialog, asked):
    dialog.site_radio.setChecked(True)
    assert "everything of “Harbour”" in dialog.goes.text()
    for text, may in (("", False), ("harbour", False), ("Harbour ", True)):
        dialog.confirm.setText(text)
        assert dialog.purge_button.isEnabled() is may
    dialog.keep_boxes.setChecked(True)
    dialog.purge_button.click()
    assert asked == [True]
    assert "Putting borrowed settings back" in dialog.state.text()


def test_that_a_demo_has_no_site_to_purge(dialog):
    dialog.begin("")
    dialog.show_choice(CHOICE)
    assert not dialog.site_radio.isEnabled()


def test_that_progress_is_shown_and_closing_does_not_stop_it(dialog, asked):
    dialog.people.model.turn(0)
    dialog.purge_button.click()
    dialog.show_progress(PurgeProgressed(PurgeStage.RECORDS, 37, 100))
    assert (dialog.bar.value(), dialog.bar.isVisible()) == (37, True)
    assert "37 %" in dialog.state.text()
    for stage in (PurgeStage.CLEANING, PurgeStage.WAITING_FOR_CALM, PurgeStage.WAITING_FOR_DISK):
        dialog.show_progress(PurgeProgressed(stage))
        assert dialog.state.text() == progress_sentence(PurgeProgressed(stage))
        assert dialog.bar.maximum() == 0
    assert not dialog.purge_button.isEnabled()
    assert not dialog.people.isEnabled()
    assert dialog.cancel_button.text() == "Close"
    dialog.cancel_button.click()
    assert len(asked) == 1


def test_that_the_result_names_counts_and_nobody(dialog):
    dialog.people.search.setText("Li Wei")
    dialog.people.model.turn(0)
    dialog.purge_button.click()
    dialog.show_result(PurgeResult(people=1, events=412, pictures=1102, reports=2, left=("open.pdf",)))
    assert "412 events" in dialog.state.text()
    assert "open.pdf" in dialog.state.text()
    assert dialog.people.search.text() == ""
    assert rows(dialog) == []
    assert not dialog.purge_button.isVisible()
    assert dialog.cancel_button.hasFocus()


def test_that_what_was_refused_may_be_tried_again(dialog, asked):
    dialog.site_radio.setChecked(True)
    dialog.confirm.setText("Harbour")
    dialog.purge_button.click()
    dialog.refuse("Not now.")
    assert dialog.state.text() == "Not now."
    dialog.purge_button.click()
    assert asked == [False, False]


def test_that_while_the_archive_is_looked_through_nothing_can_be_purged(dialog):
    dialog.begin("Harbour")
    assert "Looking through" in dialog.goes.text()
    dialog.confirm.setText("Harbour")
    dialog.site_radio.setChecked(True)
    assert not dialog.purge_button.isEnabled()


def test_that_large_numbers_are_grouped_as_the_language_does(qapp):
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    try:
        assert "1,102 pictures" in result_sentence(PurgeResult(people=1, events=4, pictures=1102))
        assert result_sentence(PurgeResult(pictures=2)).startswith("2 pictures of strangers")
    finally:
        QLocale.setDefault(before)


def test_that_every_control_has_a_name(dialog):
    for kind in (QAbstractButton, QLineEdit, QProgressBar):
        for control in dialog.findChildren(kind):
            if control.parent() is dialog or kind is not QAbstractButton:
                text = control.text() if isinstance(control, QAbstractButton) else ""
                assert text or control.accessibleName(), control


def test_that_the_model_is_a_sound_one(qapp, qtmodeltester):
    model = PurgePeopleModel()
    model.show_people(CHOICE.people)
    qtmodeltester.check(model)
    proxy = QSortFilterProxyModel()
    proxy.setSourceModel(model)
    model.turn(1)
    spoken = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(4)]
    assert spoken[1].startswith("chosen: 张明")
    assert "test person, no events" in spoken[3]
    assert "(no name)" in spoken[2]
    model.show_people((LI,))
    assert model.chosen == ()
    qtmodeltester.check(model)


def test_that_it_looks_the_same_in_the_dark(qtbot, qapp):
    from sophon_monitor.widgets.style import apply_style

    colours = theme(is_dark=True)
    apply_style(qapp, colours)
    dialog = PurgeDialog(colours)
    qtbot.addWidget(dialog)
    dialog.begin("Harbour")
    dialog.show_choice(CHOICE)
    dialog.show()
    dialog.people.model.turn(0)
    table = dialog.people.table
    picture = table.viewport().grab().toImage()
    seen = {}
    for row in (0, 1):
        rect = table.visualRect(table.model().index(row, 0))
        line = [picture.pixelColor(x, rect.center().y()).name() for x in range(rect.left(), rect.left() + 26)]
        seen[row] = set(line)
    assert colours.palette.accent.name() in seen[0]
    assert colours.palette.text_faint.name() in seen[1]
