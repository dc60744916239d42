"""What else a recognition says, kept small: JSON values without pictures and without biometric templates."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from sophon_monitor.protocol.nested import parsed
from sophon_monitor.protocol.values import Fields, clean, is_bulk

MAX_DEPTH = 5
MAX_VALUES = 400
MAX_MEMBERS = 64
MAX_NUMBERS = 2 * MAX_MEMBERS  # no template slips through in pieces
MAX_CHARACTERS = 16 * 1024
_SECRET = ("feature", "password", "token")


def small_values(parts: Iterable[tuple[Fields, frozenset[str]]]) -> dict[str, object]:
    """Return the members of all parts that are worth showing, an earlier part before a later one.

    Args:
        parts: Objects, each with the names that are left out because they stand elsewhere.
    """
    budget = _Budget()
    kept: dict[str, object] = {}
    for fields, left_out in parts:
        if sum(type(value) in (int, float) for value in fields.values()) > MAX_MEMBERS:
            continue  # a template, member by member
        for name, value in fields.items():
            if budget.is_spent:
                return kept
            if name not in left_out and name not in kept and (small := budget.member(name, value, 1)) is not None:
                kept[clean(name)] = small
    return kept


class _Budget:
    """How much may still be kept of one message."""

    def __init__(self) -> None:
        self.values, self.numbers, self.characters = MAX_VALUES, MAX_NUMBERS, MAX_CHARACTERS

    @property
    def is_spent(self) -> bool:
        """Whether nothing more fits in."""
        return self.values <= 0 or self.characters <= 0

    def member(self, name: str, value: object, depth: int) -> object | None:
        """Return a member's value as far as it is kept, None where nothing of it is."""
        if len(name) > MAX_MEMBERS or (not isinstance(value, bool) and any(word in name.lower() for word in _SECRET)):
            return None
        return self._value(value, depth)

    def _value(self, value: object, depth: int) -> object | None:
        if isinstance(value, str) and value.lstrip()[:1] in ("{", "["):
            value = parsed(value)  # a form writes objects as text
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, dict | list):
            return self._nested(value, depth) if depth < MAX_DEPTH else None
        if isinstance(value, bool):
            return value if self._take(0) else None
        if not isinstance(value, int | float) or (isinstance(value, float) and not math.isfinite(value)):
            return None
        self.numbers -= 1
        return value if self.numbers >= 0 and self._take(0) else None

    def _text(self, value: str) -> str | None:
        if is_bulk(value):
            return None
        words = clean(value)
        return words if words and self._take(len(words)) else None

    def _nested(self, value: dict[str, object] | list[object], depth: int) -> object | None:
        if len(value) > MAX_MEMBERS:
            return None
        if isinstance(value, list):
            if _numbers(value, MAX_DEPTH) > MAX_MEMBERS:
                return None
            members = (self._value(member, depth + 1) for member in value)
            return [member for member in members if member is not None] or None
        named = ((clean(name), self.member(name, member, depth + 1)) for name, member in value.items())
        return {name: member for name, member in named if member is not None} or None

    def _take(self, characters: int) -> bool:
        self.values -= 1
        self.characters -= characters
        return self.values >= 0 and self.characters >= 0


def _numbers(value: object, depth: int) -> int:
    """Count the numbers in a value; a feature vector is no less one for being folded."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list):
        return sum(_numbers(member, depth - 1) for member in value) if depth else len(value)
    return int(isinstance(value, int | float))
