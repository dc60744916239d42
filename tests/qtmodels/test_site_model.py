from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from sophon_monitor.domain.changes import (
    BoxChanged,
    BoxRemoved,
    CameraChanged,
    CameraRemoved,
    Change,
    NewBoxGone,
    NewBoxSeen,
)
from sophon_monitor.domain.site import BoxKey, CameraKey, Link, LinkState, Liveness
from sophon_monitor.protocol.messages import CameraStatus, Health
from sophon_monitor.qtmodels.site_model import (
    BoxRow,
    CameraRow,
    HeadingRow,
    NewBoxRow,
    SiteModel,
    SiteRole,
    SiteSelection,
)
from sophon_monitor.qtmodels.site_rows import meter
from sophon_monitor.qtmodels.site_words import age_text, link_reason, link_short
from tests.widgets.frame_site import NOW_AT_S, NOW_MONO_S, box, camera, drawn_site, new_box

pytestmark = pytest.mark.usefixtures("qapp")


def filled() -> SiteModel:
    model = SiteModel()
    model.tick(NOW_AT_S, NOW_MONO_S)
    model.apply(drawn_site())
    return model


def outline(model: SiteModel, parent: QModelIndex | None = None) -> list[object]:
    parent = parent or QModelIndex()
    rows: list[object] = []
    for number in range(model.rowCount(parent)):
        index = model.index(number, 0, parent)
        rows.append((index.data(), outline(model, index)) if model.rowCount(index) else index.data())
    return rows


def row_of(model: SiteModel, key: str) -> BoxRow:
    row = model.index_of(SiteSelection(BoxKey(key))).data(SiteRole.ROW)
    assert isinstance(row, BoxRow)
    return row


def lines(model: SiteModel, key: str) -> list[tuple[str, str]]:
    return [(line.text, line.level) for line in row_of(model, key).lines]


def test_that_boxes_hold_their_cameras_in_the_order_of_their_coming():
    assert outline(filled()) == [
        ("East Gate SE5", ["前门闸机 Gate 1", "Lobby cam"]),
        ("Warehouse SE3", ["Snap-01"]),
        ("Block C", ["Gate 4"]),
    ]


def test_that_new_boxes_stand_below_the_site_and_later_boxes_above_them():
    model = filled()
    model.apply((new_box(), BoxChanged(box("D", "Roof", "192.168.1.77"))))
    assert outline(model)[3:] == ["Roof", ("New boxes · 1", ["HQDZKE6BKXXAG0127"])]
    heading = model.index(4, 0)
    assert isinstance(heading.data(SiteRole.ROW), HeadingRow)
    assert not heading.flags() & Qt.ItemFlag.ItemIsSelectable
    assert model.index(0, 0, heading).data(SiteRole.SELECTION) is None
    model.apply((NewBoxGone("n1"),))
    assert outline(model)[3:] == ["Roof"]


def test_that_a_camera_heard_of_before_its_box_waits_for_it():
    model = SiteModel()
    model.apply((CameraChanged(camera("a1", "A", "Gate")),))
    assert (outline(model), model.camera_count) == ([], 0)
    model.apply((BoxChanged(box("A", "East", "192.168.1.1")),))
    assert outline(model) == [("East", ["Gate"])]


def test_that_a_camera_that_changes_its_box_moves_there():
    model = filled()
    model.apply((CameraChanged(camera("b1", "A", "Snap-01")),))
    assert outline(model)[:2] == [("East Gate SE5", ["前门闸机 Gate 1", "Lobby cam", "Snap-01"]), "Warehouse SE3"]


def test_that_a_removed_box_takes_its_cameras_along():
    model = filled()
    model.apply((BoxRemoved(BoxKey("A")), CameraRemoved(CameraKey("a1"), BoxKey("A"))))
    assert (model.box_count, model.camera_count) == (2, 2)
    assert not model.index_of(SiteSelection(BoxKey("A"), CameraKey("a1"))).isValid()


def test_that_one_flush_announces_neighbours_in_one_signal():
    model = filled()
    seen: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: seen.append((first.row(), last.row())))
    model.apply(tuple(BoxChanged(replace(b, health=Health(cpu_percent=5.0))) for b in model.boxes() * 20))
    assert seen == [(0, 1)]  # the third shows no figures while it is offline


def test_that_what_does_not_change_a_row_is_not_announced():
    model = filled()
    seen: list[object] = []
    model.dataChanged.connect(lambda *range_: seen.append(range_))
    model.apply(drawn_site())
    assert seen == []


def test_that_ages_tick_only_where_one_is_shown():
    model = filled()
    seen: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: seen.append((first.row(), last.row())))
    assert lines(model, "C")[0] == ("No heartbeat for 3 min 12 s", "bad")
    model.tick(NOW_AT_S + 1, NOW_MONO_S + 1)
    assert lines(model, "C")[0] == ("No heartbeat for 3 min 13 s", "bad")
    assert seen == [(1, 2)]


def test_that_a_late_box_keeps_its_meters_and_an_offline_one_does_not():
    model = filled()
    assert [m.text for m in row_of(model, "B").meters] == ["37%", "15%", "56%"]
    assert lines(model, "B") == [("No heartbeat for 14 s", "warn")]
    assert row_of(model, "C").meters == ()


def test_that_a_box_never_heard_says_what_it_waits_for_and_why():
    model = SiteModel()
    down = Link(LinkState.DOWN, "unreachable")
    never = box("N", "New", "192.168.1.5", Liveness.NEVER, last_sign_mono_s=None, stream=down)
    model.apply((BoxChanged(never),))
    assert [text for text, _ in lines(model, "N")] == [
        "Waiting for the first sign of life",
        "Event stream: address not reachable",
    ]


def test_that_an_abnormal_box_says_so_with_its_own_text():
    model = SiteModel()
    model.apply((BoxChanged(box("A", "East", "192.168.1.1", state_code="-1", state_text="磁盘异常")),))
    assert lines(model, "A") == [("Abnormal: 磁盘异常", "bad")]
    model.apply((BoxChanged(box("A", "East", "192.168.1.1", state_code="-1")),))
    assert lines(model, "A") == [("Abnormal: the box does not say why", "bad")]


def test_that_an_online_box_without_events_says_why():
    model = SiteModel()
    model.apply((BoxChanged(box("A", "East", "192.168.1.1", stream=Link(LinkState.DOWN, "refused"))),))
    assert lines(model, "A") == [("No events: refused (port 5679)", "warn")]


def test_that_the_tooltip_tells_both_links_with_the_seconds_to_the_next_attempt():
    model = filled()
    model.tick(NOW_AT_S + 3, NOW_MONO_S + 3)
    tooltip = model.index_of(SiteSelection(BoxKey("C"))).data(Qt.ItemDataRole.ToolTipRole)
    assert "Event stream: the box refused the connection (port 5679); next attempt in 5 s" in tooltip
    assert "System figures: not started" in tooltip


def test_that_the_spoken_text_names_the_state_in_words():
    model = filled()
    spoken = model.index_of(SiteSelection(BoxKey("C"))).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Block C, Offline, 192.168.1.44, No heartbeat for 3 min 12 s")
    camera_index = model.index_of(SiteSelection(BoxKey("A"), CameraKey("a2")))
    assert camera_index.data(Qt.ItemDataRole.AccessibleTextRole) == "Lobby cam, Offline, Gate"


def test_that_the_hint_of_a_new_box_names_the_box_it_speaks_of():
    model = filled()
    model.apply((new_box(hint="moved", known_key=BoxKey("C")),))
    assert model.new_box_rows()[0].hint == "Same serial number as Block C: it may have a new address"
    model.apply((BoxChanged(box("C", "Block D", "192.168.1.44")),))
    assert "Block D" in model.new_box_rows()[0].hint


@pytest.mark.parametrize(
    ("percent", "text", "level"),
    [
        (None, "–", ""),
        (0.0, "0%", ""),
        (80.0, "80%", ""),
        (80.1, "80%", "warn"),
        (92.0, "92%", "warn"),
        (93, "93%", "bad"),
    ],
)
def test_that_meters_warn_above_80_and_are_bad_above_92(percent: float | None, text: str, level: str):
    assert (meter(percent).text, meter(percent).level) == (text, level)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(-3, "0 s"), (59.9, "59 s"), (192, "3 min 12 s"), (7500, "2 h 5 min"), (90_000, "1 d 1 h")],
)
def test_that_ages_have_two_units_at_most(seconds: float, text: str):
    assert age_text(seconds) == text


@pytest.mark.parametrize(
    "problem",
    [
        "refused",
        "timeout",
        "unreachable",
        "closed",
        "handshake",
        "device_init",
        "no_cameras",
        "http_status",
        "not_a_box",
        "unreadable",
        "no_route",
        "too_slow",
    ],
)
def test_that_every_reason_of_a_link_has_words_of_its_own(problem: str):
    assert problem not in link_reason(problem, 5679) or problem in ("refused", "closed")
    assert link_reason(problem, 5679) != link_reason("something else", 5679)
    assert link_short(problem, 5679) != link_short("something else", 5679)


# -- random scripts --------------------------------------------------------------------------------------------------

BOX_KEYS = st.sampled_from("ABC")
CAMERA_KEYS = st.sampled_from("uvwxyz")
NEW_IDS = st.sampled_from(["n1", "n2", "n3"])
CHANGES: st.SearchStrategy[Change] = st.one_of(
    st.builds(
        lambda k, n, life: BoxChanged(box(k, n, "192.168.1.1", life)),
        BOX_KEYS,
        st.text(max_size=3),
        st.sampled_from(Liveness),
    ),
    st.builds(lambda k: BoxRemoved(BoxKey(k)), BOX_KEYS),
    st.builds(
        lambda k, b, s: CameraChanged(camera(f"{b}{k}", b, k, s)), CAMERA_KEYS, BOX_KEYS, st.sampled_from(CameraStatus)
    ),
    st.builds(lambda k, b: CameraRemoved(CameraKey(f"{b}{k}"), BoxKey(b)), CAMERA_KEYS, BOX_KEYS),
    st.builds(
        lambda i, n, k: new_box(i, messages=n, hint="moved", known_key=BoxKey(k)), NEW_IDS, st.integers(1, 99), BOX_KEYS
    ),
    st.builds(NewBoxGone, NEW_IDS),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CHANGES, max_size=6), max_size=12))
def test_that_any_order_of_changes_keeps_the_tree_legal_and_complete(script: list[list[Change]]):
    model = SiteModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    boxes: dict[str, set[str]] = {}
    waiting: dict[str, str] = {}
    new: set[str] = set()
    kept: list[tuple[QPersistentModelIndex, object]] = []
    for second, batch in enumerate(script):
        for change in batch:
            match change:
                case BoxChanged(b):
                    arriving = {c for c, at in waiting.items() if at == b.key} if b.key not in boxes else set()
                    boxes.setdefault(b.key, set()).update(arriving)
                    waiting = {c: at for c, at in waiting.items() if c not in arriving}
                case BoxRemoved(key):
                    boxes.pop(key, None)
                    waiting = {c: at for c, at in waiting.items() if at != key}
                case CameraChanged(c) if c.box_key in boxes:
                    boxes[c.box_key].add(c.key)
                case CameraChanged(c):
                    waiting[c.key] = c.box_key
                case CameraRemoved(key, at):
                    boxes.get(at, set()).discard(key)
                    waiting.pop(key, None)
                case NewBoxSeen(n):
                    new.add(n.id)
                case NewBoxGone(identity):
                    new.discard(identity)
        model.apply(tuple(batch))
        model.tick(NOW_AT_S + second, NOW_MONO_S + second)
        for index, key in kept:
            assert not index.isValid() or _key(index.data(SiteRole.ROW)) == key
        shown = _shown(model)
        assert {key: set(cameras) for key, cameras in shown.items() if key != "new"} == boxes
        assert set(shown.get("new", [])) == new
        kept += [(QPersistentModelIndex(model.index(0, 0)), _key(model.index(0, 0).data(SiteRole.ROW)))]
    assert (model.box_count, model.camera_count) == (len(boxes), sum(map(len, boxes.values())))
    del tester


def _key(row: object) -> object:
    match row:
        case BoxRow() | CameraRow():
            return row.key
        case NewBoxRow():
            return row.id
        case _:
            return "new"


def _shown(model: SiteModel) -> dict[str, list[str]]:
    shown = {}
    for number in range(model.rowCount()):
        top = model.index(number, 0)
        children = [_key(model.index(place, 0, top).data(SiteRole.ROW)) for place in range(model.rowCount(top))]
        shown[str(_key(top.data(SiteRole.ROW)))] = [str(child) for child in children]
    return shown
