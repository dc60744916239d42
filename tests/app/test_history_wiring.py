"""The History page with a real archive below it."""

from __future__ import annotations

import asyncio
import logging
import time

import openpyxl
import pytest
from PySide6.QtWidgets import QFileDialog

from sophon_monitor.app.history_export import HistoryExport
from sophon_monitor.app.history_reads import HistoryReads
from sophon_monitor.app.history_wiring import HistoryWiring
from sophon_monitor.app.resources import palette_tables
from sophon_monitor.domain.changes import BoxChanged, BoxRemoved, EventJudged, RecognitionSeen
from sophon_monitor.domain.history_query import HistoryQuery, Span
from sophon_monitor.domain.records import Verdict
from sophon_monitor.qtmodels.picture_decoder import PictureDecoder
from sophon_monitor.qtmodels.picture_store import PicturePart
from sophon_monitor.qtmodels.verdict_words import VerdictAsked
from sophon_monitor.services.tasks import TaskOwner
from sophon_monitor.widgets.export_dialog import ExportAsked, ExportChoice, ExportState
from sophon_monitor.widgets.history_empty import Emptiness
from sophon_monitor.widgets.theme import Theme, palette_from
from tests.services.archive_samples import BOX, NOW_MS, NOW_S, Site, box, event, jpeg, present

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
PATIENCE_S = 5.0


async def until(condition):
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        await asyncio.sleep(0.01)


@pytest.fixture
def theme(qapp):
    tables = palette_tables()
    return Theme(palette_from(tables["light"]), palette_from(tables["dark"]), is_dark=False)


@pytest.fixture
def site(tmp_path):
    with Site(tmp_path / "site") as site:
        site.post(BoxChanged(box()))
        site.post(
            *(
                event(
                    received_at_ms=NOW_MS - n * 1000,
                    occurred_at_ms=n,
                    person_name=f"Person {n}",
                    live=present(jpeg(seed=n)),
                    registered=present(jpeg(seed=1)),
                )
                for n in range(250, 0, -1)
            )
        )
        yield site


class Opened:
    """The wiring of a site, and how to end it."""

    def __init__(self, theme, folder):
        self.failures = []
        self.tasks = TaskOwner(lambda name, error: self.failures.append((name, error)))
        self.decoder = PictureDecoder()
        self.wiring = HistoryWiring(
            theme, self.decoder, folder, site_name="A/../B", tasks=self.tasks, clock=lambda: NOW_S
        )
        self.page, self.model = self.wiring.page, self.wiring.model
        self.page.resize(1100, 700)

    async def __aenter__(self):
        self.page.show()
        return self

    async def __aexit__(self, *_):
        await self.tasks.aclose()
        await self.wiring.close()
        self.decoder.close()
        self.page.close()
        self.page.deleteLater()
        assert self.failures == []

    async def filled(self):
        await until(lambda: self.model.rowCount() > 0 and self.page.line.sentence.text() != "")
        return self


async def test_that_todays_events_are_shown_with_counts_strip_and_faces(qapp, theme, site):
    async with Opened(theme, site.folder) as opened:
        await opened.filled()
        assert opened.model.rowCount() == 100
        assert opened.page.line.sentence.text() == "250 events"
        assert sum(opened.page.strip.counts) == 250
        row = opened.model.row_at(0)
        await until(lambda: opened.wiring.faces.thumbnail(row, PicturePart.LIVE) is not None)
        opened.page.table.scrollToBottom()
        await until(lambda: opened.model.rowCount() == 200)
        opened.page.table.scrollToBottom()
        await until(lambda: opened.model.rowCount() == 250)
        assert not opened.model.has_more


async def test_that_a_verdict_goes_out_and_what_was_kept_comes_back(qapp, theme, site):
    async with Opened(theme, site.folder) as opened:
        await opened.filled()
        asked = []
        opened.wiring.verdict_asked.connect(asked.append)
        opened.page.table.choose(0)
        await until(lambda: opened.page.details.panes[PicturePart.LIVE].aspect is not None)
        opened.page.details.verdicts.ask(Verdict.WRONG)
        assert asked == [VerdictAsked(250, Verdict.WRONG)]
        changes = tuple(EventJudged(250, v, NOW_MS, "Li") for v in (Verdict.WRONG, Verdict.RIGHT))
        site.post(*changes)
        opened.wiring.apply(changes)
        assert opened.model.row_at(0).record.verdict is Verdict.RIGHT
        opened.page.table.choose(0)
        await until(lambda: opened.page.details.audit.text().count("Li") == 2)
        await until(lambda: opened.page.line.counts.text() == "· 1 judged")


async def test_that_a_search_for_a_name_finds_it_and_nothing_says_so(qapp, theme, site):
    async with Opened(theme, site.folder) as opened:
        await opened.filled()
        opened.page.filters.person.setText("person 17")
        await until(lambda: opened.page.line.sentence.text() == "11 events")
        assert opened.model.row_at(0).name == "Person 17"
        opened.page.filters.person.setText("nobody")
        await until(lambda: opened.page.empty.why is Emptiness.FILTERED and opened.page.empty.isVisible())
        opened.page.filters.clear()
        opened.page.filters.choose_span(Span.YESTERDAY)
        await until(lambda: opened.page.empty.why is Emptiness.NOT_THEN)
        opened.page.filters.choose_span(Span.ALL)
        await until(lambda: opened.page.line.sentence.text() == "250 events")
        assert sum(opened.page.strip.counts) == 250


async def test_that_a_box_that_was_forgotten_is_shown_no_more(qapp, theme, site):
    async with Opened(theme, site.folder) as opened:
        await opened.filled()
        opened.page.table.choose(0)
        change = BoxRemoved(BOX, forgotten=True)
        site.post(change)
        opened.wiring.apply((RecognitionSeen(event()), change))
        assert opened.model.rowCount() == 0
        assert opened.page.details.row is None


async def test_that_without_an_archive_the_page_says_so(qapp, theme, tmp_path):
    async with Opened(theme, tmp_path / "none") as opened:
        await until(lambda: opened.page.empty.why is Emptiness.UNREADABLE)
        assert "archive" in opened.page.empty.sentence.text()


async def test_that_whoever_stops_waiting_stops_the_search(qapp, site, monkeypatch):
    from sophon_monitor.services import archive_history

    reads = HistoryReads(site.folder)
    begun, ended = [], []

    def page(self, query, after, *, is_stopped):
        begun.append(query)
        while not is_stopped():
            time.sleep(0.001)
        ended.append(query)
        raise archive_history.SearchStopped

    monkeypatch.setattr(archive_history.HistoryReader, "page", page)
    task = asyncio.ensure_future(reads.page(HistoryQuery(), None))
    await until(lambda: begun)
    task.cancel()
    await until(lambda: ended)
    assert len(await reads.events((1, 2))) == 2
    await reads.close()


async def test_that_a_name_cannot_lead_out_of_a_folder(qapp, theme, site, monkeypatch):
    chosen = []
    monkeypatch.setattr(QFileDialog, "open", lambda self: chosen.append(self.selectedFiles()))
    async with Opened(theme, site.folder) as opened:
        await opened.filled()
        opened.page.export_button.click()
        opened.wiring._export.dialog.start_button.click()
        (name,) = (path.rsplit("/", 1)[1] for path in chosen[0])
        assert name.startswith("sophon-A-B-")
        assert name.endswith(".xlsx")


async def exported(opened, asked, target):
    export = opened.wiring._export
    if export is None:
        opened.page.export_button.click()
        export = opened.wiring._export
    export.start(asked, target)
    await until(lambda: export.dialog.state not in (ExportState.RUNNING, ExportState.STOPPING))
    return export


async def test_that_what_is_shown_is_exported_and_the_reason_for_faces_logged(qapp, theme, site, tmp_path, caplog):
    async with Opened(theme, site.folder) as opened:
        await opened.filled()
        opened.page.filters.person.setText("person 17")
        await until(lambda: opened.page.line.sentence.text() == "11 events")
        with caplog.at_level(logging.INFO):
            export = await exported(opened, ExportAsked(ExportChoice.XLSX), tmp_path / "a.xlsx")
            assert "full export" not in caplog.text
            await exported(opened, ExportAsked(ExportChoice.XLSX, True, "for\nthe customer"), tmp_path / "b.xlsx")
        assert "full export of history, reason: for the customer" in caplog.text
        assert "Person" not in caplog.text
        assert export.dialog.outcome.text() == f"11 events written to {tmp_path / 'b.xlsx'}."
        book = openpyxl.load_workbook(tmp_path / "b.xlsx")
        assert book.active.max_row == 12
        book.close()


@pytest.mark.parametrize(
    ("break_it", "sentence"),
    [
        (OSError(28, "No space left on device"), "The disk is full"),
        (OSError(30, "Read-only file system"), "cannot be written to. Choose another folder"),
        (OSError(17, "File exists"), "There is already something called a.csv"),
        (OSError(5, "Input/output error"), "could not be written: Input/output error"),
    ],
)
async def test_that_what_went_wrong_is_a_sentence(qapp, theme, site, tmp_path, monkeypatch, break_it, sentence):
    from sophon_monitor.report import export_history

    def fail(*_, **__):
        raise break_it

    monkeypatch.setattr(export_history, "line_writer", fail)
    async with Opened(theme, site.folder) as opened:
        await opened.filled()
        export = await exported(opened, ExportAsked(ExportChoice.CSV), tmp_path / "a.csv")
        assert export.dialog.state is ExportState.FAILED
        assert sentence in export.dialog.outcome.text()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


async def test_that_a_cancelled_export_and_one_at_the_end_of_the_program_leave_nothing(
    qapp, theme, site, tmp_path, monkeypatch
):
    from sophon_monitor.report import export_history

    slow = export_history.event_row
    monkeypatch.setattr(export_history, "event_row", lambda *a, **k: (time.sleep(0.01), slow(*a, **k))[1])
    async with Opened(theme, site.folder) as opened:
        await opened.filled()
        opened.page.export_button.click()
        export: HistoryExport = opened.wiring._export
        export.start(ExportAsked(ExportChoice.JSONL), tmp_path / "a.jsonl")
        await until(lambda: len(list(tmp_path.iterdir())) == 2)
        export.dialog.cancel_button.click()
        await until(lambda: export.dialog.state is ExportState.CHOOSING)
        export.start(ExportAsked(ExportChoice.JSONL), tmp_path / "b.jsonl")
        await until(lambda: len(list(tmp_path.iterdir())) == 2)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
