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
from contextlib import ExitStack, closing
from pathlib import Path

from sophon_monitor import __version__
from sophon_monitor.app import logs, settings
from sophon_monitor.app.export_command import _site_folder as site_folder
from sophon_monitor.app.profile import Profile, ProfileError, default_folder
from sophon_monitor.domain.records import MadeReport

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
    from sophon_monitor.services.archive_sign_off import note_report
    from sophon_monitor.services.journal import Journal

    app = _speak(arguments.lang or _language(profile))
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

            def borrowed() -> tuple[object, ...]:
                with closing(Journal(folder)) as journal:
                    return journal.entries()

            key = signing_key(profile.folder / "key")
            made = make_report(reader, borrowed, key, wish, _progress(arguments.progress))  # type: ignore[arg-type]
        if not arguments.not_noted:
            report = MadeReport(
                at_ms=round(wish.at_s * 1000),
                file=out.name,
                digest=made.digest,
                full=wish.full,
                accepted=made.accepted,
                inspector=wish.inspector,
            )
            note_report(folder, report)
    except ArchiveTooNew:
        return fail("The archive was written by a newer version of Sophon Monitor. Update this program.")
    except ArchiveDamaged as cause:
        return fail(f"The archive is damaged ({cause}). Nothing was changed.")
    except KeyDamaged as cause:
        return fail(f"The signing key of this profile cannot be used: {cause}")
    except (OSError, sqlite3.Error) as cause:
        return fail(f"The report could not be made: {getattr(cause, 'strerror', None) or cause}.")
    del app
    said = "accepted" if made.accepted else "unfinished" if made.unfinished else "not_accepted"
    print(f"{said} {made.digest}", flush=True)  # noqa: T201 - the contract: standard output
    return 0


def _progress(is_wanted: bool) -> object:
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
