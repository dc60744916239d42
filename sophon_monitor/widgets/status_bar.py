"""The bar at the bottom: what is online, how much comes in, how fast it is shown, what is kept."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from sophon_monitor.domain.changes import IntakeFigures
from sophon_monitor.qtmodels.message_log_model import size_text
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate


class StatusBar(QFrame):
    """The figures of the whole site. Lives on the Qt thread.

    Signals:
        message_log_asked: The rejected messages were clicked.
    """

    message_log_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start without figures."""
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[IntakeFigures, int, int, float | None] = (IntakeFigures(), 0, 0, None)
        self._pictures_days, self._strangers_hours = 7.0, 8.0
        set_look(self, "bottom")
        self._boxes, self._rate, self._speed = QLabel(self), QLabel(self), QLabel(self)
        self._dropped, self._problem, self._archive = QLabel(self), QLabel(self), QLabel(self)
        self.rejected_button = QPushButton(self)
        self.rejected_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_look(self.rejected_button, "small-link")
        self._lay_out()
        self.rejected_button.clicked.connect(self._ask_message_log)
        self._retranslate()

    def show_figures(
        self, figures: IntakeFigures, boxes_online: int, boxes: int, event_to_screen_ms: float | None
    ) -> None:
        """Show intake's numbers; `event_to_screen_ms` is None until an event has been painted."""
        self._shown = (figures, boxes_online, boxes, event_to_screen_ms)
        self._retranslate()

    def set_retention(self, pictures_days: float, strangers_hours: float) -> None:
        """Say how long pictures are kept, as the settings have it."""
        self._pictures_days, self._strangers_hours = pictures_days, strangers_hours
        self._retranslate()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 3, 12, 3)
        layout.setSpacing(22)
        for widget in (self._boxes, self._rate, self._speed, self.rejected_button, self._dropped):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self._problem)
        layout.addWidget(self._archive)
        for label in (self._boxes, self._rate, self._speed, self._archive):
            set_look(label, "small")
        set_look(self._dropped, "small-warn")
        set_look(self._problem, "small-bad")

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        figures, online, boxes, speed_ms = self._shown
        self.setAccessibleName(translate("StatusBar", "Figures of the site"))
        text = translate("StatusBar", "{online} of %n boxes online", "", boxes)
        self._boxes.setText(text.format(online=online))
        rate = QLocale().toString(figures.events_per_s, "f", 1)
        self._rate.setText(translate("StatusBar", "{rate} events/s").format(rate=rate))
        self._rate.setToolTip(self._counted(figures))
        self._speed.setVisible(speed_ms is not None)
        self._speed.setText(translate("StatusBar", "Event → screen {ms} ms").format(ms=round(speed_ms or 0)))
        self._speed.setToolTip(translate("StatusBar", "From the last byte of an event to its picture on the screen"))
        rejected, dropped = figures.rejected, figures.dropped
        self.rejected_button.setText(translate("StatusBar", "%n rejected messages", "", rejected))
        self.rejected_button.setToolTip(translate("StatusBar", "Open the message log (Ctrl+L)"))
        self._dropped.setVisible(dropped > 0)
        self._dropped.setText(translate("StatusBar", "%n events kept but not shown", "", dropped))
        self._dropped.setToolTip(
            translate("StatusBar", "They came faster than the screen could show them; they are in the archive.")
        )
        problem = _archive_problem(figures.archive_problem)
        self._problem.setVisible(bool(problem))
        self._problem.setText(problem)
        self._archive.setText(self._archive_text(figures))
        self._archive.setToolTip(self._archive_tooltip(figures))

    def _counted(self, figures: IntakeFigures) -> str:
        counts = (figures.received, figures.kept, figures.duplicates, figures.late)
        received, kept, duplicates, late = (QLocale().toString(count) for count in counts)
        text = translate(
            "StatusBar",
            "Messages understood: {received}\nEvents kept: {kept}\nSeen twice: {duplicates}\nFrom earlier: {late}",
        )
        return text.format(received=received, kept=kept, duplicates=duplicates, late=late)

    def _archive_text(self, figures: IntakeFigures) -> str:
        if figures.archive_problem or figures.dropped:  # what is wrong needs the room
            return translate("StatusBar", "Archive {size}").format(size=size_text(figures.archive_bytes))
        text = translate("StatusBar", "Archive {size} · pictures kept {days}, strangers {hours}")
        return text.format(
            size=size_text(figures.archive_bytes),
            days=_span(self._pictures_days, "days"),
            hours=_span(self._strangers_hours, "hours"),
        )

    def _archive_tooltip(self, figures: IntakeFigures) -> str:
        pictures, limit = size_text(figures.picture_bytes), size_text(figures.picture_limit_bytes)
        if not figures.picture_limit_bytes:
            return translate("StatusBar", "Pictures: {pictures}").format(pictures=pictures)
        text = translate("StatusBar", "Pictures: {pictures} of at most {limit}; the oldest go first")
        return text.format(pictures=pictures, limit=limit)

    def _ask_message_log(self) -> None:
        self.message_log_asked.emit()


def _span(amount: float, unit: str) -> str:
    whole = int(amount)
    if amount != whole:
        number = QLocale().toString(amount, "f", 1)
        text = translate("StatusBar", "{n} days") if unit == "days" else translate("StatusBar", "{n} hours")
        return text.format(n=number)
    if unit == "days":
        return translate("StatusBar", "%n days", "", whole)
    return translate("StatusBar", "%n hours", "", whole)


def _archive_problem(code: str) -> str:
    match code:
        case "":
            return ""
        case "disk_full":
            return translate("StatusBar", "Disk full: events are not kept")
        case "read_only":
            return translate("StatusBar", "Archive cannot be written: events are not kept")
        case _:
            return translate("StatusBar", "Archive is failing: events are not kept")
