"""The project's own script, with nothing run and nothing installed: what it would do is written down."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


class Machine:
    """A computer with or without an environment, and what the script ran on it."""

    def __init__(self, dev: ModuleType, folder: Path) -> None:
        self.dev, self.ran = dev, []
        self.environment = folder / ".venv"
        self.python = self.environment / "bin/python"
        self.fails_at = ""

    def run(self, words: list[str], **_options: object) -> subprocess.CompletedProcess:
        line = " ".join(map(str, words))
        self.ran.append(line)
        if self.fails_at and self.fails_at in line:
            raise subprocess.CalledProcessError(7, words)
        if "-m venv" in line:
            self.python.parent.mkdir(parents=True)
            self.python.write_text("")
            version = ".".join(map(str, sys.version_info[:3]))
            (self.environment / "pyvenv.cfg").write_text(f"home = /usr/bin\nversion = {version}\n")
        if "purelib" in line:
            return subprocess.CompletedProcess(words, 0, str(self.environment).encode() + b"\n")
        return subprocess.CompletedProcess(words, 0, b"")

    def installs(self) -> list[str]:
        """The lock files that were installed."""
        return [Path(line.split()[-1]).name for line in self.ran if "pip install" in line]


@pytest.fixture
def dev(monkeypatch) -> ModuleType:
    monkeypatch.setattr(sys, "path", list(sys.path))
    spec = importlib.util.spec_from_file_location("dev_script", ROOT / "packaging/dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def machine(dev, tmp_path, monkeypatch) -> Machine:
    machine = Machine(dev, tmp_path)
    locks = {False: tmp_path / "run.lock", True: tmp_path / "test.lock"}
    for lock in locks.values():
        lock.write_text(lock.name)
    (tmp_path / "translations").mkdir()
    for name, value in {
        "ENVIRONMENT": machine.environment,
        "PYTHON": machine.python,
        "LOCKS": locks,
        "TRANSLATIONS": tmp_path / "translations",
    }.items():
        monkeypatch.setattr(dev, name, value)
    monkeypatch.setattr(dev.subprocess, "run", machine.run)
    monkeypatch.setattr(dev.system_packages, "missing_packages", lambda *, for_tests: [])
    monkeypatch.setattr(dev.system_packages, "can_make_environments", lambda: True)
    return machine


@pytest.mark.parametrize(
    ("words", "own", "passed_on"),
    [
        (["run"], ["run"], []),
        (["run", "--", "--demo"], ["run"], ["--demo"]),
        (["test", "--", "-k", "receiver", "--", "-x"], ["test"], ["-k", "receiver", "--", "-x"]),
        (["--"], [], []),
    ],
)
def test_that_everything_behind_two_dashes_is_passed_on(dev, words, own, passed_on):
    assert dev._split(words) == (own, passed_on)


def test_that_a_fresh_machine_gets_an_environment_with_the_packages_of_the_job(dev, machine):
    dev.set_up(for_tests=False)
    assert "-m venv" in machine.ran[0]
    assert machine.installs() == ["run.lock"]
    assert all("--require-hashes" in line for line in machine.ran if "pip install" in line)
    assert (machine.environment / "sophon_monitor_source.pth").read_text() == str(ROOT)


def test_that_the_second_time_nothing_is_run(dev, machine):
    for for_tests in (False, True):
        dev.set_up(for_tests=for_tests)
        machine.ran.clear()
        dev.set_up(for_tests=for_tests)
        assert machine.ran == []


def test_that_the_packages_for_tests_are_enough_to_run(dev, machine):
    dev.set_up(for_tests=False)
    dev.set_up(for_tests=True)
    dev.set_up(for_tests=False)
    assert machine.installs() == ["run.lock", "test.lock"]


def test_that_a_changed_lock_is_installed_into_the_same_environment(dev, machine):
    dev.set_up(for_tests=True)
    dev.LOCKS[True].write_text("other packages")
    dev.set_up(for_tests=True)
    assert machine.installs() == ["test.lock", "test.lock"]
    assert len([line for line in machine.ran if "-m venv" in line]) == 1


def test_that_a_set_up_that_broke_off_is_taken_up_again(dev, machine):
    machine.fails_at = "pip install"
    with pytest.raises(subprocess.CalledProcessError):
        dev.set_up(for_tests=True)
    machine.fails_at = ""
    dev.set_up(for_tests=True)
    assert machine.installs() == ["test.lock", "test.lock"]


def test_that_debians_missing_venv_is_installed_before_it_is_needed(dev, machine, monkeypatch):
    installed = []
    monkeypatch.setattr(dev.sys, "platform", "linux")
    monkeypatch.setattr(dev.system_packages, "can_make_environments", lambda: False)
    monkeypatch.setattr(dev.system_packages, "missing_packages", lambda *, for_tests: ["libgl1"])
    monkeypatch.setattr(
        dev.system_packages, "install", lambda packages, say: installed.append((packages, machine.ran[:]))
    )
    dev.set_up(for_tests=False)
    venv = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    assert installed == [(["libgl1", venv], [])]


def test_that_other_systems_are_asked_for_no_debian_packages(dev, machine, monkeypatch):
    def must_not_run(*_words: object, **_options: object) -> None:
        raise AssertionError("apt-get is Debian's")

    monkeypatch.setattr(dev.sys, "platform", "darwin")
    monkeypatch.setattr(dev.system_packages, "missing_packages", must_not_run)
    monkeypatch.setattr(dev.system_packages, "install", must_not_run)
    dev.set_up(for_tests=False)
    assert machine.installs() == ["run.lock"]


@pytest.mark.parametrize(("job", "for_tests"), [("run", False), ("test", True), ("check", True), ("setup", True)])
def test_that_each_job_sets_up_what_it_needs_and_gets_its_options(dev, monkeypatch, job, for_tests):
    done = []
    monkeypatch.setattr(dev, "set_up", lambda *, for_tests: done.append(for_tests))
    monkeypatch.setitem(dev.JOBS, job, lambda options: done.append(options) or 5)
    monkeypatch.setattr(sys, "argv", ["dev.py", job, "--", "--demo"])
    assert dev.main() == 5
    assert done == [for_tests, ["--demo"]]


@pytest.mark.parametrize(
    "failure", [subprocess.CalledProcessError(7, ["pip", "install"]), PermissionError(13, "Permission denied", ".venv")]
)
def test_that_a_set_up_that_fails_is_one_sentence(dev, monkeypatch, capsys, failure):
    def fail(*, for_tests: bool) -> None:
        raise failure

    monkeypatch.setattr(dev, "set_up", fail)
    monkeypatch.setattr(sys, "argv", ["dev.py", "run"])
    assert dev.main() == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("dev.py: Set-up failed")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(("version", "status"), [((3, 10, 9), 3), ((3, 11, 0), 0), ((3, 14, 2), 0), ((3, 15, 0), 3)])
def test_that_pythons_that_are_too_old_or_too_new_are_refused(dev, monkeypatch, version, status):
    monkeypatch.setattr(dev.sys, "version_info", version)
    monkeypatch.setattr(dev, "set_up", lambda *, for_tests: None)
    monkeypatch.setattr(sys, "argv", ["dev.py", "setup"])
    assert dev.main() == status


def test_that_a_translation_is_built_only_when_its_text_is_newer(dev, machine, monkeypatch):
    monkeypatch.setattr(dev, "_tool", Path)
    source = dev.TRANSLATIONS / "sophon_monitor_zh_CN.ts"
    source.write_text("")
    source.with_suffix(".new").write_text("built")  # what the program that builds it would leave
    dev.build_translations()
    assert len(machine.ran) == 1
    assert source.with_suffix(".qm").read_text() == "built"
    dev.build_translations()
    assert len(machine.ran) == 1


@pytest.mark.parametrize(
    ("options", "parallel"), [([], True), (["-k", "receiver"], True), (["-n", "0"], False), (["--pdb"], False)]
)
def test_that_tests_run_side_by_side_unless_asked_otherwise(dev, monkeypatch, options, parallel):
    called = []
    monkeypatch.setattr(dev, "_call", lambda *words, quiet=False: called.append(words) or 0)
    assert dev.test(options) == 0
    assert called[0][0] == "lint-imports"
    assert called[1][0] == "pytest"
    assert ("worksteal" in called[1]) == parallel
    assert called[1][len(called[1]) - len(options) :] == tuple(options)


def test_that_imports_across_the_corridor_fail_before_the_tests(dev, monkeypatch):
    monkeypatch.setattr(dev, "_call", lambda program, *words, quiet=False: 1 if program == "lint-imports" else 0)
    assert dev.test([]) == 1


def test_that_a_task_without_an_owner_is_found(dev, tmp_path, monkeypatch):
    room = tmp_path / "sophon_monitor/services"
    room.mkdir(parents=True)
    (room / "tasks.py").write_text("loop.create_task(work)\n")
    (room / "stream.py").write_text("group.create_task(work)\nx = 1\nasyncio.ensure_future(work)\n")
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    assert dev._stray_tasks() == [str(Path("sophon_monitor/services/stream.py:3"))]
