"""Sample pairs of the report: which events of a camera are shown, and how their faces stand side by side."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

from sophon_monitor.domain.checks import CameraChecks, face_px
from sophon_monitor.domain.records import EventRecord, Verdict
from sophon_monitor.protocol.messages import PersonType, PictureState
from sophon_monitor.report import report_words as words
from sophon_monitor.report.evidence import Evidence
from sophon_monitor.report.report_pieces import Piece, local, plain
from sophon_monitor.report.report_words import translate

MOST_RIGHT, MOST_FAILING, MOST_OTHER = 3, 12, 4
IN_A_ROW = 4
Sizes = Mapping[str, tuple[int, int]]  # name of a face to its width and height on the page


def samples(camera: CameraChecks, evidence: Evidence) -> tuple[tuple[EventRecord, ...], int]:
    """The events of a camera that are shown, failing ones first; and how many failing ones are left out."""
    here = [record for record in evidence.judged if record.camera_key == camera.camera_key]
    failing = _failing(camera)
    bad = [record for record in here if record.id in failing]
    rest = [record for record in here if record.id not in failing]
    good = [record for record in rest if record.verdict is Verdict.RIGHT]
    matches = [record for record in good if record.person_type is not PersonType.STRANGER][:MOST_RIGHT]
    strangers = [record for record in good if record.person_type is PersonType.STRANGER][:1]
    others = [record for record in rest if record.verdict is not Verdict.RIGHT][:MOST_OTHER]
    return (*bad[:MOST_FAILING], *others, *matches, *strangers), max(len(bad) - MOST_FAILING, 0)


def _failing(camera: CameraChecks) -> set[int]:
    return {event_id for check in camera.failures for event_id in check.events}


def sample_pieces(camera: CameraChecks, evidence: Evidence, faces: Sizes) -> list[Piece]:
    """Rows of pairs; nothing where nothing was judged."""
    found, left_out = samples(camera, evidence)
    if not found:
        return []
    failing = _failing(camera)
    which = f"<p class='small soft'>{html.escape(translate('History', 'Seen · registered'))}</p>"
    rows = [found[at : at + IN_A_ROW] for at in range(0, len(found), IN_A_ROW)]
    pieces = [Piece(which, leads=True, space_px=8.0)]
    pieces += [Piece(_row(row, failing, evidence, faces), space_px=6.0) for row in rows]
    if left_out:
        text = translate("Report", "Further failing events that are not shown here: {count}.").format(count=left_out)
        pieces.append(Piece(f"<p class='small'>{html.escape(text)}</p>", space_px=4.0))
    return pieces


def _row(row: Sequence[EventRecord], failing: set[int], evidence: Evidence, faces: Sizes) -> str:
    """Faces side by side, and below them whose they are; a row of the table each, so that all lines are level."""
    width = f"width='{100 // IN_A_ROW}%'"
    empty = f"<td {width}></td>" * (IN_A_ROW - len(row))
    above = "".join(f"<td valign='bottom' {width}>{_pictures(record, evidence, faces)}</td>" for record in row)
    below = "".join(
        f"<td valign='top' class='small' {width}>{'<br/>'.join(_caption(record, is_failing=record.id in failing))}</td>"
        for record in row
    )
    return f"<table width='100%' cellspacing='0' cellpadding='2'><tr>{above}{empty}</tr><tr>{below}{empty}</tr></table>"


def _pictures(record: EventRecord, evidence: Evidence, faces: Sizes) -> str:
    if record.id in evidence.unkept:
        wish = translate("Report", "pictures not kept, at this person's wish")
        return f"<span class='small soft'>{html.escape(wish)}</span>"
    kinds = ("live",) if record.person_type is PersonType.STRANGER else ("live", "registered")
    return "&nbsp;".join(_face(record, kind, evidence, faces) for kind in kinds)


def _caption(record: EventRecord, *, is_failing: bool) -> list[str]:
    verdict = {Verdict.RIGHT: "✓", Verdict.WRONG: "✗", Verdict.UNSURE: "?"}.get(record.verdict or Verdict.UNSURE, "?")
    stranger = record.person_type is PersonType.STRANGER
    name = translate("Report", "Stranger") if stranger else (record.person_name or record.person_id or words.NOTHING)
    lines = [f"<b>{verdict} {plain(name, 24)}</b>", local(record.received_at_ms / 1000)]
    if stranger and record.verdict is Verdict.WRONG:
        lines.append(html.escape(translate("Verdict", "Should have been recognised")))
    if record.score is not None:
        lines.append(html.escape(translate("Report", "score {score}").format(score=words.number(record.score))))
    size = face_px(record) or record.live_px
    if is_failing and size is not None:
        lines.append(html.escape(translate("SignOff", "face {size} px").format(size=round(size))))
    if record.really:
        lines.append(html.escape(translate("Report", "really {name}").format(name="")) + plain(record.really, 24))
    return lines


def _face(record: EventRecord, kind: str, evidence: Evidence, faces: Sizes) -> str:
    name = f"face:{record.id}:{kind}"
    if name in faces:
        width, height = faces[name]
        return f"<img src='{name}' width='{width}' height='{height}'/>"
    state = record.live.state if kind == "live" else record.registered.state
    if state is PictureState.PRESENT:  # it was there when its row was read
        state = PictureState.UNDECODABLE if "pictures" in evidence.unfinished else PictureState.EXPIRED
    return f"<span class='small soft'>[{html.escape(words.picture_word(state))}]</span>"
