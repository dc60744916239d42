"""The small round-cornered switches above the feed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from sophon_monitor.protocol.messages import PersonType
from sophon_monitor.widgets.person_badge import badge_colours
from sophon_monitor.widgets.style import SMALL, sized
from sophon_monitor.widgets.theme import Theme

_WALKING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)


class FilterChip(QAbstractButton):
    """A badge that can be pressed; while checked it has a frame, so that colour alone says nothing."""

    def __init__(self, theme: Theme, person_type: PersonType | None, parent: QWidget | None = None) -> None:
        """Take the colours of a person type, or the accent for None."""
        super().__init__(parent)
        self._theme, self._type = theme, person_type
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def _font(self) -> QFont:
        font = sized(self.font(), SMALL)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _colours(self) -> tuple[QColor, QColor]:
        palette = self._theme.palette
        if self._type is None:
            return palette.accent_text, palette.accent_soft
        return badge_colours(self._type, palette)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Text with room for frame and focus."""
        metrics = QFontMetricsF(self._font())
        return QSize(round(metrics.horizontalAdvance(self.text())) + 13, round(metrics.height()) + 10)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Draw the chip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text, ground = self._colours()
        rect = QRectF(self.rect()).adjusted(1, 2, -1, -2)
        painter.setPen(QPen(text, 1.4) if self.isChecked() else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(rect, 5, 5)
        painter.setPen(text)
        painter.setFont(self._font())
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            painter.setPen(QPen(self._theme.palette.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrow keys walk the feed, also from here."""
        if event.key() in _WALKING:
            event.ignore()
        else:
            super().keyPressEvent(event)
