"""The sentences of the Live page: why a picture is missing, how an event came, what a face looks like."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from sophon_monitor.domain.records import EventRecord, EventSource, ScoreScale
from sophon_monitor.domain.site import STREAM_PORT, BoxAddress
from sophon_monitor.protocol.messages import Generation, PictureState
from sophon_monitor.qtmodels.feed_words import UNKNOWN

translate = QCoreApplication.translate

CLOCK_OFF_MS = 5 * 60_000


def missing_picture(state: PictureState) -> str:
    """Why there is no picture, in a sentence that fits a pane; "" for PRESENT."""
    match state:
        case PictureState.NOT_ASKED:
            return translate("Picture", "Picture not asked for")
        case PictureState.ABSENT:
            return translate("Picture", "Picture not sent by the box")
        case PictureState.EMPTY:
            return translate("Picture", "The box sent an empty picture")
        case PictureState.UNDECODABLE:
            return translate("Picture", "Picture damaged: it cannot be read")
        case PictureState.TOO_LARGE:
            return translate("Picture", "Picture too large to be shown")
        case PictureState.EXPIRED:
            return translate("Picture", "Picture expired: it is no longer kept")
        case PictureState.PRESENT:
            return ""


def hidden_faces() -> str:
    """A person has hidden all faces."""
    return translate("Picture", "Faces are hidden (Ctrl+B)")


def missing_thumbnail(state: PictureState) -> str:
    """The same in the two words that fit a thumbnail."""
    match state:
        case PictureState.NOT_ASKED:
            return translate("Thumbnail", "not asked for")
        case PictureState.ABSENT:
            return translate("Thumbnail", "not sent")
        case PictureState.EMPTY:
            return translate("Thumbnail", "empty")
        case PictureState.UNDECODABLE:
            return translate("Thumbnail", "damaged")
        case PictureState.TOO_LARGE:
            return translate("Thumbnail", "too large")
        case PictureState.EXPIRED:
            return translate("Thumbnail", "expired")
        case PictureState.PRESENT:
            return ""


def not_registered() -> str:
    """A stranger has no registered picture."""
    return translate("Picture", "Not registered")


def not_registered_thumbnail() -> str:
    """The same in a thumbnail."""
    return translate("Thumbnail", "not registered")


def came_by(source: EventSource, address: BoxAddress | None) -> str:
    """How the event came here."""
    match source:
        case EventSource.WEBSOCKET:
            port = address.stream if address is not None else STREAM_PORT
            return translate("Event", "WebSocket :{port}").format(port=port)
        case EventSource.HTTP:
            return translate("Event", "HTTP push")
        case EventSource.HISTORY:
            return translate("Event", "History report")
        case EventSource.REPLAY:
            return translate("Event", "Replayed recording")


def generation_text(generation: Generation | None) -> str:
    """The dialect of the message."""
    match generation:
        case Generation.SE3:
            return translate("Event", "SE3 (V2)")
        case Generation.V5:
            return translate("Event", "V5")
        case Generation.V57:
            return translate("Event", "V5.7")
        case Generation.V6:
            return translate("Event", "V6")
        case None:
            return UNKNOWN


def scale_sentence(scale: ScoreScale) -> str:
    """Why a score has no bar; "" where it has one."""
    if scale is ScoreScale.UNKNOWN:
        return translate("Score", "The box does not say on which scale")
    return ""


def latency_text(latency_ms: float | None) -> str:
    """How long after the capture the event was here; "" when the box's clock is not measured."""
    if latency_ms is None:
        return ""
    return translate("Event", "{seconds} s after capture").format(
        seconds=f"{latency_ms / 1000 + 0.0:.1f}".replace("-0.0", "0.0")
    )


def clock_warning(record: EventRecord) -> str:
    """A sentence when the box's clock cannot be right; "" otherwise."""
    if record.occurred_at_ms is None or record.source in (EventSource.HISTORY, EventSource.REPLAY):
        return ""
    off_ms = record.occurred_at_ms - record.received_at_ms
    if abs(off_ms) <= CLOCK_OFF_MS:
        return ""
    text = (
        translate("Event", "The box's clock is {age} ahead of this computer. Set the time on the box.")
        if off_ms > 0
        else translate("Event", "The box's clock is {age} behind this computer. Set the time on the box.")
    )
    return text.format(age=rough_span(abs(off_ms) / 1000))


def rough_span(seconds: float) -> str:
    """A time span in its two largest units."""
    minutes = int(seconds // 60)
    hours, minutes_left = divmod(minutes, 60)
    days, hours_left = divmod(hours, 24)
    if days:
        return translate("Event", "{days} d {hours} h").format(days=days, hours=hours_left)
    if hours:
        return translate("Event", "{hours} h {minutes} min").format(hours=hours, minutes=minutes_left)
    return translate("Event", "{minutes} min").format(minutes=minutes)


def attribute_text(name: str, value: object) -> tuple[str, str] | None:
    """Name and value of what the box says about a face; None for what it does not say."""
    if value is None or value == "":
        return None
    return _attribute_name(name), _attribute_value(name, value)


def _attribute_name(name: str) -> str:
    match name:
        case "age":
            return translate("Face", "Age")
        case "gender":
            return translate("Face", "Gender")
        case "glasses":
            return translate("Face", "Glasses")
        case "mask":
            return translate("Face", "Mask")
        case "hat":
            return translate("Face", "Hat")
        case "expression":
            return translate("Face", "Expression")
        case _:
            return name


def _attribute_value(name: str, value: object) -> str:
    text = str(value).strip()
    lowered = text.lower()
    if name == "mask" and lowered in ("0", "1", "2"):
        return text  # the vendor does not say which number means what
    match lowered:
        case "yes" | "true":
            return translate("Face", "yes")
        case "no" | "false":
            return translate("Face", "no")
        case "male":
            return translate("Face", "male")
        case "female":
            return translate("Face", "female")
        case _:
            return text
