"""Pieces of rich text as a PDF on A4, with a footer on every page. Needs a QGuiApplication, for its fonts.

One thread, which need not be the window's: documents and painter belong to the call.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontDatabase,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QPen,
    QTextDocument,
)

from sophon_monitor.report.report_pieces import STYLE, Piece

translate = QCoreApplication.translate

RESOLUTION_DPI = 300
CSS_DPI = 96.0
MARGIN_MM, BOTTOM_MM = 16.0, 12.0
FOOTER_MM = 9.0
FONT_PT, FOOTER_PT = 9.5, 7.5
_FAMILIES = ("Noto Sans", "DejaVu Sans", "Segoe UI", "Arial", "Helvetica Neue")
_IMAGE = re.compile(r"<img src='([^']+)'")


class Cancelled(Exception):  # noqa: N818 - what happened
    """The person does not want it any more; nothing was left behind."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A piece, or one page of one that is longer than a page: drawn at `y`, from `cut` of its document on."""

    document: QTextDocument
    page: int
    y: float
    cut: float = 0.0


def pdf(
    pieces: Sequence[Piece],
    images: Mapping[str, QImage],
    *,
    title: str,
    footer: str,
    progress: Callable[[float], None],
) -> bytes:
    """Draw.

    Args:
        pieces: From top to bottom; their images are named in `images`.
        images: Pictures by name.
        title: Of the document, for readers of PDF.
        footer: On every page, beside its number.
        progress: Told from 0 to 1; may raise `Cancelled`.
    """
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(out)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, BOTTOM_MM), QPageLayout.Unit.Millimeter)
    writer.setResolution(RESOLUTION_DPI)
    writer.setTitle(title)
    writer.setCreator("Sophon Monitor")
    page = QSizeF(writer.width(), writer.height() - _px(FOOTER_MM))
    documents = []
    for number, piece in enumerate(pieces):
        progress(0.5 * number / len(pieces))
        documents.append(_document(piece.text, images, writer, page.width()))
    placed = _place(pieces, documents, page)
    _paint(writer, placed, page, footer, progress)
    progress(1.0)
    out.close()
    return bytes(out.data().data())


def _px(millimetres: float) -> float:
    return millimetres / 25.4 * RESOLUTION_DPI


def _document(text: str, images: Mapping[str, QImage], writer: QPdfWriter, width: float) -> QTextDocument:
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setUseDesignMetrics(True)
    document.setDefaultFont(_font(FONT_PT))
    document.setDocumentMargin(0)
    document.setDefaultStyleSheet(STYLE)
    for name in _IMAGE.findall(text):
        if name in images:
            document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), images[name])
    document.setHtml(text)
    document.setTextWidth(width)
    return document


def _font(size_pt: float) -> QFont:
    font = QFont()
    font.setFamilies(families())
    font.setPointSizeF(size_pt)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)  # letters stand where paper has them
    font.setFeature(QFont.Tag("liga"), 0)  # so that "file" is found and copied as it is written
    return font


def families() -> list[str]:
    """Latin letters first, then Chinese ones: what is installed of them is embedded."""
    installed = set(QFontDatabase.families())
    chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    latin = [family for family in _FAMILIES if family in installed]
    return [*latin[:1], *chinese[:1]] or [QFont().family()]


# -- pages ------------------------------------------------------------------------------------------------------------


def _place(pieces: Sequence[Piece], documents: Sequence[QTextDocument], page: QSizeF) -> list[_Placed]:
    """Where each piece goes: whole onto a page where it fits on one, and never away from what it leads to."""
    heights = [document.size().height() for document in documents]
    placed: list[_Placed] = []
    number, y = 0, 0.0
    for place, (piece, document) in enumerate(zip(pieces, documents, strict=True)):
        space = _space(piece) if y > 0 else 0.0
        if y > 0 and y + space + _height_with_followers(place, pieces, heights) > page.height():
            number, y, space = number + 1, 0.0, 0.0
        if heights[place] <= page.height():
            placed.append(_Placed(document, number, y + space))
            y += space + heights[place]
            continue
        document.setPageSize(page)  # longer than a page: it is cut between lines, heads of tables are repeated
        pages = document.pageCount()
        placed += [_Placed(document, number + part, 0.0, part * page.height()) for part in range(pages)]
        bottom = document.documentLayout().blockBoundingRect(document.lastBlock()).bottom()
        number, y = number + pages - 1, max(bottom - (pages - 1) * page.height(), 1.0)
    return placed


def _space(piece: Piece) -> float:
    return piece.space_px * RESOLUTION_DPI / CSS_DPI


def _height_with_followers(place: int, pieces: Sequence[Piece], heights: Sequence[float]) -> float:
    """Height of a piece and, as long as each leads to the next, of those behind it."""
    height = heights[place]
    while pieces[place].leads and place + 1 < len(pieces):
        place += 1
        height += _space(pieces[place]) + heights[place]
    return height


def _paint(
    writer: QPdfWriter, placed: Sequence[_Placed], page: QSizeF, footer: str, progress: Callable[[float], None]
) -> None:
    pages = placed[-1].page + 1 if placed else 1
    painter = QPainter(writer)
    try:
        current = 0
        for number, piece in enumerate(placed):
            if piece.page != current:
                _paint_footer(painter, page, footer, current + 1, pages)
                writer.newPage()
                current = piece.page
            progress(0.5 + 0.5 * number / len(placed))
            _paint_piece(painter, piece, page)
        _paint_footer(painter, page, footer, current + 1, pages)
    finally:
        painter.end()


def _paint_piece(painter: QPainter, piece: _Placed, page: QSizeF) -> None:
    painter.save()
    painter.translate(0, piece.y - piece.cut)
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = QRectF(0, piece.cut, page.width(), page.height())
    context.palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
    if piece.document.pageCount() > 1:
        painter.setClipRect(context.clip)
    piece.document.documentLayout().draw(painter, context)
    painter.restore()


def _paint_footer(painter: QPainter, page: QSizeF, footer: str, number: int, pages: int) -> None:
    painter.setFont(_font(FOOTER_PT))
    line = QRectF(0, page.height() + _px(3.0), page.width(), _px(FOOTER_MM - 3.0))
    painter.setPen(QPen(QColor("#d5dbe2"), _px(0.2)))
    painter.drawLine(line.topLeft(), line.topRight())
    painter.setPen(QColor("#5a6672"))
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, footer)
    text = translate("Report", "Page {number} of {all}").format(number=number, all=pages)
    painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, text)
