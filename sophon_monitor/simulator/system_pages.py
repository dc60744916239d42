"""Port 8888 of a simulated box: system information (protocol.md 3.4). SE3 has no such port."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from aiohttp import web

from sophon_monitor.simulator.dialects import v5, v6, v57
from sophon_monitor.simulator.dialects.moments import Json, Moment, uptime_words
from sophon_monitor.simulator.pages import Handler, bare, data, legacy_body, v6_body, v6_error
from sophon_monitor.simulator.setting_pages import Configured, add_v6_monitor, add_v57_monitor

V5_PATH = "/SophonSystem/api"
V6_PATH = "/sophon/v2/system"
TIMEZONE = -8  # plus means west: this is UTC+8


class Measured(Configured, Protocol):
    """What these pages need of a box."""

    system_mode: str

    def moment(self, caller: str = "") -> Moment:
        """How it is now."""


def add_v5(application: web.Application, box: Measured, *, is_v57: bool) -> None:
    """GET calls of V5.5-V5.7; V5.7 has three more."""
    says: dict[str, Callable[[Moment], object]] = {
        "cpu": v5.cpu,
        "tpu": v57.tpu,
        "memoryInfo": v5.memory,
        "diskInfo": v5.disk,
        "temperature": lambda m: {
            "core_temperature": f"{m.vitals.core_c:.1f}'C",
            "board_temperature": f"{m.vitals.board_c:.1f}'C",
        },
        "fan": lambda m: {"fan": f"{m.vitals.fan_rpm:.0f}r/min"},
        "uptime": lambda m: {"uptime": uptime_words(m.vitals.uptime_s)},
        "systemVersion": lambda m: {
            "version": m.box.software,
            "mcu_version": "0x23",
            "details": f"gate: {m.box.software}<br/>sdk: {m.box.sdk}",
        },
        "hardwareInfo": lambda m: {"model": "SE5", "hardwareVersion": "SE50210", "device_sn": m.box.sn},
        "deviceSN": lambda m: {"device_sn": m.box.sn},
        "hostname": lambda m: {"hostname": m.box.name},
        "ip": lambda m: _addresses(m, "device", "status", "static"),
        "time": lambda m: {"time": m.now_ms, "timezone": TIMEZONE},
        "systemMode": lambda _: {"system_mode": box.system_mode},
        "regularReboot": lambda _: {"days": "", "hour": "03"},
        "timeSelectMode": lambda _: {"time_select_mode": "0"},
        "ntpConfig": lambda m: {"ntp_config": "ntp.example.net", "time": m.now_ms, "timezone": TIMEZONE},
    }
    if is_v57:
        says["externalDiskInfo"] = lambda _: v57.EXTERNAL_DISK
        add_v57_monitor(application, box)
    for name, say in says.items():
        application.router.add_get(f"{V5_PATH}/{name}", _v5_page(box, name, say))
    application.router.add_post(f"{V5_PATH}/login", _v5_login)


def _v5_page(box: Measured, name: str, say: Callable[[Moment], object]) -> Handler:
    async def page(_: web.Request) -> web.Response:
        return data(say(box.moment(name)))

    return page


async def _v5_login(request: web.Request) -> web.Response:
    asked = await legacy_body(request)
    return data({"success": (asked.get("username"), asked.get("password")) == ("admin", "admin")})


def add_v6(application: web.Application, box: Measured) -> None:
    """POST calls of V6, bare answers."""
    says: dict[str, Callable[[Moment], Json]] = {
        "getcpuinfo": v6.cpu,
        "gettpuinfo": v6.tpu,
        "getmemoryinfo": v6.memory,
        "gettemperature": lambda m: {
            "core_temperature": m.vitals.core_c,
            "board_temperature": m.vitals.board_c,
        },
        "getfanspeed": lambda m: {"fan_speed": m.vitals.fan_rpm},
        "getuptime": lambda m: {"uptime": v6.uptime(m.vitals.uptime_s)},
        "getsoftwareversion": lambda m: {
            "nnsdk_version": "2.7.0_20220531",
            "app_gate_version": m.box.software,
            "app_version_details": f"gate: {m.box.software}<br/>sdk: {m.box.sdk}",
        },
        "gethardwareinfo": lambda m: {
            "model": "SE50221",
            "product_version": "V1.2",
            "device_sn": m.box.sn,
            "chip_sn": f"C{m.box.sn[-6:]}",
            "mcu_version": "0x23",
        },
        "getdevicesn": lambda m: {"device_sn": m.box.sn},
        "gethostname": lambda m: {"hostname": m.box.name},
        "getip": lambda m: {"address_list": _addresses(m, "interface", "mode", "static")},
        "gettime": lambda m: {"time": m.now_ms, "timezone": TIMEZONE},
        "gettimesettingmode": lambda _: {"mode": "ntp"},
        "getntpconfig": lambda m: {"ntp_server_list": ["ntp.example.net"], "time": m.now_ms, "timezone": TIMEZONE},
        "getexternaldisk": lambda _: v57.EXTERNAL_DISK,
        "getsystemmode": lambda _: {"system_mode": box.system_mode},
        "getregularreboot": lambda _: {"days": "", "hour": "03"},
    }
    for name, say in says.items():
        application.router.add_post(f"{V6_PATH}/{name}", _v6_page(box, name, say))
    application.router.add_post(f"{V6_PATH}/getstorage", _storage(box))
    add_v6_monitor(application, box)


def _v6_page(box: Measured, name: str, say: Callable[[Moment], Json]) -> Handler:
    async def page(request: web.Request) -> web.Response:
        await v6_body(request)
        return bare(say(box.moment(name)))

    return page


def _storage(box: Measured) -> Handler:
    async def page(request: web.Request) -> web.Response:
        asked = (await v6_body(request)).get("device")
        if asked is None:
            raise v6_error("MISSING_ARGUMENTS", "device")
        if asked not in ("emmc", "hdd"):
            raise v6_error("INVALID_ARGUMENTS", str(asked))
        return bare(v6.emmc(box.moment("getstorage")) if asked == "emmc" else v6.NO_DRIVE)

    return page


def _addresses(moment: Moment, device: str, mode: str, fixed: str) -> list[Json]:
    first: Json = {
        device: "eth0",
        "dns": "",
        "gateway": "192.168.1.1",
        "ip": moment.box.host,
        "netmask": "255.255.255.0",
        mode: fixed,
        "bandwidth": "1000.0Mb/s",
        "bandwidth_varity": "0.8Mb/s",
        "mac": moment.box.mac,
    }
    second = first | {device: "eth1", "gateway": "", "ip": v5.LAN_SOCKET, "bandwidth": "100.0Mb/s"}
    return [first, second]
