"""`sophon-monitor report`: the acceptance report as a sealed PDF, with or without the window running.

The window makes its reports by this command too, in a process of its own: neither fonts nor pictures make it wait, the
report's language need not be the window's, and cancelling is ending a process.
"""

from __future__ import annotations

import argparse
import logging
import os
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sophon_monitor import __version__
from sophon_monitor.app import logs, settings
from sophon_monitor.app.export_command import _site_folder as site_folder
from sophon_monitor.app.profile import Profile, ProfileError, default_folder
from sophon_monitor.domain.borrowing import BorrowedSetting
from sophon_monitor.domain.records import MadeReport

if TYPE_CHECKING:
    from sophon_monitor.report.making import MadeFile, ReportWish

log = logging.getLogger(__name__)
WRONG_USAGE = 2
PROGRESS = "progress "  # what the window reads from standard error, a line each


def run(arguments: argparse.Namespace) -> int:
    """Make the report and return the exit status."""
    from sophon_monitor.app.command import fail

    if arguments.full and not (arguments.reason or "").strip():
        return _usage("--full shows whole names and faces; say why with --reason TEXT (it is logged).")
    profile = Profile((arguments.profile or default_folder()).expanduser().resolve())
    try:
        folder = site_folder(profile, arguments.site)
    except ProfileError as cause:
        return fail(str(cause))
    if arguments.full:
        try:
            logs.to_file(profile.logs)
        except OSError as cause:
            return fail(f"The reason for --full cannot be logged in {profile.logs} ({cause.strerror}).")
        log.info("full report, reason: %s", arguments.reason.strip())
    return _make(arguments, profile, folder)


def _make(arguments: argparse.Namespace, profile: Profile, folder: Path) -> int:
    from sophon_monitor.app.command import fail
    from sophon_monitor.report.making import ReportWish, make_report
    from sophon_monitor.report.signing_key import KeyDamaged, signing_key
    from sophon_monitor.services.archive_reader import ArchiveReader
    from sophon_monitor.services.archive_schema import ArchiveDamaged, ArchiveTooNew

    language = arguments.lang or _language(profile)
    app = _speak(language)
    if (problem := _font_problem(language)) is not None:
        return fail(problem)
    out = arguments.out.expanduser().resolve()
    wish = ReportWish(
        site=folder.name,
        out=out,
        inspector=arguments.inspector or "",
        full=arguments.full,
        reason=(arguments.reason or "").strip() if arguments.full else "",
        at_s=time.time(),
        version=__version__,
    )
    try:
        with ExitStack() as stack:
            reader = stack.enter_context(closing(ArchiveReader(folder)))
            key = signing_key(profile.folder / "key")
            entries = partial(changed_settings, folder)
            made = make_report(reader, entries, key, wish, _progress(arguments.progress))
    except ArchiveTooNew:
        return fail("The archive was written by a newer version of Sophon Monitor. Update this program.")
    except ArchiveDamaged as cause:
        return fail(f"The archive is damaged ({cause}). Nothing was changed.")
    except KeyDamaged as cause:
        return fail(f"The signing key of this profile cannot be used: {cause}")
    except (OSError, sqlite3.Error) as cause:
        return fail(f"The report could not be made: {getattr(cause, 'strerror', None) or cause}.")
    del app
    if not arguments.not_noted:
        _note(folder, wish, made)
    said = "accepted" if made.accepted else "unfinished" if made.unfinished else "not_accepted"
    print(f"{said} {made.digest}", flush=True)  # noqa: T201 - the contract: standard output
    return 0


def _note(folder: Path, wish: ReportWish, made: MadeFile) -> None:
    """Say in the archive that there is a report; where that fails the report is there all the same."""
    from sophon_monitor.services.archive_schema import ArchiveDamaged, ArchiveTooNew
    from sophon_monitor.services.archive_sign_off import note_report

    report = MadeReport(
        at_ms=round(wish.at_s * 1000),
        file=wish.out.name,
        digest=made.digest,
        full=wish.full,
        accepted=made.accepted,
        inspector=wish.inspector,
    )
    try:
        note_report(folder, report)
    except (OSError, sqlite3.Error, ArchiveDamaged, ArchiveTooNew) as cause:
        why = getattr(cause, "strerror", None) or cause
        sentence = f"The report is made, but the archive could not note that ({why}): judged pictures are kept longer."
        print(f"sophon-monitor: {sentence}", file=sys.stderr, flush=True)  # noqa: T201 - a warning


def changed_settings(folder: Path) -> tuple[BorrowedSetting, ...]:
    """All entries of the restore journal, read without the power to change it: the folder may be read-only."""
    from sophon_monitor.services.archive_schema import errors_as_ours, open_for_reading
    from sophon_monitor.services.journal import entry_of

    with closing(open_for_reading(folder)) as connection, errors_as_ours():
        connection.row_factory = sqlite3.Row
        known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'borrowed'").fetchone()
        if known is None:  # an archive of the version before that
            return ()
        return tuple(entry_of(row) for row in connection.execute("SELECT * FROM borrowed ORDER BY id").fetchall())


def _font_problem(language: str) -> str | None:
    """A sentence where the letters of the report's language would be empty squares."""
    from sophon_monitor.app.languages import chinese_font_found

    if language != "zh_CN" or chinese_font_found():
        return None
    return "No font on this computer has Chinese letters. Install one, such as fonts-wqy-microhei, or use --lang en."


def _progress(is_wanted: bool) -> Callable[[float], None]:
    def tell(done: float) -> None:
        if is_wanted:
            print(f"{PROGRESS}{done:.3f}", file=sys.stderr, flush=True)  # noqa: T201 - the window reads it

    return tell


def _language(profile: Profile) -> str:
    from sophon_monitor.app.languages import system_language

    chosen = settings.load(profile.settings_file).settings.language
    return chosen if chosen != "system" else system_language()


def _speak(language: str) -> object:
    """Fonts without a display, and the words of that language, as long as somebody holds what is returned."""
    if sys.platform.startswith("linux"):  # elsewhere there is always a display, and only its platform knows the fonts
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication

    from sophon_monitor.app.languages import Languages

    app = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    languages = Languages(app)
    languages.speak(language)
    return app, languages


def _usage(sentence: str) -> int:
    print(f"sophon-monitor report: {sentence}", file=sys.stderr)  # noqa: T201 - wrong usage goes to standard error
    return WRONG_USAGE
