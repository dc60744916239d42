"""The dialog that reconciles with a box: choosing, progress, lists, fetching, copying."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QCoreApplication, QDateTime, QEvent, QLocale, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDateTimeEdit, QLabel, QWidget

from sophon_monitor.domain.reconcile_outcome import (
    AddOutcome,
    HistoryNote,
    ReconcileProgress,
    ReconcileStage,
    SpanChoice,
    span_of,
)
from sophon_monitor.domain.reconciliation import Listed, Reconciliation, Span
from sophon_monitor.domain.site import BoxKey, CameraKey
from sophon_monitor.widgets.reconcile_dialog import ReconcileDialog, ReconcileRequest
from sophon_monitor.widgets.style import apply_style
from tests.qtmodels.reconciliation_material import FOUND, KEY, LATE, SPAN, lost, outcome
from tests.widgets.frame_site import box
from tests.widgets.frame_site import theme as new_theme

NOW = datetime.fromtimestamp(1_718_352_045, tz=UTC).astimezone()
BOXES = (box("A", "East Gate", "192.168.1.180"), box("B", "Warehouse", "192.168.1.19"))


@pytest.fixture
def dialog(qapp, qtbot):
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    theme = new_theme()
    apply_style(qapp, theme)
    dialog = ReconcileDialog(theme, now=lambda: NOW)
    qtbot.addWidget(dialog)
    dialog.set_boxes(BOXES)
    dialog.set_cameras({CameraKey("c1"): "前门闸机 Gate 1"})
    dialog.open()
    yield dialog
    dialog.done(0)
    QLocale.setDefault(before)


def heard(signal):
    got = []
    signal.connect(got.append)
    return got


def labels(dialog):
    found = (dialog.problem, dialog.added, dialog.lists.headline, dialog.lists.notes, dialog.lists.hint)
    return [label.text() for label in found if label.isVisibleTo(dialog) and label.text()]


# -- choosing --------------------------------------------------------------------------------------------------------


def test_that_it_says_what_it_does_and_what_to_do(dialog):
    assert "nothing on it is changed" in dialog.lead.text()
    assert labels(dialog) == ["Choose a box and a span, then start."]
    assert not dialog.lists.table.isVisibleTo(dialog)
    assert not dialog.add_button.isEnabled()
    assert not dialog.copy_button.isEnabled()


def test_that_a_request_names_box_and_span(dialog):
    asked = heard(dialog.reconcile_asked)
    dialog.choose_box(BoxKey("B"))
    for choice in (SpanChoice.LAST_HOUR, SpanChoice.TODAY, SpanChoice.YESTERDAY):
        dialog.span.buttons[choice].click()
        dialog.start_button.click()
        dialog.show_cancelled(None)
    assert asked == [
        ReconcileRequest(BoxKey("B"), span_of(choice, NOW))
        for choice in (SpanChoice.LAST_HOUR, SpanChoice.TODAY, SpanChoice.YESTERDAY)
    ]


def test_that_own_times_begin_with_the_span_chosen_before(dialog):
    assert not dialog.span.times.isVisibleTo(dialog)
    dialog.span.buttons[SpanChoice.YESTERDAY].click()
    dialog.span.buttons[SpanChoice.CUSTOM].click()
    assert dialog.span.times.isVisibleTo(dialog)
    assert dialog.span.span() == span_of(SpanChoice.YESTERDAY, NOW)
    dialog.span.until.setDateTime(QDateTime.fromMSecsSinceEpoch(SPAN.until_ms // 1000 * 1000))
    dialog.span.since.setDateTime(QDateTime.fromMSecsSinceEpoch(SPAN.since_ms // 1000 * 1000))
    assert dialog.span.span() == Span(SPAN.since_ms // 1000 * 1000, SPAN.until_ms // 1000 * 1000)


def test_that_a_span_that_ends_before_it_begins_is_said(dialog):
    asked = heard(dialog.reconcile_asked)
    dialog.span.set_span(Span(2_000_000, 1_000_000))
    assert labels(dialog)[0] == "The span ends before it begins."
    assert not dialog.start_button.isEnabled()
    dialog.start_button.click()
    dialog.span.buttons[SpanChoice.TODAY].click()
    assert dialog.start_button.isEnabled()
    assert asked == []


def test_that_without_boxes_nothing_can_be_started(dialog):
    dialog.set_boxes(())
    assert labels(dialog)[0] == "There is no box to reconcile with yet."
    assert not dialog.start_button.isEnabled()


def test_that_the_chosen_box_stays_chosen_while_boxes_change(dialog):
    dialog.choose_box(BoxKey("B"))
    dialog.set_boxes((BOXES[0], replace(BOXES[1], name="Depot"), box("C", "Gate 3", "192.168.1.20")))
    assert (dialog.box.currentData(), dialog.box.currentText(), dialog.box.count()) == ("B", "Depot", 3)
    dialog.choose_box(BoxKey("not there"))
    assert dialog.box.currentData() == "B"


def test_that_figures_of_boxes_do_not_close_an_open_list(dialog, monkeypatch):
    monkeypatch.setattr(dialog.box, "clear", lambda: pytest.fail("the list was made anew"))
    dialog.set_boxes(tuple(replace(one, events=9) for one in BOXES))


# -- under way -------------------------------------------------------------------------------------------------------


def test_that_progress_is_shown_and_can_be_ended(dialog):
    ended = []
    dialog.cancel_asked.connect(lambda: ended.append(True))
    dialog.start_button.click()
    assert dialog.progress.text() == "Asking the box…"
    dialog.show_progress(ReconcileProgress(ReconcileStage.READING, 123, 1_284))
    assert dialog.progress.text() == "Reading the box's history: 123 of 1,284"
    assert (dialog.bar.value(), dialog.bar.maximum()) == (123, 1_284)
    dialog.show_progress(ReconcileProgress(ReconcileStage.READING, 500))
    assert (dialog.bar.minimum(), dialog.bar.maximum()) == (0, 0)  # nobody knows how much there is
    for control in (dialog.start_button, dialog.box, dialog.span, dialog.add_button):
        assert not control.isEnabled()
    dialog.cancel_button.click()
    assert ended == [True]
    dialog.show_cancelled(None)
    assert not dialog.cancel_button.isVisibleTo(dialog)
    assert dialog.start_button.isEnabled()


def test_that_nothing_is_started_twice(dialog):
    asked = heard(dialog.reconcile_asked)
    dialog.start_button.click()
    dialog.start_button.click()
    dialog._start()
    assert len(asked) == 1


def test_that_closing_ends_what_is_under_way(dialog):
    ended = []
    dialog.cancel_asked.connect(lambda: ended.append(True))
    dialog.done(0)
    assert ended == []
    dialog.start_button.click()
    dialog.reject()
    assert ended == [True]


def test_that_late_progress_changes_nothing(dialog):
    dialog.show_progress(ReconcileProgress(ReconcileStage.READING, 1, 2))
    assert not dialog.is_busy
    assert not dialog.bar.isVisibleTo(dialog)


# -- what was found --------------------------------------------------------------------------------------------------


def shown(dialog):
    model = dialog.lists.model
    return [model.index(place, 4).data() for place in range(model.rowCount())]


def test_that_every_list_has_a_chip_with_its_count(dialog):
    dialog.start_button.click()
    dialog.show_outcome(outcome())
    texts = [chip.text() for chip in dialog.lists.chips.values()]
    assert texts == [
        "Seen by both  5",
        "Lost on the way  2",
        "Late  2",
        "Double  2",
        "Below threshold  2",
        "Only here  1",
    ]
    assert labels(dialog) == ["Events on the box: 10 · of these lost on the way: 2"]
    assert dialog.lists.listed is Listed.LOST
    assert shown(dialog) == ["not received", "not received"]
    for listed in Listed:
        dialog.lists.chips[listed].click()
        assert len(shown(dialog)) == len(FOUND.listed(listed))
        assert dialog.lists.sentence.text().endswith(".")


def test_that_the_first_list_with_something_in_it_is_shown_first(dialog):
    dialog.show_outcome(outcome(found=Reconciliation(both=(LATE,), late=(LATE,), events_on_box=1)))
    assert dialog.lists.listed is Listed.LATE


def test_that_an_empty_list_says_that_it_is(dialog):
    dialog.show_outcome(outcome(found=Reconciliation()))
    assert dialog.lists.sentence.text() == "Nothing was lost on the way."


def test_that_a_failure_is_a_sentence_and_no_list(dialog):
    dialog.start_button.click()
    dialog.show_outcome(outcome(found=None, problem="refused"))
    assert labels(dialog) == ["The box's history cannot be read: the box refused the connection (port 5555)."]
    assert not dialog.lists.table.isVisibleTo(dialog)
    assert not dialog.copy_button.isEnabled()


def test_that_what_is_not_certain_stands_above_the_lists(dialog):
    dialog.show_outcome(outcome(notes=frozenset({HistoryNote.CLOCK_UNKNOWN}), clock_skew_ms=None))
    assert "clock could not be read" in dialog.lists.notes.text()
    assert dialog.lists.notes.isVisibleTo(dialog)


def test_that_a_box_that_is_gone_takes_its_lists_along(dialog):
    dialog.show_outcome(outcome())
    dialog.set_boxes(BOXES[1:])
    assert dialog.lists.outcome is None
    assert dialog.lists.model.rowCount() == 0


def test_that_what_comes_of_a_box_that_is_gone_is_not_shown(dialog):
    dialog.start_button.click()
    dialog.set_boxes(BOXES[1:])
    dialog.show_outcome(outcome())
    assert labels(dialog) == ["This box is no longer part of the site."]
    assert dialog.lists.model.rowCount() == 0
    assert dialog.lists.outcome.on_box == ()


# -- fetching --------------------------------------------------------------------------------------------------------


def test_that_lost_events_are_fetched_only_when_asked(dialog):
    asked = heard(dialog.add_asked)
    dialog.show_outcome(outcome())
    assert dialog.add_button.isEnabled()
    assert not dialog.add_button.isDefault()
    dialog.add_button.click()
    dialog.add_button.click()
    assert asked == [outcome()]
    assert not dialog.start_button.isEnabled()
    assert dialog.lists.table.isVisibleTo(dialog)  # what was found stays in sight
    after = outcome(found=replace(FOUND, lost=()))
    dialog.show_added(AddOutcome(wanted=2, added=2, after=after))
    assert dialog.added.text() == "Added to the archive: 2 of 2."
    assert not dialog.add_button.isEnabled()
    assert dialog.lists.chips[Listed.LOST].text() == "Lost on the way  0"


def test_that_there_is_nothing_to_fetch_where_nothing_was_lost(dialog):
    dialog.show_outcome(outcome(found=replace(FOUND, lost=())))
    assert not dialog.add_button.isEnabled()


def test_that_what_was_fetched_until_it_was_ended_is_shown(dialog):
    dialog.show_outcome(outcome())
    dialog.add_button.click()
    dialog.show_cancelled(None)
    assert dialog.lists.chips[Listed.LOST].text() == "Lost on the way  2"
    dialog.show_cancelled(outcome(found=replace(FOUND, lost=(lost(9),))))
    assert dialog.lists.chips[Listed.LOST].text() == "Lost on the way  1"


# -- copying ---------------------------------------------------------------------------------------------------------


def test_that_a_copy_says_what_is_on_the_screen(dialog):
    copied = heard(dialog.copy_asked)
    dialog.show_outcome(outcome())
    dialog.copy_button.click()
    assert copied[0].startswith("East Gate · 2024-06-14")
    for part in ("Lost on the way: 2", "Only here: 1", "张明\t前门闸机 Gate 1\t91.2\tnot received"):
        assert part in copied[0]


def test_that_names_stay_out_of_a_copy_where_they_are_not_shown(dialog):
    copied = heard(dialog.copy_asked)
    dialog.show_outcome(outcome())
    dialog.names.setChecked(False)
    assert dialog.lists.model.index(0, 1).data() == "张•••"
    dialog.copy_button.click()
    assert "张明" not in copied[0]
    assert "p9" not in copied[0]


# -- keyboard, names, language ----------------------------------------------------------------------------------------


def test_that_every_control_has_a_name_and_is_reached_by_tab(dialog):
    dialog.show_outcome(outcome())
    dialog.span.buttons[SpanChoice.CUSTOM].click()
    for kind in (QAbstractButton, QComboBox, QDateTimeEdit):
        for control in dialog.findChildren(kind):
            if control.isVisibleTo(dialog) and control.focusPolicy() != Qt.FocusPolicy.NoFocus:
                text = control.text() if isinstance(control, QAbstractButton) else ""
                assert text or control.accessibleName(), control
    reached: set[QWidget] = set()
    widget: QWidget = dialog
    for _ in range(200):
        widget = widget.nextInFocusChain()
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            reached.add(widget)
    wanted = {dialog.box, dialog.span.since, dialog.start_button, dialog.lists.table, dialog.close_button}
    assert wanted <= reached


def test_that_enter_starts(dialog, qtbot):
    asked = heard(dialog.reconcile_asked)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert len(asked) == 1


def test_that_texts_follow_the_language(dialog, qapp):
    dialog.show_outcome(outcome())
    from PySide6.QtCore import QTranslator

    class Capitals(QTranslator):
        def translate(self, _context, text, _hint=None, _n=-1):
            return text.upper().replace("{N}", "{n}").replace("{BOX}", "{box}").replace("{LOST}", "{lost}")

        def isEmpty(self):  # noqa: N802 - Qt's name
            return False

    translator = Capitals()
    qapp.installTranslator(translator)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LanguageChange.value)
    try:
        texts = [label.text() for label in dialog.findChildren(QLabel) if label.isVisibleTo(dialog)]
        texts += [b.text() for b in dialog.findChildren(QAbstractButton) if b.isVisibleTo(dialog)]
        left = [text for text in texts if text and not text.isupper()]
        assert left == []
        assert dialog.lists.model.index(0, 4).data() == "NOT RECEIVED"
    finally:
        qapp.removeTranslator(translator)
        QApplication.processEvents()


def test_that_names_of_any_shape_do_no_harm(dialog, qtbot):
    for name in ("=HYPERLINK(1)", "<img src=x>", "../../x", "\u202eabc", "x" * 5_000, "\n"):
        dialog.show_outcome(outcome(found=Reconciliation(lost=(lost(9, person_name=name),), events_on_box=1)))
        dialog.lists.chips[Listed.LOST].click()
        assert not dialog.grab().isNull()
    assert KEY == "A"
