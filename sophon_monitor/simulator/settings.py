"""What a simulated box has been told, to the letter: the values behind its configuration calls (protocol.md 3.2)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sophon_monitor.simulator.dialects.moments import Json
from sophon_monitor.simulator.facts import BoxFacts
from sophon_monitor.simulator.reporting import Reporting, Target
from sophon_monitor.simulator.sightings import THRESHOLD_PERCENT

MONITOR_URL, EVENT_URL, HISTORY_URL = "MonitorServerUrl", "EventServerUrl", "HistoryEventUrl"
MONITOR, SYSTEM_MONITOR, CONFIGS = "monitor", "systemmonitorconfig", "configs"

_PERIODS = frozenset({"reported_peroid", "report_period", "device_monitor_report_period"})
_WEB_HEART = ("WEB_HEART_URL", "WEB_HEART_TIME")
_MEDIA_DEVICE_MONITOR = ("MEDIA_DEVICE_MONITOR_URL", "MEDIA_DEVICE_MONITOR_REPORT_PEROID")
HISTORY_CONFIGS = frozenset(
    {"HISTORY_UPLOAD_EVENT_URL", "REPORTED_PEROID", "HISTORY_EVENT_UPLOAD_URL", "HISTORY_REPORT_PEROID"}
)
# What a call may write of the configs; all other names are looked after by nobody here, or are dangerous.
WRITABLE_CONFIGS = HISTORY_CONFIGS | {*_WEB_HEART, *_MEDIA_DEVICE_MONITOR, "DEVICE_LIST_INFO_UPLOAD_ADDR"}
_CONFIG_PERIODS = frozenset(
    {"WEB_HEART_TIME", "MEDIA_DEVICE_MONITOR_REPORT_PEROID", "REPORTED_PEROID", "HISTORY_REPORT_PEROID"}
)


@dataclass(frozen=True, slots=True)
class PageRules:
    """What one configuration call takes.

    Attributes:
        required: Keys that a write must have; null counts as missing, "" does not.
        defaults: What a key becomes that a write leaves out.
        untold: Keys that are kept and not given back.
    """

    required: tuple[str, ...]
    defaults: Mapping[str, object] = field(default_factory=dict)
    untold: frozenset[str] = frozenset()


RULES: Mapping[str, PageRules] = {
    MONITOR_URL: PageRules(
        ("monitor_server_url", "content-type", "reported_peroid"), untold=frozenset({"content-type"})
    ),
    EVENT_URL: PageRules(("event_server_url", "content-type"), {"real_need_reg_pic": True}),
    HISTORY_URL: PageRules(
        ("history_upload_event_url", "content-type", "reported_peroid"), {"history_need_reg_pic": True}
    ),
    MONITOR: PageRules(("monitor_address_list", "report_period", "dev_sno")),
    SYSTEM_MONITOR: PageRules(("device_monitor_url", "device_monitor_report_period", "reporter_id")),
}


@dataclass(frozen=True, slots=True)
class Write:
    """One write of a setting that arrived, taken or not.

    Attributes:
        body: The JSON value that was sent; the text where it was none.
    """

    method: str
    path: str
    body: object


class Settings:
    """The settings of one box.

    Attributes:
        pages: Values by call and key: MonitorServerUrl, EventServerUrl, HistoryEventUrl (5555, SE3), monitor (8888,
            V5.7), systemmonitorconfig (8888, V6), configs (5555, V5.7 and V6). JSON values as they were written.
        reporting: The same, as where reports go.
        writes: Every write that arrived, oldest first.
    """

    def __init__(self, facts: BoxFacts, wrong: Collection[str] = ()) -> None:
        """Start values of that generation: no report goes anywhere."""
        web_heart = "web-heart" in wrong
        self.pages: dict[str, Json] = _pages(facts, web_heart=web_heart)
        self.reporting = _reporting(facts.generation, self.pages, web_heart=web_heart)
        self.writes: list[Write] = []

    def start_with(self, name: str, value: object) -> None:
        """Set a start value; None takes the key away, so that the box does not tell it.

        Args:
            name: A key, for each call that has it; a name in capitals for the configs; or CALL.KEY for one call.
            value: Any JSON value.

        Raises:
            ValueError: No call of this generation has it; the text is shown to the user.
        """
        places = self._places(name)
        if not places:
            raise ValueError(f"no call of this generation has a setting {name}")
        for place in places:
            self.pages[place][name.rpartition(".")[2]] = value

    def has(self, name: str) -> bool:
        """Whether `start_with` takes the name."""
        return bool(self._places(name))

    def _places(self, name: str) -> list[str]:
        page, dot, key = name.rpartition(".")
        return [known for known in self.pages if (not dot or known == page) and self._knows(known, key)]

    def _knows(self, page: str, key: str) -> bool:
        return key.isupper() if page == CONFIGS else key in self.pages[page]

    def told(self, page: str) -> Json:
        """What reading a call gives."""
        untold = RULES[page].untold if page in RULES else frozenset()
        return {key: value for key, value in self.pages[page].items() if key not in untold and value is not None}

    def problem_of(self, page: str, asked: Json) -> str:
        """The key for which a write is refused, "" for none."""
        for key in RULES[page].required:
            if asked.get(key) is None:
                return key
        for key, value in asked.items():
            if key in self.pages[page] and not _fits(key in _PERIODS, value, self.pages[page][key]):
                return key
        return ""

    def take(self, page: str, asked: Json) -> None:
        """Write one call's values as they are; what is left out gets its default where it has one."""
        known = self.pages[page]
        known.update({key: value for key, value in asked.items() if key in known and value is not None})
        known.update({key: value for key, value in RULES[page].defaults.items() if asked.get(key) is None})

    def take_config(self, name: str, value: object) -> bool:
        """Write one config as it is; False where it is none that a call may write here, or is of another type."""
        known = self.pages[CONFIGS]
        if name not in WRITABLE_CONFIGS or name not in known or value is None:
            return False
        if not _fits(name in _CONFIG_PERIODS, value, known[name]):
            return False
        known[name] = value
        return True


def _fits(is_period: bool, value: object, present: object) -> bool:
    """Whether a value is a period, or else of the type that the box has there. None is as good as not sent."""
    if value is None:
        return True
    if not is_period:
        return isinstance(value, type(present)) if present is not None else True
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return False
    try:
        return 0 < float(value) < float("inf")
    except ValueError:
        return False


def _pages(facts: BoxFacts, *, web_heart: bool) -> dict[str, Json]:
    history: Json = {
        "history_upload_event_url": [],
        "history_need_reg_pic": True,
        "content-type": "json",
        "reported_peroid": 5,
    }
    match facts.generation:
        case "se3":
            return {
                MONITOR_URL: {"monitor_server_url": "", "content-type": "json", "reported_peroid": 5},
                EVENT_URL: {"event_server_url": [], "real_need_reg_pic": True, "content-type": "json"},
                HISTORY_URL: history,
            }
        case "v5":
            return {HISTORY_URL: history | {"history_need_spot_pic": True, "history_need_recognize_face": True}}
        case "v57":
            monitor: Json = {"monitor_address_list": [], "report_period": 5, "dev_sno": facts.license}
            return {MONITOR: monitor, CONFIGS: _v57_configs(facts)}
        case _:
            system: Json = {
                "device_monitor_url": "",
                "device_monitor_report_period": 5,
                "reporter_id": facts.reporter_id,
            }
            return {SYSTEM_MONITOR: system, CONFIGS: _v6_configs(facts, web_heart=web_heart)}


def _reporting(generation: str, pages: dict[str, Json], *, web_heart: bool) -> Reporting:
    history = Target(pages.get(HISTORY_URL), "history_upload_event_url", "reported_peroid", as_list=True)
    match generation:
        case "se3":
            return Reporting(
                status=Target(pages[MONITOR_URL], "monitor_server_url", "reported_peroid"),
                events=Target(pages[EVENT_URL], "event_server_url", as_list=True),
                history=history,
            )
        case "v5":
            return Reporting(history=history)
        case "v57":
            configs = pages[CONFIGS]
            return Reporting(
                status=Target(pages[MONITOR], "monitor_address_list", "report_period", as_list=True),
                cameras=Target(configs, *_WEB_HEART),
                history=Target(configs, "HISTORY_UPLOAD_EVENT_URL", "REPORTED_PEROID"),
                device_list=Target(configs, "DEVICE_LIST_INFO_UPLOAD_ADDR"),
            )
        case _:
            configs = pages[CONFIGS]
            return Reporting(
                status=Target(pages[SYSTEM_MONITOR], "device_monitor_url", "device_monitor_report_period"),
                cameras=Target(configs, *(_WEB_HEART if web_heart else _MEDIA_DEVICE_MONITOR)),
                history=Target(configs, "HISTORY_EVENT_UPLOAD_URL", "HISTORY_REPORT_PEROID"),
            )


_ALWAYS_ARMED: Json = {
    "REGN_TIME_PART1": "00:00-24:00",
    "REGN_TIME_PART1_SWITCH": False,
    "REGN_TIME_PART2": "00:00-24:00",
    "REGN_TIME_PART2_SWITCH": False,
}


def _v57_configs(facts: BoxFacts) -> Json:
    """The dump of V5.7; the passwords are invented."""
    return {
        "WEB_HEART_URL": "",
        "WEB_HEART_TIME": 5,
        "HISTORY_UPLOAD_EVENT_URL": "",
        "REPORTED_PEROID": 5,
        "HISTORY_CONTENT_TYPE": "json",
        "HISTORY_EVENT_NEED_REG_PIC": True,
        "HISROTY_EVENT_NEED_REG_PIC": "true",
        "DEVICE_LIST_INFO_UPLOAD_ADDR": "",
        "THRESHOLD": THRESHOLD_PERCENT,
        "THRESHOLD_RANGE": "0.0,82.0,100.0",
        "REG_MIN_FACE": 40,
        "DUPLICATE_REMOVAL_TIMEOUT": 6,
        "PASSMODE": "normal",
        "WORK_MODE": "local",
        **_ALWAYS_ARMED,
        "APPLY_MODE": "recognize",
        "DEV_SNO": facts.license,
        "BOX_MAC": facts.hex_mac,
        "MQ_PASSWORD": "invented-mq-password",
        "LOGIN_TOKEN": "invented-login-token",
    }


def _v6_configs(facts: BoxFacts, *, web_heart: bool) -> Json:
    """The configs of V6; the passwords are invented."""
    url, period = _WEB_HEART if web_heart else _MEDIA_DEVICE_MONITOR
    return {
        url: "",
        period: 5,
        "HISTORY_EVENT_UPLOAD_URL": "",
        "HISTORY_REPORT_PEROID": 5,
        "MATCH_THRESHOLD": THRESHOLD_PERCENT,
        "REGN_MIN_FACE": 40,
        "GATE_DUPLICATE_REMOVAL_TIMEOUT": 6,
        "GATE_PASS_MODE": "normal",
        "GATE_WORK_MODE": "local",
        "GATE_PRODUCT_TYPE": "SE5",
        **_ALWAYS_ARMED,
        "GATE_APPLY_MODE": "recognize",
        "MQ_LICENSE_KEY": facts.license,
        "MQ_LOGIN_STATUS": 0,
        "MQ_PASSWORD": "invented-mq-password",
        "MQ_LOGIN_TOKEN": "invented-login-token",
    }
