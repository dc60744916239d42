"""Records and pictures for tests of the archive: generated, of nobody."""

from __future__ import annotations

import io
import os
import sqlite3
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image

from sophon_monitor.domain.changes import Change, HeartbeatSeen, RecognitionFilled, RecognitionSeen
from sophon_monitor.domain.records import EventRecord, HeartbeatRecord
from sophon_monitor.domain.site import Box, BoxAddress, BoxKey, Camera, CameraKey
from sophon_monitor.protocol.messages import Health, Picture, PictureState
from sophon_monitor.services.archive import Archive
from sophon_monitor.services.archive_schema import DATABASE
from sophon_monitor.services.retention import Retention

BOX = BoxKey("SN-A")
NOW_S = 1_718_352_045.137  # 2024-06-14T08:00:45.137Z
NOW_MS = 1_718_352_045_137


@cache
def jpeg(width: int = 64, height: int = 80, seed: int = 0, *, progressive: bool = False) -> bytes:
    rng = np.random.default_rng(seed)
    pixels = np.kron(rng.integers(0, 255, (height // 8 + 1, width // 8 + 1, 3)), np.ones((8, 8, 1)))[:height, :width]
    pixels = (pixels + rng.integers(-20, 20, pixels.shape)).clip(0, 255).astype(np.uint8)
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "JPEG", quality=85, progressive=progressive)
    return out.getvalue()


@cache
def png(width: int = 64, height: int = 80) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), (200, 30, 30)).save(out, "PNG")
    return out.getvalue()


def present(data: bytes) -> Picture:
    return Picture(PictureState.PRESENT, data)


def event(**values: object) -> EventRecord:
    start = EventRecord(
        received_at_ms=NOW_MS,
        occurred_at_ms=NOW_MS - 40,
        box_key=BOX,
        camera_key=CameraKey("C1"),
        person_id="00450017",
        person_name="张明",
    )
    return replace(start, **values)


def heartbeat(**values: object) -> HeartbeatRecord:
    start = HeartbeatRecord(received_at_ms=NOW_MS, box_key=BOX, health=Health(cpu_percent=12.5, disk_free_gb=3.0))
    return replace(start, **values)


def box(**values: object) -> Box:
    start = Box(key=BOX, address=BoxAddress("10.20.30.61"), token="t0ken", name="Gate house")
    return replace(start, **values)


def camera(**values: object) -> Camera:
    start = Camera(key=CameraKey("C1"), box_key=BOX, camera_id="cam-1")
    return replace(start, **values)


class Clock:
    """A clock that a test sets."""

    def __init__(self, at_s: float = NOW_S) -> None:
        self.at_s = at_s

    def __call__(self) -> float:
        return self.at_s


class Kept:
    """Hears what the archive hands on."""

    def __init__(self) -> None:
        self.changes: list[Change] = []

    def __call__(self, changes: tuple[Change, ...]) -> None:
        self.changes.extend(changes)

    @property
    def seen(self) -> list[EventRecord]:
        return [c.record for c in self.changes if isinstance(c, RecognitionSeen)]

    @property
    def filled(self) -> list[EventRecord]:
        return [c.record for c in self.changes if isinstance(c, RecognitionFilled)]


class Site:
    """An archive in a folder, what it handed on, and its clock. Close it."""

    def __init__(self, folder: Path, retention: Retention | None = None, clock: Clock | None = None) -> None:
        self.folder, self.kept, self.clock = folder, Kept(), clock or Clock()
        self.problems: list[str] = []
        self.archive = Archive(
            folder,
            on_kept=self.kept,
            clock=self.clock,
            retention=retention or Retention(),
            on_problem=self.problems.append,
        )

    def post(self, *records: EventRecord | HeartbeatRecord | Change) -> None:
        """Post in one batch and wait until it is kept."""
        self.archive.post(
            tuple(
                RecognitionSeen(r)
                if isinstance(r, EventRecord)
                else HeartbeatSeen(r)
                if isinstance(r, HeartbeatRecord)
                else r
                for r in records
            )
        )
        assert self.archive.flush(10.0)

    def __enter__(self) -> Site:
        return self

    def __exit__(self, *_: object) -> None:
        self.archive.close()


def picture_files(folder: Path) -> list[str]:
    return sorted(p.name for p in (folder / "pictures").rglob("*") if p.is_file())


def picture_bytes(folder: Path, name: str) -> bytes:
    """What is in a picture file of the first thousand of events."""
    return (folder / "pictures" / "0000000" / name).read_bytes()


def leave_as_after_a_kill(folder: Path) -> None:
    """A closed archive says that it was closed; let it say that it was not."""
    connection = sqlite3.connect(folder / DATABASE)
    connection.execute("UPDATE meta SET value = 0 WHERE name = 'clean'")
    connection.commit()
    connection.close()


def folder_bytes(folder: Path) -> int:
    """What files take on the disk, as `du` counts it."""
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            try:
                total += (Path(parent) / name).stat().st_blocks * 512
            except FileNotFoundError:  # evicted while we look
                continue
    return total


def wait_until(condition: Callable[[], bool], timeout_s: float = 5.0) -> None:
    until = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.01)
