"""The example messages E1-E23 of protocol.md section 8, with pictures that decode, and what boxes make of them."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

from sophon_monitor.protocol.decode import decode_body
from sophon_monitor.protocol.messages import Heartbeat, Message, Picture, PictureState, Recognition

JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 3 + b"\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
BASE64 = base64.b64encode(JPEG).decode()
FEATURE = base64.b64encode(bytes(range(256)) * 8).decode()
PRESENT = Picture(PictureState.PRESENT, JPEG)
EMPTY = Picture(PictureState.EMPTY)
UNDECODABLE = Picture(PictureState.UNDECODABLE)

_TEXT = Path(__file__).with_name("examples.json").read_text(encoding="utf-8")
_TEXT = _TEXT.replace("<base64 jpeg>", BASE64).replace("<base64 of 2048 bytes>", FEATURE)


def example(name: str, **changes: Any) -> dict[str, Any]:
    """A fresh copy of one example; a change to None takes the member out."""
    message: dict[str, Any] = json.loads(_TEXT)[name]
    for key, value in changes.items():
        message[key] = value
        if value is None:
            del message[key]
    return message


EXAMPLES: tuple[str, ...] = tuple(json.loads(_TEXT))


def one(message: object, content_type: str | None = "application/json") -> Message:
    """What a single body holds; bytes as they are, everything else as JSON."""
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    decoded = decode_body(body, content_type)
    assert not decoded.is_array
    assert decoded.rejected == ()
    (found,) = decoded.messages
    return found


def heartbeat(message: object, content_type: str | None = "application/json") -> Heartbeat:
    """The same, known to be a heartbeat."""
    found = one(message, content_type)
    assert isinstance(found, Heartbeat)
    return found


def recognition(message: object, content_type: str | None = "application/json") -> Recognition:
    """The same, known to be a recognition."""
    found = one(message, content_type)
    assert isinstance(found, Recognition)
    return found
