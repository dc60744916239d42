"""Verdicts, rules and reports in the archive: kept, audited, and obeyed where pictures are not to be kept."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

from sophon_monitor.domain.changes import (
    BoxChanged,
    CameraChanged,
    EventJudged,
    RecognitionFilled,
    RecognitionSeen,
    ReportMade,
    SignOffChanged,
)
from sophon_monitor.domain.checks import CheckState
from sophon_monitor.domain.records import EventSource, MadeReport, ScoreScale, Verdict
from sophon_monitor.domain.sign_off import Condition, Rules, SignOff, TestPerson, Tick
from sophon_monitor.domain.site import CameraKey
from sophon_monitor.protocol.messages import PersonType, PictureState
from sophon_monitor.services.archive_reader import ArchiveReader
from sophon_monitor.services.archive_schema import DATABASE, MIGRATIONS
from sophon_monitor.services.archive_sign_off import note_report
from sophon_monitor.services.sign_off_document import read_sign_off, sign_off_document
from tests.services.archive_samples import NOW_MS, Site, box, camera, event, jpeg, picture_files, present

LATER = NOW_MS + 5_000


def read(folder: Path) -> ArchiveReader:
    return ArchiveReader(folder)


def test_that_a_verdict_is_kept_with_time_and_inspector_and_handed_on(tmp_path: Path) -> None:
    change = EventJudged(1, Verdict.RIGHT, LATER, "Li")
    with Site(tmp_path) as site:
        site.post(event())
        site.post(change)
    record = read(tmp_path).event(1)
    assert record is not None
    assert (record.verdict, record.verdict_at_ms, record.verdict_by) == (Verdict.RIGHT, LATER, "Li")
    assert change in site.kept.changes


def test_that_every_change_of_a_verdict_leaves_a_line(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(event())
        site.post(EventJudged(1, Verdict.WRONG, LATER, "Li", really="Wang"))
        site.post(EventJudged(1, Verdict.RIGHT, LATER + 1, "Zhao"))
        site.post(EventJudged(1, None, LATER + 2, "Zhao"))
    reader = read(tmp_path)
    record = reader.event(1)
    assert record is not None
    assert (record.verdict, record.verdict_at_ms, record.verdict_by, record.really) == (None, None, None, None)
    lines = [(note.verdict, note.at_ms, note.inspector, note.really) for note in reader.verdict_notes(1)]
    assert lines == [
        (Verdict.WRONG, LATER, "Li", "Wang"),
        (Verdict.RIGHT, LATER + 1, "Zhao", None),
        (None, LATER + 2, "Zhao", None),
    ]


def test_that_a_verdict_on_an_event_that_is_gone_is_not_told(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(EventJudged(77, Verdict.RIGHT, LATER))
    assert site.kept.changes == []


def test_that_a_verdict_in_the_same_batch_as_its_event_holds(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(event(), EventJudged(1, Verdict.UNSURE, LATER))
    assert [e.verdict for e in read(tmp_path).judged_events()] == [Verdict.UNSURE]


def test_that_judging_notes_how_wide_the_live_picture_is(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(event(live=present(jpeg(72, 96))), EventJudged(1, Verdict.RIGHT, LATER))
    (judged,) = read(tmp_path).judged_events()
    assert judged.live_px == 72


def test_that_the_line_goes_with_its_event(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(event(), EventJudged(1, Verdict.RIGHT, LATER, "Li"))
        site.clock.at_s += 91 * 86_400
    with Site(tmp_path, clock=site.clock) as again:
        again.archive.set_retention(again.archive._retention)
        while read(tmp_path).event(1) is not None:
            pass
    assert read(tmp_path).verdict_notes(1) == ()


def test_that_rules_people_ticks_and_inspector_come_back(tmp_path: Path) -> None:
    asked = SignOff(
        rules=Rules(correct=5, latency_s=1.5, score=False),
        people=(TestPerson(name="张明", person_id="1", keep_pictures=False), TestPerson(name="Li")),
        ticks=(Tick(CameraKey("C1"), Condition.NIGHT, LATER, "Zhao"),),
        inspector="Zhao",
    )
    with Site(tmp_path) as site:
        assert read(tmp_path).sign_off() == SignOff()
        site.post(SignOffChanged(asked))
    assert read(tmp_path).sign_off() == asked


def test_that_an_odd_document_gives_defaults_and_no_failure() -> None:
    assert read_sign_off("[1, 2") == read_sign_off("3") == SignOff()
    odd = '{"rules": {"correct": -1, "people": "x", "face_px": 120.0, "score": 1}, "people": [{"name": 3}, "x"]}'
    assert read_sign_off(odd) == SignOff(rules=Rules(face_px=120))
    assert read_sign_off(sign_off_document(SignOff(inspector="a" * 900))).inspector == "a" * 120


def test_that_pictures_of_a_person_who_does_not_want_them_go_with_the_verdict(tmp_path: Path) -> None:
    person = TestPerson(name="张明", keep_pictures=False)
    with Site(tmp_path) as site:
        site.post(SignOffChanged(SignOff(people=(person,))))
        site.post(
            event(live=present(jpeg()), registered=present(jpeg(seed=1))),
            event(person_name="Li", person_id="2", live=present(jpeg(seed=2)), occurred_at_ms=5),
        )
        before = site.archive.figures.picture_bytes
        site.post(EventJudged(1, Verdict.RIGHT, LATER), EventJudged(2, Verdict.RIGHT, LATER))
        assert site.archive.figures.picture_bytes < before
    reader = read(tmp_path)
    first, second = reader.judged_events()
    assert (first.live.state, first.registered.state) == (PictureState.EXPIRED, PictureState.EXPIRED)
    assert second.live.state is PictureState.PRESENT
    assert len(picture_files(tmp_path)) == 1
    (told,) = site.kept.filled
    assert (told.id, told.verdict, told.live.state) == (1, Verdict.RIGHT, PictureState.EXPIRED)


def test_that_the_wish_holds_for_what_was_judged_before_and_after_the_report_for_the_rest(tmp_path: Path) -> None:
    person = TestPerson(name="x", person_id="00450017", keep_pictures=False)
    with Site(tmp_path) as site:
        site.post(event(live=present(jpeg())), event(live=present(jpeg(seed=1)), occurred_at_ms=9))
        site.post(EventJudged(1, Verdict.RIGHT, LATER))
        site.post(SignOffChanged(SignOff(people=(person,))))
        assert len(picture_files(tmp_path)) == 1
        site.post(ReportMade(MadeReport(at_ms=LATER, file="a.pdf", digest="00", full=False, accepted=False)))
        assert picture_files(tmp_path) == []
        assert site.archive.figures.picture_bytes == 0


def test_that_reports_are_noted_with_and_without_a_window(tmp_path: Path) -> None:
    first = MadeReport(at_ms=LATER, file="a.pdf", digest="00", full=True, accepted=True, inspector="Li")
    with Site(tmp_path) as site:
        site.post(ReportMade(first))
        note_report(tmp_path, replace(first, full=False))
    note_report(tmp_path, replace(first, at_ms=LATER + 1))
    assert read(tmp_path).made_reports() == (first, replace(first, full=False), replace(first, at_ms=LATER + 1))


def test_that_an_event_sent_twice_by_the_same_way_is_counted_and_by_another_is_not(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(event())
        site.post(event(), event(source=EventSource.HTTP))
        site.post(event())
    record = read(tmp_path).event(1)
    assert record is not None
    assert record.repeats == 2


def test_that_the_checks_of_the_site_come_out_of_the_archive(tmp_path: Path) -> None:
    good = event(
        live=present(jpeg()),
        face_box=(0.0, 0.0, 90.0, 90.0),
        latency_ms=300.0,
        score=93.0,
        score_scale=ScoreScale.PERCENT,
        threshold=82.0,
    )
    records = [replace(good, person_id=str(number % 2), occurred_at_ms=number) for number in range(3)]
    unknown = replace(good, person_id=None, person_type=PersonType.STRANGER, occurred_at_ms=9)
    with Site(tmp_path) as site:
        site.post(BoxChanged(box()), CameraChanged(camera()), CameraChanged(camera(key=CameraKey("C2"))))
        site.post(*records, unknown)
        site.post(*(EventJudged(number, Verdict.RIGHT, LATER) for number in (1, 2, 3)))
        gate = read(tmp_path).site_checks().cameras[0]
        assert (gate.state, gate.events, gate.right) == (CheckState.OPEN, 4, 3)
        site.post(EventJudged(4, Verdict.RIGHT, LATER))
    found = read(tmp_path).site_checks()
    assert [c.state for c in found.cameras] == [CheckState.PASSED, CheckState.NOT_TESTED]
    assert not found.is_accepted


def test_that_an_archive_of_the_version_before_is_read_without_verdicts(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / DATABASE) as connection:
        for steps in MIGRATIONS[:2]:
            for step in steps:
                connection.execute(step)
        connection.execute("PRAGMA user_version = 2")
        connection.execute(
            "INSERT INTO events (received_at_ms, box_key, person_type, score_scale, live_state, registered_state,"
            " scene_state, source, verdict) VALUES (?, 'b', 'visitor', 'percent', 'absent', 'absent', 'absent',"
            " 'http', NULL)",
            (NOW_MS,),
        )
    connection.close()
    reader = read(tmp_path)
    record = reader.event(1)
    assert record is not None
    assert (record.repeats, record.verdict_by) == (0, None)
    assert (reader.sign_off(), reader.verdict_notes(1), reader.made_reports()) == (SignOff(), (), ())
    reader.close()
    with Site(tmp_path) as site:
        site.post(EventJudged(1, Verdict.RIGHT, LATER, "Li"))
    assert [e.verdict_by for e in read(tmp_path).judged_events()] == ["Li"]


def test_that_a_verdict_that_cannot_be_kept_now_is_kept_later(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(event())
        blocker = sqlite3.connect(tmp_path / DATABASE, isolation_level=None)
        blocker.execute("BEGIN IMMEDIATE")
        site.archive.post((EventJudged(1, Verdict.RIGHT, LATER), SignOffChanged(SignOff(inspector="Li"))))
        assert not site.archive.flush(0.3)
        blocker.execute("ROLLBACK")
        blocker.close()
        assert site.archive.flush(10.0)
        assert sum(isinstance(c, EventJudged) for c in site.kept.changes) == 1
        assert not [c for c in site.kept.changes if isinstance(c, RecognitionFilled)]
        assert len([c for c in site.kept.changes if isinstance(c, RecognitionSeen)]) == 1
    assert read(tmp_path).sign_off().inspector == "Li"
