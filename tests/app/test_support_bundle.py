"""The support bundle: useful, and without anything of the people and the customer, wherever it was planted."""

from __future__ import annotations

import faulthandler
import json
import logging
import os
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from sophon_monitor.app import logs, settings
from sophon_monitor.app.command import main
from sophon_monitor.app.crash_report import CrashReport
from sophon_monitor.app.profile import Profile, open_profile
from sophon_monitor.app.program_words import program_words
from sophon_monitor.app.support_bundle import write_support_bundle
from sophon_monitor.app.support_facts import counted_messages
from sophon_monitor.domain.borrowing import ReportKind, SettingName
from sophon_monitor.domain.changes import (
    BoxChanged,
    CameraChanged,
    EventJudged,
    MessageLogEntry,
    ReportMade,
    RetentionChosen,
    SignOffChanged,
)
from sophon_monitor.domain.records import MadeReport, Verdict
from sophon_monitor.domain.sign_off import SignOff, TestPerson
from sophon_monitor.domain.site import BoxAddress
from sophon_monitor.domain.site_retention import SiteRetention
from sophon_monitor.services.journal import Journal
from tests.services.archive_samples import NOW_MS, Site, box, camera, event, heartbeat, present
from tests.services.markers import CHINESE, NAME, PERSON_ID, forms, marked_jpeg

TOKEN = "Tk9qZm4xWmJr01_-"  # of a box, in report URLs
PASSWORD = "hunter2secret"
LICENSE = "LC-5521-MARK-9903"
SITE_NAME = "Zanzibar Tower"
BOX_NAME = "Lobby Marker Box"
CAMERA_NAME = "Gate of Marker"
HOST = "box-of-marker.example"
MARKERS = (NAME, PERSON_ID, CHINESE, TOKEN, PASSWORD, LICENSE, SITE_NAME, BOX_NAME, CAMERA_NAME, HOST, "Zebedee")


def plant(folder: Path) -> Profile:
    """A profile in which every place that can hold a text holds markers."""
    profile = open_profile(folder)
    site_folder = profile.site_folder(SITE_NAME)
    planted = box(
        name=BOX_NAME,
        note=f"{NAME} has the key, {PASSWORD}",
        token=TOKEN,
        sn=f"SN{PERSON_ID}",
        license=LICENSE,
        mac="aa:bb:cc:dd:ee:ff",
        host_name=HOST,
        software_version=f"VERSION: 3.4.1 {NAME}",
        address=BoxAddress(HOST),
    )
    with Site(site_folder) as site:
        site.post(
            BoxChanged(planted),
            CameraChanged(camera(name=CAMERA_NAME, url=f"rtsp://admin:{PASSWORD}@10.1.1.1/1")),
            event(
                person_id=PERSON_ID, person_name=NAME, group=CHINESE, live=present(marked_jpeg(NAME)), extra={"x": NAME}
            ),
            heartbeat(box_name=BOX_NAME, license=LICENSE, state_text=NAME),
            EventJudged(1, Verdict.WRONG, NOW_MS, NAME, really=CHINESE),
            SignOffChanged(SignOff(people=(TestPerson(name=NAME),), inspector=CHINESE)),
            RetentionChosen(SiteRetention(pictures_days=3.0, by=NAME, reason=PASSWORD)),
            ReportMade(
                MadeReport(at_ms=NOW_MS, file=f"{NAME}.pdf", digest="00", full=True, accepted=True, inspector=NAME)
            ),
        )
    with closing(Journal(site_folder)) as journal:
        url = f"http://user:{PASSWORD}@10.0.0.9/{TOKEN}"
        journal.plan(
            planted,
            kind=ReportKind.CAMERAS,
            setting=SettingName.V57_CAMERAS,
            original={"WEB_HEART_URL": url, "person": NAME},
            written={"WEB_HEART_URL": url},
            our_url=url,
        )
    (site_folder / "reports" / f"{NAME}.pdf").write_bytes(NAME.encode())
    text = (
        f'last_site = "{SITE_NAME}"\n{NAME.split()[0]} = "{PASSWORD}"\nlanguage = "{CHINESE}"\nquiet_from = "{NAME}"\n'
    )
    profile.settings_file.write_text(f'{text}adapters = ["{HOST}"]\ntheme = "dark"\nport = 9777\n', "utf-8")
    plant_logs(profile)
    return profile


def plant_logs(profile: Profile) -> None:
    root = logging.getLogger()
    before = list(root.handlers), root.level
    logs.to_file(profile.logs)
    of_window = logging.getLogger("sophon_monitor.app.window_command")
    of_window.info("Sophon Monitor %s starts, site %s", "0.1.0", SITE_NAME)
    of_window.info("Sophon Monitor ends with status %d", 0)
    logging.getLogger("sophon_monitor.services.archive").warning(
        "the archive cannot be written (%s): %s", "disk_full", f"{NAME} {PASSWORD}"
    )
    for name in ("sophon_monitor.app", "qt", "asyncio", f"other.{NAME.split()[0]}"):
        logging.getLogger(name).error("%s with %s asked for %s at %s", NAME, PERSON_ID, CHINESE, f"http://x/{TOKEN}")
    logging.getLogger("qt").warning("QPainter::begin: Paint device returned engine == 0 for %s", NAME)
    try:
        raise ValueError(f"{NAME} {PERSON_ID}")
    except ValueError as error:
        logging.getLogger("sophon_monitor.app").error("failed", exc_info=error)
    for handler in [one for one in root.handlers if one not in before[0]]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(before[1])
    with (profile.logs / "sophon-monitor.log").open("a", encoding="utf-8") as log:
        log.write(f"{NAME} stands alone\n2026-01-01 00:00:00,000 INFO {NAME} sophon_monitor.app: {NAME}\n")
    (profile.logs / f"sophon-monitor.log.{NAME}").write_text(f"{NAME}\n", "utf-8")
    (profile.crash / f"20240101-000000-{NAME}.txt").write_text(
        "Sophon Monitor\na slot\n\nTraceback (most recent call last):\n"
        f'  File "/home/{NAME}/sophon_monitor/app/wiring.py", line 12, in _tick\n'
        f'    say("{NAME}")\nValueError: {NAME}\n',
        "utf-8",
    )
    (profile.crash / "faults-20240101-000000.log").write_text(
        f"Fatal Python error: Segmentation fault\n\nCurrent thread 0x00007f1 (most recent call first):\n"
        f'  File "/home/{NAME}/x.py", line 3 in show\n{NAME}\n',
        "utf-8",
    )


def said(file: Path) -> dict[str, str]:
    with zipfile.ZipFile(file) as bundle:
        assert bundle.testzip() is None
        return {name: bundle.read(name).decode("utf-8") for name in bundle.namelist()}


def markers_in(file: Path) -> set[str]:
    """Markers in the archive's bytes, its names, or what is packed in it, in any of the forms a text may take."""
    found = set()
    with zipfile.ZipFile(file) as bundle:
        parts = [file.read_bytes(), *(name.encode() for name in bundle.namelist())]
        parts += [bundle.read(name) for name in bundle.namelist()]
    for word in MARKERS:
        if any(form in part for form in forms(word) for part in parts):
            found.add(word)
    return found


def test_that_no_marker_is_in_the_bundle_and_what_helps_is(tmp_path):
    profile = plant(tmp_path / "p")
    file = tmp_path / "b.zip"
    write_support_bundle(profile, file, messages={"http heartbeat 200": 3})
    assert markers_in(file) == set()
    assert file.stat().st_mode & 0o077 == 0
    parts = said(file)
    log = parts["logs/1.log"]
    assert "Sophon Monitor ends with status 0" in log
    assert "the archive cannot be written (disk_full): …" in log
    assert "Sophon Monitor … starts, site …" in log
    assert "QPainter::begin" in log
    assert "ValueError: …" in log
    crash = "".join(text for name, text in parts.items() if name.startswith("crash/"))
    assert 'File "sophon_monitor/app/wiring.py", line 12, in _tick' in crash
    assert "Fatal Python error: Segmentation fault" in crash
    [site] = json.loads(parts["archive.json"])
    assert site["rows"] == {**site["rows"], "events": 1, "boxes": 1, "cameras": 1, "borrowed": 1, "verdicts": 1}
    assert site["events by verdict"] == {"wrong": 1}
    assert site["borrowed by setting"] == {SettingName.V57_CAMERAS.value: 1}
    assert site["boxes"][0]["software_version"] == "3.4.1"
    told = json.loads(parts["settings.json"])
    assert (told["theme"], told["port"], told["language"], told["quiet_from"]) == ("dark", 9777, "other", "other")
    about = json.loads(parts["about.json"])
    assert about["packages"]["aiohttp"]
    assert about["disk"]["free_bytes"] > 0
    assert json.loads(parts["messages.json"]) == {"http heartbeat 200": 3}


def test_that_the_markers_would_be_found(tmp_path):
    file = tmp_path / "b.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("a", NAME.encode("utf-16-le"))
        bundle.writestr(f"{CHINESE}.txt", "")
    assert {NAME, CHINESE} <= markers_in(file)


def test_that_the_command_writes_it_beside_anything_and_changes_nothing(tmp_path, capsys):
    profile = plant(tmp_path / "p")
    profile.settings_file.write_text("[", "utf-8")
    before = {path: path.read_bytes() for path in profile.folder.rglob("*") if path.is_file()}
    file = tmp_path / "b.zip"
    assert main(["support-bundle", "--profile", str(profile.folder), "--out", str(file)]) == 0
    assert capsys.readouterr().err == ""
    after = {path: path.read_bytes() for path in profile.folder.rglob("*") if path.is_file()}
    assert {p: d for p, d in after.items() if not p.name.endswith(("-wal", "-shm"))} == before
    assert json.loads(said(file)["settings.json"]) == {"file": "unreadable"}


def test_that_a_damaged_archive_is_told_and_the_rest_is_there(tmp_path):
    profile = plant(tmp_path / "p")
    (profile.site_folder(SITE_NAME) / "archive.sqlite3").write_bytes(os.urandom(9000))
    file = tmp_path / "b.zip"
    write_support_bundle(profile, file)
    assert json.loads(said(file)["archive.json"])[0]["problem"] == "damaged"
    assert markers_in(file) == set()


def test_that_what_cannot_be_written_is_said(tmp_path, capsys):
    open_profile(tmp_path / "p")
    assert main(["support-bundle", "--profile", str(tmp_path / "p"), "--out", str(tmp_path / "no" / "b.zip")]) == 3
    assert "could not be written" in capsys.readouterr().err
    assert main(["support-bundle", "--profile", str(tmp_path / "none"), "--out", str(tmp_path / "b.zip")]) == 3
    assert "There is no profile" in capsys.readouterr().err
    assert list(tmp_path.glob("*.zip")) == []


def test_that_kinds_of_messages_are_counted_and_strange_ones_are_nameless():
    def entry(**words: str) -> MessageLogEntry:
        return MessageLogEntry(number=1, at_s=1.0, sender="10.0.0.1", size_bytes=1, path=f"/{TOKEN}", **words)

    counts = counted_messages(
        [
            entry(way="http", kind="heartbeat", answer="200"),
            entry(way="http", kind="heartbeat", answer="200"),
            entry(way="http", kind="rejected", answer="200/400", reason="not_json"),
            entry(way=NAME, kind=NAME, answer=NAME, reason=NAME),
        ]
    )
    assert counts == {"http heartbeat 200": 2, "http rejected 200/400 not_json": 1, "other other other other": 1}


def test_that_real_faults_and_real_reports_come_through(tmp_path):
    profile = open_profile(tmp_path / "p")
    crash = CrashReport(profile.crash)
    try:
        settings.read(tmp_path / "nothing")
    except OSError as error:
        crash.report("a slot", error)
    code = "import faulthandler, sys; faulthandler.enable(open(sys.argv[1], 'a')); faulthandler._sigsegv()"
    file = profile.crash / "faults-1.log"
    before = faulthandler.is_enabled()  # pytest's own; a test before may have taken it out with the program's
    subprocess.run([sys.executable, "-c", code, str(file)], check=False, capture_output=True)
    assert faulthandler.is_enabled() == before
    words = program_words()
    fault = list(words.lines(file.read_text("utf-8")))
    assert fault[0].startswith("Fatal Python error")
    assert len(fault) >= 2
    report = next(profile.crash.glob("*.txt")).read_text("utf-8")
    lines = list(words.lines(report))
    assert any('File "sophon_monitor/app/settings.py"' in line for line in lines)
    assert lines[-1] == "FileNotFoundError: …"
    assert not any(str(tmp_path) in line for line in lines)


@pytest.mark.parametrize("message", ["archive housekeeping: x", "port 9528 is taken"])
def test_that_only_the_module_that_says_it_is_believed(message):
    words = program_words()
    head = "2026-11-21 12:08:41,540 WARNING MainThread"
    [line] = words.lines(f"{head} sophon_monitor.app.wiring: {message}")
    assert line.endswith("sophon_monitor.app.wiring: …")
