"""A second start finds the first window, also after a kill, and gives up on one that does not answer."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from PySide6.QtCore import QLockFile
from PySide6.QtNetwork import QLocalServer

from sophon_monitor.app import second_start
from sophon_monitor.app.second_start import FirstWindow, raise_first, server_name

ASK = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QLockFile
from sophon_monitor.app.second_start import raise_first
app = QCoreApplication([])
sys.exit(0 if raise_first(Path(sys.argv[1]), QLockFile(sys.argv[1] + "/window.lock")) else 7)
"""


async def second(folder: Path, **environment: str) -> int:
    words = (sys.executable, "-c", ASK, str(folder))
    process = await asyncio.create_subprocess_exec(*words, env={**os.environ, **environment})
    return await process.wait()


async def test_that_the_first_window_is_asked_to_show_itself_with_the_desktops_token(qapp, tmp_path):
    shown: list[str] = []
    first = FirstWindow(tmp_path, shown.append)
    other = FirstWindow(tmp_path / "other", lambda _: shown.append("the wrong one"))
    assert await second(tmp_path, XDG_ACTIVATION_TOKEN="token-7") == 0
    assert await second(tmp_path, XDG_ACTIVATION_TOKEN="") == 0
    assert shown == ["token-7", ""]
    first.close()
    other.close()


async def test_that_a_name_left_by_a_kill_is_taken_over(qapp, tmp_path):
    code = (
        "import os, sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "from sophon_monitor.app.second_start import FirstWindow; app = QCoreApplication([]);"
        "first = FirstWindow(Path(sys.argv[1]), print); os.kill(os.getpid(), 9)"
    )
    killed = await asyncio.create_subprocess_exec(sys.executable, "-c", code, str(tmp_path))
    assert await killed.wait() == -9
    shown: list[str] = []
    first = FirstWindow(tmp_path, shown.append)
    assert await second(tmp_path) == 0
    assert len(shown) == 1
    first.close()


def test_that_one_that_does_not_answer_is_given_up(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr(second_start, "PATIENCE_MS", 200)
    lock = QLockFile(str(tmp_path / "window.lock"))
    assert not raise_first(tmp_path, lock), "nobody is there"
    hung = QLocalServer()
    assert hung.listen(server_name(tmp_path))
    assert not raise_first(tmp_path, lock), "it takes the call and says nothing"
    hung.close()
