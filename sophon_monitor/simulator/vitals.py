"""How a simulated box feels: load, memory, disk and temperature that wander as on a real one."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

_STEP_S = 1.0
_MOST_STEPS = 120


@dataclass(frozen=True, slots=True)
class Vitals:
    """Measurements at one moment. Percent 0-100, °C, turns a minute, seconds."""

    cpu_percent: float
    tpu_percent: float
    memory_percent: float
    disk_percent: float
    core_c: float
    board_c: float
    fan_rpm: float
    uptime_s: float


class VitalsWalk:
    """A random walk of measurements. `at` must be asked with times that do not go back."""

    def __init__(self, seed: str, now_s: float) -> None:
        """Begin somewhere plausible."""
        self._dice = random.Random(seed)
        self._now_s = now_s
        self._uptime_s = self._dice.uniform(2, 20) * 86_400
        self._base = self._dice.uniform(28, 44)
        self._phase = self._dice.uniform(0, 600)
        self._cpu = self._base
        self._bump = self._bump_left_s = 0.0
        self._memory = self._dice.uniform(38, 58)
        self._memory_home = self._memory
        self._disk = self._dice.uniform(35, 62)
        self._core = 45 + 0.25 * self._cpu
        self._fan = 3600.0

    def at(self, now_s: float) -> Vitals:
        """The measurements at `now_s` (monotonic seconds)."""
        steps = min(int((now_s - self._now_s) / _STEP_S), _MOST_STEPS)
        if now_s - self._now_s > _MOST_STEPS * _STEP_S:
            self._now_s = now_s - _MOST_STEPS * _STEP_S
        for _ in range(steps):
            self._now_s += _STEP_S
            self._step()
        return Vitals(
            cpu_percent=round(self._cpu, 1),
            tpu_percent=round(min(98.0, max(4.0, self._cpu * 1.15 - 8)), 1),
            memory_percent=round(self._memory, 1),
            disk_percent=round(self._disk, 2),
            core_c=round(self._core, 1),
            board_c=round(self._core - 7.5, 1),
            fan_rpm=float(round(self._fan / 10) * 10),
            uptime_s=self._uptime_s,
        )

    def _step(self) -> None:
        dice = self._dice
        self._uptime_s += _STEP_S
        if self._bump_left_s > 0:
            self._bump_left_s -= _STEP_S
        elif dice.random() < 1 / 90:  # a shift begins, or a library is loaded
            self._bump, self._bump_left_s = dice.uniform(12, 26), dice.uniform(8, 30)
        bump = self._bump if self._bump_left_s > 0 else 0.0
        home = self._base + 6 * math.sin((self._now_s + self._phase) / 95) + bump
        self._cpu += 0.3 * (home - self._cpu) + dice.gauss(0, 2.4)
        self._cpu = min(88.0, max(12.0, self._cpu))
        self._memory += 0.02 * (self._memory_home + 0.12 * bump - self._memory) + dice.gauss(0, 0.12)
        self._memory = min(92.0, max(20.0, self._memory))
        self._disk += 0.0002 if self._disk < 93 else -30.0  # 0.7 % an hour, then old pictures are removed
        self._core += 0.04 * (44 + 0.3 * self._cpu - self._core) + dice.gauss(0, 0.12)
        self._fan += 0.1 * (2400 + 32 * self._core - self._fan) + dice.gauss(0, 12)
