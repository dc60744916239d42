"""The list of a reconciliation: rows are prepared when they are looked at, names only where they may be."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from sophon_monitor.domain.reconciliation import Listed, Reconciliation
from sophon_monitor.domain.site import CameraKey
from sophon_monitor.qtmodels import reconciliation_model
from sophon_monitor.qtmodels.reconciliation_model import ReconciliationColumn, ReconciliationModel
from tests.qtmodels.reconciliation_material import FOUND, STRANGER, lost, outcome


@pytest.fixture
def model(qapp):
    return ReconciliationModel()


def row(model, place=0, role=Qt.ItemDataRole.DisplayRole):
    return [model.index(place, column).data(role) for column in ReconciliationColumn]


def one(model, **words):
    model.show_list(outcome(found=Reconciliation(lost=(lost(9, **words),))), Listed.LOST)
    return row(model)


def test_that_a_row_says_time_person_camera_score_and_what(model, monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    model.set_cameras({CameraKey("c1"): "前门闸机 Gate 1"})
    assert one(model) == ["06-14 15:44:14.1", "张明", "前门闸机 Gate 1", "91.2", "not received"]
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "2024-06-14 15:44:14.137 UTC+08:00"
    monkeypatch.undo()
    time.tzset()


def test_that_times_are_by_our_clock(model):
    here = one(model)[0]
    ahead = replace(lost(9).on_box.record, occurred_at_ms=lost(9).on_box.record.occurred_at_ms + 28_800_000)
    found = Reconciliation(lost=(replace(lost(9), on_box=replace(lost(9).on_box, record=ahead)),))
    model.show_list(outcome(found=found, clock_skew_ms=28_800_000.0), Listed.LOST)
    assert row(model)[0] == here


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ({}, "前门"),
        ({"camera_key": None, "camera_name": "yard cam"}, "yard cam"),
        ({"camera_key": CameraKey("c9")}, "10.0.0.1"),
        ({"camera_key": None, "camera_ip": None}, "uuid-1"),
        ({"camera_key": None, "camera_ip": None, "camera_id": None}, "–"),
    ],
)
def test_that_a_camera_is_called_as_elsewhere(model, words, shown):
    model.set_cameras({CameraKey("c1"): "前门"})
    assert one(model, **words)[2] == shown


def test_that_names_can_be_hidden(model):
    model.show_list(outcome(), Listed.LOST)
    model.set_names_shown(False)
    assert row(model)[1] == "张•••"
    assert "张明" not in model.as_text()
    model.show_list(outcome(found=Reconciliation(lost=(STRANGER,))), Listed.LOST)
    assert row(model)[1] == "Stranger"
    model.set_names_shown(True)
    model.show_list(outcome(), Listed.LOST)
    assert row(model)[1] == "张明"


def test_that_the_chosen_list_is_shown_and_another_outcome_replaces_it(model, qtmodeltester):
    for listed in Listed:
        model.show_list(outcome(), listed)
        assert model.rowCount() == len(FOUND.listed(listed))
        qtmodeltester.check(model)
    model.show_list(None, Listed.BOTH)
    assert model.rowCount() == 0
    assert model.index(0, 0).data() is None


def test_that_columns_have_names_and_scores_stand_right(model):
    header = [model.headerData(column, Qt.Orientation.Horizontal) for column in ReconciliationColumn]
    assert header == ["Time", "Person", "Camera", "Score", "What"]
    one(model)
    aligned = row(model, role=Qt.ItemDataRole.TextAlignmentRole)
    assert [bool(side & int(Qt.AlignmentFlag.AlignRight)) for side in aligned] == [False, False, False, True, False]


def test_that_fifty_thousand_rows_cost_only_what_is_looked_at(model, monkeypatch):
    prepared = []
    prepare = ReconciliationModel._prepare
    monkeypatch.setattr(ReconciliationModel, "_prepare", lambda self, one: prepared.append(one) or prepare(self, one))
    many = tuple(lost(9) for _ in range(50_000))
    model.show_list(outcome(found=Reconciliation(lost=many)), Listed.LOST)
    assert (model.rowCount(), prepared) == (50_000, [])
    for place in (0, 49_999, 0):
        row(model, place)
    assert len(prepared) == 2
    monkeypatch.setattr(reconciliation_model, "MOST_PREPARED", 10)
    for place in range(100, 200):
        row(model, place)
    assert len(model._prepared) <= 10


def test_that_a_copied_list_is_bounded_and_says_so(model):
    many = tuple(lost(9) for _ in range(1_000))
    model.show_list(outcome(found=Reconciliation(lost=many)), Listed.LOST)
    lines = model.as_text().splitlines()
    assert len(lines) == 1 + reconciliation_model.MOST_COPIED + 1
    assert lines[-1] == "… and 600 more"


@pytest.mark.parametrize(
    ("name", "copied"),
    [
        ('=HYPERLINK("http://x","y")', '\'=HYPERLINK("http://x","y")'),
        ("+1", "'+1"),
        ("-", "-"),
        ("two\tcells\nand lines", "two cells and lines"),
        ("abc\u202egnp.exe", "abcgnp.exe"),
        ("<img src=x>", "<img src=x>"),
    ],
)
def test_that_a_name_does_no_harm_where_it_is_pasted(model, name, copied):
    model.show_list(outcome(found=Reconciliation(lost=(lost(9, person_name=name),))), Listed.LOST)
    assert model.as_text().splitlines()[1].split("\t")[1] == copied


def test_that_it_follows_the_language(model, qtbot):
    model.show_list(outcome(), Listed.LOST)
    with qtbot.waitSignals([model.dataChanged, model.headerDataChanged], timeout=500):
        model.retranslate()


steps = st.lists(
    st.tuples(
        st.sampled_from(["list", "names", "cameras", "none", "retranslate"]), st.sampled_from(Listed), st.booleans()
    ),
    max_size=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(steps)
def test_that_any_script_keeps_it_a_model(qapp, qtmodeltester, steps):
    model = ReconciliationModel()
    for step, listed, shown in steps:
        match step:
            case "list":
                model.show_list(outcome(), listed)
            case "names":
                model.set_names_shown(shown)
            case "cameras":
                model.set_cameras({CameraKey("c1"): "前门"} if shown else {})
            case "none":
                model.show_list(None, listed)
            case "retranslate":
                model.retranslate()
    qtmodeltester.check(model)
