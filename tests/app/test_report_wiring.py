"""Reports from the window: made by a process of its own, cancelled, refused, and checked by dropping them."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from sophon_monitor.app.profile import Profile
from sophon_monitor.app.report_wiring import ReportWiring
from sophon_monitor.domain.changes import ReportMade
from sophon_monitor.domain.checks import SiteChecks
from sophon_monitor.qtmodels.site_model import SiteModel
from sophon_monitor.widgets.icons import install_icons
from sophon_monitor.widgets.main_window import MainWindow
from tests.widgets.frame_site import icon_bytes, theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

MAKES = """
import sys, pathlib
words = sys.argv
print('progress 0.5', file=sys.stderr, flush=True)
pathlib.Path(words[words.index('--out') + 1]).write_text(' '.join(words[1:]), encoding='utf-8')
print('accepted ' + '0' * 64, flush=True)
"""
FAILS = "import sys; print('sophon-monitor: The disk is full.', file=sys.stderr); sys.exit(3)"
HANGS = "import time; time.sleep(60)"


class Tasks:
    """Runs what is started at once: nothing here waits for long."""

    def __init__(self):
        self.kept = []

    def start(self, work, *, name):
        del name
        asyncio.run(work)


@pytest.fixture
def make(qtbot, qapp, tmp_path):
    made = []

    def build(script):
        install_icons(icon_bytes)
        window = MainWindow(theme(), SiteModel())
        qtbot.addWidget(window, before_close_func=lambda w: w.hide())
        tasks = Tasks()

        async def submit(command):
            await command(SimpleNamespace(keep=keep))

        async def keep(changes):
            tasks.kept.extend(changes)

        profile = Profile(tmp_path)
        (profile.site_folder("Riverside") / "reports").mkdir(parents=True)
        start = SimpleNamespace(profile=profile, site="Riverside")
        command = (sys.executable, "-c", script)
        wiring = ReportWiring(window, start, tasks=tasks, submit=submit, command=command, clock=lambda: 1_781_000_000.0)
        made.append(wiring)
        wiring.open(SiteChecks(), "Li Wei")
        return wiring, tasks

    yield build
    for wiring in made:
        wiring.close()


def test_that_a_report_is_made_noted_and_told(make, qtbot):
    wiring, tasks = make(MAKES)
    dialog = wiring._dialog
    dialog.make_button.click()
    assert not dialog.make_button.isEnabled()
    qtbot.waitUntil(lambda: bool(dialog.outcome.text()))
    assert "It says: accepted" in dialog.outcome.text()
    (noted,) = tasks.kept
    assert isinstance(noted, ReportMade)
    assert (noted.report.accepted, noted.report.full, noted.report.inspector) == (True, False, "Li Wei")
    words = dialog._file.read_text("utf-8")
    assert "--site Riverside" in words
    assert "--inspector=Li Wei" in words
    assert "--full" not in words


def test_that_whole_names_need_a_reason(make, qtbot):
    wiring, tasks = make(MAKES)
    dialog = wiring._dialog
    dialog.full.click()
    assert not dialog.make_button.isEnabled()
    dialog.reason.setText("--out=/etc/passwd")
    assert dialog.make_button.isEnabled()
    dialog.make_button.click()
    qtbot.waitUntil(lambda: bool(dialog.outcome.text()))
    assert "--full --reason=--out=/etc/passwd" in dialog._file.read_text("utf-8")
    assert tasks.kept[0].report.full


def test_that_a_second_report_of_a_day_has_a_name_of_its_own(make, qtbot):
    wiring, _ = make(MAKES)
    first = wiring._dialog._file
    first.write_bytes(b"x")
    assert wiring._free_name() != first
    assert wiring._free_name().name.endswith("(2).pdf")


def test_that_a_failure_is_a_sentence(make, qtbot):
    wiring, tasks = make(FAILS)
    wiring._dialog.make_button.click()
    qtbot.waitUntil(lambda: bool(wiring._dialog.outcome.text()))
    assert wiring._dialog.outcome.text() == "No report was made: The disk is full."
    assert tasks.kept == []


def test_that_a_program_that_does_not_start_is_a_sentence(make, qtbot):
    wiring, _ = make(MAKES)
    wiring._command = ("/no/such/program",)
    wiring._dialog.make_button.click()
    qtbot.waitUntil(lambda: "No report was made" in wiring._dialog.outcome.text())


def test_that_cancelling_ends_the_process(make, qtbot):
    wiring, tasks = make(HANGS)
    wiring._dialog.make_button.click()
    wiring._dialog.close_button.click()
    qtbot.waitUntil(lambda: "Cancelled" in wiring._dialog.outcome.text())
    assert tasks.kept == []
    assert wiring._process is None


def test_that_a_pdf_may_be_dropped_on_the_window_and_nothing_else(make, qtbot, tmp_path):
    wiring, _ = make(MAKES)
    window, heard = wiring._window, []
    window.report_dropped.disconnect(wiring.check)
    window.report_dropped.connect(heard.append)
    for names in (["a.pdf"], ["b.txt"], ["a.pdf", "c.pdf"]):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in names])
        window.dropEvent(
            QDropEvent(
                QPointF(5, 5),
                Qt.DropAction.CopyAction,
                data,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
        )
    assert heard == [Path(tmp_path / "a.pdf")]
