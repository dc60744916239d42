#!/usr/bin/env python3
"""Set up, run, test: `python3 packaging/dev.py run|test|check|bench|screenshots|translations|lock [-- options]`.

And for those who hand the program on: `bundle` (and on Debian the .deb), `smoke` (tries that .deb), `wheels`,
`installer`.

Standard library only; Linux, Windows, macOS. It makes `.venv` from the locked packages, installs missing system
libraries where it may (Debian and relatives), speaks on standard error only, and hands everything after `--` on.
The second time it finds all that done and starts within a fraction of a second.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import bundling
import linux_package
import system_packages
import translation_files
import windows_installer

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
WITHOUT_TEST_PACKAGES = ("run", "bundle", "smoke", "wheels", "installer")
LOCKS = {False: ROOT / "packaging/run.lock", True: ROOT / "packaging/test.lock"}
TRANSLATIONS = ROOT / "resources/translations"
OLDEST, NEWEST = (3, 11), (3, 14)


def say(sentence: str) -> None:
    """Tell the person what is going on."""
    print(f"dev.py: {sentence}", file=sys.stderr, flush=True)


def main() -> int:
    """Do what the command line asks and return the status of what was run."""
    own, passed_on = _split(sys.argv[1:])
    parser = argparse.ArgumentParser(prog="dev.py", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("job", choices=list(JOBS))
    job = parser.parse_args(own).job
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        say(f"Python {OLDEST[0]}.{OLDEST[1]} to {NEWEST[0]}.{NEWEST[1]} is needed, this is {sys.version.split()[0]}.")
        return 3
    try:
        set_up(for_tests=job not in WITHOUT_TEST_PACKAGES)
    except subprocess.CalledProcessError as failed:
        say(f"Set-up failed: {' '.join(map(str, failed.cmd[:6]))} ... ended with {failed.returncode}.")
        return 3
    except OSError as failed:
        say(f"Set-up failed: {failed}.")
        return 3
    return JOBS[job](passed_on)


def _split(words: list[str]) -> tuple[list[str], list[str]]:
    if "--" in words:
        at = words.index("--")
        return words[:at], words[at + 1 :]
    return words, []


# -- set-up ---------------------------------------------------------------------------------------------------------


def set_up(*, for_tests: bool) -> None:
    """Make everything that is missing; do nothing that is done."""
    if sys.platform.startswith("linux"):
        missing = system_packages.missing_packages(for_tests=for_tests)
        if not PYTHON.exists() and not system_packages.can_make_environments():
            missing.append(system_packages.environment_package())
        system_packages.install(missing, say)
    stamp = ENVIRONMENT / "set-up-done"
    wanted = _fingerprint(for_tests=True), _fingerprint(for_tests=False)
    present = stamp.read_text() if stamp.exists() else ""
    if present != wanted[0] and (for_tests or present != wanted[1]):
        _make_environment(for_tests=for_tests)
        stamp.write_text(wanted[0] if for_tests else wanted[1])
    build_translations()


def _fingerprint(*, for_tests: bool) -> str:
    version = ".".join(map(str, sys.version_info[:3])) if not PYTHON.exists() else _environment_version()
    return f"{version} {hashlib.sha256(LOCKS[for_tests].read_bytes()).hexdigest()}"


def _environment_version() -> str:
    for line in (ENVIRONMENT / "pyvenv.cfg").read_text().splitlines():
        name, _, value = line.partition("=")
        if name.strip() == "version":
            return value.strip()
    return ""


def _make_environment(*, for_tests: bool) -> None:
    started = time.monotonic()
    if not PYTHON.exists():
        say(f"Making the virtual environment {ENVIRONMENT.name} ...")
        subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True, stdout=sys.stderr)
    say("Installing the locked packages (about 120 MB the first time) ...")
    words = ["install", "--quiet", "--disable-pip-version-check", "--no-input", "--require-hashes"]
    subprocess.run([str(PYTHON), "-m", "pip", *words, "-r", str(LOCKS[for_tests])], check=True, stdout=sys.stderr)
    question = "import sysconfig; print(sysconfig.get_path('purelib'))"
    folder = subprocess.run([str(PYTHON), "-c", question], check=True, stdout=subprocess.PIPE).stdout.decode().strip()
    (Path(folder) / "sophon_monitor_source.pth").write_text(str(ROOT), encoding="utf-8")
    say(f"Set-up done in {time.monotonic() - started:.0f} s.")


def build_translations() -> None:
    """Make the .qm files that are older than their .ts files."""
    for source in TRANSLATIONS.glob("*.ts"):
        target = source.with_suffix(".qm")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            say(f"Building {target.name} ...")
            # A running program has the old file mapped into its memory: it is replaced, never written over.
            fresh = target.with_suffix(".new")
            subprocess.run([str(_tool("lrelease")), "-silent", str(source), "-qm", str(fresh)], check=True)
            fresh.replace(target)


def _tool(name: str) -> Path:
    # The programs inside the package are called directly: their wrapper scripts cost a Python start each.
    folder = subprocess.run(
        [str(PYTHON), "-c", "import PySide6, pathlib; print(pathlib.Path(PySide6.__file__).parent)"],
        check=True,
        stdout=subprocess.PIPE,
    )
    inside = Path(folder.stdout.decode().strip())
    for candidate in (inside / name, inside / "Qt/libexec" / name, inside / f"{name}.exe"):
        if candidate.exists():
            return candidate
    raise FileNotFoundError(name)


# -- jobs -----------------------------------------------------------------------------------------------------------


def run(options: list[str]) -> int:
    """Open the program. It takes this process's place where the system can do that, so signals reach it."""
    words = [str(PYTHON), "-m", "sophon_monitor", *options]
    if os.name != "nt":
        sys.stderr.flush()
        os.execv(words[0], words)  # noqa: S606
    return subprocess.run(words, check=False).returncode


def test(options: list[str]) -> int:
    """Imports between the rooms, then all tests (or those that the options choose)."""
    if (status := _call("lint-imports", "--no-cache", quiet=True)) != 0:
        return status
    # Three on two cores: many tests of the real program wait for it.
    workers = [] if any(o.startswith(("-n", "-p", "--pdb")) for o in options) else ["-n", "3", "--dist", "worksteal"]
    return _call("pytest", *workers, *options)


def check(options: list[str]) -> int:
    """Format, lint, types, imports, and what only a search finds."""
    started = time.monotonic()
    steps = (("ruff", "format", "--check", "."), ("ruff", "check", "."), ("mypy",), ("lint-imports",))
    for step in steps:
        if (status := _call(*step, *options, quiet=step[0] == "lint-imports")) != 0:
            say(f"{' '.join(step)} found something.")
            return status
    stray = _stray_tasks()
    for place in stray:
        say(f"{place}: tasks are started by a TaskOwner or a TaskGroup only")
    say(f"Checked in {time.monotonic() - started:.0f} s.")
    return 1 if stray else 0


def _stray_tasks() -> list[str]:
    allowed = {"tasks.py", "runtime.py"}
    found = []
    for file in sorted((ROOT / "sophon_monitor").rglob("*.py")):
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            owned = file.name in allowed or "group.create_task(" in line
            if not owned and ("create_task(" in line or "ensure_future(" in line):
                found.append(f"{file.relative_to(ROOT)}:{number}")
    return found


def bench(options: list[str]) -> int:
    """The benchmarks, with their baseline measured in the same run."""
    return subprocess.run([str(PYTHON), "-m", "tests.benchmarks", *options], cwd=ROOT, check=False).returncode


def screenshots(options: list[str]) -> int:
    """Make the screenshots of README and guide anew."""
    words = [str(PYTHON), str(ROOT / "packaging/screenshots.py"), *options]
    return subprocess.run(words, cwd=ROOT, check=False).returncode


def translations(options: list[str]) -> int:
    """Collect the visible texts into the .ts files, and build what the program reads."""
    rooms = ("widgets", "qtmodels", "report", "app")
    sources = sorted(str(p) for room in rooms for p in (ROOT / "sophon_monitor" / room).glob("*.py"))
    for language in translation_files.FORMS:
        file = TRANSLATIONS / f"sophon_monitor_{language}.ts"
        translation_files.collect(_tool("lupdate"), sources, file, options)
        left = translation_files.unfinished(file)
        say(f"{file.name}: {len(left)} texts to translate{': ' + '; '.join(left[:5]) if left else ''}")
    build_translations()
    return 0


def bundle(_options: list[str]) -> int:
    """Build the program as one folder, and on Debian and its relatives the package of it."""
    if sys.platform.startswith("linux"):
        system_packages.install(system_packages.missing_for_bundle(bundling.interpreter()[1]), say)
    try:
        bundling.build(say)
        if shutil.which("dpkg-deb"):
            linux_package.build(say)
    except bundling.BundleError as problem:
        say(str(problem))
        return 1
    except subprocess.CalledProcessError as failed:
        say(f"The bundle was not made: {' '.join(map(str, failed.cmd[:4]))} ... ended with {failed.returncode}.")
        return 3
    return 0


def smoke(options: list[str]) -> int:
    """Install the package into a bare Debian and use the program there, as root; build it first where there is none."""
    if not any(bundling.DIST.glob("*.deb")) and (status := bundle([])) != 0:
        return status
    return subprocess.run([sys.executable, str(ROOT / "packaging/smoke.py"), *options], check=False).returncode


def installer(_options: list[str]) -> int:
    """Make the installer for Windows; elsewhere, try its script with a stand-in."""
    if sys.platform.startswith("linux") and shutil.which("makensis") is None:
        system_packages.install(["nsis"], say)
    try:
        windows_installer.build(say)
    except (bundling.BundleError, subprocess.CalledProcessError) as problem:
        say(f"There is no installer: {problem}")
        return 1
    return 0


def wheels(options: list[str]) -> int:
    """Whether every locked package exists for Windows and macOS, and none is missing from the lock."""
    words = [sys.executable, str(ROOT / "packaging/locked_wheels.py"), *options]
    return subprocess.run(words, cwd=ROOT, check=False).returncode


def lock(options: list[str]) -> int:
    """Resolve the packages anew. Needs `uv` on the path; the files name no index."""
    groups = {LOCKS[False]: (), LOCKS[True]: ("--group", "test"), bundling.LOCK: ("--group", "bundle")}
    for file, group in groups.items():
        words = ["uv", "pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11", "--quiet"]
        words += ["--generate-hashes", "--no-annotate", "--no-header", "-o", str(file), *options]
        subprocess.run([*words, *group], cwd=ROOT, check=True)
    return 0


def nothing_more(_options: list[str]) -> int:
    """Set-up alone."""
    return 0


def _call(program: str, *words: str, quiet: bool = False) -> int:
    tool = PYTHON.parent / (f"{program}.exe" if os.name == "nt" else program)
    done = subprocess.run(
        [str(tool), *words],
        cwd=ROOT,
        check=False,
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.STDOUT if quiet else None,
    )
    if quiet and done.returncode != 0:
        sys.stderr.write(done.stdout.decode(errors="replace"))
    return done.returncode


JOBS = {
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "screenshots": screenshots,
    "translations": translations,
    "bundle": bundle,
    "smoke": smoke,
    "wheels": wheels,
    "installer": installer,
    "lock": lock,
    "setup": nothing_more,
}

if __name__ == "__main__":
    sys.exit(main())
