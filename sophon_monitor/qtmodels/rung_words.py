"""What is said of one result of a rung."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RungWords:
    """The sentences of one result, translated, with `{names}` where the rung's values go.

    Attributes:
        result: What was found, the end of a line: no capital letter, no full stop.
        meaning: What that means. advice: What to do. Whole sentences, "" where there is nothing to say.
        cause: What the ladder says on top where this failed, one sentence; `{box}` is the box's name.
    """

    result: str
    meaning: str = ""
    advice: str = ""
    cause: str = ""
