"""What we hold to one box while it is on the site: its event stream and its polls, told to the registry."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

from sophon_monitor.domain.changes import Change
from sophon_monitor.domain.records import HeartbeatRecord, HeartbeatSource
from sophon_monitor.domain.registry import BoxReading, Origin, Registry
from sophon_monitor.domain.site import Box, BoxKey, Link
from sophon_monitor.protocol.answers import DeviceList, SystemReading
from sophon_monitor.protocol.decode import Decoded
from sophon_monitor.protocol.messages import Health, Message
from sophon_monitor.services.box_calls import BoxCalls
from sophon_monitor.services.event_stream import EventStream
from sophon_monitor.services.health_poll import HealthPoll
from sophon_monitor.services.message_log import MessageLog

Post = Callable[[tuple[Change, ...]], None]
Take = Callable[[Message, Origin], BoxKey | None]


class BoxSession:
    """One box's connections. Lives on the intake loop; `run` is its life.

    Attributes:
        address: Where it connects to; a box that has moved gets a new session.
    """

    def __init__(
        self,
        box: Box,
        *,
        registry: Registry,
        post: Post,
        room: Callable[[], Awaitable[None]],
        take: Take,
        log: MessageLog,
    ) -> None:
        """Keep whom to tell; `room` waits while the archive is full, so that a fast box is slowed, not lost."""
        self._key, self.address = box.key, box.address
        self._registry, self._post, self._room, self._take = registry, post, room, take
        self._log = log
        self._poll: HealthPoll | None = None
        self._stream: EventStream | None = None

    @property
    def name(self) -> str:
        """Name of the task that runs this."""
        return f"box {self._key}"

    async def run(self) -> None:
        """Stream and poll. Ends only by cancellation."""
        async with BoxCalls(self.address) as stream_calls, BoxCalls(self.address) as poll_calls:
            self._stream = EventStream(
                self._key,
                self.address,
                calls=stream_calls,
                deliver=self._take_frame,
                on_cameras=self._take_cameras,
                on_link=self._tell_stream,
                on_alive=self._alive,
                log=self._log,
                camera_ids=self._camera_ids,
            )
            self._poll = HealthPoll(
                self._key,
                calls=poll_calls,
                on_reading=self._take_reading,
                on_link=self._tell_system,
                on_alive=self._alive,
            )
            async with asyncio.TaskGroup() as group:
                group.create_task(self._stream.run(), name=f"stream of {self._key}")
                group.create_task(self._poll.run(), name=f"polls of {self._key}")

    def pushed(self, health: Health) -> None:
        """The box has just pushed these measurements; they need no poll."""
        if self._poll is not None:
            self._poll.pushed(health)

    def cameras_changed(self) -> None:
        """The box has said that its cameras changed."""
        if self._stream is not None:
            self._stream.cameras_changed()

    def _origin(self, way: str, received_at_s: float, last_byte_mono_s: float | None = None) -> Origin:
        return Origin(
            way=way,
            peer=None,
            token=None,
            box_key=self._key,
            received_at_s=received_at_s,
            now_mono_s=time.monotonic(),
            last_byte_mono_s=last_byte_mono_s,
        )

    async def _take_frame(self, decoded: Decoded, size: int, received_at_s: float, last_byte_mono_s: float) -> None:
        del size
        for message in decoded.messages:
            await self._room()
            self._take(message, self._origin("websocket", received_at_s, last_byte_mono_s))

    def _take_cameras(self, devices: DeviceList) -> None:
        origin = self._origin("poll", time.time())
        self._post(self._registry.apply_camera_list(self._key, devices.generation, devices.cameras, origin))

    def _take_reading(self, reading: SystemReading, clock_skew_ms: float | None, threshold: float | None) -> None:
        at_s = time.time()
        known = BoxReading(
            health=reading.health,
            software_version=reading.software_version,
            sn=reading.sn,
            mac=reading.mac,
            host_name=reading.host_name,
            uptime=reading.uptime,
            clock_skew_ms=clock_skew_ms,
            threshold=threshold,
        )
        record = None
        if reading.health != Health():
            record = HeartbeatRecord(
                received_at_ms=int(at_s * 1000),
                box_key=self._key,
                box_sn=reading.sn,
                box_mac=reading.mac,
                generation=self._poll.generation if self._poll is not None else None,
                health=reading.health,
                software_version=reading.software_version,
                source=HeartbeatSource.POLL,
            )
        self._post(self._registry.apply_reading(self._key, known, record=record, origin=self._origin("poll", at_s)))

    def _tell_stream(self, link: Link) -> None:
        self._post(self._registry.set_link(self._key, "stream", link))

    def _tell_system(self, link: Link) -> None:
        self._post(self._registry.set_link(self._key, "system", link))

    def _alive(self) -> None:
        self._post(self._registry.sign_of_life(self._key, at_s=time.time(), now_mono_s=time.monotonic()))

    def _camera_ids(self) -> tuple[str, ...]:
        cameras = self._registry.cameras_of(self._key)
        return tuple(known for camera in cameras for known in (camera.camera_id, *camera.aliases))
