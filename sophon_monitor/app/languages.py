"""The language of the window: English in the source, others from the built translations."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QFontDatabase

from sophon_monitor.app.resources import resources_folder

LANGUAGES = ("en", "zh_CN")


def system_language() -> str:
    """The first language of the system that we speak; English where there is none."""
    for wanted in QLocale.system().uiLanguages():
        if wanted.replace("_", "-").lower().startswith("zh"):
            return "zh_CN"
        if wanted.lower().startswith("en"):
            return "en"
    return "en"


class Languages:
    """Which translations are installed. Owned by the window session; lives on the Qt thread."""

    def __init__(self, app: QCoreApplication) -> None:
        """Start with English."""
        self._app = app
        self._installed: list[QTranslator] = []
        self.current = "en"

    def speak(self, language: str) -> bool:
        """Switch to `language` while running. False if its translation is missing: English stays.

        English has a file too: it holds the plural forms.
        """
        for translator in self._installed:
            self._app.removeTranslator(translator)
        self._installed = []
        QLocale.setDefault(QLocale(language))
        own_found = False
        places = (
            (QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), "qtbase_"),
            (str(resources_folder() / "translations"), "sophon_monitor_"),
        )
        for folder, prefix in places:
            translator = QTranslator(self._app)
            if translator.load(f"{prefix}{language}", folder):
                self._app.installTranslator(translator)
                self._installed.append(translator)
                own_found = own_found or prefix == "sophon_monitor_"
        self.current = language
        return own_found or language == "en"


def chinese_font_found() -> bool:
    """False where Chinese letters would be drawn as empty squares."""
    return bool(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))
