"""How one box's history behaves where the manual says nothing, or contradicts itself; by its faults."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sophon_monitor.simulator.dialects.moments import Recognised

MILLISECONDS = 1e11  # a time above this is not in seconds (protocol.md 8.1, no. 15)
SMALL_PAGE = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """One page, and what the answer says about pages."""

    events: Sequence[Recognised]
    page: int
    page_size: int
    pages: int
    total: int


class HistoryWhims:
    """The whims of one box.

    Attributes:
        is_refused: Whether it wants a login that nobody has.
    """

    def __init__(self, wrong: Collection[str]) -> None:
        """`wrong`: names of faults."""
        self._wrong = frozenset(wrong)
        self.is_refused = "history-refused" in self._wrong

    def seconds(self, value: float | None, otherwise: float) -> float:
        """What a time in a filter means, epoch seconds; by its magnitude, unless the box knows one unit only."""
        if value is None or "history-ignores-span" in self._wrong:
            return otherwise
        if "history-in-seconds" in self._wrong:
            return value
        if "history-in-ms" in self._wrong:
            return value / 1000
        return value / 1000 if value > MILLISECONDS else value

    def timestamp(self, event: Recognised) -> float | int:
        """When an event was, as the box writes it."""
        return event.at_ms if "history-in-ms" in self._wrong else event.at_ms / 1000

    def page(self, found: Sequence[Recognised], page: int, size: int) -> Shown:
        """One page of what was found."""
        if "history-page-repeats" in self._wrong:
            return Shown(found[:size], page, size, -(-len(found) // size), len(found))
        if "history-small-pages" in self._wrong:
            shown = found[page * SMALL_PAGE : (page + 1) * SMALL_PAGE]
            return Shown(shown, page, SMALL_PAGE, 1, len(shown))
        return Shown(found[page * size : (page + 1) * size], page, size, -(-len(found) // size), len(found))
