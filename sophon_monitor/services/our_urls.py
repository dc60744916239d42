"""Addresses of this computer as boxes are told them: how they are written, and how they are known again."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable

from sophon_monitor.domain.borrowing import BorrowedSetting, ReportKind
from sophon_monitor.protocol import report_settings as settings


def our_url(address: tuple[str, int], kind: ReportKind, token: str) -> str:
    """Return this computer's address for a report; the token keeps strangers from injecting (interfaces.md 2)."""
    host, port = address
    shown = f"[{host}]" if ":" in host else host
    page = "RealTimeEvent" if kind is ReportKind.EVENTS else "DeviceStatus"
    return f"http://{shown}:{port}/{page}/{token}"


def ownership(token: str, known: BorrowedSetting | None) -> Callable[[str], bool]:
    """Return what tells whether an address is one that we set: by the box's token, or by the journal."""
    ours = set() if known is None else {known.our_url}
    if known is not None:
        ours |= {url for values in known.written for url in settings.urls_of(known.setting, values)}
        ours -= set(settings.urls_of(known.setting, known.original))

    def is_ours(url: str) -> bool:
        return url in ours or (bool(token) and url.rstrip("/").rpartition("/")[2] == token)

    return is_ours


def may_be_ours(host: str, box_host: str) -> bool:
    """Whether a box can send to `host`: never "all addresses", and loopback only to a box that is there itself."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    if address.is_unspecified or address.is_multicast:
        return False
    return not address.is_loopback or _is_loopback(box_host)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
