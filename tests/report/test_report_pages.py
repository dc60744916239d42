"""Pages of the report: nothing is torn, nothing is lost, and every page says which report it belongs to."""

from __future__ import annotations

import io
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from sophon_monitor.domain.changes import BoxChanged, CameraChanged, EventJudged
from sophon_monitor.domain.health_history import Measurement
from sophon_monitor.domain.records import Verdict
from sophon_monitor.domain.site import BoxKey, CameraKey
from sophon_monitor.protocol.messages import Health
from sophon_monitor.report.evidence import as_json, gather
from sophon_monitor.report.health_found import LEAST_SPAN_S, MOST_SPAN_S, span_of
from sophon_monitor.report.making import ReportWish, make_report, shown_size
from sophon_monitor.report.report_pdf import Cancelled, pdf
from sophon_monitor.report.report_pieces import Piece, heading, table, tables
from sophon_monitor.report.report_plot import TALL, WIDE, health_plot
from sophon_monitor.report.signing_key import SigningKey
from sophon_monitor.services.archive_reader import ArchiveReader
from tests.report.seal_samples import sample_key
from tests.services.archive_samples import NOW_MS, NOW_S, Site, box, camera, event, heartbeat

RED = "#f7d3d0"


def pages_of(pieces: list[Piece]) -> list[str]:
    data = pdf(pieces, {}, title="T", footer="Riverside · 1A2B", progress=lambda _: None)
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages]


def lines(count: int, word: str = "line") -> str:
    return "".join(f"<p>{word}{number}.</p>" for number in range(count))


def test_that_a_heading_never_stands_alone_at_the_end_of_a_page(qapp):
    for above in range(30, 60):
        pages = pages_of([Piece(lines(above)), heading("Title"), Piece(lines(3, "below"))])
        (page,) = (page for page in pages if "Title" in page)
        assert "below0." in page
        assert "below2." in page


def test_that_a_piece_that_fits_on_a_page_is_not_torn(qapp):
    pieces = [Piece("".join(f"<p>{number}-{line}.</p>" for line in range(7))) for number in range(30)]
    pages = pages_of(pieces)
    for number in range(30):
        (page,) = (page for page in pages if f" {number}-0." in f" {page}")
        assert f" {number}-6." in f" {page}"


def test_that_a_piece_longer_than_a_page_is_cut_and_nothing_is_lost(qapp):
    pages = pages_of([Piece("<p>first</p>"), Piece(lines(200)), Piece("<p>last</p>")])
    assert len(pages) > 3
    said = " ".join(pages)
    assert [number for number in range(200) if f"line{number}." not in said] == []
    assert "last" in pages[-1]
    assert said.count("last") == 1


def test_that_each_part_of_a_long_table_has_its_heads(qapp):
    rows = [(f"name{number}.", "x") for number in range(130)]
    pages = pages_of([heading("All"), *tables(("Camera", "Box"), rows, (50, 50))])
    said = " ".join(pages)
    assert [number for number in range(130) if f"name{number}." not in said] == []
    assert all("Camera" in page for page in pages)
    assert "All" in pages[0]
    assert "name0." in pages[0]


def test_that_every_page_is_numbered_and_names_the_report(qapp):
    pages = pages_of([Piece(lines(200))])
    for number, page in enumerate(pages, 1):
        assert page.endswith(f"Page {number} of {len(pages)}")
        assert "Riverside · 1A2B" in page


def test_that_a_table_without_rows_says_so():
    assert "none" in table(("A",), ())


def test_that_making_can_be_stopped_between_pages(qapp):
    def stop(done: float) -> None:
        if done > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        pdf([Piece(lines(10))] * 20, {}, title="", footer="", progress=stop)


@pytest.mark.parametrize(
    ("pixels", "shown"), [((480, 600), (67, 84)), ((600, 480), (74, 59)), ((10_000, 10), (74, 1)), ((4, 4), (74, 74))]
)
def test_that_a_face_keeps_its_shape(pixels, shown):
    assert shown_size(QSize(*pixels)) == shown


# -- health -----------------------------------------------------------------------------------------------------------


def silent_site(folder: Path) -> None:
    """Heartbeats each 10 s for an hour, four minutes of silence; a second box that never said anything."""
    with Site(folder) as site:
        site.post(BoxChanged(box(period_s=10.0)), BoxChanged(box(key=BoxKey("SN-B"), name="Quiet")))
        site.post(CameraChanged(camera()), event(), EventJudged(1, Verdict.RIGHT, NOW_MS))
        moments = [second for second in range(-3700, 0, 10) if not -1500 <= second < -1260]
        beats = [heartbeat(received_at_ms=NOW_MS + s * 1000, health=Health(cpu_percent=40 + s % 7)) for s in moments]
        site.post(*beats)


def found_in(folder: Path):
    with closing(ArchiveReader(folder)) as reader:
        return gather(reader, "Riverside", full=False, borrowed=lambda: ())


def test_that_silences_of_a_box_are_evidence(tmp_path):
    silent_site(tmp_path)
    evidence = as_json(found_in(tmp_path))
    (health,) = evidence["health"]
    assert (health["box_key"], health["heartbeats"]) == ("SN-A", 336)
    lengths = [(gap["since"], gap["until"]) for gap in health["gaps"]]
    assert lengths == [("2024-06-14T07:35:35.137Z", "2024-06-14T07:39:45.137Z")]
    # The archive of this test was opened only now: nobody was listening then.
    assert [gap["watched"] for gap in health["gaps"]] == [False]


def test_that_the_plot_shows_curve_peak_and_gap(qapp, tmp_path):
    silent_site(tmp_path)
    (health,) = found_in(tmp_path).health
    assert health.peak(Measurement.CPU) == 46
    assert health.peak(Measurement.DISK) is None
    image = health_plot(health, ["DejaVu Sans"])
    assert (image.width(), image.height()) == (WIDE, TALL)
    assert "#0b67c8" in colours(image)  # the curve
    assert RED not in colours(image)  # nobody was listening: hatched
    watched = replace(health, gaps=tuple(replace(gap, watched=True) for gap in health.gaps))
    assert RED in colours(health_plot(watched, ["DejaVu Sans"]))
    assert RED not in colours(health_plot(replace(health, gaps=()), ["DejaVu Sans"]))


def colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(0, WIDE, 2) for y in range(0, TALL, 2)}


@pytest.mark.parametrize(
    ("since_ms", "until_ms", "span"),
    [
        (None, None, None),
        (NOW_MS, NOW_MS, (NOW_MS / 1000 - LEAST_SPAN_S, NOW_MS / 1000)),
        (NOW_MS - 7_200_000, NOW_MS, (NOW_MS / 1000 - 7200, NOW_MS / 1000)),
        (0, NOW_MS, (NOW_MS / 1000 - MOST_SPAN_S, NOW_MS / 1000)),
    ],
)
def test_that_an_hour_at_least_and_a_week_at_most_is_looked_at(since_ms, until_ms, span):
    assert span_of(since_ms, until_ms) == span


# -- a large site -----------------------------------------------------------------------------------------------------


def test_that_a_site_of_many_boxes_and_cameras_is_there_whole(qapp, tmp_path):
    folder = tmp_path / "Many"
    with Site(folder) as site:
        for number in range(30):
            site.post(BoxChanged(box(key=BoxKey(f"SN-{number}"), name=f"Box{number}.", added_at_s=number)))
        for number in range(60):
            key, owner = CameraKey(f"C{number}"), BoxKey(f"SN-{number % 30}")
            site.post(CameraChanged(camera(key=key, box_key=owner, name=f"Cam{number}.")))
    out = tmp_path / "report.pdf"
    wish = ReportWish(site="Many", out=out, inspector="", full=False, reason="", at_s=NOW_S, version="1")
    key: SigningKey = sample_key()
    with closing(ArchiveReader(folder)) as reader:
        result = make_report(reader, lambda: (), key, wish, lambda _: None)
    assert not result.accepted
    said = " ".join(page.extract_text() for page in PdfReader(out).pages)
    assert [number for number in range(60) if said.count(f"Cam{number}.") < 2] == []
    assert [number for number in range(30) if f"Box{number}." not in said] == []
