"""The steps of borrowing, told to whoever watches as they begin, end or fail."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sophon_monitor.domain.borrowing import Step, StepName, StepState
from sophon_monitor.services.box_calls import CallFailed
from sophon_monitor.services.journal import JournalBusy
from sophon_monitor.services.report_values import NotReadable

Tell = Callable[[Step], None]


class StepFailed(Exception):  # noqa: N818 - what happened
    """A step did not come to its end; its `Step` was told."""


class Steps:
    """Tells each step as it begins and ends."""

    def __init__(self, tell: Tell, clock: Callable[[], float]) -> None:
        """Keep whom to tell."""
        self._tell, self._clock = tell, clock

    @contextmanager
    def step(self, name: StepName, due_s: float | None = None) -> Iterator[None]:
        """Tell that a step runs, and afterwards that it is done or why it failed.

        Raises:
            StepFailed: For everything that boxes, disks and other programs do.
        """
        begun = time.monotonic()
        self._tell(Step(name, StepState.RUNNING, at_s=self._clock(), due_s=due_s))
        try:
            yield
        except NotReadable as cause:
            self._failed(name, begun, cause.problem, cause.detail)
        except CallFailed as cause:
            self._failed(name, begun, cause.problem, cause.detail)
        except JournalBusy:
            self._failed(name, begun, "journal_busy", "")
        except OSError as cause:
            self._failed(name, begun, "journal_not_written", str(cause))
        elapsed_ms = (time.monotonic() - begun) * 1000
        self._tell(Step(name, StepState.DONE, elapsed_ms=elapsed_ms, at_s=self._clock()))

    def _failed(self, name: StepName, begun: float, problem: str, detail: str) -> None:
        elapsed_ms = (time.monotonic() - begun) * 1000
        step = Step(name, StepState.FAILED, problem=problem, detail=detail, elapsed_ms=elapsed_ms, at_s=self._clock())
        self._tell(step)
        raise StepFailed(f"{name}: {problem}")
