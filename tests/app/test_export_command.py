"""`export` as a command: xlsx for every table, and nothing for a terminal."""

from __future__ import annotations

import io
import json
import sys

import openpyxl
import pytest

from sophon_monitor.app import command
from sophon_monitor.domain.changes import BoxChanged, CameraChanged
from sophon_monitor.report import export_xlsx
from sophon_monitor.report.export_rows import FIELDS
from tests.services.archive_samples import Site, box, camera, event, heartbeat


@pytest.fixture
def profile(tmp_path):
    with Site(tmp_path / "profile" / "sites" / "A") as site:
        site.post(BoxChanged(box()), CameraChanged(camera()), heartbeat(), event(person_name="=1+1"))
    return tmp_path / "profile"


@pytest.fixture
def export(profile):
    return lambda *words: command.main(["export", *words, "--profile", str(profile)])


class Out(io.TextIOWrapper):
    """Standard output with bytes below it."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8")
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


@pytest.mark.parametrize("what", list(FIELDS))
def test_that_every_table_can_be_had_as_xlsx(export, tmp_path, what):
    target = tmp_path / "out.xlsx"
    assert export(what, "--format", "xlsx", "--out", str(target)) == 0
    book = openpyxl.load_workbook(target)
    assert [cell.value for cell in book.active[1]] == list(FIELDS[what])
    assert book.active.max_row > 1
    book.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.xlsx", "profile"]


def test_that_xlsx_goes_to_a_pipe_and_not_to_a_terminal(export, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdout", Out(is_terminal=True))
    assert export("events", "--format", "xlsx") == 2
    monkeypatch.setattr(sys, "stdout", pipe := Out(is_terminal=False))
    assert export("events", "--format", "xlsx") == 0
    book = openpyxl.load_workbook(io.BytesIO(pipe.buffer.getvalue()))
    assert book.active.max_row == 2
    book.close()


def test_that_checks_are_exported_with_whole_numbers(export, capsys):
    assert export("checks") == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert rows[0] == {
        "box_key": "SN-A",
        "camera_key": "C1",
        "camera_name": "cam-1",
        "rule": "correct",
        "needed": 3,
        "done": None,
        "state": "not_tested",
    }


def test_that_too_many_rows_are_told_and_leave_no_file(export, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(export_xlsx, "MOST_ROWS", 0)
    assert export("events", "--format", "xlsx", "--out", str(tmp_path / "out.xlsx")) == 3
    assert "Use --format csv" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["profile"]


def test_that_a_folder_that_cannot_be_written_is_told(export, tmp_path, capsys):
    assert export("events", "--format", "xlsx", "--out", str(tmp_path / "none" / "out.xlsx")) == 3
    assert "could not be written" in capsys.readouterr().err
