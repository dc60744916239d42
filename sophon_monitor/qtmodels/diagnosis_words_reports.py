"""Sentences of the rungs about the reports: where the box sends them, and what came of them here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from sophon_monitor.domain.ladder import RungId
from sophon_monitor.qtmodels.rung_words import RungWords

translate = QCoreApplication.translate


def _report_url(code: str) -> RungWords | None:
    borrow = translate("Diagnosis", "Have its reports sent here while you work; the present address is put back later.")
    match code:
        case "ours":
            return RungWords(translate("Diagnosis", "points to this computer: {url}"))
        case "ours_other_port":
            return RungWords(
                translate("Diagnosis", "points to {url}; our receiver has port {port}"),
                translate("Diagnosis", "The box sends to this computer, but to a port where nothing of ours listens."),
                translate("Diagnosis", "Have its reports sent here again, or start the receiver on that port."),
                translate("Diagnosis", "{box} reports to another port of this computer."),
            )
        case "ours_other_token":
            return RungWords(
                translate("Diagnosis", "points to this computer, with the ending of another box: {url}"),
                translate("Diagnosis", "Its messages arrive, but may be taken for those of another box."),
                translate("Diagnosis", "Have its reports sent here again."),
                translate("Diagnosis", "{box} reports here under the address of another box."),
            )
        case "old_address":
            return RungWords(
                translate("Diagnosis", "points to {url}, an old address of this computer"),
                translate("Diagnosis", "It sends its reports to {address}, which this computer had before."),
                translate("Diagnosis", "Have its reports sent here again, or give this computer a fixed address."),
                translate("Diagnosis", "{box} reports to an address this computer no longer has."),
            )
        case "another_monitor":
            return RungWords(
                translate("Diagnosis", "points to {url}, set by a Sophon Monitor elsewhere"),
                translate(
                    "Diagnosis", "Its reports go to {address}: another laptop has borrowed them, or left them so."
                ),
                translate(
                    "Diagnosis",
                    "Ask who works with that laptop. If nobody does, have the reports sent here while you work.",
                ),
                translate("Diagnosis", "{box} reports to the Sophon Monitor of another computer."),
            )
        case "malformed":
            return RungWords(
                translate("Diagnosis", "points to {url}, which is no address"),
                translate("Diagnosis", "It is typed wrong, so the box sends nothing."),
                translate(
                    "Diagnosis", "Correct it in the box's web page, or have the reports sent here while you work."
                ),
                translate("Diagnosis", "The report address on {box} is typed wrong."),
            )
        case "loopback":
            return RungWords(
                translate("Diagnosis", "points to {url}, which means the box itself"),
                translate("Diagnosis", "127.0.0.1 is the example of the manual; such reports never leave the box."),
                borrow,
                translate("Diagnosis", "{box} sends its reports to itself."),
            )
        case "box_itself":
            return RungWords(translate("Diagnosis", "points to the box's own address; see the next step"))
        case "none":
            return RungWords(
                translate("Diagnosis", "no address is set"),
                translate("Diagnosis", "This software tells its events only to an address that is set on it."),
                borrow,
                translate("Diagnosis", "No report address is set on {box}."),
            )
        case "none_needed":
            return RungWords(translate("Diagnosis", "none is set; events come by the stream"))
        case "somebody_else":
            return RungWords(
                translate("Diagnosis", "points to {url}, which is not this computer"),
                translate("Diagnosis", "Its reports go to somebody else, as a rule the customer's server."),
                borrow,
                translate("Diagnosis", "{box} sends its reports to somebody else."),
            )
        case "somebody_else_too":
            return RungWords(
                translate("Diagnosis", "points to {url}; events come by the stream all the same"),
                translate("Diagnosis", "Its reports go to somebody else, as a rule the customer's server."),
            )
        case "not_listening":
            return RungWords(
                translate("Diagnosis", "cannot be judged: nothing listens on this computer"),
                translate("Diagnosis", "Only a running receiver can tell whether the reports ought to come here."),
                translate("Diagnosis", "Open Sophon Monitor's window on this computer and run this again."),
            )
        case "unreadable":
            return RungWords(
                translate("Diagnosis", "the box does not tell"),
                translate("Diagnosis", "Where it sends its reports cannot be read from here."),
                translate("Diagnosis", "Look at the server URL in the box's web page, under System."),
            )
    return None


def _report_url_is_box_itself(code: str) -> RungWords | None:
    match code:
        case "no":
            return RungWords(translate("Diagnosis", "no report goes to the box's own address"))
        case "itself":
            return RungWords(
                translate("Diagnosis", "points to the box's own address: {url}"),
                translate("Diagnosis", "The box sends its reports to itself; the manual's example is copied that way."),
                translate(
                    "Diagnosis", "Have its reports sent here while you work; the present address is put back later."
                ),
                translate("Diagnosis", "{box} sends its reports to its own address."),
            )
        case "unreadable":
            return RungWords(translate("Diagnosis", "the box does not tell where it reports to"))
    return None


def _receiver(code: str) -> RungWords | None:
    match code:
        case "listens":
            return RungWords(translate("Diagnosis", "listens on {url}"))
        case "other_address":
            return RungWords(
                translate("Diagnosis", "listens on {url}, but not on {address}, which faces the box"),
                translate("Diagnosis", "The box cannot reach the addresses on which our receiver listens."),
                translate("Diagnosis", "Let it listen on {address} too."),
                translate("Diagnosis", "Our receiver does not listen on the network of {box}."),
            )
        case "not_listening":
            return RungWords(
                translate("Diagnosis", "does not listen on {url}"),
                translate("Diagnosis", "Whatever the box sends here is lost."),
                translate("Diagnosis", "Start it with the button, or choose another port."),
                translate("Diagnosis", "Our receiver does not listen for {box}."),
            )
        case "window_closed":
            return RungWords(
                translate("Diagnosis", "not running: Sophon Monitor's window is closed"),
                translate("Diagnosis", "Nothing on this computer takes what the box sends to {url}."),
                translate("Diagnosis", "Open the window and run this again."),
            )
        case "port_taken":
            return RungWords(
                translate("Diagnosis", "another program uses {url}"),
                translate("Diagnosis", "What the box sends here goes to that program."),
                translate("Diagnosis", "Close the other program, or choose another port for the receiver."),
                translate("Diagnosis", "Another program on this computer uses the port of our receiver."),
            )
    return None


def _reached(code: str) -> RungWords | None:
    match code:
        case "by_the_box":
            return RungWords(translate("Diagnosis", "by the box, {ago} ago"))
        case "by_others":
            return RungWords(
                translate("Diagnosis", "others have reached it ({count}), the box has not"),
                translate("Diagnosis", "The receiver can be reached, so it is the box that does not send."),
            )
        case "by_nobody":
            return RungWords(
                translate("Diagnosis", "nothing has come yet"),
                translate("Diagnosis", "Whether anything can get in is not known yet."),
                translate(
                    "Diagnosis", "Open {url} in the browser of another computer beside the box: a page must appear."
                ),
                translate("Diagnosis", "Nothing from {box} has reached this computer."),
            )
        case "window_closed":
            return RungWords(translate("Diagnosis", "not known: Sophon Monitor's window is closed"))
    return None


def _firewall(code: str) -> RungWords | None:
    allow = translate("Diagnosis", "Allow incoming connections to Sophon Monitor in the firewall of this computer.")
    match code:
        case "open":
            return RungWords(translate("Diagnosis", "lets messages in: {detail}"))
        case "off":
            return RungWords(translate("Diagnosis", "switched off"))
        case "no_rule":
            return RungWords(
                translate("Diagnosis", "has no rule for {program}"),
                translate("Diagnosis", "Without a rule the firewall keeps out what the box sends."),
                allow,
                translate("Diagnosis", "The firewall of this computer has no rule that lets {box} in."),
            )
        case "blocks":
            return RungWords(
                translate("Diagnosis", "keeps messages out: {detail}"),
                translate("Diagnosis", "What the box sends here is dropped before our receiver sees it."),
                allow,
                translate("Diagnosis", "The firewall of this computer keeps out what {box} sends."),
            )
        case "unreadable":
            return RungWords(
                translate("Diagnosis", "its rules cannot be read without administrator rights"),
                translate("Diagnosis", "Whether it keeps messages out is not known."),
                translate(
                    "Diagnosis",
                    "If nothing arrives, have incoming connections to Sophon Monitor allowed by an administrator.",
                ),
            )
        case "not_here":
            return RungWords(translate("Diagnosis", "no firewall was found on this computer"))
    return None


def _box_message(code: str) -> RungWords | None:
    match code:
        case "accepted":
            return RungWords(translate("Diagnosis", "accepted, {ago} ago"))
        case "by_stream":
            return RungWords(translate("Diagnosis", "by the event stream, {ago} ago"))
        case "rejected":
            return RungWords(
                translate("Diagnosis", "arrived and could not be read: {reason}"),
                translate("Diagnosis", "The box reaches this computer, but its messages make no sense."),
                translate("Diagnosis", "Look at the message in the message log; it says what is wrong with it."),
                translate("Diagnosis", "The messages of {box} arrive, but cannot be read."),
            )
        case "none":
            return RungWords(
                translate("Diagnosis", "none, though some were due"),
                translate("Diagnosis", "The box is set to report here, but nothing of it arrives."),
                translate("Diagnosis", "Check the firewall of this computer and the network between here and the box."),
                translate("Diagnosis", "No message of {box} arrives, though it is set to report here."),
            )
        case "none_yet":
            return RungWords(
                translate("Diagnosis", "none yet, and none was due"),
                translate("Diagnosis", "Nobody has walked by, or the time of its next report has not come."),
                translate("Diagnosis", "Stand in front of a camera and look at it."),
            )
        case "unknown_sender":
            return RungWords(
                translate("Diagnosis", "came as that of an unknown sender, SN {sn}"),
                translate("Diagnosis", "What it sends is counted, but not kept, until a person accepts it."),
                translate("Diagnosis", "Accept it under New boxes."),
                translate("Diagnosis", "{box} sends here, but has not been accepted yet."),
            )
        case "window_closed":
            return RungWords(translate("Diagnosis", "not known: Sophon Monitor's window is closed"))
    return None


def _message_size(code: str) -> RungWords | None:
    match code:
        case "fits":
            return RungWords(translate("Diagnosis", "the largest one has {size}"))
        case "too_large":
            return RungWords(
                translate("Diagnosis", "{size}, more than the limit of 32 MB"),
                translate("Diagnosis", "Such a message is refused, and with it the event."),
                translate(
                    "Diagnosis", "Lower the resolution of the camera, or switch off the scene picture on the box."
                ),
                translate("Diagnosis", "The messages of {box} are too large."),
            )
        case "none":
            return RungWords(translate("Diagnosis", "no message to measure yet"))
    return None


WORDS: Mapping[RungId, Callable[[str], RungWords | None]] = {
    RungId.REPORT_URL: _report_url,
    RungId.REPORT_URL_IS_BOX_ITSELF: _report_url_is_box_itself,
    RungId.RECEIVER: _receiver,
    RungId.REACHED: _reached,
    RungId.FIREWALL: _firewall,
    RungId.BOX_MESSAGE: _box_message,
    RungId.MESSAGE_SIZE: _message_size,
}
