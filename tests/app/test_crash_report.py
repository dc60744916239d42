from __future__ import annotations

import pytest

from sophon_monitor.app.crash_report import CrashReport


def broken() -> None:
    raise KeyError("camera")


def error() -> BaseException:
    try:
        broken()
    except KeyError as caught:
        return caught
    raise AssertionError


def test_that_a_failure_is_written_down_once_and_told_once(tmp_path, caplog):
    crash, told = CrashReport(tmp_path), []
    crash.tell(told.append)
    for _ in range(3):
        crash.report("a slot", error())
    files = list(tmp_path.glob("*.txt"))
    assert told == files
    assert "KeyError: 'camera'" in files[0].read_text("utf-8")
    assert len([r for r in caplog.records if r.levelname == "ERROR"]) == 1


def test_that_two_different_failures_are_two_reports(tmp_path, caplog):
    crash = CrashReport(tmp_path)
    crash.report("a slot", error())
    try:
        raise ValueError("other")
    except ValueError as other:
        crash.report("a task", other)
    assert len(list(tmp_path.glob("*.txt"))) == 2


def test_that_one_place_that_fails_with_ever_other_values_is_one_report(tmp_path, caplog):
    crash = CrashReport(tmp_path)
    for number in range(5):
        try:
            raise KeyError(f"event {number}")
        except KeyError as caught:
            crash.report("a task", caught)
    assert len(list(tmp_path.glob("*.txt"))) == 1


def test_that_a_full_disk_does_not_make_it_worse(tmp_path, caplog):
    crash = CrashReport(tmp_path / "gone")
    crash.report("a slot", error())
    assert any("could not be written" in r.message for r in caplog.records)


@pytest.fixture(autouse=True)
def quiet(caplog):
    caplog.set_level("WARNING")
