from __future__ import annotations

import subprocess
import sys


def test_that_the_boxes_end_when_their_owner_dies():
    words = [sys.executable, "-m", "sophon_monitor", "simulate", "--bind", "127.64.9.1", "--end-with-input"]
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout.readline().startswith("{")
        process.stdin.close()
        assert process.wait(10) == 0
    finally:
        process.kill()
        process.stdout.close()
