"""Borrows or gives back as the program does, and kills itself (-9) at the step that is asked for."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from pathlib import Path

from sophon_monitor.domain.borrowing import ReportKind
from sophon_monitor.domain.site import Box, BoxAddress, BoxKey
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.services.borrowing import Borrowing
from sophon_monitor.services.box_calls import BoxCalls
from sophon_monitor.services.giving_back import GivingBack
from sophon_monitor.services.journal import Journal

BORROW_STEPS = ("before-journal", "after-journal", "before-write", "after-write", "after-read-back", "waiting")
RETURN_STEPS = (
    "before-returning",
    "after-returning",
    "before-write",
    "after-write",
    "before-returned",
    "after-returned",
)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    folder, at, generation, token, action, step = sys.argv[1:]
    host, api, stream, system, sn = json.loads(at)

    class KilledJournal(Journal):
        def plan(self, *words, **named):
            if step == "before-journal":
                die()
            entry = super().plan(*words, **named)
            if step == "after-journal":
                die()
            return entry

        def set_state(self, entry_id, state, problem=""):
            if step in (f"before-{state}", "after-read-back" if state == "borrowed" else ""):
                die()
            entry = super().set_state(entry_id, state, problem)
            if step == f"after-{state}":
                die()
            return entry

    class KilledCalls(BoxCalls):
        async def write(self, request):
            if step == "before-write":
                die()
            answer = await super().write(request)
            if step == "after-write":
                die()
            return answer

    async def waiting() -> None:
        if step == "waiting":
            await asyncio.sleep(0.1)
            die()

    async def run() -> None:
        journal = KilledJournal(Path(folder))
        if action == "borrow":
            box = Box(
                key=BoxKey("b-1"),
                address=BoxAddress(host, api, stream, system),
                token=token,
                name="East Gate",
                sn=sn,
                generation=Generation(generation),
            )
            borrowing = Borrowing(journal, new_calls=KilledCalls)
            plan = await borrowing.plan(box, ("127.0.0.1", 9528))
            await borrowing.borrow(box, plan, agreed=tuple(ReportKind), tell=lambda _: None, first_message=waiting)
        else:
            await GivingBack(journal, new_calls=KilledCalls).give_back(journal.open_entries())

    asyncio.run(run())


if __name__ == "__main__":
    main()
