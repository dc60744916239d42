"""Events by when they happened: in pages, by index, of one box."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from sophon_monitor.domain.reconciliation import Span
from sophon_monitor.domain.records import EventSource
from sophon_monitor.domain.site import BoxKey
from sophon_monitor.protocol.messages import PersonType
from sophon_monitor.services import archive_moments
from sophon_monitor.services.archive_moments import TooManyEvents, is_kept, read_moments
from sophon_monitor.services.archive_schema import ArchiveDamaged
from tests.services.archive_samples import BOX, NOW_MS, Site, event

SPAN = Span(NOW_MS - 10_000, NOW_MS)


@pytest.fixture
def site(tmp_path):
    with Site(tmp_path) as site:
        yield site


def moments(site, span=SPAN, key=BOX):
    return [record.occurred_at_ms for record in read_moments(site.folder, key, span).events]


def test_that_events_are_found_by_when_they_happened_whenever_they_came(site):
    site.post(
        event(occurred_at_ms=NOW_MS - 10_000, received_at_ms=NOW_MS + 86_400_000),  # a day late
        event(occurred_at_ms=NOW_MS - 1, received_at_ms=NOW_MS - 5),
        event(occurred_at_ms=NOW_MS),
        event(occurred_at_ms=NOW_MS - 10_001),
        event(occurred_at_ms=None),
        event(occurred_at_ms=NOW_MS - 7, box_key=BoxKey("SN-B")),
    )
    assert moments(site) == [NOW_MS - 10_000, NOW_MS - 1]
    assert moments(site, key=BoxKey("SN-B")) == [NOW_MS - 7]


def test_that_pages_join_without_gap_or_double(site, monkeypatch):
    monkeypatch.setattr(archive_moments, "PAGE", 3)
    times = [NOW_MS - 10_000 + n // 4 for n in range(14)]  # four in each millisecond
    site.post(*(event(occurred_at_ms=at_ms, person_id=f"{n}") for n, at_ms in enumerate(times)))
    assert moments(site) == times


def test_that_too_many_are_said(site, monkeypatch):
    monkeypatch.setattr(archive_moments, "PAGE", 2)
    monkeypatch.setattr(archive_moments, "MOST_EVENTS", 4)
    site.post(*(event(occurred_at_ms=NOW_MS - 5_000 + n) for n in range(4)))
    with pytest.raises(TooManyEvents):
        read_moments(site.folder, BOX, SPAN)
    assert moments(site, Span(NOW_MS - 5_000, NOW_MS - 4_997)) == [NOW_MS - 5_000, NOW_MS - 4_999, NOW_MS - 4_998]


@pytest.mark.parametrize(
    ("words", "sends"),
    [
        ({"person_type": PersonType.STRANGER}, True),
        ({"person_type": PersonType.STRANGER, "source": EventSource.HTTP}, True),
        ({"person_type": PersonType.STRANGER, "source": EventSource.HISTORY}, False),  # it was asked for
        ({"person_type": PersonType.EMPLOYEE}, False),
        ({"person_type": PersonType.STRANGER, "box_key": BoxKey("SN-B")}, False),
    ],
)
def test_that_a_box_sends_strangers_where_one_came_by_itself(site, words, sends):
    site.post(event(occurred_at_ms=NOW_MS - 999_999, **words))
    assert read_moments(site.folder, BOX, SPAN).sends_strangers is sends


def test_that_repeats_of_an_event_are_read(site):
    site.post(event(occurred_at_ms=NOW_MS - 1))
    site.post(event(occurred_at_ms=NOW_MS - 1))
    [record] = read_moments(site.folder, BOX, SPAN).events
    assert record.repeats == 1


def test_that_one_event_is_looked_up(site):
    site.post(event(occurred_at_ms=NOW_MS - 1))
    assert is_kept(site.folder, event(occurred_at_ms=NOW_MS - 1))
    assert not is_kept(site.folder, event(occurred_at_ms=NOW_MS - 1, person_id="x"))
    assert not is_kept(site.folder, event(occurred_at_ms=NOW_MS - 2))


def test_that_the_index_answers(site):
    connection = sqlite3.connect(site.folder / "archive.sqlite3")
    try:
        asked = (BOX, 0, NOW_MS, 0, 0, 10)
        plan = " ".join(
            str(row) for row in connection.execute(f"EXPLAIN QUERY PLAN {archive_moments.MOMENTS_SQL}", asked)
        )
        assert "events_by_moment (box_key=? AND occurred_at_ms>? AND occurred_at_ms<?)" in plan
        plan = " ".join(
            str(row) for row in connection.execute(f"EXPLAIN QUERY PLAN {archive_moments.STRANGER_SQL}", (BOX, 9))
        )
        assert "events_by_box (box_key=?)" in plan
        assert "TEMP B-TREE" not in plan
    finally:
        connection.close()


def test_that_no_archive_is_an_error_of_the_system(tmp_path: Path):
    with pytest.raises(OSError):
        read_moments(tmp_path, BOX, SPAN)
    (tmp_path / "archive.sqlite3").write_bytes(b"not a database at all" * 100)
    with pytest.raises(ArchiveDamaged):
        read_moments(tmp_path, BOX, SPAN)
