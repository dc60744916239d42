"""A sentence in a window where Qt cannot make one: whoever has double-clicked the program sees no standard error."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable

# Programs of the usual desktops that show a sentence, and how they are asked.
_PROGRAMS = (
    ("zenity", ("--error", "--no-markup", "--title=Sophon Monitor", "--text")),
    ("kdialog", ("--title", "Sophon Monitor", "--error")),
    ("xmessage", ("-center",)),
)


def show_plainly(sentence: str, find: Callable[[str], str | None] = shutil.which) -> bool:
    """Show the sentence with what the desktop has, and do not wait for its end. False where nothing can show it."""
    if sys.stderr is not None and sys.stderr.isatty():
        return False  # it is read there
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    for program, words in _PROGRAMS:
        if (path := find(program)) is not None:
            subprocess.Popen(  # noqa: S603 - a program of the desktop, with a sentence of ours
                [path, *words, sentence],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            return True
    return False
