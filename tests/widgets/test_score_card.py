"""The card of the scores: what it asks for and when, scales one at a time, the sentence, confusions, little room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sophon_monitor.app.resources import palette_tables
from sophon_monitor.domain.records import ScoreScale
from sophon_monitor.domain.score_statistics import Outcome, ScoreScope
from sophon_monitor.widgets import score_wishes
from sophon_monitor.widgets.score_card import LEAST_HEIGHT_PX, ScoreCard
from sophon_monitor.widgets.style import apply_style
from sophon_monitor.widgets.theme import Theme, palette_from
from tests.widgets import score_material as material
from tests.widgets.score_material import (
    AT_BOX,
    AT_LOBBY,
    BOX,
    CAMERAS,
    CONFUSIONS,
    LOBBY,
    issue_set,
    score_set,
    statistics,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    tables = palette_tables()
    theme = Theme(palette_from(tables["light"]), palette_from(tables["dark"]), is_dark=False)
    apply_style(qapp, theme)
    return theme


@pytest.fixture
def card(qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch) -> ScoreCard:
    monkeypatch.setattr(score_wishes, "SOON_MS", 1)
    monkeypatch.setattr(score_wishes, "RELOAD_MS", 60)
    card = ScoreCard(theme)
    qtbot.addWidget(card)
    card.resize(762, 280)
    card.set_scope(BOX, LOBBY)
    return card


def shown(card: ScoreCard, qtbot: QtBot, *sets: object, threshold: float | None = 82.0, **more: object) -> ScoreCard:
    """Show these scores and wait for the plot."""
    card.show()
    card.show_scores(statistics(*sets, **more), "Lobby cam", threshold, CAMERAS)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: card.plot is not None, timeout=10_000)
    return card


def sentence(card: ScoreCard) -> str:
    return card.question.sentence.replace("\N{NO-BREAK SPACE}", " ")


# -- what it says -----------------------------------------------------------------------------------------------------


def test_that_the_line_begins_at_the_boxs_threshold_and_the_sentence_follows_it(card: ScoreCard, qtbot: QtBot):
    shown(card, qtbot, issue_set())
    assert card.plot is not None
    assert (card.plot.threshold, card.plot.line) == (82.0, 82.0)
    assert sentence(card).startswith("At 82: 5 of 118 right matches lost (2–10 %), 1 of 2 wrong ones let in")
    card.plot.setFocus()
    qtbot.keyClick(card.plot, Qt.Key.Key_Right)
    qtbot.keyClick(card.plot, Qt.Key.Key_Right)
    assert sentence(card) == "At 84: 5 of 118 right matches lost (2–10 %), 0 of 2 wrong ones let in (0–66 %)"
    assert card.question.field.value() == 84.0
    assert card.plot.threshold == 82.0


def test_that_those_who_do_not_see_the_plot_are_told_the_same(card: ScoreCard, qtbot: QtBot):
    shown(card, qtbot, issue_set(10))
    assert card.plot is not None
    told = card.plot.accessibleDescription()
    assert card.question.sentence in told
    assert "threshold 82 (box)" in told
    assert "right 118, wrong 2, not judged 10" in told
    assert card.plot.accessibleName() == "Scores by verdict"
    assert card.accessibleName() == "SCORES · Lobby cam"
    assert card.question.field.accessibleName() == "What if the threshold were"


def test_that_the_number_field_moves_the_line(card: ScoreCard, qtbot: QtBot):
    shown(card, qtbot, issue_set())
    card.question.field.setValue(84.5)
    assert card.plot is not None
    assert card.plot.line == 84.5
    assert sentence(card).startswith("At 84.5: ")


def test_that_new_scores_leave_the_line_where_a_person_put_it(card: ScoreCard, qtbot: QtBot):
    shown(card, qtbot, issue_set())
    card.question.field.setValue(77.0)
    shown(card, qtbot, issue_set(30), threshold=75.0)
    assert card.plot is not None
    assert (card.plot.line, card.plot.threshold) == (77.0, 75.0)
    card.set_scope(BOX, None)
    shown(card, qtbot, issue_set(30), threshold=75.0, scope=AT_BOX)
    assert card.plot.line == 75.0


def test_that_below_twenty_verdicts_it_is_silent(card: ScoreCard, qtbot: QtBot):
    shown(card, qtbot, score_set({(90.0, Outcome.RIGHT, False): 12, (90.0, Outcome.UNSURE, False): 30}))
    assert sentence(card) == "12 of 20 verdicts on matches needed to say what a threshold would do"
    card.question.field.setValue(95.0)
    assert sentence(card) == "12 of 20 verdicts on matches needed to say what a threshold would do"


def test_that_strangers_have_a_line_where_there_is_room_and_a_tooltip_where_not(card: ScoreCard, qtbot: QtBot):
    rows = {(90.0, Outcome.RIGHT, False): 20, (70.0, Outcome.WRONG, True): 2, (85.0, Outcome.RIGHT, True): 1}
    shown(card, qtbot, score_set(rows))
    text = (
        "2 of 2 strangers who should have been recognised lie below the line, "
        "1 of 1 rightly unrecognised strangers reach it"
    )
    assert card.strangers.whole_text() == text
    assert card.strangers.isVisible()
    card.resize(762, 190)
    assert not card.strangers.isVisible()
    assert card.plot is not None
    assert text in card.plot.accessibleDescription()


def test_that_an_unknown_scale_says_so_and_draws_no_threshold_and_no_line(card: ScoreCard, qtbot: QtBot):
    shown(card, qtbot, material.UNKNOWN)
    assert card.plot is not None
    assert (card.plot.threshold, card.plot.line) == (None, None)
    assert sentence(card).startswith("The box does not say on which scale these scores are")
    assert not card.question.field.isVisible()


def test_that_an_empty_card_says_why_and_draws_nothing(card: ScoreCard, qtbot: QtBot):
    card.show()
    card.show_scores(statistics(unscored=34), "Lobby cam", 82.0)
    assert card.empty_text == "No scores yet: the box sent none with its events here (34)."
    assert not card.question.isVisible()
    assert card.plot is None
    shown(card, qtbot, issue_set())
    assert card.empty_text == ""
    card.show_scores(statistics(), "Lobby cam", 82.0)
    assert card.plot is not None
    assert not card.plot.isVisible()


# -- scales -----------------------------------------------------------------------------------------------------------


def test_that_one_scale_is_shown_at_a_time_and_a_person_chooses(card: ScoreCard, qtbot: QtBot):
    shown(card, qtbot, issue_set(), material.RATIO, material.UNKNOWN)
    assert card.plot is not None
    assert card.scales.texts == ("● percent (120)", "○ 0 to 1 (12)", "○ scale unknown (4)")
    qtbot.mouseClick(card.scales.buttons[ScoreScale.RATIO], Qt.MouseButton.LeftButton)
    assert card.scales.texts == ("○ percent (120)", "● 0 to 1 (12)", "○ scale unknown (4)")
    assert card.legend.text == "right 12, wrong 0"
    # The box's threshold is on the percent scale: nobody knows where it lies here.
    assert (card.plot.threshold, card.plot.line) == (None, 0.5)
    assert card.plot.text_at(_middle_of(card, 0.71)) == "0.7 to below 0.72: 12 right"
    shown(card, qtbot, issue_set(), material.RATIO)
    assert card.scales.texts == ("○ percent (120)", "● 0 to 1 (12)")


def test_that_one_scale_alone_is_no_choice(card: ScoreCard, qtbot: QtBot):
    shown(card, qtbot, issue_set())
    assert card.scales.texts == ()


def _middle_of(card: ScoreCard, score: float) -> object:
    from PySide6.QtCore import QPointF

    assert card.plot is not None
    return QPointF(card.plot.x_px_of(score), card.plot.y_px_of(1))


def test_that_very_many_unjudged_ones_are_hidden_until_asked_for(card: ScoreCard, qtbot: QtBot):
    shown(card, qtbot, issue_set(9000), newest=10_000)
    assert card.plot is not None
    assert card.plot.count_levels[-1] == 150
    assert not card.legend.not_judged.isChecked()
    assert card.legend.not_judged.toolTip() == "All judged events, and those not judged among the newest 10,000"
    qtbot.mouseClick(card.legend.not_judged, Qt.MouseButton.LeftButton, pos=card.legend.not_judged.rect().center())
    assert card.plot.count_levels[-1] >= 9000
    shown(card, qtbot, issue_set(9500))
    assert card.legend.not_judged.isChecked()


# -- confusions -------------------------------------------------------------------------------------------------------


def test_that_a_click_on_a_confusion_asks_for_its_events_the_newest_first(card: ScoreCard, qtbot: QtBot):
    shown(card, qtbot, issue_set(), confusions=CONFUSIONS)
    asked: list[int] = []
    card.event_asked.connect(asked.append)
    assert card.table.isVisible()

    def click(row: int) -> None:
        place = card.table.visualRect(card.table.model().index(row, 0)).center()
        qtbot.mouseClick(card.table.viewport(), Qt.MouseButton.LeftButton, pos=place)

    for row in (0, 0, 1, 0):
        click(row)
    qtbot.keyClick(card.table, Qt.Key.Key_Return)
    qtbot.keyClick(card.table, Qt.Key.Key_Return)
    assert asked == [8, 5, 9, 8, 5, 3]


def test_that_the_camera_is_named_where_there_are_several(card: ScoreCard, qtbot: QtBot):
    shown(card, qtbot, issue_set(), confusions=CONFUSIONS)
    assert card.table.isColumnHidden(2)
    card.set_scope(BOX, None)
    shown(card, qtbot, issue_set(), confusions=CONFUSIONS, scope=AT_BOX)
    assert not card.table.isColumnHidden(2)


def test_that_without_wrong_matches_or_without_room_there_is_no_table(card: ScoreCard, qtbot: QtBot):
    shown(card, qtbot, issue_set())
    assert not card.table.isVisible()
    shown(card, qtbot, issue_set(), confusions=CONFUSIONS)
    assert card.table.isVisible()
    card.resize(480, 280)
    assert not card.table.isVisible()


@pytest.mark.parametrize("size", [(640, 200), (640, 180), (762, 280), (1100, 290)])
def test_that_nothing_is_cut_off(card: ScoreCard, qtbot: QtBot, size: tuple[int, int]):
    shown(card, qtbot, issue_set(9000), material.RATIO, material.UNKNOWN, confusions=CONFUSIONS)
    card.resize(*size)
    qtbot.wait(20)
    assert card.plot is not None
    assert card.minimumSizeHint().height() == LEAST_HEIGHT_PX
    for part in (card.question, card.legend, card.table, card.plot):
        place = part.geometry()
        assert card.rect().contains(place), part
    assert card.legend.width() >= card.legend.minimumSizeHint().width()
    assert card.question.height() >= card.question.heightForWidth(card.question.width())
    assert card.plot.height() >= 60


# -- asking -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def wanted(card: ScoreCard) -> list[ScoreScope]:
    wanted: list[ScoreScope] = []
    card.scores_wanted.connect(wanted.append)
    return wanted


def test_that_nothing_is_asked_while_nobody_looks(card: ScoreCard, qtbot: QtBot, wanted: list[ScoreScope]):
    card.set_scope(BOX, None)
    card.note_changed()
    qtbot.wait(100)
    assert wanted == []
    card.show()
    qtbot.waitUntil(lambda: wanted == [AT_BOX])


def test_that_a_walk_through_the_tree_asks_once(card: ScoreCard, qtbot: QtBot, wanted: list[ScoreScope]):
    card.show()
    qtbot.waitUntil(lambda: wanted == [AT_LOBBY])
    wanted.clear()
    for camera in ("a", "b", "c"):
        card.set_scope(BOX, camera)  # type: ignore[arg-type]
    card.set_scope(BOX, None)
    qtbot.wait(30)
    assert wanted == [AT_BOX]


def test_that_many_events_ask_once_a_reload(card: ScoreCard, qtbot: QtBot, wanted: list[ScoreScope]):
    card.show()
    qtbot.waitUntil(lambda: len(wanted) == 1)
    card.show_scores(statistics(), "Lobby cam", None)
    for _ in range(20):
        card.note_changed()
    assert len(wanted) == 1
    qtbot.waitUntil(lambda: len(wanted) == 2)
    card.show_scores(statistics(), "Lobby cam", None)
    qtbot.wait(150)
    assert len(wanted) == 2


def test_that_a_slow_answer_is_waited_for_and_then_asked_again(card: ScoreCard, qtbot: QtBot, wanted: list[ScoreScope]):
    card.show()
    qtbot.waitUntil(lambda: len(wanted) == 1)
    card.note_changed()
    qtbot.wait(120)
    assert len(wanted) == 1
    card.show_scores(statistics(), "Lobby cam", None)
    qtbot.waitUntil(lambda: len(wanted) == 2)
    card.note_changed()  # and this answer never comes
    qtbot.waitUntil(lambda: len(wanted) == 3, timeout=3000)


def test_that_an_answer_about_another_scope_is_left_out(card: ScoreCard, qtbot: QtBot):
    shown(card, qtbot, issue_set())
    card.set_scope(BOX, None)
    card.show_scores(statistics(score_set({(90.0, Outcome.RIGHT, False): 3})), "Lobby cam", None)
    assert card.legend.text == "right 118, wrong 2"


def test_that_what_was_missed_while_hidden_is_asked_for_when_seen(
    card: ScoreCard, qtbot: QtBot, wanted: list[ScoreScope]
):
    card.show()
    qtbot.waitUntil(lambda: len(wanted) == 1)
    card.show_scores(statistics(), "Lobby cam", None)
    card.hide()
    qtbot.wait(80)
    card.show()
    qtbot.wait(80)
    assert len(wanted) == 1
    card.hide()
    card.note_changed()
    qtbot.wait(80)
    assert len(wanted) == 1
    card.show()
    qtbot.waitUntil(lambda: len(wanted) == 2)


@pytest.mark.parametrize(
    ("left_px", "height"), [(400, 280), (280, 280), (200, 200), (180, 180), (179, None), (-20, None)]
)
def test_that_it_takes_what_a_page_has_left_or_goes(card: ScoreCard, left_px: int, height: int | None):
    card.show()
    card.fit(left_px)
    assert card.isVisible() == (height is not None)
    if height is not None:
        assert card.height() == height
    card.fit(300)
    assert card.isVisible()
