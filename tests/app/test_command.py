from __future__ import annotations

import argparse

import pytest

from sophon_monitor.app import command
from sophon_monitor.domain.site import BoxAddress


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("10.0.0.5", BoxAddress("10.0.0.5", 5555, 5679, 8888)),
        ("box.local:1", BoxAddress("box.local", 1, 5679, 8888)),
        ("10.0.0.5:1:2:3", BoxAddress("10.0.0.5", 1, 2, 3)),
        ("10.0.0.5::2", BoxAddress("10.0.0.5", 5555, 2, 8888)),
        ("[fe80::1]:7", BoxAddress("fe80::1", 7, 5679, 8888)),
        ("[fe80::1]", BoxAddress("fe80::1", 5555, 5679, 8888)),
    ],
)
def test_that_a_box_is_named_by_host_and_ports(text, address):
    assert command.box_address(text) == address


@pytest.mark.parametrize("text", ["", ":5", "a:b", "a:0", "a:1:2:3:4", "a:70000"])
def test_that_an_odd_box_address_is_wrong_usage(text):
    with pytest.raises(argparse.ArgumentTypeError):
        command.box_address(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [("9528", (None, 9528)), ("0", (None, 0)), ("127.0.0.1:80", ("127.0.0.1", 80)), ("[::1]:8", ("::1", 8))],
)
def test_that_a_listen_address_is_a_port_with_or_without_host(text, place):
    assert command.listen_address(text) == place


def test_that_a_window_size_is_width_times_height():
    assert command.window_size("1440x900") == (1440, 900)
    with pytest.raises(argparse.ArgumentTypeError):
        command.window_size("1440")


@pytest.mark.parametrize(
    "words", [["--no-such-option"], ["--listen", "x"], ["export"], ["export", "faces"], ["--exit-after", "-1"], ["fly"]]
)
def test_that_wrong_usage_ends_with_2(words, capsys):
    with pytest.raises(SystemExit) as left:
        command.main(words)
    assert left.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_that_a_full_export_without_a_reason_is_wrong_usage(capsys, tmp_path):
    assert command.main(["export", "events", "--profile", str(tmp_path), "--full"]) == 2
    assert "--reason" in capsys.readouterr().err


def test_that_an_export_of_a_profile_without_archive_says_so(capsys, tmp_path):
    assert command.main(["export", "events", "--profile", str(tmp_path)]) == 3
    assert "no archive" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
