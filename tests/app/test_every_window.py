"""Walks over every page and every dialog: texts through the translator, names, tooltips, keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTranslator
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.app.filled_window import FilledWindow, settle

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
    pytest.mark.timeout(240),
]

ROOT = Path(__file__).resolve().parents[2]
# What stands in no translation because it is a name, a number, an address, a key or a unit.
DATA = re.compile(
    r"[\W\d_]*|Sophon Monitor.*|https?://\S+|[\d.:/, -]+|Demo|English|中文|简体中文|Switch to English|切换到中文|"
    r"[\u4e00-\u9fff。，·\d\s.:%/_()-]+|SE[35].*|V[\d.RC]+|[A-Z]{1,5}\d*|"
    r"\d+ (?:px|mm|MB|kB|GB|m|s|ms|h|d)|.*\.(?:pdf|toml)|/p(?:/s)?|Linux|甲.*|\d+"
)
KEYS = re.compile(r"(?:(?:Ctrl|Shift|Alt|Tab|Esc|Enter|Home|End|Page|Space|Backspace|F\d+|[A-Z?+−0-9,–←→↑↓])[\s+,–]*)+")
MARK = "\u27e6"


class PseudoTranslator(QTranslator):
    """Marks every text that comes out of a translation, and makes it a third longer, as other languages do."""

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        said = text if isinstance(text, str) else bytes(text).decode()
        return f"{MARK}{said}{'~' * (len(said) // 3)}\u27e7"

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False


@pytest.fixture
def filled(qtbot: QtBot) -> Iterator[FilledWindow]:
    before = QLocale()
    QLocale.setDefault(QLocale("en"))
    filled = FilledWindow()
    qtbot.addWidget(filled.window, before_close_func=lambda w: w.hide())
    filled.fill()
    yield filled
    filled.close()
    QLocale.setDefault(before)


@pytest.fixture
def pseudo(qapp: QApplication) -> Iterator[PseudoTranslator]:
    translator = PseudoTranslator()
    qapp.installTranslator(translator)
    yield translator
    qapp.removeTranslator(translator)


def test_that_no_dialog_is_left_out(filled: FilledWindow) -> None:
    there = {type(dialog).__name__ for dialog in filled.dialogs}
    known = set()
    for file in (ROOT / "sophon_monitor/widgets").glob("*.py"):
        known |= set(re.findall(r"^class (\w+)\(QDialog\)", file.read_text("utf-8"), re.M))
    assert len(known) > 12
    assert known - there == set()


# -- texts -------------------------------------------------------------------------------------------------------------


def accessible_texts(interface: QAccessibleInterface | None, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Name, description and value of everything that a screen reader would find."""
    if interface is None or not interface.isValid() or depth > 40 or interface.state().invisible:
        return
    role = interface.role()
    if role in (QAccessible.Role.ScrollBar, QAccessible.Role.Splitter):
        return
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Help):
        yield f"{role.name}.{kind.name}", interface.text(kind)
    for number in range(min(interface.childCount(), 300)):
        yield from accessible_texts(interface.child(number), depth + 1)


def widget_texts(window: QWidget) -> Iterator[tuple[str, str]]:
    for widget in (window, *window.findChildren(QWidget)):
        if widget is not window and not widget.isVisibleTo(window):
            continue
        where = f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        yield f"{where}: tooltip", widget.toolTip()
        match widget:
            case QLabel() | QAbstractButton():
                yield where, widget.text()
            case QLineEdit():
                yield f"{where}: placeholder", widget.placeholderText()
            case QComboBox():
                yield from ((where, widget.itemText(place)) for place in range(widget.count()))
            case QMenu():
                yield where, widget.title()
    for action in window.findChildren(QAction):
        if action.text() != "Export...":  # pyqtgraph's own, in a menu that is switched off
            yield "action", action.text()


def bare(texts: Iterator[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those with words in them that did not come out of a translation."""
    found = set()
    for where, text in texts:
        plain = re.sub(r"<[^>]*>|&nbsp;|https?://\S+", " ", (text or "").replace("\u200b", ""))
        while (inner := re.sub(rf"{MARK}[^{MARK}\u27e7]*\u27e7", " ", plain)) != plain:
            plain = inner
        for line in re.split(r"\n|\t", plain):
            for word in re.split(r"\s*[·•—|:;]\s*|, |  +", line):
                if not (DATA.fullmatch(word.strip()) or KEYS.fullmatch(word.strip())):
                    found.add((where, text))
    return found


def test_that_every_text_of_every_page_and_dialog_comes_out_of_a_translation(
    filled: FilledWindow, pseudo: PseudoTranslator
) -> None:
    assert QCoreApplication.translate("Any", "word").startswith(MARK)
    found, seen = set(), 0
    for name, window in filled.shown():
        settle()
        texts = [*widget_texts(window), *accessible_texts(QAccessible.queryAccessibleInterface(window))]
        seen += sum(MARK in (text or "") for _, text in texts)
        found |= {(name, *entry) for entry in bare(iter(texts))}
    assert seen > 800
    assert sorted(found) == []


# -- names -------------------------------------------------------------------------------------------------------------

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QAbstractItemView)


def controls(window: QWidget) -> list[QWidget]:
    """What a person can work with: visible, and not the inside of another control."""
    found = []
    for widget in window.findChildren(QWidget):
        inside = widget.parent()
        if not isinstance(widget, CONTROLS) and widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        if isinstance(inside, (QComboBox, QAbstractSpinBox, QLineEdit, QScrollBar)) or isinstance(widget, QScrollBar):
            continue
        if isinstance(inside, QAbstractScrollArea) and inside.viewport() is widget:
            continue
        if isinstance(widget, QHeaderView) or widget.objectName().startswith("qt_"):
            continue
        if widget.isVisibleTo(window) and widget.isEnabledTo(window):
            found.append(widget)
    return found


def name_of(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def test_that_every_control_has_a_name_and_a_role(filled: FilledWindow) -> None:
    nameless, count = set(), 0
    for name, window in filled.shown():
        for widget in controls(window):
            if isinstance(widget, QAbstractScrollArea) and not isinstance(widget, QAbstractItemView):
                continue
            if isinstance(widget, QLabel) and not widget.text():
                continue
            count += 1
            interface = QAccessible.queryAccessibleInterface(widget)
            role = interface.role() if interface is not None else QAccessible.Role.NoRole
            if not name_of(widget).strip() or role in (QAccessible.Role.NoRole,):
                nameless.add((name, type(widget).__name__, type(widget.parent()).__name__, role.name))
    assert count > 250
    assert sorted(nameless) == []


def test_that_a_tooltip_says_what_a_control_does_not_its_name_again(filled: FilledWindow) -> None:
    repeating, count = set(), 0
    for name, window in filled.shown():
        for widget in controls(window):
            tip = re.sub(r"\s*\([^)]*\)$", "", widget.toolTip()).strip(" .…").casefold()
            if not tip:
                continue
            count += 1
            shown = widget.text() if isinstance(widget, QAbstractButton) else ""
            if tip == shown.replace("&", "").strip(" .…").casefold():
                repeating.add((name, type(widget).__name__, widget.toolTip()))
    assert count > 60
    assert sorted(repeating) == []


def test_that_a_button_with_a_sign_alone_says_in_words_what_it_does(filled: FilledWindow) -> None:
    silent = set()
    for name, window in filled.shown():
        for widget in controls(window):
            if not isinstance(widget, QAbstractButton) or widget.icon().isNull():
                continue
            if not widget.text() and not widget.toolTip():
                silent.add((name, type(widget).__name__, name_of(widget)))
    assert {entry for entry in silent if "QTableCornerButton" not in entry[1]} == set()


# -- keyboard ----------------------------------------------------------------------------------------------------------


def tabbed_through(window: QWidget) -> list[QWidget]:
    """Where Tab leads, from the first control once around."""
    window.activateWindow()
    first = window.nextInFocusChain()
    first.setFocus(Qt.FocusReason.TabFocusReason)
    seen: list[QWidget] = []
    for _ in range(400):
        now = QApplication.focusWidget()
        if seen and now is seen[0] and len(seen) > 1:
            break
        if now is not None and now not in seen:  # a time has two parts, and Tab goes from one to the other
            seen.append(now)
        QTest.keyClick(now or window, Qt.Key.Key_Tab)
    return seen


def wanted_by_tab(window: QWidget) -> list[QWidget]:
    return [widget for widget in controls(window) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]


def test_that_tab_reaches_every_control_and_is_caught_nowhere(filled: FilledWindow) -> None:
    missed = set()
    for name, window in filled.shown():
        seen = tabbed_through(window)
        for widget in wanted_by_tab(window):
            if not any(one is widget or widget.isAncestorOf(one) or one.isAncestorOf(widget) for one in seen):
                missed.add((name, type(widget).__name__, name_of(widget)))
    assert sorted(missed) == []


def test_that_nothing_that_can_be_clicked_is_out_of_reach_of_the_keyboard(filled: FilledWindow) -> None:
    unreachable = set()
    for name, window in filled.shown():
        for widget in controls(window):
            is_button = isinstance(widget, (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox))
            if isinstance(widget, QAbstractButton) and (widget.autoExclusive() or widget.group() is not None):
                continue  # one of several: Tab reaches the chosen one, the arrow keys the others
            if is_button and not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                unreachable.add((name, type(widget).__name__, name_of(widget)))
    assert sorted(unreachable) == []


def test_that_focus_can_be_seen(filled: FilledWindow) -> None:
    unseen, count = set(), 0
    for name, window in filled.shown():
        for widget in wanted_by_tab(window)[:60]:
            widget.clearFocus()
            before = widget.grab().toImage()
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)  # as after a press of Tab
            count += 1
            if not widget.hasFocus():
                continue
            if widget.grab().toImage() == before:
                unseen.add((name, type(widget).__name__, type(widget.parent()).__name__, name_of(widget)))
    assert count > 250
    assert sorted(unseen) == []


def test_that_escape_closes_every_dialog(filled: FilledWindow) -> None:
    open_still = []
    for dialog in filled.dialogs:
        dialog.show()
        settle()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        settle()
        if dialog.isVisible():
            open_still.append(type(dialog).__name__)
            dialog.close()
    assert all(isinstance(dialog, QDialog) for dialog in filled.dialogs)
    assert open_still == []
