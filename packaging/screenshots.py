"""Makes the screenshots of README and guide: the real program on its demo site, on a display of its own.

`python3 packaging/dev.py screenshots [-- --all FOLDER]`. Needs Xvfb; `dev.py` brings it on Debian.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs/pictures"
PAGES = ("live", "health", "signoff", "history", "diagnose")
SECONDS = 45
JUDGED = ("live", "signoff", "history")  # shown as they look while somebody works


@contextlib.contextmanager
def display() -> Iterator[str]:
    """A virtual display with a number that nobody uses."""
    reading, writing = os.pipe()
    words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "2900x1900x24", "-nolisten", "tcp"]
    server = subprocess.Popen(words, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait(10)


def take(display_name: str, file: Path, *, page: str, language: str, theme: str, size: str, scale: str) -> None:
    """One picture of the demo after it has run for a while."""
    file.parent.mkdir(parents=True, exist_ok=True)
    program = [str(ROOT / "packaging/judging_demo.py")] if page in JUDGED else ["-m", "sophon_monitor"]
    words = [sys.executable, *program, "--demo", "--page", page, "--lang", language, "--theme", theme]
    words += ["--size", size, "--exit-after", str(SECONDS), "--screenshot", str(file)]
    environment = {**os.environ, "DISPLAY": display_name, "QT_QPA_PLATFORM": "xcb", "QT_SCALE_FACTOR": scale}
    subprocess.run(words, cwd=ROOT, env=environment, check=True, timeout=SECONDS + 60, stdout=subprocess.DEVNULL)
    print(f"{file.name} made", file=sys.stderr)


def main() -> int:
    """Make the pictures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="every page in both languages and themes, there")
    words = parser.parse_args()
    with display() as name:
        if words.all is None:
            for page in PAGES:
                file = PICTURES / f"{page}.png"
                take(name, file, page=page, language="en", theme="light", size="1440x900", scale="1")
            return 0
        for page in PAGES:
            for language in ("en", "zh_CN"):
                for theme in ("light", "dark"):
                    file = words.all / f"{page}-{language}-{theme}.png"
                    take(name, file, page=page, language=language, theme=theme, size="1440x900", scale="1")
            file = words.all / f"{page}-150.png"
            take(name, file, page=page, language="zh_CN", theme="light", size="1180x720", scale="1.5")
    return 0


if __name__ == "__main__":
    sys.exit(main())
