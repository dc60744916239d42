"""Forgetting a box: its records and pictures go, those of the others stay, and nothing waits for it."""

from __future__ import annotations

import time
from dataclasses import replace

from sophon_monitor.domain.changes import BoxChanged, BoxRemoved, HeartbeatSeen, RecognitionSeen
from sophon_monitor.domain.records import EventRecord, HeartbeatRecord
from sophon_monitor.domain.site import Box, BoxAddress, BoxKey
from sophon_monitor.protocol.messages import Picture, PictureState
from sophon_monitor.services.archive import Archive
from sophon_monitor.services.archive_reader import ArchiveReader
from sophon_monitor.services.archive_schema import open_for_reading
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
    archive._writer.tidy_slice = lambda _now_ms: False  # the process dies before anything of it is done
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
