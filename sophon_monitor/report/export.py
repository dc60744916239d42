"""Rows and pictures out of a site's archive, for people and scripts (interfaces.md sections 1 and 3).

Knows nothing of the command line; `app` opens files, asks for a reason and logs it.
"""

from __future__ import annotations

import csv
import json
import os
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal, TextIO, TypeAlias, assert_never

from sophon_monitor.domain.records import EventRecord
from sophon_monitor.protocol.messages import PictureState
from sophon_monitor.report.export_rows import (
    FIELDS,
    Row,
    What,
    box_row,
    box_state,
    camera_row,
    check_row,
    event_row,
    heartbeat_row,
)
from sophon_monitor.services.archive_reader import ArchiveReader
from sophon_monitor.services.archive_rows import PICTURE_KINDS, PictureKind
from sophon_monitor.services.pictures import pixelated

Format: TypeAlias = Literal["jsonl", "csv"]  # xlsx is no text: export_xlsx

WINDOW_PATIENCE_S = 15.0  # a running window leaves word every five seconds

# What a spreadsheet takes for a formula. A plain number is none, whatever its sign.
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")
# Ends of line that JSON allows inside a text, and that some readers of lines do not.
_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def export(
    reader: ArchiveReader,
    what: What,
    *,
    format: Format,  # noqa: A002 - as the option is called
    since: int | None,
    until: int | None,
    out: TextIO,
    pictures_folder: Path | None = None,
    full: bool = False,
    clock: Callable[[], float] = time.time,
) -> int:
    """Write rows, oldest first, and return how many.

    Args:
        reader: The site's archive, a window may be writing it.
        what: Which table.
        format: In `csv`, cells with text that a spreadsheet would run as a formula get an apostrophe in front.
        since: UTC milliseconds of `received_at`, inclusive; None from the first. Cameras and boxes ignore it.
        until: Likewise, exclusive.
        out: Opened for text in UTF-8 with newline="".
        pictures_folder: Where `<id>-live.jpg`, `<id>-registered.jpg` and `<id>-scene.jpg` of events go; None: nowhere.
        full: Names, person ids, authorisation codes and pictures as they are.
        clock: UTC epoch seconds, for the state of boxes.

    Raises:
        OSError: `out` or the folder cannot be written; the command shows it.
    """
    write = line_writer(FIELDS[what], format, out)
    count = 0
    for row in rows_of(reader, what, since=since, until=until, pictures=pictures_folder, full=full, now_s=clock()):
        write(row)
        count += 1
    return count


def parse_time(text: str) -> int:
    """UTC milliseconds of an ISO time; a date alone is its midnight; without an offset it is this computer's time.

    Raises:
        ValueError: It is no time; the command shows it.
    """
    try:
        at = datetime.fromisoformat(text.strip()).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        raise ValueError(f"{text!r} is not a time") from None
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def rows_of(
    reader: ArchiveReader,
    what: What,
    *,
    since: int | None,
    until: int | None,
    pictures: Path | None,
    full: bool,
    now_s: float,
) -> Iterator[Row]:
    """Rows of a table, oldest first; see `export`."""
    match what:
        case "events":
            if pictures is not None:
                pictures.mkdir(mode=0o700, parents=True, exist_ok=True)
            for event in reader.events(since, until):
                row = event_row(event, full=full)
                if pictures is not None:
                    write_pictures(reader, event, row, pictures, full=full)
                yield row
        case "heartbeats":
            for heartbeat in reader.heartbeats(since, until):
                yield heartbeat_row(heartbeat, full=full)
        case "cameras":
            states = {box.key: box_state(box, now_s=now_s, window_runs=_runs(reader, now_s)) for box in reader.boxes()}
            for camera in reader.cameras():
                if camera.box_key in states:
                    yield camera_row(camera, box_state=states[camera.box_key])
        case "boxes":
            yield from _box_rows(reader, now_s, full=full)
        case "checks":
            for checked in reader.site_checks().cameras:
                for check in checked.checks:
                    yield check_row(checked, check)
        case _:
            assert_never(what)


def _box_rows(reader: ArchiveReader, now_s: float, *, full: bool) -> Iterator[Row]:
    window_runs = _runs(reader, now_s)
    cameras = Counter(camera.box_key for camera in reader.cameras())
    events = reader.event_counts()
    for box in reader.boxes():
        state = box_state(box, now_s=now_s, window_runs=window_runs)
        yield box_row(box, state=state, cameras=cameras[box.key], events=events.get(box.key, 0), full=full)


def _runs(reader: ArchiveReader, now_s: float) -> bool:
    return abs(now_s - reader.running_at_ms() / 1000) < WINDOW_PATIENCE_S


def write_pictures(reader: ArchiveReader, event: EventRecord, row: Row, folder: Path, *, full: bool) -> None:
    """Write an event's pictures into a folder, pixelated unless `full`; names of files are made of numbers only.

    The row says of a picture that has gone meanwhile that it has.
    """
    for kind in PICTURE_KINDS:
        picture, suffix = reader.picture_file(event.id, kind)
        if picture.state is not PictureState.PRESENT:
            row[f"{kind}_picture"] = picture.state  # it may have gone since its row was read
            continue
        data = picture.data if full else _hidden(picture.data, kind)
        if data is not None:
            _write_private(folder / f"{event.id}-{kind}.{suffix if full else 'jpg'}", data)


def _hidden(data: bytes, kind: PictureKind) -> bytes | None:
    return pixelated(data, scene=kind == "scene")


def _write_private(path: Path, data: bytes) -> None:
    """Faces are for the user alone, wherever the folder is."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as out:
        out.write(data)


# -- lines --------------------------------------------------------------------------------------------------------


def line_writer(names: Sequence[str], format: Format, out: TextIO) -> Callable[[Row], object]:  # noqa: A002
    """What writes rows with these fields as lines of text."""
    if format == "jsonl":
        return lambda row: out.write(f"{json_text(row)}\n")
    # No byte order mark: scripts would find it in the first column's name. Excel gets xlsx.
    lines = csv.writer(out)
    lines.writerow(names)
    return lambda row: lines.writerow([_cell(row[name]) for name in names])


def json_text(value: object) -> str:
    """JSON on one line, for every reader of lines."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False).translate(_LINE_ENDS)


def _cell(value: object) -> object:
    match value:
        case None:
            return ""
        case dict() | list():
            return json_text(value)
        case str():
            return f"'{value}" if _FORMULA.match(value) and not _NUMBER.fullmatch(value) else str(value)
        case _:
            return value
