from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from sophon_monitor.widgets.style import SHAPE_ON, TEXT_ON
from sophon_monitor.widgets.theme import Palette, palette_from
from tests.widgets.frame_site import palette_tables

THEMES = ("light", "dark")


def luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(one: QColor, other: QColor) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def colours(name: str) -> Palette:
    return palette_from(palette_tables()[name])


def test_that_black_on_white_has_the_contrast_that_the_standard_says():
    assert contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21.0)
    assert contrast(QColor("#777777"), QColor("#FFFFFF")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("text", "surface"), [(text, surface) for text, ons in TEXT_ON.items() for surface in ons])
def test_that_text_keeps_its_contrast_on_every_surface_it_stands_on(name: str, text: str, surface: str):
    palette = colours(name)
    assert contrast(getattr(palette, text), getattr(palette, surface)) >= 4.5


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("shape", "surface"), [(shape, surface) for shape, ons in SHAPE_ON.items() for surface in ons])
def test_that_shapes_and_focus_rings_stand_out(name: str, shape: str, surface: str):
    palette = colours(name)
    assert contrast(getattr(palette, shape), getattr(palette, surface)) >= 3.0


@pytest.mark.parametrize("name", THEMES)
def test_that_curves_stand_out_from_their_card(name: str):
    palette = colours(name)
    assert len(palette.series) == 16
    assert [colour.name() for colour in palette.series if contrast(colour, palette.surface) < 3.0] == []


def test_that_both_themes_name_the_same_colours():
    tables = palette_tables()
    assert tables["light"].keys() == tables["dark"].keys()
