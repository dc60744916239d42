"""The real program on its demo site, walked through by a script that takes pictures on the way.

Only the network cards are made up, so that the pictures are the same on every computer.
"""

from __future__ import annotations

import asyncio
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from PIL import Image
from PySide6.QtWidgets import QWidget

from sophon_monitor.app import find_wiring, window_session, wiring
from sophon_monitor.app.command import main
from sophon_monitor.domain.records import Verdict
from sophon_monitor.qtmodels.verdict_words import VerdictAsked
from sophon_monitor.services import local_addresses
from sophon_monitor.services.local_addresses import Adapter
from sophon_monitor.widgets.adapter_cards import AdapterCard

COLOURS = 160
WAIT_S = 60.0
WRONG = 11  # the so-many-th event is judged wrong, so that a camera fails
CARD = Adapter("eth0", "192.168.150.2", "cable", True, 24)


class Tour(wiring.Wiring):
    """Walks once everything stands, and closes the window afterwards."""

    folder: ClassVar[Path] = Path()
    prefix: ClassVar[str] = ""
    failed: ClassVar[bool] = False

    def complete(self) -> None:
        """Make the pages, and set out."""
        super().complete()
        self._tasks.start(self._set_out(), name="tour")

    async def _set_out(self) -> None:
        try:
            await self.walk()
        except Exception:  # noqa: BLE001 - the window must be closed, whatever it was
            Tour.failed = True
            traceback.print_exc()
        self.left.emit(None)

    async def walk(self) -> None:
        """Where to go."""
        raise NotImplementedError

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait for something on the screen."""
        async with asyncio.timeout(WAIT_S):
            while not holds():  # noqa: ASYNC110 - the screen has no event for that
                await asyncio.sleep(0.1)

    async def take(self, name: str, widget: QWidget, rest_s: float = 0.7) -> None:
        """A picture of a window, after it has come to rest."""
        await asyncio.sleep(rest_s)
        file = self.folder / f"{self.prefix}{name}.png"
        widget.grab().save(str(file))
        with Image.open(file) as picture:  # few colours: a third of the size, and nobody sees it
            picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
        file.chmod(0o644)  # the program makes its files the user's alone

    def judge(self) -> None:
        """Somebody has judged all but the newest events, most of them right."""
        feed = self._pages.feed_model
        for place in range(2, feed.rowCount()):
            row = feed.row_at(place)
            if row is not None and row.event_id:
                verdict = Verdict.WRONG if place % WRONG == 0 else Verdict.RIGHT
                self._acceptance.sign_off.judge(VerdictAsked(row.event_id, verdict))


def travel(tour: type[Tour], folder: Path, prefix: str, words: list[str]) -> int:
    """Open the program with these words and walk. 0 where every picture was taken."""
    folder.mkdir(parents=True, exist_ok=True)
    Tour.folder, Tour.prefix = folder, prefix
    window_session.Wiring = tour  # type: ignore[misc]
    local_addresses.adapters = lambda: (CARD,)  # type: ignore[assignment]
    find_wiring.adapter_cards = _cards  # type: ignore[assignment]
    status = main(words)
    if Tour.failed:
        print(f"the tour of {prefix or folder.name} broke off", file=sys.stderr)
    return status or int(Tour.failed)


def _cards(_addresses: object) -> tuple[AdapterCard, ...]:
    return (AdapterCard(CARD.name, CARD.address, CARD.prefix, CARD.kind),)
