"""Borrowing in words: reports, steps, problems, what came of giving back. Addresses are shown without secrets."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from sophon_monitor.domain.borrowing import (
    BorrowedSetting,
    BorrowPlan,
    Decision,
    EntryState,
    ReportKind,
    ReportProblem,
    Returned,
    ReturnOutcome,
    Step,
    StepName,
    Way,
)
from sophon_monitor.protocol.redaction import masked_credentials

translate = QCoreApplication.translate

_TOKEN = re.compile(r"(/(?:DeviceStatus|RealTimeEvent)/[A-Za-z0-9_-]{4})[A-Za-z0-9_-]{12}(?![A-Za-z0-9_-])")
BOX_IS_AWAY = frozenset({"refused", "timeout", "unreachable", "no_route", "too_slow", "closed", "unreadable"})
"""Problems of an attempt that came to no answer: "No events? Find out why" says more."""

_EMPTY_BRACKETS = re.compile(r"\s?[(（]\s*[)）]")


def shown_url(url: str) -> str:
    """An address for the screen: passwords masked, the token shortened."""
    return _TOKEN.sub(r"\1…", masked_credentials(url))


def kind_word(kind: ReportKind) -> str:
    """What a report is called."""
    match kind:
        case ReportKind.STATUS:
            return translate("Borrowing", "Status of the box")
        case ReportKind.CAMERAS:
            return translate("Borrowing", "Status of the cameras")
        case ReportKind.EVENTS:
            return translate("Borrowing", "Events as they happen")


def step_word(name: StepName) -> str:
    """What a step does, as it stands in the list."""
    match name:
        case StepName.REACH:
            return translate("Borrowing", "The box answers")
        case StepName.READ:
            return translate("Borrowing", "Present settings read")
        case StepName.JOURNAL:
            return translate("Borrowing", "Present settings saved; they will be put back")
        case StepName.WRITE:
            return translate("Borrowing", "New settings sent")
        case StepName.READ_BACK:
            return translate("Borrowing", "New settings read back")
        case StepName.FIRST_MESSAGE:
            return translate("Borrowing", "First message of the box")


def problem_sentence(problem: str, detail: str = "") -> str:
    """Why something could not be done, and what that means."""
    sentence = _problem(problem)
    if not sentence:
        said = f"{problem} {detail}".strip()
        return translate("Borrowing", "It did not work ({code} {detail}).").replace("{code} {detail}", said)
    return _EMPTY_BRACKETS.sub("", sentence.format(detail=detail))


def _problem(problem: str) -> str:
    match problem:
        case "not_readable":
            return translate("Borrowing", "The box does not tell its present setting, so nothing is changed.")
        case "not_offered":
            return translate("Borrowing", "This software has no such setting.")
        case "refused_by_box":
            return translate("Borrowing", "The box refused it ({detail}). Nothing more was written.")
        case "refused":
            return translate("Borrowing", "The box refused the connection: it may be starting. Nothing was written.")
        case "timeout" | "unreachable":
            return translate("Borrowing", "The box does not answer. Nothing was written.")
        case "no_route":
            return translate("Borrowing", "This computer has no way to the box. Check cable and network card.")
        case "too_slow" | "closed":
            return translate("Borrowing", "The box answered too slowly or broke off ({detail}).")
        case "unreadable" | "http_status":
            return translate("Borrowing", "The box gave an answer that cannot be used ({detail}).")
        case "not_listening":
            return translate("Borrowing", "The receiver does not listen on the address that faces this box.")
        case "generation_unknown":
            return translate(
                "Borrowing", "It is not known yet what software this box has. Wait until it has answered once."
            )
        case "not_a_box":
            return translate("Borrowing", "This box is no longer part of the site.")
        case _:
            return _problem_of_a_step(problem)


def _problem_of_a_step(problem: str) -> str:
    match problem:
        case "changed_meanwhile":
            return translate(
                "Borrowing", "Somebody has changed the setting meanwhile. Nothing was written: look again."
            )
        case "read_back_differs":
            return translate(
                "Borrowing", "The box says something else than was written ({detail}). It stays on the list."
            )
        case "no_message":
            return translate("Borrowing", "No message came within {detail}. Check firewall, network card, address.")
        case "other_box":
            return translate("Borrowing", "Another box answers at this address. Nothing was written.")
        case "journal_busy":
            return translate("Borrowing", "Another program is at work on the borrowed settings. Try again in a moment.")
        case "journal_not_written":
            return translate("Borrowing", "The present settings could not be saved ({detail}). Nothing was written.")
        case _:
            return ""


def step_sentence(step: Step) -> str:
    """Why a step failed; "" for one that did not."""
    return problem_sentence(step.problem, step.detail) if step.problem else ""


def report_problem_sentence(problem: ReportProblem) -> str:
    """Why a report cannot be borrowed."""
    return f"{kind_word(problem.kind)}: {problem_sentence(problem.problem, problem.detail)}"


def unread_sentence(field: str) -> str:
    """What is sent for a field that the box does not tell; said before anything is written."""
    if field == "content-type":
        return translate("Borrowing", "The box does not tell its content type; json will be sent.")
    return translate("Borrowing", "The box does not tell “{field}”; it will not be sent.").format(field=field)


def entry_state_sentence(entry: BorrowedSetting) -> str:
    """How it stands with one borrowed setting."""
    if entry.problem and entry.state is not EntryState.CHANGED:
        return f"{problem_sentence(entry.problem)} {tried_sentence(entry)}"
    match entry.state:
        case EntryState.PLANNED:
            return translate("Borrowing", "Perhaps changed: it was interrupted. It will be looked at and put back.")
        case EntryState.BORROWED if entry.keep:
            return translate("Borrowing", "Borrowed, also after the program ends.")
        case EntryState.BORROWED:
            return translate("Borrowing", "Borrowed.")
        case EntryState.RETURNING:
            return translate("Borrowing", "Being put back.")
        case EntryState.CHANGED:
            return translate("Borrowing", "Somebody changed it meanwhile. Decide what it shall be.")
        case EntryState.RETURNED:
            return translate("Borrowing", "Put back.")
        case EntryState.LEFT:
            return translate("Borrowing", "Left as it is.")


def tried_sentence(entry: BorrowedSetting) -> str:
    """When the last attempt was made, in local time."""
    at = QDateTime.fromSecsSinceEpoch(int(entry.changed_at_s))
    time = QLocale().toString(at.time(), QLocale.FormatType.ShortFormat)
    return translate("Borrowing", "Tried at {time}.").format(time=time)


def now_sentence(plan: BorrowPlan) -> str:
    """Where the box reports to today, and what borrowing would do about it."""
    ways = {report.way for report in plan.reports}
    if not ways:
        return translate("Borrowing", "Nothing can be borrowed of this box now. Nothing was written.")
    if ways == {Way.OURS_ALREADY}:
        return translate("Borrowing", "The box reports to this computer already.")
    if Way.ADDED in ways:
        return translate(
            "Borrowing",
            "The box reports to another server today. Sophon Monitor adds itself, and puts everything back when "
            "you leave the site.",
        )
    if Way.REPLACED in ways:
        return translate(
            "Borrowing",
            "The box reports to another server today. Sophon Monitor takes its place if you say yes below, and puts "
            "everything back when you leave the site.",
        )
    return translate(
        "Borrowing",
        "The box reports to nobody today. Sophon Monitor sets its own address, and takes it away when you leave "
        "the site.",
    )


def outcome_sentence(returned: Returned) -> str:
    """What came of giving one setting back."""
    if returned.outcome is ReturnOutcome.REFUSED and returned.detail in ("journal_busy", "journal_not_written"):
        return problem_sentence(returned.detail)  # not the box refused
    match returned.outcome:
        case ReturnOutcome.RETURNED:
            return translate("Borrowing", "Put back, and read back to prove it.")
        case ReturnOutcome.WAS_ORIGINAL:
            return translate("Borrowing", "It had its own value already.")
        case ReturnOutcome.CHANGED:
            now = ", ".join(shown_url(url) for url in returned.now)
            sentence = translate(
                "Borrowing", "Somebody changed it meanwhile: now it is {now}. Decide what it shall be."
            )
            return sentence.format(now=now or "–")
        case ReturnOutcome.UNREACHABLE:
            return translate("Borrowing", "The box does not answer. It stays on the list and is tried again.")
        case ReturnOutcome.OTHER_BOX:
            return translate("Borrowing", "Another box answers at this address. Nothing was written; it stays listed.")
        case ReturnOutcome.REFUSED:
            return translate("Borrowing", "The box does not take it now. It stays on the list.")
        case ReturnOutcome.DIFFERS:
            return translate("Borrowing", "Written, but the box says something else. It stays on the list.")
        case ReturnOutcome.LEFT:
            return translate("Borrowing", "Left as it is, as you decided.")


def decision_word(decision: Decision) -> str:
    """What a button for a decision says."""
    match decision:
        case Decision.PUT_BACK:
            return translate("Borrowing", "Put the original back")
        case Decision.TAKE_OURS_OUT:
            return translate("Borrowing", "Only take our address out")
        case Decision.LEAVE:
            return translate("Borrowing", "Leave it as it is")
