"""Export of what the history shows: asks where to, writes on a thread of its own, says how it ended."""

from __future__ import annotations

import asyncio
import errno
import logging
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from sophon_monitor.domain.history_query import HistoryQuery
from sophon_monitor.qtmodels.history_words import events_text
from sophon_monitor.services.tasks import TaskOwner
from sophon_monitor.widgets.export_dialog import ExportAsked, ExportChoice, ExportDialog

if TYPE_CHECKING:
    from sophon_monitor.report.export_history import ExportDone, ExportOrder

log = logging.getLogger(__name__)
translate = QCoreApplication.translate

PROGRESS_EVERY_S = 0.1
_UNSAFE = re.compile(r"[^\w\-]+")
MOST_NAME = 40


class HistoryExport(QObject):
    """One dialog, and at most one export at a time. Owned by the History wiring; lives on the Qt thread."""

    def __init__(self, page: QWidget, folder: Path, *, site_name: str, tasks: TaskOwner) -> None:
        """Make nothing yet; `folder` is the site's."""
        super().__init__(page)
        self._page, self._folder, self._site_name, self._tasks = page, folder, site_name, tasks
        self._query = HistoryQuery()
        self._running = False
        self._stop = threading.Event()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="history export")
        self._asked: ExportAsked | None = None
        self._chooser: QFileDialog | None = None
        self.dialog = ExportDialog(page)
        self.dialog.export_asked.connect(self._ask_where)
        self.dialog.cancel_asked.connect(self._cancel)

    def open(self, query: HistoryQuery, events: int | None, *, is_exact: bool) -> None:
        """Let a person choose what of this search is written; of so many events, None where that is not known."""
        if not self._running:
            self._query = query
            self.dialog.begin(events, is_exact=is_exact)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    @Slot(object)
    def _ask_where(self, asked: ExportAsked) -> None:
        self._asked = asked
        name = f"sophon-{_file_name(self._site_name)}-{datetime.now().astimezone():%Y-%m-%d-%H%M}"
        title = translate("Export", "Where to")
        start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        chooser = self._chooser = QFileDialog(self.dialog, title, start)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        if asked.choice is ExportChoice.PICTURES:
            chooser.setLabelText(QFileDialog.DialogLabel.FileName, translate("Export", "New folder"))
            chooser.selectFile(name)
        else:
            chooser.setDefaultSuffix(asked.choice.value)
            chooser.setNameFilter(f"{asked.choice.value.upper()} (*.{asked.choice.value})")
            chooser.selectFile(f"{name}.{asked.choice.value}")
        chooser.fileSelected.connect(self._begin)
        chooser.open()

    @Slot(str)
    def _begin(self, target: str) -> None:
        if self._asked is not None and not self._running:
            self.start(self._asked, Path(target))

    def start(self, asked: ExportAsked, target: Path) -> None:
        """Write to `target`."""
        from sophon_monitor.report.export_history import ExportKind, ExportOrder

        if asked.full:
            log.info("full export of history, reason: %s", " ".join(asked.reason.split()))
        self._running = True
        self._stop.clear()
        self.dialog.show_running()
        order = ExportOrder(self._query, ExportKind(asked.choice.value), target, asked.full)
        self._tasks.start(self._run(order), name="history export")

    @Slot()
    def _cancel(self) -> None:
        self._stop.set()

    async def _run(self, order: ExportOrder) -> None:
        from sophon_monitor.report.export_file import TooManyRows
        from sophon_monitor.report.export_history import export_history
        from sophon_monitor.services.archive_history import SearchStopped
        from sophon_monitor.services.archive_schema import ArchiveDamaged, ArchiveTooNew

        done = _Progress()
        job = self._pool.submit(export_history, self._folder, order, progress=done.take, is_stopped=self._stop.is_set)
        future = asyncio.wrap_future(job)
        try:
            while not future.done():
                await asyncio.wait([future], timeout=PROGRESS_EVERY_S)
                self.dialog.show_progress(done.events)
            self.dialog.show_end(_done_sentence(await future, order), is_good=True)
        except SearchStopped:
            self.dialog.show_cancelled()
        except TooManyRows:
            sentence = translate("Export", "More events than an Excel sheet has rows. Choose .csv, or a shorter time.")
            self.dialog.show_end(sentence, is_good=False)
        except OSError as cause:
            self.dialog.show_end(_problem(cause, order), is_good=False)
        except (ArchiveDamaged, ArchiveTooNew) as cause:
            sentence = translate("Export", "The export could not be written: {reason}.").format(reason=cause)
            self.dialog.show_end(sentence, is_good=False)
        finally:
            self._stop.set()  # whoever cancels the waiting ends the writing, too
            self._running = False

    async def close(self) -> None:
        """End what is being written; nothing half stays."""
        self._stop.set()
        self.dialog.close()
        await asyncio.get_running_loop().run_in_executor(None, self._pool.shutdown)


class _Progress:
    """How far the thread is: one number, which needs no lock."""

    def __init__(self) -> None:
        self.events = 0

    def take(self, events: int) -> None:
        self.events = events


def _file_name(site: str) -> str:
    """A site's name as a part of a file's name: letters and figures only, whatever it says."""
    return _UNSAFE.sub("-", site)[:MOST_NAME].strip("-") or "site"


def _done_sentence(done: ExportDone, order: ExportOrder) -> str:
    text = translate("Export", "{events} written to {file}.").format(events=events_text(done.events), file=order.target)
    if done.without_pictures:
        more = translate("Export", "Only the newest {count} have their faces in the table.")
        text += " " + more.format(count=f"{done.events - done.without_pictures:,}")
    return text


def _problem(cause: OSError, order: ExportOrder) -> str:
    folder = order.target.parent
    match cause.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return translate("Export", "The disk is full: nothing was written. Make room, or choose another disk.")
        case errno.EACCES | errno.EPERM | errno.EROFS:
            text = translate("Export", "{folder} cannot be written to. Choose another folder.")
            return text.format(folder=folder)
        case errno.EEXIST | errno.ENOTEMPTY:
            text = translate("Export", "There is already something called {name}. Choose another name.")
            return text.format(name=order.target.name)
        case _:
            text = translate("Export", "The export could not be written: {reason}.")
            return text.format(reason=cause.strerror or cause)
