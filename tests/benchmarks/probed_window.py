"""The real program with probes: when events reach the screen, how long the Qt loop was away, when it first painted.

Its own options stand before `--`, the program's after it. The findings go to a file as JSON when it ends.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer

from sophon_monitor.app import command, window_command
from sophon_monitor.app.window_session import WindowSession


class Probe(QObject):
    """Sits in the window's process and writes down what it sees."""

    def __init__(self, *, block_ms: int) -> None:
        super().__init__()
        self.painted_ms: list[float] = []
        self.gaps_ms: list[float] = []
        self.first_paint_at: float | None = None
        self._block_ms = block_ms
        self._ticked_at = 0.0
        self._timers: list[QTimer] = []

    def attend(self, session: WindowSession) -> None:
        """Start probing."""
        session.wiring.figures.event_shown.connect(self.painted_ms.append)
        session.wiring.window.installEventFilter(self)
        self._repeat(1, self._on_tick)
        if self._block_ms:
            self._repeat(1000, self._on_block)

    def _repeat(self, every_ms: int, slot) -> None:
        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(slot)
        timer.start(every_ms)
        self._timers.append(timer)

    def stop(self) -> None:
        """End the probes' timers."""
        for timer in self._timers:
            timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if self.first_paint_at is None and event.type() == QEvent.Type.Paint:
            self.first_paint_at = time.time()
        return super().eventFilter(watched, event)

    def _on_tick(self) -> None:
        now = time.monotonic()
        if self._ticked_at and self.painted_ms:  # from the first event on; start-up has a bar of its own
            self.gaps_ms.append((now - self._ticked_at) * 1000)
        self._ticked_at = now

    def _on_block(self) -> None:
        until = time.monotonic() + self._block_ms / 1000
        while time.monotonic() < until:  # a slow slot holds Python's lock as this does
            sum(range(200))


def main() -> int:
    own, program = sys.argv[1 : sys.argv.index("--")], sys.argv[sys.argv.index("--") + 1 :]
    parser = argparse.ArgumentParser()
    parser.add_argument("--findings", type=Path, required=True)
    parser.add_argument("--block-ms", type=int, default=0)
    words = parser.parse_args(own)
    probe = Probe(block_ms=words.block_ms)
    status = window_command.run(command._parser().parse_args(program), probe.attend)
    probe.stop()
    findings = {"painted_ms": probe.painted_ms, "gaps_ms": probe.gaps_ms, "first_paint_at": probe.first_paint_at}
    words.findings.write_text(json.dumps(findings))
    return status


if __name__ == "__main__":
    sys.exit(main())
