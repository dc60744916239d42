"""Everything known about one event, as a list of two columns that can be selected and copied."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from sophon_monitor.domain.records import EventRecord
from sophon_monitor.domain.site import BoxAddress
from sophon_monitor.protocol.messages import PictureState
from sophon_monitor.qtmodels.feed_row import FeedRow
from sophon_monitor.qtmodels.feed_words import UNKNOWN, full_time_text, person_word, score_sentence
from sophon_monitor.widgets.live_words import attribute_text, came_by, generation_text, missing_picture
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate

COLUMN_PX = 270
ATTRIBUTES = ("age", "gender", "glasses", "mask", "hat", "expression")
CELL_GAP_PX, LINE_GAP_PX = 10, 5
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class PictureFact:
    """What is known of one picture of the event.

    Attributes:
        size: Pixels as sent, None while unknown.
        size_bytes: Of the encoded picture, None while it is not in memory.
    """

    size: QSize | None = None
    size_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class EventFacts:
    """What the details are made of."""

    row: FeedRow
    address: BoxAddress | None
    live: PictureFact
    registered: PictureFact
    scene: PictureFact


def details(facts: EventFacts) -> list[tuple[str, str]]:
    """Captions and values, the most useful first."""
    row, record = facts.row, facts.row.record
    address = facts.address.host if facts.address is not None else ""
    lines = [
        (translate("Details", "Box"), " · ".join(part for part in (row.box, address) if part)),
        (translate("Details", "Camera"), row.camera),
        (translate("Details", "Camera IP"), record.camera_ip),
        (translate("Details", "Came by"), came_by(record.source, facts.address)),
        (translate("Details", "Face size"), _face_size(facts)),
        (translate("Details", "Event ID"), _extra(record, "event_id") or (str(record.id) if record.id else None)),
        (translate("Details", "Person"), f"{row.name} · {person_word(record.person_type)}"),
        (translate("Details", "Person ID"), record.person_id),
        (translate("Details", "Group"), record.group),
        (translate("Details", "Score"), score_sentence(record)),
        (translate("Details", "Threshold"), f"{record.threshold:g}" if record.threshold is not None else None),
        (translate("Details", "Received"), full_time_text(record.received_at_ms)),
        (translate("Details", "Box clock"), full_time_text(record.occurred_at_ms)),
        (translate("Details", "Latency"), _latency(record)),
    ]
    lines += [fact for name in ATTRIBUTES if (fact := attribute_text(name, _attribute(record, name))) is not None]
    lines += [
        (translate("Details", "Software"), generation_text(record.generation)),
        (translate("Details", "Seen now"), _picture(record.live.state, facts.live)),
        (translate("Details", "Registered"), _picture(record.registered.state, facts.registered)),
        (translate("Details", "Scene"), _picture(record.scene.state, facts.scene)),
        (translate("Details", "Video ID"), _extra(record, "video_id")),
        (translate("Details", "Camera ID"), record.camera_id),
        (translate("Details", "Repeats"), f"×{row.count}" if row.count > 1 else None),
    ]
    optional = {translate("Details", "Video ID"), translate("Details", "Repeats")}
    return [(caption, value or UNKNOWN) for caption, value in lines if value or caption not in optional]


def _extra(record: EventRecord, name: str) -> str | None:
    value = record.extra.get(name)
    return str(value) if value not in (None, "") else None


def _attribute(record: EventRecord, name: str) -> object:
    if name in record.extra:
        return record.extra[name]
    for group in ("recognize_face_attr", "info", "box_fiqa_info", "grab_fiqa_info"):
        inner = record.extra.get(group)
        if isinstance(inner, dict) and name in inner:
            return inner[name]
    return None


def _face_size(facts: EventFacts) -> str | None:
    box = facts.row.record.face_box
    if box is not None:
        return _pixels(round(abs(box[2] - box[0])), round(abs(box[3] - box[1])))
    if facts.live.size is not None:
        text = translate("Details", "{size} (picture)")
        return text.format(size=_pixels(facts.live.size.width(), facts.live.size.height()))
    return None


def _pixels(width: int, height: int) -> str:
    return f"{width} × {height} px"


def _latency(record: EventRecord) -> str:
    if record.latency_ms is None:
        return translate("Details", "box clock not measured")
    return translate("Details", "{seconds} s").format(seconds=f"{record.latency_ms / 1000:.2f}")


def _picture(state: PictureState, fact: PictureFact) -> str:
    if state is not PictureState.PRESENT:
        return missing_picture(state)
    parts = []
    if fact.size is not None:
        parts.append(_pixels(fact.size.width(), fact.size.height()))
    if fact.size_bytes is not None:
        parts.append(translate("Details", "{size} kB").format(size=f"{fact.size_bytes / 1000:.0f}"))
    return ", ".join(parts) or UNKNOWN


class _Lines(QAbstractTableModel):
    """Captions and values, in one or several pairs of columns."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[tuple[str, str]] = []
        self._pairs = 1
        self._tall = 0

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Lines of one pair of columns."""
        return 0 if parent.isValid() else self._tall

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Two for each pair."""
        return 0 if parent.isValid() else 2 * self._pairs

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Caption or value; whole in the tooltip, as a line may be cut."""
        wanted = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
        if role not in wanted or not index.isValid():
            return None
        number = index.column() // 2 * self._tall + index.row()
        return self._lines[number][index.column() % 2] if number < len(self._lines) else None

    def show_lines(self, lines: list[tuple[str, str]], pairs: int) -> None:
        """Show other lines; rows and columns only come and go where their number changes."""
        tall = -(-len(lines) // pairs)
        self._lines = lines
        if pairs != self._pairs:
            first, last = 2 * min(pairs, self._pairs), 2 * max(pairs, self._pairs) - 1
            if pairs > self._pairs:
                self.beginInsertColumns(_NOWHERE, first, last)
                self._pairs = pairs
                self.endInsertColumns()
            else:
                self.beginRemoveColumns(_NOWHERE, first, last)
                self._pairs = pairs
                self.endRemoveColumns()
        if tall > self._tall:
            self.beginInsertRows(_NOWHERE, self._tall, tall - 1)
            self._tall = tall
            self.endInsertRows()
        elif tall < self._tall:
            self.beginRemoveRows(_NOWHERE, tall, self._tall - 1)
            self._tall = tall
            self.endRemoveRows()
        if tall:
            self.dataChanged.emit(self.index(0, 0), self.index(tall - 1, 2 * pairs - 1))


class _LineDelegate(QStyledItemDelegate):
    """Captions soft, values in the text's colour."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        palette = self._theme.palette
        text = index.data()
        if not isinstance(text, str):
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, palette.selected)
        painter.setFont(option.font)
        painter.setPen(palette.text if index.column() % 2 else palette.text_soft)
        rect = option.rect.adjusted(0, 0, -CELL_GAP_PX, 0)
        cut = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)


class EventDetails(QTableView):
    """Shows the list. Cells can be selected and copied; arrow keys are left to the page."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._facts: EventFacts | None = None
        self._lines = _Lines(self)
        self.setModel(self._lines)
        self.setItemDelegate(_LineDelegate(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        set_look(self, "details")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(20)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(8)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + LINE_GAP_PX)
        theme.changed.connect(self.viewport().update)
        self._retranslate()

    def show_facts(self, facts: EventFacts | None) -> None:
        """Show another event, or none."""
        if facts != self._facts:
            self._facts = facts
            self._fill()

    def plain_text(self) -> str:
        """All lines, tab between caption and value."""
        return "\n".join(f"{caption}\t{value}" for caption, value in details(self._facts)) if self._facts else ""

    def selected_text(self) -> str:
        """The selected cells, a line each; a caption with its value is one line."""
        lines: dict[tuple[int, int], list[str]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda index: (index.column(), index.row())):
            lines.setdefault((index.column() // 2, index.row()), []).append(str(index.data() or ""))
        return "\n".join("\t".join(cells) for cells in lines.values())

    def _fill(self) -> None:
        lines = details(self._facts) if self._facts is not None else []
        self._lines.show_lines(lines, self._pairs())
        self._share_width()

    def _pairs(self) -> int:
        return max(1, min(self.viewport().width() // COLUMN_PX, 3))

    def _share_width(self) -> None:
        pairs = self._lines.columnCount() // 2
        captions = (caption for caption, _ in (details(self._facts) if self._facts is not None else []))
        wide = max((self.fontMetrics().horizontalAdvance(caption) for caption in captions), default=60)
        caption_px = wide + CELL_GAP_PX + 4
        value_px = max(self.viewport().width() // pairs - caption_px, 40)
        for column in range(2 * pairs):
            self.setColumnWidth(column, value_px if column % 2 else caption_px)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """As many columns as fit."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Copy; everything else is the page's."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.selected_text() or self.plain_text())
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setAccessibleName(translate("Details", "Details of the event"))
        self._fill()
