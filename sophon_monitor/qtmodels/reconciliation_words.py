"""A reconciliation in words: its lists, why there is none, what a person must know to read it. Codes in, text out."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from sophon_monitor.domain.reconcile_outcome import (
    AddOutcome,
    HistoryNote,
    ReconcileOutcome,
    ReconcileProgress,
    ReconcileStage,
    SpanChoice,
)
from sophon_monitor.domain.reconciliation import Compared, Listed
from sophon_monitor.domain.records import EventSource
from sophon_monitor.protocol.messages import PersonType
from sophon_monitor.qtmodels.feed_words import full_time_text
from sophon_monitor.qtmodels.site_words import age_text, link_reason

translate = QCoreApplication.translate

UNKNOWN = "–"
CLOCK_WORTH_SAYING_MS = 2_000
MINUTE_MS = 60_000
_OF_THE_LINK = frozenset({"refused", "timeout", "unreachable", "no_route", "closed", "too_slow"})
_STARTING = frozenset({"device_init_error", "group_not_load"})


def span_word(choice: SpanChoice) -> str:
    """A span as its button names it."""
    match choice:
        case SpanChoice.LAST_HOUR:
            return translate("Reconcile", "Last hour")
        case SpanChoice.TODAY:
            return translate("Reconcile", "Today")
        case SpanChoice.YESTERDAY:
            return translate("Reconcile", "Yesterday")
        case SpanChoice.CUSTOM:
            return translate("Reconcile", "From … until …")


def list_word(listed: Listed) -> str:
    """A list as its chip names it."""
    match listed:
        case Listed.BOTH:
            return translate("Reconcile", "Seen by both")
        case Listed.LOST:
            return translate("Reconcile", "Lost on the way")
        case Listed.LATE:
            return translate("Reconcile", "Late")
        case Listed.DOUBLE:
            return translate("Reconcile", "Double")
        case Listed.BELOW:
            return translate("Reconcile", "Below threshold")
        case Listed.ONLY_HERE:
            return translate("Reconcile", "Only here")


def list_sentence(listed: Listed, outcome: ReconcileOutcome) -> str:
    """What stands in a list, or that nothing does."""
    if outcome.found is None:
        return ""
    if not outcome.found.listed(listed):
        return _empty_sentence(listed)
    match listed:
        case Listed.BOTH:
            return translate("Reconcile", "The box has them in its history, and they came here.")
        case Listed.LOST:
            return translate("Reconcile", "The box has them in its history, but they never came here.")
        case Listed.LATE:
            sentence = translate(
                "Reconcile", "They came more than {n} s after they happened, or only out of the box's history."
            )
            return sentence.format(n=QLocale().toString(outcome.late_after_ms / 1000, "g", 3))
        case Listed.DOUBLE:
            return translate("Reconcile", "They were sent, or are stored, more than once.")
        case Listed.BELOW if outcome.threshold is None:
            return translate("Reconcile", "The box did not recognise them and did not send them. They are not lost.")
        case Listed.BELOW:
            sentence = translate(
                "Reconcile",
                "Their scores are below the box's threshold of {n}, so it did not send them as recognised. They are "
                "not lost.",
            )
            return sentence.format(n=f"{outcome.threshold:g}")
        case Listed.ONLY_HERE:
            return translate(
                "Reconcile", "They came here, but the box's history does not have them: it was cleared or is full."
            )


def _empty_sentence(listed: Listed) -> str:
    match listed:
        case Listed.BOTH:
            return translate("Reconcile", "No event of this span is on the box and here.")
        case Listed.LOST:
            return translate("Reconcile", "Nothing was lost on the way.")
        case Listed.LATE:
            return translate("Reconcile", "Nothing came late.")
        case Listed.DOUBLE:
            return translate("Reconcile", "Nothing was sent or stored twice.")
        case Listed.BELOW:
            return translate("Reconcile", "The box kept nothing below its threshold.")
        case Listed.ONLY_HERE:
            return translate("Reconcile", "All that came here is in the box's history, too.")


def headline(outcome: ReconcileOutcome) -> str:
    """The result in a line; "" where there is none."""
    found = outcome.found
    if found is None:
        return ""
    if not found.events_on_box and not found.only_here:
        return translate("Reconcile", "Neither the box nor the archive has events of this span.")
    sentence = translate("Reconcile", "Events on the box: {box} · of these lost on the way: {lost}")
    return sentence.format(box=count_text(found.events_on_box), lost=count_text(len(found.lost)))


def what_text(listed: Listed, one: Compared, threshold: float | None) -> str:
    """What is to be said of one event in a list."""
    match listed:
        case Listed.BOTH:
            return _received_text(one)
        case Listed.LATE:
            return _late_text(one)
        case Listed.DOUBLE:
            return _double_text(one)
        case Listed.LOST:
            return translate("Reconcile", "not received")
        case Listed.ONLY_HERE:
            return translate("Reconcile", "not in the box's history")
        case Listed.BELOW if one.record.person_type is PersonType.STRANGER or threshold is None:
            return translate("Reconcile", "not recognised, not sent")
        case Listed.BELOW:
            return translate("Reconcile", "below {n}, not sent").format(n=f"{threshold:g}")


def _received_text(one: Compared) -> str:
    if one.here is not None and one.here.source is EventSource.HISTORY:
        return translate("Reconcile", "received out of the history")
    if one.delay_ms is None:
        return translate("Reconcile", "received")
    return translate("Reconcile", "received after {n} s").format(n=seconds_text(one.delay_ms))


def _late_text(one: Compared) -> str:
    is_history = one.here is not None and one.here.source is EventSource.HISTORY
    if one.delay_ms is None:
        return _received_text(one)
    after = age_text(one.delay_ms / 1000)
    if one.delay_ms < MINUTE_MS:
        after = translate("Age", "{seconds} s").format(seconds=seconds_text(one.delay_ms))
    if is_history:
        return translate("Reconcile", "out of the history after {time}").format(time=after)
    return translate("Reconcile", "{time} after it happened").format(time=after)


def _double_text(one: Compared) -> str:
    parts: list[str] = []
    if one.times_here > 1:
        parts.append(translate("Reconcile", "received {n} times").format(n=one.times_here))
    if one.times_on_box > 1:
        parts.append(translate("Reconcile", "{n} times in the box's history").format(n=one.times_on_box))
    return " · ".join(parts)


def problem_sentence(problem: str, detail: str, port: int) -> str:
    """Why nothing was read, or why it stopped; "" for no problem."""
    match problem:
        case "":
            return ""
        case "not_a_box":
            return translate("Reconcile", "This box is no longer part of the site.")
        case "software_unknown":
            return translate(
                "Reconcile", "It is not known yet which software the box runs. Wait for its first message."
            )
        case "not_supported" | "no_history":
            return translate(
                "Reconcile", "The software of this box keeps no history that can be read; that came with V5.5."
            )
        case "access_refused":
            return translate(
                "Reconcile", "The box does not let its history be read without a login ({reason})."
            ).format(reason=detail)
        case "box_error" if detail in _STARTING:
            return translate("Reconcile", "The box is still starting. Try again in a minute.")
        case "box_error":
            return translate("Reconcile", "The box refused to give its history ({code}).").format(code=detail)
        case "archive_unreadable":
            return translate("Reconcile", "The archive cannot be read: {reason}").format(reason=detail)
        case "too_many":
            return translate("Reconcile", "There are too many events in this span. Choose a shorter one.")
        case "not_kept":
            return translate("Reconcile", "The archive did not take all of it. Is the disk full?")
        case _:
            reason = link_reason(problem, port)
            return translate("Reconcile", "The box's history cannot be read: {reason}.").format(reason=reason)


def note_sentences(outcome: ReconcileOutcome) -> tuple[str, ...]:
    """What a person must know to read the figures, the weightiest first."""
    if outcome.found is None:
        return ()
    said = [_note_sentence(note, outcome) for note in HistoryNote if note in outcome.notes]
    skew_ms = outcome.clock_skew_ms
    if skew_ms is not None and abs(skew_ms) >= CLOCK_WORTH_SAYING_MS:
        sentence = translate("Reconcile", "The box's clock is off by {time}; that was taken into account.")
        said.append(sentence.format(time=age_text(abs(skew_ms) / 1000)))
    return tuple(sentence for sentence in said if sentence)


def _note_sentence(note: HistoryNote, outcome: ReconcileOutcome) -> str:
    match note:
        case HistoryNote.SPAN_IGNORED:
            return translate("Reconcile", "The box does not heed the span: its history was read until it was found.")
        case HistoryNote.UNIT_UNSURE:
            return translate(
                "Reconcile",
                "Asked in seconds and in milliseconds, the box gave no events. Whether it has none, or did not "
                "understand the times, cannot be told.",
            )
        case HistoryNote.PAGES_REPEAT:
            return translate(
                "Reconcile", "The box gave the same page again and again: it may have more than is listed."
            )
        case HistoryNote.CUT:
            sentence = translate(
                "Reconcile", "The box has too many events in this span: only those since {time} were read."
            )
            return sentence.format(time=full_time_text(outcome.covered.since_ms))
        case HistoryNote.TIMELESS:
            return translate("Reconcile", "Events to which the box gives no time were left out.")
        case HistoryNote.CLOCK_UNKNOWN:
            return translate(
                "Reconcile",
                "The box's clock could not be read: the span is meant by its clock, and what came late cannot be told.",
            )
        case HistoryNote.THRESHOLD_UNKNOWN:
            return translate(
                "Reconcile",
                "The box does not tell its threshold: people whom it kept below it, and did not send, stand among the "
                "lost.",
            )
        case HistoryNote.NO_STRANGERS_SENT:
            below = outcome.found.below if outcome.found is not None else ()
            if not any(one.record.person_type is PersonType.STRANGER for one in below):
                return ""
            return translate(
                "Reconcile",
                "This box has sent no strangers here: those in its history count as below the threshold, not as lost.",
            )


def progress_text(progress: ReconcileProgress) -> str:
    """How far it is."""
    done = count_text(progress.done)
    match progress.stage:
        case ReconcileStage.ASKING:
            return translate("Reconcile", "Asking the box…")
        case ReconcileStage.READING if progress.total is None:
            return translate("Reconcile", "Reading the box's history: {n}").format(n=done)
        case ReconcileStage.READING:
            sentence = translate("Reconcile", "Reading the box's history: {n} of {total}")
            return sentence.format(n=done, total=count_text(progress.total or 0))
        case ReconcileStage.COMPARING:
            return translate("Reconcile", "Comparing with the archive…")
        case ReconcileStage.ADDING:
            sentence = translate("Reconcile", "Fetching from the box: {n} of {total}")
            return sentence.format(n=done, total=count_text(progress.total or 0))


def added_sentence(added: AddOutcome, port: int) -> str:
    """What came of fetching what was lost."""
    sentence = translate("Reconcile", "Added to the archive: {n} of {total}.")
    parts = [sentence.format(n=count_text(added.added), total=count_text(added.wanted))]
    if added.without_face:
        sentence = translate("Reconcile", "Without a live picture, because the box gives none: {n}.")
        parts.append(sentence.format(n=count_text(added.without_face)))
    if added.problem in _OF_THE_LINK:
        reason = link_reason(added.problem, port)
        parts.append(translate("Reconcile", "It stopped early: {reason}.").format(reason=reason))
    elif reason := problem_sentence(added.problem, added.detail, port):
        parts.append(reason)
    return " ".join(parts)


def count_text(count: int) -> str:
    """A count with the digits of the language grouped."""
    return QLocale().toString(count)


def seconds_text(ms: float) -> str:
    """Seconds with one decimal, without a unit; never less than nothing, as far as two clocks can be compared."""
    return QLocale().toString(max(ms, 0.0) / 1000, "f", 1)
