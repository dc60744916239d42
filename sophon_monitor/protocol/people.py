"""Whom a box took a face for (protocol.md 2.14, 8.1 no 28 and 35)."""

from __future__ import annotations

import re

from sophon_monitor.protocol.messages import PersonType
from sophon_monitor.protocol.values import text

_TYPES = {
    "1": PersonType.EMPLOYEE,
    "2": PersonType.VISITOR,
    "3": PersonType.BLACKLIST,
    "4": PersonType.STRANGER,
    "5": PersonType.VIP,
    "employee": PersonType.EMPLOYEE,
    "member": PersonType.EMPLOYEE,
    "visitor": PersonType.VISITOR,
    "blacklist": PersonType.BLACKLIST,
    "vip": PersonType.VIP,
}
_STRANGER_WORDS = frozenset({"stranger", "unknow", "unknown", "陌生人"})
_CLOCK_TEXT = re.compile(r"[0-9]{10}\.[0-9]+")


def person_type(sent: object, name: str | None, person_id: str | None) -> PersonType:
    """Return the type; a stranger is one whom either type or name calls so, a missing type is an employee."""
    if isinstance(sent, float) and sent.is_integer():
        sent = int(sent)
    word = (text(sent) or "").lower()
    if word in _STRANGER_WORDS or (name or "").lower() in _STRANGER_WORDS:
        return PersonType.STRANGER
    if word:
        return _TYPES.get(word, PersonType.UNKNOWN)
    if name is None and person_id is not None and (person_id.lower() == "stranger" or _CLOCK_TEXT.fullmatch(person_id)):
        return PersonType.STRANGER  # boxes number strangers by the clock
    return PersonType.EMPLOYEE
