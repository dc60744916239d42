"""What the Live page says while there is nothing to compare: why, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from sophon_monitor.domain.site import Box, LinkState, Liveness
from sophon_monitor.qtmodels.site_words import link_reason
from sophon_monitor.widgets.style import set_look

translate = QCoreApplication.translate
TEXT_WIDTH_PX = 440


class LiveEmpty(QFrame):
    """A heading, a sentence, and a button where there is something to press.

    Signals:
        show_all_asked: Events are there, but the filter hides them.
    """

    show_all_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "card")
        self._boxes: tuple[Box, ...] = ()
        self._has_cameras = False
        self._hidden = 0
        self._note = ""
        self.heading = QLabel(self)
        set_look(self.heading, "title")
        self.sentence = QLabel(self)
        set_look(self.sentence, "soft")
        self.sentence.setFixedWidth(TEXT_WIDTH_PX)
        for label in (self.heading, self.sentence):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton(self)
        set_look(self.button, "primary")
        self.button.clicked.connect(self.show_all_asked)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(self.heading)
        middle = QHBoxLayout()  # an aligned label would get the height of one line, however many it needs
        middle.addWidget(self.sentence)
        column.addLayout(middle)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self._retranslate()

    def show_state(self, *, boxes: tuple[Box, ...], has_cameras: bool, hidden: int, note: str) -> None:
        """Say why there is nothing.

        Args:
            boxes: Boxes of the site.
            has_cameras: Whether any camera is known.
            hidden: Events that the person's own filter hides.
            note: Why no events come, a sentence; "" if nothing is known.
        """
        self._boxes, self._has_cameras, self._hidden, self._note = boxes, has_cameras, hidden, note
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        heading, sentence = self._words()
        self.heading.setText(heading)
        self.sentence.setText(sentence)
        self.button.setText(translate("Live", "Show all events"))
        self.button.setAccessibleName(translate("Live", "Show all events"))
        self.button.setVisible(bool(self._hidden))

    def _words(self) -> tuple[str, str]:
        if hidden := self._hidden:
            return (
                translate("Live", "No event matches"),
                translate("Live", "%n events are hidden by the filter.", "", hidden),
            )
        heading = translate("Live", "No recognitions yet")
        if self._note:
            return heading, self._note
        if not self._boxes:
            return heading, translate("Live", "Add a box first; its recognitions appear here by themselves.")
        if (down := self._down()) is not None:
            text = translate("Live", "The events of {box} cannot be read: {reason}. It is tried again by itself.")
            return heading, text.format(box=down.name, reason=link_reason(down.stream.problem, down.address.stream))
        if not self._has_cameras:
            text = translate("Live", "No box has told of a camera yet. Add a camera on the box, in its own web page.")
            return heading, text
        text = translate("Live", "Stand in front of a camera and look at it; you appear here within a second.")
        return heading, text

    def _down(self) -> Box | None:
        silent = [box for box in self._boxes if box.stream.state is LinkState.DOWN]
        up = any(box.stream.state is LinkState.UP and box.liveness is Liveness.ONLINE for box in self._boxes)
        return silent[0] if silent and not up else None
