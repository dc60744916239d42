"""Where else an archive may name somebody whose records go: audit lines, notes, the restore journal, reports.

On the archive's writer thread. Which tables hold free text stands here, and only here.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

from sophon_monitor.domain.borrowing import OPEN_STATES
from sophon_monitor.domain.purge import PurgeOrder
from sophon_monitor.services.archive_rows import json_text
from sophon_monitor.services.archive_schema import REPORTS


def touches_of(order: PurgeOrder) -> Callable[..., bool]:
    """A function of SQL that finds every event which may name one of the people; the order itself then decides."""
    numbers = {person.person_id for person in order.people if person.person_id}
    words = order.names | order.ids
    needles = {form for word in words for form in (json_text(word)[1:-1], *_escaped(word))}

    def touches(*columns: str | None) -> bool:
        person_id, *texts, extra = columns
        if person_id in numbers:
            return True
        if any(name in text for text in texts if text for name in order.names):
            return True
        return extra is not None and any(needle in extra for needle in needles)

    return touches


def _escaped(word: str) -> tuple[str, str]:
    """The word inside JSON, and inside JSON inside JSON."""
    once = json.dumps(word)[1:-1]
    return once, json.dumps(once)[1:-1]


def clean_rows(connection: sqlite3.Connection, order: PurgeOrder) -> None:
    """Let no row beside the events name these people, in the open transaction. What is small is read whole."""
    if not order.people:
        return
    for name in order.names:
        connection.execute("UPDATE verdicts SET really = NULL WHERE trim(really) = ?", (name,))
        connection.execute("UPDATE verdicts SET inspector = '' WHERE trim(inspector) = ?", (name,))
        connection.execute("UPDATE reports SET inspector = '' WHERE trim(inspector) = ?", (name,))
        # Kept by triggers; what an earlier failure may have left in it goes here.
        unused = "NOT EXISTS (SELECT 1 FROM events WHERE person_name = person_names.name)"
        connection.execute(f"DELETE FROM person_names WHERE trim(name) = ? AND {unused}", (name,))  # noqa: S608 - ours
    _clean_texts(connection, "boxes", "box_key", ("note",), order)
    _clean_texts(connection, "reports", "id", ("file",), order)
    closed = f"WHERE state NOT IN ({', '.join('?' * len(OPEN_STATES))})"
    texts = ("box_name", "problem", "original", "written")
    _clean_texts(connection, "borrowed", "id", texts, order, where=closed, values=tuple(OPEN_STATES))


def _clean_texts(
    connection: sqlite3.Connection,
    table: str,
    key: str,
    columns: tuple[str, ...],
    order: PurgeOrder,
    *,
    where: str = "",
    values: tuple[str, ...] = (),
) -> None:
    found = connection.execute(f"SELECT {key}, {', '.join(columns)} FROM {table} {where}", values)  # noqa: S608 - ours
    for row in found.fetchall():
        cleaned = {name: _cleaned(order, row[name]) for name in columns}
        changed = {name: text for name, text in cleaned.items() if text != row[name]}
        if changed:
            sql = f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in changed)} WHERE {key} = ?"  # noqa: S608
            connection.execute(sql, (*changed.values(), row[key]))


def _cleaned(order: PurgeOrder, text: str | None) -> str | None:
    """JSON stays JSON: its texts are cleaned one by one."""
    if text is None or text[:1] not in ("{", "["):
        return order.without_names(text) if text else text
    try:
        said = json.loads(text)
    except ValueError:
        return order.without_names(text)
    cleaned = order.cleaned(said)
    return json.dumps(cleaned) if cleaned != said else text


def showing_reports(connection: sqlite3.Connection, folder: Path, order: PurgeOrder) -> tuple[Path, ...]:
    """Reports of the site's folder that may show the people: with whole faces and names, or made by one of them.

    A file of which no row says that it is masked is one of them.
    """
    rows = connection.execute("SELECT file, whole, inspector FROM reports").fetchall()
    shows = {Path(row["file"]).name: False for row in rows}
    for row in rows:
        shows[Path(row["file"]).name] |= bool(row["whole"]) or order.unnamed(row["inspector"]) != row["inspector"]
    reports = folder / REPORTS
    files = sorted(file for file in reports.iterdir() if file.is_file()) if reports.is_dir() else []
    return tuple(file for file in files if shows.get(file.name, True))


def remove_reports(connection: sqlite3.Connection, folder: Path, order: PurgeOrder) -> tuple[int, tuple[str, ...]]:
    """Remove those reports. Returns how many, and the names of those that could not be removed."""
    removed, left = 0, []
    for file in showing_reports(connection, folder, order):
        try:
            file.unlink(missing_ok=True)
        except OSError:  # on Windows somebody reads it
            left.append(order.without_names(file.name))
        else:
            removed += 1
    return removed, tuple(left)
