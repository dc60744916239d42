"""The window beside simulated boxes: each generation's cameras, health and faces arrive and are exported."""

from __future__ import annotations

import json
import time

import pytest

from tests.e2e.conftest import export, log_of, troubles_in


def simulated(start, *words: str) -> tuple[object, dict]:
    boxes = start("simulate", *words)
    line = boxes.wait_for(lambda: boxes.lines[0] if boxes.lines else None)
    return boxes, json.loads(str(line))


def spoken(box: dict) -> str:
    return f"{box['host']}:{box['api']}:{box['ws']}:{box['sys']}"


@pytest.mark.parametrize(("generation", "address"), [("v5", "127.61.1.1"), ("v57", "127.61.2.1"), ("v6", "127.61.3.1")])
def test_that_a_box_shows_its_cameras_its_health_and_its_faces(start, tmp_path, generation, address):
    words = ("--generation", generation, "--bind", address, "--cameras", "2", "--events-per-second", "4")
    _, box = simulated(start, *words)
    program = start("--profile", str(tmp_path), "--listen", "127.0.0.1:0", "--box", spoken(box))
    program.listening()

    def complete() -> bool:
        events = export(tmp_path, "events")
        polls = export(tmp_path, "heartbeats")
        return len(events) >= 8 and any(p["cpu_percent"] is not None for p in polls)

    program.wait_for(complete, 30)
    cameras = export(tmp_path, "cameras")
    assert len(cameras) == 2
    events = export(tmp_path, "events", "--full", "--reason", "test")
    assert {e["camera_key"] for e in events} <= {c["camera_key"] for c in cameras}
    assert {e["source"] for e in events} == {"websocket"}
    assert all(e["live_picture"] == "present" for e in events)
    assert any(e["registered_picture"] == "present" for e in events)
    [known] = export(tmp_path, "boxes", "--full", "--reason", "test")
    assert (known["sn"], known["state"]) == (box["sn"], "online")
    assert known["clock_skew_ms"] is not None
    assert abs(known["clock_skew_ms"]) < 1000
    assert program.terminate() < 5
    assert troubles_in(log_of(tmp_path)) == []


def test_that_pushes_of_all_generations_on_one_port_land_on_the_right_boxes(start, tmp_path):
    addresses = {"se3": "127.62.1.1", "v5": "127.62.2.1", "v57": "127.62.3.1", "v6": "127.62.4.1"}
    words = [word for address in addresses.values() for word in ("--box", f"{address}:1:1:1")]
    program = start("--profile", str(tmp_path), "--listen", "127.0.0.1:0", *words)
    url = program.listening()
    told = {}
    for generation, address in addresses.items():
        options = (
            "--generation",
            generation,
            "--bind",
            address,
            "--events-per-second",
            "2",
            "--heartbeat-seconds",
            "1",
        )
        _, told[generation] = simulated(start, *options, "--push", url + "/x")

    def complete() -> bool:
        boxes = export(tmp_path, "boxes", "--full", "--reason", "test")
        return all(b["cameras"] and b["sn"] for b in boxes) and len(export(tmp_path, "events")) >= 2

    program.wait_for(complete, 30)
    boxes = export(tmp_path, "boxes", "--full", "--reason", "test")
    assert {b["ip"]: b["sn"] for b in boxes} == {box["host"]: box["sn"] for box in told.values()}
    heartbeats = export(tmp_path, "heartbeats", "--full", "--reason", "test")
    key_of = {b["sn"]: b["box_key"] for b in boxes}
    assert all(h["box_key"] == key_of[h["box_sn"]] for h in heartbeats if h["box_sn"])
    assert {h["generation"] for h in heartbeats} >= {"se3", "v5", "v57", "v6"}
    assert program.terminate() < 5


@pytest.mark.soak
@pytest.mark.timeout(180)
def test_that_a_minute_of_the_real_program_leaves_no_trouble(start, tmp_path):
    _, box = simulated(start, "--generation", "v57", "--bind", "127.63.1.1", "--events-per-second", "10")
    words = ("--profile", str(tmp_path), "--listen", "127.0.0.1:0", "--box", spoken(box), "--exit-after", "60")
    program = start(*words)
    url = program.listening()
    simulated(start, "--generation", "se3", "--bind", "127.0.0.1", "--push", url, "--events-per-second", "5")
    began = time.monotonic()
    assert program.wait_for_end(90) == 0
    assert time.monotonic() - began > 50
    assert program.errors == []
    assert troubles_in(log_of(tmp_path)) == []
    assert len(export(tmp_path, "events")) > 400
