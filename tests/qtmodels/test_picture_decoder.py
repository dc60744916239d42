from __future__ import annotations

import io

import pytest
from PIL import Image
from PySide6.QtCore import QSize, QThread

from sophon_monitor.qtmodels import picture_decoder
from sophon_monitor.qtmodels.picture_decoder import PictureDecoder, PictureSpec, decode
from tests.qtmodels.feed_material import jpeg


@pytest.fixture
def decoder(qapp):
    decoder = PictureDecoder()
    yield decoder
    decoder.close()


def test_that_a_picture_is_decoded_to_the_size_asked_for(decoder, qtbot):
    with qtbot.waitSignal(decoder.decoded) as told:
        decoder.request("a", jpeg(400, 600), QSize(100, 100))
    assert told.args[0] == "a"
    image = decoder.image("a")
    assert (image.width(), image.height()) == (66, 100)
    assert decoder.natural_size("a") == QSize(400, 600)


def test_that_a_small_picture_is_not_enlarged(qapp):
    image, natural = decode(jpeg(60, 80), PictureSpec(QSize(500, 500)))
    assert (image.size(), natural) == (QSize(60, 80), QSize(60, 80))


@pytest.mark.parametrize(("width", "height"), [(400, 300), (300, 800), (20, 30)])
def test_that_a_thumbnail_fills_its_place_sharp_on_a_fine_screen(qapp, width, height):
    image, _ = decode(jpeg(width, height), PictureSpec(QSize(52, 60), 2.0, cover=True))
    assert image.size() == QSize(104, 120)
    assert image.devicePixelRatio() == 2.0


def test_that_a_photo_that_lies_on_its_side_is_turned_upright(qapp):
    picture, out = Image.new("RGB", (80, 60), (200, 200, 200)), io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    picture.save(out, "JPEG", exif=exif)
    image, natural = decode(out.getvalue(), PictureSpec(QSize(500, 500)))
    assert (image.size(), natural) == (QSize(60, 80), QSize(60, 80))
    thumbnail, _ = decode(out.getvalue(), PictureSpec(QSize(52, 60), 1.0, cover=True))
    assert thumbnail.size() == QSize(52, 60)


def test_that_what_is_no_picture_gives_a_null_image(decoder, qtbot):
    with qtbot.waitSignal(decoder.decoded):
        decoder.request("broken", b"\xff\xd8 no picture", QSize(50, 50))
    assert decoder.image("broken").isNull()


def test_that_a_picture_of_too_many_pixels_is_not_decoded(qapp, monkeypatch):
    monkeypatch.setattr(picture_decoder, "MAX_PIXELS", 1000)
    image, natural = decode(jpeg(60, 80), PictureSpec(QSize(50, 50)))
    assert image.isNull()
    assert natural == QSize(60, 80)


def test_that_images_are_handed_over_on_the_qt_thread(decoder, qtbot):
    threads = []
    decoder.decoded.connect(lambda key, image: threads.append(QThread.currentThread()))
    decoder.request("a", jpeg(), QSize(50, 50))
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [decoder.thread()]


def test_that_the_cache_is_bounded_by_bytes_and_forgets_the_oldest(qapp, qtbot):
    decoder = PictureDecoder(cache_bytes=100_000)
    for number in range(8):
        with qtbot.waitSignal(decoder.decoded):
            decoder.request(number, jpeg(100, 100), QSize(100, 100))
        assert decoder.image(0) is not None or number >= 2
    assert decoder.used_bytes <= 100_000
    assert decoder.image(7) is not None
    assert decoder.image(1) is None
    decoder.close()


def test_that_the_same_request_again_is_answered_from_the_cache(decoder, qtbot, monkeypatch):
    with qtbot.waitSignal(decoder.decoded):
        decoder.request("a", jpeg(), QSize(50, 50))
    monkeypatch.setattr(picture_decoder, "decode", lambda *_: pytest.fail("decoded twice"))
    with qtbot.waitSignal(decoder.decoded):
        decoder.request("a", jpeg(), QSize(50, 50))
    assert decoder.is_ready("a", QSize(50, 50))
    assert not decoder.is_ready("a", QSize(60, 50))


def test_that_a_larger_request_replaces_the_smaller_image(decoder, qtbot):
    decoder.request("a", jpeg(400, 400), QSize(50, 50))
    decoder.request("a", jpeg(400, 400), QSize(200, 200))
    qtbot.waitUntil(lambda: decoder.is_ready("a", QSize(200, 200)))
    assert decoder.image("a").width() == 200


def test_that_what_nobody_wants_any_more_is_not_delivered(decoder, qtbot):
    delivered = []
    decoder.decoded.connect(lambda key, image: delivered.append(key))
    for number in range(40):
        decoder.request(number, jpeg(800, 800), QSize(700, 700))
    decoder.cancel(lambda key: key == 39)
    qtbot.waitUntil(lambda: 39 in delivered)
    qtbot.wait(50)
    assert len(delivered) < 10


def test_that_requests_that_pile_up_are_bounded(decoder, monkeypatch, qtbot):
    monkeypatch.setattr(picture_decoder, "MOST_PENDING", 5)
    delivered = []
    decoder.decoded.connect(lambda key, image: delivered.append(key))
    for number in range(60):
        decoder.request(number, jpeg(800, 800), QSize(700, 700))
    qtbot.waitUntil(lambda: 59 in delivered and not decoder._running and not decoder._pending)
    assert len(delivered) < 30


def test_that_forgotten_images_are_gone(decoder, qtbot):
    with qtbot.waitSignal(decoder.decoded):
        decoder.request("a", jpeg(), QSize(50, 50))
    decoder.forget(lambda key: True)
    assert decoder.image("a") is None
    assert decoder.used_bytes == 0


def test_that_nothing_is_emitted_after_closing(qapp, qtbot):
    decoder = PictureDecoder()
    delivered = []
    decoder.decoded.connect(lambda key, image: delivered.append(key))
    for number in range(20):
        decoder.request(number, jpeg(800, 800), QSize(700, 700))
    decoder.close()
    decoder.request("later", jpeg(), QSize(50, 50))
    qtbot.wait(30)
    assert delivered == []


def test_that_failures_of_ours_are_told_and_cost_no_decoding_thread(decoder, qtbot, monkeypatch):
    def fails_at_first(jpeg: bytes, spec: PictureSpec):
        if jpeg == b"odd":
            raise MemoryError(jpeg)
        return decode(jpeg, spec)

    monkeypatch.setattr(picture_decoder, "decode", fails_at_first)
    with qtbot.capture_exceptions() as caught:
        for number in range(2 * picture_decoder.THREADS):
            decoder.request(f"odd {number}", b"odd", QSize(50, 50))
            qtbot.waitUntil(lambda number=number: len(caught) > number)
        with qtbot.waitSignal(decoder.decoded):
            decoder.request("a", jpeg(60, 80), QSize(50, 50))
    assert decoder.image("a").width() > 0
