"""Small PDF files and a key for tests of the seal."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QPainter, QPdfWriter

from sophon_monitor.report import evidence_document
from sophon_monitor.report.seal import sealed
from sophon_monitor.report.signing_key import SigningKey, signing_key

EVIDENCE = {"site": "Site 1", "result": "accepted"}


@cache
def blank_pdf() -> bytes:
    """One page with a line on it: no text, so no font makes it large and needs an application."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    painter.drawLine(100, 100, 1000, 1000)
    painter.end()
    buffer.close()
    return bytes(data.data())


@cache
def sample_key() -> SigningKey:
    with tempfile.TemporaryDirectory() as folder:
        return signing_key(Path(folder))


def document(key: SigningKey | None = None) -> bytes:
    return evidence_document.written(EVIDENCE, {"fingerprint": (key or sample_key()).fingerprint})


@cache
def sealed_pdf() -> bytes:
    return sealed(blank_pdf(), document(), sample_key(), reason="Acceptance report", description="What was found")
