"""What an export hides. Pure functions.

Credentials inside ids and URLs never leave the program. Without a stated reason neither do names, person ids,
authorisation codes, nor anything about a person in an event's further values.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sophon_monitor.protocol.redaction import masked_credentials

HIDDEN = "***"
LICENSE_TAIL = 4

# Keys of an event's further values. Numbers and flags (age, mask, quality) say nothing about who it is, unless they
# are numbers of a person; text says nothing only where the key is known.
_PERSONAL_KEY = re.compile(
    r"identity|person|user|name|phone|mobile|tel$|mail|card|certificate|passport|birth|address|addr$|building|room|"
    r"floor|face_id|image_id|feature|remark|note|comment|plate|employee|work_no|job_no",
    re.IGNORECASE,
)
_HARMLESS_TEXT_KEY = re.compile(
    r"event_id|video_id|track_id|want_action|post_action|api_version|version|gender|sex|age|glasses|hat|helmet|mask|"
    r"emotion|expression|liveness|quality|result|success|fail.*|reason|code|direction|door|pass.*|.*time.*|.*_type",
    re.IGNORECASE,
)


def first_character(text: str | None) -> str | None:
    """A name or person id of which only its first character may be seen."""
    return text[:1] + HIDDEN if text else text


def last_four(text: str | None) -> str | None:
    """An authorisation code of which only its last four characters may be seen; none of one that short."""
    if not text:
        return text
    return HIDDEN + (text[-LICENSE_TAIL:] if len(text) > LICENSE_TAIL else "")


def without_persons(values: Mapping[str, object]) -> dict[str, object]:
    """An event's further values without what tells who the person is."""
    return {key: kept for key, value in values.items() if (kept := _impersonal(key, value)) is not None}


def _impersonal(key: str, value: object) -> object:
    """The value, or None where it has to go."""
    if _PERSONAL_KEY.search(key):
        return None
    match value:
        case str():
            return value if _HARMLESS_TEXT_KEY.fullmatch(key) else None
        case Mapping():
            return without_persons(value)
        case list() | tuple():
            return [kept for item in value if (kept := _impersonal(key, item)) is not None]
        case _:
            return value


def without_credentials(value: object) -> object:
    """A value of an exported row, whatever is nested in it, with `***` for every password of a URL."""
    match value:
        case str():
            return masked_credentials(value)
        case Mapping():
            return {key: without_credentials(inner) for key, inner in value.items()}
        case list() | tuple():
            return [without_credentials(inner) for inner in value]
        case _:
            return value
