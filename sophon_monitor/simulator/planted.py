"""What planted faults do to a simulated box when it is made: its cameras, its report targets, its configs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sophon_monitor.simulator.dialects.moments import Json
from sophon_monitor.simulator.facts import BoxFacts
from sophon_monitor.simulator.settings import CONFIGS, Settings

# Where reports go that go astray; all on loopback, where nobody listens.
ELSEWHERE = "http://127.88.1.9:9528/box/status"
MALFORMED = "htttp://127.0.0.1:9528/DeviceStatus"
OLD_ADDRESS = "http://127.77.66.54:9528/DeviceStatus/AAAAAAAAAAAAAAAA"
REDIRECT_TARGET = "http://127.77.66.55/"
RELAY = "127.77.66.56"

THRESHOLD_TOO_HIGH = 99.0
FACE_TOO_LARGE_PX = 300
LONG_DEDUPLICATION_S = 600


@dataclass(frozen=True, slots=True)
class OpenPorts:
    """Which ports a box opens."""

    api: bool = True
    stream: bool = True
    system: bool = True


def open_ports(wrong: Collection[str]) -> OpenPorts:
    """The ports that the faults leave open."""
    bare = "bare-mode" in wrong
    return OpenPorts(
        api=not bare and "port-5555-closed" not in wrong,
        stream=not bare and "port-5679-closed" not in wrong,
        system="port-8888-closed" not in wrong,
    )


def planted_facts(facts: BoxFacts, wrong: Collection[str]) -> BoxFacts:
    """The box without its cameras, or with relays at them, where that is the fault."""
    if "no-cameras" in wrong:
        return replace(facts, cameras=())
    if "relay" in wrong:
        return replace(facts, cameras=tuple(replace(camera, relay=RELAY) for camera in facts.cameras))
    return facts


def other_identity(facts: BoxFacts) -> BoxFacts:
    """The second device at the same address (`two-at-one-address`)."""
    return replace(facts, sn=facts.sn[:-1] + ("Y" if facts.sn.endswith("X") else "X"), mac=facts.mac[:-2] + "fe")


def plant_reports(settings: Settings, facts: BoxFacts, wrong: Collection[str]) -> None:
    """Point the reports where the faults want them; only at targets that this generation has."""
    reporting = settings.reporting
    for fault, url in (
        ("reports-elsewhere", ELSEWHERE),
        ("reports-malformed", MALFORMED),
        ("reports-old-address", OLD_ADDRESS),
        ("reports-to-itself", f"http://{facts.host}:9528/DeviceStatus"),
    ):
        if fault not in wrong:
            continue
        reporting.status.point(url)
        if facts.generation in ("v57", "v6"):
            reporting.cameras.point(url)
        if facts.generation == "se3":
            reporting.events.point(url)


def plant_configs(settings: Settings, wrong: Collection[str], now: datetime) -> None:
    """Change the configs that decide what is recognised; only those that this generation has.

    Args:
        settings: What to change.
        wrong: Names of faults.
        now: With the time zone in which arming periods are meant.
    """
    known = settings.pages.get(CONFIGS, {})
    known.update({name: value for name, value in _planted_configs(wrong, now).items() if name in known})


def _planted_configs(wrong: Collection[str], now: datetime) -> Json:
    changed: Json = {}
    if "threshold-too-high" in wrong:
        changed |= {"THRESHOLD": THRESHOLD_TOO_HIGH, "MATCH_THRESHOLD": THRESHOLD_TOO_HIGH}
    if "min-face-too-large" in wrong:
        changed |= {"REG_MIN_FACE": FACE_TOO_LARGE_PX, "REGN_MIN_FACE": FACE_TOO_LARGE_PX}
    if "long-deduplication" in wrong:
        changed |= {
            "DUPLICATE_REMOVAL_TIMEOUT": LONG_DEDUPLICATION_S,
            "GATE_DUPLICATE_REMOVAL_TIMEOUT": LONG_DEDUPLICATION_S,
        }
    if "not-armed" in wrong:  # one hour, twelve hours ago
        since = now - timedelta(hours=12)
        changed |= {
            "REGN_TIME_PART1": f"{since:%H:%M}-{since + timedelta(hours=1):%H:%M}",
            "REGN_TIME_PART1_SWITCH": True,
        }
    return changed
