"""Words about what is kept how long, and about what goes for good."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from sophon_monitor.domain.changes import PurgeProgressed
from sophon_monitor.domain.purge import KnownPerson, PurgeChoice, PurgeResult, PurgeStage
from sophon_monitor.domain.site_retention import RetentionProblem
from sophon_monitor.qtmodels.feed_words import full_time_text

translate = QCoreApplication.translate


def _grouped(text: str, count: int) -> str:
    """Thousands with the language's own mark; Qt puts the bare number in."""
    return text.replace(str(count), QLocale().toString(count), 1)


def events_text(count: int) -> str:
    """So many events."""
    return _grouped(translate("Purge", "%n events", "", count), count)


def pictures_text(count: int) -> str:
    """So many pictures."""
    return _grouped(translate("Purge", "%n pictures", "", count), count)


def people_text(count: int) -> str:
    """So many people."""
    return _grouped(translate("Purge", "%n people", "", count), count)


def reports_text(count: int) -> str:
    """So many reports."""
    return _grouped(translate("Purge", "%n reports", "", count), count)


# -- who --------------------------------------------------------------------------------------------------------------


def person_text(known: KnownPerson) -> str:
    """Name and number."""
    name = known.who.name or translate("Purge", "(no name)")
    if known.who.person_id is None:
        return name
    return translate("Purge", "{name} · ID {id}").format(name=name, id=known.who.person_id)


def person_counts(known: KnownPerson) -> str:
    """What there is of somebody."""
    if not known.events:
        return translate("Purge", "test person, no events")
    return f"{events_text(known.events)} · {pictures_text(known.pictures)}"


def person_tip(known: KnownPerson) -> str:
    """When somebody was seen last."""
    if known.last_at_ms is None:
        return ""
    return translate("Purge", "Last seen {time}").format(time=full_time_text(known.last_at_ms))


# -- what goes, what stays --------------------------------------------------------------------------------------------


def people_goes(events: int, pictures: int, choice: PurgeChoice) -> str:
    """What a purge of people removes, before it is done."""
    counts = translate("Purge", "{events} and {pictures}").format(
        events=events_text(events), pictures=pictures_text(pictures)
    )
    lines = [
        translate("Purge", "Gone for good: {counts}, every mention in verdicts, test people and notes.").format(
            counts=counts
        )
    ]
    if choice.reports:
        text = translate("Purge", "Reports that show whole faces go too: {reports}. Masked ones stay.")
        lines.append(text.format(reports=reports_text(choice.reports)))
    return " ".join(lines)


def people_stays(choice: PurgeChoice) -> str:
    """What it cannot reach."""
    lines = [
        translate(
            "Purge",
            "Not reached: files that you exported, the boxes' own records and registered people, and scenes of other "
            "people's events with this person in the background.",
        )
    ]
    if choice.elsewhere:
        text = translate("Purge", "Remove these reports yourself: {files}.")
        lines.append(text.format(files=", ".join(choice.elsewhere)))
    return " ".join(lines)


def strangers_goes(pictures: int) -> str:
    """What a purge of strangers' pictures removes."""
    text = translate(
        "Purge", "Gone for good: {pictures} of people whom no box knew. Their events stay, without pictures."
    )
    return text.format(pictures=pictures_text(pictures))


def site_goes(name: str, choice: PurgeChoice) -> str:
    """What a purge of the site removes."""
    text = translate(
        "Purge",
        "Gone for good: everything of “{name}”: {events}, {pictures}, heartbeats, verdicts, rules and reports. "
        "Borrowed settings are put back on the boxes first. The window closes and opens again.",
    )
    return text.format(name=name, events=events_text(choice.events), pictures=pictures_text(choice.pictures))


def site_stays() -> str:
    """What a purge of the site cannot reach."""
    return translate("Purge", "Not reached: files that you exported, and the boxes' own records.")


def people_button(count: int) -> str:
    """What the button does."""
    return translate("Purge", "Purge %n people", "", count)


# -- how far, and what came of it -------------------------------------------------------------------------------------


def progress_sentence(progress: PurgeProgressed) -> str:
    """What is being done now."""
    match progress.stage:
        case PurgeStage.RECORDS:
            text = translate("Purge", "Removing events and pictures… {percent} %")
            return text.format(percent=progress.done)
        case PurgeStage.CLEANING:
            return translate("Purge", "Events and pictures are gone. Cleaning the database; new events wait meanwhile…")
        case PurgeStage.WAITING_FOR_CALM:
            return translate(
                "Purge",
                "Events and pictures are gone. The database is cleaned once fewer events come; you may close this.",
            )
        case PurgeStage.WAITING_FOR_DISK:
            return translate(
                "Purge",
                "Events and pictures are gone. Cleaning the database needs free disk space: twice its size. Free some; "
                "it is tried again.",
            )


def result_sentence(result: PurgeResult) -> str:
    """What is gone."""
    pictures = pictures_text(result.pictures)
    if not result.people:
        sentence = translate("Purge", "{pictures} of strangers are gone.").format(pictures=pictures)
    else:
        sentence = translate("Purge", "{events} and {pictures} of {people} are gone.").format(
            events=events_text(result.events), pictures=pictures, people=people_text(result.people)
        )
    if result.reports:
        gone = translate("Purge", "{reports} with whole faces too.").format(reports=reports_text(result.reports))
        sentence = f"{sentence} {gone}"
    if result.left:
        text = translate("Purge", "Still open in another program: {files}. Close it and remove it by hand.")
        sentence = f"{sentence} {text.format(files=', '.join(result.left))}"
    return sentence


def not_now_sentence(problem: str) -> str:
    """Why a purge does not go on: code of `IntakeFigures.archive_problem`."""
    match problem:
        case "disk_full":
            return translate("Purge", "The disk is full: the purge waits. Free some space; then it goes on.")
        case "read_only":
            return translate("Purge", "The archive cannot be written: the purge waits. Mend its permissions.")
        case _:
            return translate("Purge", "The archive is failing: the purge waits. It is tried again every second.")


def borrowed_sentence(boxes: str) -> str:
    """Why a site is not purged."""
    return translate(
        "Purge",
        "Nothing was removed: settings of {boxes} are still borrowed and could not be put back. What they were before "
        "stands only in this site's archive. Try again when the boxes answer.",
    ).format(boxes=boxes)


def not_ordered_sentence(reason: str) -> str:
    """Why a site is not purged: its profile cannot be written."""
    return translate("Purge", "Nothing was removed: the profile cannot be written ({reason}).").format(reason=reason)


def site_gone_sentence() -> str:
    """What is said after a site was purged."""
    return translate("Purge", "Everything of the purged site is gone.")


def site_left_sentence() -> str:
    """What is said where some of it could not be removed."""
    return translate(
        "Purge", "Some files of a purged site are still open in another program; they are removed at the next start."
    )


# -- retention --------------------------------------------------------------------------------------------------------


def retention_problem(problem: RetentionProblem) -> str:
    """Why a choice cannot hold."""
    match problem:
        case RetentionProblem.ODD_NUMBER:
            return translate("Privacy", "Times from 0 up to ten years, please.")
        case RetentionProblem.JUDGED_TOO_LONG:
            return translate("Privacy", "Pictures of judged events: 30 days at most.")
        case RetentionProblem.REASON_MISSING:
            return translate("Privacy", "Longer than the default: say why. The reason is kept with the site.")
