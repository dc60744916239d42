"""`sophon-monitor export`: rows and pictures out of a site's archive, with or without the window running."""

from __future__ import annotations

import argparse
import io
import logging
import shutil
import sqlite3
import sys
import tempfile
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any, TextIO

from sophon_monitor.app import logs, settings
from sophon_monitor.app.profile import Profile, ProfileError, checked_site_name, default_folder
from sophon_monitor.report.export import export, parse_time
from sophon_monitor.report.export_file import TooManyRows, whole_file
from sophon_monitor.report.export_rows import What
from sophon_monitor.services.archive_reader import ArchiveReader
from sophon_monitor.services.archive_schema import ArchiveDamaged, ArchiveTooNew

log = logging.getLogger(__name__)
WRONG_USAGE = 2


def run(arguments: argparse.Namespace) -> int:
    """Write the export and return the exit status."""
    from sophon_monitor.app.command import fail

    if arguments.full and not (arguments.reason or "").strip():
        return _usage("--full shows whole names and faces; say why with --reason TEXT (it is logged).")
    if arguments.out == "-" and sys.stdout is None:  # a Windows program without a console
        return fail("There is no standard output here; say where the export goes with --out FILE.")
    if arguments.format == "xlsx" and arguments.out == "-" and sys.stdout.isatty():
        return _usage("an xlsx file is nothing for a terminal; say where it goes with --out FILE.")
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
        with closing(ArchiveReader(folder)) as reader:
            _write(reader, arguments, since, until)
    except BrokenPipeError:
        return 0
    except ArchiveTooNew:
        return fail("The archive was written by a newer version of Sophon Monitor. Update this program.")
    except (ArchiveDamaged, sqlite3.DatabaseError) as cause:
        if arguments.format == "xlsx":  # a sheet is there whole or not at all
            return fail(f"The archive is damaged ({cause}). Use --format jsonl or csv: it writes what can be read.")
        return fail(f"The archive is damaged ({cause}). What could be read was written; nothing was changed.")
    except TooManyRows as cause:
        return fail(f"That is too much for one xlsx file: {cause}. Use --format csv, or a shorter time.")
    except OSError as cause:
        return fail(f"The export could not be written: {cause}.")
    return 0


def _write(reader: ArchiveReader, arguments: argparse.Namespace, since: int | None, until: int | None) -> None:
    """Write the export where it is wanted.

    Raises:
        OSError: It cannot be written.
    """
    options: dict[str, Any] = {
        "since": since,
        "until": until,
        "pictures_folder": arguments.pictures,
        "full": arguments.full,
    }
    if arguments.format == "xlsx":
        _write_xlsx(reader, arguments.what, arguments.out, options)
        return
    with ExitStack() as stack:
        if arguments.out == "-":
            out: TextIO = sys.stdout
            if isinstance(out, io.TextIOWrapper):
                out.reconfigure(encoding="utf-8", newline="")
        else:
            out = stack.enter_context(Path(arguments.out).open("w", encoding="utf-8", newline=""))
        export(reader, arguments.what, format=arguments.format, out=out, **options)
        out.flush()


def _write_xlsx(reader: ArchiveReader, what: What, out: str, options: dict[str, Any]) -> None:
    from sophon_monitor.report.export_xlsx import export_xlsx

    target = Path(out)
    if out != "-" and (target.is_file() or not target.exists()):
        with whole_file(target) as part:
            export_xlsx(reader, what, part, **options)
        return
    with tempfile.TemporaryDirectory(prefix="sophon-export-") as aside:
        made = Path(aside) / "export.xlsx"
        export_xlsx(reader, what, made, **options)
        with made.open("rb") as table, ExitStack() as stack:
            to = sys.stdout.buffer if out == "-" else stack.enter_context(target.open("wb"))
            shutil.copyfileobj(table, to)
            to.flush()


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
