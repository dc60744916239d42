"""Whatever arrives is a message or a ProtocolError, and nothing that must not stay stays."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any
from urllib.parse import urlencode

from hypothesis import given, settings
from hypothesis import strategies as st

from sophon_monitor.protocol.answers import decode_device_list, decode_system, decode_threshold
from sophon_monitor.protocol.decode import Decoded, decode_body, decode_frame
from sophon_monitor.protocol.errors import ProtocolError
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.protocol.nested import parsed
from sophon_monitor.protocol.redaction import masked_credentials, redacted
from sophon_monitor.protocol.requests import SystemCall
from sophon_monitor.protocol.wording import sentence
from tests.protocol.examples import EXAMPLES, FEATURE, example
from tests.protocol.test_bodies import as_text, multipart, multipart_type

NUMBERS = st.one_of(st.integers(), st.floats(), st.sampled_from([10**400, 1e308, -0.0, 1718352045137]))
TEXTS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["", " ", "\ud800", "{'a': (1,)}", '{"a": 1}', "[", "23%", "3.71G", "0xe0a509005218__x", "NaN"]),
)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=8,
)
CONTENT_TYPES = st.sampled_from(
    [
        None,
        "",
        "application/json",
        "application/x-www-form-urlencoded",
        multipart_type(),
        "multipart/form-data",
        "\ud800",
    ]
)


def _places(value: object) -> list[tuple[Any, Any]]:
    """Every container and key inside a message, so that any member can be changed."""
    found: list[tuple[Any, Any]] = []
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            found.append((value, key))
            found += _places(value[key])
    return found


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, Any]:
    """A real message with some members replaced, renamed or taken out."""
    message = example(draw(st.sampled_from(EXAMPLES)))
    for _ in range(draw(st.integers(0, 4))):
        places = _places(message)
        if not places:
            break
        holder, key = draw(st.sampled_from(places))
        match draw(st.integers(0, 3)):
            case 0:
                holder[key] = draw(VALUES)
            case 1:
                del holder[key]
            case 2:
                holder[key] = json.dumps(holder[key])
            case _:
                holder[key] = repr(holder[key])
    return message


BODIES = st.one_of(
    st.binary(max_size=300),
    VALUES.map(lambda value: json.dumps(value).encode()),
    mutated().map(lambda value: json.dumps(value).encode()),
    mutated().map(lambda value: json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")),
    mutated().map(lambda value: json.dumps(value, ensure_ascii=False).encode("gb18030", "replace")),
    mutated().map(lambda value: urlencode(as_text(value, repr), errors="replace").encode()),
    mutated().map(multipart),
    st.lists(mutated(), max_size=3).map(lambda value: json.dumps(value).encode()),
    st.tuples(mutated(), st.integers(0, 5000)).map(lambda cut: json.dumps(cut[0]).encode()[: cut[1]]),
)


def _read_or_refused(decode: Callable[[], object]) -> None:
    try:
        decode()
    except ProtocolError as error:
        json.dumps(error.values, ensure_ascii=False).encode()
        sentence(error).encode()


def _members(value: object) -> list[object]:
    if is_dataclass(value):
        return [member for field in fields(value) for member in _members(getattr(value, field.name))]
    if isinstance(value, dict):
        return [member for pair in value.items() for part in pair for member in _members(part)]
    if isinstance(value, list | tuple):
        return [member for part in value for member in _members(part)]
    return [value]


@given(BODIES, CONTENT_TYPES)
@settings(max_examples=600, deadline=None, derandomize=True)
def test_that_whatever_is_pushed_is_a_message_or_a_protocol_error(body: bytes, content_type: str | None) -> None:
    def decode() -> None:
        decoded = decode_body(body, content_type)
        assert isinstance(decoded, Decoded)
        assert decoded.messages or decoded.rejected
        for member in _members(decoded.messages):
            if isinstance(member, str):
                member.encode()  # what cannot be written would break the archive
                assert "\x00" not in member
                assert len(member) <= 2048
            elif isinstance(member, float):
                assert member - member == 0.0
        for message in decoded.messages:
            for percent in (getattr(getattr(message, "health", None), f"{name}_percent", None) for name in
                            ("cpu", "tpu", "memory", "disk")):  # fmt: skip
                assert percent is None or 0.0 <= percent <= 100.0
            json.dumps(getattr(message, "extra", {}), allow_nan=False)

    _read_or_refused(decode)


@given(BODIES)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_that_whatever_is_streamed_or_answered_is_read_or_refused(body: bytes) -> None:
    _read_or_refused(lambda: decode_frame(body))
    _read_or_refused(lambda: decode_frame(body.decode("utf-8", "surrogateescape")))
    _read_or_refused(lambda: decode_device_list(body))
    for call in SystemCall:
        _read_or_refused(lambda call=call: decode_system(call, body))  # type: ignore[misc]
    for generation in Generation:
        _read_or_refused(lambda generation=generation: decode_threshold(body, generation))  # type: ignore[misc]


@given(BODIES, st.integers(0, 3000))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_that_whatever_arrives_can_be_shown(body: bytes, limit: int) -> None:
    text = redacted(body, limit=limit)
    assert len(text) <= limit
    text.encode()
    assert len(redacted(body)) <= 65536


@given(
    st.binary(min_size=150, max_size=4000),
    st.sampled_from(["name", "pic", "feature"]),
    mutated(),
    st.integers(0, 4),
)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_that_planted_base64_is_never_shown(data: bytes, key: str, message: dict[str, Any], layout: int) -> None:
    planted = base64.b64encode(data).decode()
    message[key] = planted if layout != 1 else {"deep": [base64.encodebytes(data).decode()]}
    body = {
        0: lambda: json.dumps(message).encode(),
        1: lambda: json.dumps(message).encode(),
        2: lambda: repr(message).encode("utf-8", "replace"),
        3: lambda: urlencode({key: planted, "x": "1"}).encode(),
        4: lambda: multipart({"a": 1, key: planted}),
    }[layout]()
    text = redacted(body).replace("\\n", "")
    for start in range(0, len(planted) - 64, 16):
        assert planted[start : start + 64] not in text


NUMBERS_OF_A_FACE = [0.0441942 + i / 10_000 for i in range(512)]
FEATURES: dict[str, Any] = {
    "list": NUMBERS_OF_A_FACE,
    "members": {str(i): number for i, number in enumerate(NUMBERS_OF_A_FACE)},
    "folded": [NUMBERS_OF_A_FACE[i : i + 32] for i in range(0, 512, 32)],
    "base64": FEATURE,
    "text": str(NUMBERS_OF_A_FACE),
    "bare text": ", ".join(map(str, NUMBERS_OF_A_FACE[:100])),
}


@given(
    st.sampled_from(EXAMPLES),
    st.data(),
    st.sampled_from(list(FEATURES)),
    st.sampled_from([None, "feature", "feature_binary", "x"]),
)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_that_a_feature_vector_stays_nowhere(name: str, data: st.DataObject, layout: str, key: str | None) -> None:
    message = example(name)
    places = _places(message)
    holder, place = places[data.draw(st.integers(0, len(places) - 1))]
    holder[place if key is None or isinstance(holder, list) else key] = FEATURES[layout]
    try:
        decoded = decode_body(json.dumps(message).encode())
    except ProtocolError:
        return
    members = _members(decoded.messages)
    assert sum(member in NUMBERS_OF_A_FACE for member in members if isinstance(member, float)) <= 4
    words = [member for member in members if isinstance(member, str)]
    assert not any(FEATURE[100:160] in word or str(NUMBERS_OF_A_FACE[50]) in word for word in words)


@given(st.text(max_size=60), st.text(alphabet="abc:/@.,'%\\ \"1", max_size=60))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_that_texts_of_any_kind_are_masked_and_parsed_without_an_error(text: str, urls: str) -> None:
    assert isinstance(masked_credentials(text + "rtsp://u:" + urls + "@h"), str)
    parsed("{" + text)
    parsed("[" + urls + "]")


@given(st.text(alphabet="[](){}'\"u,:-+.0123456789e naifTruFlsNo\\x", max_size=60))
@settings(max_examples=500, deadline=None, derandomize=True)
def test_that_anything_like_a_literal_is_read_or_left(text: str) -> None:
    for words in ("{" + text, "[" + text + "]", "(" + text + ")", "{'a': " + text + "}"):
        json.dumps(parsed(words))
