"""Scores and wrong matches read out of an archive: all judged ones, the newest others, each once, by index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sophon_monitor.domain.changes import EventJudged
from sophon_monitor.domain.records import EventRecord, ScoreScale, Verdict
from sophon_monitor.domain.score_statistics import Outcome, ScoreScope, ScoreStatistics, threshold_effect
from sophon_monitor.domain.site import BoxKey, CameraKey
from sophon_monitor.protocol.messages import PersonType
from sophon_monitor.services.archive_reader import ArchiveReader
from sophon_monitor.services.archive_schema import DATABASE, open_for_reading
from sophon_monitor.services.archive_scores import (
    _VERDICTS_SINCE_VERSION,
    newest_sql,
    score_statistics,
    scores_sql,
    wrong_sql,
)
from tests.services.archive_samples import BOX, NOW_MS, Site, event

OTHER_BOX = BoxKey("SN-B")
C1, C2, C9 = CameraKey("C1"), CameraKey("C2"), CameraKey("C9")
WHOLE = ScoreScope()


def seen(number: int, score: float | None = 90.0, **given: object) -> EventRecord:
    """Event `number`, percent; every one at a moment of its own, or it would be a duplicate."""
    fields = {"score": score, "score_scale": ScoreScale.PERCENT, "occurred_at_ms": NOW_MS + number, "live_px": None}
    return event(**(fields | given))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with Site(tmp_path) as site:
        yield site


def judge(site: Site, verdicts: dict[int, tuple[Verdict | None, str | None]]) -> None:
    site.post(*(EventJudged(n, verdict, NOW_MS, "", really) for n, (verdict, really) in verdicts.items()))


def read(site: Site, scope: ScoreScope = WHOLE, newest: int = 1000) -> ScoreStatistics:
    with closing(open_for_reading(site.folder)) as connection:
        return score_statistics(connection, scope, newest)


def sizes(statistics: ScoreStatistics) -> dict[str, int]:
    return {one.scale.value: len(one) for one in statistics.sets}


def test_that_every_scale_verdict_and_stranger_comes_as_it_was_kept(site: Site) -> None:
    site.post(
        seen(1, 91.5),
        seen(2, 0.85, score_scale=ScoreScale.RATIO),
        seen(3, 0.5, score_scale=ScoreScale.UNKNOWN),
        seen(4, 41.0, person_type=PersonType.STRANGER),
        seen(5, None),
        seen(6, 79.0),
    )
    judge(
        site, {1: (Verdict.RIGHT, None), 2: (Verdict.UNSURE, None), 4: (Verdict.WRONG, None), 6: (Verdict.WRONG, None)}
    )
    statistics = read(site)
    assert [
        (one.scale, sorted(zip(one.scores, one.outcomes, one.strangers, strict=True))) for one in statistics.sets
    ] == [
        (
            ScoreScale.PERCENT,
            [(41.0, Outcome.WRONG, True), (79.0, Outcome.WRONG, False), (91.5, Outcome.RIGHT, False)],
        ),
        (ScoreScale.RATIO, [(0.85, Outcome.UNSURE, False)]),
        (ScoreScale.UNKNOWN, [(0.5, Outcome.NOT_JUDGED, False)]),
    ]
    assert (statistics.unscored, statistics.newest) == (1, None)


def test_that_a_scope_has_its_own_events_only(site: Site) -> None:
    site.post(
        seen(1),
        seen(2, camera_key=C2),
        seen(3, camera_key=None),
        seen(4, camera_key=C9, box_key=OTHER_BOX),
    )
    judge(site, dict.fromkeys((1, 2, 3, 4), (Verdict.WRONG, "Sun Yue")))
    for scope, expected in (
        (ScoreScope(BOX, C1), 1),
        (ScoreScope(None, C2), 1),
        (ScoreScope(BOX), 3),
        (ScoreScope(OTHER_BOX), 1),
        (WHOLE, 4),
        (ScoreScope(BoxKey("none"), CameraKey("none")), 0),
    ):
        statistics = read(site, scope)
        assert statistics.scope == scope
        assert sum(sizes(statistics).values()) == expected, scope
        assert sum(confusion.count for confusion in statistics.confusions) == expected, scope


def test_that_judged_events_are_all_there_however_old_and_none_twice(site: Site) -> None:
    site.post(*(seen(number) for number in range(1, 40)), seen(40), seen(41, None))
    judge(site, {n: (Verdict.WRONG if n == 2 else Verdict.RIGHT, None) for n in (1, 2, 40, 41)})
    statistics = read(site, ScoreScope(BOX, C1), newest=10)
    (scores,) = statistics.sets
    # The ten newest, two of them judged and one of those without a score, and two judged ones before them.
    assert [scores.count(outcome) for outcome in Outcome] == [8, 2, 1, 0]
    assert statistics.unscored == 1
    assert statistics.newest == 10
    assert read(site, ScoreScope(BOX, C1), newest=42).newest is None


def test_that_a_verdict_taken_back_is_none(site: Site) -> None:
    site.post(seen(1), seen(2))
    judge(site, {1: (Verdict.WRONG, "Sun Yue"), 2: (Verdict.RIGHT, None)})
    judge(site, {1: (None, None)})
    statistics = read(site)
    (scores,) = statistics.sets
    assert [scores.count(outcome) for outcome in Outcome] == [1, 1, 0, 0]
    assert statistics.confusions == ()


def test_that_confusions_name_both_and_leave_strangers_out(site: Site) -> None:
    site.post(
        seen(1, None),
        seen(2),
        seen(3, person_type=PersonType.STRANGER),
        seen(4),
    )
    judge(
        site,
        {
            1: (Verdict.WRONG, "Sun Yue"),
            2: (Verdict.WRONG, "Sun Yue"),
            3: (Verdict.WRONG, "Sun Yue"),
            4: (Verdict.RIGHT, None),
        },
    )
    (one,) = read(site, ScoreScope(BOX, C1)).confusions
    assert (one.camera_key, one.person_id, one.person_name, one.really) == (C1, "00450017", "张明", "Sun Yue")
    assert (one.count, one.events) == (2, (2, 1))


def test_that_what_is_read_says_what_a_threshold_would_do(site: Site) -> None:
    site.post(*(seen(n, 80.0 + n / 2) for n in range(1, 21)), seen(21, 84.0))
    judge(site, dict.fromkeys(range(1, 21), (Verdict.RIGHT, None)) | {21: (Verdict.WRONG, None)})
    (scores,) = read(site).sets
    effect = threshold_effect(scores, 84.0)
    assert effect is not None
    assert (effect.lost.hits, effect.lost.of, effect.let_in.hits, effect.let_in.of) == (7, 20, 1, 1)


def test_that_the_connection_of_the_reader_is_good_too(site: Site) -> None:
    site.post(seen(1), seen(2))
    judge(site, {1: (Verdict.WRONG, None)})
    reader = ArchiveReader(site.folder)
    try:
        statistics = score_statistics(reader._connection, WHOLE)
    finally:
        reader.close()
    assert (sizes(statistics), len(statistics.confusions)) == ({"percent": 2}, 1)


def test_that_an_archive_from_before_verdicts_has_scores_all_the_same(site: Site) -> None:
    site.post(seen(1), seen(2, None))
    site.archive.close()
    with closing(sqlite3.connect(site.folder / DATABASE)) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (trigger,) in triggers:  # they name the columns
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute("DROP INDEX events_judged")
        for column in ("verdict_by", "really", "repeats", "live_px"):
            connection.execute(f"ALTER TABLE events DROP COLUMN {column}")
        connection.execute(f"PRAGMA user_version = {_VERDICTS_SINCE_VERSION - 1}")
    statistics = read(site)
    assert (sizes(statistics), statistics.unscored, statistics.confusions) == ({"percent": 1}, 1, ())


@pytest.mark.parametrize(
    ("scope", "newest", "judged"),
    [
        (ScoreScope(BOX, C1), "SEARCH events USING INDEX events_by_camera (camera_key=?)", "SEARCH {} (camera_key=?)"),
        (ScoreScope(BOX), "SEARCH events USING INDEX events_by_box (box_key=?)", "SCAN {}"),
        (WHOLE, "SCAN events", "SCAN {}"),
    ],
)
def test_that_scores_go_by_an_index_newest_first_without_sorting(
    site: Site, scope: ScoreScope, newest: str, judged: str
) -> None:
    by_verdict = judged.format("events USING INDEX events_judged")
    with closing(open_for_reading(site.folder)) as connection:
        plans = [
            [row[-1] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values) if "events" in row[-1]]
            for sql, values in (scores_sql(scope, 10), newest_sql(scope, 10), wrong_sql(scope))
        ]
        sorting = [
            row[-1]
            for sql, values in (scores_sql(scope, 10), newest_sql(scope, 10))
            for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)
            if "B-TREE" in row[-1]
        ]
    assert plans[0] == [newest, by_verdict]
    assert plans[1] == [newest]
    assert [plan.replace(" AND verdict=?", "") for plan in plans[2]] == [by_verdict]
    assert sorting == []  # the last rows of a table or of an index are its newest
