"""Reading a span of a box's own history, page by page, and the pictures of single events. Only reads.

What manuals leave open is found out by asking: in which unit V6 takes times, whether a box heeds the span at all, how
many events it puts on a page and whether its counts are right. Nothing here trusts a count, and nothing goes on for
ever. Runs on the intake loop.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace

from sophon_monitor.domain.reconcile_outcome import HistoryNote
from sophon_monitor.domain.reconciliation import Span
from sophon_monitor.protocol.errors import ProtocolError, ProtocolErrorCode
from sophon_monitor.protocol.history_reads import (
    HistoryEvent,
    HistoryPage,
    HistoryPicture,
    HistoryQuestion,
    TimeUnit,
    decode_history,
    history_request,
    picture_request,
)
from sophon_monitor.protocol.messages import ABSENT, Generation, Picture, PictureState
from sophon_monitor.protocol.pictures import picture_of
from sophon_monitor.protocol.recognition_trial import error_code
from sophon_monitor.services.box_calls import BoxCalls, CallFailed

MOST_EVENTS = 50_000
MOST_PAGES = 3_000
PAGE_SIZE = 100
STALE_PAGES = 2  # so many in a row without anything new end it: events that come meanwhile shift the pages by a little
AGAIN_AFTER_S = 0.5
DAY_MS = 86_400_000
_PASSING = frozenset({"too_slow", "closed"})  # a busy box: once more is worth it
_LOST_BOX = frozenset({"refused", "timeout", "unreachable", "no_route", "closed", "too_slow"})
_NO_ACCESS = frozenset({401, 403})
_NO_SUCH_CALL = frozenset({404, 405, 501})


class HistoryFailed(Exception):  # noqa: N818 - what happened
    """A box's history cannot be read.

    Attributes:
        problem: Code of `domain.reconcile_outcome.ReconcileOutcome`.
        detail: The box's own code, or short technical text, English.
    """

    def __init__(self, problem: str, detail: str = "") -> None:
        """Keep both."""
        super().__init__(f"{problem}: {detail}")
        self.problem, self.detail = problem, detail


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What a box has of a span.

    Attributes:
        events: Each once, in no certain order, all of them inside the span.
        covered: The part of the span that was read; begins later where the box has too much.
    """

    events: tuple[HistoryEvent, ...]
    covered: Span
    notes: frozenset[HistoryNote] = frozenset()


async def read_history(
    calls: BoxCalls,
    generation: Generation,
    span: Span,
    *,
    tell: Callable[[int, int | None], None],
) -> History:
    """Read all events of a span.

    Args:
        calls: Of the box.
        generation: As known; SE3 has no such call.
        span: By the box's clock.
        tell: Called after each page with events of the span so far, and how many the box says there are.

    Raises:
        HistoryFailed: The box does not answer, refuses, or has no history to be read.
    """
    return await _Reading(calls, generation, span, tell).read()


class _Reading:
    """One reading."""

    def __init__(
        self, calls: BoxCalls, generation: Generation, span: Span, tell: Callable[[int, int | None], None]
    ) -> None:
        self._calls, self._generation, self._span, self._tell = calls, generation, span, tell
        self._found: dict[object, HistoryEvent] = {}
        self._seen: set[object] = set()
        self._notes: set[HistoryNote] = set()

    async def read(self) -> History:
        for unit in TimeUnit:
            asked = HistoryQuestion(self._span.since_ms, self._span.until_ms, unit, page_size=PAGE_SIZE)
            page = await self._page(asked)
            if any(self._span.holds(event.occurred_at_ms) for event in page.events):
                return await self._follow(asked, page)
        return await self._read_without_times()

    async def _read_without_times(self) -> History:
        """Nothing in either unit: there is nothing, or the box means something else by its filter. Look at its newest.

        An empty span is believed where the box has nothing newer, or finds its newest event by its time.
        """
        asked = HistoryQuestion(None, None, page_size=PAGE_SIZE)
        page = await self._page(asked)
        times = [event.occurred_at_ms for event in page.events if event.occurred_at_ms is not None]
        if not times or (_is_newest_first(times) and times[0] < self._span.since_ms):
            return self._history(self._span)
        if not any(self._span.holds(at_ms) for at_ms in times) and await self._finds_by_time(max(times)):
            return self._history(self._span)
        history = await self._follow(asked, page)
        if history.events:
            return replace(history, notes=history.notes | {HistoryNote.SPAN_IGNORED})
        if HistoryNote.PAGES_REPEAT in history.notes:
            return replace(history, notes=history.notes | {HistoryNote.UNIT_UNSURE})
        return history

    async def _finds_by_time(self, newest_ms: int) -> bool:
        """Whether the box finds its newest event by its time, and nothing where there can be nothing."""
        if await self._has_between(newest_ms + DAY_MS, newest_ms + 2 * DAY_MS, TimeUnit.SECONDS):
            return False
        for unit in TimeUnit:
            if await self._has_between(newest_ms - 1000, newest_ms + 1000, unit):
                return True
        return False

    async def _has_between(self, since_ms: int, until_ms: int, unit: TimeUnit) -> bool:
        return bool((await self._page(HistoryQuestion(since_ms, until_ms, unit, page_size=PAGE_SIZE))).events)

    async def _follow(self, asked: HistoryQuestion, page: HistoryPage) -> History:
        """Read page after page until there is nothing more, nothing new, nothing of the span, or too much."""
        stale, total = 0, page.total
        while True:
            news, beyond = self._take(page)
            total = page.total if page.total is not None else total
            self._tell(len(self._found), self._expected(total))
            if not page.events or beyond:
                return self._history(self._span)
            stale = 0 if news else stale + 1
            if stale >= STALE_PAGES:
                if total is None or len(self._seen) < total:
                    self._notes.add(HistoryNote.PAGES_REPEAT)
                return self._history(self._span)
            if len(self._found) >= MOST_EVENTS or asked.page + 1 >= MOST_PAGES:
                self._notes.add(HistoryNote.CUT)
                return self._cut()
            asked = replace(asked, page=asked.page + 1)
            page = await self._page(asked)

    def _take(self, page: HistoryPage) -> tuple[int, bool]:
        """Keep what is new and of the span. Returns how many were new, and whether all that follows is older."""
        news = 0
        times: list[int] = []
        for event in page.events:
            key = event.event_id or (event.timestamp, event.recognition.person_id, event.recognition.camera)
            if event.occurred_at_ms is None:
                self._notes.add(HistoryNote.TIMELESS)
            else:
                times.append(event.occurred_at_ms)
            if key in self._seen:
                continue
            self._seen.add(key)
            news += 1
            if event.occurred_at_ms is not None and self._span.holds(event.occurred_at_ms):
                self._found[key] = event
        return news, bool(times) and times[0] < self._span.since_ms and _is_newest_first(times)

    def _expected(self, total: int | None) -> int | None:
        return total if total is not None and total >= len(self._found) else None

    def _cut(self) -> History:
        """Only the newest part of the span is whole, where the box lists the newest first."""
        times = [event.occurred_at_ms for event in self._found.values() if event.occurred_at_ms is not None]
        if not times or not _is_newest_first(times):
            raise HistoryFailed("too_many")
        covered = Span(min(times) + 1, self._span.until_ms)  # of its first millisecond there may be more
        self._found = {key: one for key, one in self._found.items() if covered.holds(one.occurred_at_ms)}
        return self._history(covered)

    def _history(self, covered: Span) -> History:
        return History(events=tuple(self._found.values()), covered=covered, notes=frozenset(self._notes))

    async def _page(self, asked: HistoryQuestion) -> HistoryPage:
        try:
            return await self._page_once(asked)
        except HistoryFailed as failure:
            if failure.problem not in _PASSING:
                raise
        await asyncio.sleep(AGAIN_AFTER_S)
        return await self._page_once(asked)

    async def _page_once(self, asked: HistoryQuestion) -> HistoryPage:
        try:
            answer = await self._calls.call(history_request(self._generation, asked))
            # A megabyte where a box adds its feature vectors: too long for the loop that answers boxes.
            return await asyncio.to_thread(decode_history, answer.body, self._generation)
        except CallFailed as cause:
            raise _failed(cause) from cause
        except ProtocolError as error:
            raise HistoryFailed(*_problem_of(error)) from error


def _is_newest_first(times: list[int]) -> bool:
    return times == sorted(times, reverse=True)


def _failed(cause: CallFailed) -> HistoryFailed:
    if cause.status in _NO_ACCESS:
        return HistoryFailed("access_refused", f"HTTP {cause.status}")
    if cause.status in _NO_SUCH_CALL:
        return HistoryFailed("no_history", f"HTTP {cause.status}")
    if cause.problem == "http_status":
        try:
            decode_history(cause.body, Generation.V5)
        except ProtocolError as error:
            if error.code is ProtocolErrorCode.BOX_ERROR:
                return HistoryFailed(*_problem_of(error))
    return HistoryFailed(cause.problem, cause.detail)


def _problem_of(error: ProtocolError) -> tuple[str, str]:
    if error.code is ProtocolErrorCode.BOX_ERROR:
        return "box_error", error_code(error)
    return "unreadable", error.code.value


async def read_picture(calls: BoxCalls, generation: Generation, event: HistoryEvent, which: HistoryPicture) -> Picture:
    """Fetch one picture of an event. ABSENT where the box has none, gives none, or gives what is no picture.

    Raises:
        HistoryFailed: The box does not answer any more.
    """
    request = picture_request(generation, event, which)
    if request is None:
        return ABSENT
    try:
        found = picture_of((await calls.call(request)).body)
    except CallFailed as cause:
        if cause.problem in _LOST_BOX:
            raise HistoryFailed(cause.problem, cause.detail) from cause
        return ABSENT
    return found if found.state is PictureState.PRESENT else ABSENT
