"""What answers at one address: which of a box's three ports, and which box. Only harmless reads (protocol.md 6.1)."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field, fields

from sophon_monitor.domain.found_boxes import FoundBox, PortState
from sophon_monitor.domain.site import BoxAddress
from sophon_monitor.protocol.answers import decode_device_list
from sophon_monitor.protocol.errors import ProtocolError
from sophon_monitor.protocol.identity_reads import (
    FACE_PROOFS,
    V57_CONFIG,
    V57_MONITOR,
    Identity,
    IdentityCall,
    decode_groups,
    decode_identity,
    generation_found,
    identity_request,
    says_it_starts,
    speaks_v57,
)
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.protocol.requests import Request
from sophon_monitor.protocol.status import generation_of_version
from sophon_monitor.services.box_calls import MAX_AT_ONCE, Answer, BoxCalls, CallFailed, connect_problem
from sophon_monitor.services.port_knock import connected, shake_hands

CONNECT_S = 3.0
CALL_S = 6.0
PATIENCE_S = 20.0
QUICK_CONNECT_S = 0.8
QUICK_CALL_S = 2.0
QUICK_PATIENCE_S = 2.5
CLOCK_CALL_S = 1.0  # of an answer that takes longer, half the way says nothing
_NOT_ACCEPTED = {
    "refused": PortState.REFUSED,
    "timeout": PortState.UNREACHABLE,
    "unreachable": PortState.UNREACHABLE,
    "no_route": PortState.UNREACHABLE,
}
# Which port's failure is told: the one that came furthest.
_FURTHEST = (
    *(PortState.ANSWERS, PortState.OTHER, PortState.SILENT),
    *(PortState.REFUSED, PortState.UNREACHABLE, PortState.NOT_TRIED),
)
_LOCKED_OR_BROKEN = frozenset({401, 403, 407, *range(500, 600)} - {501})
_AFTER_PROOF = (IdentityCall.VERSION, IdentityCall.TIME, IdentityCall.ADDRESSES, IdentityCall.HOST_NAME)


async def probe(
    address: BoxAddress,
    *,
    quick: bool = False,
    patience_s: float | None = None,
    call_s: float | None = None,
    connect_s: float | None = None,
    connections: asyncio.Semaphore | None = None,
    wall_clock: Callable[[], float] = time.time,
    mono_clock: Callable[[], float] = time.monotonic,
) -> FoundBox:
    """Look at one address. Whatever is there, the answer is a FoundBox in bounded time.

    Args:
        address: Where to look.
        quick: For a search: shorter times, one call after the other, and the event stream is left alone.
        patience_s: Longest time for each port, all its calls together.
        call_s: Longest time for one call, its whole answer included.
        connect_s: Longest time for a connection to be accepted.
        connections: Each connection holds one place of it for as long as it is open; time spent waiting for a place
            is not counted.
        wall_clock: UTC epoch seconds.
        mono_clock: Monotonic seconds.
    """
    usual = (QUICK_PATIENCE_S, QUICK_CALL_S, QUICK_CONNECT_S) if quick else (PATIENCE_S, CALL_S, CONNECT_S)
    limits = (
        asked if asked is not None else own for asked, own in zip((patience_s, call_s, connect_s), usual, strict=True)
    )
    turns = asyncio.Semaphore(1 if quick else MAX_AT_ONCE)
    look = _Look(address, _Limits(*limits), connections, wall_clock, mono_clock, turns)
    return await look.run(with_stream=not quick)


@dataclass(frozen=True, slots=True)
class _Limits:
    patience_s: float
    call_s: float
    connect_s: float


@dataclass(slots=True)
class _Port:
    """What one port has done so far. `over`: no further call makes sense."""

    state: PortState = PortState.NOT_TRIED
    problem: str = ""
    detail: str = ""
    over: bool = False

    def answered_as_box(self, detail: str = "") -> None:
        self.state, self.problem, self.detail = PortState.ANSWERS, "", detail

    def failed(self, state: PortState, problem: str, detail: str, *, over: bool) -> None:
        """Keep what weighs most: a box stays one although a later call of it fails."""
        self.over = self.over or over
        if self.state in (PortState.ANSWERS, PortState.OTHER):
            return
        self.state, self.problem, self.detail = state, problem, detail


@dataclass(slots=True)
class _Look:
    """One look at one address."""

    address: BoxAddress
    limits: _Limits
    connections: asyncio.Semaphore | None
    wall_clock: Callable[[], float]
    mono_clock: Callable[[], float]
    turns: asyncio.Semaphore  # calls to the system API that may be under way
    api: _Port = field(default_factory=_Port)
    stream: _Port = field(default_factory=_Port)
    system: _Port = field(default_factory=_Port)
    face_dialect: Generation | None = None
    system_dialect: Generation | None = None
    has_v57_calls: bool = False
    camera_ids: tuple[str, ...] | None = None
    clock_skew_ms: float | None = None
    known: dict[str, str] = field(default_factory=dict)  # fields of FoundBox that 8888 tells
    began_s: float | None = None

    async def run(self, *, with_stream: bool) -> FoundBox:
        async with asyncio.TaskGroup() as group:
            group.create_task(self._look_at_face_api(), name=f"look at {self.address.host}, face API")
            group.create_task(self._look_at_system_api(), name=f"look at {self.address.host}, system API")
            if with_stream:
                group.create_task(self._look_at_stream(), name=f"look at {self.address.host}, events")
        return self._found()

    def _found(self) -> FoundBox:
        is_box = PortState.ANSWERS in (self.api.state, self.system.state)
        told = min((self.api, self.system), key=lambda port: _FURTHEST.index(port.state))
        version = self.known.get("software_version")
        generation = generation_found(self.face_dialect, self.system_dialect, version, has_v57_calls=self.has_v57_calls)
        return FoundBox(
            address=self.address,
            api=self.api.state,
            stream=self.stream.state,
            system=self.system.state,
            generation=generation,
            camera_ids=self.camera_ids,
            clock_skew_ms=self.clock_skew_ms,
            problem="" if is_box else told.problem,
            detail=told.detail,
            elapsed_s=self.mono_clock() - self.began_s if self.began_s is not None else 0.0,
            **self.known,
        )

    # -- ports ------------------------------------------------------------------------------------------------------

    async def _look_at_face_api(self) -> None:
        async with self._calls(self.api) as calls:
            for dialect, request in FACE_PROOFS:
                answer = await self._ask(self.api, calls, request)
                if answer is not None and self._proves_face_api(dialect, answer):
                    break
                if self.api.over or self.api.state is PortState.ANSWERS:
                    break
            if self.face_dialect is Generation.V5 and not self.api.over:
                answer = await self._ask(self.api, calls, V57_CONFIG)
                self.has_v57_calls = self.has_v57_calls or (answer is not None and speaks_v57(answer.body))

    def _proves_face_api(self, dialect: Generation, answer: Answer) -> bool:
        try:
            if dialect is Generation.SE3:
                decode_groups(answer.body)
            else:
                devices = decode_device_list(answer.body)
                dialect = devices.generation
                ids = (camera.device_id or camera.ep_id for camera in devices.cameras)
                self.camera_ids = tuple(dict.fromkeys(one for one in ids if one is not None))
        except ProtocolError as error:
            if not says_it_starts(answer.body):
                self.api.failed(PortState.OTHER, "not_a_box", error.code.value, over=False)
                return False
        self._take_face_dialect(dialect, answer.body)
        return True

    def _take_face_dialect(self, dialect: Generation, body: bytes) -> None:
        self.face_dialect = dialect
        self.api.answered_as_box("DEVICE_INIT_ERROR" if says_it_starts(body) else "")

    async def _look_at_system_api(self) -> None:
        port = self.system
        async with self._calls(port) as calls:
            for dialect in (Generation.V6, Generation.V5):
                if await self._learn(calls, IdentityCall.HARDWARE, dialect):
                    self.system_dialect = dialect
                    break
                if port.over:
                    return
            if self.system_dialect is None:
                return
            async with asyncio.TaskGroup() as group:
                for call in self._still_unknown():
                    group.create_task(self._learn(calls, call, self.system_dialect), name=f"ask {call.value}")
            if self.system_dialect is Generation.V5 and self._version_tells_nothing() and not port.over:
                answer = await self._ask(port, calls, V57_MONITOR)
                self.has_v57_calls = self.has_v57_calls or (answer is not None and speaks_v57(answer.body))

    def _still_unknown(self) -> Iterable[IdentityCall]:
        return _AFTER_PROOF if "sn" in self.known else (IdentityCall.SN, *_AFTER_PROOF)

    def _version_tells_nothing(self) -> bool:
        return generation_of_version(self.known.get("software_version")) is None

    async def _learn(self, calls: BoxCalls, call: IdentityCall, dialect: Generation) -> bool:
        """Ask and keep what is answered; False where it was no answer to that."""
        async with self.turns:  # not within the time for the call
            answer = None
            if not self.system.over:
                answer = await self._ask(self.system, calls, identity_request(call, dialect))
        if answer is None:
            return False
        try:
            said = decode_identity(call, answer.body, self.address.host)
        except ProtocolError as error:
            self.system.failed(PortState.OTHER, "not_a_box", error.code.value, over=False)
            return False
        self.system.answered_as_box()
        if said.time_ms is not None and answer.elapsed_s < CLOCK_CALL_S:
            self.clock_skew_ms = said.time_ms - answer.middle_at_s * 1000
        texts = {one.name: getattr(said, one.name) for one in fields(Identity) if one.name != "time_ms"}
        self.known |= {name: value for name, value in texts.items() if value is not None}
        return True

    async def _look_at_stream(self) -> None:
        port, address = self.stream, self.address
        async with self._place():
            try:
                one = await connected(address.host, address.stream, self.limits.connect_s)
            except (OSError, ValueError) as cause:
                problem = connect_problem(cause)
                port.failed(_NOT_ACCEPTED.get(problem, PortState.OTHER), problem, str(cause)[:200], over=True)
                return
            try:
                await shake_hands(one, address, min(self.limits.call_s, self.limits.patience_s))
            except TimeoutError:
                port.failed(PortState.SILENT, "too_slow", "connected, but no answer in time", over=True)
            except OSError as cause:
                port.failed(PortState.OTHER, "handshake", str(cause)[:200], over=True)
            else:
                port.answered_as_box()

    # -- calls ------------------------------------------------------------------------------------------------------

    @contextlib.asynccontextmanager
    async def _calls(self, port: _Port) -> AsyncIterator[BoxCalls]:
        """Calls to one port, all of them together in bounded time."""
        limits = self.limits
        async with self._place():
            try:
                async with (
                    BoxCalls(
                        self.address,
                        connect_timeout_s=limits.connect_s,
                        read_timeout_s=limits.call_s,
                        wall_clock=self.wall_clock,
                        mono_clock=self.mono_clock,
                    ) as calls,
                    asyncio.timeout(limits.patience_s),
                ):
                    yield calls
            except TimeoutError:
                port.failed(PortState.SILENT, "too_slow", f"no answers within {limits.patience_s:g} s", over=True)

    @contextlib.asynccontextmanager
    async def _place(self) -> AsyncIterator[None]:
        async with self.connections or contextlib.nullcontext():
            if self.began_s is None:
                self.began_s = self.mono_clock()
            yield

    async def _ask(self, port: _Port, calls: BoxCalls, request: Request) -> Answer | None:
        """Return the answer; None where there is none, which is then kept in `port`."""
        try:
            async with asyncio.timeout(self.limits.call_s):
                return await calls.call(request)
        except CallFailed as failure:
            if says_it_starts(failure.body):
                return Answer(failure.status or 0, failure.body, self.limits.call_s, 0.0)
            self._take_failure(port, failure)
        except TimeoutError:
            port.failed(PortState.SILENT, "too_slow", f"no whole answer within {self.limits.call_s:g} s", over=True)
        except ValueError as cause:  # a host name that is none
            port.failed(PortState.UNREACHABLE, "unreachable", str(cause)[:200], over=True)
        return None

    def _take_failure(self, port: _Port, failure: CallFailed) -> None:
        problem, detail = failure.problem, failure.detail
        if problem in _NOT_ACCEPTED:
            port.failed(_NOT_ACCEPTED[problem], problem, detail, over=True)
        elif problem == "too_slow":
            port.failed(PortState.SILENT, problem, detail, over=True)
        elif problem == "http_status":
            told = problem if failure.status in _LOCKED_OR_BROKEN else "not_a_box"
            port.failed(PortState.OTHER, told, detail, over=False)
        else:  # closed, unreadable: it would do so again
            port.failed(PortState.OTHER, problem, detail, over=True)
