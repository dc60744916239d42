"""What a simulated box makes of somebody who passes: by its settings everybody may be a stranger, or nobody seen."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import replace

from sophon_monitor.simulator.people import REGISTERED, STRANGERS, Person
from sophon_monitor.simulator.planted import LONG_DEDUPLICATION_S
from sophon_monitor.simulator.sightings import THRESHOLD_PERCENT, Sighting

STRANGE_SCORE_PERCENT = 27.69
PHOTO_SCORE_PERCENT = 97.4


class Attention:
    """The recognition of one box, as its faults leave it."""

    def __init__(self, wrong: Collection[str], generation: str) -> None:
        """It has seen nobody."""
        configurable = generation in ("v57", "v6")
        self.people: Sequence[Person] = () if "nobody-registered" in wrong else REGISTERED
        self._is_blind = configurable and not {"min-face-too-large", "not-armed"}.isdisjoint(wrong)
        self._is_strict = configurable and "threshold-too-high" in wrong
        self._again_s = LONG_DEDUPLICATION_S if configurable and "long-deduplication" in wrong else 0
        self._seen: dict[tuple[str, str], float] = {}

    def notices(self, sighting: Sighting, camera_id: str, now_s: float) -> bool:
        """Whether there is an event at all; `now_s` on a clock that only goes on."""
        if self._is_blind:
            return False
        key = (sighting.announced.key, camera_id)
        if self._again_s and now_s - self._seen.get(key, -math.inf) < self._again_s:
            return False
        if self._again_s:
            self._seen[key] = now_s
        return True

    def taken(self, sighting: Sighting) -> Sighting:
        """Whom it takes somebody for."""
        if sighting.announced.is_registered and (self._is_strict or sighting.announced not in self.people):
            score = sighting.score_percent if self._is_strict else STRANGE_SCORE_PERCENT
            return replace(sighting, announced=STRANGERS[0], score_percent=min(score, THRESHOLD_PERCENT + 16))
        return sighting

    def of_photo(self, person: Person | None) -> Sighting:
        """What it makes of a photo that is this person's, or a stranger's."""
        if person is None:
            return Sighting(STRANGERS[0], STRANGERS[0], STRANGE_SCORE_PERCENT)
        return self.taken(Sighting(person, person, PHOTO_SCORE_PERCENT))
