from __future__ import annotations

import os
import socket
import struct
import time
from pathlib import Path

import pytest

from tests.e2e.conftest import export, log_of, post, troubles_in

NO_SERVICES = "127.0.0.1:1:1:1"  # a box at loopback whose own ports are closed

HEARTBEAT = {
    "gateway_ip": "127.0.0.1 ",
    "gateway_sn": "SZCCKQRAIJCE0117",
    "gateway_name": "lobby-se3",
    "gateway_status": "online",
    "gateway_ext_data": {"cpu_usage": 23.5, "memory_usage": 0.61, "memory_size": 1.55},
    "sub_devices": [
        {
            "ep_id": "LOBBY7__10.20.30.61",
            "ep_ip": "10.20.30.61",
            "ep_status": "online",
            "ep_type": "3",
            "ep_name": "North",
        }
    ],
}


def event(number: int) -> dict:
    return {
        "identity_id": f"{number:06d}",
        "identity_name": "张明",
        "group_name": "default_group",
        "timestamp": 1_718_352_045_000 + number,
        "score": 0.9,
        "reg_pic": "",
        "ext_data": {"device_ip": "10.20.30.61", "person_type": 1, "device_type": "3"},
    }


def test_that_what_is_pushed_is_exported_and_the_program_ends_cleanly(start, tmp_path):
    program = start("--profile", str(tmp_path), "--listen", "127.0.0.1:0", "--box", NO_SERVICES)
    url = program.listening()
    assert post(url + "/DeviceStatus", HEARTBEAT) == {"status": 0, "message": "ok", "data": None}
    for number in range(5):
        assert post(url + "/x", event(number))["status"] == 0
    assert post(url, b"{trailing,}")["status"] == 400
    time.sleep(0.5)
    events = export(tmp_path, "events")
    assert [e["person_id"] for e in export(tmp_path, "events", "--full", "--reason", "test")] == [
        f"{n:06d}" for n in range(5)
    ]
    assert {e["person_name"] for e in events} == {"张***"}
    assert {e["camera_key"] for e in events} == {export(tmp_path, "cameras")[0]["camera_key"]}
    [heartbeat] = export(tmp_path, "heartbeats")
    assert (heartbeat["cpu_percent"], heartbeat["memory_percent"]) == (23.5, pytest.approx(61))
    [box] = export(tmp_path, "boxes", "--full", "--reason", "test")
    assert (box["sn"], box["state"], box["events"]) == ("SZCCKQRAIJCE0117", "online", 5)
    assert program.terminate() < 5
    assert program.process.returncode == 0
    assert program.errors == []
    assert troubles_in(log_of(tmp_path)) == []


def test_that_a_port_that_is_taken_is_said_in_one_sentence(start, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        program = start("--profile", str(tmp_path), "--listen", f"127.0.0.1:{port}")
        assert program.wait_for_end() == 3
    assert len(program.errors) == 1
    assert str(port) in program.errors[0]


def test_that_one_profile_has_one_window(start, tmp_path):
    first = start("--profile", str(tmp_path), "--listen", "127.0.0.1:0")
    first.listening()
    second = start("--profile", str(tmp_path), "--listen", "127.0.0.1:0")
    assert second.wait_for_end() == 0
    assert "already open" in second.errors[0]
    assert len(second.errors) == 1
    assert "a second start was sent to this window" in log_of(tmp_path)
    assert first.terminate() < 5


def test_that_a_profile_that_cannot_be_written_is_said_in_one_sentence(start, tmp_path):
    (tmp_path / "file").write_text("")
    program = start("--profile", str(tmp_path / "file" / "profile"))
    assert program.wait_for_end() == 3
    assert len(program.errors) == 1
    assert "cannot be written" in program.errors[0]


def test_that_without_a_display_it_says_so(start, tmp_path):
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    program = start("--profile", str(tmp_path), environment=environment)
    assert program.wait_for_end() == 3
    assert "no display" in program.errors[0]


def test_that_it_leaves_by_itself_with_a_screenshot(start, tmp_path):
    picture = tmp_path / "window.png"
    words = ("--profile", str(tmp_path / "p"), "--listen", "127.0.0.1:0", "--size", "1180x720", "--exit-after", "1")
    program = start(*words, "--screenshot", str(picture), "--lang", "zh_CN", "--theme", "dark", "--page", "health")
    assert program.wait_for_end() == 0
    assert program.errors == []
    data = picture.read_bytes()
    assert data.startswith(b"\x89PNG")
    assert struct.unpack(">II", data[16:24]) == (1180, 720)


def test_that_boxes_survive_a_restart_and_a_kill(start, tmp_path):
    words = ("--profile", str(tmp_path), "--listen", "127.0.0.1:0")
    first = start(*words, "--box", NO_SERVICES)
    url = first.listening()
    post(url, HEARTBEAT)
    post(url, event(1))
    time.sleep(0.5)
    first.kill()
    [key] = [b["box_key"] for b in export(tmp_path, "boxes")]
    second = start(*words)
    url = second.listening()
    post(url, event(1))
    post(url, event(2))
    time.sleep(0.5)
    assert [b["box_key"] for b in export(tmp_path, "boxes")] == [key]
    assert len(export(tmp_path, "events")) == 2
    assert second.terminate() < 5


def test_that_it_ends_in_time_with_an_unreachable_box_and_a_push_half_sent(start, tmp_path):
    program = start("--profile", str(tmp_path), "--listen", "127.0.0.1:0", "--box", NO_SERVICES, "--box", "127.9.9.9")
    host, port = program.listening().removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as half:
        half.sendall(b"POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{")
        time.sleep(0.3)
        assert program.terminate() < 5
    assert program.process.returncode == 0


def test_that_a_stranger_is_listed_and_not_archived(start, tmp_path):
    program = start("--profile", str(tmp_path), "--listen", "127.0.0.1:0")
    url = program.listening()
    assert post(url, HEARTBEAT)["status"] == 0
    assert post(url, event(1))["status"] == 0
    time.sleep(0.5)
    assert export(tmp_path, "events") == export(tmp_path, "heartbeats") == export(tmp_path, "boxes") == []
    program.terminate()


@pytest.fixture(autouse=True)
def folder_is_private(tmp_path: Path):
    yield
    for file in tmp_path.rglob("*"):
        if file.parent.name == "pictures" or file.name.startswith("archive.sqlite3"):
            assert file.stat().st_mode & 0o077 == 0, file
