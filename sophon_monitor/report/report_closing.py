"""The last pages of the report: health, what was not tested, what was changed on the boxes, people and their data."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from sophon_monitor.domain.checks import CheckState
from sophon_monitor.domain.site import BoxKey
from sophon_monitor.report import report_words as words
from sophon_monitor.report.evidence import Evidence
from sophon_monitor.report.report_pieces import local, plain, table

translate = QCoreApplication.translate


def health(evidence: Evidence, plots: Sequence[str]) -> str:
    """The plots of the boxes."""
    title = html.escape(translate("Report", "Health of the boxes"))
    note = translate(
        "Report",
        "Red: no heartbeat from the box. Hatched grey: this program was not running, so nobody knows.",
    )
    names = {box.key: box.name for box in evidence.boxes}
    images = "".join(
        f"<p><b>{plain(names.get(BoxKey(key), key), 60)}</b><br/>"
        f"<img src='plot:{number}' width='520' height='150'/></p>"
        for number, key in enumerate(plots)
    )
    if not images:
        nothing = html.escape(translate("Report", "No heartbeat was received."))
        return f"<h2>{title}</h2><p>{nothing}</p>"
    return f"<h2>{title}</h2><p class='small soft'>{html.escape(note)}</p>{images}"


def untested(evidence: Evidence) -> str:
    """What nobody has tested, camera by camera."""
    title = html.escape(translate("Report", "What was not tested"))
    lines = []
    for camera in evidence.checks.cameras:
        rules = [words.rule_word(check.rule) for check in camera.checks if check.state is CheckState.NOT_TESTED]
        if rules:
            lines.append(f"<li>{plain(camera.camera_name)}: {html.escape(', '.join(rules))}</li>")
    everything = html.escape(translate("Report", "Everything was tested."))
    body = "".join(lines) or f"<li>{everything}</li>"
    return f"<h2>{title}</h2><ul>{body}</ul>"


def borrowed(evidence: Evidence) -> str:
    """What this program changed on the boxes, and what became of it."""
    title = html.escape(translate("Report", "What was changed on the boxes, and put back"))
    if not evidence.borrowed:
        nothing = html.escape(translate("Report", "This program changed nothing on the boxes."))
        return f"<h2>{title}</h2><p>{nothing}</p>"
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
    return f"<h2>{title}</h2>{table(heads, rows)}"


def people(evidence: Evidence) -> str:
    """The test people, as they may be named; "" where none are."""
    if not evidence.sign_off.people:
        return ""
    title = html.escape(translate("Report", "Test people"))
    items = []
    for person in evidence.sign_off.people:
        name = person.name if evidence.full else f"{person.name[:1]}***"
        wish = "" if person.keep_pictures else " – " + translate("Report", "wants no pictures kept")
        items.append(f"<li>{plain(name)}{html.escape(wish)}</li>")
    return f"<h2>{title}</h2><ul>{''.join(items)}</ul>"


def note(evidence: Evidence, reason: str) -> str:
    """What of persons can be seen in the report, and why."""
    title = html.escape(translate("Report", "Personal data"))
    if evidence.full:
        text = translate("Report", "This report shows whole names and faces. Reason given: {reason}")
        said = html.escape(text.format(reason="")) + plain(reason, 200)
    else:
        said = html.escape(translate("Report", "Names are shortened and faces pixelated in this report."))
    return f"<h2>{title}</h2><p>{said}</p>"
