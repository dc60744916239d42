"""Making reports from the window, by the command `report` in a process of its own; and checking reports."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QProcess, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from sophon_monitor.app import verify_command
from sophon_monitor.app.demo import own_command
from sophon_monitor.app.report_command import PROGRESS
from sophon_monitor.domain.changes import ReportMade
from sophon_monitor.domain.checks import SiteChecks
from sophon_monitor.domain.records import MadeReport
from sophon_monitor.services.archive_schema import REPORTS
from sophon_monitor.services.tasks import TaskOwner
from sophon_monitor.widgets.main_window import MainWindow
from sophon_monitor.widgets.report_dialog import ReportDialog, ReportRequest
from sophon_monitor.widgets.verify_dialog import VerifyDialog

if TYPE_CHECKING:
    from sophon_monitor.app.window_command import Start
    from sophon_monitor.report.seal_check import SealCheck
    from sophon_monitor.services.intake import Intake

log = logging.getLogger(__name__)
translate = QCoreApplication.translate
Submit = Callable[[Callable[["Intake"], Coroutine[Any, Any, Any]]], "asyncio.Future[Any]"]
ENDS_WITHIN_MS = 1000


class ReportWiring(QObject):
    """Owns the dialogs and the process. Owned by the acceptance wiring; lives on the Qt thread.

    Signals:
        made: A report was made: the page may look at its checks again.
    """

    made = Signal()

    def __init__(
        self,
        window: MainWindow,
        start: Start,
        *,
        tasks: TaskOwner,
        submit: Submit,
        command: Sequence[str] | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Connect the window; `clock` gives UTC epoch seconds, `command` starts this program."""
        super().__init__(window)
        self._window, self._start, self._tasks, self._submit, self._clock = window, start, tasks, submit, clock
        self._command = tuple(command) if command is not None else own_command()
        self._dialog: ReportDialog | None = None
        self._answer: VerifyDialog | None = None
        self._process: QProcess | None = None
        self._request: ReportRequest | None = None
        self._cancelled = False
        self._said = self._problem = ""
        window.report_dropped.connect(self.check)

    # -- making ------------------------------------------------------------------------------------------------------

    def open(self, checks: SiteChecks, inspector: str) -> None:
        """Open the dialog with what holds now."""
        if self._dialog is None:
            dialog = self._dialog = ReportDialog(self._window)
            dialog.make_asked.connect(self._make)
            dialog.cancel_asked.connect(self._cancel)
            dialog.file_asked.connect(self._ask_file)
            dialog.open_asked.connect(self._open_file)
            dialog.folder_asked.connect(self._open_folder)
        if not self._dialog.is_making:
            language = "zh_CN" if QLocale().language() is QLocale.Language.Chinese else "en"
            self._dialog.begin(checks, inspector, language, self._free_name())
        self._dialog.open()

    def _free_name(self) -> Path:
        """A name that no report of the site has yet."""
        folder = self._start.profile.site_folder(self._start.site) / REPORTS
        day = datetime.fromtimestamp(self._clock()).astimezone()
        stem = f"{self._start.site} {day:%Y-%m-%d}"
        names = (f"{stem}.pdf", *(f"{stem} ({number}).pdf" for number in range(2, 1000)))
        return next((folder / name for name in names if not (folder / name).exists()), folder / names[0])

    @Slot(object)
    def _make(self, request: ReportRequest) -> None:
        start, self._request, self._cancelled = self._start, request, False
        words = [*self._command[1:], "report", "--profile", str(start.profile.folder), "--site", start.site]
        words += ["--out", str(request.file), "--lang", request.language, "--progress", "--not-noted"]
        if request.inspector:
            words.append(f"--inspector={request.inspector}")
        if request.full:
            words += ["--full", f"--reason={request.reason}"]
        self._said = self._problem = ""
        process = self._process = QProcess(self)
        process.readyReadStandardOutput.connect(self._hear_result)
        process.readyReadStandardError.connect(self._hear_progress)
        process.finished.connect(self._finish)
        process.errorOccurred.connect(self._fail_to_start)
        process.start(self._command[0], words)

    @Slot()
    def _hear_result(self) -> None:
        if self._process is not None:
            self._said += bytes(self._process.readAllStandardOutput().data()).decode("utf-8", "replace")

    @Slot()
    def _hear_progress(self) -> None:
        if self._process is None or self._dialog is None:
            return
        for line in bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace").splitlines():
            if line.startswith(PROGRESS):
                self._dialog.show_progress(float(line.removeprefix(PROGRESS)))
            else:
                self._problem += line.removeprefix("sophon-monitor: ")

    @Slot(QProcess.ProcessError)
    def _fail_to_start(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._finish(-1, QProcess.ExitStatus.CrashExit)

    @Slot(int, QProcess.ExitStatus)
    def _finish(self, code: int, _status: QProcess.ExitStatus) -> None:
        self._hear_result()
        self._hear_progress()
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        dialog, request = self._dialog, self._request
        if dialog is None or request is None:
            return
        if self._cancelled:
            dialog.show_failure(translate("ReportDialog", "Cancelled. No report was made."))
        elif code != 0 or not self._said.strip():
            text = translate("ReportDialog", "No report was made: {reason}")
            dialog.show_failure(text.format(reason=self._problem or code))
        else:
            self._tell_made(dialog, request, self._said.split())

    def _tell_made(self, dialog: ReportDialog, request: ReportRequest, said: list[str]) -> None:
        report = MadeReport(
            at_ms=round(self._clock() * 1000),
            file=request.file.name,
            digest=said[1] if len(said) > 1 else "",
            full=request.full,
            accepted=said[0] == "accepted",
            inspector=request.inspector,
        )
        self._tasks.start(self._note(report), name="report made")
        sentence = {
            "accepted": translate("ReportDialog", "The report is made and sealed. It says: accepted."),
            "unfinished": translate(
                "ReportDialog", "The report is made, but parts could not be read: it does not call the site accepted."
            ),
        }.get(said[0], translate("ReportDialog", "The report is made and sealed. It says: not accepted."))
        dialog.show_made(sentence)

    async def _note(self, report: MadeReport) -> None:
        await self._submit(lambda intake: intake.keep((ReportMade(report),)))
        self.made.emit()

    @Slot()
    def _cancel(self) -> None:
        if self._process is not None:
            self._cancelled = True
            self._process.kill()

    @Slot(object)
    def _ask_file(self, file: Path) -> None:
        dialog = QFileDialog(self._dialog, translate("ReportDialog", "Where the report goes"), str(file), "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(self._take_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _take_file(self, file: str) -> None:
        if self._dialog is not None:
            self._dialog.set_file(Path(file))

    @Slot(object)
    def _open_file(self, file: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))

    @Slot(object)
    def _open_folder(self, file: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))

    # -- checking ----------------------------------------------------------------------------------------------------

    @Slot()
    def ask_for_report(self) -> None:
        """Ask for a file that is to be checked."""
        dialog = QFileDialog(self._window, translate("Verify", "Report to check"), "", "PDF (*.pdf)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._check_named)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _check_named(self, file: str) -> None:
        self.check(Path(file))

    @Slot(object)
    def check(self, file: Path) -> None:
        """Say whether a report is as it was made."""
        self._tasks.start(self._check(file), name="check a report")

    async def _check(self, file: Path) -> None:
        profile = self._start.profile.folder
        loop = asyncio.get_running_loop()
        found, own, problem = await loop.run_in_executor(None, _look_at, file, profile)
        if self._answer is None:
            self._answer = VerifyDialog(self._window)
            self._answer.another_asked.connect(self.ask_for_report)
        if found is None:
            sentence = translate("Verify", "This file cannot be read: {reason}").format(reason=problem)
            self._answer.show_answer(file.name, sentence, "", good=False)
        else:
            lines = "\n".join(verify_command.details(found, own))
            good = found.state == "unaltered"
            self._answer.show_answer(file.name, verify_command.sentence(found), lines, good=good)
        self._answer.open()

    def close(self) -> None:
        """End what is being made."""
        if self._process is not None:
            self._process.finished.disconnect(self._finish)
            self._process.kill()
            self._process.waitForFinished(ENDS_WITHIN_MS)
            self._process = None


def _look_at(file: Path, profile: Path) -> tuple[SealCheck | None, str | None, str]:
    from sophon_monitor.report.seal_check import check_file

    try:
        return check_file(file), verify_command.own_fingerprint(profile), ""
    except OSError as cause:
        return None, None, cause.strerror or str(cause)
