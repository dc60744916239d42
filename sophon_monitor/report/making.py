"""Making a report: read the evidence, draw it, seal it, and put it in its place whole or not at all."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage

from sophon_monitor.domain.borrowing import BorrowedSetting
from sophon_monitor.protocol.messages import PictureState
from sophon_monitor.report.evidence import ACCEPTED, Evidence, as_json, gather
from sophon_monitor.report.evidence_document import digest_of, written
from sophon_monitor.report.report_html import Making, document, samples
from sophon_monitor.report.report_pdf import pdf
from sophon_monitor.report.report_pieces import plain
from sophon_monitor.report.report_plot import health_plot
from sophon_monitor.report.seal import sealed
from sophon_monitor.report.signing_key import SigningKey
from sophon_monitor.services.archive_reader import ArchiveReader
from sophon_monitor.services.pictures import pixelated

LEAST_SPAN_S, MOST_SPAN_S = 3600.0, 7 * 86_400.0
DEFAULT_PERIOD_S = 20.0
MOST_PLOTS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWish:
    """What the report shall be.

    Attributes:
        out: Where it goes; what is there is replaced at the end.
        reason: Why whole names and faces are shown; "" with `full` False.
        at_s: UTC epoch seconds of making. version: of this program.
    """

    site: str
    out: Path
    inspector: str
    full: bool
    reason: str
    at_s: float
    version: str


@dataclass(frozen=True, slots=True)
class MadeFile:
    """What was made."""

    digest: str
    accepted: bool
    unfinished: tuple[str, ...]


def make_report(
    reader: ArchiveReader,
    borrowed: Callable[[], Sequence[BorrowedSetting]],
    key: SigningKey,
    wish: ReportWish,
    progress: Callable[[float], None],
) -> MadeFile:
    """Make a report. Needs a QGuiApplication in this process; takes seconds, so never on a loop.

    Raises:
        OSError: It cannot be written; nothing is left half.
        Cancelled: `progress` raised it.
    """
    found = gather(reader, wish.site, full=wish.full, borrowed=borrowed)
    progress(0.1)
    plots, failed = _plots(reader, found)
    if failed:
        found = _with_unfinished(found, "health")
    faces = _faces(reader, found)
    progress(0.4)
    said = as_json(found)
    digest = digest_of(said)
    making = Making(
        at_s=wish.at_s,
        version=wish.version,
        inspector=wish.inspector,
        fingerprint=key.fingerprint,
        digest=digest,
        reason=wish.reason,
    )
    ids = {int(name.split(":")[1]) for name in faces}
    text = document(found, making, list(plots), sorted(ids))
    images: dict[str, bytes | QImage] = {f"plot:{number}": image for number, image in enumerate(plots.values())}
    images.update(faces)
    footer = f"{wish.site} · {key.fingerprint[:16].upper()}"
    drawn = pdf(text, images, title=f"{wish.site}", footer=footer, progress=lambda done: progress(0.4 + 0.4 * done))
    made = {"at_s": round(wish.at_s), "version": wish.version, "fingerprint": key.fingerprint}
    whole = sealed(drawn, written(said, made), key, reason=plain(wish.site))
    progress(0.95)
    _put(wish.out, whole)
    progress(1.0)
    return MadeFile(digest, found.result == ACCEPTED, found.unfinished)


def _with_unfinished(found: Evidence, part: str) -> Evidence:
    from dataclasses import replace

    return replace(found, unfinished=(*found.unfinished, part))


def _plots(reader: ArchiveReader, found: Evidence) -> tuple[dict[str, QImage], bool]:
    """A plot of each box that was heard in the time of the report; and whether reading failed."""
    if found.until_ms is None or found.since_ms is None:
        return {}, False
    until = found.until_ms / 1000
    since = max(min(found.since_ms / 1000, until - LEAST_SPAN_S), until - MOST_SPAN_S)
    plots: dict[str, QImage] = {}
    try:
        runs = reader.runs()
        for box in found.boxes[:MOST_PLOTS]:
            columns = reader.health_columns(box.key, int(since * 1000))
            if np.any(columns["received_at"] <= until):
                gap_s = 3 * (box.period_s or DEFAULT_PERIOD_S) + 5
                plots[box.key] = health_plot(columns, since, until, gap_s=gap_s, watching=runs)
    except (OSError, sqlite3.Error):
        return plots, True
    return plots, False


def _faces(reader: ArchiveReader, found: Evidence) -> dict[str, bytes | QImage]:
    """The faces of the events that are shown, pixelated unless the report is full."""
    faces: dict[str, bytes | QImage] = {}
    for camera in found.checks.cameras:
        for record in samples(camera, found)[0]:
            if record.id in found.unkept:
                continue
            for kind in ("live", "registered"):
                picture = reader.picture(record.id, "live" if kind == "live" else "registered")
                if picture.state is not PictureState.PRESENT:
                    continue
                data = picture.data if found.full else pixelated(picture.data)
                if data is not None:
                    faces[f"face:{record.id}:{kind}"] = data
    return faces


def _put(out: Path, data: bytes) -> None:
    """Write beside the target, then move: there is the whole file or none."""
    descriptor, name = tempfile.mkstemp(prefix=".report-", suffix=".part", dir=out.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(out)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
