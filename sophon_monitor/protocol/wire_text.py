"""Bytes of the wire into text: UTF-8, with or without mark, or GB18030 of old senders."""

from __future__ import annotations

from sophon_monitor.protocol.errors import ProtocolError, ProtocolErrorCode


def text_of(body: bytes) -> str:
    """Return the text.

    Raises:
        ProtocolError: NOT_TEXT.
    """
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ProtocolError(ProtocolErrorCode.NOT_TEXT)
