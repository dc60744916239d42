"""Recognitions as the registry gives them to the archive."""

from __future__ import annotations

import pytest

from sophon_monitor.domain.records import EventSource, ScoreScale
from sophon_monitor.domain.registry import BoxReading
from sophon_monitor.domain.site import BoxKey
from sophon_monitor.protocol.messages import (
    CameraEntry,
    EventPath,
    Generation,
    PersonType,
    Picture,
    PictureState,
    Recognition,
)
from tests.domain.site_script import START_S, SiteScript

BOX = "10.0.0.2"
START_MS = round(START_S * 1000)


@pytest.fixture
def script() -> SiteScript:
    return SiteScript()


@pytest.fixture
def key(script: SiteScript) -> BoxKey:
    return script.add(BOX)


def read(script: SiteScript, key: BoxKey, reading: BoxReading) -> None:
    script.hear(script.registry.apply_reading(key, reading, origin=script.origin(way="poll", key=key)))


def test_that_an_event_row_holds_what_the_message_says(script: SiteScript, key: BoxKey) -> None:
    read(script, key, BoxReading(threshold=82.0))
    picture = Picture(PictureState.PRESENT, b"\xff\xd8\xff")
    message = Recognition(
        generation=Generation.V5, person_id="00450017", person_name="张明", person_type=PersonType.VIP, group="staff",
        score=91.5, occurred_at_ms=START_MS - 40, live=picture, scene=Picture(PictureState.EMPTY),
        camera=CameraEntry(device_id="D1", ep_id="L__10.1.0.5", ip="10.1.0.5", name="gate"),
        face_box=(1.0, 2.0, 3.0, 4.0), extra={"age": "youth"},
    )  # fmt: skip
    script.stream(message, key)
    event = script.event
    assert (event.id, event.received_at_ms, event.occurred_at_ms) == (0, START_MS, START_MS - 40)
    assert (event.box_key, event.camera_key, event.camera_id) == (key, f"{key}/1", "D1")
    assert (event.camera_ip, event.camera_name, event.group) == ("10.1.0.5", "gate", "staff")
    assert (event.person_id, event.person_name, event.person_type) == ("00450017", "张明", PersonType.VIP)
    assert (event.score, event.threshold, event.generation) == (91.5, 82.0, Generation.V5)
    assert (event.live, event.registered.state, event.scene.state) == (picture, PictureState.ABSENT, PictureState.EMPTY)
    assert (event.face_box, event.extra, event.latency_ms) == ((1.0, 2.0, 3.0, 4.0), {"age": "youth"}, None)
    assert script.events[-1].last_byte_mono_s == script.now_s
    assert script.box(key).events == 1
    script.stream(Recognition(camera=CameraEntry(ep_id="L__10.1.0.5")), key)
    assert script.event.camera_id == "L__10.1.0.5", "as sent"
    assert script.event.camera_key == f"{key}/1"


@pytest.mark.parametrize(
    ("way", "path", "source"),
    [
        ("websocket", EventPath.REALTIME, EventSource.WEBSOCKET),
        ("http", EventPath.REALTIME, EventSource.HTTP),
        ("http", EventPath.PLATFORM, EventSource.HTTP),
        ("http", EventPath.HISTORY, EventSource.HISTORY),
        ("http", EventPath.HISTORY_OLD, EventSource.HISTORY),
        ("replay", EventPath.HISTORY, EventSource.REPLAY),
    ],
)
def test_that_an_event_knows_how_it_came(
    script: SiteScript, key: BoxKey, way: str, path: EventPath, source: EventSource
) -> None:
    script.push(Recognition(path=path), BOX, way=way)
    assert script.event.source is source


@pytest.mark.parametrize(
    ("path", "scale"), [(EventPath.HISTORY, ScoreScale.PERCENT), (EventPath.PLATFORM, ScoreScale.RATIO)]
)
def test_that_some_paths_have_a_scale_of_their_own(
    script: SiteScript, key: BoxKey, path: EventPath, scale: ScoreScale
) -> None:
    for score in (0.3, 94.0, None):
        script.push(Recognition(path=path, score=score), BOX)
        assert script.event.score_scale is scale
    assert script.box(key).percent_paths == frozenset()


@pytest.mark.parametrize("path", [EventPath.REALTIME, EventPath.HISTORY_OLD])
def test_that_a_score_above_one_proves_per_cent_for_its_path_only(
    script: SiteScript, key: BoxKey, path: EventPath
) -> None:
    scales = []
    for score in (0.9, None, 1.0, 1.01, 0.9, None):
        script.push(Recognition(path=path, score=score), BOX)
        scales.append(script.event.score_scale)
    assert scales == [ScoreScale.UNKNOWN] * 3 + [ScoreScale.PERCENT] * 3
    script.stream(Recognition(path=path, score=0.9), key)
    assert script.event.score_scale is ScoreScale.UNKNOWN
    other = script.add("10.0.0.3")
    script.push(Recognition(path=path, score=0.9), "10.0.0.3")
    assert script.event.box_key == other
    assert script.event.score_scale is ScoreScale.UNKNOWN


def test_that_latency_is_corrected_by_the_boxs_clock(script: SiteScript, key: BoxKey) -> None:
    read(script, key, BoxReading(clock_skew_ms=5000.0))  # the box is five seconds ahead
    script.stream(Recognition(occurred_at_ms=START_MS + 4800), key)
    assert script.event.latency_ms == 200.0
    script.stream(Recognition(), key)
    assert script.event.latency_ms is None


@pytest.mark.parametrize(
    ("path", "age_s", "late"),
    [
        (EventPath.HISTORY, 60, False),
        (EventPath.HISTORY, 61, True),
        (EventPath.HISTORY_OLD, 61, True),
        (EventPath.HISTORY, -60, False),
        (EventPath.HISTORY, -61, True),
        (EventPath.REALTIME, 86_400, False),
        (EventPath.PLATFORM, 86_400, False),
    ],
)
def test_that_old_history_is_late_and_realtime_never(
    script: SiteScript, key: BoxKey, path: EventPath, age_s: int, late: bool
) -> None:
    script.push(Recognition(path=path, occurred_at_ms=START_MS - age_s * 1000), BOX)
    assert script.events[-1].late is late


def test_that_lateness_is_corrected_by_the_boxs_clock(script: SiteScript, key: BoxKey) -> None:
    eight_hours_ms = 8 * 3600 * 1000
    fresh = Recognition(path=EventPath.HISTORY, occurred_at_ms=START_MS + eight_hours_ms)
    script.push(fresh, BOX)
    assert script.events[-1].late
    read(script, key, BoxReading(clock_skew_ms=float(eight_hours_ms)))
    script.push(fresh, BOX)
    assert not script.events[-1].late
    script.push(Recognition(path=EventPath.HISTORY), BOX)
    assert not script.events[-1].late
