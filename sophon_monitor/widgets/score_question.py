"""The question "what if the threshold were ...", as a number to type, and its answer in a sentence."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from sophon_monitor.qtmodels.score_scales import ScaleView
from sophon_monitor.widgets.style import set_look

translate = QCoreApplication.translate

FIELD_PADDING_PX = 24


class ScoreQuestion(QWidget):
    """A number field and a sentence; the sentence alone where a threshold means nothing. Never tells a box anything.

    Attributes:
        field: The number.

    Signals:
        asked: A person typed a threshold, or stepped to it.
    """

    asked = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = QLabel(self)
        set_look(self._caption, "soft")
        self.field = QDoubleSpinBox(self)
        self.field.setKeyboardTracking(False)  # half a number is no question
        self.field.setAccelerated(True)
        self.field.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.field.setMaximumWidth(self.fontMetrics().horizontalAdvance("100.00") + FIELD_PADDING_PX)
        self.field.valueChanged.connect(self.asked)
        self._caption.setBuddy(self.field)
        self._sentence = QLabel(self)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._caption)
        row.addWidget(self.field)
        row.addWidget(self._sentence, 1)
        self._retranslate()

    @property
    def sentence(self) -> str:
        """What is said."""
        return self._sentence.text()

    def show_sentence(self, sentence: str, view: ScaleView, at: float | None) -> None:
        """Say what is so at `at` on a scale; without a field where that is None."""
        self._sentence.setText(sentence)
        self.field.setAccessibleDescription(sentence)
        for part in (self._caption, self.field):
            part.setVisible(at is not None)
        if at is None:
            return
        self.field.blockSignals(True)  # shown, not asked
        self.field.setDecimals(view.decimals)
        self.field.setRange(view.low, view.high)
        self.field.setSingleStep(view.step)
        self.field.setValue(at)
        self.field.blockSignals(False)

    def set_tip(self, tip: str) -> None:
        """More about the sentence, for those who rest on it."""
        self._sentence.setToolTip(f"<qt>{escape(tip)}</qt>" if tip else "")

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._caption.setText(translate("Scores", "What if:"))
        self.field.setAccessibleName(translate("Scores", "What if the threshold were"))
        self.field.setToolTip(translate("Scores", "A question only: no box is changed"))
