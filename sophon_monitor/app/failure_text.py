"""A failure as text for logs and crash reports: where it was in the program, and nothing of what it was about.

A traceback shows lines of code, which name nobody; what an error says of itself may quote a name, a password or half a
message of a box.
"""

from __future__ import annotations

import re
import traceback

from sophon_monitor.protocol.redaction import masked_credentials

LONGEST = 300
MOST_LINKED = 8  # causes and members of groups; more say nothing new
# What Python itself says of code: names of attributes, types and modules.
_OF_CODE = (AttributeError, ImportError, NameError, NotImplementedError, TypeError)
_QUOTED = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\"""")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_LONG = re.compile(r"[A-Za-z0-9+/=_-]{32,}|[0-9]{5,}")


def failure_text(error: BaseException) -> str:
    """The whole chain, the first cause first, as Python prints it."""
    return "".join(_lines(error, set(), ""))


def _lines(error: BaseException, seen: set[int], indent: str) -> list[str]:
    if id(error) in seen or len(seen) >= MOST_LINKED:
        return []
    seen.add(id(error))
    before: list[str] = []
    if error.__cause__ is not None:
        before = [*_lines(error.__cause__, seen, indent), "\nThe above was the direct cause of this:\n\n"]
    elif error.__context__ is not None and not error.__suppress_context__:
        before = [*_lines(error.__context__, seen, indent), "\nWhile this was handled, another one came:\n\n"]
    frames = traceback.format_tb(error.__traceback__)
    head = ["Traceback (most recent call last):\n"] if frames else []
    lines = [*before, *head, *frames, f"{_kind(error)}: {said(error, ''.join(frames))}\n"]
    if isinstance(error, BaseExceptionGroup):
        for number, member in enumerate(error.exceptions, 1):
            lines += [f"  + {number}\n", *_lines(member, seen, "  | ")]
    return [indent + line.replace("\n", f"\n{indent}").removesuffix(indent) for line in lines] if indent else lines


def _kind(error: BaseException) -> str:
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def said(error: BaseException, code: str = "") -> str:
    """What an error says of itself, with an ellipsis for whatever may be data.

    `code` are the lines of the program that it went through: what is quoted and stands there too is code.
    """
    text = masked_credentials(str(error))
    if not isinstance(error, _OF_CODE):
        text = _QUOTED.sub(lambda found: found[0] if found[0][1:-1] in code else "'…'", text)
        text = _LONG.sub("…", text)
    text = _FOREIGN.sub("…", text)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
