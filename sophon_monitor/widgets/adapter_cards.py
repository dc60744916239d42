"""This computer's network cards as cards to choose from: name, address, what faces them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from sophon_monitor.widgets.style import set_look

translate = QCoreApplication.translate

MOST_CARDS = 4


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
    """A row of cards, one of them chosen; arrow keys move between them. Lives on the Qt thread.

    Signals:
        chosen: AdapterCard.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._cards: tuple[AdapterCard, ...] = ()
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._choose)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(10)

    def set_cards(self, cards: tuple[AdapterCard, ...]) -> None:
        """Show these; the first one that is not virtual is chosen, unless one was chosen before."""
        before = self.current
        self._cards = cards[:MOST_CARDS]
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._layout.removeWidget(button)
            button.deleteLater()
        for number, _card in enumerate(self._cards):
            button = QPushButton(self)
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            set_look(button, "choice")
            self._group.addButton(button, number)
            self._layout.addWidget(button)
        self._retranslate()
        addresses = [card.address for card in self._cards]
        real = [n for n, card in enumerate(self._cards) if card.kind != "virtual"]
        first = addresses.index(before.address) if before and before.address in addresses else (real or [0])[0]
        if self._cards:
            self._group.button(first).setChecked(True)
            if before is None or before.address not in addresses:
                self.chosen.emit(self._cards[first])

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

    def _choose(self, number: int) -> None:
        self.chosen.emit(self._cards[number])

    def _retranslate(self) -> None:
        for number, card in enumerate(self._cards):
            button = self._group.button(number)
            button.setText(f"{card.name}\n{card.address} / {card.prefix}\n{_remark(card)}")
            button.setAccessibleName(f"{card.name}, {card.address}, {_remark(card)}")
            button.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def _remark(card: AdapterCard) -> str:
    parts = [_kind_word(card.kind)]
    faces = card.faces
    if faces:
        parts.append(translate("FindBoxes", "%n boxes of this site face it", "", faces))
    elif card.address.startswith("192.168.150."):
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
