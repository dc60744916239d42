"""A sentence in a window where Qt cannot make one: whoever has double-clicked the program sees no standard error."""

from __future__ import annotations

import os
import shutil
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
            # Nobody waits for it: it stays when this process has ended.
            silent = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in (0, 1, 2)]
            os.posix_spawn(path, [path, *words, sentence], os.environ, file_actions=silent)
            return True
    return False
