"""Pieces of rich text for the report: tables, badges, times, and text of others made harmless."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication

from sophon_monitor.domain.checks import CheckState
from sophon_monitor.protocol.redaction import masked_credentials
from sophon_monitor.report import report_words as words

translate = QCoreApplication.translate

LONGEST = 80
GREEN, RED, AMBER, GREY = "#dff3e4", "#fbe1e0", "#fdf0d5", "#eceff3"
_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f]")
_LINE = "#c9d0d8"


def plain(text: object, longest: int = LONGEST) -> str:
    """Text of a box or a person, harmless: no markup, no changes of direction, no passwords, not longer than that."""
    said = _DIRECTIONS.sub("", masked_credentials(str(text)))
    return html.escape(said if len(said) <= longest else said[: longest - 1] + "…")


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows of rich text under plain heads; an empty last head makes the first column wide."""
    if not rows:
        nothing = html.escape(translate("Report", "none"))
        return f"<p class='soft'>{nothing}</p>"
    head = "".join(f"<th align='left' bgcolor='{GREY}'>{html.escape(text)}</th>" for text in heads)
    line = f"style='border-bottom:1px solid {_LINE};font-size:9pt'"
    wide = " width='34%'" if heads[-1] == "" else ""
    first = f"<td {line}{wide}>"
    body = "".join(f"<tr>{first}{f'</td><td {line}>'.join(row)}</td></tr>" for row in rows)
    return f"<table width='100%' cellspacing='0' cellpadding='4'><thead><tr>{head}</tr></thead>{body}</table>"


def state_badge(state: CheckState) -> str:
    """A state with its mark, on its colour."""
    ground = {CheckState.PASSED: GREEN, CheckState.FAILED: RED, CheckState.OPEN: AMBER}.get(state, GREY)
    return f"<span style='background-color:{ground}'>&nbsp;{html.escape(words.state_word(state))}&nbsp;</span>"


def in_groups(text: str) -> str:
    """A digest for people to read and compare."""
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4)).upper()


def local(at_s: float) -> str:
    """Local date and time, with the zone."""
    at = datetime.fromtimestamp(at_s, tz=UTC).astimezone()
    return f"{at:%Y-%m-%d %H:%M:%S} {at:%z}"
