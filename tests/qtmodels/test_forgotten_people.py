"""What the screen lets go of when people's records go: rows, waiting events, bytes, thumbnails; and what stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize

from sophon_monitor.domain.changes import BoxChanged, RecognitionSeen
from sophon_monitor.domain.purge import PurgedPerson, PurgeOrder
from sophon_monitor.protocol.messages import PersonType, PictureState
from sophon_monitor.qtmodels.feed_model import FeedModel, FeedRole
from sophon_monitor.qtmodels.message_log_model import MessageLogModel
from sophon_monitor.qtmodels.picture_decoder import PictureDecoder
from sophon_monitor.qtmodels.picture_store import PictureKey, PicturePart, PictureUse
from tests.qtmodels.feed_material import START_MS, box, event, jpeg

GONE = PurgeOrder(people=(PurgedPerson("450017", "Li"),))


@pytest.fixture
def model(qapp):
    model = FeedModel(PictureDecoder(), clock=lambda: START_MS / 1000)
    model.apply((BoxChanged(box()),))
    yield model
    model._decoder.close()


def seen(number: int, **values: object) -> RecognitionSeen:
    who = {"person_id": "450017", "person_name": "Li"} if number % 2 else {"person_name": f"Wang {number}"}
    return RecognitionSeen(event(number, number * 100, **{**who, **values}))


def ids(model):
    return [model.index(place).data(FeedRole.ROW).event_id for place in range(model.rowCount())]


def test_that_rows_bytes_and_thumbnails_of_the_person_go(model, qtbot):
    model.apply((seen(1), seen(2), seen(4), seen(3)))
    row = model.row_of_event(3)
    thumbnail = PictureKey(row.serial, PicturePart.LIVE, PictureUse.THUMBNAIL)
    other = PictureKey(model.row_of_event(4).serial, PicturePart.LIVE, PictureUse.THUMBNAIL)
    qtbot.waitUntil(lambda: model._decoder.image(thumbnail) is not None and model._decoder.image(other) is not None)
    model.forget_people(GONE)
    assert ids(model) == [4, 2]
    assert model.store.get(row.serial, PicturePart.LIVE) is None
    assert model._decoder.image(thumbnail) is None
    assert model._decoder.image(other) is not None
    assert model.row_of_event(3) is None


def test_that_what_is_just_being_decoded_does_not_come_back(model, qtbot):
    key = PictureKey(77, PicturePart.LIVE, PictureUse.PANE)
    model._decoder.request(key, jpeg(900, 1200), QSize(900, 1200))
    model._drop_pictures({77})
    qtbot.wait(100)
    assert model._decoder.image(key) is None


def test_that_events_that_wait_go_too(model):
    model.set_held(True)
    model.apply((seen(1), seen(2), seen(3)))
    counts = []
    model.waiting_changed.connect(counts.append)
    model.forget_people(GONE)
    assert counts == [1]
    model.set_held(False)
    assert ids(model) == [2]


def test_that_strangers_stay_without_their_pictures(model):
    stranger = {"person_type": PersonType.STRANGER, "person_id": None, "person_name": None}
    model.apply((seen(1, **stranger), seen(2)))
    model.set_held(True)
    model.apply((seen(3, **stranger),))
    model.forget_people(PurgeOrder(stranger_pictures=True))
    model.set_held(False)
    assert ids(model) == [3, 2, 1]
    for number in (1, 3):
        row = model.row_of_event(number)
        assert {row.record.live.state, row.record.scene.state} == {PictureState.EXPIRED}
        assert model.store.get(row.serial, PicturePart.SCENE) is None
    assert model.row_of_event(2).record.live.state is PictureState.PRESENT


def test_that_the_log_on_the_screen_can_be_cleared_and_goes_on(qapp, qtmodeltester):
    from sophon_monitor.domain.changes import MessageLogEntry
    from tests.widgets.frame_site import NOW_AT_S

    model = MessageLogModel()
    qtmodeltester.check(model)
    entry = MessageLogEntry(number=7, at_s=NOW_AT_S, sender="a", way="http", kind="x", size_bytes=1)
    model.clear()
    model.append((entry,))
    assert model.rowCount() == 1
    model.clear()
    assert (model.rowCount(), model.last_number) == (0, 0)
