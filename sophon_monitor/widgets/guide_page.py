"""The page "Ten-minute guide": chapters at the left, text and pictures at the right, links that open things."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QImage,
    QResizeEvent,
    QShowEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QTextBrowser, QVBoxLayout, QWidget

from sophon_monitor.widgets.style import scaled_px, set_look
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate

TEXT_PX = 860  # lines longer than that are hard to read
CHAPTERS_PX = 230
SETTLE_MS = 200
ACTIONS = "do"  # scheme of links that the window carries out
_LINE_PERCENT = 135.0


class GuidePage(QWidget):
    """Lives on the Qt thread. The text comes with `show_guide`, whenever `wanted` was said.

    Signals:
        wanted: Width in logical px that a picture may have. At first sight, and after language or width have changed.
        action_asked: What a link asks to open, such as "find".
    """

    wanted = Signal(int)
    action_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._theme = theme
        self._markdown, self._images = "", dict[str, QImage]()
        self._asked_px = 0
        set_look(self, "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.chapters, self.text = QListWidget(self), QTextBrowser(self)
        self.chapters.setFixedWidth(CHAPTERS_PX)
        self.chapters.setWordWrap(True)
        self.text.setOpenLinks(False)
        self.text.setMaximumWidth(TEXT_PX + 60)
        set_look(self.text, "guide")
        set_look(self.chapters, "guide")
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._want)
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(self.chapters)
        row.addWidget(self.text, 1)
        row.addStretch(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 18, 10, 10)
        whole.addLayout(row)
        self.chapters.currentRowChanged.connect(self._go_to)
        self.text.anchorClicked.connect(self._follow)
        theme.changed.connect(self._show_again)
        self._retranslate()

    # -- what the wiring says ----------------------------------------------------------------------------------------

    def show_guide(self, markdown: str, images: dict[str, QImage]) -> None:
        """Show the text; `images` are the pictures by their names in it, as wide as was asked for."""
        self._markdown, self._images = markdown, images
        place = self.text.verticalScrollBar().value()
        document = QTextDocument(self.text)
        document.setDefaultFont(self.font())
        document.setMarkdown(markdown)  # which forgets the resources of before
        for name, image in images.items():
            document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), image)
        document.setDocumentMargin(14)
        self._dress(document)
        self.text.setDocument(document)
        self.text.verticalScrollBar().setValue(place)
        self._list_chapters(document)

    def _dress(self, document: QTextDocument) -> None:
        """Room between the lines, and headings that are easy to find."""
        palette = self._theme.palette
        sizes = {1: 1.75, 2: 1.35, 3: 1.12}
        block = document.begin()
        while block.isValid():
            level = block.blockFormat().headingLevel()
            cursor = QTextCursor(block)
            changed = QTextBlockFormat()
            changed.setLineHeight(_LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            changed.setTopMargin(20 if level > 1 else 4)
            changed.setBottomMargin(6)
            if not _is_picture(block.text()):
                cursor.mergeBlockFormat(changed)
            if level:
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                words = QTextCharFormat()
                words.setProperty(
                    QTextCharFormat.Property.FontPixelSize, scaled_px(self.font(), sizes.get(level, 1.12))
                )
                words.clearProperty(QTextCharFormat.Property.FontSizeAdjustment)
                words.setForeground(palette.text)
                cursor.mergeCharFormat(words)
            block = block.next()

    def _list_chapters(self, document: QTextDocument) -> None:
        self.chapters.blockSignals(True)
        row = max(0, self.chapters.currentRow())
        self.chapters.clear()
        block = document.begin()
        while block.isValid():
            if block.blockFormat().headingLevel() == 2:
                self.chapters.addItem(block.text())
            block = block.next()
        self.chapters.setCurrentRow(min(row, self.chapters.count() - 1))
        self.chapters.blockSignals(False)

    # -- what a person does ------------------------------------------------------------------------------------------

    def _go_to(self, row: int) -> None:
        if row < 0:
            return
        title = self.chapters.item(row).text()
        block = self.text.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() == 2 and block.text() == title:
                place = self.text.document().documentLayout().blockBoundingRect(block).top()
                self.text.verticalScrollBar().setValue(round(place) - 8)
                return
            block = block.next()

    def _follow(self, link: QUrl) -> None:
        if link.scheme() == ACTIONS:
            self.action_asked.emit(link.path())
        elif link.scheme() in ("http", "https"):
            QDesktopServices.openUrl(link)

    # -- when the text is wanted -------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the text at first sight."""
        super().showEvent(event)
        if not self._markdown:
            self._settle.start(0)
        self.chapters.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Pictures as wide as the text, once the window has come to rest."""
        super().resizeEvent(event)
        if self._markdown and self.picture_px() != self._asked_px:
            self._settle.start(SETTLE_MS)

    def picture_px(self) -> int:
        """How wide a picture may be, in logical px."""
        room = self.width() - CHAPTERS_PX - 18 - 28 - 60
        return max(240, min(TEXT_PX, room))

    def _want(self) -> None:
        self._asked_px = self.picture_px()
        self.wanted.emit(self._asked_px)

    def _show_again(self) -> None:
        if self._markdown:
            self.show_guide(self._markdown, self._images)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The whole page."""
        return QSize(1100, 760)

    # -- words -------------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language: the whole text is another."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            if self._markdown:
                self._settle.start(0)
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.chapters.setAccessibleName(translate("Guide", "Chapters of the guide"))
        self.text.setAccessibleName(translate("Guide", "Ten-minute guide"))


def _is_picture(text: str) -> bool:
    return "\ufffc" in text  # what stands for a picture
