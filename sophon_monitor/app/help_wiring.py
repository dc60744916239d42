"""Help: the guide, the keys, where to put a camera, and what the program is made of."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

from sophon_monitor.app import about
from sophon_monitor.app.guide import read_guide
from sophon_monitor.app.languages import Languages
from sophon_monitor.services.tasks import TaskOwner
from sophon_monitor.widgets.about_dialog import AboutDialog
from sophon_monitor.widgets.guide_page import GuidePage
from sophon_monitor.widgets.keys_dialog import KeysDialog
from sophon_monitor.widgets.main_window import PAGES, MainWindow
from sophon_monitor.widgets.siting_dialog import SitingDialog
from sophon_monitor.widgets.theme import Theme

if TYPE_CHECKING:
    from sophon_monitor.app.window_command import Start


class HelpWiring(QObject):
    """Owned by the wiring; lives on the Qt thread. The dialogs are made when they are asked for first.

    Signals:
        demo_asked: A demo is to be opened, beside this window.
        support_bundle_asked: Diagnostics are to be written to a file.
    """

    demo_asked = Signal()
    support_bundle_asked = Signal()

    def __init__(
        self,
        window: MainWindow,
        theme: Theme,
        page: GuidePage,
        languages: Languages,
        start: Start,
        *,
        tasks: TaskOwner,
    ) -> None:
        """Connect menu, keys and the guide's page."""
        super().__init__(window)
        self._window, self._theme, self._page, self._languages = window, theme, page, languages
        self._start, self._tasks = start, tasks
        self._keys: KeysDialog | None = None
        self._siting: SitingDialog | None = None
        self._about: AboutDialog | None = None
        window.guide_asked.connect(self.open_guide)
        window.keys_asked.connect(self.open_keys)
        window.top_bar.more_menu.siting_asked.connect(self.open_siting)
        window.top_bar.more_menu.about_asked.connect(self.open_about)
        page.wanted.connect(self._load_guide)
        page.action_asked.connect(self._act)

    # -- guide -------------------------------------------------------------------------------------------------------

    @Slot()
    def open_guide(self) -> None:
        """Show the guide's page."""
        self._window.show_page("guide")

    @Slot(int)
    def _load_guide(self, width_px: int) -> None:
        self._tasks.start(self._show_guide(width_px), name="guide")

    async def _show_guide(self, width_px: int) -> None:
        ratio = self._page.devicePixelRatioF()
        language = self._languages.current
        guide = await asyncio.get_running_loop().run_in_executor(None, read_guide, language, width_px, ratio)
        self._page.show_guide(guide.markdown, guide.images)

    @Slot(str)
    def _act(self, what: str) -> None:
        top_bar = self._window.top_bar
        match what:
            case "find":
                top_bar.find_asked.emit()
            case "add":
                top_bar.add_box_asked.emit()
            case "diagnose":
                top_bar.diagnose_asked.emit()
            case "demo":
                self.demo_asked.emit()
            case "siting":
                self.open_siting()
            case "keys":
                self.open_keys()
            case "about":
                self.open_about()
            case page if page in PAGES:
                self._window.show_page(page)
            case _:
                return

    # -- dialogs -----------------------------------------------------------------------------------------------------

    @Slot()
    def open_keys(self) -> None:
        """Show all keys."""
        if self._keys is None:
            self._keys = KeysDialog(self._window)
        self._keys.show()
        self._keys.raise_()

    @Slot()
    def open_siting(self) -> None:
        """Show where to put a camera."""
        if self._siting is None:
            self._siting = SitingDialog(self._theme, self._window)
        self._siting.show()
        self._siting.raise_()

    @Slot()
    def open_about(self) -> None:
        """Show versions, places and licences."""
        if self._about is None:
            profile = self._start.profile
            facts = about.about_facts(profile.folder, profile.site_folder(self._start.site))
            self._about = AboutDialog(facts, self._window)
            self._about.folder_asked.connect(self._open_folder)
            self._about.support_bundle_asked.connect(self.support_bundle_asked)
            self._tasks.start(self._show_parts(self._about), name="parts")
        self._about.open()

    async def _show_parts(self, dialog: AboutDialog) -> None:
        profile = self._start.profile
        parts = await asyncio.get_running_loop().run_in_executor(None, about.program_parts)
        dialog.show_facts(about.about_facts(profile.folder, profile.site_folder(self._start.site), parts))

    @Slot()
    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._start.profile.folder)))
