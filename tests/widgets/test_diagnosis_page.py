"""The page "No events? Find out why" with ladders made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit

from sophon_monitor.domain.ladder import Diagnosis, Rung, RungAction, RungId, RungState
from sophon_monitor.domain.site import BoxAddress, BoxKey
from sophon_monitor.qtmodels import diagnosis_words as words
from sophon_monitor.widgets.diagnosis_card import Tone
from sophon_monitor.widgets.diagnosis_page import DiagnosisPage
from sophon_monitor.widgets.rung_mark import Mark
from sophon_monitor.widgets.style import apply_style
from tests.widgets.frame_site import theme

# The offscreen platform says so of every window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

ADDRESS = BoxAddress("192.168.1.44")
OTHER = BoxAddress("192.168.1.180")
OURS = "http://192.168.1.63:9528"
BOXES = ((BoxKey("a"), "East Gate SE5", OTHER), (BoxKey("b"), "Block C", ADDRESS))
ORDER = tuple(RungId)


@pytest.fixture
def page(qtbot):
    made = DiagnosisPage(theme())
    qtbot.addWidget(made)
    made.resize(1100, 760)
    made.show()
    qtbot.waitExposed(made)
    return made


def rung(rung_id, state=RungState.OK, **more):
    return Rung(rung_id, state, **{"result": "some-code", "elapsed_ms": 14.0, **more})


def ladder(fault=None, *, tried=24, unknown=(), action=RungAction.BORROW, **more):
    rungs = []
    for rung_id in ORDER[:tried]:
        if rung_id is fault:
            rungs.append(rung(rung_id, RungState.FAILED, action=action))
        else:
            rungs.append(rung(rung_id, RungState.UNKNOWN if rung_id in unknown else RungState.OK))
    values = {"at_s": 1_790_000_000.0, "elapsed_s": 1.8, "done": tried == 24}
    return Diagnosis(address=ADDRESS, rungs=tuple(rungs), **{**values, **more})


def test_that_without_a_box_it_asks_for_one_of_the_site_or_an_address(page, qtbot):
    page.set_boxes(BOXES)
    assert page.chooser.isVisible()
    assert not page.card.isVisible()
    assert not page.rungs.isVisible()
    page.chooser.box_list.setCurrentIndex(1)
    with qtbot.waitSignal(page.run_asked) as asked:
        qtbot.keyClick(page.chooser.box_button, Qt.Key.Key_Space)
    assert asked.args == [ADDRESS]
    assert "Block C" in page.card.heading.text()


def test_that_a_typed_address_is_checked_with_enter(page, qtbot):
    page.chooser.host_field.setText("10.0.0.9:5000")
    with qtbot.waitSignal(page.run_asked) as asked:
        qtbot.keyClick(page.chooser.host_field, Qt.Key.Key_Return)
    assert asked.args == [BoxAddress("10.0.0.9", api=5000)]


def test_that_nonsense_is_told_below_the_field_and_starts_nothing(page, qtbot):
    asked = []
    page.run_asked.connect(asked.append)
    page.chooser.host_field.setText("999.1.1.1")
    qtbot.keyClick(page.chooser.host_field, Qt.Key.Key_Return)
    assert "999.1.1.1" in page.chooser._problem.text()
    assert page.chooser._problem.isVisible()
    assert not asked
    qtbot.keyClicks(page.chooser.host_field, "1")
    assert not page.chooser._problem.isVisible()


def test_that_a_new_list_of_boxes_keeps_the_one_that_is_chosen(page):
    page.set_boxes(BOXES)
    page.chooser.box_list.setCurrentIndex(1)
    page.set_boxes((*BOXES, (BoxKey("c"), "Block D", BoxAddress("192.168.1.45"))))
    assert page.chooser.box_list.currentText().startswith("Block C")


def test_that_a_selected_box_waits_for_the_button(page, qtbot):
    page.set_box(ADDRESS, "Block C")
    assert not page.chooser.isVisible()
    assert page.card.tone is Tone.READY
    assert not page.card.copy_button.isVisible()
    with qtbot.waitSignal(page.run_asked) as asked:
        page.card.run_button.click()
    assert asked.args == [ADDRESS]


def test_that_rows_come_one_by_one_while_the_others_wait(page):
    page.set_box(ADDRESS, "Block C")
    page.run()
    page.show_diagnosis(ladder(tried=3))
    rows = list(page.rungs.rows.values())
    assert [row.line.mark for row in rows[:5]] == [Mark.OK, Mark.OK, Mark.OK, Mark.RUNNING, Mark.WAITING]
    assert [row.line.state_label.text() for row in rows[:5]] == ["In order"] * 3 + ["Checking…", "Waiting"]
    assert len(rows) == len(ORDER)
    assert page.card.tone is Tone.RUNNING
    assert "4 of 24" in page.card.progress.text()
    assert page.card.stop_button.isVisible()
    assert not page.card.run_button.isVisible()


def test_that_the_cause_stands_on_top_as_soon_as_it_is_found(page):
    page.set_box(ADDRESS, "Block C")
    page.run()
    page.show_diagnosis(ladder(RungId.PORT_5555, tried=8))
    assert page.card.tone is Tone.FAULT
    assert "Block C" in page.card.heading.text()
    assert page.card.progress.isVisible()
    page.show_diagnosis(ladder(RungId.PORT_5555))
    assert not page.card.progress.isVisible()


def test_that_only_the_first_failure_is_shown_as_the_cause(page):
    page.set_box(ADDRESS, "Block C")
    found = ladder(RungId.REPORT_URL)
    later = rung(RungId.THRESHOLD, RungState.FAILED)
    found = replace(found, rungs=tuple(later if r.id is later.id else r for r in found.rungs))
    page.show_diagnosis(found)
    assert [row.rung_id for row in page.rungs.rows.values() if row.line.is_cause] == [RungId.REPORT_URL]
    assert page.rungs.rows[RungId.THRESHOLD].line.mark is Mark.FAILED
    assert page.rungs.rows[RungId.THRESHOLD].line.state_label.text() == "Fault"


def test_that_the_main_button_names_our_address_and_gives_the_ladder(page, qtbot):
    page.set_our_url(OURS)
    page.set_box(ADDRESS, "Block C")
    found = ladder(RungId.REPORT_URL)
    page.show_diagnosis(found)
    assert page.card.action_button.text() == f"Send them here: {OURS}"
    with qtbot.waitSignal(page.action_asked) as asked:
        page.card.action_button.click()
    assert asked.args == [RungAction.BORROW, found]
    page.set_our_url("http://10.0.0.1:9528")
    assert "10.0.0.1" in page.card.action_button.text()
    assert "10.0.0.1" in page.rungs.rows[RungId.REPORT_URL].action_button.text()


def test_that_a_fault_that_the_program_cannot_mend_has_no_button(page):
    page.set_box(ADDRESS, "Block C")
    page.show_diagnosis(ladder(RungId.CLOCK, action=RungAction.NONE))
    assert not page.card.action_button.isVisible()


def test_that_nothing_failed_is_green_and_says_what_remains_unknown(page):
    page.set_box(ADDRESS, "Block C")
    page.show_diagnosis(ladder(unknown=(RungId.FIREWALL,)))
    assert page.card.tone is Tone.IN_ORDER
    assert page.card.heading.text() == "Everything that can be checked from here is in order."
    assert words.title(RungId.FIREWALL) in page.card.meaning.text()
    assert page.card.advice.text()
    assert not page.card.action_button.isVisible()


def test_that_the_footer_says_when_how_long_and_that_nothing_was_changed(page):
    page.set_box(ADDRESS, "Block C")
    page.show_diagnosis(ladder())
    text = page.footer.text()
    assert text.startswith("Checked Block C at ")
    assert text.endswith(" in 1.8 s. Nothing was changed on the box.")
    assert "UTC" in page.footer.toolTip()


def test_that_stop_ends_the_check_and_late_news_of_it_change_nothing(page, qtbot):
    page.set_box(ADDRESS, "Block C")
    page.run()
    page.show_diagnosis(ladder(tried=4))
    with qtbot.waitSignal(page.stop_asked):
        page.card.stop_button.click()
    page.show_diagnosis(ladder(tried=5))
    assert page.card.tone is Tone.STOPPED
    assert page.card.run_button.isVisible()
    assert page.rungs.rows[ORDER[4]].line.mark is Mark.WAITING
    page.run()
    page.show_diagnosis(ladder(tried=5))
    assert page.card.tone is Tone.RUNNING


def test_that_the_ladder_of_another_box_is_passed_over(page):
    page.set_box(OTHER, "East Gate SE5")
    page.run()
    page.show_diagnosis(ladder(RungId.CLOCK))
    assert page.card.tone is Tone.RUNNING
    assert "East Gate SE5" in page.card.heading.text()


def test_that_turning_to_another_box_forgets_the_ladder(page):
    page.set_box(ADDRESS, "Block C")
    page.show_diagnosis(ladder(RungId.CLOCK))
    page.set_box(OTHER, "East Gate SE5")
    assert page.card.tone is Tone.READY
    assert not page.rungs.isVisible()
    page.set_box(ADDRESS, "Block C")
    assert page.card.tone is Tone.READY


def test_that_the_same_box_again_keeps_its_ladder(page):
    page.set_box(ADDRESS, "Block C")
    page.show_diagnosis(ladder(RungId.CLOCK))
    page.set_box(ADDRESS, "Block C, renamed")
    assert page.card.tone is Tone.FAULT
    assert "renamed" in page.footer.text()


def test_that_a_second_press_starts_no_second_check(page):
    asked = []
    page.run_asked.connect(asked.append)
    page.set_box(ADDRESS, "Block C")
    page.run()
    page.run()
    assert asked == [ADDRESS]


def test_that_another_box_stops_what_runs_and_asks_again(page, qtbot):
    page.set_boxes(BOXES)
    page.set_box(ADDRESS, "Block C")
    page.run()
    with qtbot.waitSignal(page.stop_asked):
        page.choose_another()
    assert page.chooser.isVisible()
    assert page.chooser.box_list.hasFocus()
    page.show_problem("")
    assert not page.rungs.isVisible()


def test_that_a_problem_is_told_with_a_way_to_try_again(page):
    page.set_box(ADDRESS, "Block C")
    page.run()
    page.show_problem("The program is ending.")
    assert page.card.heading.text() == "Block C could not be checked"
    assert page.card.meaning.text() == "The program is ending."
    assert page.card.run_button.isVisible()
    assert not page.card.stop_button.isVisible()


def test_that_the_findings_are_copied_whole_and_without_secrets(page, qtbot):
    secret = "http://installer:hunter2hunter2@192.168.1.36:9528/DeviceStatus/AbCdEfGhIjKlMnOp"
    page.set_box(ADDRESS, "Block C")
    found = ladder(RungId.REPORT_URL)
    shown = rung(RungId.REPORT_URL, RungState.FAILED, result="code {url}", values={"url": secret})
    found = replace(found, rungs=tuple(shown if r.id is shown.id else r for r in found.rungs))
    page.show_diagnosis(found)
    with qtbot.waitSignal(page.copied):
        page.card.copy_button.click()
    text = QGuiApplication.clipboard().text()
    for rung_id in ORDER:
        assert words.title(rung_id) in text
    assert "192.168.1.44" in text
    assert words.headline(found, "Block C").replace("AbCdEfGhIjKlMnOp", "***") in text
    assert "hunter2" not in text
    assert "AbCdEfGhIjKlMnOp" not in text
    assert "http://installer:***@192.168.1.36:9528/DeviceStatus/***" in text
    assert page.card.copy_button.text() == "Copied"


def test_that_a_password_is_never_on_the_screen(page):
    page.set_box(ADDRESS, "Block C")
    shown = rung(RungId.ADAPTER, result="{url}", values={"url": "http://a:secret@10.0.0.1/x"})
    page.show_diagnosis(Diagnosis(address=ADDRESS, rungs=(shown,), done=True))
    assert page.rungs.rows[RungId.ADAPTER].line.result_label.text() == "http://a:***@10.0.0.1/x"


def test_that_the_keyboard_walks_and_opens_the_rows(page, qtbot):
    page.set_box(ADDRESS, "Block C")
    page.show_diagnosis(ladder(RungId.PORT_8888, action=RungAction.OPEN_WEB_PAGE))
    rows = list(page.rungs.rows.values())
    page.activateWindow()
    rows[0].setFocus()
    qtbot.keyClick(rows[0].line, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is rows[1].line
    qtbot.keyClick(rows[1].line, Qt.Key.Key_Return)
    assert rows[1].is_open
    assert rows[1].details.isVisible()
    assert rows[1].texts[0].text() == words.tried(rung(ORDER[1]))
    qtbot.keyClick(rows[1].line, Qt.Key.Key_Left)
    assert not rows[1].is_open
    qtbot.keyClick(rows[1].line, Qt.Key.Key_Space)
    assert rows[1].is_open
    qtbot.keyClick(rows[1].line, Qt.Key.Key_End)
    assert QApplication.focusWidget() is rows[-1].line
    qtbot.waitUntil(lambda: not rows[-1].visibleRegion().isEmpty())
    qtbot.keyClick(rows[-1].line, Qt.Key.Key_Home)
    assert QApplication.focusWidget() is rows[0].line


def test_that_a_row_opens_by_mouse_and_offers_its_own_button(page, qtbot):
    page.set_box(ADDRESS, "Block C")
    page.show_diagnosis(ladder(RungId.ADAPTER, action=RungAction.LISTEN))
    row = page.rungs.rows[RungId.ADAPTER]
    qtbot.mouseClick(row.line, Qt.MouseButton.LeftButton)
    assert row.is_open
    QApplication.processEvents()
    with qtbot.waitSignal(page.action_asked) as asked:
        qtbot.mouseClick(row.action_button, Qt.MouseButton.LeftButton)
    assert asked.args[0] is RungAction.LISTEN


def test_that_a_waiting_row_does_not_open(page, qtbot):
    page.set_box(ADDRESS, "Block C")
    page.run()
    row = page.rungs.rows[RungId.CLOCK]
    qtbot.mouseClick(row.line, Qt.MouseButton.LeftButton)
    assert not row.is_open


def test_that_the_failing_row_is_brought_into_view(page, qtbot):
    page.resize(1100, 420)
    page.set_box(ADDRESS, "Block C")
    page.show_diagnosis(ladder(RungId.DEDUPLICATION))
    row = page.rungs.rows[RungId.DEDUPLICATION]
    qtbot.waitUntil(lambda: row.visibleRegion().boundingRect().height() == row.height())


def test_that_results_and_times_stand_in_columns(page, qtbot):
    page.set_box(ADDRESS, "Block C")
    page.show_diagnosis(ladder(RungId.REPORT_URL))
    QApplication.processEvents()
    lines = [row.line for row in page.rungs.rows.values()]
    assert len({line.result_label.x() for line in lines}) == 1
    assert len({line.time_label.geometry().right() for line in lines}) == 1
    assert all(line.time_label.alignment() & Qt.AlignmentFlag.AlignRight for line in lines)


def test_that_a_long_result_is_shown_whole_at_the_least_width(page, qtbot):
    page.resize(620, 500)
    page.set_box(ADDRESS, "Block C")
    long = rung(RungId.ADAPTER, RungState.FAILED, result="a long sentence " * 20)
    page.show_diagnosis(Diagnosis(address=ADDRESS, rungs=(long,), done=True))
    label = page.rungs.rows[RungId.ADAPTER].line.result_label
    qtbot.waitUntil(lambda: label.height() >= label.heightForWidth(label.width()) > 3 * label.fontMetrics().height())
    assert page._scroll.horizontalScrollBar().maximum() == 0


def test_that_every_control_has_an_accessible_name(page):
    page.set_boxes(BOXES)
    page.set_our_url(OURS)
    page.set_box(ADDRESS, "Block C")
    page.show_diagnosis(ladder(RungId.REPORT_URL))
    controls = [c for kind in (QAbstractButton, QComboBox, QLineEdit) for c in page.findChildren(kind)]
    nameless = [c for c in controls if not c.accessibleName() and (c.isVisible() or c.isVisibleTo(c.parentWidget()))]
    assert not nameless
    line = page.rungs.rows[RungId.REPORT_URL].line
    assert line.accessibleName().startswith("Report URL on the box: Fault: ")
    assert line.accessibleDescription()


def test_that_the_language_can_change_while_a_ladder_is_shown(page, monkeypatch):
    page.set_box(ADDRESS, "Block C")
    page.show_diagnosis(ladder(RungId.REPORT_URL))
    page.rungs.rows[RungId.REPORT_URL].set_open(is_open=True)
    before = page.grab()
    for widget in (page.card.run_button, page.footer, page.rungs.rows[RungId.REPORT_URL].line.title_label):
        widget.setText("in the former language")
    QApplication.sendEvent(page, QEvent(QEvent.Type.LanguageChange))
    for widget in (page.card, page.rungs, *page.rungs.rows.values()):
        QApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))
    assert page.card.run_button.text() == "Run again"
    assert page.footer.text().startswith("Checked")
    assert page.rungs.rows[RungId.REPORT_URL].line.title_label.text() == "Report URL on the box"
    assert page.rungs.rows[RungId.REPORT_URL].is_open
    assert not before.isNull()


@pytest.mark.parametrize("is_dark", [False, True])
def test_that_the_cause_has_its_own_ground_in_both_themes(qtbot, qapp, is_dark):
    dress = theme(is_dark=is_dark)
    apply_style(qapp, dress)
    page = DiagnosisPage(dress)
    qtbot.addWidget(page)
    page.resize(1100, 1000)
    page.show()
    page.set_box(ADDRESS, "Block C")
    page.show_diagnosis(ladder(RungId.REPORT_URL))
    QApplication.processEvents()
    image = page.grab().toImage()
    line = page.rungs.rows[RungId.REPORT_URL].line
    spot = line.mapTo(page, line.rect().topLeft())
    assert image.pixelColor(spot.x() + 6, spot.y() + 3) == dress.palette.bad_soft
    card = page.card.mapTo(page, page.card.rect().topLeft())
    assert image.pixelColor(card.x() + 2, card.y() + page.card.height() // 2) == dress.palette.bad
