"""Takes every page and the larger dialogs: `page_tour.py FOLDER PREFIX LANGUAGE THEME WxH` on a display."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from tour import Tour, travel

PAGES = ("live", "health", "signoff", "history", "diagnose", "log", "settings", "guide")
BUSY_S = 40  # until there is something on every page


class PageTour(Tour):
    """One page after the other, as they look while somebody works."""

    async def walk(self) -> None:
        """Every page, then the dialogs."""
        await self.until(lambda: self._site.boxes_online == 3)
        await asyncio.sleep(BUSY_S)
        self.judge()
        for page in PAGES:
            if page == "log":
                self.window.top_bar.message_log_asked.emit()
            elif page == "diagnose":
                self._errands.diagnosis.open(self._site.boxes()[0].key)
            else:
                self.show_page(page)
            await self.take(page, self.window, 9 if page == "diagnose" else 2.5)
        self.show_page("live")
        await self._dialogs()
        self.window.walk_asked.emit()
        await asyncio.sleep(2)
        view = self._acceptance.walk._view
        assert view is not None
        await self.take("walk", view)
        view.close()

    async def _dialogs(self) -> None:
        menu, bar, help_wiring = self.window.top_bar.more_menu, self.window.top_bar, self._help
        menu.keys_asked.emit()
        menu.siting_asked.emit()
        menu.about_asked.emit()
        for name, dialog in (
            ("keys", help_wiring._keys),
            ("siting", help_wiring._siting),
            ("about", help_wiring._about),
        ):
            assert dialog is not None
            await self.take(name, dialog, 1.5)
            dialog.close()
        bar.find_asked.emit()
        bar.add_box_asked.emit()
        menu.privacy_asked.emit()
        menu.purge_asked.emit()
        self._acceptance._open_report()
        privacy, find = self._acceptance.privacy, self._errands.find
        dialogs = {
            "find": find._find,
            "add": find._add,
            "privacy": privacy._privacy,
            "purge": privacy._purge,
            "report": self._acceptance.report._dialog,
        }
        for name, dialog in dialogs.items():
            assert dialog is not None, name
            await self.take(name, dialog, 1.0)
            dialog.close()
        menu.popup(bar.mapToGlobal(bar.rect().bottomRight()))
        await self.take("menu", menu)
        menu.close()


if __name__ == "__main__":
    words = ["--demo", "--lang", sys.argv[3], "--theme", sys.argv[4], "--size", sys.argv[5]]
    sys.exit(travel(PageTour, Path(sys.argv[1]), sys.argv[2], words))
