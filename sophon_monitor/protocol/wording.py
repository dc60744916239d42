"""One English sentence per error, for the answer on the wire. The screen has its own, translated ones."""

from __future__ import annotations

from sophon_monitor.protocol.errors import ProtocolError, ProtocolErrorCode

_SENTENCES = {
    ProtocolErrorCode.EMPTY: "The body is empty.",
    ProtocolErrorCode.NOT_TEXT: "The body is neither UTF-8 nor GB18030 text.",
    ProtocolErrorCode.NOT_JSON: "The body is not JSON: {problem} at line {line}, column {column}.",
    ProtocolErrorCode.BAD_FORM: "The form cannot be taken apart: {problem}.",
    ProtocolErrorCode.NOT_AN_OBJECT: "A message is a JSON object, but this is: {found}.",
    ProtocolErrorCode.EMPTY_ARRAY: "The array holds no message.",
    ProtocolErrorCode.UNKNOWN_SHAPE: "No known message has these fields: {keys}.",
    ProtocolErrorCode.TOO_DEEP: "The JSON is nested too deeply.",
    ProtocolErrorCode.BOX_ERROR: "The box answered with the error {error}: {message}.",
}


class _Values(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "?"


def sentence(error: ProtocolError) -> str:
    """Return what is wrong, in a sentence for people; it holds nothing but the error's short values."""
    values = {name: words.rstrip(".") or "nothing" for name, words in error.values.items()}
    return _SENTENCES[error.code].format_map(_Values(values))
