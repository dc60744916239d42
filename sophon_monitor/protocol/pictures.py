"""Pictures as boxes send them: base64 in many dresses, or raw bytes of a form's file part."""

from __future__ import annotations

import binascii
from collections.abc import Iterable

import pybase64

from sophon_monitor.protocol.messages import ABSENT, Picture, PictureState
from sophon_monitor.protocol.values import Fields

MAX_PICTURE_BYTES = 24 * 1024 * 1024
_MAX_TEXT = MAX_PICTURE_BYTES * 3 // 2  # base64 with line breaks is at most 1.4 times its bytes
_FIRST_BYTES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"BM", b"GIF87a", b"GIF89a")
_EMPTY = Picture(PictureState.EMPTY)
_UNDECODABLE = Picture(PictureState.UNDECODABLE)
_TOO_LARGE = Picture(PictureState.TOO_LARGE)
_URL_SAFE = str.maketrans("-_", "+/")


def looks_like_picture(data: bytes) -> bool:
    """Whether `data` begins like a JPEG, PNG, BMP, GIF or WebP."""
    return data.startswith(_FIRST_BYTES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def picture_of(value: object) -> Picture:
    """Return one field's picture. Never raises; a megabyte takes about a millisecond."""
    if isinstance(value, str):
        return _from_text(value)
    if isinstance(value, bytes):
        return _from_bytes(value)
    return _UNDECODABLE if value else ABSENT


def first_picture(sources: Iterable[Fields], *names: str) -> Picture:
    """Return the first picture that is there under any of its names; else the most telling reason why there is none."""
    best = ABSENT
    places = tuple(sources)
    for name in names:
        for source in places:
            if name not in source:
                continue
            picture = picture_of(source[name])
            if picture.state is PictureState.PRESENT:
                return picture
            if best.state is PictureState.ABSENT or best.state is PictureState.EMPTY:
                best = best if picture.state is PictureState.ABSENT else picture
    return best


def _from_bytes(data: bytes) -> Picture:
    if len(data) > MAX_PICTURE_BYTES:
        return _TOO_LARGE
    if looks_like_picture(data):
        return Picture(PictureState.PRESENT, data)
    return _UNDECODABLE if data else _EMPTY


def _from_text(words: str) -> Picture:
    if not words or words.isspace():
        return _EMPTY
    if len(words) > _MAX_TEXT:
        return _TOO_LARGE
    start = 0
    if words[:16].lstrip()[:5].lower() == "data:":
        start = words.find(",", 0, 256) + 1
        words = words[start:]
        if not words:
            return _EMPTY
    data = _decoded(words)
    return _from_bytes(data) if data else _UNDECODABLE


def _decoded(words: str) -> bytes | None:
    """Decode base64; the clean case first, since that is nearly every picture."""
    try:
        return pybase64.b64decode(words, validate=True)
    except (binascii.Error, ValueError):
        pass_on = "".join(words.split()).translate(_URL_SAFE).rstrip("=")
    try:
        return pybase64.b64decode(pass_on + "=" * (-len(pass_on) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
