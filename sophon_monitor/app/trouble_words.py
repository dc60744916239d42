"""Sentences about files that could not be used: what happened, and what to do."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from sophon_monitor.domain.site_file import SiteFileError

translate = QCoreApplication.translate


def site_file_sentence(error: SiteFileError, file: Path) -> str:
    """Why a site file was not opened."""
    match error.code:
        case "too_new":
            sentence = translate("SiteMenu", "{file} was saved by a newer Sophon Monitor. Update this program.")
        case "too_large":
            sentence = translate("SiteMenu", "{file} is too large to be a site file.")
        case "damaged":
            sentence = translate("SiteMenu", "{file} is damaged ({part}). Save it anew on the other computer.")
        case _:
            sentence = translate("SiteMenu", "{file} is not a site file of Sophon Monitor.")
    return sentence.format(file=file.name, part=error.values.get("part", ""))
