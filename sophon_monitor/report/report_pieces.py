"""Pieces of rich text for the report: tables, badges, times, and text of others made harmless."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication

from sophon_monitor.domain.checks import CheckState
from sophon_monitor.protocol.redaction import masked_credentials
from sophon_monitor.report import report_words as words

translate = QCoreApplication.translate

LONGEST = 80
ROWS_TOGETHER = 20
GREEN, RED, AMBER, GREY = "#dff3e4", "#fbe1e0", "#fdf0d5", "#eceff3"
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE = "#d5dbe2"

STYLE = (
    "h1{font-size:22pt;margin-top:0px;margin-bottom:10px;} h2{font-size:13.5pt;margin-top:0px;margin-bottom:6px;}"
    " h3{font-size:10.5pt;margin-top:0px;margin-bottom:5px;} p{margin-top:3px;margin-bottom:3px;}"
    " .soft{color:#5a6672;} .small{font-size:8pt;} .row{font-size:9pt;}"
    " .code{font-family:'DejaVu Sans Mono','Consolas','Menlo',monospace;font-size:7.5pt;}"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Rich text that stays together on one page where it fits on one.

    Attributes:
        leads: It stays with the piece behind it, too: a heading.
        space_px: Above it, unless it begins a page.
    """

    text: str
    leads: bool = False
    space_px: float = 14.0


def harmless(text: object, longest: int = LONGEST) -> str:
    """Text of a box or a person without changes of direction, control characters, passwords, and not longer."""
    said = " ".join(_DIRECTIONS.sub("", masked_credentials(str(text))).split())
    return said if len(said) <= longest else said[: longest - 1] + "…"


def plain(text: object, longest: int = LONGEST) -> str:
    """The same for rich text: nothing of it is markup."""
    return html.escape(harmless(text, longest))


def heading(text: str) -> Piece:
    """A title, with the piece behind it."""
    return Piece(f"<h2>{html.escape(text)}</h2>", leads=True, space_px=26.0)


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[int] = ()) -> str:
    """Rows of rich text under plain heads; `shares` are the widths of the columns in percent."""
    if not rows:
        nothing = html.escape(translate("Report", "none"))
        return f"<p class='soft'>{nothing}</p>"
    widths = [f" width='{share}%'" for share in shares] or [""] * len(heads)
    cells = zip(heads, widths, strict=True)
    head = "".join(f"<th align='left' class='row' bgcolor='{GREY}'{w}>{html.escape(text)}</th>" for text, w in cells)
    line = f"style='border-bottom:1px solid {_LINE}' valign='top' class='row'"
    body = "".join(
        f"<tr>{''.join(f'<td {line}{w}>{cell}</td>' for cell, w in zip(row, widths, strict=True))}</tr>" for row in rows
    )
    return f"<table width='100%' cellspacing='0' cellpadding='4'><thead><tr>{head}</tr></thead>{body}</table>"


def tables(heads: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[int]) -> list[Piece]:
    """A table in parts that fit on a page, each with its heads."""
    parts = [rows[at : at + ROWS_TOGETHER] for at in range(0, len(rows), ROWS_TOGETHER)] or [rows]
    return [Piece(table(heads, part, shares), space_px=0.0) for part in parts]


def state_badge(state: CheckState) -> str:
    """A state with its mark, on its colour."""
    ground = {CheckState.PASSED: GREEN, CheckState.FAILED: RED, CheckState.OPEN: AMBER}.get(state, GREY)
    word = html.escape(words.state_word(state)).replace(" ", "&nbsp;")
    return f"<span style='background-color:{ground}'>&nbsp;{word}&nbsp;</span>"


def in_groups(text: str) -> str:
    """A digest for people to read and compare."""
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4)).upper()


def local(at_s: float) -> str:
    """Local date and time."""
    return f"{_local(at_s):%Y-%m-%d %H:%M:%S}"


def with_zone(at_s: float) -> str:
    """Local date and time, with the zone: `2024-06-14 16:00:45 UTC+08:00`."""
    offset = f"{_local(at_s):%z}"
    return f"{local(at_s)} UTC{offset[:3]}:{offset[3:5]}"


def _local(at_s: float) -> datetime:
    return datetime.fromtimestamp(at_s, tz=UTC).astimezone()
