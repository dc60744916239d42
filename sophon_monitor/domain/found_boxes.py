"""What was found when an address was asked: a box, something else, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sophon_monitor.domain.site import BoxAddress
from sophon_monitor.protocol.messages import Generation


class PortState(StrEnum):
    """What one port of an address did."""

    ANSWERS = "answers"  # as a box does
    OTHER = "other"  # something answers there that is no box
    SILENT = "silent"  # it took the connection and said nothing in time
    REFUSED = "refused"
    UNREACHABLE = "unreachable"  # no route, no answer to the connection request
    NOT_TRIED = "not_tried"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundBox:
    """What one address answered to harmless reads (protocol.md 6.1). Nothing was changed there.

    Attributes:
        api, stream, system: Ports 5555, 5679, 8888, or what stands in `address` for them.
        camera_ids: Ids of its cameras as its device list has them; None where the list could not be read.
        clock_skew_ms: Its clock minus ours; None where it could not be measured.
        problem: Code of `domain.site.Link` where no port answered as a box, with a technical `detail` in English.
        elapsed_s: From the first connection to the last answer.
    """

    address: BoxAddress
    api: PortState = PortState.NOT_TRIED
    stream: PortState = PortState.NOT_TRIED
    system: PortState = PortState.NOT_TRIED
    generation: Generation | None = None
    model: str | None = None
    sn: str | None = None
    mac: str | None = None
    software_version: str | None = None
    host_name: str | None = None
    camera_ids: tuple[str, ...] | None = None
    clock_skew_ms: float | None = None
    problem: str = ""
    detail: str = ""
    elapsed_s: float = 0.0

    @property
    def is_box(self) -> bool:
        """True where 5555 or 8888 answered a read that only boxes answer."""
        return PortState.ANSWERS in (self.api, self.system)

    @property
    def cameras(self) -> int | None:
        """How many cameras it has; None where the list could not be read."""
        return None if self.camera_ids is None else len(self.camera_ids)


class OddityKind(StrEnum):
    """What is worth knowing about a box that was found, beside the boxes of the site and the others found."""

    ALREADY_ADDED = "already_added"
    SAME_SN = "same_sn"  # `other`: address where the same serial number answers too
    NEW_SN = "new_sn"  # a known address with another serial number; `other`: the name of the box of the site
    MOVED = "moved"  # the serial number of a box of the site at another address; `other`: that box's name
    EQUAL_CAMERAS = "equal_cameras"  # `other`: address or name of a box with cameras of the same ids


@dataclass(frozen=True, slots=True)
class Oddity:
    """One thing that is odd about a box that was found."""

    kind: OddityKind
    other: str = ""


@dataclass(frozen=True, slots=True)
class ScanProgress:
    """How far a search is.

    Attributes:
        tried, total: Addresses.
        others: Devices that answered on port 5555 and are no boxes (Android, as a rule).
        done: True once, at the end.
    """

    tried: int
    total: int
    elapsed_s: float
    others: int = 0
    done: bool = False
