"""The receiver's address as a pill in the top bar: green while listening, red with the reason; a click copies it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFont, QFontMetrics, QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from sophon_monitor.widgets.icons import icon
from sophon_monitor.widgets.style import sized
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate

COPIED_FOR_MS = 1500
_LOOPBACK = ("http://127.", "http://[::1]", "http://localhost")


class ReceiverPill(QAbstractButton):
    """Where boxes can send to. Lives on the Qt thread.

    Signals:
        urls_changed: The addresses, the one that a box can reach first.
    """

    urls_changed = Signal(tuple)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start with a receiver that is not up yet."""
        super().__init__(parent)
        self._theme = theme
        self._urls: tuple[str, ...] = ()
        self._problem = ""
        self._menu: QMenu | None = None
        self._copied_until = QTimer(self)
        self._copied_until.setSingleShot(True)
        self._copied_until.setInterval(COPIED_FOR_MS)
        self._copied_until.timeout.connect(self._reword)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._copy_or_choose)
        theme.changed.connect(self.update)
        self._reword()

    @property
    def urls(self) -> tuple[str, ...]:
        """Where the receiver listens; the address that a box can reach stands first."""
        return self._urls

    def set_listening(self, urls: tuple[str, ...]) -> None:
        """Show that the receiver listens on these addresses."""
        self._urls = tuple(sorted(urls, key=_is_loopback))
        self._problem = ""
        self._reword()
        self.urls_changed.emit(self._urls)

    def set_problem(self, sentence: str) -> None:
        """Show in red why the receiver does not listen."""
        self._problem = sentence
        self._reword()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language and the font."""
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange):
            self._reword()
        super().changeEvent(event)

    # -- words -------------------------------------------------------------------------------------------------------

    def _texts(self) -> tuple[str, str]:
        """The soft and the strong part of what is shown."""
        if self._copied_until.isActive():
            return "", translate("TopBar", "Copied")
        if self._problem:
            return "", self._problem
        if not self._urls:
            return translate("TopBar", "Receiver is starting…"), ""
        more = f"  +{len(self._urls) - 1}" if len(self._urls) > 1 else ""
        return translate("TopBar", "Receiving on"), self._urls[0] + more

    def _reword(self) -> None:
        soft, strong = self._texts()
        self.setAccessibleName(f"{soft} {strong}".strip())
        self.setToolTip(self._tooltip())
        self.updateGeometry()
        self.update()

    def _tooltip(self) -> str:
        if self._problem:
            return self._problem
        if not self._urls:
            return ""
        lines = [translate("TopBar", "Boxes can send to these addresses. Click to copy."), *self._urls]
        return "\n".join(lines)

    # -- copying -----------------------------------------------------------------------------------------------------

    def _copy_or_choose(self) -> None:
        if self._problem:
            self._copy(self._problem)
        elif len(self._urls) == 1:
            self._copy(self._urls[0])
        elif self._urls:
            self._choose_address()

    def _choose_address(self) -> None:
        menu = self._menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for url in self._urls:
            shown = translate("TopBar", "{url}  (this computer only)") if _is_loopback(url) else "{url}"
            action = menu.addAction(icon("copy", self._theme.palette.text_soft), shown.format(url=url))
            action.setData(url)
        menu.triggered.connect(self._copy_chosen)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _copy_chosen(self, action: QAction) -> None:
        self._copy(str(action.data()))

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._copied_until.start()
        self._reword()

    # -- painting ----------------------------------------------------------------------------------------------------

    def _fonts(self) -> tuple[QFont, QFont]:
        return self.font(), sized(self.font(), 1.0, bold=True)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide enough for the address; a long reason is cut."""
        soft, strong = self._fonts()
        texts = self._texts()
        width = QFontMetrics(soft).horizontalAdvance(texts[0]) + QFontMetrics(strong).horizontalAdvance(texts[1])
        return QSize(min(width + 52, 480), QFontMetrics(strong).height() + 14)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The address is cut before the pages' buttons are."""
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """A rounded frame, the dot, the words."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ring = QPen(palette.focus, 2) if self.hasFocus() else QPen(palette.bad if self._problem else palette.border, 1)
        painter.setPen(ring)
        painter.setBrush(palette.bad_soft if self._problem else palette.hover if self.underMouse() else palette.surface)
        inset = ring.widthF() / 2 - 0.5
        painter.drawRoundedRect(frame.adjusted(inset, inset, -inset, -inset), frame.height() / 2, frame.height() / 2)
        self._paint_dot(painter, QPointF(17, frame.center().y() + 0.5))
        self._paint_words(painter, QRect(29, 0, self.width() - 29 - 14, self.height()))
        painter.end()

    def _paint_dot(self, painter: QPainter, centre: QPointF) -> None:
        palette = self._theme.palette
        painter.setPen(Qt.PenStyle.NoPen)
        if self._problem:
            painter.setBrush(palette.bad)
            painter.drawRect(QRectF(centre.x() - 4.5, centre.y() - 4.5, 9, 9))
        elif self._urls:
            painter.setBrush(palette.good)
            painter.drawEllipse(centre, 5, 5)
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(palette.idle, 1.6))
            painter.drawEllipse(centre, 4, 4)

    def _paint_words(self, painter: QPainter, area: QRect) -> None:
        palette = self._theme.palette
        soft_font, strong_font = self._fonts()
        soft, strong = self._texts()
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(soft_font)
        painter.setPen(palette.text_soft)
        painter.drawText(area, middle, soft)
        if soft:
            area.adjust(QFontMetrics(soft_font).horizontalAdvance(soft) + 8, 0, 0, 0)
        painter.setFont(strong_font)
        painter.setPen(palette.bad_text if self._problem else palette.text)
        painter.drawText(
            area, middle, QFontMetrics(strong_font).elidedText(strong, Qt.TextElideMode.ElideRight, area.width())
        )


def _is_loopback(url: str) -> bool:
    return url.startswith(_LOOPBACK)
