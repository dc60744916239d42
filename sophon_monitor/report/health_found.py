"""What a box's heartbeats say over the time of a report: curves, silences and peaks, for the evidence and the plots.

A silence is what the Health page calls one; what lies outside of this program's own runs is nobody's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sophon_monitor.domain.health_curves import Gap, Span, figures_of, gaps_of, series_of
from sophon_monitor.domain.health_history import EMPTY_TABLE, HealthTable, Measurement, merged, raw_table
from sophon_monitor.domain.site import Box, BoxKey
from sophon_monitor.report.export_rows import iso_time
from sophon_monitor.services.archive_reader import ArchiveReader

LEAST_SPAN_S, MOST_SPAN_S = 3600.0, 7 * 86_400.0
BEFORE_S = 86_400.0  # so long before the span a heartbeat is looked for from which its first silence lasts


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxHealth:
    """One box over the time of the report.

    Attributes:
        span: UTC epoch seconds of both ends.
        table: Its rows, some from before the span.
        heartbeats: How many lie within it.
        gaps: Silences within it, cut at its ends, oldest first.
    """

    box_key: BoxKey
    span: Span
    table: HealthTable
    period_s: float | None
    heartbeats: int
    gaps: tuple[Gap, ...]

    def peak(self, measurement: Measurement) -> float | None:
        """The highest value within the span; None where nothing was measured."""
        return figures_of(series_of(self.table, measurement, self.period_s), *self.span).peak

    def as_json(self) -> dict[str, object]:
        """As it stands in the evidence."""
        return {
            "box_key": self.box_key,
            "since": _iso(self.span[0]),
            "until": _iso(self.span[1]),
            "heartbeats": self.heartbeats,
            "gaps": [
                {"since": _iso(gap.start_s), "until": _iso(gap.end_s), "watched": gap.watched} for gap in self.gaps
            ],
        }


def span_of(since_ms: int | None, until_ms: int | None) -> Span | None:
    """The time that is looked at: from the first judged event to the last verdict, an hour at least, a week at most."""
    if since_ms is None or until_ms is None:
        return None
    until_s = until_ms / 1000
    return max(min(since_ms / 1000, until_s - LEAST_SPAN_S), until_s - MOST_SPAN_S), until_s


def read_health(reader: ArchiveReader, boxes: Sequence[Box], span: Span) -> tuple[BoxHealth, ...]:
    """The boxes that were heard at some time until the end of the span.

    Raises:
        OSError, sqlite3.Error: The archive cannot be read.
    """
    watching = reader.runs()
    found = []
    for box in boxes:
        columns = reader.health_columns(box.key, int((span[0] - BEFORE_S) * 1000))
        table = merged(EMPTY_TABLE, raw_table(columns)).between(span[0] - BEFORE_S, span[1])
        if not table.times.size:
            continue
        gaps = (_cut(gap, span) for gap in gaps_of(table, box.period_s, span[1], watching))
        found.append(
            BoxHealth(
                box_key=box.key,
                span=span,
                table=table,
                period_s=box.period_s,
                heartbeats=int(np.count_nonzero(table.times >= span[0])),
                gaps=tuple(gap for gap in gaps if gap.end_s > gap.start_s),
            )
        )
    return tuple(found)


def _cut(gap: Gap, span: Span) -> Gap:
    return Gap(max(gap.start_s, span[0]), min(gap.end_s, span[1]), gap.watched, gap.is_open)


def _iso(at_s: float) -> str | None:
    return iso_time(round(at_s * 1000))
