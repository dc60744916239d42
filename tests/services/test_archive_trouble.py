"""A full disk and a read-only profile: what a person says waits, is kept later, and nothing kept before is lost."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sophon_monitor.domain.changes import (
    Change,
    EventJudged,
    PurgeAsked,
    PurgeDone,
    RecognitionSeen,
    ReportMade,
    RetentionChosen,
    SignOffChanged,
)
from sophon_monitor.domain.purge import PurgedPerson, PurgeOrder
from sophon_monitor.domain.records import MadeReport, Verdict
from sophon_monitor.domain.sign_off import SignOff, TestPerson
from sophon_monitor.domain.site_retention import SiteRetention
from sophon_monitor.services import archive as archive_module
from sophon_monitor.services.archive import Archive
from sophon_monitor.services.archive_reader import ArchiveReader
from sophon_monitor.services.archive_retention import read_site_retention
from tests.services.archive_samples import NOW_MS, Kept, Site, event, jpeg, picture_files, present, wait_until
from tests.services.markers import NAME, PERSON_ID, marked_jpeg, where

# Larger than a page of the database, so that there is no room for it where the disk is full.
PEOPLE = tuple(TestPerson(name=f"Person {n} with a long name") for n in range(200))
ORDER = PurgeOrder(people=(PurgedPerson(PERSON_ID, NAME),))
WORDS: tuple[Change, ...] = (
    EventJudged(1, Verdict.RIGHT, NOW_MS, "Li"),
    SignOffChanged(SignOff(people=PEOPLE)),
    ReportMade(MadeReport(at_ms=NOW_MS, file="a.pdf", digest="00", full=False, accepted=False)),
    RetentionChosen(SiteRetention(pictures_days=3.0)),
)


def fill_disk(site: Site) -> Callable[[], object]:
    connection = site.archive._writer._connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    return lambda: connection.execute("PRAGMA max_page_count = 1000000")


def forbid_writing(site: Site) -> Callable[[], object]:
    connection = site.archive._writer._connection
    connection.execute("PRAGMA query_only = ON")
    return lambda: connection.execute("PRAGMA query_only = OFF")


TROUBLES = [(fill_disk, "disk_full"), (forbid_writing, "read_only")]


def start(folder: Path) -> Site:
    site = Site(folder)
    marked = {"person_id": PERSON_ID, "person_name": NAME, "live": present(marked_jpeg(NAME))}
    site.post(event(live=present(jpeg())), event(occurred_at_ms=NOW_MS + 9, **marked))
    site.kept.changes.clear()
    return site


def all_there(folder: Path) -> bool:
    reader = ArchiveReader(folder)
    try:
        return len(list(reader.events())) == 2 and reader.picture(1, "live").data == jpeg()
    finally:
        reader.close()


@pytest.mark.parametrize(("begin", "problem"), TROUBLES)
def test_that_what_a_person_says_waits_and_is_kept_once_it_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begin: Callable[[Site], Callable[[], object]], problem: str
) -> None:
    monkeypatch.setattr(archive_module, "RETRY_S", 0.05)
    with start(tmp_path) as site:
        end = begin(site)
        site.archive.post(WORDS)
        wait_until(lambda: site.problems == [problem])
        assert site.archive.figures.problem == problem
        time.sleep(0.2)
        assert all_there(tmp_path)
        assert ArchiveReader(tmp_path).judged_events() == ()
        assert [type(c) for c in site.kept.changes] == [type(c) for c in WORDS], "the screen goes on"
        end()
        assert site.archive.flush(5.0)
        assert site.problems == [problem, ""]
        assert len(site.kept.changes) == len(WORDS), "nothing is told twice"
        assert site.archive.figures.lost == 0
    reader = ArchiveReader(tmp_path)
    assert [e.verdict_by for e in reader.judged_events()] == ["Li"]
    assert reader.sign_off().people == PEOPLE
    assert len(reader.made_reports()) == 1
    assert read_site_retention(tmp_path) == SiteRetention(pictures_days=3.0)
    assert all_there(tmp_path)


@pytest.mark.parametrize(("begin", "problem"), TROUBLES)
def test_that_a_purge_waits_and_takes_nothing_before_it_can_take_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begin: Callable[[Site], Callable[[], object]], problem: str
) -> None:
    monkeypatch.setattr(archive_module, "RETRY_S", 0.05)
    with start(tmp_path) as site:
        end = begin(site)
        site.archive.post((SignOffChanged(SignOff(people=PEOPLE)), PurgeAsked(ORDER)))
        wait_until(lambda: site.problems == [problem])
        time.sleep(0.2)
        assert all_there(tmp_path)
        assert not any(isinstance(c, PurgeAsked) for c in site.kept.changes)
        end()
        wait_until(lambda: any(isinstance(c, PurgeDone) for c in site.kept.changes), 10.0)
        assert where(tmp_path, (NAME, PERSON_ID)) == {}
        assert picture_files(tmp_path) == ["1.jpg"]


def test_that_a_purge_that_is_stopped_in_the_middle_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_module, "FORGET_AGAIN_S", 0.1)
    with start(tmp_path) as site:
        purges = site.archive._writer._house.purges
        remove, ends = purges._remove, []

        def full_at_first(purge):
            if not ends:
                ends.append(forbid_writing(site))
            return remove(purge)

        monkeypatch.setattr(purges, "_remove", full_at_first)
        site.post(PurgeAsked(ORDER))
        time.sleep(0.5)
        assert all_there(tmp_path)
        ends[0]()
        wait_until(lambda: any(isinstance(c, PurgeDone) for c in site.kept.changes), 10.0)
        assert where(tmp_path, (NAME, PERSON_ID)) == {}


def test_that_what_cannot_be_kept_until_the_end_is_said_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(archive_module, "CLOSE_PATIENCE_S", 0.3)
    site = start(tmp_path)
    forbid_writing(site)
    site.archive.post(WORDS)
    wait_until(lambda: site.problems == ["read_only"])
    site.archive.close()
    assert "4 verdicts or choices of a person could not be kept (read_only)" in caplog.text
    assert all_there(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="an administrator may write everywhere")
def test_that_a_folder_that_nobody_may_write_is_refused_and_stays_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    with start(folder):
        pass
    before = (folder / "archive.sqlite3").read_bytes()
    for path in (*folder.rglob("*"), folder):
        path.chmod(0o500 if path.is_dir() else 0o400)
    try:
        with pytest.raises(OSError):
            Archive(folder, on_kept=Kept())
        assert all_there(folder)
        assert (folder / "archive.sqlite3").read_bytes() == before
    finally:
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o700 if path.is_dir() else 0o600)


def test_that_an_event_that_comes_meanwhile_is_kept_in_its_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_module, "RETRY_S", 0.05)
    with start(tmp_path) as site:
        end = forbid_writing(site)
        site.archive.post((RecognitionSeen(event(occurred_at_ms=77)), EventJudged(3, Verdict.WRONG, NOW_MS, "Li")))
        wait_until(lambda: site.problems == ["read_only"])
        end()
        assert site.archive.flush(5.0)
    assert [(e.id, e.verdict) for e in ArchiveReader(tmp_path).judged_events()] == [(3, Verdict.WRONG)]
