"""Health of one box without its doing: the system API on 8888, asked gently (protocol.md 3.4)."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import fields, replace

from sophon_monitor.domain.site import BoxKey, Link
from sophon_monitor.protocol.answers import SystemReading, decode_system, decode_threshold
from sophon_monitor.protocol.errors import ProtocolError
from sophon_monitor.protocol.messages import Generation, Health
from sophon_monitor.protocol.requests import Request, SystemCall, system_request, threshold_request
from sophon_monitor.services.box_calls import Answer, BoxCalls, CallFailed
from sophon_monitor.services.box_link import LONGEST_DELAY_S, LinkTeller, ReconnectDelays, Rest, rest

PERIOD_S = 5.0
LONGEST_PERIOD_S = 60.0
ABSENT_RETRY_S = 60.0
SLOW_S = 1.0
REFUSED_CALL_RETRY_S = 300.0  # a box that has no fan page gets none in five seconds
THRESHOLD_EVERY_S = 300.0
SLACK_S = 1.0  # rounds never begin to the millisecond
MANY_CALLS = 3
ONCE = float("inf")
EVERY_S: dict[SystemCall, float] = {
    SystemCall.CPU: PERIOD_S,
    SystemCall.TPU: PERIOD_S,
    SystemCall.MEMORY: PERIOD_S,
    SystemCall.DISK: PERIOD_S,
    SystemCall.TEMPERATURE: 30.0,
    SystemCall.FAN: 30.0,
    SystemCall.TIME: 60.0,
    SystemCall.VERSION: ONCE,
    SystemCall.SN: ONCE,
}
# Which measurement of a pushed heartbeat makes a call needless.
_MEASURED: dict[SystemCall, str] = {
    SystemCall.CPU: "cpu_percent",
    SystemCall.TPU: "tpu_percent",
    SystemCall.MEMORY: "memory_percent",
    SystemCall.DISK: "disk_percent",
    SystemCall.TEMPERATURE: "temperature_c",
    SystemCall.FAN: "fan_rpm",
}

OnReading = Callable[[SystemReading, float | None, float | None], None]


class HealthPoll:
    """Asks one box how it is. Lives on the intake loop; `run` is its life.

    Attributes:
        generation: V6 or V5, whose calls work; None until one did.
    """

    def __init__(
        self,
        box_key: BoxKey,
        *,
        calls: BoxCalls,
        on_reading: OnReading,
        on_link: Callable[[Link], None],
        on_alive: Callable[[], None],
        rest: Rest = rest,
        wall_clock: Callable[[], float] = time.time,
        mono_clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Keep whom to tell.

        `on_reading` is called once a round with at least one answer: what this round measured and nothing older, the
        box's clock minus ours in ms and its threshold 0-100, both None unless this round measured them. `on_alive` is
        called at each answer. `rest` sleeps for seconds or until an event is set.
        """
        self._box_key, self._calls = box_key, calls
        self._on_reading, self._on_alive = on_reading, on_alive
        self._rest, self._mono_clock = rest, mono_clock
        self._teller = LinkTeller(on_link, wall_clock=wall_clock)
        self._delays = ReconnectDelays()
        self._slowness = 1.0
        self._due_at: dict[SystemCall, float] = {}
        self._threshold_due_at = 0.0
        self._pushed_at: dict[SystemCall, float] = {}
        self._never = asyncio.Event()
        self._slow_round = False
        self.generation: Generation | None = None

    def pushed(self, health: Health) -> None:
        """Spare the box what it has just said on its own."""
        now = self._mono_clock()
        for call, name in _MEASURED.items():
            if getattr(health, name) is not None:
                self._pushed_at[call] = now

    async def run(self) -> None:
        """Ask, rest, ask. Ends only by cancellation."""
        while True:
            self._teller.connecting()
            try:
                absent = await self._poll_while_it_answers()
            except CallFailed as failure:
                absent = None
                # Once it has answered, a refusal is a box that starts again, not one without this service.
                if failure.problem == "refused" and self.generation is None:
                    absent = failure
                else:
                    delay_s = self._delays.take()
                    self._teller.down(failure.problem, failure.detail, delay_s)
                    await self._rest(delay_s, self._never)
            if absent is not None:
                delay_s = self._patience_s(absent)
                self._teller.down(absent.problem, absent.detail, delay_s, absent=True)
                await self._rest(delay_s, self._never)

    def _patience_s(self, absent: CallFailed) -> float:
        """A port that refuses may belong to a box that is just starting: at first that is looked at more often."""
        if absent.problem != "refused":
            return ABSENT_RETRY_S
        delay_s = self._delays.take()
        return delay_s if delay_s < LONGEST_DELAY_S else ABSENT_RETRY_S

    async def _poll_while_it_answers(self) -> CallFailed | None:
        """Poll for as long as the box has this service.

        Returns:
            Why there is no such service on this box, None if it has begun to speak another dialect.

        Raises:
            CallFailed: The box does not answer any more.
        """
        self._due_at = dict.fromkeys(EVERY_S, 0.0)
        self._threshold_due_at = 0.0
        if self.generation is None and (missing := await self._find_dialect()) is not None:
            return missing
        while self.generation is not None:
            begun = self._mono_clock()
            self._slow_round = False
            await self._round(self.generation)
            self._pace()
            spent_s = self._mono_clock() - begun
            await self._rest(max(self._period_s(PERIOD_S) - spent_s, 0.5), self._never)
        return None

    async def _find_dialect(self) -> CallFailed | None:
        failed: CallFailed | None = None
        for dialect in (Generation.V6, Generation.V5):
            try:
                answer = await self._calls.call(system_request(SystemCall.CPU, dialect))
                decode_system(SystemCall.CPU, answer.body)
            except CallFailed as failure:
                if failure.problem != "http_status":
                    raise
                failed = failure
            except ProtocolError as error:
                failed = CallFailed("not_a_box", error.code.value)
            else:
                self.generation = dialect
                return None
        return failed

    # -- one round --------------------------------------------------------------------------------------------------

    async def _round(self, generation: Generation) -> None:
        """Ask what is due, one call after the other.

        Raises:
            CallFailed: The box does not answer any more.
        """
        begun = self._mono_clock()
        reading, skew_ms, threshold = SystemReading(), None, None
        asked = answered = 0
        for call in EVERY_S:
            if not self._is_due(call):
                continue
            asked += 1
            answer = await self._ask(system_request(call, generation))
            part = _read(call, answer)
            if part is None or answer is None:
                self._due_at[call] = begun + REFUSED_CALL_RETRY_S
                continue
            answered += 1
            self._due_at[call] = begun + self._period_s(EVERY_S[call]) - SLACK_S
            reading = merged(reading, part)
            if part.time_ms is not None and answer.elapsed_s < SLOW_S:
                skew_ms = part.time_ms - answer.middle_at_s * 1000
        if begun >= self._threshold_due_at:
            threshold = await self._ask_threshold(generation)
        if answered:
            self._delays.reset()
            self._teller.up()
        elif asked >= MANY_CALLS:
            self.generation = None  # its software was changed: find out anew how it speaks
        if answered or threshold is not None:
            self._on_reading(reading, skew_ms, threshold)

    def _is_due(self, call: SystemCall) -> bool:
        now = self._mono_clock()
        if now < self._due_at[call]:
            return False
        pushed_at = self._pushed_at.get(call)
        return pushed_at is None or now - pushed_at >= self._period_s(EVERY_S[call])

    async def _ask(self, request: Request) -> Answer | None:
        """Return the answer, None where the box has no such page.

        Raises:
            CallFailed: The box does not answer any more.
        """
        try:
            answer = await self._calls.call(request)
        except CallFailed as failure:
            if failure.problem in ("http_status", "unreadable"):
                return None
            self._slow_round = failure.problem == "too_slow"
            if self._slow_round:
                self._pace()
            raise
        self._on_alive()
        if answer.elapsed_s > SLOW_S:
            self._slow_round = True
        return answer

    async def _ask_threshold(self, generation: Generation) -> float | None:
        self._threshold_due_at = self._mono_clock() + THRESHOLD_EVERY_S - SLACK_S
        try:
            answer = await self._calls.call(threshold_request(generation))
            return decode_threshold(answer.body, generation)
        except (CallFailed, ProtocolError):  # another service of the box; the health of the box does not hang on it
            return None

    def _pace(self) -> None:
        """A box that takes over a second is busy with faces: ask half as often; when it is quick, twice as often."""
        if self._slow_round:
            self._slowness = min(2 * self._slowness, LONGEST_PERIOD_S / PERIOD_S)
        else:
            self._slowness = max(self._slowness / 2, 1.0)

    def _period_s(self, usual_s: float) -> float:
        return usual_s if usual_s == ONCE else max(min(usual_s * self._slowness, LONGEST_PERIOD_S), usual_s)


def _read(call: SystemCall, answer: Answer | None) -> SystemReading | None:
    if answer is None:
        return None
    try:
        return decode_system(call, answer.body)
    except ProtocolError:
        return None


def merged(one: SystemReading, other: SystemReading) -> SystemReading:
    """Return both readings as one; where both say something, `other` counts."""
    health = {field.name: value for field in fields(Health) if (value := getattr(other.health, field.name)) is not None}
    rest_of_it = {
        field.name: value
        for field in fields(SystemReading)
        if field.name != "health" and (value := getattr(other, field.name)) not in (None, ())
    }
    return replace(one, health=replace(one.health, **health), **rest_of_it)
