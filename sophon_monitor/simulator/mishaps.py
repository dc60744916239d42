"""What becomes of a box's events on the way, by plan: never sent, late, twice; and which of them it was.

By their number, so that one event never meets two mishaps and a test can tell each beforehand.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass, replace

from sophon_monitor.simulator import faults
from sophon_monitor.simulator.dialects.moments import Recognised
from sophon_monitor.simulator.people import REGISTERED
from sophon_monitor.simulator.sightings import THRESHOLD_PERCENT, Sighting

MOST_NOTED = 5_000
# Which of six events meets which mishap.
_DROPPED, _DELAYED, _DOUBLED, _BELOW, _TWICE = 2, 4, 0, 1, 3
_BELOW_PERCENT = 61.5


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one event.

    Attributes:
        times: How often it is sent, 0 for never.
        delay_s: How much later.
        beside: What the history has in addition.
    """

    times: int = 1
    delay_s: float = 0.0
    beside: tuple[Recognised, ...] = ()


class Mishaps:
    """Decides for one box. Lives on its loop.

    Attributes:
        dropped, delayed, doubled: Ids of events that were not sent, sent late, sent twice; oldest first.
        below: Ids of what is in the history below the threshold and was never sent.
        twice: Ids of events that stand in the history a second time; not the ids of their copies.
    """

    def __init__(self, wrong: Collection[str]) -> None:
        """`wrong`: names of faults."""
        self._wrong = frozenset(wrong)
        self._number = 0
        self.dropped, self.delayed, self.doubled, self.below, self.twice = (
            deque[str](maxlen=MOST_NOTED) for _ in range(5)
        )

    def fate_of(self, event: Recognised) -> Fate:
        """Decide about the next event, and note it."""
        self._number += 1
        beside: list[Recognised] = []
        if self._meets("history-below-threshold", _BELOW):
            beside.append(_below_threshold(event))
            self.below.append(beside[-1].event_id)
        if self._meets("history-doubles", _TWICE):
            beside.append(replace(event, event_id=f"{event.event_id}1"))
            self.twice.append(event.event_id)
        times, delay_s = 1, 0.0
        if self._meets("drop-events", _DROPPED):
            self.dropped.append(event.event_id)
            times = 0
        if self._meets("delay-events", _DELAYED):
            self.delayed.append(event.event_id)
            delay_s = faults.DELAY_S
        if self._meets("double-events", _DOUBLED):
            self.doubled.append(event.event_id)
            times = 2
        return Fate(times, delay_s, tuple(beside))

    def _meets(self, fault: str, place: int) -> bool:
        return fault in self._wrong and self._number % faults.MISHAP_EVERY == place


def _below_threshold(event: Recognised) -> Recognised:
    """Somebody walked by with them and was compared with a person, but too unlike for the threshold."""
    other = next(person for person in REGISTERED if person is not event.sighting.announced)
    sighting = Sighting(other, other, min(_BELOW_PERCENT, THRESHOLD_PERCENT - 1))
    return replace(event, event_id=f"{event.event_id}0", at_ms=event.at_ms + 1, sighting=sighting)
