"""What the History page asks for, and counts as it shows them."""

from __future__ import annotations

from dataclasses import dataclass

from sophon_monitor.domain.history_query import HistoryQuery


@dataclass(frozen=True, slots=True)
class TallyWanted:
    """Counts are wanted; with those of the strip's bars or without. Answered by `show_tally`."""

    query: HistoryQuery
    with_strip: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts of a search, as shown."""

    events: int = 0
    judged: int = 0
    wrong: int = 0
    repeated: int = 0
    is_complete: bool = True
    bars: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportWanted:
    """What is shown is to be exported; of how many events, as far as that is counted."""

    query: HistoryQuery
    events: int | None
    is_exact: bool
