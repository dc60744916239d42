"""What Windows and macOS do differently, given to the program here: it runs on neither in these tests."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sophon_monitor.app import runtime
from sophon_monitor.app.demo import own_command
from sophon_monitor.app.resources import guide_folder, resources_folder
from sophon_monitor.services import firewall
from sophon_monitor.simulator import command as simulate

ROOT = Path(__file__).parents[2]
# A windowed program of Windows has no standard streams at all: not closed ones, none.
WITHOUT_STREAMS = """
import sys
sys.stdin = sys.stdout = sys.stderr = sys.__stdin__ = sys.__stdout__ = sys.__stderr__ = None
from sophon_monitor.app.command import main
sys.exit(main(sys.argv[1:]))
"""


def without_streams(*words: object) -> int:
    """The exit status; an exception that nobody catches is 1."""
    with started_without_streams(*words) as program:
        return program.wait(60)


def started_without_streams(*words: object) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    line = [sys.executable, "-c", WITHOUT_STREAMS, *map(str, words)]
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(line, cwd=ROOT, env=environment, **quiet)


@pytest.fixture(scope="module")
def profile(tmp_path_factory) -> Path:
    """As it lies on a Windows of a Chinese user; here the backslashes are part of one name."""
    folder = tmp_path_factory.mktemp("users") / "C:\\Users\\王 伟\\AppData" / "档案"
    until = time.monotonic() + 30
    with started_without_streams("--profile", folder, "--listen", "127.0.0.1:0", "--exit-after", "60") as program:
        while not list(folder.glob("sites/*/archive.sqlite3-wal")) and time.monotonic() < until:
            time.sleep(0.05)
        program.terminate()
        assert program.wait(10) == 0
    assert list(folder.glob("sites/*/archive.sqlite3"))
    return folder


def test_that_the_window_needs_no_standard_streams_and_no_plain_path(profile):
    picture = profile / "截图.png"
    words = ("--profile", profile, "--listen", "127.0.0.1:0", "--exit-after", "2", "--screenshot", picture)
    assert without_streams(*words) == 0
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert not list((profile / "crash").glob("*.txt"))


@pytest.mark.parametrize("kind", ["jsonl", "csv", "xlsx"])
def test_that_an_export_needs_no_standard_streams(profile, kind):
    file = profile / f"盒子.{kind}"
    assert without_streams("export", "boxes", "--profile", profile, "--format", kind, "--out", file) == 0
    assert file.exists()


def test_that_a_report_is_made_and_checked_without_standard_streams(profile):
    file = profile / "验收报告.pdf"
    assert without_streams("report", "--profile", profile, "--out", file, "--progress") == 0
    assert file.read_bytes().startswith(b"%PDF")
    assert without_streams("verify", file) == 0


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("--version",), 0),
        (("--nonsense",), 2),
        (("restore",), 0),
        (("diagnose", "--box", "127.77.3.3:1:1:1"), 0),
        (("export", "boxes"), 3),  # to a standard output that is not there
        (("verify", "no such file.pdf"), 3),
    ],
)
def test_that_each_command_ends_with_its_status_though_nobody_can_read_it(profile, words, status):
    with_profile = ("--profile", profile) if words[0] in ("restore", "export", "diagnose") else ()
    assert without_streams(*words, *with_profile) == status


class ProactorLike(asyncio.SelectorEventLoop):
    """Refuses what the loops of Windows refuse."""

    def add_signal_handler(self, sig, callback, *args):
        raise NotImplementedError


@pytest.fixture
def signals():
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_that_the_window_hears_a_signal_though_the_loop_takes_no_handlers(signals):
    heard = []

    async def until_asked(quit_asked: asyncio.Event) -> None:
        signal.raise_signal(signal.SIGINT)
        async with asyncio.timeout(5):
            await quit_asked.wait()
        heard.append("asked")

    with asyncio.Runner(loop_factory=ProactorLike) as runner:
        runner.run(runtime._with_signals(until_asked))
    assert heard == ["asked"]


class NoBoxes:
    """A simulation of nothing, asked to end as soon as it has begun."""

    boxes = ()

    async def __aenter__(self):
        signal.raise_signal(signal.SIGTERM)

    async def __aexit__(self, *_):
        return None


def test_that_the_simulator_hears_a_signal_though_the_loop_takes_no_handlers(signals, monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    with asyncio.Runner(loop_factory=ProactorLike) as runner:
        runner.run(asyncio.wait_for(simulate._until_told(NoBoxes(), with_input=False), 5))


def test_that_a_bundle_starts_itself_again_by_its_own_file(monkeypatch):
    program = r"C:\Program Files\Sophon Monitor\sophon-monitor.exe"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", program)
    assert own_command() == (program,)


def test_that_a_bundle_reads_its_own_resources(monkeypatch, tmp_path):
    inside = tmp_path / "软件 1" / "_internal"
    (inside / "resources" / "guide").mkdir(parents=True)
    (inside / "resources" / "palette.toml").write_text("")
    (inside / "resources" / "guide" / "guide.en.md").write_text("")
    monkeypatch.setattr(sys, "_MEIPASS", str(inside), raising=False)
    resources_folder.cache_clear()
    try:
        assert resources_folder() == inside / "resources"
        assert guide_folder() == inside / "resources" / "guide"
    finally:
        monkeypatch.undo()
        resources_folder.cache_clear()


async def test_that_a_tool_of_chinese_windows_is_understood(monkeypatch, tmp_path):
    monkeypatch.setattr(firewall, "_SPOKEN", "gbk")  # what "oem" is there
    tool = tmp_path / "netsh"
    tool.write_bytes("#!/bin/sh\ncat <<'END'\n规则名称:  Sophon Monitor\n操作:      阻止\nEND\n".encode("gbk"))
    tool.chmod(0o700)

    async def run(words):
        return await firewall.output_of((str(tool), *words[1:]))

    assert (await firewall.firewall_state(9528, platform="win32", run=run)).verdict == "blocks"
