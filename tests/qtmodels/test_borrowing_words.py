"""Borrowing in words: nothing without a sentence, no secret on the screen."""

from __future__ import annotations

import re

import pytest

from sophon_monitor.domain.borrowing import (
    BorrowPlan,
    Decision,
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
from sophon_monitor.qtmodels import borrowing_words as words
from tests.widgets.borrowing_material import OURS, TOKEN, entry, plan, report

FALLBACK = "It did not work"
# What a call to a box can end with, beside the codes that domain/borrowing.py names.
OF_CALLS = ("refused", "timeout", "unreachable", "closed", "http_status", "unreadable", "no_route", "too_slow")


def codes_in(*classes: type) -> set[str]:
    return {code for one in classes for code in re.findall(r'"([a-z]+(?:_[a-z]+)+)"', one.__doc__ or "")}


CODES = sorted({*codes_in(ReportProblem, BorrowPlan, Step), *OF_CALLS, "generation_unknown", "not_a_box"})


def test_that_the_codes_are_found_where_they_are_described():
    assert {"not_readable", "no_route", "no_message", "other_box", "journal_busy"} <= set(CODES)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("detail", ["", "15 s"])
def test_that_every_problem_has_a_sentence_of_its_own(code, detail):
    sentence = words.problem_sentence(code, detail)
    assert FALLBACK not in sentence
    assert sentence.endswith(".")
    assert "{" not in sentence
    assert "()" not in sentence
    assert "_" not in sentence


def test_that_a_code_nobody_knows_is_still_said():
    assert words.problem_sentence("brand_new", "why {0}") == "It did not work (brand_new why {0})."
    assert words.problem_sentence("brand_new") == "It did not work (brand_new)."


def test_that_every_value_has_words_and_no_two_the_same():
    spoken = [
        *(words.kind_word(kind) for kind in ReportKind),
        *(words.step_word(name) for name in StepName),
        *(words.decision_word(decision) for decision in Decision),
    ]
    assert all(spoken)
    assert len(set(spoken)) == len(spoken)


def test_that_every_state_of_an_entry_says_something_else():
    said = [words.entry_state_sentence(entry(state=state)) for state in EntryState]
    assert len(set(said)) == len(said)
    assert words.entry_state_sentence(entry(keep=True)) not in said


def test_that_an_attempt_that_failed_says_why_and_when():
    said = words.entry_state_sentence(entry(problem="timeout"))
    assert "does not answer" in said
    assert re.search(r"Tried at \d", said)


@pytest.mark.parametrize("outcome", ReturnOutcome)
def test_that_every_outcome_has_a_sentence(outcome):
    assert words.outcome_sentence(Returned(entry(), outcome)).endswith(".")


def test_that_a_change_is_told_with_what_is_there_now_but_no_password():
    said = words.outcome_sentence(Returned(entry(), ReturnOutcome.CHANGED, now=("http://root:secret@10.0.0.99/x",)))
    assert "root:***@10.0.0.99/x" in said
    assert "secret" not in said


def test_that_another_program_at_work_is_not_blamed_on_the_box():
    said = words.outcome_sentence(Returned(entry(), ReturnOutcome.REFUSED, "journal_busy"))
    assert "Another program" in said


def test_that_a_token_is_shortened_and_other_paths_are_not():
    assert words.shown_url(OURS).endswith("/DeviceStatus/k3f9…")
    assert TOKEN not in words.shown_url(OURS)
    theirs = "http://10.0.0.8/box/abcdefghijklmnop"
    assert words.shown_url(theirs) == theirs


def test_that_a_field_that_cannot_be_read_is_named():
    assert "json" in words.unread_sentence("content-type")
    assert "“reporter_id”" in words.unread_sentence("reporter_id")


def test_that_a_report_problem_names_its_report():
    said = words.report_problem_sentence(ReportProblem(ReportKind.EVENTS, "not_readable"))
    assert said.startswith(words.kind_word(ReportKind.EVENTS))
    assert "nothing is changed" in said


def test_that_a_step_without_problem_says_nothing_more():
    assert words.step_sentence(Step(StepName.READ, StepState.DONE)) == ""
    assert "15 s" in words.step_sentence(Step(StepName.FIRST_MESSAGE, StepState.FAILED, "no_message", "15 s"))


@pytest.mark.parametrize(
    ("ways", "said"),
    [
        ((), "Nothing can be borrowed"),
        ((Way.OURS_ALREADY,), "already"),
        ((Way.SET,), "to nobody today"),
        ((Way.REPLACED,), "takes its place"),
        ((Way.ADDED, Way.REPLACED), "adds itself"),
    ],
)
def test_that_the_first_sentence_is_true_of_the_plan(ways, said):
    reports = [report(kind, way) for kind, way in zip(ReportKind, ways, strict=False)]
    assert said in words.now_sentence(plan(*reports))
