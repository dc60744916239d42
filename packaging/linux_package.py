"""The Debian package of the bundle. Standard library and dpkg-deb only; runs as anybody."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import bundle_contents
import bundling
import system_packages

NAME = "sophon-monitor"
LIMIT_MB = 65
DESKTOP_FILE = bundling.ROOT / "packaging" / "linux" / f"{NAME}.desktop"
_STAGE = bundling.BUILD / "deb"
_ICON_SIZES_PX = (16, 22, 24, 32, 48, 64, 128, 256, 512)
# Beside what system_packages.py looks for: what those pull in anyway on a desktop, but not in a bare system, and fonts.
_ALSO_NEEDED = (
    "libstdc++6", "libgcc-s1", "zlib1g", "libbz2-1.0", "liblzma5", "libexpat1", "libuuid1", "libfreetype6",
    "libx11-6", "libx11-xcb1", "libxcb1", "libxcb-randr0", "libxcb-render0", "libxcb-shm0", "libxcb-sync1",
    "libxcb-util1", "libxcb-xfixes0", "libxcb-xkb1", "libwayland-client0", "libwayland-cursor0", "libwayland-egl1",
    "xkb-data", "fontconfig", "fonts-dejavu-core | fonts-liberation | fonts-noto-core",
    "fonts-wqy-microhei | fonts-noto-cjk | fonts-wqy-zenhei | fonts-droid-fallback",
)  # fmt: skip
_GLIBC = re.compile(rb"GLIBC_2\.(\d+)")


def build(say: bundling.Say) -> Path:
    """Make `dist/sophon-monitor_VERSION_ARCHITECTURE.deb` out of the built bundle.

    Raises:
        BundleError: There is no dpkg-deb, or the package became larger than allowed.
    """
    if shutil.which("dpkg-deb") is None:
        raise bundling.BundleError("The .deb needs dpkg-deb, which this system lacks.")
    version = bundle_contents.version(bundling.ROOT)
    architecture = subprocess.run(["dpkg", "--print-architecture"], check=True, capture_output=True, text=True).stdout
    shutil.rmtree(_STAGE, ignore_errors=True)
    shutil.copytree(bundling.FOLDER, _STAGE / "usr/lib" / NAME, symlinks=True)
    _lay_out(_STAGE / "usr")
    _write_control(version, architecture.strip())
    for path in (_STAGE, *_STAGE.rglob("*")):
        if not path.is_symlink():  # whatever the umask of who builds
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    file = bundling.DIST / f"{NAME}_{version}_{architecture.strip()}.deb"
    file.unlink(missing_ok=True)
    words = ["dpkg-deb", "--root-owner-group", "-Zxz", "--threads-max=2", "--build", str(_STAGE), str(file)]
    subprocess.run(words, check=True, stdout=sys.stderr)
    shutil.rmtree(_STAGE)
    size_mb = file.stat().st_size / 1_000_000
    say(f"Package {file.relative_to(bundling.ROOT)}: {size_mb:.1f} MB.")
    if size_mb > LIMIT_MB:
        raise bundling.BundleError(f"The .deb has {size_mb:.1f} MB, {LIMIT_MB} are allowed.")
    return file


def dependencies(folder: Path) -> list[str]:
    """What the package depends on, with the C library that the newest function used in `folder` came with."""
    newest = max((_newest_glibc(file) for file in folder.rglob("*.so*") if file.is_file()), default=0)
    packages = {*system_packages.WINDOW_LIBRARIES.values(), *_ALSO_NEEDED}
    return [f"libc6 (>= 2.{newest})", *sorted(packages)]


def _newest_glibc(file: Path) -> int:
    return max((int(number) for number in _GLIBC.findall(file.read_bytes())), default=0)


def _lay_out(usr: Path) -> None:
    """Desktop entry, icons, the command and the licences, beside the program's folder."""
    (usr / "bin").mkdir()
    (usr / "bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
    applications, documents = usr / "share/applications", usr / "share/doc" / NAME
    applications.mkdir(parents=True)
    shutil.copy(DESKTOP_FILE, applications)
    for size_px in _ICON_SIZES_PX:
        place = usr / f"share/icons/hicolor/{size_px}x{size_px}/apps"
        place.mkdir(parents=True)
        shutil.copy(bundling.BUILD / "icons" / f"{size_px}.png", place / f"{NAME}.png")
    scalable = usr / "share/icons/hicolor/scalable/apps"
    scalable.mkdir(parents=True)
    shutil.copy(bundling.ROOT / "resources/program" / f"{NAME}.svg", scalable)
    documents.mkdir(parents=True)
    licence = (bundling.ROOT / "LICENSE").read_text("utf-8")
    (documents / "copyright").write_text(
        f"Sophon Monitor\n\n{licence}\nQt and Qt for Python are used under the LGPL, version 3:\n"
        f"/usr/share/common-licenses/LGPL-3 and /usr/lib/{NAME}/_internal/licences/Qt.txt.\n"
        f"Every other part's licence is in /usr/lib/{NAME}/_internal, in the folder *.dist-info of that part,\n"
        "and in the program's About box.\n",
        encoding="utf-8",
    )


def _write_control(version: str, architecture: str) -> None:
    size_kb = round(bundling.folder_size_mb(_STAGE) * 1000)
    control = _STAGE / "DEBIAN" / "control"
    control.parent.mkdir()
    control.write_text(
        f"Package: {NAME}\nVersion: {version}\nArchitecture: {architecture}\nSection: net\nPriority: optional\n"
        "Maintainer: Sophon Monitor <sophon-monitor@localhost>\n"
        f"Installed-Size: {size_kb}\n"
        f"Depends: {', '.join(dependencies(_STAGE))}\n"
        "Description: find, watch and sign off Sophon face-recognition boxes on site\n"
        " Shows the health of each box and each recognition live, judges the scores,\n"
        " and makes a sealed acceptance report.\n",
        encoding="utf-8",
    )
