"""Where a box sends its reports: every dialect is read, changed and put back with the values' own types."""

from __future__ import annotations

import json

import pytest

from sophon_monitor.protocol import report_settings as settings
from sophon_monitor.protocol.errors import ProtocolError, ProtocolErrorCode
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.protocol.report_settings import ReportKind, SettingName
from sophon_monitor.protocol.requests import Service

A, B = "http://10.0.0.8/status", "http://10.0.0.9/status"
OURS = "http://192.168.1.36:9528/DeviceStatus/AbCd"
OLD = "http://192.168.1.63:9528/DeviceStatus/AbCd"


def is_ours(url: str) -> bool:
    return url.endswith("/AbCd")


def decoded(name: SettingName, *answers: object) -> dict[str, object]:
    return settings.decode_values(name, [json.dumps(answer).encode() for answer in answers])


READINGS = {
    SettingName.SE3_STATUS: (
        [{"data": {"monitor_server_url": A, "reported_peroid": 20}}],
        {"monitor_server_url": A, "reported_peroid": 20},
    ),
    SettingName.SE3_EVENTS: (
        [{"data": {"event_server_url": [A, B], "real_need_reg_pic": True, "content-type": "json", "x": 1}}],
        {"event_server_url": [A, B], "real_need_reg_pic": True, "content-type": "json"},
    ),
    SettingName.V57_STATUS: (
        [{"data": {"monitor_address_list": [], "report_period": 20, "dev_sno": ""}}],
        {"monitor_address_list": [], "report_period": 20, "dev_sno": ""},
    ),
    SettingName.V57_CAMERAS: (
        [{"data": {"WEB_HEART_URL": "", "MQ_PASSWORD": "invented"}}, {"data": {"WEB_HEART_TIME": "20"}}],
        {"WEB_HEART_URL": "", "WEB_HEART_TIME": "20"},
    ),
    SettingName.V6_STATUS: (
        [{"device_monitor_url": f"{A}, {B},", "device_monitor_report_period": 20.0, "reporter_id": None}],
        {"device_monitor_url": f"{A}, {B},", "device_monitor_report_period": 20.0},
    ),
    SettingName.V6_CAMERAS: (
        [{"MEDIA_DEVICE_MONITOR_URL": A}, {"error": {"code": "INVALID_ARGUMENTS", "message": ""}}],
        {"MEDIA_DEVICE_MONITOR_URL": A},
    ),
    SettingName.V6_CAMERAS_WEB_HEART: (
        [{"WEB_HEART_URL": A, "WEB_HEART_TIME": 60, "LOGIN_TOKEN": "invented"}],
        {"WEB_HEART_URL": A, "WEB_HEART_TIME": 60},
    ),
}


@pytest.mark.parametrize("name", list(SettingName))
def test_that_only_the_keys_of_a_setting_are_kept_with_their_types(name: SettingName) -> None:
    answers, values = READINGS[name]
    assert repr(decoded(name, *answers)) == repr(values)


@pytest.mark.parametrize(
    "answer",
    [
        {"data": {"report_period": 20}},
        {"data": {"monitor_address_list": None}},
        {"data": {"monitor_address_list": [1]}},
        {"data": {"monitor_address_list": 1}},
        {"data": "text"},
    ],
)
def test_that_addresses_that_are_null_or_missing_are_not_taken_for_none(answer: object) -> None:
    with pytest.raises(ProtocolError) as raised:
        decoded(SettingName.V57_STATUS, answer)
    assert raised.value.code is ProtocolErrorCode.UNKNOWN_SHAPE


def test_that_a_boxs_own_error_is_told_as_one() -> None:
    with pytest.raises(ProtocolError) as raised:
        decoded(SettingName.V57_STATUS, {"error": {"code": 40400, "message": "NOT_FOUND"}})
    assert raised.value.code is ProtocolErrorCode.BOX_ERROR


@pytest.mark.parametrize("generation", list(Generation))
def test_that_each_generation_has_its_settings_and_history_is_none_of_them(generation: Generation) -> None:
    kinds = [{settings.kind_of_setting(name) for name in names} for names in settings.candidates(generation)]
    assert all(len(kind) == 1 for kind in kinds)
    assert {kind for one in kinds for kind in one} == {
        Generation.SE3: {ReportKind.STATUS, ReportKind.EVENTS},
        Generation.V5: {ReportKind.STATUS},
        Generation.V57: {ReportKind.STATUS, ReportKind.CAMERAS},
        Generation.V6: {ReportKind.STATUS, ReportKind.CAMERAS},
    }[generation]
    for name in (name for names in settings.candidates(generation) for name in names):
        calls = [*settings.read_requests(name), settings.write_request(name, {"k": 1})]
        calls += [call for call in [settings.dump_request(name)] if call is not None]
        assert not any("istory" in call.path for call in calls)


def test_that_box_status_of_v57_and_v6_stands_on_8888_and_the_rest_on_5555() -> None:
    system = {SettingName.V57_STATUS, SettingName.V6_STATUS}
    for name in SettingName:
        ports = {call.service for call in (*settings.read_requests(name), settings.write_request(name, {}))}
        assert ports == {Service.SYSTEM if name in system else Service.FACE}


def test_that_configs_are_read_by_name_and_in_whole_only_where_there_is_no_name() -> None:
    assert [r.path for r in settings.read_requests(SettingName.V57_CAMERAS)] == [
        "/SophonConfig/api/Configs/WEB_HEART_URL",
        "/SophonConfig/api/Configs/WEB_HEART_TIME",
    ]
    assert [json.loads(r.body or b"") for r in settings.read_requests(SettingName.V6_CAMERAS)] == [
        {"config_name": "MEDIA_DEVICE_MONITOR_URL"},
        {"config_name": "MEDIA_DEVICE_MONITOR_REPORT_PEROID"},
    ]
    assert settings.dump_request(SettingName.SE3_STATUS) is None


@pytest.mark.parametrize(
    ("value", "urls"),
    [
        ([A, f" {B} ", ""], (A, B)),
        (f" {A} ,{B},", (A, B)),
        ("", ()),
        (",", ()),
        ([], ()),
    ],
)
def test_that_addresses_are_found_in_every_spelling(value: object, urls: tuple[str, ...]) -> None:
    assert settings.urls_of(SettingName.V6_STATUS, {"device_monitor_url": value}) == urls


@pytest.mark.parametrize(
    ("name", "value", "several"),
    [
        (SettingName.V57_STATUS, [], True),
        (SettingName.V6_STATUS, "", True),
        (SettingName.V57_CAMERAS, A, False),
        (SettingName.V57_CAMERAS, f"{A},{B}", True),
        (SettingName.V57_CAMERAS, f"{A},", False),
    ],
)
def test_that_a_single_value_takes_one_address_unless_it_holds_two(
    name: SettingName, value: object, several: bool
) -> None:
    key = next(iter(READINGS[name][1]))
    assert settings.takes_several(name, {key: value}) is several


@pytest.mark.parametrize(
    ("name", "present", "changed"),
    [
        (SettingName.V57_STATUS, [A], [A, OURS]),
        (SettingName.V57_STATUS, [OLD, A], [A, OURS]),
        (SettingName.V6_STATUS, f"{A}, ", f"{A},{OURS}"),
        (SettingName.V6_STATUS, "", OURS),
        (SettingName.V57_CAMERAS, A, OURS),
        (SettingName.V57_CAMERAS, f"{A},{B},", f"{A},{B},{OURS}"),
        (SettingName.SE3_EVENTS, A, f"{A},{OURS}"),
    ],
)
def test_that_ours_comes_behind_or_instead_in_the_type_of_the_box(
    name: SettingName, present: object, changed: object
) -> None:
    key = next(iter(READINGS[name][1]))
    assert settings.changed_values(name, {key: present}, OURS, is_ours=is_ours) == {key: changed}


@pytest.mark.parametrize(
    ("present", "wanted", "written"), [(20, 2.0, 2), ("20", 2.0, "2"), (20, 2.5, 2.5), ("20", 2.5, "2.5")]
)
def test_that_a_period_is_written_in_the_type_of_the_box(present: object, wanted: float, written: object) -> None:
    values = {"WEB_HEART_URL": A, "WEB_HEART_TIME": present}
    changed = settings.changed_values(SettingName.V57_CAMERAS, values, OURS, is_ours=is_ours, new_period_s=wanted)
    assert repr(changed["WEB_HEART_TIME"]) == repr(written)


def test_that_a_period_that_is_not_told_or_not_there_is_never_changed() -> None:
    for name, values in (
        (SettingName.V57_CAMERAS, {"WEB_HEART_URL": A}),
        (SettingName.SE3_EVENTS, {"event_server_url": [A]}),
    ):
        changed = settings.changed_values(name, values, OURS, is_ours=is_ours, new_period_s=2)
        assert list(changed) == [next(iter(values))]
        assert settings.period_s(name, values) is None
    assert settings.period_s(SettingName.V57_CAMERAS, {"WEB_HEART_TIME": "20"}) == 20.0


def test_that_what_must_be_sent_along_goes_unchanged_and_what_cannot_be_read_is_named() -> None:
    name, present = SettingName.SE3_STATUS, {"monitor_server_url": A, "reported_peroid": 20}
    assert settings.cannot_read(name, present) == ("content-type",)
    body = settings.body_values(name, {"monitor_server_url": OURS}, present)
    assert body == {"monitor_server_url": OURS, "reported_peroid": 20, "content-type": "json"}
    name = SettingName.V6_STATUS
    assert settings.cannot_read(name, {"device_monitor_report_period": 20}) == ("reporter_id",)
    assert settings.body_values(name, {"device_monitor_url": OURS}, {}) == {"device_monitor_url": OURS}


def test_that_a_config_write_carries_the_changed_key_alone() -> None:
    request = settings.write_request(SettingName.V57_CAMERAS, {"WEB_HEART_URL": OURS})
    assert (request.method, request.path) == ("PUT", "/SophonConfig/api/Configs")
    assert json.loads(request.body or b"") == {"config_dict": {"WEB_HEART_URL": OURS}}
    assert settings.body_values(SettingName.V57_CAMERAS, {"WEB_HEART_URL": OURS}, {"WEB_HEART_TIME": 20}) == {
        "WEB_HEART_URL": OURS
    }


def test_that_ours_is_taken_out_and_a_value_without_ours_stays_to_the_letter() -> None:
    name = SettingName.V6_STATUS
    for present, left in ((f"{A}, {OLD}", A), (OLD, ""), (f" {A} ,,", f" {A} ,,")):
        assert settings.without(name, {"device_monitor_url": present}, is_ours) == {"device_monitor_url": left}
    present_list = {"monitor_address_list": [OLD, f" {A}"]}
    assert settings.without(SettingName.V57_STATUS, present_list, is_ours) == {"monitor_address_list": [A]}


def test_that_the_journal_never_holds_an_address_of_ours_as_the_customers() -> None:
    name = SettingName.V57_STATUS
    changed = {"monitor_address_list": [A, OURS], "report_period": 2}
    present = {"monitor_address_list": [A, OLD], "report_period": 20, "dev_sno": ""}
    assert settings.customers_values(name, changed, present, is_ours) == {
        "monitor_address_list": [A],
        "report_period": 20,
    }


@pytest.mark.parametrize(
    ("answer", "refused"),
    [
        ({"data": {"failed_configs": ["WEB_HEART_TIME"], "success_configs": ["OTHER"]}}, ("WEB_HEART_TIME",)),
        ({"data": {"failed_configs": {"WEB_HEART_URL": "why"}}}, ("WEB_HEART_URL",)),
        ({"data": {"failed_configs": "WEB_HEART_URL"}}, ("WEB_HEART_URL",)),
        ({"data": {"failed_configs": []}}, ()),
        ({"data": {"failed_configs": None}}, ()),
        ({"monitor_address_list": [A], "report_period": 20}, ()),
        ({"error": {"code": "CONFIG_ITEM_FAIL", "message": "WEB_HEART_TIME"}}, ("WEB_HEART_TIME",)),
        ({"error": {"code": "CONFIG_ITEM_FAIL"}}, ("WEB_HEART_URL", "WEB_HEART_TIME")),
        ([], ()),
    ],
)
def test_that_a_box_says_what_it_did_not_take(answer: object, refused: tuple[str, ...]) -> None:
    changed = {"WEB_HEART_URL": OURS, "WEB_HEART_TIME": 2}
    assert settings.refused_keys(changed, json.dumps(answer).encode()) == refused


def test_that_values_are_equal_to_the_letter_only() -> None:
    for other in (1.0, "1", True, None):
        assert not settings.equal_values({"k": 1}, {"k": other})
    assert settings.equal_values({"a": 1, "b": [A]}, {"b": [A], "a": 1})
    assert not settings.equal_values({"a": 1}, {})


def test_that_a_box_may_spell_what_we_wrote_in_its_own_way() -> None:
    name = SettingName.V6_STATUS
    wanted = {"device_monitor_url": f"{A},{OURS}", "device_monitor_report_period": 6}
    for period in (6, 6.0, "6"):
        there = {"device_monitor_url": [A, OURS], "device_monitor_report_period": period}
        assert settings.means(name, wanted, there)
    assert not settings.means(name, wanted, {"device_monitor_url": f"{A},{OURS}"})
    assert not settings.means(name, wanted, wanted | {"device_monitor_report_period": "?"})
    assert not settings.means(name, wanted, wanted | {"device_monitor_url": f"{OURS},{A}"})
    assert settings.means(SettingName.SE3_STATUS, {"reported_peroid": "soon"}, {"reported_peroid": "soon"})
    assert not settings.means(SettingName.SE3_STATUS, {"reported_peroid": "soon"}, {"reported_peroid": "later"})


def test_that_half_a_write_is_still_ours_and_anything_else_is_somebody_elses() -> None:
    name = SettingName.V57_CAMERAS
    original = {"WEB_HEART_URL": A, "WEB_HEART_TIME": 20}
    written = [{"WEB_HEART_URL": OLD}, {"WEB_HEART_URL": OURS, "WEB_HEART_TIME": 2}]
    for url in (A, OLD, OURS):
        for period in (20, 2):
            present = {"WEB_HEART_URL": url, "WEB_HEART_TIME": period}
            assert settings.is_untouched(name, present, original, written)
    for changed in ({"WEB_HEART_URL": B}, {"WEB_HEART_TIME": 33}):
        assert not settings.is_untouched(
            name, {"WEB_HEART_URL": OURS, "WEB_HEART_TIME": 2} | changed, original, written
        )
    assert not settings.is_untouched(name, {"WEB_HEART_URL": OURS}, original, written)
