"""What stands at each address of a list: looked at, being looked at, or of the site already."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from sophon_monitor.widgets.style import set_look


@dataclass(frozen=True, slots=True)
class LookLine:
    """One line under an address.

    Attributes:
        look: A look of QLabel (`style.py`): "", "soft", "warn", "bad".
    """

    text: str
    look: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """One address: heading and lines."""

    title: str
    lines: tuple[LookLine, ...] = ()


class LookList(QScrollArea):
    """Scrolls; lives on the Qt thread. Labels are kept and refilled, as lines come one by one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._body = QWidget(self)
        self._layout = QVBoxLayout(self._body)
        self._layout.setContentsMargins(0, 0, 8, 0)
        self._layout.setSpacing(10)
        self._layout.addStretch(1)
        self._rows: list[_Row] = []
        self.setWidget(self._body)
        self._body.setAutoFillBackground(False)  # the dialog's own ground shows through
        self.viewport().setAutoFillBackground(False)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_looks(self, looks: tuple[Look, ...]) -> None:
        """Show these in this order."""
        while len(self._rows) > len(looks):
            row = self._rows.pop()
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self._rows) < len(looks):
            row = _Row(self._body)
            self._layout.insertWidget(len(self._rows), row)
            self._rows.append(row)
        for row, look in zip(self._rows, looks, strict=True):
            row.fill(look)

    def texts(self) -> tuple[str, ...]:
        """What is shown, a string per address with its lines."""
        return tuple(row.text() for row in self._rows)


class _Row(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._look: Look | None = None
        self._labels: list[QLabel] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(1)

    def fill(self, look: Look) -> None:
        if look == self._look:
            return
        self._look = look
        lines = (LookLine(look.title, "strong") if look.title else None, *look.lines)
        wanted = [line for line in lines if line is not None]
        while len(self._labels) < len(wanted):
            label = QLabel(self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._layout.addWidget(label)
            self._labels.append(label)
        for number, label in enumerate(self._labels):
            label.setVisible(number < len(wanted))
            if number < len(wanted):
                set_look(label, wanted[number].look)
                label.setText(wanted[number].text)

    def text(self) -> str:
        look = self._look
        return "" if look is None else "\n".join((look.title, *(line.text for line in look.lines)))
