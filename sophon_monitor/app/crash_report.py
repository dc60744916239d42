"""When we misbehave: one report in a file, one banner, and the program goes on."""

from __future__ import annotations

import asyncio
import faulthandler
import logging
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from sophon_monitor import __version__
from sophon_monitor.app.last_end import FAULTS, EndingWatch

log = logging.getLogger(__name__)
_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashReport:
    """Catches what nobody caught: in slots, in tasks, in threads, in Qt. One per process.

    A failure is reported once per place, however often it comes and whatever values its texts name.

    Attributes:
        ending: Writes down what holds up an end that takes too long.
    """

    def __init__(self, folder: Path) -> None:
        """Keep reports in `folder`; `install` puts the hooks in place."""
        self._folder = folder
        self.ending = EndingWatch(folder)
        self._seen: set[str] = set()
        self._tell: Callable[[Path], None] | None = None
        self._faults: IO[str] | None = None
        self._lock = threading.Lock()

    def install(self) -> None:
        """Put the hooks in place. Before the application object is made."""
        try:
            self._faults = (self._folder / FAULTS).open("a", encoding="utf-8")
            faulthandler.enable(self._faults)
        except OSError:
            log.warning("no fault log: %s cannot be written", self._folder)
        sys.excepthook = self._uncaught
        threading.excepthook = self._in_thread
        qInstallMessageHandler(self._from_qt)

    def uninstall(self) -> None:
        """Take the hooks out again."""
        qInstallMessageHandler(None)
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        if self._faults is not None:
            faulthandler.disable()
            self._faults.close()

    def tell(self, show: Callable[[Path], None]) -> None:
        """`show` puts up the banner; it gets the report's file, on whichever thread failed."""
        self._tell = show

    def in_loop(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Exception handler of an event loop."""
        error = context.get("exception")
        if error is None:
            log.error("event loop: %s", context.get("message"))
        else:
            self.report(str(context.get("message", "event loop")), error)

    def report(self, where: str, error: BaseException) -> None:
        """Write the traceback down, once, and put up the banner. Any thread."""
        from sophon_monitor.app.failure_text import failure_text  # not before the first paint

        text = failure_text(error)
        mark = _mark(text, error)
        with self._lock:
            if mark in self._seen:
                return
            self._seen.add(mark)
        log.error("%s failed\n%s", where, text)
        file = self._folder / f"{time.strftime('%Y%m%d-%H%M%S')}-{mark}.txt"
        try:
            file.write_text(f"Sophon Monitor {__version__}, Python {sys.version}\n{where}\n\n{text}", "utf-8")
        except OSError:
            log.warning("the crash report could not be written")
        if self._tell is not None:
            self._tell(file)

    def _uncaught(self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        self.report("a slot", error)

    def _in_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self.report(f"thread {arguments.thread.name if arguments.thread else '?'}", arguments.exc_value)

    def _from_qt(self, kind: QtMsgType, context: QMessageLogContext, text: str | None) -> None:
        del context
        logging.getLogger("qt").log(_QT_LEVELS.get(kind, logging.WARNING), "%s", text)


def _mark(text: str, error: BaseException) -> str:
    """What tells one failure from another: kind and place. A message with a number in it would fill the disk."""
    import hashlib  # not before the first paint

    places = [line.strip() for line in text.splitlines() if line.lstrip(" |").startswith('File "')]
    return hashlib.sha256("\n".join([type(error).__name__, *places]).encode(errors="replace")).hexdigest()[:12]
