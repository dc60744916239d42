"""A photo that somebody sends to a simulated box: reading it, and whose registered picture it is.

Knows nothing about faces: a photo is somebody's if it looks like the picture of them that the box has.
"""

from __future__ import annotations

import base64
import binascii
import io
from dataclasses import dataclass

MOST_BYTES = 5 * 1024 * 1024
_GLANCE = (16, 20)  # pixels in which two pictures are compared
_SAME = 4.0  # mean difference per colour, 0-255; other people's portraits differ by more than 6


class BadPhoto(Exception):  # noqa: N818 - what it is
    """No picture can be made of it.

    Attributes:
        is_large: Whether that is because of its size.
    """

    def __init__(self, *, is_large: bool = False) -> None:
        """Say why."""
        super().__init__("too large" if is_large else "no picture")
        self.is_large = is_large


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo.

    Attributes:
        jpeg: The picture as a JPEG, the bytes that were sent if they were one.
        size: Pixels, width and height.
        glance: Its colours in a few pixels.
    """

    jpeg: bytes
    size: tuple[int, int]
    glance: bytes

    def looks_like(self, other: bytes) -> bool:
        """Whether another glance is of the same picture."""
        off = sum(abs(one - two) for one, two in zip(self.glance, other, strict=True))
        return off / len(other) < _SAME


def photo_bytes(text: object) -> bytes:
    """What base64 stands for, with line breaks or a data-URI prefix as boxes accept it.

    Raises:
        BadPhoto: It is none, or too large.
    """
    if not isinstance(text, str):
        raise BadPhoto
    if text.startswith("data:"):
        text = text.partition(",")[2]
    try:
        data = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        raise BadPhoto from None
    if len(data) > MOST_BYTES:
        raise BadPhoto(is_large=True)
    return data


def glance_of(jpeg: bytes) -> bytes:
    """The colours of a picture in a few pixels. Takes milliseconds: for a worker thread."""
    return read_photo(jpeg).glance


def read_photo(data: bytes) -> Photo:
    """Decode a JPEG or PNG. Takes milliseconds: for a worker thread.

    Raises:
        BadPhoto: It is none.
    """
    from PIL import Image  # 0.2 s of import

    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as picture:
            is_jpeg = picture.format == "JPEG"
            colours = picture.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise BadPhoto from None
    glance = colours.resize(_GLANCE, Image.Resampling.BOX).tobytes()
    if is_jpeg:
        return Photo(data, colours.size, glance)
    out = io.BytesIO()
    colours.save(out, "JPEG", quality=90)
    return Photo(out.getvalue(), colours.size, glance)


def blank_jpeg() -> bytes:
    """A picture on which nothing is. Takes milliseconds: for a worker thread."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (96, 120), "white").save(out, "JPEG")
    return out.getvalue()
