"""Sentences of the rungs about recognition: whether the box can and may recognise anybody."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from sophon_monitor.domain.ladder import RungId
from sophon_monitor.qtmodels.rung_words import RungWords

translate = QCoreApplication.translate


def _registered_people(code: str) -> RungWords | None:
    match code:
        case "some":
            return RungWords(translate("Diagnosis", "{count} registered"))
        case "nobody":
            return RungWords(
                translate("Diagnosis", "nobody is registered"),
                translate("Diagnosis", "Without registered people nobody can be recognised."),
                translate("Diagnosis", "Register a person with a photo in the box's web page, under Users."),
                translate("Diagnosis", "Nobody is registered on {box}."),
            )
        case "unreadable":
            return RungWords(translate("Diagnosis", "the box does not tell"))
    return None


def _threshold(code: str) -> RungWords | None:
    match code:
        case "usual":
            return RungWords(translate("Diagnosis", "threshold {threshold}, smallest face {face}"))
        case "too_high":
            return RungWords(
                translate("Diagnosis", "threshold {threshold} of 100"),
                translate("Diagnosis", "Hardly any score gets that high, so registered people pass as strangers."),
                translate("Diagnosis", "Set the match threshold to 82 in the box's web page; 82 is usual."),
                translate("Diagnosis", "The match threshold of {box} is too high."),
            )
        case "low":
            return RungWords(
                translate("Diagnosis", "threshold {threshold} of 100, lower than usual"),
                translate("Diagnosis", "Events come, but people may be taken for others."),
                translate("Diagnosis", "82 is usual; change it in the box's web page if it was not meant so."),
            )
        case "face_too_large":
            return RungWords(
                translate("Diagnosis", "faces below {face} are not looked at"),
                translate("Diagnosis", "Only people very close to the camera are recognised."),
                translate(
                    "Diagnosis",
                    "Set the minimum face size to 40 px in the box's web page; the box may restart by that.",
                ),
                translate("Diagnosis", "{box} only looks at very large faces."),
            )
        case "capture_mode":
            return RungWords(
                translate("Diagnosis", "the box only takes pictures of faces"),
                translate("Diagnosis", "In this mode it compares them with nobody, so it recognises nobody."),
                translate("Diagnosis", "Switch on recognition in the box's web page; the box may restart by that."),
                translate("Diagnosis", "{box} takes pictures of faces, but recognises nobody."),
            )
        case "unreadable":
            return RungWords(translate("Diagnosis", "the box does not tell"))
    return None


def _arming_period(code: str) -> RungWords | None:
    match code:
        case "now":
            return RungWords(translate("Diagnosis", "armed now: {periods}"))
        case "not_now":
            return RungWords(
                translate("Diagnosis", "armed {periods}; on the box it is {time}"),
                translate("Diagnosis", "Outside its arming periods the box tells no events."),
                translate(
                    "Diagnosis", "Wait for the period, or change it in the box's web page; the box may restart by that."
                ),
                translate("Diagnosis", "{box} is not armed at this time."),
            )
        case "always":
            return RungWords(translate("Diagnosis", "always armed"))
        case "unreadable":
            return RungWords(translate("Diagnosis", "the box does not tell"))
    return None


def _clock(code: str) -> RungWords | None:
    match code:
        case "right":
            return RungWords(translate("Diagnosis", "right, off by {seconds}"))
        case "wrong":
            return RungWords(
                translate("Diagnosis", "off by {difference}"),
                translate("Diagnosis", "Its events carry a wrong time and are looked for on the wrong day."),
                translate("Diagnosis", "Set the time in the box's web page, best from a time server (NTP)."),
                translate("Diagnosis", "The clock of {box} is wrong by {difference}."),
            )
        case "time_zone":
            return RungWords(
                translate("Diagnosis", "off by exactly {hours} h: the time zone"),
                translate("Diagnosis", "On the box the zone is counted the other way round: -8 means UTC+8."),
                translate("Diagnosis", "Set the time zone in the box's web page, then look at the time it shows."),
                translate("Diagnosis", "The time zone of {box} is wrong by {hours} h."),
            )
        case "never_set":
            return RungWords(
                translate("Diagnosis", "shows {date}: it has never been set"),
                translate("Diagnosis", "The box lost its time when it was without power, and found no time server."),
                translate("Diagnosis", "Set the time in the box's web page, best from a time server (NTP)."),
                translate("Diagnosis", "The clock of {box} has never been set."),
            )
        case "unreadable":
            return RungWords(translate("Diagnosis", "the box does not tell"))
    return None


def _deduplication(code: str) -> RungWords | None:
    match code:
        case "usual":
            return RungWords(translate("Diagnosis", "the same person again after {seconds}"))
        case "long":
            return RungWords(
                translate("Diagnosis", "the same person again only after {seconds}"),
                translate("Diagnosis", "Whoever tries twice in that time is told once; the second try seems lost."),
                translate("Diagnosis", "Test with different people, or shorten the interval in the box's web page."),
                translate("Diagnosis", "{box} keeps quiet about the same person for {seconds}."),
            )
        case "unreadable":
            return RungWords(translate("Diagnosis", "the box does not tell"))
    return None


def _last_event(code: str) -> RungWords | None:
    match code:
        case "received":
            return RungWords(translate("Diagnosis", "received {ago} ago; cameras with events: {cameras}"))
        case "on_the_box":
            return RungWords(
                translate("Diagnosis", "the box recognised somebody {ago} ago, before it was watched from here"),
                translate("Diagnosis", "Recognition works; only what comes from now on is told here."),
                translate("Diagnosis", "Stand in front of a camera and look at it."),
            )
        case "lost":
            return RungWords(
                translate("Diagnosis", "the box recognised somebody {ago} ago, and nothing came here"),
                translate("Diagnosis", "The box keeps its events, but does not send them."),
                translate("Diagnosis", "Restart the box in its own web page; if it stays so, ask the vendor."),
                translate("Diagnosis", "{box} recognises people, but sends no events."),
            )
        case "none":
            return RungWords(
                translate("Diagnosis", "nobody was recognised yet, here or on the box"),
                translate("Diagnosis", "Nobody has walked by, or nobody was recognised."),
                translate("Diagnosis", "Let a registered person stand about one metre in front of a camera."),
            )
        case "unreadable":
            return RungWords(
                translate("Diagnosis", "none here, and the box's history cannot be read"),
                translate("Diagnosis", "Whether the box recognises anybody is not known."),
                translate("Diagnosis", "Look at the history in the box's web page."),
            )
    return None


WORDS: Mapping[RungId, Callable[[str], RungWords | None]] = {
    RungId.REGISTERED_PEOPLE: _registered_people,
    RungId.THRESHOLD: _threshold,
    RungId.ARMING_PERIOD: _arming_period,
    RungId.CLOCK: _clock,
    RungId.DEDUPLICATION: _deduplication,
    RungId.LAST_EVENT: _last_event,
}
