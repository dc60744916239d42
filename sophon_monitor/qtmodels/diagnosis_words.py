"""The words of "No events? Find out why": names of the rungs, what was tried, found and is to be done.

A rung gives a code and values; the sentences of each code stand in the four files `diagnosis_words_...`. Nothing here
needs an application object: without one everything is English, as the command line wants it.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from sophon_monitor.domain.ladder import Diagnosis, Rung, RungAction, RungId, RungState
from sophon_monitor.protocol.redaction import masked_credentials
from sophon_monitor.qtmodels import (
    diagnosis_words_box,
    diagnosis_words_network,
    diagnosis_words_recognition,
    diagnosis_words_reports,
)
from sophon_monitor.qtmodels.rung_values import NOTHING, value_text
from sophon_monitor.qtmodels.rung_words import RungWords

translate = QCoreApplication.translate

NO_TIME = NOTHING
NAMED_AT_MOST = 3
WAITS = "waits"
_EMPTY = re.compile(f"\\s*(?:[(（]{NOTHING}[)）]|[:：]\\s*{NOTHING}$)")  # a remark that has nothing to say
# Whoever knows the token can send in the box's name (interfaces.md section 2).
_TOKEN = re.compile(r"((?:DeviceStatus|RealTimeEvent)/)[A-Za-z0-9_-]{16,}")
_WORDS = {
    **diagnosis_words_network.WORDS,
    **diagnosis_words_box.WORDS,
    **diagnosis_words_reports.WORDS,
    **diagnosis_words_recognition.WORDS,
}


def title(rung_id: RungId) -> str:
    """Name of a rung, as in the list."""
    match rung_id:
        case RungId.ADAPTER:
            return translate("Diagnosis", "Network card")
        case RungId.SUBNET:
            return translate("Diagnosis", "Same network as the box")
        case RungId.ADDRESS_CONFLICT:
            return translate("Diagnosis", "Address used once")
        case RungId.ROUTE:
            return translate("Diagnosis", "Way to the box")
        case RungId.PORT_5555:
            return translate("Diagnosis", "Face port 5555")
        case RungId.IS_BOX:
            return translate("Diagnosis", "It is a Sophon box")
        case RungId.DEVICE_INIT:
            return translate("Diagnosis", "Box has started")
        case RungId.PORT_8888:
            return translate("Diagnosis", "System port 8888")
        case RungId.STREAM_5679:
            return translate("Diagnosis", "Event stream 5679")
        case RungId.CAMERAS_EXIST:
            return translate("Diagnosis", "Cameras set up")
        case RungId.CAMERAS_ONLINE:
            return translate("Diagnosis", "Cameras online")
        case RungId.REPORT_URL:
            return translate("Diagnosis", "Report URL on the box")
        case RungId.REPORT_URL_IS_BOX_ITSELF:
            return translate("Diagnosis", "Report URL leaves the box")
        case RungId.RECEIVER:
            return translate("Diagnosis", "Our receiver")
        case RungId.REACHED:
            return translate("Diagnosis", "Something reached it")
        case RungId.FIREWALL:
            return translate("Diagnosis", "Firewall")
        case RungId.BOX_MESSAGE:
            return translate("Diagnosis", "A message from the box")
        case RungId.MESSAGE_SIZE:
            return translate("Diagnosis", "Size of the messages")
        case RungId.REGISTERED_PEOPLE:
            return translate("Diagnosis", "Registered people")
        case RungId.THRESHOLD:
            return translate("Diagnosis", "Threshold and face size")
        case RungId.ARMING_PERIOD:
            return translate("Diagnosis", "Arming period")
        case RungId.CLOCK:
            return translate("Diagnosis", "Clock of the box")
        case RungId.DEDUPLICATION:
            return translate("Diagnosis", "De-duplication interval")
        case RungId.LAST_EVENT:
            return translate("Diagnosis", "Last event")


def tried(rung: Rung) -> str:
    """What was done to find out, in a sentence."""
    match rung.id:
        case RungId.ADAPTER:
            text = translate("Diagnosis", "Looked for a network card of this computer that is up.")
        case RungId.SUBNET:
            text = translate("Diagnosis", "Compared the box's address with the networks of this computer.")
        case RungId.ADDRESS_CONFLICT:
            text = translate("Diagnosis", "Looked whether two devices answer at the box's address.")
        case RungId.ROUTE:
            text = translate("Diagnosis", "Asked this computer's operating system for the way to the box.")
        case RungId.PORT_5555:
            text = translate("Diagnosis", "Connected to the box's face interface.")
        case RungId.IS_BOX:
            text = translate("Diagnosis", "Asked for its devices, a question that only Sophon boxes answer.")
        case RungId.DEVICE_INIT:
            text = translate("Diagnosis", "Asked the box for its devices and looked whether it is still starting.")
        case RungId.PORT_8888:
            text = translate("Diagnosis", "Asked the box's system interface for its hardware and time.")
        case RungId.STREAM_5679:
            text = translate("Diagnosis", "Connected to the event stream and subscribed to the box's cameras.")
        case RungId.CAMERAS_EXIST:
            text = translate("Diagnosis", "Read the list of devices on the box.")
        case RungId.CAMERAS_ONLINE:
            text = translate("Diagnosis", "Looked at the states of the cameras in the box's last message.")
        case RungId.REPORT_URL:
            text = translate("Diagnosis", "Read to which addresses the box sends its reports.")
        case RungId.REPORT_URL_IS_BOX_ITSELF:
            text = translate("Diagnosis", "Compared those addresses with the box's own.")
        case RungId.RECEIVER:
            text = translate("Diagnosis", "Looked whether our receiver listens on the address that faces the box.")
        case RungId.REACHED:
            text = translate("Diagnosis", "Looked whether anything from the box's address has come to our receiver.")
        case RungId.FIREWALL:
            text = translate("Diagnosis", "Read the firewall rules of this computer, where that is allowed.")
        case RungId.BOX_MESSAGE:
            text = translate("Diagnosis", "Looked for the box's last message and whether it could be read.")
        case RungId.MESSAGE_SIZE:
            text = translate("Diagnosis", "Compared the size of the box's messages with the limit of 32 MB.")
        case RungId.REGISTERED_PEOPLE:
            text = translate("Diagnosis", "Asked the box how many people are registered; no names, no pictures.")
        case RungId.THRESHOLD:
            text = translate("Diagnosis", "Read the match threshold and the minimum face size.")
        case RungId.ARMING_PERIOD:
            text = translate("Diagnosis", "Read the arming periods and compared them with the time now.")
        case RungId.CLOCK:
            text = translate("Diagnosis", "Compared the box's clock with that of this computer.")
        case RungId.DEDUPLICATION:
            text = translate("Diagnosis", "Read how long the box keeps quiet about the same person.")
        case RungId.LAST_EVENT:
            text = translate("Diagnosis", "Compared the last events here with the newest one in the box's own history.")
    return text


def result(rung: Rung) -> str:
    """What was found, as short as a line of the list needs it."""
    return _filled(_words(rung).result, rung)


def meaning(rung: Rung) -> str:
    """What that means; "" where the result says it all."""
    return _filled(_words(rung).meaning, rung)


def advice(rung: Rung) -> str:
    """What to do; "" where there is nothing to do."""
    return _filled(_words(rung).advice, rung)


def has_words(rung: Rung) -> bool:
    """Whether this code is known here: a newer ladder may give others, which are shown as they are."""
    return rung.result == WAITS or _WORDS[rung.id](rung.result) is not None


def headline(diagnosis: Diagnosis, box_name: str) -> str:
    """The cause in one sentence; else that all is in order, or what remains unknown."""
    cause = diagnosis.first_failure
    box = box_name or diagnosis.box_name or diagnosis.address.host
    if cause is not None:
        if sentence := _words(cause).cause:
            return _filled(sentence, cause, box=box)
        return translate("Diagnosis", "{box}: {title}: {result}").format(
            box=box, title=title(cause.id), result=result(cause)
        )
    if not any(rung.state is RungState.OK for rung in diagnosis.rungs):
        return translate("Diagnosis", "Nothing can be told about {box} yet.").format(box=box)
    if not unknown_titles(diagnosis):
        return translate("Diagnosis", "Everything is in order on the way from {box} to this computer.").format(box=box)
    return translate("Diagnosis", "Everything that can be checked from here is in order.")


def unknown_titles(diagnosis: Diagnosis) -> tuple[str, ...]:
    """Names of the rungs that were tried and could not be told."""
    return tuple(title(rung.id) for rung in diagnosis.rungs if rung.state is RungState.UNKNOWN)


def explanation(diagnosis: Diagnosis) -> tuple[str, str]:
    """Below the headline: what it means, and what to do."""
    cause = diagnosis.first_failure
    if cause is not None:
        return meaning(cause), advice(cause)
    means = _unknown_sentence(unknown_titles(diagnosis))
    if not diagnosis.done:
        return means, ""
    return means, translate(
        "Diagnosis",
        "Let a registered person stand in front of a camera. If still nothing appears, open the steps that are not "
        "known and run this again.",
    )


def _unknown_sentence(titles: tuple[str, ...]) -> str:
    if not titles:
        return ""
    names, more = translate("Diagnosis", ", ").join(titles[:NAMED_AT_MOST]), len(titles) - NAMED_AT_MOST
    if more > 0:
        text = translate("Diagnosis", "Cannot be told from here: {names} and {count} more.")
        return text.format(names=names, count=more)
    return translate("Diagnosis", "Cannot be told from here: {names}.").format(names=names)


def action_text(action: RungAction, our_url: str | None = None) -> str:
    """Text of the button that mends it; "" where the program can do nothing."""
    match action:
        case RungAction.NONE:
            return ""
        case RungAction.BORROW:
            if our_url is None:
                return translate("Diagnosis", "Send them here…")
            return translate("Diagnosis", "Send them here: {url}").format(url=our_url)
        case RungAction.LISTEN:
            if our_url is None:
                return translate("Diagnosis", "Listen on the address that faces the box")
            return translate("Diagnosis", "Listen on {url}").format(url=our_url)
        case RungAction.OPEN_WEB_PAGE:
            return translate("Diagnosis", "Open the box's web page")
        case RungAction.FIND:
            return translate("Diagnosis", "Find boxes…")
        case RungAction.MESSAGE_LOG:
            return translate("Diagnosis", "Open the message log")


def state_word(state: RungState | None, *, is_running: bool = False) -> str:
    """The state of a rung in a word or two; None while it has not been tried."""
    match state:
        case RungState.OK:
            return translate("Diagnosis", "In order")
        case RungState.FAILED:
            return translate("Diagnosis", "Fault")
        case RungState.UNKNOWN:
            return translate("Diagnosis", "Not known")
        case RungState.SKIPPED:
            return translate("Diagnosis", "Skipped")
        case None:
            return translate("Diagnosis", "Checking…") if is_running else translate("Diagnosis", "Waiting")


def all_state_words() -> tuple[str, ...]:
    """Every word that `state_word` gives."""
    return (*(state_word(state) for state in RungState), state_word(None), state_word(None, is_running=True))


def elapsed_text(elapsed_ms: float | None) -> str:
    """How long a rung took: "14 ms", "2.3 s"."""
    if elapsed_ms is None:
        return NO_TIME
    if elapsed_ms < 1000:
        return translate("Diagnosis", "{n} ms").format(n=max(1, round(elapsed_ms)))
    return translate("Diagnosis", "{n} s").format(n=f"{elapsed_ms / 1000:.1f}")


def without_secrets(text: str) -> str:
    """The same text with passwords of URLs, and the tokens of addresses that this program sets, as stars."""
    return _TOKEN.sub(r"\1***", masked_credentials(text))


def _words(rung: Rung) -> RungWords:
    if rung.result == WAITS:
        return RungWords(translate("Diagnosis", "not checked: waits for a step above"))
    return _WORDS[rung.id](rung.result) or RungWords(rung.result or state_word(rung.state))


def _filled(text: str, rung: Rung, **more: str) -> str:
    values = _Values({name: without_secrets(value_text(name, value)) for name, value in rung.values.items()})
    values.update(more)
    return _EMPTY.sub("", text.format_map(values))


class _Values(dict[str, str]):
    """Values of a sentence; what the rung did not name reads as a dash."""

    def __missing__(self, key: str) -> str:
        return NO_TIME
