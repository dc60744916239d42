"""A recognition tried with a photo: PictureMatch of V5.3 to V5.7, search of V6 (protocol.md 3.8)."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from aiohttp import web

from sophon_monitor.simulator.dialects import v5, v6
from sophon_monitor.simulator.dialects.moments import Json, Moment, Recognised
from sophon_monitor.simulator.facts import NO_CAMERA, CameraFacts
from sophon_monitor.simulator.pages import Handler, Refused, bare, data, legacy_body, legacy_error, v6_body, v6_error
from sophon_monitor.simulator.photos import BadPhoto, Photo, photo_bytes, read_photo

_LEGACY_CODES = {  # numbers where the manual has one; 40000 else
    "IMAGE_DECODE_ERROR": (40003, "IMAGE_ERROR"),
    "IMAGE_SIZE_TOO_LARGE_ERROR": (40007, "IMAGE_SIZE_TOO_LARGE_ERROR"),
    "EMPTY_GROUP_ERROR": (40008, "EMPTY_GROUP_ERROR"),
    "MISSING_ARGUMENTS": (40091, "PARAM_ERROR"),
    "ID_NOT_FOUND": (40401, "ID_NOT_FOUND"),
}
_COMPARE_MS = 21


class TakesPhotos(Protocol):
    """What these pages need of a box."""

    def moment(self, caller: str = "") -> Moment:
        """How it is now."""

    def refuses_photos(self) -> str:
        """The error code that every photo gets now, "" for none."""

    async def try_photo(self, photo: Photo, camera: CameraFacts, at_s: float | None) -> Recognised:
        """Recognise who is in the photo, keep it and send it like every recognition."""


@dataclass(frozen=True, slots=True)
class _Words:
    """What one dialect calls things."""

    device_ip: str
    error: Callable[[str, str], Refused]
    needs_device: bool


def _legacy_refusal(code: str, message: str) -> Refused:
    number, name = _LEGACY_CODES.get(code, (40000, code))
    return legacy_error(number, name, message)


def add_legacy_trial(application: web.Application, box: TakesPhotos, generation: str) -> None:
    """V5 answers in `data`, V5.7 without: both are seen."""
    words = _Words("device_ip", _legacy_refusal, needs_device=True)

    async def page(request: web.Request) -> web.Response:
        asked = await legacy_body(request)
        if generation == "v57" and asked.get("group_name") and asked.get("permission_name"):
            asked = asked | {"device_ip": asked.get("device_ip") or ""}
        said = _legacy_answer(asked, await _tried(box, asked, words))
        return bare(said) if generation == "v57" else data(said)

    application.router.add_post("/SophonMatch/api/PictureMatch", page)


def add_v6_trial(application: web.Application, box: TakesPhotos) -> None:
    """V6: without a device too."""
    words = _Words("media_device_ip", v6_error, needs_device=False)

    async def page(request: web.Request) -> web.Response:
        asked = await v6_body(request)
        return bare(_v6_answer(asked, await _tried(box, asked, words)))

    handler: Handler = page
    application.router.add_post("/sophon/v2/face/search", handler)


async def _tried(box: TakesPhotos, asked: Json, words: _Words) -> Recognised:
    if asked.get("rgb_image_base64") is None:
        raise words.error("MISSING_ARGUMENTS", "rgb_image_base64")
    address = asked.get(words.device_ip)
    if address is None and words.needs_device:
        raise words.error("MISSING_ARGUMENTS", words.device_ip)
    camera = NO_CAMERA
    if address:
        added = [c for c in box.moment("trial").box.cameras if c.ip == address and not c.is_video]
        if not added:
            raise words.error("ID_NOT_FOUND", str(address))
        camera = added[0]
    if code := box.refuses_photos():
        raise words.error(code, "")
    try:
        photo = await asyncio.to_thread(read_photo, photo_bytes(asked["rgb_image_base64"]))
    except BadPhoto as bad:
        raise words.error("IMAGE_SIZE_TOO_LARGE_ERROR" if bad.is_large else "IMAGE_DECODE_ERROR", "") from None
    at_s = asked.get("compare_time")
    return await box.try_photo(photo, camera, float(at_s) if isinstance(at_s, int | float) else None)


def _legacy_answer(asked: Json, event: Recognised) -> Json:
    person = event.sighting.announced
    said: Json = {
        "retcode": "1" if has_passed(event) else "0",
        "identity_id": person.identity_id,
        "name": person.name if person.is_registered else "",
        "score": event.sighting.score_percent,
        "identity_info": v5.identity_info(event),
    }
    if asked.get("need_register_photo"):
        said["reg_pic"] = event.pictures.registered
    return said


def _v6_answer(asked: Json, event: Recognised) -> Json:
    person = event.sighting.announced
    said: Json = {
        "result": has_passed(event),
        "score": event.sighting.score_percent,
        "identity_id": person.identity_id,
        "identity_info": v6.identity(person) if person.is_registered else {},
    }
    if asked.get("with_register_photo"):
        registered = event.pictures.registered
        said["register_image"] = v6.DATA_URI + registered if registered else ""
    if asked.get("with_attribute"):
        said["attribute"] = v6.attributes(event)
    if asked.get("with_debug_info", True):
        said["debug_info"] = {"comparetime": _COMPARE_MS, "totaltime": 2 * _COMPARE_MS + 2}
    return said


def has_passed(event: Recognised) -> bool:
    """Whether somebody registered was recognised; below the threshold everybody is a stranger."""
    return event.sighting.announced.is_registered


def photo_text(photo: Photo) -> str:
    """The photo as events carry it."""
    return base64.b64encode(photo.jpeg).decode("ascii")
