"""What is painted by hand has a name for who cannot see it; what Enter and Alt do in a window is never in doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.app.filled_window import FilledWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
PAINTED_AT_LEAST = 12


@pytest.fixture
def filled(qtbot: QtBot) -> Iterator[FilledWindow]:
    filled = FilledWindow()
    qtbot.addWidget(filled.window, before_close_func=lambda w: w.hide())
    filled.fill()
    yield filled
    filled.close()


def is_painted_by_hand(widget: QWidget) -> bool:
    ours = [kind for kind in type(widget).__mro__ if kind.__module__.startswith("sophon_monitor")]
    return any("paintEvent" in vars(kind) for kind in ours)


def test_that_what_is_painted_by_hand_has_a_name(filled: FilledWindow) -> None:
    kinds, nameless = set(), set()
    for name, window in filled.shown():
        for widget in window.findChildren(QWidget):
            if widget.isVisibleTo(window) and is_painted_by_hand(widget):
                interface = QAccessible.queryAccessibleInterface(widget)
                said = interface.text(QAccessible.Text.Name)
                kinds.add(type(widget).__name__)
                if not said.strip() or interface.role() is QAccessible.Role.NoRole:
                    nameless.add((name, type(widget).__name__))
    assert len(kinds) >= PAINTED_AT_LEAST
    assert sorted(nameless) == []


def test_that_enter_and_alt_mean_one_button_in_every_window(filled: FilledWindow) -> None:
    doubtful = set()
    for name, window in filled.shown():
        buttons = [b for b in window.findChildren(QAbstractButton) if b.isVisibleTo(window)]
        letters = Counter(button.shortcut().toString() for button in buttons if not button.shortcut().isEmpty())
        doubtful |= {(name, keys) for keys, count in letters.items() if count > 1}
        if isinstance(window, QDialog):
            defaults = [b.text() for b in buttons if isinstance(b, QPushButton) and b.isDefault()]
            if len(defaults) > 1:
                doubtful.add((name, *defaults))
    assert sorted(doubtful) == []
