"""Who is in the archive, for choosing whose records shall go. Blocks on the disk: for a worker thread."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sophon_monitor.domain.purge import KnownPerson, PurgeChoice, PurgedPerson, PurgeOrder
from sophon_monitor.domain.sign_off import SignOff
from sophon_monitor.services.archive_mentions import showing_reports
from sophon_monitor.services.archive_schema import REPORTS, open_for_reading
from sophon_monitor.services.archive_verdicts import sign_off_of

MOST_PEOPLE = 50_000
_PICTURES = "(live_state = 'present') + (registered_state = 'present') + (scene_state = 'present')"
_PEOPLE_SQL = (
    f"SELECT person_id, trim(person_name) AS name, COUNT(*), SUM({_PICTURES}), MAX(received_at_ms) FROM events"  # noqa: S608
    " WHERE person_type <> 'stranger' GROUP BY person_id, name LIMIT ?"
)
_STRANGERS_SQL = f"SELECT COUNT(*), ifnull(SUM({_PICTURES}), 0) FROM events WHERE person_type = 'stranger'"  # noqa: S608
_WHOLE_SQL = "SELECT DISTINCT file FROM reports WHERE whole = 1 ORDER BY file"


def purge_choice(folder: Path) -> PurgeChoice:
    """Everybody in the archive of the site in `folder`, and its test people. A second for a million events.

    Raises:
        ArchiveDamaged, ArchiveTooNew, OSError: The archive cannot be read.
    """
    with closing(open_for_reading(folder)) as connection:
        connection.row_factory = sqlite3.Row
        try:
            return _choice(connection, folder)
        except sqlite3.Error as cause:
            raise OSError(str(cause)) from cause


def _choice(connection: sqlite3.Connection, folder: Path) -> PurgeChoice:
    found: dict[PurgedPerson, KnownPerson] = {}
    events = pictures = 0
    for row in connection.execute(_PEOPLE_SQL, (MOST_PEOPLE,)):
        events, pictures = events + row[2], pictures + row[3]
        who = PurgedPerson(row[0] or None, row[1] or None)
        if who.person_id or who.name:
            before = found.get(who, KnownPerson(who=who))
            found[who] = KnownPerson(
                who=who,
                events=before.events + row[2],
                pictures=before.pictures + row[3],
                last_at_ms=max(before.last_at_ms or row[4], row[4]),
            )
    strangers = connection.execute(_STRANGERS_SQL).fetchone()
    for who in _test_people(sign_off_of(connection)):
        found.setdefault(who, KnownPerson(who=who))
    people = sorted(found.values(), key=lambda one: (one.who.name is None, one.who.name or "", one.who.person_id or ""))
    return PurgeChoice(
        people=tuple(people),
        stranger_pictures=strangers[1],
        events=events + strangers[0],
        pictures=pictures + strangers[1],
        reports=len(showing_reports(connection, folder, PurgeOrder())),
        elsewhere=_elsewhere(connection, folder / REPORTS),
    )


def _test_people(sign_off: SignOff) -> list[PurgedPerson]:
    named = [(person.person_id or None, person.name.strip() or None) for person in sign_off.people]
    return [PurgedPerson(*who) for who in named if any(who)]


def _elsewhere(connection: sqlite3.Connection, reports: Path) -> tuple[str, ...]:
    """Reports with whole faces that a person saved somewhere else, where they still are."""
    files = [Path(row[0]) for row in connection.execute(_WHOLE_SQL)]
    return tuple(str(file) for file in files if file.is_absolute() and file.parent != reports and file.is_file())
