"""A list of boxes out of a CSV file or of pasted lines: what can be read is kept, what cannot is named by its line."""

from __future__ import annotations

import codecs
import csv
import ipaddress
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sophon_monitor.domain.site import API_PORT, STREAM_PORT, SYSTEM_PORT, BoxAddress

MOST_ROWS = 1000
MOST_BYTES = 1_000_000

_MOST_NAME, _MOST_NOTE, _MOST_SHOWN = 100, 1000, 120
_MOST_LINES_OF_A_ROW = 20  # a note may have line breaks; a stray quotation mark must not swallow the file
_DELIMITERS = ("\t", ";", ",", "；", "，")
_COLUMNS: Mapping[str, str] = {
    **dict.fromkeys(("address", "host", "ip", "ipaddress", "地址", "ip地址", "主机", "盒子地址"), "address"),
    **dict.fromkeys(("name", "boxname", "名称", "名字", "盒子名称"), "name"),
    **dict.fromkeys(("note", "notes", "comment", "remark", "remarks", "备注", "说明"), "note"),
    **dict.fromkeys(("api", "apiport", "port", "端口", "api端口"), "api"),
    **dict.fromkeys(("ws", "wsport", "stream", "streamport", "events", "websocket", "ws端口", "事件端口"), "stream"),
    **dict.fromkeys(("sys", "sysport", "system", "systemport", "sys端口", "系统端口"), "system"),
}
_WITHOUT_HEADER = ("address", "name", "note")
_PORTS_WITHOUT_HEADER = ("address", "api", "stream", "system", "name", "note")
_PORTS = {"api": API_PORT, "stream": STREAM_PORT, "system": SYSTEM_PORT}
_HOST_NAME = re.compile(r"(?!-)[A-Za-z0-9_-]{1,63}(?<!-)(\.(?!-)[A-Za-z0-9_-]{1,63}(?<!-))*\.?")
_STARTS_WITH_IP = re.compile(r'\s*"?\s*[0-9]{1,3}(\.[0-9]{1,3}){3}\b')
_QUOTED = re.compile(r'"[^"]*"')
_LINE_END = re.compile(r"\r\n|\r|\n")


class RowErrorCode(StrEnum):
    """Why a row, or the whole text, could not be taken. The screen makes a sentence of it."""

    NO_ADDRESS = "no_address"  # the row has no address, or the header no such column
    NOT_AN_ADDRESS = "not_an_address"  # values: address
    NOT_A_HOST = "not_a_host"  # multicast, unspecified, broadcast; values: address
    TOO_MANY_COLONS = "too_many_colons"  # it is host:api:events:system; values: address
    BAD_PORT = "bad_port"  # no number from 1 to 65535; values: port
    BROKEN_QUOTES = "broken_quotes"
    TWICE = "twice"  # the address stands in an earlier line, which counts; values: line, address
    TOO_MANY_ROWS = "too_many_rows"  # from this line on nothing was read; values: most
    TOO_LARGE = "too_large"  # nothing was read; values: most (bytes)
    NOT_TEXT = "not_text"  # nothing was read


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One row that was left out.

    Attributes:
        line: From 1, as an editor counts; 0 where the whole text is meant.
        values: What the sentence names.
        text: The row as it was written, at most 120 characters.
    """

    line: int
    code: RowErrorCode
    values: Mapping[str, str] = field(default_factory=dict)
    text: str = ""


@dataclass(frozen=True, slots=True)
class BoxList:
    """What a list names: address, name and note of each box, and the rows that were left out."""

    entries: tuple[tuple[BoxAddress, str | None, str | None], ...] = ()
    problems: tuple[RowProblem, ...] = ()


class _RowError(ValueError):
    def __init__(self, code: RowErrorCode, **values: str) -> None:
        super().__init__(code.value)
        self.code = code
        self.values = values


def read_box_list(data: bytes) -> BoxList:
    """Read a list: UTF-8, UTF-16 with its mark or GB18030; comma, semicolon or tab; a header or none."""
    if len(data) > MOST_BYTES:
        return BoxList(problems=(RowProblem(0, RowErrorCode.TOO_LARGE, {"most": str(MOST_BYTES)}),))
    text = _decoded(data)
    if text is None:
        return BoxList(problems=(RowProblem(0, RowErrorCode.NOT_TEXT),))
    return _Reading().all_of(_LINE_END.split(text))


def _decoded(data: bytes) -> str | None:
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


class _Reading:
    """One list being read."""

    def __init__(self) -> None:
        self._entries: dict[BoxAddress, tuple[int, str | None, str | None]] = {}
        self._problems: list[RowProblem] = []
        self._columns: Sequence[str | None] = ()  # as the header names them

    def all_of(self, lines: Sequence[str]) -> BoxList:
        delimiter = _delimiter(lines)
        rows = 0
        for line, text in _rows(lines):
            if rows == MOST_ROWS:
                self._leave_out(line, _RowError(RowErrorCode.TOO_MANY_ROWS, most=str(MOST_ROWS)), text)
                break
            try:
                cells = _cells(text, delimiter)
                if rows == 0 and not self._columns and (columns := _header(cells)):
                    self._columns = columns
                    if "address" not in columns:
                        raise _RowError(RowErrorCode.NO_ADDRESS)
                elif any(cells):
                    rows += 1
                    self._take(line, cells)
            except _RowError as error:
                self._leave_out(line, error, text)
            if self._columns and "address" not in self._columns:
                break
        kept = ((address, name, note) for address, (_, name, note) in self._entries.items())
        return BoxList(tuple(kept), tuple(self._problems))

    def _leave_out(self, line: int, error: _RowError, text: str) -> None:
        self._problems.append(RowProblem(line, error.code, error.values, text.strip()[:_MOST_SHOWN]))

    def _take(self, line: int, cells: Sequence[str]) -> None:
        """Keep the box, or the boxes, of one row.

        Raises:
            _RowError: It names none.
        """
        if not self._columns and len(cells) == 1 and _STARTS_WITH_IP.match(cells[0]):
            cells = cells[0].split(maxsplit=1)  # a name behind a blank
            if len(cells) > 1 and _STARTS_WITH_IP.match(cells[1]):
                cells = " ".join(cells).split()
        if not self._columns and len(cells) > 1 and all(_STARTS_WITH_IP.match(cell) for cell in cells):
            for cell in cells:  # addresses side by side, as they are pasted
                self._keep(line, _address(cell, {}), None, None)
            return
        named = zip(self._columns or _columns_of(cells), cells, strict=False)
        said = dict(reversed([*named]))  # of two columns of one name the first counts
        ports = {name: said[name] for name in _PORTS if said.get(name)}
        name = " ".join(said.get("name", "").split())[:_MOST_NAME]
        note = said.get("note", "")[:_MOST_NOTE]
        self._keep(line, _address(said.get("address", ""), ports), name or None, note or None)

    def _keep(self, line: int, address: BoxAddress, name: str | None, note: str | None) -> None:
        if (former := self._entries.get(address)) is not None:
            raise _RowError(RowErrorCode.TWICE, line=str(former[0]), address=address.host)
        self._entries[address] = (line, name, note)


# -- rows and columns --------------------------------------------------------------------------------------------------


def _rows(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Line number and text of each row; a row may have line breaks within quotation marks."""
    place = 0
    while place < len(lines):
        length = _lines_of_row(lines, place)
        text = "\n".join(lines[place : place + length])
        place += length
        if text.strip() and not text.lstrip().startswith("#") and not text.startswith("sep="):
            yield place - length + 1, text


def _lines_of_row(lines: Sequence[str], place: int) -> int:
    """How many lines the row has: more than one only where quotation marks close in a line that begins no box."""
    marks = lines[place].count('"')
    for length in range(1, _MOST_LINES_OF_A_ROW):
        if marks % 2 == 0:
            return length
        if place + length == len(lines) or _STARTS_WITH_IP.match(lines[place + length]):
            return 1
        marks += lines[place + length].count('"')
    return 1


def _delimiter(lines: Sequence[str]) -> str:
    """The sign that stands in most lines, outside of quotation marks; Excel's own first line says it outright."""
    said = lines[0].removeprefix("sep=").rstrip("\r\n ")
    if said in _DELIMITERS:
        return said
    plain = [_QUOTED.sub("", line) for line in lines[: 2 * MOST_ROWS]]
    return max(_DELIMITERS, key=lambda sign: sum(sign in line for line in plain))


def _cells(text: str, delimiter: str) -> list[str]:
    try:
        row = next(csv.reader([text], delimiter=delimiter, strict=True, skipinitialspace=True))
    except csv.Error:
        raise _RowError(RowErrorCode.BROKEN_QUOTES) from None
    return [cell.strip() for cell in row]


def _header(cells: Sequence[str]) -> Sequence[str | None]:
    """What the columns of a header mean, None for those that mean nothing to us; empty where it is no header."""
    columns = [_COLUMNS.get(re.sub(r"[\s_.()*:-]", "", unicodedata.normalize("NFKC", c)).casefold()) for c in cells]
    is_header = "address" in columns or (len(cells) > 1 and all(columns))
    return columns if is_header else ()


def _columns_of(cells: Sequence[str]) -> Sequence[str]:
    """Without a header: address, name, note; or address, three ports, name, note."""
    has_ports = len(cells) > 3 and all(cell.isdecimal() for cell in cells[1:4])
    return _PORTS_WITHOUT_HEADER if has_ports else _WITHOUT_HEADER


# -- addresses ---------------------------------------------------------------------------------------------------------


def _address(cell: str, ports: Mapping[str, str]) -> BoxAddress:
    """Read `host`, `host:api:events:system` or a web address; ports of their own columns count more.

    Raises:
        _RowError: It is none.
    """
    typed = unicodedata.normalize("NFKC", cell).replace("。", ".").strip()
    if not typed:
        raise _RowError(RowErrorCode.NO_ADDRESS)
    if "://" in typed:  # its port is that of the box's web page
        typed = re.split(r"[/?#]", typed.partition("://")[2])[0].rpartition("@")[2]
        typed = typed if typed.startswith("[") else typed.partition(":")[0]
    host, behind = _host_and_ports(typed)
    if len(behind) > len(_PORTS):
        raise _RowError(RowErrorCode.TOO_MANY_COLONS, address=typed[:_MOST_SHOWN])
    said = {name: port for name, port in zip(_PORTS, behind, strict=False) if port.strip()} | dict(ports)
    numbers = {name: _port(text) for name, text in said.items()}
    return BoxAddress(_checked_host(host.strip()), **(_PORTS | numbers))


def _host_and_ports(typed: str) -> tuple[str, list[str]]:
    if typed.startswith("["):
        host, _, rest = typed[1:].partition("]")
        return host, rest.split(":")[1:]
    if _ip(typed) is not None:  # IPv6 without brackets has no room for ports
        return typed, []
    host, *behind = typed.split(":")
    return host, behind


def _port(text: str) -> int:
    plain = unicodedata.normalize("NFKC", text).strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) < 6 and 1 <= int(plain) <= 65535):
        raise _RowError(RowErrorCode.BAD_PORT, port=text[:_MOST_SHOWN])
    return int(plain)


def _ip(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None


def _checked_host(host: str) -> str:
    ip = _ip(host)
    if ip is not None:
        if ip.is_unspecified or ip.is_multicast or host == "255.255.255.255":
            raise _RowError(RowErrorCode.NOT_A_HOST, address=host)
        return host
    if re.fullmatch(r"[0-9.]*", host) or len(host) > 253 or not _HOST_NAME.fullmatch(host):
        raise _RowError(RowErrorCode.NOT_AN_ADDRESS, address=host[:_MOST_SHOWN])
    return host
