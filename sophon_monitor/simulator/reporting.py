"""Where a simulated box sends its reports, as its configuration calls read and write it (protocol.md 3.2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


def url_list(value: object) -> list[str]:
    """URLs out of a list, or out of text with commas, blanks and a trailing comma."""
    if isinstance(value, str):
        parts: Iterable[object] = value.split(",")
    elif isinstance(value, list):
        parts = value
    else:
        return []
    return [text for part in parts if (text := str(part).strip())]


@dataclass(slots=True)
class Target:
    """One report: its URLs and its period in seconds.

    Attributes:
        text: The URLs as last written, for reading back.
    """

    urls: list[str] = field(default_factory=list)
    period_s: float = 5.0
    text: str = ""

    def point(self, value: object) -> None:
        """Send there from now on."""
        self.urls = url_list(value)
        self.text = value if isinstance(value, str) else ",".join(self.urls)

    def every(self, value: object) -> None:
        """Report every so many seconds; what is no positive number changes nothing."""
        try:
            period_s = float(str(value))
        except ValueError:
            return
        if period_s > 0:
            self.period_s = period_s


@dataclass(slots=True)
class Reporting:
    """All reports of one box.

    Attributes:
        status: The box's heartbeat (P1, P3, P4).
        cameras: The cameras' heartbeat (P5, P6); unused where `status` has the cameras.
        events: Realtime by POST (SE3).
        history: Uploaded later.
        device_list: P10, once at the start.
    """

    status: Target = field(default_factory=Target)
    cameras: Target = field(default_factory=Target)
    events: Target = field(default_factory=Target)
    history: Target = field(default_factory=Target)
    device_list: Target = field(default_factory=Target)


def pushing(url: str | None, period_s: float, history: bool, generation: str) -> Reporting:
    """Everything that `--push` asks for goes to `url`."""
    reporting = Reporting()
    for target in (reporting.status, reporting.cameras):
        target.period_s = period_s
    if url is None:
        return reporting
    reporting.status.point(url)
    if generation in ("v57", "v6"):
        reporting.cameras.point(url)
    if generation == "se3":
        reporting.events.point(url)
    if history:
        reporting.history.point(url)
    return reporting
