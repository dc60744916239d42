"""Whether each locked package has a wheel for the systems that are not this one: `dev.py wheels`; half a minute.

Resolves the lock as if for Windows and macOS, with their environment markers, so that a package which only those need
and which the lock lacks is noticed, too. Reads the packages' metadata; downloads and installs nothing.
Uses the locked `uv` of the bundle's environment, and the package index that pip is told to use here.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import bundling

SYSTEMS = {
    "Windows x86_64": "x86_64-pc-windows-msvc",
    "macOS arm64": "aarch64-apple-darwin",
    "macOS x86_64": "x86_64-apple-darwin",
}
PYTHONS = ("3.11", "3.12", "3.13")
LOCKS = ("run.lock", "bundle.lock")


def say(sentence: str) -> None:
    """Tell the person what is going on."""
    print(f"wheels: {sentence}", file=sys.stderr, flush=True)


def main() -> int:
    """0 if everything can be had everywhere, 1 if not."""
    started = time.monotonic()
    programs = bundling.make_environment(say)
    uv = programs / ("uv.exe" if os.name == "nt" else "uv")
    environment = {**_index_of_pip(programs), **os.environ}
    missing = 0
    with tempfile.TemporaryDirectory(prefix="wheels-") as folder:
        for system, platform in SYSTEMS.items():
            for python in PYTHONS:
                for lock in LOCKS:
                    words = resolve_words(str(uv), lock, platform, python, folder)
                    done = subprocess.run(words, check=False, capture_output=True, text=True, env=environment)
                    if done.returncode != 0:
                        missing += 1
                        say(f"{lock} for {system}, Python {python}: {done.stderr.strip()}")
    tried = len(SYSTEMS) * len(PYTHONS) * len(LOCKS)
    say(f"{tried - missing} of {tried} combinations resolve, after {time.monotonic() - started:.0f} s.")
    return 1 if missing else 0


def resolve_words(uv: str, lock: str, platform: str, python: str, folder: str) -> list[str]:
    """The command that resolves one lock for one system; it goes no further than saying what it would do."""
    words = [uv, "pip", "install", "--dry-run", "--quiet", "--require-hashes", "--only-binary", ":all:"]
    words += ["--python-platform", platform, "--python-version", python, "--cache-dir", f"{folder}/cache"]
    return [*words, "--target", f"{folder}/nothing", "-r", str(bundling.ROOT / "packaging" / lock)]


def _index_of_pip(programs: Path) -> dict[str, str]:
    """What uv does not read by itself: the index in pip's own settings."""
    question = [str(programs / "python"), "-m", "pip", "config", "get", "global.index-url"]
    done = subprocess.run(question, check=False, capture_output=True, text=True)
    index = os.environ.get("PIP_INDEX_URL") or done.stdout.strip()
    return {"UV_DEFAULT_INDEX": index} if index else {}


if __name__ == "__main__":
    sys.exit(main())
