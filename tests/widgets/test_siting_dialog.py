from __future__ import annotations

import pytest

from sophon_monitor.widgets.siting_dialog import SitingDialog
from tests.widgets.frame_site import theme


@pytest.fixture
def dialog(qtbot):
    dialog = SitingDialog(theme())
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_that_the_distance_gives_lens_height_and_angle(dialog):
    dialog.distance.setValue(8.0)
    assert dialog.results["lens"].text().startswith("25 mm")
    assert dialog.results["height"].text().startswith("2.94 m")
    assert dialog.results["tilt"].text().startswith("10°")
    assert dialog.verdict.text().startswith("✓")


def test_that_a_bad_place_says_what_to_do(dialog):
    dialog.distance.setValue(3.0)
    dialog.aside.setValue(2.5)
    assert dialog.verdict.text().startswith("!")
    assert "nearer to the way people walk" in dialog.verdict.text()
    dialog.aside.setValue(0.0)
    dialog.own_height.setChecked(True)
    dialog.height_field.setValue(3.5)
    assert "higher than 3 m" in dialog.verdict.text()
    dialog.own_height.setChecked(False)
    assert dialog.verdict.text().startswith("✓")


def test_that_the_sketch_follows_the_distance_to_scale(dialog, qtbot):
    def columns() -> int:
        picture = dialog.sketch.grab().toImage()
        ground = picture.pixelColor(1, 1)
        middle = range(20, picture.height() - 40, 4)
        return sum(any(picture.pixelColor(x, y) != ground for y in middle) for x in range(0, picture.width(), 3))

    dialog.distance.setValue(2.0)
    near = columns()
    dialog.distance.setValue(9.0)
    assert columns() > near * 1.3
