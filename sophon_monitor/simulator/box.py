"""One simulated box: its ports, its clock, what it sends, and what it has sent."""

from __future__ import annotations

import asyncio
import random
import socket
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web

from sophon_monitor.simulator import api_pages, api_pages_v6, faults, system_pages
from sophon_monitor.simulator.dialects import dialect_of
from sophon_monitor.simulator.dialects.moments import Json, Moment, Pictures, Recognised, Wants, device_list_sync
from sophon_monitor.simulator.event_server import EventServer, NoticeServer
from sophon_monitor.simulator.facts import BoxFacts, CameraFacts
from sophon_monitor.simulator.gallery import Gallery, as_text
from sophon_monitor.simulator.pages import new_application
from sophon_monitor.simulator.people import REGISTERED, Person
from sophon_monitor.simulator.planted import open_ports, other_identity, planted_configs
from sophon_monitor.simulator.pushes import REALTIME_TIMEOUT_S, HistoryQueue, Poster, report_for_ever
from sophon_monitor.simulator.reporting import Reporting
from sophon_monitor.simulator.sightings import Sighting
from sophon_monitor.simulator.vitals import VitalsWalk

NOTICE_PORT = 54547
MOST_RECENT = 500
CAMERA_CYCLE_S = 180.0
CAMERA_AWAY_S = 35.0
ALL = Wants(live=True, registered=True)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a simulated box listens; on SE3 nothing listens on `ws` and `sys`."""

    host: str
    api: int
    ws: int
    sys: int


class SimulatedBox:
    """One box. Lives on one event loop; `run` is its life.

    Attributes:
        sent_events: Recognitions that reached somebody: a subscriber's socket, or a receiver that answered 200.
            One that went two ways counts once.
        sent_heartbeats: Heartbeats that a receiver answered with 200.
        sent_ids: Ids of the last events sent, oldest first.
        recent: The last events, sent or not, as event queries list them.
    """

    def __init__(
        self,
        facts: BoxFacts,
        address: Address,
        *,
        reporting: Reporting,
        gallery: Gallery,
        wrong: frozenset[str] = frozenset(),
        seed: int = 0,
        binary_frames: bool = False,
        wall_clock: Callable[[], float] = time.time,
        mono_clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`wrong`: names of faults."""
        self.facts, self.address, self.reporting = facts, address, reporting
        self.sent_events = self.sent_heartbeats = 0
        self.sent_ids: deque[str] = deque(maxlen=MOST_RECENT)
        self.recent: deque[Recognised] = deque(maxlen=MOST_RECENT)
        self._gallery, self._wrong = gallery, wrong
        self._wall_clock, self._mono_clock = wall_clock, mono_clock
        self._began_s, self._began_wall_s = mono_clock(), wall_clock()
        self._dice = random.Random(f"{seed} {facts.sn}")
        self._walk = VitalsWalk(f"{seed} {facts.sn} vitals", self._began_s)
        self._dialect = dialect_of(facts.generation)
        self._events = EventServer(
            binary=binary_frames, refuses="stream-refuses" in wrong, drops="stream-drops" in wrong
        )
        self._notices = NoticeServer()
        spoil_every = 1 if "bad-messages" in wrong else faults.BAD_EVERY if "bad-json" in wrong else 0
        self._poster = Poster(address.host, spoil_every=spoil_every, escape=facts.generation in ("se3", "v57"))
        self._history = HistoryQueue(reporting.history)
        self._last_us = 0
        self._away = False
        self._moments = 0
        self.system_mode = "0" if "bare-mode" in wrong else "1"

    # -- what its pages ask -----------------------------------------------------------------------------------------

    def moment(self) -> Moment:
        """How it is now."""
        self._moments += 1
        return Moment(self._facts_now(), self._walk.at(self._mono_clock()), self._offline(), self._clock_ms())

    def is_starting(self) -> bool:
        """Whether its cameras are still being initialised."""
        if "device-init-forever" in self._wrong:
            return True
        return "device-init" in self._wrong and self._mono_clock() - self._began_s < faults.INIT_S

    def people(self) -> Sequence[Person]:
        """Who is registered."""
        return () if "nobody-registered" in self._wrong else REGISTERED

    def planted_configs(self) -> Json:
        """Config values that a fault changes, as they are now."""
        return planted_configs(self._wrong, datetime.fromtimestamp(self._wall_clock()).astimezone())

    def _facts_now(self) -> BoxFacts:
        if "two-at-one-address" in self._wrong and self._moments % 2:
            return other_identity(self.facts)
        return self.facts

    async def picture(self, name: str) -> bytes | None:
        """A JPEG by the id that an event names."""
        key, _, kind = name.rpartition("-")
        for event in self.recent:
            announced, camera = event.sighting.announced, event.camera
            if kind == "reg" and announced.is_registered and announced.identity_id == key:
                return (await self._gallery.registered(announced)).jpeg
            if event.event_id == key and kind in ("face", "spot"):
                view = await self._gallery.view(event.sighting.seen, camera.ordinal, random.Random(key))
                return view.live if kind == "face" else view.scene
        return None

    # -- its life ---------------------------------------------------------------------------------------------------

    async def run(self, opened: Callable[[], None] = lambda: None) -> None:
        """Open the ports, report, serve; `opened` is called once they are open. Ends only by cancellation."""
        async with self._poster:
            while True:
                async with self._open():
                    opened()
                    self._away = False
                    with suppress(TimeoutError):
                        async with asyncio.timeout(faults.FLAP_UP_S if "flap" in self._wrong else None):
                            await self._report()
                self._away = True
                await asyncio.sleep(faults.FLAP_AWAY_S)

    async def _report(self) -> None:
        if "silent" in self._wrong:
            await asyncio.Event().wait()
        async with asyncio.TaskGroup() as group:
            reporting = self.reporting
            beats = ((reporting.status, self._dialect.box_status), (reporting.cameras, self._dialect.camera_status))
            for target, say in beats:
                group.create_task(report_for_ever(self._poster, target, self._saying(say), self._beat_sent))
            group.create_task(self._history.run(self._poster, self._event_sent))
            group.create_task(self._sync_list())
            group.create_task(self._tell_of_cameras())

    def _saying(self, say: Callable[[Moment], Json | None]) -> Callable[[], Json | None]:
        return lambda: say(self.moment())

    async def _sync_list(self) -> None:
        """P10, once."""
        for url in self.reporting.device_list.urls:
            text, _ = self._poster.text(device_list_sync(self.moment()))
            await self._poster.post(url, text, 5.0)

    async def _tell_of_cameras(self) -> None:
        """P11 when a camera goes or comes back (a modification, as far as the box is concerned)."""
        before = self._offline()
        while self.facts.generation == "v6":
            await asyncio.sleep(1.0)
            now = self._offline()
            for camera in self.facts.cameras:
                if (camera.device_id in before) != (camera.device_id in now):
                    await self._notices.tell(_notice(self.facts, camera))
            before = now

    # -- recognitions -----------------------------------------------------------------------------------------------

    def cameras_online(self) -> tuple[CameraFacts, ...]:
        """The cameras that can see somebody now."""
        offline = self._offline()
        return tuple(c for c in self.facts.cameras if c.device_id not in offline)

    async def recognise(self, camera: CameraFacts, sighting: Sighting) -> Recognised:
        """Somebody passes: keep it and send it every way that this box has."""
        pictures = await self._pictures(camera, sighting)
        now_ms = self._clock_ms()
        self._last_us = max(self._last_us + 1, now_ms * 1000 + self._dice.randrange(1000))
        event = Recognised(
            event_id=str(self._last_us),
            video_id=camera.device_id,
            at_ms=now_ms,
            camera=camera,
            sighting=sighting,
            stranger_id=f"{now_ms / 1000 - 0.15:.7f}",
            pictures=pictures,
        )
        self.recent.append(event)
        if self._away or "silent" in self._wrong:
            return event
        if "events-lost" in self._wrong:
            return event
        self._history.put(event.event_id, self._dialect.history(self.facts, event))
        await self._send(event)
        if "duplicate" in self._wrong:
            await self._send_again(event)
        return event

    async def _send(self, event: Recognised) -> None:
        if self.facts.generation == "se3":
            await self._post(event)
        else:
            self._to_subscribers(event)

    async def _send_again(self, event: Recognised) -> None:
        """The other way: as history where there is a receiver, else the same way once more."""
        urls = self.reporting.status.urls
        if self.facts.generation == "se3" or not urls:
            await self._send(event)
        elif not self.reporting.history.urls:  # else history sends it anyway
            await self._post_history(event)

    def _to_subscribers(self, event: Recognised) -> None:
        texts: dict[tuple[bool, bool], tuple[str, bool]] = {}
        for client in self._events.clients:
            wants = client.wants
            if wants is None or event.camera.device_id not in wants.camera_ids:
                continue
            key = (wants.live, wants.registered)
            if key not in texts:
                texts[key] = self._poster.text(self._dialect.realtime(self.facts, event, wants))
            text, valid = texts[key]
            client.put(text, self._sender(event.event_id, valid))

    def _sender(self, event_id: str, valid: bool) -> Callable[[], None]:
        def sent() -> None:
            if valid:
                self._event_sent(event_id)

        return sent

    async def _post(self, event: Recognised) -> None:
        said = self._dialect.realtime(self.facts, event, ALL)
        for url in tuple(self.reporting.events.urls):
            text, valid = self._poster.text(said)
            timeout_s = 10.0 if faults.picture_bytes(self._wrong) else REALTIME_TIMEOUT_S
            if await self._poster.post(url, text, timeout_s) and valid:
                self._event_sent(event.event_id)

    async def _post_history(self, event: Recognised) -> None:
        for url in tuple(self.reporting.status.urls):
            text, valid = self._poster.text(self._dialect.history(self.facts, event))
            if await self._poster.post(url, text, 5.0) and valid:
                self._event_sent(event.event_id)

    def _event_sent(self, event_id: str) -> None:
        if event_id not in self.sent_ids:
            self.sent_events += 1
            self.sent_ids.append(event_id)

    def _beat_sent(self) -> None:
        self.sent_heartbeats += 1

    async def _pictures(self, camera: CameraFacts, sighting: Sighting) -> Pictures:
        view = await self._gallery.view(sighting.seen, camera.ordinal, self._dice)
        registered = ""
        if sighting.announced.is_registered:
            registered = (await self._gallery.registered(sighting.announced)).text
        live, scene = view.live_text, view.scene_text
        if "no-pictures" in self._wrong:
            live = scene = registered = ""
        if "truncated-picture" in self._wrong:
            live, scene, registered = (text[: len(text) * 2 // 5] for text in (live, scene, registered))
        if size := faults.picture_bytes(self._wrong):
            if self.facts.generation == "v6":  # its realtime events have no scene
                live = as_text(faults.padded_jpeg(view.live, size))
            else:
                scene = as_text(faults.padded_jpeg(view.scene, size))
        return Pictures(live, registered, scene, view.face_box, view.glasses, view.mask)

    # -- clock and cameras ------------------------------------------------------------------------------------------

    def _clock_ms(self) -> int:
        now_ms = round(self._wall_clock() * 1000)
        if "wrong-clock-1970" in self._wrong:
            return now_ms - round(self._began_wall_s * 1000)
        return now_ms + faults.WRONG_CLOCK_MS if "wrong-clock" in self._wrong else now_ms

    def _offline(self) -> frozenset[str]:
        """One camera after the second is away for half a minute every three minutes."""
        if "cameras-offline" in self._wrong:
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
            opened = open_ports(self._wrong)
            if opened.api:
                await ports.serve(self._api(), address.host, address.api)
            if generation != "se3" and opened.stream:
                stream = self._application()
                stream.router.add_get("/{tail:.*}", self._events.serve)
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
        return new_application(self._wrong, self.facts.generation == "v6", self._dice)

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


class AsyncPorts:
    """HTTP servers that close together."""

    def __init__(self) -> None:
        """Nothing is open."""
        self._runners: list[web.AppRunner] = []

    async def __aenter__(self) -> AsyncPorts:
        """Give itself."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close all; connections that hang are cut after a moment."""
        for runner in self._runners:
            await runner.cleanup()

    async def serve(self, application: web.Application, host: str, port: int) -> None:
        """Serve one application.

        Raises:
            OSError: The port is taken or the address is not ours.
        """
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.2, handler_cancellation=True)
        await runner.setup()
        self._runners.append(runner)
        await web.TCPSite(runner, host, port, reuse_address=True).start()


def _notice(facts: BoxFacts, camera: CameraFacts) -> Json:
    ids = [c.device_id for c in facts.cameras]
    return {
        "selected_device_list": ids,
        "preview_device_list": ids[:1],
        "preview_mode": "1",
        "last_set_name": "WEBUI",
        "modify_media_device": {
            "action": "modify",
            "media_device_info": {
                "media_device_id": camera.device_id,
                "media_device_name": camera.name,
                "media_device_type": "rtsp" if camera.is_video else "photo",
                "media_device_url": camera.url,
                "media_device_ip": camera.ip,
                "permission_id": camera.permission_id,
                "net_relay": {},
                "addtime": 1718351990.4,
                "media_device_attr": {
                    "do_feature": True,
                    "do_attribute": True,
                    "do_detect": True,
                    "do_fast_mode": False,
                    "do_match": True,
                },
            },
        },
    }


def free_ports(host: str, ports: tuple[int, int, int]) -> tuple[int, int, int]:
    """The same ports if all three are free on `host`; 0 stands for any.

    Raises:
        OSError: One is taken, or the address is not one of this computer's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sockets = [socket.socket(family, socket.SOCK_STREAM) for _ in ports]
    try:
        for one, port in zip(sockets, ports, strict=True):
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            one.bind((host, port))
            one.listen(1)
        api, stream, system = (one.getsockname()[1] for one in sockets)
        return api, stream, system
    finally:
        for one in sockets:
            one.close()
