"""A start that cannot fail in silence: each case with the real program, and a window or a sentence to act on."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sophon_monitor.domain.borrowing import EntryState, ReportKind, SettingName
from sophon_monitor.domain.changes import BoxChanged
from sophon_monitor.services.journal import Journal
from tests.e2e.conftest import ROOT, Program, export, post
from tests.e2e.test_program import HEARTBEAT, NO_SERVICES, event
from tests.services.archive_samples import NOW_MS, Site, box
from tests.services.archive_samples import event as kept_event
from tests.services.test_archive_rescue import overwrite, root_page

DRIVER = [sys.executable, "-X", "faulthandler", "-W", "default", "-m", "tests.e2e.start_driver"]
ANY_PORT = ("--listen", "127.0.0.1:0")


class Window(Program):
    """The program whose troubles are read aloud."""

    def __init__(self, words: list[str], before: tuple[str, ...] = (), **environment: str) -> None:
        self._command = [*before, *DRIVER, *words]
        super().__init__(words, {**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment})

    def _started(self, words: list[str], environment: dict[str, str] | None) -> subprocess.Popen[str]:
        pipe = subprocess.PIPE
        return subprocess.Popen(
            self._command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True
        )

    def ask(self, line: str) -> None:
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def said(self, **wanted: str) -> list[dict]:
        found = [json.loads(line) for line in self.lines if line.startswith("{")]
        return [one for one in found if all(one.get(key) == value for key, value in wanted.items())]

    def trouble(self, key: str) -> dict:
        return self.wait_for(lambda: self.said(trouble=key))[-1]

    def wait_for_end(self, patience_s: float = 20.0) -> int:
        status = super().wait_for_end(patience_s)
        self.process.stdin.close()
        return status


@pytest.fixture
def window(request) -> Iterator[Callable[..., Window]]:
    running: list[Window] = []

    def run(*words: str, **more: object) -> Window:
        running.append(Window(list(words), **more))
        return running[-1]

    yield run
    for one in running:
        one.kill()


def fill_site(profile: Path) -> Path:
    """A site with a box of which a setting is borrowed, and ten events. Returns the database."""
    folder = profile / "sites" / "Site 1"
    with Site(folder) as site:
        site.post(BoxChanged(box()), *(kept_event(occurred_at_ms=NOW_MS + n) for n in range(10)))
    with closing(Journal(folder)) as journal:
        url = "http://127.0.0.1:1/x"
        values = {"original": {"WEB_HEART_URL": "http://platform/"}, "written": {"WEB_HEART_URL": url}, "our_url": url}
        entry = journal.plan(box(), kind=ReportKind.CAMERAS, setting=SettingName.V57_CAMERAS, **values)
        journal.set_state(entry.id, EntryState.BORROWED)
        journal.set_keep(entry.id, True)
    return folder / "archive.sqlite3"


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        yield held.getsockname()[1]


# -- port taken -------------------------------------------------------------------------------------------------------


def test_that_a_port_of_the_settings_that_is_taken_is_offered_the_next_and_kept(window, tmp_path, taken):
    (tmp_path / "settings.toml").write_text(f"port = {taken}\n")
    program = window("--profile", str(tmp_path))
    trouble = program.trouble("port")
    assert f"127.0.0.1:{taken} is used by" in trouble["sentence"]
    assert f"process {os.getpid()}" in trouble["sentence"]
    program.ask("press port")
    free = trouble["button"].removeprefix("Listen on ")
    assert program.listening() == f"http://127.0.0.1:{free}"
    program.wait_for(lambda: program.said(over="port"))
    assert program.terminate() < 5
    assert (program.process.returncode, program.errors) == (0, [])
    assert f"port = {free}\n" in (tmp_path / "settings.toml").read_text()


def test_that_a_port_that_was_asked_for_is_refused_with_its_holder_and_the_next_free_one(start, tmp_path, taken):
    program = start("--profile", str(tmp_path), "--listen", f"127.0.0.1:{taken}")
    assert program.wait_for_end() == 3
    [sentence] = program.errors
    assert f"127.0.0.1:{taken} is used by" in sentence
    assert f"(process {os.getpid()})" in sentence
    assert "start with --listen " in sentence


# -- what lies in the profile -----------------------------------------------------------------------------------------


def test_that_an_archive_of_a_newer_version_is_left_alone(start, tmp_path):
    file = fill_site(tmp_path)
    with closing(sqlite3.connect(file)) as opened:
        opened.execute("PRAGMA user_version = 99")
    before = file.read_bytes()
    program = start("--profile", str(tmp_path), *ANY_PORT)
    assert program.wait_for_end() == 3
    assert program.errors == [
        "sophon-monitor: The archive of site 'Site 1' was written by a newer version. "
        "Update this program or use --site."
    ]
    assert file.read_bytes() == before


def test_that_settings_and_ends_out_of_order_are_said_at_the_next_start(window, tmp_path):
    settings = tmp_path / "settings.toml"
    settings.write_text("theme = [half")
    first = window("--profile", str(tmp_path), *ANY_PORT)
    kept = tmp_path / "settings.damaged.toml"
    assert str(kept) in first.trouble("settings")["sentence"]
    assert kept.read_text() == "theme = [half"
    first.listening()
    first.kill()
    settings.write_text('format = 2\ntheme = "sepia"\nlanguage = "tlh"\nport = "auto"\n[new]\nthing = 1\n')
    second = window("--profile", str(tmp_path), *ANY_PORT)
    assert "did not end in order" in second.trouble("ended")["sentence"]
    assert "newer Sophon Monitor" in second.trouble("settings")["sentence"]
    assert 'port = "auto"' in (tmp_path / "settings.newer.toml").read_text()
    second.listening()
    second.ask("crash")
    assert second.wait_for_end() == -signal.SIGSEGV
    third = window("--profile", str(tmp_path), *ANY_PORT)
    trouble = third.trouble("ended")
    assert "crashed last time" in trouble["sentence"]
    assert trouble["button"] == "Make a support bundle…"
    third.listening()
    assert third.terminate() < 5
    assert "thing = 1" in settings.read_text(), "what is not understood stays"
    fourth = window("--profile", str(tmp_path), *ANY_PORT)
    fourth.trouble("settings")
    assert fourth.said(trouble="ended") == []
    fourth.terminate()
    assert fourth.errors == []


def test_that_a_damaged_archive_is_put_aside_and_its_boxes_and_borrowed_settings_stay(window, tmp_path):
    file = fill_site(tmp_path)
    overwrite(file, *root_page(file, "cameras"))
    program = window("--profile", str(tmp_path), *ANY_PORT)
    program.listening()
    sentence = program.trouble("damaged archive")["sentence"]
    assert "Boxes taken over: 1" in sentence
    [kept] = (tmp_path / "damaged").iterdir()
    assert str(kept) in sentence
    assert program.said(trouble="damaged journal") == []
    assert len(export(tmp_path, "boxes")) == 1
    assert export(tmp_path, "events") == []
    assert len(export(kept, "events")) == 10
    assert program.terminate() < 5
    assert (program.process.returncode, program.errors) == (0, [])
    with closing(Journal(tmp_path / "sites" / "Site 1")) as journal:
        assert len(journal.open_entries()) == 1


def test_that_a_journal_of_borrowed_settings_that_cannot_be_read_is_said_loudly(window, tmp_path):
    file = fill_site(tmp_path)
    overwrite(file, *root_page(file, "borrowed"))
    program = window("--profile", str(tmp_path), *ANY_PORT)
    assert "Look at every box" in program.trouble("damaged journal")["sentence"]
    assert "Boxes taken over: 1" in program.trouble("damaged archive")["sentence"]
    program.listening()
    program.terminate()


# -- the disk ---------------------------------------------------------------------------------------------------------


def on_a_disk(place: Path, size: str, filled: bool = False, options: str = "") -> tuple[str, ...]:
    """Words that start a program with a small disk of its own at `place`."""
    place.mkdir(exist_ok=True)
    fill = f'; head -c 100M /dev/zero > "{place}/filler" 2>/dev/null' if filled else ""
    script = f'mount -t tmpfs -o size={size} tmpfs "{place}"{fill}; {options} exec "$@"'
    return in_a_world_of_its_own("--mount", script, "mount a small disk")


def in_a_world_of_its_own(kind: str, script: str, what: str) -> tuple[str, ...]:
    """Words that start a program after `script`, where nobody else sees what that has changed."""
    for user in (("--user", "--map-root-user"), ()):  # an administrator needs no other user, and may not get one
        words = ("unshare", *user, kind, "sh", "-c", script, "sh")
        if shutil.which("unshare") and not subprocess.run([*words, "true"], capture_output=True).returncode:
            return words
    pytest.skip(f"this system lets nobody {what}")


def fill_up(filler: Path) -> None:
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as opened:
        for _ in range(10_000):
            opened.write(b"\0" * 4096)


def test_that_a_disk_that_is_full_at_the_start_is_said(window, tmp_path):
    disk = tmp_path / "disk"
    program = window("--profile", str(disk / "p"), before=on_a_disk(disk, "128k", filled=True))
    assert program.wait_for_end() == 3
    assert len(program.errors) == 1
    assert "is full. Free some space on it, then start again." in program.errors[0]


def test_that_a_profile_on_a_read_only_disk_is_said(window, tmp_path):
    disk = tmp_path / "disk"
    before = on_a_disk(disk, "1m", options=f'mkdir "{disk}/p"; mount -o remount,ro "{disk}";')
    program = window("--profile", str(disk / "p"), before=before)
    assert program.wait_for_end() == 3
    assert len(program.errors) == 1
    assert "cannot be written (Read-only file system)" in program.errors[0]


def test_that_a_disk_that_fills_up_is_said_and_what_waited_is_kept_once_there_is_room(window, tmp_path):
    disk = tmp_path / "disk"
    words = ("--profile", str(disk / "p"), *ANY_PORT, "--box", NO_SERVICES)
    program = window(*words, before=on_a_disk(disk, "6m"))
    url = program.listening()
    assert post(url, HEARTBEAT)["status"] == 0
    seen = Path(f"/proc/{program.process.pid}/root{disk}")
    filler = seen / "filler"
    fill_up(filler)
    for number in range(40):
        assert post(url, event(number))["status"] == 0
        if program.said(trouble="archive"):
            break
    assert "is full: nothing that comes is kept" in program.trouble("archive")["sentence"]
    filler.unlink()
    program.wait_for(lambda: program.said(over="archive"))
    assert program.terminate() < 6
    assert (program.process.returncode, program.errors) == (0, [])


# -- clock and cable --------------------------------------------------------------------------------------------------


def test_that_a_clock_that_jumps_by_years_takes_no_picture_and_draws_no_outage(window, tmp_path):
    program = window("--profile", str(tmp_path), *ANY_PORT, "--box", NO_SERVICES)
    url = program.listening()
    picture = "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA="  # noqa: E501 - one pixel
    post(url, HEARTBEAT)
    post(url, {**event(1), "reg_pic": picture})
    program.wait_for(lambda: len(export(tmp_path, "events")) == 1)
    before = export(tmp_path, "events")[0]["registered_picture"]
    program.ask(f"clock {10 * 366 * 86400}")
    assert "Nothing is removed for its age" in program.trouble("clock")["sentence"]
    program.ask("pauses")
    [pauses] = program.wait_for(lambda: [one["pauses"] for one in program.said() if "pauses" in one])
    assert [round(pause / 86400) for pause in pauses] == [3660], "nobody watched in a time that has not been"
    time.sleep(1.0)
    [left] = export(tmp_path, "events")
    assert left["registered_picture"] == before
    assert program.terminate() < 5
    assert program.errors == []


def test_that_a_cable_that_is_pulled_is_said_and_heard_again_when_it_is_back(window, tmp_path):
    address = "10.99.7.1"
    script = f'ip link set lo up && ip addr add {address}/24 dev lo && exec "$@"'
    before = in_a_world_of_its_own("--net", script, "make a network of his own")
    (tmp_path / "settings.toml").write_text(f'adapters = ["{address}"]\nport = 9528\n')
    program = window("--profile", str(tmp_path), before=before)
    heard = f"listening http://{address}:9528"
    program.wait_for(lambda: heard in program.lines)
    user = ("-U",) if "--user" in before else ()
    inside = ("nsenter", "--preserve-credentials", *user, "-n", "-t", str(program.process.pid), "ip")
    subprocess.run([*inside, "addr", "del", f"{address}/24", "dev", "lo"], check=True)
    assert f"no address {address} any more" in program.trouble(f"listen {address}")["sentence"]
    subprocess.run([*inside, "addr", "add", f"{address}/24", "dev", "lo"], check=True)
    program.wait_for(lambda: program.said(over=f"listen {address}"))
    assert program.terminate() < 5
    assert program.errors == []


# -- what the system lacks --------------------------------------------------------------------------------------------


@pytest.fixture
def display() -> Iterator[str]:
    """A screen of its own, with a window manager where there is one."""
    if not shutil.which("Xvfb"):
        pytest.skip("no Xvfb")
    read, write = os.pipe()
    words = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
    server = subprocess.Popen(words, pass_fds=(write,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as told:
        name = f":{told.readline().strip()}"
    manager = None
    if shutil.which("openbox"):
        manager = subprocess.Popen(
            ["openbox"], env={**os.environ, "DISPLAY": name}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    yield name
    for process in (manager, server):
        if process is not None:
            process.terminate()
            process.wait(10)


def xdotool(display: str, *words: str) -> str:
    done = subprocess.run(["xdotool", *words], env={**os.environ, "DISPLAY": display}, capture_output=True, text=True)
    return done.stdout.strip()


needs_hands = pytest.mark.skipif(
    not (shutil.which("xdotool") and shutil.which("openbox")), reason="nobody to look at windows"
)


def test_that_a_damaged_library_is_named_with_its_package(start, tmp_path, display):
    libraries = tmp_path / "lib"
    libraries.mkdir()
    (libraries / "libxcb-cursor.so.0").write_bytes(b"no library")
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "LD_LIBRARY_PATH": str(libraries)}
    program = start("--profile", str(tmp_path / "p"), environment=environment)
    assert program.wait_for_end() == 3
    [sentence] = program.errors
    assert "libxcb-cursor.so.0" in sentence
    assert "sudo apt install libxcb-cursor0" in sentence


def test_that_without_a_font_for_chinese_it_says_so_in_english(window, tmp_path):
    fonts = tmp_path / "fonts.conf"
    fonts.write_text(
        f'<?xml version="1.0"?><fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}</cachedir></fontconfig>'
    )
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "settings.toml").write_text('language = "zh_CN"\n')
    program = window("--profile", str(tmp_path / "p"), *ANY_PORT, FONTCONFIG_FILE=str(fonts))
    assert "No font with Chinese letters is installed" in program.trouble("font")["sentence"]
    program.listening()
    assert program.terminate() < 5


# -- the end ----------------------------------------------------------------------------------------------------------


def test_that_a_disk_that_hangs_at_the_end_holds_up_nobody_and_is_written_down(window, tmp_path):
    program = window("--profile", str(tmp_path), *ANY_PORT, SLOW_CLOSE_S="30")
    program.listening()
    assert program.terminate() < 8
    assert (program.process.returncode, program.errors) == (0, [])
    assert "start_driver.py" in (tmp_path / "crash" / "ending.log").read_text(), "where it hangs"
    again = window("--profile", str(tmp_path), *ANY_PORT)
    again.listening()
    assert again.said(trouble="ended") == []
    again.terminate()


# -- with a person before the screen ----------------------------------------------------------------------------------


@needs_hands
def test_that_a_second_start_raises_the_first_window(window, start, tmp_path, display):
    first = window("--profile", str(tmp_path), *ANY_PORT, DISPLAY=display, QT_QPA_PLATFORM="xcb")
    first.listening()
    find = ("search", "--onlyvisible", "--pid", str(first.process.pid), "--name", "Sophon Monitor")
    first.ask("minimise")
    first.wait_for(lambda: not xdotool(display, *find))
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    second = start("--profile", str(tmp_path), environment=environment)
    assert second.wait_for_end() == 0
    [sentence] = second.errors
    assert "already open" in sentence
    shown = first.wait_for(lambda: xdotool(display, *find))
    first.wait_for(lambda: xdotool(display, "getactivewindow") == shown)
    assert first.terminate() < 5
    assert first.errors == []


@needs_hands
def test_that_what_forbids_the_start_is_said_in_a_window_too(start, tmp_path, display, taken):
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    program = start("--profile", str(tmp_path), "--listen", f"127.0.0.1:{taken}", environment=environment)
    find = ("search", "--onlyvisible", "--pid", str(program.process.pid), "--name", "^Sophon Monitor$")
    program.wait_for(lambda: program.errors and xdotool(display, *find))
    xdotool(display, *find, "key", "Escape")
    assert program.wait_for_end() == 3
    assert len(program.errors) == 1
