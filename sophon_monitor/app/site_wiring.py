"""The menu "Site": rename, save as a file, open a file, go to another site of this profile.

A site that is open has files open, so another one, or a new name, begins with a new window: this one ends in order
(and gives back what it borrowed), then the program starts again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from sophon_monitor.app.profile import Profile, ProfileError, checked_site_name
from sophon_monitor.app.trouble_words import site_file_sentence
from sophon_monitor.domain.site import Box, Camera
from sophon_monitor.domain.site_file import SiteFileError, read_site, site_text
from sophon_monitor.services.tasks import TaskOwner
from sophon_monitor.widgets.main_window import MainWindow

translate = QCoreApplication.translate

FILE_SUFFIX = ".sophonsite"
LARGEST_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class NextSite:
    """What the program opens after this window has ended.

    Attributes:
        name: The site. former_name: what its folder is called until then, None where it is not renamed.
    """

    name: str
    former_name: str | None = None


class SiteWiring(QObject):
    """Connects the menu "Site". Owned by the wiring; lives on the Qt thread."""

    def __init__(
        self,
        window: MainWindow,
        profile: Profile,
        site: str,
        *,
        tasks: TaskOwner,
        boxes: Callable[[], tuple[tuple[Box, ...], tuple[Camera, ...]]],
        leave_for: Callable[[NextSite], None],
    ) -> None:
        """`boxes` gives the site as it is now; `leave_for` ends this window and opens the next one."""
        super().__init__(window)
        self._window, self._profile, self._site = window, profile, site
        self._tasks, self._boxes, self._leave_for = tasks, boxes, leave_for
        self._dialog: QWidget | None = None
        menu = window.top_bar.site_menu
        menu.rename_asked.connect(self._ask_name)
        menu.new_asked.connect(self._ask_new)
        menu.save_asked.connect(self._ask_where)
        menu.open_asked.connect(self._ask_which)
        menu.site_asked.connect(self._open_site)
        menu.set_sites(tuple(name for name in profile.sites() if name != site))

    # -- names --------------------------------------------------------------------------------------------------------

    @Slot()
    def _ask_name(self) -> None:
        dialog = self._name_dialog(translate("SiteMenu", "Rename this site"), self._site)
        dialog.textValueSelected.connect(self._rename)
        dialog.open()

    @Slot()
    def _ask_new(self) -> None:
        dialog = self._name_dialog(translate("SiteMenu", "New site"), "")
        dialog.textValueSelected.connect(self._make)
        dialog.open()

    def _name_dialog(self, title: str, text: str) -> QInputDialog:
        dialog = QInputDialog(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(title)
        dialog.setLabelText(
            translate("SiteMenu", "Name of the site. The window closes and opens again with that site.")
        )
        dialog.setTextValue(text)
        self._dialog = dialog
        return dialog

    @Slot(str)
    def _rename(self, text: str) -> None:
        if (name := self._free_name(text)) is not None:
            self._leave_for(NextSite(name, self._site))

    @Slot(str)
    def _make(self, text: str) -> None:
        if (name := self._free_name(text)) is not None:
            self._leave_for(NextSite(name))

    @Slot(str)
    def _open_site(self, name: str) -> None:
        self._leave_for(NextSite(name))

    def _free_name(self, text: str) -> str | None:
        try:
            name = checked_site_name(text)
        except ProfileError:
            sentence = translate("SiteMenu", "“{name}” cannot be a site's name: no slashes or colons, not empty.")
            self._window.show_trouble("site", sentence.format(name=text))
            return None
        if name in self._profile.sites():
            sentence = translate("SiteMenu", "There is already a site “{name}”. Choose another name.")
            self._window.show_trouble("site", sentence.format(name=name))
            return None
        self._window.clear_trouble("site")
        return name

    # -- files --------------------------------------------------------------------------------------------------------

    @Slot()
    def _ask_where(self) -> None:
        dialog = self._file_dialog(translate("SiteMenu", "Save the site as a file"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(FILE_SUFFIX.removeprefix("."))
        dialog.selectFile(self._site + FILE_SUFFIX)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    @Slot()
    def _ask_which(self) -> None:
        dialog = self._file_dialog(translate("SiteMenu", "Open a site file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.open_from)
        dialog.open()

    def _file_dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._window, title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilter(translate("SiteMenu", "Sites (*{suffix})").format(suffix=FILE_SUFFIX))
        self._dialog = dialog
        return dialog

    @Slot(str)
    def save_to(self, file: str) -> None:
        """Save the site: its boxes and cameras, no pictures, no people, no secrets."""
        boxes, cameras = self._boxes()
        text = site_text(self._site, boxes, cameras)
        self._tasks.start(self._save(Path(file), text), name="save site")

    async def _save(self, file: Path, text: str) -> None:
        try:
            await asyncio.get_running_loop().run_in_executor(None, file.write_text, text, "utf-8")
        except OSError as cause:
            sentence = translate("SiteMenu", "The site could not be saved as {file}: {reason}.")
            self._window.show_trouble("site", sentence.format(file=file, reason=cause.strerror or cause))
        else:
            self._window.clear_trouble("site")

    @Slot(str)
    def open_from(self, file: str) -> None:
        """Make a site of this profile out of a file and go to it."""
        self._tasks.start(self._open_file(Path(file)), name="open site")

    async def _open_file(self, file: Path) -> None:
        from sophon_monitor.services.site_import import make_site

        loop = asyncio.get_running_loop()
        try:
            found = read_site(await loop.run_in_executor(None, _read, file))
            name = self._unused_name(found.name)
            await loop.run_in_executor(None, make_site, self._profile.site_folder(name), found)
        except SiteFileError as error:
            self._window.show_trouble("site", site_file_sentence(error, file))
        except (OSError, ProfileError) as cause:
            sentence = translate("SiteMenu", "{file} could not be opened: {reason}.")
            self._window.show_trouble("site", sentence.format(file=file, reason=cause))
        else:
            self._leave_for(NextSite(name))

    def _unused_name(self, wanted: str) -> str:
        name, taken, number = checked_site_name(wanted), set(self._profile.sites()), 2
        while name in taken:
            name, number = f"{wanted} ({number})", number + 1
        return name


def _read(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(LARGEST_BYTES + 1)
