"""The report's own words: results, rules, states and what they mean for the customer. Codes in, sentences out."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from sophon_monitor.domain.borrowing import BorrowedSetting, EntryState
from sophon_monitor.domain.checks import Check, CheckState, Reason, Rule
from sophon_monitor.domain.sign_off import Condition
from sophon_monitor.protocol.messages import PictureState
from sophon_monitor.report.evidence import ACCEPTED, UNFINISHED, Evidence

translate = QCoreApplication.translate
NOTHING = "—"


def result_word(evidence: Evidence) -> str:
    """The result in a word or two."""
    match evidence.result:
        case "accepted":
            return translate("Report", "Accepted")
        case "unfinished":
            return translate("Report", "Could not be finished")
        case _:
            return translate("Report", "Not accepted")


def result_sentence(evidence: Evidence) -> str:
    """Why it is so."""
    checks = evidence.checks
    if evidence.result == ACCEPTED:
        return translate("Report", "All {count} cameras have passed every rule of this site.").format(
            count=len(checks.cameras)
        )
    if evidence.result == UNFINISHED:
        parts = ", ".join(part_word(part) for part in evidence.unfinished)
        text = translate(
            "Report",
            "These parts could not be read, so the site is not called accepted: {parts}. Make the report again.",
        )
        return text.format(parts=parts)
    if not checks.cameras:
        return translate("Report", "No camera is known, so nothing was tested.")
    if not evidence.judged:
        return translate("Report", "No event was judged, so nothing was tested.")
    text = translate(
        "Report", "Of {all} cameras, passed: {passed}, failed: {failed}, open: {open}, not tested: {untested}."
    )
    return text.format(
        all=len(checks.cameras),
        passed=checks.count(CheckState.PASSED),
        failed=checks.count(CheckState.FAILED),
        open=checks.count(CheckState.OPEN),
        untested=checks.count(CheckState.NOT_TESTED),
    )


def part_word(part: str) -> str:
    """A part of the report that could not be read."""
    match part:
        case "boxes":
            return translate("Report", "boxes")
        case "verdicts":
            return translate("Report", "verdicts")
        case "pictures":
            return translate("Report", "pictures")
        case "borrowed":
            return translate("Report", "changed settings")
        case "health":
            return translate("Report", "health")
        case _:
            return translate("Report", "checks")


def state_word(state: CheckState) -> str:
    """A check's or camera's state; a mark beside it, for print without colours."""
    match state:
        case CheckState.PASSED:
            return "✓ " + translate("Report", "passed")
        case CheckState.FAILED:
            return "✗ " + translate("Report", "failed")
        case CheckState.OPEN:
            return "○ " + translate("Report", "open")
        case CheckState.NOT_TESTED:
            return "– " + translate("Report", "not tested")


def rule_word(rule: Rule | Condition) -> str:
    """What is checked."""
    match rule:
        case Rule.CORRECT:
            return translate("Report", "Correct recognitions")
        case Rule.PEOPLE:
            return translate("Report", "Different people")
        case Rule.WRONG:
            return translate("Report", "Wrong matches, at most")
        case Rule.STRANGER:
            return translate("Report", "Unregistered people seen as strangers")
        case Rule.FACE:
            return translate("Report", "Smallest face, px")
        case Rule.LATENCY:
            return translate("Report", "Slowest event, s after capture")
        case Rule.SCORE:
            return translate("Report", "Lowest score of a right match")
        case Condition.BACKLIGHT:
            return translate("Report", "Backlight (tried by hand)")
        case Condition.MASK:
            return translate("Report", "Mask (tried by hand)")
        case Condition.GLASSES:
            return translate("Report", "Glasses (tried by hand)")
        case Condition.SIDE_VIEW:
            return translate("Report", "Side view (tried by hand)")
        case Condition.NIGHT:
            return translate("Report", "Night (tried by hand)")


def condition_word(condition: Condition) -> str:
    """What may be tried by hand."""
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


def length(seconds: float) -> str:
    """How long something lasted, in the unit that fits."""
    minutes = round(seconds / 60)
    if minutes < 2:
        return translate("Report", "{count} s").format(count=round(seconds))
    if minutes < 120:
        return translate("Report", "{count} min").format(count=minutes)
    return translate("Report", "{count} h").format(count=round(minutes / 60))


def number(value: float | None, rule: Rule | Condition | None = None) -> str:
    """A count or a measurement; a dash for what is not known."""
    if value is None:
        return NOTHING
    return f"{value:.2f}" if rule is Rule.LATENCY else f"{value:.4g}"


def reason_sentence(check: Check) -> str:
    """Why a check stands as it does, where the numbers do not say it; what usually helps where it failed."""
    match check.reason:
        case Reason.OTHER_PERSON:
            return translate(
                "Report",
                "The box named another person. Usually helps: sharper registered pictures, larger faces, a higher"
                " threshold.",
            )
        case Reason.SMALL_FACE:
            return translate(
                "Report", "Faces are too small. Usually helps: a closer camera, a longer lens, larger snapshots."
            )
        case Reason.SLOW:
            return translate("Report", "Events came late. Usually helps: less load on the box, a better network.")
        case Reason.LOW_SCORE:
            return translate(
                "Report",
                "A right match lies below the box's threshold. Usually helps: better registered pictures, light.",
            )
        case Reason.BY_PICTURE:
            return translate("Report", "By the width of the live picture: the box does not say how large the face is.")
        case Reason.FACE_UNKNOWN:
            return translate("Report", "The box does not say how large the faces are.")
        case Reason.CLOCK_UNKNOWN:
            return translate("Report", "The box's clock could not be measured.")
        case Reason.SCALE_UNKNOWN:
            return translate("Report", "The box does not say on which scale its scores are.")
        case Reason.THRESHOLD_UNKNOWN:
            return translate("Report", "The box's threshold could not be read.")
        case Reason.MORE_NEEDED:
            return translate("Report", "More events have to be judged.")
        case Reason.NONE:
            return ""


def picture_word(state: PictureState) -> str:
    """Why a picture is missing."""
    match state:
        case PictureState.EXPIRED:
            return translate("Report", "not kept")
        case PictureState.UNDECODABLE | PictureState.TOO_LARGE:
            return translate("Report", "cannot be shown")
        case _:
            return translate("Report", "not sent by the box")


def borrowed_sentence(entry: BorrowedSetting) -> str:
    """What became of a setting that this program changed."""
    match entry.state:
        case EntryState.RETURNED:
            return translate("Report", "put back, and read back to prove it")
        case EntryState.LEFT:
            return translate("Report", "left as it is, by a person's decision: somebody else had changed it")
        case _:
            return translate("Report", "still changed: reports of this box also, or only, come to this computer")
