"""Forgetting a box: its records and pictures go, those of the others stay, and nothing waits for it."""

from __future__ import annotations

import errno
import time
from dataclasses import replace

from sophon_monitor.domain.borrowing import EntryState
from sophon_monitor.domain.changes import (
    BoxChanged,
    BoxRemoved,
    CameraChanged,
    CameraRemoved,
    HeartbeatSeen,
    RecognitionSeen,
)
from sophon_monitor.domain.records import EventRecord, HeartbeatRecord
from sophon_monitor.domain.site import Box, BoxAddress, BoxKey, Camera, CameraKey
from sophon_monitor.protocol.messages import Picture, PictureState
from sophon_monitor.services.archive import Archive
from sophon_monitor.services.archive_reader import ArchiveReader
from sophon_monitor.services.archive_schema import open_for_reading, open_for_writing
from tests.services.archive_samples import jpeg

GONE, STAYS = BoxKey("gone"), BoxKey("stays")
FACE = Picture(PictureState.PRESENT, jpeg(24, 32))


def box(key: BoxKey) -> Box:
    return Box(key=key, address=BoxAddress(f"10.0.0.{len(key)}"), token="t", name=str(key))


def event(key: BoxKey, number: int, picture: Picture) -> RecognitionSeen:
    now_ms = int(time.time() * 1000)
    return RecognitionSeen(
        EventRecord(
            received_at_ms=now_ms, occurred_at_ms=now_ms + number, box_key=key, person_id=str(number), live=picture
        )
    )


def until(what, patience_s: float = 10.0) -> None:
    end = time.monotonic() + patience_s
    while not what():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def rows(folder, table: str, key: BoxKey) -> int:
    connection = open_for_reading(folder)
    try:
        return connection.execute(f"SELECT count(*) FROM {table} WHERE box_key = ?", (key,)).fetchone()[0]
    finally:
        connection.close()


def filled(folder, *, events: int, with_pictures: int = 50) -> Archive:
    archive = Archive(folder, on_kept=lambda _: None)
    archive.post((BoxChanged(box(GONE)), BoxChanged(box(STAYS))))
    for number in range(events):
        picture = FACE if number < with_pictures else Picture(PictureState.ABSENT)
        archive.post((event(GONE, number, picture),))
        if number < 20:
            archive.post((event(STAYS, number, FACE),))
        if number % 10 == 0:
            archive.post((HeartbeatSeen(HeartbeatRecord(received_at_ms=int(time.time() * 1000), box_key=GONE)),))
    until(lambda: archive.figures.kept == events + min(events, 20), 30)
    return archive


def test_that_all_of_a_forgotten_box_goes_and_nothing_of_the_others(tmp_path):
    archive = filled(tmp_path, events=2000)
    pictures = {p.name for p in (tmp_path / "pictures").rglob("*.jpg")}
    assert len(pictures) == 70
    before = archive.figures.picture_bytes
    archive.post((BoxRemoved(GONE, forgotten=True),))
    begun = time.monotonic()
    archive.post((event(STAYS, 5000, FACE),))  # what comes meanwhile does not wait for it
    until(lambda: archive.figures.kept == 2021)
    assert time.monotonic() - begun < 1.0
    until(lambda: rows(tmp_path, "boxes", GONE) == 0)
    assert [rows(tmp_path, table, GONE) for table in ("events", "heartbeats", "cameras")] == [0, 0, 0]
    assert rows(tmp_path, "events", STAYS) == 21
    assert len(list((tmp_path / "pictures").rglob("*.jpg"))) == 21
    assert archive.figures.picture_bytes < before
    archive.close()
    reader = ArchiveReader(tmp_path)
    assert [b.key for b in reader.boxes()] == [STAYS]
    reader.close()


def test_that_a_kill_in_between_leaves_nothing_behind(tmp_path):
    filled(tmp_path, events=300).close()
    archive = Archive(tmp_path, on_kept=lambda _: None)
    archive._writer.tidy_slice = lambda _now_ms, **_how: False  # the process dies before anything of it is done
    archive.post((BoxRemoved(GONE, forgotten=True),))
    until(lambda: archive.figures.kept == 0 and rows(tmp_path, "boxes", GONE) == 1)
    time.sleep(0.2)
    archive.close()
    assert rows(tmp_path, "events", GONE) == 300
    archive = Archive(tmp_path, on_kept=lambda _: None)
    until(lambda: rows(tmp_path, "boxes", GONE) == 0)
    assert rows(tmp_path, "events", GONE) == 0
    archive.close()


def test_that_a_removed_box_keeps_its_records(tmp_path):
    archive = filled(tmp_path, events=30)
    archive.post((BoxRemoved(GONE),))
    time.sleep(0.5)
    archive.close()
    assert rows(tmp_path, "events", GONE) == 30


def test_that_the_numbers_of_forgotten_events_are_not_given_again(tmp_path):
    kept = []
    archive = Archive(tmp_path, on_kept=kept.append)
    archive.post((BoxChanged(box(GONE)), event(GONE, 1, FACE)))
    archive.post((BoxRemoved(GONE, forgotten=True),))
    until(lambda: rows(tmp_path, "boxes", GONE) == 0)
    archive.post((BoxChanged(replace(box(STAYS))), event(STAYS, 2, FACE)))
    until(lambda: archive.figures.kept == 2)
    archive.close()
    numbers = [c.record.id for changes in kept for c in changes if isinstance(c, RecognitionSeen)]
    assert numbers == [1, 2]


LONGEST_WAIT_S = 0.5  # generous: it is 25 ms on a quiet machine


def test_that_reads_and_writes_go_on_while_five_thousand_events_go(tmp_path):
    archive = filled(tmp_path, events=5000, with_pictures=500)
    reader = ArchiveReader(tmp_path)
    archive.post((BoxRemoved(GONE, forgotten=True),))
    number, longest_write_s, longest_read_s = 0, 0.0, 0.0
    end = time.monotonic() + 30
    while rows(tmp_path, "boxes", GONE):
        assert time.monotonic() < end, "it does not end"
        number += 1
        begun = time.monotonic()
        archive.post((event(STAYS, 10_000 + number, FACE),))
        assert archive.flush(10)
        longest_write_s = max(longest_write_s, time.monotonic() - begun)
        begun = time.monotonic()
        assert reader.newest_events(5)[0].person_id == str(10_000 + number)
        longest_read_s = max(longest_read_s, time.monotonic() - begun)
    reader.close()
    archive.close()
    assert number > 5, "it was one long step"
    assert max(longest_write_s, longest_read_s) < LONGEST_WAIT_S
    assert (rows(tmp_path, "events", GONE), rows(tmp_path, "events", STAYS)) == (0, 20 + number)
    assert len(list((tmp_path / "pictures").rglob("*.jpg"))) == 20 + number


def slowly(archive):
    """Let the records go one slice at a time, each when the returned list gets an entry."""
    allowed, tidy = [], archive._writer.tidy_slice

    def one(now_ms, **how):
        return tidy(now_ms, **how) if allowed and allowed.pop() else False

    archive._writer.tidy_slice = one
    return allowed


def test_that_a_box_that_is_added_again_keeps_what_it_sends_then_and_nothing_of_before(tmp_path):
    archive = filled(tmp_path, events=250)
    allowed = slowly(archive)
    archive.post((BoxRemoved(GONE, forgotten=True),))
    now_ms = int(time.time() * 1000) + 1000
    beat = HeartbeatSeen(HeartbeatRecord(received_at_ms=now_ms, box_key=GONE))
    archive.post((BoxChanged(box(GONE)), beat, event(GONE, 9999, FACE)))
    assert archive.flush(10)
    assert rows(tmp_path, "events", GONE) == 251
    allowed += [True] * 20
    until(lambda: rows(tmp_path, "events", GONE) == 1)
    until(lambda: not archive._writer.is_forgetting)
    assert [rows(tmp_path, table, GONE) for table in ("events", "heartbeats", "boxes")] == [1, 1, 1]
    archive.close()
    reader = ArchiveReader(tmp_path)
    assert {b.key for b in reader.boxes()} == {GONE, STAYS}
    [left] = reader.newest_events(5, box_key=GONE)
    assert left.person_id == "9999"
    reader.close()


def test_that_an_event_of_before_that_comes_again_is_a_new_one(tmp_path):
    archive = Archive(tmp_path, on_kept=lambda _: None)
    same = event(GONE, 1, FACE)
    archive.post((BoxChanged(box(GONE)), same))
    allowed = slowly(archive)
    archive.post((BoxRemoved(GONE, forgotten=True), BoxChanged(box(GONE)), same))
    assert archive.flush(10)
    assert archive.figures.duplicates == 0
    allowed += [True] * 5
    until(lambda: not archive._writer.is_forgetting)
    assert rows(tmp_path, "events", GONE) == 1
    archive.close()


def test_that_its_cameras_go_and_what_was_borrowed_stays_as_long_as_it_is_not_back(tmp_path):
    archive = Archive(tmp_path, on_kept=lambda _: None)
    cameras = [Camera(key=CameraKey(f"{key}-1"), box_key=key, camera_id="c1") for key in (GONE, STAYS)]
    archive.post((BoxChanged(box(GONE)), BoxChanged(box(STAYS)), *map(CameraChanged, cameras)))
    assert archive.flush(10)
    connection = open_for_writing(tmp_path)
    for key, state in ((GONE, EntryState.BORROWED), (GONE, EntryState.RETURNED), (STAYS, EntryState.RETURNED)):
        connection.execute(
            "INSERT INTO borrowed (box_key, box_name, host, api_port, stream_port, system_port, kind, setting,"
            " original, written, our_url, state, began_at_s, changed_at_s)"
            " VALUES (?, 'n', 'h', 1, 2, 3, 'status', 's', '{}', '{}', 'u', ?, 0, 0)",
            (key, state),
        )
    connection.close()
    archive.post((CameraRemoved(cameras[0].key, GONE), BoxRemoved(GONE, forgotten=True)))
    until(lambda: rows(tmp_path, "boxes", GONE) == 0)
    assert (rows(tmp_path, "cameras", GONE), rows(tmp_path, "cameras", STAYS)) == (0, 1)
    assert (rows(tmp_path, "borrowed", GONE), rows(tmp_path, "borrowed", STAYS)) == (1, 1)
    archive.close()


def test_that_a_disk_that_refuses_is_not_asked_again_at_once(tmp_path, caplog):
    archive = filled(tmp_path, events=10)
    tries = []

    def refuses(_now_ms, **_how):
        tries.append(1)
        raise OSError(errno.EROFS, "read-only")

    archive._writer.tidy_slice = refuses
    archive.post((BoxRemoved(GONE, forgotten=True),))
    until(lambda: tries)
    time.sleep(0.7)
    archive.close()
    assert len(tries) == 1
    assert caplog.text.count("housekeeping") == 1
