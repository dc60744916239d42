"""Whatever happens to a site in whatever order, it stays legal, and the changes tell all of it."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sophon_monitor.domain.registry import BoxReading
from sophon_monitor.domain.site import Link, LinkState
from sophon_monitor.protocol.messages import (
    BoxIdentity,
    CameraEntry,
    CameraListSync,
    CameraNotice,
    CameraStatus,
    EventPath,
    Generation,
    Health,
    Heartbeat,
    Message,
    NoticeAction,
    Recognition,
)
from tests.domain.site_script import START_S, SiteScript, assert_legal

HOSTS = ("10.0.0.1", "10.0.0.2", "lobby.local")
PEERS = (*HOSTS[:2], "::ffff:10.0.0.1", "10.0.0.3", None)
SNS = ("S1", "S2", "S3", None)
ADDRESSES = ("10.1.0.1", "10.1.0.2", "rtsp://10.1.0.1/ch1", "rtsp://10.1.0.1/ch2", "/data/a.mp4")

generations = st.sampled_from([*Generation, None])
entries = st.builds(
    CameraEntry,
    device_id=st.sampled_from(["D1", "D2", "D3", "", None]),
    ep_id=st.one_of(
        st.none(),
        st.builds("{}__{}".format, st.sampled_from(["L1", "", "0xe0a509000001"]), st.sampled_from(ADDRESSES)),
        st.just("odd"),
    ),
    device_key=st.sampled_from([*ADDRESSES, None]),
    ip=st.sampled_from(["10.1.0.1", "10.1.0.2", None]),
    url=st.sampled_from([*ADDRESSES[2:], "rtsp://[", None]),
    status=st.sampled_from(CameraStatus),
)
camera_lists = st.lists(entries, max_size=4).map(tuple)
identities = st.builds(
    BoxIdentity,
    sn=st.sampled_from(SNS),
    license=st.sampled_from(["L1", "L2", "", None]),
    mac=st.sampled_from(["e0:a5:09:00:00:01", "crooked", None]),
)
messages: st.SearchStrategy[Message] = st.one_of(
    st.builds(
        Heartbeat,
        identity=identities,
        generation=generations,
        status=st.sampled_from(["online", "offline", None]),
        health=st.builds(Health, cpu_percent=st.one_of(st.none(), st.floats(0, 100))),
        cameras=st.one_of(st.none(), camera_lists),
    ),
    st.builds(CameraListSync, identity=identities, generation=generations, cameras=camera_lists),
    st.builds(CameraNotice, action=st.sampled_from(NoticeAction), camera=st.one_of(st.none(), entries)),
    st.builds(
        Recognition,
        identity=identities,
        generation=generations,
        path=st.sampled_from(EventPath),
        score=st.one_of(st.none(), st.floats(-1, 100)),
        occurred_at_ms=st.one_of(st.none(), st.integers(0, 2**70)),
        camera=entries,
    ),
)
indexes = st.integers(0, 3)


@st.composite
def scripts(draw: st.DrawFn) -> list[tuple[object, ...]]:
    steps = st.one_of(
        st.tuples(st.just("push"), messages, st.sampled_from(PEERS), st.sampled_from([None, 0, 1, "x"])),
        st.tuples(st.just("push"), messages, st.sampled_from(PEERS), st.none()),
        st.tuples(st.just("stream"), messages, indexes),
        st.tuples(st.just("list"), camera_lists, indexes),
        st.tuples(st.just("read"), st.sampled_from(SNS), st.sampled_from([None, 5.0]), indexes),
        st.tuples(st.just("add"), st.sampled_from(HOSTS), st.sampled_from([5555, 6555]), st.sampled_from(SNS)),
        st.tuples(st.just("wait"), st.floats(0, 80)),
        st.tuples(st.just("ping"), indexes),
        st.tuples(st.just("link"), st.sampled_from(LinkState), indexes),
        st.tuples(st.just("resolve"), st.sampled_from([("10.0.0.3",), ("10.0.0.1", "10.0.0.2"), ()]), indexes),
        st.tuples(st.just("remove"), indexes),
        st.tuples(st.just("accept"), indexes),
        st.tuples(st.just("dismiss"), indexes),
    )
    return draw(st.lists(steps, min_size=1, max_size=40))


def play(script: SiteScript, step: tuple[object, ...]) -> None:
    """One step; steps about a box or an entry that is not there do nothing."""
    registry = script.registry
    keys = [box.key for box in registry.boxes]
    new_ids = [new_box.id for new_box in registry.new_boxes]
    match step:
        case ("push", message, peer, token):
            known = isinstance(token, int) and token < len(keys)
            script.push(message, peer, token=script.box(keys[token]).token if known else "DeviceStatus")
        case ("add", host, api, sn):
            script.add(host, api, sn=sn)
        case ("wait", seconds):
            script.wait(seconds)
        case ("accept", index) if index < len(new_ids):
            script.hear(registry.accept_new_box(new_ids[index], at_s=START_S)[1])
        case ("dismiss", index) if index < len(new_ids):
            script.hear(registry.dismiss_new_box(new_ids[index]))
        case (what, *given_values, index) if isinstance(index, int) and index < len(keys):
            about_box(script, str(what), given_values, index)


def about_box(script: SiteScript, what: str, values: list[object], index: int) -> None:
    registry, key = script.registry, script.registry.boxes[index].key
    origin = script.origin(way="poll", key=key)
    match what, *values:
        case ("stream", message):
            script.stream(message, key)
        case ("list", cameras):
            script.hear(registry.apply_camera_list(key, None, cameras, origin))
        case ("read", sn, cpu):
            reading = BoxReading(sn=sn, health=Health(cpu_percent=cpu))
            script.hear(registry.apply_reading(key, reading, origin=origin))
        case ("ping",):
            script.hear(registry.sign_of_life(key, at_s=START_S + script.now_s, now_mono_s=script.now_s))
        case ("link", state):
            script.hear(registry.set_link(key, "stream", Link(state)))
        case ("resolve", ips):
            script.hear(registry.set_resolved(key, ips))
        case ("remove",):
            script.hear(registry.remove_box(key))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(scripts())
def test_that_any_order_gives_a_legal_site(steps: list[tuple[object, ...]]) -> None:
    script = SiteScript()
    given_keys: dict[str, str] = {}
    script.add(HOSTS[0])
    for step in steps:
        play(script, step)
        assert_legal(script)
        for camera in script.told_cameras.values():
            first_id = given_keys.setdefault(camera.key, camera.camera_id)
            assert camera.camera_id == first_id, "a key was given twice, or the first id was lost"


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(scripts(), st.lists(st.tuples(messages, st.sampled_from(PEERS)), max_size=8))
def test_that_a_restored_site_is_the_same_site(
    steps: list[tuple[object, ...]], pushes: list[tuple[Message, str | None]]
) -> None:
    script, again = SiteScript(), SiteScript()
    script.add(HOSTS[0])
    for step in steps:
        play(script, step)
    again.hear(again.registry.restore(script.told_boxes.values(), script.told_cameras.values()))
    assert_legal(again)
    assert set(again.told_boxes) == set(script.told_boxes)
    for key, camera in script.told_cameras.items():
        back = again.told_cameras[key]
        assert (back.camera_id, back.aliases, back.name) == (camera.camera_id, camera.aliases, camera.name)
        assert back.status is CameraStatus.UNKNOWN
    for message, peer in pushes:
        again.push(message, peer)
        assert_legal(again)


@settings(max_examples=100, deadline=None)
@given(st.lists(messages, min_size=2, max_size=6), st.randoms())
def test_that_whose_a_message_is_does_not_depend_on_order_where_addresses_differ(
    heard: list[Message], random: object
) -> None:
    """Each box has its own address and SN-less messages: any order lands on the same boxes."""
    shuffled = list(enumerate(heard))
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    owners = []
    for order in (list(enumerate(heard)), shuffled):
        script = SiteScript()
        keys = [script.add("10.0.0.1", sn="S1"), script.add("10.0.0.2", sn="S2")]
        owner = {n: script.push(message, PEERS[n % 2]) for n, message in order}
        assert all(key is None or key in keys for key in owner.values())
        owners.append(owner)
    assert owners[0] == owners[1]
