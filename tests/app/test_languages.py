"""The whole window speaks another language while it runs: no text stays behind, and none is lost on the way back."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QAbstractItemModel, QLocale, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from sophon_monitor.app import languages as languages_file
from sophon_monitor.app.languages import Languages
from sophon_monitor.app.pages import Pages
from sophon_monitor.app.resources import resources_folder
from sophon_monitor.app.sign_off_wiring import failing_events
from sophon_monitor.domain.changes import (
    BoxChanged,
    CameraChanged,
    Change,
    IntakeFigures,
    MessageLogEntry,
    RecognitionSeen,
)
from sophon_monitor.domain.checks import site_checks
from sophon_monitor.domain.records import EventSource, ScoreScale, Verdict
from sophon_monitor.domain.sign_off import SignOff
from sophon_monitor.domain.site import BoxKey, CameraKey, Link, LinkState, Liveness
from sophon_monitor.protocol.messages import CameraStatus, PersonType, Picture, PictureState
from sophon_monitor.qtmodels.history_faces import HistoryFaces
from sophon_monitor.qtmodels.history_model import HistoryModel
from sophon_monitor.qtmodels.site_model import SiteModel
from sophon_monitor.widgets.add_boxes_dialog import AddBoxesDialog
from sophon_monitor.widgets.export_dialog import ExportDialog
from sophon_monitor.widgets.feed_filter_popup import FeedFilterPopup
from sophon_monitor.widgets.history_page import HistoryPage
from sophon_monitor.widgets.icons import install_icons
from sophon_monitor.widgets.main_window import MainWindow
from sophon_monitor.widgets.privacy_dialog import PrivacyDialog
from sophon_monitor.widgets.purge_dialog import PurgeDialog
from sophon_monitor.widgets.reconcile_dialog import ReconcileDialog
from sophon_monitor.widgets.report_dialog import ReportDialog
from sophon_monitor.widgets.rules_dialog import RulesDialog
from sophon_monitor.widgets.style import apply_style
from sophon_monitor.widgets.verify_dialog import VerifyDialog
from sophon_monitor.widgets.walk_view import WalkView
from tests.qtmodels.feed_material import event
from tests.widgets.frame_site import NOW_AT_S, NOW_MONO_S, box, camera, icon_bytes, new_box, theme

# What a Chinese installer reads in Latin letters too: names of things, keys and units.
ALLOWED = re.compile(
    r"Sophon Monitor|Sophon|[A-Z]?https?://\S*|url\b|CPU|TPU|IPC?|MAC|ID|SN|S/N|VIP|WebSocket|HTTP|RTSP|JSON|API|SE3|"
    r"Ctrl\+(?:Shift\+)?\w|Esc|Enter|Home|Shift|[kMG]B|px|/data|(?:Switch to )?English|GB28181|UTF-8|CSV|"
    r"PDF|Excel|\.xlsx|\.csv|\.jsonl|UTC(?:[+-][\d:]+)?|V\d[\w.]*"
)
LATIN = re.compile(r"[A-Za-z]{2,}")
ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Resources whose translations are built from the .ts files of now."""
    folder = tmp_path_factory.mktemp("resources")
    (folder / "translations").mkdir()
    inside = Path(PySide6.__file__).parent
    name = "lrelease.exe" if sys.platform == "win32" else "lrelease"
    tool = next(file for file in (inside / name, inside / "Qt/libexec" / name) if file.exists())
    for source in (resources_folder() / "translations").glob("*.ts"):
        target = folder / "translations" / f"{source.stem}.qm"
        subprocess.run([str(tool), "-silent", str(source), "-qm", str(target)], check=True)
    return folder


@pytest.fixture
def spoken(qapp: QApplication, built: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Languages]:
    monkeypatch.setattr(languages_file, "resources_folder", lambda: built)
    before = QLocale()
    languages = Languages(qapp)
    yield languages
    for translator in languages._installed:
        qapp.removeTranslator(translator)
    QLocale.setDefault(before)


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


class Program:
    """The window with its pages, filled by hand, and a dialog."""

    def __init__(self, qtbot: QtBot) -> None:
        install_icons(icon_bytes)
        colours = theme()
        self.model = SiteModel()
        self.model.tick(NOW_AT_S, NOW_MONO_S)
        self.window = MainWindow(colours, self.model)
        qtbot.addWidget(self.window, before_close_func=lambda w: w.hide())
        self.pages = Pages(colours)
        decoder = self.pages.decoder
        self.history_model = HistoryModel()
        self.history = HistoryPage(colours, self.history_model, HistoryFaces(decoder), decoder)
        self.window.set_pages({**self.pages.named(), "history": self.history}, self.pages.log)
        self.dialogs = (
            AddBoxesDialog(colours, self.window),
            RulesDialog(self.window),
            ReportDialog(self.window),
            VerifyDialog(self.window),
            ReconcileDialog(colours, self.window),
            PrivacyDialog(self.window),
            PurgeDialog(colours, self.window),
            ExportDialog(self.window),
            WalkView(colours, self.pages.feed_model, decoder, self.window),
        )
        self.window.resize(1440, 900)
        self.window.show()

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
        for page in ("live", "health", "signoff", "history", "log"):
            self.window.show_page(page)
            QApplication.processEvents()

    def show_sign_off(self) -> None:
        boxes = {c.box.key: c.box for c in site() if isinstance(c, BoxChanged)}
        cameras = {c.camera.key: c.camera for c in site() if isinstance(c, CameraChanged)}
        rows = (RecognitionSeen(c.record).record for c in events() if isinstance(c, RecognitionSeen))
        judged = [
            replace(record, id=number, verdict=verdict, verdict_at_ms=1)
            for number, (record, verdict) in enumerate(zip(rows, itertools.cycle(Verdict), strict=False), 1)
        ]
        checks = site_checks(tuple(cameras.values()), judged, {}, SignOff())
        self.pages.sign_off_model.show(checks, boxes, cameras)
        self.pages.sign_off.show_checks(SignOff(), failing_events(checks, tuple(judged)))

    def close(self) -> None:
        self.pages.decoder.close()


@pytest.fixture
def program(qtbot: QtBot, spoken: Languages) -> Iterator[Program]:
    spoken.speak("en")
    program = Program(qtbot)
    yield program
    program.close()


def texts(window: QWidget) -> list[tuple[str, str]]:
    """(where, text) of everything that a person reads or a screen reader says."""
    found = []
    for widget in (window, *window.findChildren(QWidget)):
        where = f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        found += [(where, text) for text in _texts_of(widget)]
        if isinstance(widget, QAbstractItemView):
            found += [(where, text) for text in _model_texts(widget.model())]
    # pyqtgraph's own, in a menu of plots that is switched off; it comes with the first plot, which a timer makes.
    found += [("action", a.text()) for a in window.findChildren(QAction) if a.text() != "Export..."]
    return [(where, re.sub(r"<[^>]*>|&nbsp;", " ", text)) for where, text in found if text]


def _texts_of(widget: QWidget) -> list[str]:
    found = [widget.windowTitle(), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
    match widget:
        case QLabel() | QAbstractButton():
            found.append(widget.text())
        case QLineEdit():
            found.append(widget.placeholderText())
    return found


def _model_texts(model: QAbstractItemModel | None, parent: QModelIndex | None = None) -> list[str]:
    if model is None:
        return []
    parent = parent or QModelIndex()
    found = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount(parent))]
    for row in range(model.rowCount(parent)):
        for column in range(model.columnCount(parent)):
            index = model.index(row, column, parent)
            found += [model.data(index, role) for role in ROLES]
            found += _model_texts(model, index)
    return [text for text in found if isinstance(text, str)]


def english(window: QWidget) -> list[tuple[str, str]]:
    return [(where, text) for where, text in texts(window) if LATIN.search(ALLOWED.sub("", text))]


def test_that_no_text_of_the_window_stays_english(program: Program, spoken: Languages) -> None:
    program.fill()
    assert spoken.speak("zh_CN")
    QApplication.processEvents()
    assert sorted(set(english(program.window))) == []


def test_that_no_text_of_an_empty_site_stays_english(program: Program, spoken: Languages, qtbot: QtBot) -> None:
    program.window.show_page("health")
    spoken.speak("zh_CN")
    QApplication.processEvents()
    assert sorted(set(english(program.window))) == []


def test_that_what_comes_later_comes_in_the_language_of_now(program: Program, spoken: Languages) -> None:
    spoken.speak("zh_CN")
    program.fill()
    assert sorted(set(english(program.window))) == []


def settled(window: QWidget) -> set[tuple[str, str]]:
    """English texts, without those of Health's cards: they come by a timer that a slow machine reaches in between."""
    return {(where, text) for where, text in english(window) if "HealthCard" not in where}


def test_that_the_way_back_ends_where_it_began(program: Program, spoken: Languages) -> None:
    program.fill()
    before = settled(program.window)
    assert len(before) > 100
    spoken.speak("zh_CN")
    assert spoken.speak("en")
    QApplication.processEvents()
    assert settled(program.window) == before


def test_that_english_counts_one_box_in_the_singular(program: Program) -> None:
    program.model.apply(site()[:2])
    assert program.window.site_panel.headline.text() == "SITE · 1 BOX · 1 CAMERA"


def test_that_a_missing_translation_is_said_and_english_stays(
    qapp: QApplication, spoken: Languages, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(languages_file, "resources_folder", lambda: tmp_path)
    assert not spoken.speak("zh_CN")
    assert qapp.translate("SitePanel", "Rename") == "Rename"


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_that_the_empty_page_shows_its_sentence_whole(program: Program, spoken: Languages, language: str) -> None:
    spoken.speak(language)
    changes = (*site()[:1], CameraChanged(camera("1", "A", "闸机一")))
    program.model.apply(changes)
    program.pages.feed_model.apply(changes)
    QApplication.processEvents()
    sentence = program.pages.live.empty.sentence
    assert sentence.isVisible()
    assert sentence.height() >= sentence.heightForWidth(sentence.width())


def test_that_a_typed_score_of_the_filter_can_be_read(qapp: QApplication, program: Program) -> None:
    apply_style(qapp, theme())
    popup = program.pages.live.feed.findChild(FeedFilterPopup)
    assert popup is not None
    popup.open_below(program.pages.live)
    for spin in (popup.percent, popup.ratio):
        assert spin.lineEdit().width() > spin.fontMetrics().horizontalAdvance(spin.text())
    popup.hide()
    qapp.setStyleSheet("")
