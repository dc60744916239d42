"""Sentences of the rungs about the box: its services and cameras."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from sophon_monitor.domain.ladder import RungId
from sophon_monitor.qtmodels.rung_words import RungWords

translate = QCoreApplication.translate


def _device_init(code: str) -> RungWords | None:
    match code:
        case "ready":
            return RungWords(translate("Diagnosis", "its cameras are ready"))
        case "starting":
            return RungWords(
                translate("Diagnosis", "its cameras are still starting"),
                translate("Diagnosis", "Until they have started the box recognises nobody."),
                translate(
                    "Diagnosis",
                    "Wait two minutes and run this again; if it stays so, look at the cameras in the box's web page.",
                ),
                translate("Diagnosis", "{box} is still starting its cameras."),
            )
        case "no_list":
            return RungWords(
                translate("Diagnosis", "this software does not tell"),
                translate("Diagnosis", "Older software has no list of devices to ask for."),
            )
    return None


def _port_8888(code: str) -> RungWords | None:
    restart = translate("Diagnosis", "Restart the box in its own web page; if it stays so, ask the vendor.")
    no_figures = translate("Diagnosis", "Health, clock and report settings cannot be read; events may still come.")
    match code:
        case "answers":
            return RungWords(translate("Diagnosis", "answers"))
        case "not_on_se3":
            return RungWords(translate("Diagnosis", "this software has none; it reports its health by itself"))
        case "errors":
            return RungWords(
                translate("Diagnosis", "answers with an error ({status})"),
                no_figures,
                restart,
                translate("Diagnosis", "The system port of {box} answers with an error."),
            )
        case "other_device":
            return RungWords(
                translate("Diagnosis", "something else answers: {detail}"),
                no_figures,
                translate("Diagnosis", "Check the port that was given for the system interface; 8888 is usual."),
                translate("Diagnosis", "What answers on the system port of {box} is not its system interface."),
            )
        case "refused":
            return RungWords(
                translate("Diagnosis", "the connection is refused"),
                no_figures,
                restart,
                translate("Diagnosis", "{box} refuses the connection to its system port."),
            )
        case "silent":
            return RungWords(
                translate("Diagnosis", "no answer"),
                no_figures,
                translate("Diagnosis", "Look whether a firewall or a switch between here and the box stops port 8888."),
                translate("Diagnosis", "The system port of {box} does not answer."),
            )
        case "unreachable":
            return RungWords(
                translate("Diagnosis", "cannot be reached ({detail})"),
                no_figures,
                translate("Diagnosis", "Look whether a firewall or a switch between here and the box stops port 8888."),
                translate("Diagnosis", "The system port of {box} cannot be reached."),
            )
        case "closed":
            return RungWords(
                translate("Diagnosis", "the connection was closed at once ({detail})"),
                no_figures,
                restart,
                translate("Diagnosis", "{box} closes the connection to its system port."),
            )
    return None


def _stream_5679(code: str) -> RungWords | None:
    no_events = translate("Diagnosis", "Events come by this stream, so none reach this computer.")
    restart = translate("Diagnosis", "Restart the box in its own web page; if it stays so, ask the vendor.")
    match code:
        case "connected":
            return RungWords(translate("Diagnosis", "connected, subscription accepted, cameras: {cameras}"))
        case "our_own":
            return RungWords(translate("Diagnosis", "this window is connected to it"))
        case "not_on_se3":
            return RungWords(translate("Diagnosis", "this software has none; it sends its events to an address"))
        case "no_cameras":
            return RungWords(
                translate("Diagnosis", "the box has no camera to subscribe to"),
                translate("Diagnosis", "Events are subscribed to camera by camera."),
                translate("Diagnosis", "Add a camera on the box, in its own web page."),
                translate("Diagnosis", "{box} has no camera whose events could be subscribed to."),
            )
        case "handshake":
            return RungWords(
                translate("Diagnosis", "answers, but not as an event stream ({detail})"),
                no_events,
                translate("Diagnosis", "Check the port that was given for the events; 5679 is usual."),
                translate("Diagnosis", "{box} refuses the subscription to its events."),
            )
        case "dropped":
            return RungWords(
                translate("Diagnosis", "connected, then closed by the box ({detail})"),
                no_events,
                translate(
                    "Diagnosis",
                    "Close other programs that watch this box and run this again; if it stays so, restart the box.",
                ),
                translate("Diagnosis", "{box} drops the event stream right after the subscription."),
            )
        case "refused":
            return RungWords(
                translate("Diagnosis", "the connection is refused"),
                no_events,
                restart,
                translate("Diagnosis", "{box} refuses the connection to its event stream."),
            )
        case "silent":
            return RungWords(
                translate("Diagnosis", "no answer"),
                no_events,
                translate("Diagnosis", "Look whether a firewall or a switch between here and the box stops port 5679."),
                translate("Diagnosis", "The event stream of {box} does not answer."),
            )
        case "unreachable":
            return RungWords(
                translate("Diagnosis", "cannot be reached ({detail})"),
                no_events,
                translate("Diagnosis", "Look whether a firewall or a switch between here and the box stops port 5679."),
                translate("Diagnosis", "The event stream of {box} cannot be reached."),
            )
        case "closed":
            return RungWords(
                translate("Diagnosis", "the connection was closed at once ({detail})"),
                no_events,
                restart,
                translate("Diagnosis", "{box} closes the connection to its event stream."),
            )
    return None


def _cameras_exist(code: str) -> RungWords | None:
    match code:
        case "some":
            return RungWords(translate("Diagnosis", "{cameras} in the list"))
        case "none":
            return RungWords(
                translate("Diagnosis", "the list of devices is empty"),
                translate("Diagnosis", "Without a camera the box sees nobody."),
                translate("Diagnosis", "Add a camera in the box's web page, and check its stream with VLC first."),
                translate("Diagnosis", "No camera is set up on {box}."),
            )
        case "no_list":
            return RungWords(
                translate("Diagnosis", "this software does not tell"),
                translate("Diagnosis", "Its cameras are known only from its own messages."),
            )
    return None


def _cameras_online(code: str) -> RungWords | None:
    check = translate(
        "Diagnosis",
        "Check power and cable of the camera, then its address and password in the box's web page.",
    )
    match code:
        case "all":
            return RungWords(translate("Diagnosis", "{cameras} online, as the box's last message says"))
        case "some_offline":
            return RungWords(
                translate("Diagnosis", "offline: {offline} ({names})"),
                translate("Diagnosis", "These cameras give no events; the others do."),
                check,
                translate("Diagnosis", "Some cameras of {box} are offline: {names}."),
            )
        case "all_offline":
            return RungWords(
                translate("Diagnosis", "all offline ({cameras}), as the box's last message says"),
                translate("Diagnosis", "The box gets no picture from any camera, so it sees nobody."),
                check,
                translate("Diagnosis", "All cameras of {box} are offline."),
            )
        case "not_said":
            return RungWords(
                translate("Diagnosis", "no message of the box has told it yet"),
                translate("Diagnosis", "The box tells the states of its cameras in its own reports only."),
                translate("Diagnosis", "Look at the preview in the box's web page, or have its reports sent here."),
            )
    return None


WORDS: Mapping[RungId, Callable[[str], RungWords | None]] = {
    RungId.DEVICE_INIT: _device_init,
    RungId.PORT_8888: _port_8888,
    RungId.STREAM_5679: _stream_5679,
    RungId.CAMERAS_EXIST: _cameras_exist,
    RungId.CAMERAS_ONLINE: _cameras_online,
}
