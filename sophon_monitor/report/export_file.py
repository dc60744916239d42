"""Files and folders that are there whole or not at all: made under another name beside, then moved."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path


class TooManyRows(OSError):  # noqa: N818 - what it says, not what it is
    """A sheet has no room for that many rows; whoever asked says so."""


@contextlib.contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """An empty private file to write to, which becomes `target` in the end; what was there before goes only then.

    Raises:
        OSError: The folder cannot be written, or `target` is something that cannot be replaced.
    """
    part = _beside(target)
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield part
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """An empty private folder to write to, which becomes `target` in the end.

    Raises:
        FileExistsError: There is something of that name; it stays as it is.
        OSError: The folder cannot be made.
    """
    if target.exists():
        raise FileExistsError(17, os.strerror(17), str(target))
    part = _beside(target)
    part.mkdir(mode=0o700)
    try:
        yield part
        part.rename(target)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def _beside(target: Path) -> Path:
    # Not after the target's name, which may be as long as a name may be.
    return target.parent / f".sophon-export-{secrets.token_hex(6)}.part"
