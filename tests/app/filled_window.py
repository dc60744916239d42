"""The window with every page and dialog, filled by hand: what the walks over all texts and controls look at.

A new page comes in by `Pages`; a new dialog is added to `_make_dialogs`. tests/app/test_every_window.py fails where one
of them is forgotten.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from sophon_monitor.app.pages import Pages
from sophon_monitor.app.settings import Settings
from sophon_monitor.app.settings_wiring import _values
from sophon_monitor.app.sign_off_wiring import failing_events
from sophon_monitor.domain.borrowing import ReportKind
from sophon_monitor.domain.changes import (
    BoxChanged,
    CameraChanged,
    Change,
    IntakeFigures,
    MessageLogEntry,
    RecognitionSeen,
)
from sophon_monitor.domain.checks import site_checks
from sophon_monitor.domain.records import EventRecord, EventSource, ScoreScale, Verdict
from sophon_monitor.domain.sign_off import SignOff
from sophon_monitor.domain.site import BoxKey, CameraKey, Link, LinkState, Liveness
from sophon_monitor.protocol.messages import CameraStatus, PersonType, Picture, PictureState
from sophon_monitor.qtmodels.history_faces import HistoryFaces
from sophon_monitor.qtmodels.history_model import HistoryModel, MoreWanted
from sophon_monitor.qtmodels.program_parts import AboutFacts, ProgramPart
from sophon_monitor.qtmodels.setting_rows import setting_rows
from sophon_monitor.qtmodels.site_model import SiteModel
from sophon_monitor.widgets.about_dialog import AboutDialog
from sophon_monitor.widgets.adapter_cards import AdapterCard
from sophon_monitor.widgets.add_boxes_dialog import AddBoxesDialog
from sophon_monitor.widgets.borrowed_panel import BorrowedPanel
from sophon_monitor.widgets.box_details_dialog import BoxDetailsDialog
from sophon_monitor.widgets.export_dialog import ExportDialog
from sophon_monitor.widgets.find_boxes_dialog import FindBoxesDialog
from sophon_monitor.widgets.history_page import HistoryPage
from sophon_monitor.widgets.icons import install_icons
from sophon_monitor.widgets.keys_dialog import KeysDialog
from sophon_monitor.widgets.leave_dialog import LeaveDialog
from sophon_monitor.widgets.main_window import PAGES, MainWindow
from sophon_monitor.widgets.privacy_dialog import PrivacyDialog
from sophon_monitor.widgets.purge_dialog import PurgeDialog
from sophon_monitor.widgets.reconcile_dialog import ReconcileDialog
from sophon_monitor.widgets.report_dialog import ReportDialog
from sophon_monitor.widgets.reporting_dialog import ReportingDialog
from sophon_monitor.widgets.rules_dialog import RulesDialog
from sophon_monitor.widgets.siting_dialog import SitingDialog
from sophon_monitor.widgets.style import apply_style
from sophon_monitor.widgets.trial_dialog import TrialDialog
from sophon_monitor.widgets.verify_dialog import VerifyDialog
from sophon_monitor.widgets.walk_view import WalkView
from tests.qtmodels.feed_material import event
from tests.widgets.borrowing_material import entry, plan, report
from tests.widgets.frame_site import NOW_AT_S, NOW_MONO_S, box, camera, icon_bytes, new_box, theme


def site() -> tuple[Change, ...]:
    """Boxes in every state, with names that have no Latin letters."""
    refused = Link(LinkState.DOWN, "refused", "", 8.0, NOW_AT_S)
    up = Link(LinkState.UP)
    return (
        BoxChanged(box("A", "东门", "192.168.1.180", sn="Q1", software_version="V5.7", stream=up, system=refused)),
        CameraChanged(camera("1", "A", "闸机一")),
        CameraChanged(camera("2", "A", "大厅", CameraStatus.OFFLINE)),
        BoxChanged(box("B", "仓库", "192.168.1.19", Liveness.LATE, last_sign_mono_s=NOW_MONO_S - 14, state_code="-1")),
        BoxChanged(
            box("C", "三号", "192.168.1.44", Liveness.OFFLINE, last_sign_mono_s=NOW_MONO_S - 192, stream=refused)
        ),
        BoxChanged(box("D", "四号", "192.168.1.45", Liveness.NEVER, last_sign_mono_s=None)),
        new_box(sn="7"),
    )


def events() -> tuple[Change, ...]:
    place = {
        "box_key": BoxKey("A"),
        "camera_key": CameraKey("1"),
        "camera_name": "闸机一",
        "camera_id": "1",
        "person_id": "7",
    }
    absent = Picture(PictureState.ABSENT)
    records = (
        event(1, 1.0, **place),
        event(
            2, 2.0, **place, person_type=PersonType.STRANGER, person_name="", registered=absent, source=EventSource.HTTP
        ),
        event(3, 3.0, **place, score=0.91, score_scale=ScoreScale.UNKNOWN, person_type=PersonType.BLACKLIST),
    )
    return tuple(RecognitionSeen(record) for record in records)


def judged_events() -> tuple[EventRecord, ...]:
    """The same events as the archive has them, with a verdict each."""
    rows = (change.record for change in events() if isinstance(change, RecognitionSeen))
    judged = zip(rows, itertools.cycle(Verdict), strict=False)
    return tuple(
        replace(record, id=number, verdict=verdict, verdict_at_ms=1)
        for number, (record, verdict) in enumerate(judged, 1)
    )


def entries() -> tuple[MessageLogEntry, ...]:
    kinds = ("heartbeat", "camera_list", "recognition", "rejected", "too_large", "new_box")
    return tuple(
        MessageLogEntry(
            number=number,
            at_s=NOW_AT_S + number,
            sender="192.168.1.180",
            way="http",
            kind=kind,
            size_bytes=700,
            box_key=BoxKey("A"),
            path="/",
            reason="empty" if kind == "rejected" else "",
        )
        for number, kind in enumerate(kinds, 1)
    )


class FilledWindow:
    """The window with its pages and dialogs. Nothing is filled before `fill`; `close` ends the decoder."""

    def __init__(self, *, is_dark: bool = False) -> None:
        install_icons(icon_bytes)
        self.theme = theme(is_dark=is_dark)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        apply_style(application, self.theme)
        self.model = SiteModel()
        self.model.tick(NOW_AT_S, NOW_MONO_S)
        self.window = MainWindow(self.theme, self.model)
        self.pages = Pages(self.theme)
        decoder = self.pages.decoder
        self.history_model = HistoryModel(clock=lambda: NOW_AT_S)
        self._searches: list[MoreWanted] = []
        self.history_model.more_wanted.connect(self._searches.append)
        self.history = HistoryPage(self.theme, self.history_model, HistoryFaces(decoder), decoder)
        self.window.set_pages({**self.pages.named(), "history": self.history}, self.pages.log)
        self.borrowed = BorrowedPanel(self.theme, self.window)
        self.window.set_borrowed_panel(self.borrowed)
        self.dialogs = self._make_dialogs()
        self.walk = WalkView(self.theme, self.pages.feed_model, decoder, self.window)
        self.pages.settings.show_rows(setting_rows(_values(Settings()), _values(Settings())))
        self.window.resize(1440, 900)

    def _make_dialogs(self) -> tuple[QDialog, ...]:
        colours, window = self.theme, self.window
        parts = (ProgramPart("甲", "1.0", "MIT", "…"),)
        facts = AboutFacts("1.0", "Linux", "3.11", "6.11", Path("/p"), Path("/p/s"), parts)
        return (
            AddBoxesDialog(colours, window),
            FindBoxesDialog(colours, window),
            BoxDetailsDialog(colours, window, wall_clock=lambda: NOW_AT_S),
            ReportingDialog(colours, window),
            LeaveDialog(colours, window),
            TrialDialog(colours, self.pages.decoder, window),
            RulesDialog(window),
            ReportDialog(window),
            VerifyDialog(window),
            ReconcileDialog(colours, window),
            PrivacyDialog(window),
            PurgeDialog(colours, window),
            ExportDialog(window),
            KeysDialog(window),
            SitingDialog(colours, window),
            AboutDialog(facts, window),
        )

    def fill(self) -> None:
        self.model.apply(site())
        self.pages.feed_model.apply((*site(), *events()))
        self.history_model.apply(site())
        self.show_sign_off()
        self.pages.health_store.apply(site())
        self.pages.health.tick(NOW_AT_S)
        self.pages.log_model.append(entries())
        self.window.status_bar.show_figures(IntakeFigures(received=12, kept=7, rejected=1, dropped=2), 2, 4, 31.0)
        for number in range(5):
            self.window.show_trouble(str(number), "一句话。", "再试一次")
        self._fill_dialogs()
        for page in PAGES:
            self.window.show_page(page)
            QApplication.processEvents()
        self.answer_searches()

    def answer_searches(self) -> None:
        """As the archive does, once History is seen."""
        while self._searches:
            self.history_model.append(self._searches.pop(), judged_events(), None)
        if self.history_model.rowCount():
            self.history.table.choose(0)

    def _fill_dialogs(self) -> None:
        boxes = [change.box for change in site() if isinstance(change, BoxChanged)]
        for dialog in self.dialogs:
            match dialog:
                case FindBoxesDialog():
                    dialog.set_adapters((AdapterCard("网卡", "192.168.1.63", 24, "cable", 3, True),))
                    dialog.set_site(tuple(boxes), {})
                case BoxDetailsDialog():
                    dialog.set_box(boxes[0], (camera("1", "A", "闸机一"),))
                    dialog.set_our_urls(tuple((kind, "http://192.168.1.63:9528/x") for kind in ReportKind))
                case ReportingDialog():
                    dialog.set_box(boxes[0].key, boxes[0].name)
                    dialog.show_plan(plan(report(), report(ReportKind.EVENTS)))
                case LeaveDialog():
                    dialog.set_entries((entry(box_name="东门"),))
                case TrialDialog():
                    dialog.set_box(boxes[0].key, boxes[0].name, 82.0)
                case PurgeDialog():
                    dialog.begin("工地")

    def show_sign_off(self) -> None:
        boxes = {c.box.key: c.box for c in site() if isinstance(c, BoxChanged)}
        cameras = {c.camera.key: c.camera for c in site() if isinstance(c, CameraChanged)}
        judged = judged_events()
        checks = site_checks(tuple(cameras.values()), judged, {}, SignOff())
        self.pages.sign_off_model.show(checks, boxes, cameras)
        self.pages.sign_off.show_checks(SignOff(), failing_events(checks, judged))

    def shown(self) -> Iterator[tuple[str, QWidget]]:
        """Each page and each dialog, one after the other, on the screen while it is looked at."""
        self.window.show()
        self.window.activateWindow()
        for page in PAGES:
            self.window.show_page(page)
            settle()
            if page == "history":
                self.answer_searches()
                settle()
            yield page, self.window
        for dialog in self.dialogs:
            dialog.show()
            dialog.activateWindow()
            settle()
            yield type(dialog).__name__, dialog
            dialog.close()

    def close(self) -> None:
        for dialog in self.dialogs:
            dialog.close()
        self.window.hide()
        self.pages.decoder.close()


def settle() -> None:
    """Let layouts come to rest, and what was put away go."""
    for _ in range(3):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
