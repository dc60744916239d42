"""What a screen reader is to the program: somebody on the accessibility bus who finds things by name and presses them.

Brings a display and a session bus of its own, so that nobody else's programs are heard. Calls go through `gdbus`:
Qt's own D-Bus cannot read the structures that this bus answers with.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = ("Xvfb", "dbus-daemon", "gdbus")
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
CHECKED = 4  # ATSPI_STATE_CHECKED
_REFERENCE = re.compile(r"\('([^']*)', (?:objectpath )?'([^']*)'\)")
_ROOT = "/org/a11y/atspi/accessible/root"
_ATSPI = "org.a11y.atspi"
LOOKED_AT_MOST = 500


def missing() -> list[str]:
    """What this system lacks for it."""
    lacking = [name for name in PROGRAMS if shutil.which(name) is None]
    return lacking if any(Path(file).exists() for file in LAUNCHERS) else [*lacking, "at-spi-bus-launcher"]


@contextlib.contextmanager
def desk(folder: Path) -> Iterator[dict[str, str]]:
    """The environment of a program that a screen reader can hear: a display and a session bus."""
    reading, writing = os.pipe()
    words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1300x800x24", "-nolisten", "tcp"]
    server = subprocess.Popen(words, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as told:
        display = f":{told.readline().strip()}"
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    environment = {**os.environ, "DISPLAY": display, "XDG_RUNTIME_DIR": str(runtime), "QT_QPA_PLATFORM": "xcb"}
    environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
    for name in ("NO_AT_BRIDGE", "AT_SPI_BUS_ADDRESS", "WAYLAND_DISPLAY"):
        environment.pop(name, None)
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--print-address=1", "--nofork"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert bus.stdout is not None
    try:
        yield {**environment, "DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().strip()}
    finally:
        for process in (bus, server):
            process.terminate()
            process.wait(10)
        bus.stdout.close()


@dataclass(frozen=True, slots=True)
class Thing:
    """One object of a program on the accessibility bus."""

    program: str
    path: str


class ScreenReader:
    """Finds and presses, by name alone."""

    def __init__(self, environment: dict[str, str]) -> None:
        """Ask the session for the bus of accessibility, which starts it."""
        self._environment = environment
        session = environment["DBUS_SESSION_BUS_ADDRESS"]
        told = self._gdbus(session, Thing("org.a11y.Bus", "/org/a11y/bus"), "org.a11y.Bus.GetAddress")
        self._bus = re.findall(r"'([^']*)'", told)[0]

    def window(self, name: str, role: str) -> Thing | None:
        """A window of any program, None until it is there."""
        programs = self._children(Thing(f"{_ATSPI}.Registry", _ROOT))
        windows = [window for program in programs for window in self._children(program)]
        return next((one for one in windows if self.name(one) == name and self.role(one) == role), None)

    def find(self, name: str, within: Thing) -> Thing | None:
        """The nearest thing of that name in a window or a part of it; None where there is none."""
        waiting = deque([within])
        for _ in range(LOOKED_AT_MOST):
            if not waiting:
                break
            for child in self._children(waiting.popleft()):
                if self.name(child) == name:
                    return child
                waiting.append(child)
        return None

    def names_in(self, thing: Thing) -> list[str]:
        """What is said of each part of a list, say."""
        return [self.name(child) for child in self._children(thing)]

    def name(self, thing: Thing) -> str:
        """What is said of it."""
        told = self._ask(thing, "org.freedesktop.DBus.Properties.Get", f"{_ATSPI}.Accessible", "Name")
        found = re.search(r"<(['\"])(.*)\1>", told, re.S)
        return found[2] if found else ""

    def role(self, thing: Thing) -> str:
        """What kind of thing it is said to be."""
        return "".join(re.findall(r"'([^']*)'", self._ask(thing, f"{_ATSPI}.Accessible.GetRoleName")))

    def is_in_state(self, thing: Thing, state: int) -> bool:
        """One of its states, by number."""
        low, high = re.findall(r"\d+", self._ask(thing, f"{_ATSPI}.Accessible.GetState").replace("uint32", ""))[:2]
        return bool((int(low) | int(high) << 32) >> state & 1)

    def press(self, thing: Thing) -> None:
        """Do what it is there for."""
        assert "true" in self._ask(thing, f"{_ATSPI}.Action.DoAction", "0")

    def write(self, thing: Thing, text: str) -> None:
        """Put a text in a field."""
        assert "true" in self._ask(thing, f"{_ATSPI}.EditableText.SetTextContents", text)

    def _children(self, thing: Thing) -> list[Thing]:
        told = self._ask(thing, f"{_ATSPI}.Accessible.GetChildren")
        return [Thing(program, path) for program, path in _REFERENCE.findall(told) if not path.endswith("/null")]

    def _ask(self, thing: Thing, method: str, *words: str) -> str:
        return self._gdbus(self._bus, thing, method, *words)

    def _gdbus(self, bus: str, thing: Thing, method: str, *words: str) -> str:
        command = ["gdbus", "call", "--address", bus, "--dest", thing.program, "--object-path", thing.path]
        done = subprocess.run(
            [*command, "--method", method, *words],
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
        return done.stdout  # what has gone in between has no name and no children
