"""Rich text and pictures as a PDF on A4, with a footer on every page. Needs a QGuiApplication, for its fonts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QFontDatabase,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)

translate = QCoreApplication.translate

RESOLUTION_DPI = 300
LAYOUT_DPI = 96.0  # in which a document is laid out that has no device of its own
MARGIN_MM = 16.0
FOOTER_PX = 26.0
FONT_PT = 9.5
_FAMILIES = ("Noto Sans", "DejaVu Sans", "Segoe UI", "Arial", "Helvetica Neue")


class Cancelled(Exception):  # noqa: N818 - what happened
    """The person does not want it any more; nothing was left behind."""


def pdf(
    text: str,
    images: Mapping[str, bytes | QImage],
    *,
    title: str,
    footer: str,
    progress: Callable[[float], None],
) -> bytes:
    """Draw.

    Args:
        text: Rich text; its images are named in `images`.
        images: Encoded or decoded pictures by name.
        title: Of the document, for readers of PDF.
        footer: On every page, beside its number.
        progress: Told from 0 to 1; may raise `Cancelled`.
    """
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(out)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    writer.setResolution(RESOLUTION_DPI)
    writer.setTitle(title)
    writer.setCreator("Sophon Monitor")
    document = _document(text, images)
    scale = RESOLUTION_DPI / LAYOUT_DPI
    page = QSizeF(writer.width() / scale, writer.height() / scale - FOOTER_PX)
    document.setPageSize(page)
    pages = document.pageCount()
    painter = QPainter(writer)
    try:
        for number in range(pages):
            progress(number / pages)
            if number:
                writer.newPage()
            painter.save()
            painter.scale(scale, scale)
            _paint_page(painter, document, number, page)
            _paint_footer(painter, page, footer, number + 1, pages)
            painter.restore()
    finally:
        painter.end()
    progress(1.0)
    out.close()
    return bytes(out.data().data())


def _document(text: str, images: Mapping[str, bytes | QImage]) -> QTextDocument:
    document = QTextDocument()
    font = QFont()
    font.setFamilies(families())
    font.setPointSizeF(FONT_PT)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    for name, image in images.items():
        shown = image if isinstance(image, QImage) else QImage.fromData(QByteArray(image))
        document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), shown)
    document.setHtml(text)
    return document


def families() -> list[str]:
    """Latin letters first, then Chinese ones: what is installed of them is embedded."""
    installed = set(QFontDatabase.families())
    chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    latin = [family for family in _FAMILIES if family in installed]
    return [*latin[:1], *chinese[:1]] or [QFont().family()]


def _paint_page(painter: QPainter, document: QTextDocument, number: int, page: QSizeF) -> None:
    painter.save()
    painter.translate(0, -number * page.height())
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = QRectF(0, number * page.height(), page.width(), page.height())
    context.palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
    painter.setClipRect(context.clip)
    document.documentLayout().draw(painter, context)
    painter.restore()


def _paint_footer(painter: QPainter, page: QSizeF, footer: str, number: int, pages: int) -> None:
    font = QFont()
    font.setFamilies(families())
    font.setPixelSize(9)
    painter.setFont(font)
    painter.setPen(Qt.GlobalColor.darkGray)
    line = QRectF(0, page.height() + 6, page.width(), FOOTER_PX - 6)
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, footer)
    text = translate("Report", "Page {number} of {all}").format(number=number, all=pages)
    painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, text)
