"""The menu "Site": its name, the site as a file, other sites of this profile."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from sophon_monitor.widgets.icons import icon
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate


class SiteMenu(QMenu):
    """Lives on the Qt thread; its owner retranslates it.

    Signals:
        rename_asked, save_asked, open_asked, new_asked: No payload; the wiring asks for name or file.
        site_asked: Name of another site of this profile, to be opened instead of this one.
    """

    rename_asked = Signal()
    save_asked = Signal()
    open_asked = Signal()
    new_asked = Signal()
    site_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the menu; `set_sites` fills the list of other sites."""
        super().__init__(parent)
        self._theme = theme
        self._rename, self._save = self.addAction(""), self.addAction("")
        self._open, self._new = self.addAction(""), self.addAction("")
        self._line = self.addSeparator()
        self._others: list[QAction] = []
        self._rename.triggered.connect(self._ask_rename)
        self._save.triggered.connect(self._ask_save)
        self._open.triggered.connect(self._ask_open)
        self._new.triggered.connect(self._ask_new)
        theme.changed.connect(self.dress)
        self.dress()
        self.retranslate()

    def set_sites(self, names: tuple[str, ...]) -> None:
        """Offer these other sites."""
        for action in self._others:
            self.removeAction(action)
            action.deleteLater()
        self._others = [self.addAction(name.replace("&", "&&")) for name in names]
        for action, name in zip(self._others, names, strict=True):
            action.setData(name)
            action.triggered.connect(self._ask_site)
        self._line.setVisible(bool(names))

    def dress(self) -> None:
        """Follow the colours."""
        soft = self._theme.palette.text_soft
        names = ("pencil", "device-floppy", "file-text", "plus")
        for action, name in zip((self._rename, self._save, self._open, self._new), names, strict=True):
            action.setIcon(icon(name, soft))

    def retranslate(self) -> None:
        """Follow the language."""
        self.setTitle(translate("SiteMenu", "Site"))
        self._rename.setText(translate("SiteMenu", "Rename this site…"))
        self._save.setText(translate("SiteMenu", "Save the site as a file…"))
        self._open.setText(translate("SiteMenu", "Open a site file…"))
        self._new.setText(translate("SiteMenu", "New site…"))

    def _ask_rename(self) -> None:
        self.rename_asked.emit()

    def _ask_save(self) -> None:
        self.save_asked.emit()

    def _ask_open(self) -> None:
        self.open_asked.emit()

    def _ask_new(self) -> None:
        self.new_asked.emit()

    def _ask_site(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.site_asked.emit(str(action.data()))
