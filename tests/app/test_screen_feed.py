from __future__ import annotations

import threading

import pytest

from sophon_monitor.app import screen_feed
from sophon_monitor.app.screen_feed import ScreenFeed
from sophon_monitor.domain.changes import BoxChanged, EventJudged, RecognitionSeen
from sophon_monitor.domain.records import EventRecord, Verdict
from sophon_monitor.domain.site import Box, BoxAddress, BoxKey
from sophon_monitor.protocol.messages import Picture, PictureState


def box(name: str) -> BoxChanged:
    return BoxChanged(Box(key=BoxKey("b-1"), address=BoxAddress("127.0.0.2"), token="t", name=name))


def event(number: int, size: int = 0) -> RecognitionSeen:
    live = Picture(PictureState.PRESENT, b"x" * size)
    return RecognitionSeen(EventRecord(id=number, received_at_ms=number, box_key=BoxKey("b-1"), live=live))


@pytest.fixture
def feed(qapp):
    feed = ScreenFeed()
    feed.batches = []
    feed.changes_ready.connect(feed.batches.append)
    yield feed
    feed.flush()


def test_that_changes_posted_from_another_thread_arrive_on_the_qt_thread_in_one_batch(feed, qtbot):
    heard_on = []
    feed.changes_ready.connect(lambda _: heard_on.append(threading.current_thread()))
    sender = threading.Thread(target=lambda: [feed.post((event(n),)) for n in range(50)])
    sender.start()
    sender.join()
    qtbot.waitUntil(lambda: bool(feed.batches))
    assert [change.record.id for change in feed.batches[0]] == list(range(50))
    assert heard_on == [threading.main_thread()]


def test_that_of_one_box_only_the_latest_snapshot_is_handed_on(feed):
    for number in range(20):
        feed.post((box(f"name {number}"),))
    feed.flush()
    assert [change.box.name for change in feed.batches[0]] == ["name 19"]


def test_that_batches_come_thirty_times_a_second_at_most(feed, qtbot):
    feed.post((event(1),))
    qtbot.waitUntil(lambda: len(feed.batches) == 1)
    feed.post((event(2),))
    feed.post((event(3),))
    qtbot.waitUntil(lambda: len(feed.batches) == 2)
    assert [change.record.id for change in feed.batches[1]] == [2, 3]


def test_that_what_the_screen_is_too_slow_for_is_dropped_oldest_first_and_counted(feed):
    more = 25
    for number in range(screen_feed.MOST_WAITING + more):
        feed.post((event(number),))
    feed.flush()
    assert feed.dropped == more
    assert [c.record.id for c in feed.batches[0]] == list(range(more, screen_feed.MOST_WAITING + more))


def test_that_the_bytes_that_wait_are_bounded(feed):
    size = 10 * 1024 * 1024
    for number in range(12):
        feed.post((event(number, size),))
    feed.flush()
    waiting = sum(len(c.record.live.data) for c in feed.batches[0])
    assert waiting <= screen_feed.MOST_WAITING_BYTES
    assert feed.dropped == 12 - len(feed.batches[0]) > 0


def test_that_in_a_rush_batches_come_four_times_a_second_and_then_thirty_again(qapp, qtbot):
    now = [100.0]
    feed = ScreenFeed(clock=lambda: now[0])
    feed.flush()
    feed.post(tuple(event(n) for n in range(int(screen_feed.BUSY_PER_S * screen_feed.BUSY_OVER_S) + 1)))
    feed.flush()
    assert feed._every_ms == screen_feed.BUSY_FLUSH_EVERY_MS
    feed.post((event(99),))
    now[0] += screen_feed.BUSY_OVER_S
    feed.flush()
    qtbot.wait(1)
    assert feed._every_ms == screen_feed.FLUSH_EVERY_MS


def test_that_a_verdict_is_never_left_out_in_a_rush(feed):
    feed.post((EventJudged(1, Verdict.RIGHT, 5),))
    for number in range(screen_feed.MOST_WAITING + 50):
        feed.post((event(number),))
    feed.flush()
    (batch,) = feed.batches
    assert sum(isinstance(change, EventJudged) for change in batch) == 1
    assert sum(isinstance(change, RecognitionSeen) for change in batch) == screen_feed.MOST_WAITING
    assert feed.dropped == 50
