"""Staying awake while there is a reason, on every system."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sophon_monitor.services import awake
from sophon_monitor.services.awake import (
    AwakeKeeper,
    ChildInhibitor,
    NoInhibitor,
    WindowsInhibitor,
    system_inhibitor,
)


def never() -> None:
    raise AssertionError("it ended by itself")


class Fake:
    def __init__(self, *, works: bool = True) -> None:
        self.works = works
        self.calls: list[str] = []

    def start(self, lost: Callable[[], None]) -> bool:
        self.calls.append("start")
        return self.works

    def stop(self) -> None:
        self.calls.append("stop")


def test_that_it_holds_from_the_first_reason_to_the_last() -> None:
    fake = Fake()
    keeper = AwakeKeeper(fake)
    keeper.hold("borrowing")
    keeper.hold("judging")
    keeper.hold("judging")
    keeper.release("borrowing")
    assert fake.calls == ["start"]
    keeper.release("judging")
    assert (fake.calls, keeper.is_holding) == (["start", "stop"], False)


def test_that_a_system_without_a_way_is_told_of_once(caplog: pytest.LogCaptureFixture) -> None:
    keeper = AwakeKeeper(NoInhibitor())
    keeper.hold("borrowing")
    keeper.release("borrowing")
    keeper.hold("judging")
    keeper.close()
    assert len([r for r in caplog.records if "kept awake" in r.message]) == 1


def test_that_the_way_is_the_systems_own() -> None:
    assert isinstance(system_inhibitor("linux", lambda _: "/usr/bin/x"), ChildInhibitor)
    assert isinstance(system_inhibitor("darwin", lambda _: "/usr/bin/x"), ChildInhibitor)
    assert isinstance(system_inhibitor("linux", lambda _: None), NoInhibitor)
    assert isinstance(system_inhibitor("sunos5", lambda _: "/usr/bin/x"), NoInhibitor)


def test_that_windows_is_told_to_stay_awake_and_let_go() -> None:
    states: list[int] = []

    def set_state(state: int) -> int:
        states.append(state)
        return 1

    inhibitor = WindowsInhibitor(set_state)
    assert inhibitor.start(never)
    inhibitor.stop()
    assert states == [0x80000001, 0x80000000]


def test_that_a_program_that_is_not_there_is_no_failure() -> None:
    inhibitor = ChildInhibitor(("/no/such/program",))
    assert not inhibitor.start(never)
    inhibitor.stop()


def test_that_the_child_is_gone_when_nothing_is_held(tmp_path: Path) -> None:
    inhibitor = ChildInhibitor(("cat",))
    assert inhibitor.start(never)
    child = inhibitor._child
    assert child is not None
    assert child.poll() is None
    inhibitor.stop()
    assert child.poll() is not None


def test_that_a_child_that_gives_up_at_once_is_told_of_once(caplog: pytest.LogCaptureFixture) -> None:
    keeper = AwakeKeeper(ChildInhibitor((sys.executable, "-c", "raise SystemExit(1)")))
    for _ in range(2):
        keeper.hold("judging")
        _until(lambda: keeper.is_unable)
        _until(lambda: "staying awake" not in [thread.name for thread in threading.enumerate()])
        keeper.release("judging")
    assert len([r for r in caplog.records if "kept awake" in r.message]) == 1


def test_that_a_child_that_does_not_listen_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(awake, "ENDED_WITHIN_S", 0.05)
    inhibitor = ChildInhibitor(("sleep", "60"))
    assert inhibitor.start(never)
    child = inhibitor._child
    assert child is not None
    inhibitor.stop()
    assert child.returncode is not None


def test_that_what_is_missing_is_no_more_than_a_word() -> None:
    keeper = AwakeKeeper(Fake(works=False))
    assert not keeper.is_unable
    keeper.hold("borrowing")
    assert (keeper.is_holding, keeper.is_unable) == (False, True)


def test_that_the_child_dies_with_a_program_that_is_killed() -> None:
    script = (
        "from sophon_monitor.services.awake import ChildInhibitor; i = ChildInhibitor(('cat',)); i.start(print);"
        "print(i._child.pid, flush=True); import time; time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        pid = int(program.stdout.readline())
        program.kill()
    _until(lambda: not _runs(pid))


def _until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
