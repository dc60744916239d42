from __future__ import annotations

import asyncio
import socket
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


def test_that_a_command_after_the_end_is_refused():
    thread = IntakeThread(Root().run, lambda *_: None)
    thread.start()
    assert thread.stop()
    with pytest.raises(RuntimeError):
        thread.submit(asyncio.sleep(0))


def test_that_a_root_that_breaks_is_reported():
    failed, told = [], threading.Event()

    async def breaks() -> None:
        raise KeyError("sn")

    def report(where: str, error: BaseException) -> None:
        failed.append((where, type(error)))
        told.set()

    thread = IntakeThread(breaks, report)
    thread.start()
    assert told.wait(5)
    assert thread.stop()
    assert failed == [("intake", KeyError)]


@pytest.mark.parametrize("times", [1, 2])
def test_that_stopping_what_never_started_or_has_stopped_is_harmless(times):
    thread = IntakeThread(Root().run, lambda *_: None)
    for _ in range(times):
        assert thread.stop()
    assert thread._loop.is_closed()


def test_that_stopping_during_the_slow_imports_is_not_forgotten():
    importing, imported = threading.Event(), threading.Event()
    root = Root()

    def prepare() -> None:
        importing.set()
        imported.wait(5)

    thread = IntakeThread(root.run, lambda *_: None, prepare)
    thread.start()
    assert importing.wait(5)
    assert not thread.stop(0.05)
    imported.set()
    assert thread.stop(2)
    assert not root.entered.is_set()


def test_that_a_name_that_nobody_answers_does_not_delay_the_end(monkeypatch):
    asked, answered = threading.Event(), threading.Event()

    def stuck(*_words: object) -> list:
        asked.set()
        answered.wait(10)
        raise OSError("unknown name")

    async def connect() -> None:
        await asyncio.open_connection("box.site", 5555)

    monkeypatch.setattr(socket, "getaddrinfo", stuck)
    thread = IntakeThread(connect, lambda *_: None)
    thread.start()
    assert asked.wait(5)
    assert thread.stop(2)
    assert all(other.daemon for other in threading.enumerate() if "look up" in other.name)
    answered.set()
