"""What may be typed as addresses to search, and what is refused with a reason."""

from __future__ import annotations

import ipaddress
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sophon_monitor.domain.scan_ranges import (
    FIXED_ADDRESSES,
    MOST_ADDRESSES,
    RangeError,
    RangeErrorCode,
    parse_ranges,
    subnet_range,
)


@pytest.mark.parametrize(
    ("text", "first", "last", "count"),
    [
        ("192.168.1.1-254", "192.168.1.1", "192.168.1.254", 254),
        ("192.168.1.1-192.168.1.20", "192.168.1.1", "192.168.1.20", 20),
        ("192.168.1.250-192.168.2.5", "192.168.1.250", "192.168.2.5", 12),
        ("192.168.1.0/24", "192.168.1.1", "192.168.1.254", 254),
        ("192.168.1.77/24", "192.168.1.1", "192.168.1.254", 254),
        ("192.168.1.0/255.255.255.0", "192.168.1.1", "192.168.1.254", 254),
        ("10.0.0.0/20", "10.0.0.1", "10.0.15.254", 4094),
        ("10.0.0.6/31", "10.0.0.6", "10.0.0.7", 2),
        ("10.0.0.9/32", "10.0.0.9", "10.0.0.9", 1),
        ("192.168.1.180", "192.168.1.180", "192.168.1.180", 1),
        ("192.168.1.7-7", "192.168.1.7", "192.168.1.7", 1),
        ("  192.168.1.1 - 5 \n", "192.168.1.1", "192.168.1.5", 5),
        ("192.168.1.1 – 192.168.1.5", "192.168.1.1", "192.168.1.5", 5),
        ("１９２．１６８。１.１０——２０", "192.168.1.10", "192.168.1.20", 11),
    ],
)
def test_that_a_range_names_its_addresses(text, first, last, count):
    found = parse_ranges(text).addresses
    assert (found[0], found[-1], len(found)) == (first, last, count)


@pytest.mark.parametrize("sign", [",", "，", "、", ";", "；", " ", "\n", "\t", ", ", " ，; "])
def test_that_several_ranges_are_separated_by_what_people_type(sign):
    found = parse_ranges(sign.join(("10.0.0.5", "10.0.0.1-3", "10.0.0.9")))
    assert found.addresses == ("10.0.0.5", "10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.9")
    assert found.text == "10.0.0.5, 10.0.0.1-3, 10.0.0.9"


def test_that_an_address_named_twice_is_searched_once():
    found = parse_ranges("10.0.0.3, 10.0.0.1-4, 10.0.0.1-4, 10.0.0.2")
    assert found.addresses == ("10.0.0.3", "10.0.0.1", "10.0.0.2", "10.0.0.4")


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        ("", RangeErrorCode.EMPTY, None),
        (" ,；\n", RangeErrorCode.EMPTY, None),
        ("box", RangeErrorCode.NOT_AN_ADDRESS, "box"),
        ("192.168.1", RangeErrorCode.NOT_AN_ADDRESS, "192.168.1"),
        ("192.168.1.256", RangeErrorCode.NOT_AN_ADDRESS, "192.168.1.256"),
        ("192.168.1.1-300", RangeErrorCode.NOT_AN_ADDRESS, "192.168.1.1-300"),
        ("192.168.1.1-", RangeErrorCode.NOT_AN_ADDRESS, "192.168.1.1-"),
        ("-5", RangeErrorCode.NOT_AN_ADDRESS, "-5"),
        ("10.0.0.0/33", RangeErrorCode.NOT_AN_ADDRESS, "10.0.0.0/33"),
        ("10.0.0.0/", RangeErrorCode.NOT_AN_ADDRESS, "10.0.0.0/"),
        ("10.0.0.1-5/24", RangeErrorCode.NOT_AN_ADDRESS, "10.0.0.1-5/24"),
        ("fe80::1", RangeErrorCode.NOT_AN_ADDRESS, "fe80::1"),
        ("192.168.1.20-10", RangeErrorCode.BACKWARDS, "192.168.1.20-10"),
        ("192.168.2.1-192.168.1.1", RangeErrorCode.BACKWARDS, "192.168.2.1-192.168.1.1"),
        ("0.0.0.0", RangeErrorCode.NOT_A_HOST, "0.0.0.0"),
        ("224.0.0.251", RangeErrorCode.NOT_A_HOST, "224.0.0.251"),
        ("223.255.255.250-224.0.0.1", RangeErrorCode.NOT_A_HOST, "223.255.255.250-224.0.0.1"),
        ("255.255.255.255", RangeErrorCode.NOT_A_HOST, "255.255.255.255"),
    ],
)
def test_that_nonsense_is_refused_by_its_name(text, code, named):
    with pytest.raises(RangeError) as refused:
        parse_ranges(f"10.9.9.9, {text}" if named else text)
    assert (refused.value.code, refused.value.values.get("text")) == (code, named)


@pytest.mark.parametrize(
    "text",
    [
        "10.0.0.0/19",
        "10.0.0.0/8",
        "10.0.0.1-10.255.255.254",
        "10.0.0.0/20, 10.0.16.1-3",
        " ".join(["10.0.0.1"] * 20_000),
        ",".join(f"10.0.0.{n % 250 + 1}-10.0.15.{n // 250 + 1}" for n in range(3000)),
    ],
)
def test_that_more_than_4096_addresses_are_refused_at_once(text):
    begun = time.process_time()
    with pytest.raises(RangeError) as refused:
        parse_ranges(text)
    assert (refused.value.code, refused.value.values) == (RangeErrorCode.TOO_MANY, {"most": "4096"})
    assert time.process_time() - begun < 0.5


def test_that_exactly_4096_addresses_are_searched():
    assert len(parse_ranges("10.0.0.0-10.0.15.255").addresses) == MOST_ADDRESSES


def test_that_a_long_word_is_shown_cut():
    with pytest.raises(RangeError) as refused:
        parse_ranges("x" * 5000)
    assert len(refused.value.values["text"]) < 100


@given(st.text(max_size=60))
def test_that_any_text_is_understood_or_refused(text):
    try:
        found = parse_ranges(text)
    except RangeError:
        return
    assert 0 < len(found.addresses) == len(set(found.addresses)) <= MOST_ADDRESSES
    assert parse_ranges(found.text) == found


@pytest.mark.parametrize(
    ("address", "prefix", "text"),
    [
        ("192.168.1.63", 24, "192.168.1.1-254"),
        ("192.168.1.200", 25, "192.168.1.129-254"),
        ("10.8.4.17", 22, "10.8.4.1-10.8.7.254"),
        ("10.8.20.17", 20, "10.8.16.1-10.8.31.254"),
        ("172.16.9.3", 16, "172.16.9.1-254"),
        ("10.1.2.3", 8, "10.1.2.1-254"),
        ("10.0.0.1", 30, "10.0.0.1-2"),
        ("10.0.0.1", 31, ""),
        ("172.16.0.3", 32, ""),
        ("nowhere", 24, ""),
    ],
)
def test_that_an_adapter_suggests_its_subnet(address, prefix, text):
    assert subnet_range(address, prefix) == text
    if text:
        found = parse_ranges(text).addresses
        net = ipaddress.ip_network(f"{address}/{max(prefix, 24) if prefix < 20 else prefix}", strict=False)
        assert found == tuple(str(host) for host in net.hosts())


def test_that_the_offered_addresses_can_be_searched():
    assert parse_ranges(", ".join(FIXED_ADDRESSES)).addresses == FIXED_ADDRESSES
