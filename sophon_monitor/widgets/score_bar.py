"""The score on its scale, with the box's threshold where both are certain to be on the same one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sophon_monitor.domain.records import EventRecord, ScoreScale
from sophon_monitor.qtmodels.feed_words import is_below_threshold, score_sentence, score_text
from sophon_monitor.widgets.live_words import scale_sentence
from sophon_monitor.widgets.style import HEADING, SMALL, sized
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate

BAR_PX = 12
DOUBTFUL_BELOW_THRESHOLD = 22.0  # percent points drawn as the middle zone, as in the drawing
GAP_PX = 10.0


class ScoreBar(QWidget):
    """Draws a score. Zones and threshold only on the percent scale and only where the box's threshold is known."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._score: float | None = None
        self._scale = ScoreScale.UNKNOWN
        self._threshold: float | None = None
        self._record: EventRecord | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self._retranslate()

    def show_record(self, record: EventRecord | None) -> None:
        """Show the score of an event."""
        self._record = record
        self._score = record.score if record is not None else None
        self._scale = record.score_scale if record is not None else ScoreScale.UNKNOWN
        self._threshold = record.threshold if record is not None else None
        self._retranslate()
        self.update()

    @property
    def has_bar(self) -> bool:
        """Whether there is a scale to draw on."""
        return self._score is not None and self._scale is not ScoreScale.UNKNOWN

    @property
    def shown_threshold(self) -> float | None:
        """The threshold that is drawn, 0-100; None where none is."""
        return self._threshold if self.has_bar and self._scale is ScoreScale.PERCENT else None

    @property
    def position(self) -> float | None:
        """Where the score lies on the bar, 0.0 to 1.0; None without a bar."""
        if self._score is None or not self.has_bar:
            return None
        full = 100.0 if self._scale is ScoreScale.PERCENT else 1.0
        return min(max(self._score / full, 0.0), 1.0)

    def texts(self) -> tuple[str, ...]:
        """All texts that are drawn, the score's own first."""
        shown = score_text(self._score, self._scale)
        if not self.has_bar:
            return (shown, self._why_no_bar())
        if (threshold := self.shown_threshold) is not None:
            return (shown, translate("Score", "threshold {value}").format(value=f"{threshold:g}"))
        return (shown, "1" if self._scale is ScoreScale.RATIO else "100")

    def _why_no_bar(self) -> str:
        if self._score is None:
            return translate("Score", "The box sent no score")
        return scale_sentence(self._scale)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A bar and one line of text below."""
        return QSize(240, BAR_PX + 10 + round(QFontMetricsF(self._score_font()).height()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Narrow, but never lower."""
        return QSize(120, self.sizeHint().height())

    def _score_font(self) -> QFont:
        return sized(self.font(), HEADING, bold=True)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Draw."""
        if self._record is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.has_bar:
            self._paint_sentence(painter)
            return
        bar = QRectF(2, 5, self.width() - 4, BAR_PX)
        self._paint_track(painter, bar)
        self._paint_labels(painter, bar)

    def _paint_sentence(self, painter: QPainter) -> None:
        palette = self._theme.palette
        number, sentence = self.texts()
        font = self._score_font()
        painter.setFont(font)
        painter.setPen(palette.text_soft if self._score is not None else palette.text_faint)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(self.rect()), middle | Qt.AlignmentFlag.AlignLeft, number)
        left = QFontMetricsF(font).horizontalAdvance(number) + GAP_PX
        painter.setFont(self.font())
        painter.setPen(palette.text_soft)
        room = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap, sentence)

    def _paint_track(self, painter: QPainter, bar: QRectF) -> None:
        palette = self._theme.palette
        shape = QPainterPath()
        shape.addRoundedRect(bar, BAR_PX / 2, BAR_PX / 2)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(bar, palette.meter_track)
        threshold = self.shown_threshold
        if threshold is not None:
            doubtful = max(threshold - DOUBTFUL_BELOW_THRESHOLD, 0.0)
            zones = ((0.0, doubtful, palette.score_bad), (doubtful, threshold, palette.score_mid))
            for low, high, colour in (*zones, (threshold, 100.0, palette.score_good)):
                left, right = (bar.left() + bar.width() * value / 100.0 for value in (low, high))
                painter.fillRect(QRectF(left, bar.top(), right - left, bar.height()), colour)
        painter.restore()
        if threshold is not None:
            self._tick(painter, bar, threshold / 100.0, 1.5, palette.text_soft)
        if (position := self.position) is not None:
            self._tick(painter, bar, position, 4.0, palette.text)

    def _tick(self, painter: QPainter, bar: QRectF, position: float, width: float, colour: QColor) -> None:
        x = bar.left() + bar.width() * min(max(position, 0.0), 1.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(x - width / 2, bar.top() - 4, width, bar.height() + 8), width / 2, width / 2)

    def _paint_labels(self, painter: QPainter, bar: QRectF) -> None:
        palette = self._theme.palette
        texts, threshold, position = self.texts(), self.shown_threshold, self.position or 0.0
        large, small = self._score_font(), sized(self.font(), SMALL)
        wide = QFontMetricsF(large).horizontalAdvance(texts[0])
        base = bar.bottom() + 6 + QFontMetricsF(large).ascent()
        at = bar.left() + bar.width() * position
        left = min(max(at - wide / 2, bar.left()), bar.right() - wide)
        painter.setFont(large)
        is_low = self._record is not None and is_below_threshold(self._record)
        painter.setPen(palette.warn_text if is_low else palette.text)
        painter.setFont(small)
        metrics = QFontMetricsF(small)
        other = metrics.horizontalAdvance(texts[1])
        if threshold is None:
            spot = bar.right() - other  # the end of the scale
            painter.setPen(palette.text_faint)
            if left + wide + GAP_PX < spot:
                painter.drawText(QPointF(spot, base), texts[1])
        else:
            tick = bar.left() + bar.width() * min(threshold, 100.0) / 100.0
            spot = tick - other if position * 100 >= threshold else tick
            if position * 100 >= threshold:
                left = max(left, min(spot + other + GAP_PX, bar.right() - wide))
                spot = min(spot, left - GAP_PX - other)
            else:
                spot = min(spot, bar.right() - other)
                left = max(min(left, spot - GAP_PX - wide), bar.left())
                spot = max(spot, left + wide + GAP_PX)
            painter.setPen(palette.text_soft)
            painter.drawText(QPointF(spot, base), texts[1])
        painter.setFont(large)
        painter.setPen(palette.warn_text if is_low else palette.text)
        painter.drawText(QPointF(left, base), texts[0])

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.update()

    def _retranslate(self) -> None:
        self.setAccessibleName(translate("Score", "Score"))
        sentence = score_sentence(self._record) if self._record is not None else ""
        self.setAccessibleDescription(sentence)
        self.setToolTip(sentence)
