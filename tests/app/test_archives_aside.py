"""Damaged archives that were put aside go with any purge, and by their age unless the clock is doubted."""

from __future__ import annotations

import asyncio
import os
import time
from types import SimpleNamespace

import pytest

from sophon_monitor.app.archives_aside import ArchivesAside
from sophon_monitor.app.profile import open_profile
from sophon_monitor.app.settings import Settings
from sophon_monitor.domain.changes import BoxRemoved, PurgeAsked
from sophon_monitor.domain.purge import PurgedPerson, PurgeOrder
from sophon_monitor.domain.site import BoxKey
from sophon_monitor.services.tasks import TaskOwner
from tests.app.test_wiring import soon

SITE = "Riverside"


class Ground:
    """A profile with a damaged archive put aside 100 days ago."""

    def __init__(self, folder) -> None:
        self.kept = folder / "damaged" / f"{SITE} 20260101-000000"
        (self.kept / "sites" / SITE).mkdir(parents=True)
        at_s = time.time() - 100 * 86_400
        os.utime(self.kept, (at_s, at_s))
        self.start = SimpleNamespace(profile=open_profile(folder), site=SITE, settings=Settings())
        self.doubts, self.purged, self.failed = True, [], []
        self.tasks = TaskOwner(lambda *what: self.failed.append(what))

    async def doubts_clock(self) -> bool:
        return self.doubts

    def submit(self, command):
        return asyncio.get_running_loop().create_task(command(self))

    def begin(self) -> ArchivesAside:
        return ArchivesAside(
            self.start, tasks=self.tasks, submit=self.submit, purged=lambda: self.purged.append(self.kept.exists())
        )


@pytest.fixture
async def ground(qapp, tmp_path):
    made = Ground(tmp_path)
    yield made
    await made.tasks.aclose(1.0)
    assert made.failed == []


async def test_that_a_purge_takes_what_was_put_aside_and_says_so(ground):
    aside = ground.begin()
    aside.apply((BoxRemoved(BoxKey("b-1")),))
    await asyncio.sleep(0.1)
    assert ground.kept.exists()
    aside.apply((PurgeAsked(PurgeOrder(people=(PurgedPerson("1", "x"),))),))
    await soon(lambda: ground.purged == [False])
    aside.apply((PurgeAsked(PurgeOrder(people=(PurgedPerson("1", "x"),))),))
    await asyncio.sleep(0.1)
    assert len(ground.purged) == 1, "nothing was there any more"


async def test_that_what_is_too_old_goes_but_not_by_a_clock_that_is_doubted(ground):
    ground.begin()
    await asyncio.sleep(0.2)
    assert ground.kept.exists()
    ground.doubts = False
    ground.begin()
    await soon(lambda: not ground.kept.exists())
