"""What is odd about found boxes: shown as what it is, and nothing said of healthy ones."""

from __future__ import annotations

from sophon_monitor.domain.found_boxes import FoundBox, Oddity, OddityKind, PortState
from sophon_monitor.domain.oddities import oddities_of
from sophon_monitor.domain.site import Box, BoxAddress, BoxKey


def found(host: str, sn: str | None = None, cameras: tuple[str, ...] | None = None, **ports: int) -> FoundBox:
    return FoundBox(address=BoxAddress(host, **ports), api=PortState.ANSWERS, sn=sn, camera_ids=cameras)


def box(key: str, host: str, sn: str | None = None, name: str = "", **ports: int) -> Box:
    return Box(key=BoxKey(key), address=BoxAddress(host, **ports), token="t" * 16, name=name or key, sn=sn)


def said(one: FoundBox, others: tuple[FoundBox, ...] = (), boxes: tuple[Box, ...] = (), ids=None, ips=None):
    return oddities_of((one, *others), boxes, ids or {}, ips or {})[one.address]


ADDED = Oddity(OddityKind.ALREADY_ADDED)


def test_that_a_new_box_with_its_own_serial_and_cameras_is_not_odd():
    site = (box("A", "10.0.0.1", "SN-A"),)
    ids = {BoxKey("A"): frozenset({"c1", "c2"})}
    other = found("10.0.0.3", "SN-C", ("c5",))
    assert said(found("10.0.0.2", "SN-B", ("c3", "c4")), (other,), site, ids) == ()


def test_that_boxes_without_serial_and_cameras_are_not_taken_for_each_other():
    site = (box("A", "10.0.0.1"),)
    ids = {BoxKey("A"): frozenset[str]()}
    assert said(found("10.0.0.2", None, None), (found("10.0.0.3", None, None),), site, ids) == ()
    assert said(found("10.0.0.2", None, ()), (found("10.0.0.3", None, ()),), site, ids) == ()


def test_that_a_box_of_the_site_is_already_added_by_host_and_ports():
    site = (box("A", "10.0.0.1", "SN-A"), box("B", "Gate-Box", "SN-B"))
    assert said(found("10.0.0.1", "SN-A"), boxes=site) == (ADDED,)
    assert said(found("gate-box", "SN-B"), boxes=site) == (ADDED,)
    assert said(found("10.0.0.1", "SN-X", api=15555), boxes=site) == ()
    assert said(found("10.0.0.1", "SN-X", system=18888), boxes=site) == ()


def test_that_a_box_added_by_name_is_already_added_at_its_address():
    site = (box("B", "gate-box", "SN-B"),)
    ips = {BoxKey("B"): ("10.0.0.7",)}
    assert said(found("10.0.0.7", "SN-B"), boxes=site, ips=ips) == (ADDED,)
    assert said(found("10.0.0.8", "SN-C"), boxes=site, ips=ips) == ()


def test_that_an_address_of_the_site_is_already_added_also_when_nothing_answers():
    silent = FoundBox(address=BoxAddress("10.0.0.1"), problem="timeout")
    assert said(silent, boxes=(box("A", "10.0.0.1", "SN-A"),)) == (ADDED,)


def test_that_one_serial_at_two_addresses_is_told_at_both():
    one, other = found("10.0.0.1", "SN-A"), found("192.168.150.1", "SN-A")
    told = oddities_of((one, other), (), {})
    assert told[one.address] == (Oddity(OddityKind.SAME_SN, "192.168.150.1"),)
    assert told[other.address] == (Oddity(OddityKind.SAME_SN, "10.0.0.1"),)


def test_that_two_looks_at_one_address_are_one_box():
    assert said(found("10.0.0.1", "SN-A"), (found("10.0.0.1", "SN-A"),)) == ()


def test_that_the_port_is_named_where_it_is_not_the_usual_one():
    one, other = found("10.0.0.1", "SN-A"), found("10.0.0.1", "SN-A", api=15555)
    assert said(one, (other,)) == (Oddity(OddityKind.SAME_SN, "10.0.0.1:15555"),)


def test_that_a_known_address_with_another_serial_names_the_box_that_was_there():
    site = (box("A", "10.0.0.1", "SN-A", "East Gate"),)
    assert said(found("10.0.0.1", "SN-B"), boxes=site) == (Oddity(OddityKind.NEW_SN, "East Gate"), ADDED)


def test_that_a_serial_that_one_side_does_not_know_is_no_new_one():
    assert said(found("10.0.0.1", None), boxes=(box("A", "10.0.0.1", "SN-A"),)) == (ADDED,)
    assert said(found("10.0.0.1", "SN-A"), boxes=(box("A", "10.0.0.1", None),)) == (ADDED,)


def test_that_a_known_serial_at_another_address_has_moved():
    site = (box("A", "10.0.0.1", "SN-A", "East Gate"),)
    assert said(found("10.0.0.9", "SN-A"), boxes=site) == (Oddity(OddityKind.MOVED, "East Gate"),)


def test_that_a_box_that_still_answers_where_it_was_has_not_moved():
    site = (box("A", "10.0.0.1", "SN-A", "East Gate"),)
    here, there = found("10.0.0.1", "SN-A"), found("10.0.0.9", "SN-A")
    told = oddities_of((here, there), site, {})
    assert told[there.address] == (Oddity(OddityKind.SAME_SN, "10.0.0.1"),)
    assert told[here.address] == (Oddity(OddityKind.SAME_SN, "10.0.0.9"), ADDED)


def test_that_a_box_whose_place_another_has_taken_has_moved():
    site = (box("A", "10.0.0.1", "SN-A", "East Gate"),)
    here, there = found("10.0.0.1", "SN-NEW"), found("10.0.0.9", "SN-A")
    told = oddities_of((here, there), site, {})
    assert told[here.address] == (Oddity(OddityKind.NEW_SN, "East Gate"), ADDED)
    assert told[there.address] == (Oddity(OddityKind.MOVED, "East Gate"),)


def test_that_two_boxes_with_equal_cameras_are_told():
    one, other = found("10.0.0.1", "SN-A", ("c1", "c2")), found("10.0.0.2", "SN-B", ("c2", "c1"))
    third = found("10.0.0.3", "SN-C", ("c1",))
    told = oddities_of((one, other, third), (), {})
    assert told[one.address] == (Oddity(OddityKind.EQUAL_CAMERAS, "10.0.0.2"),)
    assert told[other.address] == (Oddity(OddityKind.EQUAL_CAMERAS, "10.0.0.1"),)
    assert told[third.address] == ()


def test_that_cameras_of_a_box_of_the_site_are_recognised_by_any_of_their_ids():
    site = (box("A", "10.0.0.1", "SN-A", "East Gate"),)
    ids = {BoxKey("A"): frozenset({"c1", "CODE__10.0.0.50", "c2"})}
    assert said(found("10.0.0.2", "SN-B", ("c1", "c2")), boxes=site, ids=ids) == (
        Oddity(OddityKind.EQUAL_CAMERAS, "East Gate"),
    )
    assert said(found("10.0.0.2", "SN-B", ("c1", "c9")), boxes=site, ids=ids) == ()


def test_that_a_box_is_not_compared_with_itself():
    site = (box("A", "10.0.0.1", "SN-A", "East Gate"),)
    ids = {BoxKey("A"): frozenset({"c1"})}
    assert said(found("10.0.0.1", "SN-A", ("c1",)), boxes=site, ids=ids) == (ADDED,)
    assert said(found("10.0.0.9", "SN-A", ("c1",)), boxes=site, ids=ids) == (Oddity(OddityKind.MOVED, "East Gate"),)
    twice = (found("10.0.0.5", "SN-Z", ("c8",)), found("10.0.0.6", "SN-Z", ("c8",)))
    assert oddities_of(twice, (), {})[twice[0].address] == (Oddity(OddityKind.SAME_SN, "10.0.0.6"),)


def test_that_a_box_found_and_of_the_site_is_named_once():
    site = (box("A", "10.0.0.1", "SN-A", "East Gate"),)
    ids = {BoxKey("A"): frozenset({"c1"})}
    one, known = found("10.0.0.2", "SN-B", ("c1",)), found("10.0.0.1", "SN-A", ("c1",))
    told = oddities_of((one, known), site, ids)
    assert told[one.address] == (Oddity(OddityKind.EQUAL_CAMERAS, "East Gate"),)
    assert told[known.address] == (Oddity(OddityKind.EQUAL_CAMERAS, "10.0.0.2"), ADDED)
