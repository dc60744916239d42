"""What is changed on the Settings page holds at once, and is in the file."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from sophon_monitor.app import settings
from sophon_monitor.app.settings import Settings
from sophon_monitor.qtmodels.setting_rows import ROWS
from tests.app.test_wiring import bench, soon  # noqa: F401 - a fixture

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def kept(bench) -> Settings:  # noqa: F811
    return settings.load(bench.start.profile.settings_file).settings


def test_that_every_setting_of_the_file_is_on_the_page_but_what_the_window_remembers():
    assert {row.name for row in ROWS} == set(Settings.__dataclass_fields__) - {"last_site", "window"}


async def test_that_a_change_is_applied_and_kept(bench):  # noqa: F811
    bench.window.settings_asked.emit()
    assert bench.window.page == "settings"
    page = bench.wiring._pages.settings
    page.setting_changed.emit("theme", "dark")
    assert bench.wiring._theme.is_dark
    page.setting_changed.emit("language", "zh_CN")
    assert QLocale().language() is QLocale.Language.Chinese
    page.setting_changed.emit("adapters", ("10.0.0.7",))
    page.setting_changed.emit("pictures_days", 3.0)
    await soon(lambda: kept(bench).pictures_days == 3.0)
    found = kept(bench)
    assert (found.theme, found.language, found.adapters) == ("dark", "zh_CN", ["10.0.0.7"])
    asked = dict(bench.intake.asked)
    assert asked["listen_on"] == ("10.0.0.7",)
    assert asked["set_retention"].pictures_s == 3 * 86_400


async def test_that_reset_brings_every_default_back(bench):  # noqa: F811
    page = bench.wiring._pages.settings
    page.setting_changed.emit("port", 9600)
    page.setting_changed.emit("notify_sound", True)
    bench.start.settings.last_site = "Riverside"
    assert page.reset_button.isEnabled()
    page.reset_button.click()
    await soon(lambda: kept(bench).last_site == "Riverside")
    found = kept(bench)
    assert (found.port, found.notify_sound) == (9528, False)
    assert found.last_site == "Riverside"
    assert not page.reset_button.isEnabled()


async def test_that_a_file_that_cannot_be_written_is_told(bench, monkeypatch):  # noqa: F811
    def refuse(*_words):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(settings, "save", refuse)
    bench.wiring._pages.settings.setting_changed.emit("port", 9600)
    await soon(lambda: bench.window.trouble_bar.troubles)
    assert "Permission denied" in bench.window.trouble_bar.troubles[0].sentence
    assert bench.start.settings.port == 9600


async def test_that_the_page_shows_what_was_changed_elsewhere(bench):  # noqa: F811
    bench.wiring._looks.choose_theme("light")
    bench.window.settings_asked.emit()
    assert bench.wiring._pages.settings.lines["theme"].control.value == "light"
