"""One card of the Health page: title, values under the crosshair, figures, plot; or one line when nobody sends it.

Imports pyqtgraph by way of health_plot.py, so import it inside a function too.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from sophon_monitor.domain.health_curves import Gap
from sophon_monitor.domain.health_history import Measurement
from sophon_monitor.domain.site import Box, BoxKey
from sophon_monitor.qtmodels.curve_worker import BoxCurves
from sophon_monitor.widgets.health_header import ElidedLabel
from sophon_monitor.widgets.health_overlay import Band, Dot
from sophon_monitor.widgets.health_plot import HealthPlot, Line
from sophon_monitor.widgets.health_words import (
    clock,
    compared_summary,
    gap_text,
    measurement_title,
    not_sent,
    summary,
    value,
)
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.theme import Palette, Theme

translate = QCoreApplication.translate

# Which of the palette's series colours a measurement has while one box is shown.
SERIES_OF = {
    Measurement.CPU: 0,
    Measurement.TPU: 5,
    Measurement.MEMORY: 1,
    Measurement.DISK: 2,
    Measurement.TEMPERATURE: 3,
    Measurement.INTERVAL: 7,
}
SAME_GAP_S = 30.0  # boxes that fell silent together spoke last at different times
PERCENT_LEVELS = (0, 25, 50, 75, 100)


class HealthCard(QFrame):
    """One measurement of the boxes shown."""

    def __init__(self, theme: Theme, measurement: Measurement, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.measurement = measurement
        self._boxes: tuple[BoxCurves, ...] = ()
        self._snapshots: Mapping[BoxKey, Box] = {}
        self._cursor_words = ""
        self.setObjectName("card")
        set_look(self, "card")
        self._title = QLabel(self)
        set_look(self._title, "strong")
        self._under_cursor = QLabel(self)
        self._under_cursor.setTextFormat(Qt.TextFormat.RichText)
        self._under_cursor.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._summary = ElidedLabel(self)
        self._summary.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        set_look(self._summary, "soft")
        self.plot = HealthPlot(theme, self)
        title_row = QHBoxLayout()
        title_row.setContentsMargins(12, 0, 12, 0)
        title_row.setSpacing(12)
        title_row.addWidget(self._title)
        title_row.addWidget(self._under_cursor, 2)
        title_row.addWidget(self._summary, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 4, 1, 3)
        column.setSpacing(0)
        column.addLayout(title_row)
        column.addWidget(self.plot, 1)
        self.is_folded = False

    @property
    def box_keys(self) -> tuple[BoxKey, ...]:
        """The boxes drawn, in order; empty before the first answer."""
        return tuple(box.key for box in self._boxes)

    @property
    def title_text(self) -> str:
        """The title, or the line that stands for the folded plot."""
        return self._title.text()

    @property
    def summary_text(self) -> str:
        """The figures at the right of the title."""
        return self._summary.whole_text()

    @property
    def cursor_text(self) -> str:
        """The values under the crosshair, plain."""
        return self._cursor_words

    def show_boxes(self, boxes: tuple[BoxCurves, ...], snapshots: Mapping[BoxKey, Box]) -> None:
        """Draw new curves and words."""
        self._boxes, self._snapshots = boxes, snapshots
        self.show_words()
        if not self.is_folded:
            self._draw()

    def paint_theme(self) -> None:
        """The colours changed; the plot itself has heard of it."""
        if not self.is_folded:
            self._draw()

    def show_words(self) -> None:
        """Write title and figures in the language in force."""
        boxes = self._boxes
        shown = [box for box in boxes if self.measurement in box.curves]
        self._fold(bool(boxes) and not shown)
        if self.is_folded:
            self._title.setText(not_sent(self.measurement, len(boxes)))
            self._summary.show_text("")
        else:
            self._title.setText(measurement_title(self.measurement))
            if len(boxes) == 1:
                self._summary.show_text(summary(self.measurement, self._snapshots.get(boxes[0].key), boxes[0]))
            else:
                self._summary.show_text(compared_summary(self.measurement, boxes) if boxes else "")
        self.setAccessibleName(self._title.text())
        self._describe()

    def show_cursor(self, at_s: float | None, found: Sequence[tuple[float, float] | None]) -> None:
        """Draw the crosshair and write the values under it.

        Args:
            at_s: Where it stands, None for no crosshair.
            found: Time and value for each box in order, None where there is no value.
        """
        if self.is_folded:
            return
        palette = self._theme.palette
        colours = [self._colour(index, palette) for index in range(len(self._boxes))]
        dots = tuple(
            Dot(point[0], point[1], colour) for point, colour in zip(found, colours, strict=False) if point is not None
        )
        self.plot.set_cursor(at_s, dots)
        if at_s is None:
            self._cursor_words = ""
            self._under_cursor.clear()
        else:
            self._write_cursor(at_s, found, colours)
        self._summary.setVisible(at_s is None or len(self._boxes) == 1)
        self._describe()

    def _write_cursor(
        self, at_s: float, found: Sequence[tuple[float, float] | None], colours: Sequence[QColor]
    ) -> None:
        first_s, last_s = self.plot.window
        words = [value(self.measurement, point[1] if point is not None else None) for point in found]
        when = clock(at_s, last_s - first_s)
        if len(words) == 1:
            shown = words[0] if found[0] is not None else translate("Health", "no value")
            self._cursor_words = f"{when}  {shown}"
            self._under_cursor.setText(
                f'{escape(when)}&nbsp;&nbsp;<b style="color:{colours[0].name()}">{escape(shown)}</b>'
            )
            return
        self._cursor_words = "  ".join([when, *(f"{n} {word}" for n, word in enumerate(words, 1))])
        parts = [
            f'<b style="color:{colour.name()}">{n}</b>&nbsp;{escape(word)}'
            for n, (word, colour) in enumerate(zip(words, colours, strict=True), 1)
        ]
        self._under_cursor.setText("&nbsp;&nbsp; ".join([escape(when), *parts]))

    def _describe(self) -> None:
        """The numbers for those who do not see the curve."""
        words = [self._summary.whole_text(), self._cursor_words]
        words += [band.text for band in self.plot.bands]
        text = "; ".join(word for word in words if word)
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)

    def _fold(self, is_folded: bool) -> None:
        if is_folded == self.is_folded:
            return
        self.is_folded = is_folded
        self.plot.setVisible(not is_folded)
        self._under_cursor.clear()
        set_look(self._title, "soft" if is_folded else "strong")
        vertical = QSizePolicy.Policy.Fixed if is_folded else QSizePolicy.Policy.Preferred
        self.setSizePolicy(QSizePolicy.Policy.Preferred, vertical)

    def _draw(self) -> None:
        palette = self._theme.palette
        lines: list[Line] = []
        many = len(self._boxes) > 1
        for index, box in enumerate(self._boxes):
            drawn = box.curves.get(self.measurement)
            if drawn is not None:
                badge = str(index + 1) if many else ""
                colour = self._colour(index, palette)
                lines.append(Line(drawn.curve.x, drawn.curve.y, drawn.shape, colour, badge, drawn.figures.newest))
        self._set_values()
        self.plot.show_lines(lines, self._bands())

    def _bands(self) -> tuple[Band, ...]:
        """All silences; of those that several boxes share, one band with the numbers of all."""
        # Not watching is the same silence for all boxes, whenever each had spoken last.
        found: list[tuple[Gap, list[int]]] = []
        for index, box in enumerate(self._boxes):
            for gap in box.push_gaps if self.measurement is Measurement.INTERVAL else box.gaps:
                shared = next((numbers for other, numbers in found if _is_same(other, gap)), None)
                if shared is None:
                    found.append((gap, [index + 1]))
                elif index + 1 not in shared:
                    shared.append(index + 1)
        many = len(self._boxes) > 1
        bands = []
        for gap, numbers in sorted(found, key=_by_start):
            names = ", ".join(map(str, numbers)) + " " if many and gap.watched else ""
            bands.append(Band(gap.start_s, gap.end_s, names + gap_text(gap), gap.watched))
        return tuple(bands)

    def _colour(self, index: int, palette: Palette) -> QColor:
        number = index if len(self._boxes) > 1 else SERIES_OF[self.measurement]
        return palette.series[number % len(palette.series)]

    def _set_values(self) -> None:
        """Range and levels of the value axis: fixed for per cent, round numbers around the data for the others."""
        figures = [box.curves[self.measurement].figures for box in self._boxes if self.measurement in box.curves]
        peaks = [f.peak for f in figures if f.peak is not None]
        lows = [f.lowest for f in figures if f.lowest is not None]
        match self.measurement:
            case Measurement.TEMPERATURE:
                low = min(20.0, math.floor(min(lows, default=20.0) / 20) * 20.0)
                high = max(100.0, math.ceil(max(peaks, default=100.0) / 20) * 20.0)
                self.plot.set_values(low, high, _levels(low, high, translate("Health", "{n} °C")))
            case Measurement.INTERVAL:
                periods = [box.period_s or 0.0 for box in self._snapshots.values()]
                high = _round_up(max(1.25 * max(peaks, default=0.0), 2 * max(periods, default=0.0), 2.0))
                self.plot.set_values(0.0, high, _levels(0.0, high, translate("Health", "{n} s")))
            case _:
                text = translate("Health", "{n} %")
                # The numbers between stand too close in a low plot; their lines help all the same.
                levels = [(float(n), text.format(n=n) if n % 50 == 0 else "") for n in PERCENT_LEVELS]
                self.plot.set_values(0.0, 100.0, levels)


def _is_same(one: Gap, other: Gap) -> bool:
    return (
        one.watched == other.watched
        and abs(one.start_s - other.start_s) <= SAME_GAP_S
        and abs(one.end_s - other.end_s) <= SAME_GAP_S
    )


def _by_start(found: tuple[Gap, list[int]]) -> float:
    return found[0].start_s


def _levels(low: float, high: float, text: str) -> list[tuple[float, str]]:
    return [(level, text.format(n=f"{level:g}")) for level in (low, (low + high) / 2, high)]


def _round_up(number: float) -> float:
    """The next of 1, 2, 4, 5, 10 times a power of ten: halves of them are short too."""
    power = 10.0 ** math.floor(math.log10(number))
    return next(step * power for step in (1, 2, 4, 5, 10) if step * power >= number * 0.999999)
