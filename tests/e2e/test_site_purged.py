"""A site that was purged: at the next start of the real program it is empty, whatever was in it."""

from __future__ import annotations

import json

import pytest

from sophon_monitor.domain.changes import BoxChanged, RecognitionSeen
from sophon_monitor.domain.site_file import site_text
from sophon_monitor.services.archive_schema import REPORTS
from sophon_monitor.services.site_removal import FOLDER, order_removal
from tests.e2e.conftest import export, log_of, troubles_in
from tests.services.archive_samples import Site, box, event, present
from tests.services.markers import CHINESE, NAME, PERSON_ID, marked_jpeg, where


@pytest.mark.parametrize("kept", [True, False])
def test_that_the_window_opens_on_an_empty_site_of_the_same_name(start, tmp_path, kept):
    with Site(tmp_path / "sites" / "Harbour") as site:
        site.post(BoxChanged(box(given_name="Gate")))
        for n in range(50):
            marked = event(occurred_at_ms=n, person_name=NAME, person_id=PERSON_ID, live=present(marked_jpeg(CHINESE)))
            site.post(RecognitionSeen(marked))
        (site.folder / REPORTS / "whole.pdf").write_bytes(NAME.encode())
    order_removal(tmp_path, "Harbour", site_text("Harbour", (box(given_name="Gate"),), ()) if kept else "")
    program = start("--profile", str(tmp_path), "--site", "Harbour", "--listen", "127.0.0.1:0")
    program.listening()
    program.wait_for(lambda: not (tmp_path / FOLDER).exists())
    assert program.terminate() < 5
    assert where(tmp_path, (NAME, PERSON_ID, CHINESE)) == {}
    assert export(tmp_path, "events", "--site", "Harbour") == []
    assert [row["name"] for row in export(tmp_path, "boxes", "--site", "Harbour")] == (["Gate"] if kept else [])
    assert not [line for line in troubles_in(log_of(tmp_path)) if "purged" in line]
    assert json.dumps(sorted(path.name for path in (tmp_path / "sites").iterdir())) == '["Harbour"]'
