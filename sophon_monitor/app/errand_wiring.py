"""What a person does with boxes beyond watching them: find, add, borrow, diagnose; and the site as a whole.

Each of these has a wiring of its own; here they hear of each other.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from sophon_monitor.app.borrow_wiring import BorrowWiring
from sophon_monitor.app.diagnosis_wiring import DiagnosisWiring
from sophon_monitor.app.find_wiring import FindWiring
from sophon_monitor.app.reconcile_wiring import ReconcileWiring
from sophon_monitor.app.site_wiring import NextSite, SiteWiring
from sophon_monitor.app.trial_wiring import TrialWiring
from sophon_monitor.domain.site import Box, BoxKey, Camera
from sophon_monitor.services.tasks import TaskOwner
from sophon_monitor.widgets.main_window import MainWindow
from sophon_monitor.widgets.theme import Theme

if TYPE_CHECKING:
    from sophon_monitor.app.pages import Pages
    from sophon_monitor.app.window_command import Start
    from sophon_monitor.app.window_session import IntakeVoice
    from sophon_monitor.qtmodels.site_model import SiteModel
    from sophon_monitor.services.intake import Intake

Submit = Callable[[Callable[["Intake"], Coroutine[Any, Any, Any]]], "asyncio.Future[Any]"]


class ErrandWiring(QObject):
    """Makes the wirings of the errands. Owned by the wiring; lives on the Qt thread.

    Signals:
        left: NextSite or None: the person has left in order.
        message_log_asked: The message log is wanted.
        listen_asked: An address of this computer to listen on.
    """

    left = Signal(object)
    message_log_asked = Signal()
    listen_asked = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        theme: Theme,
        site: SiteModel,
        pages: Pages,
        start: Start,
        voice: IntakeVoice,
        *,
        tasks: TaskOwner,
        submit: Submit,
    ) -> None:
        """Make and connect them, after the first paint."""
        super().__init__(window)
        self._site = site
        self.borrow = BorrowWiring(window, theme, site, tasks=tasks, submit=submit)
        self.diagnosis = DiagnosisWiring(window, pages.diagnosis, site, tasks=tasks, submit=submit)
        self.find = FindWiring(window, theme, site, tasks=tasks, submit=submit)
        self.site = SiteWiring(
            window, start.profile, start.site, tasks=tasks, boxes=self._site_now, leave_for=self.borrow.ask_to_leave
        )
        queued = Qt.ConnectionType.QueuedConnection
        voice.borrowed_changed.connect(self.borrow.show_entries, queued)
        voice.returned.connect(self.borrow.show_returned, queued)
        self.trial = TrialWiring(window, theme, site, pages.decoder, tasks=tasks, submit=submit)
        self.reconcile = ReconcileWiring(
            window, theme, site, start.profile.site_folder(start.site), tasks=tasks, submit=submit
        )
        self._connect(window)

    def _connect(self, window: MainWindow) -> None:
        window.site_panel.box_action_asked.connect(self._act)
        self.borrow.left.connect(self.left)
        self.borrow.diagnose_asked.connect(self.diagnosis.open)
        self.borrow.details_asked.connect(self.find.show_details)
        self.find.borrow_asked.connect(self.borrow.open)
        self.find.diagnose_asked.connect(self.diagnosis.open)
        self.find.trial_asked.connect(self.trial.open)
        self.diagnosis.borrow_asked.connect(self.borrow.open)
        self.diagnosis.find_asked.connect(self.find.find)
        self.diagnosis.web_page_asked.connect(self.find.open_page_of)
        self.diagnosis.message_log_asked.connect(self.message_log_asked)
        self.diagnosis.listen_asked.connect(self.listen_asked)

    def ask_to_leave(self, next_site: NextSite | None = None) -> None:
        """The person closes the window, or goes to another site."""
        self.borrow.ask_to_leave(next_site)

    @Slot(str, object)
    def _act(self, what: str, key: BoxKey) -> None:
        match what:
            case "details":
                self.find.show_details(key)
            case "borrow":
                self.borrow.open(key)
            case "diagnose":
                self.diagnosis.open(key)
            case "web_page":
                self.find.open_page_of(key)
            case "trial":
                self.trial.open(key)
            case _:
                return

    def _site_now(self) -> tuple[tuple[Box, ...], tuple[Camera, ...]]:
        return self._site.boxes(), self._site.cameras()
