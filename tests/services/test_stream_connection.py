"""A box that redirects our stream to another host gets nothing, and neither does the other host."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from websockets.asyncio.server import ServerConnection, serve
from websockets.datastructures import Headers
from websockets.exceptions import InvalidStatus
from websockets.http11 import Request, Response

from sophon_monitor.services.stream_connection import ConnectOnce


async def test_that_no_redirect_is_followed() -> None:
    heard: list[str] = []

    async def stranger(connection: ServerConnection) -> None:
        heard.append("somebody came")

    def redirect(connection: ServerConnection, request: Request) -> Response:
        return Response(HTTPStatus.FOUND, "Found", Headers({"Location": elsewhere, "Content-Length": "0"}))

    async with serve(stranger, "127.0.0.2", 0) as other:
        elsewhere = f"ws://127.0.0.2:{other.sockets[0].getsockname()[1]}/"
        async with serve(stranger, "127.0.0.1", 0, process_request=redirect) as box:
            with pytest.raises(InvalidStatus):
                await ConnectOnce(f"ws://127.0.0.1:{box.sockets[0].getsockname()[1]}", proxy=None)
    assert heard == []
