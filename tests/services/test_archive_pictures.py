"""One picture file per event: how it is written, added to, cut, written anew and mended."""

from __future__ import annotations

import errno
import os
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from sophon_monitor.domain.changes import RecognitionSeen
from sophon_monitor.domain.records import EventRecord
from sophon_monitor.protocol.messages import Picture, PictureState
from sophon_monitor.services.archive_pictures import PictureFile, PictureFiles, Segment, bytes_on_disk
from sophon_monitor.services.archive_reader import ArchiveReader
from sophon_monitor.services.archive_rows import PICTURE_KINDS, picture_of
from sophon_monitor.services.archive_schema import DATABASE
from sophon_monitor.services.archive_writer import ArchiveWriter
from sophon_monitor.services.retention import Retention
from tests.services.archive_samples import (
    NOW_MS,
    Site,
    event,
    folder_bytes,
    jpeg,
    leave_as_after_a_kill,
    picture_bytes,
    picture_files,
    present,
    wait_until,
)

LIVE, REGISTERED, SCENE = jpeg(160, 200, 1), jpeg(160, 200, 2), jpeg(320, 240, 3)
FACES_SIZE = bytes_on_disk(len(LIVE) + len(REGISTERED))
ONLY_FACES = Retention(picture_limit_bytes=round((FACES_SIZE + 2048) / 0.99))  # of one event
FILE = PictureFile(1001)


def pictures_of(folder: Path, event_id: int = 1) -> list[bytes]:
    """Bytes of the live, the registered picture and the scene; empty unless present."""
    reader = ArchiveReader(folder)
    try:
        return [reader.picture(event_id, kind).data for kind in PICTURE_KINDS]
    finally:
        reader.close()


def scene_first(site: Site) -> None:
    """One event whose faces came after its scene, so that the scene is not the last in the file."""
    site.post(event(scene=present(SCENE)))
    site.post(event(live=present(LIVE), registered=present(REGISTERED)))


# -- files --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("with_writev", [True, False])
def test_that_short_writes_are_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, with_writev: bool) -> None:
    write, writev = os.write, os.writev
    if with_writev:
        monkeypatch.setattr(os, "writev", lambda file, parts: writev(file, [memoryview(parts[0])[:700]]))
    else:
        monkeypatch.delattr(os, "writev")  # as on Windows
        monkeypatch.setattr(os, "write", lambda file, data: write(file, memoryview(data)[:700]))
    files = PictureFiles(tmp_path)
    files.write(FILE, [LIVE, REGISTERED])
    files.write(FILE, [SCENE], len(LIVE) + len(REGISTERED))
    assert Path(files.path(FILE)).read_bytes() == LIVE + REGISTERED + SCENE


def test_that_a_picture_file_is_for_the_user_alone_in_a_folder_per_thousand(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        PictureFiles(tmp_path).write(FILE._replace(rewritten=2), [LIVE])
    finally:
        os.umask(before)
    path = tmp_path / "0000001" / "1001-2.jpg"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_that_adding_overwrites_an_earlier_addition_that_no_row_knows(tmp_path: Path) -> None:
    files = PictureFiles(tmp_path)
    files.write(FILE, [LIVE, SCENE])
    files.write(FILE, [REGISTERED], len(LIVE))
    assert Path(files.path(FILE)).read_bytes() == LIVE + REGISTERED


@pytest.mark.parametrize("at", [0, len(LIVE)])
def test_that_a_write_that_fails_half_way_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    files = PictureFiles(tmp_path)
    if at:
        files.write(FILE, [LIVE])
    write = os.write

    def full(descriptor: int, parts: Sequence[bytes]) -> int:
        write(descriptor, parts[0][:100])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "writev", full)
    with pytest.raises(OSError):
        files.write(FILE, [SCENE], at)
    path = Path(files.path(FILE))
    assert (path.read_bytes() if at else path.exists()) == (LIVE if at else False)


def test_that_a_segment_that_is_not_whole_is_gone(tmp_path: Path) -> None:
    files = PictureFiles(tmp_path)
    files.write(FILE, [LIVE, REGISTERED[:-1]])
    wanted = [Segment(0, len(LIVE)), Segment(len(LIVE), len(REGISTERED)), Segment(10**6, 5)]
    assert files.read(FILE, wanted) == [LIVE, None, None]
    files.remove([FILE])
    assert files.read(FILE, wanted) == [None] * 3


def test_that_only_names_of_ours_are_picture_files(tmp_path: Path) -> None:
    bucket = tmp_path / "0000000"
    bucket.mkdir()
    for name in ("1.jpg", "2-3.jpg", "1-0.jpg", "01.jpg", "1.png", "1-live.jpg", "x.jpg", "1.jpg.bak"):
        (bucket / name).write_bytes(b"12345")
    (bucket / "7.jpg").mkdir()
    found = dict(PictureFiles(tmp_path).in_bucket(0))
    assert found == {PictureFile(1): 5, PictureFile(2, 3): 5}


# -- letting go ---------------------------------------------------------------------------------------------------


def test_that_pictures_lie_in_the_file_in_the_order_in_which_they_may_stay(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(event(live=present(LIVE), registered=present(REGISTERED), scene=present(SCENE)))
        assert picture_bytes(tmp_path, "1.jpg") == LIVE + REGISTERED + SCENE


def test_that_a_scene_at_the_end_is_cut_off(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(event(live=present(LIVE), registered=present(REGISTERED), scene=present(SCENE)))
        site.archive.set_retention(ONLY_FACES)
        wait_until(lambda: picture_bytes(tmp_path, "1.jpg") == LIVE + REGISTERED)
        assert pictures_of(tmp_path) == [LIVE, REGISTERED, b""]
        assert site.archive.figures.picture_bytes == folder_bytes(tmp_path / "pictures") == FACES_SIZE


def test_that_a_scene_before_the_faces_goes_by_writing_them_anew(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        scene_first(site)
        assert picture_bytes(tmp_path, "1.jpg") == SCENE + LIVE + REGISTERED
        site.archive.set_retention(ONLY_FACES)
        wait_until(lambda: picture_files(tmp_path) == ["1-1.jpg"])
        assert picture_bytes(tmp_path, "1-1.jpg") == LIVE + REGISTERED
        assert stat.S_IMODE((tmp_path / "pictures" / "0000000" / "1-1.jpg").stat().st_mode) == 0o600
        assert pictures_of(tmp_path) == [LIVE, REGISTERED, b""]
        assert site.archive.figures.picture_bytes == folder_bytes(tmp_path / "pictures") == FACES_SIZE
        site.archive.set_retention(Retention(pictures_s=-1))
        wait_until(lambda: picture_files(tmp_path) == [])
        assert site.archive.figures.picture_bytes == 0


def test_that_a_file_written_anew_can_be_added_to(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(event(scene=present(SCENE)))
        site.post(event(live=present(LIVE)))
        site.archive.set_retention(Retention(picture_limit_bytes=round((bytes_on_disk(len(LIVE)) + 2048) / 0.99)))
        wait_until(lambda: picture_files(tmp_path) == ["1-1.jpg"])
        site.archive.set_retention(Retention())
        site.post(event(registered=present(REGISTERED)))
        assert pictures_of(tmp_path) == [LIVE, REGISTERED, b""]
        assert picture_bytes(tmp_path, "1-1.jpg") == LIVE + REGISTERED
        assert site.archive.figures.picture_bytes == FACES_SIZE


def test_that_the_limit_holds_while_files_are_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    limit = 110 * FACES_SIZE  # a hundredth of it is more than the faces of one event
    sizes: list[int] = []
    write = PictureFiles.write

    def measured(self: PictureFiles, file: PictureFile, pictures: Sequence[bytes], at: int = 0) -> None:
        write(self, file, pictures, at)
        sizes.append(folder_bytes(tmp_path / "pictures"))

    monkeypatch.setattr(PictureFiles, "write", measured)
    with Site(tmp_path, Retention(picture_limit_bytes=limit)) as site:
        for n in range(150):
            site.post(event(occurred_at_ms=n, scene=present(SCENE)))
            site.post(event(occurred_at_ms=n, live=present(LIVE), registered=present(REGISTERED)))
    assert any("-1" in name for name in picture_files(tmp_path))
    assert limit * 0.8 < max(sizes) <= limit


def test_that_one_event_at_a_time_is_there_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    write = PictureFiles.write

    def measured(self: PictureFiles, file: PictureFile, pictures: Sequence[bytes], at: int = 0) -> None:
        write(self, file, pictures, at)
        sizes.append(folder_bytes(tmp_path / "pictures"))

    with Site(tmp_path) as site:
        site.post(*(event(occurred_at_ms=n, scene=present(SCENE)) for n in range(8)))
        site.post(*(event(occurred_at_ms=n, live=present(LIVE), registered=present(REGISTERED)) for n in range(8)))
        before = site.archive.figures.picture_bytes
        monkeypatch.setattr(PictureFiles, "write", measured)
        site.archive.set_retention(Retention(picture_limit_bytes=round((8 * FACES_SIZE + 2048) / 0.99)))
        wait_until(lambda: picture_files(tmp_path) == [f"{n}-1.jpg" for n in range(1, 9)])
    assert max(sizes) <= before + FACES_SIZE


def test_that_what_fits_exactly_is_added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    limit = bytes_on_disk(len(LIVE) + len(SCENE))
    monkeypatch.setattr("sophon_monitor.services.retention.Keeper.make_room", lambda *_: True)
    with Site(tmp_path, Retention(picture_limit_bytes=limit)) as site:
        site.post(event(live=present(LIVE)))
        site.post(event(scene=present(SCENE)))
        assert pictures_of(tmp_path) == [LIVE, b"", SCENE]
        assert site.archive.figures.picture_bytes == limit


def test_that_a_failure_while_writing_anew_leaves_row_and_file_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> None:
        raise sqlite3.OperationalError("database is locked")

    with Site(tmp_path) as site:
        scene_first(site)
        before = site.archive.figures.picture_bytes
    writer = ArchiveWriter(tmp_path, ONLY_FACES)
    with monkeypatch.context() as patch:
        patch.setattr("sophon_monitor.services.retention.Keeper.note_size", locked)
        with pytest.raises(sqlite3.OperationalError):
            writer.tidy_slice(NOW_MS)
    assert picture_files(tmp_path) == ["1.jpg"]
    assert pictures_of(tmp_path) == [LIVE, REGISTERED, SCENE]
    assert writer.picture_bytes == before
    writer.tidy_slice(NOW_MS)
    assert pictures_of(tmp_path) == [LIVE, REGISTERED, b""]
    writer.close()


def test_that_a_batch_that_fails_takes_back_what_it_added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = PictureFiles.write
    left: list[bytes] = []

    def second_fails(self: PictureFiles, file: PictureFile, pictures: Sequence[bytes], at: int = 0) -> None:
        if file.event_id == 2:
            left.append(Path(self.path(PictureFile(1))).read_bytes())
            raise OSError(errno.ENOSPC, "No space left on device")
        write(self, file, pictures, at)

    with Site(tmp_path) as site:
        site.post(event(live=present(LIVE)))
    writer = ArchiveWriter(tmp_path, Retention())
    monkeypatch.setattr(PictureFiles, "write", second_fails)
    batch = [event(scene=present(SCENE)), event(occurred_at_ms=5, live=present(LIVE))]
    with pytest.raises(OSError):
        writer.write([RecognitionSeen(record) for record in batch])
    writer.close()
    assert left == [LIVE + SCENE]
    assert picture_bytes(tmp_path, "1.jpg") == LIVE
    assert pictures_of(tmp_path) == [LIVE, b"", b""]


def test_that_nothing_is_added_behind_a_file_that_is_gone(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(event(live=present(LIVE)))
        (tmp_path / "pictures" / "0000000" / "1.jpg").unlink()
        site.post(event(scene=present(SCENE)), event(occurred_at_ms=5, live=present(LIVE)))
        assert site.problems == []
        assert pictures_of(tmp_path) == [b"", b"", b""]
        assert pictures_of(tmp_path, 2) == [LIVE, b"", b""]


# -- reading beside the writer ------------------------------------------------------------------------------------


def test_that_a_reader_never_takes_one_picture_for_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between its look at the row and at the file, the writer writes the file anew."""
    with Site(tmp_path) as site:
        scene_first(site)
        read = PictureFiles.read
        meanwhile = [lambda: site.archive.set_retention(ONLY_FACES)]

        def read_late(self: PictureFiles, file: PictureFile, segments: Sequence[Segment]) -> list[bytes | None]:
            if meanwhile:
                meanwhile.pop()()
                wait_until(lambda: picture_files(tmp_path) == ["1-1.jpg"])
            return read(self, file, segments)

        reader = ArchiveReader(tmp_path)
        with monkeypatch.context() as patch:
            patch.setattr(PictureFiles, "read", read_late)
            assert reader.picture(1, "registered").data == REGISTERED
        assert reader.picture(1, "scene") == Picture(PictureState.EXPIRED)
        reader.close()


# -- after a kill -------------------------------------------------------------------------------------------------


def test_that_bytes_behind_what_the_row_knows_are_cut_off_after_a_kill(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(event(live=present(LIVE)), event(occurred_at_ms=5, live=present(LIVE), scene=present(SCENE)))
    with (tmp_path / "pictures" / "0000000" / "1.jpg").open("ab") as out:
        out.write(SCENE)  # an addition whose row never came
    leave_as_after_a_kill(tmp_path)
    with Site(tmp_path):
        wait_until(lambda: picture_bytes(tmp_path, "1.jpg") == LIVE)
        assert picture_bytes(tmp_path, "2.jpg") == LIVE + SCENE


def test_that_the_file_that_the_row_does_not_name_goes_after_a_kill(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        scene_first(site)
        site.archive.set_retention(ONLY_FACES)
        wait_until(lambda: picture_files(tmp_path) == ["1-1.jpg"])
    bucket = tmp_path / "pictures" / "0000000"
    (bucket / "1.jpg").write_bytes(SCENE + LIVE + REGISTERED)  # killed before the old one went
    (bucket / "1-2.jpg").write_bytes(LIVE)  # killed before the row named the new one
    leave_as_after_a_kill(tmp_path)
    with Site(tmp_path):
        wait_until(lambda: picture_files(tmp_path) == ["1-1.jpg"])
        assert pictures_of(tmp_path) == [LIVE, REGISTERED, b""]


def test_that_what_could_not_be_removed_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def in_use(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "in use")

    with Site(tmp_path) as site:
        site.post(event(live=present(LIVE)), event(occurred_at_ms=5, scene=present(SCENE)))
        with monkeypatch.context() as patch:
            patch.setattr(Path, "unlink", in_use)
            site.archive.set_retention(Retention(pictures_s=-1))
            wait_until(lambda: site.archive.figures.picture_bytes == 0)
            wait_until(lambda: pictures_of(tmp_path) == [b"", b"", b""])
        assert picture_files(tmp_path) == ["1.jpg", "2.jpg"]
        site.clock.at_s += 2 * 3600.0  # hourly
        wait_until(lambda: picture_files(tmp_path) == [])


def test_that_what_could_not_be_removed_goes_at_the_next_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch, Site(tmp_path) as site:
        site.post(event(live=present(LIVE), scene=present(SCENE)))

        def in_use(*_: object) -> None:
            raise PermissionError(errno.EACCES, "in use")

        patch.setattr(os, "truncate", in_use)
        site.archive.set_retention(Retention(picture_limit_bytes=bytes_on_disk(len(LIVE)) + 4096))
        wait_until(lambda: pictures_of(tmp_path) == [LIVE, b"", b""])
    assert picture_bytes(tmp_path, "1.jpg") == LIVE + SCENE
    with Site(tmp_path):
        wait_until(lambda: picture_bytes(tmp_path, "1.jpg") == LIVE)


_CHILD = """
import os, sys
from pathlib import Path
from sophon_monitor.domain.changes import RecognitionSeen
from sophon_monitor.services.archive import Archive
from sophon_monitor.services.retention import Retention
from tests.services.test_archive_pictures import LIVE, REGISTERED, SCENE
from tests.services.archive_samples import Clock, event, present

limit = Retention(picture_limit_bytes=2_000_000)
archive = Archive(Path(sys.argv[1]), on_kept=lambda _: None, clock=Clock(), retention=limit)
for n in range(1_000_000):
    archive.post((RecognitionSeen(event(occurred_at_ms=n, scene=present(SCENE))),))
    archive.post((RecognitionSeen(event(occurred_at_ms=n, live=present(LIVE), registered=present(REGISTERED))),))
    archive.flush(5.0)
    os.write(1, b"%d\\n" % n)
"""


@pytest.mark.parametrize("events", [151, 240])
def test_that_a_kill_amid_additions_and_rewrites_leaves_every_row_readable(tmp_path: Path, events: int) -> None:
    child = subprocess.Popen([sys.executable, "-c", _CHILD, str(tmp_path)], stdout=subprocess.PIPE, cwd=Path.cwd())
    assert child.stdout is not None
    for _ in range(events):
        child.stdout.readline()
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()

    before = stored(tmp_path)  # before any writer has mended anything
    assert len(before) >= events
    expected = {"live": LIVE, "registered": REGISTERED, "scene": SCENE}
    rewritten = 0
    for record in before:
        there = [kind for kind in PICTURE_KINDS if picture_of(record, kind).state is PictureState.PRESENT]
        found = pictures_of(tmp_path, record.id)
        assert found == [expected[kind] if kind in there else b"" for kind in PICTURE_KINDS]
        rewritten += there == ["live", "registered"]
    assert rewritten > 0
    sizes = {record.id: sum(len(data) for data in pictures_of(tmp_path, record.id)) for record in before}
    with Site(tmp_path, Retention(picture_limit_bytes=2_000_000)) as site:
        wait_until(lambda: sorted(file_sizes(tmp_path)) == sorted((i, size) for i, size in sizes.items() if size))
        assert site.archive.figures.picture_bytes == folder_bytes(tmp_path / "pictures")
    connection = sqlite3.connect(tmp_path / DATABASE)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def stored(folder: Path) -> list[EventRecord]:
    reader = ArchiveReader(folder)
    try:
        return list(reader.events())
    finally:
        reader.close()


def file_sizes(folder: Path) -> list[tuple[int, int]]:
    """Event and size of every picture file."""
    return [(file.event_id, size) for file, size in PictureFiles(folder / "pictures").in_bucket(0)]
