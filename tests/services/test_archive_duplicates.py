"""The same event by two ways is one event, whatever comes first."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from sophon_monitor.domain.changes import RecognitionSeen
from sophon_monitor.domain.records import EventRecord
from sophon_monitor.domain.site import CameraKey
from sophon_monitor.protocol.messages import Picture, PictureState
from sophon_monitor.services.archive_reader import ArchiveReader
from sophon_monitor.services.archive_rows import PICTURE_KINDS
from sophon_monitor.services.retention import Retention
from tests.services.archive_samples import NOW_MS, Site, event, jpeg, picture_bytes, picture_files, present, wait_until

LIVE, SCENE, REGISTERED = jpeg(seed=1), jpeg(seed=2), jpeg(seed=3)
C1, C2 = CameraKey("C1"), CameraKey("C2")


def stored(folder: Path) -> list[EventRecord]:
    reader = ArchiveReader(folder)
    try:
        return list(reader.events())
    finally:
        reader.close()


WAYS = (
    event(live=present(LIVE), scene=Picture(PictureState.NOT_ASKED)),
    event(scene=present(SCENE), live=Picture(PictureState.EMPTY), received_at_ms=NOW_MS + 700),
    event(registered=present(REGISTERED), camera_key=None, received_at_ms=NOW_MS + 900),
)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
@pytest.mark.parametrize("one_batch", [True, False])
def test_that_any_order_gives_one_row_with_all_pictures(
    tmp_path: Path, order: tuple[int, ...], one_batch: bool
) -> None:
    records = [WAYS[n] for n in order]
    with Site(tmp_path) as site:
        for batch in [records] if one_batch else [[r] for r in records]:
            site.post(*batch)
        assert len(site.kept.seen) == 1
        assert [r.id for r in site.kept.filled] == [1, 1]
        last = site.kept.filled[-1]
        assert (last.live.data, last.scene.data, last.registered.data) == (LIVE, SCENE, REGISTERED)
        (row,) = stored(tmp_path)
        assert row.received_at_ms == records[0].received_at_ms
        assert row.camera_key == C1
        assert {row.live.state, row.scene.state, row.registered.state} == {PictureState.PRESENT}
        assert picture_files(tmp_path) == ["1.jpg"]
        assert len(picture_bytes(tmp_path, "1.jpg")) == len(LIVE) + len(SCENE) + len(REGISTERED)
        reader = ArchiveReader(tmp_path)
        assert [reader.picture(1, kind).data for kind in PICTURE_KINDS] == [LIVE, REGISTERED, SCENE]
        reader.close()
        assert site.archive.figures.duplicates == 2


def test_that_a_pure_duplicate_is_told_to_nobody_and_changes_no_picture(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(event(live=present(LIVE)))
        site.post(event(live=present(SCENE)), event())
        assert len(site.kept.changes) == 1
        assert picture_bytes(tmp_path, "1.jpg") == LIVE


@pytest.mark.parametrize(
    "other",
    [
        {"camera_key": C2},
        {"person_id": "other"},
        {"person_id": None},
        {"occurred_at_ms": NOW_MS - 39},
        {"box_key": "SN-B"},
    ],
)
def test_that_another_box_person_moment_or_camera_is_another_event(tmp_path: Path, other: dict[str, object]) -> None:
    with Site(tmp_path) as site:
        site.post(event(), event(**other))
        assert [r.id for r in site.kept.seen] == [1, 2]


def test_that_events_without_a_time_are_never_duplicates(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(event(occurred_at_ms=None), event(occurred_at_ms=None))
        assert len(site.kept.seen) == 2


def test_that_a_row_without_a_camera_learns_it_and_is_then_no_other_cameras(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(event(camera_key=None))
        site.post(event(camera_key=C1))
        site.post(event(camera_key=C2))
        assert [(r.id, r.camera_key) for r in stored(tmp_path)] == [(1, C1), (2, C2)]
        assert [r.camera_key for r in site.kept.filled] == [C1]


def test_that_the_exact_camera_goes_before_the_unknown_one(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(event(camera_key=C2), event(camera_key=C1))
        site.post(event(camera_key=C1, live=present(LIVE)))
        assert [r.id for r in site.kept.filled] == [2]


def test_that_two_unknown_cameras_with_different_ids_are_two(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(
            event(camera_key=None, camera_id="a"),
            event(camera_key=None, camera_id="b"),
            event(camera_key=None, camera_id="a"),
        )
        assert [r.camera_id for r in site.kept.seen] == ["a", "b"]


def test_that_a_damaged_picture_fills_nothing_and_a_sound_one_replaces_it(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(event(live=present(LIVE[:-300])), event(live=present(b"\xff\xd8\xff")))
        assert site.kept.filled == []
        site.post(event(live=present(LIVE)))
        assert site.kept.filled[0].live.data == LIVE


def test_that_a_repeated_event_does_not_bring_back_a_purged_picture(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(event(live=present(LIVE)))
        site.clock.at_s += 8 * 86_400
        site.archive.set_retention(Retention())
        wait_until(lambda: picture_files(tmp_path) == [])
        site.archive.post((RecognitionSeen(event(live=present(LIVE))),))
        assert site.archive.flush(5.0)
        assert picture_files(tmp_path) == []
        assert site.kept.filled == []
