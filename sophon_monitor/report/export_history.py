"""Export of what a search of the history found: a table, a table with faces, or a folder of pictures.

Runs on a thread of its own with readers of its own. Stopped or failed it leaves nothing half behind.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sophon_monitor.domain.history_query import HistoryQuery, Position
from sophon_monitor.domain.records import EventRecord
from sophon_monitor.protocol.messages import PictureState
from sophon_monitor.report.export import Format, line_writer, write_pictures
from sophon_monitor.report.export_file import whole_file, whole_folder
from sophon_monitor.report.export_rows import FIELDS, Row, event_row
from sophon_monitor.report.export_xlsx import XlsxTable, cell_picture
from sophon_monitor.services.archive_history import HistoryReader, SearchStopped
from sophon_monitor.services.archive_reader import ArchiveReader
from sophon_monitor.services.archive_rows import PictureKind
from sophon_monitor.services.pictures import pixelated

MOST_WITH_PICTURES = 5_000  # rows of a sheet; 40 MB of small pictures
PAGE = 250
_BUDGET_S = 0.2  # a search is looked into for cancelling at least that often
_FACES: tuple[PictureKind, ...] = ("live", "registered")
INDEX = "events.csv"


class ExportKind(StrEnum):
    """What is written."""

    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"
    PICTURES = "pictures"


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What somebody wants exported, and where to; `target` is a file, or of PICTURES a folder that is not there yet."""

    query: HistoryQuery
    kind: ExportKind
    target: Path
    full: bool = False


@dataclass(frozen=True, slots=True)
class ExportDone:
    """What was written.

    Attributes:
        events: Rows. pictures: Files, or pictures in cells.
        without_pictures: Rows of a sheet beyond those that may have pictures.
    """

    events: int
    pictures: int = 0
    without_pictures: int = 0


Progress = Callable[[int], None]


def export_history(
    folder: Path, order: ExportOrder, *, progress: Progress, is_stopped: Callable[[], bool]
) -> ExportDone:
    """Write what the search finds, newest first, as it is shown.

    Args:
        folder: Of the site.
        order: What and where to.
        progress: Called with the number of events written, a few times a second at most.
        is_stopped: Asked now and then; True ends it.

    Raises:
        SearchStopped: `is_stopped` said so; nothing was left behind.
        TooManyRows: More than a sheet has.
        ArchiveDamaged, ArchiveTooNew, OSError: The archive cannot be read, or the target not be written.
    """
    with contextlib.ExitStack() as stack:
        history, archive = HistoryReader(folder), None
        stack.callback(history.close)
        archive = ArchiveReader(folder)
        stack.callback(archive.close)
        run = _Run(history, archive, order, progress, is_stopped)
        match order.kind:
            case ExportKind.CSV:
                return run.as_lines("csv")
            case ExportKind.JSONL:
                return run.as_lines("jsonl")
            case ExportKind.XLSX:
                return run.as_sheet()
            case ExportKind.PICTURES:
                return run.as_folder()


@dataclass
class _Run:
    history: HistoryReader
    archive: ArchiveReader
    order: ExportOrder
    progress: Progress
    is_stopped: Callable[[], bool]
    done: int = 0

    def as_lines(self, form: Format) -> ExportDone:
        with whole_file(self.order.target) as part, part.open("w", encoding="utf-8", newline="") as out:
            write = line_writer(FIELDS["events"], form, out)
            for record in self.events():
                write(event_row(record, full=self.order.full))
        return ExportDone(self.done)

    def as_sheet(self) -> ExportDone:
        pictures = 0
        columns = [f"{kind}_picture" for kind in _FACES]
        with (
            whole_file(self.order.target) as part,
            XlsxTable(part, FIELDS["events"], sheet="events", picture_columns=columns) as table,
        ):
            for record in self.events():
                row = event_row(record, full=self.order.full)
                found = self.faces(record, row) if table.rows < MOST_WITH_PICTURES else {}
                pictures += len(found)
                table.write(row, found)
        return ExportDone(self.done, pictures, max(self.done - MOST_WITH_PICTURES, 0))

    def as_folder(self) -> ExportDone:
        with whole_folder(self.order.target) as part:
            with (part / INDEX).open("w", encoding="utf-8", newline="") as out:
                write = line_writer(FIELDS["events"], "csv", out)
                for record in self.events():
                    row = event_row(record, full=self.order.full)
                    write_pictures(self.archive, record, row, part, full=self.order.full)
                    write(row)
            (part / INDEX).chmod(0o600)
            pictures = sum(1 for path in part.iterdir() if path.name != INDEX)
        return ExportDone(self.done, pictures)

    def events(self) -> Iterator[EventRecord]:
        """All events of the search, newest first; counted, and stopped when somebody wants that."""
        after: Position | None = None
        while True:
            page = self.history.page(
                self.order.query, after, limit=PAGE, budget_s=_BUDGET_S, is_stopped=self.is_stopped
            )
            for record in page.records:
                if self.is_stopped():
                    raise SearchStopped
                yield record
                self.done += 1
            self.progress(self.done)
            if page.after is None:
                return
            after = page.after

    def faces(self, record: EventRecord, row: Row) -> dict[str, bytes]:
        """The faces of an event as its cells show them; the row says of those that have gone that they have."""
        found: dict[str, bytes] = {}
        for kind in _FACES:
            picture = self.archive.picture(record.id, kind)
            if picture.state is not PictureState.PRESENT:
                row[f"{kind}_picture"] = picture.state
                continue
            data = picture.data if self.order.full else pixelated(picture.data)
            small = cell_picture(data) if data is not None else None
            if small is not None:
                found[f"{kind}_picture"] = small
        return found
