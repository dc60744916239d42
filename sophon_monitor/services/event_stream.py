"""The recognitions of one box, live: device list from 5555, subscription on 5679, for ever (protocol.md 2.7, 3.1)."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus, InvalidURI, WebSocketException

from sophon_monitor.domain.site import BoxAddress, BoxKey, Link
from sophon_monitor.protocol.answers import DeviceList, decode_device_list
from sophon_monitor.protocol.decode import Decoded, decode_frame
from sophon_monitor.protocol.errors import ProtocolError, ProtocolErrorCode
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.protocol.requests import device_list_request, subscription
from sophon_monitor.services.box_calls import BoxCalls, CallFailed, connect_problem
from sophon_monitor.services.box_link import LinkDown, LinkTeller, ReconnectDelays, Rest, rest
from sophon_monitor.services.message_log import MessageLog, kind_of
from sophon_monitor.services.stream_connection import ConnectOnce

MAX_FRAME_BYTES = 32 * 1024 * 1024
MAX_QUEUED_FRAMES = 8  # then the box waits; 16, the default, may be 500 MB
OPEN_TIMEOUT_S = 10.0
CLOSE_TIMEOUT_S = 1.0
PING_EVERY_S = 20.0
PING_TIMEOUT_S = 20.0
LIST_EVERY_S = 60.0
LIST_PAUSE_S = 1.0  # a person who adds ten cameras causes ten notices
STABLE_AFTER_S = 30.0
ABSENT_RETRY_S = 60.0
NOTICE_PORT = 54547  # V6 only; fixed

Deliver = Callable[[Decoded, int, float, float], Awaitable[None]]


class EventStream:
    """Subscribed to one box. Lives on the intake loop; `run` is its life.

    Attributes:
        rejected: Frames, or items of frames, that were not understood.
    """

    def __init__(
        self,
        box_key: BoxKey,
        address: BoxAddress,
        *,
        calls: BoxCalls,
        deliver: Deliver,
        on_cameras: Callable[[DeviceList], None],
        on_link: Callable[[Link], None],
        on_alive: Callable[[], None],
        log: MessageLog | None = None,
        camera_ids: Callable[[], tuple[str, ...]] = tuple,
        rest: Rest = rest,
        wall_clock: Callable[[], float] = time.time,
        mono_clock: Callable[[], float] = time.monotonic,
        ping_timeout_s: float = PING_TIMEOUT_S,
        notice_port: int = NOTICE_PORT,
    ) -> None:
        """Keep whom to tell.

        `deliver` takes what a frame held, its size in bytes, UTC epoch seconds and monotonic seconds of its last byte;
        while it waits, nothing more is read from the box. `on_cameras` gets each device list that was read, `on_alive`
        is called whenever the box answered something. `camera_ids` gives ids known from elsewhere, for boxes that
        have no device list. `rest` sleeps for seconds or until an event is set.
        """
        self._box_key, self._address, self._calls = box_key, address, calls
        self._deliver, self._on_cameras, self._on_alive = deliver, on_cameras, on_alive
        self._log, self._camera_ids = log, camera_ids
        self._rest, self._wall_clock, self._mono_clock = rest, wall_clock, mono_clock
        self._ping_timeout_s, self._notice_port = ping_timeout_s, notice_port
        self._teller = LinkTeller(on_link, wall_clock=wall_clock)
        self._delays = ReconnectDelays()
        self._dialect: Generation | None = None  # whose device list call works
        self._changed = asyncio.Event()
        self._is_v6 = asyncio.Event()
        self._never = asyncio.Event()
        self._was_up = False
        self._api_answers = False  # something speaks HTTP on 5555
        self.rejected = 0

    def cameras_changed(self) -> None:
        """Read the device list again at once."""
        self._changed.set()

    async def run(self) -> None:
        """Connect, listen, reconnect. Ends only by cancellation."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._follow_notices(), name=f"notices of {self._box_key}")
            while True:
                self._teller.connecting()
                try:
                    await self._listen_once()
                except _Absent as cause:
                    self._teller.down(cause.problem, cause.detail, ABSENT_RETRY_S, absent=True)
                    await self._rest(ABSENT_RETRY_S, self._changed)
                except LinkDown as cause:
                    delay_s = self._delays.take()
                    self._teller.down(cause.problem, cause.detail, delay_s)
                    await self._rest(delay_s, self._changed)

    # -- one connection ---------------------------------------------------------------------------------------------

    async def _listen_once(self) -> None:
        """Hold one connection until it breaks.

        Raises:
            LinkDown: Always; says why.
        """
        ids = await self._read_cameras()
        if ids is not None and not ids:
            raise LinkDown("no_cameras", "the device list of the box is empty")
        subscribed = self._camera_ids() if ids is None else ids
        socket = await self._connect(has_list=ids is not None)
        opened = self._mono_clock()
        try:
            await socket.send(subscription(subscribed))
            self._was_up = True
            self._on_alive()
            self._teller.up()
            reason = await self._serve(socket, subscribed)
        except ConnectionClosed as closed:
            reason = _closed(closed)
        finally:
            if self._mono_clock() - opened > STABLE_AFTER_S:
                self._delays.reset()
            await socket.close(1001, "monitor closing")
        raise reason

    async def _connect(self, *, has_list: bool) -> ClientConnection:
        try:
            return await ConnectOnce(
                _url(self._address.host, self._address.stream),
                proxy=None,  # boxes are on the site's LAN, out of any office proxy's reach
                compression=None,  # JPEG does not shrink; deflate costs 3 ms a message
                max_size=MAX_FRAME_BYTES,
                max_queue=MAX_QUEUED_FRAMES,
                open_timeout=OPEN_TIMEOUT_S,
                close_timeout=CLOSE_TIMEOUT_S,
                ping_interval=None,  # our own pings, because an answered one is a sign of life
            )
        except InvalidStatus as cause:
            raise LinkDown("handshake", f"HTTP {cause.response.status_code}") from cause
        except (InvalidHandshake, InvalidURI, WebSocketException) as cause:
            raise LinkDown("handshake", str(cause)) from cause
        except (OSError, ValueError) as cause:  # ValueError: a host name that is none
            problem = connect_problem(cause)
            if problem == "refused" and self._api_answers and not has_list and not self._was_up:
                raise _Absent(problem, "neither a device list nor an event stream") from cause
            raise LinkDown(problem, f"port {self._address.stream}: {cause}") from cause

    async def _serve(self, socket: ClientConnection, subscribed: tuple[str, ...]) -> LinkDown:
        reasons: list[LinkDown] = []
        async with asyncio.TaskGroup() as group:
            helpers = [
                group.create_task(self._ping_for_ever(socket, reasons), name=f"pings of {self._box_key}"),
                group.create_task(
                    self._follow_cameras(socket, subscribed, reasons), name=f"cameras of {self._box_key}"
                ),
            ]
            try:
                while True:
                    frame = await socket.recv(decode=False)
                    await self._take(frame, self._mono_clock())
            except ConnectionClosed as closed:
                reasons.append(_closed(closed))
            finally:
                for helper in helpers:
                    helper.cancel()
        return reasons[0]

    async def _take(self, frame: bytes, last_byte_mono_s: float) -> None:
        received_at_s = self._wall_clock()
        self._on_alive()
        try:
            decoded = decode_frame(frame)
        except ProtocolError as error:
            self.rejected += 1
            self._note(frame, received_at_s, "rejected", error)
            return
        self.rejected += len(decoded.rejected)
        if decoded.messages:
            self._delays.reset()
            await self._deliver(decoded, len(frame), received_at_s, last_byte_mono_s)
        kind = kind_of(decoded.messages, is_array=decoded.is_array) if decoded.messages else "rejected"
        self._note(frame, received_at_s, kind, decoded.rejected[0] if decoded.rejected else None)

    def _note(self, frame: bytes, at_s: float, kind: str, error: ProtocolError | None) -> None:
        if self._log is not None:
            self._log.add(
                at_s=at_s,
                sender=self._address.host,
                way="websocket",
                kind=kind,
                size_bytes=len(frame),
                box_key=self._box_key,
                error=error,
                body=frame,
            )

    async def _ping_for_ever(self, socket: ClientConnection, reasons: list[LinkDown]) -> None:
        with contextlib.suppress(ConnectionClosed):  # `recv` says so too
            while True:
                await self._rest(PING_EVERY_S, self._never)
                try:
                    async with asyncio.timeout(self._ping_timeout_s):
                        await (await socket.ping())
                except TimeoutError:
                    reasons.append(LinkDown("timeout", f"no answer to a ping for {self._ping_timeout_s:g} s"))
                    await socket.close(1001, "no answer to a ping")
                    return
                self._on_alive()

    # -- cameras ----------------------------------------------------------------------------------------------------

    async def _follow_cameras(
        self, socket: ClientConnection, subscribed: tuple[str, ...], reasons: list[LinkDown]
    ) -> None:
        with contextlib.suppress(ConnectionClosed):
            while True:
                await self._rest(LIST_EVERY_S, self._changed)
                try:
                    ids = await self._read_cameras()
                except LinkDown:
                    continue  # the stream itself is up; it says so when it is not
                if ids is not None and not ids:
                    reasons.append(LinkDown("no_cameras", "all cameras were deleted"))
                    await socket.close(1001, "no cameras")
                    return
                wanted = self._camera_ids() if ids is None else ids
                if wanted and set(wanted) != set(subscribed):
                    await socket.send(subscription(wanted))
                    subscribed = wanted
                await self._rest(LIST_PAUSE_S, self._never)

    async def _read_cameras(self) -> tuple[str, ...] | None:
        """Return the ids to subscribe to, None where the box has no device list that we can read.

        Raises:
            LinkDown: The box cannot be reached, or its cameras still start.
        """
        self._api_answers = False
        dialects = (self._dialect,) if self._dialect else (Generation.V6, Generation.V5)
        for dialect in dialects:
            try:
                body = (await self._calls.call(device_list_request(dialect))).body
                self._api_answers = True
                devices = decode_device_list(body)
            except CallFailed as failure:
                if failure.problem == "refused":
                    return None  # perhaps its stream is up all the same
                if failure.problem != "http_status":
                    raise LinkDown(failure.problem, failure.detail) from failure
                self._api_answers = True
                _raise_if_starting(failure.body)
            except ProtocolError as error:
                _raise_if_error_is_starting(error)
            else:
                self._dialect = dialect
                if dialect is Generation.V6:
                    self._is_v6.set()
                self._on_alive()
                self._on_cameras(devices)
                return tuple(camera.device_id for camera in devices.cameras if camera.device_id)
        self._dialect = None  # its software may have been changed; ask both ways the next time
        return None

    async def _follow_notices(self) -> None:
        """Listen to what V6 says about changed cameras. Without it the list is still read every minute."""
        await self._is_v6.wait()
        while True:
            with contextlib.suppress(OSError, WebSocketException, ValueError):
                socket = await ConnectOnce(
                    _url(self._address.host, self._notice_port),
                    proxy=None,
                    compression=None,
                    open_timeout=OPEN_TIMEOUT_S,
                    close_timeout=CLOSE_TIMEOUT_S,
                )
                try:
                    while True:
                        frame = await socket.recv(decode=False)
                        self._changed.set()
                        await self._take(frame, self._mono_clock())
                finally:
                    await socket.close(1001, "monitor closing")
            await self._rest(LIST_EVERY_S, self._never)


class _Absent(LinkDown):
    """This box has no event stream."""


def _url(host: str, port: int) -> str:
    return f"ws://[{host}]:{port}" if ":" in host else f"ws://{host}:{port}"


def _closed(closed: ConnectionClosed) -> LinkDown:
    if closed.rcvd is None and closed.sent is not None and closed.sent.code == 1009:
        return LinkDown("closed", f"a message over {MAX_FRAME_BYTES} bytes")
    return LinkDown("closed", str(closed))


def _raise_if_starting(body: bytes) -> None:
    try:
        decode_device_list(body)
    except ProtocolError as error:
        _raise_if_error_is_starting(error)


def _raise_if_error_is_starting(error: ProtocolError) -> None:
    if error.code is ProtocolErrorCode.BOX_ERROR and "DEVICE_INIT_ERROR" in error.values.values():
        raise LinkDown("device_init", "DEVICE_INIT_ERROR") from error
