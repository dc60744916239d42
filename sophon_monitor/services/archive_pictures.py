"""The picture files of one site: `pictures/0001234/1234567-scene.jpg`, a folder per thousand events.

Knows files, not rows. A file is written before its row is and goes after its row says so; what a kill leaves in
between belongs to no row and is swept away at the next start.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from sophon_monitor.services.archive_rows import PICTURE_KINDS, PictureKind

BUCKET = 1000
BLOCK_BYTES = 4096

_BUCKET_NAME = re.compile(r"[0-9]{7,}")
_FILE_NAME = re.compile(r"([0-9]+)-(live|registered|scene)\.([a-z0-9]+)")
_KINDS: dict[str, PictureKind] = {kind: kind for kind in PICTURE_KINDS}


class PictureFile(NamedTuple):
    """Which file: event, kind and ending."""

    event_id: int
    kind: PictureKind
    suffix: str


def bytes_on_disk(size: int | None) -> int:
    """What a file of that size takes: whole blocks, so that the limit holds for the disk and not only on paper."""
    return -(-(size or 0) // BLOCK_BYTES) * BLOCK_BYTES


class PictureFiles:
    """Writes, reads and removes picture files. The writer's instance is used on the writer thread only."""

    def __init__(self, folder: Path) -> None:
        """`folder` is the site's `pictures/`."""
        self._folder = folder
        self._bucket: int | None = None  # the last one known to exist

    def path(self, file: PictureFile) -> Path:
        """Where the file is, or would be."""
        return self._bucket_folder(file.event_id // BUCKET) / f"{file.event_id}-{file.kind}.{file.suffix}"

    def write(self, file: PictureFile, data: bytes) -> None:
        """Write a picture, readable by the user alone.

        Raises:
            OSError: Disk full or folder gone; what was written of the file is removed again.
        """
        bucket = file.event_id // BUCKET
        if bucket != self._bucket:
            self._bucket_folder(bucket).mkdir(mode=0o700, parents=True, exist_ok=True)
            self._bucket = bucket
        path = self.path(file)
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
        try:
            descriptor = os.open(path, flags, 0o600)
        except FileNotFoundError:  # its folder went empty and was removed
            self._bucket_folder(bucket).mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(path, flags, 0o600)
        try:
            # Plain calls: each one gives Python's lock away once, a file object does so three times more.
            try:
                done = os.write(descriptor, data)
                while done < len(data):
                    done += os.write(descriptor, memoryview(data)[done:])
            finally:
                os.close(descriptor)
        except OSError:
            path.unlink(missing_ok=True)
            raise

    def read(self, file: PictureFile) -> bytes | None:
        """The picture, or None if the file is gone."""
        try:
            return self.path(file).read_bytes()
        except FileNotFoundError:
            return None

    def remove(self, files: Iterable[PictureFile]) -> None:
        """Remove files that are there, and their folders once those are empty."""
        buckets = set()
        for file in files:
            # A file that someone else holds open on Windows stays until the next sweep.
            with contextlib.suppress(OSError):
                self.path(file).unlink(missing_ok=True)
            buckets.add(file.event_id // BUCKET)
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

    def in_bucket(self, bucket: int) -> Iterator[PictureFile]:
        """Files of one thousand of events; what is not named as ours is left alone."""
        try:
            names = [path.name for path in self._bucket_folder(bucket).iterdir()]
        except FileNotFoundError:
            return
        for name in names:
            if found := _FILE_NAME.fullmatch(name):
                yield PictureFile(int(found[1]), _KINDS[found[2]], found[3])

    def _bucket_folder(self, bucket: int) -> Path:
        return self._folder / f"{bucket:07d}"
