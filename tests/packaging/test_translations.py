"""The .ts files against the code: nothing lost, nothing left in English, nothing broken in translation."""

from __future__ import annotations

import ast
import importlib.util
import re
import shutil
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import PySide6
import pytest

ROOT = Path(__file__).parents[2]
TRANSLATIONS = ROOT / "resources/translations"
LANGUAGES = ("en", "zh_CN")
ROOMS = ("widgets", "qtmodels", "report", "app")
SOURCES = sorted(p for room in ROOMS for p in (ROOT / "sophon_monitor" / room).glob("*.py"))

MARKS = re.compile(r"\{\w*\}|%n|%\d|%L\d")
HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a .ts file; `forms` has one text, or one for each number form."""

    context: str
    source: str
    forms: tuple[str, ...]
    is_counted: bool


def messages(language: str) -> list[Message]:
    found = []
    for context in ET.parse(TRANSLATIONS / f"sophon_monitor_{language}.ts").getroot().findall("context"):
        for message in context.findall("message"):
            is_counted = message.get("numerus") == "yes"
            forms = [form.text or "" for form in message.iter("numerusform")]
            texts = forms if is_counted else [message.findtext("translation") or ""]
            name, source = context.findtext("name") or "", message.findtext("source") or ""
            found.append(Message(name, source, tuple(texts), is_counted))
    return found


def calls(text: str) -> Iterator[ast.Call]:
    """All calls of `translate`, also as `QCoreApplication.translate` or a mark for later; not of other objects."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name("translate" | "QT_TRANSLATE_NOOP") | ast.Attribute(
                    ast.Name("QCoreApplication"), "translate"
                ):
                    yield node


def faults(call: ast.Call) -> list[str]:
    """What lupdate would not collect, or would collect wrongly."""
    literals = [argument.value for argument in call.args[:3] if isinstance(argument, ast.Constant)]
    found = []
    if call.keywords or not 2 <= len(call.args) <= 4:
        found.append("takes context, text, disambiguation and number by place")
    if len(literals) != len(call.args[:3]) or not all(isinstance(word, str) for word in literals):
        found.append("the texts must be literal")
    if len(call.args) == 4 and not isinstance(call.args[3], ast.Name):
        found.append("lupdate loses a call whose number is no plain name")
    if len(literals) > 1 and ("%n" in str(literals[1])) != (len(call.args) == 4):
        found.append("%n and a number belong together")
    return found


def texts_in_code() -> set[tuple[str, str]]:
    return {
        (ast.literal_eval(call.args[0]), ast.literal_eval(call.args[1]))
        for file in SOURCES
        for call in calls(file.read_text("utf-8"))
    }


@pytest.fixture
def translation_files() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translation_files", ROOT / "packaging/translation_files.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lupdate() -> Path:
    inside = Path(PySide6.__file__).parent
    name = "lupdate.exe" if sys.platform == "win32" else "lupdate"
    return next(file for file in (inside / name, inside / "Qt/libexec" / name) if file.exists())


def test_that_every_call_can_be_collected() -> None:
    found = [
        f"{file.name}:{call.lineno}: {fault}"
        for file in SOURCES
        for call in calls(file.read_text("utf-8"))
        for fault in faults(call)
    ]
    assert not found


@pytest.mark.parametrize(
    "line",
    [
        'translate("A", f"{x} boxes")',
        'translate("A", text)',
        'translate("A", "%n boxes", "", len(x))',
        'translate("A", "%n boxes", "", n=count)',
        'translate("A", "%n boxes")',
        'QCoreApplication.translate("A", "boxes", "", count)',
    ],
)
def test_that_a_call_that_lupdate_would_lose_is_found(line: str) -> None:
    (call,) = calls(line)
    assert faults(call)


def test_that_every_text_in_the_code_is_in_the_files_and_no_other() -> None:
    in_code = texts_in_code()
    assert {(m.context, m.source) for m in messages("zh_CN")} == in_code
    assert {(m.context, m.source) for m in messages("en")} == {(c, s) for c, s in in_code if "%n" in s}


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_collecting_again_changes_nothing(language: str, translation_files: ModuleType, tmp_path: Path) -> None:
    kept = TRANSLATIONS / f"sophon_monitor_{language}.ts"
    copy = tmp_path / kept.name
    shutil.copy(kept, copy)
    translation_files.collect(lupdate(), [str(file) for file in SOURCES], copy)
    assert copy.read_text("utf-8") == kept.read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_nothing_is_unfinished(language: str, translation_files: ModuleType) -> None:
    assert translation_files.unfinished(TRANSLATIONS / f"sophon_monitor_{language}.ts") == []
    assert all(len(m.forms) == (2 if language == "en" else 1) for m in messages(language) if m.is_counted)


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_placeholders_numbers_and_line_breaks_are_those_of_the_source(language: str) -> None:
    def marks(text: str) -> list[str]:
        return sorted(MARKS.findall(text)) + ["\n"] * text.count("\n") + ["&"] * text.count("&")

    wrong = [(m.source, form) for m in messages(language) for form in m.forms if marks(form) != marks(m.source)]
    assert not wrong


def test_that_no_english_text_offers_both_numbers_at_once() -> None:
    texts = {source for _, source in texts_in_code()} | {form for m in messages("en") for form in m.forms}
    assert not [text for text in texts if re.search(r"\w\((?:s|es|ies)\)", text)]


def test_that_english_counts_one_thing_in_the_singular() -> None:
    same = {m.source for m in messages("en") if m.forms[0] == m.forms[1]}
    assert same <= {"and %n more"}


def test_that_a_translated_sentence_is_chinese_with_chinese_punctuation() -> None:
    """A word or two of Latin letters may stay, such as RTSP; a sentence may not."""
    for message in messages("zh_CN"):
        form = message.forms[0].replace("地址:API端口:事件端口:系统端口", "")  # typed like this
        if len(re.findall(r"[A-Za-z]+", MARKS.sub("", message.source))) > 2 or HAN.search(form):
            assert HAN.search(form), message.source
            assert not re.search(r"[\u4e00-\u9fff}][,;?!]|[\u4e00-\u9fff][.:]|[.?!]$", form), form


def test_that_one_english_text_is_one_chinese_text_wherever_it_stands() -> None:
    """A curve's title is longer than the same word in a row of the site."""
    of_several_meanings = {"CPU", "Memory"}
    words: dict[str, set[str]] = {}
    for message in messages("zh_CN"):
        words.setdefault(message.source, set()).add(message.forms[0])
    assert {source for source, forms in words.items() if len(forms) > 1} <= of_several_meanings
