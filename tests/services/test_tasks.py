from __future__ import annotations

import asyncio

from sophon_monitor.services.tasks import TaskOwner


async def for_ever() -> None:
    await asyncio.Event().wait()


async def test_that_a_task_that_breaks_is_reported_by_name():
    told = []
    owner = TaskOwner(lambda name, error: told.append((name, type(error))))

    async def breaks() -> None:
        raise KeyError("sn")

    await asyncio.wait([owner.start(breaks(), name="tick")])
    assert told == [("tick", KeyError)]


async def test_that_the_same_job_asked_twice_runs_once():
    owner = TaskOwner(lambda *_: None)
    first = owner.start(for_ever(), name="pictures")
    second = owner.start(for_ever(), name="pictures")
    await asyncio.wait([first], timeout=1)
    assert first.cancelled()
    assert not second.done()
    await owner.aclose()
    assert second.cancelled()


async def test_that_cancelling_one_job_leaves_the_others():
    owner = TaskOwner(lambda *_: None)
    one, other = owner.start(for_ever(), name="one"), owner.start(for_ever(), name="other")
    owner.cancel("one")
    owner.cancel("nobody")
    await asyncio.wait([one], timeout=1)
    assert (one.cancelled(), other.done()) == (True, False)
    await owner.aclose()


async def test_that_a_task_that_does_not_end_is_not_waited_for_longer_than_patience():
    owner = TaskOwner(lambda *_: None)
    may_end = asyncio.Event()

    async def stubborn() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await may_end.wait()

    task = owner.start(stubborn(), name="stubborn")
    await asyncio.sleep(0)
    await asyncio.wait_for(owner.aclose(0.01), 1)
    assert not task.done()
    may_end.set()
    await asyncio.wait([task], timeout=1)


async def test_that_what_must_not_end_begins_anew_after_each_failure():
    told, lives = [], []
    owner = TaskOwner(lambda name, error: told.append((name, str(error))))
    alive = asyncio.Event()

    async def life() -> None:
        lives.append(len(lives))
        if len(lives) < 3:
            raise ValueError(f"life {len(lives)}")
        alive.set()
        await for_ever()

    task = owner.keep_running(life, name="box b-1", pause_s=0.0)
    await asyncio.wait_for(alive.wait(), 1)
    assert told == [("box b-1", "life 1"), ("box b-1", "life 2")]
    owner.cancel("box b-1")
    await asyncio.wait([task], timeout=1)
    assert task.cancelled()
    assert len(lives) == 3
