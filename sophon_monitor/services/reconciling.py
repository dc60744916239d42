"""One errand: a box's own history against the archive, and fetching what was lost on the way.

Runs on the intake loop; reading the archive and comparing run in worker threads. A box is asked for its history, its
clock, its threshold and pictures, and for nothing else; nothing is changed on it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from sophon_monitor.domain.arrivals import Origin
from sophon_monitor.domain.changes import Change
from sophon_monitor.domain.reconcile_outcome import (
    HistoryNote,
    ReconcileOutcome,
    ReconcileProgress,
    ReconcileStage,
)
from sophon_monitor.domain.reconciliation import LATE_AFTER_MS, TOLERANCE_MS, OnBox, Span, reconcile
from sophon_monitor.domain.record_making import event_record
from sophon_monitor.domain.registry import Registry
from sophon_monitor.domain.same_event import CameraNames
from sophon_monitor.domain.site import Box, BoxKey, Camera
from sophon_monitor.protocol.answers import decode_system, decode_threshold
from sophon_monitor.protocol.errors import ProtocolError
from sophon_monitor.protocol.history_reads import HistoryEvent
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.protocol.requests import SystemCall, system_request, threshold_request
from sophon_monitor.services.archive_moments import Moments, TooManyEvents, read_moments
from sophon_monitor.services.archive_schema import ArchiveDamaged, ArchiveTooNew
from sophon_monitor.services.box_calls import BoxCalls, CallFailed
from sophon_monitor.services.box_history import HistoryFailed, read_history

FRESH_MS = 2_000
SETTLE_S = 1.0  # what happened just now is on its way into the archive
# Software before V5.5 keeps a history, but has no call to read it (protocol.md 3.5).
_NO_HISTORY = ("V5R2", "V5R3", "V5R4")

Tell = Callable[[ReconcileProgress], None]


class ReconcileSite(Protocol):
    """What reconciling needs of the intake."""

    registry: Registry

    async def ask_what_it_is(self, key: BoxKey) -> None:
        """Find out the generation of a box that has not told it."""

    async def keep(self, changes: tuple[Change, ...]) -> None:
        """Keep what did not come over the network by itself."""


async def reconcile_box(
    site: ReconcileSite,
    folder: Path,
    key: BoxKey,
    span: Span,
    *,
    tell: Tell,
    late_after_ms: float = LATE_AFTER_MS,
    clock: Callable[[], float] = time.time,
    new_calls: Callable[..., BoxCalls] = BoxCalls,
) -> ReconcileOutcome:
    """Compare what a box has of a span with what is in the archive. Never raises for what a box does.

    Args:
        site: The intake.
        folder: Of the site, with the archive.
        key: Of the box.
        span: By our clock.
        tell: Called on this loop with how far it has come.
        late_after_ms: What took longer to come is late.
        clock: UTC epoch seconds.
        new_calls: Makes the calls to the box.
    """
    tell(ReconcileProgress(ReconcileStage.ASKING))
    box = await known_box(site, key)
    nothing = ReconcileOutcome(box_key=key, span=span, covered=span, late_after_ms=late_after_ms)
    if (problem := _unreadable(box)) or box is None or box.generation is None:
        return replace(nothing, problem=problem)
    nothing = replace(nothing, generation=box.generation)

    def read(done: int, total: int | None) -> None:
        tell(ReconcileProgress(ReconcileStage.READING, done, total))

    try:
        async with new_calls(box.address) as calls:
            skew_ms = box.clock_skew_ms if box.clock_skew_ms is not None else await _ask_clock(calls, box.generation)
            by_box = span.shifted(skew_ms or 0.0)
            history = await read_history(calls, box.generation, by_box.widened(TOLERANCE_MS), tell=read)
            threshold = box.threshold if box.threshold is not None else await _ask_threshold(calls, box.generation)
    except HistoryFailed as failure:
        return replace(nothing, problem=failure.problem, detail=failure.detail)
    covered = span
    if history.covered.since_ms > by_box.since_ms:
        covered = Span(history.covered.since_ms, by_box.until_ms).shifted(-(skew_ms or 0.0))
    cameras, now_s = site.registry.cameras_of(key), clock()
    on_box = await asyncio.to_thread(_on_box, history.events, box, cameras, now_s)
    if span.until_ms > now_s * 1000 - FRESH_MS:
        await asyncio.sleep(SETTLE_S)
    notes = set(history.notes)
    notes |= {HistoryNote.CLOCK_UNKNOWN} if skew_ms is None else set()
    notes |= {HistoryNote.THRESHOLD_UNKNOWN} if threshold is None else set()
    was_read = replace(
        nothing,
        covered=covered,
        threshold=threshold,
        clock_skew_ms=skew_ms,
        notes=frozenset(notes),
        on_box=on_box,
    )
    return await compare_again(site, folder, was_read, tell=tell)


async def compare_again(
    site: ReconcileSite, folder: Path, outcome: ReconcileOutcome, *, tell: Tell
) -> ReconcileOutcome:
    """Compare what was read of a box with the archive as it is now. The box is asked nothing."""
    tell(ReconcileProgress(ReconcileStage.COMPARING, len(outcome.on_box), len(outcome.on_box)))
    span = outcome.covered.shifted(outcome.clock_skew_ms or 0.0)
    cameras = site.registry.cameras_of(outcome.box_key)
    try:
        moments = await asyncio.to_thread(read_moments, folder, outcome.box_key, span.widened(TOLERANCE_MS))
    except (ArchiveDamaged, ArchiveTooNew, OSError) as cause:
        return replace(outcome, problem="archive_unreadable", detail=str(cause)[:200], found=None)
    except TooManyEvents:
        return replace(outcome, problem="too_many", found=None)
    return await asyncio.to_thread(_compared, outcome, moments, span, cameras)


def _compared(outcome: ReconcileOutcome, moments: Moments, span: Span, cameras: tuple[Camera, ...]) -> ReconcileOutcome:
    found = reconcile(
        outcome.on_box,
        moments.events,
        span=span,
        cameras=cameras,
        threshold=outcome.threshold,
        clock_skew_ms=outcome.clock_skew_ms,
        sends_strangers=moments.sends_strangers,
        late_after_ms=outcome.late_after_ms,
    )
    notes = outcome.notes if moments.sends_strangers else outcome.notes | {HistoryNote.NO_STRANGERS_SENT}
    return replace(outcome, problem="", detail="", found=found, notes=notes)


async def known_box(site: ReconcileSite, key: BoxKey) -> Box | None:
    """The box with its generation; one that has not told it is asked."""
    box = site.registry.box(key)
    if box is not None and box.generation is None:
        await site.ask_what_it_is(key)
        box = site.registry.box(key)
    return box


def _unreadable(box: Box | None) -> str:
    """Why a box need not even be asked for its history; "" where it may have one."""
    if box is None:
        return "not_a_box"
    if box.generation is None:
        return "software_unknown"
    is_old = (box.software_version or "").strip().upper().startswith(_NO_HISTORY)
    return "not_supported" if is_old or box.generation is Generation.SE3 else ""


async def _ask_clock(calls: BoxCalls, generation: Generation) -> float | None:
    """Box clock minus ours; None where the box does not tell: its history does not hang on it."""
    try:
        answer = await calls.call(system_request(SystemCall.TIME, generation))
        time_ms = decode_system(SystemCall.TIME, answer.body).time_ms
    except (CallFailed, ProtocolError):
        return None
    return None if time_ms is None else time_ms - answer.middle_at_s * 1000


async def _ask_threshold(calls: BoxCalls, generation: Generation) -> float | None:
    """Match threshold 0-100; None where the box does not tell, as those before V5.7."""
    try:
        return decode_threshold((await calls.call(threshold_request(generation))).body, generation)
    except (CallFailed, ProtocolError):
        return None


def _on_box(events: tuple[HistoryEvent, ...], box: Box, cameras: tuple[Camera, ...], now_s: float) -> tuple[OnBox, ...]:
    """The events of a history as they would be archived."""
    names = CameraNames(cameras)
    origin = Origin(way="poll", peer=None, token=None, box_key=box.key, received_at_s=now_s, now_mono_s=0.0)
    # How long the box took to send says nothing where it was asked: an unknown clock leaves it out.
    unmeasured = replace(box, clock_skew_ms=None)
    return tuple(
        OnBox(
            record=event_record(event.recognition, origin, unmeasured, names.find(event.recognition.camera)),
            history=event,
        )
        for event in events
    )
