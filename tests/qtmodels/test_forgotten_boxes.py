"""What the screen lets go of when a box is forgotten, and what it keeps when one is only removed."""

from __future__ import annotations

import pytest

from sophon_monitor.domain.changes import BoxChanged, BoxRemoved, HeartbeatSeen, RecognitionSeen
from sophon_monitor.domain.records import HeartbeatRecord
from sophon_monitor.protocol.messages import Health
from sophon_monitor.qtmodels.feed_model import FeedModel, FeedRole
from sophon_monitor.qtmodels.health_store import HealthStore
from sophon_monitor.qtmodels.picture_decoder import PictureDecoder
from sophon_monitor.qtmodels.picture_store import PicturePart
from sophon_monitor.qtmodels.site_model import SiteModel
from tests.qtmodels.feed_material import BOX, OTHER_BOX, START_MS, box, event

FORGET = BoxRemoved(BOX, forgotten=True)


@pytest.fixture
def model(qapp):
    decoder = PictureDecoder()
    model = FeedModel(decoder, clock=lambda: START_MS / 1000)
    model.apply((BoxChanged(box()), BoxChanged(box(OTHER_BOX, "West Gate"))))
    yield model
    decoder.close()


def seen(*numbers):
    """Events of both boxes in turn: odd ones are of the box that is forgotten."""
    return tuple(RecognitionSeen(event(n, n * 100, box_key=BOX if n % 2 else OTHER_BOX)) for n in numbers)


def ids(model):
    return [model.index(place).data(FeedRole.ROW).event_id for place in range(model.rowCount())]


def test_that_events_of_a_forgotten_box_leave_the_feed_with_their_pictures(model):
    model.apply(seen(1, 2, 3, 5, 7, 8))
    gone = model.row_of_event(5)
    assert model.store.get(gone.serial, PicturePart.LIVE) is not None
    flushes = []
    model.flush_started.connect(lambda: flushes.append("started"))
    model.flush_ended.connect(lambda: flushes.append("ended"))
    model.apply((FORGET,))
    assert ids(model) == [8, 2]
    assert flushes == ["started", "ended"]  # views keep their place
    assert model.store.get(gone.serial, PicturePart.LIVE) is None
    assert [b.key for b in model.boxes()] == [OTHER_BOX]


def test_that_events_that_wait_go_too_and_the_button_says_how_many_are_left(model):
    model.set_held(True)
    model.apply(seen(1, 2, 3))
    counts = []
    model.waiting_changed.connect(counts.append)
    model.apply((FORGET,))
    assert (counts, model.waiting) == ([1], 1)
    model.set_held(False)
    assert ids(model) == [2]


def test_that_an_event_in_the_same_flush_does_not_stay(model):
    """The feed hands on boxes before events, whatever came first."""
    model.apply((FORGET, *seen(1, 2)))
    assert ids(model) == [2]


def test_that_a_removed_box_leaves_its_events_in_the_feed(model):
    model.apply(seen(1, 2))
    model.apply((BoxRemoved(BOX),))
    assert ids(model) == [2, 1]


def test_that_a_forgotten_box_leaves_the_tree_and_its_curves(qapp):
    site, health = SiteModel(), HealthStore()
    beat = HeartbeatRecord(received_at_ms=START_MS, box_key=BOX, health=Health(cpu_percent=40.0))
    for model in (site, health):
        model.apply((BoxChanged(box()), BoxChanged(box(OTHER_BOX, "West Gate")), HeartbeatSeen(beat)))
    assert health.history(BOX).table().times.size == 1
    for model in (site, health):
        model.apply((FORGET,))
    assert [b.key for b in site.boxes()] == [OTHER_BOX]
    assert [b.key for b in health.boxes] == [OTHER_BOX]
    assert health.history(BOX).table().times.size == 0
