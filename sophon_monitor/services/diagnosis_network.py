"""The first rungs: this computer's network card, its net, the wire, the route."""

from __future__ import annotations

import asyncio
import ipaddress

from sophon_monitor.domain.arrivals import is_ip
from sophon_monitor.domain.ladder import Rung, RungAction, RungId
from sophon_monitor.protocol.answers import decode_system
from sophon_monitor.protocol.errors import ProtocolError
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.protocol.requests import SystemCall, system_request
from sophon_monitor.services.box_calls import CallFailed
from sophon_monitor.services.diagnosis_climb import Climb, failed, ok, skipped, unknown
from sophon_monitor.services.local_addresses import Adapter

ROUTED_PATIENCE_S = 1.5


async def adapter(climb: Climb) -> Rung:
    """A network card is up, and the box's name can be looked up."""
    host = climb.address.host
    if is_ip(host):
        climb.ip = host
    else:
        try:
            climb.ip = (await climb.around.addresses_of(host))[0]
        except (OSError, UnicodeError, IndexError) as cause:
            climb.stopped = True
            return failed(RungId.ADAPTER, "unknown_host", RungAction.FIND, host=host, detail=str(cause))
    climb.source = climb.around.source_for(climb.ip)
    if _is_loopback(climb.ip):
        return ok(RungId.ADAPTER, "loopback")
    cards = [card for card in climb.around.adapters() if card.up]
    if not cards:
        climb.stopped = True
        return failed(RungId.ADAPTER, "none_up")
    facing = next((card for card in cards if card.address == climb.source), cards[0])
    return ok(RungId.ADAPTER, "up", adapter=facing.name, address=facing.address)


async def subnet(climb: Climb) -> Rung:
    """The box lies in a net of this computer, or behind a router."""
    if climb.ip is None:
        return skipped(RungId.SUBNET)
    if _is_loopback(climb.ip):
        return ok(RungId.SUBNET, "same", network="127.0.0.0/8")
    cards = [card for card in climb.around.adapters() if card.up]
    nets = [_network(card) for card in cards]
    for net in nets:
        if ipaddress.ip_address(climb.ip) in net:
            return ok(RungId.SUBNET, "same", network=str(net))
    if cards and all(ipaddress.ip_address(card.address).is_link_local for card in cards):
        climb.stopped = climb.source is None
        return failed(RungId.SUBNET, "link_local", address=cards[0].address)
    own = str(nets[0]) if nets else ""
    if climb.source is not None and await _something_answers(climb.ip, (climb.address.api, climb.address.system)):
        return ok(RungId.SUBNET, "routed", address=climb.ip, network=own)
    climb.stopped = True
    return failed(RungId.SUBNET, "other_subnet", RungAction.FIND, address=climb.ip, network=own)


async def address_conflict(climb: Climb) -> Rung:
    """One device answers for the address: one MAC, one serial number, and not this computer."""
    if climb.ip is None:
        return skipped(RungId.ADDRESS_CONFLICT)
    if not _is_loopback(climb.ip) and any(card.address == climb.ip for card in climb.around.adapters()):
        return failed(RungId.ADDRESS_CONFLICT, "own_address", RungAction.FIND, address=climb.ip)
    macs = await climb.around.macs_of(climb.ip)
    if len(macs) > 1:
        return failed(RungId.ADDRESS_CONFLICT, "two_macs", RungAction.FIND, macs=", ".join(macs))
    numbers = await _serial_numbers(climb)
    climb.sn = numbers[0] if numbers else None
    if len(numbers) > 1:
        return failed(
            RungId.ADDRESS_CONFLICT, "serial_numbers_alternate", RungAction.FIND, first=numbers[0], second=numbers[1]
        )
    if macs or numbers:
        return ok(RungId.ADDRESS_CONFLICT, "one_answers", mac=macs[0] if macs else "")
    return unknown(RungId.ADDRESS_CONFLICT, "not_seen")


async def route(climb: Climb) -> Rung:
    """The system knows a way to the box."""
    if climb.ip is None:
        return skipped(RungId.ROUTE)
    if climb.source is None:
        climb.stopped = True
        return failed(RungId.ROUTE, "none")
    return ok(RungId.ROUTE, "through", address=climb.source)


async def _serial_numbers(climb: Climb) -> list[str]:
    """What the address says of its serial number when asked three times; each once, in order."""
    for generation in (Generation.V6, Generation.V57):
        numbers: list[str] = []
        for _ in range(3):
            try:
                answer = await climb.calls.call(system_request(SystemCall.SN, generation))
                number = decode_system(SystemCall.SN, answer.body).sn
            except CallFailed as failure:
                if failure.problem != "http_status":
                    return numbers  # nothing there, or too slow: the rungs below say so
                break
            except ProtocolError:
                break
            if number is not None and number not in numbers:
                numbers.append(number)
        if numbers:
            return numbers
    return []


async def _something_answers(ip: str, ports: tuple[int, ...]) -> bool:
    """Whether anything at that address takes or refuses a connection, which only a device that is there can do."""
    for port in ports:
        try:
            async with asyncio.timeout(ROUTED_PATIENCE_S):
                _, writer = await asyncio.open_connection(ip, port)
        except ConnectionRefusedError:
            return True
        except (OSError, TimeoutError):
            continue
        writer.close()
        return True
    return False


def _network(card: Adapter) -> ipaddress.IPv4Network:
    return ipaddress.IPv4Network(f"{card.address}/{card.prefix}", strict=False)


def _is_loopback(ip: str) -> bool:
    try:
        return ipaddress.ip_address(ip).is_loopback
    except ValueError:
        return False
