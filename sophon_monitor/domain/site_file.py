"""A site as a file for another laptop: its boxes with names and notes. No pictures, people, codes or passwords."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from sophon_monitor.domain.site import API_PORT, STREAM_PORT, SYSTEM_PORT, Box, BoxAddress, Camera
from sophon_monitor.protocol.redaction import masked_credentials
from sophon_monitor.protocol.values import clean

FORMAT = "sophon-monitor-site"
VERSION = 1
LARGEST_BYTES = 2_000_000
MOST_BOXES = 1000
_LONGEST_NAME, _LONGEST_NOTE = 60, 2000
_HOST = re.compile(r"[\w.:%-]{1,253}")


class SiteFileError(ValueError):
    """The file is no site that this program can read.

    Attributes:
        code: "not_a_site" | "too_new" | "damaged" | "too_large". values: what the sentence names.
    """

    def __init__(self, code: str, **values: str) -> None:
        """Keep the code and its values."""
        super().__init__(code)
        self.code, self.values = code, values


@dataclass(frozen=True, slots=True)
class SiteFileBox:
    """One box of a site file.

    Attributes:
        key: Its `box_key` on the computer where the file was saved.
    """

    address: BoxAddress
    name: str | None = None
    note: str | None = None
    sn: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class SiteFile:
    """What a site file holds."""

    name: str
    boxes: tuple[SiteFileBox, ...]


def site_text(name: str, boxes: Sequence[Box], cameras: Sequence[Camera]) -> str:
    """Return the file's text; what a person gave goes in, what a box keeps secret stays out."""
    said = {
        "format": FORMAT,
        "version": VERSION,
        "name": name,
        "boxes": [
            {
                "host": box.address.host,
                "ports": [box.address.api, box.address.stream, box.address.system],
                "name": box.given_name,
                "note": box.note or None,
                "sn": box.sn,
                "key": box.key,
                "cameras": [
                    {"name": masked_credentials(camera.name or "") or None, "ip": camera.ip, "url": _place(camera.url)}
                    for camera in cameras
                    if camera.box_key == box.key
                ],
            }
            for box in boxes
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _place(url: str | None) -> str | None:
    """Where a camera's stream is, no more: passwords stand before the host, in paths and in queries."""
    try:
        parts = urlsplit(url or "")
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if not host or not parts.scheme or "@" in parts.path + parts.query + parts.fragment:
        return None  # an @ behind the host: a password with a slash in it, which looked like host and port
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + (f":{port}" if port is not None else "")


def read_site(data: bytes) -> SiteFile:
    """Read a site file; what is not known is ignored, so that a later version may say more.

    Raises:
        SiteFileError: See there.
    """
    if len(data) > LARGEST_BYTES:
        raise SiteFileError("too_large")
    try:
        said = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise SiteFileError("not_a_site") from None
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise SiteFileError("not_a_site")
    version = said.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise SiteFileError("damaged", part="version")
    if version > VERSION:
        raise SiteFileError("too_new", version=str(version))
    name, listed = said.get("name"), said.get("boxes")
    if not isinstance(name, str) or not clean(name):
        raise SiteFileError("damaged", part="name")
    if not isinstance(listed, list) or len(listed) > MOST_BOXES:
        raise SiteFileError("damaged", part="boxes")
    return SiteFile(
        clean(name)[:_LONGEST_NAME].strip(), tuple(_box(entry, place) for place, entry in enumerate(listed, 1))
    )


def _box(entry: object, place: int) -> SiteFileBox:
    host = entry.get("host") if isinstance(entry, dict) else None
    if not isinstance(entry, dict) or not isinstance(host, str) or not _HOST.fullmatch(host.strip()):
        raise SiteFileError("damaged", part=f"boxes[{place}].host")
    ports = entry.get("ports", [API_PORT, STREAM_PORT, SYSTEM_PORT])
    if not isinstance(ports, list) or len(ports) != 3 or not all(_is_port(port) for port in ports):
        raise SiteFileError("damaged", part=f"boxes[{place}].ports")
    return SiteFileBox(
        BoxAddress(host.strip(), *ports),
        name=_text(entry.get("name"), _LONGEST_NAME),
        note=_text(entry.get("note"), _LONGEST_NOTE),
        sn=_text(entry.get("sn"), _LONGEST_NAME),
        key=_text(entry.get("key"), _LONGEST_NAME),
    )


def _is_port(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 65535


def _text(value: object, longest: int) -> str | None:
    return clean(value)[:longest].strip() or None if isinstance(value, str) else None
