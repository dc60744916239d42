from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from sophon_monitor.domain.found_boxes import FoundBox, Oddity, OddityKind, PortState
from sophon_monitor.domain.oddities import oddities_of
from sophon_monitor.domain.scan_ranges import RangeError, parse_ranges
from sophon_monitor.domain.site import BoxAddress, BoxKey, NewBox
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.qtmodels import found_boxes_model
from sophon_monitor.qtmodels.found_box_words import (
    clock_is_off,
    clock_sentence,
    identity_text,
    model_text,
    oddity_sentence,
    ports_text,
    range_sentence,
)
from sophon_monitor.qtmodels.found_boxes_model import ROW_ROLE, Column, FoundBoxesModel, FoundRow
from tests.widgets.frame_site import box

pytestmark = pytest.mark.usefixtures("qapp")

SN, OTHER_SN = "HQDZKE6BKXXAG0127", "HQDZKE5BJJFJH0042"


def found(host: str, sn: str | None = SN, **more: object) -> FoundBox:
    values: dict[str, object] = {
        "address": BoxAddress(host),
        "api": PortState.ANSWERS,
        "stream": PortState.ANSWERS,
        "system": PortState.ANSWERS,
        "generation": Generation.V6,
        "model": "SE50210",
        "sn": sn,
        "software_version": "V6R1C01",
        "host_name": "blockc",
        "camera_ids": (f"{host}-1",),
        "clock_skew_ms": 0.0,
    }
    return FoundBox(**{**values, **more})  # type: ignore[arg-type]


@pytest.fixture
def model() -> Iterator[FoundBoxesModel]:
    model = FoundBoxesModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield model
    tester.deleteLater()
    model.deleteLater()


def states(model: FoundBoxesModel) -> list[tuple[str, str, bool]]:
    return [(row.texts[Column.ADDRESS], row.texts[Column.STATE], row.can_add) for row in model.rows]


def test_that_a_box_that_was_found_has_a_row_with_all_that_is_known(model: FoundBoxesModel):
    model.add(found("192.168.1.44"))
    assert [model.index(0, column).data() for column in range(model.columnCount())] == [
        *("✓", "192.168.1.44", "blockc", "SE5 · SE50210", SN, "V6R1C01", "1", ""),
    ]
    row = model.index(0, 3).data(ROW_ROLE)
    assert isinstance(row, FoundRow)
    assert (row.can_add, row.is_odd) == (True, False)


def test_that_what_is_not_known_is_a_dash_and_never_a_zero(model: FoundBoxesModel):
    model.add(found("10.0.0.2", None, software_version=None, camera_ids=None, host_name=None, model=None))
    texts = model.rows[0].texts
    assert (texts[Column.SN], texts[Column.SOFTWARE], texts[Column.CAMERAS]) == ("–", "–", "")
    assert (texts[Column.NAME], texts[Column.MODEL]) == ("", "SE5")


def test_that_the_fixed_lan_socket_is_named_a_direct_cable(model: FoundBoxesModel):
    model.add(found("192.168.150.1", host_name=None))
    assert model.rows[0].texts[Column.NAME] == "(direct cable)"


def test_that_a_box_of_the_site_has_its_name_there_and_cannot_be_added_again(model: FoundBoxesModel):
    model.add(found("192.168.1.44"))
    model.set_site((box("A", "Block C", "192.168.1.44", sn=SN),), {})
    assert states(model) == [("192.168.1.44", "already added", False)]
    assert model.rows[0].texts[Column.NAME] == "Block C"
    assert model.rows[0].texts[Column.MARK] == "✓"


def test_that_of_one_serial_number_at_two_addresses_the_later_one_is_odd(model: FoundBoxesModel):
    model.add(found("192.168.1.44"))
    model.add(found("192.168.1.61"))
    assert states(model) == [
        ("192.168.1.44", "same serial number as 192.168.1.61", True),
        ("192.168.1.61", "same serial number as 192.168.1.44", True),
    ]
    assert [(row.is_odd, row.texts[Column.MARK]) for row in model.rows] == [(False, "✓"), (True, "!")]


def test_that_of_one_serial_number_the_added_one_is_the_box_also_when_it_is_found_later(model: FoundBoxesModel):
    model.set_site((box("A", "Block C", "192.168.1.61", sn=SN),), {})
    model.add(found("192.168.1.44"))
    model.add(found("192.168.1.61"))
    assert [row.is_odd for row in model.rows] == [True, False]


def test_that_boxes_without_a_serial_number_are_not_taken_for_one(model: FoundBoxesModel):
    model.add(found("10.0.0.1", None))
    model.add(found("10.0.0.2", None))
    assert [row.is_odd for row in model.rows] == [False, False]


def test_that_a_known_address_with_another_serial_number_says_so_and_is_not_added_twice(model: FoundBoxesModel):
    model.set_site((box("A", "Block C", "192.168.1.44", sn=OTHER_SN),), {})
    model.add(found("192.168.1.44"))
    assert model.rows[0].is_odd
    assert states(model)[0][1:] == ("another serial number than Block C had here · already added", False)


def test_that_a_box_that_has_moved_and_equal_cameras_are_named(model: FoundBoxesModel):
    site = (box("A", "Block C", "192.168.1.44", sn=SN), box("B", "Canteen", "192.168.1.50", sn="OTHER"))
    model.set_site(site, {BoxKey("B"): frozenset({"cam-1", "cam-2"})})
    model.add(found("192.168.1.90", SN))
    model.add(found("192.168.1.91", "THIRD", camera_ids=("cam-1",)))
    assert [text for _, text, _ in states(model)] == [
        "this is Block C, at a new address",
        "cameras with the same ids as Canteen",
    ]


def test_that_senders_of_heartbeats_are_listed_until_the_search_finds_them(model: FoundBoxesModel):
    sender = NewBox(id="n", peer="192.168.1.77", sn=SN, generation=Generation.SE3)
    model.set_new_boxes((sender,))
    row = model.rows[0]
    assert (row.new_id, row.texts[Column.MODEL]) == ("n", "SE3")
    assert row.texts[Column.STATE] == "sends heartbeats to this computer"
    model.add(found("192.168.1.77"))
    assert [(row.new_id, row.found is not None) for row in model.rows] == [("", True)]


def test_that_a_sender_whose_address_several_boxes_share_cannot_be_added(model: FoundBoxesModel):
    model.set_new_boxes((NewBox(id="n", peer="192.168.1.77", hint="ambiguous"),))
    assert states(model) == [("192.168.1.77", "Several boxes share this address", False)]


def test_that_rows_keep_their_places_while_more_turn_up(model: FoundBoxesModel):
    model.add(found("10.0.0.9", "A"))
    model.set_new_boxes((NewBox(id="n", peer="10.0.0.77"),))
    held = QPersistentModelIndex(model.index(1, 0))
    model.add(found("10.0.0.1", "B"))
    assert [row.texts[Column.ADDRESS] for row in model.rows] == ["10.0.0.9", "10.0.0.77", "10.0.0.1"]
    model.clear()
    assert (held.isValid(), held.row()) == (True, 0)
    assert [row.new_id for row in model.rows] == ["n"]


def test_that_figures_of_the_site_alone_cost_nothing(model: FoundBoxesModel, monkeypatch: pytest.MonkeyPatch):
    model.add(found("192.168.1.44"))
    model.set_site((box("A", "Block C", "192.168.1.44", sn=SN),), {})
    compared: list[object] = []

    def counted(*values: object) -> object:
        compared.append(values)
        return oddities_of(*values)  # type: ignore[arg-type]

    monkeypatch.setattr(found_boxes_model, "oddities_of", counted)
    model.set_site((box("A", "Block C", "192.168.1.44", sn=SN, events=7),), {})
    assert compared == []
    model.set_site((box("A", "Block D", "192.168.1.44", sn=SN),), {})
    assert len(compared) == 1
    assert model.rows[0].texts[Column.NAME] == "Block D"


def test_that_a_screen_reader_gets_the_whole_row(model: FoundBoxesModel):
    model.add(found("192.168.1.44"))
    spoken = model.index(0, Column.SN).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"192.168.1.44, blockc, SE5 · SE50210, {SN}, V6R1C01, 1, Enter adds it"
    assert model.index(0, Column.SN).data(Qt.ItemDataRole.ToolTipRole) == SN


def test_that_there_is_nothing_below_a_row(model: FoundBoxesModel):
    model.add(found("192.168.1.44"))
    assert (model.rowCount(model.index(0, 0)), model.columnCount(model.index(0, 0))) == (0, 0)
    assert (model.data(QModelIndex()), model.row_at(5)) == (None, None)


@pytest.mark.parametrize(
    ("skew_s", "words"),
    [
        (None, "its clock cannot be read"),
        (-59.0, "its clock is right"),
        (28_799.6, "its clock is 8 h ahead"),
        (-28_801.0, "its clock is 8 h behind"),
        (5_700.0, "its clock is 1 h 35 min ahead"),
        (-190.0, "its clock is 3 min 10 s behind"),
        (24 * 3600.0, "its clock is 1 d 0 h ahead"),
    ],
)
def test_that_the_clock_is_told_so_that_a_wrong_zone_is_seen(skew_s: float | None, words: str):
    skew_ms = None if skew_s is None else skew_s * 1000
    assert clock_sentence(skew_ms) == words
    assert clock_is_off(skew_ms) == (skew_s is not None and abs(skew_s) > 60)


def test_that_every_port_is_told_in_words_and_an_se3_has_no_8888():
    mixed = found("10.0.0.1", stream=PortState.SILENT, system=PortState.REFUSED)
    assert ports_text(mixed) == "5555: answers · 5679: takes the call and says nothing · 8888: closed"
    se3 = found("10.0.0.1", generation=Generation.SE3, system=PortState.REFUSED)
    assert ports_text(se3).endswith("8888: not on an SE3")
    for state in PortState:
        assert ports_text(found("10.0.0.1", stream=state))


def test_that_a_box_is_told_in_one_line():
    assert identity_text(found("10.0.0.1", camera_ids=("a", "b"))).startswith(f"SE5 · SE50210 · SN {SN} · V6 software")
    assert model_text(found("10.0.0.1", generation=Generation.SE3, model="SE3")) == "SE3"
    assert model_text(found("10.0.0.1", generation=None, model=None)) == "–"


@pytest.mark.parametrize("kind", list(OddityKind))
def test_that_every_oddity_has_a_sentence_that_names_the_other(kind: OddityKind):
    sentence = oddity_sentence(Oddity(kind, "Block C"))
    assert ("Block C" in sentence) == (kind is not OddityKind.ALREADY_ADDED)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Type addresses"),
        ("gate", "“gate” is no address"),
        ("10.0.0.9-3", "ends before it begins"),
        ("10.0.0.0/8", "4096 at most"),
        ("224.0.0.1", "No box can have"),
    ],
)
def test_that_a_wrong_range_is_answered_by_a_sentence(typed: str, words: str):
    with pytest.raises(RangeError) as wrong:
        parse_ranges(typed)
    assert words in range_sentence(wrong.value)
