from __future__ import annotations

import socket
from types import SimpleNamespace

import psutil

from sophon_monitor.services import local_addresses
from sophon_monitor.services.local_addresses import adapters, source_address_for


def test_that_the_route_to_a_box_on_loopback_begins_on_loopback():
    assert source_address_for("127.0.0.2") == "127.0.0.1"


def test_that_no_route_is_none(monkeypatch):
    class Unreachable(socket.socket):
        def connect(self, address):
            raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(local_addresses.socket, "socket", Unreachable)
    assert source_address_for("203.0.113.1") is None


def test_that_wired_adapters_that_are_up_come_first_and_loopback_never(monkeypatch):
    def entry(address, mask="255.255.255.0"):
        return [SimpleNamespace(family=socket.AF_INET, address=address, netmask=mask)]

    names = {
        "lo": entry("127.0.0.1"),
        "wlan0": entry("10.0.0.2"),
        "docker0": entry("172.17.0.1"),
        "eth1": entry("10.0.2.2"),
        "eth0": entry("10.0.1.2"),
        "以太网": entry("192.168.150.100"),
    }
    monkeypatch.setattr(psutil, "net_if_addrs", lambda: names)
    monkeypatch.setattr(psutil, "net_if_stats", lambda: {n: SimpleNamespace(isup=n != "eth1") for n in names})
    found = adapters()
    assert [(a.name, a.kind) for a in found] == [
        ("eth0", "cable"),
        ("以太网", "cable"),
        ("wlan0", "wireless"),
        ("docker0", "virtual"),
        ("eth1", "cable"),
    ]


def test_that_an_adapter_says_how_large_its_net_is(monkeypatch):
    masks = {"a": "255.255.255.0", "b": "255.255.0.0", "c": None, "d": "255.0.255.0", "e": "255.255.255.255"}
    names = {
        name: [SimpleNamespace(family=socket.AF_INET, address="10.0.0.1", netmask=mask)] for name, mask in masks.items()
    }
    monkeypatch.setattr(psutil, "net_if_addrs", lambda: names)
    monkeypatch.setattr(psutil, "net_if_stats", dict)
    assert [a.prefix for a in adapters()] == [24, 16, 32, 32, 32]
