"""Fetching what was lost on the way: its pictures from the box, then all of it into the archive.

Runs on the intake loop. The box is asked for pictures and nothing else, two at a time at most. Cancelling it keeps what
has been fetched so far.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from sophon_monitor.domain.changes import RecognitionSeen
from sophon_monitor.domain.reconcile_outcome import AddOutcome, ReconcileOutcome, ReconcileProgress, ReconcileStage
from sophon_monitor.domain.reconciliation import OnBox
from sophon_monitor.domain.records import EventRecord
from sophon_monitor.domain.site import BoxKey
from sophon_monitor.protocol.history_reads import HistoryPicture
from sophon_monitor.protocol.messages import ABSENT, Generation, Picture, PictureState
from sophon_monitor.services.archive_moments import is_kept
from sophon_monitor.services.archive_schema import ArchiveDamaged, ArchiveTooNew
from sophon_monitor.services.blank_pictures import is_blank
from sophon_monitor.services.box_calls import BoxCalls
from sophon_monitor.services.box_history import HistoryFailed, read_picture
from sophon_monitor.services.reconciling import ReconcileSite, Tell, compare_again, known_box

KNOWN_FACES = 64  # registered pictures kept: the same people come again and again
AT_ONCE = 20  # events handed to the archive before it is asked whether it has them
KEPT_WITHIN_S = 10.0
LOOK_EVERY_S = 0.1


async def add_lost(
    site: ReconcileSite,
    folder: Path,
    outcome: ReconcileOutcome,
    *,
    tell: Tell,
    clock: Callable[[], float] = time.time,
    new_calls: Callable[..., BoxCalls] = BoxCalls,
    kept_within_s: float = KEPT_WITHIN_S,
) -> AddOutcome:
    """Add the lost events of a reconciliation to the archive, then compare once more.

    Args:
        site: The intake.
        folder: Of the site, with the archive.
        outcome: What `reconcile_box` gave.
        tell: Called on this loop after each event.
        clock: UTC epoch seconds.
        new_calls: Makes the calls to the box.
        kept_within_s: How long the archive may take.
    """
    wanted = tuple(one.on_box for one in outcome.found.lost if one.on_box) if outcome.found is not None else ()
    box = await known_box(site, outcome.box_key)
    if box is None or box.generation is None:
        return AddOutcome(wanted=len(wanted), added=0, problem="not_a_box" if box is None else "software_unknown")
    fetching = _Fetching(site, folder, outcome.box_key, clock=clock, kept_within_s=kept_within_s)
    async with new_calls(box.address) as calls:
        problem, detail = await fetching.run(wanted, _Pictures(calls, box.generation), tell)
    after = await compare_again(site, folder, outcome, tell=tell)
    if after.found is None:
        return AddOutcome(wanted=len(wanted), added=0, problem=after.problem, detail=after.detail)
    missing = {id(one.on_box) for one in after.found.lost}
    added = [one for one in wanted if id(one) not in missing]
    return AddOutcome(
        wanted=len(wanted),
        added=len(added),
        without_face=sum(id(one) in fetching.faceless for one in added),
        problem=problem,
        detail=detail,
        after=after,
    )


class _Fetching:
    """Hands events to the archive, one after the other.

    Attributes:
        faceless: `id` of those whose live picture the box did not give.
    """

    def __init__(
        self, site: ReconcileSite, folder: Path, key: BoxKey, *, clock: Callable[[], float], kept_within_s: float
    ) -> None:
        self._site, self._folder, self._key = site, folder, key
        self._clock, self._kept_within_s = clock, kept_within_s
        self.faceless: set[int] = set()

    async def run(self, wanted: Sequence[OnBox], pictures: _Pictures, tell: Tell) -> tuple[str, str]:
        """Fetch them all. Returns why it stopped early, as problem and detail; both "" where it did not."""
        problem = ("", "")
        last: EventRecord | None = None
        try:
            for number, one in enumerate(wanted):
                tell(ReconcileProgress(ReconcileStage.ADDING, number, len(wanted)))
                record = await pictures.of(one, self._clock())
                if self._site.registry.box(self._key) is None:  # removed meanwhile: nothing of it may come back
                    return "not_a_box", ""
                if record.live.state is not PictureState.PRESENT:
                    self.faceless.add(id(one))
                await self._site.keep((RecognitionSeen(record, late=True),))
                last = record
                if (number + 1) % AT_ONCE == 0 and not await _is_kept(self._folder, record, self._kept_within_s):
                    return "not_kept", ""
            tell(ReconcileProgress(ReconcileStage.ADDING, len(wanted), len(wanted)))
        except HistoryFailed as failure:
            problem = (failure.problem, failure.detail)
        if last is not None and not await _is_kept(self._folder, last, self._kept_within_s):
            return "not_kept", ""
        return problem


class _Pictures:
    """Fetches the pictures of events, the registered one of each person once."""

    def __init__(self, calls: BoxCalls, generation: Generation) -> None:
        self._calls, self._generation = calls, generation
        self._faces: OrderedDict[str, Picture] = OrderedDict()

    async def of(self, one: OnBox, now_s: float) -> EventRecord:
        """The event with what pictures the box gives of it.

        Raises:
            HistoryFailed: The box does not answer any more.
        """
        try:
            async with asyncio.TaskGroup() as group:  # `calls` lets two of them go at once
                live, scene = (
                    group.create_task(read_picture(self._calls, self._generation, one.history, which))
                    for which in (HistoryPicture.LIVE, HistoryPicture.SCENE)
                )
                registered = group.create_task(self._registered(one))
        except ExceptionGroup as several:
            failed = [error for error in several.exceptions if isinstance(error, HistoryFailed)]
            if len(failed) < len(several.exceptions):
                raise
            raise failed[0] from several
        return replace(
            one.record,
            received_at_ms=round(now_s * 1000),
            live=live.result(),
            registered=registered.result(),
            scene=scene.result(),
        )

    async def _registered(self, one: OnBox) -> Picture:
        name = one.history.registered_id
        if name in self._faces:
            self._faces.move_to_end(name)
            return self._faces[name]
        found = await read_picture(self._calls, self._generation, one.history, HistoryPicture.REGISTERED)
        if found.state is PictureState.PRESENT and self._generation is Generation.V6:
            # V6 gives an empty surface where it has no picture, and no error.
            found = ABSENT if await asyncio.to_thread(is_blank, found.data) else found
        self._faces[name] = found
        while len(self._faces) > KNOWN_FACES:
            self._faces.popitem(last=False)
        return found


async def _is_kept(folder: Path, record: EventRecord, within_s: float) -> bool:
    """Whether the archive has an event, waiting for it a while: it goes before the next ones are fetched."""
    until = time.monotonic() + within_s
    while True:
        try:
            if await asyncio.to_thread(is_kept, folder, record):
                return True
        except (ArchiveDamaged, ArchiveTooNew, OSError):
            return False
        if time.monotonic() > until:
            return False
        await asyncio.sleep(LOOK_EVERY_S)
