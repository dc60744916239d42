"""Verdicts, rules and reports in the archive. On its writer thread, inside the open transaction."""

from __future__ import annotations

import sqlite3

from sophon_monitor.domain.changes import EventJudged
from sophon_monitor.domain.records import MadeReport
from sophon_monitor.domain.sign_off import SignOff
from sophon_monitor.services.archive_expiry import FileChange, expire, file_of, segments_of
from sophon_monitor.services.archive_pictures import PictureFiles
from sophon_monitor.services.archive_rows import PICTURE_KINDS, text
from sophon_monitor.services.pictures import width_px
from sophon_monitor.services.sign_off_document import read_sign_off, sign_off_document

DOCUMENT = "sign_off"
_HAS_ANY = "(live_state = 'present' OR registered_state = 'present' OR scene_state = 'present')"


class Verdicts:
    """What a person says of events and of the site. Owned by the archive's writer.

    Attributes:
        sign_off: As last kept.
    """

    def __init__(self, connection: sqlite3.Connection, files: PictureFiles) -> None:
        """Read what is kept."""
        self._connection, self._files = connection, files
        self.sign_off = sign_off_of(connection)

    def event(self, event_id: int) -> sqlite3.Row | None:
        """The row of an event as it is now."""
        found = self._connection.execute("SELECT * FROM events WHERE id = ?", (event_id,)).fetchone()
        return found if isinstance(found, sqlite3.Row) else None

    def judge(self, row: sqlite3.Row, change: EventJudged) -> None:
        """Note the verdict at the event, and as a line of its audit."""
        at_ms = change.at_ms if change.verdict is not None else None
        by = text(change.inspector) if change.verdict is not None else None
        live_px = row["live_px"] if row["live_px"] is not None else self._live_px(row)
        sql = "UPDATE events SET verdict = ?, verdict_at_ms = ?, verdict_by = ?, really = ?, live_px = ? WHERE id = ?"
        self._connection.execute(sql, (change.verdict, at_ms, by, text(change.really), live_px, row["id"]))
        sql = "INSERT INTO verdicts (event_id, verdict, at_ms, inspector, really) VALUES (?, ?, ?, ?, ?)"
        values = (row["id"], change.verdict, change.at_ms, text(change.inspector), text(change.really))
        self._connection.execute(sql, values)

    def _live_px(self, row: sqlite3.Row) -> int | None:
        """Width of the live picture: a bound for the face, where the box does not say how large it is."""
        segment = segments_of(row).get("live")
        if segment is None:
            return None
        (data,) = self._files.read(file_of(row), [segment])
        return width_px(data) if data is not None else None

    def save(self, sign_off: SignOff) -> None:
        """Keep rules, people, conditions and inspector."""
        sql = "INSERT INTO sign_off VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET document = excluded.document"
        self._connection.execute(sql, (DOCUMENT, text(sign_off_document(sign_off))))
        self.sign_off = sign_off

    def note_report(self, report: MadeReport) -> None:
        """Keep that a report was made."""
        note_report(self._connection, report)

    def unwanted(self, *, judged_only: bool) -> list[sqlite3.Row]:
        """Events with pictures of people who do not want theirs kept."""
        people = [person for person in self.sign_off.people if not person.keep_pictures]
        judged = " AND verdict_at_ms IS NOT NULL" if judged_only else ""
        found: dict[int, sqlite3.Row] = {}
        for person in people:
            column = "person_id" if person.person_id is not None else "trim(person_name)"
            sql = f"SELECT * FROM events WHERE {column} = ? AND {_HAS_ANY}{judged}"  # noqa: S608 - ours
            who = person.person_id if person.person_id is not None else person.name.strip()
            found.update((row["id"], row) for row in self._connection.execute(sql, (text(who),)))
        return list(found.values())

    def drop_pictures(self, row: sqlite3.Row) -> FileChange:
        """Say in the row that its pictures are gone; the file goes once that is committed."""
        return expire(self._connection, self._files, row, PICTURE_KINDS)


def sign_off_of(connection: sqlite3.Connection) -> SignOff:
    """What is kept; the defaults where nothing is, or in an archive of an earlier version."""
    try:
        row = connection.execute("SELECT document FROM sign_off WHERE name = ?", (DOCUMENT,)).fetchone()
    except sqlite3.OperationalError:
        return SignOff()
    return read_sign_off(row[0]) if row is not None else SignOff()


def note_report(connection: sqlite3.Connection, report: MadeReport) -> None:
    """Keep that a report was made, in the open transaction or in one of its own."""
    sql = "INSERT INTO reports (at_ms, file, digest, whole, accepted, inspector) VALUES (?, ?, ?, ?, ?, ?)"
    values = (report.at_ms, text(report.file), report.digest, report.full, report.accepted, text(report.inspector))
    connection.execute(sql, values)
