"""Report settings of boxes that were borrowed: what is planned, what is journaled, what came of giving them back.

A box sends its reports to addresses set on it. While a person works here they may also, or instead, go to this
computer; before anything is written the present values are in the journal, and they go back afterwards
(protocol.md 3.2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sophon_monitor.domain.site import BoxAddress, BoxKey
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.protocol.report_settings import ReportKind, SettingName

__all__ = ["ReportKind", "SettingName"]


class Way(StrEnum):
    """What happens to the addresses that are set on the box now."""

    SET = "set"  # there is none; ours is set
    ADDED = "added"  # a list: ours comes behind the customer's
    REPLACED = "replaced"  # a single value: only after a clear yes
    OURS_ALREADY = "ours_already"  # nothing to write


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPlan:
    """What would be written to borrow one report. Nothing has been written.

    Attributes:
        setting: Which setting of which generation.
        now: Addresses on the box now, as shown (credentials are masked by whoever shows them).
        meanwhile: Addresses while a person works here; ours is the last one.
        afterwards: What will be put back: `now`, or what an open journal entry holds.
        our_url: The one with this box's token.
        period_s: Seconds between reports as read, None where it cannot be read.
        new_period_s: As a person wants it, None to leave it.
        cannot_read: Names of fields that must be sent with it and cannot be read back; they are named before writing.
        original: Values of the keys that change, as read: what the journal keeps.
        write: All values to send: the changed keys, and required neighbours unchanged.
        entry_id: The journal entry that already holds the customer's values, None where there is none.
    """

    kind: ReportKind
    setting: SettingName
    now: tuple[str, ...]
    meanwhile: tuple[str, ...]
    afterwards: tuple[str, ...]
    way: Way
    our_url: str
    period_s: float | None = None
    new_period_s: float | None = None
    cannot_read: tuple[str, ...] = ()
    original: Mapping[str, object] = field(default_factory=dict)
    write: Mapping[str, object] = field(default_factory=dict)
    entry_id: int | None = None

    @property
    def needs_yes(self) -> bool:
        """True where the customer's receiver gets nothing while we borrow."""
        return self.way is Way.REPLACED


@dataclass(frozen=True, slots=True)
class ReportProblem:
    """A report that cannot be borrowed.

    Attributes:
        problem: Code: "not_readable" (the box does not tell the present value: nothing is changed), "not_offered"
            (this software has no such setting), "refused_by_box" (the box answered with an error), or a code of
            `domain.site.Link` where it did not answer ("refused" is a refused connection).
        detail: Short technical text, English.
    """

    kind: ReportKind
    problem: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BorrowPlan:
    """All reports of one box: what can be borrowed and what not.

    Attributes:
        our_address: Address of this computer on the route to the box and the receiver's port, None where there is no
            route or nothing listens there (`problem` "no_route" | "not_listening").
    """

    box_key: BoxKey
    generation: Generation | None
    reports: tuple[ReportPlan, ...] = ()
    problems: tuple[ReportProblem, ...] = ()
    our_address: tuple[str, int] | None = None
    problem: str = ""


class StepName(StrEnum):
    """The steps of borrowing, in order; giving back has REACH, READ, WRITE, READ_BACK."""

    REACH = "reach"
    READ = "read"
    JOURNAL = "journal"
    WRITE = "write"
    READ_BACK = "read_back"
    FIRST_MESSAGE = "first_message"


class StepState(StrEnum):
    """How far a step is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Step:
    """One step as it happens.

    Attributes:
        problem: Code as in ReportProblem, or "changed_meanwhile" (nothing was written), "read_back_differs" (detail:
            the settings), "no_message", "other_box" (detail: the serial number that answers), "journal_busy" (another
            program is at work on the borrowed settings), "journal_not_written" (disk; nothing was written).
        elapsed_ms: Of a step that is done. at_s: UTC epoch seconds. due_s: seconds it may take, while running.
    """

    name: StepName
    state: StepState
    problem: str = ""
    detail: str = ""
    elapsed_ms: float | None = None
    at_s: float | None = None
    due_s: float | None = None


class EntryState(StrEnum):
    """State of one journal entry. All but RETURNED and LEFT are open: on the list, visible."""

    PLANNED = "planned"  # journaled; perhaps written, perhaps not
    BORROWED = "borrowed"  # written and read back
    RETURNING = "returning"  # being given back; perhaps written, perhaps not
    CHANGED = "changed"  # somebody changed it meanwhile: a person decides
    RETURNED = "returned"  # put back, proved by reading
    LEFT = "left"  # a person decided to leave it as it is


OPEN_STATES = frozenset({EntryState.PLANNED, EntryState.BORROWED, EntryState.RETURNING, EntryState.CHANGED})


@dataclass(frozen=True, slots=True, kw_only=True)
class BorrowedSetting:
    """One entry of the restore journal: only the keys that we change, never a whole configuration.

    Attributes:
        original: Values before we came, to be put back byte for byte.
        written: Every set of values that we wrote or were about to write, oldest first: what counts as ours.
        our_url: The address of ours written last.
        keep: A person wants to go on borrowing when the program ends; nothing is given back by itself.
        problem: Why the last attempt to give it back failed: code as in ReportProblem or Step, "" otherwise.
        began_at_s, changed_at_s: UTC epoch seconds.
    """

    id: int
    box_key: BoxKey
    box_name: str
    box_sn: str | None
    address: BoxAddress
    kind: ReportKind
    setting: SettingName
    original: Mapping[str, object]
    written: tuple[Mapping[str, object], ...]
    our_url: str
    state: EntryState
    keep: bool = False
    problem: str = ""
    began_at_s: float = 0.0
    changed_at_s: float = 0.0

    @property
    def is_open(self) -> bool:
        """True until the box has its own values back, or a person decided otherwise."""
        return self.state in OPEN_STATES


class ReturnOutcome(StrEnum):
    """What came of giving one setting back."""

    RETURNED = "returned"  # written and proved by reading back
    WAS_ORIGINAL = "was_original"  # the box had its own values already
    CHANGED = "changed"  # somebody changed it meanwhile; left as it is, a person decides
    UNREACHABLE = "unreachable"
    OTHER_BOX = "other_box"  # another serial number answers at that address; nothing was written
    REFUSED = "refused"
    DIFFERS = "differs"  # written, but reading back shows something else
    LEFT = "left"  # a person decided so; nothing was written


@dataclass(frozen=True, slots=True)
class Returned:
    """One entry after an attempt to give it back, with what the box holds now (for CHANGED)."""

    entry: BorrowedSetting
    outcome: ReturnOutcome
    detail: str = ""
    now: tuple[str, ...] = ()


class Decision(StrEnum):
    """What a person decides about a setting that somebody changed meanwhile."""

    PUT_BACK = "put_back"  # write the original all the same
    TAKE_OURS_OUT = "take_ours_out"  # leave the change, remove our address from the list
    LEAVE = "leave"  # as it is; the entry is closed
