"""Making a site out of a site file: its boxes with their names and notes, in an archive of its own."""

from __future__ import annotations

import secrets
import time
from pathlib import Path

from sophon_monitor.domain.registry import Registry
from sophon_monitor.domain.site_file import SiteFile
from sophon_monitor.services.archive import Archive


def make_site(folder: Path, found: SiteFile) -> None:
    """Write the boxes of a site file into a new archive in `folder`. Any thread; takes some milliseconds.

    Raises:
        ArchiveDamaged, ArchiveTooNew, OSError: The archive cannot be made.
    """
    registry = Registry(new_token=lambda: secrets.token_urlsafe(12), new_key=lambda: f"b-{secrets.token_hex(4)}")
    archive = Archive(folder, on_kept=_nobody)
    try:
        for box in found.boxes:
            key, changes = registry.add_box(box.address, at_s=time.time(), name=box.name, sn=box.sn)
            archive.post((*changes, *registry.set_note(key, box.note or "")))
    finally:
        archive.close()


def _nobody(_changes: object) -> None:
    """No screen shows this site yet."""
