from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from sophon_monitor.domain.changes import MessageLogEntry
from sophon_monitor.domain.site import BoxKey
from sophon_monitor.qtmodels.message_log_model import Column, MessageLogModel
from sophon_monitor.widgets.message_log_page import LINE_LIMIT, MessageLogPage
from tests.widgets.frame_site import theme

# The offscreen platform has no window manager to tell sizes to, and says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def entry(number: int, kind: str = "heartbeat", **more: object) -> MessageLogEntry:
    values: dict[str, object] = {
        "number": number,
        "at_s": 1_790_000_000.0 + number,
        "sender": f"192.168.1.{number % 200}",
        "way": "http",
        "kind": kind,
        "size_bytes": 700,
        "box_key": BoxKey("A"),
        "path": "/DeviceStatus",
    }
    return MessageLogEntry(**{**values, **more})  # type: ignore[arg-type]


REJECTED = entry(100, "rejected", reason="not_json", reason_values=(("problem", "a comma"),))


@pytest.fixture
def page(qtbot: QtBot) -> MessageLogPage:
    page = MessageLogPage(theme(), MessageLogModel())
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    page._model.append((*(entry(number) for number in range(1, 100)), REJECTED))
    return page


def test_that_rejected_ones_can_be_looked_at_alone(page: MessageLogPage, qtbot: QtBot):
    qtbot.mouseClick(page.rejected_button, Qt.MouseButton.LeftButton)
    assert page._rows.rowCount() == 1
    assert page._rows.index(0, Column.REASON).data().startswith("Not JSON: a comma")
    assert page._count.whole == "1 of 100 messages"
    qtbot.mouseClick(page.all_button, Qt.MouseButton.LeftButton)
    assert page._rows.rowCount() == 100


def test_that_the_filter_looks_into_sender_box_kind_path_and_reason(page: MessageLogPage):
    page.set_box_names({BoxKey("A"): "East Gate"})
    for text, count in (
        ("192.168.1.77", 1),
        ("east devicestatus", 100),
        ("comma", 1),
        ("heartbeat", 99),
        ("nobody", 0),
    ):
        page.filter_field.setText(text)
        assert (text, page._rows.rowCount()) == (text, count)


def test_that_a_chosen_message_asks_for_its_body_once(page: MessageLogPage):
    wanted: list[int] = []
    page.body_wanted.connect(wanted.append)
    page.table.selectRow(0)
    page._model.append((entry(101),))
    assert wanted == [100]
    assert page._reason.isVisible()
    assert page._detail_title.text() == "Not understood · 192.168.1.100"


def test_that_a_body_is_shown_only_for_the_message_that_is_looked_at(page: MessageLogPage, qtbot: QtBot):
    page.table.selectRow(0)
    page.show_body(99, "of another one")
    assert page.body_view.toPlainText() == ""
    assert not page.copy_button.isEnabled()
    page.show_body(100, '{"名称": 1,}')
    assert page.body_view.toPlainText() == '{"名称": 1,}'
    qtbot.mouseClick(page.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == '{"名称": 1,}'
    assert page.copy_button.text() == "Copied"


def test_that_an_over_long_line_is_broken_for_the_eye_and_copied_whole(page: MessageLogPage, qtbot: QtBot):
    body = "x" * (3 * LINE_LIMIT + 1)
    page.table.selectRow(0)
    page.show_body(100, body)
    assert page.body_view.document().blockCount() == 4
    qtbot.mouseClick(page.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == body


def test_that_a_body_that_is_gone_is_told(page: MessageLogPage):
    page.table.selectRow(0)
    page.show_body(100, "")
    assert "not kept any more" in page.body_view.placeholderText()


def test_that_following_keeps_the_newest_in_sight(page: MessageLogPage):
    page._model.append(tuple(entry(number) for number in range(101, 130)))
    assert page.table.verticalScrollBar().value() == 0


def test_that_what_is_read_stays_in_place_while_others_come(page: MessageLogPage):
    page.follow_box.setChecked(False)
    bar = page.table.verticalScrollBar()
    bar.setValue(400)
    before = page.table.rowAt(5), page._rows.index(page.table.rowAt(5), 1).data()
    page._model.append((entry(130), entry(131), entry(132)))
    after = page.table.rowAt(5), page._rows.index(page.table.rowAt(5), 1).data()
    assert after == (before[0] + 3, before[1])
    page.follow_box.setChecked(True)
    assert bar.value() == 0


def test_that_the_body_is_written_in_a_fixed_pitch(page: MessageLogPage, qapp):
    from sophon_monitor.widgets.style import apply_style

    apply_style(qapp, theme())
    page.body_view.ensurePolished()
    metrics = page.body_view.fontMetrics()
    assert metrics.horizontalAdvance("iiii") == metrics.horizontalAdvance("WWWW")
    qapp.setStyleSheet("")
