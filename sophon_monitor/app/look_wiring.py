"""Language, colours and size of text: as a person chose, or as the system has them, while the program runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QApplication

from sophon_monitor.app.languages import Languages, system_language
from sophon_monitor.app.resources import palette_tables, resources_folder
from sophon_monitor.widgets.icons import install_icons
from sophon_monitor.widgets.style import apply_style, install_pictures
from sophon_monitor.widgets.system_font import SystemFont
from sophon_monitor.widgets.theme import Theme, palette_from

if TYPE_CHECKING:
    from sophon_monitor.app.window_command import Start
    from sophon_monitor.widgets.main_window import MainWindow


class LookWiring(QObject):
    """Owned by the wiring; lives on the Qt thread.

    Attributes:
        theme: The colours in force.
    """

    def __init__(self, app: QApplication, start: Start, languages: Languages) -> None:
        """Dress the application, before the first widget is made."""
        super().__init__()
        self._app, self._start, self._languages = app, start, languages
        self._window: MainWindow | None = None
        tables = palette_tables()
        dark = is_dark(self._choice())
        self.theme = Theme(palette_from(tables["light"]), palette_from(tables["dark"]), is_dark=dark)
        install_icons(_icon_bytes)
        install_pictures(str(resources_folder() / "icons"))
        apply_style(app, self.theme)

    def attach(self, window: MainWindow) -> None:
        """Hear what the person chooses in the window, and what the system changes."""
        self._window = window
        self.setParent(window)
        window.top_bar.set_theme_choice(self._choice())
        window.top_bar.language_asked.connect(self.speak)
        window.top_bar.theme_asked.connect(self.choose_theme)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system_theme)
        SystemFont(window).changed.connect(self._follow_system_font)
        self.theme.changed.connect(self._restyle)

    def _choice(self) -> str:
        return str(self._start.arguments.theme or self._start.settings.theme)

    @Slot(str)
    def speak(self, language: str) -> None:
        """Switch to "en", "zh_CN" or "system"."""
        self._start.settings.language = language
        self._languages.speak(system_language() if language == "system" else language)

    @Slot(str)
    def choose_theme(self, theme: str) -> None:
        """Switch to "light", "dark" or "system"."""
        self._start.settings.theme = self._start.arguments.theme = theme
        self.theme.set_dark(is_dark(theme))
        if self._window is not None:
            self._window.top_bar.set_theme_choice(theme)

    @Slot()
    def _follow_system_theme(self) -> None:
        self.theme.set_dark(is_dark(self._choice()))

    @Slot(QFont)
    def _follow_system_font(self, font: QFont) -> None:
        apply_style(self._app, self.theme, font)

    @Slot()
    def _restyle(self) -> None:
        apply_style(self._app, self.theme)


def is_dark(theme: str) -> bool:
    """Whether that choice means dark colours now."""
    if theme == "system":
        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return theme == "dark"


def _icon_bytes(name: str) -> bytes:
    return (resources_folder() / "icons" / f"{name}.svg").read_bytes()
