"""The sentences of the site tree: states, ages, links, kinds of camera. Codes come in, translated words go out."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from sophon_monitor.domain.site import BoxAddress, Link, LinkState, Liveness
from sophon_monitor.protocol.messages import CameraStatus, CameraType, Generation

translate = QCoreApplication.translate

UNKNOWN = "–"


def age_text(seconds: float) -> str:
    """How long ago, in the two largest units: "12 s", "3 min 12 s", "2 h 5 min", "3 d 4 h"."""
    whole = max(0, int(seconds))
    minutes, s = divmod(whole, 60)
    hours, m = divmod(minutes, 60)
    days, h = divmod(hours, 24)
    if days:
        return translate("Age", "{days} d {hours} h").format(days=days, hours=h)
    if hours:
        return translate("Age", "{hours} h {minutes} min").format(hours=h, minutes=m)
    if minutes:
        return translate("Age", "{minutes} min {seconds} s").format(minutes=m, seconds=s)
    return translate("Age", "{seconds} s").format(seconds=s)


def liveness_word(liveness: Liveness) -> str:
    """One word for the state of a box."""
    match liveness:
        case Liveness.ONLINE:
            return translate("Site", "Online")
        case Liveness.LATE:
            return translate("Site", "Late")
        case Liveness.OFFLINE:
            return translate("Site", "Offline")
        case Liveness.NEVER:
            return translate("Site", "Not heard yet")


def camera_status_word(status: CameraStatus) -> str:
    """One word for the state of a camera."""
    match status:
        case CameraStatus.ONLINE:
            return translate("Site", "Online")
        case CameraStatus.OFFLINE:
            return translate("Site", "Offline")
        case CameraStatus.UNKNOWN:
            return translate("Site", "Unknown")


def camera_kind_word(kind: CameraType) -> str:
    """The kind of a camera as the tree names it, in one word; "" where it is not known."""
    match kind:
        case CameraType.GATE:
            return translate("Site", "Gate")
        case CameraType.SNAPSHOT:
            return translate("Site", "Snapshot")
        case CameraType.IPC_STATIC | CameraType.IPC_DYNAMIC:
            return translate("Site", "IPC")
        case CameraType.DOOR:
            return translate("Site", "Access")
        case CameraType.PHOTO:
            return translate("Site", "Picture stream")
        case CameraType.RTSP:
            return translate("Site", "RTSP")
        case CameraType.FILE:
            return translate("Site", "File")
        case CameraType.GB28181:
            return translate("Site", "GB28181")
        case CameraType.CARD:
            return translate("Site", "ID card")
        case CameraType.UNKNOWN:
            return ""


def generation_word(generation: Generation | None) -> str:
    """The software generation as an installer names it."""
    match generation:
        case Generation.SE3:
            return translate("Site", "SE3 software")
        case Generation.V5:
            return translate("Site", "V5 software")
        case Generation.V57:
            return translate("Site", "V5.7 software")
        case Generation.V6:
            return translate("Site", "V6 software")
        case None:
            return ""


def link_reason(problem: str, port: int) -> str:
    """Why a connection is down, as the end of a sentence; `problem` is a code of `domain.site.Link`."""
    match problem:
        case "refused":
            text = translate("Link", "the box refused the connection (port {port})")
        case "timeout":
            text = translate("Link", "no answer (port {port})")
        case "unreachable":
            text = translate("Link", "the address cannot be reached")
        case "no_route":
            text = translate("Link", "this computer has no way to that network")
        case "closed":
            text = translate("Link", "the box closed the connection")
        case "handshake":
            text = translate("Link", "port {port} answers, but not as an event stream")
        case "device_init":
            text = translate("Link", "the box is still starting")
        case "no_cameras":
            text = translate("Link", "the box has no cameras yet")
        case "http_status":
            text = translate("Link", "the box answered with an error (port {port})")
        case "not_a_box":
            text = translate("Link", "what answers on port {port} is no Sophon box")
        case "unreadable":
            text = translate("Link", "the box's answer cannot be read (port {port})")
        case "too_slow":
            text = translate("Link", "the box answers too slowly (port {port})")
        case "":
            text = translate("Link", "not connected")
        case _:
            text = translate("Link", "not connected ({problem})")
    return text.format(port=port, problem=problem)


def link_short(problem: str, port: int) -> str:
    """The same in the few words that the tree has room for."""
    match problem:
        case "refused":
            text = translate("Link", "refused (port {port})")
        case "timeout":
            text = translate("Link", "no answer (port {port})")
        case "unreachable":
            text = translate("Link", "address not reachable")
        case "no_route":
            text = translate("Link", "no way to that network")
        case "closed":
            text = translate("Link", "closed by the box")
        case "handshake":
            text = translate("Link", "no event stream (port {port})")
        case "device_init":
            text = translate("Link", "the box is still starting")
        case "no_cameras":
            text = translate("Link", "no cameras on the box")
        case "http_status":
            text = translate("Link", "the box reports an error")
        case "not_a_box":
            text = translate("Link", "no Sophon box (port {port})")
        case "unreadable":
            text = translate("Link", "answer not readable")
        case "too_slow":
            text = translate("Link", "answers too slowly")
        case _:
            text = translate("Link", "not connected")
    return text.format(port=port)


def next_attempt(link: Link, now_at_s: float) -> str:
    """When the next attempt is due, in words; "" where none is planned."""
    if link.retry_in_s is None:
        return ""
    left = link.retry_in_s - (max(0.0, now_at_s - link.since_at_s) if link.since_at_s is not None else 0.0)
    if left < 1:
        return translate("Link", "next attempt now")
    return translate("Link", "next attempt in {age}").format(age=age_text(left))


def link_state_words(link: Link, port: int, now_at_s: float) -> str:
    """State of one connection: "connected", or why not and when it is tried again."""
    match link.state:
        case LinkState.UP:
            return translate("Link", "connected")
        case LinkState.IDLE:
            return translate("Link", "not started")
        case LinkState.CONNECTING:
            return translate("Link", "connecting…")
        case LinkState.ABSENT:
            return translate("Link", "this box has none")
        case LinkState.DOWN:
            parts = (link_reason(link.problem, port), next_attempt(link, now_at_s))
            return "; ".join(part for part in parts if part)


def stream_sentence(link: Link, address: BoxAddress, now_at_s: float) -> str:
    """The event stream's line in a box's tooltip."""
    words = link_state_words(link, address.stream, now_at_s)
    return translate("Link", "Event stream: {state}").format(state=words)


def system_sentence(link: Link, address: BoxAddress, now_at_s: float) -> str:
    """The system interface's line in a box's tooltip."""
    words = link_state_words(link, address.system, now_at_s)
    return translate("Link", "System figures: {state}").format(state=words)


def hint_sentence(hint: str, known_name: str) -> str:
    """What is odd about a new box; `hint` is a code of `domain.site.NewBox`."""
    match hint:
        case "moved":
            text = translate("NewBox", "Same serial number as {name}: it may have a new address")
        case "other_sn":
            text = translate("NewBox", "Uses the address of {name} with another serial number")
        case "ambiguous":
            text = translate("NewBox", "Several boxes share this address")
        case _:
            return ""
    return text.format(name=known_name or translate("NewBox", "a box of this site"))
