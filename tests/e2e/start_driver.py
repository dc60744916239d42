"""The real program with somebody who reads its troubles aloud and does what standard input says.

Standard output gets one JSON line per trouble that appears or goes. Standard input takes, a line each: `press KEY`,
`clock SECONDS` (set forward), `pauses`, `minimise`, `crash`.
"""

from __future__ import annotations

import faulthandler
import json
import os
import queue
import sys
import threading
import time
from collections.abc import Callable

_clock, _ahead_s = time.time, 0.0
time.time = lambda: _clock() + _ahead_s  # before anything of the program is there

from PySide6.QtCore import QTimer  # noqa: E402

from sophon_monitor.app import early_quit, window_command  # noqa: E402
from sophon_monitor.app.command import _parser  # noqa: E402
from sophon_monitor.app.window_session import WindowSession  # noqa: E402


class Reader:
    """Reads troubles and does what it is told, ten times a second on the Qt thread."""

    def __init__(self, session: WindowSession) -> None:
        self.session, self.told, self.asked = session, {}, queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self.timer = QTimer()
        self.timer.timeout.connect(self._look)
        self.timer.start(100)

    def _listen(self) -> None:
        for line in sys.stdin:
            self.asked.put(line.split())

    def _look(self) -> None:
        bar = self.session.wiring.window.trouble_bar
        now = {one.key: (one.sentence, one.action_text) for one in bar.troubles}
        for key, (sentence, button) in now.items():
            if self.told.get(key) != (sentence, button):
                say(trouble=key, sentence=sentence, button=button)
        for key in self.told.keys() - now.keys():
            say(over=key)
        self.told = now
        while not self.asked.empty():
            word, *values = self.asked.get()
            self.do()[word](*values)

    def do(self) -> dict[str, Callable[..., object]]:
        window = self.session.wiring.window
        return {
            "press": window.trouble_bar.trouble_action_asked.emit,
            "clock": self._set_clock,
            "pauses": lambda: say(
                pauses=[end - begin for begin, end in self.session.wiring._pages.health_store._pauses]
            ),
            "minimise": window.showMinimized,
            "crash": faulthandler._sigsegv,
        }

    def _set_clock(self, seconds: str) -> None:
        global _ahead_s
        _ahead_s += float(seconds)


def say(**what: object) -> None:
    print(json.dumps(what), flush=True)


def slow_close(seconds: float) -> None:
    """A disk that lets the archive wait when it is closed."""
    from sophon_monitor.services.archive_writer import ArchiveWriter

    close = ArchiveWriter.close
    ArchiveWriter.close = lambda writer: (time.sleep(seconds), close(writer))


if __name__ == "__main__":
    if "SLOW_CLOSE_S" in os.environ:
        slow_close(float(os.environ["SLOW_CLOSE_S"]))
    early_quit.leave_at_once()
    kept: list[Reader] = []
    words = _parser().parse_args(sys.argv[1:])
    sys.exit(window_command.run(words, lambda session: kept.append(Reader(session))))
