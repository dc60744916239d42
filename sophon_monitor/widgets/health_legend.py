"""Which curve is whose, while several boxes are compared."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from sophon_monitor.domain.site import Box
from sophon_monitor.widgets.theme import Theme


class HealthLegend(QLabel):
    """Numbers, colours and names of the boxes; hidden for one box alone."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.hide()

    def show_boxes(self, boxes: tuple[Box, ...]) -> None:
        """Name them, in the order of their curves."""
        self.setVisible(len(boxes) > 1)
        if len(boxes) < 2:
            return
        series = self._theme.palette.series
        entries = [
            f'<b style="color:{series[index % len(series)].name()}">━&nbsp;{index + 1}</b>&nbsp;{escape(box.name)}'
            for index, box in enumerate(boxes)
        ]
        self.setText(" &nbsp;&nbsp; ".join(entries))
        self.setAccessibleName(", ".join(f"{n} {box.name}" for n, box in enumerate(boxes, 1)))
