"""Values of a rung as people read them: durations, sizes, software. What is text already stays as it is."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from sophon_monitor.protocol.errors import ProtocolErrorCode
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.qtmodels.site_words import age_text, generation_word

translate = QCoreApplication.translate

NOTHING = "–"
_DURATIONS = ("ago", "seconds", "difference")
_SPAN = re.compile(r"[-+]?(\d+(?:\.\d+)?) (s|min|h|d)")  # as the ladder writes them
MEGABYTE = 1024 * 1024


def value_text(name: str, value: str) -> str:
    """One value for a sentence.

    Numbers named ago, seconds and difference are seconds, size is bytes, face is pixels; generation is a code, detail
    and reason may be. Spans such as "3 min" are said in the language of the screen.
    """
    if not value.strip():
        return NOTHING
    if name == "generation":
        return _generation(value)
    if name in ("detail", "reason"):
        return _reason(value)
    if name in _DURATIONS and (span := _SPAN.fullmatch(value)) is not None:
        return _span(span[1], span[2])
    number = _number(value)
    if number is None:
        return value
    if name in _DURATIONS:
        return duration(abs(number))
    if name == "size":
        return _size(number)
    if name == "face":
        return translate("Diagnosis", "{n} px").format(n=f"{number:g}")
    return value


def duration(seconds: float) -> str:
    """Seconds in words: tenths below ten seconds, else the two largest units."""
    if seconds < 10 and seconds != int(seconds):
        return translate("Diagnosis", "{n} s").format(n=f"{seconds:.1f}")
    return age_text(seconds)


def _span(number: str, unit: str) -> str:
    match unit:
        case "min":
            text = translate("Diagnosis", "{n} min")
        case "h":
            text = translate("Diagnosis", "{n} h")
        case "d":
            text = translate("Diagnosis", "{n} d")
        case _:
            text = translate("Diagnosis", "{n} s")
    return text.format(n=number)


def _number(value: str) -> float | None:
    try:
        number = float(value)
    except ValueError:
        return None
    return number if abs(number) < 1e15 else None  # neither "inf" nor "nan", which compares false


def _size(count: float) -> str:
    if count >= MEGABYTE:
        return translate("Diagnosis", "{n} MB").format(n=f"{count / MEGABYTE:.1f}")
    return translate("Diagnosis", "{n} kB").format(n=max(1, round(count / 1024)))


def _generation(code: str) -> str:
    try:
        return generation_word(Generation(code))
    except ValueError:
        return code


def _reason(code: str) -> str:
    """Why an answer or a message could not be read, where that is a code of `ProtocolErrorCode`."""
    match code:
        case ProtocolErrorCode.EMPTY:
            return translate("Diagnosis", "it is empty")
        case ProtocolErrorCode.NOT_TEXT:
            return translate("Diagnosis", "it is no text")
        case ProtocolErrorCode.NOT_JSON:
            return translate("Diagnosis", "it is no JSON")
        case ProtocolErrorCode.BAD_FORM:
            return translate("Diagnosis", "the form cannot be taken apart")
        case ProtocolErrorCode.NOT_AN_OBJECT | ProtocolErrorCode.UNKNOWN_SHAPE | ProtocolErrorCode.TOO_DEEP:
            return translate("Diagnosis", "nothing that a Sophon box says")
        case ProtocolErrorCode.EMPTY_ARRAY:
            return translate("Diagnosis", "the list of messages is empty")
        case ProtocolErrorCode.BOX_ERROR:
            return translate("Diagnosis", "the box reports an error")
        case "too_large":
            return translate("Diagnosis", "it is too large")
        case "timed_out":
            return translate("Diagnosis", "it did not come to an end")
        case _:
            return code
