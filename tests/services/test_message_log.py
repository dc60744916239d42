"""The message log: bounded, redacted, read from any thread."""

import base64
import json
import threading
import timeit
from collections.abc import Callable
from urllib.parse import urlencode

import pytest

from sophon_monitor.protocol.errors import ProtocolError, ProtocolErrorCode
from sophon_monitor.protocol.messages import (
    CameraListSync,
    CameraNotice,
    EventPath,
    Heartbeat,
    NoticeAction,
    Recognition,
)
from sophon_monitor.protocol.redaction import redacted
from sophon_monitor.services.message_log import MessageLog, kind_of, without_pictures


def add(log: MessageLog, body: bytes = b"{}", *, error: ProtocolError | None = None) -> int:
    return log.add(at_s=1.0, sender="a", way="http", kind="x", size_bytes=len(body), error=error, body=body)


def test_that_numbers_count_up_and_only_newer_entries_are_given() -> None:
    log = MessageLog()
    assert [add(log) for _ in range(3)] == [1, 2, 3]
    assert [entry.number for entry in log.entries_after(0)] == [1, 2, 3]
    assert [entry.number for entry in log.entries_after(2)] == [3]
    assert log.entries_after(3) == ()
    assert log.entries_after(99) == ()


def test_that_the_last_2000_messages_are_kept() -> None:
    log = MessageLog()
    for _ in range(2_005):
        add(log)
    numbers = [entry.number for entry in log.entries_after(0)]
    assert (len(numbers), numbers[0], numbers[-1]) == (2_000, 6, 2_005)
    assert log.body(5) is None
    assert log.body(6) == "{}"


def test_that_pictures_and_features_give_way_to_their_length() -> None:
    log = MessageLog()
    picture = base64.b64encode(bytes(range(256)) * 400).decode()
    event = {"identity_id": "0017", "reg_pic": picture, "info": {"feature": [0.123] * 512}, "score": 0.9}
    text = log.body(add(log, json.dumps(event).encode()))
    assert text is not None
    assert "0017" in text
    assert picture[:60] not in text
    assert "0.123, 0.123" not in text
    assert len(text) < 1000


def test_that_one_text_is_at_most_64_kb() -> None:
    log = MessageLog()
    text = log.body(add(log, json.dumps({f"key{n}": "value" for n in range(20_000)}).encode()))
    assert text is not None
    assert 10_000 < len(text.encode()) <= 64 * 1024 + 100


def test_that_all_texts_together_are_bounded_and_the_oldest_go_first() -> None:
    log = MessageLog(max_all_bodies_bytes=50_000)
    numbers = [add(log, json.dumps({f"k{n}": "v" for n in range(500)}).encode()) for _ in range(20)]
    kept = [number for number in numbers if log.body(number) is not None]
    assert 0 < len(kept) < 10
    assert kept == numbers[-len(kept) :]
    assert len(log.entries_after(0)) == 20


def test_that_the_last_20_rejected_bodies_are_kept_whole_up_to_1_mb() -> None:
    log = MessageLog()
    error = ProtocolError(ProtocolErrorCode.NOT_JSON, problem="comma", line="1", column="2")
    big = add(log, b"x" * 2_000_000, error=error)
    raw = log.raw_rejected(big)
    assert raw is not None
    assert len(raw) == 1024 * 1024
    numbers = [add(log, b"bad %d" % n, error=error) for n in range(20)]
    assert log.raw_rejected(big) is None
    assert log.raw_rejected(numbers[0]) == b"bad 0"
    add(log)  # understood ones push nothing out
    assert log.raw_rejected(numbers[0]) == b"bad 0"
    assert log.raw_rejected(add(log, b"fine")) is None
    entry = log.entries_after(numbers[0] - 1)[0]
    assert (entry.reason, dict(entry.reason_values)["problem"]) == ("not_json", "comma")


def test_that_a_reader_on_another_thread_sees_whole_entries() -> None:
    log = MessageLog(max_entries=50)
    seen: list[int] = []

    def read() -> None:
        at = 0
        while at < 3_000:
            for entry in log.entries_after(at):
                seen.append(entry.number)
                at = entry.number

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(3_000):
        add(log)
    reader.join()
    assert seen == sorted(set(seen))
    assert seen[-1] == 3_000


def test_that_each_message_has_its_kind() -> None:
    one = {
        "heartbeat": Heartbeat(),
        "camera_list": CameraListSync(),
        "notice": CameraNotice(action=NoticeAction.ADD),
        "recognition": Recognition(),
        "history": Recognition(path=EventPath.HISTORY_OLD),
    }
    assert {kind_of((message,), is_array=False) for message in one.values()} == set(one)
    for kind, message in one.items():
        assert kind_of((message,), is_array=False) == kind
    assert kind_of((Heartbeat(),), is_array=True) == "array"


PICTURE = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 400 + b"\xff\xd9"
BASE64 = base64.b64encode(PICTURE)
LINES = base64.encodebytes(PICTURE).decode()


@pytest.mark.parametrize(
    "body",
    [
        json.dumps({"name": '6" of "snow"', "reg_pic": BASE64.decode(), "last": "seen"}).encode(),
        json.dumps({"reg_pic": "data:image/jpeg;base64," + BASE64.decode(), "last": "seen"}).encode(),
        b"\xef\xbb\xbf\n" + json.dumps({"reg_pic": BASE64.decode(), "last": "seen"}).encode(),
        json.dumps([{"reg_pic": LINES}, {"last": "seen"}]).encode(),
        json.dumps({"last": "seen", "reg_pic": BASE64.decode()}).encode()[:-9000],
        b"--zz\r\nContent-Disposition: form-data; name=spot_pic\r\n\r\n" + PICTURE + b"\r\n--zz\r\n\r\nseen\r\n--zz--",
        b"--zz\r\nContent-Disposition: form-data; name=spot_pic\r\n\r\n" + BASE64 + b"\r\n--zz\r\n\r\nseen\r\n--zz--",
        urlencode({"spot_pic": BASE64.decode(), "last": "seen"}).encode(),
    ],
    ids=["quotes", "data uri", "bom", "line breaks", "broken off", "multipart raw", "multipart base64", "urlencoded"],
)
def test_that_the_quick_look_takes_pictures_out_and_leaves_the_rest(body: bytes) -> None:
    short = without_pictures(body)
    assert len(short) < 400
    assert b" kB>" in short
    assert b"seen" in short


def test_that_the_quick_look_leaves_long_words_of_people_alone() -> None:
    body = json.dumps({"desc": "all services running, " * 500, "text": "张明" * 3000}, ensure_ascii=False).encode()
    assert without_pictures(body) == body


def test_that_a_picture_of_any_size_costs_the_loop_next_to_nothing() -> None:
    log = MessageLog()
    body = json.dumps({"identity_id": "17", "spot_pic": BASE64.decode() * 5}).encode()

    def shortest_s(work: Callable[[], object]) -> float:
        return min(timeit.repeat(work, number=5, repeat=5)) / 5

    # Measured 0.03 ms against 1.3 ms for 700 kB.
    assert shortest_s(lambda: add(log, body)) < shortest_s(lambda: redacted(body)) / 5


def test_that_it_can_be_cleared_and_the_numbers_go_on() -> None:
    log = MessageLog()
    broken = add(log, b"secret", error=ProtocolError(ProtocolErrorCode.NOT_JSON))
    log.clear()
    assert log.entries_after(0) == ()
    assert (log.body(broken), log.raw_rejected(broken)) == (None, None)
    assert add(log) == broken + 1
    assert [entry.number for entry in log.entries_after(0)] == [broken + 1]
