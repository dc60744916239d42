from __future__ import annotations

import pytest
from PySide6.QtGui import QImage

from sophon_monitor.app.resources import palette_tables
from sophon_monitor.domain.records import ScoreScale
from sophon_monitor.widgets.score_bar import ScoreBar
from sophon_monitor.widgets.theme import Theme, palette_from
from tests.qtmodels.feed_material import event


@pytest.fixture
def theme(qapp):
    tables = palette_tables()
    return Theme(palette_from(tables["light"]), palette_from(tables["dark"]), is_dark=False)


@pytest.fixture
def bar(qtbot, theme):
    bar = ScoreBar(theme)
    qtbot.addWidget(bar)
    bar.resize(400, 40)
    return bar


def colours(bar: ScoreBar) -> set[str]:
    """All colours along the middle of the bar."""
    image: QImage = bar.grab().toImage()
    return {image.pixelColor(x, 11).name() for x in range(6, 394)}


def test_that_percent_with_threshold_has_zones_and_a_tick(bar, theme):
    bar.show_record(event(1, score=92.4, threshold=82.0))
    assert bar.shown_threshold == 82.0
    assert bar.position == pytest.approx(0.924)
    assert bar.texts() == ("92.4", "threshold 82")
    zones = {theme.palette.score_bad.name(), theme.palette.score_mid.name(), theme.palette.score_good.name()}
    assert zones <= colours(bar)


def test_that_without_a_threshold_there_are_no_zones(bar, theme):
    bar.show_record(event(1, score=92.4, threshold=None))
    assert (bar.has_bar, bar.shown_threshold) == (True, None)
    assert bar.texts() == ("92.4", "100")
    assert theme.palette.score_good.name() not in colours(bar)


def test_that_a_ratio_is_drawn_from_0_to_1_without_threshold(bar, theme):
    bar.show_record(event(1, score=0.85, score_scale=ScoreScale.RATIO, threshold=82.0))
    assert (bar.has_bar, bar.shown_threshold) == (True, None)
    assert bar.position == pytest.approx(0.85)
    assert bar.texts() == ("0.85", "1")
    assert theme.palette.score_good.name() not in colours(bar)


def test_that_an_unknown_scale_has_the_number_and_the_reason_but_no_bar(bar, theme):
    bar.show_record(event(1, score=0.6231614351272583, score_scale=ScoreScale.UNKNOWN))
    assert (bar.has_bar, bar.position, bar.shown_threshold) == (False, None, None)
    assert bar.texts() == ("0.6232", "The box does not say on which scale")
    assert theme.palette.meter_track.name() not in colours(bar)


def test_that_a_missing_score_says_so(bar):
    bar.show_record(event(1, score=None))
    assert bar.texts() == ("–", "The box sent no score")
    assert bar.accessibleDescription() == "The box sent no score"


@pytest.mark.parametrize(("score", "position"), [(-5.0, 0.0), (140.0, 1.0)])
def test_that_a_score_beyond_the_scale_stays_on_the_bar(bar, score, position):
    bar.show_record(event(1, score=score))
    assert bar.position == position
    bar.grab()


@pytest.mark.parametrize("score", [0.0, 60.0, 81.9, 82.0, 83.0, 100.0])
@pytest.mark.parametrize("threshold", [0.0, 82.0, 100.0])
def test_that_the_distance_to_the_threshold_is_read_aloud(bar, score, threshold):
    bar.show_record(event(1, score=score, threshold=threshold))
    word = "below" if score < threshold else "above"
    assert f"{abs(score - threshold):.1f} {word} the box's threshold" in bar.accessibleDescription()
    assert not bar.grab().isNull()
