"""The line above the table: how many events, what came since, how far a long search is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from sophon_monitor.qtmodels.history_wishes import Tally
from sophon_monitor.qtmodels.history_words import counts_text, events_text, news_text
from sophon_monitor.widgets.style import set_look

translate = QCoreApplication.translate


class HistoryLine(QWidget):
    """Counts at the left, a search that takes long at the right.

    Signals:
        news_asked: Show what came since. stop_asked: Do not search any longer.
    """

    news_asked = Signal()
    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing is counted, nothing came."""
        super().__init__(parent)
        self._tally: Tally | None = None
        self._is_counting = False
        self._news = 0
        self._back = ""
        self.sentence, self.counts, self.progress = QLabel(self), QLabel(self), QLabel(self)
        self.news, self.stop = QPushButton(self), QPushButton(self)
        set_look(self.sentence, "strong")
        for label in (self.counts, self.progress):
            set_look(label, "soft")
        for label in (self.sentence, self.counts, self.progress):
            label.setTextFormat(Qt.TextFormat.PlainText)
        for link in (self.news, self.stop):
            set_look(link, "link")
        numbers = QHBoxLayout()
        numbers.setSpacing(4)
        numbers.addWidget(self.sentence)
        numbers.addWidget(self.counts)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(numbers)
        row.addWidget(self.news)
        row.addStretch(1)
        row.addWidget(self.progress)
        row.addWidget(self.stop)
        self.news.clicked.connect(self.news_asked)
        self.stop.clicked.connect(self.stop_asked)
        self._retranslate()

    def show_counts(self, tally: Tally | None, *, is_counting: bool) -> None:
        """Show how many there are; None while that is not known."""
        self._tally, self._is_counting = tally, is_counting
        self._retranslate()

    def show_news(self, count: int) -> None:
        """Show how many came since."""
        self._news = count
        self._retranslate()

    def show_progress(self, back: str) -> None:
        """Show down to which time a search has come; "" while it is not worth saying."""
        self._back = back
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        tally = self._tally
        if tally is None:
            self.sentence.setText("")
            self.counts.setText(translate("History", "Counting…") if self._is_counting else "")
        else:
            self.sentence.setText(events_text(tally.events, is_complete=tally.is_complete))
            rest = counts_text(tally.judged, tally.wrong, tally.repeated)
            self.counts.setText("".join(f"· {part} " for part in rest).rstrip())
        news = translate("History", "{news} · show").format(news=news_text(self._news)) if self._news else ""
        self.news.setText(news)
        self.news.setAccessibleName(news)
        self.news.setVisible(bool(news))
        self.progress.setText(translate("History", "Searching, back to {time}…").format(time=self._back))
        self.stop.setText(translate("History", "Stop"))
        for widget in (self.progress, self.stop):
            widget.setVisible(bool(self._back))
