"""How soon the bundle's window is painted, against the same program from source. Warm, median, alternating."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import bundling
import smoke_screen

LIMIT = 1.3
RUNS, ATTEMPTS = 5, 3
WITHIN_S = 60.0
_SOURCE = (str(bundling.ROOT / ".venv/bin/python"), "-m", "sophon_monitor")
_BUNDLE = (str(bundling.FOLDER / "sophon-monitor"),)


class SlowStartError(Exception):
    """The bundle starts too slowly; the text gives the figures."""


def compare(say: Callable[[str], None]) -> float:
    """Measure both and return the ratio; a machine that is busy for a moment gets another chance.

    Raises:
        SlowStartError: The bundle takes more than `LIMIT` times as long, in each attempt.
    """
    ratio = 0.0
    with smoke_screen.screen(with_manager=False) as screen:
        for command in (_SOURCE, _BUNDLE):
            _painted_after_s(command, screen)  # what it reads is in memory from now on
        for _ in range(ATTEMPTS):
            pairs = [(_painted_after_s(_SOURCE, screen), _painted_after_s(_BUNDLE, screen)) for _ in range(RUNS)]
            source_s, bundle_s = (statistics.median(column) for column in zip(*pairs, strict=True))
            ratio = bundle_s / source_s
            say(f"window painted after {source_s * 1000:.0f} ms from source, {bundle_s * 1000:.0f} ms from the bundle: "
                f"{ratio:.2f} times")  # fmt: skip
            if ratio <= LIMIT:
                return ratio
    raise SlowStartError(f"The bundle's window needs {ratio:.2f} times as long as from source; {LIMIT} are allowed.")


def _painted_after_s(command: tuple[str, ...], screen: smoke_screen.Screen) -> float:
    """From the start of the process to the first pixel of the window where the screen was empty."""
    # Within the window wherever it opens, and not in the middle: there is the pointer, black as the empty screen.
    place = smoke_screen.WIDTH_PX // 4, smoke_screen.HEIGHT_PX // 3
    with tempfile.TemporaryDirectory(prefix="smoke-start-") as folder:
        empty = screen.pixel(*place)
        environment = {**os.environ, "DISPLAY": screen.display, "XDG_RUNTIME_DIR": folder}
        words = [*command, "--profile", str(Path(folder) / "profile"), "--listen", "127.0.0.1:0"]
        started = time.perf_counter()
        program = subprocess.Popen(
            words, env=environment, cwd=bundling.ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            while screen.pixel(*place) == empty:
                if program.poll() is not None or time.perf_counter() - started > WITHIN_S:
                    raise SlowStartError(f"{command[0]} showed no window; its status is {program.poll()}.")
                time.sleep(0.002)
            painted_s = time.perf_counter() - started
            time.sleep(0.5)
        finally:
            program.terminate()
            program.wait(20)
        while screen.pixel(*place) != empty:
            time.sleep(0.01)
        return painted_s
