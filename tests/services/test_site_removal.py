"""A site that is removed whole: at the next start, through kills, with or without its list of boxes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sophon_monitor.domain.changes import BoxChanged, RecognitionSeen
from sophon_monitor.domain.site_file import site_text
from sophon_monitor.services import site_removal
from sophon_monitor.services.archive_reader import ArchiveReader
from sophon_monitor.services.archive_schema import REPORTS
from sophon_monitor.services.site_removal import FOLDER, begin_removals, empty, order_removal
from tests.services.archive_samples import Site, box, event, present
from tests.services.markers import NAME, PERSON_ID, marked_jpeg, where

BOXES = (box(given_name="Gate", note="2nd floor"),)
KEPT = site_text("Harbour", BOXES, ())


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    for name in ("Harbour", "Other"):
        with Site(tmp_path / "sites" / name) as site:
            marked = event(person_name=NAME, person_id=PERSON_ID, live=present(marked_jpeg(NAME)))
            site.post(BoxChanged(BOXES[0]), RecognitionSeen(marked if name == "Harbour" else event()))
            (site.folder / REPORTS / "whole.pdf").write_bytes(NAME.encode() if name == "Harbour" else b"x")
    return tmp_path


def test_that_nothing_happens_before_the_next_start_and_nothing_is_left_after_it(profile: Path) -> None:
    order_removal(profile, "Harbour")
    assert len(where(profile, (NAME,))) == 3
    assert begin_removals(profile) == ("Harbour",)
    assert not (profile / "sites" / "Harbour").exists()
    assert empty(profile)
    assert where(profile, (NAME, PERSON_ID)) == {}
    assert not (profile / FOLDER).exists()
    assert (profile / "sites" / "Other" / REPORTS / "whole.pdf").exists()
    assert begin_removals(profile) == ()
    assert empty(profile)


def test_that_the_list_of_boxes_stays_where_a_person_wants_it(profile: Path) -> None:
    order_removal(profile, "Harbour", KEPT)
    begin_removals(profile)
    empty(profile)
    assert where(profile, (NAME, PERSON_ID)) == {}
    reader = ArchiveReader(profile / "sites" / "Harbour")
    (known,) = reader.boxes()
    assert (known.address, known.given_name, known.note) == (BOXES[0].address, "Gate", "2nd floor")
    assert known.token != BOXES[0].token
    assert list(reader.events()) == []
    reader.close()


@pytest.mark.parametrize("step", ["rename", "make_site", "unlink"])
def test_that_a_kill_at_any_step_is_made_up_for(profile: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    class Killed(BaseException):
        pass

    def die(*_: object, **__: object) -> None:
        raise Killed

    order_removal(profile, "Harbour", KEPT)
    with monkeypatch.context() as patch:
        patch.setattr(*((site_removal, step) if step == "make_site" else (Path, step)), die)
        with pytest.raises(Killed):
            begin_removals(profile)
    assert begin_removals(profile) == ("Harbour",)
    assert empty(profile)
    assert where(profile, (NAME, PERSON_ID)) == {}
    reader = ArchiveReader(profile / "sites" / "Harbour")
    assert len(reader.boxes()) == 1
    reader.close()


def test_that_a_site_that_is_held_open_stays_and_goes_later(profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object) -> None:
        raise PermissionError(13, "in use")

    order_removal(profile, "Harbour", KEPT)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", locked)
        assert begin_removals(profile) == ()
        assert empty(profile)
    assert len(where(profile, (NAME,))) == 3
    assert begin_removals(profile) == ("Harbour",)


@pytest.mark.parametrize(
    "order", ["{", "[]", '{"site": ".."}', '{"site": "../x", "kept": ""}', '{"site": "", "kept": ""}']
)
def test_that_an_odd_order_removes_nothing(profile: Path, order: str) -> None:
    (profile / FOLDER).mkdir()
    (profile / FOLDER / "1.order.json").write_text(order)
    assert begin_removals(profile) == ()
    assert empty(profile)
    assert (profile / "sites" / "Harbour").exists()
    assert not (profile / FOLDER).exists()


def test_that_an_order_whose_boxes_cannot_be_read_still_removes(profile: Path) -> None:
    order_removal(profile, "Harbour", "{")
    assert begin_removals(profile) == ("Harbour",)
    empty(profile)
    assert where(profile, (NAME,)) == {}


def test_that_the_order_is_for_the_user_alone(profile: Path) -> None:
    order_removal(profile, "Harbour", KEPT)
    (file,) = (profile / FOLDER).iterdir()
    assert file.stat().st_mode & 0o077 == 0
    assert (profile / FOLDER).stat().st_mode & 0o077 == 0
    assert json.loads(file.read_text())["site"] == "Harbour"
