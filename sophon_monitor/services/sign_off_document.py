"""Rules, test people and conditions as JSON, for the archive and for site files, and back.

Reading is tolerant: what is missing or odd gets its default, so that neither an old nor an edited file stops a start.
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict, fields

from sophon_monitor.domain.sign_off import LONGEST_NAME, MOST_PEOPLE, Condition, Rules, SignOff, TestPerson, Tick
from sophon_monitor.domain.site import CameraKey

_LARGEST = 1_000_000


def sign_off_document(sign_off: SignOff) -> str:
    """The snapshot as JSON."""
    said = {
        "rules": asdict(sign_off.rules),
        "people": [asdict(person) for person in sign_off.people],
        "ticks": [asdict(tick) for tick in sign_off.ticks],
        "inspector": sign_off.inspector,
    }
    return json.dumps(said, ensure_ascii=False)


def read_sign_off(document: str) -> SignOff:
    """The snapshot that a document holds."""
    try:
        said = json.loads(document)
    except ValueError:
        return SignOff()
    if not isinstance(said, dict):
        return SignOff()
    people = [person for entry in _list(said, "people") if (person := _person(entry)) is not None]
    ticks = [tick for entry in _list(said, "ticks") if (tick := _tick(entry)) is not None]
    inspector = said.get("inspector")
    return SignOff(
        rules=read_rules(said.get("rules")),
        people=tuple(people[:MOST_PEOPLE]),
        ticks=tuple(ticks),
        inspector=inspector[:LONGEST_NAME] if isinstance(inspector, str) else "",
    )


def read_rules(said: object) -> Rules:
    """Rules out of JSON; what is missing or odd keeps its default."""
    values: dict[str, int | float | bool] = {}
    for entry in fields(Rules) if isinstance(said, dict) else ():
        assert isinstance(said, dict)
        value = said.get(entry.name)
        default = getattr(Rules(), entry.name)
        if isinstance(default, bool) or isinstance(value, bool):
            if isinstance(default, bool) and isinstance(value, bool):
                values[entry.name] = value
        elif isinstance(value, int | float) and math.isfinite(value) and 0 <= value <= _LARGEST:
            values[entry.name] = int(value) if isinstance(default, int) else float(value)
    return Rules(**values)  # type: ignore[arg-type]  # each has the type of its default


def _list(said: dict[str, object], name: str) -> list[object]:
    found = said.get(name)
    return found if isinstance(found, list) else []


def _person(entry: object) -> TestPerson | None:
    if not isinstance(entry, dict) or not isinstance(name := entry.get("name"), str):
        return None
    person_id, keep = entry.get("person_id"), entry.get("keep_pictures")
    return TestPerson(
        name=name[:LONGEST_NAME],
        person_id=person_id[:LONGEST_NAME] if isinstance(person_id, str) and person_id else None,
        keep_pictures=keep if isinstance(keep, bool) else True,
    )


def _tick(entry: object) -> Tick | None:
    if not isinstance(entry, dict):
        return None
    camera, condition, at_ms, by = (entry.get(name) for name in ("camera_key", "condition", "at_ms", "inspector"))
    if not isinstance(camera, str) or condition not in list(Condition) or not isinstance(at_ms, int):
        return None
    return Tick(CameraKey(camera), Condition(condition), at_ms, by[:LONGEST_NAME] if isinstance(by, str) else "")
