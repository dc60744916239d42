"""No text of any page or dialog is cut off: at every scale factor, in both languages, at every size of text."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sophon_monitor.widgets.elided_label import ElidedLabel
from sophon_monitor.widgets.text_room import resize_with_text, widen_with_text
from tests.app.fitting_walk import SLACK_PX, cut_texts

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
ROOT = Path(__file__).resolve().parents[2]
TEXTS_AT_LEAST = 3500


def walk(built: Path, scale: str, *words: str) -> dict:
    """What a process at that scale factor found."""
    environment = {**os.environ, "QT_SCALE_FACTOR": scale}
    command = [sys.executable, "-m", "tests.app.fitting_walk", str(built), *words]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


@pytest.mark.parametrize("scale", ["1", "1.25", "1.5", "2"])
def test_that_no_text_is_cut_in_the_smallest_window_at_any_scale(built: Path, scale: str) -> None:
    told = walk(built, scale, "1180", "720")
    assert (told["ratio"], told["window"]) == (float(scale), [1180, 720])
    assert told["looked_at"] > TEXTS_AT_LEAST
    assert told["found"] == []


# Larger text needs a larger window: 18 points are twice the size that the smallest window is meant for.
@pytest.mark.parametrize(("points", "wide", "high"), [("9", 1180, 720), ("13", 1440, 900), ("18", 1920, 1080)])
def test_that_no_text_is_cut_after_the_system_has_changed_the_size_of_text(
    built: Path, points: str, wide: int, high: int
) -> None:
    told = walk(built, "1", str(wide), str(high), points)
    assert told["looked_at"] > TEXTS_AT_LEAST
    assert told["found"] == []


def cut(window: QWidget) -> set[tuple[str, str]]:
    return {(text, why) for _, text, why, lacks in cut_texts(window) if lacks > SLACK_PX}


def test_that_the_walk_finds_what_is_cut(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    label, button, field, combo = QLabel("A label", window), QPushButton("A button", window), QLineEdit(window), None
    wrapped = QLabel("One word and many others that follow it", window)
    wrapped.setWordWrap(True)
    field.setPlaceholderText("A long grey text")
    combo = QComboBox(window)
    combo.addItem("A long item")
    outside = QLabel("Outside", window)
    for place, widget in enumerate((label, button, field, combo, wrapped)):
        widget.setGeometry(0, place * 40, 30, 30)
    outside.setGeometry(180, 0, 100, 30)
    window.resize(200, 300)
    window.show()
    assert {
        ("A label", "width"),
        ("A button", "width"),
        ("A long grey text", "field"),
        ("A long item", "list"),
        ("One word and many others that follow it", "height"),
        ("Outside", "hangs over the edge"),
    } <= cut(window)
    for widget in (label, button, field, combo, wrapped):
        widget.resize(190, 38)
    outside.move(0, 250)
    assert cut(window) == set()


def test_that_an_elided_text_says_all_of_it_to_who_rests_on_it(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtCore import QEvent, QPoint
    from PySide6.QtGui import QHelpEvent
    from PySide6.QtWidgets import QToolTip

    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda place, text, widget: shown.append(text))
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.set_text("Gate <b>1</b> of the warehouse")
    label.resize(60, 20)
    label.show()
    QApplication.sendEvent(label, QHelpEvent(QEvent.Type.ToolTip, QPoint(), QPoint()))
    assert shown == ["<qt>Gate &lt;b&gt;1&lt;/b&gt; of the warehouse</qt>"]
    label.resize(600, 20)
    QApplication.sendEvent(label, QHelpEvent(QEvent.Type.ToolTip, QPoint(), QPoint()))
    assert len(shown) == 1


def test_that_dialogs_and_fields_grow_with_the_text_and_never_above_the_screen(
    qtbot: QtBot, qapp: QApplication
) -> None:
    small = QFont(qapp.font())
    small.setPixelSize(12)
    qapp.setFont(small)
    dialog, field = QDialog(), QLineEdit()
    qtbot.addWidget(dialog)
    column = QVBoxLayout(dialog)
    column.addWidget(field)
    resize_with_text(dialog, 300, 200)
    widen_with_text(field, 100, 120)
    dialog.show()
    assert (dialog.width(), dialog.height(), field.minimumWidth(), field.maximumWidth()) == (300, 200, 100, 120)
    dialog.resize(250, 150)
    dialog.hide()
    dialog.show()
    assert (dialog.width(), dialog.height()) == (250, 150)  # so a person wanted it
    large = QFont(small)
    large.setPixelSize(18)
    qapp.setFont(large)
    QApplication.processEvents()
    assert (dialog.width(), dialog.height(), field.minimumWidth(), field.maximumWidth()) == (450, 300, 150, 180)
    large.setPixelSize(60)
    qapp.setFont(large)
    QApplication.processEvents()
    room = dialog.screen().availableGeometry()
    assert dialog.width() <= room.width()
    assert dialog.height() <= room.height()
