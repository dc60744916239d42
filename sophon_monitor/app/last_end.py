"""How the run before ended: in order, by a crash, or cut off. And what holds up an end that takes too long.

A file says that a run goes on; one that is still there at the next start belongs to a run that did not end in order.
What a hard crash says (faulthandler) stands in `faults.log`, and is put aside under its date so that it is told once.
"""

from __future__ import annotations

import atexit
import contextlib
import faulthandler
import logging
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

log = logging.getLogger(__name__)

RUNNING = "running"
FAULTS = "faults.log"
SLOW_END = "ending.log"
KEPT = 5  # of the faults put aside
SLOW_END_S = 8.0


@dataclass(frozen=True, slots=True)
class LastEnd:
    """What the run before has left.

    Attributes:
        how: "crashed": the process broke; `file` says where. "cut off": killed, or the computer went off.
    """

    how: Literal["crashed", "cut off"]
    file: Path | None = None


def begin_run(folder: Path) -> LastEnd | None:
    """Say how the run before ended, None for in order, and that one goes on now. The profile's lock is held."""
    with contextlib.suppress(OSError):
        _forget_oldest(folder)
        mark, faults = folder / RUNNING, folder / FAULTS
        unfinished = mark.exists()
        mark.write_text(f"{os.getpid()} {time.time():.0f}\n", "utf-8")
        if faults.is_file() and faults.stat().st_size > 0:
            aside = folder / f"faults-{time.strftime('%Y%m%d-%H%M%S')}.log"
            faults.replace(aside)
            log.warning("the run before crashed; see %s", aside.name)
            return LastEnd("crashed", aside)
        if unfinished:
            log.warning("the run before did not end in order")
            return LastEnd("cut off")
    return None


def end_run(folder: Path) -> None:
    """This run ends in order."""
    with contextlib.suppress(OSError):
        (folder / RUNNING).unlink(missing_ok=True)


def _forget_oldest(folder: Path) -> None:
    for old in sorted(folder.glob("faults-*.log"))[: -KEPT or None]:
        old.unlink(missing_ok=True)


class EndingWatch:
    """Writes down what every thread does when the end takes longer than it may. One per process.

    The file is there only where it did: `crash/ending.log`.
    """

    def __init__(self, folder: Path, patience_s: float = SLOW_END_S) -> None:
        """Do nothing before `begin`."""
        self._file, self._patience_s = folder / SLOW_END, patience_s
        self._opened: IO[str] | None = None

    def begin(self, after_s: float = 0.0) -> None:
        """The end begins now, or in `after_s` seconds; asked again, the time begins again."""
        try:
            if self._opened is None:
                self._opened = self._file.open("a", encoding="utf-8")
                atexit.register(self.end)  # after threads were waited for: those are what may hold it up
        except OSError:
            return
        faulthandler.dump_traceback_later(after_s + self._patience_s, repeat=False, file=self._opened)

    def write_down(self) -> None:
        """Something does not end in its time: write down at once what every thread does."""
        if self._opened is not None:
            faulthandler.dump_traceback(self._opened)

    def end(self) -> None:
        """It has ended."""
        faulthandler.cancel_dump_traceback_later()
        if self._opened is not None:
            atexit.unregister(self.end)
            self._opened.close()
            self._opened = None
            with contextlib.suppress(OSError):
                if self._file.stat().st_size == 0:
                    self._file.unlink()
