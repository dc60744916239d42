from __future__ import annotations

import asyncio
import threading

import pytest

from sophon_monitor.app.intake_thread import IntakeThread


class Root:
    """A root coroutine that says what happened to it."""

    def __init__(self) -> None:
        self.entered = threading.Event()
        self.tidied = False

    async def run(self) -> None:
        self.entered.set()
        try:
            await asyncio.sleep(3600)
        finally:
            await asyncio.sleep(0)
            self.tidied = True


def test_that_the_root_is_cancelled_and_may_tidy_up():
    root, failed = Root(), []
    thread = IntakeThread(root.run, lambda *what: failed.append(what))
    thread.start()
    assert root.entered.wait(5)
    assert thread.stop()
    assert root.tidied
    assert failed == []
    assert not thread.running


def test_that_a_command_runs_on_the_intake_thread_and_gives_its_result():
    root = Root()
    thread = IntakeThread(root.run, lambda *_: None)
    thread.start()
    assert root.entered.wait(5)

    async def where() -> str:
        return threading.current_thread().name

    assert thread.submit(where()).result(5) == "intake"
    assert thread.stop()


def test_that_a_root_that_breaks_is_reported():
    failed = []

    async def breaks() -> None:
        raise KeyError("sn")

    thread = IntakeThread(breaks, lambda where, error: failed.append((where, type(error))))
    thread.start()
    thread.stop()
    assert failed == [("intake", KeyError)]


@pytest.mark.parametrize("times", [1, 2])
def test_that_stopping_what_never_started_or_has_stopped_is_harmless(times):
    thread = IntakeThread(Root().run, lambda *_: None)
    for _ in range(times):
        assert thread.stop()
    thread._loop.close()
