"""The log file: private, and without what a person wants taken out of it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from sophon_monitor.app import logs
from sophon_monitor.domain.purge import PurgedPerson, PurgeOrder
from tests.services.markers import CHINESE, NAME

ORDER = PurgeOrder(people=(PurgedPerson(None, NAME), PurgedPerson(None, CHINESE)))
log = logging.getLogger("sophon_monitor.somewhere")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    root = logging.getLogger()
    before = list(root.handlers), root.level
    logs.to_file(tmp_path)
    yield tmp_path
    for handler in [one for one in root.handlers if one not in before[0]]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(before[1])


def test_that_names_go_out_of_the_file_that_is_being_written_and_of_others(folder: Path) -> None:
    log.info("first, for %s", NAME)
    log.info("for %s", CHINESE)
    (folder / "sophon-monitor.log.1").write_bytes(f"old, for {NAME}".encode() + b"\xff\xfe\x00")
    (folder / "other.txt").write_bytes(b"nothing \xff")
    assert logs.clean((folder, folder / "missing"), ORDER.without_names) == 2
    log.info("afterwards")
    text = (folder / "sophon-monitor.log").read_text("utf-8")
    assert NAME not in text
    assert CHINESE not in text
    assert text.index("first, for …") < text.index("for …\n") < text.index("afterwards")
    assert (folder / "sophon-monitor.log.1").read_bytes() == "old, for …".encode() + b"\xff\xfe\x00"
    assert (folder / "other.txt").read_bytes() == b"nothing \xff"


def test_that_the_file_is_for_the_user_alone(folder: Path) -> None:
    assert (folder / "sophon-monitor.log").stat().st_mode & 0o077 == 0
