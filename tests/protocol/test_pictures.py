"""Pictures in all their dresses (protocol.md 8.1 no 9, 17-20)."""

from __future__ import annotations

import base64

import pytest

from sophon_monitor.protocol.messages import ABSENT, Picture, PictureState
from sophon_monitor.protocol.pictures import MAX_PICTURE_BYTES, first_picture, picture_of
from tests.protocol.examples import BASE64, EMPTY, JPEG, PNG, PRESENT, UNDECODABLE

TOO_LARGE = Picture(PictureState.TOO_LARGE)
PNG_TEXT = base64.b64encode(PNG).decode()


@pytest.mark.parametrize(
    "sent",
    [
        BASE64,
        f"data:image/jpeg;base64,{BASE64}",
        f" DATA:image/jpeg;base64, {BASE64}\n",
        base64.encodebytes(JPEG).decode(),
        base64.encodebytes(JPEG).decode().replace("\n", "\r\n"),
        BASE64 + "\n",
        BASE64.rstrip("="),
        base64.urlsafe_b64encode(JPEG).decode(),
        JPEG,
    ],
)
def test_that_a_picture_is_found_in_any_dress(sent: object) -> None:
    assert picture_of(sent) == PRESENT


@pytest.mark.parametrize("length", [774, 775, 776])
def test_that_missing_padding_costs_nothing(length: int) -> None:
    data = JPEG.ljust(length, b"x")
    assert picture_of(base64.b64encode(data).decode().rstrip("=")) == Picture(PictureState.PRESENT, data)


@pytest.mark.parametrize(
    "data", [PNG, b"BM" + bytes(60), b"GIF87a" + bytes(9), b"GIF89a" + bytes(9), b"RIFF\x10\x00\x00\x00WEBPVP8 "]
)
def test_that_a_picture_need_not_be_a_jpeg(data: bytes) -> None:
    assert picture_of(base64.b64encode(data).decode()) == Picture(PictureState.PRESENT, data)


@pytest.mark.parametrize(
    "sent",
    [
        "xxxxx",
        "/9j/6QAEAAD...",
        "<base64 jpeg>",
        "现场照片",
        "aGVsbG8gd29ybGQ=",
        "http://10.0.0.1/a.jpg",
        b"hello",
        "=",
        "data:image/jpeg;base64",
        "\ud800",
        7,
        ["x"],
        True,
    ],
)
def test_that_junk_is_undecodable_and_never_an_exception(sent: object) -> None:
    assert picture_of(sent) == UNDECODABLE


@pytest.mark.parametrize("sent", ["", " \n", "data:image/jpeg;base64,", b""])
def test_that_an_empty_picture_is_not_the_same_as_none(sent: object) -> None:
    assert picture_of(sent) == EMPTY


@pytest.mark.parametrize("sent", [None, {}, [], False, 0])
def test_that_null_is_no_picture(sent: object) -> None:
    assert picture_of(sent) == ABSENT


def test_that_an_absurdly_large_picture_is_refused_by_size() -> None:
    large = b"\xff\xd8\xff" + bytes(MAX_PICTURE_BYTES)
    assert picture_of(large) == TOO_LARGE
    assert picture_of(base64.b64encode(large).decode()) == TOO_LARGE
    assert picture_of("A" * (MAX_PICTURE_BYTES * 3 // 2 + 1)) == TOO_LARGE


def test_that_the_first_name_with_a_picture_counts() -> None:
    other = base64.b64encode(PNG).decode()
    assert first_picture(({"reg_pic": ""}, {"reg_image": BASE64}), "reg_pic", "reg_image") == PRESENT
    assert first_picture(({"reg_pic": BASE64, "reg_image": other},), "reg_pic", "reg_image") == PRESENT
    assert first_picture(({"a": "", "b": "xxxxx", "c": ""},), "a", "b", "c") == UNDECODABLE
    assert first_picture(({"a": "", "b": None},), "a", "b") == EMPTY
    assert first_picture(({"a": None, "b": ""},), "a", "b") == EMPTY
    assert first_picture(({},), "a") == ABSENT
