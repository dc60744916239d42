"""A box that takes us for its platform, and the sentences of the wire."""

from __future__ import annotations

import pytest

from sophon_monitor.protocol.errors import ProtocolError, ProtocolErrorCode
from sophon_monitor.protocol.messages import PlatformLogin
from sophon_monitor.protocol.platform_login import platform_login
from sophon_monitor.protocol.wording import sentence


@pytest.mark.parametrize(
    ("query", "login"),
    [
        ({"dev_sno": "CODE", "hex_mac": "0xe0a509005218"}, PlatformLogin("CODE", "0xe0a509005218")),
        ({"mq_license_key": "CODE", "device_sn": "S "}, PlatformLogin("CODE", "S")),
        ({"dev_sno": "CODE", "device_sn": "S", "token": "x"}, PlatformLogin("CODE", "S")),
        ({"dev_sno": "", "hex_mac": "0xe0"}, PlatformLogin(None, "0xe0")),
        ({"dev_sno": "CODE"}, None),
        ({"hex_mac": "0xe0"}, None),
        ({}, None),
    ],
)
def test_that_a_login_has_a_code_and_a_serial(query: dict[str, str], login: PlatformLogin | None) -> None:
    assert platform_login(query) == login


@pytest.mark.parametrize("code", list(ProtocolErrorCode))
def test_that_every_error_has_a_sentence(code: ProtocolErrorCode) -> None:
    words = sentence(ProtocolError(code))
    assert words[0].isupper()
    assert words.endswith(".")
    assert "{" not in words


def test_that_a_sentence_names_the_values() -> None:
    error = ProtocolError(ProtocolErrorCode.NOT_JSON, line="2", column="18", problem="Expecting ',' delimiter")
    assert sentence(error) == "The body is not JSON: Expecting ',' delimiter at line 2, column 18."
    assert sentence(ProtocolError(ProtocolErrorCode.UNKNOWN_SHAPE, keys="")) == (
        "No known message has these fields: nothing."
    )
    assert sentence(ProtocolError(ProtocolErrorCode.BAD_FORM, problem="{x}.")) == (
        "The form cannot be taken apart: {x}."
    )
