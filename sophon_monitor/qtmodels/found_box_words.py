"""Boxes that were found, in words: ports, oddities, clock, what is wrong with a range or a list."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from sophon_monitor.domain.box_list_file import RowErrorCode, RowProblem
from sophon_monitor.domain.found_boxes import FoundBox, Oddity, OddityKind, PortState
from sophon_monitor.domain.scan_ranges import RangeError, RangeErrorCode
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.qtmodels.site_words import age_text, generation_word

translate = QCoreApplication.translate

CLOCK_MAY_DIFFER_S = 60.0


def model_text(found: FoundBox) -> str:
    """Product and model: "SE5 · SE50221"."""
    product = "" if found.generation is None else "SE3" if found.generation is Generation.SE3 else "SE5"
    model = found.model or ""
    if not model:
        return product or "–"
    if f"{model} ".startswith(f"{product} "):
        return model
    return f"{product} · {model}" if product else model


def port_word(state: PortState) -> str:
    """What one port did."""
    match state:
        case PortState.ANSWERS:
            return translate("FindBoxes", "answers")
        case PortState.OTHER:
            return translate("FindBoxes", "something else answers")
        case PortState.SILENT:
            return translate("FindBoxes", "takes the call and says nothing")
        case PortState.REFUSED:
            return translate("FindBoxes", "closed")
        case PortState.UNREACHABLE:
            return translate("FindBoxes", "not reached")
        case PortState.NOT_TRIED:
            return translate("FindBoxes", "not tried")


def oddity_sentence(oddity: Oddity) -> str:
    """What is worth knowing about a box that was found."""
    match oddity.kind:
        case OddityKind.ALREADY_ADDED:
            return translate("FindBoxes", "already added")
        case OddityKind.SAME_SN:
            sentence = translate("FindBoxes", "same serial number as {other}")
        case OddityKind.NEW_SN:
            sentence = translate("FindBoxes", "another serial number than {other} had here")
        case OddityKind.MOVED:
            sentence = translate("FindBoxes", "this is {other}, at a new address")
        case OddityKind.EQUAL_CAMERAS:
            sentence = translate("FindBoxes", "cameras with the same ids as {other}")
    return sentence.format(other=oddity.other)


def clock_sentence(skew_ms: float | None) -> str:
    """How the box's clock stands beside ours."""
    if skew_ms is None:
        return translate("FindBoxes", "its clock cannot be read")
    seconds = skew_ms / 1000
    if abs(seconds) <= CLOCK_MAY_DIFFER_S:
        return translate("FindBoxes", "its clock is right")
    if seconds > 0:
        return translate("FindBoxes", "its clock is {span} ahead").format(span=_span_text(seconds))
    return translate("FindBoxes", "its clock is {span} behind").format(span=_span_text(-seconds))


def _span_text(seconds: float) -> str:
    """Of hours the nearest minute is told: "8 h" is a wrong time zone, "7 h 59 min" would hide that."""
    minutes = round(seconds / 60)
    if minutes < 60:
        return age_text(seconds)
    if minutes % 60 == 0 and minutes < 24 * 60:
        return translate("FindBoxes", "{hours} h").format(hours=minutes // 60)
    return age_text(minutes * 60)


def clock_is_off(skew_ms: float | None) -> bool:
    """Whether the clock of a box is wrong by more than one would overlook."""
    return skew_ms is not None and abs(skew_ms) / 1000 > CLOCK_MAY_DIFFER_S


def identity_text(found: FoundBox) -> str:
    """What box it is, in one line: model, serial number, software, cameras."""
    serial = translate("FindBoxes", "SN {sn}").format(sn=found.sn or "–")
    count = found.cameras
    cameras = translate("FindBoxes", "%n cameras", "", count) if count is not None else ""
    generation = generation_word(found.generation)
    parts = (model_text(found), serial, generation, found.software_version or "", cameras)
    return " · ".join(part for part in parts if part)


def ports_text(found: FoundBox) -> str:
    """What each of the three ports did: "5555: answers · 5679: closed · …"."""
    address = found.address
    system = port_word(found.system)
    if found.generation is Generation.SE3 and found.system is not PortState.ANSWERS:
        system = translate("FindBoxes", "not on an SE3")
    words = ((address.api, port_word(found.api)), (address.stream, port_word(found.stream)), (address.system, system))
    return " · ".join(translate("FindBoxes", "{port}: {state}").format(port=port, state=word) for port, word in words)


def range_sentence(error: RangeError) -> str:
    """What is wrong with the addresses to search."""
    match error.code:
        case RangeErrorCode.EMPTY:
            sentence = translate("FindBoxes", "Type addresses, such as 192.168.1.1-254.")
        case RangeErrorCode.NOT_AN_ADDRESS:
            sentence = translate("FindBoxes", "“{text}” is no address and no range.")
        case RangeErrorCode.BACKWARDS:
            sentence = translate("FindBoxes", "“{text}” ends before it begins.")
        case RangeErrorCode.TOO_MANY:
            sentence = translate("FindBoxes", "Too many addresses: {most} at most. Search one part of the network.")
        case RangeErrorCode.NOT_A_HOST:
            sentence = translate("FindBoxes", "No box can have the address “{text}”.")
    return sentence.format(text=error.values.get("text", ""), most=error.values.get("most", ""))


def row_sentence(problem: RowProblem) -> str:
    """Why a row of a list was left out."""
    reason = _row_reason(problem.code).format(
        **{name: problem.values.get(name, "") for name in ("address", "port", "line", "most")}
    )
    if problem.line == 0:
        return reason
    return translate("FindBoxes", "Line {line}: {reason}").format(line=problem.line, reason=reason)


def _row_reason(code: RowErrorCode) -> str:
    match code:
        case RowErrorCode.NO_ADDRESS:
            return translate("FindBoxes", "it has no address.")
        case RowErrorCode.NOT_AN_ADDRESS:
            return translate("FindBoxes", "“{address}” is no address.")
        case RowErrorCode.NOT_A_HOST:
            return translate("FindBoxes", "no box can have the address “{address}”.")
        case RowErrorCode.TOO_MANY_COLONS:
            return translate("FindBoxes", "“{address}” has too many colons: it is address:API:events:system.")
        case RowErrorCode.BAD_PORT:
            return translate("FindBoxes", "“{port}” is no port: it must be 1 to 65535.")
        case RowErrorCode.BROKEN_QUOTES:
            return translate("FindBoxes", "a quotation mark is missing.")
        case RowErrorCode.TWICE:
            return translate("FindBoxes", "{address} stands in line {line} already.")
        case RowErrorCode.TOO_MANY_ROWS:
            return translate("FindBoxes", "more than {most} rows: the rest was not read.")
        case RowErrorCode.TOO_LARGE:
            return translate("FindBoxes", "The list is too large; nothing was read.")
        case RowErrorCode.NOT_TEXT:
            return translate("FindBoxes", "This is no text; nothing was read.")
