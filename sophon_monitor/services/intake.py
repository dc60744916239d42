"""Everything that runs on the intake loop for one site: who hands what to whom.

Bytes come from the receiver, the event streams and the polls; the registry says what they mean; the archive keeps
them; only then does the screen hear of them. Commands of the screen are coroutines here, run on this loop.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sophon_monitor.domain.arrivals import is_ip
from sophon_monitor.domain.borrowing import BorrowedSetting, Returned
from sophon_monitor.domain.changes import Change, HeartbeatSeen, IntakeFigures
from sophon_monitor.domain.registry import BoxReading, Origin, Registry
from sophon_monitor.domain.site import Box, BoxAddress, BoxKey
from sophon_monitor.protocol.messages import CameraNotice, Heartbeat, Message
from sophon_monitor.services.archive import Archive
from sophon_monitor.services.archive_reader import ArchiveReader
from sophon_monitor.services.archive_schema import errors_as_ours
from sophon_monitor.services.borrow_errands import BorrowErrands
from sophon_monitor.services.box_errands import BoxErrands
from sophon_monitor.services.box_probe import probe
from sophon_monitor.services.box_session import BoxSession
from sophon_monitor.services.clock_doubt import ClockJump, ClockWatch, steady_clock
from sophon_monitor.services.listening import LOOK_EVERY_S, Listening, ListeningAddresses, ListenPlan
from sophon_monitor.services.message_log import MessageLog
from sophon_monitor.services.name_lookup import addresses_of
from sophon_monitor.services.receiver import Push, Receiver
from sophon_monitor.services.resume import Pause, SleepWatch, boot_clock
from sophon_monitor.services.retention import Retention
from sophon_monitor.services.tasks import Report, TaskOwner

RATE_WINDOW_S = 10.0
ROOM_PATIENCE_S = 0.35  # an answer is due within 0.5 s (interfaces.md section 2)
ROOM_LOOK_S = 0.01
LOOK_UP_EVERY_S = 60.0
TICK_EVERY_S = 1.0
RESTART_AFTER_S = 5.0  # of what broke by a mistake of ours; its report is out


def _to_nobody(_what: object) -> None:
    """Where nobody wants to hear of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeEars:
    """Whom intake tells. Each is called on the thread named, and must not block.

    Attributes:
        changes: What is kept and may be shown; writer thread.
        figures: Once a second; intake thread.
        listening: When an address was opened or could not be; intake thread.
        failed: A task of ours broke; intake thread.
        borrowed: All open entries of the restore journal, whenever they changed; intake thread.
        returned: What was given back without being asked for; intake thread.
        paused: The computer slept, and has woken up; or its clock was set forward; intake thread.
        clock_jumped: The clock was set; intake thread.
    """

    changes: Callable[[tuple[Change, ...]], None]
    figures: Callable[[IntakeFigures], None]
    listening: Callable[[Listening], None]
    failed: Report
    borrowed: Callable[[tuple[BorrowedSetting, ...]], None] = _to_nobody
    returned: Callable[[tuple[Returned, ...]], None] = _to_nobody
    paused: Callable[[Pause], None] = _to_nobody
    clock_jumped: Callable[[ClockJump], None] = _to_nobody


class Intake:
    """The intake of one site. Made anywhere, used on the intake loop only; `run` is its life.

    Attributes:
        registry, log, listening: What it knows, what came, where it listens.
        errands: What a person starts on boxes.
        borrowing: Borrowed settings; there once `ready` is set, unless the archive could not be opened.
        ready: Set once the first address listens, or could not.
    """

    borrowing: BorrowErrands

    def __init__(
        self,
        *,
        folder: Path,
        plan: ListenPlan,
        ears: IntakeEars,
        new_token: Callable[[], str],
        new_key: Callable[[], str],
        retention: Retention,
        version: str,
        first_boxes: Sequence[BoxAddress] = (),
        addresses_of: Callable[[str], Awaitable[list[str]]] = addresses_of,
    ) -> None:
        """Keep what is needed; nothing is opened before `run`."""
        self._folder, self._ears, self._retention = folder, ears, retention
        self._first_boxes = tuple(first_boxes)
        self.log = MessageLog()
        self.registry = Registry(new_token=new_token, new_key=new_key)
        self._receiver = Receiver(deliver=self._take_push, log=self.log, version=version)
        self._sessions: dict[BoxKey, BoxSession] = {}
        self._tasks = TaskOwner(ears.failed)
        self.listening = ListeningAddresses(self._receiver, plan, box_ips=self._all_ips, tell=ears.listening)
        self._addresses_of = addresses_of
        self._push_waiters: dict[BoxKey, asyncio.Event] = {}
        self._kept_at: deque[tuple[float, int]] = deque()
        self._dropped: Callable[[], int] = lambda: 0
        self.errands = BoxErrands(self)
        self.ready = asyncio.Event()
        self._archive: Archive | None = None
        self._borrowing_opened = False

    @property
    def received(self) -> int:
        """Messages understood since the start."""
        return self._receiver.received

    def count_drops_with(self, dropped: Callable[[], int]) -> None:
        """Let the figures include what the screen was too slow for."""
        self._dropped = dropped

    # -- life -----------------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Open the archive and the receiver, serve, and close all of it when cancelled.

        Raises:
            ArchiveDamaged, ArchiveTooNew, OSError: The archive cannot be opened; the start shows a sentence.
        """
        self._archive = Archive(
            self._folder, on_kept=self._ears.changes, retention=self._retention, steady=steady_clock()
        )
        try:
            with errors_as_ours():
                self._restore()
            self._tasks.keep_running(self._receive, name="receiver", pause_s=RESTART_AFTER_S)
            await self.listening.open()
            for address in self._first_boxes:
                await self.add_box(address)
            self.borrowing = BorrowErrands(
                self, self._folder, tell_entries=self._ears.borrowed, tell_returned=self._ears.returned
            )
            self._borrowing_opened = True
            self._tasks.keep_running(self.borrowing.run, name="borrowed settings", pause_s=RESTART_AFTER_S)
            self.ready.set()
            self._tasks.keep_running(self._tick_for_ever, name="tick", pause_s=TICK_EVERY_S)
            self._tasks.keep_running(self._follow_addresses, name="addresses", pause_s=LOOK_EVERY_S)
            await asyncio.Event().wait()
        finally:
            self.ready.set()
            await self._tasks.aclose(3.0)
            if self._borrowing_opened:
                await asyncio.to_thread(self.borrowing.close)
            archive, self._archive = self._archive, None
            await asyncio.to_thread(archive.close)

    def _restore(self) -> None:
        reader = ArchiveReader(self._folder)
        try:
            boxes, cameras = reader.load_site()
        finally:
            reader.close()
        self._post(self.registry.restore(boxes, cameras, at_s=time.time(), now_mono_s=time.monotonic()))
        for box in self.registry.boxes:
            self._start_session(box)

    async def _receive(self) -> None:
        if self.ready.is_set():  # it failed and has closed what it had opened
            await self.listening.open(anew=True)
        await self._receiver.run()

    async def _tick_for_ever(self) -> None:
        asleep, clock = SleepWatch(boot=boot_clock()), ClockWatch()
        while True:
            await asyncio.sleep(TICK_EVERY_S)
            if (jump := clock.look()) is not None:
                if jump.after_s > jump.before_s:  # nobody was silent in a time that has not been
                    self._ears.paused(Pause(jump.before_s, jump.after_s))
                self._ears.clock_jumped(jump)
            if (pause := asleep.look()) is not None:
                self.resumed(pause)
                await self.listening.open()  # it may have woken up in another network
            self._post(self.registry.tick(now_mono_s=time.monotonic()))
            self._ears.figures(self._figures())

    async def _follow_addresses(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            await self.listening.look()

    def resumed(self, pause: Pause) -> None:
        """This computer has slept: all connections are made anew at once, whatever they look like."""
        self.registry.wake(now_mono_s=time.monotonic())
        for box in self.registry.boxes:
            if (session := self._sessions.pop(box.key, None)) is not None:
                self._tasks.cancel(session.name)
                self._start_session(box)
        self._ears.paused(pause)

    def _figures(self) -> IntakeFigures:
        assert self._archive is not None
        kept = self._archive.figures
        now = time.monotonic()
        self._kept_at.append((now, kept.kept))
        while len(self._kept_at) > 2 and now - self._kept_at[0][0] > RATE_WINDOW_S:
            self._kept_at.popleft()
        first_at, first_kept = self._kept_at[0]
        return IntakeFigures(
            received=self._receiver.received,
            rejected=self._receiver.rejected,
            kept=kept.kept,
            duplicates=kept.duplicates,
            late=kept.late,
            dropped=self._dropped(),
            events_per_s=(kept.kept - first_kept) / (now - first_at) if now > first_at else 0.0,
            archive_bytes=kept.archive_bytes,
            picture_bytes=kept.picture_bytes,
            picture_limit_bytes=kept.picture_limit_bytes,
            archive_problem=kept.problem,
        )

    # -- what comes in --------------------------------------------------------------------------------------------

    def _post(self, changes: tuple[Change, ...]) -> None:
        if changes and self._archive is not None:
            self._archive.post(changes)

    async def _room(self) -> None:
        """Wait while the archive has no room, but never past the time a box waits for its answer."""
        for _ in range(round(ROOM_PATIENCE_S / ROOM_LOOK_S)):
            if self._archive is None or self._archive.has_room():
                return
            await asyncio.sleep(ROOM_LOOK_S)

    async def _take_push(self, push: Push) -> tuple[BoxKey | None, ...]:
        keys: list[BoxKey | None] = []
        for message in push.decoded.messages:
            await self._room()
            origin = Origin(
                way="http",
                peer=push.peer,
                token=push.token,
                box_key=None,
                received_at_s=push.received_at_s,
                now_mono_s=time.monotonic(),
                last_byte_mono_s=push.last_byte_mono_s,
            )
            key = self.take(message, origin)
            if key is not None and (box := self.registry.box(key)) is not None and push.token == box.token:
                self._pushed(key)
            keys.append(key)
        return tuple(keys)

    def _pushed(self, key: BoxKey) -> None:
        if (waiting := self._push_waiters.pop(key, None)) is not None:
            waiting.set()

    async def next_push(self, key: BoxKey) -> None:
        """Wait for the box's next message that comes to the address with its token: a borrowed report works."""
        await self._push_waiters.setdefault(key, asyncio.Event()).wait()

    def take(self, message: Message, origin: Origin) -> BoxKey | None:
        """Apply one message and keep what follows from it. Returns whose it was."""
        applied = self.registry.apply(message, origin)
        self._post(applied.changes)
        if applied.box_key is not None and (session := self._sessions.get(applied.box_key)) is not None:
            if isinstance(message, Heartbeat) and any(isinstance(c, HeartbeatSeen) for c in applied.changes):
                session.pushed(message.health)
            if isinstance(message, CameraNotice):
                session.cameras_changed()
        return applied.box_key

    async def keep(self, changes: tuple[Change, ...]) -> None:
        """Keep what did not come over the network: the demo's last hour."""
        self._post(changes)

    # -- boxes ----------------------------------------------------------------------------------------------------

    async def add_box(self, address: BoxAddress, name: str | None = None) -> BoxKey:
        """Add a box by address; the same host and ports twice is the same box."""
        ips = (address.host,) if is_ip(address.host) else ()
        key, changes = self.registry.add_box(address, at_s=time.time(), name=name, resolved_ips=ips)
        self._post(changes)
        box = self.registry.box(key)
        if box is not None:
            await self._connect(box)
        return key

    async def remove_box(self, key: BoxKey) -> None:
        """Take a box off the site; its records stay. What was borrowed of it is given back, or stays listed."""
        await self.borrowing.give_back_box(key)
        self._take_off(key, forget=False)

    async def forget_box(self, key: BoxKey) -> bool:
        """Take a box off the site with all its records. False, and nothing is done, while its settings are borrowed."""
        returned = await self.borrowing.give_back_box(key)
        if any(one.entry.is_open for one in returned):
            return False
        self._take_off(key, forget=True)
        return True

    def _take_off(self, key: BoxKey, *, forget: bool) -> None:
        self._post(self.registry.remove_box(key, forget=forget))
        if (session := self._sessions.pop(key, None)) is not None:
            self._tasks.cancel(session.name)
            self._tasks.cancel(_look_up_name(key))

    async def rename_box(self, key: BoxKey, name: str) -> None:
        """Give a box the name that a person chose."""
        self._post(self.registry.rename_box(key, name))

    async def set_note(self, key: BoxKey, note: str) -> None:
        """Keep what a person noted about a box."""
        self._post(self.registry.set_note(key, note))

    async def ask_what_it_is(self, key: BoxKey) -> None:
        """Ask a box for its generation: SE3 neither streams nor polls, and says it only in what it pushes."""
        if (box := self.registry.box(key)) is None:
            return
        found = await probe(box.address)
        if found.is_box and found.generation is not None:
            reading = BoxReading(
                generation=found.generation,
                sn=found.sn,
                mac=found.mac,
                software_version=found.software_version,
                host_name=found.host_name,
            )
            origin = Origin(
                way="poll",
                peer=None,
                token=None,
                box_key=key,
                received_at_s=time.time(),
                now_mono_s=time.monotonic(),
                last_byte_mono_s=None,
            )
            self._post(self.registry.apply_reading(key, reading, origin=origin))

    async def accept_new_box(self, new_id: str) -> BoxKey | None:
        """Make a sender under "New boxes" a box of this site."""
        key, changes = self.registry.accept_new_box(new_id, at_s=time.time())
        self._post(changes)
        box = self.registry.box(key) if key is not None else None
        if box is not None:
            await self._connect(box)
        return key

    async def dismiss_new_box(self, new_id: str) -> None:
        """Take an entry off the list "New boxes"."""
        self._post(self.registry.dismiss_new_box(new_id))

    async def _connect(self, box: Box) -> None:
        """Hold the box's connections, anew where it has moved, and listen on the route to it."""
        session = self._sessions.get(box.key)
        if session is None or session.address != box.address:
            self._start_session(box)
            await self.listening.open()

    def _start_session(self, box: Box) -> None:
        session = BoxSession(
            box, registry=self.registry, post=self._post, room=self._room, log=self.log, take=self.take
        )
        self._sessions[box.key] = session
        self._tasks.keep_running(session.run, name=session.name, pause_s=RESTART_AFTER_S)
        self._tasks.cancel(_look_up_name(box.key))
        if not is_ip(box.address.host):
            look_up = functools.partial(self._look_up, box)
            self._tasks.keep_running(look_up, name=_look_up_name(box.key), pause_s=LOOK_UP_EVERY_S)

    async def _look_up(self, box: Box) -> None:
        """Find the addresses of a host name, again every minute: site routers hand out new ones."""
        while True:
            with contextlib.suppress(OSError, UnicodeError):  # not known now; or no host name at all
                found = await self._addresses_of(box.address.host)
                self._post(self.registry.set_resolved(box.key, found))
                await self.listening.open()
            await asyncio.sleep(LOOK_UP_EVERY_S)

    # -- listening ------------------------------------------------------------------------------------------------

    async def listen_on(self, chosen: Sequence[str]) -> None:
        """Listen on these addresses of this computer too, as chosen by a person."""
        await self.listening.choose(chosen)

    async def listen_at(self, port: int) -> None:
        """Listen at another port from now on."""
        await self.listening.move(port)

    async def set_retention(self, retention: Retention) -> None:
        """From now on keep what is kept as long as this says, where the site has no times of its own."""
        assert self._archive is not None
        self._archive.set_retention(retention)

    async def doubts_clock(self) -> bool:
        """Whether the clock has jumped so that nothing is to be removed for its age."""
        return self._archive is not None and self._archive.doubts_clock

    def ips_of(self, box: Box) -> tuple[str, ...]:
        """The addresses of a box: its own, or those its host name was resolved to."""
        return (box.address.host,) if is_ip(box.address.host) else self.registry.resolved_ips(box.key)

    def _all_ips(self) -> list[str]:
        return [ip for box in self.registry.boxes for ip in self.ips_of(box)]


def _look_up_name(key: BoxKey) -> str:
    return f"look up {key}"
