"""What happened on the site, as values: the registry returns them, the archive keeps them, the screen shows them."""

from __future__ import annotations

from dataclasses import dataclass

from sophon_monitor.domain.purge import PurgeOrder, PurgeResult, PurgeStage
from sophon_monitor.domain.records import EventRecord, HeartbeatRecord, MadeReport, Verdict
from sophon_monitor.domain.sign_off import SignOff
from sophon_monitor.domain.site import Box, BoxKey, Camera, CameraKey, NewBox
from sophon_monitor.domain.site_retention import SiteRetention


@dataclass(frozen=True, slots=True)
class BoxChanged:
    """A box was added, or anything about it changed. The whole snapshot."""

    box: Box


@dataclass(frozen=True, slots=True)
class BoxRemoved:
    """A person removed a box. Its records stay, or go too where it is to be `forgotten`."""

    key: BoxKey
    forgotten: bool = False


@dataclass(frozen=True, slots=True)
class CameraChanged:
    """A camera was seen first, or anything about it changed. The whole snapshot."""

    camera: Camera


@dataclass(frozen=True, slots=True)
class CameraRemoved:
    """A camera turned out to be another one's alias, or its box was removed."""

    key: CameraKey
    box_key: BoxKey


@dataclass(frozen=True, slots=True)
class HeartbeatSeen:
    """One heartbeat or completed poll of a known box."""

    record: HeartbeatRecord


@dataclass(frozen=True, slots=True)
class RecognitionSeen:
    """One recognition of a known box. `late` ones (history from long ago) are kept, never shown as live."""

    record: EventRecord
    late: bool = False
    last_byte_mono_s: float | None = None  # when its last byte arrived, for the event-to-screen figure


@dataclass(frozen=True, slots=True)
class RecognitionFilled:
    """A duplicate brought pictures that were missing; the record is the merged one, under its first id."""

    record: EventRecord


@dataclass(frozen=True, slots=True)
class EventJudged:
    """A person judged an event, changed the verdict, or took it back (None)."""

    event_id: int
    verdict: Verdict | None
    at_ms: int
    inspector: str = ""
    really: str | None = None  # who it was in truth, of a wrong match


@dataclass(frozen=True, slots=True)
class SignOffChanged:
    """Rules, test people, conditions or inspector changed. The whole snapshot."""

    sign_off: SignOff


@dataclass(frozen=True, slots=True)
class ReportMade:
    """An acceptance report was made: what was judged before it need not keep its pictures longer."""

    report: MadeReport


@dataclass(frozen=True, slots=True)
class RetentionChosen:
    """A person chose how long this site keeps what; None: as long as the profile says."""

    retention: SiteRetention | None


@dataclass(frozen=True, slots=True)
class PurgeAsked:
    """A person wants somebody's records gone for good. Handed on once it is certain to be done."""

    order: PurgeOrder


@dataclass(frozen=True, slots=True)
class PurgeProgressed:
    """How far the archive is with it: events looked at, of how many."""

    stage: PurgeStage
    done: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class PurgeDone:
    """Nothing of what was asked for is left: no row, no file, no free page of the database."""

    result: PurgeResult


@dataclass(frozen=True, slots=True)
class NewBoxSeen:
    """A sender that is no box of this site sent something, or its entry changed."""

    new_box: NewBox


@dataclass(frozen=True, slots=True)
class NewBoxGone:
    """An entry under "New boxes" was accepted, dismissed or crowded out."""

    id: str


Change = (
    BoxChanged
    | BoxRemoved
    | CameraChanged
    | CameraRemoved
    | HeartbeatSeen
    | RecognitionSeen
    | RecognitionFilled
    | EventJudged
    | SignOffChanged
    | ReportMade
    | RetentionChosen
    | PurgeAsked
    | PurgeProgressed
    | PurgeDone
    | NewBoxSeen
    | NewBoxGone
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeFigures:
    """Numbers of the bottom bar, taken by intake once a second.

    Attributes:
        received, rejected: As `GET /health` counts them.
        kept: Recognitions archived. duplicates: recognised again. late: kept, not shown as live.
        dropped: Recognitions archived but not handed to the screen because it was too slow.
        events_per_s: Recognitions kept during the last ten seconds, per second.
        archive_bytes: Database and pictures.
        picture_bytes: Pictures alone.
    """

    received: int = 0
    rejected: int = 0
    kept: int = 0
    duplicates: int = 0
    late: int = 0
    dropped: int = 0
    events_per_s: float = 0.0
    archive_bytes: int = 0
    picture_bytes: int = 0
    picture_limit_bytes: int = 0
    archive_problem: str = ""  # "" | "disk_full" | "read_only" | "failing"


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageLogEntry:
    """One received message in the message log (memory only, interfaces.md section 4).

    Attributes:
        number: Counts up from 1, never reused.
        at_s: UTC epoch seconds.
        sender: Peer address. box_key: the box it went to, if any.
        way: "http" | "websocket" | "poll".
        kind: Code: heartbeat, camera_list, notice, recognition, history, array, login, browser, rejected, too_large,
            timed_out, new_box.
        size_bytes: Of the body on the wire.
        answer: "200", "200/400" (HTTP 200, status 400 inside), "404", "413", or "".
        reason: ProtocolErrorCode or "" when understood. reason_values: the values of that code.
    """

    number: int
    at_s: float
    sender: str
    way: str
    kind: str
    size_bytes: int
    answer: str = ""
    box_key: BoxKey | None = None
    path: str = ""
    reason: str = ""
    reason_values: tuple[tuple[str, str], ...] = ()
