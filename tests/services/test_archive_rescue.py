"""A damaged archive: what can be read of the site is in a new one, the old one is kept and can still be exported."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sophon_monitor.app.command import main
from sophon_monitor.domain.borrowing import EntryState, ReportKind, SettingName
from sophon_monitor.domain.changes import BoxChanged, CameraChanged, SignOffChanged
from sophon_monitor.domain.sign_off import SignOff, TestPerson
from sophon_monitor.domain.site import Box
from sophon_monitor.services import archive as archive_module
from sophon_monitor.services import archive_rescue, site_removal
from sophon_monitor.services.archive import Archive, ArchiveDamaged
from sophon_monitor.services.archive_reader import ArchiveReader
from sophon_monitor.services.archive_rescue import begin_anew, finish_rescue, forget_old, forget_put_aside
from sophon_monitor.services.journal import Journal
from tests.services.archive_samples import NOW_MS, Site, box, camera, event, jpeg, present, wait_until

SITE = "East [1] Gate"
DAY = 86_400.0
LEAF = 0x0D  # first byte of a page with rows of a table


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A site with a box, a camera, rules, a borrowed setting, 400 events and a report."""
    folder = tmp_path / "sites" / SITE
    with Site(folder) as site:
        site.post(BoxChanged(box()), CameraChanged(camera()), SignOffChanged(SignOff(people=(TestPerson(name="Li"),))))
        site.post(*(event(occurred_at_ms=NOW_MS + n, live=present(jpeg())) for n in range(400)))
    journal = Journal(folder)
    borrow(journal, box())
    journal.close()
    (folder / "reports" / "a.pdf").write_bytes(b"%PDF")
    return tmp_path


def borrow(journal: Journal, of: Box) -> None:
    entry = journal.plan(
        of,
        kind=ReportKind.CAMERAS,
        setting=SettingName.V57_CAMERAS,
        original={"WEB_HEART_URL": "http://platform/"},
        written={"WEB_HEART_URL": "http://me/1"},
        our_url="http://me/1",
    )
    journal.set_state(entry.id, EntryState.BORROWED)


def database(profile: Path) -> Path:
    return profile / "sites" / SITE / "archive.sqlite3"


def root_page(file: Path, table: str) -> tuple[int, int]:
    """Number of the first page of a table, and the size of a page."""
    with closing(sqlite3.connect(file)) as opened:
        page = opened.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
        return page, opened.execute("PRAGMA page_size").fetchone()[0]


def overwrite(file: Path, page: int, size: int) -> None:
    with file.open("r+b") as opened:
        opened.seek((page - 1) * size)
        opened.write(b"\xa5" * size)


def opens(folder: Path) -> bool:
    try:
        Archive(folder, on_kept=lambda _: None).close()
    except ArchiveDamaged:
        return False
    return True


@pytest.mark.parametrize("table", ["boxes", "cameras", "borrowed", "sign_off", "meta"])
def test_that_damage_in_what_a_site_cannot_do_without_is_found_at_the_start(profile, table):
    overwrite(database(profile), *root_page(database(profile), table))
    assert not opens(profile / "sites" / SITE)


def test_that_a_site_goes_on_with_all_that_can_be_read(profile):
    folder = profile / "sites" / SITE
    overwrite(database(profile), *root_page(database(profile), "cameras"))
    rescue = begin_anew(profile, SITE)
    assert (rescue.boxes, rescue.borrowed, rescue.boxes_read, rescue.journal_read) == (1, 1, True, True)
    assert opens(folder)
    with closing(ArchiveReader(folder)) as reader:
        assert [one.address for one in reader.boxes()] == [box().address]
        assert [one.token for one in reader.boxes()] == [box().token]
        assert reader.cameras() == ()
        assert reader.sign_off().people == (TestPerson(name="Li"),)
        assert list(reader.events()) == []
    journal = Journal(folder)
    assert [one.original for one in journal.open_entries()] == [{"WEB_HEART_URL": "http://platform/"}]
    journal.close()
    assert (folder / "reports" / "a.pdf").read_bytes() == b"%PDF"
    for path in (rescue.kept, folder, database(profile)):
        assert path.stat().st_mode & 0o077 == 0


def test_that_the_archive_put_aside_can_still_be_exported(profile, capsys):
    overwrite(database(profile), *root_page(database(profile), "boxes"))
    rescue = begin_anew(profile, SITE)
    assert not rescue.boxes_read
    assert main(["export", "events", "--profile", str(rescue.kept), "--format", "jsonl"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 400
    assert list(rescue.kept.glob("sites/*/pictures/**/*.jpg"))


def test_that_an_export_of_half_an_archive_writes_what_it_can_read_and_says_so(profile, tmp_path, capsys):
    file = database(profile)
    data, size = file.read_bytes(), root_page(file, "events")[1]
    pages = [
        n + 1 for n in range(len(data) // size) if data[n * size] == LEAF and b"00450017" in data[n * size :][:size]
    ]
    pages = [n for n in pages if data[(n - 1) * size :][:size].count("张明".encode()) > 3]  # rows, not an index
    overwrite(file, pages[len(pages) // 2], size)
    status = main(["export", "events", "--profile", str(profile), "--format", "jsonl"])
    out, err = capsys.readouterr()
    assert status == 3
    assert 400 - 60 < len(out.splitlines()) < 400, "only what stood in the damaged page is missing"
    assert err.startswith("sophon-monitor: The archive is damaged")
    assert "Traceback" not in err


def test_that_a_journal_that_cannot_be_read_is_said(profile):
    overwrite(database(profile), *root_page(database(profile), "borrowed"))
    rescue = begin_anew(profile, SITE)
    assert not rescue.journal_read
    assert (rescue.boxes, rescue.boxes_read) == (1, True)


def test_that_a_file_that_is_no_database_leaves_an_empty_site_and_says_so(profile):
    database(profile).write_bytes(os.urandom(50_000))
    assert not opens(profile / "sites" / SITE)
    rescue = begin_anew(profile, SITE)
    assert (rescue.boxes, rescue.boxes_read, rescue.journal_read) == (0, False, False)
    assert opens(profile / "sites" / SITE)


def test_that_a_row_that_means_nothing_is_left_out(profile):
    with closing(sqlite3.connect(database(profile))) as opened:
        opened.execute("UPDATE boxes SET liveness = 'zzz'")
        opened.execute("UPDATE borrowed SET original = '{'")
        opened.commit()
    rescue = begin_anew(profile, SITE)
    assert (rescue.boxes, rescue.boxes_read, rescue.journal_read) == (0, False, False)
    assert opens(profile / "sites" / SITE)


@pytest.mark.parametrize("stop_after", [0, 1])
def test_that_a_kill_between_the_moves_loses_no_box(profile, monkeypatch, stop_after):
    moves = []
    rename = Path.rename

    def killed(path: Path, to: Path) -> Path:
        if len(moves) == stop_after:
            raise KeyboardInterrupt
        moves.append(path)
        return rename(path, to)

    overwrite(database(profile), *root_page(database(profile), "cameras"))
    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", killed)
        with pytest.raises(KeyboardInterrupt):
            begin_anew(profile, SITE)
    finish_rescue(profile)
    assert list((profile / "damaged").glob("*/fresh")) == []
    if stop_after == 0:
        assert not opens(profile / "sites" / SITE), "as it was, to be put aside now"
        begin_anew(profile, SITE)
    with closing(ArchiveReader(profile / "sites" / SITE)) as reader:
        assert len(reader.boxes()) == 1
    kept = [one for one in (profile / "damaged").iterdir() if (one / "sites" / SITE / "archive.sqlite3").exists()]
    assert len(kept) == 1


def test_that_damage_found_while_writing_is_put_aside_at_the_next_start(profile, monkeypatch):
    monkeypatch.setattr(archive_module, "RETRY_S", 0.05)
    folder = profile / "sites" / SITE
    site = Site(folder)
    broken = sqlite3.DatabaseError("database disk image is malformed")
    broken.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    monkeypatch.setattr(archive_module, "CLOSE_PATIENCE_S", 0.1)

    def fail(_changes: object) -> None:
        raise broken

    monkeypatch.setattr(site.archive._writer, "write", fail)
    site.archive.post((BoxChanged(box(name="x")),))
    wait_until(lambda: site.archive.figures.problem == "damaged")
    site.archive.close()
    assert not opens(folder)
    begin_anew(profile, SITE)
    assert opens(folder)


# -- what is put aside goes, too --------------------------------------------------------------------------------------


def put_aside(profile: Path, age_s: float) -> Path:
    kept = begin_anew(profile, SITE).kept
    at_s = kept.stat().st_mtime - age_s
    os.utime(kept, (at_s, at_s))
    return kept


@pytest.mark.parametrize(("age_days", "pictures", "there"), [(1, True, True), (10, False, True), (100, False, False)])
def test_that_what_was_put_aside_goes_by_its_age(profile, age_days, pictures, there):
    kept = put_aside(profile, age_days * DAY)
    now_s = kept.stat().st_mtime + age_days * DAY
    forget_old(profile, pictures_s=7 * DAY, records_s=90 * DAY, now_s=now_s)
    assert kept.exists() is there
    assert bool(list(kept.glob("sites/*/pictures"))) is pictures


def test_that_a_purge_of_people_or_of_the_site_takes_it_too(profile):
    put_aside(profile, 0)
    assert forget_put_aside(profile, "Another") == 0
    assert forget_put_aside(profile, SITE) == 1
    assert list((profile / "damaged").iterdir()) == []
    put_aside(profile, 0)
    site_removal.order_removal(profile, SITE)
    assert site_removal.begin_removals(profile) == (SITE,)
    assert archive_rescue.archives_put_aside(profile, SITE) == ()
    assert site_removal.empty(profile)
