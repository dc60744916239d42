"""Which texts are cut off? Every page and dialog in both languages, at one scale factor or size of text.

`QT_SCALE_FACTOR=1.5 python -m tests.app.fitting_walk FOLDER_OF_QM WIDTH HEIGHT [POINTS]` writes what it found as JSON,
on a display of that many logical pixels, which the window fills. A process of its own: Qt reads the factor once.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

# Hints are rounded up, widths down.
SLACK_PX = 1
REST_MS = 400


@dataclass(frozen=True, slots=True)
class CutText:
    """One text that has less room than it needs; `lacks` in logical pixels."""

    language: str
    window: str
    widget: str
    text: str
    why: str
    lacks: int


def display(width: float, height: float) -> str:
    """What QT_QPA_PLATFORM must say for a display of so many pixels."""
    screen = {"name": "one", "x": 0, "y": 0, "width": round(width), "height": round(height)}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    file = Path(tempfile.mkdtemp()) / "screens.json"
    file.write_text(json.dumps({"screens": [screen]}), "utf-8")
    return f"offscreen:configfile={file}"


def main() -> int:
    """Walk, and tell."""
    scale, wide, high = float(os.environ.get("QT_SCALE_FACTOR", "1")), int(sys.argv[2]), int(sys.argv[3])
    os.environ["QT_QPA_PLATFORM"] = display(wide * scale, high * scale)
    from PySide6.QtGui import QFont
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from sophon_monitor.app import languages as languages_file
    from sophon_monitor.app.languages import Languages
    from sophon_monitor.widgets.style import apply_style, install_pictures

    app = QApplication([])
    languages_file.resources_folder = lambda: Path(sys.argv[1])
    languages = Languages(app)
    install_pictures(str(Path(__file__).resolve().parents[2] / "resources/icons"))
    from tests.app.filled_window import FilledWindow, settle

    found: list[CutText] = []
    looked_at = 0
    filled = FilledWindow()
    filled.window.resize(wide, high)
    filled.fill()
    if len(sys.argv) > 4:  # while everything stands, as when somebody changes the system's settings
        font = QFont(app.font())
        font.setPointSize(int(sys.argv[4]))
        apply_style(app, filled.theme, font)
    for language in ("en", "zh_CN"):
        if not languages.speak(language):
            raise SystemExit(f"no translation for {language}")
        settle()
        for name, window in filled.shown():
            settle()
            seen = list(cut_texts(window))
            if any(lacks > SLACK_PX for *_, lacks in seen):  # the curves' cards come by a timer, and find their place
                QTest.qWait(REST_MS)
                seen = list(cut_texts(window))
            looked_at += len(seen)
            found += [CutText(language, name, *entry) for entry in seen if entry[-1] > SLACK_PX]
    filled.close()
    size = filled.window.size()
    ratio = filled.window.devicePixelRatioF()
    told = {"looked_at": looked_at, "ratio": ratio, "window": [size.width(), size.height()]}
    print(json.dumps({**told, "found": [asdict(cut) for cut in dict.fromkeys(found)]}, ensure_ascii=False))
    return 0


def cut_texts(window) -> Iterator[tuple[str, str, str, int]]:
    """(widget, text, why, lacking px) of everything with a text that is seen; nothing lacks where that is below 1."""
    from PySide6.QtWidgets import QHeaderView, QMenu, QScrollBar, QWidget

    screen = window.screen().availableGeometry()
    yield type(window).__name__, window.windowTitle(), "higher than the screen", window.height() - screen.height()
    yield type(window).__name__, window.windowTitle(), "wider than the screen", window.width() - screen.width()
    for widget in window.findChildren(QWidget):
        if not widget.isVisibleTo(window) or isinstance(widget, (QMenu, QScrollBar)):
            continue
        where = f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for text, why, lacks in _of_widget(widget):
            yield where, text, why, lacks
        if isinstance(widget, QHeaderView):
            for text, lacks in _of_header(widget):
                yield where, text, "column", lacks


def _of_widget(widget) -> Iterator[tuple[str, str, int]]:
    from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLabel, QLineEdit

    inside = isinstance(widget.parent(), (QComboBox, QAbstractSpinBox))
    match widget:
        case QLabel():
            if widget.text():
                yield from _of_label(widget)
        case QAbstractButton():
            if widget.text() and not inside:
                yield from _of_hint(widget, widget.text())
        case QComboBox():
            yield from _of_combo(widget)
        case QAbstractSpinBox():
            yield widget.text(), "field", _lacking_in_field(widget.lineEdit())
        case QLineEdit():
            if not inside:
                yield widget.text() or widget.placeholderText(), "field", _lacking_in_field(widget)
    if widget.isWindow() or inside:
        return
    yield from _outside(widget)


def _of_label(label) -> Iterator[tuple[str, str, int]]:
    """A label with one line needs its hint; one that wraps needs its height, and the room for its longest word."""
    from sophon_monitor.widgets import elided_label, health_header

    text = label.text()
    if isinstance(label, (elided_label.ElidedLabel, health_header.ElidedLabel)):  # they say the rest in their tooltip
        yield text, "height", label.fontMetrics().height() - label.height()
    elif label.wordWrap():
        yield text, "height", label.heightForWidth(label.width()) - label.height()
        yield text, "longest word", label.minimumSizeHint().width() - label.width()
    else:
        yield from _of_hint(label, text)


def _of_hint(widget, text: str) -> Iterator[tuple[str, str, int]]:
    hint = widget.sizeHint()
    yield text, "width", hint.width() - widget.width()
    yield text, "height", hint.height() - widget.height()


def _of_combo(combo) -> Iterator[tuple[str, str, int]]:
    from PySide6.QtWidgets import QStyle, QStyleOptionComboBox

    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    style = combo.style()
    field = style.subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, combo
    )
    text = combo.currentText()
    yield text, "list", combo.fontMetrics().horizontalAdvance(text) - field.width()
    yield text, "height", combo.fontMetrics().height() - field.height()


def _lacking_in_field(field) -> int:
    """What of the text, or of the grey text in an empty field, cannot be seen; what a person types may be longer."""
    from PySide6.QtWidgets import QStyle, QStyleOptionFrame

    text = field.text() if field.isReadOnly() or not field.placeholderText() else field.placeholderText()
    option, margins = QStyleOptionFrame(), field.textMargins()
    field.initStyleOption(option)
    room = field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, field).width()
    room -= margins.left() + margins.right() + 4  # Qt keeps two pixels on either side
    wide = field.fontMetrics().horizontalAdvance(text) - room
    return max(wide, field.fontMetrics().height() - field.height())


def _of_header(header) -> Iterator[tuple[str, int]]:
    from PySide6.QtCore import Qt

    model = header.model()
    if model is None or header.orientation() is not Qt.Orientation.Horizontal:
        return
    for column in range(header.count()):
        text = model.headerData(column, Qt.Orientation.Horizontal)
        if text and not header.isSectionHidden(column):
            yield str(text), header.sectionSizeFromContents(column).width() - header.sectionSize(column)


def _outside(widget) -> Iterator[tuple[str, str, int]]:
    """Parts that hang over the edge of what holds them, unless that can be scrolled."""
    from PySide6.QtWidgets import QAbstractScrollArea

    holder = widget.parentWidget()
    if holder is None or isinstance(holder, QAbstractScrollArea):
        return
    if isinstance(holder.parentWidget(), QAbstractScrollArea):
        return
    place = widget.geometry()
    over = max(-place.left(), -place.top(), place.right() + 1 - holder.width(), place.bottom() + 1 - holder.height())
    text = getattr(widget, "text", "")
    yield (text() if callable(text) else "") or widget.accessibleName(), "hangs over the edge", over


if __name__ == "__main__":
    sys.exit(main())
