"""About the program: versions, where data lies, and the licences of all parts."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sophon_monitor.qtmodels.program_parts import AboutFacts
from sophon_monitor.widgets.style import set_look
from sophon_monitor.widgets.text_room import resize_with_text

translate = QCoreApplication.translate


class AboutDialog(QDialog):
    """Opened with `open()`; lives on the Qt thread.

    Signals:
        folder_asked: The profile's folder is to be opened.
        support_bundle_asked: Diagnostics are to be written to a file.
    """

    folder_asked = Signal()
    support_bundle_asked = Signal()

    def __init__(self, facts: AboutFacts, parent: QWidget | None = None) -> None:
        """Show the facts; the parts come with `show_facts` when they have been read."""
        super().__init__(parent)
        self._facts = facts
        self.title, self.what, self.parts_title = QLabel(self), QLabel(self), QLabel(self)
        self._names = {name: QLabel(self) for name in ("version", "system", "python", "qt", "profile", "site")}
        self.values = {name: QLabel(self) for name in self._names}
        self.parts, self.licence = QListWidget(self), QPlainTextEdit(self)
        self.copy_button, self.folder_button, self.bundle_button, self.close_button = (
            QPushButton(self) for _ in range(4)
        )
        self._lay_out()
        self.parts.currentRowChanged.connect(self._show_licence)
        self.copy_button.clicked.connect(self._copy)
        self.folder_button.clicked.connect(self.folder_asked)
        self.bundle_button.clicked.connect(self.support_bundle_asked)
        self.close_button.clicked.connect(self.close)
        self._retranslate()
        self.show_facts(facts)

    def _lay_out(self) -> None:
        set_look(self.title, "title")
        set_look(self.what, "soft")
        set_look(self.parts_title, "heading")
        set_look(self.licence, "code")
        self.what.setWordWrap(True)
        self.licence.setReadOnly(True)
        self.licence.setTabChangesFocus(True)
        set_look(self.parts, "guide")
        self.parts.setMinimumWidth(300)
        self.parts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.close_button.setDefault(True)
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(5)
        for name, label in self._names.items():
            set_look(label, "soft")
            value = self.values[name]
            value.setTextFormat(Qt.TextFormat.PlainText)
            value.setWordWrap(True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            form.addRow(label, value)
        lists = QHBoxLayout()
        lists.addWidget(self.parts, 2)
        lists.addWidget(self.licence, 5)
        bottom = QHBoxLayout()
        for button in (self.copy_button, self.folder_button, self.bundle_button):
            bottom.addWidget(button)
        bottom.addStretch(1)
        bottom.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(11)
        column.addWidget(self.title)
        column.addWidget(self.what)
        column.addLayout(form)
        column.addWidget(self.parts_title)
        column.addLayout(lists, 1)
        column.addLayout(bottom)
        resize_with_text(self, 860, 640)

    def show_facts(self, facts: AboutFacts) -> None:
        """Show versions, places and parts."""
        self._facts = facts
        texts = {
            "version": facts.version,
            "system": facts.system,
            "python": facts.python,
            "qt": facts.qt,
            "profile": str(facts.profile),
            "site": str(facts.site),
        }
        for name, text in texts.items():
            self.values[name].setText(text)
        self.parts.clear()
        for part in facts.parts:
            licence = f"  ({part.licence})" if part.licence else ""
            self.parts.addItem(f"{part.name} {part.version}{licence}".replace("  ", " "))
        if facts.parts:
            self.parts.setCurrentRow(0)

    def _show_licence(self, row: int) -> None:
        has_one = 0 <= row < len(self._facts.parts)
        self.licence.setPlainText(self._facts.parts[row].text if has_one else "")

    def _copy(self) -> None:
        facts = self._facts
        lines = [f"Sophon Monitor {facts.version}", facts.system, f"Python {facts.python}, Qt {facts.qt}"]
        lines += [f"{part.name} {part.version}" for part in facts.parts]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.copy_button.setText(translate("About", "Copied"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(translate("About", "About Sophon Monitor"))
        self.title.setText(translate("About", "Sophon Monitor"))
        self.what.setText(
            translate(
                "About",
                "Find, watch and sign off Sophon face-recognition boxes on site. It speaks with the boxes of the site "
                "and with nobody else; everything it keeps stays on this computer.",
            )
        )
        names = {
            "version": translate("About", "Version"),
            "system": translate("About", "System"),
            "python": translate("About", "Python"),
            "qt": translate("About", "Qt"),
            "profile": translate("About", "Everything it keeps"),
            "site": translate("About", "This site"),
        }
        for name, text in names.items():
            self._names[name].setText(text)
        self.parts_title.setText(translate("About", "Parts and their licences"))
        self.parts.setAccessibleName(translate("About", "Parts and their licences"))
        self.licence.setAccessibleName(translate("About", "Licence of the chosen part"))
        self.copy_button.setText(translate("About", "Copy versions"))
        self.copy_button.setToolTip(translate("About", "For a mail to support: versions only, nothing of the site"))
        self.folder_button.setText(translate("About", "Open the folder"))
        self.folder_button.setToolTip(translate("About", "Archive, pictures, reports, logs and settings"))
        self.bundle_button.setText(translate("About", "Make a support bundle…"))
        self.bundle_button.setToolTip(translate("About", "Diagnostics in one file, without faces, names or secrets"))
        self.close_button.setText(translate("About", "Close"))
