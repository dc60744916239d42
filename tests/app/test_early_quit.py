from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

ASK = "import os, signal; os.kill(os.getpid(), signal.{number})"
# Stands in for the command: says what a request to quit would do while it is being imported.
STAND_IN = """
import runpy, sys, types
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "sophon_monitor.app.command":
            {ask}
            print("still there", flush=True)
sys.meta_path.insert(0, Finder())
runpy.run_module("sophon_monitor", run_name="__main__")
"""

ASKED_TOO_EARLY = """
import os, signal, sys
from sophon_monitor.app import window_command
from sophon_monitor.app.command import main
opened = window_command._open_window
def asked(*words):
    os.kill(os.getpid(), signal.SIGTERM)
    return opened(*words)
window_command._open_window = asked
sys.exit(main())
"""


def run(program: str, **more) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=20, **more)


@pytest.mark.parametrize("number", ["SIGTERM", "SIGINT"])
def test_that_a_request_to_quit_while_importing_ends_with_0_and_says_nothing(number):
    done = run(STAND_IN.format(ask=ASK.format(number=number)))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_that_a_request_to_quit_is_remembered_once_something_is_open():
    done = run(
        "from sophon_monitor.app import early_quit as e; e.leave_at_once(); e.remember(); "
        + ASK.format(number="SIGTERM")
        + "; print(e.asked())"
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "True\n", "")


def test_that_an_export_is_ended_as_any_program_is():
    done = run(
        "from sophon_monitor.app import early_quit as e; e.leave_at_once(); e.as_usual(); "
        + ASK.format(number="SIGTERM")
    )
    assert done.returncode == -signal.SIGTERM


def test_that_nobody_else_s_signals_are_touched():
    handlers = [signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)]
    from sophon_monitor.app import early_quit

    early_quit.remember()
    early_quit.as_usual()
    assert [signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)] == handlers
    assert not early_quit.asked()


def test_that_a_window_asked_to_quit_before_its_loop_leaves_at_once(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", ASKED_TOO_EARLY, "--profile", str(tmp_path), "--listen", "127.0.0.1:0"],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=20,
    )
    assert (done.returncode, done.stderr) == (0, "")
    modes = {p.name: oct(p.stat().st_mode & 0o777) for p in tmp_path.rglob("*") if p.is_file()}
    assert "sophon-monitor.log" in modes
    assert set(modes.values()) == {"0o600"}
