"""Tolerant readers for single fields: text, numbers with units, percentages, sizes, times, nested objects.

None of them raises: what cannot be read is absent (None). They know nothing of messages.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from sophon_monitor.protocol.nested import parsed

Fields = Mapping[str, object]
NO_FIELDS: Fields = {}

# The longest id of the field is an ep_id with an RTSP URL; a feature vector in base64 is 2732 characters.
MAX_TEXT = 2048
RATIO = 100.0  # a key whose values run from 0 to 1
PER_CENT = 1.0
# No text for people runs on like this; a picture or a biometric template does, and neither is ever kept as text.
_BULK = re.compile(
    r"data:[a-z]+/|[A-Za-z0-9+/_=-]{200}|[A-Za-z0-9+/_=-]{64,}\s[A-Za-z0-9+/_=-]{64}|[\s\[({]*(?:[-+0-9.eE]++[\s,;]++){32}"
)
_LATEST_MS = 253_402_300_799_999  # the last millisecond of the year 9999
_NUMBER = re.compile(r"\s*([-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)\s*")
_SIZE_IN_G = {"": 1.0, "g": 1.0, "m": 1 / 1024, "k": 1 / 1024**2, "t": 1024.0}
_SIZE_UNIT = re.compile(r"(?:([kmgt])i?b?)?", re.IGNORECASE)


def is_absent(value: object) -> bool:
    """Whether a field says nothing: missing, null, blank text, NaN or infinite."""
    if isinstance(value, str):
        return not value or value.isspace()
    return value is None or (isinstance(value, float) and not math.isfinite(value))


def first(sources: Iterable[Fields], *names: str) -> object | None:
    """Return the first value that says something; an earlier name counts more than an earlier source."""
    places = tuple(sources)
    for name in names:
        for source in places:
            if name in source and not is_absent(value := source[name]):
                return value
    return None


def text(value: object) -> str | None:
    """Return text trimmed, numbers as their own text (12 -> "12"); None for anything else and for very long texts."""
    if isinstance(value, bool) or is_absent(value) or not isinstance(value, str | int | float):
        return None
    try:
        words = value if isinstance(value, str) else str(value)
    except ValueError:  # more digits than Python prints
        return None
    if is_bulk(words):
        return None
    return clean(words) or None


def is_bulk(words: str) -> bool:
    """Whether a text is too long to be one, or the beginning of a picture or of a feature vector."""
    return len(words) > MAX_TEXT or _BULK.match(words) is not None


def clean(words: str) -> str:
    """Trim, and replace what no file or database takes: lone surrogates and NUL."""
    if not words.isascii():
        words = words.encode("utf-8", "replace").decode("utf-8")
    return words.replace("\x00", "").strip()


def measure(value: object) -> tuple[float, str] | None:
    """Return a number and the unit behind it: 4470.0, "r/min". A bare number has the unit ""."""
    if isinstance(value, str):
        found = _NUMBER.match(value) if len(value) <= MAX_TEXT else None
        if found is None:
            return None
        number, unit = float(found[1]), value[found.end() :].strip()
    elif isinstance(value, int | float) and not isinstance(value, bool):
        try:
            number, unit = float(value), ""
        except OverflowError:
            return None
    else:
        return None
    return (number, unit) if math.isfinite(number) else None


def number(value: object) -> float | None:
    """Return the number; a unit behind it is dropped."""
    found = measure(value)
    return None if found is None else found[0]


def percent(value: object, scale: float) -> float | None:
    """Return 0-100. `scale` is RATIO or PER_CENT, by the key's name; a per cent sign goes before it."""
    found = measure(value)
    if found is None:
        return None
    share = round(found[0] * (PER_CENT if found[1].startswith(("%", "％")) else scale), 6)
    if not 0.0 <= share <= 100.5:
        return None
    return min(share, 100.0)


def size_gb(value: object) -> float | None:
    """Return a size in G; 1 G = 1024 M, a bare number is G."""
    found = measure(value)
    if found is None or found[0] < 0:
        return None
    unit = _SIZE_UNIT.fullmatch(found[1])
    if unit is None:
        return None
    return round(found[0] * _SIZE_IN_G[(unit[1] or "").lower()], 6)


def epoch_ms(value: object) -> int | None:
    """Return UTC epoch milliseconds of a time in s, ms or us, told apart by magnitude (protocol.md 8.1 no 15)."""
    if isinstance(value, str):
        found = _NUMBER.fullmatch(value) if len(value) <= 64 else None
        exact = Decimal(found[1]) if found is not None else None
    elif isinstance(value, int | float) and not isinstance(value, bool) and not is_absent(value):
        exact = Decimal(value) if isinstance(value, int) else Decimal(repr(value))
    else:
        exact = None
    if exact is None or not 0 <= exact < Decimal("1e18"):
        return None
    if exact < Decimal("1e11"):
        exact *= 1000
    elif exact >= Decimal("1e14"):
        exact /= 1000
    milliseconds = int(exact)
    return milliseconds if milliseconds <= _LATEST_MS else None


def fields_of(value: object) -> Fields:
    """Return an object, also out of JSON text or a Python repr; empty where it is none."""
    found = parsed(value)
    return found if isinstance(found, dict) else NO_FIELDS


def items_of(value: object) -> list[object] | None:
    """Return a list, also out of JSON text or a Python repr; a single object is a list of one; else None."""
    found = parsed(value)
    if isinstance(found, dict):
        return [found]
    return found if isinstance(found, list) else None
