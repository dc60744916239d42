"""Who is seen by which camera, and whom the box takes them for. Draws people and scores; makes no payloads."""

from __future__ import annotations

import random
from dataclasses import dataclass

from sophon_monitor.simulator.people import REGISTERED, STRANGERS, Person

WRONG_MATCH_RATE = 0.03
STRANGER_RATE = 0.12
THRESHOLD_PERCENT = 82.0


@dataclass(frozen=True, slots=True)
class Sighting:
    """Somebody was recognised, or was not.

    Attributes:
        seen: Whose face is in the live picture.
        announced: Whom the box takes them for; a stranger stands for nobody.
        score_percent: 0-100.
    """

    seen: Person
    announced: Person
    score_percent: float

    @property
    def is_wrong(self) -> bool:
        """Whether the box mistakes one registered person for another."""
        return self.announced.is_registered and self.announced is not self.seen


def draw_sighting(dice: random.Random) -> Sighting:
    """Draw who comes: strangers and wrong matches at their known rates."""
    kind = dice.random()
    if kind < STRANGER_RATE:
        person = dice.choice(STRANGERS)
        return Sighting(person, person, round(5 + 65 * dice.betavariate(1.6, 2.6), 2))
    [seen] = dice.choices(REGISTERED, [p.weight for p in REGISTERED])
    if kind < STRANGER_RATE + WRONG_MATCH_RATE:
        announced = dice.choice([p for p in REGISTERED if p is not seen])
        return Sighting(seen, announced, round(min(THRESHOLD_PERCENT + 0.1 + dice.expovariate(0.9), 87.0), 2))
    score = min(99.4, max(THRESHOLD_PERCENT + 0.05, dice.gauss(91, 3)))
    return Sighting(seen, seen, round(score, 2))
