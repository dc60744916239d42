"""The last pages of the report: health, what was not tested, what was changed on the boxes, people and their data."""

from __future__ import annotations

import html

from PySide6.QtCore import QCoreApplication

from sophon_monitor.domain.checks import CameraChecks, Check, CheckState
from sophon_monitor.domain.health_curves import Gap
from sophon_monitor.domain.health_history import Measurement
from sophon_monitor.domain.sign_off import Condition
from sophon_monitor.report import report_words as words
from sophon_monitor.report.evidence import Evidence
from sophon_monitor.report.health_found import BoxHealth
from sophon_monitor.report.report_pieces import Piece, heading, local, plain, tables
from sophon_monitor.report.report_plot import TALL, WIDE

translate = QCoreApplication.translate

MOST_GAPS = 12
SEPARATOR = " · "


def health(evidence: Evidence) -> list[Piece]:
    """The plots of the boxes, each with its peaks and silences in words."""
    title = heading(translate("Report", "Health of the boxes"))
    nothing = html.escape(translate("Report", "No heartbeat was received."))
    if "health" in evidence.unfinished:
        nothing = html.escape(translate("Report", "cannot be shown"))
    if not evidence.health:
        return [title, Piece(f"<p>{nothing}</p>", space_px=0.0)]
    note = translate(
        "Report",
        "Red: no heartbeat from the box. Hatched grey: this program was not running, so nobody knows.",
    )
    names = {box.key: box.name for box in evidence.boxes}
    pieces = [title, Piece(f"<p class='small soft'>{html.escape(note)}</p>", leads=True, space_px=0.0)]
    for number, found in enumerate(evidence.health):
        text = (
            f"<p><b>{plain(names.get(found.box_key, found.box_key), 60)}</b> &nbsp;"
            f"<span class='small soft'>{html.escape(_peaks(found))}</span></p>"
            f"<img src='plot:{number}' width='{WIDE // 2}' height='{TALL // 2}'/>"
            f"<p class='small'>{html.escape(_gaps(found))}</p>"
        )
        pieces.append(Piece(text, space_px=10.0))
    heard = {found.box_key for found in evidence.health}
    for box in evidence.boxes:
        if box.key not in heard:
            text = f"<p><b>{plain(box.name, 60)}</b> &nbsp;<span class='small'>{nothing}</span></p>"
            pieces.append(Piece(text, space_px=6.0))
    return pieces


def _peaks(found: BoxHealth) -> str:
    parts = []
    for measurement, name in (
        (Measurement.CPU, translate("Report", "CPU")),
        (Measurement.MEMORY, translate("Report", "Memory")),
        (Measurement.DISK, translate("Report", "Disk")),
    ):
        peak = found.peak(measurement)
        if peak is not None:
            value = translate("Health", "{n} %").format(n=f"{peak:.0f}")
            parts.append(f"{name} {translate('Health', '{value} peak').format(value=value)}")
    return SEPARATOR.join(parts)


def _gaps(found: BoxHealth) -> str:
    shown = [_gap(gap) for gap in found.gaps[:MOST_GAPS]]
    if len(found.gaps) > MOST_GAPS:
        shown.append(f"… ({translate('Health', '{n} gaps').format(n=len(found.gaps))})")
    return SEPARATOR.join(shown) or translate("Health", "no gaps")


def _gap(gap: Gap) -> str:
    length = words.length(gap.end_s - gap.start_s)
    text = translate("Health", "no heartbeat {length}") if gap.watched else translate("Health", "not watching {length}")
    return f"{local(gap.start_s)[5:]} {text.format(length=length)}"


def untested(evidence: Evidence) -> list[Piece]:
    """What nobody has tested, camera by camera."""
    rows = [(f"<b>{plain(c.camera_name, 40)}</b>", _rules(c)) for c in evidence.checks.cameras if _untested(c)]
    title = heading(translate("Report", "What was not tested"))
    if not rows:
        text = (
            translate("Report", "Everything was tested.")
            if evidence.checks.cameras
            else translate("Report", "No camera is known, so nothing was tested.")
        )
        return [title, Piece(f"<p>{html.escape(text)}</p>", space_px=0.0)]
    heads = (translate("Report", "Camera"), translate("Report", "Check"))
    return [title, *tables(heads, rows, (28, 72))]


def _untested(camera: CameraChecks) -> list[Check]:
    return [check for check in camera.checks if check.state is CheckState.NOT_TESTED]


def _rules(camera: CameraChecks) -> str:
    rules = [check.rule for check in _untested(camera)]
    lines = [
        SEPARATOR.join(words.rule_word(rule) for rule in rules if not isinstance(rule, Condition)),
        SEPARATOR.join(words.condition_word(rule) for rule in rules if isinstance(rule, Condition)),
    ]
    return "<br/>".join(html.escape(line) for line in lines if line)


def borrowed(evidence: Evidence) -> list[Piece]:
    """What this program changed on the boxes, and what became of it."""
    title = heading(translate("Report", "What was changed on the boxes, and put back"))
    if not evidence.borrowed:
        text = (
            translate("Report", "cannot be shown")
            if "borrowed" in evidence.unfinished
            else translate("Report", "This program changed nothing on the boxes.")
        )
        return [title, Piece(f"<p>{html.escape(text)}</p>", space_px=0.0)]
    heads = (
        translate("Report", "Box"),
        translate("Report", "Setting"),
        translate("Report", "When"),
        translate("Report", "Result"),
    )
    rows = [
        (
            plain(entry.box_name, 40),
            plain(entry.setting),
            local(entry.began_at_s),
            html.escape(words.borrowed_sentence(entry)),
        )
        for entry in evidence.borrowed
    ]
    return [title, *tables(heads, rows, (20, 23, 22, 35))]


def people(evidence: Evidence) -> list[Piece]:
    """The test people, as they may be named; nothing where none are."""
    if not evidence.sign_off.people:
        return []
    items = []
    for person in evidence.sign_off.people:
        name = person.name if evidence.full else f"{person.name[:1]}***"
        wish = "" if person.keep_pictures else " – " + translate("Report", "wants no pictures kept")
        items.append(f"{plain(name)}{html.escape(wish)}")
    return [heading(translate("Report", "Test people")), Piece(f"<p>{'<br/>'.join(items)}</p>", space_px=0.0)]


def note(evidence: Evidence, reason: str) -> list[Piece]:
    """What of persons can be seen in the report, and why."""
    if evidence.full:
        text = translate("Report", "This report shows whole names and faces. Reason given: {reason}")
        said = html.escape(text.format(reason="")) + plain(reason, 200)
    else:
        said = html.escape(translate("Report", "Names are shortened and faces pixelated in this report."))
    return [heading(translate("Report", "Personal data")), Piece(f"<p>{said}</p>", space_px=0.0)]
