"""What the message log shows: no picture, no template, no password."""

from __future__ import annotations

import base64
import json

import pytest

from sophon_monitor.protocol.redaction import masked_credentials, redacted
from tests.protocol.examples import BASE64, FEATURE, JPEG, example
from tests.protocol.test_bodies import multipart

LONG = base64.b64encode(JPEG * 40).decode()


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("rtsp://viewer:pw@10.20.30.61:554/main", "rtsp://viewer:***@10.20.30.61:554/main"),
        ("CODE__rtsp://u:p__w@10.0.0.1/x", "CODE__rtsp://u:***@10.0.0.1/x"),
        ("rtsp://u:p@ss@w@10.0.0.1/x", "rtsp://u:***@10.0.0.1/x"),
        ("rtsp://us@er:pw@10.0.0.1", "rtsp://us@er:***@10.0.0.1"),
        ("rtsp://:pw@10.0.0.1", "rtsp://:***@10.0.0.1"),
        ("rtsp://u:@10.0.0.1", "rtsp://u:***@10.0.0.1"),
        ("rtsp://u:a/b@10.0.0.1/x", "rtsp://u:***@10.0.0.1/x"),
        ("rtsp://u:it's@10.0.0.1/x", "rtsp://u:***@10.0.0.1/x"),
        ("rtsp:\\/\\/u:pw@10.0.0.1\\/x", "rtsp:\\/\\/u:***@10.0.0.1\\/x"),
        ("http://a:b@h/x,http://c:d@i/y http://e:f@j", "http://a:***@h/x,http://c:***@i/y http://e:***@j"),
        ("rtsp://a:b@h,rtsp://c:d@i", "rtsp://a:***@h,rtsp://c:***@i"),
        ("rtsp%3A%2F%2Fu%3Ap%2B%40w%4010.0.0.1%2Fx", "rtsp%3A%2F%2Fu%3A***%4010.0.0.1%2Fx"),
        ("rtsp://10.0.0.1:554/a@b", "rtsp://10.0.0.1:554/a@b"),
        ("rtsp://10.0.0.1:554/x", "rtsp://10.0.0.1:554/x"),
        ("http://host/a%40b", "http://host/a%40b"),
        ("rtsp://10.0.0.1/x?username=admin&password=s3cret", "rtsp://10.0.0.1/x?username=admin&password=***"),
        ("rtsp://10.0.0.1/x?Password=a/b:c@d&channel=1", "rtsp://10.0.0.1/x?Password=***&channel=1"),
        ("http://h/cgi?user=a&pwd=p%26w#top", "http://h/cgi?user=a&pwd=***"),
        (
            "rtsp://10.0.0.1:554/user=admin_password=tl_Jw_channel=1.sdp",
            "rtsp://10.0.0.1:554/user=admin_password=***_channel=1.sdp",
        ),
        ("rtsp://u:pw@h/x?token=abc.def", "rtsp://u:***@h/x?token=***"),
        ("http%3A%2F%2Fh%2Fx%3Fpassword%3Dp%40w%26c%3D1", "http%3A%2F%2Fh%2Fx%3Fpassword%3D***%26c%3D1"),
        ("http://h/x?compass=north&bypass=1&author=b", "http://h/x?compass=north&bypass=1&author=b"),
        ("http://h/x?password=&a=1", "http://h/x?password=&a=1"),
        ("mail a@b, no url: c@d", "mail a@b, no url: c@d"),
        ("", ""),
    ],
)
def test_that_a_password_in_a_url_is_masked_everywhere(text: str, masked: str) -> None:
    assert masked_credentials(text) == masked
    assert masked_credentials(f'{{"ep_url": "{text}", "n": 1}}') == f'{{"ep_url": "{masked}", "n": 1}}'


@pytest.mark.parametrize(
    "picture", [BASE64, LONG, base64.encodebytes(JPEG).decode(), base64.encodebytes(JPEG * 9).decode()]
)
@pytest.mark.parametrize("prefix", ["", "data:image/jpeg;base64,"])
def test_that_a_picture_gives_way_to_its_length(picture: str, prefix: str) -> None:
    size = len(picture) * 3 // 4
    words = f"{(size + 500) // 1000} kB" if size >= 1000 else f"{size} bytes"
    text = redacted(json.dumps({"identity_name": "张明", "spot_pic": prefix + picture, "score": 0.5}).encode())
    read = json.loads(text)
    assert (read["identity_name"], read["score"]) == ("张明", 0.5)
    assert read["spot_pic"].startswith(f"{prefix}<base64 ")
    about = int(read["spot_pic"].split()[1])
    assert abs(about - int(words.split()[0])) <= 0.05 * about + 1


def test_that_pictures_in_forms_and_reprs_give_way_too() -> None:
    form = redacted(multipart({"score": "1", "reg_pic": LONG, "x": repr({"a": LONG})}, files={"spot_pic": JPEG}))
    assert "<base64 31 kB>\r\n-----" in form
    assert "{'a': '<base64 31 kB>'}" in form
    assert "<picture 774 bytes>\r\n-----" in form
    url = redacted(f"score=1&reg_pic={LONG}&ep_url=rtsp%3A%2F%2Fu%3Apw%40h&x=1".encode())
    assert url == "score=1&reg_pic=<base64 31 kB>&ep_url=rtsp%3A%2F%2Fu%3A***%40h&x=1"
    riff = b"a\r\n\r\nRIFF\x00\x01\x02\x03WEBP\xff\xfe\x00"
    assert redacted(riff) == "a\r\n\r\n<picture 15 bytes>"


def test_that_even_a_thumbnail_gives_way() -> None:
    assert redacted(repr({"a": BASE64[:100]}).encode()) == "{'a': '<base64 75 bytes>'}"
    assert redacted(repr({"a": BASE64[:40]}).encode()) == repr({"a": BASE64[:40]})


def test_that_a_feature_gives_way_to_its_length() -> None:
    numbers = [round(0.001 * i - 0.2, 6) for i in range(512)]
    body = {"feature": numbers, "values": numbers, "feature_base64_str": FEATURE, "feature_x": "short", "feature_y": []}
    read = redacted(json.dumps(body).encode())
    assert "0.001" not in read
    assert FEATURE[:64] not in read
    assert json.loads(read.replace("[<512 numbers>]", '"<512 numbers>"')) == {
        "feature": f"<feature {len(json.dumps(numbers))} characters>",
        "values": "<512 numbers>",
        "feature_base64_str": "<base64 2 kB>",
        "feature_x": "<feature 7 characters>",
        "feature_y": [],
    }
    assert redacted(b'{"point": [1, 2, 3], "box": [4, 5]}') == '{"point": [1, 2, 3], "box": [4, 5]}'


def test_that_a_password_of_a_form_or_of_an_object_gives_way_to_stars() -> None:
    assert redacted(b"user=a&password=s3cret&x=1") == "user=a&password=***&x=1"
    body = {"user": "a", "password": 's3 "cret', "login_pwd": 1234, "PASSWD": ["s3cret", "b"], "passport": "P1"}
    read = redacted(json.dumps({k: v for k, v in body.items() if k != "PASSWD"}).encode())
    assert "s3" not in read
    assert "1234" not in read
    assert '"login_pwd": "***"' in read
    assert '"passport": "P1"' in read
    assert redacted(repr({"password": "s3cret", "n": 1}).encode()) == """{'password': "***", 'n': 1}"""


def test_that_short_messages_stay_as_they_are() -> None:
    for name in ("E2", "E5", "E16.1", "E17"):
        text = json.dumps(example(name), ensure_ascii=False)
        assert redacted(text.encode()) == text
    assert "viewer:***@10.20.30.61" in redacted(json.dumps(example("E1")).encode())
    assert redacted("食堂".encode("gb18030")) == "食堂"
    assert redacted("\ufeff食堂".encode()) == "食堂"
    assert redacted(b"") == ""


def test_that_binary_is_named_and_not_shown() -> None:
    assert redacted(bytes(range(256)) * 20) == "<binary 5 kB>"
    assert redacted(b"\x00\x01\x02") == "<binary 3 bytes>"
    assert redacted(b"mostly text that is long enough \xff\xff") == "mostly text that is long enough \ufffd"


@pytest.mark.parametrize("limit", [0, 1, 5, 100])
def test_that_a_long_body_is_cut(limit: int) -> None:
    text = redacted("食 堂 ".encode() * 5000, limit=limit)
    assert len(text) == limit
    assert text == "" or text.endswith("…")


def test_that_a_huge_body_is_cut_between_words() -> None:
    assert redacted("陈 ".encode() * 200_000, limit=9) == "陈 陈 陈 陈 …"
    assert redacted(b'"' * 200_000) == '"' * 65535 + "…"
    assert redacted(b"{}" * 4000, limit=10) == "{}{}{}{}{…"


def test_that_no_half_of_a_password_is_left_by_the_cut() -> None:
    body = b"a b " * 50 + b"rtsp://user:secretsecret@10.0.0.1/x" + b" c d" * 50
    for limit in range(80, 240):
        assert "sec" not in redacted(body, limit=limit)
