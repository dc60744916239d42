"""Everything known about one event, as a list of two columns that can be selected and copied."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from sophon_monitor.domain.records import EventRecord
from sophon_monitor.domain.site import BoxAddress
from sophon_monitor.protocol.messages import PictureState
from sophon_monitor.qtmodels.feed_row import FeedRow
from sophon_monitor.qtmodels.feed_words import UNKNOWN, full_time_text, person_word, score_sentence
from sophon_monitor.widgets.live_words import attribute_text, came_by, generation_text, missing_picture
from sophon_monitor.widgets.theme import Palette, Theme

translate = QCoreApplication.translate

COLUMN_PX = 270
ATTRIBUTES = ("age", "gender", "glasses", "mask", "hat", "expression")
_OWN_KEYS = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_C, Qt.Key.Key_A, Qt.Key.Key_Insert)


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


def _table(lines: list[tuple[str, str]], palette: Palette, is_first: bool) -> str:
    soft = f"color:{palette.text_soft.name()};padding:0 14px 5px 0;white-space:nowrap"
    rows = "".join(
        f'<tr><td style="{soft}">{escape(caption)}</td>'
        f'<td style="color:{palette.text.name()};padding:0 10px 5px 0">'
        f"{f'<b>{escape(value)}</b>' if is_first and number == 0 else escape(value)}</td></tr>"
        for number, (caption, value) in enumerate(lines)
    )
    return f'<table cellspacing="0" cellpadding="0">{rows}</table>'


class EventDetails(QTextBrowser):
    """Shows the list. Arrow keys are left to the page; Page up and down scroll."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._facts: EventFacts | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setStyleSheet("QTextBrowser { background: transparent; border: none; padding: 0px; }")
        self.document().setDocumentMargin(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self._draw)
        self._retranslate()

    def show_facts(self, facts: EventFacts | None) -> None:
        """Show another event, or none."""
        if facts != self._facts:
            self._facts = facts
            self._draw()

    def plain_text(self) -> str:
        """All lines, tab between caption and value."""
        return "\n".join(f"{caption}\t{value}" for caption, value in details(self._facts)) if self._facts else ""

    def _draw(self) -> None:
        if self._facts is None:
            self.clear()
            return
        palette = self._theme.palette
        bar = self.verticalScrollBar()
        at = bar.value()
        lines = details(self._facts)
        columns = max(1, min(self.viewport().width() // COLUMN_PX, 3))
        tall = -(-len(lines) // columns)
        cells = [
            f'<td width="{100 // columns}%">{_table(lines[first : first + tall], palette, first == 0)}</td>'
            for first in range(0, len(lines), tall)
        ]
        self.setHtml(f'<table width="100%" cellspacing="0" cellpadding="0"><tr>{"".join(cells)}</tr></table>')
        bar.setValue(at)  # a person who looks at one line keeps looking at it

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """As many columns as fit."""
        super().resizeEvent(event)
        if event.size().width() // COLUMN_PX != event.oldSize().width() // COLUMN_PX:
            self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Scroll and copy; the rest is the page's."""
        if event.key() in _OWN_KEYS:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setAccessibleName(translate("Details", "Details of the event"))
        self._draw()
