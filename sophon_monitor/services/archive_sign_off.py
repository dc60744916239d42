"""Reading what a person said of a site out of its archive; and noting that a report was made, without a window.

Archives of an earlier version, opened for reading only, have none of it: they answer with nothing.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sophon_monitor.domain.records import EventRecord, MadeReport, Verdict, VerdictNote
from sophon_monitor.domain.sign_off import SignOff
from sophon_monitor.domain.site import CameraKey
from sophon_monitor.services import archive_verdicts
from sophon_monitor.services.archive_rows import event_of
from sophon_monitor.services.archive_schema import errors_as_ours, open_for_writing, transaction

_JUDGED = "SELECT * FROM events WHERE verdict_at_ms IS NOT NULL"


def sign_off(connection: sqlite3.Connection) -> SignOff:
    """Rules, test people, conditions and inspector; the defaults where nothing is kept."""
    return archive_verdicts.sign_off_of(connection)


def judged_events(connection: sqlite3.Connection, camera_key: CameraKey | None) -> tuple[EventRecord, ...]:
    """Events with a verdict, of all cameras or of one, oldest first."""
    where, values = (" AND camera_key = ?", (camera_key,)) if camera_key is not None else ("", ())
    found = connection.execute(f"{_JUDGED}{where}", values)
    return tuple(sorted((event_of(row) for row in found), key=lambda record: (record.received_at_ms, record.id)))


def event_counts(connection: sqlite3.Connection) -> dict[CameraKey, int]:
    """Events by camera, judged or not."""
    found = connection.execute(
        "SELECT camera_key, COUNT(*) FROM events WHERE camera_key IS NOT NULL GROUP BY camera_key"
    )
    return {CameraKey(row[0]): row[1] for row in found}


def verdict_notes(connection: sqlite3.Connection, event_id: int) -> tuple[VerdictNote, ...]:
    """The audit of one event, oldest first."""
    try:
        found = connection.execute("SELECT * FROM verdicts WHERE event_id = ? ORDER BY id", (event_id,)).fetchall()
    except sqlite3.OperationalError:
        return ()
    return tuple(
        VerdictNote(
            event_id,
            Verdict(row["verdict"]) if row["verdict"] is not None else None,
            row["at_ms"],
            row["inspector"],
            row["really"],
        )
        for row in found
    )


def made_reports(connection: sqlite3.Connection) -> tuple[MadeReport, ...]:
    """Acceptance reports that were made, oldest first."""
    try:
        found = connection.execute("SELECT * FROM reports ORDER BY id").fetchall()
    except sqlite3.OperationalError:
        return ()
    return tuple(
        MadeReport(
            at_ms=row["at_ms"],
            file=row["file"],
            digest=row["digest"],
            full=bool(row["whole"]),
            accepted=bool(row["accepted"]),
            inspector=row["inspector"],
        )
        for row in found
    )


def note_report(folder: Path, report: MadeReport) -> None:
    """Keep that a report was made, beside a running window or without one: one row, in a transaction of its own.

    Raises:
        ArchiveDamaged, ArchiveTooNew, OSError: The archive in `folder` cannot be written.
    """
    with closing(open_for_writing(folder)) as connection, errors_as_ours(), transaction(connection):
        archive_verdicts.note_report(connection, report)
