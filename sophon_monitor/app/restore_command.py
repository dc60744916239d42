"""`sophon-monitor restore`: puts back what was borrowed and not put back, with or without the window running."""

from __future__ import annotations

import argparse
import asyncio
import logging
from collections.abc import Iterator
from pathlib import Path

from sophon_monitor.app import logs
from sophon_monitor.app.profile import Profile, ProfileError, checked_site_name, default_folder
from sophon_monitor.domain.borrowing import BorrowedSetting, Returned, ReturnOutcome
from sophon_monitor.services.archive_schema import DATABASE, ArchiveDamaged, ArchiveTooNew
from sophon_monitor.services.giving_back import GivingBack
from sophon_monitor.services.journal import Journal

log = logging.getLogger(__name__)

# What a person reads; the setting's own name is what the vendor's documents call it.
_WORDS = {
    ReturnOutcome.RETURNED: "put back, and read back to prove it",
    ReturnOutcome.WAS_ORIGINAL: "had its own value already",
    ReturnOutcome.CHANGED: "somebody has changed it meanwhile; left as it is, decide in the window",
    ReturnOutcome.UNREACHABLE: "the box does not answer; it stays on the list",
    ReturnOutcome.OTHER_BOX: "another box answers at this address; nothing was written",
    ReturnOutcome.REFUSED: "the box does not take or tell it; it stays on the list",
    ReturnOutcome.LEFT: "left as it is, as decided",
    ReturnOutcome.DIFFERS: "written, but the box says something else; it stays on the list",
    ReturnOutcome.LEFT: "left as it is, by a person's decision",
}
_WHY = {
    "journal_busy": "another Sophon Monitor is at work on it; it stays on the list",
    "journal_not_written": "the journal cannot be written; nothing was changed, it stays on the list",
}


def run(arguments: argparse.Namespace) -> int:
    """Put back and return the exit status: 0 when nothing of what was asked is left open."""
    from sophon_monitor.app.command import fail

    profile = Profile((arguments.profile or default_folder()).expanduser().resolve())
    try:
        folders = list(_folders(profile, arguments.site))
    except ProfileError as cause:
        return fail(str(cause))
    left: list[BorrowedSetting] = []
    try:
        logs.to_file(profile.logs)
        for folder in folders:
            left += asyncio.run(_restore(folder, arguments.box))
    except ArchiveTooNew:
        return fail("The archive was written by a newer version of Sophon Monitor. Update this program.")
    except ArchiveDamaged as cause:
        return fail(f"The archive is damaged ({cause}), and the journal with it.")
    except OSError as cause:
        return fail(f"The journal could not be used: {cause}.")
    if left:
        names = ", ".join(dict.fromkeys(f"{entry.box_name} ({entry.address.host})" for entry in left))
        return fail(f"Not everything is put back: {names}. Run this again when the box answers, or open the window.")
    return 0


def _folders(profile: Profile, site: str | None) -> Iterator[Path]:
    names = (checked_site_name(site),) if site else profile.sites()
    found = [folder for name in names if (folder := profile.site_folder(name)).joinpath(DATABASE).is_file()]
    if not found:
        raise ProfileError(f"There is no archive{f' of site {site!r}' if site else ''} in {profile.folder}.")
    yield from found


async def _restore(folder: Path, host: str | None) -> list[BorrowedSetting]:
    """Put back one site's settings and return what is still open."""
    journal = await asyncio.to_thread(Journal, folder)
    try:
        for done in await GivingBack(journal).give_back(_asked(journal, host)):
            _say(folder.name, done)
        return _asked(journal, host)
    finally:
        journal.close()


def _asked(journal: Journal, host: str | None) -> list[BorrowedSetting]:
    wanted = host.strip("[]").casefold() if host is not None else None
    return [entry for entry in journal.open_entries() if wanted in (None, entry.address.host.casefold())]


def _say(site: str, done: Returned) -> None:
    entry = done.entry
    where = f"{site}: {entry.box_name} ({entry.address.host}) {entry.setting}"
    print(f"{where}: {_WHY.get(done.detail, _WORDS[done.outcome])}", flush=True)  # noqa: T201 - the contract: one line per setting
