"""Searching the archive: what is found is what is looked for, in order, whichever way; and it can be stopped."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from sophon_monitor.domain.changes import BoxChanged, BoxRemoved, EventJudged
from sophon_monitor.domain.history_query import (
    DAY_MS,
    HOUR_MS,
    MINUTE_MS,
    HistoryQuery,
    MissingPicture,
    Position,
    strip_scale,
)
from sophon_monitor.domain.records import EventRecord, ScoreScale, Verdict
from sophon_monitor.domain.site import BoxKey, CameraKey
from sophon_monitor.protocol.messages import PersonType, Picture, PictureState
from sophon_monitor.services import archive_history, archive_schema, archive_search_plan
from sophon_monitor.services.archive_history import HistoryReader, SearchStopped
from sophon_monitor.services.archive_reader import ArchiveReader
from sophon_monitor.services.archive_schema import DATABASE, open_for_reading
from sophon_monitor.services.archive_search_plan import ByMinutes, ByPeople, ByPlaces, ByTime, Nothing, plan
from sophon_monitor.services.retention import Retention
from tests.services.archive_samples import BOX, NOW_MS, Site, box, event, jpeg, present, wait_until

OTHER = BoxKey("SN-B")
NAMES = ("张明 Zhang", "Zhang Wei", "ÉMILE", "émile b", "100%_sure", "100 sure", "stranger", None, "a\\b", "Straße")
PEOPLE = ("zhang", "张", "é", "%", "_", "100%", "\\", "stranger", "7", "p1", "ss", "none of them", "É")


def records(count: int, seed: int = 1) -> list[EventRecord]:
    """Events of all kinds; the clock is put back now and then."""
    chance = random.Random(seed)
    at_ms = NOW_MS - 3 * DAY_MS
    found = []
    for number in range(count):
        at_ms += chance.choice((0, 1, 700, 30_000, 400_000))
        if chance.random() < 0.02:
            at_ms -= HOUR_MS
        box_key = chance.choice((BOX, OTHER))
        name = chance.choice(NAMES)
        verdict = chance.choice((None, None, None, *Verdict))
        found.append(
            event(
                received_at_ms=at_ms,
                occurred_at_ms=number,
                box_key=box_key,
                camera_key=chance.choice((None, CameraKey(f"{box_key}/1"), CameraKey(f"{box_key}/2"))),
                person_name=name,
                person_id=chance.choice((None, f"p{number % 5}", str(number % 9))),
                person_type=chance.choice(tuple(PersonType)),
                score=chance.choice(
                    (None, 0.0, round(chance.uniform(0, 1), 3), round(chance.uniform(0, 100), 1), 58.0)
                ),
                score_scale=chance.choice(tuple(ScoreScale)),
                live=Picture(chance.choice((PictureState.ABSENT, PictureState.EMPTY)))
                if number % 3
                else present(jpeg()),
                registered=Picture(PictureState.NOT_ASKED) if number % 4 else present(jpeg()),
                scene=Picture(PictureState.TOO_LARGE) if number % 2 else present(jpeg()),
                verdict=verdict,
                verdict_at_ms=at_ms if verdict else None,
                repeats=chance.choice((0, 0, 0, 2)),
            )
        )
    return found


def queries(seed: int, count: int) -> list[HistoryQuery]:
    """Each filter alone, then any of them together."""
    chance = random.Random(seed)
    start = NOW_MS - 3 * DAY_MS
    choices: dict[str, list[object]] = {
        "since_ms": [start, start + HOUR_MS + 1],
        "until_ms": [start + 2 * HOUR_MS, start + 5 * HOUR_MS + 333],
        "box_key": [BOX, OTHER, BoxKey("nobody")],
        "camera_key": [CameraKey(f"{BOX}/1"), CameraKey(f"{OTHER}/2")],
        "person": list(PEOPLE),
        "person_types": [frozenset({t}) for t in PersonType] + [frozenset(PersonType) - {PersonType.STRANGER}],
        "least_score": [0.0, 58.0, 90.0, 101.0],
        "most_score": [0.0, 30.0, 58.0],
        "verdicts": [frozenset({v}) for v in (None, *Verdict)] + [frozenset({None, Verdict.WRONG})],
        "missing": list(MissingPicture),
    }
    alone = [HistoryQuery(**{name: value}) for name, values in choices.items() for value in values]  # type: ignore[arg-type]
    mixed = [
        HistoryQuery(**{name: chance.choice(values) for name, values in choices.items() if chance.random() < 0.25})  # type: ignore[arg-type]
        for _ in range(count)
    ]
    return [HistoryQuery(), *alone, *mixed]


def expected(kept: list[EventRecord], query: HistoryQuery) -> list[int]:
    found = [record for record in kept if query.matches(record)]
    return [r.id for r in sorted(found, key=lambda r: (r.received_at_ms, r.id), reverse=True)]


def found_by(reader: HistoryReader, query: HistoryQuery, limit: int = 7) -> list[int]:
    ids: list[int] = []
    after: Position | None = None
    while True:
        page = reader.page(query, after, limit=limit, budget_s=10.0)
        ids += [record.id for record in page.records]
        if page.after is None:
            return ids
        assert len(page.records) == limit
        after = page.after


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[EventRecord]]:
    path = tmp_path_factory.mktemp("site")
    with Site(path, Retention(pictures_s=9e9, stranger_pictures_s=9e9, records_s=9e9)) as site:
        site.post(*records(600))
        return path, site.kept.seen


WAYS = {
    "as it is": {},
    "few at once": {"FEW_BY_NAME": 3, "FEW_BY_PLACE": 3, "SOME": 20, "PAGE_EVENTS": 5, "FEW_MINUTES": 2},
    "along minutes": {"MOST_NAMES": 0, "FEW_BY_PLACE": -1, "PAGE_EVENTS": 30, "FEW_MINUTES": 0},
}


@pytest.mark.parametrize("way", WAYS)
def test_that_a_search_finds_what_is_looked_for_newest_first_whichever_way_it_goes(
    folder: tuple[Path, list[EventRecord]], way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in WAYS[way].items():
        monkeypatch.setattr(archive_search_plan, name, value)
    path, kept = folder
    reader = HistoryReader(path)
    for query in queries(seed=5, count=150):
        assert found_by(reader, query) == expected(kept, query), query
    reader.close()


@pytest.mark.parametrize("way", WAYS)
def test_that_a_tally_counts_what_a_search_finds(
    folder: tuple[Path, list[EventRecord]], way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in WAYS[way].items():
        monkeypatch.setattr(archive_search_plan, name, value)
    path, kept = folder
    reader = HistoryReader(path)
    for query in queries(seed=6, count=60):
        wanted = [record for record in kept if query.matches(record)]
        low, high = reader.bounds(query) or (0, 1)
        tally = reader.tally(query, scale := strip_scale(low, high + 1), budget_s=10.0)
        assert tally.is_complete
        assert tally.events == sum(tally.bars) == len(wanted), query
        assert tally.judged == sum(r.verdict is not None for r in wanted)
        assert tally.wrong == sum(r.verdict is Verdict.WRONG for r in wanted)
        assert tally.repeated == sum(r.repeats > 0 for r in wanted)
        for place, (begin, end) in enumerate(zip(scale.edges, scale.edges[1:], strict=False)):
            assert tally.bars[place] == sum(begin <= r.received_at_ms < end for r in wanted)
    reader.close()


def test_that_the_ways_are_those_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Site(tmp_path) as site:
        site.post(*records(50))
        connection = open_for_reading(tmp_path)
        ask = HistoryQuery
        for query, kind in (
            (ask(), ByTime),
            (ask(since_ms=0), ByTime),
            (ask(since_ms=NOW_MS * 2), Nothing),
            (ask(box_key=BoxKey("nobody")), Nothing),
            (ask(person="none of them"), Nothing),
            (ask(box_key=BOX), ByPlaces),
            (ask(box_key=BOX, least_score=1.0), ByPlaces),
            (ask(least_score=1.0), ByMinutes),
            (ask(person="zhang", least_score=1.0), ByPeople),
        ):
            assert type(plan(connection, query)) is kind, query
        monkeypatch.setattr(archive_search_plan, "FEW_BY_PLACE", 2)
        monkeypatch.setattr(archive_search_plan, "FEW_BY_NAME", 2)
        monkeypatch.setattr(archive_search_plan, "SOME", 2)
        assert type(plan(connection, ask(box_key=BOX))) is ByPlaces
        assert type(plan(connection, ask(box_key=BOX, least_score=1.0))) is ByMinutes
        assert type(plan(connection, ask(person="zhang"))) is ByPeople
        assert type(plan(connection, ask(person="zhang", least_score=1.0))) is ByMinutes
        connection.close()


SORTED = "USE TEMP B-TREE FOR ORDER BY"


@pytest.mark.parametrize(
    ("query", "steps", "sorts"),
    [
        (HistoryQuery(), ["SEARCH s USING PRIMARY KEY (received_at_ms>? AND received_at_ms<?)"], False),
        (
            HistoryQuery(camera_key=CameraKey(f"{BOX}/1"), least_score=90.0),
            ["SEARCH s USING COVERING INDEX search_by_place (place=? AND received_at_ms>? AND received_at_ms<?)"],
            False,
        ),
        (
            HistoryQuery(least_score=90.0),
            [
                "SEARCH m USING INTEGER PRIMARY KEY (rowid",
                "SEARCH s USING PRIMARY KEY (received_at_ms>? AND received_at_ms<?)",
            ],
            False,
        ),
        (
            HistoryQuery(person="zhang", verdicts=frozenset({Verdict.WRONG})),
            [
                "SEARCH events USING COVERING INDEX events_by_name (person_name=? AND received_at_ms>? AND",
                "SEARCH s USING PRIMARY KEY (received_at_ms=? AND id=?)",
            ],
            True,
        ),
        (
            HistoryQuery(person="p1"),
            [
                "SEARCH events USING COVERING INDEX events_by_person (person_id=? AND received_at_ms>? AND",
                "SEARCH s USING PRIMARY KEY (received_at_ms=? AND id=?)",
            ],
            True,
        ),
    ],
)
def test_that_every_search_on_a_million_rows_goes_by_an_index(
    tmp_path: Path, query: HistoryQuery, steps: list[str], sorts: bool
) -> None:
    with Site(tmp_path) as site:
        site.post(*records(50))
        connection = open_for_reading(tmp_path)
        search = plan(connection, query)
        window = next(search.windows(None))
        for after in (None, Position(NOW_MS, 5)):
            sql, values = search.page_sql(window, after, 101)
            taken = [row[-1] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
            for step in steps:
                assert any(line.startswith(step) for line in taken), taken
            assert not any("SCAN s" in line or "SCAN m" in line or "SCAN e" in line for line in taken)
            assert any(SORTED in line for line in taken) is sorts  # those of a few people are sorted, nothing else
        connection.close()


# -- what the triggers keep ----------------------------------------------------------------------------------------


def kept_tables(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = sqlite3.connect(folder / DATABASE)
    found = {
        "search": connection.execute(
            "SELECT received_at_ms, id, box_key, camera_key, facts, points FROM event_search"
            " JOIN event_places USING (place) ORDER BY 1, 2"
        ).fetchall(),
        "minutes": connection.execute("SELECT minute, events, judged, wrong, repeated FROM event_minutes").fetchall(),
        "names": connection.execute("SELECT * FROM person_names ORDER BY 1").fetchall(),
    }
    connection.close()
    return found


def made_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[tuple[object, ...]]]:
    """The same events in an archive of the version before, brought up to date."""
    old = folder.parent / "old"
    old.mkdir()
    monkeypatch.setattr(archive_schema, "MIGRATIONS", archive_schema.MIGRATIONS[:2])
    monkeypatch.setattr(archive_schema, "VERSION", 2)
    archive_schema.open_for_writing(old).close()
    monkeypatch.undo()
    connection = sqlite3.connect(old / DATABASE)
    connection.execute("ATTACH ? AS new", (str(folder / DATABASE),))
    names = ", ".join(f'"{row[1]}"' for row in connection.execute("PRAGMA main.table_info(events)"))
    with connection:
        connection.execute(f"INSERT INTO main.events ({names}) SELECT {names} FROM new.events")
    connection.close()
    archive_schema.open_for_writing(old).close()
    return kept_tables(old)


def test_that_an_archive_of_the_version_before_is_made_searchable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Site(tmp_path / "site") as site:
        site.post(*(r for r in records(200) if not r.repeats))
    now = kept_tables(tmp_path / "site")
    assert len(now["search"]) == sum(row[1] for row in now["minutes"])  # type: ignore[misc]
    assert made_anew(tmp_path / "site", monkeypatch) == now


def test_that_verdicts_expiry_and_forgetting_keep_the_tables_true(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Site(tmp_path / "site", Retention(stranger_pictures_s=9e9)) as site:
        site.post(BoxChanged(box()), BoxChanged(box(key=OTHER)), *(r for r in records(200) if not r.repeats))
        site.post(*(EventJudged(n, Verdict.WRONG if n % 2 else None, NOW_MS) for n in range(1, 40)))
        site.archive.set_retention(Retention(pictures_s=0.0, stranger_pictures_s=0.0, judged_s=0.0))
        site.post(BoxRemoved(OTHER, forgotten=True))
        reader = ArchiveReader(tmp_path / "site")
        wait_until(lambda: not any(r.box_key == OTHER or r.live.state is PictureState.PRESENT for r in reader.events()))
        reader.close()
    now = kept_tables(tmp_path / "site")
    assert made_anew(tmp_path / "site", monkeypatch) == now
    assert all(row[2] == BOX for row in now["search"])


def test_that_no_name_outlives_its_last_event(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(*(event(occurred_at_ms=n, person_name=name) for n, name in enumerate(("A", "A", "B"))))
    connection = sqlite3.connect(tmp_path / DATABASE)
    connection.execute("DELETE FROM events WHERE person_name = 'B'")
    connection.execute("UPDATE events SET person_name = 'C' WHERE id = 1")
    assert connection.execute("SELECT * FROM person_names ORDER BY 1").fetchall() == [("A", 1), ("C", 1)]
    connection.execute("UPDATE events SET person_name = NULL")
    assert connection.execute("SELECT * FROM person_names").fetchall() == []
    connection.execute("DELETE FROM events")
    for table in ("event_search", "event_minutes"):
        assert connection.execute(f"SELECT * FROM {table}").fetchall() == []
    connection.close()


def test_that_nothing_of_a_forgotten_box_stays(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(BoxChanged(box()), event(), event(occurred_at_ms=5, box_key=OTHER))
        site.post(BoxRemoved(BOX, forgotten=True))
        reader = ArchiveReader(tmp_path)
        wait_until(lambda: BOX not in reader.event_counts() and not forgetting(tmp_path))
        reader.close()
    connection = sqlite3.connect(tmp_path / DATABASE)
    assert connection.execute("SELECT box_key FROM event_places").fetchall() == [(OTHER,)]
    connection.close()


def forgetting(folder: Path) -> bool:
    connection = open_for_reading(folder)
    try:
        return bool(connection.execute("SELECT COUNT(*) FROM boxes").fetchone()[0])
    finally:
        connection.close()


# -- long searches -------------------------------------------------------------------------------------------------


def test_that_a_long_search_gives_what_it_has_and_goes_on(
    folder: tuple[Path, list[EventRecord]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_search_plan, "PAGE_EVENTS", 20)
    path, kept = folder
    reader = HistoryReader(path)
    query = HistoryQuery(least_score=50.0)
    ids: list[int] = []
    after: Position | None = None
    pages = 0
    while True:
        page = reader.page(query, after, budget_s=0.0)
        ids += [record.id for record in page.records]
        pages += 1
        if page.after is None:
            break
        after = page.after
    assert pages > 10
    assert ids == expected(kept, query)
    reader.close()


def test_that_a_tally_without_time_says_that_there_are_more(
    folder: tuple[Path, list[EventRecord]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_search_plan, "TALLY_EVENTS", 20)
    path, kept = folder
    reader = HistoryReader(path)
    query = HistoryQuery(least_score=50.0)
    tally = reader.tally(query, budget_s=0.0)
    assert not tally.is_complete
    assert 0 < tally.events < len(expected(kept, query))
    reached_ms = tally.reached_ms
    assert reached_ms is not None
    assert tally.events == len(expected(kept, query.within(reached_ms, None)))
    reader.close()


def test_that_a_search_stops_when_nobody_wants_it_any_more(
    folder: tuple[Path, list[EventRecord]], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, kept = folder
    reader = HistoryReader(path)
    asked: list[bool] = []

    def is_stopped() -> bool:
        asked.append(True)
        return True

    monkeypatch.setattr(archive_history, "_STEPS_BETWEEN_LOOKS", 50)
    reader.close()
    reader = HistoryReader(path)
    with pytest.raises(SearchStopped):
        reader.page(HistoryQuery(least_score=50.0), is_stopped=is_stopped)
    with pytest.raises(SearchStopped):
        reader.tally(HistoryQuery(least_score=50.0), is_stopped=is_stopped)
    assert asked
    assert found_by(reader, HistoryQuery()) == expected(kept, HistoryQuery())  # the next one is not stopped by that
    reader.close()


def test_that_events_come_in_the_order_asked_without_those_that_are_gone(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(*(event(occurred_at_ms=n) for n in range(5)))
        reader = HistoryReader(tmp_path)
        assert [record.id for record in reader.events((4, 99, 1, 3))] == [4, 1, 3]
        assert reader.events(()) == ()
        reader.close()


def test_that_a_search_whose_last_page_is_full_ends_there(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(*(event(occurred_at_ms=n) for n in range(10)))
        reader = HistoryReader(tmp_path)
        first = reader.page(HistoryQuery(), limit=5)
        last = reader.page(HistoryQuery(), first.after, limit=5)
        assert (len(first.records), len(last.records), last.after) == (5, 5, None)
        reader.close()


def test_that_a_search_in_an_empty_archive_finds_nothing(tmp_path: Path) -> None:
    with Site(tmp_path):
        reader = HistoryReader(tmp_path)
        for query in (HistoryQuery(), HistoryQuery(person="a"), HistoryQuery(least_score=1.0)):
            assert reader.page(query).records == ()
            assert reader.page(query).after is None
            assert reader.tally(query, strip_scale(0, DAY_MS)).events == 0
            assert reader.bounds(query) is None
        reader.close()


def test_that_a_search_beside_the_writer_sees_what_was_kept(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        reader = HistoryReader(tmp_path)
        assert reader.page(HistoryQuery()).records == ()
        site.post(event(person_name="Li"))
        assert [r.id for r in reader.page(HistoryQuery(person="li")).records] == [1]
        site.post(EventJudged(1, Verdict.RIGHT, NOW_MS))
        judged = HistoryQuery(verdicts=frozenset({Verdict.RIGHT}))
        assert [r.verdict for r in reader.page(judged).records] == [Verdict.RIGHT]
        assert reader.tally(HistoryQuery()).judged == 1
        site.post(EventJudged(1, None, NOW_MS))
        assert reader.page(judged).records == ()
        assert reader.tally(HistoryQuery()).judged == 0
        reader.close()


def test_that_hostile_text_is_only_text(tmp_path: Path) -> None:
    names = ("'; DROP TABLE events; --", "%" * 50, "\\", "_" * 5000, "\u202egnp.exe", "<img src=x>")
    with Site(tmp_path) as site:
        site.post(*(event(occurred_at_ms=n, person_name=name, person_id=name) for n, name in enumerate(names)))
        reader = HistoryReader(tmp_path)
        for number, name in enumerate(names, start=1):
            assert [r.id for r in reader.page(HistoryQuery(person=name[:200])).records] == [number]
        assert reader.page(HistoryQuery(person="\ud800")).records == ()
        reader.close()


def test_that_one_minute_is_enough_for_any_number_of_events(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(*(event(received_at_ms=NOW_MS, occurred_at_ms=n, score=50.0) for n in range(250)))
        reader = HistoryReader(tmp_path)
        assert found_by(reader, HistoryQuery(), limit=100) == list(range(250, 0, -1))
        (first,) = {record.received_at_ms // MINUTE_MS for record in reader.page(HistoryQuery()).records}
        assert reader.tally(HistoryQuery(since_ms=first * MINUTE_MS)).events == 250
        reader.close()
