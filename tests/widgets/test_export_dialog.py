"""The export dialog: what can be chosen, what needs a reason, and how it ends."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from sophon_monitor.report.export_history import ExportKind
from sophon_monitor.widgets.export_dialog import ExportAsked, ExportChoice, ExportDialog, ExportState

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def dialog(qtbot):
    dialog = ExportDialog()
    qtbot.addWidget(dialog)
    dialog.begin(1284)
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.asked_for, dialog.cancelled = [], []
    dialog.export_asked.connect(dialog.asked_for.append)
    dialog.cancel_asked.connect(lambda: dialog.cancelled.append(1))
    return dialog


def test_that_the_choices_are_what_can_be_written():
    assert {choice.value for choice in ExportChoice} == {kind.value for kind in ExportKind}


def test_that_it_blocks_no_window(dialog):
    assert not dialog.isModal()


@pytest.mark.parametrize("choice", list(ExportChoice))
def test_that_faces_are_pixelated_unless_somebody_asks(dialog, choice):
    dialog.choices[choice].click()
    dialog.start_button.click()
    assert dialog.asked_for == [ExportAsked(choice)]
    assert "pixelated" in dialog.note.text()
    assert not dialog.reason.isVisible()


def test_that_whole_names_and_faces_need_a_reason(dialog, qtbot):
    dialog.whole.click()
    assert dialog.reason.isVisible()
    assert not dialog.start_button.isEnabled()
    qtbot.keyClicks(dialog.reason, "   ")
    assert not dialog.start_button.isEnabled()
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert dialog.asked_for == []
    qtbot.keyClicks(dialog.reason, "for the customer")
    dialog.start_button.click()
    assert dialog.asked_for == [ExportAsked(ExportChoice.XLSX, full=True, reason="for the customer")]
    dialog.whole.click()
    assert dialog.asked == ExportAsked(ExportChoice.XLSX)


def test_that_progress_is_shown_and_can_be_cancelled(dialog):
    dialog.show_running()
    dialog.show_progress(400)
    assert dialog.progress.text() == "400 of 1,284 events"
    assert (dialog.bar.value(), dialog.bar.maximum()) == (400, 1284)
    assert not dialog.choices[ExportChoice.CSV].isEnabled()
    dialog.cancel_button.click()
    dialog.cancel_button.click()
    assert dialog.cancelled == [1]
    assert dialog.progress.text() == "Stopping…"
    dialog.show_cancelled()
    assert dialog.state is ExportState.CHOOSING
    assert dialog.start_button.isVisible()
    assert not dialog.outcome.isVisible()


def test_that_without_a_count_it_says_how_many_so_far(dialog):
    dialog.begin(120_000, is_exact=False)
    dialog.show_running()
    dialog.show_progress(1)
    assert (dialog.progress.text(), dialog.bar.maximum()) == ("1 event so far", 0)


def test_that_the_end_is_a_sentence_that_is_seen_whole(dialog, qtbot):
    dialog.show_running()
    sentence = "The disk is full: nothing was written. Make room, or choose another disk. " * 2
    dialog.show_end(sentence, is_good=False)
    assert dialog.outcome.text() == sentence
    assert dialog.outcome.height() >= dialog.outcome.heightForWidth(dialog.outcome.width())
    assert dialog.state is ExportState.FAILED


def test_that_closing_it_lets_the_writing_go_on_and_it_comes_back(dialog):
    dialog.show_running()
    dialog.close()
    assert dialog.cancelled == []
    dialog.begin(5)
    assert dialog.state is ExportState.RUNNING
    dialog.show_end("1 event written to x.", is_good=True)
    assert dialog.isVisible()
    dialog.close()
    dialog.begin(5)
    assert dialog.state is ExportState.CHOOSING
