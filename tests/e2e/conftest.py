"""The real program as a process, with real sockets, in a throw-away profile."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 20.0


class Program:
    """One run of `sophon-monitor`."""

    def __init__(self, words: list[str], environment: dict[str, str] | None = None) -> None:
        self.process = self._started(words, environment)
        self.lines: list[str] = []
        self.errors: list[str] = []
        self._readers = [
            threading.Thread(target=self._read, args=(self.process.stdout, self.lines)),
            threading.Thread(target=self._read, args=(self.process.stderr, self.errors)),
        ]
        for reader in self._readers:
            reader.start()

    def _started(self, words: list[str], environment: dict[str, str] | None) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-X", "faulthandler", "-W", "default", "-m", "sophon_monitor", *words],
            cwd=ROOT,
            env=environment or {**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def _read(self, pipe, into: list[str]) -> None:
        into.extend(line.rstrip("\n") for line in pipe)
        pipe.close()

    def wait_for(self, what: Callable[[], object], patience_s: float = PATIENCE_S) -> object:
        """Wait until `what()` is true and return it."""
        until = time.monotonic() + patience_s
        while time.monotonic() < until:
            if found := what():
                return found
            if self.process.poll() is not None:
                self.wait_for_end()
                raise AssertionError(f"ended with {self.process.returncode}: {self.errors}")
            time.sleep(0.05)
        raise AssertionError(f"nothing after {patience_s} s; standard error: {self.errors}")

    def listening(self) -> str:
        """The first address of the receiver."""
        line = self.wait_for(lambda: next((x for x in self.lines if x.startswith("listening ")), None))
        return str(line).removeprefix("listening ")

    def terminate(self) -> float:
        """SIGTERM; returns how many seconds it took to end."""
        started = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.wait_for_end()
        return time.monotonic() - started

    def wait_for_end(self, patience_s: float = PATIENCE_S) -> int:
        """Wait for the end and return the exit status."""
        status = self.process.wait(patience_s)
        for reader in self._readers:
            reader.join()
        return status

    def kill(self) -> None:
        """End it the hard way."""
        if self.process.poll() is None:
            self.process.kill()
        self.wait_for_end()


@pytest.fixture
def start() -> Iterator[Callable[..., Program]]:
    """Starts programs, and ends those that a failed test left."""
    running: list[Program] = []

    def run(*words: str, environment: dict[str, str] | None = None) -> Program:
        program = Program(list(words), environment)
        running.append(program)
        return program

    yield run
    for program in running:
        program.kill()


def post(url: str, body: object) -> dict:
    """Push one message and return the answer."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=5) as answer:
        return json.load(answer)


def export(profile: Path, what: str, *words: str) -> list[dict]:
    """Rows of an export, in a process of its own as an outside check would."""
    command = [sys.executable, "-m", "sophon_monitor", "export", what, "--profile", str(profile), *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=30)
    assert done.stderr == ""
    return [json.loads(line) for line in done.stdout.splitlines()]


def log_of(profile: Path) -> str:
    """What the program logged."""
    return "".join(file.read_text("utf-8") for file in sorted((profile / "logs").glob("*.log*")))


def troubles_in(log: str) -> list[str]:
    """Lines of the log that a healthy run does not have."""
    return [
        line for line in log.splitlines() if any(f" {level} " in line for level in ("WARNING", "ERROR", "CRITICAL"))
    ]
