"""What a person wants removed for good: people, or the pictures of all strangers. Which record names whom. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from sophon_monitor.domain.records import EventRecord
from sophon_monitor.domain.sign_off import SignOff, TestPerson
from sophon_monitor.protocol.messages import PersonType

GONE = "…"  # stands where a name stood
SHORTEST_ID = 4  # a shorter one stands for too much else to be looked for in texts


@dataclass(frozen=True, slots=True)
class PurgedPerson:
    """Somebody whose records shall go: as a box calls them, by number, name, or both; one of them is there."""

    person_id: str | None = None
    name: str | None = None

    def is_called(self, person_id: str | None, name: str | None) -> bool:
        """Whether a record with this number and name is of this person.

        Where both are known, one that says neither the contrary is theirs: numbers differ from box to box, and two
        people may have one name.
        """
        person_id, name = person_id or None, (name or "").strip() or None
        if not self.name:
            return bool(self.person_id) and person_id == self.person_id
        if not self.person_id:
            return name == self.name
        return (person_id, name) in ((self.person_id, self.name), (self.person_id, None), (None, self.name))


@dataclass(frozen=True, kw_only=True)
class PurgeOrder:
    """What shall go.

    Attributes:
        people: Everything that names or shows them. stranger_pictures: pictures of all whom no box knew.
    """

    people: tuple[PurgedPerson, ...] = ()
    stranger_pictures: bool = False

    @cached_property
    def names(self) -> frozenset[str]:
        """Names, as they are looked for in texts."""
        return frozenset(person.name for person in self.people if person.name)

    @cached_property
    def ids(self) -> frozenset[str]:
        """Numbers that are long enough to stand for nobody else."""
        found = (person.person_id or "" for person in self.people)
        return frozenset(one for one in found if len(one) >= SHORTEST_ID)

    def is_of(self, record: EventRecord) -> bool:
        """Whether an event goes: it names one of the people, or somebody said that it was one of them in truth."""
        who = record.person_id, record.person_name
        return self.is_called(*who, record.really) or (not self.is_namesake(*who) and self.is_told_of(record.extra))

    def is_called(self, person_id: str | None, name: str | None, really: str | None) -> bool:
        """Whether number and name, or who it was in truth, are one of the people."""
        return any(p.is_called(person_id, name) for p in self.people) or (really or "").strip() in self.names

    def is_namesake(self, person_id: str | None, name: str | None) -> bool:
        """Whether it is somebody else who has the same name or number: what else such a record says is theirs."""
        same = (name or "").strip() in self.names or person_id in self.ids
        return same and not self.is_called(person_id, name, None)

    def is_told_of(self, extra: object) -> bool:
        """Whether one of the values that an event has besides is just one of the names or numbers."""
        match extra:
            case Mapping():
                return any(self.is_told_of(value) for value in extra.values())
            case list():
                return any(self.is_told_of(value) for value in extra)
            case str():
                return (words := extra.strip()) in self.names or words in self.ids
            case bool() | None:
                return False
            case int():
                return str(extra) in self.ids
            case _:
                return False

    def loses_pictures(self, record: EventRecord) -> bool:
        """Whether the pictures of an event go that itself stays."""
        return self.stranger_pictures and record.person_type is PersonType.STRANGER

    def is_test_person(self, person: TestPerson) -> bool:
        """Whether somebody on the list of test people is one of the people."""
        same = person.name.strip() in self.names or person.person_id in self.ids
        return same or self.is_called(person.person_id, person.name, None)

    # -- texts that stay -------------------------------------------------------------------------------------------

    def without_names(self, text: str) -> str:
        """The text with a sign where a name or number of these people stood as a word of its own."""
        for word in sorted(self.names | self.ids, key=len, reverse=True):
            text = _without(text, word)
        return text

    def unnamed(self, name: str) -> str:
        """Who did something, "" where it was one of the people."""
        return "" if name.strip() in self.names else name

    def cleaned(self, value: object) -> object:
        """A JSON value whose texts name none of the people any more."""
        match value:
            case Mapping():
                return {self.without_names(name): self.cleaned(member) for name, member in value.items()}
            case list():
                return [self.cleaned(member) for member in value]
            case str():
                return self.without_names(value)
            case _:
                return value

    def cleaned_sign_off(self, sign_off: SignOff) -> SignOff:
        """Rules and conditions as they were, without these people."""
        return replace(
            sign_off,
            people=tuple(person for person in sign_off.people if not self.is_test_person(person)),
            ticks=tuple(replace(tick, inspector=self.unnamed(tick.inspector)) for tick in sign_off.ticks),
            inspector=self.unnamed(sign_off.inspector),
        )


def _without(text: str, word: str) -> str:
    """Names of Latin letters end where no letter or figure follows: Li is not in Lisa. Chinese ones end anywhere."""
    kept: list[str] = []
    begin, at = 0, text.find(word)
    while at >= 0:
        end = at + len(word)
        if (at and _joins(text[at - 1], word[0])) or (end < len(text) and _joins(text[end], word[-1])):
            at = text.find(word, at + 1)
            continue
        kept += (text[begin:at], GONE)
        begin, at = end, text.find(word, end)
    return "".join((*kept, text[begin:]))


def _joins(one: str, other: str) -> bool:
    return one.isascii() and one.isalnum() and other.isascii() and other.isalnum()


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """Somebody in the archive as a person chooses from.

    Attributes:
        events, pictures: How many are of them. last_at_ms: when the last one came, UTC epoch ms; None without any.
    """

    who: PurgedPerson
    events: int = 0
    pictures: int = 0
    last_at_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgeChoice:
    """What there is to choose from, and what goes with any choice.

    Attributes:
        people: By name, those without one last.
        stranger_pictures: Pictures of people whom no box knew. events, pictures: of the whole site.
        reports: Files in the site's folder that show whole faces or cannot be told.
        elsewhere: Where reports with whole faces were saved outside of it.
    """

    people: tuple[KnownPerson, ...] = ()
    stranger_pictures: int = 0
    events: int = 0
    pictures: int = 0
    reports: int = 0
    elsewhere: tuple[str, ...] = ()


class PurgeStage(StrEnum):
    """How far a purge is."""

    RECORDS = "records"
    CLEANING = "cleaning"  # the database is made anew without what was deleted
    WAITING_FOR_CALM = "waiting_for_calm"  # so much comes in that this would cost events
    WAITING_FOR_DISK = "waiting_for_disk"  # making it anew needs room that is not there


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgeResult:
    """What is gone.

    Attributes:
        people, events, pictures, reports: How many.
        left: Names of report files in the site's folder that something else holds open.
    """

    people: int = 0
    events: int = 0
    pictures: int = 0
    reports: int = 0
    left: tuple[str, ...] = ()
