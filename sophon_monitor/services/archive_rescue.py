"""A damaged archive: what can still be read of the site goes into a new one, the damaged one is kept whole.

It is kept as a small profile of its own, so that `export --profile` reads of it what SQLite can still read. Boxes,
cameras, borrowed settings, rules and choices are taken over; events, heartbeats and pictures stay with the old one.
"""

from __future__ import annotations

import contextlib
import logging
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sophon_monitor.domain.borrowing import OPEN_STATES
from sophon_monitor.services.archive_rows import box_of, camera_of
from sophon_monitor.services.archive_schema import DATABASE, REPORTS, ArchiveDamaged, errors_as_ours, open_for_writing
from sophon_monitor.services.journal import entry_of

log = logging.getLogger(__name__)

DAMAGED_MARK = "damaged"  # file beside the database: a run has found it damaged while it wrote
KEPT_FOLDER = "damaged"  # of a profile
_FRESH = "fresh"
# Small, read whole at every start, and without them a site is not what it was.
SMALL_TABLES = ("meta", "boxes", "cameras", "borrowed", "own_addresses", "sign_off", "reports", "runs")
# Of `meta` only the last time that was believed: counters of the old archive are not true of the new one.
_STILL_TRUE = "clock_s"
_JOURNAL_SINCE = 2  # version of the archive


@dataclass(frozen=True, slots=True)
class Rescue:
    """What became of a damaged archive.

    Attributes:
        kept: Folder that holds it, a profile of its own.
        boxes, borrowed: How many were taken over.
        boxes_read, journal_read: Whether all of them could be read.
    """

    kept: Path
    boxes: int = 0
    borrowed: int = 0
    boxes_read: bool = True
    journal_read: bool = True


def read_small_tables(connection: sqlite3.Connection) -> None:
    """Read all that a site cannot do without, so that damage there is found at the start and not in between.

    Raises:
        ArchiveDamaged: The journal is gone.
        sqlite3.DatabaseError: It cannot be read.
    """
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "borrowed" not in there and connection.execute("PRAGMA user_version").fetchone()[0] >= _JOURNAL_SINCE:
        raise ArchiveDamaged("the journal of borrowed settings is gone")
    for table in (table for table in SMALL_TABLES if table in there):
        for _ in connection.execute(f"SELECT * FROM {table}"):  # noqa: S608 - ours
            pass


def begin_anew(profile: Path, site: str, *, now_s: float | None = None) -> Rescue:
    """Put the site's archive aside and begin a new one with what can be read of it. No one may have it open.

    Killed in between, `finish_rescue` ends it at the next start.

    Raises:
        OSError: The profile cannot be written; nothing was moved.
    """
    stamp = time.strftime("%Y%m%d-%H%M%S", time.localtime(now_s))
    kept = profile / KEPT_FOLDER / f"{site} {stamp}"
    number = 1
    while kept.exists():
        number += 1
        kept = profile / KEPT_FOLDER / f"{site} {stamp}-{number}"
    old, fresh = profile / "sites" / site, kept / _FRESH
    (profile / KEPT_FOLDER).mkdir(mode=0o700, exist_ok=True)
    kept.mkdir(mode=0o700)
    (kept / "sites").mkdir(mode=0o700)
    try:
        rescue = _take_over(old, fresh, kept)
        old.rename(kept / "sites" / site)
    except BaseException:
        shutil.rmtree(kept, ignore_errors=True)
        raise
    _put_in_place(kept, site, profile)
    return rescue


def finish_rescue(profile: Path) -> None:
    """End what a kill has left between the two moves. Before any archive is opened; raises OSError."""
    for fresh in (profile / KEPT_FOLDER).glob(f"*/{_FRESH}"):
        moved = [folder for folder in (fresh.parent / "sites").iterdir() if folder.is_dir()]
        if moved and not (profile / "sites" / moved[0].name / DATABASE).exists():
            _put_in_place(fresh.parent, moved[0].name, profile)
        else:
            shutil.rmtree(fresh if moved else fresh.parent)


def archives_put_aside(profile: Path, site: str) -> tuple[Path, ...]:
    """Folders that hold damaged archives of the site of that name."""
    return tuple(kept for kept in (profile / KEPT_FOLDER).glob("*") if (kept / "sites" / site).is_dir())


def forget_put_aside(profile: Path, site: str) -> int:
    """Remove the site's damaged archives whole: nobody can take one person out of them. Raises OSError."""
    found = archives_put_aside(profile, site)
    for kept in found:
        shutil.rmtree(kept)
    return len(found)


def forget_old(profile: Path, *, pictures_s: float, records_s: float, now_s: float) -> None:
    """Remove of what was put aside what is too old by the profile's limits. Raises OSError."""
    for kept in (profile / KEPT_FOLDER).glob("*"):
        age_s = now_s - kept.stat().st_mtime
        if age_s > records_s:
            shutil.rmtree(kept)
        elif age_s > pictures_s:
            for pictures in kept.glob("sites/*/pictures"):
                shutil.rmtree(pictures)


def _put_in_place(kept: Path, site: str, profile: Path) -> None:
    place = profile / "sites" / site
    if place.is_dir():  # made by an earlier start, with nothing in it
        place.rmdir()
    (kept / _FRESH).rename(place)
    # Acceptance reports are papers of the site: they stay where a person looks for them.
    reports, kept_reports = place / REPORTS, kept / "sites" / site / REPORTS
    if kept_reports.is_dir() and any(kept_reports.iterdir()):
        reports.rmdir()
        kept_reports.rename(reports)


def _take_over(old: Path, fresh: Path, kept: Path) -> Rescue:
    into = open_for_writing(fresh)
    try:
        counts: dict[str, int] = {}
        whole: dict[str, bool] = {}
        for table in SMALL_TABLES:
            counts[table], whole[table] = _copy(old / DATABASE, into, table)
        into.row_factory = sqlite3.Row
        for table, understood in (("boxes", box_of), ("cameras", camera_of), ("borrowed", entry_of)):
            whole[table] = _drop_nonsense(into, table, understood) and whole[table]
        open_ones = f"SELECT count(*) FROM borrowed WHERE state IN ({', '.join('?' * len(OPEN_STATES))})"  # noqa: S608
        borrowed = into.execute(open_ones, tuple(OPEN_STATES)).fetchone()[0]
        boxes = into.execute("SELECT count(*) FROM boxes WHERE removed = 0").fetchone()[0]
    finally:
        into.close()
    log.warning("a damaged archive was put aside; rows taken over: %s", counts)
    return Rescue(kept, boxes, borrowed, boxes_read=whole["boxes"], journal_read=whole["borrowed"])


def _copy(database: Path, into: sqlite3.Connection, table: str) -> tuple[int, bool]:
    """Copy the rows that can be read. Returns how many, and whether that was all of them."""
    count = 0
    known = {row[1] for row in into.execute(f"PRAGMA table_info({table})")}
    only = f" WHERE name = '{_STILL_TRUE}'" if table == "meta" else ""
    try:
        with _reading(database) as source:
            rows = source.execute(f"SELECT * FROM {table}{only}")  # noqa: S608 - ours
            names = [column[0] for column in rows.description if column[0] in known]
            places = [number for number, column in enumerate(rows.description) if column[0] in known]
            quoted = ", ".join(f'"{name}"' for name in names)
            sql = f"INSERT OR REPLACE INTO {table} ({quoted}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608
            for row in rows:
                with contextlib.suppress(sqlite3.IntegrityError):  # half a row
                    into.execute(sql, tuple(row[place] for place in places))
                    count += 1
    except ArchiveDamaged:
        return count, False
    return count, True


def _drop_nonsense(into: sqlite3.Connection, table: str, understood: Callable[[sqlite3.Row], object]) -> bool:
    """Damage may read as a row, and a row that means nothing would stop every start. False where there was one."""
    whole = True
    key = "id" if table == "borrowed" else "box_key" if table == "boxes" else "camera_key"
    for row in into.execute(f"SELECT * FROM {table}").fetchall():  # noqa: S608 - ours
        try:
            understood(row)
        except (ValueError, TypeError, KeyError, AttributeError):
            into.execute(f"DELETE FROM {table} WHERE {key} = ?", (row[key],))  # noqa: S608 - ours
            whole = False
    return whole


@contextlib.contextmanager
def _reading(database: Path) -> Iterator[sqlite3.Connection]:
    """The damaged file without the power to change it."""
    with errors_as_ours():
        connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
        try:
            yield connection
        except sqlite3.OperationalError as cause:
            raise ArchiveDamaged(str(cause)) from cause  # its table is gone with the rest
        finally:
            connection.close()
