"""A bare Debian to try the package in: debootstrap, the machine's own package sources, and a sure way out.

Nothing is kept: the folder is removed at the end, whatever happened. Needs root. Standard library only.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

RELEASE = "bookworm"
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_HANDED_ON = ("SSL_CERT_FILE",)


class BareDebianError(Exception):
    """The bare system cannot be had here; the text says why, in a sentence."""


@dataclass(frozen=True, slots=True)
class BareDebian:
    """A running bare system. Its network is the machine's own."""

    root: Path

    def words(self, command: list[str], *, user: str = "root", env: Mapping[str, str] | None = None) -> list[str]:
        """The command line that runs `command` inside, with no environment but `env`."""
        given = {"PATH": _PATH, "LANG": "C.UTF-8", "HOME": "/root", **(env or {})}
        settings = [f"{name}={value}" for name, value in given.items()]
        return ["chroot", f"--userspec={user}:", str(self.root), "env", "-i", *settings, *command]

    def run(self, *command: str, user: str = "root", env: Mapping[str, str] | None = None) -> str:
        """Run to the end and return what it said.

        Raises:
            BareDebianError: It ended with a status that is not 0.
        """
        words = self.words(list(command), user=user, env=env)
        done = subprocess.run(words, check=False, capture_output=True, timeout=900)
        if done.returncode != 0:
            said = (done.stderr or done.stdout).decode(errors="replace")[-1500:]
            raise BareDebianError(f"In the bare Debian `{' '.join(command[:4])}` ended with {done.returncode}: {said}")
        return done.stdout.decode(errors="replace")

    def install(self, package: Path) -> None:
        """Install a .deb with what it depends on, and nothing that it merely recommends."""
        shutil.copy(package, self.root / "tmp" / package.name)
        quiet = {"DEBIAN_FRONTEND": "noninteractive", **{n: os.environ[n] for n in _HANDED_ON if n in os.environ}}
        self.run("apt-get", "update", "-qq", env=quiet)
        words = ("apt-get", "install", "-y", "-qq", "--no-install-recommends", f"/tmp/{package.name}")  # noqa: S108
        self.run(*words, env=quiet)
        (self.root / "tmp" / package.name).unlink()


@contextmanager
def bare_debian(root: Path) -> Iterator[BareDebian]:
    """A bare Debian in `root`, which must not exist; gone afterwards.

    Raises:
        BareDebianError: Not root, no chroot or mount allowed, or no packages to be had.
    """
    if os.geteuid() != 0:
        raise BareDebianError("A bare Debian needs root: it is a chroot.")
    _remove(root)
    root.mkdir(parents=True)
    try:
        _bootstrap(root)
        _take_sources_along(root)
        _mount(root)
        yield BareDebian(root)
    finally:
        _end_processes(root)
        _unmount(root)
        _remove(root)


def _bootstrap(root: Path) -> None:
    words = ["debootstrap", "--variant=minbase", "--include=ca-certificates", RELEASE, str(root), _mirror()]
    done = subprocess.run(words, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode != 0:
        end = done.stdout.decode(errors="replace")[-1500:]
        raise BareDebianError(f"debootstrap ended with {done.returncode}; a chroot may be refused here: {end}")


def _mirror() -> str:
    """The first source of Debian packages that this machine knows."""
    folder = Path("/etc/apt/sources.list.d")
    for file in (*sorted(folder.glob("debian*")), *sorted(folder.glob("*")), Path("/etc/apt/sources.list")):
        if not file.is_file():
            continue
        text = file.read_text("utf-8", "replace")
        for pattern in (r"^URIs:\s*(\S+)", r"^deb\s+(?:\[[^\]]*\]\s+)?(\S+)"):
            if found := re.search(pattern, text, re.MULTILINE):
                return found[1]
    raise BareDebianError("This machine names no source of Debian packages in /etc/apt.")


def _take_sources_along(root: Path) -> None:
    """Debian's own sources, the way to them and the certificates, as this machine has them."""
    target = root / "etc/apt"
    for file in Path("/etc/apt/sources.list.d").glob("*"):
        if "debian" in file.name or RELEASE in file.read_text("utf-8", "replace"):
            shutil.copy(file, target / "sources.list.d" / file.name)
    if any((target / "sources.list.d").iterdir()):
        (target / "sources.list").unlink(missing_ok=True)
    elif Path("/etc/apt/sources.list").is_file():
        shutil.copy("/etc/apt/sources.list", target / "sources.list")
    for file in Path("/etc/apt/apt.conf.d").glob("*"):
        if re.search(r"proxy|cert|artifact", file.name):
            shutil.copy(file, target / "apt.conf.d" / file.name)
    for name in ("resolv.conf", "hosts", "ssl/certs/ca-certificates.crt"):
        if (Path("/etc") / name).exists():
            shutil.copy(Path("/etc") / name, root / "etc" / name)
    for name in _HANDED_ON:
        certificates = Path(os.environ.get(name, ""))
        if certificates.is_file() and not (inside := root / certificates.relative_to("/")).exists():
            inside.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(certificates, inside)


def _mount(root: Path) -> None:
    for words in (["-t", "proc", "proc", str(root / "proc")], ["--bind", "/dev", str(root / "dev")]):
        done = subprocess.run(["mount", *words], check=False, stderr=subprocess.PIPE)
        if done.returncode != 0:
            raise BareDebianError(f"Mounting is refused here: {done.stderr.decode(errors='replace').strip()}")


def _end_processes(root: Path) -> None:
    """End what still runs inside; nothing else has its root folder there."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "root").readlink() == root:
                os.kill(int(process.name), 9)
        except OSError:
            continue  # it has ended, or it is the kernel's


def _unmount(root: Path) -> None:
    for name in ("dev", "proc"):
        if (root / name).is_mount():
            subprocess.run(["umount", "-l", str(root / name)], check=False)


def _remove(root: Path) -> None:
    if any((root / name).is_mount() for name in ("dev", "proc")):
        raise BareDebianError(f"{root} is still mounted; it is left alone.")  # never empty the machine's /dev
    shutil.rmtree(root, ignore_errors=True)
