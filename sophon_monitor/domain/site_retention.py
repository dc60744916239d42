"""How long a site keeps what, where a person has chosen otherwise than the profile's default. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

MOST_JUDGED_DAYS = 30.0  # whatever anybody chooses
MOST_DAYS = 3650.0
MOST_HOURS = 24 * MOST_DAYS
LONGEST_REASON = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRetention:
    """What holds on a site; all ages count from when the event was received.

    Attributes:
        pictures_days: All pictures. strangers_hours: of people whom a box does not know, where that is shorter.
        judged_days: Of a judged event until its report is made, where that is longer; 30 at most.
        records_days: Events, with what pictures they still have, and heartbeats.
        reason: Why anything is kept longer than by default; "" where nothing is.
        by: Who chose it. at_ms: when, UTC epoch ms.
    """

    pictures_days: float = 7.0
    strangers_hours: float = 8.0
    judged_days: float = MOST_JUDGED_DAYS
    records_days: float = 90.0
    reason: str = ""
    by: str = ""
    at_ms: int = 0


class RetentionProblem(StrEnum):
    """Why a choice cannot hold."""

    ODD_NUMBER = "odd_number"  # below zero, or beyond ten years
    JUDGED_TOO_LONG = "judged_too_long"
    REASON_MISSING = "reason_missing"


def longer_than(chosen: SiteRetention, default: SiteRetention) -> tuple[str, ...]:
    """Names of the attributes by which more is kept than by default: these need a reason."""
    names = ("pictures_days", "strangers_hours", "records_days")
    return tuple(name for name in names if getattr(chosen, name) > getattr(default, name))


def problem_of(chosen: SiteRetention, default: SiteRetention) -> RetentionProblem | None:
    """Why `chosen` cannot hold on a site of a profile with this default; None where it can."""
    days = (chosen.pictures_days, chosen.strangers_hours / 24, chosen.judged_days, chosen.records_days)
    if not all(math.isfinite(value) and 0 <= value <= MOST_DAYS for value in days):
        return RetentionProblem.ODD_NUMBER
    if chosen.judged_days > MOST_JUDGED_DAYS:
        return RetentionProblem.JUDGED_TOO_LONG
    if longer_than(chosen, default) and not chosen.reason.strip():
        return RetentionProblem.REASON_MISSING
    return None
