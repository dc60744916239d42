"""The boxes that have reported without being of the site, as cards on the start page, each with its buttons."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from sophon_monitor.qtmodels.site_rows import NewBoxRow
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate


class _NewBoxCard(QFrame):
    """One sender. Signals: accepted, dismissed with its id."""

    accepted = Signal(str)
    dismissed = Signal(str)

    def __init__(self, row: NewBoxRow, parent: QWidget) -> None:
        super().__init__(parent)
        self._row = row
        set_look(self, "card")
        self._title, self._detail, self._hint = QLabel(self), QLabel(self), QLabel(self)
        for label, look in ((self._title, "strong"), (self._detail, "soft"), (self._hint, "warn")):
            set_look(label, look)
        self._hint.setWordWrap(True)
        self._detail.setWordWrap(True)
        self.accept_button, self.dismiss_button = QPushButton(self), QPushButton(self)
        set_look(self.accept_button, "primary")
        self.accept_button.clicked.connect(self._accept)
        self.dismiss_button.clicked.connect(self._dismiss)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for label in (self._title, self._detail, self._hint):
            texts.addWidget(label)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(18, 12, 14, 12)
        layout.addLayout(texts, 1)
        layout.addWidget(self.dismiss_button)
        layout.addWidget(self.accept_button)
        self.show_row(row)

    def show_row(self, row: NewBoxRow) -> None:
        """Show what is known now."""
        self._row = row
        self._title.setText(row.title)
        self._detail.setText(" · ".join(part for part in (row.detail, row.messages) if part))
        self._hint.setText(row.hint)
        self._hint.setVisible(bool(row.hint))
        self.accept_button.setText(translate("NewBox", "Accept"))
        self.accept_button.setAccessibleName(translate("NewBox", "Accept {name}").format(name=row.title))
        self.dismiss_button.setText(translate("NewBox", "Dismiss"))
        self.dismiss_button.setAccessibleName(translate("NewBox", "Dismiss {name}").format(name=row.title))

    def _accept(self) -> None:
        self.accepted.emit(self._row.id)

    def _dismiss(self) -> None:
        self.dismissed.emit(self._row.id)


class NewBoxList(QWidget):
    """Cards of the senders that wait to be accepted; hidden while there are none.

    Signals:
        accepted, dismissed: Id of a new box.
    """

    accepted = Signal(str)
    dismissed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._theme = theme
        self.cards: dict[str, _NewBoxCard] = {}
        self._title = QLabel(self)
        set_look(self._title, "heading")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 4, 0, 0)
        self._layout.setSpacing(8)
        self._layout.addWidget(self._title)
        self._retranslate()

    def set_rows(self, rows: tuple[NewBoxRow, ...]) -> None:
        """Show these; a card that stays keeps its focus."""
        wanted = {row.id for row in rows}
        for identity in [i for i in self.cards if i not in wanted]:
            card = self.cards.pop(identity)
            self._layout.removeWidget(card)
            card.hide()
            card.deleteLater()
        for row in rows:
            if (known := self.cards.get(row.id)) is not None:
                known.show_row(row)
                continue
            card = self.cards[row.id] = _NewBoxCard(row, self)
            card.accepted.connect(self.accepted)
            card.dismissed.connect(self.dismissed)
            self._layout.addWidget(card)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setVisible(bool(self.cards))
        count = len(self.cards)
        self._title.setText(translate("NewBox", "%n boxes already report here", "", count))
