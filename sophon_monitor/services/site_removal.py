"""Removing a whole site: its folder goes, and a fresh one may keep the list of boxes.

A site that is open has files open, so it is ordered here and done at the next start, before anything is opened. The
order is a file in the profile; what a kill interrupts is done at the start after that.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

from sophon_monitor.domain.site_file import SiteFileError, read_site
from sophon_monitor.services.archive_rescue import archives_put_aside
from sophon_monitor.services.archive_schema import ArchiveDamaged, ArchiveTooNew
from sophon_monitor.services.site_import import make_site

log = logging.getLogger(__name__)

FOLDER = "purged"  # in the profile, beside `sites`
_ORDER = ".order.json"


def order_removal(profile: Path, site: str, kept: str = "") -> None:
    """Have the site of that name removed at the next start.

    `kept` is a site file's text with the boxes that shall stay, "" where none shall.

    Raises:
        OSError: It could not be noted; nothing will be removed.
    """
    folder = profile / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    order = folder / f"{secrets.token_hex(4)}{_ORDER}"
    fresh = order.with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as file:
        json.dump({"site": site, "kept": kept}, file)
        file.flush()
        os.fsync(file.fileno())
    fresh.chmod(0o600)
    fresh.replace(order)


def begin_removals(profile: Path) -> tuple[str, ...]:
    """Take ordered sites out of the profile, and put fresh ones in their place. Before any site is opened.

    What is taken out goes with `empty`; moving it aside takes no time, whatever is in it.

    Returns:
        Names of the sites that are gone. One that something else holds open stays, and its order with it.
    """
    folder = profile / FOLDER
    done = []
    for order in sorted(folder.glob(f"*{_ORDER}")) if folder.is_dir() else ():
        try:
            said = json.loads(order.read_text("utf-8"))
            _take_out(profile / "sites" / str(said["site"]), folder, str(said["kept"]))
        except OSError as cause:
            log.warning("a site could not be purged yet: %s", cause.strerror)
            continue
        except (ValueError, KeyError, TypeError):
            log.warning("an order to purge a site could not be read")
        else:
            done.append(str(said["site"]))
        order.unlink()
    return tuple(done)


def _take_out(site: Path, folder: Path, kept: str) -> None:
    if site.parent.name != "sites" or site.name in ("", ".", ".."):
        raise ValueError("no site")
    if site.is_dir():
        site.rename(folder / f"old-{secrets.token_hex(8)}")
    for kept_aside in archives_put_aside(folder.parent, site.name):
        kept_aside.rename(folder / f"old-{secrets.token_hex(8)}")
    if not kept:
        return
    try:
        make_site(site, read_site(kept.encode()))
    except (SiteFileError, ArchiveDamaged, ArchiveTooNew) as cause:
        log.warning("the list of boxes could not be kept: %s", type(cause).__name__)


def empty(profile: Path) -> bool:
    """Remove what was taken out; minutes, for millions of pictures. Any thread. False while something is held open."""
    folder = profile / FOLDER
    if not folder.is_dir():
        return True
    for old in folder.glob("old-*"):
        shutil.rmtree(old, ignore_errors=True)
    with suppress(OSError):  # an order that cannot be done yet is in it
        folder.rmdir()
    return not any(folder.glob("old-*"))
