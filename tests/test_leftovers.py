"""The fixtures of conftest.py notice what a test leaves behind: here are tests that leave something, and fail."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]
CONFTEST = Path(__file__).with_name("conftest.py")

LEAVES_A_TASK = """
import asyncio
async def test_of_nothing():
    asyncio.get_running_loop().create_task(asyncio.sleep(60), name="forgotten")
"""
LEAVES_A_TASK_IN_A_FIXTURE = """
import asyncio, pytest
@pytest.fixture
async def service():
    asyncio.get_running_loop().create_task(asyncio.sleep(60), name="forgotten")
    yield
async def test_of_nothing(service):
    pass
"""
LEAVES_A_THREAD = """
import threading, time
def test_of_nothing():
    threading.Thread(target=time.sleep, args=(4,), name="forgotten", daemon=True).start()
"""
LEAVES_A_TIMER = """
from PySide6.QtCore import QTimer
timers = []
def test_of_nothing(qapp):
    timers.append(QTimer())
    timers[0].setObjectName("forgotten")
    timers[0].start(1000)
"""
LEAVES_NOTHING = """
import asyncio
async def test_of_nothing():
    task = asyncio.get_running_loop().create_task(asyncio.sleep(60), name="ended")
    await asyncio.sleep(0)
    task.cancel()
"""


@pytest.fixture
def run(pytester):
    """Runs a test file under our conftest in a process of its own."""

    def run(text: str) -> pytest.RunResult:
        pytester.makeconftest(CONFTEST.read_text("utf-8"))
        pytester.makeini(
            "[pytest]\nasyncio_mode = auto\nasyncio_default_fixture_loop_scope = function\nqt_api = pyside6\n"
        )
        pytester.makepyfile(text)
        return pytester.runpytest_subprocess("-p", "no:randomly", "-p", "no:cacheprovider", timeout=60)

    return run


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (LEAVES_A_TASK, "tasks left running: *forgotten*"),
        (LEAVES_A_TASK_IN_A_FIXTURE, "tasks left running: *forgotten*"),
        (LEAVES_A_THREAD, "threads left running: *forgotten*"),
        (LEAVES_A_TIMER, "timers left running: *forgotten*"),
    ],
    ids=["task", "task of a fixture", "thread", "timer"],
)
def test_that_what_is_left_fails_the_test(run, text, sentence):
    result = run(text)
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines([f"*{sentence}"])


def test_that_what_has_ended_is_no_leftover(run):
    run(LEAVES_NOTHING).assert_outcomes(passed=1)
