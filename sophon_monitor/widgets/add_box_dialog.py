"""Adding a box by its address. Opened with `open()`: nothing is blocked while it stands."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sophon_monitor.domain.site import API_PORT, STREAM_PORT, SYSTEM_PORT, BoxAddress
from sophon_monitor.widgets.address_text import AddressError, parse_address, parse_port
from sophon_monitor.widgets.icons import icon
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate

_USUAL_PORTS = (API_PORT, STREAM_PORT, SYSTEM_PORT)


class AddBoxDialog(QDialog):
    """Asks for address, name and ports. Enter adds, Escape closes. Lives on the Qt thread.

    Signals:
        box_asked: BoxAddress and the name, None where none was given. The dialog has closed by then.
    """

    box_asked = Signal(object, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the dialog; `open()` shows it."""
        super().__init__(parent)
        self._theme = theme
        self._known: dict[BoxAddress, str] = {}
        self.host_field, self.name_field = QLineEdit(self), QLineEdit(self)
        self.port_fields = tuple(QLineEdit(str(usual), self) for usual in _USUAL_PORTS)
        for field in self.port_fields:
            field.setMaxLength(5)
        self._problem, self._hint = QLabel(self), QLabel(self)
        self._host_label, self._name_label = QLabel(self), QLabel(self)
        self._port_labels = tuple(QLabel(self) for _ in range(3))
        self._advanced_button = QPushButton(self)
        self._advanced = QWidget(self)
        self.add_button, self.cancel_button = QPushButton(self), QPushButton(self)
        self._lay_out()
        self._connect()
        self._dress()
        self._retranslate()

    def set_known(self, known: Mapping[BoxAddress, str]) -> None:
        """Say which addresses the site has already, with the names of their boxes."""
        self._known = dict(known)

    # -- making ------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        set_look(self._hint, "soft")
        set_look(self._problem, "bad")
        set_look(self._advanced_button, "quiet")
        set_look(self.add_button, "primary")
        for label in (self._hint, self._problem):
            label.setWordWrap(True)
        self._advanced_button.setCheckable(True)
        self._advanced.hide()
        self._problem.hide()
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        address = QVBoxLayout()
        address.setSpacing(4)
        address.addWidget(self.host_field)
        address.addWidget(self._problem)
        form.addRow(self._host_label, address)
        form.addRow(self._name_label, self.name_field)
        ports = QGridLayout(self._advanced)
        ports.setContentsMargins(4, 0, 0, 0)
        for column, (label, port) in enumerate(zip(self._port_labels, self.port_fields, strict=True)):
            ports.addWidget(label, 0, column)
            ports.addWidget(port, 1, column)
            label.setBuddy(port)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.add_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self._hint)
        layout.addLayout(form)
        layout.addWidget(self._advanced_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._advanced)
        layout.addStretch(1)
        layout.addLayout(buttons)
        self._host_label.setBuddy(self.host_field)
        self._name_label.setBuddy(self.name_field)
        self.setMinimumWidth(460)

    def _connect(self) -> None:
        self.add_button.setDefault(True)
        for button in (self.cancel_button, self._advanced_button):
            button.setAutoDefault(False)
        self.add_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self._advanced_button.toggled.connect(self._show_advanced)
        self.host_field.textEdited.connect(self._forget_problem)
        self._theme.changed.connect(self._dress)

    def _dress(self) -> None:
        name = "chevron-down" if self._advanced_button.isChecked() else "chevron-right"
        self._advanced_button.setIcon(icon(name, self._theme.palette.text_soft))

    # -- words -------------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(translate("AddBox", "Add a box"))
        self._hint.setText(
            translate("AddBox", "The address of the box in this network. Nothing is changed on the box by adding it.")
        )
        self._host_label.setText(translate("AddBox", "Address"))
        self._name_label.setText(translate("AddBox", "Name"))
        self.host_field.setPlaceholderText(translate("AddBox", "192.168.1.180"))
        self.host_field.setAccessibleName(translate("AddBox", "Address of the box"))
        self.host_field.setToolTip(translate("AddBox", "IP address or host name, also address:API:events:system"))
        self.name_field.setPlaceholderText(translate("AddBox", "Empty: the name that the box gives itself"))
        self.name_field.setAccessibleName(translate("AddBox", "Name of the box"))
        self._advanced_button.setText(translate("AddBox", "Advanced"))
        words = (
            translate("AddBox", "API port"),
            translate("AddBox", "Event port"),
            translate("AddBox", "System port"),
        )
        for label, port, word in zip(self._port_labels, self.port_fields, words, strict=True):
            label.setText(word)
            port.setAccessibleName(word)
        self.add_button.setText(translate("AddBox", "Add box"))
        self.cancel_button.setText(translate("AddBox", "Cancel"))

    # -- what is typed -----------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Start in the address field."""
        super().showEvent(event)
        self.host_field.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def accept(self) -> None:
        """Add the box, or say under the field why not."""
        try:
            address = self._address()
        except AddressError as problem:
            self._tell(str(problem))
            return
        if (name := self._known.get(address)) is not None:
            self._tell(translate("AddBox", "{name} has this address already.").format(name=name))
            return
        super().accept()
        self.box_asked.emit(address, self.name_field.text().strip() or None)

    def _address(self) -> BoxAddress:
        address = parse_address(self.host_field.text())
        if address != BoxAddress(address.host):  # ports typed after the address win over the fields below
            return address
        fields = zip(self.port_fields, _USUAL_PORTS, strict=True)
        api, stream, system = (parse_port(field.text().strip() or str(usual)) for field, usual in fields)
        return BoxAddress(address.host, api, stream, system)

    def _tell(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.show()
        self._mark(is_invalid=True)
        self.host_field.setAccessibleDescription(sentence)
        self.host_field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.host_field.selectAll()
        self.adjustSize()

    def _forget_problem(self, _text: str) -> None:
        self._problem.hide()
        self._mark(is_invalid=False)
        self.host_field.setAccessibleDescription("")

    def _mark(self, *, is_invalid: bool) -> None:
        self.host_field.setProperty("invalid", is_invalid)
        self.host_field.style().unpolish(self.host_field)
        self.host_field.style().polish(self.host_field)

    def _show_advanced(self, is_shown: bool) -> None:
        self._advanced.setVisible(is_shown)
        self._dress()
        self.adjustSize()
