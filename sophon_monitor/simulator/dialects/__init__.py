"""What simulated boxes say, generation by generation (protocol.md). Payloads only: no sockets, no clock."""

from __future__ import annotations

from sophon_monitor.simulator.dialects import se3, v5, v6, v57
from sophon_monitor.simulator.dialects.moments import Dialect

_DIALECTS: dict[str, Dialect] = {"se3": se3.DIALECT, "v5": v5.DIALECT, "v57": v57.DIALECT, "v6": v6.DIALECT}


def dialect_of(generation: str) -> Dialect:
    """How boxes of that generation speak."""
    return _DIALECTS[generation]
