"""Words of the Sign-off page: rules, what is missing, why a camera failed and what usually helps."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from sophon_monitor.domain.checks import CameraChecks, Check, CheckState, Reason, Rule, SiteChecks
from sophon_monitor.domain.sign_off import Condition, Rules

translate = QCoreApplication.translate

NOTHING = "—"
SEPARATOR = " · "
LONGEST_NAME = 60


def condition_word(condition: Condition) -> str:
    """A condition, as beside its tick."""
    match condition:
        case Condition.BACKLIGHT:
            return translate("SignOff", "Backlight")
        case Condition.MASK:
            return translate("SignOff", "Mask")
        case Condition.GLASSES:
            return translate("SignOff", "Glasses")
        case Condition.SIDE_VIEW:
            return translate("SignOff", "Side view")
        case Condition.NIGHT:
            return translate("SignOff", "Night")


def site_sentence(checks: SiteChecks) -> str:
    """How the site stands, beside its name: "3 of 7 cameras passed · 1 failed · 3 open"."""
    if not checks.cameras:
        return translate("SignOff", "No camera is known yet")
    parts = [
        translate("SignOff", "{passed} of {all} cameras passed").format(
            passed=checks.count(CheckState.PASSED), all=len(checks.cameras)
        )
    ]
    if failed := checks.count(CheckState.FAILED):
        parts.append(translate("SignOff", "{count} failed").format(count=failed))
    if unfinished := checks.count(CheckState.OPEN):
        parts.append(translate("SignOff", "{count} open").format(count=unfinished))
    if untested := checks.count(CheckState.NOT_TESTED):
        parts.append(translate("SignOff", "{count} not tested").format(count=untested))
    return SEPARATOR.join(parts)


def rules_words(rules: Rules) -> tuple[tuple[str, str], ...]:
    """The rules as caption and value, as on the card."""
    correct = [translate("SignOff", "{count} correct").format(count=rules.correct)] if rules.correct else []
    if rules.people:
        correct.append(translate("SignOff", "{count} people").format(count=rules.people))
    correct.append(
        translate("SignOff", "{count} wrong allowed").format(count=rules.wrong_allowed)
        if rules.wrong_allowed
        else translate("SignOff", "no wrong match")
    )
    off = translate("SignOff", "off")
    seen = (
        translate("SignOff", "1 unregistered person seen as stranger")
        if rules.strangers == 1
        else translate("SignOff", "{count} unregistered people seen as strangers").format(count=rules.strangers)
    )
    slowest = translate("SignOff", "{seconds} s after capture").format(seconds=f"{rules.latency_s:.1f}")
    return (
        (translate("SignOff", "Each camera needs"), SEPARATOR.join(correct)),
        (translate("SignOff", "Stranger check"), seen if rules.strangers else off),
        (
            translate("SignOff", "Smallest face"),
            translate("SignOff", "{count} px").format(count=rules.face_px) if rules.face_px else off,
        ),
        (translate("SignOff", "Slowest event"), slowest if rules.latency_s else off),
        (translate("SignOff", "Lowest score"), translate("SignOff", "the box's threshold") if rules.score else off),
    )


def result_word(camera: CameraChecks) -> str:
    """The result of a camera in one or a few words; never colour alone."""
    match camera.state:
        case CheckState.PASSED:
            return "✓ " + translate("SignOff", "Passed")
        case CheckState.FAILED:
            return "✗ " + translate("SignOff", "Failed")
        case CheckState.NOT_TESTED:
            if camera.events == 0:
                return translate("SignOff", "Not seen yet")
            return translate("SignOff", "Not judged yet")
        case CheckState.OPEN:
            return _open_word(camera)


def _open_word(camera: CameraChecks) -> str:
    for check in camera.unfinished:
        match check.rule:
            case Rule.CORRECT:
                return translate("SignOff", "{count} more to go").format(count=check.missing)
            case Rule.PEOPLE:
                return translate("SignOff", "People missing: {count}").format(count=check.missing)
            case Rule.STRANGER:
                return translate("SignOff", "Stranger missing")
            case _:
                return _open_reason(check.reason)
    return translate("SignOff", "Open")


def _open_reason(reason: Reason) -> str:
    match reason:
        case Reason.FACE_UNKNOWN:
            return translate("SignOff", "Face size unknown")
        case Reason.CLOCK_UNKNOWN:
            return translate("SignOff", "Clock not measured")
        case Reason.SCALE_UNKNOWN:
            return translate("SignOff", "Score scale unknown")
        case Reason.THRESHOLD_UNKNOWN:
            return translate("SignOff", "Threshold unknown")
        case _:
            return translate("SignOff", "Open")


def people_word(count: int) -> str:
    """How many people were recognised rightly."""
    if count == 0:
        return NOTHING
    return translate("SignOff", "1 person") if count == 1 else translate("SignOff", "{n} people").format(n=count)


def rate_word(rate: float | None) -> str:
    """Share of wrong matches among the judged ones."""
    return NOTHING if rate is None else f"{rate * 100:.0f} %"


def verdicts_word(camera: CameraChecks) -> str:
    """Same, wrong and unsure: "40 / 2 / 0"."""
    return f"{camera.right} / {camera.wrong} / {camera.unsure}" if camera.judged else NOTHING


def heading(camera: CameraChecks) -> str:
    """The camera and how it stands."""
    match camera.state:
        case CheckState.PASSED:
            text = translate("SignOff", "{camera} passed")
        case CheckState.FAILED:
            text = translate("SignOff", "{camera} failed")
        case CheckState.OPEN:
            text = translate("SignOff", "{camera} is open")
        case CheckState.NOT_TESTED:
            text = translate("SignOff", "{camera} is not tested")
    return text.format(camera=shortened(camera.camera_name))


def shortened(name: str) -> str:
    """A name that fits into a heading: a box may send thousands of letters."""
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"


def camera_sentences(camera: CameraChecks) -> tuple[str, ...]:
    """What failed and what usually helps, or what is missing; one sentence for each."""
    if camera.state is CheckState.NOT_TESTED and camera.events == 0:
        return (translate("SignOff", "No event has come from this camera. Walk past it, or find out why none comes."),)
    if camera.state is CheckState.NOT_TESTED:
        text = translate("SignOff", "Events that wait to be judged: {count}. On Live, press Y, N or U.")
        return (text.format(count=camera.events),)
    said = [failure_sentence(check, camera) for check in camera.failures]
    missing = [missing_sentence(check) for check in camera.unfinished]
    missing += [missing_sentence(c) for c in camera.checks if c.rule is Rule.SCORE and c.optional]
    said += [" ".join(missing)] if missing else []
    if camera.missed:
        text = translate("SignOff", "Registered people taken for strangers: {count}. Look at their pictures.")
        said.append(text.format(count=camera.missed))
    return tuple(said) or (translate("SignOff", "Every rule of this site holds."),)


def failure_sentence(check: Check, camera: CameraChecks) -> str:
    """Why a rule does not hold, and what usually helps."""
    match check.rule:
        case Rule.WRONG:
            text = translate(
                "SignOff",
                "{count} of {all} judged matches show another person. This usually helps: a registered picture that is"
                " sharp and straight, a larger face, or a higher threshold on the box.",
            )
            return text.format(count=camera.wrong_matches, all=camera.judged_matches)
        case Rule.FACE:
            text = translate(
                "SignOff",
                "The smallest face is {done} px wide, {needed} px are needed: move the camera closer, use a longer lens"
                " or raise the snapshot size.",
            )
            return text.format(done=_number(check.done), needed=_number(check.needed))
        case Rule.LATENCY:
            text = translate(
                "SignOff",
                "The slowest event came {done} s after capture, {needed} s are allowed: look at the box's load and at"
                " the network between here and the box.",
            )
            return text.format(done=f"{check.done or 0:.1f}", needed=f"{check.needed or 0:.1f}")
        case Rule.SCORE:
            text = translate(
                "SignOff",
                "A right match scored {done}, below the box's threshold {needed}: register a better picture, or improve"
                " the light at the camera.",
            )
            return text.format(done=f"{check.done or 0:.1f}", needed=_number(check.needed))
        case _:
            return missing_sentence(check)


def missing_sentence(check: Check) -> str:
    """What is still needed for a rule."""
    match check.rule:
        case Rule.CORRECT:
            return translate("SignOff", "Correct recognitions still needed: {count}.").format(count=check.missing)
        case Rule.PEOPLE:
            return translate("SignOff", "Different people still needed: {count}.").format(count=check.missing)
        case Rule.STRANGER:
            return translate("SignOff", "An unregistered person has to be seen as a stranger, and judged so.")
        case Rule.WRONG:
            return translate("SignOff", "Wrong matches: not tested yet.")
        case Rule.FACE:
            if check.reason is Reason.FACE_UNKNOWN:
                return translate("SignOff", "The box does not say how large the faces are.")
            return translate("SignOff", "Smallest face: more events have to be judged.")
        case Rule.LATENCY:
            if check.reason is Reason.CLOCK_UNKNOWN:
                return translate(
                    "SignOff", "The box's clock could not be measured, so nobody knows how fast the events come."
                )
            return translate("SignOff", "Slowest event: more events have to be judged.")
        case Rule.SCORE:
            return _score_missing(check.reason)
        case _:
            return ""


def _score_missing(reason: Reason) -> str:
    match reason:
        case Reason.SCALE_UNKNOWN:
            return translate("SignOff", "The box does not say on which scale its scores are.")
        case Reason.THRESHOLD_UNKNOWN:
            return translate("SignOff", "The box's threshold is not known, so scores cannot be held against it.")
        case _:
            return translate("SignOff", "Lowest score: more events have to be judged.")


def _number(value: float | None) -> str:
    return NOTHING if value is None else f"{value:g}"
