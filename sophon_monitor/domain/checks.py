"""Every camera against the rules of its site. Pure: events and verdicts in, checks out.

Not tested is a state of its own: nothing here ever turns it into passed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sophon_monitor.domain.records import EventRecord, ScoreScale, Verdict
from sophon_monitor.domain.sign_off import Condition, Rules, SignOff
from sophon_monitor.domain.site import BoxKey, Camera, CameraKey
from sophon_monitor.protocol.messages import PersonType

WIDEST_CUT_OUT_PX = 640


class CheckState(StrEnum):
    """How a check, or a camera, stands."""

    PASSED = "passed"
    FAILED = "failed"
    OPEN = "open"
    NOT_TESTED = "not_tested"


class Rule(StrEnum):
    """What is checked; as exported. Conditions are exported under their own names."""

    CORRECT = "correct"
    PEOPLE = "people"
    WRONG = "wrong"
    STRANGER = "stranger"
    FACE = "face_px"
    LATENCY = "latency_s"
    SCORE = "score"


class Reason(StrEnum):
    """Why a check is open or has failed, where the numbers do not say it."""

    NONE = ""
    MORE_NEEDED = "more_needed"
    OTHER_PERSON = "other_person"
    SMALL_FACE = "small_face"
    FACE_UNKNOWN = "face_unknown"
    BY_PICTURE = "by_picture"  # measured, but by the width of the live picture: the box names no face
    SLOW = "slow"
    CLOCK_UNKNOWN = "clock_unknown"
    LOW_SCORE = "low_score"
    SCALE_UNKNOWN = "scale_unknown"
    THRESHOLD_UNKNOWN = "threshold_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One rule at one camera.

    Attributes:
        needed: By the rule; None where the rule has no number (conditions, a threshold that is not known).
        done: What was reached; None where nothing was. Counts, pixels, seconds or score points, as the rule says.
        events: Ids of the events that made it fail, oldest first.
        optional: Shown, but the camera does not depend on it: a condition ticked by hand, or the score where the box
            says neither threshold nor scale.
    """

    rule: Rule | Condition
    needed: float | None = None
    done: float | None = None
    state: CheckState = CheckState.NOT_TESTED
    reason: Reason = Reason.NONE
    events: tuple[int, ...] = ()
    optional: bool = False

    @property
    def missing(self) -> int:
        """How many more are needed, of rules that count; 0 for all others."""
        if self.rule not in (Rule.CORRECT, Rule.PEOPLE, Rule.STRANGER) or self.needed is None:
            return 0
        return max(int(self.needed - (self.done or 0)), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraChecks:
    """One camera against the rules.

    Attributes:
        events: All events of the camera in the archive, judged or not.
        right, wrong, unsure: Verdicts on recognised people and strangers together.
        wrong_matches: Of the wrong ones, those that named another person. missed: strangers who are registered.
        judged_matches: Right and wrong verdicts on people that the box named.
        people: Different people among the right ones.
        checks: In the order of `Rule`, then the conditions.
    """

    box_key: BoxKey
    camera_key: CameraKey
    camera_name: str
    events: int = 0
    right: int = 0
    wrong: int = 0
    unsure: int = 0
    wrong_matches: int = 0
    missed: int = 0
    judged_matches: int = 0
    people: int = 0
    checks: tuple[Check, ...] = ()

    @property
    def judged(self) -> int:
        """Events with a verdict."""
        return self.right + self.wrong + self.unsure

    @property
    def wrong_rate(self) -> float | None:
        """Wrong matches among judged matches, 0 to 1; None without any."""
        return self.wrong_matches / self.judged_matches if self.judged_matches else None

    @property
    def required(self) -> tuple[Check, ...]:
        """The checks that the camera depends on."""
        return tuple(check for check in self.checks if not check.optional)

    @property
    def passed_share(self) -> float:
        """How much of what is needed is there, 0 to 1."""
        shares = [_share(check) for check in self.required]
        return sum(shares) / len(shares) if shares else 0.0

    @property
    def state(self) -> CheckState:
        """Passed only if every rule was tested and holds."""
        states = {check.state for check in self.required}
        if CheckState.FAILED in states:
            return CheckState.FAILED
        if self.judged == 0:
            return CheckState.NOT_TESTED
        return CheckState.PASSED if states == {CheckState.PASSED} else CheckState.OPEN

    @property
    def failures(self) -> tuple[Check, ...]:
        """The rules that do not hold."""
        return tuple(check for check in self.required if check.state is CheckState.FAILED)

    @property
    def unfinished(self) -> tuple[Check, ...]:
        """The rules that are still open or not tested."""
        return tuple(check for check in self.required if check.state in (CheckState.OPEN, CheckState.NOT_TESTED))


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteChecks:
    """All cameras of the site.

    Attributes:
        unplaced: Judged events whose camera cannot be told: they count for no camera.
    """

    cameras: tuple[CameraChecks, ...] = ()
    unplaced: int = 0

    def count(self, state: CheckState) -> int:
        """How many cameras stand so."""
        return sum(camera.state is state for camera in self.cameras)

    @property
    def is_accepted(self) -> bool:
        """Whether every camera of the site has passed, and there is one."""
        return bool(self.cameras) and self.count(CheckState.PASSED) == len(self.cameras)


def site_checks(
    cameras: Sequence[Camera],
    judged: Iterable[EventRecord],
    counts: Mapping[CameraKey, int],
    sign_off: SignOff,
) -> SiteChecks:
    """Every camera of the site against its rules.

    Args:
        cameras: Of the site, in the order to show.
        judged: All events with a verdict.
        counts: Events by camera, judged or not.
        sign_off: Rules and conditions.
    """
    by_camera: dict[CameraKey | None, list[EventRecord]] = {}
    for record in sorted(judged, key=lambda r: (r.received_at_ms, r.id)):
        if record.verdict is not None:
            by_camera.setdefault(record.camera_key, []).append(record)
    made = tuple(
        camera_checks(camera, by_camera.pop(camera.key, []), counts.get(camera.key, 0), sign_off) for camera in cameras
    )
    return SiteChecks(cameras=made, unplaced=len(by_camera.get(None, ())))


def camera_checks(camera: Camera, judged: Sequence[EventRecord], events: int, sign_off: SignOff) -> CameraChecks:
    """One camera against the rules; `judged` are its events with a verdict, oldest first."""
    seen = _Judged(judged)
    ticked = {tick.condition for tick in sign_off.ticked(camera.key)}
    conditions = tuple(
        Check(
            rule=condition,
            done=1.0 if condition in ticked else None,
            state=CheckState.PASSED if condition in ticked else CheckState.NOT_TESTED,
            optional=True,
        )
        for condition in Condition
    )
    return CameraChecks(
        box_key=camera.box_key,
        camera_key=camera.key,
        camera_name=camera.title,
        events=max(events, len(judged)),
        right=seen.count(Verdict.RIGHT),
        wrong=seen.count(Verdict.WRONG),
        unsure=seen.count(Verdict.UNSURE),
        wrong_matches=len(seen.wrong_matches),
        missed=len(seen.missed),
        judged_matches=len(seen.right_matches) + len(seen.wrong_matches),
        people=len(seen.people),
        checks=(*_rule_checks(seen, sign_off.rules), *conditions),
    )


class _Judged:
    """The judged events of one camera, sorted by what they prove."""

    def __init__(self, judged: Sequence[EventRecord]) -> None:
        self.all = tuple(judged)
        matches = [r for r in judged if r.person_type is not PersonType.STRANGER]
        strangers = [r for r in judged if r.person_type is PersonType.STRANGER]
        self.right_matches = [r for r in matches if r.verdict is Verdict.RIGHT]
        self.wrong_matches = [r for r in matches if r.verdict is Verdict.WRONG]
        self.right_strangers = [r for r in strangers if r.verdict is Verdict.RIGHT]
        self.missed = [r for r in strangers if r.verdict is Verdict.WRONG]
        self.has_matches, self.has_strangers = bool(matches), bool(strangers)
        self.people = {who for r in self.right_matches if (who := r.person_id or r.person_name) is not None}

    @property
    def decided(self) -> list[EventRecord]:
        """Those that somebody was sure about."""
        return [r for r in self.all if r.verdict in (Verdict.RIGHT, Verdict.WRONG)]

    def count(self, verdict: Verdict) -> int:
        return sum(record.verdict is verdict for record in self.all)


def _rule_checks(seen: _Judged, rules: Rules) -> list[Check]:
    enough = max(rules.correct, 1)
    checks = [
        _counted(Rule.CORRECT, rules.correct, len(seen.right_matches), tested=seen.has_matches),
        _counted(Rule.PEOPLE, rules.people, len(seen.people), tested=seen.has_matches),
        _wrong(seen, rules.wrong_allowed),
        _counted(Rule.STRANGER, rules.strangers, len(seen.right_strangers), tested=seen.has_strangers),
    ]
    if rules.face_px > 0:
        checks.append(_face(seen.decided, rules.face_px, enough))
    if rules.latency_s > 0:
        checks.append(_latency(seen.decided, rules.latency_s, enough))
    if rules.score:
        checks.append(_score(seen.right_matches, enough))
    return [check for check in checks if check is not None]


def _counted(rule: Rule, needed: int, done: int, *, tested: bool) -> Check | None:
    if needed <= 0:
        return None
    if done >= needed:
        state = CheckState.PASSED
    else:
        state = CheckState.OPEN if tested else CheckState.NOT_TESTED
    reason = Reason.NONE if state is CheckState.PASSED else Reason.MORE_NEEDED
    return Check(rule=rule, needed=needed, done=done if tested else None, state=state, reason=reason)


def _wrong(seen: _Judged, allowed: int) -> Check:
    wrong = len(seen.wrong_matches)
    if wrong > allowed:
        ids = tuple(record.id for record in seen.wrong_matches)
        state, reason = CheckState.FAILED, Reason.OTHER_PERSON
        return Check(rule=Rule.WRONG, needed=allowed, done=wrong, state=state, reason=reason, events=ids)
    if not seen.right_matches and not wrong:
        return Check(rule=Rule.WRONG, needed=allowed)
    return Check(rule=Rule.WRONG, needed=allowed, done=wrong, state=CheckState.PASSED)


def face_px(record: EventRecord) -> float | None:
    """Width of the face in pixels of the scene, as the box said; None where it did not, or said parts of a whole."""
    if record.face_box is None:
        return None
    x1, _, x2, _ = record.face_box
    width = abs(x2 - x1)
    return width if math.isfinite(width) and width > 1.0 else None


def _face(decided: Sequence[EventRecord], needed: int, enough: int) -> Check:
    sizes = [(size, record.id) for record in decided if (size := _face_or_picture(record)) is not None]
    failing = tuple(event_id for size, event_id in sizes if size < needed)
    reasons = (Reason.SMALL_FACE, Reason.FACE_UNKNOWN)
    check = _measured(Rule.FACE, decided, sizes, failing, needed, enough, reasons, min)
    named = all(face_px(record) is not None for record in decided)
    return check if named or check.reason is not Reason.NONE else replace(check, reason=Reason.BY_PICTURE)


def _face_or_picture(record: EventRecord) -> float | None:
    """Width of the face; where the box does not name it (V6 live events), of the live picture cut out around it.

    A picture wider than a cut-out says nothing of the face in it, unless it is too narrow itself.
    """
    if (size := face_px(record)) is not None:
        return size
    return record.live_px if record.live_px is not None and record.live_px <= WIDEST_CUT_OUT_PX else None


def _latency(decided: Sequence[EventRecord], needed: float, enough: int) -> Check:
    ages = [(r.latency_ms / 1000, r.id) for r in decided if r.latency_ms is not None and math.isfinite(r.latency_ms)]
    failing = tuple(event_id for age, event_id in ages if age > needed)
    return _measured(Rule.LATENCY, decided, ages, failing, needed, enough, (Reason.SLOW, Reason.CLOCK_UNKNOWN), max)


def _measured(
    rule: Rule,
    events: Sequence[EventRecord],
    known: Sequence[tuple[float, int]],
    failing: tuple[int, ...],
    needed: float,
    enough: int,
    reasons: tuple[Reason, Reason],
    worst: Callable[[Iterable[float]], float],
) -> Check:
    """A rule on the worst of what was measured: it holds once as many were measured as recognitions are needed."""
    done = worst(value for value, _ in known) if known else None
    if failing:
        state, reason = CheckState.FAILED, reasons[0]
        return Check(rule=rule, needed=needed, done=done, state=state, reason=reason, events=failing)
    if not events:
        return Check(rule=rule, needed=needed)
    if len(known) >= min(enough, len(events)):
        state = CheckState.PASSED if len(known) >= enough else CheckState.OPEN
        reason = Reason.NONE if state is CheckState.PASSED else Reason.MORE_NEEDED
        return Check(rule=rule, needed=needed, done=done, state=state, reason=reason)
    return Check(rule=rule, needed=needed, done=done, state=CheckState.OPEN, reason=reasons[1])


def _score(right: Sequence[EventRecord], enough: int) -> Check:
    """No right match below the box's threshold, where score and threshold are certain to be on one scale."""
    if not right:
        return Check(rule=Rule.SCORE)
    certain = [
        (record.score, record.threshold, record.id)
        for record in right
        if record.score is not None and record.threshold is not None and record.score_scale is ScoreScale.PERCENT
    ]
    if not certain:
        on_scale = any(r.score is not None and r.score_scale is ScoreScale.PERCENT for r in right)
        reason = Reason.THRESHOLD_UNKNOWN if on_scale else Reason.SCALE_UNKNOWN
        # The rule is the box's threshold where scale and threshold are certain: elsewhere there is none to hold.
        return Check(rule=Rule.SCORE, reason=reason, optional=True)
    needed = max(threshold for _, threshold, _ in certain)
    known = [(score, event_id) for score, _, event_id in certain]
    failing = tuple(event_id for score, threshold, event_id in certain if score < threshold)
    reasons = (Reason.LOW_SCORE, Reason.THRESHOLD_UNKNOWN)
    return _measured(Rule.SCORE, right, known, failing, needed, enough, reasons, min)


def _share(check: Check) -> float:
    if check.state is CheckState.PASSED:
        return 1.0
    if check.missing and check.needed:
        return min((check.done or 0.0) / check.needed, 1.0)
    return 0.0
