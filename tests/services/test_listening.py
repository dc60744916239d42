"""Addresses that come and go: the receiver follows them, and says where boxes cannot reach it."""

from __future__ import annotations

import errno
import os
import socket

import pytest

from sophon_monitor.services import listening
from sophon_monitor.services.listening import Listening, ListeningAddresses, ListenPlan, Unheard
from sophon_monitor.services.local_addresses import Adapter
from sophon_monitor.services.port_holder import PortHolder, holder_of, next_free_port
from sophon_monitor.services.receiver_connection import bind

LOOPBACK, CABLE = "127.0.0.1", "192.168.77.5"


class Site:
    """A receiver that binds nothing, and a computer whose cable can be pulled."""

    def __init__(self, plan: ListenPlan) -> None:
        self.open_now: set[tuple[str, int]] = set()
        self.taken: set[tuple[str, int]] = set()
        self.cable: Adapter | None = Adapter("eth0", CABLE, "cable", True)
        self.told: list[Listening] = []
        self.addresses = ListeningAddresses(
            self,
            plan,
            box_ips=lambda: (),
            tell=self.told.append,
            local=lambda: (self.cable,) if self.cable is not None else (),
        )

    async def open(self, host: str, port: int) -> int:
        if (host, port) in self.taken:
            raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE))
        if host == CABLE and self.cable is None:
            raise OSError(errno.EADDRNOTAVAIL, os.strerror(errno.EADDRNOTAVAIL))
        assert (host, port) not in self.open_now
        self.open_now.add((host, port))
        return port

    async def close_address(self, host: str, port: int) -> None:
        self.open_now.remove((host, port))


BOTH = ((LOOPBACK, 9528), (CABLE, 9528))


async def test_that_an_address_that_goes_is_said_once_and_heard_again_when_it_is_back():
    site = Site(ListenPlan(chosen=(CABLE,)))
    await site.addresses.open()
    assert site.told == [Listening(BOTH)]
    await site.addresses.look()
    assert len(site.told) == 1, "nothing has changed"
    cable, site.cable = site.cable, None
    await site.addresses.look()
    await site.addresses.look()
    assert site.told[1:] == [Listening(BOTH[:1], (Unheard(CABLE, 9528, "gone"),))]
    assert site.open_now == {BOTH[0]}, "the old socket is not kept"
    site.cable = cable
    await site.addresses.look()
    assert site.told[2:] == [Listening(BOTH)]
    assert site.open_now == set(BOTH)


async def test_that_an_address_that_was_asked_for_alone_comes_back_too():
    site = Site(ListenPlan(host=CABLE, port=9600))
    await site.addresses.open()
    cable, site.cable = site.cable, None
    await site.addresses.look()
    assert site.addresses.now == Listening((), (Unheard(CABLE, 9600, "gone"),))
    site.cable = cable
    await site.addresses.look()
    assert site.addresses.now == Listening(((CABLE, 9600),))


async def test_that_an_address_on_the_way_to_a_box_is_missed_when_the_way_is_gone(monkeypatch):
    site = Site(ListenPlan())
    site.addresses._box_ips = lambda: ("192.168.77.80",)
    monkeypatch.setattr(listening, "source_address_for", lambda _ip: CABLE if site.cable is not None else None)
    await site.addresses.open()
    assert site.addresses.now == Listening(BOTH)
    site.cable = None
    await site.addresses.look()
    await site.addresses.look()
    assert site.addresses.now == Listening(BOTH[:1], (Unheard(CABLE, 9528, "gone"),))


async def test_that_a_pulled_cable_is_said_where_the_address_stays():
    site = Site(ListenPlan(chosen=(CABLE,)))
    await site.addresses.open()
    await site.addresses.look()
    site.cable = Adapter("eth0", CABLE, "cable", False)
    await site.addresses.look()
    assert site.addresses.now == Listening(BOTH, (Unheard(CABLE, 9528, "unplugged"),))
    assert site.open_now == set(BOTH), "it goes on listening"
    site.cable = Adapter("eth0", CABLE, "cable", True)
    await site.addresses.look()
    assert site.addresses.now == Listening(BOTH)


async def test_that_an_adapter_that_never_said_it_was_up_is_no_trouble():
    site = Site(ListenPlan(chosen=(CABLE,)))
    site.cable = Adapter("tun0", CABLE, "virtual", False)
    await site.addresses.open()
    await site.addresses.look()
    assert site.addresses.now == Listening(BOTH)


async def test_that_a_port_that_becomes_free_is_taken_without_being_asked():
    site = Site(ListenPlan(chosen=(CABLE,)))
    site.taken = {(LOOPBACK, 9528)}
    await site.addresses.open()
    assert [(one.host, one.why) for one in site.addresses.now.failed] == [(LOOPBACK, "taken")]
    site.taken = set()
    await site.addresses.look()
    assert site.addresses.now.failed == ()
    assert site.open_now == set(BOTH)


async def test_that_all_addresses_move_to_another_port_together():
    site = Site(ListenPlan(chosen=(CABLE,)))
    site.taken = {(LOOPBACK, 9528)}
    await site.addresses.open()
    await site.addresses.move(9529)
    assert site.addresses.now == Listening(((LOOPBACK, 9529), (CABLE, 9529)))
    assert site.open_now == {(LOOPBACK, 9529), (CABLE, 9529)}
    await site.addresses.choose((CABLE,))
    assert site.addresses.now.addresses == ((LOOPBACK, 9529), (CABLE, 9529))


# -- who holds a port -------------------------------------------------------------------------------------------------


@pytest.fixture
def held():
    with bind("127.0.0.1", 0) as one:
        yield one.getsockname()[1]


def test_that_the_program_that_holds_a_port_is_named(held):
    found = holder_of("127.0.0.1", held)
    assert found is not None
    assert found.pid == os.getpid()
    assert found.name
    assert holder_of("127.0.0.2", held) is None


def test_that_one_who_holds_all_addresses_holds_each():
    with socket.socket() as everywhere:
        everywhere.bind(("0.0.0.0", 0))
        everywhere.listen()
        found = holder_of("127.0.0.1", everywhere.getsockname()[1])
    assert found == PortHolder(found.name, os.getpid())


def test_that_the_next_free_port_is_free_on_every_address(held):
    free = next_free_port(("127.0.0.1",), held - 1)
    assert free is not None
    assert free > held
    with bind("127.0.0.2", free):
        other = next_free_port(("127.0.0.1", "127.0.0.2"), held - 1)
        assert other is not None
        assert other > free
    assert next_free_port(("127.0.0.1",), 65535) is None


def test_that_an_address_that_is_away_keeps_no_port_from_being_offered(held):
    assert next_free_port(("127.0.0.1", "203.0.113.77"), held) is not None
