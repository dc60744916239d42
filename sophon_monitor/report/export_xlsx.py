"""Exports as xlsx: a table whose text is never run, with the faces in their cells where they are wanted.

Rows go to the disk as they come; what XlsxWriter needs meanwhile lies in a private folder that goes with it.
"""

from __future__ import annotations

import io
import math
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import xlsxwriter
from PIL import Image, ImageOps
from xlsxwriter.exceptions import FileCreateError

from sophon_monitor.report.export import json_text, rows_of
from sophon_monitor.report.export_file import TooManyRows
from sophon_monitor.report.export_rows import FIELDS, Row, What
from sophon_monitor.services.archive_reader import ArchiveReader

MOST_ROWS = 1_048_575  # below the header: what a sheet has
MOST_CELL_CHARACTERS = 32_767  # UTF-16 units
MOST_WHOLE = 2**53  # a larger number would lose its last digits
CELL_PICTURE_PX = 160  # longer side; shown at half of it, sharp on any screen
SHOWN_PX = 80
_ROW_POINTS = SHOWN_PX * 0.75 + 3
_PICTURE_COLUMN_WIDTH = 12.5
_WIDTHS = {"received_at": 24, "occurred_at": 24, "person_name": 22, "camera_name": 20, "camera_key": 18, "box_key": 16}

# What no XML can say, apart from what XlsxWriter writes as _xHHHH_, which readers but Excel show so.
_UNSAYABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class XlsxTable:
    """One sheet that is being written. Any one thread.

    With `with`: what goes wrong inside leaves no file of ours behind but the one that was begun.
    """

    def __init__(self, path: Path, names: Sequence[str], *, sheet: str, picture_columns: Sequence[str] = ()) -> None:
        """Begin a table with these columns.

        Args:
            path: Written when the `with` ends well.
            names: Of the columns.
            sheet: Name of the sheet.
            picture_columns: Those that get wide enough for a picture.

        Raises:
            OSError: There is no room for what lies aside meanwhile.
        """
        self._names, self._has_pictures = tuple(names), bool(picture_columns)
        self._aside = Path(tempfile.mkdtemp(prefix="sophon-export-"))  # readable by the user alone
        self.rows = 0
        try:
            options = {
                "constant_memory": True,
                "tmpdir": str(self._aside),
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            }
            self._book = xlsxwriter.Workbook(str(path), options)
            self._sheet = self._book.add_worksheet(sheet)
            self._begin(picture_columns)
        except BaseException:
            shutil.rmtree(self._aside, ignore_errors=True)
            raise

    def _begin(self, picture_columns: Sequence[str]) -> None:
        bold = self._book.add_format({"bold": True, "bottom": 1})
        self._top = self._book.add_format({"valign": "vcenter"})
        for column, name in enumerate(self._names):
            width = _PICTURE_COLUMN_WIDTH if name in picture_columns else _WIDTHS.get(name, 14)
            self._sheet.set_column(column, column, width)
        for column, name in enumerate(self._names):
            self._sheet.write_string(0, column, name, bold)
        self._sheet.freeze_panes(1, 0)

    def write(self, row: Row, pictures: Mapping[str, bytes] | None = None) -> None:
        """Write a row; `pictures` (encoded, by column) come to lie over what their cells say.

        Raises:
            TooManyRows: The sheet is full.
            OSError: The disk is.
        """
        if self.rows >= MOST_ROWS:
            raise TooManyRows(f"a sheet has {MOST_ROWS:,} rows")
        self.rows += 1
        if pictures:
            self._sheet.set_row(self.rows, _ROW_POINTS)
        for column, name in enumerate(self._names):
            self._write_cell(column, row[name])
        for name, data in (pictures or {}).items():
            self._put_picture(self._names.index(name), data)

    def _write_cell(self, column: int, value: object) -> None:
        form = self._top if self._has_pictures else None
        match value:
            case None:
                return
            case bool():
                self._sheet.write_boolean(self.rows, column, value, form)
            case int() | float() if abs(value) <= MOST_WHOLE and math.isfinite(value):
                self._sheet.write_number(self.rows, column, value, form)
            case str():
                self._sheet.write_string(self.rows, column, cell_text(value), form)
            case int() | float():
                self._sheet.write_string(self.rows, column, str(value), form)
            case _:
                self._sheet.write_string(self.rows, column, cell_text(json_text(value)), form)

    def _put_picture(self, column: int, data: bytes) -> None:
        scale = SHOWN_PX / CELL_PICTURE_PX
        options = {"image_data": io.BytesIO(data), "x_scale": scale, "y_scale": scale, "object_position": 1}
        self._sheet.insert_image(self.rows, column, "face.jpg", options | {"x_offset": 2, "y_offset": 2})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._book.close()
        except FileCreateError as cause:
            raise _as_os_error(cause) from cause
        finally:
            for sheet in self._book.worksheets():
                sheet._opt_close()  # only a book that is closed well lets go of its rows by itself
            shutil.rmtree(self._aside, ignore_errors=True)


def _as_os_error(cause: FileCreateError) -> OSError:
    inner = cause.args[0] if cause.args else None
    return inner if isinstance(inner, OSError) else OSError(str(cause))


def cell_text(text: str) -> str:
    """A text as a cell can hold it: bounded, without what no file can say, and never taken for anything but text."""
    sayable = _UNSAYABLE.sub("\ufffd", text)
    if len(sayable) > MOST_CELL_CHARACTERS // 2:
        units = sayable.encode("utf-16-le")[: 2 * MOST_CELL_CHARACTERS]
        sayable = units.decode("utf-16-le", "ignore")
    if sayable.startswith("<r>"):
        return f" {sayable}"[:MOST_CELL_CHARACTERS]  # XlsxWriter would write it as XML of its own
    return sayable


def cell_picture(data: bytes) -> bytes | None:
    """A picture as small as a cell needs it, as JPEG without any of its metadata. None if it cannot be decoded."""
    try:
        with Image.open(io.BytesIO(data)) as opened:
            opened.draft("RGB", (CELL_PICTURE_PX, CELL_PICTURE_PX))
            small = ImageOps.exif_transpose(opened)
            small.thumbnail((CELL_PICTURE_PX, CELL_PICTURE_PX))
            out = io.BytesIO()
            small.convert("RGB").save(out, "JPEG", quality=85)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return out.getvalue()


def export_xlsx(
    reader: ArchiveReader,
    what: What,
    path: Path,
    *,
    since: int | None,
    until: int | None,
    pictures_folder: Path | None = None,
    full: bool = False,
    clock: Callable[[], float] = time.time,
) -> int:
    """Write a whole table, oldest first, and return how many rows. As `export.export`, into a file.

    Raises:
        TooManyRows: More than a sheet has.
        OSError: `path` or the folder cannot be written.
    """
    with XlsxTable(path, FIELDS[what], sheet=what) as table:
        for row in rows_of(reader, what, since=since, until=until, pictures=pictures_folder, full=full, now_s=clock()):
            table.write(row)
    return table.rows
