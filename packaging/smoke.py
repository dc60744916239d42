"""The smoke test of the built program: `dev.py smoke`, as root on Debian; about five minutes.

Installs the .deb into a bare Debian that holds nothing else, so that a missing dependency is seen. The screen and the
window manager are the machine's own: they would bring along the very libraries that may be missing. Starts the program
three times as the desktop entry does, sees its window and a simulated box's face, closes it by its close button.
All traffic stays on 127.0.0.0/8.
"""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import bare_debian
import bundle_contents
import bundling
import smoke_screen
import smoke_start
import system_packages

PROGRAMS = {"debootstrap": "debootstrap", "Xvfb": "xvfb", "openbox": "openbox", "wmctrl": "wmctrl"}
PICTURES = bundling.ROOT / "build" / "smoke-pictures"
BOX = "127.77.9.1"
WINDOW_WITHIN_S, FACE_WITHIN_S, END_WITHIN_S = 60.0, 90.0, 5.0
COLOURS_OF_A_FACE = 4000
CHINESE_FOLDER = "/opt/人脸识别 现场 监控"


class SmokeError(Exception):
    """Something does not hold; the text says what."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One way to start the program."""

    name: str
    command: tuple[str, ...]
    user: str = "root"
    home: str = "/root"
    options: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)

    def env(self, display: str) -> dict[str, str]:
        """What a desktop session would set."""
        return {"HOME": self.home, "DISPLAY": display, "XDG_RUNTIME_DIR": f"{self.home}/run", **self.environment}


def say(sentence: str) -> None:
    """Tell the person what is going on."""
    print(f"smoke: {sentence}", file=sys.stderr, flush=True)


def main() -> int:
    """0 if all holds, 1 if not, 3 if it cannot be tried here."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that everything is unmounted
    started = time.monotonic()
    system_packages.install([p for program, p in PROGRAMS.items() if not _has(program)], say)
    packages = sorted(bundling.DIST.glob(f"sophon-monitor_{bundle_contents.version(bundling.ROOT)}_*.deb"))
    if not packages:
        say("There is no .deb yet; `dev.py bundle` makes it.")
        return 3
    PICTURES.mkdir(parents=True, exist_ok=True)
    try:
        with bare_debian.bare_debian(bundling.BUILD / "bare-debian") as system:
            system.install(packages[-1])
            say(f"{packages[-1].name} is installed in a bare Debian after {time.monotonic() - started:.0f} s.")
            for trial in _trials(system):
                _try(system, trial)
        smoke_start.compare(say)
    except bare_debian.BareDebianError as problem:
        say(str(problem))
        return 3
    except (SmokeError, smoke_start.SlowStartError) as problem:
        say(f"FAILED: {problem}")
        return 1
    say(f"All holds, after {time.monotonic() - started:.0f} s. Screenshots: {PICTURES.relative_to(bundling.ROOT)}.")
    return 0


def _has(program: str) -> bool:
    return any((Path(folder) / program).exists() for folder in ("/usr/bin", "/usr/sbin", "/bin", "/sbin"))


def _trials(system: bare_debian.BareDebian) -> list[Trial]:
    command = _desktop_command(system.root)
    system.run("mkdir", "-p", CHINESE_FOLDER, "/root/run", "/root/2/run")
    system.run("cp", "-a", "/usr/lib/sophon-monitor", f"{CHINESE_FOLDER}/软件 1")
    system.run("useradd", "--home-dir", "/home/安装员", "--create-home", "installer")
    system.run("mkdir", "-m", "700", "/home/安装员/run", user="installer")
    return [
        Trial("installed", command),
        # A home of its own: the faces of the run before must not be there already.
        Trial(
            "chinese-folder", (f"{CHINESE_FOLDER}/软件 1/sophon-monitor",), home="/root/2", options=("--lang", "zh_CN")
        ),
        Trial("ordinary-user", command, user="installer", home="/home/安装员"),
    ]


def _desktop_command(root: Path) -> tuple[str, ...]:
    """What the desktop entry starts; its field codes stand for nothing here."""
    entry = _desktop_entry(root)
    return tuple(word for word in shlex.split(entry["Exec"]) if not word.startswith("%"))


def _desktop_entry(root: Path) -> dict[str, str]:
    lines = (root / "usr/share/applications/sophon-monitor.desktop").read_text("utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


def _try(system: bare_debian.BareDebian, trial: Trial) -> None:
    started = time.monotonic()
    with smoke_screen.screen() as screen:
        without = _colours_without_events(system, trial, screen)
        box = _start_box(system, trial)
        try:
            _see_a_face(system, trial, screen, box, without)
        finally:
            assert box.stdin is not None
            box.stdin.close()
            box.wait(10)
    say(f"{trial.name}: window, face, screenshot and end hold, in {time.monotonic() - started:.0f} s.")


def _colours_without_events(system: bare_debian.BareDebian, trial: Trial, screen: smoke_screen.Screen) -> int:
    """What the screen shows before there is a box; also the very first start of this user."""
    program = _start(system, trial, screen, [])
    window = _wait_for_window(system, program, screen)
    time.sleep(2.0)
    colours = screen.colours()
    _close(program, screen, window)
    return colours


def _start_box(system: bare_debian.BareDebian, trial: Trial) -> subprocess.Popen[str]:
    words = [*trial.command, "simulate", "--bind", BOX, "--generation", "v57", "--cameras", "1"]
    words += ["--events-per-second", "1", "--end-with-input"]
    return subprocess.Popen(
        system.words(words, user=trial.user, env={"HOME": trial.home}),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _see_a_face(
    system: bare_debian.BareDebian,
    trial: Trial,
    screen: smoke_screen.Screen,
    box: subprocess.Popen[str],
    without: int,
) -> None:
    assert box.stdout is not None
    told = json.loads(box.stdout.readline())
    address = f"{told['host']}:{told['api']}:{told['ws']}:{told['sys']}"
    program = _start(system, trial, screen, ["--box", address])
    window = _wait_for_window(system, program, screen)
    until = time.monotonic() + FACE_WITHIN_S
    needed = without + COLOURS_OF_A_FACE
    while not ((kept := _events_with_picture(system, trial)) and (colours := screen.colours()) > needed):
        if time.monotonic() > until:
            screen.save(PICTURES / f"{trial.name}-failed.png")
            raise SmokeError(
                f"{trial.name}: no face within {FACE_WITHIN_S:.0f} s: {kept} events with a picture in the archive, "
                f"{screen.colours()} colours on the screen, {without} without events."
            )
        time.sleep(0.5)
    screen.save(PICTURES / f"{trial.name}.png")
    say(f"{trial.name}: {colours} colours with a face, {without} without.")
    _close(program, screen, window)
    _make_report(system, trial)
    crashes = [str(file) for file in (system.root / trial.home[1:]).rglob("crash/*.txt")]
    if crashes:
        raise SmokeError(f"{trial.name}: a crash report was written:\n{Path(crashes[0]).read_text('utf-8')[-3000:]}")


def _make_report(system: bare_debian.BareDebian, trial: Trial) -> None:
    """Fonts, PDF and seal come along only if PyInstaller has seen that they are needed."""
    env, file = {"HOME": trial.home}, f"{trial.home}/验收报告.pdf"
    system.run(*trial.command, "report", "--out", file, "--lang", "zh_CN", user=trial.user, env=env)
    said = system.run(*trial.command, "verify", file, user=trial.user, env=env)
    if "unaltered" not in said.lower():
        raise SmokeError(f"{trial.name}: a report just made is not called unaltered: {said[:500]}")


def _start(
    system: bare_debian.BareDebian, trial: Trial, screen: smoke_screen.Screen, options: list[str]
) -> subprocess.Popen[bytes]:
    words = [*trial.command, "--listen", "127.0.0.1:0", *trial.options, *options]
    return subprocess.Popen(
        system.words(words, user=trial.user, env=trial.env(screen.display)),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd="/",
    )


def _wait_for_window(
    system: bare_debian.BareDebian, program: subprocess.Popen[bytes], screen: smoke_screen.Screen
) -> smoke_screen.Window:
    wanted = _desktop_entry(system.root)["StartupWMClass"]
    until = time.monotonic() + WINDOW_WITHIN_S
    while True:
        for window in screen.windows():
            # NAME.CLASS; the desktop takes either for the entry.
            if wanted not in (window.wm_class, *window.wm_class.split(".")):
                raise SmokeError(f"The window's class is {window.wm_class!r}, the desktop entry says {wanted!r}.")
            return window
        if program.poll() is not None:
            said = program.communicate()[1].decode(errors="replace")
            raise SmokeError(f"The program ended with {program.returncode} before it showed a window: {said[-2000:]}")
        if time.monotonic() > until:
            program.kill()
            raise SmokeError(f"No window within {WINDOW_WITHIN_S:.0f} s: {program.communicate()[1][-2000:]!r}")
        time.sleep(0.1)


def _events_with_picture(system: bare_debian.BareDebian, trial: Trial) -> int:
    try:
        lines = system.run(*trial.command, "export", "events", user=trial.user, env={"HOME": trial.home}).splitlines()
    except bare_debian.BareDebianError:
        return 0  # the archive is made after the window; until then there is nothing to export
    return sum(json.loads(line)["live_picture"] == "present" for line in lines)


def _close(program: subprocess.Popen[bytes], screen: smoke_screen.Screen, window: smoke_screen.Window) -> None:
    asked = time.monotonic()
    screen.close(window)
    try:
        _out, said = program.communicate(timeout=END_WITHIN_S)
    except subprocess.TimeoutExpired:
        program.kill()
        raise SmokeError(f"The program did not end within {END_WITHIN_S:.0f} s after its window was closed.") from None
    if program.returncode != 0:
        raise SmokeError(f"Closed by its window, the program ended with {program.returncode}: {said[-2000:]!r}")
    if said:
        raise SmokeError(f"The program wrote to standard error: {said[-2000:].decode(errors='replace')}")
    say(f"closed by the close button, ended with 0 after {time.monotonic() - asked:.1f} s, nothing on standard error")


if __name__ == "__main__":
    os.umask(0o022)
    sys.exit(main())
