"""The language of the window: English in the source, others from the built translations."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QFontDatabase

from sophon_monitor.app.resources import resources_folder

translate = QCoreApplication.translate

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
        _write_numbers_and_days_in(language)
        self.current = language
        return own_found or language == "en"


def _write_numbers_and_days_in(language: str) -> None:
    """A field and its calendar keep the locale that was in force when they were made, unless they are told."""
    if "PySide6.QtWidgets" not in sys.modules:
        return  # a command without a window, perhaps where there is no library for one
    from PySide6.QtWidgets import QApplication

    for window in QApplication.topLevelWidgets():
        window.setLocale(QLocale(language))


def words_that_qt_leaves_in_english() -> tuple[str, ...]:
    """Texts of Qt's own file dialog that Qt's Chinese has not; asked for here, they get into ours."""
    return translate("QFileDialog", "&Look in:"), translate("QFileDialog", "Files of &type:")


def chinese_font_found() -> bool:
    """False where Chinese letters would be drawn as empty squares."""
    return bool(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))
