from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from sophon_monitor.widgets.style import SHAPE_ON, TEXT_ON
from sophon_monitor.widgets.style_sheet import SHEET
from sophon_monitor.widgets.theme import Palette, palette_from
from tests.widgets.frame_site import palette_tables

THEMES = ("light", "dark")
WIDGETS = Path(__file__).resolve().parents[2] / "sophon_monitor/widgets"
# What is switched off may be paler (WCAG 1.4.3); here it keeps 3:1 all the same.
SWITCHED_OFF = {"idle": ("surface",), "text_soft": ("meter_track",)}
# Lines, rings and fills of functions that write besides, each in a text colour.
LINES = {"accent", "border", "border_soft", "focus", "meter", "meter_track"}


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


# -- every pair that is used ----------------------------------------------------------------------------------------


def sheet_pairs() -> list[tuple[str, str, str | None]]:
    """(selector, text, ground) of each rule of the style sheet; None where the ground is another rule's."""
    found = []
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", SHEET):
        said = dict(re.findall(r"(?:^|;)\s*([a-z-]+):\s*@([a-z_]+)(?=\s*;|\s*$)", body))
        for text, ground in (
            ("color", "background"),
            ("selection-color", "selection-background-color"),
            ("placeholder-text-color", "background"),
        ):
            if text in said:
                found.append((selector.strip(), said[text], said.get(ground)))
    return found


def test_that_each_pair_of_the_style_sheet_is_among_those_that_are_computed():
    pairs = sheet_pairs()
    assert len(pairs) > 30
    for selector, text, ground in pairs:
        known = SWITCHED_OFF if ":disabled" in selector and text not in ("text_faint",) else TEXT_ON
        assert text in known, selector
        assert ground is None or ground in known[text], selector


@pytest.mark.parametrize("name", THEMES)
def test_that_what_is_switched_off_can_still_be_read(name: str):
    palette = colours(name)
    for text, grounds in SWITCHED_OFF.items():
        for ground in grounds:
            assert contrast(getattr(palette, text), getattr(palette, ground)) >= 3.0


def pens_of_writing_functions() -> set[tuple[str, str]]:
    """(where, colour) of each colour of the palette that a function which draws text gives its pen."""
    found = set()
    for file in WIDGETS.glob("*.py"):
        for function in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(function, ast.FunctionDef):
                calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
                called = [getattr(call.func, "attr", getattr(call.func, "id", "")) for call in calls]
                writes = [c for c, name in zip(calls, called, strict=True) if "_paint_text" in name or "_draw" in name]
                if "drawText" in called:
                    writes += [call for call, name in zip(calls, called, strict=True) if name == "setPen"]
                found |= {
                    (f"{file.name} {function.name}", colour) for call in writes for colour in _palette_names(call)
                }
    return found


def _palette_names(call: ast.Call) -> set[str]:
    return {
        node.attr
        for node in ast.walk(call)
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", getattr(node.value, "attr", "")) == "palette"
    }


def test_that_what_is_painted_by_hand_is_written_in_colours_of_text():
    pens = pens_of_writing_functions()
    assert len(pens) > 40
    assert {(where, colour) for where, colour in pens if colour not in TEXT_ON and colour not in LINES} == set()
