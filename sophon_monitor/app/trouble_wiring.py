"""What has gone wrong with the start, the addresses, the disk and the clock: sentences with the button that helps.

Each has a key in the trouble bar; its sentence says what happened and what to do.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Slot

from sophon_monitor.app.bundle_wiring import BundleWiring
from sophon_monitor.domain.changes import IntakeFigures

if TYPE_CHECKING:
    from sophon_monitor.app.window_command import Start
    from sophon_monitor.services.archive_rescue import Rescue
    from sophon_monitor.services.clock_doubt import ClockJump
    from sophon_monitor.services.intake import Intake
    from sophon_monitor.services.listening import Listening, Unheard
    from sophon_monitor.services.port_holder import PortHolder
    from sophon_monitor.services.tasks import TaskOwner
    from sophon_monitor.widgets.main_window import MainWindow

log = logging.getLogger(__name__)
translate = QCoreApplication.translate
Submit = Callable[[Callable[["Intake"], Coroutine[Any, Any, Any]]], "asyncio.Future[Any]"]

PORT, ENDED, CRASH = "port", "ended", "crash"


class TroubleWiring(QObject):
    """Owned by the window's session; lives on the Qt thread."""

    def __init__(
        self,
        window: MainWindow,
        start: Start,
        *,
        tasks: TaskOwner,
        submit: Submit,
        borrows: Callable[[], bool],
    ) -> None:
        """`borrows` says whether boxes report to an address of ours that we have set on them."""
        super().__init__(window)
        self._window, self._start, self._tasks, self._submit, self._borrows = window, start, tasks, submit, borrows
        self._unheard: dict[str, Unheard] = {}
        self._free: int | None = None  # port on the button
        self._archive_problem = ""
        self.bundle = BundleWiring(window, start, tasks=tasks, submit=submit)
        window.trouble_bar.trouble_action_asked.connect(self._act)

    @Slot(str)
    def _act(self, key: str) -> None:
        if key == PORT and self._free is not None:
            self._tasks.start(self._move(self._free), name="listen elsewhere")
        elif key in (ENDED, CRASH):
            self.bundle.ask_file()

    # -- the start ----------------------------------------------------------------------------------------------------

    def show_start(self) -> None:
        """What is to be said of the run before and of the settings."""
        last, newer = self._start.last_end, self._start.newer_settings
        if newer is not None:
            sentence = translate(
                "Trouble",
                "The settings were saved by a newer Sophon Monitor. What this one knows of them is used; "
                "the whole file is kept as {file}.",
            )
            self._window.show_trouble("settings", sentence.format(file=newer))
        make = translate("Trouble", "Make a support bundle…")
        if last is not None and last.how == "crashed":
            sentence = translate("Trouble", "The program crashed last time. A support bundle tells its makers why.")
            self._window.show_trouble(ENDED, sentence, make)
        elif last is not None:
            sentence = translate(
                "Trouble",
                "The program did not end in order last time: it was killed, or the computer went off. "
                "Nothing that was kept is lost.",
            )
            self._window.show_trouble(ENDED, sentence, make)

    # -- addresses ----------------------------------------------------------------------------------------------------

    def show_listening(self, listening: Listening) -> None:
        """Say where boxes cannot reach this computer, once each, and take back what is over."""
        unheard = {problem.host: problem for problem in listening.failed}
        for host in self._unheard.keys() - unheard.keys():
            self._window.clear_trouble(f"listen {host}")
            log.info("boxes can reach this computer again: an address listens as before")
        for host, problem in unheard.items():
            if problem != self._unheard.get(host) and problem.why != "taken":
                self._window.show_trouble(f"listen {host}", _unheard_sentence(problem))
                log.warning("an address is not reached: %s", problem.why)
        taken = tuple(problem for problem in listening.failed if problem.why == "taken")
        former = tuple(problem for problem in self._unheard.values() if problem.why == "taken")
        self._unheard = unheard
        if not taken:
            self._window.clear_trouble(PORT)
        elif taken != former:
            log.warning("port %d is taken", taken[0].port)
            self._tasks.start(self._offer_port(taken), name="offer a port")
        if not listening.addresses and listening.failed:
            self._window.top_bar.set_listening_problem(_unheard_sentence(listening.failed[0]))

    async def _offer_port(self, taken: tuple[Unheard, ...]) -> None:
        from sophon_monitor.services.port_holder import holder_of, next_free_port

        hosts, port = [problem.host for problem in taken], taken[0].port
        hosts += [host for host in ("127.0.0.1",) if host not in hosts]
        loop = asyncio.get_running_loop()
        holder = await loop.run_in_executor(None, holder_of, hosts[0], port)
        self._free = await loop.run_in_executor(None, next_free_port, hosts, port)
        sentence = _taken_sentence(_spoken(hosts[0], port), holder)
        action = translate("Trouble", "Listen on {port}").format(port=self._free) if self._free is not None else None
        self._window.show_trouble(PORT, sentence, action)

    async def _move(self, port: int) -> None:
        await self._submit(lambda intake: intake.listen_at(port))
        self._start.settings.port = port
        self._window.clear_trouble(PORT)
        if self._borrows():
            sentence = translate(
                "Trouble",
                "The receiver listens on port {port} now. Boxes that were set to the former port "
                "send nothing here until they are borrowed again.",
            )
            self._window.show_trouble("moved", sentence.format(port=port))

    # -- disk, clock, archive -----------------------------------------------------------------------------------------

    @Slot(object)
    def show_figures(self, figures: IntakeFigures) -> None:
        """Say when what comes cannot be kept, and take it back when it can."""
        if (problem := figures.archive_problem) == self._archive_problem:
            return
        self._archive_problem = problem
        if problem:
            self._window.show_trouble("archive", _archive_sentence(problem).format(folder=self._start.profile.folder))
        else:
            self._window.clear_trouble("archive")

    @Slot(object)
    def show_clock(self, jump: ClockJump) -> None:
        """Say that this computer's clock was set, where that makes times of events wrong or holds up the removal."""
        locale = QLocale()
        before, after = (
            locale.toString(_moment(at_s), QLocale.FormatType.ShortFormat) for at_s in (jump.before_s, jump.after_s)
        )
        if jump.holds_removal:
            sentence = translate(
                "Trouble",
                "The clock of this computer jumped from {before} to {after}. Nothing is removed for its age "
                "for a day, unless the clock is set right.",
            )
        else:
            sentence = translate(
                "Trouble",
                "The clock of this computer was changed from {before} to {after}. "
                "Times of events before and after do not fit together.",
            )
        self._window.show_trouble("clock", sentence.format(before=before, after=after))

    @Slot(object)
    def show_rescue(self, rescue: Rescue) -> None:
        """Say that the archive was damaged, what was saved of it, and where it lies."""
        sentence = translate(
            "Trouble",
            "The archive of this site was damaged. It is kept in {folder}, and a new one was begun. "
            "Boxes taken over: {boxes}.",
        ).format(folder=rescue.kept, boxes=rescue.boxes)
        if not rescue.boxes_read:
            sentence += " " + translate("Trouble", "Not all boxes could be read: add the missing ones again.")
        exported = translate(
            "Trouble", 'What can still be read of it: sophon-monitor export events --profile "{folder}"'
        )
        self._window.show_trouble("damaged archive", f"{sentence} {exported.format(folder=rescue.kept)}")
        if not rescue.journal_read:
            loud = translate(
                "Trouble",
                "Which settings of boxes were borrowed could not be read. Look at every box whether it still "
                "reports to this computer, and set it back by hand.",
            )
            self._window.show_trouble("damaged journal", loud)

    def tell_purged_archives(self) -> None:
        """Say that a purge has taken the damaged archive with it."""
        sentence = translate("Trouble", "With the purge, the damaged archive that was put aside is gone too.")
        self._window.show_trouble("damaged archive", sentence)


def _moment(at_s: float) -> Any:
    from PySide6.QtCore import QDateTime

    return QDateTime.fromMSecsSinceEpoch(round(at_s * 1000))


def _spoken(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _taken_sentence(address: str, holder: PortHolder | None) -> str:
    if holder is not None and holder.name:
        sentence = translate(
            "Trouble",
            "{address} is used by {program} (process {pid}): boxes cannot send to it. "
            "Close that program, or listen on another port.",
        )
        return sentence.format(address=address, program=holder.name, pid=holder.pid)
    sentence = translate(
        "Trouble",
        "{address} is used by another program: boxes cannot send to it. Close that program, or listen on another port.",
    )
    return sentence.format(address=address)


def _unheard_sentence(problem: Unheard) -> str:
    address = _spoken(problem.host, problem.port)
    match problem.why:
        case "taken":
            return _taken_sentence(address, None)
        case "gone":
            return translate(
                "Trouble",
                "This computer has no address {host} any more: is the cable unplugged? Boxes cannot reach {address}; "
                "it listens again as soon as the address is back.",
            ).format(host=problem.host, address=address)
        case "unplugged":
            return translate(
                "Trouble",
                "The network adapter of {host} is down: is the cable unplugged? Boxes cannot reach {address}.",
            ).format(host=problem.host, address=address)
        case _:
            return translate("App", "The receiver cannot listen on {address}: {reason}.").format(
                address=address, reason=problem.reason
            )


def _archive_sentence(code: str) -> str:
    match code:
        case "disk_full":
            return translate(
                "Trouble",
                "The disk of {folder} is full: nothing that comes is kept. Free some space; what waits is kept then.",
            )
        case "read_only":
            return translate("Trouble", "{folder} cannot be written: nothing that comes is kept. Mend its permissions.")
        case "damaged":
            return translate(
                "Trouble",
                "The archive in {folder} is damaged: nothing that comes is kept. Close and start again: "
                "the damaged one is put aside then, and a new one begun.",
            )
        case _:
            return translate(
                "Trouble",
                "The archive in {folder} cannot be written: nothing that comes is kept. Close and start again.",
            )
