"""The archive's writer: what is kept, what is handed on, what a kill leaves."""

from __future__ import annotations

import errno
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from sophon_monitor.domain.changes import (
    BoxChanged,
    BoxRemoved,
    CameraChanged,
    HeartbeatSeen,
    NewBoxGone,
    RecognitionSeen,
)
from sophon_monitor.domain.site import CameraKey, Liveness
from sophon_monitor.protocol.messages import PictureState
from sophon_monitor.services import archive as archive_module
from sophon_monitor.services import archive_entrance, archive_schema
from sophon_monitor.services.archive import Archive, ArchiveDamaged, ArchiveTooNew
from sophon_monitor.services.archive_pictures import PictureFile, PictureFiles
from sophon_monitor.services.archive_reader import ArchiveReader
from sophon_monitor.services.archive_schema import DATABASE
from tests.services.archive_samples import (
    BOX,
    NOW_MS,
    Kept,
    Site,
    box,
    camera,
    event,
    heartbeat,
    jpeg,
    leave_as_after_a_kill,
    picture_bytes,
    picture_files,
    png,
    present,
    wait_until,
)


def test_that_an_event_is_written_before_it_is_handed_on(tmp_path: Path) -> None:
    found: list[bool] = []

    def on_kept(changes: tuple[object, ...]) -> None:
        reader = ArchiveReader(tmp_path)
        found.extend(reader.event(c.record.id) is not None for c in changes if isinstance(c, RecognitionSeen))
        reader.close()

    archive = Archive(tmp_path, on_kept=on_kept)
    archive.post((RecognitionSeen(event()),))
    assert archive.flush(5.0)
    archive.close()
    assert found == [True]


def test_that_a_new_event_gets_an_id_and_keeps_its_bytes_for_the_screen(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(event(live=present(jpeg())), event(occurred_at_ms=NOW_MS, registered=present(png())))
        assert [r.id for r in site.kept.seen] == [1, 2]
        assert site.kept.seen[0].live.data == jpeg()
        assert picture_files(tmp_path) == ["1.jpg", "2.jpg"]
        assert [picture_bytes(tmp_path, name) for name in ("1.jpg", "2.jpg")] == [jpeg(), png()]


def test_that_changes_are_handed_on_in_the_order_they_were_posted(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        changes = (BoxChanged(box()), CameraChanged(camera()), HeartbeatSeen(heartbeat()), NewBoxGone("x"))
        site.post(*changes, event())
        assert tuple(site.kept.changes[:4]) == changes
        assert isinstance(site.kept.changes[4], RecognitionSeen)


def test_that_a_picture_the_decoder_refuses_is_not_kept(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(event(live=present(jpeg()[:-200]), scene=present(b"\xff\xd8nonsense")))
        assert site.kept.seen[0].live.state is PictureState.UNDECODABLE
        assert site.kept.seen[0].live.data == b""
        assert picture_files(tmp_path) == []
        reader = ArchiveReader(tmp_path)
        stored = reader.event(1)
        assert stored is not None
        assert stored.scene.state is PictureState.UNDECODABLE
        reader.close()


def test_that_files_and_folders_are_for_the_user_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with Site(tmp_path / "site") as site:
            site.post(event(live=present(jpeg())))
            for path in [tmp_path / "site", *(tmp_path / "site").rglob("*")]:
                expected = 0o700 if path.is_dir() else 0o600
                assert stat.S_IMODE(path.stat().st_mode) == expected, path
    finally:
        os.umask(before)


def test_that_only_the_last_snapshot_of_a_box_counts_and_a_removed_one_is_gone(tmp_path: Path) -> None:
    other = replace(box(), key="SN-B", name="Other")
    with Site(tmp_path) as site:
        site.post(BoxChanged(box(name="Old")), BoxChanged(box(name="New", liveness=Liveness.LATE)), BoxChanged(other))
        site.post(BoxRemoved(other.key))
        reader = ArchiveReader(tmp_path)
        assert [(b.name, b.liveness) for b in reader.boxes()] == [("New", Liveness.LATE)]
        reader.close()
        site.post(BoxChanged(other))
        reader = ArchiveReader(tmp_path)
        assert len(reader.boxes()) == 2
        reader.close()


def test_that_ids_go_on_after_a_restart(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(event())
    with Site(tmp_path) as site:
        site.post(event(occurred_at_ms=NOW_MS + 5))
        assert site.kept.seen[0].id == 2


def test_that_values_no_database_can_hold_stop_nobody(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(
            event(occurred_at_ms=10**30),
            event(person_name="half \ud83d", extra={"note": "\udc00", "deep": [{"n": 10**40}]}),
            event(occurred_at_ms=NOW_MS + 1),
        )
        assert len(site.kept.seen) == 3
        assert site.archive.figures.lost == 0
        reader = ArchiveReader(tmp_path)
        assert [e.person_name for e in reader.events()] == ["张明", "half ?", "张明"]
        reader.close()


def test_that_a_record_of_the_wrong_kind_is_left_out_and_the_others_stay(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with Site(tmp_path) as site:
        site.post(event(score=object()), event(occurred_at_ms=NOW_MS + 1), heartbeat())
        assert [r.occurred_at_ms for r in site.kept.seen] == [NOW_MS + 1]
        assert site.archive.figures.lost == 1
    assert "could not be archived" in caplog.text


def test_that_the_figures_count_kept_duplicate_and_late_events(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(RecognitionSeen(event()), RecognitionSeen(event()))
        site.post(RecognitionSeen(event(occurred_at_ms=5, scene=present(jpeg())), late=True))
        figures = site.archive.figures
        assert (figures.kept, figures.duplicates, figures.late) == (2, 1, 1)
        assert figures.picture_bytes == -(-len(jpeg()) // 4096) * 4096
        assert figures.archive_bytes > figures.picture_bytes


def test_that_there_is_no_room_while_too_much_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_entrance, "ROOM_CHANGES", 3)
    monkeypatch.setattr(PictureFiles, "write", _full)
    with Site(tmp_path) as site:
        assert site.archive.has_room()
        site.archive.post(
            tuple(RecognitionSeen(event(occurred_at_ms=n, live=present(jpeg()))) for n in range(3)),
        )
        wait_until(lambda: site.problems == ["disk_full"])
        assert not site.archive.has_room()
        assert site.archive.backlog[0] == 3
        site.archive.post(tuple(HeartbeatSeen(heartbeat()) for _ in range(5)))
        assert site.archive.backlog[0] == 6  # twice the room, and no more
        assert site.archive.figures.lost == 2
        monkeypatch.undo()


def _full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_that_nothing_waiting_is_lost_while_the_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Site(tmp_path) as site:
        with monkeypatch.context() as patch:
            patch.setattr(archive_module, "RETRY_S", 0.05)
            patch.setattr(PictureFiles, "write", _full)
            site.archive.post((RecognitionSeen(event(live=present(jpeg()))), BoxChanged(box(name="A"))))
            wait_until(lambda: site.archive.figures.problem == "disk_full")
            site.archive.post((BoxChanged(box(name="B")), HeartbeatSeen(heartbeat())))
            # The site stays alive on the screen; only the event waits.
            wait_until(lambda: HeartbeatSeen(heartbeat()) in site.kept.changes)
            assert site.kept.seen == []
            time.sleep(0.15)  # several attempts
        assert site.archive.flush(5.0)
        assert site.archive.figures.problem == ""
        assert site.problems == ["disk_full", ""]
        assert [r.id for r in site.kept.seen] == [1]
        assert site.kept.changes.count(HeartbeatSeen(heartbeat())) == 1
        assert picture_files(tmp_path) == ["1.jpg"]
        reader = ArchiveReader(tmp_path)
        assert [b.name for b in reader.boxes()] == ["B"]
        assert len(list(reader.heartbeats())) == 1
        reader.close()


def test_that_a_failed_attempt_leaves_no_picture_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = PictureFiles.write
    left: list[list[str]] = []

    def second_fails(self: PictureFiles, file: PictureFile, pictures: Sequence[bytes], at: int = 0) -> None:
        if file.event_id == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        write(self, file, pictures, at)

    with Site(tmp_path) as site:
        with monkeypatch.context() as patch:
            patch.setattr(PictureFiles, "write", second_fails)
            site.archive.post(tuple(RecognitionSeen(event(occurred_at_ms=n, live=present(jpeg()))) for n in range(2)))
            wait_until(lambda: site.problems == ["disk_full"])
            left.append(picture_files(tmp_path))
        assert site.archive.flush(5.0)
    assert left == [[]]


def test_that_closing_keeps_what_waits_and_leaves_one_file(tmp_path: Path) -> None:
    kept = Kept()
    archive = Archive(tmp_path, on_kept=kept)
    archive.post(tuple(RecognitionSeen(event(occurred_at_ms=n)) for n in range(500)))
    archive.close()
    archive.close()
    assert len(kept.seen) == 500
    assert not (tmp_path / f"{DATABASE}-wal").exists()
    archive.post((RecognitionSeen(event(occurred_at_ms=9999)),))
    assert archive.figures.lost == 1


def test_that_a_file_that_is_no_database_is_called_damaged(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes(b"this is no database" * 1000)
    before = (tmp_path / DATABASE).read_bytes()
    with pytest.raises(ArchiveDamaged):
        Archive(tmp_path, on_kept=Kept())
    with pytest.raises(ArchiveDamaged):
        ArchiveReader(tmp_path)
    assert (tmp_path / DATABASE).read_bytes() == before


def test_that_an_archive_without_its_tables_is_called_damaged(tmp_path: Path) -> None:
    with Site(tmp_path):
        pass
    connection = sqlite3.connect(tmp_path / DATABASE)
    connection.execute("DROP TABLE meta")
    connection.close()
    with pytest.raises(ArchiveDamaged):
        Archive(tmp_path, on_kept=Kept())


def test_that_an_archive_of_a_newer_version_is_refused_unchanged(tmp_path: Path) -> None:
    with Site(tmp_path):
        pass
    connection = sqlite3.connect(tmp_path / DATABASE)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = (tmp_path / DATABASE).read_bytes()
    with pytest.raises(ArchiveTooNew):
        Archive(tmp_path, on_kept=Kept())
    with pytest.raises(ArchiveTooNew):
        ArchiveReader(tmp_path)
    assert (tmp_path / DATABASE).read_bytes() == before


def test_that_a_folder_that_cannot_be_made_is_an_error_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError):
        Archive(tmp_path / "file" / "site", on_kept=Kept())


_CHILD = """
import os, sys, time
from pathlib import Path
from sophon_monitor.domain.changes import RecognitionSeen
from sophon_monitor.services.archive import Archive
from tests.services.archive_samples import event, jpeg, present

def tell(changes):
    os.write(1, b"".join(b"kept %d\\n" % c.record.id for c in changes))

archive = Archive(Path(sys.argv[1]), on_kept=tell)
live, scene = present(jpeg()), present(jpeg(640, 480))
for n in range(1_000_000):
    archive.post((RecognitionSeen(event(occurred_at_ms=n, live=live, scene=scene)),))
    os.write(1, b"posted %d %d\\n" % (n, time.monotonic_ns()))
    time.sleep(0.002)
"""


def test_that_a_kill_loses_at_most_the_last_second_and_corrupts_nothing(tmp_path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", _CHILD, str(tmp_path)], stdout=subprocess.PIPE, cwd=Path.cwd())
    assert child.stdout is not None
    lines: list[bytes] = []
    while len(lines) < 1200:
        lines.append(child.stdout.readline())
    killed_ns = time.monotonic_ns()
    child.send_signal(signal.SIGKILL)
    lines += child.stdout.read().splitlines()
    child.wait()
    child.stdout.close()
    told = {int(line.split()[1]) for line in lines if line.startswith(b"kept") and len(line.split()) == 2}
    posted = [line.split() for line in lines if line.startswith(b"posted") and len(line.split()) == 3]
    safe = {int(n) for _, n, at_ns in posted if int(at_ns) < killed_ns - 1_000_000_000}

    reader = ArchiveReader(tmp_path)  # before any writer has mended anything
    events = list(reader.events())
    assert told <= {e.id for e in events}
    assert safe <= {e.occurred_at_ms for e in events}
    for kept in events:
        assert reader.picture(kept.id, "live").data == jpeg()
        assert reader.picture(kept.id, "scene").data == jpeg(640, 480)
    reader.close()
    with Site(tmp_path) as site:
        expected = sorted(f"{e.id}.jpg" for e in events)
        wait_until(lambda: picture_files(tmp_path) == expected)
        site.post(event(occurred_at_ms=-5))
        assert site.kept.seen[0].id == max(e.id for e in events) + 1
    connection = sqlite3.connect(tmp_path / DATABASE)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_that_files_without_a_row_and_rows_without_a_file_are_mended_after_a_kill(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(event(live=present(jpeg()), scene=present(jpeg())))
    bucket = tmp_path / "pictures" / "0000000"
    for name in ("1-1.jpg", "2.jpg", "2-7.jpg"):
        (bucket / name).write_bytes(b"left over")
    os.truncate(bucket / "1.jpg", 2 * len(jpeg()) - 1)
    (bucket / "holiday.jpg").write_bytes(b"not ours")
    leave_as_after_a_kill(tmp_path)
    with Site(tmp_path) as site:
        wait_until(lambda: picture_files(tmp_path) == ["1.jpg", "holiday.jpg"])
        reader = ArchiveReader(tmp_path)
        wait_until(lambda: _state(reader) is PictureState.EXPIRED)
        assert reader.picture(1, "live").data == jpeg()
        reader.close()
        wait_until(lambda: picture_bytes(tmp_path, "1.jpg") == jpeg())
        assert site.archive.figures.picture_bytes == -(-len(jpeg()) // 4096) * 4096


def _state(reader: ArchiveReader) -> PictureState:
    found = reader.event(1)
    assert found is not None
    return found.scene.state


def test_that_a_leftover_file_never_becomes_another_persons_picture(tmp_path: Path) -> None:
    with Site(tmp_path):
        pass
    bucket = tmp_path / "pictures" / "0000000"
    bucket.mkdir()
    (bucket / "1.jpg").write_bytes(jpeg())
    with Site(tmp_path) as site:
        site.post(event(camera_key=CameraKey("C9")))
        assert picture_files(tmp_path) == []
        reader = ArchiveReader(tmp_path)
        assert reader.picture(1, "scene").state is PictureState.ABSENT
        reader.close()


def test_that_box_key_of_events_stays_when_the_box_goes(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(BoxChanged(box()), event())
        site.post(BoxRemoved(BOX))
        reader = ArchiveReader(tmp_path)
        assert [e.box_key for e in reader.events()] == [BOX]
        assert reader.load_site() == ((), ())
        reader.close()


def test_that_an_older_archive_climbs_to_this_version_and_keeps_its_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Site(tmp_path) as site:
        site.post(event())
    steps = (*archive_schema.MIGRATIONS, ("ALTER TABLE events ADD COLUMN mood TEXT", "UPDATE events SET mood = 'new'"))
    monkeypatch.setattr(archive_schema, "MIGRATIONS", steps)
    monkeypatch.setattr(archive_schema, "VERSION", len(steps))
    with Site(tmp_path) as site:
        site.post(event(occurred_at_ms=1))
    connection = sqlite3.connect(tmp_path / DATABASE)
    assert connection.execute("PRAGMA user_version").fetchone() == (len(steps),)
    assert connection.execute("SELECT id, mood FROM events").fetchall() == [(1, "new"), (2, None)]
    connection.close()


def test_that_a_step_that_fails_leaves_the_archive_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Site(tmp_path):
        pass
    steps = (*archive_schema.MIGRATIONS, ("ALTER TABLE events ADD COLUMN mood TEXT", "no SQL at all"))
    with monkeypatch.context() as patch:
        patch.setattr(archive_schema, "MIGRATIONS", steps)
        patch.setattr(archive_schema, "VERSION", len(steps))
        with pytest.raises(OSError):
            Archive(tmp_path, on_kept=Kept())
    with Site(tmp_path) as site:
        site.post(event())
        assert len(site.kept.seen) == 1
