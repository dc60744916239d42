"""One simulated box: its life, its clock, its cameras, what it recognises."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import datetime

from aiohttp import web

from sophon_monitor.simulator import api_pages, api_pages_v6, faults, system_pages
from sophon_monitor.simulator.attention import Attention
from sophon_monitor.simulator.dialects import v6
from sophon_monitor.simulator.dialects.moments import Moment, Pictures, Recognised
from sophon_monitor.simulator.event_server import NoticeServer
from sophon_monitor.simulator.facts import BoxFacts, CameraFacts
from sophon_monitor.simulator.gallery import Gallery, as_text
from sophon_monitor.simulator.mishaps import Mishaps
from sophon_monitor.simulator.outbox import MOST_RECENT, Outbox
from sophon_monitor.simulator.pages import new_application
from sophon_monitor.simulator.people import Person
from sophon_monitor.simulator.photos import Photo
from sophon_monitor.simulator.planted import open_ports, other_identity, plant_configs, plant_reports
from sophon_monitor.simulator.ports import NOTICE_PORT, Address, AsyncPorts
from sophon_monitor.simulator.settings import CONFIGS, Settings, Write
from sophon_monitor.simulator.sightings import Sighting
from sophon_monitor.simulator.trial_pages import has_passed
from sophon_monitor.simulator.vitals import VitalsWalk

CAMERA_CYCLE_S = 180.0
CAMERA_AWAY_S = 35.0


class SimulatedBox:
    """One box. Lives on one event loop; `run` is its life.

    Attributes:
        settings: What its configuration calls read and write; `reporting` is where its reports go by them.
        recent: The last events, sent or not, as event queries list them.
        mishaps: Which events were dropped, delayed or doubled on purpose.
        forbidden_calls: Calls that a monitor must never make, as "METHOD PATH", with the config's name where it is
            one; not found, with the exception of the history's target, which is written.
        doors_opened: How often a photo that was tried has opened a door.
    """

    def __init__(
        self,
        facts: BoxFacts,
        address: Address,
        *,
        settings: Settings,
        gallery: Gallery,
        wrong: frozenset[str] = frozenset(),
        seed: int = 0,
        binary_frames: bool = False,
        wall_clock: Callable[[], float] = time.time,
        mono_clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`wrong`: names of faults; they change `settings` too."""
        self.facts, self.address, self.settings, self.wrong = facts, address, settings, wrong
        self.recent: deque[Recognised] = deque(maxlen=MOST_RECENT)
        self.mishaps = Mishaps(wrong)
        self.forbidden_calls: list[str] = []
        self.doors_opened = 0
        self.system_mode = "0" if "bare-mode" in wrong else "1"
        self.reporting = settings.reporting
        self._gallery = gallery
        self._wall_clock, self._mono_clock = wall_clock, mono_clock
        self._began_s, self._began_wall_s = mono_clock(), wall_clock()
        self._dice = random.Random(f"{seed} {facts.sn}")
        self._walk = VitalsWalk(f"{seed} {facts.sn} vitals", self._began_s)
        self._attention = Attention(wrong, facts.generation)
        self._outbox = Outbox(facts, self.reporting, wrong, address.host, binary=binary_frames)
        self._notices = NoticeServer()
        self._asked: Counter[str] = Counter()
        self._last_us = 0
        self._away = False
        plant_reports(settings, facts, wrong)
        plant_configs(settings, wrong, datetime.fromtimestamp(wall_clock()).astimezone())

    @property
    def sent_events(self) -> int:
        """Recognitions that reached somebody: a subscriber's socket, or a receiver that answered 200; each once."""
        return self._outbox.sent_events

    @property
    def sent_heartbeats(self) -> int:
        """Heartbeats that a receiver answered with 200."""
        return self._outbox.sent_heartbeats

    @property
    def sent_ids(self) -> deque[str]:
        """Ids of the last events sent, oldest first."""
        return self._outbox.sent_ids

    @property
    def writes(self) -> list[Write]:
        """Every write of a setting that arrived, oldest first."""
        return self.settings.writes

    # -- what its pages ask -----------------------------------------------------------------------------------------

    def moment(self, caller: str = "") -> Moment:
        """How it is now; `caller`: the call that asks, or the message that it sends."""
        self._asked[caller] += 1
        facts = self.facts
        if "two-at-one-address" in self.wrong and self._asked[caller] % 2 == 0:
            facts = other_identity(facts)
        return Moment(facts, self._walk.at(self._mono_clock()), self._offline(), self._clock_ms())

    def is_starting(self) -> bool:
        """Whether its cameras are still being initialised."""
        if "device-init-forever" in self.wrong:
            return True
        return "device-init" in self.wrong and self._mono_clock() - self._began_s < faults.INIT_S

    def people(self) -> Sequence[Person]:
        """Who is registered."""
        return self._attention.people

    async def portrait(self, person: Person) -> str:
        """The registered picture in base64."""
        return (await self._gallery.registered(person)).text

    async def picture(self, name: str) -> bytes | None:
        """A JPEG by the id that an event names."""
        key, _, kind = name.rpartition("-")
        for event in self.recent:
            announced, camera = event.sighting.announced, event.camera
            if kind == "reg" and announced.is_registered and announced.identity_id == key:
                return (await self._gallery.registered(announced)).jpeg
            if event.event_id == key and kind in ("face", "spot"):
                if event.photo:
                    return event.photo
                view = await self._gallery.view(event.sighting.seen, camera.ordinal, random.Random(key))
                return view.live if kind == "face" else view.scene
        return None

    def refuses_photos(self) -> str:
        """The error code that every photo gets now, "" for none."""
        configs = self.settings.pages.get(CONFIGS, {})
        if "not-in-pass-time" in self.wrong or (configs and "not-armed" in self.wrong):
            return "NOT_IN_PASS_TIME"
        if "grab" in (configs.get("APPLY_MODE"), configs.get("GATE_APPLY_MODE")):
            return "NOT_SUPPORT_IN_GRAB_MODE"
        return "" if self.people() else "EMPTY_GROUP_ERROR"

    async def try_photo(self, photo: Photo, camera: CameraFacts, at_s: float | None) -> Recognised:
        """Recognise who is in the photo, keep it and send it; `at_s`: what the event shall say, UTC epoch seconds."""
        person = await self._gallery.whose(photo, self.people())
        sighting = self._attention.of_photo(person)
        registered = await self.portrait(sighting.announced) if sighting.announced.is_registered else ""
        text, (width, height) = as_text(photo.jpeg), photo.size
        pictures = Pictures(text, registered, text, (0, 0, width, height))
        event = replace(self._event(camera, sighting, pictures), photo=photo.jpeg)
        if at_s is not None:
            event = replace(event, at_ms=round(at_s * 1000))
        if has_passed(event) and camera.relay:
            self.doors_opened += 1
        await self._keep(event)
        return event

    # -- its life ---------------------------------------------------------------------------------------------------

    async def run(self, opened: Callable[[], None] = lambda: None) -> None:
        """Open the ports, report, serve; `opened` is called once they are open. Ends only by cancellation."""
        async with self._outbox:
            while True:
                async with self._open():
                    opened()
                    self._away = False
                    with suppress(TimeoutError):
                        async with asyncio.timeout(faults.FLAP_UP_S if "flap" in self.wrong else None):
                            await self._report()
                self._away = True
                await asyncio.sleep(faults.FLAP_AWAY_S)

    async def _report(self) -> None:
        if "silent" in self.wrong:
            await asyncio.Event().wait()
        async with asyncio.TaskGroup() as group:
            group.create_task(self._outbox.run(self.moment))
            group.create_task(self._tell_of_cameras())

    async def _tell_of_cameras(self) -> None:
        """P11 when a camera goes or comes back (a modification, as far as the box is concerned)."""
        before = self._offline()
        while self.facts.generation == "v6":
            await asyncio.sleep(1.0)
            now = self._offline()
            for camera in self.facts.cameras:
                if (camera.device_id in before) != (camera.device_id in now):
                    await self._notices.tell(v6.notice(self.facts, camera))
            before = now

    # -- recognitions -----------------------------------------------------------------------------------------------

    def cameras_online(self) -> tuple[CameraFacts, ...]:
        """The cameras that can see somebody now."""
        offline = self._offline()
        return tuple(c for c in self.facts.cameras if c.device_id not in offline)

    async def recognise(self, camera: CameraFacts, sighting: Sighting) -> Recognised | None:
        """Somebody passes: keep it and send it every way that this box has. None where the box does not notice."""
        sighting = self._attention.taken(sighting)
        if not self._attention.notices(sighting, camera.device_id, self._mono_clock()):
            return None
        event = self._event(camera, sighting, await self._pictures(camera, sighting))
        await self._keep(event)
        return event

    def _event(self, camera: CameraFacts, sighting: Sighting, pictures: Pictures) -> Recognised:
        now_ms = self._clock_ms()
        self._last_us = max(self._last_us + 1, now_ms * 1000 + self._dice.randrange(1000))
        return Recognised(
            event_id=str(self._last_us),
            video_id=camera.device_id,
            at_ms=now_ms,
            camera=camera,
            sighting=sighting,
            stranger_id=f"{now_ms / 1000 - 0.15:.7f}",
            pictures=pictures,
        )

    async def _keep(self, event: Recognised) -> None:
        fate = self.mishaps.fate_of(event)
        self.recent.extend((event, *fate.beside))
        is_lost = "events-lost" in self.wrong and self.facts.generation != "se3"
        if self._away or is_lost or "silent" in self.wrong:
            return
        if fate.delay_s:
            self._outbox.send_later(event, fate.delay_s)
            return
        for _ in range(fate.times):
            await self._outbox.send(event)

    async def _pictures(self, camera: CameraFacts, sighting: Sighting) -> Pictures:
        view = await self._gallery.view(sighting.seen, camera.ordinal, self._dice)
        registered = ""
        if sighting.announced.is_registered:
            registered = (await self._gallery.registered(sighting.announced)).text
        live, scene = view.live_text, view.scene_text
        if "no-pictures" in self.wrong:
            live = scene = registered = ""
        if "truncated-picture" in self.wrong:
            live, scene, registered = (text[: len(text) * 2 // 5] for text in (live, scene, registered))
        if size := faults.picture_bytes(self.wrong):
            if self.facts.generation == "v6":  # its realtime events have no scene
                live = as_text(faults.padded_jpeg(view.live, size))
            else:
                scene = as_text(faults.padded_jpeg(view.scene, size))
        return Pictures(live, registered, scene, view.face_box, view.glasses, view.mask)

    # -- clock and cameras ------------------------------------------------------------------------------------------

    def _clock_ms(self) -> int:
        now_ms = round(self._wall_clock() * 1000)
        if "wrong-clock-1970" in self.wrong:
            return now_ms - round(self._began_wall_s * 1000)
        return now_ms + faults.WRONG_CLOCK_MS if "wrong-clock" in self.wrong else now_ms

    def _offline(self) -> frozenset[str]:
        """One camera after the second is away for half a minute every three minutes."""
        if "cameras-offline" in self.wrong:
            return frozenset(camera.device_id for camera in self.facts.cameras)
        spare = self.facts.cameras[2:]
        if not spare:
            return frozenset()
        cycle, part = divmod(self._mono_clock() - self._began_s + 120, CAMERA_CYCLE_S)
        if part >= CAMERA_AWAY_S:
            return frozenset()
        return frozenset({spare[int(cycle) % len(spare)].device_id})

    # -- ports ------------------------------------------------------------------------------------------------------

    @asynccontextmanager
    async def _open(self) -> AsyncIterator[None]:
        async with AsyncPorts() as ports:
            address, generation = self.address, self.facts.generation
            opened = open_ports(self.wrong)
            if opened.api:
                await ports.serve(self._api(), address.host, address.api)
            if generation != "se3" and opened.stream:
                stream = self._application()
                stream.router.add_get("/{tail:.*}", self._outbox.stream.serve)
                await ports.serve(stream, address.host, address.ws)
            if generation != "se3" and opened.system:
                await ports.serve(self._system(), address.host, address.sys)
            if generation == "v6":
                notices = self._application()
                notices.router.add_get("/{tail:.*}", self._notices.serve)
                with suppress(OSError):  # fixed port; on a shared address only one box can have it
                    await ports.serve(notices, address.host, NOTICE_PORT)
            yield

    def _application(self) -> web.Application:
        return new_application(self.wrong, self.facts.generation == "v6", self._dice, self.forbidden_calls)

    def _api(self) -> web.Application:
        application = self._application()
        if self.facts.generation == "v6":
            api_pages_v6.add_v6(application, self)
        else:
            api_pages.add_legacy(application, self, self.facts.generation)
        return application

    def _system(self) -> web.Application:
        application = self._application()
        if self.facts.generation == "v6":
            system_pages.add_v6(application, self)
        else:
            system_pages.add_v5(application, self, is_v57=self.facts.generation == "v57")
        return application
