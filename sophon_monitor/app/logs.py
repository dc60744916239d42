"""The log file: what happened, for whoever mends it. Never a face, a name, a password or a code."""

from __future__ import annotations

import contextlib
import copy
import logging
import logging.handlers
import os
from collections.abc import Callable, Iterable
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType

Failure = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

_FORM = "%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"


class _Masked(logging.Formatter):
    """Masks passwords in URLs and whatever a failure quotes, whoever logged them."""

    def formatException(self, ei: Failure) -> str:  # noqa: N802 - logging's name
        """Where the program failed, not with what."""
        from sophon_monitor.app.failure_text import failure_text

        return failure_text(ei[1]) if ei[1] is not None else ""

    def format(self, record: logging.LogRecord) -> str:
        """Format, then mask."""
        from sophon_monitor.protocol.redaction import masked_credentials  # costs the first paint 15 ms

        own = copy.copy(record)
        own.exc_text = None  # of another handler, which may say more
        return masked_credentials(super().format(own))


class _Private(logging.handlers.RotatingFileHandler):
    """Readable by this user alone, also where no window has set that for the whole process."""

    def _open(self) -> TextIOWrapper:
        os.close(os.open(self.baseFilename, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600))
        return super()._open()


def to_file(folder: Path, *, level: int = logging.INFO) -> None:
    """Log to `folder`/sophon-monitor.log, 5 files of 1 MB at most, and nowhere else. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = _Private(folder / "sophon-monitor.log", maxBytes=1_000_000, backupCount=4, encoding="utf-8", delay=False)
    handler.setFormatter(_Masked(_FORM))
    root = logging.getLogger()
    for former in list(root.handlers):
        if isinstance(former, logging.handlers.RotatingFileHandler):
            root.removeHandler(former)
            former.close()
    root.addHandler(handler)
    root.setLevel(level)
    # Libraries that tell of every request would fill the file with what the message log shows anyway.
    for chatty in ("httpx", "httpcore", "aiohttp", "websockets", "asyncio", "PIL"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def clean(folders: Iterable[Path], cleaned: Callable[[str], str]) -> int:
    """Let no log or crash report say what `cleaned` takes out of a text. Any thread. Returns how many files changed.

    Files are changed in place, beside whoever writes them: what they append comes after.
    """
    writing = [handler for handler in logging.getLogger().handlers if isinstance(handler, _Private)]
    changed = 0
    with contextlib.ExitStack() as stack:
        for handler in writing:
            handler.acquire()
            stack.callback(handler.release)
            handler.flush()
        for file in [file for folder in folders if folder.is_dir() for file in sorted(folder.iterdir())]:
            if file.is_file():
                changed += _clean(file, cleaned)
    return changed


def _clean(file: Path, cleaned: Callable[[str], str]) -> bool:
    with file.open("r+b") as opened:
        before = opened.read().decode("utf-8", "surrogateescape")
        after = cleaned(before)
        if after == before:
            return False
        opened.seek(0)
        opened.write(after.encode("utf-8", "surrogateescape"))
        opened.truncate()
    return True
