"""What a person may choose, and what needs a reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sophon_monitor.domain.site_retention import RetentionProblem, SiteRetention, longer_than, problem_of

DEFAULT = SiteRetention()


def test_that_the_defaults_and_whatever_is_shorter_need_no_reason() -> None:
    for choice in (DEFAULT, SiteRetention(pictures_days=0, strangers_hours=0, judged_days=0, records_days=0)):
        assert problem_of(choice, DEFAULT) is None
        assert longer_than(choice, DEFAULT) == ()


@pytest.mark.parametrize(("name", "value"), [("pictures_days", 7.5), ("strangers_hours", 9.0), ("records_days", 91.0)])
def test_that_each_longer_one_needs_a_reason(name: str, value: float) -> None:
    choice = replace(DEFAULT, **{name: value})
    assert longer_than(choice, DEFAULT) == (name,)
    assert problem_of(choice, DEFAULT) is RetentionProblem.REASON_MISSING
    assert problem_of(replace(choice, reason="  "), DEFAULT) is RetentionProblem.REASON_MISSING
    assert problem_of(replace(choice, reason="complaint"), DEFAULT) is None
    assert problem_of(choice, choice) is None  # the profile says so


@pytest.mark.parametrize("reason", ["", "a good one"])
def test_that_30_days_is_the_most_for_judged_events_whatever_the_reason(reason: str) -> None:
    choice = SiteRetention(judged_days=30.5, reason=reason)
    assert problem_of(choice, SiteRetention(judged_days=30.0)) is RetentionProblem.JUDGED_TOO_LONG


@pytest.mark.parametrize("value", [-1.0, float("nan"), float("inf"), 1e6])
def test_that_odd_numbers_are_refused(value: float) -> None:
    for name in ("pictures_days", "judged_days", "records_days"):
        choice = replace(DEFAULT, **{name: value}, reason="x")
        assert problem_of(choice, DEFAULT) in (RetentionProblem.ODD_NUMBER, RetentionProblem.JUDGED_TOO_LONG)
    assert problem_of(replace(DEFAULT, strangers_hours=-1.0), DEFAULT) is RetentionProblem.ODD_NUMBER
