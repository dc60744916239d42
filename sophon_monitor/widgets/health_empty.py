"""What stands on the Health page while the site has no box: what to do, with the button that does it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from sophon_monitor.widgets.style import set_look

translate = QCoreApplication.translate


class EmptyHealth(QWidget):
    """One sentence and one button.

    Attributes:
        button: Adds a box.

    Signals:
        add_asked: The button.
    """

    add_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = QLabel(self)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton(self)
        set_look(self.button, "primary")
        self.button.clicked.connect(self.add_asked)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self._text)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._text.setText(translate("Health", "No box yet. Add one to see its CPU, memory and disk over time."))
        self.button.setText(translate("Health", "Add a box"))
        self.button.setAccessibleName(translate("Health", "Add a box"))
