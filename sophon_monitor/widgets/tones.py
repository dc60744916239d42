"""Short tones for the walk test, played by what the system has. One at a time; the Qt loop never waits for them."""

from __future__ import annotations

import io
import math
import shutil
import struct
import sys
import time
import wave
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTemporaryDir, Signal, Slot
from PySide6.QtWidgets import QApplication

from sophon_monitor.qtmodels.walk_words import WalkKind

RATE_HZ = 22_050
LOUDNESS = 0.45
FADE_S = 0.008  # against clicks
LEAST_GAP_S = 0.33
LONGEST_S = 3.0  # a player that takes longer hangs
_ENDS_WITHIN_MS = 500
# Frequency in Hz (0: silence) and length in seconds.
_NOTES: dict[WalkKind, tuple[tuple[float, float], ...]] = {
    WalkKind.MATCH: ((784.0, 0.09), (1046.5, 0.14)),
    WalkKind.STRANGER: ((311.1, 0.28),),
    WalkKind.BLACKLIST: ((1318.5, 0.09), (0.0, 0.04), (1318.5, 0.09), (0.0, 0.04), (1318.5, 0.09)),
}
_PLAYERS: dict[str, tuple[tuple[str, ...], ...]] = {
    "linux": (("pw-play",), ("paplay",), ("aplay", "-q")),
    "darwin": (("afplay",),),
}


def tone(kind: WalkKind) -> bytes:
    """A WAV file, 16 bit mono."""
    samples: list[int] = []
    for hertz, seconds in _NOTES[kind]:
        count = round(seconds * RATE_HZ)
        for number in range(count):
            edge = min(number, count - number) / (FADE_S * RATE_HZ)
            height = LOUDNESS * min(edge, 1.0) * math.sin(2 * math.pi * hertz * number / RATE_HZ)
            samples.append(round(height * 32767))
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return out.getvalue()


class TonePlayer(QObject):
    """Plays tones. Lives on the Qt thread; owns the process that plays.

    A program that is installed may still have nothing to play on. When one fails, the next one plays the same tone.

    Signals:
        way_changed: The program failed, and another one, or none, is used from now on.
    """

    way_changed = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        platform: str = sys.platform,
        which: Callable[[str], str | None] = shutil.which,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Find out how this system plays; nothing is written before the first tone."""
        super().__init__(parent)
        self._platform, self._which, self._clock = platform, which, clock
        self._commands: list[tuple[str, ...]] = []
        self._folder: QTemporaryDir | None = None
        self._process: QProcess | None = None
        self._file = ""
        self._last_s = -math.inf
        self.find()

    @property
    def way(self) -> str:
        """Name of the program that plays; "" where there is none, and only a beep is left."""
        if self._platform == "win32":
            return "winsound"
        return self._commands[0][0] if self._commands else ""

    def find(self) -> None:
        """Look anew for programs that play: headphones may have been plugged in."""
        self._commands = [words for words in _PLAYERS.get(self._platform, ()) if self._which(words[0])]

    def play(self, kind: WalkKind) -> bool:
        """Play a tone, if none has just begun. False where it was left out."""
        now = self._clock()
        if now - self._last_s < LEAST_GAP_S:
            return False
        if self._plays():
            if now - self._last_s < LONGEST_S:
                return False
            self._give_up()  # it hangs; it would stay silent for ever
        self._last_s = now
        self._file = self._written(kind)
        if self._platform == "win32":
            _play_on_windows(self._file)
        else:
            self._run()
        return True

    def _written(self, kind: WalkKind) -> str:
        if self._folder is None:
            self._folder = QTemporaryDir()
        file = Path(self._folder.path()) / f"{kind}.wav"
        if not file.exists():
            file.write_bytes(tone(kind))
        return str(file)

    # -- a process that plays ----------------------------------------------------------------------------------------

    def _run(self) -> None:
        if not self._commands:
            QApplication.beep()
            return
        process = self._process = QProcess(self)
        process.setStandardInputFile(QProcess.nullDevice())
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.finished.connect(self._end)
        process.errorOccurred.connect(self._fail_to_start)
        process.start(self._commands[0][0], [*self._commands[0][1:], self._file])

    def _plays(self) -> bool:
        return self._process is not None and self._process.state() is not QProcess.ProcessState.NotRunning

    @Slot(int, QProcess.ExitStatus)
    def _end(self, code: int, status: QProcess.ExitStatus) -> None:
        self._let_go()
        if code or status is not QProcess.ExitStatus.NormalExit:
            self._try_the_next()

    @Slot(QProcess.ProcessError)
    def _fail_to_start(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:  # all else ends, which is told besides
            self._let_go()
            self._try_the_next()

    def _try_the_next(self) -> None:
        del self._commands[:1]
        self.way_changed.emit()
        self._run()

    def _give_up(self) -> None:
        self._stop()
        del self._commands[:1]
        self.way_changed.emit()

    def _let_go(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect(self._end)
            process.errorOccurred.disconnect(self._fail_to_start)
            process.deleteLater()

    def _stop(self) -> None:
        process = self._process
        self._let_go()
        if process is not None and process.state() is not QProcess.ProcessState.NotRunning:
            process.kill()
            process.waitForFinished(_ENDS_WITHIN_MS)

    def close(self) -> None:
        """End what plays, and remove the files."""
        self._stop()
        if self._platform == "win32" and self._folder is not None:
            _play_on_windows(None)
        if self._folder is not None:
            self._folder.remove()
            self._folder = None


def _play_on_windows(file: str | None) -> None:
    """Play a file in the background, or end what plays."""
    import winsound  # only there

    flags = "SND_FILENAME", "SND_ASYNC", "SND_NODEFAULT"
    play = getattr(winsound, "PlaySound")  # noqa: B009 - types know it on Windows only
    play(file, sum(getattr(winsound, name) for name in flags))
