"""Settings of simulated boxes: read back to the letter, refused as a real box would, wrong in every planted way."""

from __future__ import annotations

import argparse
import asyncio
import json

import pytest

from sophon_monitor.simulator import command
from sophon_monitor.simulator.facts import box_facts
from sophon_monitor.simulator.settings import Settings
from sophon_monitor.simulator.simulation import SimulationPlan
from tests.simulator.asking import ask, get, post

FOG, CONFIGS, MONITOR = "/SophonFogSys/api", "/SophonConfig/api/Configs", "/SophonSystem/api/monitor"
GET_CONFIGS, SET_CONFIGS = "/sophon/v2/face/getconfigs", "/sophon/v2/face/setconfigs"
GET_SYSTEM = "/sophon/v2/system/getsystemmonitorconfig"
SET_SYSTEM = "/sophon/v2/system/setsystemmonitorconfig"
ODD = "http://127.88.1.1:9/a, http://127.88.1.2:9/b ,"

# generation, read, write, port, values as odd as real ones; the wire's own names
CALLS = [
    (
        "se3",
        ("GET", f"{FOG}/MonitorServerUrl"),
        ("POST", f"{FOG}/MonitorServerUrl"),
        "api",
        {"monitor_server_url": ODD, "reported_peroid": 20.0, "content-type": "json"},
    ),
    (
        "se3",
        ("GET", f"{FOG}/EventServerUrl"),
        ("POST", f"{FOG}/EventServerUrl"),
        "api",
        {"event_server_url": [" http://127.88.1.1:9/x", "", ODD], "real_need_reg_pic": False, "content-type": "x"},
    ),
    (
        "se3",
        ("GET", f"{FOG}/HistoryEventUrl"),
        ("POST", f"{FOG}/HistoryEventUrl"),
        "api",
        {
            "history_upload_event_url": [],
            "history_need_reg_pic": False,
            "content-type": "form-data",
            "reported_peroid": "20",
        },
    ),
    (
        "v57",
        ("GET", MONITOR),
        ("POST", MONITOR),
        "sys",
        {"monitor_address_list": ["http://127.88.1.1:9/x ", ""], "report_period": 20.5, "dev_sno": " 0012 "},
    ),
    (
        "v57",
        ("GET", CONFIGS),
        ("PUT", CONFIGS),
        "api",
        {"config_dict": {"WEB_HEART_URL": ODD, "WEB_HEART_TIME": "20", "REPORTED_PEROID": 6.0}},
    ),
    (
        "v6",
        ("POST", GET_SYSTEM),
        ("POST", SET_SYSTEM),
        "sys",
        {"device_monitor_url": ODD, "device_monitor_report_period": 7, "reporter_id": "前门 1"},
    ),
    (
        "v6",
        ("POST", GET_CONFIGS),
        ("POST", SET_CONFIGS),
        "api",
        {"config_dict": {"MEDIA_DEVICE_MONITOR_URL": "", "MEDIA_DEVICE_MONITOR_REPORT_PEROID": 60.0}},
    ),
]


def read_of(answer):
    return answer.get("data", answer)


async def values(box, read, port):
    method, path = read
    words = ({},) if method == "POST" else ()
    status, said = await ask(box, method, path, *words, port=port)
    assert status == 200
    return read_of(said)


@pytest.mark.parametrize(("generation", "read", "write", "port", "body"), CALLS)
async def test_that_what_was_written_is_read_to_the_letter(simulated, generation, read, write, port, body):
    async with simulated(generation=generation, bind="127.79.1.1", events_per_second=0) as simulation:
        [box] = simulation.boxes
        before = await values(box, read, port)
        status, _ = await ask(box, *write, body, port=port)
        assert status == 200
        wanted = body.get("config_dict", body)
        if write[1].endswith("MonitorServerUrl"):  # its manual shows no content type in the answer
            wanted = {key: value for key, value in wanted.items() if key != "content-type"}
            assert box.settings.pages["MonitorServerUrl"]["content-type"] == "json"
            assert "content-type" not in before
        after = await values(box, read, port)
        assert {key: repr(after[key]) for key in wanted} == {key: repr(value) for key, value in wanted.items()}
        assert {key: after[key] for key in before if key not in wanted} == {
            key: before[key] for key in before if key not in wanted
        }
        [written] = box.writes
        assert ((written.method, written.path), written.body) == (write, body)


@pytest.mark.parametrize(("generation", "read", "write", "port", "body"), CALLS)
async def test_that_start_values_are_given_back_to_the_letter(simulated, generation, read, write, port, body):
    wanted = {key: value for key, value in body.get("config_dict", body).items() if "content-type" not in key}
    plan = {"generation": generation, "bind": "127.79.2.1", "events_per_second": 0, "settings": wanted}
    async with simulated(**plan) as simulation:
        after = await values(simulation.boxes[0], read, port)
        assert {key: repr(after[key]) for key in wanted} == {key: repr(value) for key, value in wanted.items()}


@pytest.mark.parametrize(
    ("generation", "write", "port", "body", "key"),
    [
        (generation, write, port, body, key)
        for generation, _, write, port, body in CALLS
        if "config_dict" not in body
        for key in body
        if not key.endswith("need_reg_pic")
    ],
)
async def test_that_a_write_without_a_required_neighbour_is_refused(simulated, generation, write, port, body, key):
    async with simulated(generation=generation, bind="127.79.3.1", events_per_second=0) as simulation:
        [box] = simulation.boxes
        before = json.dumps(box.settings.pages)
        for wrong in ({k: v for k, v in body.items() if k != key}, body | {key: None}, body | {key: {}}):
            status, said = await ask(box, *write, wrong, port=port)
            assert status == 400
            code = said["error"]["code"]
            assert code in (("MISSING_ARGUMENTS", "INVALID_ARGUMENTS") if generation == "v6" else (40091,))
            assert said["error"]["message"] == key
        assert json.dumps(box.settings.pages) == before
        assert len(box.writes) == 3


async def test_that_se3_forgets_a_choice_that_is_not_sent_again(simulated):
    async with simulated(generation="se3", bind="127.79.4.1", events_per_second=0) as simulation:
        [box] = simulation.boxes
        path = f"{FOG}/EventServerUrl"
        body = {"event_server_url": [], "content-type": "json"}
        await post(box, path, body | {"real_need_reg_pic": False})
        assert (await get(box, path))["real_need_reg_pic"] is False
        await post(box, path, body)
        assert (await get(box, path))["real_need_reg_pic"] is True


async def test_that_reports_go_where_the_values_say(simulated):
    settings = {"WEB_HEART_URL": ODD, "WEB_HEART_TIME": "7", "monitor_address_list": [" ", "http://127.88.1.3:9/ "]}
    async with simulated(bind="127.79.5.1", events_per_second=0, settings=settings) as simulation:
        reporting = simulation.boxes[0].reporting
        assert reporting.cameras.urls == ["http://127.88.1.1:9/a", "http://127.88.1.2:9/b"]
        assert (reporting.cameras.period_s, reporting.cameras.text) == (7.0, ODD)
        assert reporting.status.urls == ["http://127.88.1.3:9/"]


async def test_that_a_value_of_another_type_is_not_taken(simulated):
    async with simulated(bind="127.79.6.1", events_per_second=0) as simulation:
        [box] = simulation.boxes
        for value in (["http://127.88.1.1:9/"], 5, None):
            _, said = await ask(box, "PUT", CONFIGS, {"config_dict": {"WEB_HEART_URL": value, "WEB_HEART_TIME": 9}})
            assert said["data"] == {"success_configs": ["WEB_HEART_TIME"], "failed_configs": ["WEB_HEART_URL"]}
        assert (await get(box, CONFIGS))["WEB_HEART_URL"] == ""
        _, said = await ask(box, "PUT", CONFIGS, {"config_dict": {"WEB_HEART_TIME": "soon"}})
        assert said["data"]["failed_configs"] == ["WEB_HEART_TIME"]


# -- start values of the command ---------------------------------------------------------------------------------------


def parsed(*words):
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return parser.parse_args(words)


def test_that_the_command_takes_start_values():
    words = ("--setting", 'WEB_HEART_URL="http://127.88.1.1:9/,"', "--setting", "monitor.report_period=2.0")
    assert parsed(*words).setting == [("WEB_HEART_URL", "http://127.88.1.1:9/,"), ("monitor.report_period", 2.0)]


@pytest.mark.parametrize(("word", "cause"), [("X", "not NAME=JSON"), ("=1", "not NAME=JSON"), ("A=http", "not JSON")])
def test_that_a_start_value_that_is_none_ends_with_status_2(word, cause, capsys):
    with pytest.raises(SystemExit) as end:
        parsed("--setting", word)
    assert end.value.code == 2
    assert cause in capsys.readouterr().err


def test_that_a_setting_that_no_box_has_ends_with_status_2(capsys):
    assert command.run(parsed("--generation", "v6", "--setting", "event_server_url=[]")) == 2
    said = capsys.readouterr().err
    assert said == "sophon-monitor: no box of this simulation has a setting event_server_url\n"


def test_that_one_generation_of_several_is_enough():
    plan = SimulationPlan(generation=("se3", "v6"), settings={"event_server_url": []})
    assert plan.settings == {"event_server_url": []}


def test_that_a_name_goes_to_every_call_or_to_the_named_one():
    settings = Settings(box_facts(0, 0, "se3", "127.0.0.1", 5555, 0))
    settings.start_with("reported_peroid", 9)
    settings.start_with("HistoryEventUrl.reported_peroid", 11)
    assert settings.pages["MonitorServerUrl"]["reported_peroid"] == 9
    assert settings.pages["HistoryEventUrl"]["reported_peroid"] == 11
    settings.start_with("EventServerUrl.content-type", None)
    assert "content-type" not in settings.told("EventServerUrl")
    with pytest.raises(ValueError, match=r"has a setting EventServerUrl\.reported_peroid"):
        settings.start_with("EventServerUrl.reported_peroid", 1)


# -- faults ------------------------------------------------------------------------------------------------------------


def boxes(simulated, generation, bind, *faults, **plan):
    return simulated(generation=generation, bind=bind, events_per_second=0, faults=frozenset(faults), **plan)


@pytest.mark.parametrize(("generation", "read", "write", "port", "body"), CALLS)
@pytest.mark.parametrize("fault", ["setting-refused", "setting-ignored"])
async def test_that_nothing_is_written(simulated, fault, generation, read, write, port, body):
    async with boxes(simulated, generation, "127.79.7.1", fault) as simulation:
        [box] = simulation.boxes
        before = repr(box.settings.pages)
        status, said = await ask(box, *write, body, port=port)
        assert (status == 200, "error" in said) == (fault == "setting-ignored", fault == "setting-refused")
        assert "failed_configs" not in said.get("data", {}) or said["data"]["failed_configs"] == []
        assert repr(box.settings.pages) == before
        assert len(box.writes) == 1


@pytest.mark.parametrize(("generation", "read", "write", "port", "body"), CALLS)
async def test_that_the_answer_is_lost_and_the_value_is_not(simulated, generation, read, write, port, body):
    async with boxes(simulated, generation, "127.79.8.1", "setting-lost-answer") as simulation:
        [box] = simulation.boxes
        with pytest.raises(TimeoutError):
            await ask(box, *write, body, port=port, seconds=0.3)
        wanted = {k: v for k, v in body.get("config_dict", body).items() if k != "content-type"}
        after = await values(box, read, port)
        assert {key: after[key] for key in wanted} == wanted


@pytest.mark.parametrize(("generation", "read", "write", "port", "body"), CALLS)
async def test_that_settings_cannot_be_read(simulated, generation, read, write, port, body):
    async with boxes(simulated, generation, "127.79.9.1", "settings-unreadable") as simulation:
        [box] = simulation.boxes
        words = ({},) if read[0] == "POST" else ()
        status, said = await ask(box, *read, *words, port=port)
        assert (status, list(said)) == (404, ["error"])
        assert box.forbidden_calls == []


async def test_that_v5_has_nothing_to_read_and_nothing_to_write_but_history(simulated):
    async with boxes(simulated, "v5", "127.79.10.1") as simulation:
        [box] = simulation.boxes
        for name in ("MonitorServerUrl", "EventServerUrl", "HistoryEventUrl"):
            status, _ = await ask(box, "GET", f"{FOG}/{name}")
            assert status in (404, 405)
        assert (await ask(box, "GET", MONITOR, port="sys"))[0] == 404
        assert box.forbidden_calls == []
        status, _ = await ask(box, "POST", f"{FOG}/MonitorServerUrl", {"monitor_server_url": ""})
        assert (status, box.forbidden_calls) == (404, [f"POST {FOG}/MonitorServerUrl"])


async def test_that_only_the_first_of_several_configs_is_taken(simulated):
    async with boxes(simulated, "v57", "127.79.11.1", "setting-partial") as simulation:
        body = {"config_dict": {"WEB_HEART_URL": "http://127.88.1.1:9/", "WEB_HEART_TIME": 33}}
        _, said = await ask(simulation.boxes[0], "PUT", CONFIGS, body)
        assert said["data"] == {"success_configs": ["WEB_HEART_URL"], "failed_configs": ["WEB_HEART_TIME"]}
        after = await get(simulation.boxes[0], CONFIGS)
        assert (after["WEB_HEART_URL"], after["WEB_HEART_TIME"]) == ("http://127.88.1.1:9/", 5)
    async with boxes(simulated, "v6", "127.79.11.1", "setting-partial") as simulation:
        [box] = simulation.boxes
        names = ("MEDIA_DEVICE_MONITOR_REPORT_PEROID", "MEDIA_DEVICE_MONITOR_URL")
        status, said = await ask(box, "POST", SET_CONFIGS, {"config_dict": dict(zip(names, (33, "x"), strict=True))})
        assert (status, said["error"]) == (400, {"code": "CONFIG_ITEM_FAIL", "message": names[1]})
        after = await post(box, GET_CONFIGS, {})
        assert [after[name] for name in names] == [33, ""]


async def test_that_some_v6_boxes_use_the_names_of_v57(simulated):
    async with boxes(simulated, "v6", "127.79.12.1", "web-heart", push="http://127.88.1.1:9/x") as simulation:
        [box] = simulation.boxes
        assert await post(box, GET_CONFIGS, {"config_name": "WEB_HEART_URL"}) == {
            "WEB_HEART_URL": "http://127.88.1.1:9/x"
        }
        status, said = await ask(box, "POST", GET_CONFIGS, {"config_name": "MEDIA_DEVICE_MONITOR_URL"})
        assert (status, said["error"]["code"]) == (400, "INVALID_ARGUMENTS")
        await post(box, SET_CONFIGS, {"config_dict": {"WEB_HEART_URL": ""}})
        assert box.reporting.cameras.urls == []
        status, said = await ask(box, "POST", SET_CONFIGS, {"config_dict": {"MEDIA_DEVICE_MONITOR_URL": ""}})
        assert (status, said["error"]["code"]) == (400, "CONFIG_ITEM_FAIL")


@pytest.mark.parametrize("generation", ["v57", "v6"])
async def test_that_one_config_is_told_alone_unless_the_box_cannot(simulated, generation):
    async def asked(box):
        if generation == "v57":
            return await get(box, f"{CONFIGS}/WEB_HEART_URL")
        return await post(box, GET_CONFIGS, {"config_name": "MEDIA_DEVICE_MONITOR_URL"})

    async with boxes(simulated, generation, "127.79.13.1") as simulation:
        assert len(await asked(simulation.boxes[0])) == 1
    async with boxes(simulated, generation, "127.79.13.1", "configs-by-dump") as simulation:
        dump = await asked(simulation.boxes[0])
        assert dump["MQ_PASSWORD"] == "invented-mq-password"
        assert len(dump) > 15


# -- calls that nobody should make -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("generation", "method", "path", "port"),
    [
        ("v57", "POST", "/SophonFogSys/api/WipeData", "api"),
        ("v57", "GET", "/SophonFogSys/api/WipeData", "api"),
        ("v57", "PUT", "/SophonFace/api/EventAction", "api"),
        ("v57", "DELETE", "/SophonDevice/api/Devices", "api"),
        ("v57", "POST", "/SophonSystem/api/systemMode", "sys"),
        ("v57", "POST", "/SophonSystem/api/ip", "sys"),
        ("v6", "POST", "/sophon/v2/face/wipedata", "api"),
        ("v6", "POST", "/sophon/v2/face/deletemediadevices", "api"),
        ("v6", "POST", "/sophon/v2/face/updatepreview", "api"),
        ("v6", "POST", "/sophon/v2/system/setip", "sys"),
        ("se3", "POST", "/SophonMatch/api/PictureMatch", "api"),
    ],
)
async def test_that_a_dangerous_call_is_not_found_and_remembered(simulated, generation, method, path, port):
    async with boxes(simulated, generation, "127.79.14.1") as simulation:
        [box] = simulation.boxes
        status, _ = await ask(box, method, path, {}, port=port)
        assert status in (404, 405)
        assert box.forbidden_calls == [f"{method} {path}"]


@pytest.mark.parametrize(
    ("generation", "name"),
    [("v57", "WORK_MODE"), ("v57", "PASSMODE"), ("v57", "NO_SUCH"), ("v6", "GATE_PASS_MODE"), ("v6", "MQ_LICENSE_KEY")],
)
async def test_that_a_dangerous_config_is_not_taken_and_remembered(simulated, generation, name):
    async with boxes(simulated, generation, "127.79.15.1") as simulation:
        [box] = simulation.boxes
        before = repr(box.settings.pages)
        call = ("PUT", CONFIGS) if generation == "v57" else ("POST", SET_CONFIGS)
        _, said = await ask(box, *call, {"config_dict": {name: "allpass"}})
        assert "error" in said or said["data"]["failed_configs"] == [name]
        assert box.forbidden_calls == [f"{call[0]} {call[1]} {name}"]
        assert repr(box.settings.pages) == before


async def test_that_the_historys_target_can_be_written_and_is_remembered(simulated):
    async with boxes(simulated, "v57", "127.79.16.1") as simulation:
        [box] = simulation.boxes
        await ask(box, "PUT", CONFIGS, {"config_dict": {"HISTORY_UPLOAD_EVENT_URL": "http://127.88.1.1:9/"}})
        assert box.reporting.history.urls == ["http://127.88.1.1:9/"]
        assert box.forbidden_calls == [f"PUT {CONFIGS} HISTORY_UPLOAD_EVENT_URL"]


@pytest.mark.parametrize("generation", ["se3", "v5"])
async def test_that_the_historys_call_is_remembered(simulated, generation):
    async with boxes(simulated, generation, "127.79.19.1") as simulation:
        [box] = simulation.boxes
        url = ["http://127.88.1.1:9/"]
        body = {"history_upload_event_url": url, "content-type": "json", "reported_peroid": 5}
        await post(box, f"{FOG}/HistoryEventUrl", body)
        assert (box.reporting.history.urls, box.forbidden_calls) == (url, [f"POST {FOG}/HistoryEventUrl"])


async def test_that_looking_for_another_generation_is_no_crime(simulated):
    async with boxes(simulated, "se3", "127.79.17.1") as simulation:
        [box] = simulation.boxes
        for method, path in (
            ("POST", "/sophon/v2/face/getmediadevices"),
            ("POST", "/sophon/v2/face/getidentities"),
            ("GET", "/SophonDevice/api/Devices"),
            ("GET", CONFIGS),
        ):
            assert (await ask(box, method, path, *(({},) if method == "POST" else ())))[0] == 404
        assert box.forbidden_calls == []
        assert box.writes == []


async def test_that_a_write_that_is_no_json_is_remembered_as_text(simulated):
    async with boxes(simulated, "v57", "127.79.18.1") as simulation:
        [box] = simulation.boxes
        reader, writer = await asyncio.open_connection(box.address.host, box.address.api)
        writer.write(
            f"PUT {CONFIGS} HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nConnection: close\r\n\r\n{{x}}".encode()
        )
        assert b" 400 " in await reader.readline()
        writer.close()
        assert [w.body for w in box.writes] == ["{x}"]
