"""Name and ports of one box, for whoever adds a single one by its address."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from sophon_monitor.domain.site import BoxAddress
from sophon_monitor.widgets.address_text import parse_port
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.text_room import widen_with_text

translate = QCoreApplication.translate

PORT_PX = 72  # five digits


class SingleBoxFields(QWidget):
    """What is left empty stays as the address line says it. Lives on the Qt thread.

    Signals:
        changed: A field was edited.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.name = QLineEdit(self)
        self.name.setMaxLength(100)
        self.ports = tuple(QLineEdit(self) for _ in range(3))
        self._name_label = QLabel(self)
        self._port_labels = tuple(QLabel(self) for _ in range(3))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._name_label)
        layout.addWidget(self.name, 1)
        for label, field in zip(self._port_labels, self.ports, strict=True):
            set_look(label, "soft")
            label.setBuddy(field)
            field.setMaxLength(5)
            widen_with_text(field, PORT_PX, PORT_PX)
            layout.addWidget(label)
            layout.addWidget(field)
        self._name_label.setBuddy(self.name)
        for field in (self.name, *self.ports):
            field.textChanged.connect(self.changed)
        self._retranslate()

    def clear(self) -> None:
        """Forget what was typed."""
        for field in (self.name, *self.ports):
            field.clear()

    def show_line(self, address: BoxAddress, name: str | None) -> None:
        """Show as placeholders what the address line says."""
        self.name.setPlaceholderText(name or "")
        for field, port in zip(self.ports, (address.api, address.stream, address.system), strict=True):
            field.setPlaceholderText(str(port))

    def applied(self, address: BoxAddress, name: str | None) -> tuple[BoxAddress, str | None]:
        """Address and name with what was typed here.

        Raises:
            AddressError: A port is none; the text is the sentence for the person.
        """
        usual = (address.api, address.stream, address.system)
        api, stream, system = (
            parse_port(field.text().strip()) if field.text().strip() else port
            for field, port in zip(self.ports, usual, strict=True)
        )
        return BoxAddress(address.host, api, stream, system), self.name.text().strip() or name

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._name_label.setText(translate("AddBox", "Name"))
        self.name.setAccessibleName(translate("AddBox", "Name, if you like"))
        words = (
            (translate("AddBox", "API"), translate("AddBox", "Port of the API")),
            (translate("AddBox", "Events"), translate("AddBox", "Port of the event stream")),
            (translate("AddBox", "System"), translate("AddBox", "Port of the system figures")),
        )
        for label, field, (word, spoken) in zip(self._port_labels, self.ports, words, strict=True):
            label.setText(word)
            field.setAccessibleName(spoken)
            field.setToolTip(spoken)
