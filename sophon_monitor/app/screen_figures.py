"""The numbers of the bottom bar: what intake counted, and how long an event takes to the screen."""

from __future__ import annotations

import time
from collections import deque
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from sophon_monitor.domain.changes import IntakeFigures
from sophon_monitor.domain.site import Liveness
from sophon_monitor.qtmodels.site_model import SiteModel

SAMPLES = 20


class FiguresBar(Protocol):
    """Where the numbers are shown."""

    def show_figures(
        self, figures: IntakeFigures, boxes_online: int, boxes: int, event_to_screen_ms: float | None
    ) -> None:
        """Show them."""


class ScreenFigures(QObject):
    """Gathers the numbers. Lives on the Qt thread.

    Signals:
        event_shown: Milliseconds from an event's last byte to its pixels.
    """

    event_shown = Signal(float)

    def __init__(self, bar: FiguresBar, site: SiteModel) -> None:
        """Show on `bar`; count boxes in `site`."""
        super().__init__()
        self._bar, self._site = bar, site
        self._to_screen_ms: deque[float] = deque(maxlen=SAMPLES)

    @Slot(object)
    def take(self, figures: IntakeFigures) -> None:
        """Numbers from intake, once a second."""
        boxes = self._site.boxes()
        online = sum(1 for box in boxes if box.liveness is Liveness.ONLINE)
        typical = sorted(self._to_screen_ms)[len(self._to_screen_ms) // 2] if self._to_screen_ms else None
        self._bar.show_figures(figures, online, len(boxes), typical)

    @Slot(object)
    def event_painted(self, painted: Any) -> None:
        """An event was painted for the first time; `painted.last_byte_mono_s` says when it had arrived."""
        if painted.last_byte_mono_s is not None:
            took_ms = (time.monotonic() - painted.last_byte_mono_s) * 1000
            self._to_screen_ms.append(took_ms)
            self.event_shown.emit(took_ms)
