"""Senders that are no box of this site, and what a person does about them."""

from __future__ import annotations

import pytest

from sophon_monitor.domain.changes import BoxChanged, NewBoxGone, NewBoxSeen
from sophon_monitor.domain.site import BoxAddress
from sophon_monitor.protocol.messages import (
    BoxIdentity,
    CameraEntry,
    CameraNotice,
    Generation,
    Health,
    Heartbeat,
    NoticeAction,
    Picture,
    PictureState,
    Recognition,
)
from tests.domain.site_script import START_S, SiteScript, assert_legal

STRANGER = "10.0.0.50"
HEARTBEAT = Heartbeat(
    identity=BoxIdentity(sn="S5", license="L5", mac="e0:a5:09:00:00:05", name="yard"),
    generation=Generation.V57,
    health=Health(cpu_percent=1.0),
)


@pytest.fixture
def script() -> SiteScript:
    return SiteScript()


def test_that_an_unknown_sender_is_listed_and_counted(script: SiteScript) -> None:
    script.push(HEARTBEAT, STRANGER)
    script.wait(5)
    script.push(Heartbeat(identity=BoxIdentity(sn="S5")), f"::ffff:{STRANGER}")
    (new_box,) = script.registry.new_boxes
    assert (new_box.id, new_box.peer, new_box.messages, new_box.hint) == ("S5", STRANGER, 2, "")
    assert (new_box.license, new_box.mac, new_box.name) == ("L5", "e0:a5:09:00:00:05", "yard")
    assert new_box.generation is Generation.V57
    assert (new_box.first_at_s, new_box.last_at_s) == (START_S, START_S + 5)
    assert script.told_new == {"S5": new_box}
    assert script.events == script.heartbeats == []


def test_that_a_sender_without_sn_is_listed_by_its_address(script: SiteScript) -> None:
    picture = Picture(PictureState.PRESENT, b"\xff\xd8\xff")
    script.push(Recognition(live=picture), STRANGER)
    script.push(CameraNotice(action=NoticeAction.NONE), STRANGER)
    (new_box,) = script.registry.new_boxes
    assert (new_box.id, new_box.sn, new_box.messages) == (STRANGER, None, 2)


def test_that_a_message_that_says_nothing_of_its_sender_is_lost(script: SiteScript) -> None:
    assert script.push(Recognition(), None) is None
    assert script.registry.new_boxes == ()


def test_that_the_longest_silent_of_too_many_is_crowded_out(script: SiteScript) -> None:
    for number in range(64):
        script.push(Recognition(), f"10.1.0.{number}")
    assert [type(c) for c in script.registry.apply(Recognition(), script.origin("10.1.0.0")).changes] == [NewBoxSeen]
    script.push(Recognition(), "10.1.0.0")
    applied = script.registry.apply(Recognition(), script.origin("10.2.0.0"))
    script.hear(applied.changes)
    assert isinstance(applied.changes[0], NewBoxGone)
    assert applied.changes[0].id == "10.1.0.1"
    assert isinstance(applied.changes[1], NewBoxSeen)
    assert len(script.registry.new_boxes) == 64
    assert_legal(script)


def test_that_an_accepted_sender_is_a_box_under_its_sn(script: SiteScript) -> None:
    script.push(HEARTBEAT, STRANGER)
    script.push(Recognition(), STRANGER)  # says no SN, so it has an entry of its own
    assert len(script.told_new) == 2
    key, changes = script.registry.accept_new_box("S5", at_s=START_S)
    script.hear(changes)
    assert key == "S5"
    box = script.box(key)
    assert box.address == BoxAddress(STRANGER)
    assert (box.sn, box.license, box.name, box.generation) == ("S5", "L5", "yard", Generation.V57)
    assert script.told_new == {}
    assert script.push(HEARTBEAT, STRANGER) == key
    assert_legal(script)


def test_that_a_sender_without_sn_gets_a_key_that_stays(script: SiteScript) -> None:
    script.push(Recognition(), STRANGER)
    key, changes = script.registry.accept_new_box(STRANGER, at_s=START_S)
    script.hear(changes)
    assert key is not None
    assert key.startswith("b-")
    script.push(HEARTBEAT, STRANGER)
    assert script.box(key).sn == "S5"


def test_that_an_accepted_move_keeps_the_box(script: SiteScript) -> None:
    key = script.add("10.0.0.2", 1, 2, 3, sn="S5")
    script.push(HEARTBEAT, STRANGER)
    script.push(Recognition(), STRANGER)
    assert script.told_new["S5"].hint == "moved"
    moved, changes = script.registry.accept_new_box("S5", at_s=START_S)
    script.hear(changes)
    assert moved == key
    assert script.told_new == {}
    assert script.box(key).address == BoxAddress(STRANGER, 1, 2, 3)
    assert script.push(HEARTBEAT, STRANGER) == key
    assert script.push(Recognition(), "10.0.0.2") is None
    assert_legal(script)


def test_that_accepting_another_sn_means_that_the_hardware_was_replaced(script: SiteScript) -> None:
    key = script.add(STRANGER, sn="OLD")
    script.push(HEARTBEAT, STRANGER)
    assert script.told_new["S5"].hint == "other_sn"
    accepted, changes = script.registry.accept_new_box("S5", at_s=START_S)
    script.hear(changes)
    assert accepted == key == "OLD"
    assert script.box(key).sn == "S5"
    assert script.push(HEARTBEAT, STRANGER) == key
    assert_legal(script)


def test_that_another_sn_beside_a_box_with_ports_of_its_own_is_another_box(script: SiteScript) -> None:
    key = script.add(STRANGER, 6555, 6679, 9888, sn="OLD")
    script.push(HEARTBEAT, STRANGER)
    accepted, changes = script.registry.accept_new_box("S5", at_s=START_S)
    script.hear(changes)
    assert accepted == "S5"
    assert script.box(key).sn == "OLD"
    assert script.push(HEARTBEAT, STRANGER) == "S5"


def test_that_a_dismissed_sender_comes_back_when_it_speaks(script: SiteScript) -> None:
    script.push(HEARTBEAT, STRANGER)
    script.hear(script.registry.dismiss_new_box("S5"))
    assert script.told_new == {}
    assert script.registry.dismiss_new_box("S5") == ()
    script.push(HEARTBEAT, STRANGER)
    assert script.told_new["S5"].messages == 1


def test_that_nothing_is_accepted_twice(script: SiteScript) -> None:
    assert script.registry.accept_new_box("nobody", at_s=1.0) == (None, ())
    script.push(HEARTBEAT, None)
    assert script.registry.accept_new_box("S5", at_s=1.0) == (None, ())


def test_that_adding_a_box_settles_what_its_address_sent(script: SiteScript) -> None:
    script.push(HEARTBEAT, STRANGER)
    script.push(Recognition(), "10.0.0.51")
    key, changes = script.registry.add_box(BoxAddress(STRANGER), at_s=START_S, sn="S5")
    script.hear(changes)
    assert isinstance(changes[0], BoxChanged)
    assert set(script.told_new) == {"10.0.0.51"}
    assert script.push(HEARTBEAT, STRANGER) == key


def test_that_a_key_is_never_given_to_two_boxes(script: SiteScript) -> None:
    one, other = script.add("10.0.0.2", sn="S1"), script.add("10.0.0.3", sn="S1")
    assert one == "S1"
    assert other.startswith("b-")


def test_that_texts_are_kept_to_a_sane_length(script: SiteScript) -> None:
    long = "x" * 100_000
    script.push(Heartbeat(identity=BoxIdentity(sn=long, license=long, mac=long, name=long)), STRANGER)
    (new_box,) = script.registry.new_boxes
    assert len(new_box.id) == 256
    key, changes = script.registry.accept_new_box(new_box.id, at_s=1.0)
    script.hear(changes)
    assert key is not None
    script.push(
        Heartbeat(
            identity=BoxIdentity(sn=long), software_version=long, cameras=(CameraEntry(device_id=long, url=long),)
        ),
        STRANGER,
    )
    assert len(script.box(key).software_version or "") == 256
    assert len(script.camera(key).camera_id) == len(script.camera(key).url or "") == 1024
