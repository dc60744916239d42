"""The support bundle: a ZIP that tells the makers of the program what happened, and nothing of whom it was about.

It is made of what is known to be harmless, not of what is left after something was taken out: counts, codes and texts
of the program itself (support_facts, program_words).
"""

from __future__ import annotations

import asyncio
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

from sophon_monitor.app import support_facts as facts
from sophon_monitor.app.profile import Profile
from sophon_monitor.app.program_words import ProgramWords, program_words
from sophon_monitor.report.export_file import whole_file

MOST_LOG_BYTES = 2_000_000  # the newest of each file
MOST_CRASH_FILES = 40

ABOUT = """Sophon Monitor: support bundle

about.json     versions, computer, screen, disk, network adapters
settings.json  settings that are numbers or choices
archive.json   sites, boxes and cameras by number: sizes and counts
messages.json  what came in the last run, by kind (empty when made without the window)
logs/ crash/   what the program itself wrote; every value that is not a number or a word of the program is "…"

No face, no name, no number of a person, no password, no code of a box, no message of a box is in it.
"""


async def make_support_bundle(
    profile: Profile,
    file: Path,
    *,
    screen: Mapping[str, object] | None = None,
    messages: Mapping[str, int] | None = None,
) -> None:
    """Write the bundle beside the loop. `file` is there whole or not at all.

    Raises:
        OSError: It cannot be written.
    """
    await asyncio.to_thread(write_support_bundle, profile, file, screen=screen, messages=messages)


def write_support_bundle(
    profile: Profile,
    file: Path,
    *,
    screen: Mapping[str, object] | None = None,
    messages: Mapping[str, int] | None = None,
) -> None:
    """Write the bundle; about a second. Any thread, beside a window or without one. Raises OSError."""
    words = program_words()
    about = {
        **facts.program_facts(),
        "screen": dict(screen or {}),
        "disk": facts.disk_facts(profile),
        "adapters": facts.adapter_facts(),
    }
    with whole_file(file) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("README.txt", ABOUT)
        for name, content in (
            ("about.json", about),
            ("settings.json", facts.setting_facts(profile.settings_file)),
            ("archive.json", facts.site_facts(profile)),
            ("messages.json", dict(messages or {})),
        ):
            bundle.writestr(name, json.dumps(content, indent=1, ensure_ascii=True))
        for number, log in enumerate(sorted(profile.logs.glob("*.log*")), 1):
            bundle.writestr(f"logs/{number}.log", _said(log, words))
        for number, report in enumerate(_newest(profile.crash), 1):
            bundle.writestr(f"crash/{number} {_kind(report)}", _said(report, words))


def _newest(folder: Path) -> list[Path]:
    found = [path for path in folder.glob("*") if path.is_file() and path.suffix in (".txt", ".log")]
    return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)[:MOST_CRASH_FILES]


def _kind(report: Path) -> str:
    """A name of ours for it; the files may have been named by anybody."""
    if report.name.startswith("faults"):
        return "fault.log"
    return "slow end.log" if report.name == "ending.log" else "report.txt"


def _said(file: Path, words: ProgramWords) -> str:
    """What the program itself said in that file."""
    try:
        with file.open("rb") as opened:
            opened.seek(max(file.stat().st_size - MOST_LOG_BYTES, 0))
            text = opened.read().decode("utf-8", "replace")
    except OSError as cause:
        return f"unreadable: {type(cause).__name__}\n"
    return "\n".join([*words.lines(text), ""])
