"""Bytes of a push or of an event stream into messages, by what they hold and never by where they came."""

from __future__ import annotations

from dataclasses import dataclass

from sophon_monitor.protocol.body import value_of_body, value_of_json
from sophon_monitor.protocol.errors import ProtocolError, ProtocolErrorCode
from sophon_monitor.protocol.event import event_parts, is_event, recognition
from sophon_monitor.protocol.forms import unwrapped
from sophon_monitor.protocol.messages import Message
from sophon_monitor.protocol.notices import camera_list_sync, camera_notice, is_notice, is_sync
from sophon_monitor.protocol.platform_forwarding import (
    is_passing_record,
    is_platform_status,
    passing_record,
    platform_heartbeat,
)
from sophon_monitor.protocol.status import heartbeat, is_status
from sophon_monitor.protocol.values import Fields
from sophon_monitor.protocol.wire_text import text_of

MAX_ITEMS = 10_000  # a box uploads 100 at a time
_MAX_KEY = 40


@dataclass(frozen=True, slots=True)
class Decoded:
    """What one body held.

    Attributes:
        messages: Those understood, in their order.
        rejected: One error for each item of an array that is no message.
        is_array: The body was an array, also of one.
    """

    messages: tuple[Message, ...]
    rejected: tuple[ProtocolError, ...] = ()
    is_array: bool = False


def decode_body(body: bytes, content_type: str | None = None) -> Decoded:
    """Decode a POST push: JSON, multipart or urlencoded, whatever its header says.

    Raises:
        ProtocolError: Nothing in the body can be read. Items of an array never raise, they are `rejected`.
    """
    found = value_of_body(body, content_type)
    try:
        return _decoded(found.value)
    except ProtocolError as error:
        inner = unwrapped(found.value) if found.is_form and isinstance(found.value, dict) else None
        if inner is None or error.code is not ProtocolErrorCode.UNKNOWN_SHAPE:
            raise
    return _decoded(inner)


def decode_frame(frame: bytes | str) -> Decoded:
    """Decode a WebSocket frame, text or binary: an event (port 5679) or a notice (54547).

    Raises:
        ProtocolError: As `decode_body`; a frame is never a form.
    """
    words = frame if isinstance(frame, str) else text_of(frame)
    if not words or words.isspace():
        raise ProtocolError(ProtocolErrorCode.EMPTY)
    return _decoded(value_of_json(words))


def _decoded(value: object) -> Decoded:
    if not isinstance(value, list):
        return Decoded((_message(value),))
    if not value:
        raise ProtocolError(ProtocolErrorCode.EMPTY_ARRAY)
    if len(value) > MAX_ITEMS:
        raise ProtocolError(ProtocolErrorCode.UNKNOWN_SHAPE, keys=f"an array of {len(value)}")
    messages: list[Message] = []
    rejected: list[ProtocolError] = []
    for item in value:
        try:
            messages.append(_message(item))
        except ProtocolError as error:
            rejected.append(error)
    return Decoded(tuple(messages), tuple(rejected), is_array=True)


def _message(value: object) -> Message:
    if not isinstance(value, dict):
        raise ProtocolError(ProtocolErrorCode.NOT_AN_OBJECT, found=_kind(value))
    message = _understood(value)
    if message is None:
        keys = ", ".join(str(key)[:_MAX_KEY] for key in list(value)[:20])
        raise ProtocolError(ProtocolErrorCode.UNKNOWN_SHAPE, keys=keys.encode("utf-8", "replace").decode())
    return message


def _understood(fields: Fields) -> Message | None:
    """Ask each dialect in turn; none has the others' names."""
    if is_notice(fields):
        return camera_notice(fields)
    if is_sync(fields):
        return camera_list_sync(fields)
    if is_passing_record(fields):
        return passing_record(fields)
    if is_platform_status(fields):
        return platform_heartbeat(fields)
    parts = event_parts(fields)
    if is_event(parts):
        return recognition(parts)
    return heartbeat(fields) if is_status(fields) else None


def _kind(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, str):
        return "text"
    return "array" if isinstance(value, list) else "number"
