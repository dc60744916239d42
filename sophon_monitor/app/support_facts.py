"""What a support bundle tells of the program, the computer and the archive: counts, versions and words of the program.

Every text in it is one that the program knows beforehand; what boxes and people have written is only counted.
"""

from __future__ import annotations

import importlib.metadata
import ipaddress
import platform
import re
import shutil
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import fields
from pathlib import Path
from typing import Any

from sophon_monitor import __version__
from sophon_monitor.app import settings as settings_file
from sophon_monitor.app.profile import Profile
from sophon_monitor.domain.borrowing import EntryState, ReportKind, SettingName
from sophon_monitor.domain.changes import MessageLogEntry
from sophon_monitor.domain.records import ScoreScale, Verdict
from sophon_monitor.domain.site import Liveness
from sophon_monitor.protocol.errors import ProtocolErrorCode
from sophon_monitor.protocol.messages import PersonType, PictureState

Facts = dict[str, Any]
PACKAGES = (
    "PySide6-Essentials",
    "shiboken6",
    "qasync",
    "aiohttp",
    "websockets",
    "httpx",
    "numpy",
    "pyqtgraph",
    "psutil",
)
# Settings whose value is a choice among ours, or a number: what a person may write freely is not here.
_CHOICES = {"language": ("system", "en", "zh_CN"), "theme": ("system", "light", "dark")}
_CLOCK = re.compile(r"[012]?\d:[0-5]\d")
_VERSION = re.compile(r"\b\d{1,3}(?:\.\d{1,4}){1,3}\b")
_CODE = re.compile(r"[a-z][a-z0-9_/]{1,24}|\d{3}(?:/\d{3})?", re.ASCII)
_WAYS = ("http", "websocket", "poll")
_KINDS = ("heartbeat", "camera_list", "notice", "recognition", "history", "array", "rejected", "new_box", "login",
          "browser", "too_large", "timed_out", "poll", "stream")  # fmt: skip
_GENERATIONS = ("se3", "v5", "v57", "v6", "p3")
_TABLES = ("events", "heartbeats", "boxes", "cameras", "borrowed", "verdicts", "reports", "runs", "sign_off")
# (table, column, the values that may be told; any other is counted as "other")
_COUNTED: tuple[tuple[str, str, Iterable[str]], ...] = (
    ("events", "source", ("websocket", "http", "history", "replay")),
    ("events", "generation", _GENERATIONS),
    ("events", "person_type", [kind.value for kind in PersonType]),
    ("events", "score_scale", [scale.value for scale in ScoreScale]),
    ("events", "live_state", [state.value for state in PictureState]),
    ("events", "registered_state", [state.value for state in PictureState]),
    ("events", "scene_state", [state.value for state in PictureState]),
    ("events", "verdict", [verdict.value for verdict in Verdict]),
    ("heartbeats", "source", ("http", "poll", "replay")),
    ("heartbeats", "generation", _GENERATIONS),
    ("cameras", "type", ("gate", "snapshot", "ipc_static", "ipc_dynamic", "door", "photo", "rtsp", "file", "gb28181",
                         "card", "unknown")),
    ("cameras", "status", ("online", "offline", "unknown")),
    ("borrowed", "state", [state.value for state in EntryState]),
    ("borrowed", "kind", [kind.value for kind in ReportKind]),
    ("borrowed", "setting", [setting.value for setting in SettingName]),
)  # fmt: skip


def program_facts() -> Facts:
    """Versions, and what kind of computer this is: not its name, and nobody's folder."""
    packages: dict[str, str | None] = {}
    for name in PACKAGES:
        try:
            packages[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            packages[name] = None
    return {
        "sophon_monitor": __version__,
        "packaged": bool(getattr(sys, "frozen", False)),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "packages": packages,
        "system": platform.system(),
        "release": platform.release(),
        "machine": platform.machine(),
        "made_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "utc_offset_minutes": round(time.localtime().tm_gmtoff / 60),
    }


def screen_facts() -> Facts:
    """What the window is drawn with. Qt thread."""
    from PySide6.QtCore import QLocale, qVersion
    from PySide6.QtGui import QGuiApplication

    from sophon_monitor.app.languages import chinese_font_found

    return {
        "qt": qVersion(),
        "platform": QGuiApplication.platformName(),
        "style_hints_dark": QGuiApplication.styleHints().colorScheme().name,
        "system_language": QLocale.system().name(),
        "chinese_font": chinese_font_found(),
        "screens": [
            {
                "width": s.size().width(),
                "height": s.size().height(),
                "ratio": s.devicePixelRatio(),
                "dpi": s.logicalDotsPerInch(),
            }
            for s in QGuiApplication.screens()
        ],
    }


def setting_facts(file: Path) -> Facts:
    """Settings that are numbers, switches or choices; the file is read as it is and never moved."""
    if not file.is_file():
        return {"file": "missing"}
    try:
        known = settings_file.read(file)
    except (OSError, ValueError):
        return {"file": "unreadable"}
    told: Facts = {"file": "read", "adapters": len(known.adapters)}
    for entry in fields(known):
        value = getattr(known, entry.name)
        if isinstance(value, int | float):
            told[entry.name] = value
        elif entry.name in _CHOICES:
            told[entry.name] = value if value in _CHOICES[entry.name] else "other"
        elif isinstance(value, str) and entry.name.startswith("quiet_"):
            told[entry.name] = value if _CLOCK.fullmatch(value) else "other"
    return told


def adapter_facts() -> list[Facts]:
    """This computer's adapters, numbered: their names are a person's to give. Public addresses stay away."""
    from sophon_monitor.services.local_addresses import adapters

    return [
        {
            "adapter": number,
            "kind": adapter.kind,
            "up": adapter.up,
            "prefix": adapter.prefix,
            "address": adapter.address if ipaddress.ip_address(adapter.address).is_private else "public",
        }
        for number, adapter in enumerate(adapters(), 1)
    ]


def site_facts(profile: Profile) -> list[Facts]:
    """Every site of the profile by number: how large, which version, how many of what."""
    return [
        {"site": number, **_archive_facts(profile.site_folder(name))}
        for number, name in enumerate(sorted(profile.sites()), 1)
    ]


def disk_facts(profile: Profile) -> Facts:
    """Room on the disk, and what a damaged archive has left."""
    usage = shutil.disk_usage(profile.folder)
    return {
        "total_bytes": usage.total,
        "free_bytes": usage.free,
        "damaged_archives_kept": len(list((profile.folder / "damaged").glob("*"))),
        "crash_files": len(list(profile.crash.glob("*"))),
    }


def counted_messages(entries: Iterable[MessageLogEntry]) -> dict[str, int]:
    """What came in this run: way, kind, answer and reason, each a code of ours."""
    reasons = {code.value for code in ProtocolErrorCode}
    counts: Counter[str] = Counter()
    for entry in entries:
        way = entry.way if entry.way in _WAYS else "other"
        kind = entry.kind if entry.kind in _KINDS else "other"
        answer = entry.answer if not entry.answer or _CODE.fullmatch(entry.answer) else "other"
        reason = entry.reason if not entry.reason or entry.reason in reasons else "other"
        counts[" ".join(part for part in (way, kind, answer, reason) if part)] += 1
    return dict(sorted(counts.items()))


def _archive_facts(folder: Path) -> Facts:
    from sophon_monitor.services.archive_schema import (
        DATABASE,
        PICTURES,
        ArchiveDamaged,
        ArchiveTooNew,
        open_for_reading,
    )

    file = folder / DATABASE
    facts: Facts = {"bytes": file.stat().st_size if file.is_file() else 0}
    facts["picture_files"] = sum(1 for path in (folder / PICTURES).rglob("*") if path.is_file())
    try:
        with closing(open_for_reading(folder)) as connection:
            facts["schema"] = connection.execute("PRAGMA user_version").fetchone()[0]
            facts["rows"] = {table: _told(lambda t=table: _count(connection, t)) for table in _TABLES}  # type: ignore[misc]
            for table, column, known in _COUNTED:
                facts[f"{table} by {column}"] = _told(lambda t=table, c=column, k=known: _counts(connection, t, c, k))  # type: ignore[misc]
            facts["span"] = _told(lambda: _span(connection))
            facts["boxes"] = _told(lambda: _boxes(connection))
    except ArchiveTooNew:
        facts["problem"] = "too new"
    except ArchiveDamaged:
        facts["problem"] = "damaged"
    except (OSError, sqlite3.Error) as cause:
        facts["problem"] = type(cause).__name__
    return facts


def _told(ask: Callable[[], Any]) -> Any:
    """What a part of the archive says, or that it could not be read; the others are asked all the same."""
    try:
        return ask()
    except sqlite3.Error as cause:
        return f"unreadable: {type(cause).__name__}"


def _count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - ours


def _counts(connection: sqlite3.Connection, table: str, column: str, known: Iterable[str]) -> dict[str, int]:
    allowed = set(known)
    counts: Counter[str] = Counter()
    sql = f'SELECT "{column}", count(*) FROM {table} GROUP BY 1'  # noqa: S608 - ours
    for value, count in connection.execute(sql):
        counts["none" if value is None else value if value in allowed else "other"] += count
    return dict(sorted(counts.items()))


def _span(connection: sqlite3.Connection) -> Facts:
    first, last = connection.execute("SELECT min(received_at_ms), max(received_at_ms) FROM events").fetchone()
    return {"first_event_at_ms": first, "last_event_at_ms": last}


def _boxes(connection: sqlite3.Connection) -> list[Facts]:
    """Boxes by number: their names, addresses and codes are the customer's."""
    connection.row_factory = sqlite3.Row
    states = {state.value for state in Liveness}
    told = []
    for number, row in enumerate(connection.execute("SELECT * FROM boxes ORDER BY added_at_s, box_key"), 1):
        versions = _VERSION.findall(row["software_version"] or "")
        told.append(
            {
                "box": number,
                "removed": bool(row["removed"]),
                "generation": row["generation"] if row["generation"] in _GENERATIONS else "other",
                "software_version": versions[-1] if versions else None,
                "liveness": row["liveness"] if row["liveness"] in states else "other",
                "period_s": row["period_s"],
                "clock_skew_ms": row["clock_skew_ms"],
                "events": row["events"],
                "ports": [row["api_port"], row["stream_port"], row["system_port"]],
            }
        )
    return told
