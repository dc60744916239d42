"""What decides whether a face is recognised: asked for by name, read with tolerance, nothing of a person kept."""

from __future__ import annotations

import json

import pytest

from sophon_monitor.protocol import recognition_settings as settings
from sophon_monitor.protocol.errors import ProtocolError
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.protocol.recognition_settings import ArmingPeriod

V5, V57, V6 = Generation.V5, Generation.V57, Generation.V6


def body(value: object) -> bytes:
    return json.dumps(value).encode()


def test_that_single_values_are_asked_for_by_name() -> None:
    assert settings.setting_names(V57, "threshold") == ("THRESHOLD",)
    assert settings.setting_names(V6, "threshold") == ("MATCH_THRESHOLD",)
    assert settings.setting_names(V5, "threshold") == settings.setting_names(V6, "nothing") == ()
    legacy, v6 = settings.config_request(V57, "THRESHOLD"), settings.config_request(V6, "MATCH_THRESHOLD")
    assert (legacy.method, legacy.path) == ("GET", "/SophonConfig/api/Configs/THRESHOLD")
    assert (v6.path, json.loads(v6.body or b"")) == ("/sophon/v2/face/getconfigs", {"config_name": "MATCH_THRESHOLD"})


def test_that_of_a_dump_only_the_value_is_taken() -> None:
    assert settings.decode_config(body({"data": {"THRESHOLD": 82, "MQ_PASSWORD": "x"}}), "THRESHOLD") == 82
    assert settings.decode_config(body({"MATCH_THRESHOLD": None}), "MATCH_THRESHOLD") is None
    with pytest.raises(ProtocolError):
        settings.decode_config(body({"error": {"code": 40400}}), "THRESHOLD")


@pytest.mark.parametrize(
    ("values", "periods"),
    [
        ({}, None),
        ({"REGN_TIME_PART1": "08:00-18:00"}, None),
        ({"REGN_TIME_PART1_SWITCH": False}, ()),
        ({"REGN_TIME_PART1_SWITCH": "0", "REGN_TIME_PART2_SWITCH": "off"}, ()),
        ({"REGN_TIME_PART1": "08:00-18:30", "REGN_TIME_PART1_SWITCH": True}, (ArmingPeriod(480, 1110),)),
        ({"REGN_TIME_PART2": ["22:00:00", "06:00:00"], "REGN_TIME_PART2_SWITCH": 1}, (ArmingPeriod(1320, 360),)),
        (
            {"REGN_TIME_PART1": {"begin": "0:00", "end": "24:00"}, "REGN_TIME_PART1_SWITCH": "true"},
            (ArmingPeriod(0, 1440),),
        ),
        ({"REGN_TIME_PART1": "all day", "REGN_TIME_PART1_SWITCH": True}, None),
    ],
)
def test_that_arming_periods_are_read_in_any_form(values: dict, periods: tuple | None) -> None:
    assert settings.arming_periods(values) == periods


@pytest.mark.parametrize(
    ("period", "minute", "holds"),
    [
        (ArmingPeriod(480, 1080), 480, True),
        (ArmingPeriod(480, 1080), 1080, False),
        (ArmingPeriod(1320, 360), 1400, True),
        (ArmingPeriod(1320, 360), 100, True),
        (ArmingPeriod(1320, 360), 720, False),
    ],
)
def test_that_a_period_may_go_over_midnight(period: ArmingPeriod, minute: int, holds: bool) -> None:
    assert period.holds(minute) is holds


@pytest.mark.parametrize(
    ("answer", "count"),
    [
        ({"identities": [{}], "pagination": {"total_count": 1204}}, 1204),
        ({"data": {"groups_list": [{"size": 10}, {"size": "4"}, {}]}}, 14),
        ({"data": {"groups_list": [{"group_name": "default_group"}]}}, None),
        ({"data": {"groups_list": []}}, None),
        ({"data": {"identities_list": [{}]}}, 1),
        ({"data": {"something": 1}}, None),
    ],
)
def test_that_people_are_counted_and_nothing_else(answer: dict, count: int | None) -> None:
    assert settings.decode_people(body(answer)) == count


def test_that_people_are_asked_for_with_as_few_of_them_as_possible() -> None:
    assert json.loads(settings.people_request(V6).body or b"")["page_limit"] == 1
    assert settings.people_request(V57).path == "/SophonFogSys/api/groups"
    assert "limit=1" in settings.legacy_people_request().path


def test_that_events_are_asked_for_newest_first_and_only_their_times_are_kept() -> None:
    assert "datetime_gte=1718352045" in settings.newest_events_request(V57, 1718352045.7).path
    assert settings.newest_events_request(V6, 0).path.endswith("getevents")
    times = settings.decode_event_times(body({"data": [{"timestamp": 1718352045.5}, {"timestamp": None}, {}]}))
    assert times == (1718352045.5,)
    times = settings.decode_event_times(body({"events": [{"timestamp": 1718352046137}, {"timestamp": 1718352045}]}))
    assert times == (1718352045.0, 1718352046.137)
    assert settings.decode_event_times(body({"events": None})) == ()


def test_that_the_system_mode_is_read_from_both_generations() -> None:
    assert settings.system_mode_request(V6).method == "POST"
    assert settings.system_mode_request(V57).path.endswith("systemMode")
    assert settings.decode_system_mode(body({"system_mode": "1"})) == "1"
    assert settings.decode_system_mode(body({"data": "0"})) == "0"


@pytest.mark.parametrize(
    ("answer", "is_legacy"),
    [
        (b"<html>", False),
        (b"[]", False),
        (b"\xff\xfe", False),
        (body({"data": {}}), True),
        (body({"status": "ok"}), False),
        (body({"error": {"code": 40400, "message": "x"}}), True),
        (body({"error": "no"}), False),
    ],
)
def test_that_what_boxes_answer_is_told_from_what_others_do(answer: bytes, is_legacy: bool) -> None:
    assert settings.is_legacy_answer(answer) is is_legacy
