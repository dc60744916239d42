"""The ladder of "No events? Find out why": its rungs in order, what each of them found (interfaces.md section 5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sophon_monitor.domain.site import BoxAddress, BoxKey


class RungId(StrEnum):
    """Every rung, in the order in which they are tried and shown."""

    ADAPTER = "adapter"
    SUBNET = "subnet"
    ADDRESS_CONFLICT = "address_conflict"
    ROUTE = "route"
    PORT_5555 = "port_5555"
    IS_BOX = "is_box"
    DEVICE_INIT = "device_init"
    PORT_8888 = "port_8888"
    STREAM_5679 = "stream_5679"
    CAMERAS_EXIST = "cameras_exist"
    CAMERAS_ONLINE = "cameras_online"
    REPORT_URL = "report_url"
    REPORT_URL_IS_BOX_ITSELF = "report_url_is_box_itself"
    RECEIVER = "receiver"
    REACHED = "reached"
    FIREWALL = "firewall"
    BOX_MESSAGE = "box_message"
    MESSAGE_SIZE = "message_size"
    REGISTERED_PEOPLE = "registered_people"
    THRESHOLD = "threshold"
    ARMING_PERIOD = "arming_period"
    CLOCK = "clock"
    DEDUPLICATION = "deduplication"
    LAST_EVENT = "last_event"


class RungState(StrEnum):
    """What came of one rung."""

    OK = "ok"
    FAILED = "failed"
    UNKNOWN = "unknown"  # tried, and cannot be told; no reason for alarm by itself
    SKIPPED = "skipped"  # a rung above it makes it meaningless, or it does not apply to this box


class RungAction(StrEnum):
    """What the program can do about it, as a button."""

    NONE = ""
    BORROW = "borrow"  # send the reports here: the reporting dialog
    LISTEN = "listen"  # open the receiver on this computer's address towards the box
    OPEN_WEB_PAGE = "open_web_page"  # the box's own page, where a person mends it
    FIND = "find"  # search for the box at another address
    MESSAGE_LOG = "message_log"


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung as tried.

    Attributes:
        result: Code of what was found, unique within the rung; words are made in `qtmodels.diagnosis_words`.
        values: Short texts that the words name; never a face, a person's name, a password or a code.
        elapsed_ms: None where nothing took time.
    """

    id: RungId
    state: RungState
    result: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    elapsed_ms: float | None = None
    action: RungAction = RungAction.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """One ladder, whole or as far as it has come.

    Attributes:
        rungs: Those tried so far, in order.
        at_s: UTC epoch seconds when it began.
        box_key: The box of the site, None where the address is no box of it.
    """

    address: BoxAddress
    box_key: BoxKey | None = None
    box_name: str = ""
    rungs: tuple[Rung, ...] = ()
    at_s: float = 0.0
    elapsed_s: float = 0.0
    done: bool = False

    @property
    def first_failure(self) -> Rung | None:
        """The rung that is the cause: everything above it holds."""
        return first_failure(self.rungs)


def first_failure(rungs: Iterable[Rung]) -> Rung | None:
    """The first rung that failed."""
    return next((rung for rung in rungs if rung.state is RungState.FAILED), None)
