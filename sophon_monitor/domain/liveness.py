"""Whether a box is online, late or offline, and how often it reports. Pure arithmetic on monotonic times.

Any sign of life counts: a push, a poll answer, an answered ping. How long a silence is too long depends on the box's
period (interfaces.md section 3), which is learned from its heartbeats, for each kind of heartbeat apart: a box may
push its system status every 20 s, its cameras every 5 s, and be polled besides.

Which kind's period counts: the shortest that is still alive, because it is the first to notice a silence. A kind has
stopped when another sign of life came at a time when that kind was already overdue: then the silence is the kind's,
not the box's, and its period counts no longer until it beats again. The comparison is with the last sign of life and
not with the present on purpose: while nothing comes at all no kind can stop, so a box that goes late does not come
back online merely because its shortest kind has been silent for very long. When a fast kind stops, the box may thus be
late once, until the next sign of a slower kind proves it alive; from then on it is not.
"""

from __future__ import annotations

from collections import deque
from enum import StrEnum

from sophon_monitor.domain.site import Liveness

DEFAULT_PERIOD_S = 20.0  # until one is learned
REPEAT_S = 0.2  # nearer ones are repeats, or a burst of one message per camera
INTERVALS_NEEDED = 2
INTERVALS_KEPT = 8


class BeatKind(StrEnum):
    """Heartbeats that a box sends independently of each other."""

    SYSTEM = "system"
    CAMERAS = "cameras"
    FLAT = "flat"  # box and cameras in one
    POLL = "poll"


def late_after_s(period_s: float) -> float:
    """Silence after which a box is late, in seconds."""
    return 1.5 * period_s + 2.0


def offline_after_s(period_s: float) -> float:
    """Silence after which a box is offline, in seconds."""
    return 3.0 * period_s + 5.0


class Rhythm:
    """The beats of one kind and way of one box."""

    def __init__(self, now_mono_s: float) -> None:
        """Begin with the first beat."""
        self._began_mono_s = now_mono_s  # of the last burst
        self.last_mono_s = now_mono_s
        self._slept = False  # since the last burst began: nobody can tell how long ago that was
        self._intervals: deque[float] = deque(maxlen=INTERVALS_KEPT)

    def beat(self, now_mono_s: float) -> None:
        """Count a beat; repeats lengthen the burst that they belong to."""
        if self._slept or now_mono_s - self.last_mono_s >= REPEAT_S:
            if not self._slept:
                self._intervals.append(now_mono_s - self._began_mono_s)
            self._slept = False
            self._began_mono_s = now_mono_s
        self.last_mono_s = max(self.last_mono_s, now_mono_s)

    def wake(self, by_s: float) -> None:
        """Push the last beat towards the present, and learn nothing from the interval that the sleep was in."""
        self.last_mono_s += by_s
        self._slept = True

    @property
    def period_s(self) -> float | None:
        """Median of the last intervals, the higher of an even count; None until learned."""
        if len(self._intervals) < INTERVALS_NEEDED:
            return None
        return sorted(self._intervals)[len(self._intervals) // 2]


class Pulse:
    """Signs of life of one box. Owned by its `KnownBox`."""

    def __init__(self, period_s: float | None = None) -> None:
        """Begin without a sign.

        Args:
            period_s: As learned before the last restart. It is believed only when it is longer than the default: a
                slow box would be called late until it is learned again, a fast one is merely noticed later.
        """
        self._remembered_s = period_s if period_s is not None and period_s > DEFAULT_PERIOD_S else None
        self._rhythms: dict[str, Rhythm] = {}
        self.last_sign_mono_s: float | None = None

    def sign(self, now_mono_s: float) -> None:
        """Any sign of life. Times that go back are taken as the present."""
        last_s = self.last_sign_mono_s
        self.last_sign_mono_s = now_mono_s if last_s is None else max(now_mono_s, last_s)

    def wake(self, now_mono_s: float, was: Liveness) -> None:
        """This computer has slept. Who was online gets the whole time to speak again, the others stay what they were.

        Args:
            now_mono_s: Whether this clock went on during the sleep differs by system.
            was: The state before the sleep; a box that was late is offline sooner than one that was online.
        """
        if self.last_sign_mono_s is None or was not in (Liveness.ONLINE, Liveness.LATE):
            return
        silent_s = 0.0 if was is Liveness.ONLINE else late_after_s(self.period_s or DEFAULT_PERIOD_S) + REPEAT_S
        by_s = now_mono_s - silent_s - self.last_sign_mono_s
        self.last_sign_mono_s += by_s
        for rhythm in self._rhythms.values():  # all by the same: which of them have stopped stays as it was
            rhythm.wake(by_s)

    def beat(self, kind: BeatKind, way: str, now_mono_s: float) -> None:
        """A heartbeat, which is also a sign of life."""
        self.sign(now_mono_s)
        name = f"{way} {kind}"
        if (rhythm := self._rhythms.get(name)) is None:
            self._rhythms[name] = Rhythm(now_mono_s)
        else:
            rhythm.beat(now_mono_s)

    @property
    def period_s(self) -> float | None:
        """The period that counts now, None until one is learned."""
        if self.last_sign_mono_s is None:
            return self._remembered_s
        learned = [(r.period_s, self.last_sign_mono_s - r.last_mono_s) for r in self._rhythms.values()]
        alive = [p for p, silent_s in learned if p is not None and silent_s <= late_after_s(p)]
        return min(alive) if alive else self._remembered_s

    def liveness(self, now_mono_s: float) -> Liveness:
        """The state at this moment."""
        if self.last_sign_mono_s is None:
            return Liveness.NEVER
        silent_s = now_mono_s - self.last_sign_mono_s
        period_s = self.period_s or DEFAULT_PERIOD_S
        if silent_s > offline_after_s(period_s):
            return Liveness.OFFLINE
        return Liveness.LATE if silent_s > late_after_s(period_s) else Liveness.ONLINE
