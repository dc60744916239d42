from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from sophon_monitor.domain.changes import MessageLogEntry
from sophon_monitor.domain.site import BoxKey
from sophon_monitor.protocol.errors import ProtocolErrorCode
from sophon_monitor.qtmodels.message_log_model import LIMIT, Column, MessageLogModel, MessageRole, size_text
from sophon_monitor.qtmodels.message_words import is_rejected, kind_word, reason_sentence, way_word

pytestmark = pytest.mark.usefixtures("qapp")


def entry(number: int, kind: str = "heartbeat", **more: object) -> MessageLogEntry:
    values: dict[str, object] = {
        "number": number,
        "at_s": 1_790_000_000.0 + number,
        "sender": "192.168.1.180",
        "way": "http",
        "kind": kind,
        "size_bytes": 700,
        "answer": "200",
    }
    return MessageLogEntry(**{**values, **more})  # type: ignore[arg-type]


def numbers(model: MessageLogModel) -> list[int]:
    return [model.index(row, 0).data(MessageRole.ENTRY).number for row in range(model.rowCount())]


def test_that_the_newest_stands_on_top_and_the_oldest_make_room():
    model = MessageLogModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    for start in range(1, 2500, 300):
        model.append(tuple(entry(n) for n in range(start, start + 300)))
    assert numbers(model) == list(range(2700, 700, -1))
    assert model.last_number == 2700
    model.append(tuple(entry(n) for n in range(3000, 6000)))
    assert numbers(model) == list(range(5999, 5999 - LIMIT, -1))
    model.append((entry(6000),))
    assert numbers(model) == list(range(6000, 6000 - LIMIT, -1))
    del tester


def test_that_nothing_new_is_announced_by_nothing():
    model = MessageLogModel()
    seen: list[object] = []
    model.rowsInserted.connect(lambda *row: seen.append(row))
    model.append(())
    assert (seen, model.last_number) == ([], 0)


def test_that_one_batch_is_one_signal():
    model = MessageLogModel()
    seen: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda _parent, first, last: seen.append((first, last)))
    model.append((entry(1), entry(2), entry(3)))
    assert seen == [(0, 2)]


def test_that_a_box_is_shown_by_its_name_also_after_it_was_renamed():
    model = MessageLogModel()
    model.append((entry(1, box_key=BoxKey("A")), entry(2)))
    assert [model.index(row, Column.BOX).data() for row in (0, 1)] == ["", "A"]
    model.set_box_names({BoxKey("A"): "East Gate"})
    assert model.index(1, Column.BOX).data() == "East Gate"
    assert "east gate" in model.index(1, 0).data(MessageRole.SEARCH)


def test_that_figures_stand_right_aligned_under_right_aligned_titles():
    model = MessageLogModel()
    model.append((entry(1),))
    for column in Column:
        title = model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        assert model.index(0, column).data(Qt.ItemDataRole.TextAlignmentRole) == title
    right = model.index(0, Column.SIZE).data(Qt.ItemDataRole.TextAlignmentRole)
    assert right & Qt.AlignmentFlag.AlignRight


@pytest.mark.parametrize("code", ProtocolErrorCode)
def test_that_every_reason_has_a_sentence_with_its_values(code: ProtocolErrorCode):
    values = {name: f"<{name}>" for name in ("line", "column", "problem", "found", "keys", "error", "message")}
    rejected = entry(1, "rejected", reason=code.value, reason_values=tuple(values.items()))
    sentence = reason_sentence(rejected)
    assert sentence
    assert "{" not in sentence
    assert code.value not in sentence or code is ProtocolErrorCode.EMPTY
    named = {
        ProtocolErrorCode.NOT_JSON: ("line", "column", "problem"),
        ProtocolErrorCode.BAD_FORM: ("problem",),
        ProtocolErrorCode.NOT_AN_OBJECT: ("found",),
        ProtocolErrorCode.UNKNOWN_SHAPE: ("keys",),
        ProtocolErrorCode.BOX_ERROR: ("error", "message"),
    }
    assert all(f"<{name}>" in sentence for name in named.get(code, ()))
    assert is_rejected(rejected)


def test_that_a_value_that_the_error_did_not_name_is_a_question_mark():
    assert reason_sentence(entry(1, "rejected", reason="not_json")) == "Not JSON: ? at line ?, column ?"


def test_that_braces_in_a_value_do_not_break_the_sentence():
    values = (("keys", "{name} {0}"),)
    sentence = reason_sentence(entry(1, "rejected", reason="unknown_shape", reason_values=values))
    assert sentence.endswith("{name} {0}")


def test_that_an_unknown_reason_is_still_shown():
    assert "strange" in reason_sentence(entry(1, "rejected", reason="strange"))


@pytest.mark.parametrize(
    "kind",
    [
        "heartbeat",
        "camera_list",
        "notice",
        "recognition",
        "history",
        "array",
        "login",
        "browser",
        "rejected",
        "too_large",
        "timed_out",
        "new_box",
    ],
)
def test_that_every_kind_has_a_word(kind: str):
    assert kind_word(kind) != kind


def test_that_ways_have_words_and_ordinary_messages_no_reason():
    assert [way_word(way) for way in ("http", "websocket", "poll")] == [
        "sent to the receiver",
        "event stream",
        "asked of the box",
    ]
    assert reason_sentence(entry(1)) == ""
    assert not is_rejected(entry(1))


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1.0 kB"),
        (12_345, "12.3 kB"),
        (412_000_000, "412 MB"),
        (1_500_000_000, "1.5 GB"),
    ],
)
def test_that_sizes_are_short(size: int, text: str):
    assert size_text(size) == text


def test_that_children_of_a_row_are_none():
    model = MessageLogModel()
    model.append((entry(1),))
    assert (model.rowCount(model.index(0, 0)), model.columnCount(model.index(0, 0))) == (0, 0)
    assert model.data(QModelIndex()) is None
