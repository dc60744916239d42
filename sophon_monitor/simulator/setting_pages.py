"""The calls that read and write a simulated box's settings, and the faults of writing (protocol.md 3.2)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Protocol

from aiohttp import web

from sophon_monitor.simulator.dialects.moments import Json
from sophon_monitor.simulator.pages import Handler, Refused, bare, data, legacy_body, legacy_error, v6_body, v6_error
from sophon_monitor.simulator.reporting import url_list
from sophon_monitor.simulator.settings import (
    CONFIGS,
    EVENT_URL,
    HISTORY_CONFIGS,
    HISTORY_URL,
    MONITOR,
    MONITOR_URL,
    SYSTEM_MONITOR,
    WRITABLE_CONFIGS,
    Settings,
    Write,
)

LEGACY_CONFIGS_PATH = "/SophonConfig/api/Configs"
V6_FACE, V6_SYSTEM = "/sophon/v2/face", "/sophon/v2/system"


class Configured(Protocol):
    """What these pages need of a box."""

    settings: Settings
    forbidden_calls: list[str]
    wrong: frozenset[str]


def add_legacy_settings(application: web.Application, box: Configured, generation: str) -> None:
    """The calls on port 5555 of SE3 (three, to read and write), V5 (history, to write only) and V5.7 (configs)."""
    router = application.router
    for page in (MONITOR_URL, EVENT_URL, HISTORY_URL):
        path = f"/SophonFogSys/api/{page}"
        if generation == "se3":
            router.add_get(path, _read(box, page))
        if generation == "se3" or (generation == "v5" and page == HISTORY_URL):
            router.add_post(path, _write(box, page))
    if generation == "v57":
        for path in (LEGACY_CONFIGS_PATH, f"{LEGACY_CONFIGS_PATH}/{{name}}"):
            router.add_get(path, _read_legacy_configs(box))
            router.add_put(path, _write_legacy_configs(box))


def add_v57_monitor(application: web.Application, box: Configured) -> None:
    """The call on port 8888 of V5.7."""
    application.router.add_get("/SophonSystem/api/monitor", _read(box, MONITOR))
    application.router.add_post("/SophonSystem/api/monitor", _write(box, MONITOR))


def add_v6_configs(application: web.Application, box: Configured) -> None:
    """The calls on port 5555 of V6."""
    application.router.add_post(f"{V6_FACE}/getconfigs", _read_v6_configs(box))
    application.router.add_post(f"{V6_FACE}/setconfigs", _write_v6_configs(box))


def add_v6_monitor(application: web.Application, box: Configured) -> None:
    """The calls on port 8888 of V6."""
    application.router.add_post(f"{V6_SYSTEM}/getsystemmonitorconfig", _read_v6_monitor(box))
    application.router.add_post(f"{V6_SYSTEM}/setsystemmonitorconfig", _write_v6_monitor(box))


# -- reading -----------------------------------------------------------------------------------------------------------


def _must_be_readable(box: Configured) -> None:
    if "settings-unreadable" in box.wrong:
        raise web.HTTPNotFound


def _read(box: Configured, page: str) -> Handler:
    async def handler(_: web.Request) -> web.Response:
        _must_be_readable(box)
        return data(box.settings.told(page))

    return handler


def _read_v6_monitor(box: Configured) -> Handler:
    async def handler(request: web.Request) -> web.Response:
        _must_be_readable(box)
        await v6_body(request)
        return bare(box.settings.told(SYSTEM_MONITOR))

    return handler


def _read_legacy_configs(box: Configured) -> Handler:
    async def handler(request: web.Request) -> web.Response:
        _must_be_readable(box)
        return data(_chosen(box, request.match_info.get("name"), lambda name: legacy_error(40400, "NOT_FOUND", name)))

    return handler


def _read_v6_configs(box: Configured) -> Handler:
    async def handler(request: web.Request) -> web.Response:
        _must_be_readable(box)
        name = (await v6_body(request)).get("config_name")
        wanted = None if name is None else str(name)
        return bare(_chosen(box, wanted, lambda name: v6_error("INVALID_ARGUMENTS", name)))

    return handler


def _chosen(box: Configured, name: str | None, unknown: Callable[[str], Refused]) -> Json:
    known = box.settings.told(CONFIGS)
    if name is None or "configs-by-dump" in box.wrong:
        return known
    if name not in known:
        raise unknown(name)
    return {name: known[name]}


# -- writing -----------------------------------------------------------------------------------------------------------


def _write(box: Configured, page: str) -> Handler:
    async def handler(request: web.Request) -> web.Response:
        await _note(box, request)
        asked = await legacy_body(request)
        if page == HISTORY_URL:
            _forbidden(box, request)
        if "setting-refused" in box.wrong:
            raise legacy_error(40091, "PARAM_ERROR", "refused")
        if key := box.settings.problem_of(page, asked):
            raise legacy_error(40091, "PARAM_ERROR", key)
        if "setting-ignored" in box.wrong:
            return data(asked)
        box.settings.take(page, asked)
        await _perhaps_lose(box)
        return data(box.settings.told(page))

    return handler


def _write_v6_monitor(box: Configured) -> Handler:
    async def handler(request: web.Request) -> web.Response:
        await _note(box, request)
        asked = await v6_body(request)
        if "setting-refused" in box.wrong:
            raise v6_error("INTERNAL_ERROR", status=500)
        if key := box.settings.problem_of(SYSTEM_MONITOR, asked):
            code = "MISSING_ARGUMENTS" if asked.get(key) is None else "INVALID_ARGUMENTS"
            raise v6_error(code, key)
        if "setting-ignored" not in box.wrong:
            box.settings.take(SYSTEM_MONITOR, asked)
            await _perhaps_lose(box)
        said = asked if "setting-ignored" in box.wrong else box.settings.told(SYSTEM_MONITOR)
        return bare(  # with the names of V5.7, as the sample has them
            {
                "monitor_address_list": url_list(said.get("device_monitor_url")),
                "report_period": said.get("device_monitor_report_period"),
                "reporter_id": said.get("reporter_id"),
            }
        )

    return handler


def _write_legacy_configs(box: Configured) -> Handler:
    async def handler(request: web.Request) -> web.Response:
        await _note(box, request)
        asked = (await legacy_body(request)).get("config_dict")
        if not isinstance(asked, dict):
            raise legacy_error(40091, "PARAM_ERROR", "config_dict")
        if "setting-refused" in box.wrong:
            raise legacy_error(40091, "PARAM_ERROR", "refused")
        failed = _take_configs(box, request, asked)
        await _perhaps_lose(box)
        taken = [name for name in asked if name not in failed]
        return data({"success_configs": taken, "failed_configs": failed})

    return handler


def _write_v6_configs(box: Configured) -> Handler:
    async def handler(request: web.Request) -> web.Response:
        await _note(box, request)
        asked = (await v6_body(request)).get("config_dict")
        if not isinstance(asked, dict):
            raise v6_error("MISSING_ARGUMENTS", "config_dict")
        if "setting-refused" in box.wrong:
            raise v6_error("CONFIG_ITEM_FAIL", ",".join(asked))
        failed = _take_configs(box, request, asked)
        await _perhaps_lose(box)
        if failed:  # the others are taken all the same
            raise v6_error("CONFIG_ITEM_FAIL", ",".join(failed))
        said = asked if "setting-ignored" in box.wrong else box.settings.told(CONFIGS)
        return bare({name: said[name] for name in asked})

    return handler


def _take_configs(box: Configured, request: web.Request, asked: Json) -> list[str]:
    """Write what can be written; the names of the others."""
    failed: list[str] = []
    for place, (name, value) in enumerate(asked.items()):
        if name not in WRITABLE_CONFIGS or name in HISTORY_CONFIGS:
            _forbidden(box, request, name)
        if "setting-ignored" in box.wrong and name in WRITABLE_CONFIGS:
            continue
        is_left = "setting-partial" in box.wrong and place > 0
        if is_left or not box.settings.take_config(name, value):
            failed.append(name)
    return failed


def _forbidden(box: Configured, request: web.Request, key: str = "") -> None:
    box.forbidden_calls.append(f"{request.method} {request.path} {key}".rstrip())


async def _note(box: Configured, request: web.Request) -> None:
    body = await request.read()
    try:
        said = json.loads(body)
    except ValueError:
        said = body.decode(errors="replace")
    box.settings.writes.append(Write(request.method, request.path, said))


async def _perhaps_lose(box: Configured) -> None:
    """The answer to a write that is lost never comes; the caller gives up."""
    if "setting-lost-answer" in box.wrong:
        await asyncio.Event().wait()
