"""A recognition tried from this computer: what may be asked, what the box answered (protocol.md 3.8)."""

from __future__ import annotations

from dataclasses import dataclass, field

from sophon_monitor.protocol.messages import Generation

LARGEST_PHOTO_BYTES = 5 * 1024 * 1024
_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")


def is_photo(data: bytes) -> bool:
    """Whether a box could take these bytes as a photo: JPEG or PNG by its first bytes, at most 5 MB."""
    return data.startswith(_BEGINNINGS) and len(data) <= LARGEST_PHOTO_BYTES


@dataclass(frozen=True, slots=True)
class TrialDevice:
    """A camera in whose name a photo could be sent.

    Attributes:
        refused: Why not: "" | "relay" (a pass would open a door) | "gate" (it is a turnstile or door itself)
            | "relay_unknown" (the box does not say whether it has a relay) | "no_address" | "not_photo".
    """

    camera_id: str
    name: str
    ip: str
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialOffer:
    """Whether and how a photo can be tried on a box.

    Attributes:
        without_device: The box takes a photo in no camera's name (V6).
        problem: Why it is not offered at all: "" | "not_supported" (this software has no such call)
            | "software_unknown" (the box has not said yet what it runs)
            | "devices_unreadable" (nothing can be said about relays, so nothing is sent) | a code of
            `domain.site.Link` | "no_device" (every camera is refused).
    """

    generation: Generation | None = None
    devices: tuple[TrialDevice, ...] = ()
    without_device: bool = False
    problem: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialResult:
    """What the box answered.

    Attributes:
        passed: Whether it recognised somebody; None where it answered with an error.
        score: As sent, 0-100 on V6; on V5 the scale is not certain.
        is_percent: Whether the scale is certain.
        registered_picture: JPEG or PNG of the person's registered picture, b"" where none came.
        problem: Code: "" | "bad_photo" | as in TrialOffer or TrialDevice | the box's own error code in lower case
            ("no_face_error", "not_in_pass_time", ...) | a code of `domain.site.Link` | "unreadable".
    """

    passed: bool | None = None
    person_id: str | None = field(default=None, repr=False)
    person_name: str | None = field(default=None, repr=False)
    score: float | None = None
    is_percent: bool = False
    registered_picture: bytes = field(default=b"", repr=False)
    sent_at_s: float = 0.0
    elapsed_s: float = 0.0
    problem: str = ""
    detail: str = ""
