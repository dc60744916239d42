"""The archive's database: its tables, its versions, and how it is opened. Knows SQL, not records."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from sophon_monitor.services.archive_search_schema import SEARCH_STEPS

DATABASE = "archive.sqlite3"
PICTURES = "pictures"
REPORTS = "reports"

BUSY_TIMEOUT_S = 5.0
CHECKPOINT_PAGES = 8000  # 32 MB; seconds of the heaviest load
EMPTY_PATIENCE_S = 1.0  # a window that starts for the first time needs a moment between file and tables


class ArchiveDamaged(Exception):  # noqa: N818 - what it says, not what it is
    """The file is no database of ours any more. Nothing was changed; the start shows a sentence."""


class ArchiveTooNew(Exception):  # noqa: N818 - what it says, not what it is
    """The archive was written by a newer version of this program; the start shows a sentence."""


_HEALTH_SQL = """
    cpu_percent REAL, tpu_percent REAL, memory_percent REAL, memory_total_gb REAL, disk_percent REAL,
    disk_total_gb REAL, disk_free_gb REAL, temperature_c REAL, board_temperature_c REAL, fan_rpm REAL
"""

_VERSION_1 = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID",
    "CREATE TABLE runs (began_at_ms INTEGER PRIMARY KEY, last_at_ms INTEGER NOT NULL)",  # when somebody watched
    f"""CREATE TABLE boxes (
        box_key TEXT PRIMARY KEY, removed INTEGER NOT NULL DEFAULT 0,
        host TEXT NOT NULL, api_port INTEGER NOT NULL, stream_port INTEGER NOT NULL, system_port INTEGER NOT NULL,
        token TEXT NOT NULL, name TEXT NOT NULL, given_name TEXT, note TEXT NOT NULL, added_at_s REAL NOT NULL,
        sn TEXT, mac TEXT, license TEXT, host_name TEXT, generation TEXT, software_version TEXT, sdk_version TEXT,
        uptime TEXT, liveness TEXT NOT NULL, period_s REAL, last_heartbeat_at_s REAL, last_sign_at_s REAL,
        {_HEALTH_SQL}, state_code TEXT, state_text TEXT, clock_skew_ms REAL, threshold REAL, events INTEGER NOT NULL,
        percent_paths TEXT NOT NULL, cameras_made INTEGER NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE cameras (
        camera_key TEXT PRIMARY KEY, box_key TEXT NOT NULL, removed INTEGER NOT NULL DEFAULT 0,
        camera_id TEXT NOT NULL, aliases TEXT NOT NULL, name TEXT, ip TEXT, url TEXT, device_key TEXT,
        type TEXT NOT NULL, status TEXT NOT NULL, reported_status TEXT NOT NULL, "group" TEXT, permission_id TEXT,
        location TEXT, software_version TEXT, last_seen_at_s REAL, last_event_at_s REAL
    ) WITHOUT ROWID""",
    f"""CREATE TABLE heartbeats (
        id INTEGER PRIMARY KEY, received_at_ms INTEGER NOT NULL, box_key TEXT NOT NULL,
        box_sn TEXT, box_name TEXT, box_ip TEXT, box_mac TEXT, license TEXT, generation TEXT,
        status TEXT, state_code TEXT, state_text TEXT, {_HEALTH_SQL},
        software_version TEXT, sdk_version TEXT, source TEXT NOT NULL
    )""",
    "CREATE INDEX heartbeats_by_box ON heartbeats (box_key, received_at_ms)",
    "CREATE INDEX heartbeats_by_time ON heartbeats (received_at_ms)",
    """CREATE TABLE events (
        id INTEGER PRIMARY KEY AUTOINCREMENT, received_at_ms INTEGER NOT NULL, occurred_at_ms INTEGER,
        box_key TEXT NOT NULL, camera_key TEXT, camera_id TEXT, camera_ip TEXT, camera_name TEXT,
        person_id TEXT, person_name TEXT, person_type TEXT NOT NULL, "group" TEXT,
        score REAL, score_scale TEXT NOT NULL, threshold REAL,
        live_state TEXT NOT NULL, live_at INTEGER, live_bytes INTEGER, live_suffix TEXT,
        registered_state TEXT NOT NULL, registered_at INTEGER, registered_bytes INTEGER, registered_suffix TEXT,
        scene_state TEXT NOT NULL, scene_at INTEGER, scene_bytes INTEGER, scene_suffix TEXT,
        pictures_rewritten INTEGER NOT NULL DEFAULT 0,
        face_box TEXT, source TEXT NOT NULL, generation TEXT, latency_ms REAL,
        verdict TEXT, verdict_at_ms INTEGER, extra TEXT
    )""",
    # Rows of an index are in order of id within the same key: newest first needs no further column.
    "CREATE INDEX events_by_camera ON events (camera_key)",
    "CREATE INDEX events_by_box ON events (box_key)",
    "CREATE INDEX events_by_time ON events (received_at_ms)",
    """CREATE INDEX events_by_moment ON events (box_key, occurred_at_ms, person_id)
        WHERE occurred_at_ms IS NOT NULL""",
    "CREATE INDEX events_with_scene ON events (verdict, received_at_ms) WHERE scene_state = 'present'",
    """CREATE INDEX events_with_face ON events (verdict, received_at_ms)
        WHERE (live_state = 'present' OR registered_state = 'present')""",
    """CREATE INDEX events_with_stranger ON events (received_at_ms)
        WHERE person_type = 'stranger'
        AND (live_state = 'present' OR registered_state = 'present' OR scene_state = 'present')""",
)

_VERSION_2 = (
    # The restore journal: only keys that we change. What is written here is on the disk before anything else happens.
    """CREATE TABLE borrowed (
        id INTEGER PRIMARY KEY AUTOINCREMENT, box_key TEXT NOT NULL, box_name TEXT NOT NULL, box_sn TEXT,
        host TEXT NOT NULL, api_port INTEGER NOT NULL, stream_port INTEGER NOT NULL, system_port INTEGER NOT NULL,
        kind TEXT NOT NULL, setting TEXT NOT NULL, original TEXT NOT NULL, written TEXT NOT NULL,
        our_url TEXT NOT NULL, state TEXT NOT NULL, keep INTEGER NOT NULL DEFAULT 0, problem TEXT NOT NULL DEFAULT '',
        began_at_s REAL NOT NULL, changed_at_s REAL NOT NULL
    )""",
    # Addresses where the receiver has listened: a box may still report to one that this computer had yesterday.
    "CREATE TABLE own_addresses (address TEXT PRIMARY KEY, first_at_s REAL NOT NULL, last_at_s REAL NOT NULL)",
)

_VERSION_3 = (
    "ALTER TABLE events ADD COLUMN verdict_by TEXT",
    "ALTER TABLE events ADD COLUMN really TEXT",
    "ALTER TABLE events ADD COLUMN repeats INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE events ADD COLUMN live_px INTEGER",
    # Every verdict that was ever given, changed or taken back (NULL).
    """CREATE TABLE verdicts (
        id INTEGER PRIMARY KEY AUTOINCREMENT, event_id INTEGER NOT NULL, verdict TEXT, at_ms INTEGER NOT NULL,
        inspector TEXT NOT NULL, really TEXT
    )""",
    "CREATE INDEX verdicts_by_event ON verdicts (event_id)",
    """CREATE TRIGGER verdicts_go_with_event AFTER DELETE ON events
        BEGIN DELETE FROM verdicts WHERE event_id = OLD.id; END""",
    # Rules, test people and conditions, each one JSON document: small, read whole, changed by hand.
    "CREATE TABLE sign_off (name TEXT PRIMARY KEY, document TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE reports (
        id INTEGER PRIMARY KEY AUTOINCREMENT, at_ms INTEGER NOT NULL, file TEXT NOT NULL, digest TEXT NOT NULL,
        whole INTEGER NOT NULL, accepted INTEGER NOT NULL, inspector TEXT NOT NULL
    )""",
    "CREATE INDEX events_judged ON events (camera_key, verdict) WHERE verdict_at_ms IS NOT NULL",
    *SEARCH_STEPS,
)

# One entry per version: what turns the version before into it. Entries never change once released.
MIGRATIONS: tuple[tuple[str, ...], ...] = (_VERSION_1, _VERSION_2, _VERSION_3)
VERSION = len(MIGRATIONS)


def make_folder(folder: Path) -> None:
    """Make a site's folder and its parts, readable by the user alone."""
    for part in (folder, folder / PICTURES, folder / REPORTS):
        part.mkdir(mode=0o700, parents=True, exist_ok=True)
        if stat.S_IMODE(part.stat().st_mode) != 0o700:
            part.chmod(0o700)


def open_for_writing(folder: Path) -> sqlite3.Connection:
    """Open or make the archive, brought to this program's version. One writer per site.

    Raises:
        ArchiveDamaged, ArchiveTooNew: See there; nothing was changed.
        OSError: The folder or the file cannot be written.
    """
    make_folder(folder)
    path = folder / DATABASE
    # SQLite makes its -wal and -shm files with the rights of the database, so those are set before it is opened.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    for name in (path, path.with_name(f"{DATABASE}-wal"), path.with_name(f"{DATABASE}-shm")):
        with contextlib.suppress(FileNotFoundError):
            name.chmod(0o600)
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
    try:
        with errors_as_ours():
            _refuse_unknown(connection)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten, not only let go
            connection.execute("PRAGMA journal_size_limit = 16777216")
            # Moving the log into the database waits for the disk, so another thread does it (archive_checkpoint);
            # the writer only where that one does not keep up.
            connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
            _migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def open_for_reading(folder: Path) -> sqlite3.Connection:
    """Open the archive without the power to change it, beside a window that writes, or alone.

    Raises:
        ArchiveDamaged, ArchiveTooNew: See there.
        OSError: There is no archive, or it cannot be read.
    """
    path = folder / DATABASE
    if not path.is_file():
        raise FileNotFoundError(errno.ENOENT, "there is no archive", str(path))
    with errors_as_ours():
        try:
            return _read_only(path, "mode=ro")
        except sqlite3.OperationalError:
            # The folder cannot be written, so SQLite cannot make the shared index of the log. Without a log there
            # is nothing in it either.
            log = path.with_name(f"{DATABASE}-wal")
            if log.exists() and log.stat().st_size:
                raise
            return _read_only(path, "mode=ro&immutable=1")


def _read_only(path: Path, options: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{options}", uri=True, timeout=BUSY_TIMEOUT_S, isolation_level=None
    )
    try:
        until = time.monotonic() + EMPTY_PATIENCE_S
        while _refuse_unknown(connection) == 0:
            if time.monotonic() > until:
                raise ArchiveDamaged("the archive is empty")
            time.sleep(0.02)
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse_unknown(connection: sqlite3.Connection) -> int:
    """The archive's version, if this program can use it."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > VERSION:
        raise ArchiveTooNew(f"version {version}, this program knows {VERSION}")
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if version > 0 and not {"meta", "runs", "boxes", "cameras", "heartbeats", "events"} <= tables:
        raise ArchiveDamaged("tables are missing")
    return version


def _migrate(connection: sqlite3.Connection) -> None:
    with transaction(connection):
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        for steps in MIGRATIONS[version:]:
            for step in steps:
                connection.execute(step)
        connection.execute(f"PRAGMA user_version = {VERSION}")


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing. Whatever goes wrong inside, the connection is free of it afterwards."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite itself rolls back on some errors, a full disk among them
            connection.execute("ROLLBACK")
        raise


@contextlib.contextmanager
def errors_as_ours() -> Iterator[None]:
    """Turn what SQLite says while an archive is opened into ArchiveDamaged or OSError."""
    try:
        yield
    except sqlite3.DatabaseError as cause:
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            raise ArchiveDamaged(str(cause)) from cause
        raise OSError(_ERRNO.get(code, errno.EIO), str(cause)) from cause


_ERRNO = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_READONLY: errno.EROFS,
    sqlite3.SQLITE_PERM: errno.EACCES,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_BUSY: errno.EBUSY,
}
