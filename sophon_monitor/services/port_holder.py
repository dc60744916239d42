"""Who holds a port of this computer, and which one is free: for the sentence that says why nothing can be received."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterable
from dataclasses import dataclass

import psutil

from sophon_monitor.services.receiver_connection import bind

LOOKED_AT = 200  # ports after the one that is taken
ANY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104 - compared, not bound


@dataclass(frozen=True, slots=True)
class PortHolder:
    """The program that listens where we wanted to; both empty where the system does not say it to this user."""

    name: str = ""
    pid: int | None = None


def is_taken(cause: OSError) -> bool:
    """Whether another program, or the system itself, keeps the port: another number would do."""
    return cause.errno in (errno.EADDRINUSE, errno.EACCES)


def holder_of(host: str, port: int) -> PortHolder | None:
    """Who listens on that port of that address, None where nobody is seen. Up to 0.1 s; any thread."""
    try:
        found = [c for c in psutil.net_connections("tcp") if c.status == psutil.CONN_LISTEN]
    except (psutil.Error, OSError):  # not for this user to know
        return None
    for connection in found:
        if (address := connection.laddr) and address.port == port and (address.ip == host or _is_any(address.ip, host)):
            return PortHolder(_name_of(connection.pid), connection.pid)
    return None


def next_free_port(hosts: Iterable[str], after: int) -> int | None:
    """The next port that is free on all these addresses of this computer; None where there is none near."""
    hosts = tuple(hosts)
    for port in range(after + 1, min(after + LOOKED_AT, 65535) + 1):
        if all(_is_free(host, port) for host in hosts):
            return port
    return None


def _is_any(listens: str, wanted: str) -> bool:
    return listens in ANY_ADDRESS or wanted in ANY_ADDRESS or listens == f"::ffff:{wanted}"


def _name_of(pid: int | None) -> str:
    if pid is None:
        return ""
    try:
        return str(psutil.Process(pid).name())
    except psutil.Error:
        return ""


def _is_free(host: str, port: int) -> bool:
    try:
        bind(host, port).close()
    except OSError as cause:
        # An address that is not there now keeps no port from being used.
        return not is_taken(cause) and not isinstance(cause, socket.gaierror)
    return True
