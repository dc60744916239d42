"""The receiver, over real connections on loopback, row by row of interfaces.md section 2."""

import asyncio
import base64
import contextlib
import gzip
import json
import logging
import socket
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from sophon_monitor.domain.site import BoxKey
from sophon_monitor.protocol.messages import Heartbeat, Recognition
from sophon_monitor.services.message_log import MessageLog
from sophon_monitor.services.receiver import Push, Receiver
from sophon_monitor.services.receiver_connection import Patience, plain_address

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 40 + b"\xff\xd9"
HEARTBEAT = {
    "gateway_ip": "10.20.30.41",
    "gateway_name": "hall",
    "gateway_sn": "SN1",
    "gateway_status": "online",
    "dev_sno": "CODE12345678",
    "gateway_ext_data": {"cpu_usage": 23.5, "memory_usage": 0.61},
    "sub_devices": [],
}
EVENT = {
    "identity_id": "00450017",
    "identity_name": "张明",
    "timestamp": 1718352045137,
    "score": 0.8461,
    "reg_pic": "",
    "ext_data": {"device_ip": "10.20.30.61", "person_type": 1, "recognize_face": base64.b64encode(JPEG).decode()},
}


@dataclass
class Served:
    """A receiver on loopback and what it handed on."""

    receiver: Receiver
    log: MessageLog
    port: int = 0
    pushes: list[Push] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    key: BoxKey | None = field(default_factory=lambda: BoxKey("SN1"))

    async def deliver(self, push: Push) -> tuple[BoxKey | None, ...]:
        await self.gate.wait()
        self.pushes.append(push)
        return tuple(self.key for _ in push.decoded.messages)


@contextlib.asynccontextmanager
async def serving(**options: object) -> AsyncIterator[Served]:
    log = MessageLog()
    receiver = Receiver(deliver=lambda push: served.deliver(push), log=log, version="9.9", **options)
    served = Served(receiver, log)
    served.gate.set()
    task = asyncio.create_task(receiver.run())
    served.port = await receiver.open("127.0.0.1", 0)
    try:
        yield served
    finally:
        task.cancel()
        begun = time.monotonic()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        assert time.monotonic() - begun < 2.0


async def exchange(port: int, request: bytes, *, within_s: float = 5.0) -> bytes:
    """Send bytes, return all bytes until the other side closes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(request)
        return await asyncio.wait_for(reader.read(), within_s)
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


def request_of(body: bytes, *, path: str = "/", kind: str | None = "application/json", extra: str = "") -> bytes:
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {len(body)}\r\n"
    if kind is not None:
        head += f"Content-Type: {kind}\r\n"
    return f"{head}{extra}\r\n".encode() + body


async def post(served: Served, body: object, **options: object) -> tuple[int, dict[str, object]]:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return parsed(await exchange(served.port, request_of(data, **options)))


def parsed(answer: bytes) -> tuple[int, dict[str, object]]:
    head, _, body = answer.partition(b"\r\n\r\n")
    status = int(head.split()[1])
    return status, json.loads(body) if b"application/json" in head else {"text": body.decode()}


async def get(served: Served, path: str) -> tuple[int, dict[str, object]]:
    return parsed(await exchange(served.port, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()))


OK = {"status": 0, "message": "ok", "data": None}


@pytest.mark.parametrize("path", ["/", "/DeviceStatus", "/health", "/any/where%20else?x=1"])
async def test_that_a_push_is_understood_by_its_body_whatever_the_path(path: str) -> None:
    async with serving() as served:
        assert await post(served, HEARTBEAT, path=path) == (200, OK)
        assert isinstance(served.pushes[0].decoded.messages[0], Heartbeat)
        assert (served.receiver.received, served.receiver.rejected) == (1, 0)


async def test_that_the_push_says_who_sent_what_when() -> None:
    async with serving(wall_clock=lambda: 1_700_000_000.5, mono_clock=lambda: 77.0) as served:
        await post(served, EVENT, path="/k3y_k3y-k3yk3yk3/RealTimeEvent?token=secret")
        push = served.pushes[0]
        assert (push.peer, push.path) == ("127.0.0.1", "/k3y_k3y-k3yk3yk3/RealTimeEvent")
        assert push.token == "k3y_k3y-k3yk3yk3"
        assert (push.received_at_s, push.last_byte_mono_s) == (1_700_000_000.5, 77.0)
        assert push.size_bytes == len(json.dumps(EVENT).encode())
        message = push.decoded.messages[0]
        assert isinstance(message, Recognition)
        assert message.live.data == JPEG


@pytest.mark.parametrize(
    ("path", "token"),
    [
        ("/EventServer/api/SophonFogRelEvent/k3y_k3y-k3yk3yk3", "k3y_k3y-k3yk3yk3"),
        ("/k3y_k3y-k3yk3yk3/DeviceStatus/", "k3y_k3y-k3yk3yk3"),
        ("/DeviceStatus", "DeviceStatus"),
        ("/", None),
    ],
)
async def test_that_a_token_is_found_wherever_a_person_put_it(path: str, token: str | None) -> None:
    async with serving() as served:
        await post(served, HEARTBEAT, path=path)
        assert served.pushes[0].token == token


@pytest.mark.parametrize(
    "body",
    [b"not json", b'{"hello": "world"}', b"", b"17", b'"text"', b"\xff\xfe\x00", b"[", b"[[1]]"],
)
async def test_that_what_cannot_be_read_is_answered_200_with_400_inside(body: bytes) -> None:
    async with serving() as served:
        status, answer = await post(served, body)
        assert status == 200
        assert answer["status"] == 400
        assert answer["data"] is None
        assert isinstance(answer["message"], str)
        assert len(answer["message"]) > 5
        assert (served.receiver.received, served.receiver.rejected) == (0, 1)
        entry = served.log.entries_after(0)[-1]
        assert (entry.kind, entry.answer, entry.reason != "") == ("rejected", "200/400", True)
        assert served.log.raw_rejected(entry.number) == (body or None)
        assert served.pushes == []


async def test_that_an_array_counts_each_message() -> None:
    async with serving() as served:
        assert await post(served, [HEARTBEAT] * 100) == (200, OK)
        assert (served.receiver.received, served.receiver.rejected) == (100, 0)
        assert len(served.pushes[0].decoded.messages) == 100
        assert served.log.entries_after(0)[-1].kind == "array"


async def test_that_an_empty_array_is_one_rejected_body() -> None:
    async with serving() as served:
        status, answer = await post(served, [])
        assert (status, answer["status"]) == (200, 400)
        assert (served.receiver.received, served.receiver.rejected) == (0, 1)


async def test_that_an_array_understood_in_part_is_taken_and_says_so() -> None:
    async with serving() as served:
        status, answer = await post(served, [HEARTBEAT, {"what": 1}, EVENT, 5])
        assert (status, answer["status"]) == (200, 0)
        assert "2 of 4" in str(answer["message"])
        assert (served.receiver.received, served.receiver.rejected) == (2, 2)
        assert len(served.pushes[0].decoded.messages) == 2


async def test_that_an_array_without_one_message_is_rejected_item_by_item() -> None:
    async with serving() as served:
        status, answer = await post(served, [{"what": 1}, 5])
        assert (status, answer["status"]) == (200, 400)
        assert (served.receiver.received, served.receiver.rejected) == (0, 2)
        assert served.pushes == []


async def test_that_form_data_and_urlencoded_bodies_are_understood() -> None:
    fields = {name: json.dumps(value) if isinstance(value, dict) else str(value) for name, value in EVENT.items()}
    parts = "".join(
        f'--zz\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields.items()
    )
    async with serving() as served:
        multipart = (parts + "--zz--\r\n").encode()
        assert await post(served, multipart, kind="multipart/form-data; boundary=zz") == (200, OK)
        from urllib.parse import urlencode

        assert await post(served, urlencode(fields).encode(), kind="application/x-www-form-urlencoded") == (200, OK)
        assert served.receiver.received == 2


@pytest.mark.parametrize("kind", [None, "text/plain", "application/octet-stream"])
async def test_that_the_content_type_may_be_missing_or_odd(kind: str | None) -> None:
    async with serving() as served:
        assert await post(served, HEARTBEAT, kind=kind) == (200, OK)


async def test_that_a_declared_body_over_the_limit_gets_413_and_is_closed() -> None:
    async with serving(max_body_bytes=1000) as served:
        reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
        writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n" + b"x" * 1001)
        answer = await asyncio.wait_for(reader.read(), 3.0)
        writer.close()
        assert answer.startswith(b"HTTP/1.1 413")
        assert served.receiver.rejected == 1
        entry = served.log.entries_after(0)[-1]
        assert (entry.kind, entry.answer, entry.size_bytes) == ("too_large", "413", 1001)


async def test_that_a_chunked_body_over_the_limit_gets_413_and_is_closed() -> None:
    async with serving(max_body_bytes=1000) as served:
        reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
        writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(20):
            writer.write(b"64\r\n" + b"x" * 100 + b"\r\n")
        writer.write(b"0\r\n\r\n")
        answer = await asyncio.wait_for(reader.read(), 3.0)
        writer.close()
        assert answer.startswith(b"HTTP/1.1 413")
        assert (served.receiver.received, served.receiver.rejected) == (0, 1)


async def test_that_a_body_of_exactly_the_limit_is_taken() -> None:
    body = json.dumps(HEARTBEAT).encode()
    async with serving(max_body_bytes=len(body)) as served:
        assert await post(served, body) == (200, OK)


async def test_that_compression_cannot_get_around_the_limit() -> None:
    async with serving(max_body_bytes=100_000) as served:
        bomb = gzip.compress(b" " * 50_000_000)
        status, _ = await post(served, bomb, extra="Content-Encoding: gzip\r\n")
        assert status == 413
        assert await post(
            served, gzip.compress(json.dumps(HEARTBEAT).encode()), extra="Content-Encoding: gzip\r\n"
        ) == (
            200,
            OK,
        )
        assert (served.receiver.received, served.receiver.rejected) == (1, 1)


async def test_that_broken_compression_is_a_rejected_body() -> None:
    async with serving() as served:
        status, answer = await post(served, b"this is not gzip", extra="Content-Encoding: gzip\r\n")
        assert (status, answer["status"]) == (200, 400)
        assert served.receiver.rejected == 1


@pytest.mark.parametrize(
    "begin",
    [b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\nabc", b"POST / HTTP/1.1\r\nHost: x\r\nConte"],
    ids=["slow body", "slow headers"],
)
async def test_that_a_sender_who_never_finishes_is_closed_and_counted(begin: bytes) -> None:
    async with serving(patience=Patience(request_s=0.15, idle_s=5.0)) as served:
        begun = time.monotonic()
        assert await exchange(served.port, begin) == b""
        assert 0.1 < time.monotonic() - begun < 1.0
        assert (served.receiver.received, served.receiver.rejected) == (0, 1)
        assert served.log.entries_after(0)[-1].kind == "timed_out"


async def test_that_trickling_does_not_win_time() -> None:
    async with serving(patience=Patience(request_s=0.2, idle_s=5.0)) as served:
        reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
        writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n")
        begun = time.monotonic()
        with contextlib.suppress(OSError):
            while time.monotonic() - begun < 1.0 and not reader.at_eof():
                writer.write(b"x")
                await writer.drain()
                await asyncio.sleep(0.02)
        assert time.monotonic() - begun < 0.6
        assert served.receiver.rejected == 1
        writer.close()


async def test_that_slow_headers_within_the_time_are_served_even_when_idle_time_is_shorter() -> None:
    async with serving(patience=Patience(request_s=2.0, idle_s=0.1)) as served:
        body = json.dumps(HEARTBEAT).encode()
        reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
        writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nConn")
        await asyncio.sleep(0.25)
        writer.write(b"ection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        assert parsed(await asyncio.wait_for(reader.read(), 3.0)) == (200, OK)
        writer.close()


async def test_that_an_idle_connection_is_closed_and_not_counted() -> None:
    async with serving(patience=Patience(request_s=5.0, idle_s=0.1)) as served:
        assert await exchange(served.port, b"", within_s=1.0) == b""
        assert served.receiver.rejected == 0
        body = json.dumps(HEARTBEAT).encode()
        keep = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % len(body) + body
        assert parsed(await exchange(served.port, keep, within_s=1.0)) == (200, OK)
        assert served.receiver.rejected == 0


async def test_that_a_sender_who_leaves_in_the_middle_of_a_body_is_counted() -> None:
    async with serving() as served:
        _, writer = await asyncio.open_connection("127.0.0.1", served.port)
        writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\nabc")
        await asyncio.sleep(0.05)
        writer.transport.abort()
        await until(lambda: served.receiver.rejected == 1)
        assert served.log.entries_after(0)[-1].kind == "timed_out"


async def test_that_a_sender_who_closes_its_half_after_the_request_gets_its_answer() -> None:
    async with serving() as served:
        reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
        writer.write(request_of(json.dumps(HEARTBEAT).encode()).replace(b"Connection: close\r\n", b""))
        writer.write_eof()
        assert parsed(await asyncio.wait_for(reader.read(), 3.0)) == (200, OK)
        writer.close()


async def test_that_keep_alive_serves_many_pushes_on_one_connection() -> None:
    async with serving() as served:
        body = json.dumps(EVENT).encode()
        one = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % len(body) + body
        reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
        for _ in range(5):
            writer.write(one)
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 3.0)
            length = int(head.lower().partition(b"content-length:")[2].split()[0])
            assert json.loads(await reader.readexactly(length)) == OK
        writer.close()
        assert served.receiver.received == 5


async def test_that_pipelined_pushes_are_all_answered() -> None:
    async with serving() as served:
        body = json.dumps(HEARTBEAT).encode()
        one = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % len(body) + body
        answer = await exchange(served.port, one * 3 + request_of(body))
        assert answer.count(b"HTTP/1.1 200") == 4
        assert served.receiver.received == 4


async def test_that_a_request_begun_before_the_answer_has_the_whole_time_too() -> None:
    async with serving(patience=Patience(request_s=5.0, idle_s=0.05)) as served:
        served.gate.clear()
        body = json.dumps(HEARTBEAT).encode()
        reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
        writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        await asyncio.sleep(0.05)
        second = request_of(body)
        writer.write(second[:20])
        await asyncio.sleep(0.05)
        served.gate.set()
        await asyncio.sleep(0.2)
        writer.write(second[20:])
        answers = await asyncio.wait_for(reader.read(), 3.0)
        assert answers.count(b"HTTP/1.1 200") == 2
        writer.close()


async def test_that_chunks_expect_continue_and_http_1_0_are_served() -> None:
    body = json.dumps(HEARTBEAT).encode()
    async with serving() as served:
        chunked = b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
        for at in range(0, len(body), 50):
            part = body[at : at + 50]
            chunked += b"%x\r\n" % len(part) + part + b"\r\n"
        assert parsed(await exchange(served.port, chunked + b"0\r\n\r\n")) == (200, OK)
        old = b"POST / HTTP/1.0\r\nContent-Length: %d\r\n\r\n" % len(body) + body
        assert parsed(await exchange(served.port, old)) == (200, OK)
        reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
        head = "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: {}\r\n\r\n"
        writer.write(head.format(len(body)).encode())
        assert await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 3.0) == b"HTTP/1.1 100 Continue\r\n\r\n"
        writer.write(body)
        assert parsed(await asyncio.wait_for(reader.read(), 3.0)) == (200, OK)
        writer.close()
        assert served.receiver.received == 3


async def test_that_a_body_over_the_limit_is_refused_before_continue() -> None:
    async with serving(max_body_bytes=1000) as served:
        head = b"POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5000\r\n\r\n"
        reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
        writer.write(head)
        assert (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 3.0)).startswith(b"HTTP/1.1 413")
        writer.close()


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"GET /login?dev_sno=LOBBY70001&hex_mac=0xe0a509002c7f HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        request_of(b"", path="/api/gateway/login?mq_license_key=LOBBY70001&device_sn=SN9"),
        request_of(b"dev_sno=LOBBY70001&device_sn=SN9", kind="application/x-www-form-urlencoded"),
        request_of(b'{"dev_sno": "LOBBY70001", "hex_mac": "0xe0a509002c7f"}'),
    ],
    ids=["get", "post with query", "form", "json"],
)
async def test_that_a_platform_login_is_turned_away_and_logged_without_its_code(request_bytes: bytes) -> None:
    async with serving() as served:
        status, _ = parsed(await exchange(served.port, request_bytes))
        assert status == 404
        entry = served.log.entries_after(0)[-1]
        assert (entry.kind, entry.answer, dict(entry.reason_values)["code"]) == ("login", "404", "0001")
        assert "LOBBY70001" not in repr(entry) + str(served.log.body(entry.number))
        assert (served.receiver.received, served.receiver.rejected) == (0, 0)


async def test_that_a_push_with_platform_parameters_in_its_address_is_a_push() -> None:
    async with serving() as served:
        assert await post(served, EVENT, path="/box/event?token=abc&dev_sno=LOBBY70001") == (200, OK)
        assert "LOBBY70001" not in repr(served.log.entries_after(0))


async def test_that_health_says_what_it_counted_and_since_when() -> None:
    async with serving(wall_clock=lambda: 1_718_352_045.137) as served:
        await post(served, [HEARTBEAT, {"x": 1}])
        status, health = await get(served, "/health")
        assert status == 200
        assert health == {
            "status": "ok",
            "version": "9.9",
            "since": "2024-06-14T08:00:45.137Z",
            "received": 1,
            "rejected": 1,
        }


async def test_that_a_person_with_a_browser_sees_a_page_in_both_languages() -> None:
    async with serving() as served:
        status, page = await get(served, "/")
        assert status == 200
        assert "Sophon Monitor, listening" in str(page["text"])
        assert "正在监听" in str(page["text"])
        assert (await get(served, "/favicon.ico"))[0] == 404
        assert [(e.kind, e.answer) for e in served.log.entries_after(0)] == [("browser", "200"), ("browser", "404")]
        assert (served.receiver.received, served.receiver.rejected) == (0, 0)


async def test_that_other_methods_are_refused() -> None:
    async with serving() as served:
        answer = await exchange(served.port, b"DELETE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 405")
        head = await exchange(served.port, b"HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200")
        assert head.endswith(b"\r\n\r\n")


@pytest.mark.parametrize(
    ("noise", "problem"),
    [(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200), "https"), (b"rubbish\r\n\r\n", "not HTTP")],
    ids=["tls", "rubbish"],
)
async def test_that_bytes_that_are_not_http_are_counted_and_do_not_fill_the_log(
    noise: bytes, problem: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving() as served:
        with caplog.at_level(logging.INFO):
            assert b"400" in await exchange(served.port, noise)
        assert caplog.records == []
        assert served.receiver.rejected == 1
        assert problem in dict(served.log.entries_after(0)[-1].reason_values)["problem"]


async def test_that_an_unknown_sender_is_answered_and_marked() -> None:
    async with serving() as served:
        served.key = None
        assert await post(served, HEARTBEAT) == (200, OK)
        assert served.log.entries_after(0)[-1].kind == "new_box"
        assert served.receiver.received == 1


async def test_that_the_log_tells_the_box_and_the_kind() -> None:
    async with serving() as served:
        await post(served, HEARTBEAT, path="/DeviceStatus")
        await post(served, EVENT)
        heartbeat, event = served.log.entries_after(0)
        assert (heartbeat.kind, heartbeat.box_key, heartbeat.path) == ("heartbeat", "SN1", "/DeviceStatus")
        assert (event.kind, event.answer, event.way) == ("recognition", "200", "http")
        body = served.log.body(event.number)
        assert body is not None
        assert "00450017" in body
        assert base64.b64encode(JPEG).decode()[:100] not in body


async def test_that_a_full_archive_delays_the_answer_but_not_past_the_patience_of_a_box() -> None:
    async with serving() as served:
        served.gate.clear()
        begun = time.monotonic()
        assert await post(served, EVENT) == (200, OK)
        assert 0.35 < time.monotonic() - begun < 0.5
        assert served.pushes == []
        served.gate.set()
        await until(lambda: len(served.pushes) == 1)


async def test_that_what_was_answered_is_still_delivered_when_the_program_ends() -> None:
    async with serving() as served:
        served.gate.clear()
        await post(served, EVENT)
        asyncio.get_running_loop().call_later(0.1, served.gate.set)
    assert len(served.pushes) == 1


async def test_that_closing_is_quick_with_a_slow_sender_connected() -> None:
    async with serving() as served:
        _, writer = await asyncio.open_connection("127.0.0.1", served.port)
        writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\nabc")
        _, idle = await asyncio.open_connection("127.0.0.1", served.port)
        await asyncio.sleep(0.05)
        begun = time.monotonic()
    assert time.monotonic() - begun < 0.5
    assert served.receiver.rejected == 0
    writer.close()
    idle.close()


async def test_that_addresses_come_and_go_while_it_serves() -> None:
    async with serving() as served:
        other = await served.receiver.open("127.0.0.2", served.port)
        assert other == served.port
        assert served.receiver.listening == (("127.0.0.1", served.port), ("127.0.0.2", served.port))
        await served.receiver.close_address("127.0.0.2", other)
        with pytest.raises(OSError):
            await asyncio.open_connection("127.0.0.2", other)
        assert (await get(served, "/health"))[0] == 200


async def test_that_a_taken_port_is_said_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        async with serving() as served:
            with pytest.raises(OSError):
                await served.receiver.open("127.0.0.1", taken.getsockname()[1])
            with pytest.raises(OSError):
                await served.receiver.open("192.0.2.1", 0)


async def test_that_our_own_fault_is_reported_once_and_the_receiver_goes_on() -> None:
    faults: list[dict[str, object]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: faults.append(context))
    async with serving() as served:

        async def broken(push: Push) -> tuple[BoxKey | None, ...]:
            raise KeyError("ours")

        served.deliver = broken  # type: ignore[method-assign]
        assert await post(served, HEARTBEAT) == (200, OK)
        assert [type(fault["exception"]) for fault in faults] == [KeyError]
        assert (await get(served, "/health"))[0] == 200


@pytest.mark.parametrize(
    ("peer", "plain"),
    [
        (("::ffff:10.1.2.3", 5, 0, 0), "10.1.2.3"),
        (("10.1.2.3", 5), "10.1.2.3"),
        (("fe80::1%eth0", 5, 0, 2), "fe80::1"),
        (None, ""),
    ],
)
def test_that_a_sender_is_written_as_people_write_it(peer: object, plain: str) -> None:
    assert plain_address(peer) == plain


async def until(true: object, within_s: float = 3.0) -> None:
    end = time.monotonic() + within_s
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end, "it did not happen"
        await asyncio.sleep(0.01)
