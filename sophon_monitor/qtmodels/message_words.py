"""The words of the message log: kinds of message, and why one was rejected, as sentences for an installer."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from sophon_monitor.domain.changes import MessageLogEntry
from sophon_monitor.protocol.errors import ProtocolErrorCode

translate = QCoreApplication.translate


def kind_word(kind: str) -> str:
    """What sort of message it is; `kind` is a code of `MessageLogEntry`."""
    match kind:
        case "heartbeat":
            return translate("MessageLog", "Heartbeat")
        case "camera_list":
            return translate("MessageLog", "Camera list")
        case "notice":
            return translate("MessageLog", "Camera notice")
        case "recognition":
            return translate("MessageLog", "Recognition")
        case "history":
            return translate("MessageLog", "History")
        case "array":
            return translate("MessageLog", "Several messages")
        case "login":
            return translate("MessageLog", "Platform login")
        case "browser":
            return translate("MessageLog", "Browser")
        case "rejected":
            return translate("MessageLog", "Not understood")
        case "too_large":
            return translate("MessageLog", "Too large")
        case "timed_out":
            return translate("MessageLog", "Not complete")
        case "new_box":
            return translate("MessageLog", "From a new box")
        case _:
            return kind


def way_word(way: str) -> str:
    """How it came; `way` is a code of `MessageLogEntry`."""
    match way:
        case "http":
            return translate("MessageLog", "sent to the receiver")
        case "websocket":
            return translate("MessageLog", "event stream")
        case "poll":
            return translate("MessageLog", "asked of the box")
        case _:
            return way


def is_rejected(entry: MessageLogEntry) -> bool:
    """True for what the status bar counts as rejected."""
    return bool(entry.reason) or entry.kind in ("rejected", "too_large", "timed_out")


def reason_sentence(entry: MessageLogEntry) -> str:
    """Why the message was rejected, or what is special about it; "" for an ordinary one."""
    values = dict(entry.reason_values)
    if entry.reason:
        try:
            return _protocol_sentence(ProtocolErrorCode(entry.reason), values)
        except ValueError:
            return translate("MessageLog", "Rejected ({reason})").format(reason=entry.reason)
    match entry.kind:
        case "too_large":
            return translate("MessageLog", "Larger than 32 MB; the connection was closed")
        case "timed_out":
            return translate("MessageLog", "Not complete within 30 s; the connection was closed")
        case "new_box":
            return translate("MessageLog", "The sender is no box of this site; look under New boxes")
        case "login":
            return translate("MessageLog", "The box tries to log in to its management platform here")
        case "rejected":
            return translate("MessageLog", "Nothing readable in it")
        case _:
            return ""


def _protocol_sentence(code: ProtocolErrorCode, values: Mapping[str, str]) -> str:
    known = _Values(values)
    match code:
        case ProtocolErrorCode.EMPTY:
            text = translate("MessageLog", "The message is empty")
        case ProtocolErrorCode.NOT_TEXT:
            text = translate("MessageLog", "The message is no text: neither UTF-8 nor GB18030")
        case ProtocolErrorCode.NOT_JSON:
            text = translate("MessageLog", "Not JSON: {problem} at line {line}, column {column}")
        case ProtocolErrorCode.BAD_FORM:
            text = translate("MessageLog", "The form cannot be taken apart: {problem}")
        case ProtocolErrorCode.NOT_AN_OBJECT:
            text = translate("MessageLog", "JSON, but no message: found {found} where an object should stand")
        case ProtocolErrorCode.EMPTY_ARRAY:
            text = translate("MessageLog", "The list of messages is empty")
        case ProtocolErrorCode.UNKNOWN_SHAPE:
            text = translate("MessageLog", "No known kind of message; its fields are {keys}")
        case ProtocolErrorCode.TOO_DEEP:
            text = translate("MessageLog", "Nested too deeply to be a message of a box")
        case ProtocolErrorCode.BOX_ERROR:
            text = translate("MessageLog", "The box reports an error: {error} {message}")
    return text.format_map(known).strip()


class _Values(dict[str, str]):
    """Values of a sentence; what the error did not name reads as a question mark."""

    def __missing__(self, key: str) -> str:
        return "?"
