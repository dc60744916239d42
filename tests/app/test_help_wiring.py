"""Guide, keys, About and camera siting, out of the real window; and the guide's own text."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QShortcut

from sophon_monitor.app.about import program_parts
from sophon_monitor.app.guide import read_guide
from sophon_monitor.app.resources import guide_folder, resources_folder
from sophon_monitor.qtmodels.key_words import KEY_GROUPS
from sophon_monitor.widgets.main_window import PAGES
from tests.app.test_wiring import bench, soon  # noqa: F401 - a fixture

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

LANGUAGES = ("en", "zh_CN")
ROOT = Path(__file__).resolve().parents[2]
WORDS_OF_THE_WORLD = {"LAN", "Y", "N", "U", "Backspace", "F11", "Ctrl+B", "?"}
ACTIONS = {"find", "add", "diagnose", "demo", "siting", "keys", "about", *PAGES}


def text_of(language: str) -> str:
    return (guide_folder() / f"guide.{language}.md").read_text("utf-8")


# -- the guide's text --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_what_the_guide_calls_by_name_is_called_so_in_the_window(language: str):
    known = set(WORDS_OF_THE_WORLD)
    for message in ET.parse(resources_folder() / "translations/sophon_monitor_zh_CN.ts").iter("message"):
        known.add(message.findtext("source" if language == "en" else "translation") or "")
    named = re.findall(r"\*{1,2}([^*\n]+)\*{1,2}", text_of(language))
    assert len(named) > 25
    assert [name for name in named if name not in known] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_each_link_of_the_guide_leads_somewhere(language: str):
    links = re.findall(r"\]\(([^)]+)\)", text_of(language))
    actions = [link.removeprefix("do:") for link in links if link.startswith("do:")]
    assert set(actions) <= ACTIONS
    assert {"demo", "siting", "diagnose", "keys", "settings", "about"} <= set(actions)
    pictures = [link for link in links if link.startswith("pictures/")]
    assert len(pictures) == 6
    assert [name for name in pictures if not (guide_folder() / name).is_file()] == []
    assert len(actions) + len(pictures) == len(links)


def test_that_both_languages_tell_the_same():
    def shape(language: str) -> list[str]:
        marks = re.findall(r"^#+ |^\d\. |^- |\(do:\w+\)|\((?:pictures/)(?:en|zh_CN)-(\w+)", text_of(language), re.M)
        return [mark.strip() for mark in marks]

    assert shape("en") == shape("zh_CN")


def test_that_pictures_come_as_wide_as_they_are_shown():
    guide = read_guide("en", 400, 2.0)
    assert len(guide.images) == 6
    for image in guide.images.values():
        assert image.width() <= 800
        assert image.width() / image.devicePixelRatio() <= 400.5


# -- out of the window -------------------------------------------------------------------------------------------------


async def test_that_the_guide_opens_follows_the_language_and_its_links_act(bench):  # noqa: F811
    page = bench.wiring._pages.guide
    bench.window.guide_asked.emit()
    assert bench.window.page == "guide"
    await soon(lambda: page.chapters.count() == 7)
    assert "Wire up" in page.chapters.item(0).text()
    bench.wiring._looks.speak("zh_CN")
    await soon(lambda: "接线" in page.chapters.item(0).text())
    assert "**" not in page.text.toPlainText()
    pictures = list(read_guide("zh_CN", 400, 1.0).images)
    document = page.text.document()
    assert [name for name in pictures if document.resource(2, QUrl(name)) is None] == []
    assert document.size().height() > 2500  # six pictures
    page.chapters.setCurrentRow(4)
    assert page.text.verticalScrollBar().value() > 100
    page.text.anchorClicked.emit(QUrl("do:settings"))
    assert bench.window.page == "settings"
    asked: list[str] = []
    bench.window.top_bar.find_asked.connect(lambda: asked.append("find"))
    page.text.anchorClicked.emit(QUrl("do:find"))
    assert asked == ["find"]


async def test_that_the_keys_are_all_on_the_sheet(bench):  # noqa: F811
    bench.window.keys_asked.emit()
    dialog = bench.wiring._help._keys
    assert dialog.isVisible()
    printed = " ".join(line.keys for group in KEY_GROUPS for line in group.lines)
    keys = {shortcut.key().toString() for shortcut in bench.window.findChildren(QShortcut)}
    assert {"F1", "?", "Ctrl+,", "F11", "Ctrl+B", "Ctrl+L"} <= keys
    missing = {key for key in keys if key not in printed and not re.fullmatch(r"Ctrl\+[1-4]", key)}
    assert missing == set()
    dialog.close()


async def test_that_about_names_versions_places_and_every_licence(bench):  # noqa: F811
    bench.window.top_bar.more_menu.about_asked.emit()
    dialog = bench.wiring._help._about
    assert dialog.values["profile"].text() == str(bench.start.profile.folder)
    await soon(lambda: dialog.parts.count() > 10)
    rows = [dialog.parts.item(row).text() for row in range(dialog.parts.count())]
    assert any(row.startswith("PySide6_Essentials 6.11") and "LGPL" in row for row in rows)
    dialog.parts.setCurrentRow(next(n for n, row in enumerate(rows) if row.startswith("httpx ")))
    assert "Redistribution" in dialog.licence.toPlainText()
    dialog.close()


def test_that_the_parts_are_what_the_program_needs_and_each_says_its_licence():
    parts = {part.name.casefold(): part for part in program_parts()}
    assert {"python", "tabler icons", "aiohttp", "numpy", "pyhanko", "websockets"} <= set(parts)
    assert not {"pytest", "mypy", "ruff", "sophon-monitor"} & set(parts)
    assert [name for name, part in parts.items() if not part.licence or not part.text] == []


async def test_that_camera_siting_opens_beside_the_window(bench):  # noqa: F811
    bench.window.top_bar.more_menu.siting_asked.emit()
    dialog = bench.wiring._help._siting
    assert dialog.isVisible()
    assert not dialog.isModal()
    dialog.close()
