"""What a failure may say of itself in logs and crash reports."""

from __future__ import annotations

import logging

import pytest

from sophon_monitor.app import logs
from sophon_monitor.app.failure_text import LONGEST, failure_text, said
from tests.services.markers import CHINESE, NAME, PERSON_ID

WORDS = (NAME, PERSON_ID, CHINESE, "hunter2")


def caught(error: BaseException) -> BaseException:
    try:
        raise error
    except BaseException as found:  # noqa: BLE001 - whatever it is
        return found


@pytest.mark.parametrize(
    "error",
    [
        KeyError(NAME),
        ValueError(f"invalid literal for int() with base 10: '{NAME}'"),
        ValueError(f"no such person: {CHINESE}"),
        ValueError(f"no such number: {PERSON_ID}"),
        OSError(2, "No such file", f"/home/{NAME}/x"),
        RuntimeError(f'a "{NAME}" in quotes'),
        RuntimeError("rtsp://u:hunter2@10.0.0.1/x?password=hunter2"),
        UnicodeEncodeError("ascii", CHINESE, 0, 1, "ordinal not in range"),
        ExceptionGroup("several", [KeyError(NAME), ValueError(CHINESE)]),
    ],
)
def test_that_no_name_number_or_password_is_said(error: BaseException) -> None:
    found = failure_text(caught(error))
    assert not [word for word in WORDS if word in found]
    assert type(error).__name__ in found
    assert "test_failure_text.py" in found


def test_that_causes_are_told_too_and_say_as_little() -> None:
    def chain() -> None:
        try:
            raise KeyError(NAME)
        except KeyError as cause:
            raise ValueError(f"'{NAME}'") from cause

    try:
        chain()
    except ValueError as error:
        found = failure_text(error)
    assert found.index("KeyError") < found.index("direct cause") < found.index("ValueError")
    assert NAME not in found


def test_that_what_stands_in_the_code_and_what_python_says_of_it_stays() -> None:
    assert "KeyError: 'camera'" in failure_text(caught(_missing()))
    with pytest.raises(AttributeError) as attribute:
        _ = None.nothing  # type: ignore[attr-defined]
    assert said(attribute.value) == "'NoneType' object has no attribute 'nothing'"
    assert said(ValueError("no digits in it")) == "no digits in it"
    assert len(said(ValueError("ab " * 1000))) == LONGEST + 1


def _missing() -> KeyError:
    try:
        raise KeyError("camera")
    except KeyError as error:
        return error


def test_that_a_group_shows_its_members_and_a_loop_of_causes_ends() -> None:
    group = failure_text(caught(ExceptionGroup("two", [caught(KeyError("camera")), caught(OSError(5, "gone"))])))
    assert group.count("  | ") > 4
    assert "gone" in group
    first, second = ValueError("a"), ValueError("b")
    first.__cause__, second.__cause__ = second, first
    assert failure_text(first).count("ValueError") == 2


def test_that_the_log_file_shows_failures_the_same_way(tmp_path, monkeypatch) -> None:
    root = logging.getLogger()
    before = list(root.handlers), root.level
    logs.to_file(tmp_path, level=logging.DEBUG)
    try:
        logging.getLogger("x").error("it failed: rtsp://u:hunter2@h/", exc_info=caught(KeyError(NAME)))
    finally:
        for handler in [one for one in root.handlers if one not in before[0]]:
            root.removeHandler(handler)
            handler.close()
        root.setLevel(before[1])
    text = (tmp_path / "sophon-monitor.log").read_text("utf-8")
    assert "KeyError" in text
    assert not [word for word in WORDS if word in text]
