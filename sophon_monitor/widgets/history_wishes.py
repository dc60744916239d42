"""Which rows the Health page asks the archive for: each stretch of time once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sophon_monitor.domain.site import Box, BoxKey

DAY_S = 86_400.0
SLACK_S = 60.0


@dataclass(frozen=True, slots=True)
class HistoryWanted:
    """The page shows a range whose rows it may not have; answer by `HealthStore.load_history`.

    Attributes:
        since_s: Epoch seconds, 0.0 for all there is.
    """

    box_key: BoxKey
    since_s: float


class HistoryWishes:
    """Remembers how far back each box's rows were asked for. Owned by the page."""

    def __init__(self) -> None:
        """Nothing was asked for yet."""
        self._asked: dict[BoxKey, float] = {}

    def of(self, boxes: tuple[Box, ...], since_s: float) -> Iterator[HistoryWanted]:
        """What to ask for, so that the boxes' rows reach back to `since_s` (epoch seconds, 0.0 for all there is)."""
        for box in boxes:
            # A person who goes further back will go further still: ask for a day more than needed.
            if since_s < self._asked.get(box.key, float("inf")) - SLACK_S:
                asked_s = max(since_s - DAY_S, 0.0) if box.key in self._asked else since_s
                self._asked[box.key] = asked_s
                yield HistoryWanted(box.key, asked_s)
