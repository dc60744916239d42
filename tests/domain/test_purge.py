"""Which record names whom, and what is left of a text that did."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sophon_monitor.domain.purge import GONE, PurgedPerson, PurgeOrder
from sophon_monitor.domain.records import EventRecord
from sophon_monitor.domain.site import BoxKey
from sophon_monitor.protocol.messages import PersonType

LI = PurgeOrder(people=(PurgedPerson("450017", "Li"), PurgedPerson(None, "张明")))


def record(**values: object) -> EventRecord:
    return EventRecord(received_at_ms=1, box_key=BoxKey("b"), **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "goes"),
    [
        ({"person_id": "450017", "person_name": "Li"}, True),
        ({"person_id": "450017"}, True),
        ({"person_id": "450017", "person_name": ""}, True),
        ({"person_name": " Li "}, True),
        ({"person_name": "Lisa"}, False),
        ({"person_id": "99", "person_name": "Li"}, False),
        ({"person_id": "450017", "person_name": "Wang"}, False),
        ({"person_id": "5", "person_name": "张明"}, True),
        ({"person_name": "Wang", "really": "Li"}, True),
        ({"person_name": "Wang", "extra": {"a": [{"b": "450017"}]}}, True),
        ({"person_name": "Wang", "extra": {"a": 450017}}, True),
        ({"person_name": "Wang", "extra": {"a": True, "b": None, "c": 4.5}}, False),
        ({"person_name": "Wang", "extra": {"a": "Li came"}}, False),
        ({"person_id": "99", "person_name": "Li", "extra": {"name": "Li"}}, False),
        ({}, False),
    ],
)
def test_that_an_event_goes_if_it_is_of_one_of_the_people(values: dict[str, object], goes: bool) -> None:
    assert LI.is_of(record(**values)) is goes


def test_that_an_order_of_nobody_takes_nobody() -> None:
    for order in (PurgeOrder(), PurgeOrder(people=(PurgedPerson(),)), PurgeOrder(people=(PurgedPerson("", ""),))):
        assert not order.is_of(record())
        assert not order.is_of(record(person_id="", person_name=""))
        assert order.without_names("Li, 450017") == "Li, 450017"


def test_that_only_strangers_lose_pictures() -> None:
    order = PurgeOrder(stranger_pictures=True)
    assert order.loses_pictures(record(person_type=PersonType.STRANGER))
    assert not order.loses_pictures(record(person_type=PersonType.EMPLOYEE))
    assert not PurgeOrder().loses_pictures(record(person_type=PersonType.STRANGER))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Li", GONE),
        ("Li and Lisa, Ali, Li9", f"{GONE} and Lisa, Ali, Li9"),
        ("Li/Li", f"{GONE}/{GONE}"),
        ("同张明君", f"同{GONE}君"),
        ("card 450017.", f"card {GONE}."),
        ("1450017", "1450017"),
        ("LiLi Li", f"LiLi {GONE}"),
        ("", ""),
    ],
)
def test_that_a_text_keeps_all_but_the_names(text: str, left: str) -> None:
    assert LI.without_names(text) == left
    assert LI.cleaned({"a": [text, 5], text: None}) == {"a": [left, 5], left: None}


@given(st.text(alphabet="Li张明 ,a4", max_size=30))
def test_that_what_is_left_never_names_anybody_and_is_left_alone(text: str) -> None:
    left = LI.without_names(text)
    assert "张明" not in left
    assert LI.without_names(left) == left
