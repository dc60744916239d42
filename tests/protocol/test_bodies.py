"""Bodies before their meaning: JSON, forms, encodings, headers that lie (protocol.md 8.1 no 13, 14, 23, 24, 39)."""

from __future__ import annotations

import base64
import json
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from sophon_monitor.protocol.decode import MAX_ITEMS, decode_body, decode_frame
from sophon_monitor.protocol.errors import ProtocolError, ProtocolErrorCode
from sophon_monitor.protocol.forms import MAX_ESCAPES, MAX_PARTS
from sophon_monitor.protocol.messages import CameraEntry, Message, PictureState, Recognition
from sophon_monitor.protocol.nested import MAX_LITERAL_CHARACTERS, parsed
from tests.protocol.examples import BASE64, JPEG, PRESENT, UNDECODABLE, example, heartbeat, one, recognition

URLENCODED = "application/x-www-form-urlencoded"
BOUNDARY = "--------7d1c4f0a"


def multipart(fields: dict[str, Any], *, files: dict[str, bytes] | None = None, boundary: str = BOUNDARY) -> bytes:
    """A form as requests and curl write it."""
    body = b""
    for name, value in fields.items():
        words = value if isinstance(value, str) else json.dumps(value)
        body += f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{words}\r\n'.encode(
            "utf-8", "replace"
        )
    for name, data in (files or {}).items():
        body += (
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="a.jpg"\r\n'
            "Content-Type: image/jpeg\r\n\r\n"
        ).encode() + data
        body += b"\r\n"
    return body + f"--{boundary}--\r\n".encode()


def multipart_type(boundary: str = BOUNDARY) -> str:
    return f"multipart/form-data; boundary={boundary}"


def as_text(message: dict[str, Any], write: Any = json.dumps) -> dict[str, str]:
    """Members as form fields: nested values written as text, everything else as it prints."""
    return {name: write(value) if isinstance(value, dict | list) else str(value) for name, value in message.items()}


def code_of(body: bytes, content_type: str | None = None) -> ProtocolErrorCode:
    with pytest.raises(ProtocolError) as raised:
        decode_body(body, content_type)
    return raised.value.code


NAMES = ("E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8.1", "E8.2", "E9", "E11", "E12.1", "E13", "E14", "E15", "E16.1",
         "E17", "E22.1", "E22.2")  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("write", [json.dumps, repr])
def test_that_every_message_is_the_same_as_form(name: str, write: Any) -> None:
    message = example(name)
    expected = one(message)
    fields = as_text(message, write)
    assert _alike(one(multipart(fields), multipart_type()), expected)
    assert _alike(one(urlencode(fields).encode(), URLENCODED), expected)


def _alike(read: Message, expected: Message) -> bool:
    """In a form, small numbers of `extra` are text."""
    if isinstance(read, Recognition) and isinstance(expected, Recognition):
        assert json.dumps(read.extra, sort_keys=True).replace('"', "") == json.dumps(
            expected.extra, sort_keys=True
        ).replace('"', "")
        return repr(read).partition("extra=")[0] == repr(expected).partition("extra=")[0]
    return read == expected


@pytest.mark.parametrize(
    "content_type", [None, "", "text/plain", "image/jpeg", "multipart/form-data", URLENCODED, "x" * 900]
)
def test_that_the_header_may_lie_about_json_and_multipart(content_type: str | None) -> None:
    message = example("E13")
    expected = one(message)
    assert one(json.dumps(message).encode(), content_type) == expected
    assert one(multipart(as_text(message)), content_type) == expected
    assert one(b"\r\n" + multipart(as_text(message)), content_type) == expected
    assert one(urlencode(as_text(message)).encode(), content_type) == expected


def test_that_pictures_come_as_file_parts_too() -> None:
    fields = {"identity_id": "1", "identity_name": "Li Na", "timestamp": "1718352045137"}
    files = {"spot_pic": JPEG, "recognize_face": BASE64.encode(), "reg_pic": b"", "ir_pic": b"\x00\xff\xfejunk"}
    read = recognition(multipart(fields, files=files), multipart_type())
    assert (read.scene, read.live, read.infrared) == (PRESENT, PRESENT, UNDECODABLE)
    assert (read.registered.state, read.person_name) == (PictureState.EMPTY, "Li Na")


def test_that_one_part_may_hold_the_whole_message() -> None:
    message = example("E13")
    whole = json.dumps(message)
    assert one(multipart({"data": whole}), multipart_type()) == one(message)
    assert one(urlencode({"json": whole}).encode(), URLENCODED) == one(message)
    assert one(quote(whole).encode(), URLENCODED) == one(message)
    assert one(urlencode({whole: ""}).encode().replace(b"%7B", b"%7b", 1), URLENCODED) == one(message)
    array = multipart({"events": json.dumps([message, message])})
    assert decode_body(array, multipart_type()).is_array
    assert len(decode_body(array, multipart_type()).messages) == 2


def test_that_one_part_with_the_message_may_stand_beside_pictures() -> None:
    message = example("E13")
    message["ext_data"]["spot_pic"] = None
    body = multipart({"info": json.dumps(message)}, files={"spot_pic": JPEG, "other": b"[1, 2]"})
    assert recognition(body, multipart_type()).scene == PRESENT


def test_that_a_single_part_that_is_a_field_stays_one() -> None:
    body = multipart({"sub_devices": '[{"ep_id": "a__10.0.0.1"}]'})
    assert heartbeat(body, multipart_type()).cameras == (CameraEntry(ep_id="a__10.0.0.1"),)


def test_that_missing_values_of_a_form_are_missing() -> None:
    fields = {"gateway_sn": "S", "gateway_ip": "None", "gateway_name": "null", "dev_sno": ""}
    read = heartbeat(urlencode(fields).encode(), URLENCODED)
    assert (read.identity.sn, read.identity.ips, read.identity.name, read.identity.license) == ("S", (), None, None)


def test_that_a_plus_sign_that_nobody_escaped_is_put_back() -> None:
    picture = BASE64.replace("/", "+")
    assert "+" in picture
    body = f"identity_id=a+b&timestamp=1&spot_pic=/9j/{picture[4:]}".encode()
    read = recognition(body, URLENCODED)
    assert (read.person_id, read.scene.data) == ("a b", base64.b64decode("/9j/" + picture[4:]))


def test_that_forms_of_old_senders_are_gb18030() -> None:
    body = b"identity_id=1&timestamp=1&identity_name=" + quote("张明".encode("gb18030")).encode()
    assert recognition(body, URLENCODED).person_name == "张明"
    part = multipart({"identity_id": "1", "timestamp": "1", "identity_name": "NAME"})
    assert recognition(part.replace(b"NAME", "张明".encode("gb18030")), multipart_type()).person_name == "张明"


def test_that_odd_parts_cost_nothing_else() -> None:
    body = (
        b"--b\r\nX-Odd: 1\r\n\r\nnameless\r\n--b\r\nContent-Disposition: form-data; name=gateway_sn\r\n\r\nS1\r\n"
        b"--b\r\nContent-Disposition: form-data; name=gateway_ip\r\n\r\ncut off"
    )
    assert heartbeat(body, "multipart/form-data; boundary=b").identity.sn == "S1"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"--b\r\nContent-Disposition: form-data; name=x\r\n\r\ncut off", None),
        (b"--b\r\nno header at all\r\n\r\n", None),
        (b"nothing of the kind", "multipart/form-data; boundary=b"),
        (b"nothing of the kind", "multipart/form-data; boundary=" + "b" * 300),
        (multipart({f"p{i}": "1" for i in range(MAX_PARTS + 1)}), multipart_type()),
        (b"identity_id=" + b"%41" * (MAX_ESCAPES + 1), URLENCODED),
        (urlencode({f"p{i}": "1" for i in range(MAX_PARTS + 1)}).encode(), URLENCODED),
    ],
)
def test_that_a_broken_form_is_refused_with_a_reason(body: bytes, content_type: str | None) -> None:
    assert code_of(body, content_type) is ProtocolErrorCode.BAD_FORM


def test_that_a_form_of_nothing_known_names_its_fields() -> None:
    for body in (b"hello=world", multipart({"hello": "[1]", "more": "2"})):
        with pytest.raises(ProtocolError) as raised:
            decode_body(body)
        assert raised.value.code is ProtocolErrorCode.UNKNOWN_SHAPE
        assert raised.value.values["keys"].startswith("hello")
    assert code_of(multipart({"hello": "[]"})) is ProtocolErrorCode.EMPTY_ARRAY


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", ProtocolErrorCode.EMPTY),
        (b" \r\n\t", ProtocolErrorCode.EMPTY),
        (b"\xef\xbb\xbf", ProtocolErrorCode.EMPTY),
        (b"{}", ProtocolErrorCode.UNKNOWN_SHAPE),
        (b'{"foo": 1}', ProtocolErrorCode.UNKNOWN_SHAPE),
        (b"[]", ProtocolErrorCode.EMPTY_ARRAY),
        (b"7", ProtocolErrorCode.NOT_AN_OBJECT),
        (b"null", ProtocolErrorCode.NOT_AN_OBJECT),
        (b'"text"', ProtocolErrorCode.NOT_AN_OBJECT),
        (b"hello", ProtocolErrorCode.NOT_JSON),
        (b"<html></html>", ProtocolErrorCode.NOT_JSON),
        (b'{"a": ', ProtocolErrorCode.NOT_JSON),
        (b"\xff\xd8\xff\xe0\x00", ProtocolErrorCode.NOT_TEXT),
        (b'{"a": "\xff\xff"}', ProtocolErrorCode.NOT_TEXT),
        (b"[" * 100_000, ProtocolErrorCode.TOO_DEEP),
        (b'{"a":' * 100_000, ProtocolErrorCode.TOO_DEEP),
        (b'{"gateway_sn": ' + b"9" * 10_000 + b"}", None),
        (b"[" + b"1," * MAX_ITEMS + b"1]", ProtocolErrorCode.UNKNOWN_SHAPE),
    ],
)
def test_that_what_cannot_be_read_says_why(body: bytes, code: ProtocolErrorCode | None) -> None:
    if code is None:
        assert heartbeat(body).identity.sn is None
    else:
        assert code_of(body) is code


@pytest.mark.parametrize(
    ("body", "line", "column"),
    [
        (b'{"gateway_sn": "S",}', "1", "20"),
        (b'{"gateway_sn": "S" // note\n}', "1", "20"),
        (b'{\n"gateway_sn": "S"\xef\xbc\x8c "x": 1}', "2", "18"),
    ],
)
def test_that_json_is_strict_and_an_error_has_a_place(body: bytes, line: str, column: str) -> None:
    with pytest.raises(ProtocolError) as raised:
        decode_body(body)
    assert raised.value.code is ProtocolErrorCode.NOT_JSON
    assert (raised.value.values["line"], raised.value.values["column"]) == (line, column)
    assert raised.value.values["problem"]


def test_that_a_raw_line_break_inside_a_text_is_no_error() -> None:
    assert heartbeat(b'{"gateway_sn": "S", "gateway_name": "a\nb"}').identity.name == "a\nb"


def test_that_encodings_are_told_by_the_bytes() -> None:
    words = json.dumps({"gateway_sn": "S", "gateway_name": "食堂"}, ensure_ascii=False)
    for body in (words.encode(), b"\xef\xbb\xbf" + words.encode(), b"\n " + words.encode("gb18030")):
        assert heartbeat(body, "text/plain; charset=latin-1").identity.name == "食堂"
    assert heartbeat(json.dumps({"gateway_name": "食堂"}).encode()).identity.name == "食堂"


def test_that_a_message_encoded_twice_is_decoded_twice() -> None:
    assert one(json.dumps(json.dumps(example("E1"))).encode()) == one(example("E1"))
    assert code_of(b'"{broken"') is ProtocolErrorCode.NOT_JSON


def test_that_of_equal_keys_the_last_counts() -> None:
    assert heartbeat(b'{"gateway_sn": "1", "gateway_sn": "2"}').identity.sn == "2"


def test_that_an_array_of_nothing_known_is_returned_with_its_errors() -> None:
    decoded = decode_body(b'[{"foo": 1}, {"\\ud800": 2}]')
    assert (decoded.messages, decoded.is_array) == ((), True)
    assert [error.values["keys"] for error in decoded.rejected] == ["foo", "?"]


def test_that_frames_are_read_as_text_and_as_bytes() -> None:
    words = json.dumps(example("E12.1"), ensure_ascii=False)
    expected = decode_body(words.encode())
    for frame in (words, words.encode(), "\ufeff" + words, b"\xef\xbb\xbf" + words.encode()):
        assert decode_frame(frame) == expected
    for empty in ("", b"", " \n", b" "):
        with pytest.raises(ProtocolError) as raised:
            decode_frame(empty)
        assert raised.value.code is ProtocolErrorCode.EMPTY


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("{'a': True, 'b': None, 'c': (1, 2), 'd': {1}, 3: 4}", {"a": True, "b": None, "c": [1, 2], "d": [1]}),
        (
            "{'a': -inf, 'b': nan, 'c': -1.5e-3, 'd': 'it\\'s nan'}",
            {"a": None, "b": None, "c": -0.0015, "d": "it's nan"},
        ),
        ("{'n': 12345678901234567890123456789}", {"n": "12345678901234567890123456789"}),
        (' {"a": [1, {"b": null}]} ', {"a": [1, {"b": None}]}),
        ("(1, 'x' \"y\")", [1, "xy"]),
        ("{u'\\u5f20': u'\\x41'}", {"张": "A"}),
        ({"a": 1}, {"a": 1}),
        (7, 7),
        ("plain", "plain"),
    ],
)
def test_that_nested_text_is_read_as_json_or_literal(words: object, value: object) -> None:
    assert parsed(words) == value


@pytest.mark.parametrize(
    "words",
    [
        "{'a': __import__('os')}",
        "{'a': 1-1-1}",
        "[0][0][0]",
        "{'a': b'x'}",
        "{'a': f'{1}'}",
        "{'a': 'bad \\q'}",
        "{'a': '\\x4'}",
        "{[1]: 2}",
        "{'a': 1",
        "[1 2]",
        "['a' -1]",
        "{'a': 'x'['y']}",
        "((1)(2))",
        "[" + "9" * 5000 + "]",
        "[" * 40 + "'x'" + "]" * 40,
        "['" + "x" * MAX_LITERAL_CHARACTERS + "']",
    ],
)
def test_that_text_that_only_looks_like_a_literal_stays_text(words: str) -> None:
    assert parsed(words) == words or words.startswith("[999")
