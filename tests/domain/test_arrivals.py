"""Addresses and MACs in the one form in which they are compared."""

from __future__ import annotations

import pytest

from sophon_monitor.domain.arrivals import is_ip, plain_address
from sophon_monitor.domain.box_matching import mac_digits


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("::ffff:1.2.3.4", "1.2.3.4"),
        (" 1.2.3.4 ", "1.2.3.4"),
        ("[FE80::1]", "fe80::1"),
        ("Lobby.Local", "lobby.local"),
        ("", None),
        (None, None),
    ],
)
def test_that_addresses_are_compared_in_one_form(text: str | None, plain: str | None) -> None:
    assert plain_address(text) == plain


@pytest.mark.parametrize(
    ("mac", "digits"),
    [
        ("E0:A5:09:00:2C:7F", "e0a509002c7f"),
        ("0xe0a509002c7f", "e0a509002c7f"),
        ("e0-a5-09-00-2c-7f", "e0a509002c7f"),
        ("e0a5", None),
        ("ghijklmnopqr", None),
        (None, None),
    ],
)
def test_that_macs_are_compared_by_their_digits(mac: str | None, digits: str | None) -> None:
    assert mac_digits(mac) == digits


@pytest.mark.parametrize("text", [None, "", "lobby.local", "rtsp://10.0.0.1"])
def test_that_only_an_address_is_an_ip(text: str | None) -> None:
    assert not is_ip(text)
    assert is_ip("10.0.0.1")
