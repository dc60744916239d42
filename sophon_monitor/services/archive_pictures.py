"""The picture files of one site: `pictures/0001234/1234567.jpg`, one per event, a folder per thousand events.

A file holds the event's pictures one after the other, without gaps; the row says which is where. Making a file is
what costs, so there is one and not three. Knows files, not rows: bytes are written before the row says so and go
after it says so; what a kill leaves in between belongs to no row and is swept away at the next start.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

BUCKET = 1000
BLOCK_BYTES = 4096

_BUCKET_NAME = re.compile(r"[0-9]{7,}")
_FILE_NAME = re.compile(r"([1-9][0-9]*)(?:-([1-9][0-9]*))?\.jpg")


class PictureFile(NamedTuple):
    """Which file: of which event, and how often it was written anew without a picture that had to go."""

    event_id: int
    rewritten: int = 0


class Segment(NamedTuple):
    """Where in its file a picture is, in bytes."""

    at: int
    size: int


def bytes_on_disk(size: int | None) -> int:
    """What a file of that size takes: whole blocks, so that the limit holds for the disk and not only on paper."""
    return -(-(size or 0) // BLOCK_BYTES) * BLOCK_BYTES


class PictureFiles:
    """Writes, reads and removes picture files. The writer's instance is used on the writer thread only.

    Attributes:
        unswept: Thousands in which something could not be removed: on Windows a file that someone has open.
    """

    def __init__(self, folder: Path) -> None:
        """`folder` is the site's `pictures/`."""
        self._folder = folder
        self._bucket: int | None = None  # the last one known to exist
        self.unswept: set[int] = set()

    def path(self, file: PictureFile) -> str:
        """Where the file is, or would be."""
        name = f"{file.event_id}-{file.rewritten}" if file.rewritten else f"{file.event_id}"
        return f"{self._folder}/{file.event_id // BUCKET:07d}/{name}.jpg"

    def write(self, file: PictureFile, pictures: Sequence[bytes], at: int = 0) -> None:
        """Write pictures, readable by the user alone: a new file, or behind the first `at` bytes of one.

        Raises:
            OSError: Disk full or folder gone; what was written is removed again.
        """
        descriptor = self._opened(file) if at == 0 else os.open(self.path(file), os.O_WRONLY | _BINARY)
        try:
            # Plain calls, and few: each one gives Python's lock away, which under load takes long to come back.
            try:
                if at:
                    os.ftruncate(descriptor, at)  # an append whose row never came
                    os.lseek(descriptor, at, os.SEEK_SET)
                _write_all(descriptor, pictures)
            finally:
                os.close(descriptor)
        except OSError:
            self.shorten(file, at)
            raise

    def _opened(self, file: PictureFile) -> int:
        bucket = file.event_id // BUCKET
        if bucket != self._bucket:
            self._bucket_folder(bucket).mkdir(mode=0o700, parents=True, exist_ok=True)
            self._bucket = bucket
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY
        try:
            return os.open(self.path(file), flags, 0o600)
        except FileNotFoundError:  # its folder went empty and was removed
            self._bucket_folder(bucket).mkdir(mode=0o700, parents=True, exist_ok=True)
            return os.open(self.path(file), flags, 0o600)

    def read(self, file: PictureFile, segments: Sequence[Segment]) -> list[bytes | None]:
        """Those parts of the file; None for what is gone."""
        try:
            with Path(self.path(file)).open("rb", buffering=0) as opened:
                return [_read_segment(opened.fileno(), segment) for segment in segments]
        except FileNotFoundError:
            return [None] * len(segments)

    def shorten(self, file: PictureFile, size: int) -> None:
        """Let go of everything behind the first `size` bytes; of the file if that is nothing."""
        if size == 0:
            self.remove([file])
            return
        try:
            os.truncate(self.path(file), size)
        except FileNotFoundError:
            return
        except OSError:
            self.unswept.add(file.event_id // BUCKET)

    def remove(self, files: Iterable[PictureFile]) -> None:
        """Remove files that are there, and their folders once those are empty."""
        buckets = set()
        for file in files:
            bucket = file.event_id // BUCKET
            buckets.add(bucket)
            try:
                Path(self.path(file)).unlink(missing_ok=True)
            except OSError:
                self.unswept.add(bucket)
        for bucket in buckets - {self._bucket}:
            with contextlib.suppress(OSError):  # not empty, as a rule
                self._bucket_folder(bucket).rmdir()

    def buckets(self) -> list[int]:
        """Thousands that have a folder, in order."""
        try:
            names = [path.name for path in self._folder.iterdir()]
        except FileNotFoundError:
            return []
        return sorted(int(name) for name in names if _BUCKET_NAME.fullmatch(name))

    def in_bucket(self, bucket: int) -> Iterator[tuple[PictureFile, int]]:
        """Files of one thousand of events and their sizes in bytes; what is not named as ours is left alone."""
        try:
            with os.scandir(self._bucket_folder(bucket)) as found:
                entries = list(found)
        except FileNotFoundError:
            return
        for entry in entries:
            if (ours := _FILE_NAME.fullmatch(entry.name)) and entry.is_file(follow_symlinks=False):
                yield PictureFile(int(ours[1]), int(ours[2] or 0)), entry.stat(follow_symlinks=False).st_size

    def _bucket_folder(self, bucket: int) -> Path:
        return self._folder / f"{bucket:07d}"


_BINARY = getattr(os, "O_BINARY", 0)


def _write_all(descriptor: int, pictures: Sequence[bytes]) -> None:
    left: list[bytes | memoryview] = list(pictures)
    while left:
        done = os.writev(descriptor, left) if hasattr(os, "writev") else os.write(descriptor, left[0])
        while left and done >= len(left[0]):
            done -= len(left.pop(0))
        if done:
            left[0] = memoryview(left[0])[done:]


def _read_segment(descriptor: int, segment: Segment) -> bytes | None:
    os.lseek(descriptor, segment.at, os.SEEK_SET)
    data = os.read(descriptor, segment.size)
    while data and len(data) < segment.size and (more := os.read(descriptor, segment.size - len(data))):
        data += more
    return data if len(data) == segment.size else None
