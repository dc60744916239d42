"""What a person reads of a reconciliation: every code has a sentence, and no sentence says too much."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from sophon_monitor.domain.reconcile_outcome import (
    AddOutcome,
    HistoryNote,
    ReconcileProgress,
    ReconcileStage,
    SpanChoice,
)
from sophon_monitor.domain.reconciliation import Listed, Reconciliation, Span
from sophon_monitor.qtmodels import reconciliation_words as words
from tests.qtmodels.reconciliation_material import (
    BELOW,
    BY_HISTORY,
    DOUBLE,
    LATE,
    ONLY_HERE,
    STORED_TWICE,
    STRANGER,
    both,
    lost,
    outcome,
    record,
)

NOTHING = Reconciliation()


@pytest.fixture(autouse=True)
def english():
    """Digits are grouped as in English, whatever the computer speaks."""
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    yield
    QLocale.setDefault(before)


def test_that_every_list_and_every_span_has_a_word(qapp):
    assert len({words.list_word(listed) for listed in Listed}) == len(Listed)
    assert len({words.span_word(choice) for choice in SpanChoice}) == len(SpanChoice)


@pytest.mark.parametrize("listed", list(Listed))
def test_that_a_list_says_what_stands_in_it_and_an_empty_one_that_nothing_does(qapp, listed):
    full, empty = words.list_sentence(listed, outcome()), words.list_sentence(listed, outcome(found=NOTHING))
    assert full.endswith(".")
    assert empty.endswith(".")
    assert full != empty
    assert words.list_sentence(listed, outcome(found=None, problem="refused")) == ""


def test_that_thresholds_and_seconds_stand_in_the_sentences(qapp):
    assert "5 s" in words.list_sentence(Listed.LATE, outcome())
    assert "threshold of 82," in words.list_sentence(Listed.BELOW, outcome())
    assert "threshold" not in words.list_sentence(Listed.BELOW, outcome(threshold=None))


def test_that_the_headline_names_what_was_lost(qapp):
    assert words.headline(outcome()) == "Events on the box: 10 · of these lost on the way: 2"
    assert words.headline(outcome(found=NOTHING)).startswith("Neither the box nor the archive")
    assert words.headline(outcome(found=None)) == ""


@pytest.mark.parametrize(
    ("listed", "one", "text"),
    [
        (Listed.BOTH, both(), "received after 0.2 s"),
        (Listed.BOTH, both(delay_ms=-40.0), "received after 0.0 s"),
        (Listed.BOTH, both(delay_ms=None), "received"),
        (Listed.BOTH, BY_HISTORY, "received out of the history"),
        (Listed.LOST, lost(), "not received"),
        (Listed.LATE, LATE, "8.3 s after it happened"),
        (Listed.LATE, BY_HISTORY, "out of the history after 2 h 5 min"),
        (Listed.LATE, both(delay_ms=None), "received"),
        (Listed.DOUBLE, DOUBLE, "received 2 times"),
        (Listed.DOUBLE, STORED_TWICE, "2 times in the box's history"),
        (
            Listed.DOUBLE,
            both(times_on_box=3, copies=(record(4, repeats=1),)),
            "received 3 times · 3 times in the box's history",
        ),
        (Listed.BELOW, BELOW, "below 82, not sent"),
        (Listed.BELOW, STRANGER, "not recognised, not sent"),
        (Listed.ONLY_HERE, ONLY_HERE, "not in the box's history"),
    ],
)
def test_that_each_event_says_what_became_of_it(qapp, listed, one, text):
    assert words.what_text(listed, one, 82.0) == text


@pytest.mark.parametrize(
    ("problem", "detail", "part"),
    [
        ("not_a_box", "", "no longer part"),
        ("software_unknown", "", "not known yet"),
        ("not_supported", "", "V5.5"),
        ("no_history", "HTTP 404", "V5.5"),
        ("access_refused", "HTTP 401", "without a login (HTTP 401)"),
        ("box_error", "device_init_error", "still starting"),
        ("box_error", "internal_error", "(internal_error)"),
        ("archive_unreadable", "no such file", "The archive cannot be read: no such file"),
        ("too_many", "", "Choose a shorter one"),
        ("not_kept", "", "disk full"),
        ("refused", "x", "the box refused the connection (port 5555)"),
        ("timeout", "x", "no answer (port 5555)"),
        ("unreachable", "x", "the address cannot be reached"),
        ("no_route", "x", "no way to that network"),
        ("closed", "x", "closed the connection"),
        ("too_slow", "x", "too slowly"),
        ("http_status", "x", "answered with an error"),
        ("unreadable", "x", "cannot be read (port 5555)"),
    ],
)
def test_that_every_problem_is_a_sentence(qapp, problem, detail, part):
    assert part in words.problem_sentence(problem, detail, 5555)


def test_that_no_problem_is_no_sentence(qapp):
    assert words.problem_sentence("", "", 5555) == ""


@pytest.mark.parametrize("note", list(HistoryNote))
def test_that_every_note_is_a_sentence(qapp, note):
    [sentence] = words.note_sentences(outcome(notes=frozenset({note})))
    assert sentence.endswith(".")
    assert "{" not in sentence


def test_that_strangers_are_mentioned_only_where_there_are_any(qapp):
    notes = frozenset({HistoryNote.NO_STRANGERS_SENT})
    assert words.note_sentences(outcome(notes=notes, found=Reconciliation(below=(BELOW,)))) == ()


def test_that_a_wrong_clock_is_mentioned(qapp):
    [sentence] = words.note_sentences(outcome(clock_skew_ms=-28_800_000.0))
    assert "8 h 0 min" in sentence
    assert words.note_sentences(outcome(clock_skew_ms=1_999.0)) == ()


def test_that_a_cut_history_says_since_when_it_was_read(qapp):
    cut = outcome(notes=frozenset({HistoryNote.CUT}), covered=Span(1_718_352_000_000, 1_718_352_045_137))
    assert "2024-06-14" in words.note_sentences(cut)[0]


@pytest.mark.parametrize(
    ("progress", "text"),
    [
        (ReconcileProgress(ReconcileStage.ASKING), "Asking the box…"),
        (ReconcileProgress(ReconcileStage.READING, 1_234), "Reading the box's history: 1,234"),
        (ReconcileProgress(ReconcileStage.READING, 123, 1_284), "Reading the box's history: 123 of 1,284"),
        (ReconcileProgress(ReconcileStage.COMPARING), "Comparing with the archive…"),
        (ReconcileProgress(ReconcileStage.ADDING, 123, 1_284), "Fetching from the box: 123 of 1,284"),
    ],
)
def test_that_progress_counts(qapp, progress, text):
    assert words.progress_text(progress) == text


def test_that_what_was_added_is_told_with_what_is_missing(qapp):
    added = AddOutcome(wanted=1_284, added=1_284)
    assert words.added_sentence(added, 5555) == "Added to the archive: 1,284 of 1,284."
    added = AddOutcome(wanted=9, added=3, without_face=2, problem="timeout")
    text = words.added_sentence(added, 5555)
    assert "3 of 9" in text
    assert "gives none: 2." in text
    assert text.endswith("It stopped early: no answer (port 5555).")
    assert "disk" in words.added_sentence(AddOutcome(wanted=9, added=0, problem="not_kept"), 5555)
