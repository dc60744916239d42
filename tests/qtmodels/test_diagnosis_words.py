"""Every result of the ladder has words; the cause, the findings and the buttons made of them."""

from __future__ import annotations

import string
import subprocess
import sys
from dataclasses import replace

import pytest

from sophon_monitor.domain.ladder import Diagnosis, Rung, RungAction, RungId, RungState
from sophon_monitor.domain.rung_results import RESULTS
from sophon_monitor.domain.site import BoxAddress
from sophon_monitor.protocol.errors import ProtocolErrorCode
from sophon_monitor.qtmodels import diagnosis_words as words
from sophon_monitor.qtmodels.diagnosis_findings import checked_sentence, findings_text
from sophon_monitor.qtmodels.rung_values import value_text

CODES = [(rung_id, code) for rung_id, codes in RESULTS.items() for code in codes]
# Good, not known, or not asked: never the cause. All others may be one.
_HARMLESS = """
    waits up loopback same routed one_answers not_seen through open box ready no_list answers not_on_se3 connected
    our_own some all not_said ours box_itself none_needed somebody_else_too not_listening unreadable no listens
    window_closed by_the_box by_others off not_here accepted by_stream none_yet fits none usual low now always
    right received on_the_box
"""
HARMLESS = set(_HARMLESS.split())
# The same word is a fault on these rungs.
FAULTS = {
    (RungId.ADAPTER, "none_up"),
    (RungId.ROUTE, "none"),
    (RungId.IS_BOX, "unreadable"),
    (RungId.CAMERAS_EXIST, "none"),
    (RungId.REPORT_URL, "none"),
    (RungId.REPORT_URL, "loopback"),
    (RungId.RECEIVER, "not_listening"),
    (RungId.BOX_MESSAGE, "none"),
}
ADDRESS = BoxAddress("192.168.1.44")
OURS = "http://192.168.1.63:9528"


def rung(rung_id, code, state=RungState.FAILED, **more):
    values = {name: f"<{name}>" for name in RESULTS[rung_id].get(code, ())}
    return Rung(rung_id, state, code, values, **more)


def ladder(*rungs, **more):
    values = {"box_name": "Block C", "at_s": 1_790_000_000.0, "elapsed_s": 1.8, "done": True}
    return Diagnosis(address=ADDRESS, rungs=rungs, **{**values, **more})


def may_fail(rung_id, code):
    return code not in HARMLESS or (rung_id, code) in FAULTS


@pytest.mark.parametrize(("rung_id", "code"), CODES)
def test_that_every_result_has_words_that_fit_its_line(rung_id, code):
    found = rung(rung_id, code)
    assert words.has_words(found)
    result = words.result(found)
    assert result
    assert code == result or code not in result or "_" not in code
    assert not result.endswith(".")
    for sentence in (words.meaning(found), words.advice(found), words.tried(found)):
        assert not sentence or (sentence.endswith(".") and not sentence[0].islower())
    assert words.title(rung_id)
    assert words.tried(found)


@pytest.mark.parametrize(("rung_id", "code"), CODES)
def test_that_sentences_name_only_values_that_come_and_leave_none_out(rung_id, code):
    said = words._words(rung(rung_id, code))
    names = set(RESULTS[rung_id][code])
    asked = {
        text: {name for _, name, _, _ in string.Formatter().parse(text) if name}
        for text in (said.result, said.meaning, said.advice, said.cause)
    }
    for text, wanted in asked.items():
        assert wanted <= names | ({"box"} if text == said.cause else set()), text
    assert names <= set().union(*asked.values())


@pytest.mark.parametrize(("rung_id", "code"), [pair for pair in CODES if may_fail(*pair)])
def test_that_every_fault_is_named_in_one_sentence_with_what_to_do(rung_id, code):
    found = rung(rung_id, code)
    sentence = words.headline(ladder(found), "Block C")
    assert sentence == words._filled(words._words(found).cause, found, box="Block C")
    assert sentence.endswith(".")
    assert ". " not in sentence
    means, advice = words.explanation(ladder(found))
    assert means
    assert advice


@pytest.mark.parametrize(("rung_id", "code"), [pair for pair in CODES if not may_fail(*pair)])
def test_that_what_is_no_fault_is_not_worded_as_one(rung_id, code):
    assert not words._words(rung(rung_id, code)).cause


def test_that_no_two_results_of_a_rung_read_the_same():
    for rung_id, codes in RESULTS.items():
        results = [words.result(rung(rung_id, code)) for code in codes]
        assert len(set(results)) == len(results), rung_id


def test_that_all_names_are_different():
    assert len({words.title(rung_id) for rung_id in RungId}) == len(RungId)
    assert len({words.tried(Rung(rung_id, RungState.OK)) for rung_id in RungId}) == len(RungId)


def test_that_the_drawn_cause_reads_as_drawn():
    values = {"url": "http://192.168.1.36:9528/DeviceStatus", "address": "192.168.1.36"}
    found = Rung(RungId.REPORT_URL, RungState.FAILED, "old_address", values, 9.0, RungAction.BORROW)
    assert words.headline(ladder(found), "Block C") == "Block C reports to an address this computer no longer has."
    assert words.result(found) == "points to http://192.168.1.36:9528/DeviceStatus, an old address of this computer"
    assert "192.168.1.36" in words.meaning(found)


def test_that_the_first_failure_is_the_cause_whatever_fails_below():
    first, second = rung(RungId.PORT_5555, "silent"), rung(RungId.CLOCK, "never_set")
    fine = rung(RungId.ROUTE, "through", RungState.OK)
    assert words.headline(ladder(fine, first, second), "Block C") == "Block C does not answer at its address."


def test_that_without_a_name_the_address_stands_for_the_box():
    found = rung(RungId.PORT_5555, "silent")
    assert words.headline(ladder(found, box_name=""), "").startswith("192.168.1.44 ")
    assert words.headline(ladder(found), "").startswith("Block C ")


def test_that_nothing_failed_says_so_and_names_what_is_not_known():
    fine = rung(RungId.ROUTE, "through", RungState.OK)
    unknown = [
        rung(RungId.FIREWALL, "unreadable", RungState.UNKNOWN),
        rung(RungId.CLOCK, "unreadable", RungState.UNKNOWN),
        rung(RungId.THRESHOLD, "unreadable", RungState.UNKNOWN),
        rung(RungId.LAST_EVENT, "none", RungState.UNKNOWN),
    ]
    all_known = "Everything is in order on the way from Block C to this computer."
    assert words.headline(ladder(fine), "Block C") == all_known
    assert words.explanation(ladder(fine))[0] == ""
    assert words.headline(ladder(fine, *unknown), "") == "Everything that can be checked from here is in order."
    skipped = Rung(RungId.PORT_8888, RungState.SKIPPED, "not_on_se3")
    assert words.explanation(ladder(fine, skipped, unknown[0]))[0] == "Cannot be told from here: Firewall."
    means, advice = words.explanation(ladder(fine, *unknown))
    assert means.endswith("Firewall, Clock of the box, Threshold and face size and 1 more.")
    assert advice
    assert words.headline(ladder(*unknown), "Block C") == "Nothing can be told about Block C yet."


def test_that_a_skipped_rung_says_that_it_waits():
    for rung_id in RungId:
        if "waits" in RESULTS[rung_id]:
            assert words.result(rung(rung_id, "waits", RungState.SKIPPED)) == "not checked: waits for a step above"


def test_that_a_code_of_a_newer_ladder_is_shown_as_it_is():
    found = Rung(RungId.CLOCK, RungState.FAILED, "sundial")
    assert not words.has_words(found)
    assert words.result(found) == "sundial"
    assert words.headline(ladder(found), "Block C") == "Block C: Clock of the box: sundial"


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("ago", "75", "1 min 15 s"),
        ("ago", "12 s", "12 s"),
        ("ago", "3 min", "3 min"),
        ("difference", "-8 h", "8 h"),
        ("ago", "yesterday", "yesterday"),
        ("sn", "3 min", "3 min"),
        ("reason", "not_json", "it is no JSON"),
        ("detail", "HTTP 404", "HTTP 404"),
        ("difference", "-28800", "8 h 0 min"),
        ("seconds", "0.31", "0.3 s"),
        ("seconds", "600", "10 min 0 s"),
        ("size", "42991616", "41.0 MB"),
        ("size", "600", "1 kB"),
        ("size", "41 MB", "41 MB"),
        ("face", "300", "300 px"),
        ("generation", "v57", "V5.7 software"),
        ("generation", "v9", "v9"),
        ("threshold", "82", "82"),
        ("sn", "", "–"),
        ("ago", "nan", "nan"),
        ("ago", "inf", "inf"),
    ],
)
def test_that_values_read_as_people_say_them(name, value, text):
    assert value_text(name, value) == text


@pytest.mark.parametrize(("elapsed_ms", "text"), [(None, "–"), (0.2, "1 ms"), (14.4, "14 ms"), (2345.0, "2.3 s")])
def test_that_times_have_a_unit(elapsed_ms, text):
    assert words.elapsed_text(elapsed_ms) == text


def test_that_every_button_has_a_text_and_names_our_address():
    for action in RungAction:
        assert bool(words.action_text(action)) is (action is not RungAction.NONE)
        assert bool(words.action_text(action, OURS)) is (action is not RungAction.NONE)
    assert words.action_text(RungAction.BORROW, OURS) == f"Send them here: {OURS}"


def test_that_states_have_different_words():
    assert len(set(words.all_state_words())) == len(RungState) + 2


def test_that_a_remark_without_a_value_is_left_out():
    for rung_id, code, values, text in (
        (RungId.FIREWALL, "open", {"detail": ""}, "lets messages in"),
        (RungId.ADDRESS_CONFLICT, "one_answers", {"mac": ""}, "one device answers"),
        (RungId.IS_BOX, "box", {"generation": "v6", "sn": "B1", "version": ""}, "V6 software, SN B1"),
        (RungId.IS_BOX, "box", {"generation": "v6", "sn": "B1", "version": "V6.1"}, "V6 software (V6.1), SN B1"),
    ):
        assert words.result(Rung(rung_id, RungState.OK, code, values)) == text


def test_that_neither_passwords_nor_tokens_are_said():
    url = "http://installer:hunter2@192.168.1.63:9528/DeviceStatus/AbCdEfGhIjKlMnOp"
    found = Rung(RungId.REPORT_URL, RungState.FAILED, "somebody_else", {"url": url})
    for text in (words.result(found), findings_text(ladder(found), "Block C")):
        assert "http://installer:***@192.168.1.63:9528/DeviceStatus/***" in text
        assert "hunter2" not in text
        assert "AbCdEf" not in text


def test_that_the_findings_hold_every_rung_and_what_to_do_about_the_failed_one():
    failed = replace(rung(RungId.REPORT_URL, "malformed"), elapsed_ms=9.0)
    rungs = [failed if rung_id is failed.id else Rung(rung_id, RungState.OK, "code") for rung_id in RungId]
    text = findings_text(ladder(*rungs), "Block C")
    for number, rung_id in enumerate(RungId, start=1):
        assert f"{number:2}. [" in text
        assert f" {words.title(rung_id)}: " in text
    assert "12. [Fault] Report URL on the box: " in text
    assert "(9 ms)" in text
    assert text.count(words.advice(failed)) == 2  # on top and beside its rung
    assert "Block C · 192.168.1.44 (5555, 5679, 8888)" in text
    assert "UTC" in text
    assert all(ord(letter) >= 32 or letter == "\n" for letter in text)


def test_that_the_footer_names_the_box_the_time_and_the_promise():
    text = checked_sentence(ladder(), "Block C")
    assert text.startswith("Checked Block C at ")
    assert text.endswith(" in 1.8 s. Nothing was changed on the box.")


def test_that_words_come_in_english_without_an_application():
    code = (
        "from sophon_monitor.domain.ladder import *\n"
        "from sophon_monitor.domain.site import BoxAddress\n"
        "from sophon_monitor.qtmodels import diagnosis_words as w\n"
        "from PySide6.QtCore import QCoreApplication\n"
        "r = Rung(RungId.PORT_5555, RungState.FAILED, 'silent')\n"
        "d = Diagnosis(address=BoxAddress('10.0.0.9'), rungs=(r,))\n"
        "assert QCoreApplication.instance() is None\n"
        "print(w.headline(d, ''), w.title(r.id), w.tried(r), w.result(r), w.advice(r), sep='\\n')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines()[0] == "10.0.0.9 does not answer at its address."
    assert not done.stderr


@pytest.mark.parametrize("code", list(ProtocolErrorCode))
def test_that_every_reason_of_the_protocol_is_worded(code):
    assert value_text("reason", code.value) != code.value
