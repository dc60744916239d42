"""Thumbnails of the history: only what is in view is read and decoded."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize

from sophon_monitor.protocol.messages import Picture, PictureState
from sophon_monitor.qtmodels.history_faces import AT_ONCE, HistoryFaces
from sophon_monitor.qtmodels.history_row import history_row
from sophon_monitor.qtmodels.picture_decoder import PictureDecoder
from sophon_monitor.qtmodels.picture_store import PicturePart
from tests.qtmodels.feed_material import START_MS, event, present

LIVE, REGISTERED = PicturePart.LIVE, PicturePart.REGISTERED


@pytest.fixture
def decoder(qapp):
    decoder = PictureDecoder()
    yield decoder
    decoder.close()


@pytest.fixture
def faces(decoder):
    faces = HistoryFaces(decoder)
    faces.asked = []
    faces.wanted.connect(faces.asked.append)
    yield faces
    faces.stop()
    faces.deleteLater()


def row(number, **values):
    return history_row(event(number, **values), box="B", camera="C", now_ms=START_MS)


def paint(faces, *numbers):
    for number in numbers:
        faces.thumbnail(row(number), LIVE)
        faces.thumbnail(row(number), REGISTERED)


def test_that_faces_are_asked_for_as_they_are_painted_a_few_at_a_time(faces, qtbot):
    paint(faces, *range(1, 11))
    assert faces.asked == []
    qtbot.waitUntil(lambda: len(faces.asked) == 1)
    assert faces.asked == [tuple(range(1, AT_ONCE + 1))]
    paint(faces, *range(1, 11))
    faces.answered()
    qtbot.waitUntil(lambda: len(faces.asked) == 2)
    assert faces.asked[1] == tuple(range(AT_ONCE + 1, 11))


def test_that_what_was_scrolled_away_is_not_read_any_more(faces, qtbot):
    paint(faces, *range(1, 21))
    faces.only((18, 19))
    qtbot.waitUntil(lambda: faces.asked == [(18, 19)])
    faces.answered()
    qtbot.wait(60)
    assert len(faces.asked) == 1


def test_that_a_face_is_read_once_and_painted_when_it_is_ready(faces, qtbot):
    ready = []
    faces.ready.connect(ready.append)
    paint(faces, 1)
    qtbot.waitUntil(lambda: faces.asked == [(1,)])
    faces.take(1, present(), present(shade=200))
    faces.answered()
    paint(faces, 1)  # while they are being decoded
    qtbot.waitUntil(lambda: ready == [1, 1])
    image = faces.thumbnail(row(1), LIVE)
    assert image is not None
    assert not image.isNull()
    assert image.size() == QSize(48, 50)
    qtbot.wait(60)
    assert faces.asked == [(1,)]


def test_that_nothing_is_asked_for_where_there_is_no_picture(faces, qtbot):
    none = row(1, live=Picture(PictureState.EXPIRED), registered=Picture(PictureState.ABSENT))
    assert faces.thumbnail(none, LIVE) is None
    assert faces.thumbnail(none, REGISTERED) is None
    qtbot.wait(60)
    assert faces.asked == []


def test_that_another_screen_gets_pictures_of_its_own_sharpness(faces, qtbot):
    paint(faces, 1)
    qtbot.waitUntil(lambda: faces.asked == [(1,)])
    faces.take(1, present(), present())
    faces.answered()
    qtbot.waitUntil(lambda: faces.thumbnail(row(1), LIVE) is not None)
    faces.set_ratio(2.0)
    paint(faces, 1)
    qtbot.waitUntil(lambda: len(faces.asked) == 2)


def test_that_forgotten_faces_are_nowhere(faces, decoder, qtbot):
    paint(faces, 1)
    qtbot.waitUntil(lambda: faces.asked == [(1,)])
    faces.take(1, present(), present())
    qtbot.waitUntil(lambda: faces.thumbnail(row(1), LIVE) is not None)
    faces.forget()
    assert decoder.used_bytes == 0
    assert faces.thumbnail(row(1), LIVE) is None
