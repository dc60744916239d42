"""A box's address as a person types it: `host`, `host:api:ws:sys`, or a web address copied from a browser."""

from __future__ import annotations

import ipaddress
import re

from PySide6.QtCore import QCoreApplication

from sophon_monitor.domain.site import API_PORT, STREAM_PORT, SYSTEM_PORT, BoxAddress

translate = QCoreApplication.translate

_HOST_NAME = re.compile(r"(?!-)[A-Za-z0-9_-]{1,63}(?<!-)(\.(?!-)[A-Za-z0-9_-]{1,63}(?<!-))*\.?")


class AddressError(ValueError):
    """What was typed is no address; the text is the sentence to show under the field, translated."""


def parse_address(text: str) -> BoxAddress:
    """Read what was typed.

    Raises:
        AddressError: With a sentence for the person.
    """
    typed = text.strip()
    if not typed:
        raise AddressError(translate("AddBox", "Type the box's address, such as 192.168.1.180."))
    if "://" in typed:  # from the browser's address line: its port is that of the web page, not of the API
        typed = re.split(r"[/?#]", typed.partition("://")[2])[0].rpartition("@")[2]
        typed = typed if typed.startswith("[") else typed.partition(":")[0]
    host, ports = _taken_apart(typed)
    return BoxAddress(_checked_host(host), *ports)


def _taken_apart(typed: str) -> tuple[str, tuple[int, int, int]]:
    if typed.startswith("["):  # [IPv6]:api:ws:sys
        host, _, rest = typed[1:].partition("]")
        parts = rest.split(":")[1:] if rest else []
    elif _is_ip(typed):  # IPv6 without brackets has no room for ports
        host, parts = typed, []
    else:
        host, *parts = typed.split(":")
    if len(parts) > 3:
        raise AddressError(translate("AddBox", "Too many colons: it is address:API:events:system."))
    ports = [API_PORT, STREAM_PORT, SYSTEM_PORT]
    for place, part in enumerate(parts):
        if part.strip():
            ports[place] = parse_port(part.strip())
    return host.strip(), (ports[0], ports[1], ports[2])


def parse_port(text: str) -> int:
    """Read a port. Raises AddressError."""
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text) <= 65535:
        raise AddressError(translate("AddBox", "{text} is no port: it must be 1 to 65535.").format(text=text))
    return int(text)


def _is_ip(text: str) -> bool:
    try:
        ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return True


def _checked_host(host: str) -> str:
    if _is_ip(host):
        address = ipaddress.ip_address(host.partition("%")[0])
        if address.is_unspecified or address.is_multicast or host == "255.255.255.255":
            raise AddressError(translate("AddBox", "No box can have the address {text}.").format(text=host))
        return host
    if re.fullmatch(r"[0-9.]+", host):
        sentence = translate("AddBox", "{text} is no address: it takes four numbers from 0 to 255.")
        raise AddressError(sentence.format(text=host))
    if len(host) > 253 or not _HOST_NAME.fullmatch(host):
        raise AddressError(translate("AddBox", "{text} is neither an IP address nor a host name.").format(text=host))
    return host
