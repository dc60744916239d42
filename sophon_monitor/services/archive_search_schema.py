"""Tables that make a million events searchable, kept by triggers: whoever changes an event need not know of them.

* `event_search`: one narrow row an event, in the order of time, with all that can be searched for except names.
* `event_minutes`: what each minute holds, so that minutes without a hit are never looked into. Counts are exact;
  masks and bounds only grow while the minute has events: a minute may be looked into in vain, never passed over.
* `event_places`: a small number for each camera of a box. `person_names`: each name once, for parts of names.
"""

from __future__ import annotations

from sophon_monitor.domain.records import ScoreScale, Verdict
from sophon_monitor.protocol.messages import PersonType, PictureState

MINUTE_MS = 60_000

# `facts`: one number of eleven bits.
TYPES = tuple(PersonType)  # bits 0-2: place in this order
LIVE, REGISTERED, SCENE = 8, 16, 32  # bits 3-5: pictures that are missing
KIND_MASK = 63  # type and pictures together: one bit each in the mask of a minute
VERDICTS: tuple[Verdict | None, ...] = (None, Verdict.RIGHT, Verdict.WRONG, Verdict.UNSURE)  # bits 6-7
VERDICT_SHIFT = 6
REPEATED = 256  # bit 8
_STRANGER = TYPES.index(PersonType.STRANGER)

_TYPE_SQL = " ".join(f"WHEN '{kind.value}' THEN {place}" for place, kind in enumerate(TYPES))
_VERDICT_SQL = " ".join(f"WHEN '{v.value}' THEN {place << VERDICT_SHIFT}" for place, v in enumerate(VERDICTS) if v)
_PRESENT = PictureState.PRESENT.value


def _facts(row: str) -> str:
    """A stranger has no registered picture: there is none, rather than one missing."""
    return (
        f"CASE {row}.person_type {_TYPE_SQL} ELSE {TYPES.index(PersonType.UNKNOWN)} END"
        f" + CASE {row}.verdict {_VERDICT_SQL} ELSE 0 END"
        f" + ({row}.live_state <> '{_PRESENT}') * {LIVE}"
        f" + ({row}.registered_state <> '{_PRESENT}' AND {row}.person_type <> '{PersonType.STRANGER.value}')"
        f" * {REGISTERED}"
        f" + ({row}.scene_state <> '{_PRESENT}') * {SCENE} + ({row}.repeats > 0) * {REPEATED}"
    )


def _points(row: str) -> str:
    """The score of 100; NULL where its scale is not known. A ratio has no more digits than a box sends."""
    return (
        f"CASE {row}.score_scale WHEN '{ScoreScale.PERCENT.value}' THEN {row}.score"
        f" WHEN '{ScoreScale.RATIO.value}' THEN round({row}.score * 100, 9) END"
    )


_PLACE = "(SELECT place FROM event_places WHERE box_key = {row}.box_key AND camera_key = ifnull({row}.camera_key, ''))"
_NOTE_PLACE = (
    "INSERT OR IGNORE INTO event_places (box_key, camera_key) VALUES ({row}.box_key, ifnull({row}.camera_key, ''))"
)
_KEY = "received_at_ms = OLD.received_at_ms AND id = OLD.id"
_IS_STRANGER = f"(NEW.facts & 7) = {_STRANGER}"
_COUNTED = (
    f"""1, (NEW.facts >> {VERDICT_SHIFT}) & 3 > 0, (NEW.facts >> {VERDICT_SHIFT}) & 3 = 2, NEW.facts & {REPEATED} > 0"""
)
_BOUNDS = {
    "stranger_least": ("min", True),
    "stranger_most": ("max", True),
    "known_least": ("min", False),
    "known_most": ("max", False),
}


def _note_minute() -> str:
    """Add a row of `event_search` to its minute."""
    bounds = [f"CASE WHEN {'' if s else 'NOT '}({_IS_STRANGER}) THEN NEW.points END" for _, s in _BOUNDS.values()]
    widened = [
        f"{name} = ifnull({how}({name}, excluded.{name}), ifnull({name}, excluded.{name}))"
        for name, (how, _) in _BOUNDS.items()
    ]
    return f"""INSERT INTO event_minutes VALUES (
            NEW.received_at_ms / {MINUTE_MS}, {_COUNTED},
            1 << (NEW.facts & {KIND_MASK}), 1 << ((NEW.facts >> {VERDICT_SHIFT}) & 3), {", ".join(bounds)})
        ON CONFLICT (minute) DO UPDATE SET
            events = events + 1, judged = judged + excluded.judged, wrong = wrong + excluded.wrong,
            repeated = repeated + excluded.repeated, kinds = kinds | excluded.kinds,
            verdicts = verdicts | excluded.verdicts, {", ".join(widened)}"""  # noqa: S608 - ours


_LEAVE_MINUTE = f"""UPDATE event_minutes SET events = events - 1,
            judged = judged - ((OLD.facts >> {VERDICT_SHIFT}) & 3 > 0),
            wrong = wrong - ((OLD.facts >> {VERDICT_SHIFT}) & 3 = 2),
            repeated = repeated - (OLD.facts & {REPEATED} > 0)
        WHERE minute = OLD.received_at_ms / {MINUTE_MS}"""  # noqa: S608 - ours
_DROP_MINUTE = f"DELETE FROM event_minutes WHERE minute = OLD.received_at_ms / {MINUTE_MS} AND events <= 0"  # noqa: S608 - ours
_SEARCHED = (
    *("received_at_ms", "box_key", "camera_key", "person_type", "score", "score_scale"),
    *("live_state", "registered_state", "scene_state", "verdict", "repeats"),
)
_ADD_NAME = """INSERT INTO person_names VALUES (NEW.person_name, 1)
            ON CONFLICT (name) DO UPDATE SET events = events + 1"""
_TAKE_NAME = "UPDATE person_names SET events = events - 1 WHERE name = OLD.person_name"
_DROP_NAME = "DELETE FROM person_names WHERE name = OLD.person_name AND events <= 0"

_TABLES = (
    """CREATE TABLE event_places (
        place INTEGER PRIMARY KEY, box_key TEXT NOT NULL, camera_key TEXT NOT NULL, UNIQUE (box_key, camera_key)
    )""",
    """CREATE TABLE event_search (
        received_at_ms INTEGER NOT NULL, id INTEGER NOT NULL, place INTEGER NOT NULL, facts INTEGER NOT NULL,
        points REAL, PRIMARY KEY (received_at_ms, id)
    ) WITHOUT ROWID""",
    """CREATE TABLE event_minutes (
        minute INTEGER PRIMARY KEY, events INTEGER NOT NULL, judged INTEGER NOT NULL, wrong INTEGER NOT NULL,
        repeated INTEGER NOT NULL, kinds INTEGER NOT NULL, verdicts INTEGER NOT NULL,
        stranger_least REAL, stranger_most REAL, known_least REAL, known_most REAL
    )""",
    "CREATE TABLE person_names (name TEXT PRIMARY KEY, events INTEGER NOT NULL) WITHOUT ROWID",
)
_TRIGGERS = (
    f"""CREATE TRIGGER search_takes_event AFTER INSERT ON events BEGIN
        {_NOTE_PLACE.format(row="NEW")};
        INSERT INTO event_search VALUES (
            NEW.received_at_ms, NEW.id, {_PLACE.format(row="NEW")}, {_facts("NEW")}, {_points("NEW")}
        );
    END""",  # noqa: S608 - ours
    """CREATE TRIGGER search_leaves_event AFTER DELETE ON events BEGIN
        DELETE FROM event_search WHERE received_at_ms = OLD.received_at_ms AND id = OLD.id;
    END""",
    f"""CREATE TRIGGER search_follows_event AFTER UPDATE OF {", ".join(_SEARCHED)} ON events BEGIN
        DELETE FROM event_search WHERE {_KEY};
        {_NOTE_PLACE.format(row="NEW")};
        INSERT INTO event_search VALUES (
            NEW.received_at_ms, NEW.id, {_PLACE.format(row="NEW")}, {_facts("NEW")}, {_points("NEW")}
        );
    END""",  # noqa: S608 - ours
    f"CREATE TRIGGER minute_takes_event AFTER INSERT ON event_search BEGIN {_note_minute()}; END",
    f"CREATE TRIGGER minute_leaves_event AFTER DELETE ON event_search BEGIN {_LEAVE_MINUTE}; {_DROP_MINUTE}; END",
    f"""CREATE TRIGGER names_take_event AFTER INSERT ON events WHEN NEW.person_name IS NOT NULL
        BEGIN {_ADD_NAME}; END""",
    f"""CREATE TRIGGER names_leave_event AFTER DELETE ON events WHEN OLD.person_name IS NOT NULL
        BEGIN {_TAKE_NAME}; {_DROP_NAME}; END""",
    f"""CREATE TRIGGER names_follow_event AFTER UPDATE OF person_name ON events
        WHEN NEW.person_name IS NOT OLD.person_name BEGIN
        {_TAKE_NAME}; {_DROP_NAME};
        INSERT INTO person_names SELECT NEW.person_name, 1 WHERE NEW.person_name IS NOT NULL
            ON CONFLICT (name) DO UPDATE SET events = events + 1;
    END""",  # noqa: S608 - ours
    """CREATE TRIGGER places_leave_box AFTER DELETE ON boxes
        BEGIN DELETE FROM event_places WHERE box_key = OLD.box_key; END""",
)
# What is there already: the same as the triggers would have done, a table at a time.
_FILL = (
    "INSERT INTO event_places (box_key, camera_key) SELECT DISTINCT box_key, ifnull(camera_key, '') FROM events",
    f"""INSERT INTO event_search SELECT e.received_at_ms, e.id, {_PLACE.format(row="e")}, {_facts("e")}, {_points("e")}
        FROM events e ORDER BY e.received_at_ms, e.id""",  # noqa: S608 - ours
    """INSERT INTO person_names SELECT person_name, COUNT(*) FROM events WHERE person_name IS NOT NULL
        GROUP BY person_name""",
)
_INDEXES = (
    "CREATE INDEX search_by_place ON event_search (place, received_at_ms, id, facts, points)",
    "CREATE INDEX events_by_name ON events (person_name, received_at_ms) WHERE person_name IS NOT NULL",
    "CREATE INDEX events_by_person ON events (person_id, received_at_ms) WHERE person_id IS NOT NULL",
)

# The minutes are filled by their own trigger, so it is made before the rest and the others after.
SEARCH_STEPS = (*_TABLES, _TRIGGERS[3], *_FILL, *_INDEXES, *(t for t in _TRIGGERS if t is not _TRIGGERS[3]))
