"""What can be wrong with a simulated box, by name."""

from __future__ import annotations

from collections.abc import Iterable

FAULTS: dict[str, str] = {
    "silent": "ports are open but nothing is answered and nothing is sent",
    "slow": "answers after 2 to 5 s",
    "flap": "goes away every 20 s for 8 s",
    "wrong-clock": "its clock is 8 h ahead",
    "wrong-clock-1970": "its clock began in 1970",
    "huge": "events of 16 MB",
    "truncated-picture": "pictures end in the middle",
    "no-pictures": "events without pictures",
    "duplicate": "every event comes twice",
    "same-sn-twice": "every second box has the serial number of the one before (at least two boxes)",
    "bad-json": "every fifth push is not JSON",
    "device-init": "the device list is refused for the first 15 s",
}

FLAP_UP_S = 20.0
FLAP_AWAY_S = 8.0
SLOW_S = (2.0, 5.0)
INIT_S = 15.0
BAD_EVERY = 5
WRONG_CLOCK_MS = 8 * 3_600_000
HUGE_PICTURE_BYTES = 12_000_000  # 16 MB in base64


def checked(names: Iterable[str]) -> frozenset[str]:
    """The faults of these names.

    Raises:
        ValueError: There is no such fault; the text names the known ones and is shown to the user.
    """
    asked = frozenset(names)
    unknown = sorted(asked - FAULTS.keys())
    if unknown:
        raise ValueError(f"unknown fault {', '.join(unknown)}; known are {', '.join(FAULTS)}")
    return asked


def spoiled(text: str) -> str:
    """The same JSON object with a trailing comma and a comment, which is no JSON."""
    return text.rstrip()[:-1] + ", /* end */ }"


def padded_jpeg(jpeg: bytes, size: int) -> bytes:
    """The same picture, filled up to `size` bytes with JPEG comments."""
    missing = size - len(jpeg)
    if missing <= 0:
        return jpeg
    whole, rest = divmod(missing, 65_537)
    comments = (b"\xff\xfe\xff\xff" + bytes(65_533)) * whole
    if rest > 4:
        comments += b"\xff\xfe" + (rest - 2).to_bytes(2, "big") + bytes(rest - 4)
    return jpeg[:2] + comments + jpeg[2:]
