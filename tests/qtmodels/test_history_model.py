"""The rows of a search: they grow, are forgotten far away, come again, and never move."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from sophon_monitor.domain.changes import BoxChanged, CameraChanged, EventJudged, RecognitionFilled, RecognitionSeen
from sophon_monitor.domain.history_query import HistoryQuery, Position
from sophon_monitor.domain.records import EventSource, ScoreScale, Verdict
from sophon_monitor.protocol.messages import PersonType, Picture, PictureState
from sophon_monitor.qtmodels import history_model
from sophon_monitor.qtmodels.history_model import BLOCK, HistoryColumn, HistoryModel, HistoryRole, MoreWanted
from tests.qtmodels.feed_material import BOX, GATE, START_MS, box, camera, event

NOWHERE = QModelIndex()
QUERY = HistoryQuery(box_key=BOX)


class Archive:
    """Answers a model as the wiring does, at once or when told."""

    def __init__(self, model: HistoryModel, count: int) -> None:
        self.model, self.records = model, [event(n, at_s=n) for n in range(count, 0, -1)]
        self.asked: list[MoreWanted] = []
        self.refills: list[tuple[int, ...]] = []
        model.more_wanted.connect(self.asked.append)
        model.rows_wanted.connect(self.refills.append)

    def answer(self, size: int = BLOCK) -> None:
        asked = self.asked.pop(0)
        begin = 0 if asked.after is None else len(self.records) - asked.after.id + 1
        page = self.records[begin : begin + size]
        last = begin + size >= len(self.records)
        after = None if last else Position(page[-1].received_at_ms, page[-1].id)
        self.model.append(asked, page, after)

    def refill(self, gone: tuple[int, ...] = ()) -> None:
        for ids in self.refills:
            self.model.refill(ids, [r for r in self.records if r.id in ids and r.id not in gone])
        self.refills.clear()


@pytest.fixture
def model(qapp):
    model = HistoryModel(clock=lambda: START_MS / 1000)
    yield model
    model.deleteLater()


def ids(model):
    return [model.id_at(place) for place in range(model.rowCount())]


def test_that_a_search_asks_for_one_page_and_more_when_scrolled(model):
    archive = Archive(model, 250)
    model.search(QUERY)
    assert archive.asked == [MoreWanted(QUERY, None)]
    assert model.is_searching
    assert not model.canFetchMore(NOWHERE)
    archive.answer()
    assert ids(model) == list(range(250, 150, -1))
    assert not model.is_searching
    assert model.canFetchMore(NOWHERE)
    model.fetchMore(NOWHERE)
    archive.answer()
    model.fetchMore(NOWHERE)
    archive.answer()
    assert ids(model) == list(range(250, 0, -1))
    assert not model.canFetchMore(NOWHERE)


def test_that_a_page_that_is_not_full_is_gone_on_with_and_shown_meanwhile(model):
    archive = Archive(model, 150)
    model.search(QUERY)
    archive.answer(30)
    assert model.rowCount() == 30
    assert model.is_searching
    assert model.reached_ms == archive.records[29].received_at_ms
    archive.answer(40)
    archive.answer(40)
    assert model.rowCount() == 110
    assert not model.is_searching
    assert archive.asked == []


def test_that_a_page_of_a_former_search_is_passed_over(model):
    archive = Archive(model, 50)
    model.search(QUERY)
    (first,) = archive.asked
    archive.asked.clear()
    model.search(HistoryQuery(person="a"))
    model.append(first, archive.records, None)
    assert model.rowCount() == 0
    assert model.is_searching
    model.stop()
    model.append(archive.asked[0], archive.records, None)
    assert model.rowCount() == 0
    assert model.canFetchMore(NOWHERE)


def test_that_rows_far_away_are_forgotten_and_come_again(model, monkeypatch):
    monkeypatch.setattr(history_model, "MOST_BLOCKS", 3)
    archive = Archive(model, 700)
    model.search(QUERY)
    for _ in range(7):
        archive.answer()
        model.fetchMore(NOWHERE)
    assert model.rowCount() == 700
    assert len(model._blocks) == 3
    assert model.row_at(0) is None
    assert model.data(model.index(0, 0), HistoryRole.ROW) is None
    assert archive.refills == [tuple(range(700, 600, -1))]
    told = []
    model.dataChanged.connect(lambda first, last, _: told.append((first.row(), last.row())))
    archive.refill(gone=(699,))
    assert told == [(0, 99)]
    assert model.row_at(0).event_id == 700
    assert model.row_at(1) is None  # expired meanwhile
    assert model.row_at(2).event_id == 698
    assert len(model._blocks) == 3
    assert archive.refills == []


def test_that_what_is_shown_of_an_event_is_prepared(model):
    model.apply((BoxChanged(box()), CameraChanged(camera())))
    late = event(
        1,
        latency_ms=41_000.0,
        repeats=1,
        verdict=Verdict.WRONG,
        verdict_at_ms=START_MS,
        verdict_by="Li",
        score=81.0,
    )
    found = event(2, source=EventSource.HISTORY, score=0.93, score_scale=ScoreScale.RATIO)
    model.search(QUERY)
    model.append(MoreWanted(QUERY, None), [late, found], None)
    texts = [[model.data(model.index(row, column)) for column in HistoryColumn] for row in range(2)]
    assert texts[0][2:] == ["张明 · employee", "前门闸机", "81.0", "✗", "late 41 s, 2×"]
    assert texts[1][4:] == ["0.93", "", "from the box"]
    row = model.row_at(0)
    assert row.score_level == "low"
    assert "✗ Wrong" in row.tooltip
    assert "Li" in row.accessible


def test_that_a_stranger_is_not_registered_rather_than_without_picture(model):
    model.search(QUERY)
    stranger = event(
        1, person_type=PersonType.STRANGER, registered=Picture(PictureState.ABSENT), person_name="stranger"
    )
    model.append(MoreWanted(QUERY, None), [stranger], None)
    assert model.row_at(0).is_not_registered
    assert model.row_at(0).name == "Stranger"


def test_that_a_hostile_name_is_one_bounded_line(model):
    model.search(QUERY)
    name = "\u202eevil\n<img src=x>" + "x" * 5000
    model.append(MoreWanted(QUERY, None), [event(1, person_name=name)], None)
    row = model.row_at(0)
    assert row.name.startswith(" evil <img src=x>xxx")
    assert len(row.name) < 400
    assert "\u202e" not in row.tooltip + row.accessible


def test_that_new_events_are_counted_and_move_nothing(model):
    model.search(QUERY)
    model.append(MoreWanted(QUERY, None), [event(1)], None)
    counted = []
    model.news_changed.connect(counted.append)
    model.apply((RecognitionSeen(event(2)), RecognitionSeen(event(3, box_key="OTHER"))))
    model.apply((RecognitionSeen(event(4)),))
    assert counted == [1, 2]
    assert ids(model) == [1]
    model.search(QUERY)
    assert model.news == 0


def test_that_verdicts_and_late_pictures_are_shown_in_place(model):
    model.search(QUERY)
    lacking = event(1, live=Picture(PictureState.ABSENT))
    model.append(MoreWanted(QUERY, None), [event(2), lacking], None)
    changed = []
    model.row_changed.connect(changed.append)
    model.apply((EventJudged(1, Verdict.RIGHT, START_MS, "Li"), EventJudged(99, Verdict.RIGHT, START_MS)))
    assert model.row_at(1).record.verdict is Verdict.RIGHT
    assert model.row_at(1).mark == "✓"
    model.apply((EventJudged(1, None, START_MS, "Li"),))
    assert model.row_at(1).mark == ""
    model.apply((RecognitionFilled(event(1)),))
    assert model.row_at(1).record.live.state is PictureState.PRESENT
    assert changed == [1, 1, 1]
    assert ids(model) == [2, 1]


def test_that_rows_hold_no_bytes(model):
    model.search(QUERY)
    model.append(MoreWanted(QUERY, None), [event(1)], None)
    record = model.row_at(0).record
    assert (record.live.data, record.registered.data, record.scene.data) == (b"", b"", b"")


def test_that_a_picture_that_is_gone_by_now_is_said_to_be(model):
    model.search(QUERY)
    model.append(MoreWanted(QUERY, None), [event(1)], None)
    model.take_states(1, PictureState.EXPIRED, PictureState.PRESENT)
    assert model.row_at(0).record.live.state is PictureState.EXPIRED
    changed = []
    model.row_changed.connect(changed.append)
    model.take_states(1, PictureState.EXPIRED, PictureState.PRESENT)
    assert changed == []


def test_that_a_new_name_of_a_camera_is_shown(model):
    model.apply((CameraChanged(camera()),))
    model.search(QUERY)
    model.append(MoreWanted(QUERY, None), [event(1)], None)
    site = []
    model.site_changed.connect(lambda: site.append(1))
    model.apply((CameraChanged(camera(name="Lobby")),))
    assert model.row_at(0).camera == "Lobby"
    assert site == [1]
    model.apply((CameraChanged(replace(camera(name="Lobby"), last_event_at_s=5.0)),))
    assert site == [1]


def test_that_the_head_of_each_column_has_a_word_and_a_side(model):
    words = [model.headerData(c, Qt.Orientation.Horizontal) for c in HistoryColumn]
    assert words == ["Time", "Seen · registered", "Person", "Camera", "Score", "Verdict", "Came"]
    side = model.headerData(HistoryColumn.SCORE, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
    assert side & Qt.AlignmentFlag.AlignRight


def test_that_another_language_prepares_only_what_is_near(model):
    archive = Archive(model, 700)
    model.search(QUERY)
    for _ in range(7):
        archive.answer()
        model.fetchMore(NOWHERE)
    model.row_at(250)
    before = model.row_at(250)
    model.retranslate()
    assert sorted(model._blocks) == [2, 6]
    assert model.row_at(250) is not before
    assert model.row_at(0) is None
    archive.refill()
    assert model.row_at(0).event_id == 700


def test_that_a_page_begun_goes_on_where_it_ended_after_a_long_look_elsewhere(model, monkeypatch):
    monkeypatch.setattr(history_model, "MOST_BLOCKS", 2)
    archive = Archive(model, 400)
    model.search(QUERY)
    for size in (100, 100, 100, 30):
        archive.answer(size)
        model.fetchMore(NOWHERE)
    for place in (5, 105, 205):
        model.row_at(place)
        archive.refill()
    archive.answer(70)
    assert [model.row_at(place).event_id for place in range(300, 400)] == list(range(100, 0, -1))


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("search"), st.sampled_from([QUERY, HistoryQuery(person="a")])),
        st.tuples(st.just("answer"), st.sampled_from([1, 40, BLOCK])),
        st.tuples(st.just("fetch"), st.none()),
        st.tuples(st.just("look"), st.integers(0, 400)),
        st.tuples(st.just("refill"), st.none()),
        st.tuples(st.just("judge"), st.integers(1, 400)),
        st.tuples(st.just("see"), st.integers(500, 600)),
        st.tuples(st.just("rename"), st.sampled_from(["A", "B"])),
        st.tuples(st.just("stop"), st.none()),
    ),
    max_size=40,
)


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_that_any_order_of_things_keeps_the_model_legal(qapp, steps):
    former, history_model.MOST_BLOCKS = history_model.MOST_BLOCKS, 2
    try:
        model = HistoryModel(clock=lambda: START_MS / 1000)
        tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        archive = Archive(model, 400)
        for step, value in steps:
            match step:
                case "search":
                    model.search(value)
                case "answer" if archive.asked:
                    archive.answer(value)
                case "fetch":
                    model.fetchMore(NOWHERE)
                case "look":
                    model.row_at(value)
                case "refill":
                    archive.refill()
                case "judge":
                    model.apply((EventJudged(value, Verdict.RIGHT, START_MS),))
                case "see":
                    model.apply((RecognitionSeen(event(value)),))
                case "rename":
                    model.apply((CameraChanged(camera(GATE, value)),))
                case "stop":
                    model.stop()
            shown = ids(model)
            assert shown == sorted(shown, reverse=True)
            assert len(shown) == len(set(shown))
            assert len(model._blocks) <= 3
            for block, rows in model._blocks.items():
                here = shown[block * BLOCK : (block + 1) * BLOCK]
                assert [row.event_id for row in rows if row is not None] == here
        tester.deleteLater()
        model.deleteLater()
    finally:
        history_model.MOST_BLOCKS = former
