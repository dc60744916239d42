"""A box that keeps exactly what it is given and has its whims: for what real firmware does and manuals do not say."""

from __future__ import annotations

import asyncio
import copy
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from sophon_monitor.domain.site import Box, BoxAddress, BoxKey
from sophon_monitor.protocol.messages import Generation

TOKEN = "AbCdEfGhIjKlMnOp"
OURS = ("127.0.0.1", 9528)


class OddBox:
    """Report settings by call; JSON values go in and come out as they are.

    Attributes:
        pages: Values by the last part of the path ("MonitorServerUrl", "monitor", "configs", ...).
        writes: Bodies of the writes that arrived, oldest first.
        lose: "before" or "after" the write is applied the connection breaks.
        late_s: How long after its answer a write is applied.
        refuse: Keys that it does not take; "*" for all.
        respell: What it makes of a text with commas.
        answer: Words of the response that it gives to everything.
        sn: Its serial number, None where it does not tell.
    """

    def __init__(self, **pages: dict[str, object]) -> None:
        """Take the settings."""
        self.pages = json.loads(json.dumps(pages))
        self.writes: list[dict[str, object]] = []
        self.lose = ""
        self.late_s = 0.0
        self.refuse: tuple[str, ...] = ()
        self.respell = str
        self.answer: dict[str, object] | None = None
        self.sn: str | None = None
        self.asked: list[str] = []
        self.address = BoxAddress("127.0.0.1")
        self._later: list[asyncio.TimerHandle] = []

    def box(self, generation: str, **more: object) -> Box:
        """It, as the site knows it."""
        words: dict[str, object] = {"key": BoxKey("b-1"), "address": self.address, "token": TOKEN, "name": "East Gate"}
        return Box(**(words | {"generation": Generation(generation)} | more))  # type: ignore[arg-type]

    def state(self) -> dict[str, dict[str, object]]:
        """All values, as a copy."""
        return copy.deepcopy(self.pages)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[OddBox]:
        """Serve both APIs on one free port."""
        runner = web.ServerRunner(web.Server(self._serve), shutdown_timeout=0.2)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        port = runner.addresses[0][1]
        self.address = BoxAddress("127.0.0.1", api=port, system=port)
        try:
            yield self
        finally:
            for one in self._later:
                one.cancel()
            await runner.cleanup()

    async def _serve(self, request: web.BaseRequest) -> web.StreamResponse:
        self.asked.append(request.path)
        last = request.path.rpartition("/")[2]
        if last in ("deviceSN", "gethardwareinfo") and self.sn is not None:
            return self._said(request, {"device_sn": self.sn})
        body = json.loads(await request.read() or b"{}")
        if self.answer is not None:
            return web.Response(**self.answer)  # type: ignore[arg-type]
        match request.path.strip("/").split("/"):
            case ["SophonFogSys" | "SophonSystem", "api", page] if page in self.pages:
                return self._page(request, page, body if request.method == "POST" else None)
            case ["SophonConfig", "api", "Configs"] if "configs" in self.pages:
                return self._page(request, "configs", body.get("config_dict"))
            case ["SophonConfig", "api", "Configs", name] if name in self.pages.get("configs", {}):
                return self._said(request, {name: self.pages["configs"][name]})
            case ["sophon", "v2", "face", "getconfigs"] if "configs" in self.pages:
                return self._configs(request, body.get("config_name"))
            case ["sophon", "v2", "face", "setconfigs"] if "configs" in self.pages:
                return self._page(request, "configs", body.get("config_dict"))
            case ["sophon", "v2", "system", "getsystemmonitorconfig"] if "monitor" in self.pages:
                return self._page(request, "monitor", None)
            case ["sophon", "v2", "system", "setsystemmonitorconfig"] if "monitor" in self.pages:
                return self._page(request, "monitor", body)
        return web.Response(status=404, text="not found")

    def _configs(self, request: web.BaseRequest, name: str | None) -> web.StreamResponse:
        configs = self.pages["configs"]
        if name is None:
            return self._said(request, configs)
        if name not in configs:
            return web.json_response({"error": {"code": "INVALID_ARGUMENTS", "message": name}}, status=400)
        return self._said(request, {name: configs[name]})

    def _page(self, request: web.BaseRequest, page: str, body: dict[str, object] | None) -> web.StreamResponse:
        if body is None:
            return self._said(request, self.pages[page])
        self.writes.append(body)
        if self.lose == "before":
            return self._broken(request)
        refused = [key for key in body if key in self.refuse or "*" in self.refuse]
        taken = {
            key: self._as_kept(value) for key, value in body.items() if key in self.pages[page] and key not in refused
        }
        if self.late_s:
            loop = asyncio.get_running_loop()
            self._later.append(loop.call_later(self.late_s, self.pages[page].update, taken))
        else:
            self.pages[page].update(taken)
        if self.lose == "after":
            return self._broken(request)
        if refused and "/v2/" in request.path:
            return web.json_response({"error": {"code": "CONFIG_ITEM_FAIL", "message": ",".join(refused)}}, status=400)
        return self._said(request, {"failed_configs": refused, "success_configs": list(taken)})

    def _as_kept(self, value: object) -> object:
        return self.respell(value) if isinstance(value, str) else value

    def _said(self, request: web.BaseRequest, values: object) -> web.Response:
        return web.json_response(values if "/v2/" in request.path else {"data": values})

    def _broken(self, request: web.BaseRequest) -> web.StreamResponse:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()
