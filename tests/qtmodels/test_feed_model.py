from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt

from sophon_monitor.domain.changes import BoxChanged, CameraChanged, RecognitionFilled, RecognitionSeen
from sophon_monitor.domain.records import ScoreScale
from sophon_monitor.protocol.messages import PersonType, Picture, PictureState
from sophon_monitor.qtmodels.feed_filter import FeedFilter, FeedWish
from sophon_monitor.qtmodels.feed_model import MOST_ROWS, FeedModel, FeedRole
from sophon_monitor.qtmodels.feed_row import FeedRow
from sophon_monitor.qtmodels.picture_decoder import PictureDecoder
from sophon_monitor.qtmodels.picture_store import PicturePart, PictureStore
from tests.qtmodels.feed_material import BOX, GATE, LOBBY, OTHER_BOX, START_MS, box, camera, event, jpeg, present


@pytest.fixture
def decoder(qapp):
    decoder = PictureDecoder()
    yield decoder
    decoder.close()


@pytest.fixture
def model(decoder):
    return FeedModel(decoder, clock=lambda: START_MS / 1000)


def seen(*records):
    return tuple(RecognitionSeen(record) for record in records)


def rows(model):
    return [model.index(place).data(FeedRole.ROW) for place in range(model.rowCount())]


def ids(model):
    return [row.event_id for row in rows(model)]


def test_that_the_newest_event_is_on_top_and_one_flush_is_one_insertion(model):
    inserted = []
    model.rowsInserted.connect(lambda parent, first, last: inserted.append((first, last)))
    model.apply(seen(event(1), event(2)))
    model.apply(seen(event(3), event(4), event(5)))
    assert ids(model) == [5, 4, 3, 2, 1]
    assert inserted == [(0, 1), (0, 2)]


def test_that_a_late_event_is_not_shown_as_live(model):
    model.apply((RecognitionSeen(event(1), late=True),))
    assert model.rowCount() == 0


def test_that_repeats_of_a_person_on_a_camera_become_one_row_with_a_count(model):
    model.apply(seen(event(1, 0, person_id="a"), event(2, 5, person_id="b")))
    model.apply(seen(event(3, 50, person_id="a")))
    assert [(row.event_id, row.count) for row in rows(model)] == [(3, 2), (2, 1)]
    model.apply(seen(event(4, 105, person_id="a")))
    assert [(row.event_id, row.count) for row in rows(model)] == [(4, 3), (2, 1)]


def test_that_a_folded_row_keeps_its_identity(model):
    model.apply(seen(event(1, 0, person_id="a")))
    before = rows(model)[0].row_id
    model.apply(seen(event(2, 1, person_id="a"), event(3, 2, person_id="a")))
    assert [(row.row_id, row.count, row.event_id) for row in rows(model)] == [(before, 3, 3)]


@pytest.mark.parametrize(
    "other",
    [
        {"at_s": 61},
        {"camera_key": LOBBY},
        {"box_key": OTHER_BOX},
        {"person_id": "b"},
    ],
)
def test_that_a_later_time_another_camera_box_or_person_is_a_row_of_its_own(model, other):
    at_s = other.pop("at_s", 1)
    model.apply(seen(event(1, 0, person_id="a"), event(2, at_s, **({"person_id": "a"} | other))))
    assert ids(model) == [2, 1]


@pytest.mark.parametrize(("person_id", "count"), [("1602612036.38", 1), ("stranger", 2), (None, 2)])
def test_that_strangers_are_folded_only_by_an_id_of_their_own(model, person_id, count):
    stranger = {"person_type": PersonType.STRANGER, "person_name": "stranger", "person_id": person_id}
    model.apply(seen(event(1, 0, **stranger), event(2, 1, **stranger)))
    assert model.rowCount() == count


def test_that_the_feed_is_bounded_and_drops_the_oldest(model):
    removed = []
    model.rowsRemoved.connect(lambda parent, first, last: removed.append((first, last)))
    model.apply(seen(*(event(n) for n in range(1, MOST_ROWS + 1))))
    model.apply(seen(event(5001), event(5002)))
    assert model.rowCount() == MOST_ROWS
    assert (ids(model)[0], ids(model)[-1]) == (5002, 3)
    assert removed == [(MOST_ROWS - 2, MOST_ROWS - 1)]


def test_that_a_flush_larger_than_the_feed_leaves_the_newest(model):
    model.apply(seen(*(event(n) for n in range(1, MOST_ROWS + 51))))
    assert model.rowCount() == MOST_ROWS
    assert ids(model)[0] == MOST_ROWS + 50


def test_that_the_model_is_never_reset(model):
    resets = []
    model.modelReset.connect(lambda: resets.append(1))
    model.load_older((event(2), event(1)))
    model.apply(seen(event(3)))
    model.set_held(True)
    model.apply(seen(event(4)))
    model.set_held(False)
    assert resets == []


def test_that_held_events_wait_are_counted_and_come_in_when_released(model):
    waiting = []
    model.waiting_changed.connect(waiting.append)
    model.apply(seen(event(1)))
    model.set_held(True)
    model.apply(seen(event(2), event(3)))
    model.apply(seen(event(4)))
    assert (ids(model), model.waiting, waiting) == ([1], 3, [2, 3])
    model.set_held(False)
    assert (ids(model), model.waiting, waiting) == ([4, 3, 2, 1], 0, [2, 3, 0])


def test_that_what_waits_is_bounded(model):
    model.set_held(True)
    model.apply(seen(*(event(n) for n in range(1, MOST_ROWS + 11))))
    assert model.waiting == MOST_ROWS
    model.set_held(False)
    assert ids(model)[-1] == 11


def test_that_a_late_duplicate_fills_missing_pictures_of_its_row(model):
    absent = Picture(PictureState.ABSENT)
    model.apply(seen(event(1, registered=absent), event(2)))
    told = []
    model.row_changed.connect(told.append)
    model.apply((RecognitionFilled(event(1)),))
    assert rows(model)[1].record.registered.state is PictureState.PRESENT
    assert told == [rows(model)[1].serial]
    assert model.store.get(rows(model)[1].serial, PicturePart.REGISTERED) == present(shade=200).data


def test_that_a_duplicate_fills_an_event_that_waits(model):
    model.set_held(True)
    model.apply(seen(event(1, live=Picture(PictureState.ABSENT))))
    model.apply((RecognitionFilled(event(1)),))
    model.set_held(False)
    assert rows(model)[0].record.live.state is PictureState.PRESENT


def test_that_rows_hold_no_bytes_and_the_store_holds_few(model):
    model.apply(seen(*(event(n) for n in range(1, 30))))
    assert all(not row.record.live.data and not row.record.scene.data for row in rows(model))
    store = PictureStore(face_bytes=1000, scene_bytes=500)
    for serial in range(10):
        store.put(serial, PicturePart.LIVE, b"f" * 300)
        store.put(serial, PicturePart.SCENE, b"s" * 400)
    assert store.used_bytes <= 1500
    assert store.get(9, PicturePart.LIVE) is not None
    assert store.get(9, PicturePart.SCENE) is not None
    assert store.get(0, PicturePart.LIVE) is None


def test_that_events_of_the_archive_go_below_and_only_once(model):
    model.apply(seen(event(10)))
    model.load_older((event(10), event(9), event(8)))
    assert ids(model) == [10, 9, 8]
    model.load_older((event(9), event(8)))
    assert ids(model) == [10, 9, 8]


def test_that_names_follow_the_site(model):
    model.apply((BoxChanged(box()), CameraChanged(camera()), *seen(event(1))))
    assert (rows(model)[0].box, rows(model)[0].camera) == ("East Gate", "前门闸机")
    model.apply((BoxChanged(box(name="West Gate")), CameraChanged(camera(name="Side door"))))
    assert (rows(model)[0].box, rows(model)[0].camera) == ("West Gate", "Side door")


def test_that_a_change_of_the_box_that_shows_nowhere_touches_no_row(model):
    model.apply((BoxChanged(box()), *seen(event(1))))
    touched = []
    model.dataChanged.connect(lambda *change: touched.append(change))
    model.site_changed.connect(lambda: touched.append("site"))
    model.apply((BoxChanged(box(events=7)),))
    assert touched == []


@pytest.mark.parametrize(
    ("score", "scale", "text", "level"),
    [
        (92.44, ScoreScale.PERCENT, "92.4", ""),
        (79.8, ScoreScale.PERCENT, "79.8", "low"),
        (0.853, ScoreScale.RATIO, "0.85", ""),
        (0.6231614351272583, ScoreScale.UNKNOWN, "0.6232", "unknown"),
        (None, ScoreScale.UNKNOWN, "–", ""),
    ],
)
def test_that_a_score_is_shown_on_its_own_scale(model, score, scale, text, level):
    model.apply(seen(event(1, score=score, score_scale=scale)))
    row = rows(model)[0]
    assert (row.score, row.score_level) == (text, level)


def test_that_an_unknown_scale_is_said_in_the_tooltip(model):
    model.apply(seen(event(1, score=0.62, score_scale=ScoreScale.UNKNOWN)))
    assert "does not say on which scale" in model.index(0).data(Qt.ItemDataRole.ToolTipRole)


def test_that_a_row_can_be_read_aloud(model):
    model.apply(seen(event(1, person_id="a"), event(2, 1, person_id="a")))
    text = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert all(part in text for part in ("张明", "employee", "Gate 1", "92.4", "seen 2 times"))


def test_that_an_event_of_another_day_shows_its_date(model):
    model.apply(seen(event(1), event(2, -3 * 86400)))
    assert len(rows(model)[1].time) == len("12:03:22")
    assert len(rows(model)[0].time) == len("2026-11-20 12:03:22")


def test_that_a_time_out_of_range_is_shown_as_unknown(model):
    model.apply(seen(event(1, occurred_at_ms=10**18)))
    assert "Box clock –" in rows(model)[0].tooltip


def test_that_thumbnails_arrive_decoded(model, qtbot):
    changed = []
    model.dataChanged.connect(lambda first, last, roles: changed.append((first.row(), roles)))
    model.apply(seen(event(1)))
    row = rows(model)[0]
    qtbot.waitUntil(lambda: len(changed) == 2)
    assert changed[0] == (0, [Qt.ItemDataRole.DecorationRole])
    image = model.thumbnail(row, PicturePart.LIVE)
    assert image is not None
    assert (image.width(), image.height()) == (52, 60)


def test_that_pictures_from_the_archive_fill_the_row(model):
    model.load_older((event(1, live=Picture(PictureState.PRESENT), scene=Picture(PictureState.PRESENT)),))
    row = rows(model)[0]
    assert model.lacks_bytes(row)
    model.take_pictures(1, present(), present(), Picture(PictureState.EXPIRED))
    assert not model.lacks_bytes(rows(model)[0])
    assert rows(model)[0].record.scene.state is PictureState.EXPIRED


def test_that_a_picture_whose_file_is_gone_counts_as_expired(model):
    model.load_older((event(1, live=Picture(PictureState.PRESENT)),))
    model.take_pictures(1, Picture(PictureState.PRESENT), present(), present())
    assert rows(model)[0].record.live.state is PictureState.EXPIRED


# -- filters ----------------------------------------------------------------------------------------------------------


def shown(feed_filter):
    return [feed_filter.index(place, 0).data(FeedRole.ROW).event_id for place in range(feed_filter.rowCount())]


def test_that_the_feed_is_filtered_by_box_camera_and_person(model):
    model.apply(
        seen(
            event(1),
            event(2, box_key=OTHER_BOX, camera_key=None),
            event(3, camera_key=LOBBY, person_type=PersonType.VIP),
            event(4, person_type=PersonType.STRANGER),
        )
    )
    feed_filter = FeedFilter(model)
    feed_filter.set_selection(BOX, None)
    assert shown(feed_filter) == [4, 3, 1]
    feed_filter.set_selection(BOX, GATE)
    assert shown(feed_filter) == [4, 1]
    feed_filter.set_selection(None, None)
    feed_filter.set_wish(FeedWish(person_types=frozenset({PersonType.VIP, PersonType.STRANGER})))
    assert shown(feed_filter) == [4, 3]
    feed_filter.set_wish(FeedWish(camera_key=LOBBY))
    assert shown(feed_filter) == [3]


def test_that_a_least_score_compares_only_what_is_on_one_scale(model):
    model.apply(
        seen(
            event(1, score=70.0),
            event(2, score=90.0),
            event(3, score=0.7, score_scale=ScoreScale.RATIO),
            event(4, score=0.9, score_scale=ScoreScale.RATIO),
            event(5, score=0.7, score_scale=ScoreScale.UNKNOWN),
            event(6, score=None),
        )
    )
    feed_filter = FeedFilter(model)
    feed_filter.set_wish(FeedWish(least_percent=80.0))
    assert shown(feed_filter) == [6, 5, 4, 3, 2]
    feed_filter.set_wish(FeedWish(least_ratio=0.8))
    assert shown(feed_filter) == [6, 5, 4, 2, 1]
    feed_filter.set_wish(FeedWish(least_percent=80.0, least_ratio=0.8))
    assert shown(feed_filter) == [6, 5, 4, 2]


def test_that_a_score_kept_for_want_of_a_scale_says_so(model):
    model.apply(seen(event(1, score=0.7, score_scale=ScoreScale.UNKNOWN), event(2)))
    feed_filter = FeedFilter(model)
    assert feed_filter.kept_note(rows(model)[1]) == ""
    feed_filter.set_wish(FeedWish(least_percent=80.0))
    assert feed_filter.kept_note(rows(model)[1]) == "kept: scale unknown"
    assert feed_filter.kept_note(rows(model)[0]) == ""
    assert "kept: scale unknown" in feed_filter.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_that_new_rows_are_filtered_too(model):
    feed_filter = FeedFilter(model)
    feed_filter.set_wish(FeedWish(person_types=frozenset({PersonType.STRANGER})))
    model.apply(seen(event(1), event(2, person_type=PersonType.STRANGER)))
    assert shown(feed_filter) == [2]


# -- any script -------------------------------------------------------------------------------------------------------

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("seen"), st.lists(st.integers(0, 5), min_size=1, max_size=6)),
        st.tuples(st.just("fill"), st.integers(1, 40)),
        st.tuples(st.just("hold"), st.booleans()),
        st.tuples(st.just("older"), st.integers(1, 5)),
        st.tuples(st.just("wish"), st.sampled_from([None, PersonType.STRANGER, PersonType.EMPLOYEE])),
        st.tuples(st.just("name"), st.sampled_from(["A", "B"])),
    ),
    max_size=25,
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_that_any_script_of_changes_keeps_models_consistent(qtmodeltester, decoder, monkeypatch, steps):
    monkeypatch.setattr("sophon_monitor.qtmodels.feed_model.MOST_ROWS", 12)
    model = FeedModel(decoder, clock=lambda: START_MS / 1000)
    feed_filter = FeedFilter(model)
    qtmodeltester.check(model)
    qtmodeltester.check(feed_filter)
    number, old = 100, 99
    for kind, value in steps:
        match kind, value:
            case "seen", list(people):
                records = []
                for person in people:
                    number += 1
                    kind_of = PersonType.STRANGER if person == 0 else PersonType.EMPLOYEE
                    records.append(event(number, number - 100, person_id=f"p{person}", person_type=kind_of))
                model.apply(seen(*records))
            case "fill", int(back):
                model.apply((RecognitionFilled(event(number - back, 0)),))
            case "hold", bool(is_held):
                model.set_held(is_held)
            case "older", int(count):
                model.load_older(tuple(event(n, -1000 - (100 - n)) for n in range(old, old - count, -1)))
                old -= count
            case "wish", person_type:
                types = frozenset[PersonType]() if person_type is None else frozenset({person_type})
                feed_filter.set_wish(FeedWish(person_types=types))
            case "name", str(name):
                model.apply((BoxChanged(box(name=name)),))
        held = rows(model)
        assert len(held) <= 12
        assert len({row.row_id for row in held}) == len(held)
        assert all(isinstance(row, FeedRow) for row in held)
        assert shown(feed_filter) == [row.event_id for row in held if feed_filter.accepts(row)]
        assert [
            place for place in range(len(held)) if model.row_of_event(held[place].event_id) is not held[place]
        ] == []
    assert model.rowCount(QModelIndex()) == len(rows(model))
    feed_filter.deleteLater()
    model.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_that_a_repeat_across_the_archive_counts_once_per_event(model):
    model.load_older((event(2, -5, person_id="a"), event(1, -10, person_id="a")))
    assert [(row.event_id, row.count) for row in rows(model)] == [(2, 2)]
    model.apply(seen(event(3, 0, person_id="a")))
    assert [(row.event_id, row.count) for row in rows(model)] == [(3, 3)]
    assert replace(rows(model)[0].record, id=0).id == 0
    assert jpeg()
