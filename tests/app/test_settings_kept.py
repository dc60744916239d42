"""Settings files that this program cannot use are never lost."""

from __future__ import annotations

import pytest

from sophon_monitor.app.settings import Settings, load, read, save


def test_that_a_second_damaged_file_does_not_replace_the_first(tmp_path):
    file = tmp_path / "settings.toml"
    kept = []
    for text in ("[first", "[second", "[third"):
        file.write_text(text, "utf-8")
        kept.append(load(file).damaged)
    assert [path.read_text("utf-8") for path in kept] == ["[first", "[second", "[third"]


def test_that_a_file_that_cannot_be_moved_is_named_itself(tmp_path, monkeypatch):
    file = tmp_path / "settings.toml"
    file.write_text("[", "utf-8")

    def refuse(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(type(file), "replace", refuse)
    assert load(file).damaged == file


@pytest.mark.parametrize("words", ["format = 2", 'format = "two"'])
def test_that_a_file_of_a_newer_version_is_kept_as_it_was_before_we_wrote_to_it(tmp_path, words):
    file = tmp_path / "settings.toml"
    text = f'{words}\nport = "auto"\ntheme = "dark"\n'
    file.write_text(text, "utf-8")
    loaded = load(file)
    assert loaded.newer is not None
    assert loaded.settings == Settings(theme="dark")
    save(file, loaded.settings)
    assert load(file).newer == loaded.newer
    assert loaded.newer.read_text("utf-8") == text
    assert loaded.newer.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("words", ["format = 1", 'future = "x"'])
def test_that_unknown_settings_alone_are_no_newer_version(tmp_path, words):
    file = tmp_path / "settings.toml"
    file.write_text(f"{words}\nport = 9100\n", "utf-8")
    assert load(file).newer is None
    assert read(file).port == 9100


def test_that_reading_alone_moves_nothing(tmp_path):
    file = tmp_path / "settings.toml"
    file.write_text("[", "utf-8")
    with pytest.raises(ValueError):
        read(file)
    assert file.read_text("utf-8") == "["
