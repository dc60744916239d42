"""Form bodies into fields: multipart/form-data and x-www-form-urlencoded.

No page of the vendor shows such a body (protocol.md 2.0), so every plausible layout is read: one part per field with
nested values as text, pictures as text or file parts, or the whole message in one part.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from sophon_monitor.protocol.errors import ProtocolError, ProtocolErrorCode
from sophon_monitor.protocol.nested import parsed
from sophon_monitor.protocol.pictures import looks_like_picture
from sophon_monitor.protocol.wire_text import text_of

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

MAX_PARTS = 500
MAX_ESCAPES = 2_000_000  # a second of work; 32 MB of pictures have fewer
_FIRST_LINE = re.compile(rb"\s*--([^\r\n]{1,200}?)[ \t]*\r?\n")
_QUIET = logging.Logger("forms", logging.CRITICAL + 1)  # what is wrong goes into the error
_NULLS = frozenset({"None", "null"})
# Where a sender forgot to escape, a plus sign arrives as a blank.
_BASE64_WITH_BLANKS = re.compile(r"[A-Za-z0-9/=:;,.]{4,}(?: [A-Za-z0-9/=]*)+")

FormFields = dict[str, object]


class _Parts:
    """Collects what the multipart parser calls back with."""

    def __init__(self) -> None:
        self.fields: FormFields = {}
        self._count = 0
        self._clear()

    def _clear(self) -> None:
        self._disposition = b""
        self._header_name, self._header_value, self._data = bytearray(), bytearray(), bytearray()

    def part_begin(self) -> None:
        self._clear()
        self._count += 1
        if self._count > MAX_PARTS:
            raise FormParserError(f"more than {MAX_PARTS} parts")

    def header_name(self, data: bytes, start: int, end: int) -> None:
        self._header_name += data[start:end]

    def header_value(self, data: bytes, start: int, end: int) -> None:
        self._header_value += data[start:end]

    def header_end(self) -> None:
        if self._header_name.lower() == b"content-disposition":
            self._disposition = bytes(self._header_value)
        self._header_name, self._header_value = bytearray(), bytearray()

    def part_data(self, data: bytes, start: int, end: int) -> None:
        self._data += data[start:end]

    def part_end(self) -> None:
        _, options = parse_options_header(self._disposition)
        name = _words(options.get(b"name", b"")) or f"part {self._count}"
        self.fields[str(name)] = _words(bytes(self._data))

    def callbacks(self) -> MultipartCallbacks:
        return {
            "on_part_begin": self.part_begin,
            "on_header_field": self.header_name,
            "on_header_value": self.header_value,
            "on_header_end": self.header_end,
            "on_part_data": self.part_data,
            "on_part_end": self.part_end,
        }


def sniffed_boundary(body: bytes) -> bytes | None:
    """Return the boundary that a body begins with, None where it does not look like multipart."""
    found = _FIRST_LINE.match(body)
    return None if found is None else found[1]


def multipart_fields(body: bytes, boundary: bytes) -> FormFields:
    """Return name -> text, or bytes where a part is no text; of equal names the last counts.

    Raises:
        ProtocolError: BAD_FORM.
    """
    parts = _Parts()
    try:
        parser = MultipartParser(boundary, parts.callbacks())
        parser.logger = _QUIET
        parser.write(body.lstrip(b"\r\n \t"))
        parser.finalize()
    except (FormParserError, ValueError) as error:
        raise ProtocolError(ProtocolErrorCode.BAD_FORM, problem=str(error)) from None
    if not parts.fields:
        raise ProtocolError(ProtocolErrorCode.BAD_FORM, problem="no complete part")
    return parts.fields


def urlencoded_fields(body: bytes) -> FormFields:
    """Return name -> text of an x-www-form-urlencoded body; of equal names the last counts.

    Raises:
        ProtocolError: BAD_FORM.
    """
    if body.count(b"%") > MAX_ESCAPES:
        raise ProtocolError(ProtocolErrorCode.BAD_FORM, problem=f"more than {MAX_ESCAPES} escapes")
    try:
        # Latin-1 keeps the bytes apart until each value's own encoding is found.
        pairs = parse_qsl(
            body.decode("latin-1").strip(), keep_blank_values=True, encoding="latin-1", max_num_fields=MAX_PARTS
        )
    except ValueError as error:
        raise ProtocolError(ProtocolErrorCode.BAD_FORM, problem=str(error)) from None
    return {str(_words(name.encode("latin-1"))): _plussed(_words(value.encode("latin-1"))) for name, value in pairs}


def unwrapped(fields: Mapping[str, object]) -> object:
    """Return the message that a form carries in its parts' values instead of their names, None where there is none.

    One part with the whole JSON gives that; of several, the objects among them are laid over the rest.
    """
    found = [value for value in map(parsed, fields.values()) if isinstance(value, dict | list)]
    if not found:
        return None
    if len(fields) == 1:
        return found[0]
    merged: dict[str, Any] = dict(fields)
    for value in found:
        if isinstance(value, dict):
            merged.update(value)
    return merged


def _words(data: bytes) -> str | bytes | None:
    if looks_like_picture(data):
        return data
    try:
        words = text_of(data)
    except ProtocolError:
        return data
    return None if words in _NULLS else words


def _plussed(value: str | bytes | None) -> str | bytes | None:
    if isinstance(value, str) and len(value) > 1000 and _BASE64_WITH_BLANKS.fullmatch(value) is not None:
        return value.replace(" ", "+")
    return value
