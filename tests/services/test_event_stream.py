"""The event stream against a small box on loopback: subscription, reconnecting, what it says about itself."""

import asyncio
import base64
import contextlib
import json
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from http import HTTPStatus

import pytest
from aiohttp import web
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from sophon_monitor.domain.site import BoxAddress, BoxKey, Link, LinkState
from sophon_monitor.protocol.answers import DeviceList
from sophon_monitor.protocol.decode import Decoded
from sophon_monitor.protocol.messages import Generation, Recognition
from sophon_monitor.services.box_calls import BoxCalls
from sophon_monitor.services.event_stream import EventStream
from sophon_monitor.services.message_log import MessageLog

EVENT = {
    "event_id": "1718352045137206",
    "identity_id": "00450017",
    "identity_name": "Li Na",
    "media_device_id": "cam-1",
    "media_device_ip": "10.20.30.81",
    "user_type": "employee",
    "timestamp": 1718352045137,
    "score": 91.37,
}


@dataclass
class SmallBox:
    """5555 and 5679 of a box: what it offers can be changed while it runs."""

    dialect: Generation | None = Generation.V6
    cameras: list[str] = field(default_factory=lambda: ["cam-1", "cam-2"])
    starting: bool = False
    handshake_status: int | None = None
    on_subscribed: Callable[[ServerConnection], object] | None = None
    subscriptions: list[list[str]] = field(default_factory=list)
    lists_read: int = 0
    closes: list[int] = field(default_factory=list)
    address: BoxAddress = field(default_factory=lambda: BoxAddress("127.0.0.1"))

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        body = await request.read()
        if self.dialect is Generation.V6 and request.path == "/sophon/v2/face/getmediadevices":
            assert request.method == "POST"
            assert isinstance(json.loads(body), dict)
            self.lists_read += 1
            if self.starting:
                return web.json_response({"error": {"code": "DEVICE_INIT_ERROR", "message": "starting"}})
            devices = [
                {"media_device_id": i, "media_device_ip": "1.2.3.4", "media_device_url": "", "media_device_name": i}
                for i in self.cameras
            ]
            return web.json_response({"devices": devices})
        if self.dialect is Generation.V5 and request.path == "/SophonDevice/api/Devices":
            assert request.method == "GET"
            self.lists_read += 1
            devices = [{"device_id": i, "device_ip": "1.2.3.4", "device_key": "1.2.3.4"} for i in self.cameras]
            return web.json_response({"data": {"devices_list": devices}})
        return web.Response(status=404, text="<html>nginx</html>", content_type="text/html")

    def refuse(self, connection: ServerConnection, request: Request) -> Response | None:
        if self.handshake_status is None:
            return None
        return connection.respond(HTTPStatus(self.handshake_status), "no")

    async def stream(self, connection: ServerConnection) -> None:
        try:
            async for text in connection:
                asked = json.loads(text)
                assert asked["event_list"] == asked["media_device_ids"]
                assert asked["need_face"] is asked["with_face_image"] is True
                self.subscriptions.append(asked["event_list"])
                if self.on_subscribed is not None:
                    await self.on_subscribed(connection)  # type: ignore[misc]
        except ConnectionClosed:
            return
        finally:
            protocol = connection.protocol
            if protocol.close_rcvd is not None and protocol.close_rcvd_then_sent:  # the monitor began it
                self.closes.append(protocol.close_rcvd.code)


@dataclass
class Heard:
    """What the stream told."""

    stream: EventStream
    log: MessageLog
    events: list[tuple[Decoded, int, float, float]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    lists: list[DeviceList] = field(default_factory=list)
    rests: list[float] = field(default_factory=list)
    alive: int = 0
    scale: float = 1 / 1000

    async def deliver(self, decoded: Decoded, size: int, at_s: float, mono_s: float) -> None:
        self.events.append((decoded, size, at_s, mono_s))

    async def rest(self, seconds: float, woken: asyncio.Event) -> None:
        self.rests.append(seconds)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds * self.scale):
                await woken.wait()
        woken.clear()

    def count(self) -> None:
        self.alive += 1

    @property
    def state(self) -> tuple[LinkState, str]:
        return (self.links[-1].state, self.links[-1].problem) if self.links else (LinkState.IDLE, "")


@contextlib.asynccontextmanager
async def streaming(box: SmallBox, *, open_stream: bool = True, **options: object) -> AsyncIterator[Heard]:
    runner = web.ServerRunner(web.Server(box.answer), shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server: Server = await serve(
        box.stream,
        "127.0.0.1",
        0,
        process_request=box.refuse,
        max_size=None,
        compression=None,
        ping_interval=None,
        close_timeout=0.2,
    )
    ws_port = server.sockets[0].getsockname()[1]
    if not open_stream:
        server.close()
        await server.wait_closed()
    box.address = BoxAddress("127.0.0.1", api=runner.addresses[0][1], stream=ws_port)
    log = MessageLog()
    options.setdefault("notice_port", 9)
    async with BoxCalls(box.address) as calls:
        stream = EventStream(
            BoxKey("SN1"),
            box.address,
            calls=calls,
            deliver=lambda *told: heard.deliver(*told),
            on_cameras=lambda devices: heard.lists.append(devices),
            on_link=lambda link: heard.links.append(link),
            on_alive=lambda: heard.count(),
            log=log,
            rest=lambda seconds, woken: heard.rest(seconds, woken),
            **options,
        )
        heard = Heard(stream, log)
        task = asyncio.create_task(stream.run())
        try:
            yield heard
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
    server.close()
    await server.wait_closed()
    await runner.cleanup()


async def until(true: Callable[[], object], within_s: float = 5.0) -> None:
    end = time.monotonic() + within_s
    while not true():
        assert time.monotonic() < end, "it did not happen"
        await asyncio.sleep(0.005)


@pytest.mark.parametrize("dialect", [Generation.V6, Generation.V5])
async def test_that_all_cameras_of_the_box_are_subscribed_to(dialect: Generation) -> None:
    box = SmallBox(dialect)
    async with streaming(box) as heard:
        await until(lambda: box.subscriptions)
        assert box.subscriptions[0] == ["cam-1", "cam-2"]
        await until(lambda: heard.state == (LinkState.UP, ""))
        assert [camera.device_id for camera in heard.lists[0].cameras] == ["cam-1", "cam-2"]
        assert heard.alive >= 2


@pytest.mark.parametrize("as_text", [True, False])
async def test_that_events_arrive_as_text_and_as_binary(as_text: bool) -> None:
    async def push(connection: ServerConnection) -> None:
        await connection.send(json.dumps(EVENT) if as_text else json.dumps(EVENT).encode())

    box = SmallBox(on_subscribed=push)
    async with streaming(box, mono_clock=lambda: 55.0, wall_clock=lambda: 1000.0) as heard:
        await until(lambda: heard.events)
        decoded, size, at_s, mono_s = heard.events[0]
        assert isinstance(decoded.messages[0], Recognition)
        assert (size, at_s, mono_s) == (len(json.dumps(EVENT)), 1000.0, 55.0)
        await until(lambda: heard.log.entries_after(0))
        entry = heard.log.entries_after(0)[0]
        assert (entry.way, entry.kind, entry.box_key) == ("websocket", "recognition", "SN1")


async def test_that_one_event_of_16_mb_arrives_whole() -> None:
    picture = b"\xff\xd8\xff\xe0" + bytes(12 * 1024 * 1024) + b"\xff\xd9"
    text = json.dumps({**EVENT, "recognize_face_image": base64.b64encode(picture).decode()})
    assert len(text) > 16 * 1024 * 1024

    async def push(connection: ServerConnection) -> None:
        await connection.send(text)

    async with streaming(SmallBox(on_subscribed=push)) as heard:
        await until(lambda: heard.events, 20.0)
        message = heard.events[0][0].messages[0]
        assert isinstance(message, Recognition)
        assert message.live.data == picture


async def test_that_unreadable_frames_are_logged_and_break_nothing() -> None:
    async def push(connection: ServerConnection) -> None:
        await connection.send("no json")
        await connection.send(b"\xff\xfe\x00")
        await connection.send(json.dumps([EVENT, {"what": 1}]))
        await connection.send(json.dumps(EVENT))

    async with streaming(SmallBox(on_subscribed=push)) as heard:
        await until(lambda: len(heard.events) == 2)
        await until(lambda: len(heard.log.entries_after(0)) == 4)
        kinds = [entry.kind for entry in heard.log.entries_after(0)]
        assert kinds == ["rejected", "rejected", "array", "recognition"]
        assert heard.stream.rejected == 3
        assert heard.log.raw_rejected(1) == b"no json"
        assert heard.state == (LinkState.UP, "")


async def test_that_it_comes_back_after_1_2_4_up_to_30_s_and_says_why() -> None:
    box = SmallBox(handshake_status=403)
    async with streaming(box) as heard:
        await until(lambda: len([s for s in heard.rests if s != 60.0]) >= 8)
        assert [s for s in heard.rests if s != 60.0][:8] == [1, 2, 4, 8, 16, 30, 30, 30]
        down = [link for link in heard.links if link.state is LinkState.DOWN]
        assert (down[0].problem, down[0].detail, down[0].retry_in_s) == ("handshake", "HTTP 403", 1.0)
        assert down[4].since_at_s == down[0].since_at_s
        box.handshake_status = None
        await until(lambda: heard.state == (LinkState.UP, ""))


async def test_that_a_connection_that_delivered_starts_the_delays_anew() -> None:
    async def push_and_close(connection: ServerConnection) -> None:
        await connection.send(json.dumps(EVENT))
        await connection.close(1001, "restart")

    async with streaming(SmallBox(on_subscribed=push_and_close)) as heard:
        await until(lambda: len(heard.events) >= 4)
        assert {s for s in heard.rests if s < 20} == {1.0}
        down = [link for link in heard.links if link.state is LinkState.DOWN]
        assert down[0].problem == "closed"
        assert "restart" in down[0].detail


async def test_that_a_connection_that_closes_at_once_is_asked_less_and_less_often() -> None:
    async def close(connection: ServerConnection) -> None:
        await connection.close(1011, "busy")

    async with streaming(SmallBox(on_subscribed=close)) as heard:
        await until(lambda: [s for s in heard.rests if s < 20][:4] == [1, 2, 4, 8])


async def test_that_a_box_without_cameras_says_so_until_it_has_one() -> None:
    box = SmallBox(cameras=[])
    async with streaming(box) as heard:
        await until(lambda: heard.state == (LinkState.DOWN, "no_cameras"))
        assert box.subscriptions == []
        box.cameras = ["new"]
        heard.stream.cameras_changed()
        await until(lambda: box.subscriptions == [["new"]])


async def test_that_a_starting_box_says_so_and_is_asked_again() -> None:
    box = SmallBox(starting=True)
    async with streaming(box) as heard:
        await until(lambda: heard.state == (LinkState.DOWN, "device_init"))
        box.starting = False
        await until(lambda: heard.state == (LinkState.UP, ""))


async def test_that_changed_cameras_are_subscribed_to_on_the_open_connection() -> None:
    box = SmallBox()
    async with streaming(box) as heard:
        heard.scale = 1.0
        await until(lambda: heard.state == (LinkState.UP, ""))
        box.cameras = ["cam-1", "cam-3"]
        heard.stream.cameras_changed()
        await until(lambda: len(box.subscriptions) == 2)
        assert box.subscriptions[1] == ["cam-1", "cam-3"]
        assert box.closes == []


async def test_that_the_list_is_read_every_minute_and_an_unchanged_one_changes_nothing() -> None:
    box = SmallBox()
    async with streaming(box) as heard:
        await until(lambda: box.lists_read >= 4)
        assert 60.0 in heard.rests
        assert len(box.subscriptions) == 1


async def test_that_a_box_with_neither_list_nor_stream_has_no_stream() -> None:
    async with streaming(SmallBox(dialect=None), open_stream=False) as heard:
        await until(lambda: heard.state == (LinkState.ABSENT, "refused"))
        assert heard.links[-1].retry_in_s == 60.0


async def test_that_a_box_without_list_is_subscribed_to_by_the_ids_known_from_elsewhere() -> None:
    box = SmallBox(dialect=None)
    async with streaming(box, camera_ids=lambda: ("from-heartbeat",)) as heard:
        await until(lambda: heard.state == (LinkState.UP, ""))
        assert box.subscriptions == [["from-heartbeat"]]


async def test_that_a_box_whose_stream_is_shut_is_down_not_absent() -> None:
    async with streaming(SmallBox(), open_stream=False) as heard:
        await until(lambda: heard.state == (LinkState.DOWN, "refused"))


async def test_that_a_box_that_is_off_is_refused_or_timed_out() -> None:
    box = SmallBox()
    async with streaming(box, open_stream=False) as heard:
        heard.stream._calls._address = BoxAddress("127.0.0.1", api=9, stream=9)
        await until(lambda: heard.state == (LinkState.DOWN, "refused"))


async def test_that_answered_pings_are_signs_of_life_and_unanswered_ones_end_the_connection() -> None:
    box = SmallBox()
    async with streaming(box, ping_timeout_s=0.05) as heard:
        await until(lambda: heard.rests.count(20.0) >= 4)
        assert heard.alive >= 4
        assert box.closes == []

    async def deaf(connection: ServerConnection) -> None:
        connection.transport.pause_reading()

    async with streaming(SmallBox(on_subscribed=deaf), ping_timeout_s=0.05) as heard:
        await until(lambda: heard.state == (LinkState.DOWN, "timeout"))
        assert "ping" in heard.links[-1].detail


async def test_that_leaving_says_goodbye() -> None:
    box = SmallBox()
    async with streaming(box) as heard:
        await until(lambda: heard.state == (LinkState.UP, ""))
    assert box.closes == [1001]


async def test_that_a_notice_of_a_v6_box_makes_the_list_be_read_at_once() -> None:
    notice = {
        "selected_device_list": [],
        "preview_device_list": [],
        "preview_mode": "1",
        "last_set_name": "WEBUI",
        "modify_media_device": {"action": "add", "media_device_info": {"media_device_id": "cam-3"}},
    }
    told = asyncio.Event()

    async def notices(connection: ServerConnection) -> None:
        await told.wait()
        await connection.send(json.dumps(notice))
        await connection.wait_closed()

    async with serve(notices, "127.0.0.1", 0) as server:
        box = SmallBox()
        async with streaming(box, notice_port=server.sockets[0].getsockname()[1]) as heard:
            heard.scale = 1.0
            await until(lambda: heard.state == (LinkState.UP, ""))
            box.cameras = ["cam-1", "cam-2", "cam-3"]
            told.set()
            await until(lambda: len(box.subscriptions) == 2)
            assert box.subscriptions[1] == ["cam-1", "cam-2", "cam-3"]
