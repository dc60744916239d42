"""What simulated boxes say when they are asked about people, events and themselves (protocol.md 3.4 to 3.6)."""

from __future__ import annotations

import base64
import json

import pytest

from sophon_monitor.simulator.people import REGISTERED, Standing
from tests.simulator.asking import ask, get, post
from tests.simulator.conftest import one_colour

EVENTS, GET_EVENTS, GET_EVENT = "/SophonFace/api/events", "/sophon/v2/face/getevents", "/sophon/v2/face/getevent"
FOG, IDENTITIES = "/SophonFogSys/api", "/sophon/v2/face/getidentities"


async def filled(box, count=40):
    """Events of all cameras and people, a second apart."""
    from sophon_monitor.simulator.sightings import draw_sighting

    for number in range(count):
        box._wall_clock = lambda number=number: 1_718_352_000.25 + number
        await box.recognise(box.facts.cameras[number % 3], draw_sighting(box._dice))
    return list(reversed(box.recent))


async def events(box, page=None, **filters):
    """Ids, newest first, and what the answer says about pages."""
    if box.facts.generation == "v6":
        said = await post(box, GET_EVENTS, {"filters": filters, **({"page_limit": 100} | (page or {}))})
        return [e["event_id"] for e in said["events"]], said["pagination"]
    query = "&".join(f"{k}={v}" for k, v in (filters | ({"per_page": 100} | (page or {}))).items())
    status, said = await ask(box, "GET", f"{EVENTS}?{query}")
    assert status == 200
    return [e["_id"] for e in said["data"]], said["pagination"]


def ids(found, truth):
    return [e.event_id for e in found if truth(e)]


@pytest.mark.parametrize("generation", ["v5", "v57", "v6"])
async def test_that_events_are_filtered(simulated, generation):
    is_v6 = generation == "v6"
    async with simulated(generation=generation, bind="127.78.1.1", events_per_second=0) as simulation:
        [box] = simulation.boxes
        everything = await filled(box)
        assert (await events(box))[0] == [e.event_id for e in everything]
        middle = everything[10]
        since, until = middle.at_ms / 1000 - 5, middle.at_ms / 1000
        wanted = ids(everything, lambda e: since <= e.at_ms / 1000 <= until)
        assert 5 <= len(wanted) <= 6
        assert (await events(box, datetime_gte=since, datetime_lte=until))[0] == wanted
        if is_v6:  # its table says ms
            assert (await events(box, datetime_gte=since * 1000, datetime_lte=middle.at_ms))[0] == wanted
        known = next(e for e in everything if e.sighting.announced.is_registered).sighting.announced
        of_one = ids(everything, lambda e: e.sighting.announced is known)
        assert (await events(box, identity_id=known.identity_id))[0] == of_one
        assert (await events(box, **{"identity_name" if is_v6 else "name": known.name[:4]}))[0] == of_one
        assert (await events(box, score_min=90, score_max=95))[0] == ids(
            everything, lambda e: 90 <= e.sighting.score_percent <= 95
        )
        strangers = ids(everything, lambda e: e.sighting.announced.standing is Standing.STRANGER)
        assert (await events(box, **({"user_type": "stranger"} if is_v6 else {"userType": 4})))[0] == strangers
        camera = box.facts.cameras[1].device_id
        of_camera = ids(everything, lambda e: e.camera.device_id == camera)
        assert (await events(box, **({"media_device_ids": [camera]} if is_v6 else {"streams": camera})))[0] == of_camera
        assert (await events(box, datetime_gte=until + 10**6))[0] == []


async def test_that_events_come_in_pages(simulated):
    async with simulated(generation=("v57", "v6"), boxes=2, bind="127.78.2.1", events_per_second=0) as simulation:
        v57, v6 = simulation.boxes
        found = [e.event_id for e in await filled(v57, 25)]
        got, pages = await events(v57, {"per_page": 10, "page": 2})
        assert (got, pages) == (found[20:], {"num_pages": 3, "page": 2, "per_page": 10, "total_count": 25})
        assert (await events(v57, {"per_page": 10, "page": 3}))[0] == []
        assert (await events(v57, {"per_page": 1, "page": "nonsense"}))[0] == found[:1]
        found = [e.event_id for e in await filled(v6, 25)]
        got, pages = await events(v6, {"page_limit": 10, "page_index": 2})
        assert (got, pages) == (found[20:], {"page_index": 2, "page_limit": 10, "total_count": 25})
        assert len((await post(v6, GET_EVENTS, {}))["events"]) == 10


async def test_that_one_event_of_v6_can_be_asked_for(simulated):
    async with simulated(generation="v6", bind="127.78.3.1", events_per_second=0) as simulation:
        [box] = simulation.boxes
        event = (await filled(box, 3))[1]
        said = await post(box, GET_EVENT, {"event_id": event.event_id})
        assert (said["event_id"], said["timestamp"]) == (event.event_id, event.at_ms / 1000)
        for body, code in (({"event_id": "0"}, "ID_NOT_FOUND"), ({}, "MISSING_ARGUMENTS")):
            assert (await ask(box, "POST", GET_EVENT, body))[1]["error"]["code"] == code


@pytest.mark.parametrize("generation", ["se3", "v5", "v57"])
async def test_that_legacy_boxes_tell_who_is_registered(simulated, generation):
    async with simulated(generation=generation, bind="127.78.4.1", events_per_second=0) as simulation:
        [box] = simulation.boxes
        [group] = (await get(box, f"{FOG}/groups"))["groups_list"]
        assert (group["group_name"], group["size"]) == ("default_group", len(REGISTERED))
        said = await get(box, f"{FOG}/users?group_name=default_group&skip_num=3&limit=2")
        assert [u["identity_id"] for u in said["identities_list"]] == [p.identity_id for p in REGISTERED[3:5]]
        assert said["total_count"] == len(REGISTERED)
        [one] = (await get(box, f"{FOG}/users?identity_id={REGISTERED[1].identity_id}"))["identities_list"]
        assert one["info"]["name"] == REGISTERED[1].name
        assert base64.b64decode(one["reg_photo"]) == one_colour(REGISTERED[1].key, (48, 60))
        assert (await get(box, f"{FOG}/users?group_name=nobody"))["identities_list"] == []
        status, said = await ask(box, "GET", f"{FOG}/users?identity_id=1")
        assert (status, said["error"]["code"]) == (404, 40401)


async def test_that_v6_tells_who_is_registered(simulated):
    async with simulated(generation="v6", bind="127.78.5.1", events_per_second=0) as simulation:
        [box] = simulation.boxes
        said = await post(box, IDENTITIES, {"page_limit": 1, "page_index": 2})
        assert [p["identity_id"] for p in said["identities"]] == [REGISTERED[2].identity_id]
        assert said["pagination"] == {"page_index": 2, "page_limit": 1, "total_count": len(REGISTERED)}
        for filters, count in (
            ({"identity_id": REGISTERED[4].identity_id}, 1),
            ({"identity_name": "Li Na"}, 1),
            ({"identity_name": ""}, len(REGISTERED)),
            ({"permission_id_list": ["x"]}, 0),
        ):
            said = await post(box, IDENTITIES, {"filters": filters})
            assert said["pagination"]["total_count"] == count


@pytest.mark.parametrize(("faults", "mode"), [((), "1"), (("bare-mode",), "0")])
async def test_that_boxes_tell_their_mode_and_when_they_restart(simulated, faults, mode):
    plan = {"generation": ("v5", "v57", "v6"), "boxes": 3, "bind": "127.78.6.1", "events_per_second": 0}
    async with simulated(**plan, faults=frozenset(faults)) as simulation:
        for box in simulation.boxes:
            if box.facts.generation == "v6":
                said = await post(box, "/sophon/v2/system/getsystemmode", {}, port="sys")
                restart = await post(box, "/sophon/v2/system/getregularreboot", {}, port="sys")
            else:
                said = await get(box, "/SophonSystem/api/systemMode", port="sys")
                restart = await get(box, "/SophonSystem/api/regularReboot", port="sys")
            assert (said, restart) == ({"system_mode": mode}, {"days": "", "hour": "03"})


@pytest.mark.parametrize(
    ("generation", "names"),
    [
        ("v57", ("THRESHOLD", "REG_MIN_FACE", "DUPLICATE_REMOVAL_TIMEOUT", "APPLY_MODE")),
        ("v6", ("MATCH_THRESHOLD", "REGN_MIN_FACE", "GATE_DUPLICATE_REMOVAL_TIMEOUT", "GATE_APPLY_MODE")),
    ],
)
@pytest.mark.parametrize(
    ("fault", "values", "armed"),
    [
        (None, [82.0, 40, 6, "recognize"], False),
        ("threshold-too-high", [99.0, 40, 6, "recognize"], False),
        ("min-face-too-large", [82.0, 300, 6, "recognize"], False),
        ("long-deduplication", [82.0, 40, 600, "recognize"], False),
        ("not-armed", [82.0, 40, 6, "recognize"], True),
    ],
)
async def test_that_configs_tell_what_decides_about_recognition(simulated, generation, names, fault, values, armed):
    faults = frozenset({fault} if fault else ())
    async with simulated(generation=generation, bind="127.78.7.1", events_per_second=0, faults=faults) as simulation:
        [box] = simulation.boxes
        said = {}
        for name in (*names, *(f"REGN_TIME_PART{part}{end}" for part in (1, 2) for end in ("", "_SWITCH"))):
            if generation == "v6":
                said |= await post(box, "/sophon/v2/face/getconfigs", {"config_name": name})
            else:
                said |= await get(box, f"/SophonConfig/api/Configs/{name}")
        assert [said[name] for name in names] == values
        assert (said["REGN_TIME_PART1_SWITCH"], said["REGN_TIME_PART2_SWITCH"]) == (armed, False)
        assert (said["REGN_TIME_PART1"] != "00:00-24:00") == armed
        assert json.dumps(said).count(":00-24:00") == 2 - armed
