"""A missing system library is named with its package before Qt aborts the process."""

from __future__ import annotations

import sys
import time

import pytest

from sophon_monitor.app import libraries, plain_dialog
from sophon_monitor.app.libraries import library_problem

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Qt brings its libraries elsewhere")


class Loader:
    """A system where some libraries are missing."""

    def __init__(self, *missing: str, plugin_misses: str = "") -> None:
        self.missing, self.plugin_misses = missing, plugin_misses
        self.asked: list[str] = []

    def __call__(self, name: str) -> None:
        self.asked.append(name)
        if name.endswith("libqxcb.so") and self.plugin_misses:
            raise OSError(f"{self.plugin_misses}: cannot open shared object file: No such file or directory")
        if name in self.missing:
            raise OSError(f"{name}: cannot open shared object file: No such file or directory")


@pytest.fixture(autouse=True)
def of_x(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")


def test_that_here_nothing_is_missing():
    load = Loader()
    assert library_problem(load) is None
    assert [name.rpartition("/")[2] for name in load.asked] == ["libqxcb.so"]


def test_that_all_missing_libraries_are_named_at_once_with_their_packages():
    load = Loader("libxcb-cursor.so.0", "libxkbcommon-x11.so.0", plugin_misses="libxcb-cursor.so.0")
    sentence = library_problem(load)
    assert sentence is not None
    assert "libxcb-cursor.so.0, libxkbcommon-x11.so.0" in sentence
    assert sentence.endswith("sudo apt install libxcb-cursor0 libxkbcommon-x11-0")


def test_that_an_unknown_library_is_named_all_the_same():
    sentence = library_problem(Loader(plugin_misses="libnew-thing.so.4"))
    assert sentence is not None
    assert "library is missing or damaged: libnew-thing.so.4" in sentence


def test_that_a_module_of_qt_that_cannot_be_loaded_is_said(monkeypatch):
    def refuse(_name: str) -> None:
        raise ImportError("libGL.so.1: cannot open shared object file: No such file or directory")

    monkeypatch.setattr(libraries.importlib, "import_module", refuse)
    sentence = library_problem(Loader("libGL.so.1"))
    assert sentence is not None
    assert "apt install libgl1" in sentence


@pytest.mark.parametrize(
    "environment", [{"QT_QPA_PLATFORM": "offscreen"}, {"QT_QPA_PLATFORM": "", "WAYLAND_DISPLAY": "w"}]
)
def test_that_the_plugin_of_x_is_only_looked_at_where_it_is_used(monkeypatch, environment):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    load = Loader(plugin_misses="libxcb-cursor.so.0")
    assert library_problem(load) is None
    assert load.asked == []


# -- where there is no Qt to say it ------------------------------------------------------------------------------------


def test_that_the_sentence_is_shown_with_what_the_desktop_has(tmp_path, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":99")
    shown = tmp_path / "shown"
    program = tmp_path / "kdialog"
    program.write_text(f'#!/bin/sh\nprintf "%s|" "$@" > {shown}.part && mv {shown}.part {shown}\n')
    program.chmod(0o700)
    assert plain_dialog.show_plainly("A <b> is missing", lambda name: str(program) if name == "kdialog" else None)
    until(shown.exists)
    assert shown.read_text() == "--title|Sophon Monitor|--error|A <b> is missing|"


def test_that_without_a_desktop_nothing_is_started(monkeypatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not plain_dialog.show_plainly("x", lambda _: "/bin/true")
    monkeypatch.setenv("DISPLAY", ":99")
    assert not plain_dialog.show_plainly("x", lambda _: None)


def until(what) -> None:
    end = time.monotonic() + 5
    while not what():
        assert time.monotonic() < end
        time.sleep(0.01)
