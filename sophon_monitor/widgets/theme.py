"""The colours in force. One `Theme` object is made at start and given to every widget that paints."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True)
class Palette:
    """All colours of one theme, named as in resources/palette.toml."""

    window: QColor
    surface: QColor
    surface_alt: QColor
    hover: QColor
    selected: QColor
    selected_bar: QColor
    border: QColor
    border_soft: QColor
    text: QColor
    text_soft: QColor
    text_faint: QColor
    accent: QColor
    on_accent: QColor
    accent_soft: QColor
    accent_text: QColor
    good: QColor
    good_text: QColor
    good_soft: QColor
    warn: QColor
    warn_text: QColor
    warn_soft: QColor
    bad: QColor
    bad_text: QColor
    bad_soft: QColor
    idle: QColor
    visitor_text: QColor
    visitor_soft: QColor
    vip_text: QColor
    vip_soft: QColor
    meter: QColor
    meter_track: QColor
    picture_back: QColor
    face_box: QColor
    score_bad: QColor
    score_mid: QColor
    score_good: QColor
    plot_grid: QColor
    plot_gap: QColor
    plot_cursor: QColor
    focus: QColor
    shadow: QColor
    series: tuple[QColor, ...]


def palette_from(table: dict[str, Any]) -> Palette:
    """Turn one table of palette.toml into colours. Raises KeyError for a missing name."""
    values: dict[str, Any] = {}
    for entry in fields(Palette):
        value = table[entry.name]
        values[entry.name] = tuple(_colour(v) for v in value) if isinstance(value, list) else _colour(value)
    return Palette(**values)


def _colour(text: str) -> QColor:
    # The file writes RRGGBBAA; Qt reads AARRGGBB.
    return QColor(f"#{text[7:9]}{text[1:7]}") if len(text) == 9 else QColor(text)


class Theme(QObject):
    """Which palette is in force, and whether faces may be seen. Lives on the Qt thread.

    Signals:
        changed: After `dark`, the palette or `hides_faces` changed; painters call `update()`.
    """

    changed = Signal()

    def __init__(self, light: Palette, dark: Palette, *, is_dark: bool, parent: QObject | None = None) -> None:
        """Start with the light or the dark palette."""
        super().__init__(parent)
        self._light, self._dark, self._is_dark = light, dark, is_dark
        self._hides_faces = False

    @property
    def is_dark(self) -> bool:
        """True while the dark palette is in force."""
        return self._is_dark

    @property
    def palette(self) -> Palette:
        """The palette in force."""
        return self._dark if self._is_dark else self._light

    @property
    def hides_faces(self) -> bool:
        """True while no face may be seen on the screen. The decoder gives none either, so that none is forgotten."""
        return self._hides_faces

    def set_hides_faces(self, hides: bool) -> None:
        """Hide all faces, or show them again."""
        if hides != self._hides_faces:
            self._hides_faces = hides
            self.changed.emit()

    def set_dark(self, is_dark: bool) -> None:
        """Switch, and tell every painter when that is a change."""
        if is_dark != self._is_dark:
            self._is_dark = is_dark
            self.changed.emit()
