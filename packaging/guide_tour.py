"""Takes the guide's pictures for `dev.py screenshots`: `guide_tour.py FOLDER LANGUAGE start|demo`, on a display."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from tour import Tour, travel

from sophon_monitor.domain.site import BoxAddress

SIZE = "1280x800"


class StartTour(Tour):
    """The start page of an empty site."""

    async def walk(self) -> None:
        """Nothing else is there."""
        await asyncio.sleep(1.5)
        await self.take("start", self.window)


class GuideTour(Tour):
    """Does what the guide says, one chapter after another."""

    def complete(self) -> None:
        """Make the pages; the demo's boxes wait until they have been found on the picture."""
        self._held: list[tuple[BoxAddress, str | None]] = []
        self._holds = True
        super().complete()

    def add_box(self, address: BoxAddress, name: str | None) -> None:
        """A box of the demo is there."""
        if self._holds:
            self._held.append((address, name))
        else:
            super().add_box(address, name)

    async def walk(self) -> None:
        """Find, borrow, judge, sign off, give back."""
        await self.until(lambda: len(self._held) == 3)
        await self._find()
        await self.until(lambda: self._site.boxes_online == 3)
        await self._borrow()
        await asyncio.sleep(25)
        self.judge()
        self.show_page("live")
        await self.take("live", self.window)
        self.show_page("signoff")
        await self.take("signoff", self.window, 2)
        self.ask_to_leave()
        await asyncio.sleep(1)
        dialog = self._errands.borrow._leave
        assert dialog is not None
        await self.take("giveback", dialog)
        dialog.close()

    async def _find(self) -> None:
        self.window.top_bar.find_asked.emit()
        dialog = self._errands.find._find
        assert dialog is not None
        await asyncio.sleep(1)
        dialog.ranges.setText("127.77.1.1-127.77.1.60")
        dialog.scan_button.click()
        await self.until(lambda: dialog.model.rowCount() == 3)
        dialog.resize(dialog.width(), 470)
        await self.take("find", dialog, 3)
        dialog.close()
        self._holds = False
        for address, name in self._held:
            self.add_box(address, name)

    async def _borrow(self) -> None:
        await self.until(lambda: any("SE3" in box.name for box in self._site.boxes()))
        box = next(box for box in self._site.boxes() if "SE3" in box.name)
        self._errands.borrow.open(box.key)
        dialog = self._errands.borrow._dialog
        assert dialog is not None
        await self.until(dialog.borrow_button.isEnabled)
        await asyncio.sleep(1)
        dialog.borrow_button.click()
        await self.until(lambda: self._errands.borrow.entries)
        await self.take("borrow", dialog, 6)
        dialog.close()


if __name__ == "__main__":
    folder, language, part = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    words = ["--lang", language, "--theme", "light", "--size", SIZE]
    if part == "demo":
        sys.exit(travel(GuideTour, folder, f"{language}-", ["--demo", *words]))
    with tempfile.TemporaryDirectory() as profile:
        sys.exit(travel(StartTour, folder, f"{language}-", ["--profile", profile, "--listen", "0", *words]))
