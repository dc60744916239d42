"""Whole sessions, from events and verdicts to the page, the export and the report: exact counts, in both languages."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from sophon_monitor.app.command import main
from sophon_monitor.app.languages import Languages
from sophon_monitor.domain.changes import BoxChanged, CameraChanged, EventJudged
from sophon_monitor.domain.records import EventRecord, ScoreScale, Verdict
from sophon_monitor.protocol.messages import PersonType
from sophon_monitor.qtmodels.sign_off_words import result_word, site_sentence
from sophon_monitor.report.evidence import as_json, gather
from sophon_monitor.report.evidence_document import digest_of
from sophon_monitor.services.archive_reader import ArchiveReader
from tests.services.archive_samples import NOW_MS, Site, box, camera, event

R, W, U = Verdict.RIGHT, Verdict.WRONG, Verdict.UNSURE
Step = tuple[str, Verdict | None]

# Who came ("?" a stranger), and what was judged: None where nobody judged.
SESSIONS: dict[str, list[Step]] = {
    "all there": [("1", R), ("2", R), ("1", R), ("?", R)],
    "two of three": [("1", R), ("2", R), ("?", R)],
    "one wrong": [("1", R), ("2", R), ("1", R), ("?", R), ("3", W)],
    "only strangers": [("?", R), ("?", R)],
    "no events": [],
    "nobody judged": [("1", None), ("2", None)],
    "unsure alone": [("1", U), ("2", U)],
    "one person only": [("1", R), ("1", R), ("1", R), ("?", R)],
}
# correct, people, wrong, stranger: needed, done, state; then the camera in both languages
N, F, O, P = "not_tested", "failed", "open", "passed"  # noqa: E741 - as read in the table below
EXPECTED = {
    "all there": ((3, 3, P), (2, 2, P), (0, 0, P), (1, 1, P), "✓ Passed", "✓ 合格"),
    "two of three": ((3, 2, O), (2, 2, P), (0, 0, P), (1, 1, P), "1 more to go", "还差 1 次"),
    "one wrong": ((3, 3, P), (2, 2, P), (0, 1, F), (1, 1, P), "✗ Failed", "✗ 不合格"),
    "only strangers": ((3, None, N), (2, None, N), (0, None, N), (1, 2, P), "3 more to go", "还差 3 次"),
    "no events": ((3, None, N), (2, None, N), (0, None, N), (1, None, N), "Not seen yet", "尚无事件"),
    "nobody judged": ((3, None, N), (2, None, N), (0, None, N), (1, None, N), "Not judged yet", "尚未判定"),
    "unsure alone": ((3, 0, O), (2, 0, O), (0, None, N), (1, None, N), "3 more to go", "还差 3 次"),
    "one person only": ((3, 3, P), (2, 1, O), (0, 0, P), (1, 1, P), "People missing: 1", "还差 1 人"),
}


def seen(number: int, who: str) -> EventRecord:
    start = event(
        occurred_at_ms=NOW_MS + number,
        person_id=who,
        person_name=f"Person {who}",
        person_type=PersonType.EMPLOYEE,
        score=93.0,
        score_scale=ScoreScale.PERCENT,
        threshold=82.0,
        face_box=(0.0, 0.0, 96.0, 120.0),
        latency_ms=400.0,
    )
    return start if who != "?" else replace(start, person_id=None, person_name=None, person_type=PersonType.STRANGER)


def play(profile: Path, session: str) -> Path:
    folder = profile / "sites" / "Riverside"
    with Site(folder) as site:
        site.post(BoxChanged(box()), CameraChanged(camera(name="Gate 1")))
        for number, (who, verdict) in enumerate(SESSIONS[session], 1):
            site.post(seen(number, who))
            if verdict is not None:
                site.post(EventJudged(number, verdict, NOW_MS + number, "Li"))
    return folder


@pytest.mark.parametrize("session", SESSIONS)
def test_that_a_session_gives_exactly_these_counts_everywhere(qapp, tmp_path, capsys, session):
    folder = play(tmp_path, session)
    *rules, english, chinese = EXPECTED[session]
    assert main(["export", "checks", "--profile", str(tmp_path), "--format", "jsonl"]) == 0
    rows = {row["rule"]: row for row in map(json.loads, capsys.readouterr().out.splitlines())}
    for name, (needed, done, state) in zip(("correct", "people", "wrong", "stranger"), rules, strict=True):
        assert (rows[name]["needed"], rows[name]["done"], rows[name]["state"]) == (needed, done, state), name
    assert {rows[name]["state"] for name in ("backlight", "mask", "glasses", "side_view", "night")} == {N}
    assert {(row["box_key"], row["camera_key"], row["camera_name"]) for row in rows.values()} == {
        ("SN-A", "C1", "Gate 1")
    }
    with closing(ArchiveReader(folder)) as reader:
        checks = reader.site_checks()
        found = gather(reader, "Riverside", full=False, borrowed=lambda: ())
    assert found.checks == checks
    assert (found.result == "accepted") is (session == "all there")
    languages = Languages(qapp)
    try:
        for language, word in (("en", english), ("zh_CN", chinese)):
            languages.speak(language)
            assert result_word(checks.cameras[0]) == word
        assert site_sentence(checks).startswith("1 个采集设备中")
    finally:
        languages.speak("en")
        for translator in languages._installed:
            qapp.removeTranslator(translator)


def test_that_the_same_session_gives_the_same_evidence(tmp_path):
    digests = set()
    for number in range(2):
        folder = play(tmp_path / str(number), "one wrong")
        with closing(ArchiveReader(folder)) as reader:
            digests.add(digest_of(as_json(gather(reader, "Riverside", full=False, borrowed=lambda: ()))))
    assert len(digests) == 1
