"""What an export hides."""

from __future__ import annotations

import pytest

from sophon_monitor.report.masking import first_character, last_four, without_credentials, without_persons


@pytest.mark.parametrize(
    ("text", "seen"),
    [("张明", "张***"), ("Li Na", "L***"), ("00450017", "0***"), ("x", "x***"), (None, None), ("", "")],
)
def test_that_of_a_name_only_its_first_character_is_seen(text: str | None, seen: str | None) -> None:
    assert first_character(text) == seen


@pytest.mark.parametrize(
    ("text", "seen"), [("LOBBY7000120240930", "***0930"), ("0930", "***"), ("10930", "***0930"), (None, None)]
)
def test_that_of_an_authorisation_code_only_its_end_is_seen(text: str | None, seen: str | None) -> None:
    assert last_four(text) == seen


def test_that_further_values_lose_what_tells_who_it_is() -> None:
    values = {
        "event_id": "17",
        "video_id": "v1",
        "age": 31,
        "gender": "male",
        "mask": False,
        "in_timestamp": 1718352045137,
        "want_action": "0",
        "quality": {"clarity": 0.9, "user_name": "张明", "headpose": [1, 2]},
        "identity_info": {"name": "张明"},
        "phone": 13800000000,
        "something_new": "张明",
        "list": ["张明", 3],
        "id_card": "1",
    }
    assert without_persons(values) == {
        "event_id": "17",
        "video_id": "v1",
        "age": 31,
        "gender": "male",
        "mask": False,
        "in_timestamp": 1718352045137,
        "want_action": "0",
        "quality": {"clarity": 0.9, "headpose": [1, 2]},
        "list": [3],
    }


def test_that_credentials_go_wherever_they_are_nested() -> None:
    url = "rtsp://admin:secret@10.20.30.61:554/1"
    escaped = "rtsp%3A%2F%2Fadmin:secret%40host".replace(":", "%3A")
    hidden = without_credentials({"a": url, "b": [url, 1, None], "c": {"d": (url,)}, "e": "a@b", "f": escaped})
    assert "secret" not in str(hidden)
    assert "admin:***@10.20.30.61:554/1" in str(hidden)
