"""What the decoder says about pictures, cheaply."""

from __future__ import annotations

import io
import itertools
import random
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImageReader

from sophon_monitor.protocol.messages import Picture, PictureState
from sophon_monitor.services.pictures import checked, pixelated, suffix
from tests.services.archive_samples import jpeg, png, present


def state(data: bytes) -> PictureState:
    return checked(present(data)).state


@pytest.mark.parametrize("data", [jpeg(), jpeg(1920, 1080), jpeg(200, 200, progressive=True), png(), jpeg(1, 1)])
def test_that_a_sound_picture_is_kept_as_it_came(data: bytes) -> None:
    picture = present(data)
    assert checked(picture) is picture


def test_that_bytes_behind_the_end_do_no_harm() -> None:
    assert state(jpeg() + b"\0" * 500) is PictureState.PRESENT


@pytest.mark.parametrize("share", [0.05, 0.3, 0.9, 0.999])
@pytest.mark.parametrize("progressive", [True, False])
def test_that_a_cut_off_picture_is_undecodable(share: float, progressive: bool) -> None:
    data = jpeg(320, 240, progressive=progressive)
    assert state(data[: int(len(data) * share)]) is PictureState.UNDECODABLE


@pytest.mark.parametrize(
    "data", [b"hello", b"\xff\xd8", b"\xff\xd8\xff\xe0\0\x10JFIF\0\xff\xd9", b"<html>", b"\0" * 99]
)
def test_that_what_is_no_picture_is_undecodable_and_its_bytes_are_dropped(data: bytes) -> None:
    assert checked(present(data)) == Picture(PictureState.UNDECODABLE)


def test_that_no_bytes_at_all_are_empty() -> None:
    assert state(b"") is PictureState.EMPTY


@pytest.mark.parametrize("kept", [PictureState.NOT_ASKED, PictureState.ABSENT, PictureState.EXPIRED])
def test_that_other_states_stay(kept: PictureState) -> None:
    assert checked(Picture(kept)).state is kept


def test_that_absurd_dimensions_are_too_large_and_are_not_decoded() -> None:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunks = [b"IHDR" + header, b"IDAT" + zlib.compress(b"")]
    bomb = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(c) - 4) + c + struct.pack(">I", zlib.crc32(c)) for c in chunks
    )
    assert state(bomb) is PictureState.TOO_LARGE
    data = bytearray(jpeg(64, 80))
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", 20_000, 20_000)
    assert state(bytes(data)) is PictureState.TOO_LARGE


def test_that_what_is_called_present_decodes() -> None:
    """Mutated pictures: whatever the check lets pass, the screen's decoder can show."""
    rng = random.Random(7)
    passed = 0
    for sound in (jpeg(96, 96), jpeg(96, 96, progressive=True)):
        for _ in range(600):
            data = bytearray(sound)
            for _ in range(rng.choice((1, 2, 5))):
                data[rng.randrange(2, 640 if rng.random() < 0.6 else len(data) - 2)] = rng.randrange(256)
            if state(bytes(data)) is PictureState.PRESENT:
                passed += 1
                assert decodes(bytes(data)), bytes(data).hex()
    assert passed > 200


def decodes(data: bytes) -> bool:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return not QImageReader(buffer).read().isNull()


@pytest.mark.parametrize(
    ("data", "expected"), [(jpeg(), "jpg"), (png(), "png"), (b"BM...", "bmp"), (b"GIF89a", "gif"), (b"?", "img")]
)
def test_that_the_ending_follows_the_first_bytes(data: bytes, expected: str) -> None:
    assert suffix(data) == expected


@pytest.mark.parametrize(("scene", "blocks"), [(False, 8), (True, 16)])
def test_that_a_pixelated_picture_has_its_size_and_few_blocks(scene: bool, blocks: int) -> None:
    hidden = pixelated(jpeg(320, 160), scene=scene)
    assert hidden is not None
    image = Image.open(io.BytesIO(hidden)).convert("L")
    assert image.size == (320, 160)
    row = [image.getpixel((x, 10)) for x in range(320)]
    steps = sum(1 for a, b in itertools.pairwise(row) if abs(int(a) - int(b)) > 12)  # type: ignore[arg-type]
    assert steps <= blocks


def test_that_pixelating_drops_what_cameras_write_beside_the_picture() -> None:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "taken of a person"
    Image.new("RGB", (64, 64)).save(out, "JPEG", exif=exif)
    hidden = pixelated(out.getvalue())
    assert hidden is not None
    assert b"person" not in hidden


def test_that_what_does_not_decode_is_not_pixelated() -> None:
    assert pixelated(b"\xff\xd8nothing") is None


def test_that_pictures_are_checked_without_any_display_or_application() -> None:
    code = (
        "from tests.services.archive_samples import jpeg, present\n"
        "from sophon_monitor.services.pictures import checked, pixelated\n"
        "assert checked(present(jpeg())).state == 'present' and pixelated(jpeg())"
    )
    environment = {"PATH": "/usr/bin", "PYTHONPATH": str(Path.cwd())}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
