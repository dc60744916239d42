"""The acceptance report: what it says, to whom, sealed, in two readers, and what it never says."""

from __future__ import annotations

import errno
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from sophon_monitor.app import report_command
from sophon_monitor.app.command import main
from sophon_monitor.app.verify_command import details
from sophon_monitor.domain.borrowing import ReportKind, SettingName
from sophon_monitor.domain.changes import BoxChanged, CameraChanged, EventJudged, SignOffChanged
from sophon_monitor.domain.records import EventRecord, ScoreScale, Verdict
from sophon_monitor.domain.sign_off import Condition, SignOff, TestPerson, Tick
from sophon_monitor.domain.site import CameraKey
from sophon_monitor.protocol.messages import PersonType
from sophon_monitor.report import making
from sophon_monitor.report.evidence import ACCEPTED, NOT_ACCEPTED, UNFINISHED, as_json, gather
from sophon_monitor.report.evidence_document import digest_of, written
from sophon_monitor.report.making import ReportWish, make_report
from sophon_monitor.report.report_pieces import plain
from sophon_monitor.report.seal import sealed
from sophon_monitor.report.seal_check import SealState, check, check_file
from sophon_monitor.report.signing_key import signing_key
from sophon_monitor.services.archive_reader import ArchiveReader
from sophon_monitor.services.archive_schema import DATABASE
from sophon_monitor.services.journal import Journal
from tests.report.seal_samples import blank_pdf
from tests.services.archive_samples import NOW_MS, NOW_S, Site, box, camera, event, heartbeat, jpeg, present

HOSTILE = [
    '=HYPERLINK("http://x","y")',
    "<img src=x>",
    "../../x",
    "\u202egnp.exe",
    "A" * 5000,
    "a&b</td></tr>",
    "\ud800\udc00\ud800",
    "\x1b[2J\x07",
]


def judged(number: int, **values: object) -> EventRecord:
    start = event(
        occurred_at_ms=NOW_MS + number,
        person_id=f"0045{number % 2}",
        person_name="Chen Jie",
        score=93.0,
        score_scale=ScoreScale.PERCENT,
        threshold=82.0,
        face_box=(0.0, 0.0, 96.0, 120.0),
        latency_ms=400.0,
        live=present(jpeg(96, 120, seed=number)),
        registered=present(jpeg(96, 120, seed=number + 50)),
    )
    return replace(start, **values)


def stranger(number: int) -> EventRecord:
    return judged(number, person_id=None, person_name=None, person_type=PersonType.STRANGER)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site whose one camera has passed."""
    where = tmp_path / "sites" / "Riverside"
    with Site(where) as site:
        site.post(BoxChanged(box(sn="HQDZ", license="CODE-12345678", clock_skew_ms=-2500.0, threshold=82.0)))
        site.post(CameraChanged(camera(name="Gate 1")))
        site.post(judged(1), judged(2), judged(3), stranger(4))
        site.post(*(heartbeat(received_at_ms=NOW_MS - 60_000 * n) for n in range(50)))
        site.post(SignOffChanged(SignOff(inspector="Li Wei", ticks=(Tick(CameraKey("C1"), Condition.MASK, 1),))))
        site.post(*(EventJudged(n, Verdict.RIGHT, NOW_MS + 1000 + n, "Li Wei") for n in (1, 2, 3, 4)))
    return where


def made(folder: Path, out: Path | None = None, *, full: bool = False, at_s: float = NOW_S) -> tuple[bytes, object]:
    target = out or folder.parent / "report.pdf"
    wish = ReportWish(
        site=folder.name,
        out=target,
        inspector="Li Wei",
        full=full,
        reason="the customer asked" if full else "",
        at_s=at_s,
        version="0.1.0",
    )
    with closing(ArchiveReader(folder)) as reader:
        result = make_report(reader, lambda: (), signing_key(folder.parent / "key"), wish, lambda _: None)
    return target.read_bytes(), result


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def gathered(folder: Path, *, full: bool = False):
    with closing(ArchiveReader(folder)) as reader:
        return gather(reader, folder.name, full=full, borrowed=lambda: ())


def test_that_a_site_whose_cameras_passed_is_accepted(qapp, folder):
    pdf, result = made(folder)
    assert result.accepted
    said = text_of(pdf)
    for words in ("Acceptance report", "Riverside", "Li Wei", "Accepted", "Gate 1", "HQDZ", "2 s behind", "Signature"):
        assert words.lower() in said.lower(), words
    assert check(pdf).state is SealState.UNALTERED


def test_that_the_fingerprint_and_the_digest_stand_on_the_first_page(qapp, folder):
    pdf, result = made(folder)
    first = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    first = "".join(first.split()).lower()
    assert signing_key(folder.parent / "key").fingerprint in first
    assert result.digest in first


def test_that_two_readers_open_every_page(qapp, folder, tmp_path):
    pdf, _ = made(folder)
    reader = PdfReader(io.BytesIO(pdf))
    assert "evidence.json" in reader.attachments
    assert json.loads(reader.attachments["evidence.json"][0])["evidence"]["result"] == "accepted"
    tool = shutil.which("pdftoppm")
    assert tool, "poppler-utils is part of the set-up"
    done = subprocess.run(
        [tool, "-r", "40", "-png", str(folder.parent / "report.pdf"), str(tmp_path / "page")],
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(list(tmp_path.glob("page*.png"))) == len(reader.pages)


def test_that_names_are_shortened_and_faces_pixelated_unless_the_report_is_full(qapp, folder):
    hidden, _ = made(folder)
    assert "Chen Jie" not in text_of(hidden)
    assert "Names are shortened" in text_of(hidden)
    evidence = json.dumps(as_json(gathered(folder)))
    assert "Chen" not in evidence
    assert "00450" not in evidence
    whole, _ = made(folder, full=True)
    assert "Chen Jie" in text_of(whole)
    assert "the customer asked" in text_of(whole)


def test_that_no_code_password_token_or_feature_is_in_the_evidence(folder):
    for full in (False, True):
        said = json.dumps(as_json(gathered(folder, full=full)))
        assert "CODE-1234" not in said
        assert "5678" in said
        assert "t0ken" not in said


def test_that_the_same_session_gives_the_same_digest_whenever_it_is_made(qapp, folder):
    (_, first), (_, later) = made(folder), made(folder, at_s=NOW_S + 86_400)
    assert first.digest == later.digest == digest_of(as_json(gathered(folder)))
    with Site(folder) as site:
        site.post(EventJudged(1, Verdict.UNSURE, NOW_MS + 9000))
    assert made(folder)[1].digest != first.digest


def test_that_a_failed_an_open_and_an_untested_site_are_not_accepted(qapp, folder, tmp_path):
    with Site(folder) as site:
        site.post(EventJudged(2, Verdict.WRONG, NOW_MS + 9000))
    assert gathered(folder).result == NOT_ACCEPTED
    said = text_of(made(folder)[0])
    assert "named another person" in said
    assert "Not accepted" in said
    empty = tmp_path / "sites" / "Empty"
    with Site(empty):
        pass
    found = gathered(empty)
    assert found.result == NOT_ACCEPTED
    assert "nothing was tested" in text_of(made(empty)[0])


def test_that_a_picture_that_was_lost_makes_the_report_unfinished(qapp, folder):
    for file in (folder / "pictures").rglob("*"):
        if file.is_file():
            file.unlink()
            break
    found = gathered(folder)
    assert found.result == UNFINISHED
    assert found.unfinished == ("pictures",)
    pdf, result = made(folder)
    assert not result.accepted
    assert "could not be read" in text_of(pdf)


def test_that_a_damaged_picture_makes_the_report_unfinished_and_is_no_secret(qapp, folder):
    damaged = next(file for file in sorted((folder / "pictures").rglob("*")) if file.is_file())
    data = bytearray(damaged.read_bytes())
    data[2:400] = b"\xff" * 398
    damaged.write_bytes(data)
    found = gathered(folder)
    assert (found.result, found.unfinished) == (UNFINISHED, ("pictures",))
    pdf, result = made(folder)
    assert not result.accepted
    assert "cannot be shown" in text_of(pdf)
    pictures = [event["pictures"] for event in as_json(found)["judged"]]
    assert [kinds["live"] == "unreadable" for kinds in pictures] == [True, False, False, False]


def test_that_torn_pages_of_the_archive_are_no_acceptance(qapp, folder):
    file = folder / DATABASE
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'heartbeats_by_box'").fetchone()
    data = bytearray(file.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = b"\x55" * 4096
    file.write_bytes(data)
    found = gathered(folder)
    assert (found.result, found.unfinished) == (UNFINISHED, ("health",))
    pdf, result = made(folder)
    assert not result.accepted
    assert "Could not be finished" in text_of(pdf)


def test_that_a_part_that_cannot_be_read_is_named_and_the_rest_is_there(folder):
    with closing(ArchiveReader(folder)) as reader:

        def fails() -> tuple:
            raise sqlite3.OperationalError("disk I/O error")

        found = gather(reader, "x", full=False, borrowed=fails)
    assert (found.unfinished, found.result) == (("borrowed",), UNFINISHED)
    assert found.checks.is_accepted
    assert ACCEPTED not in (found.result,)


def test_that_who_wants_no_pictures_kept_has_none_in_the_report(qapp, folder):
    person = TestPerson(name="Chen Jie", keep_pictures=False)
    with Site(folder) as site:
        site.post(SignOffChanged(SignOff(people=(person,))))
    pdf, _ = made(folder, full=True)
    assert "pictures not kept" in text_of(pdf)
    assert gathered(folder, full=True).unkept == {1, 2, 3}


@pytest.mark.parametrize("name", HOSTILE)
def test_that_hostile_names_do_no_harm(qapp, tmp_path, name):
    where = tmp_path / "site"
    with Site(where) as site:
        site.post(BoxChanged(box(name=name)), CameraChanged(camera(name=name)))
        site.post(judged(1, person_name=name), EventJudged(1, Verdict.WRONG, NOW_MS, inspector=name, really=name))
    pdf, _ = made(where, full=True)
    assert check(pdf).state is SealState.UNALTERED
    said = text_of(pdf)
    assert "A" * 100 not in said.replace("\n", "")
    assert "\u202e" not in said
    reader = PdfReader(io.BytesIO(pdf))
    assert len(reader.pages) < 8
    for page in reader.pages:
        assert not page.get("/Annots") or all("/URI" not in str(a.get_object()) for a in page["/Annots"])


def test_that_text_of_others_is_plain():
    assert plain("<b>x</b>&") == "&lt;b&gt;x&lt;/b&gt;&amp;"
    assert plain("a\u202eb\u2066c\x07") == "abc"
    assert plain("rtsp://admin:secret@10.0.0.1/x").count("secret") == 0
    assert len(plain("x" * 5000)) == 80
    assert plain("two\r\n\nlines\ud800\u061c") == "two lines"


def test_that_a_full_disk_leaves_nothing_half(qapp, folder, tmp_path, monkeypatch):
    target = tmp_path / "out" / "report.pdf"
    target.parent.mkdir()
    target.write_bytes(b"the one before")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(making.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        made(folder, target)
    assert [p.name for p in target.parent.iterdir()] == ["report.pdf"]
    assert target.read_bytes() == b"the one before"


def test_that_a_report_is_for_the_user_alone(qapp, folder):
    made(folder)
    assert (folder.parent / "report.pdf").stat().st_mode & 0o077 == 0


def test_that_a_report_may_be_made_beside_the_window_on_a_thread_of_its_own(qapp, folder):
    with ThreadPoolExecutor(1) as pool:
        pdf, result = pool.submit(made, folder).result(60)
    assert result.accepted
    assert check(pdf).state is SealState.UNALTERED


# -- the commands -----------------------------------------------------------------------------------------------------


def run(*words: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return subprocess.run(
        [sys.executable, "-m", "sophon_monitor", *words], capture_output=True, text=True, env=environment, check=False
    )


def test_that_the_commands_work_without_a_display_and_note_the_report(folder, tmp_path):
    profile, out = folder.parent.parent, tmp_path / "验收 报告.pdf"
    done = run("report", "--profile", str(profile), "--out", str(out), "--inspector", "Zhao")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("accepted ")
    with closing(ArchiveReader(folder)) as reader:
        (noted,) = reader.made_reports()
    assert (noted.accepted, noted.full, noted.inspector, noted.digest) == (True, False, "Zhao", done.stdout.split()[1])
    told = run("verify", str(out), "--profile", str(profile))
    assert told.returncode == 0
    assert told.stdout.startswith("Unaltered")
    assert "this profile's own key" in told.stdout
    assert "Site: Riverside" in told.stdout
    data = bytearray(out.read_bytes())
    data[len(data) // 2] ^= 1
    out.write_bytes(data)
    changed = run("verify", str(out))
    assert changed.returncode == 1
    assert changed.stdout.startswith("ALTERED")


def test_that_wrong_usage_and_missing_files_say_so(folder, tmp_path):
    profile = str(folder.parent.parent)
    assert run("report", "--profile", profile, "--out", str(tmp_path / "a.pdf"), "--full").returncode == 2
    gone = run("report", "--profile", str(tmp_path / "nowhere"), "--out", str(tmp_path / "a.pdf"))
    assert gone.returncode == 3
    assert "no archive" in gone.stderr
    no_folder = run("report", "--profile", profile, "--out", str(tmp_path / "missing" / "a.pdf"))
    assert no_folder.returncode == 3
    assert "could not be made" in no_folder.stderr
    assert run("verify", str(tmp_path / "nowhere.pdf")).returncode == 3
    other = tmp_path / "other.pdf"
    other.write_bytes(b"hello")
    assert run("verify", str(other)).returncode == 1


def test_that_the_report_speaks_chinese(folder, tmp_path):
    out = tmp_path / "a.pdf"
    done = run("report", "--profile", str(folder.parent.parent), "--out", str(out), "--lang", "zh_CN")
    assert done.returncode == 0
    said = text_of(out.read_bytes())
    assert "验收报告" in said
    assert "Acceptance report" not in said


@pytest.fixture
def english(monkeypatch):
    """The command shall not teach the application of all tests another language."""
    monkeypatch.setattr("sophon_monitor.app.languages.Languages.speak", lambda _self, _language: True)


def test_that_a_report_that_cannot_be_noted_is_there_all_the_same(qapp, english, folder, tmp_path, monkeypatch, capsys):
    def full(_folder: Path, _report: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("sophon_monitor.services.archive_sign_off.note_report", full)
    out = tmp_path / "a.pdf"
    assert main(["report", "--profile", str(folder.parent.parent), "--out", str(out), "--lang", "en"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("accepted ")
    assert "No space left" in said.err
    assert check_file(out).state is SealState.UNALTERED


def test_that_a_chinese_report_without_chinese_letters_is_refused(qapp, english, folder, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("sophon_monitor.app.languages.chinese_font_found", lambda: False)
    words = ["report", "--profile", str(folder.parent.parent), "--out", str(tmp_path / "a.pdf")]
    assert main([*words, "--lang", "zh_CN"]) == 3
    assert "Chinese letters" in capsys.readouterr().err
    assert main([*words, "--lang", "en"]) == 0


def test_that_the_journal_is_read_without_writing(folder):
    with closing(Journal(folder, clock=lambda: NOW_S)) as journal:
        kind, setting = next(iter(ReportKind)), next(iter(SettingName))
        values = {"original": {"url": "a"}, "written": {"url": "b"}}
        journal.plan(box(), kind=kind, setting=setting, our_url="http://h/", **values)
        known = journal.entries()
    before = (folder / DATABASE).stat().st_mtime_ns
    assert report_command.changed_settings(folder) == known
    assert len(known) == 1
    assert (folder / DATABASE).stat().st_mtime_ns == before


def test_that_the_name_of_a_site_moves_no_cursor_where_a_report_is_checked(qapp, tmp_path):
    key = signing_key(tmp_path / "key")
    evidence = {"site": "\x1b[2J\u202eevil", "result": "accepted"}
    whole = sealed(blank_pdf(), written(evidence, {"fingerprint": key.fingerprint}), key)
    lines = "\n".join(details(check(whole), None))
    assert "Site: [2Jevil" in lines
    assert "\x1b" not in lines


def test_that_an_archive_that_is_gone_is_a_sentence(tmp_path, folder):
    (folder / DATABASE).write_bytes(b"no database" * 100)
    done = run("report", "--profile", str(folder.parent.parent), "--out", str(tmp_path / "a.pdf"))
    assert done.returncode == 3
    assert "damaged" in done.stderr
    assert check_file.__module__.endswith("seal_check")
