"""The whole window speaks another language while it runs: no text stays behind, and none is lost on the way back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QLocale, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from sophon_monitor.app import languages as languages_file
from sophon_monitor.app.languages import Languages
from sophon_monitor.domain.changes import (
    CameraChanged,
)
from sophon_monitor.widgets.feed_filter_popup import FeedFilterPopup
from sophon_monitor.widgets.style import apply_style
from tests.app.filled_window import FilledWindow, settle, site
from tests.widgets.frame_site import camera, theme

# What a Chinese installer reads in Latin letters too: names of things, keys and units.
ALLOWED = re.compile(
    r"Sophon Monitor|Sophon|[A-Z]?https?://\S*|url\b|CPU|TPU|IPC?|MAC|ID|SN|S/N|VIP|WebSocket|HTTP|RTSP|JSON|API|SE[35]|"
    r"Ctrl\+(?:Shift\+)?[\w,]|Esc|Enter|Home|Shift|End|Tab|Space|Backspace|Page|[kMG]B|px|mm\b|LAN|Android|1080p|"
    r"settings\.toml|Linux|Python|Qt|MIT|/data|(?:Switch to )?English|GB28181|UTF-8|CSV|"
    r"PDF|Excel|\.xlsx|\.csv|\.jsonl|UTC(?:[+-][\d:]+)?|V\d[\w.]*"
)
LATIN = re.compile(r"[A-Za-z]{2,}")
ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


@pytest.fixture
def spoken(qapp: QApplication, built: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Languages]:
    monkeypatch.setattr(languages_file, "resources_folder", lambda: built)
    before = QLocale()
    languages = Languages(qapp)
    yield languages
    for translator in languages._installed:
        qapp.removeTranslator(translator)
    QLocale.setDefault(before)


@pytest.fixture
def program(qtbot: QtBot, spoken: Languages) -> Iterator[FilledWindow]:
    spoken.speak("en")
    program = FilledWindow()
    qtbot.addWidget(program.window, before_close_func=lambda w: w.hide())
    program.window.show()
    yield program
    program.close()


def texts(window: QWidget) -> list[tuple[str, str]]:
    """(where, text) of everything that a person reads or a screen reader says."""
    found = []
    for widget in (window, *window.findChildren(QWidget)):
        where = f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        found += [(where, text) for text in _texts_of(widget)]
        if isinstance(widget, QAbstractItemView):
            found += [(where, text) for text in _model_texts(widget.model())]
    # pyqtgraph's own, in a menu of plots that is switched off; it comes with the first plot, which a timer makes.
    found += [("action", a.text()) for a in window.findChildren(QAction) if a.text() != "Export..."]
    return [(where, re.sub(r"<[^>]*>|&nbsp;", " ", text)) for where, text in found if text]


def _texts_of(widget: QWidget) -> list[str]:
    found = [widget.windowTitle(), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
    match widget:
        case QLabel() | QAbstractButton():
            found.append(widget.text())
        case QLineEdit():
            found.append(widget.placeholderText())
    return found


def _model_texts(model: QAbstractItemModel | None, parent: QModelIndex | None = None) -> list[str]:
    if model is None:
        return []
    parent = parent or QModelIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)  # a list has it private
    found = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(columns)]
    for row in range(model.rowCount(parent)):
        for column in range(columns):
            index = model.index(row, column, parent)
            found += [model.data(index, role) for role in ROLES]
            found += _model_texts(model, index)
    return [text for text in found if isinstance(text, str)]


def english(window: QWidget) -> list[tuple[str, str]]:
    return [(where, text) for where, text in texts(window) if LATIN.search(ALLOWED.sub("", text))]


def test_that_no_text_of_the_window_stays_english(program: FilledWindow, spoken: Languages) -> None:
    program.fill()
    assert spoken.speak("zh_CN")
    settle()
    assert sorted(set(english(program.window))) == []


def test_that_no_text_of_an_empty_site_stays_english(program: FilledWindow, spoken: Languages, qtbot: QtBot) -> None:
    program.window.show_page("health")
    spoken.speak("zh_CN")
    settle()
    assert sorted(set(english(program.window))) == []


def test_that_what_comes_later_comes_in_the_language_of_now(program: FilledWindow, spoken: Languages) -> None:
    spoken.speak("zh_CN")
    program.fill()
    settle()
    assert sorted(set(english(program.window))) == []


def settled(window: QWidget) -> set[tuple[str, str]]:
    """English texts, without those of Health's cards: they come by a timer that a slow machine reaches in between."""
    return {(where, text) for where, text in english(window) if "HealthCard" not in where}


def test_that_the_way_back_ends_where_it_began(program: FilledWindow, spoken: Languages) -> None:
    program.fill()
    before = settled(program.window)
    assert len(before) > 100
    spoken.speak("zh_CN")
    assert spoken.speak("en")
    QApplication.processEvents()
    assert settled(program.window) == before


def test_that_english_counts_one_box_in_the_singular(program: FilledWindow) -> None:
    program.model.apply(site()[:2])
    assert program.window.site_panel.headline.text() == "SITE · 1 BOX · 1 CAMERA"


def test_that_a_missing_translation_is_said_and_english_stays(
    qapp: QApplication, spoken: Languages, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(languages_file, "resources_folder", lambda: tmp_path)
    assert not spoken.speak("zh_CN")
    assert qapp.translate("SitePanel", "Rename") == "Rename"


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_that_the_empty_page_shows_its_sentence_whole(program: FilledWindow, spoken: Languages, language: str) -> None:
    spoken.speak(language)
    changes = (*site()[:1], CameraChanged(camera("1", "A", "闸机一")))
    program.model.apply(changes)
    program.pages.feed_model.apply(changes)
    QApplication.processEvents()
    sentence = program.pages.live.empty.sentence
    assert sentence.isVisible()
    assert sentence.height() >= sentence.heightForWidth(sentence.width())


def test_that_a_typed_score_of_the_filter_can_be_read(qapp: QApplication, program: FilledWindow) -> None:
    apply_style(qapp, theme())
    popup = program.pages.live.feed.findChild(FeedFilterPopup)
    assert popup is not None
    popup.open_below(program.pages.live)
    for spin in (popup.percent, popup.ratio):
        assert spin.lineEdit().width() > spin.fontMetrics().horizontalAdvance(spin.text())
    popup.hide()
    qapp.setStyleSheet("")
