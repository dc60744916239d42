"""The menu behind the three dots: what is not needed every minute, with its keys."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from sophon_monitor.widgets.icons import icon
from sophon_monitor.widgets.site_menu import SiteMenu
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate

THEMES = ("system", "light", "dark")


class MoreMenu(QMenu):
    """Lives on the Qt thread; its owner retranslates it.

    Attributes:
        site_menu: The menu of the site, inside this one.

    Signals:
        walk_asked, hide_faces_asked, message_log_asked: The window has F11, Ctrl+B and Ctrl+L for them.
        verify_asked: A report is to be checked. privacy_asked, purge_asked: The dialogs of that name.
        siting_asked, settings_asked, guide_asked, keys_asked, about_asked: What of that name is to be opened.
        theme_asked: "system", "light" or "dark".
    """

    walk_asked = Signal()
    hide_faces_asked = Signal()
    message_log_asked = Signal()
    verify_asked = Signal()
    privacy_asked = Signal()
    purge_asked = Signal()
    siting_asked = Signal()
    settings_asked = Signal()
    guide_asked = Signal()
    keys_asked = Signal()
    about_asked = Signal()
    theme_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the menu."""
        super().__init__(parent)
        self._theme = theme
        self.site_menu = SiteMenu(theme, self)
        self.addMenu(self.site_menu)
        self.addSeparator()
        self._walk, self._faces, self._siting = self.addAction(""), self.addAction(""), self.addAction("")
        self._faces.setCheckable(True)
        self.addSeparator()
        self._verify, self._privacy, self._purge = self.addAction(""), self.addAction(""), self.addAction("")
        self._log = self.addAction("")
        self.addSeparator()
        self._settings = self.addAction("")
        self._theme_title = self.addAction("")
        self._theme_title.setEnabled(False)
        self._themes = QActionGroup(self)
        for choice in THEMES:
            action = self.addAction("")
            action.setData(choice)
            action.setCheckable(True)
            self._themes.addAction(action)
        self._themes.actions()[0].setChecked(True)
        self.addSeparator()
        self._guide, self._keys, self._about = self.addAction(""), self.addAction(""), self.addAction("")
        self._connect()
        self.dress()
        self.retranslate()

    def _connect(self) -> None:
        self._walk.triggered.connect(self._ask_walk)
        self._faces.triggered.connect(self._ask_hide_faces)
        self._siting.triggered.connect(self._ask_siting)
        self._verify.triggered.connect(self._ask_verify)
        self._privacy.triggered.connect(self._ask_privacy)
        self._purge.triggered.connect(self._ask_purge)
        self._log.triggered.connect(self._ask_message_log)
        self._settings.triggered.connect(self._ask_settings)
        self._themes.triggered.connect(self._ask_theme)
        self._guide.triggered.connect(self._ask_guide)
        self._keys.triggered.connect(self._ask_keys)
        self._about.triggered.connect(self._ask_about)
        self._theme.changed.connect(self.dress)

    def set_faces_hidden(self, hidden: bool) -> None:
        """Mark whether faces are hidden."""
        self._faces.setChecked(hidden)

    def set_theme_choice(self, choice: str) -> None:
        """Mark one of THEMES."""
        for action in self._themes.actions():
            action.setChecked(action.data() == choice)

    def dress(self) -> None:
        """Follow the colours."""
        soft = self._theme.palette.text_soft
        for action, name in ((self._log, "list"), (self._settings, "adjustments"), (self._guide, "info-circle")):
            action.setIcon(icon(name, soft))

    def retranslate(self) -> None:
        """Follow the language."""
        self.site_menu.retranslate()
        self._walk.setText(translate("TopBar", "Walk test on the whole screen") + "\tF11")
        self._faces.setText(translate("TopBar", "Hide all faces") + "\tCtrl+B")
        self._siting.setText(translate("TopBar", "Where to put a camera…"))
        self._privacy.setText(translate("TopBar", "Privacy and retention…"))
        self._purge.setText(translate("TopBar", "Purge…"))
        self._verify.setText(translate("TopBar", "Is a report unaltered?…"))
        self._log.setText(translate("TopBar", "Message log") + "\tCtrl+L")
        self._settings.setText(translate("TopBar", "Settings") + "\tCtrl+,")
        self._theme_title.setText(translate("TopBar", "Colours"))
        for action in self._themes.actions():
            action.setText(theme_word(str(action.data())))
        self._guide.setText(translate("TopBar", "Ten-minute guide") + "\tF1")
        self._keys.setText(translate("TopBar", "Keys") + "\t?")
        self._about.setText(translate("TopBar", "About Sophon Monitor…"))

    # -- what was chosen ---------------------------------------------------------------------------------------------

    def _ask_theme(self, action: QAction) -> None:
        self.theme_asked.emit(str(action.data()))

    def _ask_walk(self) -> None:
        self.walk_asked.emit()

    def _ask_hide_faces(self) -> None:
        self.hide_faces_asked.emit()

    def _ask_siting(self) -> None:
        self.siting_asked.emit()

    def _ask_verify(self) -> None:
        self.verify_asked.emit()

    def _ask_privacy(self) -> None:
        self.privacy_asked.emit()

    def _ask_purge(self) -> None:
        self.purge_asked.emit()

    def _ask_message_log(self) -> None:
        self.message_log_asked.emit()

    def _ask_settings(self) -> None:
        self.settings_asked.emit()

    def _ask_guide(self) -> None:
        self.guide_asked.emit()

    def _ask_keys(self) -> None:
        self.keys_asked.emit()

    def _ask_about(self) -> None:
        self.about_asked.emit()


def theme_word(choice: str) -> str:
    """The word for one of THEMES."""
    match choice:
        case "light":
            return translate("TopBar", "Light")
        case "dark":
            return translate("TopBar", "Dark")
        case _:
            return translate("TopBar", "As the system")
