"""Which addresses a search asks: as a person types them, and as an adapter's subnet suggests them."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address, IPv4Network

MOST_ADDRESSES = 4096
# Where a box may be that is not in the subnet of the site: SE5's LAN socket, and SE3 as it leaves the factory.
FIXED_ADDRESSES = ("192.168.150.1", "192.168.1.180")

_LARGEST_PREFIX, _SMALLEST_PREFIX = 20, 30  # 4094 hosts; 2 hosts
_MOST_TEXT = 100_000  # 4096 addresses one by one, and room
_MOST_COUNTED = 8 * MOST_ADDRESSES  # ranges may overlap, within reason
_MOST_SHOWN = 60
# What a Chinese keyboard gives beside the full-width forms, which NFKC knows.
_SPELT_OTHERWISE = str.maketrans({"、": ",", "。": ".", ";": ",", "–": "-", "—": "-", "−": "-", "~": "-"})
_AROUND_A_SIGN = re.compile(r"\s*([-/])[\s-]*")
_BETWEEN = re.compile(r"[\s,]+")
_LAST_NUMBER = re.compile(r"[0-9]{1,3}")


class RangeErrorCode(StrEnum):
    """Why a text names no addresses to search. The screen makes a sentence of it."""

    EMPTY = "empty"
    NOT_AN_ADDRESS = "not_an_address"  # values: text
    BACKWARDS = "backwards"  # the end lies before the beginning; values: text
    TOO_MANY = "too_many"  # values: most
    NOT_A_HOST = "not_a_host"  # multicast, unspecified, broadcast: nothing lives there; values: text


class RangeError(ValueError):
    """What was typed cannot be searched.

    Attributes:
        code: What is wrong.
        values: Short texts that the sentence names; `text` is the part as it was typed.
    """

    def __init__(self, code: RangeErrorCode, **values: str) -> None:
        """Keep code and values."""
        super().__init__(code.value)
        self.code = code
        self.values = values


@dataclass(frozen=True, slots=True)
class ScanRanges:
    """What to search.

    Attributes:
        addresses: IPv4 addresses in the order in which they were named, each once; 1 to 4096.
        text: The ranges as they were understood, separated by ", ".
    """

    addresses: tuple[str, ...]
    text: str


def parse_ranges(text: str) -> ScanRanges:
    """Read `192.168.1.1-254`, `192.168.1.1-192.168.1.20`, `192.168.1.0/24` (its hosts) and single addresses.

    Several are separated by commas, semicolons or blanks; full-width and Chinese signs count as well.

    Raises:
        RangeError: Something in it cannot be searched; then nothing is.
    """
    if len(text) > _MOST_TEXT:
        raise RangeError(RangeErrorCode.TOO_MANY, most=str(MOST_ADDRESSES))
    plain = _AROUND_A_SIGN.sub(r"\1", unicodedata.normalize("NFKC", text).translate(_SPELT_OTHERWISE))
    parts = dict.fromkeys(part for part in _BETWEEN.split(plain) if part)
    if not parts:
        raise RangeError(RangeErrorCode.EMPTY)
    ends = tuple(dict.fromkeys(_ends_of(part) for part in parts))
    counted = sum(min(last - first + 1, _MOST_COUNTED + 1) for first, last in ends)
    found: dict[int, None] = {}
    if counted <= _MOST_COUNTED:
        found = dict.fromkeys(number for first, last in ends for number in range(first, last + 1))
    if not 0 < len(found) <= MOST_ADDRESSES:
        raise RangeError(RangeErrorCode.TOO_MANY, most=str(MOST_ADDRESSES))
    return ScanRanges(tuple(str(IPv4Address(number)) for number in found), ", ".join(parts))


def subnet_range(address: str, prefix: int) -> str:
    """Return the text for the subnet of an adapter, "" where it has none to search (/31, /32, no address).

    Of a subnet larger than /20 it is the /24 around the address.
    """
    try:
        around = IPv4Network(f"{address}/{24 if prefix < _LARGEST_PREFIX else prefix}", strict=False)
    except ValueError:
        return ""
    if around.prefixlen > _SMALLEST_PREFIX:
        return ""
    first, last = str(around[1]), str(around[-2])
    same_until = first.rpartition(".")[0]
    return f"{first}-{last.removeprefix(f'{same_until}.')}"


def _ends_of(part: str) -> tuple[int, int]:
    """First and last address of one part.

    Raises:
        RangeError: It is none.
    """
    shown = part[:_MOST_SHOWN]
    try:
        first, last = _net_ends(part) if "/" in part else _span_ends(part)
    except ValueError:
        raise RangeError(RangeErrorCode.NOT_AN_ADDRESS, text=shown) from None
    if last < first:
        raise RangeError(RangeErrorCode.BACKWARDS, text=shown)
    if first < IPv4Address("1.0.0.0") or last >= IPv4Address("224.0.0.0"):
        raise RangeError(RangeErrorCode.NOT_A_HOST, text=shown)
    return int(first), int(last)


def _net_ends(part: str) -> tuple[IPv4Address, IPv4Address]:
    net = ipaddress.IPv4Network(part, strict=False)
    if net.prefixlen > _SMALLEST_PREFIX:
        return net[0], net[-1]
    return net[1], net[-2]


def _span_ends(part: str) -> tuple[IPv4Address, IPv4Address]:
    begin, sign, end = part.partition("-")
    first = IPv4Address(begin)
    if not sign:
        return first, first
    if _LAST_NUMBER.fullmatch(end):
        end = f"{begin.rpartition('.')[0]}.{int(end)}"
    return first, IPv4Address(end)
