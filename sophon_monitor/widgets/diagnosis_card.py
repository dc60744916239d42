"""The card above the ladder: the cause in one sentence, what it means, and the button that mends it."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from sophon_monitor.widgets.icons import icon
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.theme import Palette, Theme

translate = QCoreApplication.translate

EDGE_PX = 6
RADIUS_PX = 8
COPIED_FOR_MS = 1500


class Tone(Enum):
    """What the card tells."""

    READY = auto()  # nothing has been checked yet
    RUNNING = auto()
    FAULT = auto()
    IN_ORDER = auto()
    STOPPED = auto()


_ICONS = {
    Tone.READY: "search",
    Tone.RUNNING: "activity",
    Tone.FAULT: "alert-triangle",
    Tone.IN_ORDER: "check",
    Tone.STOPPED: "info-circle",
}


class DiagnosisCard(QFrame):
    """Says what it is told to say. Lives on the Qt thread.

    Signals:
        action_asked, copy_asked, run_asked, stop_asked, other_box_asked: The button of that name.
    """

    action_asked = Signal()
    copy_asked = Signal()
    run_asked = Signal()
    stop_asked = Signal()
    other_box_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start as ready."""
        super().__init__(parent)
        self._theme, self.tone = theme, Tone.READY
        self._has_run = False
        set_look(self, "card")
        self._sign = QLabel(self)
        self.heading, self.meaning, self.advice, self.progress = (QLabel(self) for _ in range(4))
        for label, look in (
            (self.heading, "title"),
            (self.meaning, "soft"),
            (self.advice, ""),
            (self.progress, "soft"),
        ):
            set_look(label, look)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.action_button, self.copy_button, self.run_button = (QPushButton(self) for _ in range(3))
        self.stop_button, self.other_button = QPushButton(self), QPushButton(self)
        set_look(self.action_button, "primary")
        self.action_button.clicked.connect(self.action_asked)
        self.copy_button.clicked.connect(self.copy_asked)
        self.run_button.clicked.connect(self.run_asked)
        self.stop_button.clicked.connect(self.stop_asked)
        self.other_button.clicked.connect(self.other_box_asked)
        self._copied = QTimer(self)
        self._copied.setSingleShot(True)
        self._copied.setInterval(COPIED_FOR_MS)
        self._copied.timeout.connect(self._retranslate)
        self._lay_out()
        theme.changed.connect(self._dress)
        self._dress()
        self._retranslate()

    # -- what is shown -----------------------------------------------------------------------------------------------

    def show_words(self, tone: Tone, heading: str, *, meaning: str = "", advice: str = "", progress: str = "") -> None:
        """Show the sentences; an empty one takes no room."""
        self.tone = tone
        for label, text in (
            (self.heading, heading),
            (self.meaning, meaning),
            (self.advice, advice),
            (self.progress, progress),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        self.setAccessibleName(heading)
        self.setAccessibleDescription(" ".join(text for text in (meaning, advice) if text))
        self._dress()

    def show_buttons(self, *, action_text: str, is_running: bool, has_findings: bool, has_run: bool) -> None:
        """Show the buttons that make sense now; the focus stays on one that is seen."""
        had_focus = self.run_button.hasFocus() or self.stop_button.hasFocus()
        self.action_button.setText(action_text)
        self.action_button.setAccessibleName(action_text)
        self.action_button.setVisible(bool(action_text))
        self.copy_button.setVisible(has_findings)
        self.other_button.setVisible(not is_running)
        self._has_run = has_run
        set_look(self.run_button, "" if has_run else "primary")
        self._retranslate()
        seen, hidden = (self.stop_button, self.run_button) if is_running else (self.run_button, self.stop_button)
        seen.show()
        if had_focus:
            seen.setFocus(Qt.FocusReason.OtherFocusReason)
        hidden.hide()

    def tell_copied(self) -> None:
        """Say for a moment that the findings are on the clipboard."""
        self._copied.start()
        self._retranslate()

    # -- making ------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.action_button, self.copy_button, self.run_button, self.stop_button, self.other_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.heading, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE_PX + 16, 14, 18, 16)
        column.setSpacing(6)
        column.addLayout(top)
        for label in (self.meaning, self.advice, self.progress):
            column.addWidget(label)
        column.addSpacing(4)
        column.addLayout(buttons)

    def _dress(self) -> None:
        palette = self._theme.palette
        height = self.heading.fontMetrics().height()
        pixmap = icon(_ICONS[self.tone], self._edge(palette)).pixmap(QSize(height, height), self.devicePixelRatioF())
        self._sign.setPixmap(pixmap)
        self.copy_button.setIcon(icon("copy", palette.text_soft))
        self.update()

    def _edge(self, palette: Palette) -> QColor:
        match self.tone:
            case Tone.READY | Tone.RUNNING:
                return palette.accent
            case Tone.FAULT:
                return palette.bad
            case Tone.IN_ORDER:
                return palette.good
            case Tone.STOPPED:
                return palette.idle

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The card with its left edge in the colour of what it tells."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), RADIUS_PX, RADIUS_PX)
        painter.setClipPath(shape)
        painter.fillRect(0, 0, EDGE_PX, self.height(), self._edge(self._theme.palette))
        painter.end()

    # -- words -------------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language and the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self._dress()

    def _retranslate(self) -> None:
        is_copied = self._copied.isActive()
        texts = (
            (
                self.copy_button,
                translate("Diagnosis", "Copied") if is_copied else translate("Diagnosis", "Copy these findings"),
            ),
            (
                self.run_button,
                translate("Diagnosis", "Run again") if self._has_run else translate("Diagnosis", "Find out why"),
            ),
            (self.stop_button, translate("Diagnosis", "Stop")),
            (self.other_button, translate("Diagnosis", "Another box…")),
        )
        for button, text in texts:
            button.setText(text)
            button.setAccessibleName(text)
        self.copy_button.setToolTip(translate("Diagnosis", "Every step as text, without passwords"))
