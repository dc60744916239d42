from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator

import pytest

from sophon_monitor.services.name_lookup import PatientLoop, addresses_of


@pytest.fixture
def asked(monkeypatch) -> list:
    """Questions to a resolver that knows one name."""
    questions = []

    def resolver(host, *_words):
        questions.append(host)
        if host == "box.site":
            return [(socket.AF_INET, kind, 0, "", (f"10.0.0.{last}", 0)) for last in (5, 6) for kind in (1, 2)]
        if host == "a..b":
            raise UnicodeError("label empty")
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    return questions


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner(loop_factory=PatientLoop) as runner:
        yield runner


def test_that_each_address_of_a_name_is_given_once(runner, asked):
    assert runner.run(addresses_of("box.site")) == ["10.0.0.5", "10.0.0.6"]


@pytest.mark.parametrize(("name", "error"), [("nobody", OSError), ("a..b", UnicodeError)])
def test_that_an_unknown_name_is_an_error(runner, asked, name, error):
    with pytest.raises(error):
        runner.run(addresses_of(name))


def test_that_a_question_under_way_is_not_asked_again_and_survives_who_gives_up(runner, monkeypatch):
    threads, may_answer = [], threading.Event()

    def slow(*_words):
        threads.append(threading.current_thread())
        may_answer.wait(5)
        return [(socket.AF_INET, 1, 0, "", ("10.0.0.5", 0))]

    monkeypatch.setattr(socket, "getaddrinfo", slow)

    async def many() -> list[str]:
        for _ in range(3):
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(addresses_of("box.site"), 0.01)
        may_answer.set()
        return await addresses_of("box.site")

    assert runner.run(many()) == ["10.0.0.5"]
    assert len(threads) == 1
    assert threads[0].daemon


def test_that_an_answer_after_the_end_of_the_loop_is_nobodys(monkeypatch):
    entered, may_answer = threading.Event(), threading.Event()

    def slow(*_words):
        entered.set()
        may_answer.wait(5)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", slow)

    async def give_up() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(addresses_of("box.site"), 0.01)

    with asyncio.Runner(loop_factory=PatientLoop) as runner:
        runner.run(give_up())
    assert entered.wait(5)
    [waiting] = [thread for thread in threading.enumerate() if thread.name == "look up 'box.site'"]
    may_answer.set()
    waiting.join(5)
    assert not waiting.is_alive()


def test_that_a_literal_address_is_not_looked_up(runner, asked):
    async def connect() -> None:
        with pytest.raises(OSError):
            await asyncio.open_connection("127.0.0.1", 1)

    runner.run(connect())
    assert asked == []
