"""Opens the window: profile, lock, settings, application, session; and says in a sentence what does not allow it."""

from __future__ import annotations

import argparse
import errno
import logging
import os
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sophon_monitor import __version__
from sophon_monitor.app import early_quit, logs, profile, settings
from sophon_monitor.app.display import display_problem
from sophon_monitor.app.last_end import LastEnd, begin_run, end_run
from sophon_monitor.app.start_problem import QT_TRANSLATE_NOOP, StartProblem

if TYPE_CHECKING:
    from PySide6.QtCore import QLockFile

    from sophon_monitor.app.site_wiring import NextSite
    from sophon_monitor.app.window_session import WindowSession

log = logging.getLogger(__name__)
ROOM_FOR_A_LOCK_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Start:
    """What the window session starts with."""

    arguments: argparse.Namespace
    profile: profile.Profile
    site: str
    settings: settings.Settings
    damaged_settings: Path | None
    demo: bool
    newer_settings: Path | None = None
    last_end: LastEnd | None = None


class AlreadyOpen(Exception):  # noqa: N818 - what it says
    """Another window holds the profile.

    Attributes:
        lock: Says who. folder: of the profile.
    """

    def __init__(self, folder: Path, lock: QLockFile) -> None:
        """Keep what the second start needs to find the first."""
        super().__init__(str(folder))
        self.folder, self.lock = folder, lock


def run(arguments: argparse.Namespace, attend: Callable[[WindowSession], None] | None = None) -> int:
    """Open the window and stay until it is closed. Returns the exit status.

    `attend` gets the session before it begins: the benchmarks and the soak measure from there.
    """
    from sophon_monitor.app.command import fail

    if (problem := display_problem() or _library_problem()) is not None:
        return fail(problem)
    with ExitStack() as stack:
        try:
            start = _start(arguments, stack)
        except AlreadyOpen as other:
            return _show_other(other, arguments)
        except profile.ProfileError as cause:
            return fail_in_window(cause, arguments.lang)
        status, following, held_up = _open_window(start, stack, attend)
    if following is not None:  # the profile is free again
        _open_next(start, following)
    if held_up:
        early_quit.leave_hard(status)
    return status


def _library_problem() -> str | None:
    from sophon_monitor.app.libraries import library_problem

    problem = library_problem()
    if problem is not None:
        from sophon_monitor.app.plain_dialog import show_plainly

        show_plainly(problem)  # without Qt there is no window of ours to say it in
    return problem


def _start(arguments: argparse.Namespace, stack: ExitStack) -> Start:
    early_quit.remember()  # from here on there is something to put in order
    stack.callback(os.umask, os.umask(0o077))  # logs, crash reports and the lock too are this user's alone
    folder = arguments.profile
    if arguments.demo:
        import tempfile

        # Readable by this user alone, and gone with the window.
        folder = Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="sophon-demo-", ignore_cleanup_errors=True))
        )
    opened = profile.open_profile(folder)
    _lock(opened, stack)
    _remove_purged_sites(opened)
    loaded = settings.load(opened.settings_file)
    wanted = arguments.site or ("Demo" if arguments.demo else loaded.settings.last_site)
    sites = opened.sites()
    site = profile.checked_site_name(wanted) if wanted else (sites[0] if sites else profile.FIRST_SITE)
    try:
        logs.to_file(opened.logs)
    except OSError as cause:
        raise profile.profile_problem(opened.logs, cause) from cause
    last_end = begin_run(opened.crash)
    return Start(arguments, opened, site, loaded.settings, loaded.damaged, arguments.demo, loaded.newer, last_end)


def _remove_purged_sites(opened: profile.Profile) -> None:
    """What a person has purged goes before anything of the profile is opened."""
    if not (opened.folder / "purged").is_dir():
        return  # as a rule; the import is not for every start
    from sophon_monitor.services import site_removal

    try:
        site_removal.begin_removals(opened.folder)
    except OSError as cause:
        text = QT_TRANSLATE_NOOP("Start", "A purged site cannot be removed ({reason}). Try again.")
        raise profile.ProfileError(text, reason=cause.strerror or str(cause)) from cause


def _lock(opened: profile.Profile, stack: ExitStack) -> None:
    """One running window per profile; a lock left by a killed one is recognised by its process id."""
    from PySide6.QtCore import QLockFile

    lock = QLockFile(str(opened.folder / "window.lock"))
    lock.setStaleLockTime(0)
    if not lock.tryLock(0):
        if lock.error() is QLockFile.LockError.LockFailedError:
            raise AlreadyOpen(opened.folder, lock)
        import shutil  # costs the first paint some milliseconds

        if shutil.disk_usage(opened.folder).free < ROOM_FOR_A_LOCK_BYTES:
            raise profile.profile_problem(opened.folder, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
        text = QT_TRANSLATE_NOOP(
            "Start", "The file {file} cannot be written. Free some space, or mend its permissions."
        )
        raise profile.ProfileError(text, file=opened.folder / "window.lock")
    stack.callback(lock.unlock)


def _show_other(other: AlreadyOpen, arguments: argparse.Namespace) -> int:
    """Raise the window that is open already, and end: that is what somebody wants who starts it twice."""
    from PySide6.QtWidgets import QApplication

    from sophon_monitor.app.command import say
    from sophon_monitor.app.second_start import raise_first

    # Referred to until the end: sockets want an application object.
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if raise_first(other.folder, other.lock):
        say(f"Sophon Monitor is already open with the profile {other.folder}; that window was brought to the front.")
        del app
        return 0
    pid, host, _ = other.lock.getLockInfo()
    text = QT_TRANSLATE_NOOP(
        "Start",
        "Sophon Monitor is already open with the profile {folder} (process {pid} on {host}), and does not answer. "
        "Use that window or end that process, or start with another --profile.",
    )
    return fail_in_window(StartProblem(text, folder=other.folder, pid=pid, host=host), arguments.lang)


def _open_window(
    start: Start, stack: ExitStack, attend: Callable[[WindowSession], None] | None
) -> tuple[int, NextSite | None, bool]:
    """Returns the exit status, what is to be opened next, and whether a thread is stuck."""
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication

    from sophon_monitor.app import runtime
    from sophon_monitor.app.crash_report import CrashReport
    from sophon_monitor.app.resources import resources_folder
    from sophon_monitor.app.window_session import WindowSession

    # A slow slot holds Python's lock for this long at a time; 5 ms, the default, makes an answer three times as late.
    sys.setswitchinterval(0.001)
    crash = CrashReport(start.profile.crash)
    crash.install()
    stack.callback(crash.uninstall)
    log.info("Sophon Monitor %s starts, site %s", __version__, start.site)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Sophon Monitor")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("sophon-monitor")
    app.setWindowIcon(QIcon(str(resources_folder() / "program" / "sophon-monitor.svg")))
    session = WindowSession(app, start, crash)
    if attend is not None:
        attend(session)
    runtime.run(app, session.run)
    early_quit.remember()  # a second request changes nothing any more
    log.info("Sophon Monitor ends with status %d", session.status)
    end_run(start.profile.crash)
    if session.problem is not None:
        return fail_in_window(session.problem, session.language), None, session.held_up
    return session.status, session.next_site, session.held_up


def _open_next(start: Start, following: NextSite) -> None:
    """Start the program again with another site, after giving the site's folder its new name where that was asked."""
    import subprocess

    from sophon_monitor.app.demo import own_command

    site = following.name
    if following.former_name is not None:
        former = start.profile.site_folder(following.former_name)
        try:
            former.rename(start.profile.site_folder(site))
        except OSError as cause:
            log.warning("the site could not be renamed: %s", cause.strerror)
            site = following.former_name
    words = ["--profile", str(start.profile.folder), "--site", site]
    if start.arguments.listen is not None:
        host, port = start.arguments.listen
        words += ["--listen", f"{_bracketed(host)}:{port}" if host else str(port)]
    for name in ("lang", "theme"):
        if value := getattr(start.arguments, name):
            words += [f"--{name}", value]
    subprocess.Popen(  # noqa: S603 - our own program
        [*own_command(), *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def fail_in_window(problem: StartProblem, language: str | None) -> int:
    """Say it on standard error, in English, and where there is a person to read it, in a window."""
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication, QMessageBox

    from sophon_monitor.app.command import fail
    from sophon_monitor.app.languages import Languages, system_language
    from sophon_monitor.app.start_problem import CONTEXT, filled

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    if logging.getLogger().handlers:  # without a log it would be said twice
        log.error("%s", problem)
    status = fail(str(problem))
    if QGuiApplication.platformName() not in ("offscreen", "minimal"):
        Languages(app).speak(language or system_language())
        in_our_words = QCoreApplication.translate  # of a text that was marked where it is written
        sentence = filled(in_our_words(CONTEXT, problem.text), problem.values)
        box = QMessageBox(QMessageBox.Icon.Critical, "Sophon Monitor", sentence, QMessageBox.StandardButton.Close)
        box.finished.connect(app.quit)
        box.show()
        early_quit.as_usual()  # nothing is open any more but this box
        app.exec()
    return status
