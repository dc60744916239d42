"""This computer as the ladder sees it: its network cards, neighbours, firewall, and whether a monitor listens."""

from __future__ import annotations

import asyncio
import json
import urllib.error
import urllib.request

from sophon_monitor.services.firewall import FirewallState, firewall_state
from sophon_monitor.services.local_addresses import Adapter, adapters, source_address_for
from sophon_monitor.services.name_lookup import addresses_of
from sophon_monitor.services.neighbours import macs_of

PATIENCE_S = 1.0
_LARGEST_BYTES = 4096
# No proxy: addresses of a site concern nobody else.
_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class ThisComputer:
    """The real surroundings. Any loop."""

    def adapters(self) -> tuple[Adapter, ...]:
        """Its network cards."""
        return adapters()

    def source_for(self, ip: str) -> str | None:
        """Its address on the route to `ip`."""
        return source_address_for(ip)

    async def addresses_of(self, host: str) -> list[str]:
        """Look up a host name. Raises OSError."""
        return await addresses_of(host)

    async def macs_of(self, ip: str) -> tuple[str, ...]:
        """MAC addresses of the neighbour table."""
        return await macs_of(ip)

    async def firewall(self, port: int) -> FirewallState:
        """What the system's firewall does with `port`."""
        return await firewall_state(port)

    async def monitor_at(self, host: str, port: int) -> bool:
        """Whether a receiver of this program answers there (interfaces.md section 2, `GET /health`)."""
        shown = f"[{host}]" if ":" in host else host
        return await asyncio.to_thread(_is_monitor, f"http://{shown}:{port}/health")


def _is_monitor(url: str) -> bool:
    try:
        with _opener.open(url, timeout=PATIENCE_S) as answer:
            said = json.loads(answer.read(_LARGEST_BYTES))
    except (OSError, ValueError, urllib.error.URLError):
        return False
    return isinstance(said, dict) and said.get("status") == "ok" and "rejected" in said
