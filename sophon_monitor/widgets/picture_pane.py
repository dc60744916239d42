"""One picture with linked zoom, or the sentence that says why there is none."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from sophon_monitor.widgets.live_words import hidden_faces
from sophon_monitor.widgets.theme import Theme

MOST_ZOOM = 12.0
STEP = 1.25
RADIUS = 6.0
WHEEL_NOTCH = 120


class ZoomLink(QObject):
    """Zoom and place shared by pictures that are compared. Lengths are in picture heights at zoom 1.

    Signals:
        changed: Zoom or place changed.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.zoom = 1.0
        self.offset = QPointF()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom by a factor; the point `at`, measured from the middle of the pane, stays where it is."""
        point = at if at is not None else QPointF()
        zoom = min(max(self.zoom * factor, 1.0), MOST_ZOOM)
        self._set(zoom, point - (point - self.offset) * (zoom / self.zoom))

    def pan_by(self, way: QPointF) -> None:
        """Move the pictures."""
        self._set(self.zoom, self.offset + way)

    def reset(self) -> None:
        """Show the whole pictures again."""
        self._set(1.0, QPointF())

    def _set(self, zoom: float, offset: QPointF) -> None:
        most = (zoom - 1.0) / 2
        kept = QPointF(min(max(offset.x(), -most), most), min(max(offset.y(), -most), most))
        if (zoom, kept) != (self.zoom, self.offset):
            self.zoom, self.offset = zoom, kept
            self.changed.emit()


class PicturePane(QWidget):
    """Shows a picture as large as fits; wheel, drag and double click go to the zoom that it shares with others.

    Signals:
        clicked: Clicked without dragging, or Enter pressed while it has the focus.
        resized: It has another size; the picture may be wanted larger.
    """

    clicked = Signal()
    resized = Signal()

    def __init__(self, theme: Theme, link: ZoomLink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._link = theme, link
        self._pixmap: QPixmap | None = None
        self._natural = QSize()
        self._text = ""
        self._mark: QRectF | None = None
        self._fit_height: float | None = None
        self._drag: QPoint | None = None
        self._dragged = False
        self._name = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)
        link.changed.connect(self.update)

    # -- what is shown -----------------------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """The sentence that stands instead of a picture; "" while there is one."""
        return self._text if self._pixmap is None else ""

    @property
    def aspect(self) -> float | None:
        """Width by height of the picture, None without one."""
        return self._natural.width() / self._natural.height() if self._pixmap is not None else None

    def set_name(self, name: str) -> None:
        """What the picture is, for screen readers."""
        self._name = name
        self._describe()

    def show_picture(self, image: QImage, natural: QSize, mark: QRectF | None = None) -> None:
        """Show a picture.

        Args:
            image: As decoded, perhaps smaller than the picture.
            natural: Pixels of the picture as sent.
            mark: A face in those pixels, drawn as a frame.
        """
        self._pixmap, self._natural, self._mark = QPixmap.fromImage(image), natural, mark
        self._text = ""
        self._describe()
        self.update()

    def show_text(self, text: str) -> None:
        """Say why there is no picture."""
        self._pixmap, self._mark, self._text = None, None, text
        self._describe()
        self.update()

    def set_fit_height(self, height: float | None) -> None:
        """Height of the picture at zoom 1, so that two pictures have the same; None for as large as fits."""
        if height != self._fit_height:
            self._fit_height = height
            self.update()

    def height_that_fits(self) -> float | None:
        """The largest height at which the whole picture is seen."""
        if (aspect := self.aspect) is None or aspect <= 0:
            return None
        return min(float(self.height()), self.width() / aspect)

    def picture_rect(self) -> QRectF:
        """Where the picture lies, in the pane's pixels; it may stand out when zoomed."""
        aspect = self.aspect or 1.0
        base = self._base_height()
        height = base * self._link.zoom
        middle = QPointF(self.width() / 2, self.height() / 2) + self._link.offset * base
        return QRectF(middle.x() - height * aspect / 2, middle.y() - height / 2, height * aspect, height)

    def mark_rect(self) -> QRectF | None:
        """Where the face's frame lies, in the pane's pixels."""
        if self._mark is None or self._natural.isEmpty():
            return None
        rect = self.picture_rect()
        x, y = rect.width() / self._natural.width(), rect.height() / self._natural.height()
        mark = self._mark
        return QRectF(rect.x() + mark.x() * x, rect.y() + mark.y() * y, mark.width() * x, mark.height() * y)

    def _base_height(self) -> float:
        fits = self.height_that_fits() or float(self.height())
        return max(min(self._fit_height, fits) if self._fit_height is not None else fits, 1.0)

    def _describe(self) -> None:
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(self.text)

    # -- painting ----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Draw the picture or the sentence."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        outline = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self._pixmap is None:
            self._paint_text(painter, outline, self._text)
        elif self._theme.hides_faces:
            self._paint_text(painter, outline, hidden_faces())
        else:
            shape = QPainterPath()
            shape.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
            painter.setClipPath(shape)
            painter.fillRect(self.rect(), self._theme.palette.picture_back)
            painter.drawPixmap(self.picture_rect(), self._pixmap, QRectF(self._pixmap.rect()))
            if (mark := self.mark_rect()) is not None:
                self._paint_mark(painter, mark)
            painter.setClipping(False)
        if self.hasFocus() and self.window().isActiveWindow():
            painter.setPen(QPen(self._theme.palette.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(outline.adjusted(1, 1, -1, -1), RADIUS, RADIUS)

    def _paint_text(self, painter: QPainter, outline: QRectF, text: str) -> None:
        palette = self._theme.palette
        painter.setBrush(palette.picture_back)
        painter.setPen(QPen(palette.text_faint, 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(outline, RADIUS, RADIUS)
        painter.setPen(palette.text_soft)
        painter.setFont(QFont(self.font()))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(outline.adjusted(14, 10, -14, -10), flags, text)

    def _paint_mark(self, painter: QPainter, mark: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(0, 0, 0, 120), 4))  # keeps the frame visible on a green wall
        painter.drawRect(mark)
        painter.setPen(QPen(self._theme.palette.face_box, 2))
        painter.drawRect(mark)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Tell the owner."""
        self.resized.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show the focus."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Hide the focus."""
        super().focusOutEvent(event)
        self.update()

    # -- mouse and keys ----------------------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Zoom around the pointer."""
        if self._pixmap is None or not event.angleDelta().y():
            event.ignore()
            return
        middle = QPointF(self.width() / 2, self.height() / 2)
        at = (event.position() - middle) / self._base_height()
        self._link.zoom_by(STEP ** (event.angleDelta().y() / WHEEL_NOTCH), at)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin to drag, or a click."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._drag, self._dragged = event.position().toPoint(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Drag the pictures."""
        if self._drag is None:
            return
        way = event.position().toPoint() - self._drag
        if not self._dragged and way.manhattanLength() < QApplication.startDragDistance():
            return
        self._dragged = True
        self._drag = event.position().toPoint()
        self._link.pan_by(QPointF(way) / self._base_height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """End a drag, or a click."""
        if self._drag is not None and not self._dragged:
            self.clicked.emit()
        self._drag = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Show the whole pictures again."""
        self._drag = None
        self._link.reset()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter is a click; everything else is the page's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.clicked.emit()
        else:
            event.ignore()
