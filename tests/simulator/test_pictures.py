"""The drawn pictures have the sizes of real ones, are always the same, and people can be told apart."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from sophon_monitor.simulator import portraits, scenes
from sophon_monitor.simulator.people import EVERYBODY, REGISTERED, STRANGERS


def opened(jpeg):
    with Image.open(io.BytesIO(jpeg)) as picture:
        picture.load()
        return picture.convert("RGB")


def glance(jpeg):
    """What is seen of a picture at a glance."""
    return np.asarray(opened(jpeg).resize((24, 30), Image.Resampling.BOX), np.float32)


@pytest.fixture(scope="module")
def portraits_of():
    return {person.key: portraits.registered_jpeg(person, 0) for person in EVERYBODY}


@pytest.fixture(scope="module")
def taken():
    return {(person.key, n): scenes.take(person, n, n % 2, 0) for n, person in enumerate(EVERYBODY[::3])}


def test_that_there_are_enough_people_with_ids_of_their_own():
    assert len(REGISTERED) >= 12
    assert len(STRANGERS) >= 3
    ids = [person.identity_id for person in REGISTERED]
    assert len(set(ids)) == len(ids)
    assert all(one.startswith("00") for one in ids)


def test_that_registered_pictures_are_as_large_as_real_ones(portraits_of):
    for key, jpeg in portraits_of.items():
        assert 20_000 <= len(jpeg) <= 200_000, key
        assert opened(jpeg).size == (480, 600)


def test_that_live_pictures_and_scenes_are_as_large_as_real_ones(taken):
    for key, shot in taken.items():
        assert 5_000 <= len(shot.live) <= 30_000, key
        assert 150_000 <= len(shot.scene) <= 600_000, key
        width, height = opened(shot.live).size
        assert 184 <= width <= 300
        assert 212 <= height <= 360
        assert opened(shot.scene).size == (1920, 1080)


def test_that_the_face_box_is_where_the_face_is(taken):
    for (key, _), shot in taken.items():
        x1, y1, x2, y2 = shot.face_box
        assert 0 <= x1 < x2 <= 1920
        assert 0 <= y1 < y2 <= 1080
        assert 120 <= x2 - x1 <= 260
        if shot.mask:
            continue
        [person] = [p for p in EVERYBODY if p.key == key]
        width, height = x2 - x1, y2 - y1
        cheeks = opened(shot.scene).crop(
            (x1 + width // 3, y1 + height * 45 // 100, x2 - width // 3, y2 - height * 3 // 10)
        )
        red, green, blue = np.asarray(cheeks, np.float32).reshape(-1, 3).mean(axis=0)
        assert red > green > blue, key
        assert red / blue == pytest.approx(person.look.skin[0] / person.look.skin[2], rel=0.35)


def test_that_people_can_be_told_apart_at_a_glance(portraits_of):
    seen = {key: glance(jpeg) for key, jpeg in portraits_of.items()}
    for one in seen:
        for other in seen:
            if one < other:
                assert np.abs(seen[one] - seen[other]).mean() > 6, (one, other)


def test_that_a_live_picture_differs_from_the_registered_one_and_from_other_live_ones(portraits_of):
    person = REGISTERED[0]
    shots = [scenes.take(person, 1, variant, 0).live for variant in (0, 1)]
    registered = glance(portraits_of[person.key])
    assert all(np.abs(glance(live) - registered).mean() > 6 for live in shots)
    assert np.abs(glance(shots[0]) - glance(shots[1])).mean() > 3


def test_that_the_same_seed_draws_the_same_pictures_and_another_one_does_not(portraits_of):
    person = REGISTERED[4]
    assert portraits.registered_jpeg(person, 0) == portraits_of[person.key]
    assert portraits.registered_jpeg(person, 1) != portraits_of[person.key]
    one, again, other = (scenes.take(person, 2, 0, seed) for seed in (3, 3, 4))
    assert one == again
    assert one.live != other.live
