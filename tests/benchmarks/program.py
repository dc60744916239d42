"""Starts what is measured as processes of their own, and ends them by their process id."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("BENCH_PLATFORM", "offscreen"), "PYTHONPATH": str(ROOT)}


class Window:
    """The probed program, its receiver's port, its memory, and its findings once it has ended."""

    def __init__(self, profile: Path, process: subprocess.Popen[str], findings: Path) -> None:
        self.profile, self._process, self._findings = profile, process, findings
        self.port = 0
        self.memory_mb: list[tuple[float, float]] = []
        self.picture_mb: list[float] = []
        self._watching = threading.Event()
        self._watcher: threading.Thread | None = None

    def await_receiver(self) -> None:
        """Wait for the line that names the receiver."""
        line = self._process.stdout.readline()
        self.port = int(line.rsplit(":", 1)[1])

    def watch(self, every_s: float = 1.0) -> None:
        """Sample memory and pictures on disk until `end`."""
        process = psutil.Process(self._process.pid)
        pictures = next(self.profile.glob("sites/*")) / "pictures"

        def sample() -> None:
            while not self._watching.wait(every_s):
                with contextlib.suppress(psutil.Error):
                    self.memory_mb.append((time.monotonic(), process.memory_info().rss / 1e6))
                if len(self.memory_mb) % 10 == 0:
                    self.picture_mb.append(_folder_mb(pictures))

        self._watcher = threading.Thread(target=sample)
        self._watcher.start()

    def end(self) -> dict:
        """Ask it to leave and return the findings."""
        self._watching.set()
        if self._watcher is not None:
            self._watcher.join()
        self._process.terminate()
        status = self._process.wait(20)
        if status != 0:
            raise RuntimeError(f"the program ended with {status}")
        return json.loads(self._findings.read_text())

    def await_rows(self, wanted: int, patience_s: float = 30.0) -> int:
        """Wait until the archive holds that many events; returns how many it holds."""
        until = time.monotonic() + patience_s
        while (found := self.exported()) < wanted and time.monotonic() < until:
            time.sleep(0.5)
        return found

    def exported(self, what: str = "events") -> int:
        """How many rows the archive holds."""
        words = [sys.executable, "-m", "sophon_monitor", "export", what, "--profile", str(self.profile)]
        done = subprocess.run(words, env=ENVIRONMENT, stdout=subprocess.PIPE, check=True)
        return done.stdout.count(b"\n")


def _folder_mb(folder: Path) -> float:
    total = 0
    for file in folder.rglob("*.*"):
        with contextlib.suppress(OSError):  # retention takes them away meanwhile
            total += file.stat().st_size
    return total / 1e6


@contextlib.contextmanager
def window(*, block_ms: int = 0, settings: str = "") -> Iterator[Window]:
    """The program with one box at 127.0.0.1 whose own ports are closed, in a throw-away profile."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        profile = Path(folder) / "profile"
        profile.mkdir()
        (profile / "settings.toml").write_text(settings)
        findings = Path(folder) / "findings.json"
        own = ["--findings", str(findings), "--block-ms", str(block_ms)]
        program = ["--profile", str(profile), "--listen", "127.0.0.1:0", "--box", "127.0.0.1:1:1:1"]
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.probed_window", *own, "--", *program],
            cwd=ROOT,
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            opened = Window(profile, process, findings)
            opened.await_receiver()
            time.sleep(1.0)
            yield opened
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
            process.stdout.close()


@contextlib.contextmanager
def flask_server() -> Iterator[int]:
    """The baseline receiver; yields its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.flask_baseline", str(port)],
        cwd=ROOT,
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
                break
            time.sleep(0.1)
        yield port
    finally:
        process.kill()
        process.wait()


def load(port: int, **options: float) -> dict:
    """Run the load generator and return what it found."""
    words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.load", "--port", str(port), *words],
        cwd=ROOT,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(done.stdout)
