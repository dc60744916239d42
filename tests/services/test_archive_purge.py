"""Removing people for good: what was planted of them is found nowhere afterwards, and nothing of others is lost."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from sophon_monitor.domain.borrowing import EntryState
from sophon_monitor.domain.changes import (
    BoxChanged,
    CameraChanged,
    Change,
    EventJudged,
    PurgeAsked,
    PurgeDone,
    PurgeProgressed,
    RecognitionSeen,
    ReportMade,
    RetentionChosen,
    SignOffChanged,
)
from sophon_monitor.domain.purge import PurgedPerson, PurgeOrder, PurgeResult, PurgeStage
from sophon_monitor.domain.records import EventSource, MadeReport, Verdict
from sophon_monitor.domain.sign_off import Condition, SignOff, TestPerson, Tick
from sophon_monitor.domain.site import CameraKey
from sophon_monitor.domain.site_retention import SiteRetention
from sophon_monitor.protocol.messages import PersonType, PictureState
from sophon_monitor.services import archive as archive_module
from sophon_monitor.services import archive_entrance, archive_purge
from sophon_monitor.services.archive_people import purge_choice
from sophon_monitor.services.archive_reader import ArchiveReader
from sophon_monitor.services.archive_schema import DATABASE, REPORTS, open_for_writing
from tests.services.archive_samples import NOW_MS, Site, box, camera, event, jpeg, picture_files, present, wait_until
from tests.services.markers import CHINESE, NAME, PERSON_ID, marked_jpeg, where

WORDS = (NAME, PERSON_ID, CHINESE)
ORDER = PurgeOrder(people=(PurgedPerson(PERSON_ID, NAME), PurgedPerson(None, CHINESE)))


def done(site: Site) -> PurgeResult | None:
    return next((c.result for c in reversed(site.kept.changes) if isinstance(c, PurgeDone)), None)


def purge(site: Site, order: PurgeOrder = ORDER) -> PurgeResult:
    site.kept.changes.clear()
    site.post(PurgeAsked(order))
    wait_until(lambda: done(site) is not None, 20.0)
    result = done(site)
    assert result is not None
    return result


def of_marker(n: int, **values: object) -> RecognitionSeen:
    pictures = {"live": present(marked_jpeg(NAME, n % 3)), "registered": present(marked_jpeg(PERSON_ID))}
    known = {"occurred_at_ms": NOW_MS + n, "person_id": PERSON_ID, "person_name": NAME, **pictures}
    return RecognitionSeen(event(**{**known, **values}))


def of_other(n: int, **values: object) -> RecognitionSeen:
    known = {"occurred_at_ms": NOW_MS + n, "person_id": f"8{n}", "person_name": f"Other {n}", "live": present(jpeg())}
    return RecognitionSeen(event(**{**known, **values}))


def plant(site: Site) -> None:
    """The marker wherever the archive has a place for it."""
    site.post(BoxChanged(box(note=f"{NAME} has the key")), CameraChanged(camera()))
    site.post(
        *(of_marker(n) for n in range(20)),
        of_marker(20, person_id=None, person_name=f" {NAME} "),
        of_marker(21, person_name=None),
        of_other(22, extra={"identity_info": {"name": NAME, "card": 5}}),
        of_other(23, extra={"list": [1, {"deep": PERSON_ID}]}),
        of_other(24, extra={"number": int(PERSON_ID)}),
        of_marker(25, person_id=None, person_name=CHINESE, registered=present(jpeg())),
        *(of_other(n) for n in range(30, 40)),
        of_other(40, extra={"remark": f"came with {NAME}, {CHINESE}君", "kept": "value"}),
    )
    event_ids = {record.person_name: record.id for record in site.kept.seen}
    site.post(
        EventJudged(1, Verdict.WRONG, NOW_MS, NAME, really="Other 30"),
        EventJudged(event_ids["Other 30"], Verdict.WRONG, NOW_MS, "Li", really=NAME),
        EventJudged(event_ids["Other 31"], Verdict.WRONG, NOW_MS, "Li", really=CHINESE),
        EventJudged(event_ids["Other 31"], Verdict.RIGHT, NOW_MS + 1, NAME),
        EventJudged(event_ids["Other 32"], Verdict.RIGHT, NOW_MS, NAME),
    )
    people = (TestPerson(name=NAME), TestPerson(name="Other 30"), TestPerson(name="x", person_id=PERSON_ID))
    ticks = (Tick(CameraKey("C1"), Condition.NIGHT, NOW_MS, NAME),)
    site.post(SignOffChanged(SignOff(people=people, ticks=ticks, inspector=NAME)))
    site.post(RetentionChosen(SiteRetention(pictures_days=9.0, reason=f"{NAME} asked for it", by=NAME)))
    for file, whole, by in (("whole.pdf", True, "Li"), ("masked.pdf", False, "Li"), ("by.pdf", False, NAME)):
        (site.folder / REPORTS / file).write_bytes(b"%PDF " + (NAME.encode() if whole or by == NAME else b"M*"))
        site.post(
            ReportMade(MadeReport(at_ms=NOW_MS, file=file, digest="00", full=whole, accepted=False, inspector=by))
        )
    (site.folder / REPORTS / "unknown.pdf").write_bytes(NAME.encode())
    plant_in_journal(site.folder)


def plant_in_journal(folder: Path) -> None:
    connection = open_for_writing(folder)
    connection.execute("INSERT OR IGNORE INTO person_names VALUES (?, 0)", (f"{NAME} ",))  # left by nobody knows what
    for state in (EntryState.BORROWED, EntryState.RETURNED):
        mark = NAME if state is EntryState.RETURNED else "x"
        connection.execute(
            "INSERT INTO borrowed (box_key, box_name, host, api_port, stream_port, system_port, kind, setting,"
            " original, written, our_url, state, problem, began_at_s, changed_at_s)"
            " VALUES ('b', ?, 'h', 1, 2, 3, 'status', 's', ?, ?, 'u', ?, ?, 0, 0)",
            (f"Room of {mark}", f'{{"n": "{mark}"}}', f'[{{"n": "{mark}"}}]', state, mark),
        )
    connection.close()


def test_that_what_was_planted_is_found_nowhere_while_the_archive_is_open_and_after(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        plant(site)
        assert where(tmp_path, WORDS)
        result = purge(site)
        assert where(tmp_path, WORDS) == {}
        assert result == PurgeResult(people=2, events=27, pictures=50, reports=3)
        site.post(of_other(99))
        assert site.archive.figures.problem == ""
    assert where(tmp_path, WORDS) == {}


def test_that_nothing_of_others_is_lost(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        plant(site)
        purge(site)
        reader = ArchiveReader(tmp_path)
        names = [e.person_name for e in reader.events()]
        assert names == [f"Other {n}" for n in (31, 32, 33, 34, 35, 36, 37, 38, 39, 40)]
        assert all(reader.picture(e.id, "live").data == jpeg() for e in reader.events())
        judged = {e.person_name: e for e in reader.judged_events()}
        assert {name: (e.verdict, e.verdict_by) for name, e in judged.items()} == {
            "Other 31": (Verdict.RIGHT, ""),
            "Other 32": (Verdict.RIGHT, ""),
        }
        notes = reader.verdict_notes(judged["Other 31"].id)
        assert [(note.inspector, note.really) for note in notes] == [("Li", None), ("", None)]
        *_, last = reader.events()
        assert last.extra == {"remark": "came with …, …君", "kept": "value"}
        sign_off = reader.sign_off()
        assert [person.name for person in sign_off.people] == ["Other 30"]
        assert (sign_off.inspector, sign_off.ticks[0].inspector) == ("", "")
        assert reader.boxes()[0].note == "… has the key"
        assert sorted(file.name for file in (tmp_path / REPORTS).iterdir()) == ["masked.pdf"]
        assert len(reader.made_reports()) == 3
        assert len(picture_files(tmp_path)) == 10
        reader.close()


def test_that_the_screen_hears_first_who_goes_then_how_far_it_is_then_what_is_gone(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        plant(site)
        purge(site)
        kinds = [type(c) for c in site.kept.changes]
        assert kinds[:3] == [SignOffChanged, RetentionChosen, PurgeAsked]
        assert kinds[-1] is PurgeDone
        told = [c for c in site.kept.changes if isinstance(c, PurgeProgressed)]
        assert told[0].stage is PurgeStage.RECORDS
        assert told[-1] == PurgeProgressed(PurgeStage.CLEANING)
        assert [c.retention.reason for c in site.kept.changes if isinstance(c, RetentionChosen) and c.retention] == [
            "… asked for it"
        ]


def test_that_a_purged_person_who_comes_again_is_recorded_anew(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(of_marker(1))
        purge(site)
        site.post(of_marker(1))
        assert site.archive.figures.kept == 2
        assert site.archive.figures.duplicates == 0
        assert len(list(ArchiveReader(tmp_path).events())) == 1


def test_that_an_event_on_its_way_out_takes_neither_pictures_nor_verdicts(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.archive._writer._house.purges.remove_slice = lambda: None  # type: ignore[method-assign]
        site.post(of_marker(1))
        site.post(PurgeAsked(ORDER))
        site.post(EventJudged(1, Verdict.RIGHT, NOW_MS))
        site.post(of_marker(1, source=EventSource.HTTP))
        assert not [c for c in site.kept.changes if isinstance(c, EventJudged)]
        assert [record.id for record in site.kept.seen] == [1, 2]


@pytest.mark.parametrize(
    ("called", "gone"),
    [
        (PurgedPerson("1001", "Ann"), [1, 2, 3]),
        (PurgedPerson("1001", None), [1, 2, 4]),
        (PurgedPerson(None, "Ann"), [1, 3, 5]),
        (PurgedPerson("1002", "Ann"), [3, 5]),
    ],
)
def test_that_number_and_name_together_mean_one_person(tmp_path: Path, called: PurgedPerson, gone: list[int]) -> None:
    known = (("1001", "Ann"), ("1001", None), (None, "Ann"), ("1001", "Bob"), ("1002", "Ann"), ("77", "Anna"))
    with Site(tmp_path) as site:
        site.post(*(of_other(n, person_id=i, person_name=name) for n, (i, name) in enumerate(known)))
        result = purge(site, PurgeOrder(people=(called,)))
        assert result.events == len(gone)
        assert [e.id for e in ArchiveReader(tmp_path).events()] == [n for n in range(1, 7) if n not in gone]


def test_that_a_namesakes_own_details_stay(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        namesake = of_other(1, person_id="5555", person_name=NAME, extra={"name": NAME})
        site.post(of_marker(0), namesake)
        assert purge(site, PurgeOrder(people=(PurgedPerson(PERSON_ID, NAME),))).events == 1
        (left,) = ArchiveReader(tmp_path).events()
        assert left.extra == {"name": NAME}


def test_that_a_short_number_takes_nobody_elses_details_along(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(of_marker(0, person_id="7"), of_other(1, extra={"door": "7", "floor": 7}))
        assert purge(site, PurgeOrder(people=(PurgedPerson("7", NAME),))).events == 1
        (left,) = ArchiveReader(tmp_path).events()
        assert left.extra == {"door": "7", "floor": 7}


def test_that_pictures_of_strangers_go_and_their_events_stay(tmp_path: Path) -> None:
    stranger = {"person_type": PersonType.STRANGER, "person_id": None, "person_name": None}
    with Site(tmp_path) as site:
        site.post(*(of_marker(n, **stranger) for n in range(100)), of_other(200))
        before = site.archive.figures.picture_bytes
        result = purge(site, PurgeOrder(stranger_pictures=True))
        assert result == PurgeResult(pictures=200)
        assert where(tmp_path, WORDS) == {}
        assert site.archive.figures.picture_bytes < before
        events = list(ArchiveReader(tmp_path).events())
        assert len(events) == 101
        assert {e.live.state for e in events[:100]} == {PictureState.EXPIRED}
        assert picture_files(tmp_path) == ["101.jpg"]


def test_that_masked_reports_stay_where_only_strangers_pictures_go(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        (tmp_path / REPORTS / "whole.pdf").write_bytes(b"x")
        assert purge(site, PurgeOrder(stranger_pictures=True)).reports == 0
        assert (tmp_path / REPORTS / "whole.pdf").exists()


@pytest.mark.parametrize("seed", range(4))
def test_that_not_even_pages_that_were_moved_about_before_keep_a_name(tmp_path: Path, seed: int) -> None:
    """SQLite overwrites what is deleted, but not what it has moved; without making the database anew this fails."""
    chance = random.Random(seed)
    nothing = {"live": present(b""), "registered": present(b"")}
    with Site(tmp_path) as site:
        for start in range(0, 6000, 200):
            records = []
            for n in range(start, start + 200):
                words = {"w": "x" * chance.choice([0, 30, 300, 3000 if n % 150 == 0 else 50])}
                name = NAME if n % 40 == 0 else f"Other {chance.randrange(900)}"
                number = PERSON_ID if n % 40 == 0 else str(chance.randrange(900))
                records.append(of_other(n, **nothing, extra=words, person_name=name, person_id=number))
            site.post(*records)
        ids = chance.sample(range(1, 6001), 3000)
        site.post(*(EventJudged(n, Verdict.RIGHT, NOW_MS + n, "somebody") for n in ids))
        assert purge(site).events == 150
        assert where(tmp_path, WORDS) == {}


# -- through kills ----------------------------------------------------------------------------------------------------

_CHILD = """
import os, sys, time
from pathlib import Path
from sophon_monitor.services import archive_purge, archive_mentions
from sophon_monitor.services.archive import Archive
from sophon_monitor.domain.changes import PurgeAsked
from tests.services.archive_samples import NOW_S
from tests.services.test_archive_purge import ORDER

folder, where = Path(sys.argv[1]), sys.argv[2]

def stop(*_):
    os.write(1, b"there\\n")
    time.sleep(60)

archive_purge.SLICE_ROWS = archive_purge.SLICE_EVENTS = 8
remove, rest, vacuum, empty = (getattr(archive_purge.Purges, name) for name in (
    "_remove", "_remove_the_rest", "_vacuum", "_empty_log"))
slices = []

def counted(self, purge):
    slices.append(1)
    if where == "noted" or (where == "halfway" and len(slices) == 3):
        stop()
    if where == "files":
        from sophon_monitor.services.archive_pictures import PictureFiles
        PictureFiles.remove = stop
    return remove(self, purge)

archive_purge.Purges._remove = counted
if where == "rows":
    archive_purge.Purges._remove_the_rest = stop
if where == "reports":
    archive_purge.clean_rows = stop
if where == "cleaning":
    archive_purge.Purges._vacuum = stop
if where == "log":
    archive_purge.Purges._empty_log = stop
archive = Archive(folder, on_kept=lambda _: None, clock=lambda: NOW_S)  # by today pictures of then have expired
archive.post((PurgeAsked(ORDER),))
time.sleep(60)
"""


@pytest.mark.parametrize("moment", ["noted", "halfway", "files", "rows", "reports", "cleaning", "log"])
def test_that_a_kill_at_any_moment_changes_nothing_about_it(tmp_path: Path, moment: str) -> None:
    with Site(tmp_path) as site:
        plant(site)
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD, str(tmp_path), moment], stdout=subprocess.PIPE, cwd=Path.cwd()
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"there\n"
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    with Site(tmp_path) as site:
        wait_until(lambda: done(site) is not None, 20.0)
        result = done(site)
        assert result is not None
        assert (result.people, result.events, result.pictures) == (2, 27, 50)
        assert where(tmp_path, WORDS) == {}
        assert len(list(ArchiveReader(tmp_path).events())) == 10
    assert where(tmp_path, WORDS) == {}
    with Site(tmp_path) as again:
        time.sleep(0.3)
        assert done(again) is None


# -- beside everything else -------------------------------------------------------------------------------------------


def test_that_events_go_on_while_twenty_thousand_are_looked_at(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        for start in range(0, 20_000, 500):
            records = (
                (of_marker if n % 20 == 0 else of_other)(n, live=present(b"")) for n in range(start, start + 500)
            )
            site.archive.post(tuple(records))
            assert site.archive.flush(60.0)
        site.kept.changes.clear()
        site.archive.post((PurgeAsked(ORDER),))
        n, longest_s = 0, 0.0
        while done(site) is None:
            n += 1
            began_s = time.monotonic()
            site.archive.post((of_other(100_000 + n),))
            assert site.archive.flush(20.0)
            longest_s = max(longest_s, time.monotonic() - began_s)
        assert n > 5, "it was one long step"
        assert longest_s < 1.5  # making this database anew takes 0.15 s on a quiet machine
        assert site.archive.figures.lost == 0
        assert where(tmp_path, WORDS) == {}


class NeverCalm:
    def __init__(self) -> None:
        self.is_calm, self.asked = False, 0

    def lasts(self, _seconds: float) -> bool:
        self.asked += 1
        return self.is_calm

    def is_over(self) -> bool:
        return False


def test_that_the_database_waits_for_a_calm_moment_and_the_rest_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_module, "CALM_AGAIN_S", 0.05)
    calm = NeverCalm()
    with Site(tmp_path) as site:
        plant(site)
        site.archive._writer.set_calm(calm)
        site.post(PurgeAsked(ORDER))
        wait_until(lambda: PurgeProgressed(PurgeStage.WAITING_FOR_CALM) in site.kept.changes)
        assert not [e for e in ArchiveReader(tmp_path).events() if e.person_name == NAME]
        assert NAME.encode() not in b"".join(
            row[0].encode() for row in sqlite3.connect(tmp_path / DATABASE).execute("SELECT value || '' FROM meta")
        )
        wait_until(lambda: calm.asked > 3)
        waits = [c for c in site.kept.changes if c == PurgeProgressed(PurgeStage.WAITING_FOR_CALM)]
        assert len(waits) == 1
        calm.is_calm = True
        wait_until(lambda: done(site) is not None)
        assert where(tmp_path, WORDS) == {}


def test_that_making_it_anew_is_given_up_when_too_much_comes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_module, "CALM_AGAIN_S", 0.05)
    monkeypatch.setattr(archive_purge, "_LOOK_EVERY", 10)
    with Site(tmp_path) as site:
        plant(site)
        monkeypatch.setattr(archive_entrance.Entrance, "is_over", lambda _self: True)
        site.post(PurgeAsked(ORDER))
        wait_until(lambda: PurgeProgressed(PurgeStage.WAITING_FOR_CALM) in site.kept.changes)
        site.post(of_other(7))
        monkeypatch.undo()
        wait_until(lambda: done(site) is not None, 10.0)
        assert where(tmp_path, WORDS) == {}


def test_that_it_waits_for_room_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_module, "CALM_AGAIN_S", 0.05)
    with Site(tmp_path) as site:
        plant(site)
        with monkeypatch.context() as patch:
            patch.setattr(archive_purge, "VACUUM_ROOM", 1e12)
            site.post(PurgeAsked(ORDER))
            wait_until(lambda: PurgeProgressed(PurgeStage.WAITING_FOR_DISK) in site.kept.changes)
            site.post(of_other(8))
            assert site.archive.figures.problem == ""
        wait_until(lambda: done(site) is not None)


def test_that_a_reader_who_stays_in_the_log_delays_it_and_does_not_stop_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_module, "CALM_AGAIN_S", 0.05)
    with Site(tmp_path) as site:
        plant(site)
        reader = sqlite3.connect(f"{(tmp_path / DATABASE).as_uri()}?mode=ro", uri=True)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM events").fetchone()
        site.post(PurgeAsked(ORDER))
        wait_until(lambda: PurgeProgressed(PurgeStage.CLEANING) in site.kept.changes)
        time.sleep(0.4)
        assert done(site) is None
        reader.close()
        wait_until(lambda: done(site) is not None)
        assert where(tmp_path, WORDS) == {}


def test_that_a_report_that_is_held_open_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unlink = Path.unlink

    def refused(self: Path, missing_ok: bool = False) -> None:
        if self.name == "whole.pdf":
            raise PermissionError(13, "in use")
        unlink(self, missing_ok=missing_ok)

    with Site(tmp_path) as site:
        plant(site)
        monkeypatch.setattr(Path, "unlink", refused)
        assert purge(site).left == ("whole.pdf",)


def test_that_two_purges_one_after_the_other_are_both_done(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        plant(site)
        first, second = (PurgeOrder(people=(person,)) for person in ORDER.people)
        site.kept.changes.clear()
        site.post(PurgeAsked(first), PurgeAsked(second))
        wait_until(lambda: done(site) is not None)
        assert done(site) == PurgeResult(people=2, events=27, pictures=50, reports=3)
        assert where(tmp_path, WORDS) == {}


def test_that_the_choice_tells_who_is_there_and_what_goes_along(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        plant(site)
        site.post(of_other(50, person_type=PersonType.STRANGER, person_name=None, person_id="stranger"))
        outside = tmp_path.parent / f"{tmp_path.name}-outside.pdf"
        outside.write_bytes(b"x")
        site.post(ReportMade(MadeReport(at_ms=NOW_MS, file=str(outside), digest="00", full=True, accepted=False)))
        found = purge_choice(tmp_path)
    known = {(p.who.person_id, p.who.name): (p.events, p.pictures) for p in found.people}
    assert known[PERSON_ID, NAME] == (20, 40)
    assert known[None, NAME] == (1, 2)  # one event; the test person of that name has none
    assert known[PERSON_ID, "x"] == (0, 0)
    assert ("stranger", None) not in known
    assert found.stranger_pictures == 1
    assert (found.reports, found.elsewhere) == (2, (str(outside),))
    assert found.people[-1].who.name is None
    outside.unlink()


def test_that_a_purge_that_cannot_be_noted_is_not_told_and_not_lost(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        plant(site)
        site.kept.changes.clear()
        site.archive._writer._connection.execute("PRAGMA busy_timeout = 50")
        blocker = sqlite3.connect(tmp_path / DATABASE, isolation_level=None)
        blocker.execute("BEGIN IMMEDIATE")
        site.archive.post((PurgeAsked(ORDER), BoxChanged(replace(box(), name="B"))))
        wait_until(lambda: site.problems == ["failing"], 10.0)
        told: list[Change] = list(site.kept.changes)
        assert not any(isinstance(c, PurgeAsked) for c in told)
        blocker.execute("ROLLBACK")
        blocker.close()
        wait_until(lambda: done(site) is not None, 20.0)
        assert where(tmp_path, WORDS) == {}


# Which columns may name somebody, and are looked through; and all other texts, which name boxes, places and codes.
_NAMES = {
    "events": {"person_id", "person_name", "really", "verdict_by", "extra"},
    "verdicts": {"inspector", "really"},
    "reports": {"file", "inspector"},
    "sign_off": {"document"},
    "borrowed": {"box_name", "problem", "original", "written"},
    "boxes": {"note"},
    "person_names": {"name"},
    "meta": {"value"},
}
_PLACES_AND_CODES = {
    "events": {"box_key", "camera_key", "camera_id", "camera_ip", "camera_name", "person_type", "group", "score_scale"}
    | {f"{kind}_{what}" for kind in ("live", "registered", "scene") for what in ("state", "suffix")}
    | {"face_box", "source", "generation", "verdict"},
    "verdicts": {"verdict"},
    "reports": {"digest"},
    "sign_off": {"name"},
    "borrowed": {"box_key", "box_sn", "host", "kind", "setting", "our_url", "state"},
    "meta": {"name"},
    "own_addresses": {"address"},
    "event_places": {"box_key", "camera_key"},
}
_WHOLLY_OF_BOXES = {"boxes", "cameras", "heartbeats"}


def test_that_a_new_column_with_text_is_thought_about_here(tmp_path: Path) -> None:
    """Whoever adds one decides whether it may name somebody; then archive_mentions has to know it, too."""
    with Site(tmp_path):
        connection = sqlite3.connect(tmp_path / DATABASE)
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        texts = {
            table: {row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[2] in ("TEXT", "")}
            for table in tables
            if not table.startswith("sqlite_")
        }
        connection.close()
    known = {table: _NAMES.get(table, set()) | _PLACES_AND_CODES.get(table, set()) for table in texts}
    unknown = {table: texts[table] - known[table] for table in texts if table not in _WHOLLY_OF_BOXES}
    assert {table: columns for table, columns in unknown.items() if columns} == {}
