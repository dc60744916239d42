"""The program speaks to nobody but the boxes of its site: every connection and look-up of a name is written down."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys

import pytest

from tests.e2e.conftest import ROOT, export

# Events of Python's own audit: whatever opens a connection, sends a packet, asks for a name or starts a program.
_WATCHED = """
import json, os, sys

WATCHED = ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname",
           "socket.gethostbyaddr", "socket.getnameinfo", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn",
           "webbrowser.open", "urllib.Request", "smtplib.connect", "ftplib.connect")
written = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)

def note(event, values):
    if event in WATCHED:
        kind = getattr(values[0], "type", None) if values else None
        said = [event, getattr(kind, "name", ""), repr(values[1:] if event.startswith("socket.") and kind else values)]
        os.write(written, (json.dumps(said) + "\\n").encode())

sys.addaudithook(note)
from sophon_monitor.app.command import main
status = main(sys.argv[2:])
modules = sorted(name for name in sys.modules if name.startswith(("PySide6.QtN", "PySide6.QtWebE")))
os.write(written, (json.dumps(["modules", "", modules]) + "\\n").encode())
sys.exit(status)
"""


def simulated(start, *words: str) -> dict:
    boxes = start("simulate", *words)
    return json.loads(str(boxes.wait_for(lambda: boxes.lines[0] if boxes.lines else None)))


# A second start asks the first window to come to the front, by a socket of this computer that has no address.
LOCAL_ONLY = "PySide6.QtNetwork"
BOXES = [("se3", "127.66.1.1"), ("v57", "127.66.2.1"), ("v6", "127.66.3.1")]
NOTICES = 54547  # of V6 boxes, fixed


@pytest.mark.parametrize(("generation", "address"), BOXES)
def test_that_every_connection_goes_to_a_box_of_the_site(start, tmp_path, generation, address):
    box = simulated(start, "--generation", generation, "--bind", address, "--cameras", "2", "--events-per-second", "4")
    written, profile = tmp_path / "audit", tmp_path / "profile"
    spoken = f"{box['host']}:{box['api']}:{box['ws']}:{box['sys']}"
    words = ["--profile", str(profile), "--listen", "127.0.0.1:0", "--box", spoken, "--exit-after", "6"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", _WATCHED, str(written), *words], cwd=ROOT, env=environment, timeout=40, check=False
    )
    assert done.returncode == 0
    events = [json.loads(line) for line in written.read_text().splitlines()]
    found = {name: [event for event in events if event[0] == name] for name in {event[0] for event in events}}
    boxes = {(box["host"], port) for port in (box["api"], box["ws"], box["sys"], NOTICES)}
    streams = {_address(said) for _, kind, said in found.get("socket.connect", ()) if kind == "SOCK_STREAM"}
    assert streams <= boxes
    if generation != "se3":
        assert streams, "it has not even spoken to the box"
        assert export(profile, "events")
    # A datagram socket is only asked for the route; nothing is ever sent by it.
    assert {_address(said)[0] for _, kind, said in found.get("socket.connect", ()) if kind != "SOCK_STREAM"} <= {
        address
    }
    assert not [name for name in found if name.startswith(("socket.send", "socket.getnameinfo", "socket.gethostby"))]
    asked = {ast.literal_eval(said)[0] for _, _, said in found.get("socket.getaddrinfo", ())}
    assert asked <= {address, "127.0.0.1"}, "a name was looked up that is no box's"
    assert not [name for name in found if name.startswith(("urllib", "smtplib", "ftplib", "webbrowser", "os."))]
    assert found["modules"][0][2] in ([], [LOCAL_ONLY])  # which of its classes may be used: see below


def _address(said: str) -> tuple[str, int]:
    return ast.literal_eval(said)[0][:2]


def test_that_a_site_without_boxes_is_silent(tmp_path):
    written = tmp_path / "audit"
    words = ["--profile", str(tmp_path / "p"), "--listen", "127.0.0.1:0", "--exit-after", "3"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(
        [sys.executable, "-c", _WATCHED, str(written), *words], cwd=ROOT, env=environment, timeout=40, check=True
    )
    events = [json.loads(line) for line in written.read_text().splitlines()]
    assert [event for event in events if event[0].startswith(("socket.connect", "socket.send"))] == []


# What opens connections of its own accord, and the places that may speak to somebody.
_FORBIDDEN = {"http.client", "requests", "smtplib", "ftplib", "PySide6.QtWebEngineCore"}
_PLACEHOLDERS = re.compile(r"127\.[0-9.]*|10\.0\.0\.\d+|192\.168\.\d+\.\d+|localhost")


def _sources():
    return [(file, ast.parse(file.read_text("utf-8"))) for file in (ROOT / "sophon_monitor").rglob("*.py")]


def test_that_no_module_brings_a_way_out_of_the_site():
    imported = {}
    for file, tree in _sources():
        for node in ast.walk(tree):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
            for name in names:
                imported.setdefault(name, set()).add(str(file.relative_to(ROOT)))
    assert not _FORBIDDEN & imported.keys()
    from_qt = {name for name in imported if name.startswith(f"{LOCAL_ONLY}.")}
    assert from_qt == {f"{LOCAL_ONLY}.QLocalServer", f"{LOCAL_ONLY}.QLocalSocket"}
    assert imported[LOCAL_ONLY] == {"sophon_monitor/app/second_start.py"}
    clients = ("httpx", "websockets.asyncio.client", "urllib.request")
    speaking = {file for name in clients for file in imported.get(name, ())}
    assert speaking <= {
        "sophon_monitor/services/box_calls.py",
        "sophon_monitor/services/diagnosis_box.py",
        "sophon_monitor/services/event_stream.py",
        "sophon_monitor/services/stream_connection.py",
        "sophon_monitor/services/surroundings.py",  # asks this computer's own receiver whether it listens
    }


def test_that_no_address_of_the_internet_stands_in_the_program():
    hosts = {}
    for file, tree in _sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                for host in re.findall(r"\b(?:https?|wss?|ftp)://([A-Za-z0-9.-]+)", node.value):
                    if not _PLACEHOLDERS.fullmatch(host):
                        hosts.setdefault(host, set()).add(str(file.relative_to(ROOT)))
    assert hosts == {}
