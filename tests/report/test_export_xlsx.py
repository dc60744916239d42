"""Tables as xlsx: text stays text, whatever it looks like, and readers other than the writer understand the file."""

from __future__ import annotations

import io
import json
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PIL import Image

from sophon_monitor.domain.changes import BoxChanged, CameraChanged
from sophon_monitor.report import export_xlsx as xlsx
from sophon_monitor.report.export import rows_of
from sophon_monitor.report.export_file import TooManyRows
from sophon_monitor.report.export_rows import FIELDS, What
from sophon_monitor.report.export_xlsx import XlsxTable, cell_picture, cell_text, export_xlsx
from sophon_monitor.services.archive_reader import ArchiveReader
from tests.services.archive_samples import NOW_S, Site, box, camera, event, heartbeat, jpeg, png, present

HOSTILE = (
    '=HYPERLINK("http://example.invalid","x")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "-2+3",
    "http://example.invalid/x",
    "<img src=x>",
    "../../x",
    "\u202egnp.exe",
    "<r><t>injected</t></r>",
    " leading and trailing ",
    "line\nbreak\ttab",
    "00450017",
    "张明 👩‍🚒",
)


@pytest.fixture(autouse=True)
def aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """What lies aside meanwhile has to be gone in the end."""
    folder = tmp_path / "aside"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


def cells(path: Path) -> list[list[Any]]:
    book = openpyxl.load_workbook(path)
    found = [[cell.value for cell in row] for row in book.active.iter_rows()]  # type: ignore[union-attr]
    book.close()
    return found


def table(path: Path, *values: object) -> list[Any]:
    with XlsxTable(path, ["a"], sheet="s") as made:
        for value in values:
            made.write({"a": value})
    return [row[0] for row in cells(path)[1:]]


@pytest.mark.parametrize("what", list(FIELDS))
def test_that_every_table_has_the_fields_and_values_of_the_other_formats(tmp_path: Path, what: What) -> None:
    with Site(tmp_path / "site") as site:
        site.post(BoxChanged(box(license="L", sn="0012")), CameraChanged(camera(aliases=("a", "b"))), heartbeat())
        site.post(event(score=91.25, extra={"age": 3}), event(occurred_at_ms=3, person_id="00450017"))
        reader = ArchiveReader(site.folder)
        span = {"since": None, "until": None}
        count = export_xlsx(reader, what, tmp_path / "out.xlsx", full=True, clock=lambda: NOW_S, **span)  # type: ignore[arg-type]
        wanted = list(rows_of(reader, what, pictures=None, full=True, now_s=NOW_S, **span))  # type: ignore[arg-type]
        reader.close()
    head, *found = cells(tmp_path / "out.xlsx")
    assert head == list(FIELDS[what])
    assert count == len(found) == len(wanted) > 0
    for row, values in zip(wanted, found, strict=True):
        for value, cell in zip(row.values(), values, strict=True):
            assert cell == (json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value)


@pytest.mark.parametrize("text", HOSTILE)
def test_that_text_is_never_run_and_never_changed(tmp_path: Path, text: str) -> None:
    path = tmp_path / "t.xlsx"
    (found,) = table(path, text)
    assert found == (f" {text}" if text.startswith("<r>") else text)
    with zipfile.ZipFile(path) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml").decode()
        names = packed.namelist()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert not any("sheet1.xml.rels" in name for name in names)
    assert 't="inlineStr"' in sheet


def test_that_what_looks_like_a_hidden_letter_is_shown_as_it_is(tmp_path: Path) -> None:
    (found,) = table(tmp_path / "t.xlsx", "_x0041_")
    assert found == "_x005F_x0041_"  # what Excel shows as _x0041_, and would show as A without


def test_that_what_no_file_can_say_is_marked_and_lengths_are_bounded(tmp_path: Path) -> None:
    assert cell_text("a\x00b\x1bc\ufffed\ud800") == "a\ufffdb\ufffdc\ufffdd\ufffd"
    assert cell_text("x" * 40_000) == "x" * 32_767
    wide = cell_text("👩" * 20_000)
    assert wide == "👩" * 16_383
    assert table(tmp_path / "t.xlsx", "y" * 40_000, "a\x00b") == ["y" * 32_767, "a\ufffdb"]


def test_that_numbers_are_numbers_and_unknown_is_an_empty_cell(tmp_path: Path) -> None:
    found = table(tmp_path / "t.xlsx", 3, 2.5, True, None, 2**60, 0, float("inf"))
    assert found == [3, 2.5, True, None, str(2**60), 0, "inf"]
    assert isinstance(found[0], int)


def test_that_pictures_lie_in_the_cells_of_their_row(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    face = cell_picture(jpeg(320, 160))
    assert face is not None
    with XlsxTable(path, ["id", "live"], sheet="s", picture_columns=["live"]) as made:
        made.write({"id": 1, "live": "present"}, {"live": face})
        made.write({"id": 2, "live": "expired"}, {})
    book = openpyxl.load_workbook(path)
    (picture,) = book.active._images  # type: ignore[union-attr]
    assert (picture.anchor._from.row, picture.anchor._from.col) == (1, 1)
    assert Image.open(io.BytesIO(picture._data())).size == (160, 80)
    assert book.active["B3"].value == "expired"  # type: ignore[index]
    book.close()


def test_that_a_picture_of_a_cell_is_small_upright_and_without_its_metadata() -> None:
    source = Image.new("RGB", (400, 200), (10, 200, 30))
    meta = Image.Exif()
    meta[0x0112] = 6  # lies on its side
    meta[0x010E] = "a secret"
    out = io.BytesIO()
    source.save(out, "JPEG", exif=meta)
    small = cell_picture(out.getvalue())
    assert small is not None
    assert Image.open(io.BytesIO(small)).size == (80, 160)
    assert b"secret" not in small
    assert cell_picture(png()) is not None
    assert cell_picture(b"no picture") is None
    assert cell_picture(jpeg()[:40]) is None


def test_that_a_sheet_that_is_full_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 2)
    with pytest.raises(TooManyRows):
        table(tmp_path / "t.xlsx", 1, 2, 3)
    assert not (tmp_path / "t.xlsx").exists()


def test_that_a_folder_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), XlsxTable(tmp_path / "none" / "t.xlsx", ["a"], sheet="s") as made:
        made.write({"a": 1})


def test_that_what_lies_aside_is_for_the_user_alone(tmp_path: Path, aside: Path) -> None:
    with XlsxTable(tmp_path / "t.xlsx", ["a"], sheet="s") as made:
        made.write({"a": "x"})
        (folder,) = aside.iterdir()
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_that_pictures_of_events_beside_a_table_go_to_their_folder(tmp_path: Path) -> None:
    with Site(tmp_path / "site") as site:
        site.post(event(live=present(jpeg(320, 160))))
        reader = ArchiveReader(site.folder)
        pictures = tmp_path / "pictures"
        export_xlsx(reader, "events", tmp_path / "t.xlsx", since=None, until=None, pictures_folder=pictures)
        reader.close()
    assert [path.name for path in pictures.iterdir()] == ["1-live.jpg"]
