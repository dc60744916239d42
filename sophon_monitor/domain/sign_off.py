"""What a site is accepted by: its rules, the people who walk through it, what was tried by hand, and who judges.

Plain values, kept by the archive as one snapshot. What follows from them stands in `checks`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from sophon_monitor.domain.records import EventRecord
from sophon_monitor.domain.site import CameraKey

MOST_PEOPLE = 200
LONGEST_NAME = 120


class Condition(StrEnum):
    """What a person may try at a camera beyond the rules, and tick by hand."""

    BACKLIGHT = "backlight"
    MASK = "mask"
    GLASSES = "glasses"
    SIDE_VIEW = "side_view"
    NIGHT = "night"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What every camera of the site has to show. 0 switches a rule off, apart from `wrong_allowed`.

    Attributes:
        correct: Recognitions judged right. people: different people among them.
        wrong_allowed: Recognitions judged wrong that do not fail a camera.
        strangers: Unregistered people seen as strangers, judged right.
        face_px: Width of the smallest judged face, pixels of the scene.
        latency_s: Slowest judged event, seconds from capture to here, corrected by the box's clock.
        score: Whether no right match may lie below the box's own threshold.
    """

    correct: int = 3
    people: int = 2
    wrong_allowed: int = 0
    strangers: int = 1
    face_px: int = 80
    latency_s: float = 2.0
    score: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TestPerson:
    """Somebody who walks through the site to try it.

    Attributes:
        name: As registered on the boxes.
        person_id: As registered; None where it is not known: then the name decides.
        keep_pictures: False: the verdict stays, the pictures go as soon as it is given.
    """

    __test__ = False  # a name of the field, no test

    name: str
    person_id: str | None = None
    keep_pictures: bool = True

    def is_in(self, record: EventRecord) -> bool:
        """Whether an event says that it was this person."""
        if self.person_id is not None:
            return record.person_id == self.person_id
        return record.person_name is not None and record.person_name.strip() == self.name.strip()


@dataclass(frozen=True, slots=True)
class Tick:
    """A condition that somebody tried at a camera by hand."""

    camera_key: CameraKey
    condition: Condition
    at_ms: int
    inspector: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """All of it, as one snapshot of a site."""

    rules: Rules = field(default_factory=Rules)
    people: tuple[TestPerson, ...] = ()
    ticks: tuple[Tick, ...] = ()
    inspector: str = ""

    def ticked(self, camera_key: CameraKey) -> tuple[Tick, ...]:
        """What was tried at a camera, in the order of `Condition`."""
        order = list(Condition)
        found = [tick for tick in self.ticks if tick.camera_key == camera_key]
        return tuple(sorted(found, key=lambda tick: order.index(tick.condition)))

    def with_tick(self, tick: Tick, *, ticked: bool) -> SignOff:
        """The same with one condition ticked, or not any more."""
        rest = tuple(t for t in self.ticks if (t.camera_key, t.condition) != (tick.camera_key, tick.condition))
        return replace(self, ticks=(*rest, tick) if ticked else rest)

    def keeps_pictures_of(self, record: EventRecord) -> bool:
        """False where the person of this event does not want pictures kept."""
        return not any(not person.keep_pictures and person.is_in(record) for person in self.people)
