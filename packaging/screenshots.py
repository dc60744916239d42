"""Makes the screenshots of README and guide: the real program on its demo site, on a display of its own.

`python3 packaging/dev.py screenshots` writes those of README and guide; `-- --all FOLDER` writes every page and the
larger dialogs in both languages and themes, and at 150 and 200 %, there. Needs Xvfb; `dev.py` brings it on Debian.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs/pictures"
GUIDE = ROOT / "docs/guide/pictures"
LANGUAGES = ("en", "zh_CN")
README = ("live", "health", "signoff", "history", "diagnose")


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


def tour(display_name: str, script: str, *words: str, scale: str = "1") -> None:
    """Let one of the tours take its pictures."""
    environment = {**os.environ, "DISPLAY": display_name, "QT_QPA_PLATFORM": "xcb", "QT_SCALE_FACTOR": scale}
    program = [sys.executable, str(ROOT / "packaging" / script), *words]
    subprocess.run(program, cwd=ROOT, env=environment, check=True, timeout=240, stdout=subprocess.DEVNULL)
    print(f"{script} {' '.join(words[1:])}: done", file=sys.stderr)


def all_pages(display_name: str, folder: Path) -> None:
    """Every page and the larger dialogs, as an installer may see them."""
    for language in LANGUAGES:
        for theme in ("light", "dark"):
            tour(display_name, "page_tour.py", str(folder), f"{language}-{theme}-", language, theme, "1440x900")
        for scale in ("1.5", "2"):
            prefix = f"{language}-{round(float(scale) * 100)}-"
            tour(display_name, "page_tour.py", str(folder), prefix, language, "light", "1180x720", scale=scale)


def readme(display_name: str) -> None:
    """The pages that README shows."""
    with tempfile.TemporaryDirectory() as folder:
        tour(display_name, "page_tour.py", folder, "", "en", "light", "1440x900")
        for page in README:
            shutil.copyfile(Path(folder) / f"{page}.png", PICTURES / f"{page}.png")


def main() -> int:
    """Make the pictures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="every page in both languages and themes, there")
    parser.add_argument("--guide", action="store_true", help="the guide's pictures only")
    words = parser.parse_args()
    with display() as name:
        if words.all is not None:
            all_pages(name, words.all.resolve())
            return 0
        for language in LANGUAGES:
            for part in ("start", "demo"):
                tour(name, "guide_tour.py", str(GUIDE), language, part)
        if not words.guide:
            readme(name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
