"""How a connection to a box is retried, and how its state is told. Shared by the event stream and the polls."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable

from sophon_monitor.domain.site import Link, LinkState

FIRST_DELAY_S = 1.0
LONGEST_DELAY_S = 30.0

Rest = Callable[[float, asyncio.Event], Awaitable[None]]


class LinkDown(OSError):  # noqa: N818 - what happened
    """A connection to a box is down; told as `Link.problem` and `Link.detail`."""

    def __init__(self, problem: str, detail: str = "") -> None:
        """Keep the code and the technical text."""
        super().__init__(f"{problem}: {detail}")
        self.problem = problem
        self.detail = detail[:200]


class ReconnectDelays:
    """1, 2, 4 ... 30 s, and 1 s again once it worked."""

    def __init__(self) -> None:
        """Start patiently."""
        self._next_s = FIRST_DELAY_S

    def take(self) -> float:
        """Return seconds to wait now; the next wait is twice as long."""
        delay_s, self._next_s = self._next_s, min(2 * self._next_s, LONGEST_DELAY_S)
        return delay_s

    def reset(self) -> None:
        """Start patiently again."""
        self._next_s = FIRST_DELAY_S


class LinkTeller:
    """Keeps the state of one connection and tells each change of it.

    An attempt to reconnect keeps the problem and the time since when it is down, so that what the installer reads
    does not flicker.
    """

    def __init__(self, on_link: Callable[[Link], None], *, wall_clock: Callable[[], float] = time.time) -> None:
        """Keep `on_link`."""
        self._on_link = on_link
        self._wall_clock = wall_clock
        self.link = Link()

    def connecting(self) -> None:
        """An attempt begins."""
        former = self.link
        since_at_s = former.since_at_s if former.state in (LinkState.DOWN, LinkState.ABSENT) else None
        self._tell(LinkState.CONNECTING, former.problem, former.detail, None, since_at_s)

    def up(self) -> None:
        """It works."""
        if self.link.state is not LinkState.UP:
            self._tell(LinkState.UP, "", "", None, None)

    def down(self, problem: str, detail: str, retry_in_s: float, *, absent: bool = False) -> None:
        """It does not, and the next attempt begins in `retry_in_s`."""
        since_at_s = None if self.link.state in (LinkState.UP, LinkState.IDLE) else self.link.since_at_s
        self._tell(LinkState.ABSENT if absent else LinkState.DOWN, problem, detail, retry_in_s, since_at_s)

    def _tell(
        self, state: LinkState, problem: str, detail: str, retry_in_s: float | None, since_at_s: float | None
    ) -> None:
        self.link = Link(state, problem, detail, retry_in_s, self._wall_clock() if since_at_s is None else since_at_s)
        self._on_link(self.link)


async def rest(seconds: float, woken: asyncio.Event) -> None:
    """Wait so long, or until `woken` is set; then clear it."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await woken.wait()
    woken.clear()
