"""Which part of time the Health page shows: a range that ends now, or a window that a person chose. No Qt."""

from __future__ import annotations

LEAST_SPAN_S = 10.0
MOST_SPAN_S = 100 * 86_400.0  # a little more than the archive keeps
ALL_LEAST_S = 600.0  # "All" of a box that was just added
RANGES_S: tuple[float | None, ...] = (600.0, 3600.0, 28_800.0, 86_400.0, None)  # None: all there is
DEFAULT_RANGE_S = 3600.0


class TimeWindow:
    """The x axis that all plots share.

    Attributes:
        range_s: The range chosen last, None for all there is.
        is_following: True while the window ends now and slides with it.
        first_s, last_s: The window, epoch seconds.
    """

    def __init__(self) -> None:
        self.range_s: float | None = DEFAULT_RANGE_S
        self.is_following = True
        self.first_s, self.last_s = 0.0, DEFAULT_RANGE_S
        self._now_s = DEFAULT_RANGE_S
        self._oldest_s: float | None = None

    @property
    def span_s(self) -> float:
        """Length of the window."""
        return self.last_s - self.first_s

    @property
    def now_s(self) -> float:
        """The present, as told last."""
        return self._now_s

    def tick(self, now_s: float, oldest_s: float | None) -> None:
        """Time went on. `oldest_s` is the oldest row there is, for "all"."""
        self._now_s, self._oldest_s = now_s, oldest_s
        if self.is_following:
            self._follow()

    def choose(self, range_s: float | None) -> None:
        """Show a range that ends now."""
        self.range_s = range_s
        self.follow()

    def follow(self) -> None:
        """Back to now, in the range chosen last."""
        self.is_following = True
        self._follow()

    def mark(self, first_s: float, last_s: float) -> None:
        """Show exactly this, as far as the limits allow."""
        self._stay(first_s, last_s)

    def zoom(self, factor: float, at_s: float) -> None:
        """Make the window `factor` times as long; `at_s` keeps its place."""
        span_s = min(max(self.span_s * factor, LEAST_SPAN_S), MOST_SPAN_S)
        share = (at_s - self.first_s) / self.span_s
        self._stay(at_s - share * span_s, at_s + (1 - share) * span_s)

    def move(self, seconds: float) -> None:
        """Move the window; it never goes beyond now."""
        self._stay(self.first_s + seconds, self.last_s + seconds)

    def _follow(self) -> None:
        span_s = self.range_s
        if span_s is None:
            oldest_s = self._now_s if self._oldest_s is None else self._oldest_s
            span_s = min(max(self._now_s - oldest_s, ALL_LEAST_S), MOST_SPAN_S)
        self.first_s, self.last_s = self._now_s - span_s, self._now_s

    def _stay(self, first_s: float, last_s: float) -> None:
        span_s = min(max(last_s - first_s, LEAST_SPAN_S), MOST_SPAN_S)
        middle_s = (first_s + last_s) / 2
        first_s, last_s = middle_s - span_s / 2, middle_s + span_s / 2
        over_s = max(last_s - self._now_s, 0.0)
        under_s = max(self._now_s - MOST_SPAN_S - (first_s - over_s), 0.0)
        self.first_s, self.last_s = first_s - over_s + under_s, last_s - over_s + under_s
        self.is_following = False
