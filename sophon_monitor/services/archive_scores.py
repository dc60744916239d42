"""Reading scores and wrong matches out of the archive, by index and bounded, for a camera, a box or the site.

An archive of an earlier version, opened for reading only, has no verdicts: its newest scores are all there is.
"""

from __future__ import annotations

import sqlite3
from itertools import chain

import numpy as np

from sophon_monitor.domain.records import ScoreScale, Verdict
from sophon_monitor.domain.score_statistics import (
    OUTCOME_OF,
    SCALES,
    ScoreScope,
    ScoreStatistics,
    WrongMatch,
    confusions,
    score_sets,
)
from sophon_monitor.domain.site import CameraKey
from sophon_monitor.protocol.messages import PersonType

NEWEST = 10_000  # each a row somewhere in the table: 20 ms out of a million events, twenty times that off a cold disk
MOST_WRONG = 5_000

# Scale, verdict and stranger in one number: half the values to hand over.
_SCALE_STEP, _STRANGER = 16, 8
_SCALE_SQL = " ".join(f"WHEN '{scale.value}' THEN {place * _SCALE_STEP}" for place, scale in enumerate(SCALES))
_VERDICT_SQL = " ".join(f"WHEN '{verdict.value}' THEN {OUTCOME_OF[verdict].value}" for verdict in Verdict)
_CODE_SQL = (
    f"CASE score_scale {_SCALE_SQL} ELSE {SCALES.index(ScoreScale.UNKNOWN) * _SCALE_STEP} END"
    f" + (person_type = '{PersonType.STRANGER.value}') * {_STRANGER} + CASE verdict {_VERDICT_SQL} ELSE 0 END"
)
_JUDGED_TOO = -1  # instead of the number, for one of the newest that is among the judged ones
# What has no score comes as infinity: numpy takes numbers much faster than a mixture with None.
_SCORE_SQL = "ifnull(score, 9e999)"
_VERDICTS_SINCE_VERSION = 3
_Values = tuple[str | int, ...]


def score_statistics(connection: sqlite3.Connection, scope: ScoreScope, newest: int = NEWEST) -> ScoreStatistics:
    """Scores of the `newest` events of a scope, and of all that were judged. On the thread of the connection."""
    has_verdicts = connection.execute("PRAGMA user_version").fetchone()[0] >= _VERDICTS_SINCE_VERSION
    sql, values = scores_sql(scope, newest) if has_verdicts else newest_sql(scope, newest)
    cursor = connection.cursor()
    cursor.row_factory = None
    cursor.execute(sql, values)
    table = np.fromiter(chain.from_iterable(cursor), np.float64).reshape(-1, 2)
    codes = table[:, 1].astype(np.int64)
    # Judged ones have a verdict in their number, so all others are of the newest.
    looked_at = np.count_nonzero((codes == _JUDGED_TOO) | (codes % _STRANGER == 0))
    once = codes != _JUDGED_TOO
    scores, codes = table[once, 0], codes[once]
    return ScoreStatistics(
        scope=scope,
        sets=score_sets(
            scores,
            (codes // _SCALE_STEP).astype(np.int8),
            (codes % _STRANGER).astype(np.int8),
            (codes & _STRANGER).astype(np.bool_),
        ),
        unscored=int(np.count_nonzero(~np.isfinite(scores))),
        confusions=confusions(_wrong_matches(connection, scope)) if has_verdicts else (),
        newest=newest if looked_at >= newest else None,
    )


def scores_sql(scope: ScoreScope, newest: int) -> tuple[str, _Values]:
    """Query, and its parameters, for score and number of the newest events and of all judged ones; one snapshot."""
    recent, values = newest_sql(scope, newest)
    where, judged_values = _judged(scope)
    judged = f"SELECT {_SCORE_SQL}, {_CODE_SQL} FROM events INDEXED BY events_judged {where}"  # noqa: S608 - ours
    return f"SELECT * FROM ({recent}) UNION ALL {judged}", (*values, *judged_values)  # noqa: S608 - ours


def newest_sql(scope: ScoreScope, newest: int) -> tuple[str, _Values]:
    """Query, and its parameters, for score and number of the newest events; of judged ones the number is -1."""
    where = ""
    values: _Values = ()
    if scope.camera_key is not None:
        where, values = "WHERE camera_key = ?", (str(scope.camera_key),)
    elif scope.box_key is not None:
        where, values = "WHERE box_key = ?", (str(scope.box_key),)
    code = f"CASE WHEN verdict_at_ms IS NULL THEN {_CODE_SQL} ELSE {_JUDGED_TOO} END"
    sql = f"SELECT {_SCORE_SQL}, {code} FROM events {where} ORDER BY id DESC LIMIT ?"  # noqa: S608 - ours
    return sql, (*values, newest)


def wrong_sql(scope: ScoreScope) -> tuple[str, _Values]:
    """Query, and its parameters, for the newest wrong matches."""
    where, values = _judged(scope)
    sql = (
        "SELECT id, camera_key, person_id, person_name, really FROM events INDEXED BY events_judged"  # noqa: S608
        f" {where} AND verdict = '{Verdict.WRONG.value}' AND person_type <> '{PersonType.STRANGER.value}'"
        " ORDER BY id DESC LIMIT ?"
    )
    return sql, (*values, MOST_WRONG)


def _judged(scope: ScoreScope) -> tuple[str, _Values]:
    """Condition of the judged events. The index of those is walked for a box too: there are few of them."""
    if scope.camera_key is not None:
        return "WHERE verdict_at_ms IS NOT NULL AND camera_key = ?", (str(scope.camera_key),)
    if scope.box_key is not None:
        return "WHERE verdict_at_ms IS NOT NULL AND box_key = ?", (str(scope.box_key),)
    return "WHERE verdict_at_ms IS NOT NULL", ()


def _wrong_matches(connection: sqlite3.Connection, scope: ScoreScope) -> tuple[WrongMatch, ...]:
    sql, values = wrong_sql(scope)
    return tuple(
        WrongMatch(row[0], CameraKey(row[1]) if row[1] is not None else None, row[2], row[3], row[4])
        for row in connection.execute(sql, values)
    )
