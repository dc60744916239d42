"""What a box has recognised itself: its event history and the pictures kept with it (protocol.md 3.5).

Requests that read and nothing else, and a tolerant reading of what comes back: names of both generations, times in
seconds or milliseconds, page counts that may be missing or wrong.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from enum import StrEnum

from sophon_monitor.protocol.answers import answer_of
from sophon_monitor.protocol.body import value_of_json
from sophon_monitor.protocol.errors import ProtocolError, ProtocolErrorCode
from sophon_monitor.protocol.event import event_parts, recognition
from sophon_monitor.protocol.messages import EventPath, Generation, Recognition
from sophon_monitor.protocol.requests import Request, Service
from sophon_monitor.protocol.values import Fields, epoch_ms, fields_of, first, is_absent, items_of, number, text
from sophon_monitor.protocol.wire_text import text_of

MAX_EVENTS_READ = 5_000  # of one answer; more than any page that was asked for
IMAGE_ID = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}")
"""Ids of pictures that may stand in a path. Any other is not asked for: it could lead elsewhere."""
IMAGE_MOMENT = re.compile(r"[0-9]{1,17}(?:\.[0-9]{1,9})?")

_EVENTS_V5 = "/SophonFace/api/events"
_EVENTS_V6 = "/sophon/v2/face/getevents"
# Of an item these become the recognition; all else (ids of pictures, feature vectors) is dropped.
_SHOWN = (
    *("identity_id", "identity_name", "identity_info", "group_name", "person_type", "user_type", "score"),
    *("ep_info", "media_device_info", "device_id", "media_device_id", "recognize_face_attr", "want_action"),
    "post_action",
)


class TimeUnit(StrEnum):
    """In what a box takes the times of a filter: the V6 manual says milliseconds, its samples are seconds."""

    SECONDS = "s"
    MILLISECONDS = "ms"


class HistoryPicture(StrEnum):
    """Which picture of an event."""

    LIVE = "live"
    REGISTERED = "registered"
    SCENE = "scene"


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEvent:
    """One event of a box's own history.

    Attributes:
        event_id: The box's id of it, "" where it gives none.
        recognition: What was recognised; times by the box's clock, pictures always absent.
        timestamp: The event's time as the box wrote it: its picture calls want it back.
        live_id, registered_id, scene_id: Ids of its pictures, "" where there is none.
    """

    event_id: str
    recognition: Recognition = field(repr=False)
    timestamp: str = ""
    live_id: str = ""
    registered_id: str = ""
    scene_id: str = ""

    @property
    def occurred_at_ms(self) -> int | None:
        """UTC epoch milliseconds by the box's clock."""
        return self.recognition.occurred_at_ms


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """One page of a history, in the order in which the box lists it.

    Attributes:
        total: Events that the box says it has for the question, None where it does not say. May be wrong.
    """

    events: tuple[HistoryEvent, ...]
    total: int | None = None


@dataclass(frozen=True, slots=True)
class HistoryQuestion:
    """Which events of a history are asked for.

    Attributes:
        since_ms, until_ms: UTC epoch ms by the box's clock, both inclusive; None asks without a time.
        unit: In what the times are written.
        page: From 0.
        page_size: Wished for; a box may give fewer at a time.
    """

    since_ms: int | None
    until_ms: int | None
    unit: TimeUnit = TimeUnit.SECONDS
    page: int = 0
    page_size: int = 100


def history_request(generation: Generation, asked: HistoryQuestion) -> Request:
    """Return the call for one page: `getevents` of V6, `events` of V5.5 to V5.7 for every other dialect."""
    times = {
        name: _in_unit(at_ms, asked.unit, up=up)
        for name, at_ms, up in (("datetime_gte", asked.since_ms, False), ("datetime_lte", asked.until_ms, True))
        if at_ms is not None
    }
    if generation is Generation.V6:
        said = {"filters": times, "page_limit": asked.page_size, "page_index": asked.page}
        return Request("POST", Service.FACE, _EVENTS_V6, json.dumps(said).encode())
    query = "&".join(
        f"{name}={value}" for name, value in {"per_page": asked.page_size, "page": asked.page, **times}.items()
    )
    return Request("GET", Service.FACE, f"{_EVENTS_V5}?{query}")


def _in_unit(at_ms: int, unit: TimeUnit, *, up: bool) -> int:
    """The whole unit that does not cut anything off."""
    if unit is TimeUnit.MILLISECONDS:
        return at_ms
    return -(-at_ms // 1000) if up else at_ms // 1000


def decode_history(body: bytes, generation: Generation) -> HistoryPage:
    """Decode the answer to `history_request`. Items that are no objects are passed over.

    Raises:
        ProtocolError: Unreadable, BOX_ERROR with the box's own code, or UNKNOWN_SHAPE where it is no list of events.
    """
    answer = answer_of(body)
    around = fields_of(value_of_json(text_of(body)))  # `pagination` stands beside `data`
    inside = fields_of(answer)
    listed = answer if isinstance(answer, list) else first((inside,), "events", "data")
    items = items_of(listed)
    if items is None:
        if "events" not in inside and not ("data" in around and _is_nothing(around["data"])):
            keys = ", ".join(str(key)[:40] for key in list(inside)[:20])
            raise ProtocolError(ProtocolErrorCode.UNKNOWN_SHAPE, keys=keys.encode("utf-8", "replace").decode())
        items = []
    pages = (fields_of(around.get("pagination")), fields_of(inside.get("pagination")), inside, around)
    total = number(first(pages, "total_count", "total"))
    found = (fields_of(item) for item in items[:MAX_EVENTS_READ])
    return HistoryPage(
        events=tuple(_event(item, generation) for item in found if item),
        total=int(total) if total is not None and total >= 0 else None,
    )


def _is_nothing(value: object) -> bool:
    """Whether a box says by this that it has no events."""
    return is_absent(value) or value == {} or value == []


def _event(item: Fields, generation: Generation) -> HistoryEvent:
    common = fields_of(item.get("common"))
    places = (item, common)
    info = fields_of(first(places, "identity_info"))
    said: dict[str, object] = {
        name: value for name in (*_SHOWN, "timestamp") if (value := first(places, name)) is not None
    }
    sent_at = said.get("timestamp")
    seen = replace(recognition(event_parts(said)), path=EventPath.HISTORY, generation=generation)
    return HistoryEvent(
        event_id=text(first(places, "event_id", "_id", "id")) or "",
        recognition=seen,
        timestamp=text(sent_at) or "",
        live_id=text(first(places, "recognize_face_image_id", "recognize_face_pic_id")) or "",
        registered_id=text(first((*places, info), "register_image_id", "image_id")) or "",
        scene_id=text(first(places, "spot_image_id", "spot_pic_id")) or "",
    )


def picture_request(generation: Generation, event: HistoryEvent, which: HistoryPicture) -> Request | None:
    """Return the call for one picture of an event; None where there is none to ask for, or its id is odd."""
    if which is HistoryPicture.REGISTERED:
        name = event.registered_id
        place = "/sophon/v2/face/getregisterimage" if generation is Generation.V6 else "/SophonFace/api/images"
        query = ""
    else:
        name = event.live_id if which is HistoryPicture.LIVE else event.scene_id
        moment = _seconds(event) if generation is Generation.V6 else event.timestamp
        if IMAGE_MOMENT.fullmatch(moment) is None:
            return None  # both generations insist on the event's own time
        is_v6 = generation is Generation.V6
        place = "/sophon/v2/face/getspotimage" if is_v6 else "/SophonFace/api/event_images"
        query = f"?timestamp={moment}" if is_v6 else f"?datetime={moment}"
    if IMAGE_ID.fullmatch(name) is None:
        return None
    return Request("GET", Service.FACE, f"{place}/{name}{query}")


def _seconds(event: HistoryEvent) -> str:
    """The event's time in seconds, as V6 wants it, to the letter where it came so."""
    sent = number(event.timestamp)
    if sent is not None and sent < 1e11:
        return event.timestamp
    at_ms = epoch_ms(event.timestamp)
    return "" if at_ms is None else f"{at_ms // 1000}.{at_ms % 1000:03d}"
