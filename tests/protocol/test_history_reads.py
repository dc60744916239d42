"""A box's own history: what is asked, and how tolerantly the answer is read."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sophon_monitor.protocol.errors import ProtocolError, ProtocolErrorCode
from sophon_monitor.protocol.history_reads import (
    HistoryEvent,
    HistoryPicture,
    HistoryQuestion,
    TimeUnit,
    decode_history,
    history_request,
    picture_request,
)
from sophon_monitor.protocol.messages import EventPath, Generation, PersonType, PictureState, Recognition
from sophon_monitor.protocol.requests import Service

ASKED = HistoryQuestion(1_718_352_045_137, 1_718_352_050_001, page=2, page_size=50)
V5_ITEM = {
    "_id": "1718352045137402",
    "timestamp": 1718352045.137,
    "common": {
        "identity_id": "00450017",
        "identity_info": {"face_ids": ["f1"], "image_id": "i-77"},
        "identity_name": "陈晓",
        "recognize_face_pic_id": "p-1",
        "spot_pic_id": "p-2",
        "group_id": "g1",
        "group_name": "default_group",
        "person_type": 1,
        "score": 94.8,
        "ep_info": {"ep_id": "0xe0a509005218__10.20.30.81", "ep_ip": "10.20.30.81", "device_id": "d-1"},
        "want_action": "0",
        "is_send": True,
        "recognize_face_attr": {"feature": [0.1] * 512, "age": "youth", "box": [1, 2, 3, 4]},
    },
    "video_data": {"in_bg_pic_id": "p-9", "pose_score": 0.8},
}
V6_ITEM = {
    "event_id": "1718352045137402",
    "timestamp": 1718352045.137,
    "identity_id": "00450017",
    "identity_name": "陈晓",
    "register_image_id": "i-77",
    "recognize_face_image_id": "p-1",
    "spot_image_id": "p-2",
    "user_type": "employee",
    "score": 94.8,
    "post_action": "0",
    "is_send": False,
    "media_device_info": {"media_device_id": "d-1", "media_device_ip": "10.20.30.81", "media_device_name": "yard"},
    "recognize_face_attr": {"age": "youth", "feature_base64_str": "AAAA" * 600},
}


def v5(*items, **beside):
    return json.dumps({"data": list(items), **beside}).encode()


def v6(*items, **beside):
    return json.dumps({"events": list(items), **beside}).encode()


# -- asking ----------------------------------------------------------------------------------------------------------


def test_that_v5_is_asked_by_query_in_whole_seconds_that_cut_nothing_off():
    request = history_request(Generation.V57, ASKED)
    assert (request.method, request.service, request.body) == ("GET", Service.FACE, None)
    query = "per_page=50&page=2&datetime_gte=1718352045&datetime_lte=1718352051"
    assert request.path == f"/SophonFace/api/events?{query}"


def test_that_v6_is_asked_by_filter_in_either_unit():
    said = json.loads(history_request(Generation.V6, ASKED).body)
    assert said == {
        "filters": {"datetime_gte": 1718352045, "datetime_lte": 1718352051},
        "page_limit": 50,
        "page_index": 2,
    }
    said = json.loads(history_request(Generation.V6, replace(ASKED, unit=TimeUnit.MILLISECONDS)).body)
    assert said["filters"] == {"datetime_gte": 1_718_352_045_137, "datetime_lte": 1_718_352_050_001}


@pytest.mark.parametrize("generation", [Generation.V5, Generation.V6])
def test_that_a_question_without_times_names_none(generation):
    request = history_request(generation, HistoryQuestion(None, None))
    assert b"datetime" not in request.path.encode() + (request.body or b"")


# -- reading ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("generation", "body"),
    [
        (Generation.V5, v5(V5_ITEM, pagination={"total_count": 105085, "per_page": 5})),
        (Generation.V6, v6(V6_ITEM, pagination={"total_count": 105085})),
        (Generation.V6, json.dumps({"data": {"events": [V6_ITEM], "total_count": "105085"}}).encode()),
    ],
)
def test_that_both_generations_tell_the_same_event(generation, body):
    page = decode_history(body, generation)
    [event] = page.events
    assert page.total == 105085
    assert (event.event_id, event.timestamp, event.occurred_at_ms) == (
        "1718352045137402",
        "1718352045.137",
        1_718_352_045_137,
    )
    assert (event.live_id, event.scene_id, event.registered_id) == ("p-1", "p-2", "i-77")
    seen = event.recognition
    assert (seen.person_id, seen.person_name, seen.person_type) == ("00450017", "陈晓", PersonType.EMPLOYEE)
    assert (seen.score, seen.path, seen.generation) == (94.8, EventPath.HISTORY, generation)
    assert (seen.camera.device_id, seen.camera.ip) == ("d-1", "10.20.30.81")
    assert seen.live.state is PictureState.ABSENT
    assert "feature" not in json.dumps(dict(seen.extra))


def test_that_neither_picture_ids_nor_templates_go_into_what_is_kept():
    for body, generation in ((v5(V5_ITEM), Generation.V5), (v6(V6_ITEM), Generation.V6)):
        kept = json.dumps(dict(decode_history(body, generation).events[0].recognition.extra))
        assert "p-1" not in kept
        assert "0.1" not in kept
        assert "AAAA" not in kept


def test_that_names_do_not_stand_in_what_is_logged():
    event = decode_history(v5(V5_ITEM), Generation.V5).events[0]
    assert "陈晓" not in repr(event)


@pytest.mark.parametrize(
    ("sent", "at_ms"),
    [
        (1718352045, 1_718_352_045_000),
        (1718352045.38, 1_718_352_045_380),
        (1718352045137, 1_718_352_045_137),
        ("1718352045.137", 1_718_352_045_137),
        ("1718352045137", 1_718_352_045_137),
        (None, None),
        ("yesterday", None),
        (True, None),
    ],
)
def test_that_times_are_read_in_seconds_and_milliseconds(sent, at_ms):
    [event] = decode_history(v6({**V6_ITEM, "timestamp": sent}), Generation.V6).events
    assert event.occurred_at_ms == at_ms


@pytest.mark.parametrize(
    "body",
    [
        b'{"data": []}',
        b'{"data": null}',
        b'{"data": {}}',
        b'{"data": {"events": null}}',
        b'{"events": []}',
        b'{"events": null, "pagination": {"total_count": 0}}',
        b'\xef\xbb\xbf{"data": [], "pagination": "none"}',
    ],
)
def test_that_no_events_are_no_error(body):
    assert decode_history(body, Generation.V6).events == ()


@pytest.mark.parametrize(("total", "read"), [("12", 12), (-1, None), (None, None), ("many", None), (7.0, 7)])
def test_that_counts_may_be_missing_or_wrong(total, read):
    assert decode_history(v6(V6_ITEM, pagination={"total_count": total}), Generation.V6).total == read


def test_that_items_that_are_no_events_are_passed_over():
    page = decode_history(v5(V5_ITEM, None, "x", 3, [], {}), Generation.V5)
    assert [event.event_id for event in page.events] == ["1718352045137402"]


def test_that_an_event_without_anything_is_read_all_the_same():
    [event] = decode_history(v6({"score": None}), Generation.V6).events
    assert (event.event_id, event.timestamp, event.occurred_at_ms, event.recognition.person_id) == ("", "", None, None)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", ProtocolErrorCode.EMPTY),
        (b"<html>", ProtocolErrorCode.NOT_JSON),
        (b"[]", ProtocolErrorCode.NOT_AN_OBJECT),
        (b'{"devices": []}', ProtocolErrorCode.UNKNOWN_SHAPE),
        (b'{"data": {"devices_list": []}}', ProtocolErrorCode.UNKNOWN_SHAPE),
        (b'{"error": {"code": "DEVICE_INIT_ERROR"}}', ProtocolErrorCode.BOX_ERROR),
    ],
)
def test_that_what_is_no_history_is_said(body, code):
    with pytest.raises(ProtocolError) as failed:
        decode_history(body, Generation.V6)
    assert failed.value.code is code


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=20,
)
odd_items = st.lists(
    st.dictionaries(st.sampled_from([*V6_ITEM, *V5_ITEM, *V5_ITEM["common"]]), json_values, max_size=8), max_size=4
)


@given(odd_items | json_values, st.sampled_from(["events", "data", "pagination"]), st.sampled_from(Generation))
def test_that_whatever_a_box_answers_is_a_page_or_a_protocol_error(value, name, generation):
    body = json.dumps({name: value, "pagination": value}).encode()
    try:
        page = decode_history(body, generation)
    except ProtocolError:
        return
    for event in page.events:
        for which in HistoryPicture:
            request = picture_request(generation, event, which)
            assert request is None or request.method == "GET"


# -- pictures --------------------------------------------------------------------------------------------------------


def event(**words):
    start = {"event_id": "1", "recognition": Recognition(), "timestamp": "1718352045.137"}
    return HistoryEvent(**(start | {"live_id": "p-1", "registered_id": "i-77", "scene_id": "p_2.jpg"} | words))


@pytest.mark.parametrize(
    ("generation", "which", "path"),
    [
        (Generation.V5, HistoryPicture.LIVE, "/SophonFace/api/event_images/p-1?datetime=1718352045.137"),
        (Generation.V57, HistoryPicture.SCENE, "/SophonFace/api/event_images/p_2.jpg?datetime=1718352045.137"),
        (Generation.V57, HistoryPicture.REGISTERED, "/SophonFace/api/images/i-77"),
        (Generation.V6, HistoryPicture.LIVE, "/sophon/v2/face/getspotimage/p-1?timestamp=1718352045.137"),
        (Generation.V6, HistoryPicture.REGISTERED, "/sophon/v2/face/getregisterimage/i-77"),
    ],
)
def test_that_a_picture_is_asked_for_by_id_and_the_events_own_time(generation, which, path):
    request = picture_request(generation, event(), which)
    assert (request.method, request.service, request.path, request.body) == ("GET", Service.FACE, path, None)


def test_that_v6_wants_seconds_also_where_it_wrote_milliseconds():
    request = picture_request(Generation.V6, event(timestamp="1718352045137"), HistoryPicture.SCENE)
    assert request.path.endswith("?timestamp=1718352045.137")
    request = picture_request(Generation.V5, event(timestamp="1718352045137"), HistoryPicture.SCENE)
    assert request.path.endswith("?datetime=1718352045137")


@pytest.mark.parametrize(
    "name", ["", "../wipedata", "a/b", "a?b", "a#b", "a%2e", ".", "..", ".x", "a b", "x" * 200, "a\n"]
)
def test_that_an_odd_id_is_not_asked_for(name):
    for which in HistoryPicture:
        odd = event(live_id=name, registered_id=name, scene_id=name)
        assert picture_request(Generation.V6, odd, which) is None
        assert picture_request(Generation.V5, odd, which) is None


@pytest.mark.parametrize("timestamp", ["", "now", "1e9", "-1", "1718352045.", "1&x=1"])
def test_that_without_the_events_time_no_picture_of_it_is_asked_for(timestamp):
    odd = event(timestamp=timestamp)
    assert picture_request(Generation.V5, odd, HistoryPicture.LIVE) is None
    assert picture_request(Generation.V5, odd, HistoryPicture.REGISTERED) is not None
