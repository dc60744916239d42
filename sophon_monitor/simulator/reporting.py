"""Where a simulated box sends its reports: a view of the values that its configuration calls read and write."""

from __future__ import annotations

from collections.abc import Iterable

from sophon_monitor.simulator.dialects.moments import Json

DEFAULT_PERIOD_S = 5.0


def url_list(value: object) -> list[str]:
    """URLs out of a list, or out of text with commas, blanks and a trailing comma."""
    if isinstance(value, str):
        parts: Iterable[object] = value.split(",")
    elif isinstance(value, list):
        parts = value
    else:
        return []
    return [text for part in parts if (text := str(part).strip())]


def as_number(period_s: float) -> int | float:
    """Seconds as boxes have them: whole ones without a point."""
    return int(period_s) if period_s == int(period_s) else period_s


class Target:
    """One report: where it goes and how often. What stands in `values` is what the box gives back, to the letter.

    Attributes:
        as_list: Whether the box keeps its URLs as a list; else as one text with commas.
    """

    def __init__(
        self, values: Json | None = None, url_key: str = "urls", period_key: str = "period", *, as_list: bool = False
    ) -> None:
        """`values`: where the keys are; None for a report that no call configures."""
        self.as_list = as_list
        self._values: Json = {} if values is None else values
        self._url_key, self._period_key = url_key, period_key
        self._values.setdefault(url_key, [] if as_list else "")

    @property
    def urls(self) -> list[str]:
        """The URLs without blanks and empty ones."""
        return url_list(self._values.get(self._url_key))

    @urls.setter
    def urls(self, value: list[str]) -> None:
        self.point(value)

    @property
    def text(self) -> str:
        """The URLs as one text; as last written where the box keeps text."""
        value = self._values.get(self._url_key)
        return value if isinstance(value, str) else ",".join(self.urls)

    @text.setter
    def text(self, value: str) -> None:
        if not self.as_list:
            self.point(value)

    @property
    def period_s(self) -> float:
        """Seconds between two reports; what is no positive number counts as the default."""
        try:
            period_s = float(str(self._values.get(self._period_key)))
        except ValueError:
            return DEFAULT_PERIOD_S
        return period_s if 0 < period_s < float("inf") else DEFAULT_PERIOD_S

    @period_s.setter
    def period_s(self, value: float) -> None:
        self._values[self._period_key] = as_number(value)

    def point(self, value: str | list[str]) -> None:
        """Send there from now on, as if a person had typed it into the box's page."""
        if self.as_list:
            self._values[self._url_key] = url_list(value)
        else:
            self._values[self._url_key] = value if isinstance(value, str) else ",".join(value)


class Reporting:
    """All reports of one box.

    Attributes:
        status: The box's heartbeat (P1, P3, P4).
        cameras: The cameras' heartbeat (P5, P6); unused where `status` has the cameras.
        events: Realtime by POST (SE3).
        history: Uploaded later.
        device_list: P10, once at the start.
    """

    def __init__(
        self,
        *,
        status: Target | None = None,
        cameras: Target | None = None,
        events: Target | None = None,
        history: Target | None = None,
        device_list: Target | None = None,
    ) -> None:
        """What is left out cannot be configured by a call."""
        self.status = status or Target()
        self.cameras = cameras or Target()
        self.events = events or Target()
        self.history = history or Target()
        self.device_list = device_list or Target()

    def push_to(self, url: str | None, period_s: float, history: bool, generation: str) -> None:
        """Send everything that `--push` asks for to `url`; None: only the period is set."""
        for target in (self.status, self.cameras):
            target.period_s = period_s
        if url is None:
            return
        self.status.point(url)
        if generation in ("v57", "v6"):
            self.cameras.point(url)
        if generation == "se3":
            self.events.point(url)
        if history:
            self.history.point(url)
