"""How long a site keeps what, as a person chose for it: kept in the archive, as JSON.

Reading is tolerant, and never gives more than is allowed: what is missing or odd gets its default.
"""

from __future__ import annotations

import json
import math
import sqlite3
from contextlib import closing
from dataclasses import asdict, fields
from pathlib import Path

from sophon_monitor.domain.sign_off import LONGEST_NAME
from sophon_monitor.domain.site_retention import LONGEST_REASON, MOST_DAYS, MOST_HOURS, MOST_JUDGED_DAYS, SiteRetention
from sophon_monitor.services.archive_rows import text
from sophon_monitor.services.archive_schema import open_for_reading

DOCUMENT = "retention"
_MOST = {
    "pictures_days": MOST_DAYS,
    "strangers_hours": MOST_HOURS,
    "judged_days": MOST_JUDGED_DAYS,
    "records_days": MOST_DAYS,
}


def retention_document(chosen: SiteRetention) -> str:
    """The choice as JSON."""
    return json.dumps(asdict(chosen), ensure_ascii=False)


def read_retention(document: str) -> SiteRetention | None:
    """The choice that a document holds; None where it holds none."""
    try:
        said = json.loads(document)
    except ValueError:
        return None
    if not isinstance(said, dict):
        return None
    numbers = {name: _number(said.get(name), name) for name in _MOST}
    reason, by, at_ms = said.get("reason"), said.get("by"), said.get("at_ms")
    return SiteRetention(
        **numbers,
        reason=reason[:LONGEST_REASON] if isinstance(reason, str) else "",
        by=by[:LONGEST_NAME] if isinstance(by, str) else "",
        at_ms=at_ms if isinstance(at_ms, int) else 0,
    )


def _number(value: object, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value < 0:
        return next(float(entry.default) for entry in fields(SiteRetention) if entry.name == name)  # type: ignore[arg-type]
    return min(float(value), _MOST[name])


def kept_retention(connection: sqlite3.Connection) -> SiteRetention | None:
    """What is kept; None where a person chose nothing, or in an archive of an earlier version."""
    try:
        row = connection.execute("SELECT document FROM sign_off WHERE name = ?", (DOCUMENT,)).fetchone()
    except sqlite3.OperationalError:
        return None
    return read_retention(row[0]) if row is not None else None


def keep_retention(connection: sqlite3.Connection, chosen: SiteRetention | None) -> None:
    """Keep a choice, or that there is none any more, in the open transaction."""
    if chosen is None:
        connection.execute("DELETE FROM sign_off WHERE name = ?", (DOCUMENT,))
        return
    sql = "INSERT INTO sign_off VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET document = excluded.document"
    connection.execute(sql, (DOCUMENT, text(retention_document(chosen))))


def read_site_retention(folder: Path) -> SiteRetention | None:
    """What a person chose for the site in `folder`. Blocks on the disk: for a worker thread.

    Raises:
        ArchiveDamaged, ArchiveTooNew, OSError: The archive cannot be read.
    """
    with closing(open_for_reading(folder)) as connection:
        return kept_retention(connection)
