from __future__ import annotations

import socket

import pytest

from sophon_monitor.app.display import display_problem


@pytest.fixture(autouse=True)
def bare(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


def test_that_no_display_is_a_problem():
    assert "no display" in display_problem()


@pytest.mark.parametrize("display", [":", "nonsense", ":9876", "127.0.0.1:9876"])
def test_that_a_display_that_does_not_answer_is_a_problem(monkeypatch, display):
    monkeypatch.setenv("DISPLAY", display)
    assert "does not answer" in display_problem()


def test_that_a_display_that_answers_is_none(monkeypatch):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("\0/tmp/.X11-unix/X9877")
        server.listen()
        monkeypatch.setenv("DISPLAY", ":9877.0")
        assert display_problem() is None


@pytest.mark.parametrize("platform", ["offscreen", "offscreen:x", "minimal"])
def test_that_a_platform_without_display_needs_none(monkeypatch, platform):
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    assert display_problem() is None
