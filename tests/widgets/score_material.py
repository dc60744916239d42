"""Generated scores and confusions for the tests of the card of the scores. Nobody real is in them."""

from __future__ import annotations

import numpy as np

from sophon_monitor.domain.records import ScoreScale
from sophon_monitor.domain.score_statistics import (
    Outcome,
    ScoreScope,
    ScoreSet,
    ScoreStatistics,
    WrongMatch,
    confusions,
)
from sophon_monitor.domain.site import BoxKey, CameraKey

BOX, LOBBY, GATE = BoxKey("b-east"), CameraKey("lobby"), CameraKey("gate")
CAMERAS = {LOBBY: "Lobby cam", GATE: "Gate 1"}
AT_LOBBY, AT_BOX = ScoreScope(BOX, LOBBY), ScoreScope(BOX)


def score_set(rows: dict[tuple[float, Outcome, bool], int], scale: ScoreScale = ScoreScale.PERCENT) -> ScoreSet:
    """Scores of a scale: (score, outcome, whether a stranger) and how often."""
    found = [row for row, times in rows.items() for _ in range(times)]
    return ScoreSet(
        scale,
        np.array([row[0] for row in found], dtype=np.float64),
        np.array([row[1] for row in found], dtype=np.int8),
        np.array([row[2] for row in found], dtype=np.bool_),
    )


def issue_set(not_judged: int = 0) -> ScoreSet:
    """5 of 118 right matches below 84, and 2 wrong ones; `not_judged` more at 90."""
    rows = {
        (79.0, Outcome.RIGHT, False): 5,
        (90.0, Outcome.RIGHT, False): 113,
        (70.0, Outcome.WRONG, False): 1,
        (83.0, Outcome.WRONG, False): 1,
        (91.0, Outcome.NOT_JUDGED, False): not_judged,
    }
    return score_set(rows)


RATIO = score_set({(0.7, Outcome.RIGHT, False): 12}, ScoreScale.RATIO)
UNKNOWN = score_set({(0.62, Outcome.RIGHT, False): 3, (0.9, Outcome.NOT_JUDGED, False): 1}, ScoreScale.UNKNOWN)
CONFUSIONS = confusions(
    [
        *(WrongMatch(n, LOBBY, "17", "Li Na", "Sun Yue") for n in (3, 5, 8)),
        WrongMatch(9, LOBBY, "18", "Wang Wei", None),
    ]
)


def statistics(*sets: ScoreSet, scope: ScoreScope = AT_LOBBY, **more: object) -> ScoreStatistics:
    return ScoreStatistics(scope=scope, sets=sets, **more)  # type: ignore[arg-type]
