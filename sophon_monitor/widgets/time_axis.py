"""Where the marks of a time axis stand and what is written at them; and the strip that shows it below the plots."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sophon_monitor.widgets.theme import Theme

STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200)
DAY_STEPS = (1, 2, 7, 14, 30)
DAY_S = 86_400
LABEL_GAP_PX = 84  # room for "09-21 14:00" and some air


def marks(first_s: float, last_s: float, width_px: float) -> list[tuple[float, str]]:
    """Round local times within a window, with their text, far enough apart to be read.

    Marks of whole hours and days follow the local clock, through a change of summer time too.
    """
    fitting = max(int(width_px / LABEL_GAP_PX), 1)
    least_s = (last_s - first_s) / fitting
    for step in STEPS_S:
        if step >= least_s:
            return _clock_marks(first_s, last_s, step)
    for days in DAY_STEPS:
        if days * DAY_S >= least_s:
            return _day_marks(first_s, last_s, days)
    return _day_marks(first_s, last_s, max(round(least_s / DAY_S), DAY_STEPS[-1]))


def _clock_marks(first_s: float, last_s: float, step: int) -> list[tuple[float, str]]:
    found = []
    midnight = _local(first_s).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    at = midnight + timedelta(seconds=((_seconds_of_day(first_s)) // step) * step)
    seen = -1.0
    while (stamp := at.timestamp()) <= last_s:
        # An hour that a change of summer time leaves out or repeats would give a mark twice or out of order.
        if stamp >= first_s and stamp > seen and _local(stamp).replace(tzinfo=None) == at:
            found.append((stamp, _clock_text(at, step)))
            seen = stamp
        at += timedelta(seconds=step)
    return found


def _day_marks(first_s: float, last_s: float, days: int) -> list[tuple[float, str]]:
    found = []
    day = _local(first_s).date()
    at = datetime.fromordinal(day.toordinal() // days * days)
    while (stamp := at.timestamp()) <= last_s:
        if stamp >= first_s:
            found.append((stamp, at.strftime("%m-%d")))
        at += timedelta(days=days)
    return found


def _clock_text(at: datetime, step: int) -> str:
    if at.hour == at.minute == at.second == 0:
        return at.strftime("%m-%d")
    return at.strftime("%H:%M:%S" if step < 60 else "%H:%M")


def _local(at_s: float) -> datetime:
    return datetime.fromtimestamp(at_s).astimezone()


def _seconds_of_day(at_s: float) -> int:
    local = _local(at_s)
    return local.hour * 3600 + local.minute * 60 + local.second


class TimeAxis(QWidget):
    """The labels of the time axis that all plots share; stays in sight when the plots are scrolled."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._left_px, self._right_px = 0, 0
        self._window = (0.0, 1.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_margins(self, left_px: int, right_px: int) -> None:
        """Keep these free, as the plots above do."""
        if (left_px, right_px) != (self._left_px, self._right_px):
            self._left_px, self._right_px = left_px, right_px
            self.update()

    def set_window(self, first_s: float, last_s: float) -> None:
        """Show this part of time."""
        if (first_s, last_s) != self._window:
            self._window = (first_s, last_s)
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One line of text."""
        return QSize(200, self.fontMetrics().height() + 6)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as one line."""
        return QSize(100, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Draw the labels centred under their marks, within the strip."""
        first_s, last_s = self._window
        width = self.width() - self._left_px - self._right_px
        if width <= 0 or last_s <= first_s:
            return
        painter = QPainter(self)
        painter.setPen(self._theme.palette.text_soft)
        metrics = self.fontMetrics()
        for at_s, text in marks(first_s, last_s, width):
            x = self._left_px + (at_s - first_s) / (last_s - first_s) * width
            wide = metrics.horizontalAdvance(text) + 2
            left = min(max(x - wide / 2, 0.0), self.width() - wide)
            painter.drawText(QRectF(left, 0, wide, self.height()), Qt.AlignmentFlag.AlignCenter, text)
        painter.end()
