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
    "device-init-forever": "the device list is always refused",
    "port-5555-closed": "nothing listens on the face API's port",
    "port-8888-closed": "nothing listens on the system API's port (not on se3, which has none)",
    "port-5679-closed": "nothing listens on the event stream's port (not on se3, which has none)",
    "bare-mode": "it runs without its face service: only the system API answers (not on se3)",
    "not-a-box": "every HTTP call is answered with a web page",
    "error-500": "every HTTP call is answered with status 500",
    "endless-body": "answers never end",
    "redirect": "every HTTP call is redirected to another host",
    "two-at-one-address": "serial number and MAC change from call to call (not on se3)",
    "stream-refuses": "the event stream answers 403 (not on se3)",
    "stream-drops": "the event stream closes after the subscription (not on se3)",
    "no-cameras": "it has no cameras",
    "cameras-offline": "all cameras are offline in its messages",
    "reports-elsewhere": "heartbeats and SE3's events go to another address",
    "reports-malformed": "heartbeats and SE3's events go to an address that begins with htttp",
    "reports-old-address": "heartbeats and SE3's events go to an address that a monitor had once",
    "reports-to-itself": "heartbeats and SE3's events go to the box itself",
    "oversized-messages": "events of over 32 MiB",
    "bad-messages": "nothing that it sends is JSON",
    "nobody-registered": "no person is registered, so that everybody is a stranger",
    "threshold-too-high": "the match threshold is 99, so that everybody is a stranger (v57, v6)",
    "min-face-too-large": "faces under 300 pixels are not recognised, so there are no events (v57, v6)",
    "not-armed": "the arming period is over, so there are no events (v57, v6)",
    "long-deduplication": "a person is reported again by a camera after 600 s only (v57, v6)",
    "events-lost": "it keeps what it recognises and sends none of it (not on se3)",
    "drop-events": "every sixth event is kept in its history and never sent",
    "delay-events": "every sixth event is sent late, with the time at which it happened",
    "double-events": "every sixth event is sent twice the same way",
    "history-below-threshold": "beside every sixth event its history has one below the threshold that it never sends",
    "history-doubles": "every sixth event is in its history twice, under two ids",
    "history-page-repeats": "its history gives the first page again, whichever is asked for",
    "history-small-pages": "its history gives five events a page and wrong counts, whatever is asked for",
    "history-in-seconds": "its history takes times in seconds only",
    "history-in-ms": "its history takes and tells times in milliseconds only",
    "history-ignores-span": "its history gives all events, whatever times are asked for",
    "history-refused": "its history is answered with status 401",
    "setting-refused": "writing a setting is answered with an error, and nothing is written (not on v5)",
    "setting-partial": "of configs that are written at once only the first is taken (v57, v6)",
    "setting-ignored": "writing a setting is answered with success, and nothing is written (not on v5)",
    "setting-lost-answer": "a setting is written, but the answer never comes (not on v5)",
    "settings-unreadable": "report settings cannot be read (always so on v5)",
    "web-heart": "its cameras' report is set by WEB_HEART_URL and WEB_HEART_TIME, as on V5.7 (v6 only)",
    "configs-by-dump": "asked for one config it tells all, with invented passwords (v57, v6)",
    "relay": "every camera has a relay that opens a door (not on se3)",
    "not-in-pass-time": "a photo that is tried is refused: outside the arming period (not on se3)",
}

FLAP_UP_S = 20.0
FLAP_AWAY_S = 8.0
SLOW_S = (2.0, 5.0)
INIT_S = 15.0
BAD_EVERY = 5
MISHAP_EVERY = 6
DELAY_S = 8.0
WRONG_CLOCK_MS = 8 * 3_600_000
HUGE_PICTURE_BYTES = 12_000_000  # 16 MB in base64
OVERSIZED_PICTURE_BYTES = 26_000_000  # 35 MB in base64


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


def picture_bytes(names: Iterable[str]) -> int:
    """How large the main picture of an event is made, 0 to leave it as it is."""
    asked = frozenset(names)
    if "oversized-messages" in asked:
        return OVERSIZED_PICTURE_BYTES
    return HUGE_PICTURE_BYTES if "huge" in asked else 0


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
