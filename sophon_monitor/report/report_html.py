"""The report as rich text for QTextDocument: what stands where. All text of boxes and people is escaped here."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from sophon_monitor.domain.checks import CameraChecks, Check, CheckState
from sophon_monitor.domain.records import EventRecord, Verdict
from sophon_monitor.domain.sign_off import Condition
from sophon_monitor.domain.site import Box
from sophon_monitor.protocol.messages import PersonType, PictureState
from sophon_monitor.report import report_words as words
from sophon_monitor.report.evidence import ACCEPTED, UNFINISHED, Evidence
from sophon_monitor.report.report_closing import borrowed, health, note, people, untested
from sophon_monitor.report.report_pieces import AMBER, GREEN, RED, in_groups, local, plain, state_badge, table

translate = QCoreApplication.translate

MOST_RIGHT, MOST_FAILING = 3, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """What stands outside the evidence: when and by whom the report is made."""

    at_s: float
    version: str
    inspector: str
    fingerprint: str
    digest: str
    reason: str


def document(evidence: Evidence, making: Making, plots: Sequence[str], pairs: Sequence[int]) -> str:
    """The whole report.

    Args:
        evidence: What it says.
        making: When, by whom, with which key.
        plots: Keys of the boxes that have a health plot: images `plot:0`, `plot:1`, ...
        pairs: Ids of the events whose faces are there: images `face:ID:live` and `face:ID:registered`.
    """
    parts = [_head(evidence, making), _boxes(evidence), _summary(evidence)]
    parts += [_camera(camera, evidence, set(pairs)) for camera in evidence.checks.cameras]
    parts += [health(evidence, plots), untested(evidence), borrowed(evidence), people(evidence)]
    parts.append(note(evidence, making.reason))
    style = (
        "h1{font-size:22pt;} h2{font-size:14pt;margin-top:14px;} h3{font-size:11.5pt;margin-top:12px;}"
        " td,th{padding:3px 6px;} p{margin-top:4px;margin-bottom:4px;} .soft{color:#5a6672;} .small{font-size:8pt;}"
        " .code{font-family:'DejaVu Sans Mono','Consolas','Menlo',monospace;font-size:7.5pt;}"
    )
    return f"<html><head><style>{style}</style></head><body>{''.join(parts)}</body></html>"


# -- first page -------------------------------------------------------------------------------------------------------


def _head(evidence: Evidence, making: Making) -> str:
    inspector = making.inspector or evidence.sign_off.inspector
    facts = (
        (translate("Report", "Site"), f"<b>{plain(evidence.site)}</b>"),
        (translate("Report", "Date"), local(making.at_s)),
        (translate("Report", "Inspector"), plain(inspector) if inspector else words.NOTHING),
        (translate("Report", "Judged"), _span(evidence)),
        (translate("Report", "Made with"), f"Sophon Monitor {plain(making.version)}"),
    )
    ground = {ACCEPTED: GREEN, UNFINISHED: AMBER}.get(evidence.result, RED)
    banner = (
        f"<table width='100%' cellpadding='10' bgcolor='{ground}'><tr><td><span style='font-size:17pt'><b>"
        f"{html.escape(words.result_word(evidence))}</b></span><br/>{html.escape(words.result_sentence(evidence))}"
        "</td></tr></table>"
    )
    rows = "".join(
        f"<tr><td class='soft' width='22%'>{html.escape(name)}</td><td>{value}</td></tr>" for name, value in facts
    )
    seal = translate(
        "Report",
        "This file is sealed: the evidence is attached to it, and a signature covers every byte. "
        "Any reader of PDF shows it; “sophon-monitor verify” checks it. Compare the fingerprint with the installer's.",
    )
    title, fingerprint = translate("Report", "Acceptance report"), translate("Report", "Fingerprint")
    digest = translate("Report", "Evidence")
    return (
        f"<h1>{html.escape(title)}</h1>"
        f"<table width='100%'>{rows}</table><br/>{banner}<br/>{_signatures()}<br/>"
        f"<p class='small'>{html.escape(seal)}</p>"
        f"<table width='100%'><tr><td class='soft small' width='22%'>"
        f"{html.escape(fingerprint)}</td>"
        f"<td class='code'>{in_groups(making.fingerprint)}</td></tr>"
        f"<tr><td class='soft small'>{html.escape(digest)}</td>"
        f"<td class='code'>{in_groups(making.digest)}</td></tr></table>"
    )


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
        text.format(count=count, since=local(evidence.since_ms / 1000), until=local(evidence.until_ms / 1000))
    )


# -- boxes ------------------------------------------------------------------------------------------------------------


def _boxes(evidence: Evidence) -> str:
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
    title = html.escape(translate("Report", "Boxes"))
    note = translate("Report", "Thresholds as read from the box; a dash is what it does not tell.")
    return (
        f"<h2 style='page-break-before:always'>{title}</h2>"
        f"{table(heads, rows)}<p class='small soft'>{html.escape(note)}</p>"
    )


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


def _summary(evidence: Evidence) -> str:
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
    more = ""
    if evidence.checks.unplaced:
        text = translate("Report", "Judged events that name no camera of this site, and count for none: {count}.")
        more = f"<p>{html.escape(text.format(count=evidence.checks.unplaced))}</p>"
    title = html.escape(translate("Report", "Cameras"))
    return f"<h2>{title}</h2>{table(heads, rows)}{more}"


def _camera(camera: CameraChecks, evidence: Evidence, pairs: set[int]) -> str:
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
    return f"<h3>{title} — {html.escape(words.state_word(camera.state))}</h3>{table(heads, rows)}" + _samples(
        camera, evidence, pairs
    )


def _done(check: Check) -> str:
    return (
        html.escape(translate("Report", "yes"))
        if isinstance(check.rule, Condition)
        else words.number(check.done, check.rule)
    )


def samples(camera: CameraChecks, evidence: Evidence) -> tuple[tuple[EventRecord, ...], int]:
    """The events of a camera that are shown, failing ones first; and how many failing ones are left out."""
    here = [record for record in evidence.judged if record.camera_key == camera.camera_key]
    failing = {event_id for check in camera.failures for event_id in check.events}
    bad = [record for record in here if record.id in failing]
    good = [r for r in here if r.verdict is Verdict.RIGHT and r.id not in failing]
    matches = [r for r in good if r.person_type is not PersonType.STRANGER][:MOST_RIGHT]
    strangers = [r for r in good if r.person_type is PersonType.STRANGER][:1]
    return (*bad[:MOST_FAILING], *matches, *strangers), max(len(bad) - MOST_FAILING, 0)


def _samples(camera: CameraChecks, evidence: Evidence, pairs: set[int]) -> str:
    found, left_out = samples(camera, evidence)
    if not found:
        return ""
    cells = [_sample(record, evidence, has_faces=record.id in pairs) for record in found]
    rows = "".join(f"<tr>{''.join(cells[at : at + 4])}</tr>" for at in range(0, len(cells), 4))
    more = ""
    if left_out:
        text = translate("Report", "Further failing events that are not shown here: {count}.").format(count=left_out)
        more = f"<p class='small'>{html.escape(text)}</p>"
    return f"<table cellpadding='4'>{rows}</table>{more}"


def _sample(record: EventRecord, evidence: Evidence, *, has_faces: bool) -> str:
    verdict = {Verdict.RIGHT: "✓", Verdict.WRONG: "✗", Verdict.UNSURE: "?"}.get(record.verdict or Verdict.UNSURE, "?")
    stranger = record.person_type is PersonType.STRANGER
    name = translate("Report", "Stranger") if stranger else (record.person_name or record.person_id or words.NOTHING)
    lines = [f"<b>{verdict} {plain(name, 24)}</b>", local(record.received_at_ms / 1000)[:19]]
    if record.score is not None:
        lines.append(html.escape(translate("Report", "score {score}").format(score=words.number(record.score))))
    if record.really:
        lines.append(html.escape(translate("Report", "really {name}").format(name="")) + plain(record.really, 24))
    faces = _face(record, "live", has_faces) + "&nbsp;" + ("" if stranger else _face(record, "registered", has_faces))
    if record.id in evidence.unkept:
        wish = translate("Report", "pictures not kept, at this person's wish")
        faces = f"<span class='small soft'>{html.escape(wish)}</span>"
    return f"<td valign='top' width='25%'>{faces}<br/><span class='small'>{'<br/>'.join(lines)}</span></td>"


def _face(record: EventRecord, kind: str, there: bool) -> str:
    state = record.live.state if kind == "live" else record.registered.state
    if there and state is PictureState.PRESENT:
        return f"<img src='face:{record.id}:{kind}' width='62' height='74'/>"
    shown = state if state is not PictureState.PRESENT else PictureState.EXPIRED
    return f"<span class='small soft'>[{html.escape(words.picture_word(shown))}]</span>"
