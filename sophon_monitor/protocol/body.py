"""The body of a push into a value: which of JSON and the two forms it is, told by its bytes before its header."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote_plus

from python_multipart.multipart import parse_options_header

from sophon_monitor.protocol.errors import ProtocolError, ProtocolErrorCode
from sophon_monitor.protocol.forms import multipart_fields, sniffed_boundary, urlencoded_fields
from sophon_monitor.protocol.nested import json_value
from sophon_monitor.protocol.wire_text import text_of

_MARK_AND_BLANKS = b"\xef\xbb\xbf \t\r\n"
_ESCAPED_JSON = (b"%7b", b"%5b")
_PAIR = re.compile(rb"[\w.%\[\]+-]{1,200}=")


@dataclass(frozen=True, slots=True)
class BodyValue:
    """What a body holds. `is_form` says that its members are parts of a form, all text or bytes."""

    value: object
    is_form: bool = False


def value_of_body(body: bytes, content_type: str | None = None) -> BodyValue:
    """Take a body apart.

    Raises:
        ProtocolError: EMPTY, NOT_TEXT, NOT_JSON, BAD_FORM or TOO_DEEP.
    """
    rest = body.lstrip(_MARK_AND_BLANKS)
    if not rest:
        raise ProtocolError(ProtocolErrorCode.EMPTY)
    if rest.startswith((b"{", b"[")):
        return BodyValue(value_of_json(text_of(rest)))
    kind, options = parse_options_header((content_type or "").encode("ascii", "replace").decode("ascii"))
    boundary = sniffed_boundary(rest) or (options.get(b"boundary") if kind.startswith(b"multipart/") else None)
    if boundary and (rest.startswith(b"--") or kind.startswith(b"multipart/")):
        return BodyValue(multipart_fields(body, boundary), is_form=True)
    if rest[:3].lower() in _ESCAPED_JSON:
        return BodyValue(value_of_json(unquote_plus(text_of(rest.rstrip(b"=& \r\n")))))
    if _PAIR.match(rest) is not None:
        return BodyValue(urlencoded_fields(rest), is_form=True)
    return BodyValue(value_of_json(text_of(rest)))


def value_of_json(words: str) -> object:
    """Return a JSON text's value; a message that was encoded twice is decoded twice.

    Raises:
        ProtocolError: NOT_JSON or TOO_DEEP.
    """
    value = json_value(words.strip("\ufeff \t\r\n\x00"))
    if isinstance(value, str) and value.lstrip().startswith(("{", "[")):
        return json_value(value)
    return value
