"""The demo: a simulated site on loopback in a process of its own, so that it costs the window nothing."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from sophon_monitor.domain.site import BoxAddress

log = logging.getLogger(__name__)

# One box of each generation, so that everything the program can show is there.
SITE = (
    ("v57", "127.77.1.1", 4, 0.5),
    ("v6", "127.77.1.2", 3, 0.4),
    ("se3", "127.77.1.3", 2, 0.2),
)


class Demo:
    """The simulated site's processes. Owned by the window session."""

    def __init__(self, found: Callable[[BoxAddress], None], command: Sequence[str] | None = None) -> None:
        """`found` is called for each simulated box, on a thread of the demo's own."""
        self._found = found
        self._command = tuple(command) if command is not None else own_command()
        self._processes: list[subprocess.Popen[str]] = []
        self._readers: list[threading.Thread] = []

    def start(self, push_url: str) -> None:
        """Start the boxes; their reports go to `push_url`."""
        for generation, address, cameras, rate in SITE:
            words = ["simulate", "--generation", generation, "--bind", address, "--cameras", str(cameras)]
            words += ["--events-per-second", str(rate), "--push", push_url, "--end-with-input"]
            process = subprocess.Popen(  # noqa: S603 - our own program
                [*self._command, *words],
                stdin=subprocess.PIPE,  # closes when this process dies, however that happens
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
            reader = threading.Thread(target=self._read, args=(process,), name=f"demo {generation}", daemon=True)
            reader.start()
            self._processes.append(process)
            self._readers.append(reader)

    def stop(self, patience_s: float = 2.0) -> bool:
        """End the boxes, all within `patience_s`; those that do not listen are killed. False if one survives that."""
        until = time.monotonic() + patience_s
        for process in self._processes:
            process.terminate()
            if process.stdin is not None:
                process.stdin.close()
        for process in self._processes:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(until - time.monotonic(), 0.0))
            process.kill()  # of one that has ended it is nothing
        for reader in self._readers:  # they end with the pipes
            reader.join(1.0)
        ended = all(process.poll() is not None for process in self._processes)
        self._processes.clear()
        self._readers.clear()
        return ended

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        with process.stdout as lines:
            for line in lines:
                try:
                    box = json.loads(line)
                    address = BoxAddress(box["host"], box["api"], box["ws"], box["sys"])
                except (ValueError, TypeError, KeyError):
                    log.warning("a simulated box said what is no address: %.200s", line)
                else:
                    self._found(address)
        log.info("a simulated box has ended with status %s", process.wait())


def own_command() -> tuple[str, ...]:
    """How to start this program again: the bundle's own file, or this Python with the package."""
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    return (sys.executable, "-m", "sophon_monitor")
