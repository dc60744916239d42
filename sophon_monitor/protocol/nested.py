"""Text into values: JSON as boxes write it, and the Python literals that some of them put into form fields.

Whatever comes out consists of dict with text keys, list, str, int, float, bool and None.
"""

from __future__ import annotations

import ast
import json
import re

from sophon_monitor.protocol.errors import ProtocolError, ProtocolErrorCode

MAX_LITERAL_CHARACTERS = 8 * 1024 * 1024
MAX_DEPTH = 32
_EXACT_INTEGER_DIGITS = 24
_EXACT_BITS = 80
_MAX_ID_DIGITS = 2048


def _integer(digits: str) -> int | str | None:
    """Read an integer. One that is too long to count with stays text, so that an id is not lost."""
    if len(digits) <= _EXACT_INTEGER_DIGITS:
        return int(digits)
    return digits if len(digits) <= _MAX_ID_DIGITS else None


def _not_a_number(_name: str) -> None:
    """NaN and Infinity are no JSON, but boxes divide by zero too."""
    return None  # noqa: RET501 - the value of the field


# Not strict: a raw line break inside a text (76-column base64) is no reason to lose an event.
_DECODER = json.JSONDecoder(strict=False, parse_int=_integer, parse_constant=_not_a_number)


def json_value(words: str) -> object:
    """Return what JSON text says.

    Raises:
        ProtocolError: NOT_JSON with line, column and problem, or TOO_DEEP.
    """
    try:
        value: object = _DECODER.decode(words)
    except json.JSONDecodeError as error:
        raise ProtocolError(
            ProtocolErrorCode.NOT_JSON, line=str(error.lineno), column=str(error.colno), problem=error.msg
        ) from None
    except RecursionError:
        raise ProtocolError(ProtocolErrorCode.TOO_DEEP) from None
    return value


def parsed(value: object) -> object:
    """Return the object or list that a text holds, as JSON or as Python literal; everything else as it is."""
    if not isinstance(value, str):
        return value
    words = value.strip()
    if not words.startswith(("{", "[", "(")):
        return value
    try:
        return json_value(words)
    except ProtocolError:
        return _literal(words, value)


# The skeleton of a literal: its strings taken out as S, its blanks removed. Openers, strings and numbers stand only
# where a value may begin, so the parser never gets chains (1-1-1.., [0][0]..) that would eat its stack.
_STRING = re.compile(
    r"""(?:\bu)?(?:'[^'\\\n]*+(?:\\[\\'"nrtxuU][^'\\\n]*+)*+'|"[^"\\\n]*+(?:\\[\\'"nrtxuU][^"\\\n]*+)*+")"""
    r"|-?\b(?:nan|inf)\b"
)
_SKELETON = re.compile(
    r"(?:[,:\])}]|(?<![^,:\[({])(?:[\[({]|S+|True|False|None|-?[0-9.]+(?:e[-+]?[0-9]+)?))*+", re.ASCII
)


def _literal(words: str, otherwise: str) -> object:
    """Return a Python literal's value, `otherwise` where it is none or too big."""
    if len(words) > MAX_LITERAL_CHARACTERS:
        return otherwise
    skeleton = "".join(_STRING.sub(_bone, words).split())
    if _SKELETON.fullmatch(skeleton) is None or _depth(skeleton) > MAX_DEPTH:
        return otherwise
    try:
        value = ast.literal_eval(_STRING.sub(_number_or_string, words))
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
        return otherwise
    return _like_json(value)


def _bone(found: re.Match[str]) -> str:
    return "S" if found[0].endswith(("'", '"')) else "None"


def _number_or_string(found: re.Match[str]) -> str:
    return found[0] if found[0].endswith(("'", '"')) else "None"


def _depth(skeleton: str) -> int:
    deepest = depth = 0
    for sign in re.findall(r"[\[({\])}]", skeleton):
        depth += 1 if sign in "[({" else -1
        deepest = max(deepest, depth)
    return deepest


def _like_json(value: object) -> object:
    """Turn a literal's tuples and sets into lists, and drop keys that are no text."""
    if isinstance(value, dict):
        return {key: _like_json(member) for key, member in value.items() if isinstance(key, str)}
    if isinstance(value, list | tuple | set):
        return [_like_json(member) for member in value]
    if isinstance(value, int) and value.bit_length() > _EXACT_BITS:
        return str(value)
    return value
