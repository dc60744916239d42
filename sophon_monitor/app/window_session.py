"""One window's life: show it, start the intake beside it, end both.

The window is on screen before anything slow is imported: sockets, archive and plots come after its first paint.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import importlib
import logging
import os
import sys
import time
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from sophon_monitor.app import settings as settings_file
from sophon_monitor.app.crash_report import CrashReport
from sophon_monitor.app.intake_life import IntakeLife
from sophon_monitor.app.intake_thread import IntakeThread
from sophon_monitor.app.languages import LANGUAGES, Languages, chinese_font_found, system_language
from sophon_monitor.app.screen_feed import ScreenFeed
from sophon_monitor.app.start_problem import QT_TRANSLATE_NOOP, StartProblem, port_taken
from sophon_monitor.app.window_command import Start
from sophon_monitor.app.wiring import Wiring
from sophon_monitor.domain.changes import BoxChanged, Change
from sophon_monitor.domain.site import BoxAddress, BoxKey
from sophon_monitor.services.tasks import TaskOwner

if TYPE_CHECKING:
    from sophon_monitor.app.demo import Demo
    from sophon_monitor.app.second_start import FirstWindow
    from sophon_monitor.app.site_wiring import NextSite
    from sophon_monitor.app.trouble_wiring import TroubleWiring
    from sophon_monitor.services.intake import Intake
    from sophon_monitor.services.listening import Listening, Unheard

log = logging.getLogger(__name__)
NOT_ALLOWED = 3
ENDS_WITHIN_S = 3.5
GIVE_BACK_WITHIN_S = 2.5  # the whole end must be over within 5 s


class IntakeVoice(QObject):
    """What the intake thread says to the Qt thread, as queued signals.

    Signals:
        figures_taken: `IntakeFigures`, once a second.
        listening_changed: `Listening`.
        failed: A file with a crash report.
        demo_box_found: `BoxAddress`.
        intake_ended: `StartProblem` that says why the intake could not start.
        intake_broke: The intake ended by a failure of ours.
        borrowed_changed: All open entries of the restore journal.
        returned: What was given back without being asked for.
        paused: The computer slept, and has woken up: `Pause`.
        clock_jumped: The clock of this computer was set: `ClockJump`.
        archive_rescued: The archive was damaged, and a new one was begun: `Rescue`.
    """

    figures_taken = Signal(object)
    listening_changed = Signal(object)
    failed = Signal(object)
    demo_box_found = Signal(object)
    intake_ended = Signal(object)
    intake_broke = Signal()
    borrowed_changed = Signal(object)
    returned = Signal(object)
    paused = Signal(object)
    clock_jumped = Signal(object)
    archive_rescued = Signal(object)


class WindowSession(QObject):
    """Owns the window, the intake thread and everything between. Lives on the Qt thread.

    Attributes:
        status, problem: Exit status, and what is to be said with it.
        next_site: To be opened after the end.
        language: That the window began with.
        held_up: A thread has not ended in its time; the process must not wait for it.
    """

    def __init__(self, app: QApplication, start: Start, crash: CrashReport) -> None:
        """Make the window; nothing is opened before `run`."""
        super().__init__()
        self._app, self._start, self._crash = app, start, crash
        self.status = 0
        self.problem: StartProblem | None = None
        self.next_site: NextSite | None = None
        self.held_up = False
        self._quit_asked: asyncio.Event | None = None
        self._voice = IntakeVoice()
        self._feed = ScreenFeed()
        self._languages = Languages(app)
        self.language = self._language()
        self._languages.speak(self.language)
        self._intake: Intake | None = None
        self._intake_made = asyncio.Event()  # of the intake loop
        life = IntakeLife(start, self._feed, self._voice, crash, self._take_intake)
        self._thread = IntakeThread(life.run, self._intake_failed, _import_what_is_slow)
        self._demo: Demo | None = None
        self._printed: set[tuple[str, int]] = set()
        self._seeded: set[BoxKey] = set()
        self._tasks = TaskOwner(crash.report)
        self._troubles: TroubleWiring | None = None
        self._first: FirstWindow | None = None
        self.wiring = Wiring(app, start, self._feed, self._voice, self._languages, self.submit, crash.report)
        self._voice.listening_changed.connect(self._on_listening, Qt.ConnectionType.QueuedConnection)
        self._voice.demo_box_found.connect(self._add_demo_box, Qt.ConnectionType.QueuedConnection)
        self._voice.intake_ended.connect(self._on_intake_ended, Qt.ConnectionType.QueuedConnection)
        self._voice.intake_broke.connect(self.wiring.tell_broken_intake, Qt.ConnectionType.QueuedConnection)
        crash.tell(self._voice.failed.emit)

    def _language(self) -> str:
        chosen = self._start.arguments.lang or self._start.settings.language
        wanted = str(chosen) if chosen in LANGUAGES else system_language()
        if wanted != "en" and self._start.arguments.lang is None and not chinese_font_found():
            return "en"  # the sentence that says what is missing must be readable
        return wanted

    # -- life -----------------------------------------------------------------------------------------------------

    async def run(self, quit_asked: asyncio.Event) -> None:
        """Stay until someone asks to quit."""
        self._quit_asked = quit_asked
        asyncio.get_running_loop().set_exception_handler(self._crash.in_loop)
        window = self.wiring.window
        window.quit_asked.connect(self.wiring.ask_to_leave)
        self.wiring.left.connect(self._leave)
        self.wiring.demo_asked = self._start_demo
        self._show()
        leave = None
        if self._start.arguments.exit_after is not None:
            leave = QTimer(window)
            leave.setSingleShot(True)
            leave.timeout.connect(self._quit)
            leave.start(int(self._start.arguments.exit_after * 1000))
            self._crash.ending.begin(self._start.arguments.exit_after)
        try:
            await self._first_paint()
            self.wiring.complete()
            self._attend_troubles()
            self._thread.start()
            await quit_asked.wait()
        finally:
            await self._end()

    def _attend_troubles(self) -> None:
        """What the first paint did not need: troubles of the start, and second starts."""
        from sophon_monitor.app.archives_aside import ArchivesAside
        from sophon_monitor.app.second_start import FirstWindow
        from sophon_monitor.app.trouble_wiring import TroubleWiring

        troubles = self._troubles = TroubleWiring(
            self.wiring.window,
            self._start,
            tasks=self._tasks,
            submit=self.submit,
            borrows=lambda: self.wiring.borrows_anything,
        )
        queued = Qt.ConnectionType.QueuedConnection
        self._voice.figures_taken.connect(troubles.show_figures, queued)
        self._voice.clock_jumped.connect(troubles.show_clock, queued)
        self._voice.archive_rescued.connect(troubles.show_rescue, queued)
        self.wiring.support_bundle_asked.connect(troubles.bundle.ask_file)
        troubles.show_start()
        if not self._start.demo:
            self._first = FirstWindow(self._start.profile.folder, self._come_forward)
            aside = ArchivesAside(
                self._start, tasks=self._tasks, submit=self.submit, purged=troubles.tell_purged_archives
            )
            aside.setParent(troubles)
            self._feed.changes_ready.connect(aside.apply)

    def _come_forward(self, token: str) -> None:
        """Somebody has started the program a second time."""
        if token:
            os.environ["XDG_ACTIVATION_TOKEN"] = token  # Qt takes it for the next activation
        window = self.wiring.window
        window.setWindowState((window.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
        window.show()
        window.raise_()
        window.activateWindow()
        log.info("a second start was sent to this window")

    @Slot()
    def _quit(self) -> None:
        if self._quit_asked is not None:
            self._quit_asked.set()

    @Slot(object)
    def _leave(self, next_site: NextSite | None) -> None:
        self.next_site = next_site
        self._quit()

    def _show(self) -> None:
        window, arguments = self.wiring.window, self._start.arguments
        state = self._start.settings.window
        if state and arguments.size is None:
            window.restore(QByteArray.fromBase64(state.encode()))
        else:
            width, height = arguments.size or (1440, 900)
            room = QGuiApplication.primaryScreen().availableSize()
            fixed = arguments.size is not None
            window.resize(width if fixed else min(width, room.width()), height if fixed else min(height, room.height()))
        self.wiring.show_page(arguments.page)
        window.show()
        if not chinese_font_found():
            log.warning("no font with Chinese letters is installed")
            self.wiring.tell_missing_font()
        if self._start.damaged_settings is not None:
            self.wiring.tell_damaged_settings(self._start.damaged_settings)

    async def _first_paint(self) -> None:
        """Let the window be painted before the slow imports take the lock."""
        handle = self.wiring.window.windowHandle()
        for _ in range(50):
            await asyncio.sleep(0.01)
            if handle.isExposed():
                break
        await asyncio.sleep(0.02)

    async def _end(self) -> None:
        self._crash.ending.begin()
        loop = asyncio.get_running_loop()
        if self._first is not None:
            self._first.close()
        arguments = self._start.arguments
        if arguments.screenshot is not None and self.problem is None:
            self._feed.flush()
            await self.wiring.settle()
            if not self.wiring.window.grab().save(str(arguments.screenshot), "PNG"):
                text = QT_TRANSLATE_NOOP("Start", "The screenshot {file} could not be written.")
                self.problem = StartProblem(text, file=arguments.screenshot)
        self._save_settings()
        self.wiring.window.hide()
        await self._give_back()
        # Qt stays responsive while the others end: they run in threads, not here, and each of them at the same time.
        ending = [loop.run_in_executor(None, self._thread.stop, ENDS_WITHIN_S)]
        if self._demo is not None:
            ending.append(loop.run_in_executor(None, self._demo.stop))
        if not all(await asyncio.gather(*ending)):
            # As a rule the disk: what was written is safe in the archive's log, and nobody waits for the rest.
            log.error("the intake or the demo did not end in time")
            self._crash.ending.write_down()
            self.held_up = True
        await self._tasks.aclose(1.0)
        await self.wiring.close()
        QCoreApplication.removePostedEvents(self, QEvent.Type.MetaCall)

    async def _give_back(self) -> None:
        """Put back what is borrowed and nobody wanted to keep so; what does not answer soon stays in the journal."""
        if not self.wiring.has_borrowed or not self._thread.running:
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(GIVE_BACK_WITHIN_S):
                await self.submit(lambda intake: intake.borrowing.give_back_unkept())

    def _save_settings(self) -> None:
        if self._start.demo or self._start.damaged_settings == self._start.profile.settings_file:
            return  # the second: it could not be read and not be put aside either, so it is not ours to replace
        remembered = self._start.settings
        remembered.last_site = self._start.site
        remembered.window = bytes(self.wiring.window.state_bytes().toBase64().data()).decode()
        try:
            settings_file.save(self._start.profile.settings_file, remembered)
        except OSError as cause:
            log.warning("settings could not be saved: %s", cause.strerror)

    # -- intake ---------------------------------------------------------------------------------------------------

    def _take_intake(self, intake: Intake) -> None:
        """On the intake thread."""
        self._intake = intake
        self._intake_made.set()

    def submit(self, command: Callable[[Intake], Coroutine[Any, Any, Any]]) -> asyncio.Future[Any]:
        """Run a command on the intake loop; the result is awaited on the Qt loop."""
        return asyncio.wrap_future(self._thread.submit(self._with_intake(command)))

    async def _with_intake(self, command: Callable[[Intake], Coroutine[Any, Any, Any]]) -> Any:
        # The window is usable before the intake has come up; what a person asks for meanwhile waits here.
        await self._intake_made.wait()
        intake = None
        while intake is not self._intake:  # a damaged archive is followed by a second one
            intake = self._intake
            assert intake is not None
            await intake.ready.wait()
        assert intake is not None
        return await command(intake)

    @Slot(object)
    def _on_listening(self, listening: Listening) -> None:
        if not self._printed:
            # All modules are in. Looking through them again and again would hold the Qt loop for 0.2 s at a time.
            gc.freeze()
            gc.enable()
        for host, port in listening.addresses:
            if (host, port) not in self._printed:
                self._printed.add((host, port))
                shown = f"[{host}]" if ":" in host else host
                with contextlib.suppress(OSError, ValueError):  # nobody has to read standard output
                    if sys.stdout is not None:
                        print(f"listening http://{shown}:{port}", flush=True)  # noqa: T201 - the contract
        if not self._printed and listening.failed and self._start.arguments.listen is not None:
            self._tasks.start(self._refuse(listening.failed[0]), name="refused address")  # the contract: status 3
            return
        self.wiring.show_listening(listening)
        if self._troubles is not None:
            self._troubles.show_listening(listening)
        if self._start.demo and self._demo is None and listening.addresses:
            self._start_boxes(listening.addresses[0])

    async def _refuse(self, unheard: Unheard) -> None:
        from sophon_monitor.services.port_holder import holder_of, next_free_port

        loop = asyncio.get_running_loop()
        host, port = unheard.host, unheard.port
        if unheard.why == "taken":
            holder = await loop.run_in_executor(None, holder_of, host, port)
            free = await loop.run_in_executor(None, next_free_port, (host,), port)
            self._leave_with(port_taken(host, port, holder, free))
            return
        text = QT_TRANSLATE_NOOP(
            "Start", "The receiver cannot listen on {address}: {reason}. Choose another address with --listen."
        )
        address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        self._leave_with(StartProblem(text, address=address, reason=unheard.reason or unheard.why))

    def _intake_failed(self, where: str, error: BaseException) -> None:
        """On the intake thread, which ends now."""
        self._crash.report(where, error)
        self._voice.intake_broke.emit()

    @Slot(object)
    def _on_intake_ended(self, problem: StartProblem) -> None:
        self._leave_with(problem)

    def _leave_with(self, problem: StartProblem) -> None:
        self.problem, self.status = problem, NOT_ALLOWED
        self._quit()

    # -- demo -----------------------------------------------------------------------------------------------------

    def _start_demo(self) -> None:
        """The start page's button: a demo is a program of its own, with a profile of its own."""
        from PySide6.QtCore import QProcess

        from sophon_monitor.app.demo import own_command

        program, *words = own_command()
        QProcess.startDetached(program, [*words, "--demo", "--lang", self._languages.current])

    def _start_boxes(self, address: tuple[str, int]) -> None:
        self._feed.changes_ready.connect(self._seed_history)
        from sophon_monitor.app.demo import Demo

        self._demo = Demo(self._voice.demo_box_found.emit)
        self._demo.start(f"http://{address[0]}:{address[1]}/demo")

    @Slot(object)
    def _add_demo_box(self, address: BoxAddress) -> None:
        self.wiring.add_box(address, None)

    @Slot(object)
    def _seed_history(self, changes: tuple[Change, ...]) -> None:
        """Give each box of the demo its last hour, once it has said how it is."""
        from sophon_monitor.app.demo_history import HOUR_S, past_hour

        for change in changes:
            box = change.box if isinstance(change, BoxChanged) else None
            if box is None or box.key in self._seeded or box.health.cpu_percent is None:
                continue
            self._seeded.add(box.key)
            self.wiring.watch_from(time.time() - HOUR_S)
            self.wiring.keep(past_hour(box, time.time(), with_silence=len(self._seeded) == 1))


def _import_what_is_slow() -> None:
    """On the intake thread, after the window is on screen: half a second of imports."""
    importlib.import_module("sophon_monitor.services.intake")
