"""This computer's network cards as cards to choose from: name, address, what faces them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QSizePolicy, QWidget

from sophon_monitor.widgets.style import SMALL, sized
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate

MOST_CARDS = 8
CARDS_IN_A_ROW = 4
PAD_X, PAD_Y, GAP = 13, 10, 2
FIXED_LAN = "192.168.150."  # the subnet of every SE5's LAN socket (protocol.md 6.2)


@dataclass(frozen=True, slots=True)
class AdapterCard:
    """One network card.

    Attributes:
        kind: "cable" | "wireless" | "virtual".
        faces: Boxes of the site that lie on its route.
        has_internet: Whether the way to far addresses leads over it.
    """

    name: str
    address: str
    prefix: int
    kind: str
    faces: int = 0
    has_internet: bool = False


class AdapterCards(QWidget):
    """Rows of cards, one of them chosen; arrow keys move between them. Lives on the Qt thread.

    Signals:
        chosen: AdapterCard.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._theme = theme
        self._cards: tuple[AdapterCard, ...] = ()
        self._buttons: list[_CardButton] = []
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(self._choose)
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(10)

    def set_cards(self, cards: tuple[AdapterCard, ...]) -> None:
        """Show these, virtual ones last, at most `MOST_CARDS`.

        The first one that faces boxes of the site is chosen, else the first one that is not virtual; a card that was
        chosen before stays chosen.
        """
        before = self.current
        ordered = tuple(sorted(cards, key=lambda card: card.kind == "virtual"))[:MOST_CARDS]
        if ordered == self._cards:
            return
        self._cards = ordered
        self._rebuild()
        if not ordered:
            return
        same = [n for n, card in enumerate(ordered) if before is not None and _is_same(card, before)]
        chosen = same[0] if same else _first_choice(ordered)
        with QSignalBlocker(self._group):  # only news are told
            self._buttons[chosen].setChecked(True)
        if not same:
            self.chosen.emit(ordered[chosen])

    @property
    def cards(self) -> tuple[AdapterCard, ...]:
        """All that are shown."""
        return self._cards

    @property
    def current(self) -> AdapterCard | None:
        """The chosen one."""
        number = self._group.checkedId()
        return self._cards[number] if 0 <= number < len(self._cards) else None

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _rebuild(self) -> None:
        for old in self._buttons:
            self._group.removeButton(old)
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = []
        for number in range(len(self._cards)):
            button = _CardButton(self._theme, self)
            self._group.addButton(button, number)
            self._layout.addWidget(button, number // CARDS_IN_A_ROW, number % CARDS_IN_A_ROW)
            self._buttons.append(button)
        for column in range(CARDS_IN_A_ROW):
            self._layout.setColumnStretch(column, 1 if column < len(self._cards) else 0)
        self._retranslate()

    def _choose(self, number: int, is_chosen: bool) -> None:
        if is_chosen and number < len(self._cards):
            self.chosen.emit(self._cards[number])

    def _retranslate(self) -> None:
        for button, card in zip(self._buttons, self._cards, strict=True):
            button.set_lines(card.name, f"{card.address} / {card.prefix}", _remark(card))


class _CardButton(QAbstractButton):
    """One card: name in bold, address, remark. Painted, as a button has one font only."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines = ("", "", "")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_lines(self, name: str, address: str, remark: str) -> None:
        self._lines = (name, address, remark)
        self.setAccessibleName(f"{name}, {address}, {remark}")
        self.setToolTip("\n".join(self._lines))
        self.updateGeometry()
        self.update()

    def _fonts(self) -> tuple[QFont, QFont, QFont]:
        font, small = self.font(), sized(self.font(), SMALL)
        return sized(font, 1.0, bold=True), small, small

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        metrics = [QFontMetrics(font) for font in self._fonts()]
        width = max(m.horizontalAdvance(text) for m, text in zip(metrics, self._lines, strict=True))
        return QSize(width + 2 * PAD_X, sum(m.height() for m in metrics) + 2 * GAP + 2 * PAD_Y)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(QPen(palette.accent, 2) if self.isChecked() else QPen(palette.border, 1))
        painter.setBrush(palette.hover if self.underMouse() and not self.isChecked() else palette.surface)
        painter.drawRoundedRect(frame, 7, 7)
        if self.hasFocus():
            painter.setPen(QPen(palette.focus, 1.5, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(3, 3, -3, -3), 5, 5)
        top = PAD_Y
        for font, text, colour in zip(
            self._fonts(), self._lines, (palette.text, palette.text_soft, palette.text_soft), strict=True
        ):
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(colour)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width() - 2 * PAD_X)
            painter.drawText(PAD_X, top + metrics.ascent(), shown)
            top += metrics.height() + GAP


def _is_same(card: AdapterCard, other: AdapterCard) -> bool:
    return (card.name, card.address) == (other.name, other.address)


def _first_choice(cards: tuple[AdapterCard, ...]) -> int:
    facing = [n for n, card in enumerate(cards) if card.faces]
    real = [n for n, card in enumerate(cards) if card.kind != "virtual"]
    return (facing or real or [0])[0]


def _remark(card: AdapterCard) -> str:
    parts = [_kind_word(card.kind)]
    faces = card.faces
    if faces:
        parts.append(translate("FindBoxes", "%n boxes of this site face it", "", faces))
    elif card.kind == "virtual":
        parts.append(translate("FindBoxes", "not scanned"))
    elif card.address.startswith(FIXED_LAN):
        parts.append(translate("FindBoxes", "fixed LAN socket of an SE5"))
    elif card.has_internet:
        parts.append(translate("FindBoxes", "internet is here"))
    return " · ".join(parts)


def _kind_word(kind: str) -> str:
    match kind:
        case "wireless":
            return translate("FindBoxes", "wireless")
        case "virtual":
            return translate("FindBoxes", "virtual")
        case _:
            return translate("FindBoxes", "cable")
