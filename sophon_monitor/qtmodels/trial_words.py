"""A recognition tried from here, in words: why a device is refused, what went wrong, what the box said."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QLocale

from sophon_monitor.domain.trial import TrialDevice, TrialOffer, TrialResult

translate = QCoreApplication.translate

_STARTING = ("device_init_error", "group_not_load")


def refusal_word(refused: str) -> str:
    """Why nothing was sent to a device."""
    match refused:
        case "relay":
            return translate("Trial", "has a relay: a pass would open a door")
        case "gate":
            return translate("Trial", "is a turnstile or a door itself")
        case "relay_unknown":
            return translate("Trial", "the box does not say whether it has a relay")
        case "no_address":
            return translate("Trial", "has no address")
        case "not_photo":
            return translate("Trial", "sends video, no photos")
        case _:
            return refused


def device_text(device: TrialDevice) -> str:
    """One device of the list."""
    return f"{device.name} ({device.ip})" if device.ip and device.ip != device.name else device.name


def refused_sentences(devices: Iterable[TrialDevice]) -> tuple[str, ...]:
    """Which devices are not offered; one sentence for each reason."""
    by_reason: dict[str, list[str]] = {}
    for device in devices:
        if device.refused:
            by_reason.setdefault(device.refused, []).append(device_text(device))
    return tuple(_refused_sentence(reason, ", ".join(names)) for reason, names in by_reason.items())


def _refused_sentence(refused: str, devices: str) -> str:
    match refused:
        case "relay":
            sentence = translate("Trial", "Not used, because a pass would open a door there (relay): {devices}")
        case "gate":
            sentence = translate("Trial", "Not used, because they are turnstiles or doors themselves: {devices}")
        case "relay_unknown":
            sentence = translate("Trial", "Not used, because the box does not say whether there is a relay: {devices}")
        case "no_address":
            sentence = translate("Trial", "Not used, because the box tells no address: {devices}")
        case _:
            sentence = translate("Trial", "Not used, because only video comes from there: {devices}")
    return sentence.format(devices=devices)


def offer_problem(offer: TrialOffer) -> str:
    """Why nothing is offered; "" where something is."""
    match offer.problem:
        case "":
            return ""
        case "software_unknown":
            return translate("Trial", "It is not known yet which software the box runs. Wait for its first message.")
        case "not_supported":
            return translate("Trial", "This software has no call for a test photo.")
        case "devices_unreadable" if offer.detail in _STARTING:
            return translate("Trial", "The box is still starting. Try again in a minute.")
        case "devices_unreadable":
            return translate("Trial", "The box does not tell which devices have a relay, so nothing is sent.")
        case "no_device":
            return translate(
                "Trial", "No device can be used: this software needs one that sends photos and opens no door."
            )
        case "not_a_box":
            return translate("Trial", "This box is no longer part of the site.")
        case _:
            return translate("Trial", "The box does not answer, so nothing can be sent.")


def problem_sentence(result: TrialResult) -> str:
    """Why a photo was not recognised, or not even sent."""
    if (reason := refusal_word(result.problem)) != result.problem:
        return translate("Trial", "Nothing was sent: the device {reason}.").format(reason=reason)
    if result.problem == "bad_photo":
        return bad_photo_sentence()
    if not result.sent_at_s:
        return offer_problem(TrialOffer(problem=result.problem, detail=result.detail))
    return _refused_photo(result)


def bad_photo_sentence() -> str:
    """A file that is no photo for a box."""
    return translate("Trial", "This is no JPEG or PNG picture of at most 5 MB.")


def _refused_photo(result: TrialResult) -> str:
    match result.problem:
        case "no_face" | "no_face_error":
            return translate("Trial", "The box finds no face in the photo. Take one from the front, well lit.")
        case "low_quality_error":
            return translate("Trial", "The box finds the face too poor: too small, turned, dark or covered.")
        case "not_in_pass_time":
            return translate("Trial", "The box is outside its arming period (布防时间段) and recognises nobody now.")
        case "not_support_in_grab_mode":
            return translate("Trial", "The box is set to take pictures only; it recognises nobody.")
        case "liveness_detect_fail" | "not_support_ir_liveness":
            return translate("Trial", "The box asks for a living face; a photo cannot pass its liveness check.")
        case "empty_group_error":
            return translate("Trial", "Nobody is registered on the box.")
        case "image_error" | "image_decode_error" | "image_not_opened" | "image_size_too_large_error":
            return translate("Trial", "The box cannot read this photo.")
        case "id_not_found" | "device_id_not_found":
            return translate("Trial", "The box does not know this device as one that sends photos.")
        case "another_picture_search_running_error":
            return translate("Trial", "The box is busy with another photo. Try again in a moment.")
        case code if code in _STARTING:
            return translate("Trial", "The box is still starting. Try again in a minute.")
        case "refused" | "timeout" | "unreachable" | "no_route":
            return translate("Trial", "The box does not answer.")
        case "too_slow" | "closed":
            return translate("Trial", "The box took the photo and did not answer in time. It may have kept a record.")
        case "unreadable":
            return translate("Trial", "The box's answer cannot be read. It may have kept a record.")
        case "http_status":
            return translate("Trial", "The box does not take a test photo: {reason}.").format(reason=result.detail)
        case code:
            return translate("Trial", "The box refused it ({code}).").format(code=code)


def result_sentence(result: TrialResult) -> str:
    """What the box said."""
    if result.problem:
        return problem_sentence(result)
    score = "–" if result.score is None else QLocale().toString(result.score, "f", 2 if result.score <= 1 else 1)
    if result.passed:
        name = result.person_name or result.person_id or "–"
        return translate("Trial", "Recognised: {name}, score {score}.").format(name=name, score=score)
    return translate("Trial", "Not recognised: best score {score}.").format(score=score)


def back_sentence(seconds: float, camera: str) -> str:
    """The event came back."""
    shown = QLocale().toString(seconds, "f", 1)
    if camera:
        return translate("Trial", "The event came back after {n} s, from {camera}.").format(n=shown, camera=camera)
    return translate("Trial", "The event came back after {n} s.").format(n=shown)
