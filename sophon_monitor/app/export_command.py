"""`sophon-monitor export`: rows and pictures out of a site's archive, with or without the window running."""

from __future__ import annotations

import argparse
import logging
import sys
from contextlib import ExitStack
from pathlib import Path

from sophon_monitor.app import logs, settings
from sophon_monitor.app.profile import Profile, ProfileError, checked_site_name, default_folder
from sophon_monitor.report.export import export, parse_time
from sophon_monitor.services.archive_reader import ArchiveReader
from sophon_monitor.services.archive_schema import ArchiveDamaged, ArchiveTooNew

log = logging.getLogger(__name__)
WRONG_USAGE = 2


def run(arguments: argparse.Namespace) -> int:
    """Write the export and return the exit status."""
    from sophon_monitor.app.command import fail

    if arguments.full and not (arguments.reason or "").strip():
        return _usage("--full shows whole names and faces; say why with --reason TEXT (it is logged).")
    try:
        since = parse_time(arguments.since) if arguments.since else None
        until = parse_time(arguments.until) if arguments.until else None
    except ValueError as cause:
        return _usage(f"{cause}. Times look like 2024-06-14 or 2024-06-14T08:00:00Z.")
    profile = Profile((arguments.profile or default_folder()).expanduser().resolve())
    try:
        folder = _site_folder(profile, arguments.site)
    except ProfileError as cause:
        return fail(str(cause))
    if arguments.full:
        try:
            logs.to_file(profile.logs)
        except OSError as cause:
            return fail(f"The reason for --full cannot be logged in {profile.logs} ({cause.strerror}).")
        log.info("full export of %s, reason: %s", arguments.what, arguments.reason.strip())
    try:
        with ExitStack() as stack:
            reader = ArchiveReader(folder)
            stack.callback(reader.close)
            if arguments.out == "-":
                out = sys.stdout
                if hasattr(out, "reconfigure"):
                    out.reconfigure(encoding="utf-8", newline="")
            else:
                out = stack.enter_context(Path(arguments.out).open("w", encoding="utf-8", newline=""))
            export(
                reader,
                arguments.what,
                format=arguments.format,
                since=since,
                until=until,
                out=out,
                pictures_folder=arguments.pictures,
                full=arguments.full,
            )
            out.flush()
    except BrokenPipeError:
        return 0
    except ArchiveTooNew:
        return fail("The archive was written by a newer version of Sophon Monitor. Update this program.")
    except ArchiveDamaged as cause:
        return fail(f"The archive is damaged ({cause}). Nothing was changed.")
    except OSError as cause:
        return fail(f"The export could not be written: {cause}.")
    return 0


def _site_folder(profile: Profile, site: str | None) -> Path:
    if site is None:
        last = settings.load(profile.settings_file).settings.last_site
        sites = profile.sites()
        site = last if last in sites else (sites[0] if sites else None)
    folder = profile.site_folder(checked_site_name(site)) if site else None
    if folder is None or not (folder / "archive.sqlite3").is_file():
        raise ProfileError(f"There is no archive{f' of site {site!r}' if site else ''} in {profile.folder}.")
    return folder


def _usage(sentence: str) -> int:
    print(f"sophon-monitor export: {sentence}", file=sys.stderr)  # noqa: T201 - wrong usage goes to standard error
    return WRONG_USAGE
