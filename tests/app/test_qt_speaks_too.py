"""What Qt itself writes is in the language of the window: buttons, menus of fields, file dialog, days and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QLocale
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDateEdit,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFileDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QToolButton,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sophon_monitor.app import languages as languages_file
from sophon_monitor.app.languages import Languages

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
LATIN = re.compile(r"[A-Za-z]{2,}")


@pytest.fixture
def spoken(qapp: QApplication, built: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Languages]:
    monkeypatch.setattr(languages_file, "resources_folder", lambda: built)
    before = QLocale()
    languages = Languages(qapp)
    yield languages
    for translator in languages._installed:
        qapp.removeTranslator(translator)
    QLocale.setDefault(before)


def english(texts: list[str]) -> list[str]:
    """Those with a word of Latin letters, keys left out."""
    return [text for text in texts if LATIN.search(re.sub(r"\t.*|Ctrl\+\w", "", text))]


def test_that_the_buttons_of_every_dialog_are_chinese(qtbot: QtBot, spoken: Languages) -> None:
    spoken.speak("zh_CN")
    kinds = [kind for kind in QDialogButtonBox.StandardButton if kind.value]
    box = QDialogButtonBox()
    qtbot.addWidget(box)
    for kind in kinds:
        box.addButton(kind)
    message, question = QMessageBox(), QInputDialog()
    qtbot.addWidget(message)
    qtbot.addWidget(question)
    message.setStandardButtons(QMessageBox.StandardButton.Close | QMessageBox.StandardButton.Yes)
    question.show()
    texts = [button.text() for part in (box, message, question) for button in part.findChildren(QAbstractButton)]
    assert len(texts) > 15
    assert english(texts) == []


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_that_the_menu_of_a_field_is_chinese(qtbot: QtBot, spoken: Languages, kind: type) -> None:
    spoken.speak("zh_CN")
    field = kind()
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    texts = [action.text() for action in menu.actions()]
    menu.deleteLater()
    assert len(texts) > 6
    assert english(texts) == []


@pytest.mark.parametrize("mode", [QFileDialog.FileMode.ExistingFile, QFileDialog.FileMode.Directory])
def test_that_qts_file_dialog_is_chinese(
    qtbot: QtBot, spoken: Languages, tmp_path: Path, mode: QFileDialog.FileMode
) -> None:
    spoken.speak("zh_CN")
    dialog = QFileDialog(None, "选择", str(tmp_path), "PDF (*.pdf)")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(mode)
    qtbot.addWidget(dialog)
    dialog.show()
    texts = []
    for widget in dialog.findChildren(QWidget):
        if isinstance(widget, (QLabel, QAbstractButton)) and not isinstance(widget.parent(), QComboBox):
            texts += [widget.text(), widget.toolTip()]
        if isinstance(widget, QTreeView):
            model = widget.model()
            texts += [str(model.headerData(place, widget.header().orientation())) for place in range(4)]
    texts += [action.text() for action in dialog.findChildren(QAction)]
    assert len(texts) > 12
    assert english([text for text in texts if str(tmp_path) not in text]) == []


def test_that_days_and_numbers_follow_the_language_while_running(qtbot: QtBot, spoken: Languages) -> None:
    spoken.speak("en")
    window = QWidget()
    qtbot.addWidget(window)
    day, number = QDateEdit(QDate(2026, 3, 1), window), QDoubleSpinBox(window)
    day.setCalendarPopup(True)
    window.show()

    def month() -> str:
        (button,) = day.calendarWidget().findChildren(QToolButton, "qt_calendar_monthbutton")
        return button.text()

    assert month() == "March"
    spoken.speak("zh_CN")
    assert (month(), number.locale().language()) == ("三月", QLocale.Language.Chinese)
    spoken.speak("en")
    assert month() == "March"
