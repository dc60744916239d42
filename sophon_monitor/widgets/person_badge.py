"""The small coloured word beside a name: employee, visitor, stranger, VIP, blacklist."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sophon_monitor.protocol.messages import PersonType
from sophon_monitor.qtmodels.feed_words import person_word
from sophon_monitor.widgets.style import SMALL, sized
from sophon_monitor.widgets.theme import Palette, Theme

PAD_X, PAD_Y, RADIUS = 6.0, 2.0, 4.0


def badge_colours(person_type: PersonType, palette: Palette) -> tuple[QColor, QColor]:
    """Text and ground of a badge."""
    match person_type:
        case PersonType.EMPLOYEE:
            return palette.accent_text, palette.accent_soft
        case PersonType.VISITOR:
            return palette.visitor_text, palette.visitor_soft
        case PersonType.VIP:
            return palette.vip_text, palette.vip_soft
        case PersonType.STRANGER:
            return palette.warn_text, palette.warn_soft
        case PersonType.BLACKLIST:
            return palette.bad_text, palette.bad_soft
        case PersonType.UNKNOWN:
            return palette.text_soft, palette.border_soft


def badge_size(text: str, metrics: QFontMetricsF) -> tuple[float, float]:
    """Width and height of a badge in logical pixels."""
    return metrics.horizontalAdvance(text) + 2 * PAD_X, metrics.height() + 2 * PAD_Y


def draw_badge(painter: QPainter, left_middle: QPointF, text: str, colours: tuple[QColor, QColor], font: QFont) -> None:
    """Draw a badge whose left edge's middle is `left_middle`."""
    width, height = badge_size(text, QFontMetricsF(font))
    rect = QRectF(left_middle.x(), left_middle.y() - height / 2, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours[1])
    painter.drawRoundedRect(rect, RADIUS, RADIUS)
    painter.setPen(colours[0])
    painter.setFont(font)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


class PersonBadge(QWidget):
    """A badge as a widget, for the head of the compare view."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._type = PersonType.UNKNOWN
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_type(self, person_type: PersonType) -> None:
        """Show another person type, or the same one in another language."""
        self._type = person_type
        self.setAccessibleName(person_word(person_type))
        self.updateGeometry()
        self.update()

    def _font(self) -> QFont:
        font = sized(self.font(), SMALL)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Just the badge."""
        width, height = badge_size(person_word(self._type), QFontMetricsF(self._font()))
        return QSize(round(width) + 1, round(height) + 1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Draw the badge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = badge_colours(self._type, self._theme.palette)
        draw_badge(painter, QPointF(0, self.height() / 2), person_word(self._type), colours, self._font())
