"""The real program, worked with as a screen reader does: by names, over the accessibility bus, without a mouse."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.conftest import Program
from tests.e2e.screen_reader import CHECKED, ScreenReader, Thing, desk, missing

ADDRESS = "127.0.0.77"

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="this bus is Linux's")


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    assert missing() == []  # packaging/system_packages.py brings them
    with desk(tmp_path) as made:
        yield made


def test_that_a_page_is_opened_and_a_box_added_by_name_alone(
    start: Callable[..., Program], environment: dict[str, str], tmp_path: Path
) -> None:
    words = ("--profile", str(tmp_path / "profile"), "--listen", "0", "--lang", "en", "--size", "1180x720")
    program = start(*words, environment=environment)
    program.listening()
    reader = ScreenReader(environment)

    def window(name: str, role: str) -> Thing:
        thing = program.wait_for(lambda: reader.window(name, role))
        assert isinstance(thing, Thing)
        return thing

    def found(name: str, within: Thing) -> Thing:
        thing = program.wait_for(lambda: reader.find(name, within))
        assert isinstance(thing, Thing)
        return thing

    main = window("Site 1 — Sophon Monitor", "frame")
    health = found("Health", main)
    assert not reader.is_in_state(health, CHECKED)
    reader.press(health)
    program.wait_for(lambda: reader.is_in_state(health, CHECKED))
    found("No box yet. Add one to see its CPU, memory and disk over time.", main)

    reader.press(found("Add box", main))
    dialog = window("Add boxes by address", "dialog")
    reader.write(found("Addresses of the boxes", dialog), ADDRESS)
    reader.press(found("Add", dialog))
    boxes = found("Boxes and cameras of the site", main)
    program.wait_for(lambda: any(said.startswith(ADDRESS) for said in reader.names_in(boxes)))
    assert program.terminate() < 5
    assert program.process.returncode == 0
