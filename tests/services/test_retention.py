"""How long what is kept, by age and by size."""

from __future__ import annotations

import shutil
import threading
import time
from collections import namedtuple
from pathlib import Path

import pytest

from sophon_monitor.domain.changes import EventJudged, RecognitionSeen, ReportMade, RetentionChosen
from sophon_monitor.domain.records import MadeReport, Verdict
from sophon_monitor.domain.site import CameraKey
from sophon_monitor.domain.site_retention import SiteRetention
from sophon_monitor.protocol.messages import PersonType, PictureState
from sophon_monitor.services.archive_pictures import BLOCK_BYTES, bytes_on_disk
from sophon_monitor.services.archive_reader import ArchiveReader
from sophon_monitor.services.archive_retention import read_retention, read_site_retention, retention_document
from sophon_monitor.services.retention import Retention, picture_limit
from tests.services.archive_samples import (
    NOW_MS,
    NOW_S,
    Clock,
    Site,
    event,
    folder_bytes,
    heartbeat,
    jpeg,
    picture_files,
    present,
    wait_until,
)

HOUR_S, DAY_S = 3600.0, 86_400.0
PICTURE = jpeg(160, 200)
FACES_SIZE, EVENT_SIZE = bytes_on_disk(2 * len(PICTURE)), bytes_on_disk(3 * len(PICTURE))
Usage = namedtuple("Usage", "total used free")


def full_event(n: int, **values: object) -> RecognitionSeen:
    pictures = {"live": present(PICTURE), "registered": present(PICTURE), "scene": present(PICTURE)}
    return RecognitionSeen(event(**{"occurred_at_ms": n, "received_at_ms": NOW_MS + n, **pictures, **values}))


def states(folder: Path) -> dict[int, str]:
    """Of each event the first letters of its pictures that are present."""
    reader = ArchiveReader(folder)
    try:
        return {
            e.id: "".join(
                letter
                for letter, picture in (("l", e.live), ("r", e.registered), ("s", e.scene))
                if picture.state is PictureState.PRESENT
            )
            for e in reader.events()
        }
    finally:
        reader.close()


def test_that_strangers_pictures_go_after_8_hours_and_all_others_after_7_days(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(full_event(1), full_event(2, person_type=PersonType.STRANGER))
        site.clock.at_s += 8 * HOUR_S - 1
        time.sleep(0.6)  # the archive looks at its clock twice a second
        assert states(tmp_path) == {1: "lrs", 2: "lrs"}
        site.clock.at_s += 2 * HOUR_S  # hourly
        wait_until(lambda: states(tmp_path) == {1: "lrs", 2: ""})
        assert picture_files(tmp_path) == ["1.jpg"]
        site.clock.at_s += 7 * DAY_S
        wait_until(lambda: states(tmp_path) == {1: "", 2: ""})
        wait_until(lambda: picture_files(tmp_path) == [])
        assert site.archive.figures.picture_bytes == 0
        reader = ArchiveReader(tmp_path)
        assert reader.picture(1, "live").state is PictureState.EXPIRED
        reader.close()


def test_that_what_is_too_old_goes_at_start(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(full_event(1))
    later = Clock()
    later.at_s += 7 * DAY_S + 1
    with Site(tmp_path, clock=later):
        wait_until(lambda: states(tmp_path) == {1: ""})


def test_that_records_go_after_90_days_heartbeats_too(tmp_path: Path) -> None:
    with Site(tmp_path, Retention(pictures_s=1000 * DAY_S)) as site:
        site.post(*(full_event(n) for n in range(100)), *(heartbeat(received_at_ms=NOW_MS) for _ in range(2500)))
        site.post(full_event(round(DAY_S * 1000)), heartbeat(received_at_ms=NOW_MS + round(DAY_S * 1000)))
        site.clock.at_s += 90 * DAY_S + 60
        wait_until(lambda: list(states(tmp_path)) == [101])
        reader = ArchiveReader(tmp_path)
        wait_until(lambda: len(list(reader.heartbeats())) == 1)
        reader.close()
        wait_until(lambda: picture_files(tmp_path) == ["101.jpg"])
        assert site.archive.figures.picture_bytes == EVENT_SIZE


def test_that_age_counts_from_receiving_not_from_the_boxs_clock(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(full_event(1, occurred_at_ms=5))
        site.archive.set_retention(Retention())
        time.sleep(0.2)
        assert states(tmp_path) == {1: "lrs"}


def test_that_a_shorter_retention_holds_at_once(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(full_event(1))
        site.clock.at_s += 60
        site.archive.set_retention(Retention(pictures_s=30))
        wait_until(lambda: states(tmp_path) == {1: ""})


def test_that_a_clock_put_back_does_not_stop_the_purge(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.clock.at_s += 1000 * DAY_S
        time.sleep(0.6)
        site.clock.at_s -= 1000 * DAY_S
        site.post(full_event(1, person_type=PersonType.STRANGER))
        time.sleep(0.6)
        site.clock.at_s += 9.5 * HOUR_S
        wait_until(lambda: states(tmp_path) == {1: ""})


def test_that_scenes_go_first_then_faces_and_judged_events_last(tmp_path: Path) -> None:
    def limit(size: int) -> Retention:
        return Retention(picture_limit_bytes=round((size + BLOCK_BYTES / 2) / 0.99))

    with Site(tmp_path) as site:
        site.post(full_event(1, verdict=Verdict.WRONG), *(full_event(n) for n in (2, 3)))
        for size, expected in (
            (2 * EVENT_SIZE + FACES_SIZE, {1: "lrs", 2: "lr", 3: "lrs"}),
            (EVENT_SIZE + 2 * FACES_SIZE, {1: "lrs", 2: "lr", 3: "lr"}),
            (EVENT_SIZE + FACES_SIZE, {1: "lrs", 2: "", 3: "lr"}),
            (EVENT_SIZE, {1: "lrs", 2: "", 3: ""}),
            (FACES_SIZE, {1: "lr", 2: "", 3: ""}),
            (0, {1: "", 2: "", 3: ""}),
        ):
            site.archive.set_retention(limit(size))
            wait_until(lambda expected=expected: states(tmp_path) == expected)  # type: ignore[misc]
            wait_until(lambda size=size: folder_bytes(tmp_path / "pictures") == size)  # type: ignore[misc]
            assert site.archive.figures.picture_bytes == size
        wait_until(lambda: picture_files(tmp_path) == [])


def test_that_the_size_limit_holds_at_all_times_while_writing_fast(tmp_path: Path) -> None:
    limit = 12_000_000
    scene = jpeg(640, 480)
    sizes: list[int] = []
    done = threading.Event()

    def watch() -> None:
        while not done.is_set():
            sizes.append(folder_bytes(tmp_path / "pictures"))
            time.sleep(0.005)

    with Site(tmp_path, Retention(picture_limit_bytes=limit)) as site:
        watcher = threading.Thread(target=watch)
        watcher.start()
        slowest_s = 0.0
        for n in range(300):
            began_s = time.monotonic()
            site.archive.post((full_event(n, scene=present(scene), camera_key=CameraKey(f"C{n}")),))
            assert site.archive.flush(5.0)
            slowest_s = max(slowest_s, time.monotonic() - began_s)
        done.set()
        watcher.join()
        assert len(site.kept.seen) == 300
        assert max(sizes) <= limit
        assert sizes[-1] > limit * 0.8
        assert slowest_s < 0.5
        newest = states(tmp_path)
        assert newest[300] == "lrs"
        assert newest[1] in ("lr", "")


def test_that_what_is_larger_than_the_limit_is_not_kept_but_its_event_is(tmp_path: Path) -> None:
    with Site(tmp_path, Retention(picture_limit_bytes=EVENT_SIZE - 1)) as site:
        site.post(full_event(1))
        assert site.kept.seen[0].scene.state is PictureState.EXPIRED
        assert site.archive.figures.picture_bytes == folder_bytes(tmp_path / "pictures") == FACES_SIZE


@pytest.mark.parametrize(
    ("free", "ours", "expected"),
    [(500e9, 0, 10_000_000_000), (20e9, 0, 2_000_000_000), (15e9, 5e9, 2_000_000_000), (0, 0, 0)],
)
def test_that_the_default_limit_is_10_gb_or_a_tenth_of_the_free_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: float, ours: float, expected: int
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(1e12, 0, free))
    assert picture_limit(Retention(), tmp_path, int(ours)) == expected
    assert picture_limit(Retention(picture_limit_bytes=7), tmp_path, int(ours)) == 7


# -- what was judged --------------------------------------------------------------------------------------------------

STRANGER = {"person_type": PersonType.STRANGER}


def judged(event_id: int, at_s: float = 0.0, verdict: Verdict | None = Verdict.RIGHT) -> EventJudged:
    return EventJudged(event_id, verdict, NOW_MS + int(at_s * 1000), "Li")


def report(at_s: float) -> ReportMade:
    return ReportMade(MadeReport(at_ms=NOW_MS + int(at_s * 1000), file="a.pdf", digest="0", full=False, accepted=False))


def after(site: Site, since_s: float) -> None:
    """So long after the events came, and the purge of that hour is over."""
    site.clock.at_s = NOW_S + since_s
    site.archive.set_retention(site.archive._retention)
    wait_until(lambda: not site.archive._purging, 10.0)
    time.sleep(0.05)
    wait_until(lambda: not site.archive._purging, 10.0)


def test_that_what_was_judged_keeps_its_pictures_until_its_report(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(full_event(1), full_event(2, **STRANGER), full_event(3), full_event(4, **STRANGER))
        site.post(judged(1), judged(2))
        after(site, 9 * HOUR_S)
        assert states(tmp_path) == {1: "lrs", 2: "lrs", 3: "lrs", 4: ""}
        after(site, 20 * DAY_S)
        assert states(tmp_path) == {1: "lrs", 2: "lrs", 3: "", 4: ""}
        site.post(report(20 * DAY_S))
        wait_until(lambda: states(tmp_path) == {1: "", 2: "", 3: "", 4: ""})
        assert picture_files(tmp_path) == []


def test_that_after_the_report_the_usual_ages_hold(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(full_event(1), full_event(2, **STRANGER), judged(1), judged(2), report(60))
        after(site, 7 * HOUR_S)
        assert states(tmp_path) == {1: "lrs", 2: "lrs"}
        after(site, 9 * HOUR_S)
        assert states(tmp_path) == {1: "lrs", 2: ""}
        after(site, 7 * DAY_S + 60)
        assert states(tmp_path) == {1: "", 2: ""}


def test_that_without_a_report_they_go_after_30_days(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(full_event(1), full_event(2, **STRANGER), judged(1), judged(2))
        after(site, 30 * DAY_S - 60)
        assert states(tmp_path) == {1: "lrs", 2: "lrs"}
        after(site, 30 * DAY_S + 60)
        assert states(tmp_path) == {1: "", 2: ""}


def test_that_no_profile_keeps_them_longer_than_30_days(tmp_path: Path) -> None:
    with Site(tmp_path, Retention(judged_s=90 * DAY_S)) as site:
        site.post(full_event(1), judged(1))
        after(site, 31 * DAY_S)
        assert states(tmp_path) == {1: ""}


def test_that_a_verdict_after_the_report_waits_for_the_next_one(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(full_event(1), full_event(2), judged(1, 10), judged(2, 10), report(20))
        site.post(judged(2, 30, Verdict.WRONG))
        after(site, 10 * DAY_S)
        assert states(tmp_path) == {1: "", 2: "lrs"}
        site.post(report(10 * DAY_S))
        wait_until(lambda: states(tmp_path) == {1: "", 2: ""})


def test_that_a_verdict_that_was_taken_back_holds_nothing(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(full_event(1, **STRANGER), judged(1), judged(1, 5, None))
        after(site, 9 * HOUR_S)
        assert states(tmp_path) == {1: ""}


def test_that_a_report_made_while_the_clock_was_ahead_covers_nothing_until_then(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(full_event(1), report(400 * DAY_S), judged(1, 60))
        after(site, 10 * DAY_S)
        assert states(tmp_path) == {1: "lrs"}
        after(site, 31 * DAY_S)
        assert states(tmp_path) == {1: ""}


def test_that_what_came_while_the_clock_was_ahead_goes_when_later_events_are_too_old(tmp_path: Path) -> None:
    year_ms = 365 * 86_400_000
    with Site(tmp_path) as site:
        ahead = {"received_at_ms": NOW_MS + year_ms}
        site.post(full_event(1, **ahead), full_event(2, **ahead, **STRANGER))
        site.post(full_event(3))
        site.post(full_event(4, **ahead))
        after(site, 9 * HOUR_S)
        assert states(tmp_path) == {1: "lrs", 2: "", 3: "lrs", 4: "lrs"}  # 3 tells how old 1 and 2 are, nothing of 4
        after(site, 7 * DAY_S + 60)
        assert states(tmp_path) == {1: "", 2: "", 3: "", 4: "lrs"}
        after(site, 91 * DAY_S)
        assert states(tmp_path) == {4: "lrs"}


def test_that_a_clock_that_lost_its_years_removes_nothing(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(full_event(1), full_event(2, **STRANGER), judged(1))
        after(site, -8000 * DAY_S)
        assert states(tmp_path) == {1: "lrs", 2: "lrs"}


def test_that_many_judged_events_that_wait_do_not_slow_the_purge_down(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(*(full_event(n, scene=present(b""), live=present(b"")) for n in range(600)))
        site.post(*(judged(n) for n in range(1, 301)))
        began_s = time.monotonic()
        after(site, 8 * DAY_S)
        assert time.monotonic() - began_s < 5.0
        kept = [letters for letters in states(tmp_path).values() if letters]
        assert len(kept) == 300


# -- as a person chose ------------------------------------------------------------------------------------------------


def test_that_a_shorter_choice_needs_no_reason_holds_at_once_and_at_the_next_start(tmp_path: Path) -> None:
    choice = SiteRetention(pictures_days=1.0, strangers_hours=1.0, judged_days=2.0, records_days=3.0)
    clock = Clock()
    with Site(tmp_path, clock=clock) as site:
        site.post(full_event(1), full_event(2, **STRANGER), full_event(3), judged(3))
        clock.at_s += 26 * HOUR_S
        site.post(RetentionChosen(choice))
        assert RetentionChosen(choice) in site.kept.changes
        wait_until(lambda: states(tmp_path) == {1: "", 2: "", 3: "lrs"})
    assert read_site_retention(tmp_path) == choice
    clock.at_s += 24 * HOUR_S
    with Site(tmp_path, clock=clock):
        wait_until(lambda: states(tmp_path) == {1: "", 2: "", 3: ""})
    clock.at_s += 24 * HOUR_S
    with Site(tmp_path, clock=clock):
        wait_until(lambda: states(tmp_path) == {})


def test_that_a_longer_choice_holds_with_a_reason_and_is_refused_without(tmp_path: Path) -> None:
    longer = SiteRetention(pictures_days=14.0, strangers_hours=100.0)
    with Site(tmp_path) as site:
        site.post(full_event(1), full_event(2, **STRANGER))
        site.post(RetentionChosen(longer))
        assert not [c for c in site.kept.changes if isinstance(c, RetentionChosen)]
        assert read_site_retention(tmp_path) is None
        with_reason = SiteRetention(pictures_days=14.0, strangers_hours=100.0, reason="complaint", by="Li", at_ms=5)
        site.post(RetentionChosen(with_reason))
        after(site, 99 * HOUR_S)
        assert states(tmp_path) == {1: "lrs", 2: "lrs"}
        after(site, 13 * DAY_S)
        assert states(tmp_path) == {1: "lrs", 2: ""}
        site.post(RetentionChosen(None))
        wait_until(lambda: states(tmp_path) == {1: "", 2: ""})
        assert read_site_retention(tmp_path) is None


def test_that_nobody_may_keep_judged_pictures_longer_than_30_days(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(RetentionChosen(SiteRetention(judged_days=31.0, reason="x")))
        assert site.kept.changes == []
    assert read_retention('{"judged_days": 400, "pictures_days": -1, "reason": 7}') == SiteRetention()


def test_that_the_profiles_limits_hold_where_nobody_chose(tmp_path: Path) -> None:
    with Site(tmp_path, Retention(pictures_s=30 * DAY_S)) as site:
        site.post(full_event(1))
        site.post(RetentionChosen(SiteRetention(pictures_days=30.0)))  # no longer than the profile's
        assert read_site_retention(tmp_path) == SiteRetention(pictures_days=30.0)
        after(site, 29 * DAY_S)
        assert states(tmp_path) == {1: "lrs"}


@pytest.mark.parametrize("document", ["", "[]", "3", "{", "null"])
def test_that_an_odd_document_is_no_choice(document: str) -> None:
    assert read_retention(document) is None
    choice = SiteRetention(pictures_days=0.5, reason="短", by="李", at_ms=9)
    assert read_retention(retention_document(choice)) == choice
