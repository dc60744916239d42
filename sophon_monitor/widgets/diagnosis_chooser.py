"""Which box is to be checked: one of the site, or an address."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from sophon_monitor.domain.site import BoxAddress, BoxKey
from sophon_monitor.widgets.address_text import AddressError, parse_address
from sophon_monitor.widgets.style import set_look

translate = QCoreApplication.translate

WIDTH_PX = 720

Choice = tuple[BoxKey, str, BoxAddress]


class DiagnosisChooser(QFrame):
    """A list of the site's boxes and a field for any other address. Lives on the Qt thread.

    Signals:
        chosen: BoxAddress, and the box's name ("" for an address that was typed).
    """

    chosen = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without boxes."""
        super().__init__(parent)
        set_look(self, "card")
        self.setMaximumWidth(WIDTH_PX)
        self._boxes: tuple[Choice, ...] = ()
        self._title, self._lead, self._problem = QLabel(self), QLabel(self), QLabel(self)
        self._box_label, self._host_label = QLabel(self), QLabel(self)
        self.box_list = QComboBox(self)
        self.host_field = QLineEdit(self)
        self.box_button, self.host_button = QPushButton(self), QPushButton(self)
        self._lay_out()
        self.setTabOrder(self.box_list, self.box_button)
        self.setTabOrder(self.box_button, self.host_field)
        self.box_button.clicked.connect(self._choose_box)
        self.host_button.clicked.connect(self._choose_host)
        self.host_field.returnPressed.connect(self._choose_host)
        self.host_field.textEdited.connect(self._forget_problem)
        self._retranslate()

    def set_boxes(self, boxes: tuple[Choice, ...]) -> None:
        """Offer these boxes; the one that is chosen stays so while it exists."""
        if boxes == self._boxes:
            return
        chosen = self.box_list.currentData()
        self._boxes = boxes
        self.box_list.clear()
        for key, name, address in boxes:
            self.box_list.addItem(name if name == address.host else f"{name} · {address.host}", key)
        self.box_list.setCurrentIndex(max(0, self.box_list.findData(chosen)) if boxes else -1)
        self._show_rows()

    def focus_first(self) -> None:
        """Put the keyboard where a person begins."""
        (self.box_list if self._boxes else self.host_field).setFocus(Qt.FocusReason.OtherFocusReason)

    # -- making ------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        for label, look in ((self._title, "title"), (self._lead, "soft"), (self._problem, "bad")):
            set_look(label, look)
            label.setWordWrap(True)
        set_look(self.box_button, "primary")
        self._box_label.setBuddy(self.box_list)
        self._host_label.setBuddy(self.host_field)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for place, row in enumerate(
            ((self._box_label, self.box_list, self.box_button), (self._host_label, self.host_field, self.host_button))
        ):
            for column, widget in enumerate(row):
                grid.addWidget(widget, place, column)
        grid.addWidget(self._problem, 2, 1, 1, 2)
        self._problem.hide()
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(22, 16, 22, 18)
        column_.setSpacing(8)
        column_.addWidget(self._title)
        column_.addWidget(self._lead)
        column_.addSpacing(6)
        column_.addLayout(grid)
        self._show_rows()

    def _show_rows(self) -> None:
        for widget in (self._box_label, self.box_list, self.box_button):
            widget.setVisible(bool(self._boxes))
        set_look(self.host_button, "" if self._boxes else "primary")
        self._retranslate()

    # -- words -------------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._title.setText(translate("Diagnosis", "Which box sends no events?"))
        self._lead.setText(
            translate(
                "Diagnosis",
                "The way from the box to this computer is checked step by step, in a few seconds. "
                "Nothing is changed on the box.",
            )
        )
        self._box_label.setText(translate("Diagnosis", "Box of this site"))
        self._host_label.setText(
            translate("Diagnosis", "Or another address") if self._boxes else translate("Diagnosis", "Address")
        )
        self.box_list.setAccessibleName(translate("Diagnosis", "Box of this site"))
        self.host_field.setAccessibleName(translate("Diagnosis", "Address of the box"))
        self.host_field.setPlaceholderText(translate("Diagnosis", "such as 192.168.1.180"))
        find_out = translate("Diagnosis", "Find out why")
        self.box_button.setText(find_out)
        self.host_button.setText(find_out)
        self.box_button.setAccessibleName(translate("Diagnosis", "Find out why this box sends no events"))
        self.host_button.setAccessibleName(
            translate("Diagnosis", "Find out why the box at this address sends no events")
        )

    # -- what was pressed --------------------------------------------------------------------------------------------

    def _choose_box(self) -> None:
        index = self.box_list.currentIndex()
        if 0 <= index < len(self._boxes):
            _, name, address = self._boxes[index]
            self.chosen.emit(address, name)

    def _choose_host(self) -> None:
        try:
            address = parse_address(self.host_field.text())
        except AddressError as problem:
            self._problem.setText(str(problem))
            self._problem.show()
            self.host_field.setAccessibleDescription(str(problem))
            self.host_field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.host_field.selectAll()
            return
        known = next((name for _, name, other in self._boxes if other == address), "")
        self.chosen.emit(address, known)

    def _forget_problem(self, _text: str) -> None:
        self._problem.hide()
        self.host_field.setAccessibleDescription("")
