"""Which MAC addresses answer for an IP on the wire, as the system's neighbour table has it. Sends nothing."""

from __future__ import annotations

import asyncio
import re
import sys
from pathlib import Path

from sophon_monitor.services.firewall import Run, output_of

ARP_TABLE = Path("/proc/net/arp")
_MAC = re.compile(r"\b([0-9a-f]{1,2}(?:[:-][0-9a-f]{1,2}){5})\b", re.IGNORECASE)
_NONE = "00:00:00:00:00:00"


async def macs_of(
    ip: str, *, platform: str = sys.platform, table: Path = ARP_TABLE, run: Run | None = None
) -> tuple[str, ...]:
    """Return the MACs known for `ip`, each once, lower case with colons; () where none can be read."""
    if platform.startswith("linux"):
        text = await asyncio.to_thread(_read, table)
    else:
        text = await (run or output_of)(("arp", "-a", ip) if platform == "win32" else ("arp", "-n", ip)) or ""
    lines = [line for line in text.splitlines() if re.search(rf"(?<![\d.]){re.escape(ip)}(?![\d.])", line)]
    found = [_plain(mac) for line in lines for mac in _MAC.findall(line)]
    return tuple(dict.fromkeys(mac for mac in found if mac != _NONE))


def _read(table: Path) -> str:
    try:
        return table.read_text("utf-8")
    except OSError:
        return ""


def _plain(mac: str) -> str:
    return ":".join(part.zfill(2) for part in re.split("[:-]", mac.lower()))
