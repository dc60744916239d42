"""The report as pieces of rich text: what stands where. All text of boxes and people is made harmless here."""

from __future__ import annotations

import html
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from sophon_monitor.domain.checks import CameraChecks, Check, CheckState
from sophon_monitor.domain.sign_off import Condition
from sophon_monitor.domain.site import Box
from sophon_monitor.report import report_words as words
from sophon_monitor.report.evidence import ACCEPTED, UNFINISHED, Evidence
from sophon_monitor.report.report_closing import borrowed, health, note, people, untested
from sophon_monitor.report.report_pieces import (
    AMBER,
    GREEN,
    RED,
    Piece,
    heading,
    in_groups,
    local,
    plain,
    state_badge,
    table,
    tables,
    with_zone,
)
from sophon_monitor.report.report_samples import Sizes, sample_pieces

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """What stands outside the evidence: when and by whom the report is made."""

    at_s: float
    version: str
    inspector: str
    fingerprint: str
    digest: str
    reason: str


def document(evidence: Evidence, making: Making, faces: Sizes) -> list[Piece]:
    """The whole report.

    Args:
        evidence: What it says.
        making: When, by whom, with which key.
        faces: Width and height on the page of the faces that are there, by name: `face:ID:live`,
            `face:ID:registered`. Plots are named `plot:0`, `plot:1`, ... in the order of `evidence.health`.
    """
    pieces = [*_head(evidence, making), *_summary(evidence), *_boxes(evidence)]
    for camera in evidence.checks.cameras:
        pieces += _camera(camera, evidence, faces)
    pieces += [*health(evidence), *untested(evidence), *borrowed(evidence), *people(evidence)]
    return [*pieces, *note(evidence, making.reason)]


# -- first page -------------------------------------------------------------------------------------------------------


def _head(evidence: Evidence, making: Making) -> list[Piece]:
    inspector = making.inspector or evidence.sign_off.inspector
    facts = (
        (translate("Report", "Site"), f"<b>{plain(evidence.site)}</b>"),
        (translate("Report", "Date"), with_zone(making.at_s)),
        (translate("Report", "Inspector"), plain(inspector) if inspector else words.NOTHING),
        (translate("Report", "Judged"), _span(evidence)),
        (translate("Report", "Made with"), f"Sophon Monitor {plain(making.version)}"),
    )
    ground = {ACCEPTED: GREEN, UNFINISHED: AMBER}.get(evidence.result, RED)
    banner = (
        f"<table width='100%' cellspacing='0' cellpadding='10' bgcolor='{ground}'><tr><td><span style='font-size:17pt'>"
        f"<b>{html.escape(words.result_word(evidence))}</b></span><br/>{html.escape(words.result_sentence(evidence))}"
        "</td></tr></table>"
    )
    rows = "".join(
        f"<tr><td class='soft' width='22%'>{html.escape(name)}</td><td>{value}</td></tr>" for name, value in facts
    )
    title = html.escape(translate("Report", "Acceptance report"))
    return [
        Piece(f"<h1>{title}</h1><table width='100%' cellspacing='0' cellpadding='3'>{rows}</table>"),
        Piece(banner),
        Piece(_signatures(), space_px=20.0),
        Piece(_seal(making), space_px=18.0),
    ]


def _seal(making: Making) -> str:
    text = translate(
        "Report",
        "This file is sealed: the evidence is attached to it, and a signature covers every byte. "
        "Any reader of PDF shows it; “sophon-monitor verify” checks it. Compare the fingerprint with the installer's.",
    )
    rows = "".join(
        f"<tr><td class='soft small' width='22%'>{html.escape(name)}</td><td class='code'>{in_groups(code)}</td></tr>"
        for name, code in (
            (translate("Report", "Fingerprint"), making.fingerprint),
            (translate("Report", "Evidence"), making.digest),
        )
    )
    return f"<p class='small'>{html.escape(text)}</p><table width='100%' cellspacing='0' cellpadding='2'>{rows}</table>"


def _signatures() -> str:
    line = html.escape(translate("Report", "Name, date, signature"))
    cells = "".join(
        f"<td width='50%'>{html.escape(text)}<br/><br/><br/><hr/><span class='small soft'>{line}</span></td>"
        for text in (translate("Report", "For the customer"), translate("Report", "For the installer"))
    )
    return f"<table width='100%' cellpadding='8'><tr>{cells}</tr></table>"


def _span(evidence: Evidence) -> str:
    count = len(evidence.judged)
    if evidence.since_ms is None or evidence.until_ms is None:
        return html.escape(translate("Report", "no event was judged"))
    text = translate("Report", "{count} events, {since} to {until}")
    return html.escape(
        text.format(count=count, since=local(evidence.since_ms / 1000), until=with_zone(evidence.until_ms / 1000))
    )


# -- boxes ------------------------------------------------------------------------------------------------------------


def _boxes(evidence: Evidence) -> list[Piece]:
    heads = (
        translate("Report", "Box"),
        translate("Report", "Address"),
        translate("Report", "Serial number"),
        translate("Report", "Software"),
        translate("Report", "Threshold"),
        translate("Report", "Clock"),
    )
    rows = [
        (
            f"<b>{plain(box.name, 40)}</b>",
            plain(box.address.host),
            plain(box.sn or words.NOTHING),
            plain(box.software_version or words.NOTHING, 40),
            words.number(box.threshold),
            html.escape(clock(box)),
        )
        for box in evidence.boxes
    ]
    note_text = translate("Report", "Thresholds as read from the box; a dash is what it does not tell.")
    parts = tables(heads, rows, (17, 16, 20, 19, 12, 16))
    parts[-1] = Piece(f"{parts[-1].text}<p class='small soft'>{html.escape(note_text)}</p>", space_px=0.0)
    return [heading(translate("Report", "Boxes")), *parts]


def clock(box: Box) -> str:
    """How far a box's clock is from this computer's."""
    if box.clock_skew_ms is None:
        return translate("Report", "not measured")
    seconds = abs(box.clock_skew_ms) / 1000
    if seconds < 1:
        return translate("Report", "right, to a second")
    ahead = box.clock_skew_ms > 0
    text = translate("Report", "{seconds} s ahead") if ahead else translate("Report", "{seconds} s behind")
    return text.format(seconds=f"{seconds:.0f}")


# -- cameras ----------------------------------------------------------------------------------------------------------


def _summary(evidence: Evidence) -> list[Piece]:
    names = {box.key: box.name for box in evidence.boxes}
    heads = (
        translate("Report", "Camera"),
        translate("Report", "Box"),
        translate("Report", "Events"),
        translate("Report", "Right / wrong / unsure"),
        translate("Report", "People"),
        translate("Report", "Result"),
    )
    rows = [
        (
            f"<b>{plain(camera.camera_name, 40)}</b>",
            plain(names.get(camera.box_key, ""), 40),
            str(camera.events),
            f"{camera.right} / {camera.wrong} / {camera.unsure}",
            str(camera.people),
            state_badge(camera.state),
        )
        for camera in evidence.checks.cameras
    ]
    more = []
    if evidence.checks.unplaced:
        text = translate("Report", "Judged events that name no camera of this site, and count for none: {count}.")
        more = [Piece(f"<p>{html.escape(text.format(count=evidence.checks.unplaced))}</p>", space_px=6.0)]
    return [heading(translate("Report", "Cameras")), *tables(heads, rows, (27, 20, 9, 20, 9, 15)), *more]


def _camera(camera: CameraChecks, evidence: Evidence, faces: Sizes) -> list[Piece]:
    names = {box.key: box.name for box in evidence.boxes}
    heads = (
        translate("Report", "Check"),
        translate("Report", "Needed"),
        translate("Report", "Reached"),
        translate("Report", "Result"),
        "",
    )
    rows = [
        (
            html.escape(words.rule_word(check.rule)),
            words.number(check.needed, check.rule),
            _done(check),
            state_badge(check.state),
            f"<span class='small'>{html.escape(words.reason_sentence(check))}</span>",
        )
        for check in camera.checks
        if not (isinstance(check.rule, Condition) and check.state is CheckState.NOT_TESTED)
    ]
    title = f"{plain(camera.camera_name)} · {plain(names.get(camera.box_key, ''), 40)}"
    checks = f"<h3>{title} &nbsp;{state_badge(camera.state)}</h3>{table(heads, rows, (30, 11, 11, 14, 34))}"
    pairs = sample_pieces(camera, evidence, faces)
    return [Piece(checks, leads=bool(pairs), space_px=24.0), *pairs]


def _done(check: Check) -> str:
    return (
        html.escape(translate("Report", "yes"))
        if isinstance(check.rule, Condition)
        else words.number(check.done, check.rule)
    )
