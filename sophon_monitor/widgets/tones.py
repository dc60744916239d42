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

from PySide6.QtCore import QObject, QProcess, QTemporaryDir
from PySide6.QtWidgets import QApplication

from sophon_monitor.qtmodels.walk_words import WalkKind

RATE_HZ = 22_050
LOUDNESS = 0.45
FADE_S = 0.008  # against clicks
LEAST_GAP_S = 0.33
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

    Attributes:
        way: Name of the program that plays; "" where there is none, and only a beep is left.
    """

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
        self._clock = clock
        self._command = next((words for words in _PLAYERS.get(platform, ()) if which(words[0])), ())
        self._is_windows = platform == "win32"
        self.way = "winsound" if self._is_windows else (self._command[0] if self._command else "")
        self._folder: QTemporaryDir | None = None
        self._process: QProcess | None = None
        self._last_s = -math.inf

    def play(self, kind: WalkKind) -> bool:
        """Play a tone, if none has just begun. False where it was left out."""
        now = self._clock()
        if now - self._last_s < LEAST_GAP_S:
            return False
        self._last_s = now
        if self._is_windows:
            _play_on_windows(str(self._file(kind)))
        elif self._command:
            self._run(str(self._file(kind)))
        else:
            QApplication.beep()
        return True

    def _file(self, kind: WalkKind) -> Path:
        if self._folder is None:
            self._folder = QTemporaryDir()
        file = Path(self._folder.path()) / f"{kind}.wav"
        if not file.exists():
            file.write_bytes(tone(kind))
        return file

    def _run(self, file: str) -> None:
        process = self._process
        if process is None:
            process = self._process = QProcess(self)
            process.setStandardInputFile(QProcess.nullDevice())
            process.setStandardOutputFile(QProcess.nullDevice())
            process.setStandardErrorFile(QProcess.nullDevice())
        if process.state() is QProcess.ProcessState.NotRunning:
            process.start(self._command[0], [*self._command[1:], file])

    def close(self) -> None:
        """End what plays, and remove the files."""
        if self._process is not None and self._process.state() is not QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(_ENDS_WITHIN_MS)
        if self._folder is not None:
            self._folder.remove()
            self._folder = None


def _play_on_windows(file: str) -> None:
    import winsound  # only there

    flags = "SND_FILENAME", "SND_ASYNC", "SND_NODEFAULT"
    play = getattr(winsound, "PlaySound")  # noqa: B009 - types know it on Windows only
    play(file, sum(getattr(winsound, name) for name in flags))
