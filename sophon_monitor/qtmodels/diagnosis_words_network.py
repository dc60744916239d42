"""Sentences of the rungs about the network: from this computer's card to the box's face port."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from sophon_monitor.domain.ladder import RungId
from sophon_monitor.qtmodels.rung_words import RungWords

translate = QCoreApplication.translate


def _adapter(code: str) -> RungWords | None:
    match code:
        case "up":
            return RungWords(translate("Diagnosis", "{adapter} {address} is up"))
        case "loopback":
            return RungWords(translate("Diagnosis", "none needed: the box runs on this computer itself"))
        case "none_up":
            return RungWords(
                translate("Diagnosis", "no network card is connected"),
                translate("Diagnosis", "This computer is in no network, so nothing reaches it."),
                translate("Diagnosis", "Plug in the network cable, or join the wireless network of the site."),
                translate("Diagnosis", "This computer is not connected to any network."),
            )
        case "unknown_host":
            return RungWords(
                translate("Diagnosis", "the name {host} is not known ({detail})"),
                translate("Diagnosis", "No device in this network goes by that name."),
                translate("Diagnosis", "Use the box's IP address instead of its name."),
                translate("Diagnosis", "No address is found for the name {host}."),
            )
    return None


def _subnet(code: str) -> RungWords | None:
    match code:
        case "same":
            return RungWords(translate("Diagnosis", "the box is in {network}, as this computer is"))
        case "routed":
            return RungWords(
                translate("Diagnosis", "{address} lies outside this computer's network {network}: behind a router"),
                translate("Diagnosis", "That works where the router knows both networks and lets the ports through."),
                translate("Diagnosis", "If something fails below, try again with a cable in the box's own network."),
            )
        case "other_subnet":
            return RungWords(
                translate("Diagnosis", "{address} lies outside this computer's network {network}"),
                translate("Diagnosis", "No router on the way answers for the box's network."),
                translate(
                    "Diagnosis",
                    "Give this computer a free address in the box's network, or check that the box's address is "
                    "typed right.",
                ),
                translate("Diagnosis", "This computer is not in the network of {box}."),
            )
        case "link_local":
            return RungWords(
                translate("Diagnosis", "this computer has only the address {address}"),
                translate("Diagnosis", "It asked for an address and nobody in the network gave it one."),
                translate("Diagnosis", "Give this computer a fixed, free address in the box's network."),
                translate("Diagnosis", "This computer got no address in the network of {box}."),
            )
    return None


def _address_conflict(code: str) -> RungWords | None:
    match code:
        case "one_answers":
            return RungWords(translate("Diagnosis", "one device answers ({mac})"))
        case "two_macs":
            return RungWords(
                translate("Diagnosis", "two devices answer: {macs}"),
                translate("Diagnosis", "Two devices use the same address, so messages go to one or the other."),
                translate("Diagnosis", "Unplug one of the two devices, give it another address, then run this again."),
                translate("Diagnosis", "Two devices use the address of {box}."),
            )
        case "own_address":
            return RungWords(
                translate("Diagnosis", "{address} is this computer's own address"),
                translate("Diagnosis", "Whatever is meant for the box stays on this computer."),
                translate("Diagnosis", "Give this computer another address, or correct the box's address."),
                translate("Diagnosis", "The address of {box} is this computer's own."),
            )
        case "serial_numbers_alternate":
            return RungWords(
                translate("Diagnosis", "answers come from {first} and from {second}"),
                translate("Diagnosis", "Two boxes use the same address and answer in turn."),
                translate("Diagnosis", "Unplug one of the two boxes, give it another address, then run this again."),
                translate("Diagnosis", "Two boxes use the address of {box}."),
            )
        case "not_seen":
            return RungWords(
                translate("Diagnosis", "cannot be seen from here"),
                translate("Diagnosis", "Behind a router, or without the right to look, two devices look like one."),
            )
    return None


def _route(code: str) -> RungWords | None:
    match code:
        case "through":
            return RungWords(translate("Diagnosis", "goes out through {address}"))
        case "none":
            return RungWords(
                translate("Diagnosis", "this computer knows no way to the box"),
                translate("Diagnosis", "The box's address lies outside every network that this computer is in."),
                translate("Diagnosis", "Connect this computer to the box's network, or set a gateway on it."),
                translate("Diagnosis", "This computer knows no way to {box}."),
            )
    return None


def _port_5555(code: str) -> RungWords | None:
    match code:
        case "open":
            return RungWords(translate("Diagnosis", "answers on port {port}"))
        case "bare_mode":
            return RungWords(
                translate("Diagnosis", "closed: the box is in bare Box mode"),
                translate("Diagnosis", "In Box mode the box runs no face recognition, so it has no events."),
                translate(
                    "Diagnosis",
                    "Ask whoever runs the box, then switch it to Gate mode in its own web page; it restarts by that.",
                ),
                translate("Diagnosis", "{box} runs without its face recognition: it is in Box mode."),
            )
        case "only_system":
            return RungWords(
                translate("Diagnosis", "port {port} is closed, but the system port answers"),
                translate("Diagnosis", "The box is on, but its face recognition does not run."),
                translate("Diagnosis", "Wait a minute; if it stays so, restart the box in its own web page."),
                translate("Diagnosis", "The face recognition of {box} does not run."),
            )
        case "refused":
            return RungWords(
                translate("Diagnosis", "the connection is refused"),
                translate("Diagnosis", "A device is there, but no face recognition listens on it."),
                translate(
                    "Diagnosis", "If the box was just switched on, wait two minutes; else check its address and port."
                ),
                translate("Diagnosis", "{box} refuses the connection to its face port."),
            )
        case "silent":
            return RungWords(
                translate("Diagnosis", "no answer"),
                translate("Diagnosis", "Nothing at this address answers: the box is off, unplugged or elsewhere."),
                translate(
                    "Diagnosis", "Check power, cable and the lights at the network socket, then search for the box."
                ),
                translate("Diagnosis", "{box} does not answer at its address."),
            )
        case "unreachable":
            return RungWords(
                translate("Diagnosis", "the address cannot be reached ({detail})"),
                translate("Diagnosis", "No device with this address is in the network."),
                translate(
                    "Diagnosis", "Check power, cable and the lights at the network socket, then search for the box."
                ),
                translate("Diagnosis", "{box} cannot be reached at its address."),
            )
        case "closed":
            return RungWords(
                translate("Diagnosis", "the connection was closed at once ({detail})"),
                translate(
                    "Diagnosis", "Something takes the connection and drops it: a firewall, or a service starting."
                ),
                translate("Diagnosis", "Wait two minutes and run this again; if it stays so, restart the box."),
                translate("Diagnosis", "{box} closes the connection to its face port."),
            )
    return None


def _is_box(code: str) -> RungWords | None:
    match code:
        case "box":
            return RungWords(translate("Diagnosis", "{generation} ({version}), SN {sn}"))
        case "other_device":
            return RungWords(
                translate("Diagnosis", "something else answers: {detail}"),
                translate("Diagnosis", "Door panels and televisions use port 5555 too."),
                translate("Diagnosis", "Search for the box: it may have another address now."),
                translate("Diagnosis", "The device at the address of {box} is no Sophon box."),
            )
        case "says_nothing":
            return RungWords(
                translate("Diagnosis", "takes the connection and says nothing"),
                translate("Diagnosis", "Its face recognition hangs, or another kind of device is there."),
                translate("Diagnosis", "Restart the box in its own web page, or search for it at another address."),
                translate("Diagnosis", "{box} takes connections but answers nothing."),
            )
        case "too_slow":
            return RungWords(
                translate("Diagnosis", "no whole answer within {seconds}"),
                translate("Diagnosis", "The box is overloaded, or the way to it is very slow."),
                translate("Diagnosis", "Look at its processor and memory on the Health page, and check the cable."),
                translate("Diagnosis", "{box} answers too slowly."),
            )
        case "errors":
            return RungWords(
                translate("Diagnosis", "answers with an error ({status})"),
                translate("Diagnosis", "The box is on, but its software does not work as it should."),
                translate("Diagnosis", "Restart the box in its own web page; if it stays so, ask the vendor."),
                translate("Diagnosis", "{box} answers every question with an error."),
            )
        case "redirects":
            return RungWords(
                translate("Diagnosis", "points to another address, which is not followed"),
                translate("Diagnosis", "A Sophon box never does that: a router or a login page answers in its place."),
                translate("Diagnosis", "Check the address, and whether this network asks for a login."),
                translate("Diagnosis", "Something other than {box} answers at its address."),
            )
        case "answer_too_long":
            return RungWords(
                translate("Diagnosis", "sends an answer without end"),
                translate("Diagnosis", "No Sophon box does that."),
                translate("Diagnosis", "Check the address: another kind of device may be there."),
                translate("Diagnosis", "What answers at the address of {box} is no Sophon box."),
            )
        case "unreadable":
            return RungWords(
                translate("Diagnosis", "the answer cannot be read: {detail}"),
                translate("Diagnosis", "Something answers, but not in the way of a Sophon box."),
                translate("Diagnosis", "Check the address; if it is right, restart the box."),
                translate("Diagnosis", "The answer of {box} cannot be read."),
            )
    return None


WORDS: Mapping[RungId, Callable[[str], RungWords | None]] = {
    RungId.ADAPTER: _adapter,
    RungId.SUBNET: _subnet,
    RungId.ADDRESS_CONFLICT: _address_conflict,
    RungId.ROUTE: _route,
    RungId.PORT_5555: _port_5555,
    RungId.IS_BOX: _is_box,
}
