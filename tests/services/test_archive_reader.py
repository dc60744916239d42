"""Reading the archive beside the writer and alone; which index answers what."""

from __future__ import annotations

import sqlite3
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from sophon_monitor.domain.changes import BoxChanged, CameraChanged, RecognitionSeen
from sophon_monitor.domain.records import EventRecord, HeartbeatRecord, HeartbeatSource, ScoreScale
from sophon_monitor.domain.site import Box, BoxKey, Camera, CameraKey, Liveness
from sophon_monitor.protocol.messages import (
    CameraStatus,
    CameraType,
    Generation,
    Health,
    PersonType,
    Picture,
    PictureState,
)
from sophon_monitor.services import archive_checkpoint, archive_reader, archive_schema
from sophon_monitor.services.archive_duplicates import SAME_MOMENT_SQL, moments_sql
from sophon_monitor.services.archive_reader import ArchiveReader, newest_sql, pages_sql
from sophon_monitor.services.archive_rows import (
    BOX_COLUMNS,
    CAMERA_COLUMNS,
    EVENT_COLUMNS,
    HEALTH_COLUMNS,
    HEARTBEAT_COLUMNS,
)
from sophon_monitor.services.archive_schema import DATABASE, open_for_reading
from sophon_monitor.services.retention import AHEAD, EVICTIONS, EXPIRIES, OLDER_SQL, slice_sql
from tests.services.archive_samples import (
    BOX,
    NOW_MS,
    NOW_S,
    Site,
    box,
    camera,
    event,
    heartbeat,
    jpeg,
    png,
    present,
    wait_until,
)


def test_that_what_is_stored_comes_back_whole(tmp_path: Path) -> None:
    health = Health(**{name: float(n) for n, name in enumerate(HEALTH_COLUMNS)})
    a_box = box(
        given_name="门卫",
        note="2 F",
        sn="SN-A",
        mac="aa:bb",
        license="LOBBY7000930",
        host_name="h",
        generation=Generation.V57,
        liveness=Liveness.ONLINE,
        period_s=5.0,
        last_sign_at_s=NOW_S,
        health=health,
        clock_skew_ms=-3.5,
        threshold=82.0,
        events=7,
        percent_paths=frozenset({"http/realtime"}),
        cameras_made=12,
    )
    a_camera = camera(
        aliases=("x__1", "y"),
        type=CameraType.RTSP,
        status=CameraStatus.ONLINE,
        group="东门",
        url="rtsp://u:p@10.0.0.1/1",
        last_seen_at_s=NOW_S,
    )
    beat = heartbeat(health=health, generation=Generation.V6, source=HeartbeatSource.POLL, state_code="-1")
    seen = event(
        person_type=PersonType.VIP,
        group="g",
        score=91.37,
        score_scale=ScoreScale.PERCENT,
        threshold=80.0,
        face_box=(1.0, 2.0, 3.0, 4.5),
        latency_ms=12.5,
        extra={"event_id": "17", "nested": {"名": [1, None, 2.5]}},
        registered=Picture(PictureState.NOT_ASKED),
    )
    with Site(tmp_path) as site:
        site.post(BoxChanged(a_box), CameraChanged(a_camera), beat, seen)
        reader = ArchiveReader(tmp_path)
        assert reader.load_site() == ((a_box,), (a_camera,))
        assert list(reader.heartbeats()) == [beat]
        assert list(reader.events()) == [site.kept.seen[0]]
        assert reader.cameras(BOX) == (a_camera,)
        assert reader.cameras(BoxKey("other")) == ()
        assert reader.event_counts() == {BOX: 1}
        reader.close()


def test_that_everything_known_has_its_column() -> None:
    """A field that someone adds needs a column and a migration, or it is lost at the next start."""
    of_this_run = {"last_sign_mono_s", "stream", "system"}
    in_several = {"key", "address", "health", "live", "registered", "scene"}
    assert tuple(Health.__dataclass_fields__) == HEALTH_COLUMNS
    for kind, columns in (
        (Box, BOX_COLUMNS),
        (Camera, CAMERA_COLUMNS),
        (HeartbeatRecord, HEARTBEAT_COLUMNS),
        (EventRecord, EVENT_COLUMNS),
    ):
        names = {name.strip('"') for name in columns}
        assert set(kind.__dataclass_fields__) - of_this_run - in_several <= names


def test_that_since_is_inclusive_and_until_exclusive_oldest_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_reader, "PAGE", 2)
    times = [NOW_MS + t for t in (30, 10, 20, 20, 20, 40, 10)]
    with Site(tmp_path) as site:
        site.post(*(event(received_at_ms=t, occurred_at_ms=n) for n, t in enumerate(times)))
        site.post(*(heartbeat(received_at_ms=t) for t in times))
        reader = ArchiveReader(tmp_path)
        assert [e.received_at_ms for e in reader.events()] == sorted(times)
        assert [e.id for e in reader.events(NOW_MS + 10, NOW_MS + 30)] == [2, 7, 3, 4, 5]
        narrowed = reader.events(NOW_MS + 11, NOW_MS + 40, box_key=BOX, camera_key=CameraKey("C1"))
        assert [e.id for e in narrowed] == [3, 4, 5, 1]
        assert [h.received_at_ms - NOW_MS for h in reader.heartbeats(NOW_MS + 20, NOW_MS + 40)] == [20, 20, 20, 30]
        assert list(reader.heartbeats(0, NOW_MS + 99, BoxKey("other"))) == []
        reader.close()


def test_that_the_newest_events_come_first_and_paging_goes_on(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(*(event(occurred_at_ms=n, camera_key=CameraKey(f"C{n % 2}")) for n in range(10)))
        reader = ArchiveReader(tmp_path)
        assert [e.id for e in reader.newest_events(3)] == [10, 9, 8]
        assert [e.id for e in reader.newest_events(3, before_id=8)] == [7, 6, 5]
        assert [e.id for e in reader.newest_events(3, camera_key=CameraKey("C1"))] == [10, 8, 6]
        assert [e.id for e in reader.newest_events(2, box_key=BOX, before_id=4)] == [3, 2]
        assert reader.newest_events(2, box_key=BoxKey("no"), camera_key=CameraKey("C1")) == ()
        reader.close()


def test_that_health_columns_are_arrays_with_nan_for_what_was_not_measured(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(
            heartbeat(received_at_ms=NOW_MS + 1000, health=Health(cpu_percent=0.0, disk_total_gb=7.0)),
            heartbeat(received_at_ms=NOW_MS, health=Health(temperature_c=55.0), source=HeartbeatSource.POLL),
            heartbeat(received_at_ms=NOW_MS, box_key=BoxKey("other")),
        )
        reader = ArchiveReader(tmp_path)
        columns = reader.health_columns(BOX, 0)
        assert list(columns) == [
            *("received_at", "cpu", "tpu", "memory", "disk", "disk_free", "disk_total", "temperature", "source")
        ]
        np.testing.assert_array_equal(columns["received_at"], [NOW_S, NOW_S + 1])
        np.testing.assert_array_equal(columns["cpu"], [np.nan, 0.0])
        np.testing.assert_array_equal(columns["temperature"], [55.0, np.nan])
        np.testing.assert_array_equal(columns["source"], [1.0, 0.0])
        assert all(c.dtype == np.float64 for c in columns.values())
        assert all(c.size == 0 for c in reader.health_columns(BoxKey("none"), 0).values())
        reader.close()


def test_that_pictures_come_back_and_what_is_gone_says_so(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(event(live=present(jpeg()), registered=present(png())))
        reader = ArchiveReader(tmp_path)
        assert reader.picture(1, "live").data == jpeg()
        assert reader.picture_file(1, "registered") == (present(png()), "png")
        assert reader.picture(1, "scene").state is PictureState.ABSENT
        (tmp_path / "pictures" / "0000000" / "1.jpg").unlink()
        assert reader.picture(1, "live") == Picture(PictureState.EXPIRED)
        assert reader.picture(99, "live") == Picture(PictureState.EXPIRED)
        assert reader.event(99) is None
        reader.close()


def test_that_a_reader_sees_what_is_posted_within_half_a_second(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        reader = ArchiveReader(tmp_path)
        for n in range(20):
            posted_s = time.monotonic()
            site.archive.post((RecognitionSeen(event(occurred_at_ms=n, live=present(jpeg()))),))
            wait_until(lambda n=n: len(reader.newest_events(100)) == n + 1, 0.5)  # type: ignore[misc]
            assert time.monotonic() - posted_s < 0.5
        reader.close()


def test_that_reading_in_another_thread_and_writing_do_not_disturb_each_other(tmp_path: Path) -> None:
    counts: list[int] = []
    done = threading.Event()

    def read() -> None:
        reader = ArchiveReader(tmp_path)
        while not done.is_set():
            counts.append(sum(1 for _ in reader.events()))
        reader.close()

    with Site(tmp_path) as site:
        thread = threading.Thread(target=read)
        thread.start()
        for n in range(200):
            site.post(event(occurred_at_ms=n))
        done.set()
        thread.join()
        assert counts == sorted(counts)
        assert site.problems == []


def test_that_a_closed_archive_is_read_without_its_log(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(event())
    assert not (tmp_path / f"{DATABASE}-wal").exists()
    reader = ArchiveReader(tmp_path)
    assert reader.event(1) is not None
    reader.close()


def test_that_a_closed_archive_is_read_where_nothing_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Site(tmp_path) as site:
        site.post(event())
    connect = sqlite3.connect

    def refuse_to_make_files(path: str, **options: object) -> sqlite3.Connection:
        if "immutable" not in path:
            raise sqlite3.OperationalError("unable to open database file")
        return connect(path, **options)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(archive_schema.sqlite3, "connect", refuse_to_make_files)
    reader = ArchiveReader(tmp_path)
    assert reader.event(1) is not None
    reader.close()


def test_that_the_log_moves_into_the_database_while_the_archive_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_checkpoint, "EVERY_S", 0.01)
    monkeypatch.setattr(archive_checkpoint, "WORTH_BYTES", 0)
    with Site(tmp_path) as site:
        site.post(event())
        alone = f"{(tmp_path / DATABASE).as_uri()}?mode=ro&immutable=1"  # as if there were no log

        def in_database() -> bool:
            connection = sqlite3.connect(alone, uri=True)
            try:
                return connection.execute("SELECT COUNT(*) FROM events").fetchone() == (1,)
            except sqlite3.DatabaseError:
                return False
            finally:
                connection.close()

        wait_until(in_database)


def test_that_without_an_archive_reading_says_so_and_makes_none(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        ArchiveReader(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_that_the_reader_cannot_write(tmp_path: Path) -> None:
    with Site(tmp_path):
        connection = open_for_reading(tmp_path)
        with pytest.raises(sqlite3.OperationalError):
            connection.execute("DELETE FROM events")
        connection.close()


_BY_TIME = (NOW_MS, 1, NOW_MS, 1000)
QUERIES: list[tuple[str, tuple[object, ...], str]] = [
    (newest_sql(None, CameraKey("C1"), None)[0], ("C1", 200), "events_by_camera (camera_key=?)"),
    (newest_sql(None, CameraKey("C1"), 5)[0], ("C1", 5, 200), "events_by_camera (camera_key=? AND rowid<?)"),
    (newest_sql(BOX, CameraKey("C1"), None)[0], ("C1", BOX, 200), "events_by_camera (camera_key=?)"),
    (newest_sql(BOX, None, None)[0], (BOX, 200), "events_by_box (box_key=?)"),
    (pages_sql("events"), _BY_TIME, "events_by_time ("),
    (pages_sql("heartbeats"), _BY_TIME, "heartbeats_by_time ("),
    (pages_sql("heartbeats", "box_key = ? AND "), (BOX, *_BY_TIME), "heartbeats_by_box (box_key=? AND"),
    (SAME_MOMENT_SQL, (BOX, 1, None), "events_by_moment (box_key=? AND occurred_at_ms=? AND person_id=?)"),
    (slice_sql(EVICTIONS[0][0]), (64,), "events_with_scene (verdict=?)"),
    (slice_sql(EVICTIONS[1][0]), (64,), "events_with_face (verdict=?)"),
    (slice_sql(EVICTIONS[2][0]), (64,), "events_with_scene"),
    (slice_sql(EVICTIONS[3][0]), (64,), "events_with_face"),
    (slice_sql(EXPIRIES[0]), (1, 64), "events_with_scene (verdict=? AND received_at_ms<?)"),
    (slice_sql(EXPIRIES[1]), (1, 1, 64), "events_with_scene (verdict=? AND received_at_ms<?)"),
    (slice_sql(EXPIRIES[2]), (1, 64), "events_with_scene (verdict=? AND received_at_ms<?)"),
    (slice_sql(EXPIRIES[3]), (1, 64), "events_with_face (verdict=? AND received_at_ms<?)"),
    (slice_sql(EXPIRIES[4]), (1, 1, 64), "events_with_face (verdict=? AND received_at_ms<?)"),
    (slice_sql(EXPIRIES[5]), (1, 64), "events_with_face (verdict=? AND received_at_ms<?)"),
    (slice_sql(EXPIRIES[6]), (1, 64), "events_with_stranger (received_at_ms<?)"),
    (slice_sql(EXPIRIES[7]), (1, 1, 64), "events_with_stranger (received_at_ms<?)"),
    (slice_sql(EXPIRIES[8]), (1, 64), "events_with_stranger (received_at_ms<?)"),
    (slice_sql(AHEAD[0]), (1, 1, 64), "events_by_time (received_at_ms>?)"),
    (slice_sql(AHEAD[1]), (1, 1, 64), "events_with_stranger (received_at_ms>?)"),
    (slice_sql(AHEAD[2]), (1, 1, 64), "events_by_time (received_at_ms>?)"),
    (OLDER_SQL, (1,), "events_by_time (received_at_ms<?)"),
    (slice_sql("received_at_ms < ?"), (1, 64), "events_by_time (received_at_ms<?)"),
]


@pytest.mark.parametrize(("sql", "values", "index"), QUERIES)
def test_that_every_query_on_a_million_rows_goes_by_an_index(
    tmp_path: Path, sql: str, values: tuple[object, ...], index: str
) -> None:
    with Site(tmp_path):
        connection = open_for_reading(tmp_path)
        plan = [row[-1] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
        connection.close()
    assert len(plan) == 1 or "verdict I" in sql, plan  # no sorting of its own, except for the few judged ones
    assert plan[0].startswith("SEARCH ")
    assert index in plan[0]


def test_that_known_moments_of_a_batch_are_found_by_an_index(tmp_path: Path) -> None:
    with Site(tmp_path):
        connection = open_for_reading(tmp_path)
        plan = [row[-1] for row in connection.execute(f"EXPLAIN QUERY PLAN {moments_sql(2)}", (BOX, 1, BOX, 2))]
        connection.close()
    assert [step for step in plan if "events" in step] == [
        "SEARCH events USING COVERING INDEX events_by_moment (box_key=? AND occurred_at_ms=?)"
    ]
