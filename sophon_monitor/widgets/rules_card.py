"""The site's rules at a glance, and who judges."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from sophon_monitor.domain.sign_off import LONGEST_NAME, Rules
from sophon_monitor.qtmodels.sign_off_words import rules_words
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.text_room import widen_with_text

translate = QCoreApplication.translate

INSPECTOR_LEAST_PX, INSPECTOR_PX = 100, 150
SHARES = (5, 5, 2, 3, 3)  # of the width, as long as the texts are


class RulesCard(QFrame):
    """Captions and values in one row. Lives on the Qt thread.

    Signals:
        inspector_named: The name, when the field is left.
    """

    inspector_named = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show the default rules."""
        super().__init__(parent)
        set_look(self, "card")
        self._rules = Rules()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._captions = [QLabel(self) for _ in rules_words(self._rules)]
        self._values = [QLabel(self) for _ in self._captions]
        self._inspector_caption = QLabel(self)
        self.inspector = QLineEdit(self)
        self.inspector.setMaxLength(LONGEST_NAME)
        widen_with_text(self.inspector, INSPECTOR_LEAST_PX, INSPECTOR_PX)
        self.inspector.editingFinished.connect(self._tell)
        self._told = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 12)
        row.setSpacing(26)
        for caption, value, stretch in zip(self._captions, self._values, SHARES, strict=True):
            set_look(caption, "soft")
            set_look(value, "strong")
            value.setWordWrap(True)
            row.addLayout(_column(caption, value), stretch)
        set_look(self._inspector_caption, "soft")
        self._inspector_caption.setBuddy(self.inspector)
        row.addLayout(_column(self._inspector_caption, self.inspector), 2)
        self._retranslate()

    def show_rules(self, rules: Rules, inspector: str) -> None:
        """Show these; what is being typed is not overwritten."""
        self._rules = rules
        if not self.inspector.hasFocus():
            self._told = inspector
            self.inspector.setText(inspector)
        self._retranslate()

    def _tell(self) -> None:
        name = self.inspector.text().strip()
        if name != self._told:
            self._told = name
            self.inspector_named.emit(name)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        said = rules_words(self._rules)
        for (name, text), caption, value in zip(said, self._captions, self._values, strict=True):
            caption.setText(name)
            value.setText(text)
        self._inspector_caption.setText(translate("SignOff", "Inspector"))
        self.inspector.setPlaceholderText(translate("SignOff", "Your name"))
        self.inspector.setAccessibleName(translate("SignOff", "Inspector"))
        self.inspector.setToolTip(translate("SignOff", "Stands beside each verdict and in the report"))


def _column(caption: QLabel, value: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(caption)
    column.addWidget(value, 0, Qt.AlignmentFlag.AlignTop if isinstance(value, QLabel) else Qt.AlignmentFlag(0))
    column.addStretch(1)
    return column
