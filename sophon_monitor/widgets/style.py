"""How everything looks that is not painted by hand: Fusion, a QPalette and a style sheet out of `theme.Palette`.

A widget says what it is by the property `look` (`set_look`), never by colours of its own:

* QPushButton, QToolButton: "primary", "page" (checkable), "choice" (checkable, one of several), "quiet" (no frame),
  "link", "small-link", "good", "bad"; without a look it is a plain button.
* QLabel: "display", "title", "heading", "section", "strong", "soft", "faint", "small", "bad", "warn", "good",
  "small-bad", "small-warn".
* QFrame: "card", "panel" (side bar), "top" and "bottom" (bars of the window), "trouble".
* QWidget: "window" (the ground behind the cards). QPlainTextEdit: "code". QSplitter: "gap" (an unseen handle).

Sizes follow the application's font, so that the system's font size is respected.
"""

from __future__ import annotations

import re
from dataclasses import fields

from PySide6.QtCore import QDir
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QFormLayout, QWidget

from sophon_monitor.widgets.style_sheet import SHEET
from sophon_monitor.widgets.theme import Palette, Theme

FIELD_MARGIN_PX = 7
SMALL, HEADING, TITLE, LARGE = 0.88, 1.12, 1.45, 1.9
"""Sizes of text relative to the application's font."""
LEAST_HEIGHT = 1.5  # of buttons and fields inside their padding: a layout may press them together to that

# First one found draws Chinese where the system's font has none; Linux, Windows, macOS.
_CHINESE_FAMILIES = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Droid Sans Fallback",
)

# Which text stands on which surface: tests/widgets/test_palette.py computes 4.5:1 for each pair in both themes.
TEXT_ON: dict[str, tuple[str, ...]] = {
    "text": ("window", "surface", "surface_alt", "hover", "selected", "accent_soft", "picture_back", "bad_soft"),
    "text_soft": ("window", "surface", "surface_alt", "hover", "selected", "picture_back", "bad_soft", "warn_soft"),
    "text_faint": ("window", "surface", "surface_alt", "hover", "selected", "picture_back"),
    "on_accent": ("accent",),
    "accent_text": ("window", "surface", "surface_alt", "hover", "selected", "accent_soft", "bad_soft", "warn_soft"),
    "good_text": ("window", "surface", "hover", "selected", "good_soft"),
    "warn_text": ("window", "surface", "hover", "selected", "warn_soft"),
    "bad_text": ("window", "surface", "hover", "selected", "bad_soft", "plot_gap"),
    "visitor_text": ("surface", "visitor_soft"),
    "vip_text": ("surface", "vip_soft"),
}
# Shapes, meters and focus rings need 3:1 beside what is next to them.
SHAPE_ON: dict[str, tuple[str, ...]] = {
    "good": ("surface", "hover", "selected"),
    "warn": ("surface", "hover", "selected"),
    "bad": ("surface", "hover", "selected"),
    "idle": ("surface", "hover"),
    "focus": ("window", "surface", "selected"),
    "selected_bar": ("surface", "selected"),
    "meter": ("surface",),
}


def apply_style(app: QApplication, theme: Theme, font: QFont | None = None) -> None:
    """Dress the whole program in the theme in force; called again after `theme.changed`.

    `font` is the system's, where that has changed; else the one in force stays.
    """
    if not app.property("isFusion"):  # with a style sheet the style cannot be asked for its name
        app.setStyle("fusion")
        app.setProperty("isFusion", True)
    palette = theme.palette
    app.setFont(application_font(font if font is not None else app.font()))
    app.setPalette(qt_palette(palette))
    app.setStyleSheet(style_sheet(palette, app.font()))


def application_font(font: QFont) -> QFont:
    """The system's font with figures of one width and a Chinese family behind it; the size stays."""
    # "Sans Serif" and the like are no families of their own: what stands for them must come before the Chinese one.
    meant = QFontInfo(font).family()
    chosen = QFont(font)
    chosen.setFamilies([meant, *(family for family in (chinese_family(),) if family and family != meant)])
    return tabular(chosen)


def chinese_family() -> str | None:
    """A family that has simplified Chinese, None where nothing but empty squares would be drawn."""
    installed = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    known = [family for family in _CHINESE_FAMILIES if family in installed]
    return next(iter(known or installed), None)


def tabular(font: QFont) -> QFont:
    """The same font with figures of one width, where the font has them."""
    changed = QFont(font)
    changed.setFeature(QFont.Tag("tnum"), 1)
    return changed


def sized(font: QFont, factor: float, *, bold: bool = False) -> QFont:
    """The same font `factor` times as large; never below 9 px."""
    changed = QFont(font)
    changed.setPixelSize(scaled_px(font, factor))
    changed.setBold(bold)
    return changed


def scaled_px(font: QFont, factor: float) -> int:
    """Height of text `factor` times the size of `font`, in logical pixels."""
    return max(9, round(QFontInfo(font).pixelSize() * factor))


def monospace(font: QFont) -> QFont:
    """A fixed-pitch font of the same size, with Chinese behind it."""
    fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    changed = QFont(font)
    changed.setFamilies([QFontInfo(fixed).family(), *(family for family in (chinese_family(),) if family)])
    changed.setStyleHint(QFont.StyleHint.Monospace)
    return changed


def install_pictures(folder: str) -> None:
    """Say where the style sheet finds its own pictures (`icons:`). Once, before the first `apply_style`.

    Their grey has 3:1 on the surfaces of both themes, so that one file does for both.
    """
    QDir.setSearchPaths("icons", [folder])


def give_room(field: QAbstractSpinBox) -> None:
    """Keep the text off the frame: a style sheet's padding does not reach the frameless field inside."""
    field.lineEdit().setTextMargins(FIELD_MARGIN_PX, 0, FIELD_MARGIN_PX, 0)


def level_labels(form: QFormLayout) -> None:
    """Put each label on the height of its field's text: Qt sets it on top where the field is much higher."""
    for row in range(form.rowCount()):
        label, field = (
            form.itemAt(row, QFormLayout.ItemRole.LabelRole),
            form.itemAt(row, QFormLayout.ItemRole.FieldRole),
        )
        if label is not None and field is not None and (words := label.widget()) is not None:
            words.setMinimumHeight(field.sizeHint().height())


def set_look(widget: QWidget, look: str) -> None:
    """Say what a widget is (see the list above), also after it has been shown."""
    if widget.property("look") == look:
        return
    widget.setProperty("look", look)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def qt_palette(palette: Palette) -> QPalette:
    """The colours for what Fusion draws itself and for painters that ask the widget's palette."""
    roles = {
        QPalette.ColorRole.Window: palette.window,
        QPalette.ColorRole.WindowText: palette.text,
        QPalette.ColorRole.Base: palette.surface,
        QPalette.ColorRole.AlternateBase: palette.surface_alt,
        QPalette.ColorRole.Text: palette.text,
        QPalette.ColorRole.PlaceholderText: palette.text_faint,
        QPalette.ColorRole.Button: palette.surface,
        QPalette.ColorRole.ButtonText: palette.text,
        QPalette.ColorRole.BrightText: palette.bad_text,
        QPalette.ColorRole.Highlight: palette.accent,
        QPalette.ColorRole.HighlightedText: palette.on_accent,
        QPalette.ColorRole.Accent: palette.accent,
        QPalette.ColorRole.Link: palette.accent_text,
        QPalette.ColorRole.LinkVisited: palette.accent_text,
        QPalette.ColorRole.ToolTipBase: palette.surface,
        QPalette.ColorRole.ToolTipText: palette.text,
        QPalette.ColorRole.Light: palette.surface,
        QPalette.ColorRole.Midlight: palette.border_soft,
        QPalette.ColorRole.Mid: palette.border,
        QPalette.ColorRole.Dark: palette.text_faint,
        QPalette.ColorRole.Shadow: palette.text_faint,
    }
    made = QPalette()
    for role, colour in roles.items():
        made.setColor(role, colour)
    text_roles = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)
    for role in text_roles:
        made.setColor(QPalette.ColorGroup.Disabled, role, palette.idle)
    return made


def style_sheet(palette: Palette, font: QFont) -> str:
    """The style sheet: `@name` is a colour of the palette, `@px(f)` a size relative to the font."""
    factors = {"small": SMALL, "body": 1.0, "heading": HEADING, "title": TITLE, "large": LARGE, "least": LEAST_HEIGHT}
    values = {f"px-{name}": f"{scaled_px(font, factor)}px" for name, factor in factors.items()}
    values |= {entry.name: _css(getattr(palette, entry.name)) for entry in fields(Palette) if entry.name != "series"}
    values["mono"] = ", ".join(f'"{family}"' for family in monospace(font).families())
    return re.sub(r"@([a-z_-]+)", lambda found: values[found[1]], SHEET)


def _css(colour: QColor) -> str:
    if colour.alpha() == 255:
        return colour.name()
    return f"rgba({colour.red()}, {colour.green()}, {colour.blue()}, {colour.alpha()})"
