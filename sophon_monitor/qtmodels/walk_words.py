"""What the walk test says of a recognition: one word, one mark and one kind, so that colour is never alone."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from sophon_monitor.domain.records import EventRecord
from sophon_monitor.protocol.messages import PersonType

translate = QCoreApplication.translate


class WalkKind(StrEnum):
    """How a recognition looks and sounds."""

    MATCH = "match"
    STRANGER = "stranger"
    BLACKLIST = "blacklist"


MARKS = {WalkKind.MATCH: "✓", WalkKind.STRANGER: "?", WalkKind.BLACKLIST: "!"}


def walk_kind(record: EventRecord) -> WalkKind:
    """What it is; a person of unknown type who has a name is a match."""
    match record.person_type:
        case PersonType.STRANGER:
            return WalkKind.STRANGER
        case PersonType.BLACKLIST:
            return WalkKind.BLACKLIST
        case PersonType.UNKNOWN if not (record.person_name or record.person_id):
            return WalkKind.STRANGER
        case _:
            return WalkKind.MATCH


def walk_word(kind: WalkKind) -> str:
    """The same in a word or two, for the head of the screen."""
    match kind:
        case WalkKind.MATCH:
            return translate("Walk", "Recognised")
        case WalkKind.STRANGER:
            return translate("Walk", "Stranger")
        case WalkKind.BLACKLIST:
            return translate("Walk", "Blacklist")


def sound_sentence(*, is_on: bool, is_quiet: bool, way: str) -> str:
    """Whether there are tones, and why not; `way` is "" where this computer has no sound that we know."""
    if not is_on and is_quiet:
        return translate("Walk", "Sound off: quiet hours (M)")
    if not is_on:
        return translate("Walk", "Sound off (M)")
    if not way:
        return translate("Walk", "No sound here: a beep at most (M)")
    return translate("Walk", "Sound on (M)")


def may_sleep() -> str:
    """Nothing here keeps the computer awake."""
    return translate("Walk", "This computer may sleep")
