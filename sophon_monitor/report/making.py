"""Making a report: read the evidence, draw it, seal it, and put it in its place whole or not at all."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from sophon_monitor.domain.borrowing import BorrowedSetting
from sophon_monitor.protocol.messages import PictureState
from sophon_monitor.report.evidence import ACCEPTED, Evidence, as_json, gather
from sophon_monitor.report.evidence_document import digest_of, written
from sophon_monitor.report.report_html import Making, document
from sophon_monitor.report.report_pdf import families, pdf
from sophon_monitor.report.report_pieces import harmless
from sophon_monitor.report.report_plot import health_plot
from sophon_monitor.report.report_samples import samples
from sophon_monitor.report.seal import sealed
from sophon_monitor.report.signing_key import SigningKey
from sophon_monitor.services.archive_reader import ArchiveReader
from sophon_monitor.services.archive_rows import PictureKind
from sophon_monitor.services.pictures import pixelated

translate = QCoreApplication.translate

FACE_PX = (74, 84)  # room of one face on the page
FINER = 4  # pixels of the picture that are embedded for each pixel of the page
FACE_KINDS: tuple[PictureKind, ...] = ("live", "registered")


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
    progress(0.2)
    faces, all_read = _faces(reader, found)
    if not all_read:
        found = replace(found, unfinished=tuple(dict.fromkeys((*found.unfinished, "pictures"))))
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
    pieces = document(found, making, {name: shown_size(face.size()) for name, face in faces.items()})
    fonts = families()
    plots = {f"plot:{number}": health_plot(box, fonts) for number, box in enumerate(found.health)}
    title = f"{translate('Report', 'Acceptance report')} · {harmless(wish.site)}"
    drawn = pdf(
        pieces,
        {**faces, **plots},
        title=title,
        footer=f"{harmless(wish.site)} · {translate('Report', 'Fingerprint')} {key.fingerprint[:16].upper()}",
        progress=lambda done: progress(0.4 + 0.4 * done),
    )
    made = {"at_s": round(wish.at_s), "version": wish.version, "fingerprint": key.fingerprint}
    reason = f"{title} · {translate('Report', 'Evidence')} {digest}"
    whole = sealed(drawn, written(said, made), key, reason=reason, description=translate("Report", "Evidence"))
    progress(0.95)
    _put(wish.out, whole)
    progress(1.0)
    return MadeFile(digest, found.result == ACCEPTED, found.unfinished)


def shown_size(size: QSize) -> tuple[int, int]:
    """Width and height on the page of a face of so many pixels."""
    fitting = size.scaled(*FACE_PX, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
    return fitting.width(), fitting.height()


def _faces(reader: ArchiveReader, found: Evidence) -> tuple[dict[str, QImage], bool]:
    """The faces of the events that are shown, pixelated unless the report is full; and whether all could be read."""
    faces: dict[str, QImage] = {}
    all_read = True
    for camera in found.checks.cameras:
        for record in samples(camera, found)[0]:
            for kind in FACE_KINDS if record.id not in found.unkept else ():
                try:
                    picture = reader.picture(record.id, kind)
                except (OSError, sqlite3.Error):
                    all_read = False
                    continue
                if picture.state is not PictureState.PRESENT:
                    continue
                data = picture.data if found.full else pixelated(picture.data)
                face = _decoded(data) if data is not None else QImage()
                if face.isNull():
                    all_read = False
                else:
                    faces[f"face:{record.id}:{kind}"] = face
    return faces, all_read


def _decoded(data: bytes) -> QImage:
    """Not larger than paper can show; a null image where it cannot be decoded."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    most = QSize(*FACE_PX) * FINER
    size = reader.size()
    if size.width() > most.width() or size.height() > most.height():
        reader.setScaledSize(size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    return reader.read()


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
