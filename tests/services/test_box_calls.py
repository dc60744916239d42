"""Calls to a box: harmless, bounded, and failing with a code."""

import asyncio
import contextlib
import errno
import socket
from collections.abc import AsyncIterator, Awaitable, Callable

import httpx
import pytest
from aiohttp import web

from sophon_monitor.domain.site import BoxAddress
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.protocol.requests import (
    Request,
    Service,
    SystemCall,
    device_list_request,
    system_request,
    threshold_request,
)
from sophon_monitor.services import box_calls
from sophon_monitor.services.box_calls import BoxCalls, CallFailed, connect_problem
from sophon_monitor.services.box_permissions import NotAllowed

Handler = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]
LIST = device_list_request(Generation.V6)


@contextlib.asynccontextmanager
async def box(handler: Handler) -> AsyncIterator[BoxAddress]:
    runner = web.ServerRunner(web.Server(handler), shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    try:
        yield BoxAddress("127.0.0.1", api=port, system=port)
    finally:
        await runner.cleanup()


async def says_ok(request: web.BaseRequest) -> web.StreamResponse:
    return web.Response(body=f"{request.method} {request.path_qs} ".encode() + await request.read())


async def test_that_an_answer_comes_with_its_time() -> None:
    clock = iter([100.0, 100.25])
    async with (
        box(says_ok) as address,
        BoxCalls(address, wall_clock=lambda: 5000.0, mono_clock=lambda: next(clock)) as c,
    ):
        answer = await c.call(Request("GET", Service.SYSTEM, "/SophonSystem/api/cpu", None))
    assert answer.body == b"GET /SophonSystem/api/cpu "
    assert (answer.status, answer.elapsed_s, answer.middle_at_s) == (200, 0.25, 5000.125)


async def test_that_every_request_of_the_protocol_is_allowed() -> None:
    async with box(says_ok) as address, BoxCalls(address) as calls:
        for generation in (Generation.V5, Generation.V57, Generation.V6):
            await calls.call(device_list_request(generation))
            await calls.call(threshold_request(generation))
            for call in SystemCall:
                await calls.call(system_request(call, generation))


@pytest.mark.parametrize(
    ("method", "service", "path"),
    [
        ("POST", Service.FACE, "/sophon/v2/face/setconfigs"),
        ("POST", Service.FACE, "/sophon/v2/face/deletemediadevices"),
        ("POST", Service.FACE, "/sophon/v2/face/updatepreview"),
        ("POST", Service.FACE, "/SophonDevice/api/Devices"),
        ("PUT", Service.FACE, "/SophonConfig/api/Configs"),
        ("DELETE", Service.FACE, "/SophonDevice/api/Devices"),
        ("POST", Service.SYSTEM, "/SophonSystem/api/time"),
        ("POST", Service.SYSTEM, "/SophonSystem/api/ip"),
        ("POST", Service.SYSTEM, "/sophon/v2/system/settime"),
        ("POST", Service.SYSTEM, "/sophon/v2/system/setregularreboot"),
        ("POST", Service.FACE, "/sophon/v2/system/gettime"),
        ("GET", Service.SYSTEM, "/SophonSystem/api/logs?get_logs_type=0"),
        ("GET", Service.FACE, "/SophonConfig/api/Configs/../../SophonFogSys/api/users"),
        ("GET", Service.FACE, "/SophonDevice/api/Devices/"),
        ("PATCH", Service.FACE, "/sophon/v2/face/getmediadevices"),
        ("get", Service.SYSTEM, "/SophonSystem/api/cpu"),
    ],
)
async def test_that_nothing_can_be_written_to_a_box(method: str, service: Service, path: str) -> None:
    asked: list[str] = []

    async def listen(request: web.BaseRequest) -> web.StreamResponse:
        asked.append(request.path)
        return web.Response()

    async with box(listen) as address, BoxCalls(address) as calls:
        with pytest.raises(NotAllowed):
            await calls.call(Request(method, service, path, b"{}"))
    assert asked == []


async def test_that_another_status_is_a_failure_with_its_body() -> None:
    async def refuses(request: web.BaseRequest) -> web.StreamResponse:
        return web.Response(status=404, body=b'{"error": {}}')

    async with box(refuses) as address, BoxCalls(address) as calls:
        with pytest.raises(CallFailed) as failed:
            await calls.call(LIST)
    assert (failed.value.problem, failed.value.status, failed.value.body) == ("http_status", 404, b'{"error": {}}')


async def test_that_a_redirect_is_not_followed() -> None:
    async def elsewhere(request: web.BaseRequest) -> web.StreamResponse:
        return web.Response(status=302, headers={"Location": "/sophon/v2/face/setconfigs"})

    async with box(elsewhere) as address, BoxCalls(address) as calls:
        with pytest.raises(CallFailed) as failed:
            await calls.call(LIST)
    assert failed.value.status == 302


async def test_that_an_endless_answer_is_cut_off() -> None:
    async def pours(request: web.BaseRequest) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        with contextlib.suppress(OSError):
            for _ in range(200):
                await response.write(b"x" * 100_000)
        return response

    async with box(pours) as address, BoxCalls(address) as calls:
        with pytest.raises(CallFailed) as failed:
            await calls.call(LIST)
    assert failed.value.problem == "unreadable"


async def test_that_a_closed_port_is_refused_and_a_silent_box_is_too_slow() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        async with BoxCalls(BoxAddress("127.0.0.1", api=port), read_timeout_s=0.1) as calls:
            with pytest.raises(CallFailed) as failed:
                await calls.call(LIST)
            assert failed.value.problem == "too_slow"
    async with BoxCalls(BoxAddress("127.0.0.1", api=port)) as calls:
        with pytest.raises(CallFailed) as failed:
            await calls.call(LIST)
        assert failed.value.problem == "refused"


async def test_that_a_box_that_hangs_up_is_closed() -> None:
    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(10)
        writer.close()

    server = await asyncio.start_server(hang_up, "127.0.0.1", 0)
    async with server, BoxCalls(BoxAddress("127.0.0.1", api=server.sockets[0].getsockname()[1])) as calls:
        with pytest.raises(CallFailed) as failed:
            await calls.call(LIST)
    assert failed.value.problem == "closed"


async def test_that_a_host_name_that_is_none_is_unreachable() -> None:
    async with BoxCalls(BoxAddress("no host\x00")) as calls:
        with pytest.raises(CallFailed) as failed:
            await calls.call(LIST)
    assert failed.value.problem == "unreachable"


async def test_that_two_calls_run_at_once_and_no_more() -> None:
    running, most = 0, 0

    async def slow(request: web.BaseRequest) -> web.StreamResponse:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.02)
        running -= 1
        return web.Response(body=b"{}")

    async with box(slow) as address, BoxCalls(address) as calls:
        await asyncio.gather(*(calls.call(LIST) for _ in range(8)))
    assert most == 2


async def test_that_office_proxies_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    async with box(says_ok) as address, BoxCalls(address) as calls:
        assert (await calls.call(LIST)).status == 200


async def test_that_a_leaked_pool_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[httpx.AsyncClient] = []
    new_client = box_calls._new_client

    def remember(timeout: httpx.Timeout) -> httpx.AsyncClient:
        made.append(new_client(timeout))
        return made[-1]

    monkeypatch.setattr(box_calls, "_new_client", remember)
    async with box(says_ok) as address, BoxCalls(address) as calls:
        await calls.call(LIST)

        def leaked(*_: object, **__: object) -> None:
            raise httpx.PoolTimeout("")

        monkeypatch.setattr(made[0], "stream", leaked)
        assert (await calls.call(LIST)).status == 200
    assert [client.is_closed for client in made] == [True, True]


def test_that_the_systems_reason_is_found_inside_what_libraries_raise() -> None:
    def wrapped(inner: BaseException) -> BaseException:
        outer = httpx.ConnectError("All connection attempts failed")
        outer.__cause__ = OSError("wrapped")
        outer.__cause__.__cause__ = ExceptionGroup("all", [inner]) if isinstance(inner, Exception) else inner
        return outer

    assert connect_problem(wrapped(ConnectionRefusedError())) == "refused"
    assert connect_problem(wrapped(OSError(errno.EHOSTUNREACH, "no route to host"))) == "unreachable"
    assert connect_problem(wrapped(OSError(errno.ENETUNREACH, "network is unreachable"))) == "no_route"
    assert connect_problem(wrapped(TimeoutError())) == "timeout"
    assert connect_problem(wrapped(ConnectionResetError())) == "closed"
    assert connect_problem(ValueError("odd")) == "unreachable"
