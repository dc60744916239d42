"""An empty surface is told from a picture, whatever its colour."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from sophon_monitor.services.blank_pictures import is_blank
from sophon_monitor.simulator.photos import blank_jpeg
from tests.services.archive_samples import jpeg, png


def plain(colour, form="JPEG", size=(200, 250)):
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, form)
    return out.getvalue()


@pytest.mark.parametrize("data", [plain("white"), plain("black"), plain((30, 90, 140)), png(), blank_jpeg()])
def test_that_a_plain_surface_is_blank(data):
    assert is_blank(data)


def test_that_a_picture_is_not():
    assert not is_blank(jpeg())
    picture = Image.new("RGB", (200, 250), "white")
    picture.paste((150, 110, 90), (60, 60, 140, 160))
    out = io.BytesIO()
    picture.save(out, "JPEG")
    assert not is_blank(out.getvalue())


@pytest.mark.parametrize("data", [b"", b"no picture", jpeg()[:40], b"\xff\xd8\xff"])
def test_that_what_cannot_be_decoded_is_another_matter(data):
    assert not is_blank(data)


def test_that_a_picture_of_absurd_size_does_no_harm():
    assert not is_blank(plain("white", "PNG", (20_000, 9_000)))
