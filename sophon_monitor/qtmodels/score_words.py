"""The sentences of the scores: what a threshold would do, what is drawn, why there is nothing. Codes in, text out."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from sophon_monitor.domain.records import ScoreScale
from sophon_monitor.domain.score_statistics import (
    ENOUGH_VERDICTS,
    Outcome,
    ScoreScope,
    ScoreSet,
    ScoreStatistics,
    Share,
    ThresholdEffect,
)
from sophon_monitor.domain.site import Box, Camera
from sophon_monitor.qtmodels.score_scales import ScaleView

translate = QCoreApplication.translate


def title_text(name: str) -> str:
    """Heading of the card."""
    return translate("Scores", "SCORES · {name}").format(name=name)


def scope_name(scope: ScoreScope, boxes: Iterable[Box], cameras: Iterable[Camera]) -> str:
    """Name of the camera or box whose scores are shown, or of the whole site."""
    for camera in cameras:
        if camera.key == scope.camera_key:
            return camera.title
    for box in boxes:
        if box.key == scope.box_key:
            return box.name
    return translate("Scores", "all cameras")


def scope_threshold(scope: ScoreScope, boxes: Iterable[Box], cameras: Iterable[Camera]) -> float | None:
    """The threshold of the box behind a scope, per cent; of the site the one that all its boxes have."""
    key = next((camera.box_key for camera in cameras if camera.key == scope.camera_key), scope.box_key)
    found = {box.threshold for box in boxes if key in (None, box.key)}
    return found.pop() if len(found) == 1 else None


def choice_text(scores: ScoreSet) -> str:
    """A scale and how many scores it has."""
    match scores.scale:
        case ScoreScale.PERCENT:
            return translate("Scores", "percent ({n})").format(n=f"{len(scores):,}")
        case ScoreScale.RATIO:
            return translate("Scores", "0 to 1 ({n})").format(n=f"{len(scores):,}")
        case ScoreScale.UNKNOWN:
            return translate("Scores", "scale unknown ({n})").format(n=f"{len(scores):,}")


def axis_text(scale: ScoreScale) -> str:
    """What stands along the score axis."""
    match scale:
        case ScoreScale.PERCENT:
            return translate("Scores", "Score, percent")
        case ScoreScale.RATIO:
            return translate("Scores", "Score, 0 to 1")
        case ScoreScale.UNKNOWN:
            return translate("Scores", "Score as sent, scale unknown")


def count_axis_text() -> str:
    """What stands along the axis of counts."""
    return translate("Scores", "events")


def outcome_text(outcome: Outcome) -> str:
    """A verdict, or that there is none, in the legend."""
    match outcome:
        case Outcome.RIGHT:
            return translate("Scores", "right")
        case Outcome.WRONG:
            return translate("Scores", "wrong")
        case Outcome.UNSURE:
            return translate("Scores", "unsure")
        case Outcome.NOT_JUDGED:
            return translate("Scores", "not judged")


def parts_text(scores: ScoreSet, outcome: Outcome) -> str:
    """How many of a verdict's events are strangers; "" where none is."""
    matches, strangers = (int(scores.having(outcome, strangers=kind).size) for kind in (False, True))
    if not strangers:
        return ""
    text = translate("Scores", "Matches: {matches}, strangers: {strangers}")
    return text.format(matches=f"{matches:,}", strangers=f"{strangers:,}")


def bin_text(view: ScaleView, left: float, right: float, counts: Iterable[tuple[Outcome, int]]) -> str:
    """What one bar holds."""
    parts = ", ".join(f"{count:,} {outcome_text(outcome)}" for outcome, count in counts if count)
    span = translate("Scores", "{low} to below {high}").format(low=view.number(left), high=view.number(right))
    return f"{span}: {parts}"


def threshold_label(threshold: str) -> str:
    """Beside the dashed line."""
    return translate("Scores", "threshold {value} (box)").format(value=threshold)


def share_text(share: Share) -> str:
    """The interval of a share in whole per cents, "2–10 %"; "" of nothing."""
    if share.interval is None:
        return ""
    low, high = (round(100 * end) for end in share.interval)
    # A line does not end within it.
    return translate("Scores", "{low}–{high} %").format(low=low, high=high).replace(" ", "\N{NO-BREAK SPACE}")


def effect_sentence(effect: ThresholdEffect, at: str) -> str:
    """What a threshold of `at` would do to the judged matches."""
    lost, let_in = effect.lost, effect.let_in
    values = {
        "at": at,
        "lost": f"{lost.hits:,}",
        "right": f"{lost.of:,}",
        "lost_share": share_text(lost),
        "let_in": f"{let_in.hits:,}",
        "wrong": f"{let_in.of:,}",
        "let_in_share": share_text(let_in),
    }
    if not let_in.of:
        text = translate(
            "Scores", "At {at}: {lost} of {right} right matches lost ({lost_share}); no wrong match was judged"
        )
    elif not lost.of:
        text = translate(
            "Scores", "At {at}: {let_in} of {wrong} wrong matches let in ({let_in_share}); no right match was judged"
        )
    else:
        text = translate(
            "Scores",
            "At {at}: {lost} of {right} right matches lost ({lost_share}), "
            "{let_in} of {wrong} wrong ones let in ({let_in_share})",
        )
    return text.format(**values)


def strangers_sentence(effect: ThresholdEffect) -> str:
    """The same of strangers, who are no matches; "" where none was judged."""
    parts = []
    if effect.missed.of:
        text = translate("Scores", "{n} of {all} strangers who should have been recognised lie below the line")
        parts.append(text.format(n=f"{effect.missed.hits:,}", all=f"{effect.missed.of:,}"))
    if effect.unknown.of:
        text = translate("Scores", "{n} of {all} rightly unrecognised strangers reach it")
        if not parts:
            text = translate("Scores", "{n} of {all} rightly unrecognised strangers reach the line")
        parts.append(text.format(n=f"{effect.unknown.hits:,}", all=f"{effect.unknown.of:,}"))
    return (
        translate("Scores", "{first}, {second}").format(first=parts[0], second=parts[1])
        if len(parts) == 2
        else ("".join(parts))
    )


def silence_sentence(scores: ScoreSet) -> str:
    """Why nothing is said of a threshold."""
    if scores.scale is ScoreScale.UNKNOWN:
        return translate(
            "Scores", "The box does not say on which scale these scores are: no threshold can be drawn here"
        )
    text = translate("Scores", "{n} of {needed} verdicts on matches needed to say what a threshold would do")
    return text.format(n=scores.decided_matches, needed=ENOUGH_VERDICTS)


def empty_sentence(statistics: ScoreStatistics) -> str:
    """Why there is nothing to draw, and what brings it; "" where there is something."""
    if statistics.sets:
        return ""
    if statistics.unscored:
        text = translate("Scores", "No scores yet: the box sent none with its events here ({n}).")
        return text.format(n=f"{statistics.unscored:,}")
    if statistics.scope.camera_key is not None:
        return translate("Scores", "No scores yet: they come with the first recognition at this camera.")
    return translate("Scores", "No scores yet: they come with the first recognition.")


def extent_sentence(statistics: ScoreStatistics) -> str:
    """Which events are drawn, where it is not all of them."""
    if statistics.newest is None:
        return ""
    text = translate("Scores", "All judged events, and those not judged among the newest {n}")
    return text.format(n=f"{statistics.newest:,}")


def really_text(really: str | None) -> str:
    """Who it was in truth."""
    return really if really else translate("Scores", "somebody else")
