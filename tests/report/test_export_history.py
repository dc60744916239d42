"""Export of what a search found: whole or not at all, and no more of people than was asked for."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from PIL import Image

from sophon_monitor.domain.history_query import HistoryQuery
from sophon_monitor.protocol.messages import PersonType
from sophon_monitor.report import export_file, export_history, export_xlsx
from sophon_monitor.report.export_history import ExportDone, ExportKind, ExportOrder
from sophon_monitor.report.export_history import export_history as run
from sophon_monitor.report.export_rows import FIELDS
from sophon_monitor.services.archive_history import SearchStopped
from tests.services.archive_samples import NOW_MS, Site, event, jpeg, png, present

EVENTS = 12


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with Site(tmp_path / "site") as made:
        made.post(
            *(
                event(
                    received_at_ms=NOW_MS + n,
                    occurred_at_ms=n,
                    person_name="../../x" if n == 3 else "=1+1",
                    person_id="../../y",
                    person_type=PersonType.VIP if n % 2 else PersonType.STRANGER,
                    live=present(jpeg(320, 160)),
                    registered=present(png()),
                )
                for n in range(EVENTS)
            )
        )
        yield made


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def write(
    site: Site,
    kind: ExportKind,
    target: Path,
    query: HistoryQuery | None = None,
    *,
    full: bool = False,
    stop_after: int | None = None,
) -> ExportDone:
    done: list[int] = []
    order = ExportOrder(query or HistoryQuery(), kind, target, full)

    def is_stopped() -> bool:
        done.append(1)
        return stop_after is not None and len(done) > stop_after

    told: list[int] = []
    result = run(site.folder, order, progress=told.append, is_stopped=is_stopped)
    assert told[-1] == result.events
    return result


def test_that_lines_are_what_is_shown_newest_first(site: Site, out: Path) -> None:
    query = HistoryQuery(person_types=frozenset({PersonType.VIP}))
    assert write(site, ExportKind.JSONL, out / "e.jsonl", query).events == EVENTS // 2
    rows = [json.loads(line) for line in (out / "e.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in rows] == [12, 10, 8, 6, 4, 2]
    assert list(rows[0]) == list(FIELDS["events"])
    assert {(row["person_name"], row["person_id"]) for row in rows} == {("=***", ".***"), (".***", ".***")}
    assert write(site, ExportKind.CSV, out / "e.csv", query, full=True).events == EVENTS // 2
    table = list(csv.DictReader(io.StringIO((out / "e.csv").read_text(encoding="utf-8"), newline="")))
    assert table[0]["person_name"] == "'=1+1"
    assert table[-1]["person_id"] == "../../y"


def test_that_a_sheet_has_both_faces_pixelated_unless_whole(
    site: Site, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_history, "MOST_WITH_PICTURES", 5)
    done = write(site, ExportKind.XLSX, out / "e.xlsx")
    assert done == ExportDone(EVENTS, 10, EVENTS - 5)
    assert write(site, ExportKind.XLSX, out / "full.xlsx", full=True) == done
    small: dict[str, tuple[bytes, int, int]] = {}
    for name in ("e", "full"):
        book = openpyxl.load_workbook(out / f"{name}.xlsx")
        sheet = book.active
        assert sheet is not None
        assert [cell.value for cell in sheet[1]] == list(FIELDS["events"])
        pictures = sheet._images  # type: ignore[attr-defined]
        assert len(pictures) == 10
        first = min(pictures, key=lambda p: (p.anchor._from.row, p.anchor._from.col))
        column = FIELDS["events"].index("live_picture")
        assert (first.anchor._from.row, first.anchor._from.col) == (1, column)
        small[name] = (first._data(), sheet.max_row, first.anchor._from.row)
        names = {row[FIELDS["events"].index("person_name")].value for row in sheet.iter_rows(min_row=2)}
        assert names == ({"=***", ".***"} if name == "e" else {"=1+1", "../../x"})
        book.close()
    assert small["e"][1] == small["full"][1] == EVENTS + 1
    assert variety(small["e"][0]) < variety(small["full"][0])


def variety(data: bytes) -> int:
    """How much there is to see: neighbours that differ."""
    pixels = np.asarray(Image.open(io.BytesIO(data)).convert("L"), dtype=np.int16)
    return int(np.count_nonzero(np.abs(np.diff(pixels)) > 8))


def test_that_a_folder_has_pictures_named_by_number_and_a_list(site: Site, out: Path) -> None:
    done = write(site, ExportKind.PICTURES, out / "faces")
    names = sorted(path.name for path in (out / "faces").iterdir())
    assert done == ExportDone(EVENTS, 2 * EVENTS)
    assert names == sorted([*(f"{n}-{k}.jpg" for n in range(1, 13) for k in ("live", "registered")), "events.csv"])
    assert (out / "faces" / "1-live.jpg").read_bytes() != jpeg(320, 160)
    assert stat.S_IMODE((out / "faces").stat().st_mode) == 0o700
    write(site, ExportKind.PICTURES, out / "whole", full=True)
    assert (out / "whole" / "1-live.jpg").read_bytes() == jpeg(320, 160)
    assert not (out.parent / "x").exists()
    assert sorted(path.name for path in out.iterdir()) == ["faces", "whole"]


@pytest.mark.parametrize("kind", list(ExportKind))
def test_that_a_cancelled_export_leaves_nothing(site: Site, out: Path, kind: ExportKind) -> None:
    before = out / "before"
    before.write_text("kept", encoding="utf-8")
    target = out / "target" if kind is ExportKind.PICTURES else before
    with pytest.raises(SearchStopped):
        write(site, kind, target, stop_after=5)
    assert [path.name for path in out.iterdir()] == ["before"]
    assert before.read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize("kind", list(ExportKind))
def test_that_a_full_disk_leaves_nothing(
    site: Site, out: Path, kind: ExportKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(export_history, "write_pictures", full)
    monkeypatch.setattr(export_xlsx.XlsxTable, "write", full)
    monkeypatch.setattr(export_history, "line_writer", lambda *_: full)
    with pytest.raises(OSError, match="No space left") as caught:
        write(site, kind, out / "target")
    assert caught.value.errno == errno.ENOSPC
    assert list(out.iterdir()) == []


def test_that_a_disk_that_fills_while_a_sheet_is_packed_is_told_as_such(
    site: Site, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("xlsxwriter.workbook.ZipFile.write", full)
    with pytest.raises(OSError, match="No space left") as caught:
        write(site, ExportKind.XLSX, out / "e.xlsx")
    assert caught.value.errno == errno.ENOSPC
    assert list(out.iterdir()) == []


def test_that_a_folder_that_is_there_already_stays_as_it_is(site: Site, out: Path) -> None:
    (out / "faces").mkdir()
    with pytest.raises(FileExistsError):
        write(site, ExportKind.PICTURES, out / "faces")
    assert list((out / "faces").iterdir()) == []
    assert [path.name for path in out.iterdir()] == ["faces"]


@pytest.mark.parametrize("kind", list(ExportKind))
def test_that_a_target_without_a_folder_is_an_error_of_the_system(site: Site, out: Path, kind: ExportKind) -> None:
    with pytest.raises(FileNotFoundError):
        write(site, kind, out / "none" / "e")


def test_that_what_is_replaced_goes_only_in_the_end(out: Path) -> None:
    target = out / ("x" * 250)  # as long as a name may be
    target.write_text("before", encoding="utf-8")
    with export_file.whole_file(target) as part:
        assert stat.S_IMODE(part.stat().st_mode) == 0o600
        part.write_text("after", encoding="utf-8")
        assert target.read_text(encoding="utf-8") == "before"
    assert target.read_text(encoding="utf-8") == "after"
    assert [path.name for path in out.iterdir()] == [target.name]


def test_that_a_picture_that_just_went_is_said_to_be_gone(site: Site, out: Path) -> None:
    for path in (site.folder / "pictures").rglob("1.jpg"):
        path.unlink()
    assert write(site, ExportKind.XLSX, out / "e.xlsx").pictures == 2 * EVENTS - 2
    book = openpyxl.load_workbook(out / "e.xlsx")
    assert book.active is not None
    column = FIELDS["events"].index("live_picture") + 1
    assert book.active.cell(EVENTS + 1, column).value == "expired"
    book.close()


def test_that_an_export_of_nothing_is_a_table_without_rows(site: Site, out: Path) -> None:
    query = HistoryQuery(person="nobody")
    for kind, name in ((ExportKind.CSV, "e.csv"), (ExportKind.XLSX, "e.xlsx"), (ExportKind.JSONL, "e.jsonl")):
        assert write(site, kind, out / name, query).events == 0
    assert (out / "e.csv").read_text(encoding="utf-8").startswith("id,")
