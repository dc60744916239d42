"""Exports: the fields of the contract, what they hide, and what spreadsheets and scripts need."""

from __future__ import annotations

import csv
import io
import json
import stat
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image

from sophon_monitor.domain.changes import BoxChanged, BoxRemoved, CameraChanged, EventJudged
from sophon_monitor.domain.checks import Rule
from sophon_monitor.domain.records import Verdict
from sophon_monitor.domain.sign_off import Condition
from sophon_monitor.domain.site import BoxKey, Liveness
from sophon_monitor.protocol.messages import CameraStatus, Generation, Health, PersonType, Picture, PictureState
from sophon_monitor.report.export import Format, export, parse_time
from sophon_monitor.report.export_rows import FIELDS, What, iso_time
from sophon_monitor.services.archive_reader import ArchiveReader
from tests.services.archive_samples import (
    BOX,
    NOW_MS,
    NOW_S,
    Site,
    box,
    camera,
    event,
    heartbeat,
    jpeg,
    png,
    present,
)

# Word by word from interfaces.md section 3: a contract, so it stands here a second time.
CONTRACT = {
    "heartbeats": """received_at, box_key, box_sn, box_name, box_ip, box_mac, license, generation, status, state_code,
        state_text, cpu_percent, tpu_percent, memory_percent, memory_total_gb, disk_percent, disk_total_gb,
        disk_free_gb, temperature_c, board_temperature_c, fan_rpm, software_version, sdk_version, source""",
    "cameras": """box_key, camera_key, camera_id, aliases, name, ip, url, type, status, group, permission_id, location,
        software_version, last_seen_at, last_event_at""",
    "events": """id, received_at, occurred_at, box_key, camera_key, camera_id, camera_ip, camera_name, person_id,
        person_name, person_type, group, score, score_scale, threshold, live_picture, registered_picture,
        scene_picture, source, generation, latency_ms, verdict, verdict_at, extra""",
    "boxes": """box_key, name, ip, sn, mac, license, generation, software_version, state, last_heartbeat_at,
        last_sign_of_life_at, cameras, events, clock_skew_ms""",
    "checks": "box_key, camera_key, camera_name, rule, needed, done, state",
}
KINDS: tuple[What, ...] = ("heartbeats", "cameras", "events", "boxes")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with Site(tmp_path / "site") as made:
        yield made


def text_of(site: Site, what: What, format: Format = "jsonl", now_s: float = NOW_S, **options: object) -> str:  # noqa: A002
    reader = ArchiveReader(site.folder)
    out = io.StringIO(newline="")
    values = {"since": None, "until": None, "pictures_folder": None, "full": False, **options}
    try:
        export(reader, what, format=format, out=out, clock=lambda: now_s, **values)  # type: ignore[arg-type]
    finally:
        reader.close()
    return out.getvalue()


def rows_of(site: Site, what: What, **options: object) -> list[dict[str, object]]:
    return [json.loads(line) for line in text_of(site, what, **options).splitlines()]  # type: ignore[arg-type]


def fill(site: Site) -> None:
    site.post(
        BoxChanged(box(license="LOBBY7000120240930", liveness=Liveness.ONLINE, last_sign_at_s=NOW_S)),
        CameraChanged(camera(url="rtsp://admin:secret@10.20.30.61/1", aliases=("x__rtsp://a:b@10.0.0.9/",))),
        heartbeat(license="LOBBY7000120240930", state_code="-1"),
        event(live=present(jpeg(320, 160)), scene=Picture(PictureState.NOT_ASKED)),
    )


@pytest.mark.parametrize("what", KINDS)
def test_that_the_fields_are_those_of_the_contract_in_its_order(site: Site, what: What) -> None:
    fields = [name.strip() for name in CONTRACT[what].split(",")]
    fill(site)
    assert list(FIELDS[what]) == fields
    assert [list(row) for row in rows_of(site, what)] == [fields]
    header = next(csv.reader([text_of(site, what, "csv").splitlines()[0]]))
    assert header == fields


def test_that_the_checks_are_every_rule_and_condition_of_every_camera(site: Site) -> None:
    site.post(BoxChanged(box()), CameraChanged(camera(name="=Gate")), CameraChanged(camera(key="C2", camera_id="2")))
    site.post(*(event(occurred_at_ms=n, person_id=str(n), score=91.0, live=present(jpeg(120, 160))) for n in (1, 2, 3)))
    site.post(*(EventJudged(n, Verdict.RIGHT, NOW_MS) for n in (1, 2, 3)))
    found = rows_of(site, "checks")
    assert [list(row) for row in found] == [CONTRACT["checks"].split(", ")] * len(found)
    rules = [str(rule) for rule in (*Rule, *Condition)]
    assert [row["rule"] for row in found] == rules * 2
    by_rule = {row["rule"]: row for row in found[: len(rules)]}
    assert by_rule["correct"] == {
        "box_key": BOX,
        "camera_key": "C1",
        "camera_name": "=Gate",
        "rule": "correct",
        "needed": 3,
        "done": 3,
        "state": "passed",
    }
    assert (by_rule["stranger"]["done"], by_rule["stranger"]["state"]) == (None, "not_tested")
    assert (by_rule["night"]["needed"], by_rule["night"]["done"], by_rule["night"]["state"]) == (
        None,
        None,
        "not_tested",
    )
    assert all(row["state"] == "not_tested" for row in found[len(rules) :])
    line = text_of(site, "checks").splitlines()[0]
    assert '"needed": 3, "done": 3' in line
    assert text_of(site, "checks", "csv").splitlines()[1] == f"{BOX},C1,'=Gate,correct,3,3,passed"


def test_that_an_event_says_what_was_sent_and_unknown_is_null(site: Site) -> None:
    site.post(
        event(occurred_at_ms=None, camera_key=None, score=0.0, group="", extra={"event_id": "", "x": [float("nan")]})
    )
    (row,) = rows_of(site, "events", full=True)
    assert row == {
        "id": 1,
        "received_at": "2024-06-14T08:00:45.137Z",
        "occurred_at": None,
        "box_key": BOX,
        "camera_key": None,
        "camera_id": None,
        "camera_ip": None,
        "camera_name": None,
        "person_id": "00450017",
        "person_name": "张明",
        "person_type": "unknown",
        "group": None,
        "score": 0.0,
        "score_scale": "unknown",
        "threshold": None,
        "live_picture": "absent",
        "registered_picture": "absent",
        "scene_picture": "absent",
        "source": "websocket",
        "generation": None,
        "latency_ms": None,
        "verdict": None,
        "verdict_at": None,
        "extra": {"event_id": None, "x": [None]},
    }


def test_that_a_heartbeat_keeps_null_apart_from_zero(site: Site) -> None:
    site.post(heartbeat(health=Health(cpu_percent=0.0), generation=Generation.SE3, box_ip="10.20.30.61"))
    (row,) = rows_of(site, "heartbeats")
    assert (row["cpu_percent"], row["tpu_percent"], row["generation"]) == (0.0, None, "se3")
    line = text_of(site, "heartbeats", "csv").splitlines()[1]
    assert ",0.0,,," in line


def test_that_names_ids_and_codes_are_masked_and_names_of_places_stay(site: Site) -> None:
    fill(site)
    site.post(
        event(
            occurred_at_ms=1, person_name="Li Na", group="一组", camera_name="东门", extra={"identity_info": {"a": 1}}
        )
    )
    masked = rows_of(site, "events")[1]
    assert (masked["person_name"], masked["person_id"]) == ("L***", "0***")
    assert (masked["group"], masked["camera_name"], masked["extra"]) == ("一组", "东门", {})
    assert rows_of(site, "events", full=True)[1]["extra"] == {"identity_info": {"a": 1}}
    for what in ("heartbeats", "boxes"):
        assert rows_of(site, what)[0]["license"] == "***0930"
        assert rows_of(site, what, full=True)[0]["license"] == "LOBBY7000120240930"


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("format", ["jsonl", "csv"])
def test_that_no_export_holds_credentials(site: Site, full: bool, format: Format) -> None:  # noqa: A002
    fill(site)
    site.post(
        event(
            occurred_at_ms=1, camera_id="k__rtsp://admin:secret@10.20.30.61/1", extra={"event_id": "rtsp://a:secret@b"}
        )
    )
    for what in KINDS:
        text = text_of(site, what, format, full=full)
        assert "secret" not in text
        assert "a:b@" not in text
    assert "rtsp://admin:***@10.20.30.61/1" in text_of(site, "cameras", format, full=full)


def test_that_since_and_until_bound_events_and_heartbeats_and_nothing_else(site: Site) -> None:
    fill(site)
    site.post(*(event(received_at_ms=NOW_MS + n, occurred_at_ms=n) for n in (30, 10, 20)))
    site.post(*(heartbeat(received_at_ms=NOW_MS + n) for n in (30, 10, 20)))
    span = {"since": NOW_MS + 10, "until": NOW_MS + 30}
    times = ["2024-06-14T08:00:45.147Z", "2024-06-14T08:00:45.157Z"]
    assert [r["received_at"] for r in rows_of(site, "events", **span)] == times
    assert [r["received_at"] for r in rows_of(site, "heartbeats", **span)] == times
    assert len(rows_of(site, "boxes", since=NOW_MS * 2)) == len(rows_of(site, "cameras", since=NOW_MS * 2)) == 1


def test_that_pictures_are_pixelated_unless_full(site: Site, tmp_path: Path) -> None:
    site.post(event(live=present(jpeg(320, 160)), registered=present(png()), scene=Picture(PictureState.NOT_ASKED)))
    rows_of(site, "events", pictures_folder=tmp_path / "out")
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["1-live.jpg", "1-registered.jpg"]
    hidden = (tmp_path / "out" / "1-live.jpg").read_bytes()
    assert hidden != jpeg(320, 160)
    assert Image.open(io.BytesIO(hidden)).size == (320, 160)
    assert stat.S_IMODE((tmp_path / "out" / "1-live.jpg").stat().st_mode) == 0o600
    rows_of(site, "events", pictures_folder=tmp_path / "full", full=True)
    assert (tmp_path / "full" / "1-live.jpg").read_bytes() == jpeg(320, 160)
    assert (tmp_path / "full" / "1-registered.png").read_bytes() == png()


def test_that_a_picture_that_just_went_is_said_to_be_gone(site: Site, tmp_path: Path) -> None:
    site.post(event(live=present(jpeg())))
    (site.folder / "pictures" / "0000000" / "1.jpg").unlink()
    (row,) = rows_of(site, "events", pictures_folder=tmp_path / "out")
    assert row["live_picture"] == "expired"


def test_that_a_line_of_json_is_a_line_for_every_reader(site: Site) -> None:
    site.post(event(person_name="a\u2028b\u0085c\nd\u2029", camera_name="x\u2028y"))
    text = text_of(site, "events", full=True)
    assert len(text.splitlines()) == 1
    assert json.loads(text)["person_name"] == "a\u2028b\u0085c\nd\u2029"


def test_that_a_table_begins_with_its_first_name(site: Site) -> None:
    fill(site)
    assert text_of(site, "events", "csv").startswith("id,")


@pytest.mark.parametrize(
    ("sent", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@cmd", "'@cmd"),
        ("+cmd|x", "'+cmd|x"),
        ("-cmd", "'-cmd"),
        ("-1", "-1"),
        ("+8613800000000", "+8613800000000"),
        ('say "hi", you', 'say "hi", you'),
        ("two\nlines", "two\nlines"),
        ("张明", "张明"),
    ],
)
def test_that_no_cell_becomes_a_formula_and_numbers_stay_numbers(site: Site, sent: str, cell: str) -> None:
    site.post(event(person_name=sent, score=-1.5))
    text = text_of(site, "events", "csv", full=True)
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert row["person_name"] == cell
    assert row["score"] == "-1.5"
    assert row["verdict"] == ""


def test_that_lists_and_further_values_are_json_inside_a_cell(site: Site) -> None:
    fill(site)
    text = text_of(site, "cameras", "csv")
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert json.loads(row["aliases"]) == ["x__rtsp://a:***@10.0.0.9/"]


def test_that_boxes_count_their_cameras_and_events_and_removed_ones_are_left_out(site: Site) -> None:
    fill(site)
    site.post(event(occurred_at_ms=1), event(occurred_at_ms=1), BoxChanged(box(key=BoxKey("SN-B"), sn="SN-B")))
    boxes = {r["box_key"]: r for r in rows_of(site, "boxes")}
    assert (boxes[BOX]["cameras"], boxes[BOX]["events"]) == (1, 2)
    assert (boxes["SN-B"]["cameras"], boxes["SN-B"]["events"], boxes["SN-B"]["sn"]) == (0, 0, "SN-B")
    site.post(BoxRemoved(BOX))
    assert [r["box_key"] for r in rows_of(site, "boxes")] == ["SN-B"]
    assert rows_of(site, "cameras") == []


def test_that_beside_a_running_window_its_word_on_a_box_counts(site: Site) -> None:
    site.post(
        BoxChanged(box(liveness=Liveness.ONLINE, last_sign_at_s=NOW_S - 300)),
        CameraChanged(camera(status=CameraStatus.ONLINE, type="rtsp")),
    )
    _wait_for_mark(site)
    assert rows_of(site, "boxes")[0]["state"] == "online"
    assert rows_of(site, "cameras")[0]["status"] == "online"


def _wait_for_mark(site: Site) -> None:
    reader = ArchiveReader(site.folder)
    until = time.monotonic() + 5
    while reader.running_at_ms() == 0 and time.monotonic() < until:
        time.sleep(0.01)
    reader.close()


@pytest.mark.parametrize(
    ("silent_s", "period_s", "state"),
    [
        (1, None, "online"),
        (33, None, "late"),
        (66, None, "offline"),
        (9, 5.0, "online"),
        (10, 5.0, "late"),
        (21, 5.0, "offline"),
    ],
)
def test_that_without_a_window_the_last_sign_of_life_decides(
    tmp_path: Path, silent_s: float, period_s: float | None, state: str
) -> None:
    with Site(tmp_path) as site:
        site.post(
            BoxChanged(box(liveness=Liveness.ONLINE, last_sign_at_s=NOW_S, period_s=period_s)),
            CameraChanged(camera(status=CameraStatus.ONLINE)),
        )
    (row,) = rows_of(site, "boxes", now_s=NOW_S + silent_s)
    assert row["state"] == state
    assert row["last_sign_of_life_at"] == "2024-06-14T08:00:45.137Z"
    (camera_row,) = rows_of(site, "cameras", now_s=NOW_S + silent_s)
    assert camera_row["status"] == ("online" if state == "online" else "unknown")


def test_that_a_box_never_heard_is_never(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.post(BoxChanged(box()))
    assert rows_of(site, "boxes")[0]["state"] == "never"


def test_that_the_answer_is_how_many_rows_there_are(site: Site) -> None:
    site.post(*(event(occurred_at_ms=n, person_type=PersonType.STRANGER) for n in range(5)))
    reader = ArchiveReader(site.folder)
    assert export(reader, "events", format="csv", since=None, until=None, out=io.StringIO()) == 5
    reader.close()


@pytest.mark.parametrize(
    ("text", "at_ms"),
    [
        ("2024-06-14T08:00:45.137Z", NOW_MS),
        ("2024-06-14T16:00:45.137+08:00", NOW_MS),
        (" 2024-06-14T08:00:45.137Z ", NOW_MS),
        ("1970-01-01T00:00:00Z", 0),
        ("1969-12-31T23:59:59.999Z", -1),
    ],
)
def test_that_a_time_with_an_offset_is_that_time(text: str, at_ms: int) -> None:
    assert parse_time(text) == at_ms


@pytest.mark.parametrize("text", ["2024-06-14", "2024-06-14T08:00", "2024-06-14 08:00:45.137"])
def test_that_a_time_without_an_offset_is_this_computers(text: str) -> None:
    assert parse_time(text) == round(datetime.fromisoformat(text).timestamp() * 1000)


@pytest.mark.parametrize("text", ["", "yesterday", "2024-13-01", "08:00", "1718352045137"])
def test_that_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a time"):
        parse_time(text)


@pytest.mark.parametrize(
    ("at_ms", "text"),
    [(0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"), (10**17, None), (None, None)],
)
def test_that_times_are_written_in_utc_with_milliseconds(at_ms: int | None, text: str | None) -> None:
    assert iso_time(at_ms) == text
