"""Queries for events and pictures on port 5555 of a simulated box (protocol.md 3.5).

What the manual leaves open, a fault may settle one way: in which unit times are, whether the span is heeded, pages.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from aiohttp import web

from sophon_monitor.simulator.dialects import v6
from sophon_monitor.simulator.dialects.moments import Json, Moment, Recognised
from sophon_monitor.simulator.history_whims import MILLISECONDS, HistoryWhims
from sophon_monitor.simulator.pages import Handler, bare, data_and, legacy_error, v6_body, v6_error
from sophon_monitor.simulator.photos import blank_jpeg

V6_FACE = "/sophon/v2/face"


class HasEvents(Protocol):
    """What these pages need of a box."""

    recent: deque[Recognised]
    wrong: frozenset[str]

    def moment(self, caller: str = "") -> Moment:
        """How it is now."""

    async def picture(self, name: str) -> bytes | None:
        """A stored JPEG by its id."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events are asked for.

    Attributes:
        since_s, until_s: By the box's clock, both inclusive.
        name: Part of the name.
        kinds: Person types, as number or word; empty for all. Likewise `cameras`, ids.
    """

    since_s: float = 0.0
    until_s: float = float("inf")
    name: str = ""
    person_id: str | None = None
    score_min: float = 0.0
    score_max: float = 100.0
    kinds: frozenset[str] = frozenset()
    cameras: frozenset[str] = frozenset()

    def holds(self, event: Recognised) -> bool:
        """Whether an event is one of them."""
        person = event.sighting.announced
        return (
            self.since_s <= event.at_ms / 1000 <= self.until_s
            and self.name in person.name
            and self.person_id in (None, person.identity_id or event.stranger_id)
            and self.score_min <= event.sighting.score_percent <= self.score_max
            and (not self.kinds or not self.kinds.isdisjoint((str(int(person.standing)), person.standing.name.lower())))
            and (not self.cameras or event.camera.device_id in self.cameras)
        )


def filter_of(asked: Mapping[str, object], whims: HistoryWhims) -> Filter:
    """Read a filter of either dialect; what cannot be read filters nothing.

    Times may be seconds or milliseconds: V6's table says the one and its samples the other.
    """
    person_id = asked.get("identity_id")
    return Filter(
        since_s=whims.seconds(_number(asked.get("datetime_gte")), 0.0),
        until_s=whims.seconds(_number(asked.get("datetime_lte")), float("inf")),
        name=str(asked.get("name") or asked.get("identity_name") or ""),
        person_id=None if person_id is None else str(person_id),
        score_min=_float(asked.get("score_min"), 0.0),
        score_max=_float(asked.get("score_max"), 100.0),
        kinds=_words(asked.get("userType") or asked.get("user_type")),
        cameras=_words(asked.get("streams") or asked.get("media_device_ids")),
    )


def _number(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None


def _float(value: object, otherwise: float) -> float:
    number = _number(value)
    return otherwise if number is None else number


def _words(value: object) -> frozenset[str]:
    parts: Collection[object] = value if isinstance(value, list) else str(value or "").split(",")
    return frozenset(text for part in parts if (text := str(part).strip()))


def whole(value: object, otherwise: int) -> int:
    """A count as number or text, else `otherwise`."""
    text = str(value)
    return int(text) if text.isdecimal() else otherwise


def add_legacy_events(application: web.Application, box: HasEvents) -> None:
    """V5.5 to V5.7."""
    application.router.add_get("/SophonFace/api/events", _legacy_events(box))
    for name in ("event_images", "images"):
        application.router.add_get(f"/SophonFace/api/{name}/{{name}}", _legacy_image(box))


def add_v6_events(application: web.Application, box: HasEvents) -> None:
    """V6."""
    application.router.add_post(f"{V6_FACE}/getevents", _v6_events(box))
    application.router.add_post(f"{V6_FACE}/getevent", _v6_event(box))
    for name in ("getspotimage", "getrecognizefaceimage", "getregisterimage"):
        application.router.add_get(f"{V6_FACE}/{name}/{{name}}", _v6_image(box))


def _newest(box: HasEvents, wanted: Filter) -> list[Recognised]:
    return [event for event in reversed(box.recent) if wanted.holds(event)]


def _legacy_events(box: HasEvents) -> Handler:
    whims = HistoryWhims(box.wrong)

    async def page(request: web.Request) -> web.Response:
        if whims.is_refused:
            raise legacy_error(40100, "UNAUTHORIZED")
        size, index = max(1, whole(request.query.get("per_page"), 10)), whole(request.query.get("page"), 0)
        found = _newest(box, filter_of(request.query, whims))
        shown = whims.page(found[: whole(request.query.get("top_k"), len(found))], index, size)
        facts = box.moment("events").box
        pages: Json = {
            "num_pages": shown.pages,
            "page": shown.page,
            "per_page": shown.page_size,
            "total_count": shown.total,
        }
        listed = [
            _legacy_event(facts.ep_id(e.camera) if e.camera.device_id else "", e, whims.timestamp(e))
            for e in shown.events
        ]
        return data_and(listed, pagination=pages)

    return page


def _legacy_event(ep_id: str, event: Recognised, timestamp: float) -> Json:
    person = event.sighting.announced
    return {
        "_id": event.event_id,
        "timestamp": timestamp,
        "common": {
            "identity_id": person.identity_id or event.stranger_id,
            "identity_name": person.name,
            "identity_info": {"image_id": f"{person.identity_id}-reg"} if person.is_registered else {},
            "recognize_face_pic_id": f"{event.event_id}-face",
            "spot_pic_id": f"{event.event_id}-spot",
            "group_name": "default_group",
            "person_type": int(person.standing),
            "score": event.sighting.score_percent,
            "ep_info": {"ep_id": ep_id, "ep_ip": event.camera.ip, "device_id": event.camera.device_id},
            "is_send": False,
        },
    }


def _is_its_moment(box: HasEvents, request: web.Request, name: str) -> bool:
    """Whether a picture's call names the event's own time, which is mandatory."""
    asked = _number(request.query.get(name))
    event_id = request.match_info["name"].rpartition("-")[0]
    at_ms = next((event.at_ms for event in box.recent if event.event_id == event_id), None)
    if asked is None or at_ms is None:
        return False
    return abs(at_ms - (asked if asked > MILLISECONDS else asked * 1000)) < 1000


def _legacy_image(box: HasEvents) -> Handler:
    async def page(request: web.Request) -> web.Response:
        if "/event_images/" in request.path and not _is_its_moment(box, request, "datetime"):
            raise legacy_error(40091, "PARAM_ERROR", "datetime")
        jpeg = await box.picture(request.match_info["name"])
        if jpeg is None:
            raise legacy_error(40400, "NOT_FOUND", request.match_info["name"])
        return web.Response(body=jpeg, content_type="image/jpeg")

    return page


def _v6_events(box: HasEvents) -> Handler:
    whims = HistoryWhims(box.wrong)

    async def page(request: web.Request) -> web.Response:
        if whims.is_refused:
            raise v6_error("UNAUTHORIZED", status=401)
        asked = await v6_body(request)
        size, index = max(1, whole(asked.get("page_limit"), 10)), whole(asked.get("page_index"), 0)
        filters = asked.get("filters")
        shown = whims.page(_newest(box, filter_of(filters if isinstance(filters, dict) else {}, whims)), index, size)
        pages: Json = {"page_index": shown.page, "page_limit": shown.page_size, "total_count": shown.total}
        return bare({"events": [_event(e, whims.timestamp(e)) for e in shown.events], "pagination": pages})

    return page


def _v6_event(box: HasEvents) -> Handler:
    async def page(request: web.Request) -> web.Response:
        asked = (await v6_body(request)).get("event_id")
        if asked is None:
            raise v6_error("MISSING_ARGUMENTS", "event_id")
        found = [event for event in box.recent if event.event_id == str(asked)]
        if not found:
            raise v6_error("ID_NOT_FOUND", str(asked))
        return bare(_event(found[0], HistoryWhims(box.wrong).timestamp(found[0])))

    return page


def _event(event: Recognised, timestamp: float) -> Json:
    person = event.sighting.announced
    return {
        "event_id": event.event_id,
        "timestamp": timestamp,
        "identity_id": person.identity_id or event.stranger_id,
        "identity_name": person.name,
        "register_image_id": f"{person.identity_id}-reg" if person.is_registered else "",
        "recognize_face_image_id": f"{event.event_id}-face",
        "spot_image_id": f"{event.event_id}-spot",
        "user_type": person.standing.name.lower(),
        "score": event.sighting.score_percent,
        "post_action": "0",
        "is_send": False,
        "media_device_info": v6.device_or_nothing(event.camera),
        "recognize_face_attr": v6.attributes(event),
    }


def _v6_image(box: HasEvents) -> Handler:
    async def page(request: web.Request) -> web.Response:
        is_registered = request.path.startswith(f"{V6_FACE}/getregisterimage/")
        if not is_registered and not _is_its_moment(box, request, "timestamp"):
            raise v6_error("INVALID_ARGUMENTS", "timestamp")
        jpeg = await box.picture(request.match_info["name"])
        if jpeg is None and is_registered:
            jpeg = await asyncio.to_thread(blank_jpeg)  # no error for a picture that is not there
        if jpeg is None:
            raise v6_error("ID_NOT_FOUND", request.match_info["name"])
        return web.Response(body=jpeg, content_type="image/jpeg")

    return page
