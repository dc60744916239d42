"""The ladder "No events? Find out why": each rung in order, with a time limit; nothing is changed on the box."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace

from sophon_monitor.domain.ladder import Diagnosis, Rung, RungId
from sophon_monitor.domain.site import BoxAddress
from sophon_monitor.services import diagnosis_box as box
from sophon_monitor.services import diagnosis_network as network
from sophon_monitor.services import diagnosis_recognition as recognition
from sophon_monitor.services import diagnosis_reports as reports
from sophon_monitor.services.box_calls import BoxCalls
from sophon_monitor.services.diagnosis_climb import Climb, Known, Surroundings, failed, skipped, unknown

RUNG_PATIENCE_S = 8.0
# An address that hardly answers shall not keep a person waiting for more than ten seconds in all.
PATIENCE_WITH_S = {RungId.ADDRESS_CONFLICT: 2.5, RungId.IS_BOX: 6.5}
LISTEN_S = 3.0
CONNECT_S = 2.0
ANSWER_S = 6.0

TryRung = Callable[[Climb], Awaitable[Rung]]

# In the order of interfaces.md section 5. Those that need an answering box stop when one above has found none.
_LADDER: tuple[tuple[RungId, TryRung, bool], ...] = (
    (RungId.ADAPTER, network.adapter, False),
    (RungId.SUBNET, network.subnet, True),
    (RungId.ADDRESS_CONFLICT, network.address_conflict, True),
    (RungId.ROUTE, network.route, True),
    (RungId.PORT_5555, box.port_5555, True),
    (RungId.IS_BOX, box.is_box, True),
    (RungId.DEVICE_INIT, box.device_init, True),
    (RungId.PORT_8888, box.port_8888, True),
    (RungId.STREAM_5679, box.stream_5679, True),
    (RungId.CAMERAS_EXIST, box.cameras_exist, True),
    (RungId.CAMERAS_ONLINE, box.cameras_online, True),
    (RungId.REPORT_URL, reports.report_url, True),
    (RungId.REPORT_URL_IS_BOX_ITSELF, reports.report_url_is_box_itself, True),
    (RungId.RECEIVER, reports.receiver, True),
    (RungId.REACHED, reports.reached, True),
    (RungId.FIREWALL, reports.firewall, True),
    (RungId.BOX_MESSAGE, reports.box_message, True),
    (RungId.MESSAGE_SIZE, reports.message_size, True),
    (RungId.REGISTERED_PEOPLE, recognition.registered_people, True),
    (RungId.THRESHOLD, recognition.threshold, True),
    (RungId.ARMING_PERIOD, recognition.arming_period, True),
    (RungId.CLOCK, recognition.clock, True),
    (RungId.DEDUPLICATION, recognition.deduplication, True),
    (RungId.LAST_EVENT, recognition.last_event, True),
)
# What is said of a rung that took longer than it may.
_TOO_LONG: dict[RungId, str] = {RungId.IS_BOX: "answer_too_long"}
_NOT_TOLD: dict[RungId, str] = {RungId.ADDRESS_CONFLICT: "not_seen", RungId.BOX_MESSAGE: "none_yet"}


class Ladder:
    """Climbs. Lives on the intake loop of a window, or on the loop of `diagnose`."""

    def __init__(
        self,
        around: Surroundings,
        *,
        new_calls: Callable[[BoxAddress], BoxCalls] | None = None,
        wall_clock: Callable[[], float] = time.time,
        listen_s: float = LISTEN_S,
        rung_patience_s: float = RUNG_PATIENCE_S,
    ) -> None:
        """Keep where we stand; `listen_s` is how long the event stream is listened to."""
        self._around, self._clock = around, wall_clock
        self._new_calls = new_calls or _patient_calls
        self._listen_s, self._rung_patience_s = listen_s, rung_patience_s

    async def climb(self, address: BoxAddress, known: Known, *, on_rung: Callable[[Diagnosis], None]) -> Diagnosis:
        """Try every rung and return all 24; `on_rung` hears of each as it is done.

        Args:
            address: The box.
            known: What is known of it beforehand.
            on_rung: Called with the diagnosis as far as it has come.
        """
        at_s, begun = self._clock(), time.monotonic()
        so_far = Diagnosis(
            address=address,
            box_key=known.box.key if known.box is not None else None,
            box_name=known.box.name if known.box is not None else address.host,
            at_s=at_s,
        )
        async with self._new_calls(address) as calls:
            climb = Climb(address, known, self._around, calls, at_s, self._listen_s)
            for rung_id, try_rung, needs_box in _LADDER:
                if climb.stopped and needs_box:
                    rung = skipped(rung_id)
                else:
                    rung = await self._try(rung_id, try_rung, climb)
                so_far = replace(so_far, rungs=(*so_far.rungs, rung), elapsed_s=time.monotonic() - begun)
                on_rung(so_far)
        done = replace(so_far, done=True, elapsed_s=time.monotonic() - begun)
        on_rung(done)
        return done

    async def _try(self, rung_id: RungId, try_rung: TryRung, climb: Climb) -> Rung:
        begun = time.monotonic()
        try:
            async with asyncio.timeout(min(self._rung_patience_s, PATIENCE_WITH_S.get(rung_id, RUNG_PATIENCE_S))):
                rung = await try_rung(climb)
        except TimeoutError:
            if rung_id in _TOO_LONG:
                climb.stopped = True
                rung = failed(rung_id, _TOO_LONG[rung_id])
            else:
                rung = unknown(rung_id, _NOT_TOLD.get(rung_id, "unreadable"))
        return replace(rung, elapsed_ms=(time.monotonic() - begun) * 1000)


def _patient_calls(address: BoxAddress) -> BoxCalls:
    return BoxCalls(address, connect_timeout_s=CONNECT_S, read_timeout_s=ANSWER_S)
