"""P15: a box that believes that we are its management platform (protocol.md 4.2)."""

from __future__ import annotations

from collections.abc import Mapping

from sophon_monitor.protocol.messages import PlatformLogin
from sophon_monitor.protocol.values import first, text

_CODES = ("dev_sno", "mq_license_key")
_SERIALS = ("hex_mac", "device_sn")


def platform_login(query: Mapping[str, str]) -> PlatformLogin | None:
    """Return the login that a query or form asks for, None where it is none: it has a code and a serial, even empty."""
    fields = dict(query)
    if not any(name in fields for name in _CODES) or not any(name in fields for name in _SERIALS):
        return None
    return PlatformLogin(license=text(first((fields,), *_CODES)), serial=text(first((fields,), *_SERIALS)))
