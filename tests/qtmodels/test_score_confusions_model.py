from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from sophon_monitor.domain.score_statistics import WrongMatch, confusions
from sophon_monitor.domain.site import CameraKey
from sophon_monitor.qtmodels.score_confusions_model import LONGEST_NAME, ConfusionColumn, ScoreConfusionsModel
from tests.widgets.score_material import CAMERAS, CONFUSIONS, LOBBY

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def model() -> Iterator[ScoreConfusionsModel]:
    model = ScoreConfusionsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield model
    tester.deleteLater()
    model.deleteLater()


def texts(model: ScoreConfusionsModel) -> list[tuple[str, ...]]:
    return [
        tuple(model.index(row, column).data() for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def test_that_a_row_says_who_was_taken_for_whom_where_and_how_often(model: ScoreConfusionsModel):
    model.show_confusions(CONFUSIONS, CAMERAS)
    assert texts(model) == [
        ("Li Na", "Sun Yue", "Lobby cam", "3"),
        ("Wang Wei", "somebody else", "Lobby cam", "1"),
    ]
    row = model.row_at(0)
    assert row is not None
    assert row.events == (8, 5, 3)
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in ConfusionColumn]
    assert heads == ["Taken for", "Really", "Camera", "×"]
    assert (
        model.headerData(ConfusionColumn.COUNT, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole) == "How often"
    )
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Li Na, Sun Yue, Lobby cam, 3"


def test_that_rows_come_and_go_without_a_reset(model: ScoreConfusionsModel, qtbot):
    resets: list[None] = []
    model.modelReset.connect(lambda: resets.append(None))
    for shown in (CONFUSIONS, CONFUSIONS[:1], (), CONFUSIONS[1:], CONFUSIONS):
        model.show_confusions(shown, CAMERAS)
        assert [row[0] for row in texts(model)] == [confusion.person_name for confusion in shown]
    with qtbot.assertNotEmitted(model.dataChanged):
        model.show_confusions(CONFUSIONS, CAMERAS)
    assert resets == []


def test_that_odd_names_do_no_harm(model: ScoreConfusionsModel):
    wrong = [
        WrongMatch(4, LOBBY, None, "<img src=x>{n}", "a\N{RIGHT-TO-LEFT OVERRIDE}b\n<b>c"),
        WrongMatch(3, CameraKey("elsewhere"), "1", "x" * 5000, "y" * 5000),
        WrongMatch(2, None, None, None, None),
    ]
    model.show_confusions(confusions(wrong), CAMERAS)
    rows = texts(model)
    assert rows[0][:2] == ("<img src=x>{n}", "a b <b>c")
    assert {len(text) for text in rows[1][:2]} == {LONGEST_NAME}
    assert rows[1][2] == "elsewhere"
    assert rows[2] == ("No name sent", "somebody else", "–", "1")
    tip = model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("<qt>")
    assert "&lt;img src=x&gt;{n}" in tip
    assert "<img" not in tip
    assert "<b>" not in tip
