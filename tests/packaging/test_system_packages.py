"""Which Debian packages are asked for, and how: on an invented file system, with nothing installed."""

from __future__ import annotations

import importlib.util
import subprocess
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def packages(tmp_path, monkeypatch) -> ModuleType:
    """The module, looking for libraries and fonts below `tmp_path`."""
    file = Path(__file__).parents[2] / "packaging/system_packages.py"
    spec = importlib.util.spec_from_file_location("system_packages_script", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "_LIBRARY_FOLDERS", (str(tmp_path / "lib"),))
    monkeypatch.setattr(module, "_FONT_FOLDERS", (tmp_path / "fonts",))
    monkeypatch.setattr(module.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(module.os, "geteuid", lambda: 0)
    return module


class Apt:
    """Writes down what would be installed."""

    def __init__(self, fails_at: str = "") -> None:
        self.ran: list[list[str]] = []
        self._fails_at = fails_at

    def __call__(self, words: list[str], **options: object) -> subprocess.CompletedProcess:
        assert options["env"]["DEBIAN_FRONTEND"] == "noninteractive"
        self.ran.append(words)
        failed = self._fails_at in words
        return subprocess.CompletedProcess(words, 100 if failed else 0, b"E: no network" if failed else b"")


def test_that_a_bare_machine_misses_everything_and_a_complete_one_nothing(packages, tmp_path):
    missing = packages.missing_packages(for_tests=False)
    assert missing == [*packages.WINDOW_LIBRARIES.values(), packages.CHINESE_FONT]
    folder = tmp_path / "lib/x86_64-linux-gnu"
    folder.mkdir(parents=True)
    for library in packages.WINDOW_LIBRARIES:
        (folder / library).write_text("")
    font = tmp_path / "fonts/truetype/wqy/wqy-microhei.ttc"
    font.parent.mkdir(parents=True)
    font.write_text("")
    assert packages.missing_packages(for_tests=False) == []


def test_that_tests_want_a_display_server_too(packages, monkeypatch):
    monkeypatch.setattr(packages.shutil, "which", lambda name: None)
    assert "xvfb" in packages.missing_packages(for_tests=True)
    assert "xvfb" not in packages.missing_packages(for_tests=False)


def test_that_tests_want_the_bus_of_screen_readers_where_its_launcher_is_nowhere(packages, monkeypatch, tmp_path):
    launcher = tmp_path / "at-spi-bus-launcher"
    monkeypatch.setattr(packages, "SCREEN_READER_BUS_FILES", (str(launcher),))
    assert "at-spi2-core" in packages.missing_packages(for_tests=True)
    assert "at-spi2-core" not in packages.missing_packages(for_tests=False)
    launcher.write_text("")
    assert "at-spi2-core" not in packages.missing_packages(for_tests=True)


def test_that_nothing_is_run_where_nothing_is_missing(packages, monkeypatch):
    apt = Apt()
    monkeypatch.setattr(packages.subprocess, "run", apt)
    packages.install([], pytest.fail)
    assert apt.ran == []


def test_that_root_installs_at_once_and_others_through_sudo(packages, monkeypatch):
    for user, rights in ((0, []), (1000, ["/usr/bin/sudo"])):
        apt = Apt()
        monkeypatch.setattr(packages.subprocess, "run", apt)
        monkeypatch.setattr(packages.os, "geteuid", lambda user=user: user)
        packages.install(["libgl1"], lambda _: None)
        assert apt.ran[0] == [*rights, "/usr/bin/apt-get", "update", "-qq"]
        assert apt.ran[1][: len(rights) + 2] == [*rights, "/usr/bin/apt-get", "install"]
        assert apt.ran[1][-1] == "libgl1"


@pytest.mark.parametrize("there", [(), ("apt-get",)])
def test_that_what_may_not_be_installed_is_named(packages, monkeypatch, there):
    said, apt = [], Apt()
    monkeypatch.setattr(packages.subprocess, "run", apt)
    monkeypatch.setattr(packages.shutil, "which", lambda name: f"/usr/bin/{name}" if name in there else None)
    monkeypatch.setattr(packages.os, "geteuid", lambda: 1000)
    packages.install(["libgl1", "libegl1"], said.append)
    assert apt.ran == []
    assert "libgl1 libegl1" in said[0]


def test_that_a_failed_installation_is_said_and_not_the_end(packages, monkeypatch):
    said, apt = [], Apt(fails_at="update")
    monkeypatch.setattr(packages.subprocess, "run", apt)
    packages.install(["libgl1"], said.append)
    assert len(apt.ran) == 1
    assert any("no network" in sentence for sentence in said)
    assert "apt-get update failed" in said[-1]
