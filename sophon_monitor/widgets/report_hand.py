"""Addresses of this computer to copy, one for each kind of report, and where to paste them in a box's own page."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QWidget

from sophon_monitor.domain.borrowing import ReportKind
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.qtmodels.borrowing_words import kind_word
from sophon_monitor.qtmodels.report_places import place_sentence, reports_of
from sophon_monitor.widgets.icons import icon
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate


class ReportHand(QFrame):
    """A card with a row per report; empty where there is no address. Lives on the Qt thread.

    Attributes:
        copy_buttons: One for each report that is shown.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._theme = theme
        self._urls: Mapping[ReportKind, str] = {}
        self.copy_buttons: dict[ReportKind, QPushButton] = {}
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        set_look(self, "card")
        theme.changed.connect(self._dress)

    def set_urls(self, urls: Mapping[ReportKind, str], generation: Generation | None) -> None:
        """Offer those that boxes of this generation report to; called again for another language."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._urls = urls
        self.copy_buttons = {}
        for row, kind in enumerate(kind for kind in reports_of(generation) if kind in urls):
            words = QLabel(f"{kind_word(kind)}\n{place_sentence(kind, generation)}", self)
            words.setWordWrap(True)
            url = QLabel(urls[kind], self)
            url.setWordWrap(True)
            url.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            set_look(url, "strong")
            for column, widget in enumerate((words, url, self._copy_button(kind))):
                self._grid.addWidget(widget, row, column)
        self._dress()

    def _dress(self) -> None:
        for button in self.copy_buttons.values():
            button.setIcon(icon("copy", self._theme.palette.text_soft))

    def _copy_button(self, kind: ReportKind) -> QPushButton:
        button = self.copy_buttons[kind] = QPushButton(translate("BoxDetails", "Copy"), self)
        what = translate("BoxDetails", "Copy the address for: {report}").format(report=kind_word(kind))
        button.setAccessibleName(what)
        button.setAutoDefault(False)
        button.clicked.connect(self._copy)
        return button

    def _copy(self) -> None:
        sender = self.sender()
        for kind, button in self.copy_buttons.items():
            if button is sender:
                QGuiApplication.clipboard().setText(self._urls[kind])
            words = translate("BoxDetails", "Copied") if button is sender else translate("BoxDetails", "Copy")
            button.setText(words)
